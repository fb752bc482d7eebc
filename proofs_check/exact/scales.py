"""The scales of asymptotic expansions, and which of two grows faster, for a variable s that grows without bound.

A scale is exp(sum c*s**a) * s**p * log(s)**l * u**s: exponents a > 0 rational, c and p closed real numbers, u a number of
modulus 1 (u != 1 only where s runs through the whole numbers).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.exact import closed as real
from proofs_check.exact import scalars
from proofs_check.exact.closed import ONE, ZERO
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.values import Scalar, Undecidable


class Oscillates(Undecidable):
    """The leading terms turn against each other; along residue classes of s they may settle."""


@dataclass(frozen=True)
class Scale:
    """exp(sum c*s**a) * s**power * log(s)**log * spin**s."""

    growth: tuple[tuple[Fraction, Closed], ...] = ()
    power: Closed = ZERO
    log: Fraction = ZERO
    spin: Scalar = ONE

    @property
    def size(self) -> Scale:
        """The modulus of the scale."""
        return self if self.spin == ONE else Scale(self.growth, self.power, self.log)

    def times(self, other: Scale) -> Scale:
        """The product of two scales."""
        total = dict(self.growth)
        for a, c in other.growth:
            total[a] = real.add(total.get(a, ZERO), c)
        growth = tuple((a, total[a]) for a in sorted(total, reverse=True) if total[a] != ZERO)
        spin = self.spin if other.spin == ONE else scalars.mul(self.spin, other.spin)
        return Scale(growth, real.add(self.power, other.power), self.log + other.log, spin)

    def to(self, exponent: Fraction) -> Scale:
        """A rational power; a spin must be 1 unless the exponent is whole."""
        growth = tuple((a, real.mul(exponent, c)) for a, c in self.growth) if exponent else ()
        spin = self.spin
        if spin != ONE:
            if exponent.denominator != 1:
                raise Oscillates("a root of an oscillating term")
            spin = scalars.integer_power(spin, int(exponent))
        return Scale(growth, real.mul(exponent, self.power), exponent * self.log, spin)


UNIT = Scale()


def compare_scales(x: Scale, y: Scale) -> int:
    """Which of two scales grows faster (the spins play no part). Raises Undecidable."""
    if (x.growth, x.power, x.log) == (y.growth, y.power, y.log):
        return 0
    left, right = dict(x.growth), dict(y.growth)
    for a in sorted({*left, *right}, reverse=True):
        side = scalars.order(left.get(a, ZERO), right.get(a, ZERO))
        if side:
            return side
    return scalars.order(x.power, y.power) or (x.log > y.log) - (x.log < y.log)


def largest(errors: Iterable[Scale | None]) -> Scale | None:
    """The scale that grows fastest."""
    best: Scale | None = None
    for scale in errors:
        if scale is not None and (best is None or compare_scales(scale, best) > 0):
            best = scale.size
    return best
