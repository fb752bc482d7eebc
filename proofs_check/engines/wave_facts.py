"""Signs of the sines, cosines and tangents in a term, as facts: from the intervals in which linear bounds put their arguments.

    0 <= u <= pi: sin(u) >= 0        -pi/2 <= u <= pi/2: cos(u) >= 0        0 <= u < pi/2: tan(u) >= 0

and with < between, > in the conclusion; the negative ones by -u. Each of the bounds of u is proved.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from proofs_check.engines.calculus_terms import folded, times
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Constant,
    Number,
    Term,
    apply,
    free_letters,
    walk,
)

WAVES = ("sin", "cos", "tan")
MAX_ARGUMENTS = 6
HALF = Fraction(1, 2)


def arguments(term: Term) -> tuple[Term, ...]:
    """What the waves are taken of: terms with letters, not many."""
    found = (node.args[0] for node in walk(term) if isinstance(node, Apply) and node.op in WAVES)
    distinct = tuple(dict.fromkeys(one for one in found if free_letters(one)))
    return distinct if len(distinct) <= MAX_ARGUMENTS else ()


def signs(inner: Term, holds: Callable[[Term], bool]) -> tuple[Term, ...]:
    """What is known of the waves of `inner`; holds: proves a comparison."""
    below = {part: _between(holds, inner, "<", part) for part in (HALF, Fraction(1))}
    above = {part: _between(holds, inner, ">", part) for part in (Fraction(0), -HALF)}
    found = []
    if below[Fraction(1)] and above[Fraction(0)]:
        found.append(_sign("sin", inner, below[Fraction(1)] + above[Fraction(0)]))
    if below[HALF] and above[-HALF]:
        found.append(_sign("cos", inner, below[HALF] + above[-HALF]))
    if below[HALF] == "<" and above[Fraction(0)]:
        found.append(_sign("tan", inner, above[Fraction(0)]))
    if not above[Fraction(0)] and below[Fraction(1)]:
        turned = folded(apply("neg", inner))
        if all(
            holds(Compare("<", one, _of_pi(part)))
            for one, part in ((inner, Fraction(0)), (turned, Fraction(1)))
        ):
            found.append(Compare("<", apply("sin", inner), ZERO))
    return tuple(found)


def _between(holds: Callable[[Term], bool], inner: Term, side: str, part: Fraction) -> str:
    """The sharpest relation of the term to a multiple of pi on that side; empty where none is shown."""
    for relation in (side, f"{side}="):
        if holds(Compare(relation, inner, _of_pi(part))):
            return relation
    return ""


def _sign(op: str, inner: Term, relations: str) -> Term:
    return Compare(">=" if "=" in relations else ">", apply(op, inner), ZERO)


def _of_pi(part: Fraction) -> Term:
    return times(Number(part), Constant("pi"))
