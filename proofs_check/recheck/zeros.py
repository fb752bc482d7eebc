"""Rules by which a number that balls cannot tell from 0 is shown to be 0.

The number is brought to its normal form. It is 0 where the polynomial above cancels, where its coefficients
are algebraic numbers that are 0, or where it is a vanishing combination of logarithms or of arc tangents of algebraic numbers.
Nothing is concluded where these rules do not apply.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.recheck.normal_form import Normal
from proofs_check.recheck.numbers import Expression, Real
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.polynomials import ONE


def is_zero(x: Expression) -> bool:
    """Whether the rules show that x is 0. False says nothing."""
    from proofs_check.recheck.relations import vanishes

    normal = Normal()
    try:
        return vanishes(normal.of(x).above, normal, x)
    except (Open, RecursionError):
        return False


def multiple_of_pi(x: Real) -> Fraction | None:
    """c where x is c*pi by the normal form."""
    if x == 0:
        return Fraction(0)
    if isinstance(x, Fraction) or not _mentions_pi(x):
        return None
    try:
        found = Normal().of(x)
    except (Open, RecursionError):
        return None
    if found.below != ONE or len(found.above) != 1:
        return None
    ((monomial, c),) = found.above.items()
    return c if monomial == ((("pi",), Fraction(1)),) else None


def _mentions_pi(x: Expression) -> bool:
    stack, seen = [x], set()
    while stack:
        node = stack.pop()
        if node.op == "pi" or node.op == "atan":
            return True
        if node.key not in seen:
            seen.add(node.key)
            stack += [arg for arg in node.args if isinstance(arg, Expression)]
    return False
