"""Where a trigonometric polynomial in x = pi*s vanishes: at rational s, and at s with algebraic cos(pi*s/Q).

Let the frequencies be whole multiples of 1/Q, t = pi*s/Q and c = cos(t). The product N of the conjugates of f over Q has rational coefficients and is real,
hence even in t: it is a polynomial in c, and vanishes wherever f does. Of its irreducible factors

    those with the roots cos(2*pi*j/n) give s = 2*Q*j/n modulo 2*Q, which are tried in the cyclotomic field,
    the others give s = +-Q*acos(c)/pi for their roots c between -1 and 1, which are irrational.

There f is 0 for certain where all other factors of N are not, for the product is 0; where a ball excludes 0, f is not 0.

Reference: D. H. Lehmer, A note on trigonometric algebraic numbers, 1933 (the numbers cos(2*pi*j/n) and their polynomials).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm

import flint
from flint import acb, arb, fmpq_poly, fmpz_poly

from proofs_check.engines.unit_circle import chebyshev
from proofs_check.engines.wave_polynomials import (
    OutOfReach,
    Wave,
    conjugates,
    in_powers,
    is_zero,
    is_zero_at,
    order_of,
    reduced,
    value_at,
)

BITS = 320
MAX_DEGREE = 64


@dataclass(frozen=True)
class Place:
    """s = exact, or shift + turned*acos(root)/pi for the root of an irreducible polynomial, told by `root`."""

    exact: Fraction | None
    root: tuple[tuple[int, ...], int] = ((), 0)
    turned: Fraction = Fraction(0)
    shift: Fraction = Fraction(0)

    @cached_property
    def ball(self) -> arb:
        """A ball with s, under the precision of the context."""
        if self.exact is not None:
            return rational(self.exact)
        coefficients, index = self.root
        cosine = _real_roots(fmpz_poly(list(coefficients)))[index]
        return rational(self.shift) + rational(self.turned) * cosine.acos() / arb.pi()

    def moved(self, by: Fraction) -> Place:
        """The place s + by."""
        if self.exact is not None:
            return Place(self.exact + by)
        return Place(None, self.root, self.turned, self.shift + by)


@dataclass(frozen=True)
class Zeros:
    """A wave that is not 0 everywhere; all its zeros are among `places` modulo `period`."""

    wave: Wave
    others: tuple[Wave, ...]
    factors: frozenset[tuple[int, ...]]
    places: tuple[Place, ...]
    period: Fraction

    def sign(self, place: Place) -> int | None:
        """The sign of the wave there; None where it is not known."""
        found = certain_sign(self.wave, place)
        if found is not None:
            return found
        if place.exact is not None:
            return 0 if is_zero_at(self.wave, place.exact) else None
        # a root of another scale is a root of the same polynomial, but at another place
        is_own = place.root[0] in self.factors and 2 * abs(place.turned) == self.period
        known = is_own and place.shift % self.period == 0
        return 0 if known and all(certain_sign(one, place) for one in self.others) else None


def certain_sign(wave: Wave, place: Place) -> int | None:
    """1 or -1 where the ball of the value excludes 0."""
    value = value_at(wave, place.ball)
    return 1 if value > 0 else -1 if value < 0 else None


def rational(value: Fraction) -> arb:
    return arb(flint.fmpq(value.numerator, value.denominator))


def zeros(wave: Wave) -> Zeros | None:
    """The places where the wave may be 0; None where it is 0 everywhere. Raises OutOfReach."""
    if is_zero(wave):
        return None
    scale = lcm(1, *(frequency.denominator for _, frequency in wave))
    images = conjugates(wave)
    norm = _in_cosine(_product(images, scale))
    factors = [factor for factor, _ in norm.factor()[1]]
    places = [place for factor in factors for place in _places(factor, scale)]
    known = frozenset(_key(factor) for factor in factors)
    return Zeros(wave, images[1:], known, tuple(dict.fromkeys(places)), Fraction(2 * scale))


def _product(images: tuple[Wave, ...], scale: int) -> dict[int, fmpq_poly]:
    """Powers of exp(i*t) -> coefficient in the cyclotomic field, of the product of the waves. Raises OutOfReach."""
    order = order_of(angle for wave in images for angle, _ in wave)
    degree = max(int(abs(frequency * scale)) for _, frequency in images[0])
    if degree * len(images) > MAX_DEGREE:
        raise OutOfReach("a large degree")
    found = {0: fmpq_poly([1])}
    for wave in images:
        powers = {int(one * scale): value for one, value in in_powers(wave, order).items()}
        product: dict[int, fmpq_poly] = {}
        for a, first in found.items():
            for b, second in powers.items():
                product[a + b] = product.get(a + b, fmpq_poly([0])) + first * second
        found = {power: reduced(value, order) for power, value in product.items()}
    return found


def _in_cosine(norm: dict[int, fmpq_poly]) -> fmpz_poly:
    """e_0 + 2*e_1*T_1(c) + 2*e_2*T_2(c) + ... for the even real function with the rational coefficients e_b."""
    total = fmpq_poly([0])
    for power, value in norm.items():
        mirrored = norm.get(-power, fmpq_poly([0]))
        if value.degree() > 0 or value != mirrored:
            raise OutOfReach("a norm that is not rational")
        if power >= 0:
            total += chebyshev(power) * value * (2 if power else 1)
    return total.numer()


def _key(factor: fmpz_poly) -> tuple[int, ...]:
    return tuple(int(one) for one in factor.coeffs())


def _places(factor: fmpz_poly, scale: int) -> Iterator[Place]:
    order = order_of_cosine(factor)
    if order:
        for j in (j for j in range(order) if gcd(j, order) == 1):
            yield Place(Fraction(2 * scale * j, order))
        return
    for index, root in enumerate(_real_roots(factor)):
        if root > 1 or root < -1:
            continue
        if not (root < 1 and root > -1):
            raise OutOfReach("a cosine near 1")
        for sign in (1, -1):
            yield Place(None, (_key(factor), index), Fraction(sign * scale))


def order_of_cosine(factor: fmpz_poly) -> int:
    """n where the roots of the irreducible polynomial are the cos(2*pi*j/n), j prime to n; else 0."""
    if factor.degree() == 1 and abs(factor[0]) == abs(factor[1]):
        return 1 if factor(1) == 0 else 2
    degree = factor.degree()
    square, double = fmpz_poly([1, 0, 1]), fmpz_poly([0, 2])  # c = (z**2 + 1)/(2*z)
    in_turns = fmpz_poly([0])
    for power in range(degree + 1):
        in_turns += factor[power] * square**power * double ** (degree - power)
    return int(_primitive(in_turns).is_cyclotomic())


def _primitive(poly: fmpz_poly) -> fmpz_poly:
    sign = -1 if poly.leading_coefficient() < 0 else 1
    content = int(poly.content()) * sign
    return fmpz_poly([int(one) // content for one in poly.coeffs()])


def _real_roots(factor: fmpz_poly) -> list[arb]:
    """Balls with the real roots, each with one, in ascending order: those with an imaginary part that is exactly 0."""
    every: list[tuple[acb, int]] = factor.complex_roots()  # type: ignore[assignment]  # pairs, against its stub
    found = [root.real for root, _ in every if root.imag.is_zero()]
    return sorted(found, key=lambda root: root.mid())
