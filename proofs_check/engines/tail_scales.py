"""Sizes of terms as t tends to infinity, with bounds that hold from a given t on.

A scale is exp(c1*t**p1*log(t)**q1 + ...) * t**power * log(t)**logs. A scale that tends to zero is bounded on [T, oo) by its value at T
once it is shown to decrease there: its logarithmic derivative, times t, is a sum of terms d*t**p*log(t)**q whose largest has d < 0 and
outweighs the positive others at T, while their ratios to it decrease.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key

from flint import arb, ctx

from proofs_check.engines.enclosures import ball
from proofs_check.engines.jet_fields import exact_sign, guarded
from proofs_check.engines.jets import NoJet
from proofs_check.exact import closed
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.signs import ball as ball_of

Size = tuple[Fraction, Fraction]
ZERO = Fraction(0)


class NoTail(NoJet):
    """No expansion, or none whose bounds hold from this t on."""


@dataclass(frozen=True)
class Scale:
    """A size; see the module. growth: ((p, q), c), largest (p, q) first, no c zero."""

    growth: tuple[tuple[Size, Closed], ...] = ()
    power: Closed = ZERO
    logs: Fraction = ZERO

    def times(self, other: Scale) -> Scale:
        """The product of the scales."""
        growth = dict(self.growth)
        for size, c in other.growth:
            growth[size] = guarded(lambda: closed.add(growth.get(size, ZERO), c))  # noqa: B023 called at once
        power = guarded(lambda: closed.add(self.power, other.power))
        return Scale(_sorted(growth), power, self.logs + other.logs)

    def to(self, exponent: Fraction) -> Scale:
        """The power of the scale."""
        growth = {size: guarded(lambda: closed.mul(exponent, c)) for size, c in self.growth}  # noqa: B023
        power = guarded(lambda: closed.mul(exponent, self.power))
        return Scale(_sorted(growth), power, self.logs * exponent)

    def over(self, other: Scale) -> Scale:
        """The quotient."""
        return self.times(other.to(Fraction(-1)))

    def order(self) -> int:
        """1 where it tends to infinity, 0 where it is 1, -1 where it tends to zero."""
        if self.growth:
            return _sign(self.growth[0][1])
        return _sign(self.power) or (self.logs > 0) - (self.logs < 0)


ONE = Scale()
T = Scale(power=Fraction(1))


def _sorted(growth: dict[Size, Closed]) -> tuple[tuple[Size, Closed], ...]:
    kept = [(size, c) for size, c in growth.items() if _sign(c)]
    return tuple(sorted(kept, key=lambda item: item[0], reverse=True))


def _sign(x: Closed) -> int:
    known = exact_sign(x)
    if known is None:
        raise NoTail("an exponent that is not told from zero")
    return known


def descending(scales: list[Scale]) -> list[Scale]:
    """The scales, the largest first."""

    def order(one: Scale, two: Scale) -> int:
        return two.over(one).order()

    return sorted(scales, key=cmp_to_key(order))


def near(x: Closed) -> arb:
    """A ball around an exact number."""
    return ball_of(x, ctx.prec)


@dataclass(frozen=True)
class From:
    """Bounds on [start, oo); start >= 3."""

    start: Fraction

    @property
    def log(self) -> arb:
        return ball(self.start).log()

    def bound(self, scale: Scale) -> arb:
        """A ball that holds the values of a scale that does not grow. Raises NoTail."""
        if scale.order() == 0:
            return arb(1)
        if scale.order() > 0 or not self._decreases(scale):
            raise NoTail("a scale that is not shown to decrease from here on")
        return arb(0).union(self._value(scale))

    def _value(self, scale: Scale) -> arb:
        total = near(scale.power) * self.log
        for size, c in scale.growth:
            total += near(c) * self._size(size)
        return total.exp() * self.log ** ball(scale.logs)

    def _size(self, size: Size) -> arb:
        return (ball(size[0]) * self.log).exp() * self.log ** ball(size[1])

    def _decreases(self, scale: Scale) -> bool:
        slope: dict[Size, arb] = {(ZERO, ZERO): near(scale.power), (ZERO, Fraction(-1)): ball(scale.logs)}
        exact: list[Size] = [(ZERO, ZERO)] if _sign(scale.power) else []
        exact += [(ZERO, Fraction(-1))] if scale.logs else []
        for (p, q), c in scale.growth:
            for size, factor in (((p, q), p), ((p, q - 1), q)):
                if factor:
                    slope[size] = slope.get(size, arb(0)) + near(c) * ball(factor)
                    exact.append(size)
        lead, *others = sorted(set(exact), reverse=True)
        if not slope[lead] < 0:
            return False
        positive = [size for size in others if not slope[size] <= 0]
        ratios = [(size[0] - lead[0], size[1] - lead[1]) for size in positive]
        if not all(self._shrinks(ratio) for ratio in ratios):
            return False
        total = arb(0)
        for size, ratio in zip(positive, ratios, strict=True):
            total += abs(slope[size]).upper() * self._size(ratio)
        return bool(total < -slope[lead])

    def _shrinks(self, ratio: Size) -> bool:
        """t**p*log(t)**q, p <= 0, does not grow from the start on."""
        p, q = ratio
        return bool(ball(q) <= ball(-p) * self.log)
