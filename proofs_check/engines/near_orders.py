"""Orders that say that a rational number p/q is near to a number: abs(alpha - p/q) <= c/q**k, for q > 0.

    abs(q*sqrt(2) - p) <= 1/(3*q)      q*abs(p/q - sqrt(2)) < 1/(3*q)      sqrt(2) - p/q <= 1/(3*q**2) where sqrt(2) - p/q >= 0

Both sides are products of numbers, powers of q and, on the smaller one, a distance abs(a*q**(m + 1) + b*p*q**m) with numbers a and b != 0; then
alpha is -a/b.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from flint import arb

from proofs_check.engines.calculus_terms import minus, negate, over, plus, power, times
from proofs_check.engines.enclosures import certain, enclosed
from proofs_check.goal import Goal, Prover
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    number,
)

MAX_POWER = 12
Exponents = tuple[int, int]
Monomials = dict[Exponents, Term]
"""(i, j) -> the coefficient of p**i*q**j, a term without letters; j may be negative."""


class NoNearness(ValueError):
    """No order of that form."""


@dataclass(frozen=True)
class Near:
    """abs(alpha - p/q) <= scale/q**power, alpha a term with the enclosure `value`."""

    alpha: Term
    value: arb
    scale: arb
    power: int


@dataclass(frozen=True)
class Side:
    """factor*q**power*abs(distance)**often, or without a distance."""

    factor: Term
    power: int = 0
    distance: Term | None = None
    often: int = 1


def nearness(said: Compare, p: str, q: str, goal: Goal, prove: Prover) -> Near:
    """What the order says of p/q, where q is positive. Raises NoNearness."""
    lower, upper = (said.left, said.right) if said.relation[0] == "<" else (said.right, said.left)
    smaller, greater = _smaller(lower, q, goal, prove), _side(upper, q)
    if smaller.distance is None or greater.distance is not None:
        raise NoNearness("no distance on the smaller side")
    start, slope, shift = _line(_monomials(smaller.distance, p, q))
    often, alpha = smaller.often, negate(over(start, slope))
    factor = times(smaller.factor, power(apply("abs", slope), number(often)))
    scale = _number(over(greater.factor, factor), goal)
    if not certain(">=", scale) or not certain(">", _number(factor, goal)):
        raise NoNearness("a factor that is not positive")
    fall = shift + 1 + (smaller.power - greater.power) // often  # a lower power of q >= 1 says less
    return Near(alpha, _number(alpha, goal), scale.root(often) if often > 1 else scale, fall)


def _smaller(term: Term, q: str, goal: Goal, prove: Prover) -> Side:
    """The smaller side; a difference that is not negative is its modulus. Raises NoNearness."""
    try:
        return _side(term, q)
    except NoNearness:
        if not prove(goal.concluding(Compare(">=", term, ZERO))).proved:
            raise
        return Side(ONE, 0, term)


def _number(term: Term, goal: Goal) -> arb:
    """The enclosure of a term without letters. Raises NoNearness."""
    found = None if free_letters(term) else enclosed(term, {}, goal.scope)
    if found is None:
        raise NoNearness("no enclosure of a number")
    return found


def _side(term: Term, q: str) -> Side:
    """A product of numbers, powers of q and a distance. Raises NoNearness."""
    if not free_letters(term):
        return Side(term)
    match term:
        case Letter(name=name) if name == q:
            return Side(ONE, 1)
        case Apply(op="abs", args=(inner,)):
            return Side(ONE, 0, inner)
        case Apply(op="mul", args=(left, right)):
            return _product(_side(left, q), _side(right, q))
        case Apply(op="div", args=(left, right)):
            return _product(_side(left, q), _raised(_side(right, q), -1))
        case Apply(op="pow", args=(base, Number(value=value))) if (
            value.denominator == 1 and abs(value) <= MAX_POWER
        ):
            return _raised(_power(base, q, int(value)), int(value))
    raise NoNearness("a side that is no product")


def _power(base: Term, q: str, exponent: int) -> Side:
    """The base, or its modulus in an even power. Raises NoNearness."""
    try:
        return _side(base, q)
    except NoNearness:
        if exponent % 2:
            raise
        return Side(ONE, 0, base)


def _product(one: Side, two: Side) -> Side:
    if one.distance is not None and two.distance is not None:
        raise NoNearness("two distances")
    often = two.often if one.distance is None else one.often
    return Side(times(one.factor, two.factor), one.power + two.power, one.distance or two.distance, often)


def _raised(side: Side, exponent: int) -> Side:
    if side.distance is not None and exponent < 1:
        raise NoNearness("a distance in a denominator")
    factor = power(side.factor, number(exponent))
    return Side(factor, side.power * exponent, side.distance, side.often * exponent)


def _line(found: Monomials) -> tuple[Term, Term, int]:
    """a, b and m of a*q**(m + 1) + b*p*q**m. Raises NoNearness."""
    slopes = [exponents for exponents in found if exponents[0]]
    if len(found) != 2 or len(slopes) != 1:
        raise NoNearness("no multiple of q less one of p")
    ((often, shift),) = slopes
    start = found.get((0, shift + 1))
    if often != 1 or start is None:
        raise NoNearness("no multiple of q less one of p")
    return start, found[often, shift], shift


def _monomials(term: Term, p: str, q: str) -> Monomials:
    """The term multiplied out. Raises NoNearness."""
    if not free_letters(term):
        return {(0, 0): term}
    match term:
        case Letter(name=name) if name in (p, q):
            return {(1, 0) if name == p else (0, 1): ONE}
        case Apply(op="neg", args=(inner,)):
            return {key: negate(factor) for key, factor in _monomials(inner, p, q).items()}
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            return _joined(op, _monomials(left, p, q), _monomials(right, p, q))
        case Apply(op="mul", args=(left, right)):
            return _multiplied(_monomials(left, p, q), _monomials(right, p, q))
        case Apply(op="div", args=(left, right)):
            return _multiplied(_monomials(left, p, q), _inverse(_monomials(right, p, q)))
        case Apply(op="pow", args=(base, Number(value=value))) if value in range(1, MAX_POWER + 1):
            factors = [_monomials(base, p, q)] * int(value)
            return reduce(_multiplied, factors)
    raise NoNearness("no sum of products")


def _joined(op: str, one: Monomials, two: Monomials) -> Monomials:
    join = plus if op == "add" else minus
    return {key: join(one.get(key, ZERO), two.get(key, ZERO)) for key in {**one, **two}}


def _multiplied(one: Monomials, two: Monomials) -> Monomials:
    found: Monomials = {}
    for (i, j), left in one.items():
        for (k, n), right in two.items():
            key = i + k, j + n
            found[key] = plus(found.get(key, ZERO), times(left, right))
    return found


def _inverse(one: Monomials) -> Monomials:
    """Of one power of q. Raises NoNearness."""
    if len(one) != 1:
        raise NoNearness("a denominator that is no power of q")
    (((i, j), factor),) = one.items()
    if i:
        raise NoNearness("a denominator with p")
    return {(0, -j): over(ONE, factor)}


__all__ = ["Near", "NoNearness", "nearness"]
