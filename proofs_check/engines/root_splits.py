"""Squares of terms with one layer of roots as products of two quotients: T**2 = u*v, by the factors of T**2.

By an equation g(x) = h(x) among the hypotheses, g and h forms of different degrees, numerator and denominator of T**2 are made homogeneous,
so that they may fall into factors:

    a/sqrt(1 + a**2),  a*b + b*c + c*a == 1:     T**2 = a**2/((a + b)*(a + c))

What is said here is a proposal: that T**2 == u*v, and that u and v are not negative, is shown by those who use it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import flint

from proofs_check.engines.back import term_of
from proofs_check.engines.both_squared import has_root
from proofs_check.engines.calculus_terms import integer_of, over, power, times
from proofs_check.engines.ring import OutOfReach, Poly, Quotient, Ring
from proofs_check.goal import Goal
from proofs_check.statement.terms import Apply, Compare, Letter, Number, Term, apply, number

MAX_TERMS = 200
MAX_FACTORS = 7
MAX_POWER = 8


@dataclass(frozen=True)
class Unit:
    """whole == 1 by a hypothesis; whole is a quotient of forms, of this degree."""

    whole: Quotient
    degree: int


@dataclass(frozen=True)
class Split:
    """T**2 == left*right; below: the factors of the denominators, which must not be zero.

    balanced: both are quotients of forms, of the same degree, or T**2 is no quotient of forms.
    """

    left: Term
    right: Term
    below: tuple[Term, ...]
    balanced: bool


def unit_of(goal: Goal, ring: Ring) -> Unit | None:
    """The first equation among the hypotheses that says that two forms of different degrees are equal."""
    for fact in goal.hypotheses:
        if not isinstance(fact, Compare) or fact.relation != "==":
            continue
        try:
            poly = rational_of(apply("sub", fact.left, fact.right), ring).num
        except OutOfReach:
            continue
        layers = _layers(poly)
        if len(layers) == 2:
            (low, below), (high, above) = sorted(layers.items())
            return Unit(ring.quotient(-above, below), high - low)
    return None


def _layers(poly: Poly) -> dict[int, Poly]:
    """The parts of a polynomial by their degrees."""
    terms: dict[int, dict[tuple[int, ...], flint.fmpq]] = {}
    for powers, factor in poly.to_dict().items():
        own = tuple(map(int, powers))
        terms.setdefault(sum(own), {})[own] = factor
    return {degree: poly.context().from_dict(part) for degree, part in terms.items()}


def square_of(term: Term) -> Term | None:
    """The square of a product, a quotient or a power of roots and terms without roots; None for other terms."""
    if not has_root(term):
        return power(term, number(2))
    match term:
        case Apply(op="sqrt", args=(inner,)) if not has_root(inner):
            return inner
        case Apply(op=("mul" | "div") as op, args=(left, right)):
            one, two = square_of(left), square_of(right)
            return None if one is None or two is None else apply(op, one, two)
        case Apply(op="pow", args=(base, exponent)) if integer_of(exponent) is not None:
            one = square_of(base)
            return None if one is None else power(one, exponent)
        case _:
            return None


def splits(square: Term, unit: Unit | None, ring: Ring, degree: int = 0) -> tuple[Split, ...]:
    """The ways to write the square as a product of two quotients of its factors; by the unit also where it has that degree.

    Raises OutOfReach.
    """
    value = rational_of(square, ring)
    values = [value]
    if unit is not None:
        value = ring.div(homogeneous(value.num, unit, ring), homogeneous(value.den, unit, ring))
        values = [value]
        own = degree_of(value)
        lack, rest = divmod(degree - (own or 0), unit.degree)
        if own is not None and lack and not rest and abs(lack) <= MAX_POWER:
            values.append(ring.mul(value, ring.power(unit.whole, lack)))
    return tuple(dict.fromkeys(one for value in values for one in _splits_of(value, ring)))


def degree_of(value: Quotient) -> int | None:
    """The degree of a quotient of forms."""
    above, below = _layers(value.num), _layers(value.den)
    return next(iter(above)) - next(iter(below)) if len(above) == len(below) == 1 else None


def _splits_of(value: Quotient, ring: Ring) -> Iterator[Split]:
    above, below = value.num.factor(), value.den.factor()
    factors = [(poly, 1) for poly, often in above[1] for _ in range(int(often))]
    factors += [(poly, -1) for poly, often in below[1] for _ in range(int(often))]
    if len(factors) > MAX_FACTORS:
        return
    scale = ring.quotient(ring.one * above[0], ring.one * below[0]).constant
    assert scale is not None
    yield from _splits(factors, number(scale), degree_of(value) is not None, ring)


def _splits(factors: list[tuple[Poly, int]], scale: Term, forms: bool, ring: Ring) -> Iterator[Split]:
    seen = set()
    below = tuple(term_of(poly, ring) for poly, sign in factors if sign < 0)
    for sides in product((0, 1), repeat=len(factors)):
        halves = [[factors[place] for place, side in enumerate(sides) if side == half] for half in (0, 1)]
        degrees = [sum(int(poly.total_degree()) * sign for poly, sign in half) for half in halves]
        left, right = _written(halves[0], ring), times(scale, _written(halves[1], ring))
        if (left, right) not in seen:
            seen.add((left, right))
            yield Split(left, right, below, not forms or degrees[0] == degrees[1])


def _written(factors: list[tuple[Poly, int]], ring: Ring) -> Term:
    above, below = (times(*(term_of(poly, ring) for poly, own in factors if own == sign)) for sign in (1, -1))
    return over(above, below)


def homogeneous(poly: Poly, unit: Unit, ring: Ring) -> Quotient:
    """The polynomial with its terms of lower degree multiplied by powers of the unit, where the degrees fit."""
    layers = _layers(poly)
    top = max(layers, default=0)
    if any((top - degree) % unit.degree for degree in layers):
        return ring.quotient(poly, ring.one)
    total = ring.number(0)
    for degree, layer in layers.items():
        lifted = ring.power(unit.whole, (top - degree) // unit.degree)
        total = ring.add_(total, ring.mul(ring.quotient(layer, ring.one), lifted))
    return total


def rational_of(term: Term, ring: Ring) -> Quotient:
    """A quotient of polynomials in real letters. Raises OutOfReach."""
    match term:
        case Number(value=value):
            return ring.number(value)
        case Letter(name=name):
            return ring.gen(ring.find("letter", name) or ring.add("letter", name))
        case Apply(op="neg", args=(inner,)):
            return ring.neg(rational_of(inner, ring))
        case Apply(op=("add" | "sub" | "mul" | "div") as op, args=(left, right)):
            steps = {"add": ring.add_, "sub": ring.sub, "mul": ring.mul, "div": ring.div}
            return steps[op](rational_of(left, ring), rational_of(right, ring))
        case Apply(op="pow", args=(base, exponent)):
            whole = integer_of(exponent)
            if whole is not None and abs(whole) <= MAX_POWER:
                return ring.power(rational_of(base, ring), whole)
    raise OutOfReach("no quotient of polynomials in letters")
