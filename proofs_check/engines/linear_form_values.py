"""Polynomials that are linear along a line: whole numbers u, v with P(u*t + v) == c*t + d for all t, c != 0.

    P = a**2 + b**2 - c**2        (a, b, c) = (0, t + 1, t) gives 2*t + 1, and (1, t + 1, t) gives 2*t + 2
    P = a**3 + b**3 + c**3 + e**3     (t + 1, t - 1, -t, -t) gives 6*t

So every number of the class of d modulo c is a value of P. The direction u is a zero of the form of the highest degree; small u and v are tried,
small ones first.

Source: G. H. Hardy, E. M. Wright, An Introduction to the Theory of Numbers, 21.5 (sums of cubes with signs).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product

import flint

from proofs_check.engines.ring import Poly, exact

MAX_LETTERS = 5
MAX_DEGREE = 4
MAX_TRIES = 30_000
STEEPEST = {1: 3, 2: 3, 3: 2, 4: 1, 5: 1}
"""How large the slopes are, for each number of letters."""
FARTHEST = {1: 6, 2: 8, 3: 6, 4: 5, 5: 5}
"""How large the sum of the offsets is."""

Whole = tuple[int, ...]
Monomial = tuple[Whole, Fraction]
"""(exponents, coefficient)."""


@dataclass(frozen=True)
class Line:
    """The values slope*t + offset of each letter, and P == rise*t + start on it; rise > 0."""

    slope: Whole
    offset: Whole
    rise: int
    start: int


def monomials(poly: Poly, places: Whole) -> tuple[Monomial, ...]:
    """A polynomial in the atoms at these places, exponent by exponent; the atoms are in this order."""
    return tuple(
        (tuple(int(powers[place]) for place in places), exact(factor))
        for powers, factor in poly.to_dict().items()
    )


def lines(form: tuple[Monomial, ...]) -> Iterator[Line]:
    """Lines on which the polynomial is linear with whole coefficients, small ones first."""
    count = len(form[0][0]) if form else 0
    degree = max((sum(powers) for powers, _ in form), default=0)
    if not 1 <= count <= MAX_LETTERS or not 1 <= degree <= MAX_DEGREE:
        return
    top = tuple(one for one in form if sum(one[0]) == degree)
    slopes = [slope for slope in _slopes(count) if degree == 1 or _value(top, slope) == 0]
    offsets = _offsets(count, FARTHEST[count])[: MAX_TRIES // max(1, len(slopes))]
    for offset in offsets:
        for slope in slopes:
            found = _line(form, slope, offset)
            if found is not None:
                yield found


def _slopes(count: int) -> list[Whole]:
    """Directions, one of each two opposite ones, small ones first."""
    reach = STEEPEST[count]
    found = [u for u in product(range(-reach, reach + 1), repeat=count) if u > (0,) * count]
    return sorted(found, key=lambda u: (sum(map(abs, u)), u))


@lru_cache(maxsize=16)
def _offsets(count: int, size: int) -> tuple[Whole, ...]:
    """All whole points whose sizes add up to at most `size`, small ones first."""
    if count == 0:
        return ((),)
    found = [
        (value, *rest) for value in range(-size, size + 1) for rest in _offsets(count - 1, size - abs(value))
    ]
    return tuple(sorted(found, key=lambda v: (sum(map(abs, v)), [-one for one in v])))


def _value(form: tuple[Monomial, ...], point: Whole) -> Fraction:
    total = Fraction(0)
    for powers, factor in form:
        for base, power in zip(point, powers, strict=True):
            factor *= base**power
        total += factor
    return total


def _line(form: tuple[Monomial, ...], slope: Whole, offset: Whole) -> Line | None:
    """The line, turned round where the polynomial falls along it; None where it is not linear, or constant, or not whole."""
    total = flint.fmpq_poly()
    for powers, factor in form:
        part = flint.fmpq_poly([flint.fmpq(factor.numerator, factor.denominator)])
        for u, v, power in zip(slope, offset, powers, strict=True):
            if power:
                part *= _power(u, v, power)
        total += part
    if total.degree() != 1 or total.denom() != 1:
        return None
    start, rise = int(total[0].p), int(total[1].p)
    return Line(slope if rise > 0 else tuple(-u for u in slope), offset, abs(rise), start)


@lru_cache(maxsize=4096)
def _power(u: int, v: int, power: int) -> flint.fmpq_poly:
    """(u*t + v)**power."""
    return flint.fmpq_poly([v, u]) ** power


__all__ = ["Line", "Monomial", "lines", "monomials"]
