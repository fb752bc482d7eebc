"""Orders of the recurrences that sums of binomial coefficients times recursive terms obey.

    T(n) = sum of binomial(m*n + c - s*k, q*k + r)*f(k) over all k from `low` on with n*m + c - s*k >= 0,    q >= 1, q + s >= 1, r >= 0

where p(E) f = 0 for a monic polynomial p of degree d with weights free of k (E is the shift). For m = 1, c = 0, low = 0 the generating function is

    sum T(n)*x**n = x**r/(1 - x)**(r + 1)*F(y),    y = x**(q + s)/(1 - x)**q,    F = sum f(k)*y**k a proper fraction with d below,

a proper fraction with at most d*max(q + s, q) + max(0, r + 1 - q) below: the order of T. For s = 0, q = 1, r = 0 that is Pascal's rule:
p(E - 1) T = 0. The subsequence at m*n + c has no higher order; terms left out below count 1 each (f is 0 there).

Beside f there may stand, u a bound for the order without them:
    a polynomial in n and k of total degree g           u*(g + 1)  (each factor k or n raises the powers below by one)
    y**(a*n + b*k + e), y != 0                          u          (a factor of f, one of T and a constant)
    y**(a*n + b*k + e), y == 0, binomial(n + c, k)      u          Y*T(f) + Z*T(E f) = E T(f) with Y = y**a, Z = y**(a + b)
    sin, cos, sinh, cosh of an affine term in n and k   4*u        (two for f, two for T: angle addition)

In the third row all terms are defined: no exponent of 0 is negative. Reference: Graham, Knuth, Patashnik, Concrete Mathematics, 5.4 and 7.3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from proofs_check.engines.affine import Affine, affine_of
from proofs_check.engines.calculus_terms import integer_of, minus, negate, over, plus, times
from proofs_check.engines.moving_sums import in_order
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Sum,
    Term,
    free_letters,
    number,
    substitute,
)

WAVES = ("sin", "cos", "sinh", "cosh")
Holds = Callable[[Term], bool]
OrderOf = Callable[[Term, str], int]


@dataclass(frozen=True)
class Coefficient:
    """binomial(grow*n + ... - slant*k, spread*k + offset); `over` at k = 0 is `top`."""

    top: Term
    grow: int
    slant: int
    spread: int
    offset: int

    @property
    def is_plain(self) -> bool:
        """Whether Pascal's rule takes n to n + 1."""
        return (self.grow, self.slant, self.spread, self.offset) == (1, 0, 1, 0)


@dataclass(frozen=True)
class Weights:
    """What stands beside the coefficient: f(k), a factor free of k, the degree of the rest in n and k, waves, and bases that may be 0."""

    inner: Term = ONE
    outer: Term = ONE
    degree: int = 0
    waves: int = 0
    bases: tuple[Term, ...] = ()


def order_of_transform(term: Sum, name: str, scope: Scope, holds: Holds, order_of: OrderOf) -> int | None:
    """A bound for the order of the sum in the letter `name`; None where it is no such sum. Its index is none of the scope."""
    found = _order(term, name, scope, holds, order_of)
    turned = _turned(term, scope) if found is None else None
    return found if turned is None else _order(turned, name, scope, holds, order_of)


def _turned(term: Sum, scope: Scope) -> Sum | None:
    """The same sum over high - k, its whole affine parts in canonical form."""
    if term.low != ZERO or affine_of(term.high, scope) is None:
        return None
    inner = scope.with_letter(term.letter, INTEGER)
    body = in_order(substitute(term.body, {term.letter: minus(term.high, Letter(term.letter))}), inner)
    return Sum(term.op, term.letter, body, ZERO, term.high)


def _order(term: Sum, name: str, scope: Scope, holds: Holds, order_of: OrderOf) -> int | None:
    inner = scope.with_letter(term.letter, INTEGER)
    parts = _factors(term.body, 1)
    found = [_coefficient(one, sign, term.letter, name, inner) for one, sign in parts]
    places = [place for place, one in enumerate(found) if one is not None]
    if len(places) != 1:
        return None
    coefficient = found[places[0]]
    weights = _weights([p for at, p in enumerate(parts) if at != places[0]], term.letter, name, inner)
    low = integer_of(term.low)
    if coefficient is None or weights is None or low is None:
        return None
    if coefficient.offset < 0:  # the first terms are 0
        return None if low < 0 else _shifted(term, coefficient, name, scope, holds, order_of)
    if low < 0 or not _is_natural(term, coefficient, holds):
        return None
    stands = coefficient.is_plain and low == 0  # else the powers may be 0 at no exponent
    if not stands and not all(holds(Compare("!=", base, ZERO)) for base in weights.bases):
        return None
    width = (order_of(weights.inner, term.letter) << weights.waves) + low
    steps = width * max(coefficient.spread + coefficient.slant, coefficient.spread)
    steps += max(0, coefficient.offset + 1 - coefficient.spread)
    return (order_of(weights.outer, name) << weights.waves) * steps * (weights.degree + 1)


def _shifted(
    term: Sum, coefficient: Coefficient, name: str, scope: Scope, holds: Holds, order_of: OrderOf
) -> int | None:
    """The sum with its index moved so that the lower argument begins at 0 or above: below it all terms are 0."""
    by = -(coefficient.offset // coefficient.spread)
    low = max(0, (integer_of(term.low) or 0) - by)
    body = substitute(term.body, {term.letter: plus(Letter(term.letter), number(by))})
    moved = Sum(term.op, term.letter, body, number(low), plus(term.high, number(-by)))
    return _order(moved, name, scope, holds, order_of)


def _is_natural(term: Sum, coefficient: Coefficient, holds: Holds) -> bool:
    """Whether the upper arguments are never negative, and the coefficients beyond the range are 0 or have a negative one."""
    after = plus(term.high, ONE)
    below = plus(times(number(coefficient.spread + coefficient.slant), after), number(coefficient.offset))
    says = [Compare(">=", coefficient.top, ZERO), Compare(">", below, coefficient.top)]
    if coefficient.slant > 0:
        says.append(Compare(">=", coefficient.top, times(number(coefficient.slant), term.high)))
    return all(holds(one) for one in says)


def _factors(term: Term, sign: int) -> list[tuple[Term, int]]:
    """The factors of products and quotients, with 1 or -1 for below the line."""
    match term:
        case Apply(op="mul", args=(left, right)):
            return [*_factors(left, sign), *_factors(right, sign)]
        case Apply(op="div", args=(left, right)):
            return [*_factors(left, sign), *_factors(right, -sign)]
        case Apply(op="neg", args=(inner,)):
            return [(number(-1), 1), *_factors(inner, sign)]
        case _:
            return [(term, sign)]


def _coefficient(term: Term, sign: int, index: str, name: str, scope: Scope) -> Coefficient | None:
    """None where the factor is no binomial coefficient that moves with the letter and the index."""
    match term:
        case Apply(op="binomial", args=(above, below)) if sign > 0 and index in free_letters(below):
            top, under = affine_of(above, scope), affine_of(below, scope)
        case _:
            return None
    if top is None or under is None:
        return None
    turned = name in under.letters()
    if turned:
        under = top - under  # binomial(m, m - l) == binomial(m, l) for m >= 0
    grow, slant, spread = _weight(top, name), -_weight(top, index), _weight(under, index)
    still = Affine(top.constant, tuple(pair for pair in top.parts if pair[0] != Letter(index)))
    if still.letters() & {index} or under.letters() - {index} or len(under.parts) != 1:
        return None
    hidden = any(name in free_letters(part) for part, _ in top.parts if part != Letter(name))
    if hidden or grow < 1 or spread < 1 or spread + slant < 1:
        return None
    if turned and slant < 0 and under.constant < 0:  # m may be negative where l is
        return None
    return Coefficient(still.term, grow, slant, spread, under.constant)


def _weight(affine: Affine, name: str) -> int:
    return dict(affine.parts).get(Letter(name), 0)


def _weights(parts: list[tuple[Term, int]], index: str, name: str, scope: Scope) -> Weights | None:
    """The other factors by kind, or None."""
    inner: Term = ONE
    outer: Term = ONE
    degree, waves = 0, 0
    bases: list[Term] = []
    for term, sign in parts:
        one = _upright(term, sign)
        moving = free_letters(one) & {index, name}
        if moving != {index, name}:
            inner, outer = (times(inner, one), outer) if index in moving else (inner, times(outer, one))
            continue
        found = joint_degree(one, (index, name))
        match one:
            case _ if found is not None:
                degree += found
            case Apply(op="pow", args=(base, exponent)) if not free_letters(base) & moving:
                if not _is_whole_affine(exponent, moving, scope):
                    return None
                bases.append(base)
            case Apply(op=op, args=(inside,)) if (joint_degree(inside, (index, name)) or 2) <= 1:
                if op not in (*WAVES, "exp"):
                    return None
                waves += op != "exp"
            case _:
                return None
    return Weights(inner, outer, degree, waves, tuple(bases))


def _upright(term: Term, sign: int) -> Term:
    """A factor below the line as one above it; powers as powers."""
    if sign > 0:
        return term
    match term:
        case Apply(op="pow", args=(base, exponent)):
            return Apply("pow", (base, negate(exponent)))
        case Apply(op="exp", args=(inside,)):
            return Apply("exp", (negate(inside),))
    return over(ONE, term)


def _is_whole_affine(term: Term, moving: frozenset[str], scope: Scope) -> bool:
    """Whether an exponent is a whole combination of the moving letters and of what does not move."""
    found = affine_of(term, scope)
    return found is not None and not any(
        free_letters(part) & moving and not isinstance(part, Letter) for part, _ in found.parts
    )


def joint_degree(term: Term, names: tuple[str, ...]) -> int | None:
    """The total degree of a polynomial in the letters with weights free of them; None where the term is no such thing by its form."""
    if not free_letters(term) & set(names):
        return 0
    match term:
        case Letter():
            return 1
        case Apply(op=("add" | "sub"), args=(left, right)):
            one, two = joint_degree(left, names), joint_degree(right, names)
            return None if one is None or two is None else max(one, two)
        case Apply(op="neg", args=(inner,)):
            return joint_degree(inner, names)
        case Apply(op="mul", args=(left, right)):
            one, two = joint_degree(left, names), joint_degree(right, names)
            return None if one is None or two is None else one + two
        case Apply(op="div", args=(left, right)) if not free_letters(right) & set(names):
            return joint_degree(left, names)
        case Apply(op="pow", args=(base, exponent)):
            whole, one = integer_of(exponent), joint_degree(base, names)
            return None if whole is None or one is None or not 0 <= whole <= 12 else whole * one
    return None
