"""Expansions for t >= T: finite sums of scales with coefficients that are exact numbers, or balls in which a function stays.

A series is an identity on all of [T, oo), not an asymptotic statement: what is cut off is put into a ball at the largest scale
that is cut off. So the sign of the first term decides the sign of the sum wherever it outweighs the bounds of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from proofs_check.engines.enclosures import ball
from proofs_check.engines.jet_fields import ball_field, exact_field, exact_sign, guarded
from proofs_check.engines.jets import C, Jets, NoJet
from proofs_check.engines.tail_scales import ONE, From, NoTail, Scale, descending, near
from proofs_check.exact import closed, elementary, roots
from proofs_check.exact.closed_numbers import Closed

Coefficient = Closed | arb
Series = Mapping[Scale, Coefficient]
MAX_SCALES = 40


def as_ball(c: Coefficient) -> arb:
    """A ball around the coefficient."""
    return c if isinstance(c, arb) else near(c)


def multiply(a: Coefficient, b: Coefficient) -> Coefficient:
    """The product, exact where both are."""
    if isinstance(a, arb) or isinstance(b, arb):
        return as_ball(a) * as_ball(b)
    return guarded(lambda: closed.mul(a, b))


def _plus(a: Coefficient, b: Coefficient) -> Coefficient:
    if isinstance(a, arb) or isinstance(b, arb):
        return as_ball(a) + as_ball(b)
    return guarded(lambda: closed.add(a, b))


@dataclass(frozen=True)
class Algebra:
    """Arithmetic of series on [start, oo); order: how many terms of a Taylor series are exact, width: how many scales are kept."""

    bounds: From
    order: int
    width: int

    def constant(self, c: Coefficient) -> Series:
        return self._tidy({ONE: c})

    def add(self, *parts: Series) -> Series:
        total: dict[Scale, Coefficient] = {}
        for part in parts:
            for scale, c in part.items():
                total[scale] = _plus(total[scale], c) if scale in total else c
        return self._tidy(total)

    def scale(self, c: Coefficient, a: Series, by: Scale = ONE) -> Series:
        return {scale.times(by): multiply(c, own) for scale, own in a.items()}

    def neg(self, a: Series) -> Series:
        return self.scale(Fraction(-1), a)

    def mul(self, a: Series, b: Series) -> Series:
        if len(a) * len(b) > MAX_SCALES * 8:
            raise NoTail("a long product")
        return self.add(*(self.scale(c, b, scale) for scale, c in a.items()))

    def _tidy(self, a: dict[Scale, Coefficient]) -> Series:
        """Without zeros; what lies below the first ball, and beyond the width, goes into one ball."""
        kept: dict[Scale, Coefficient] = {}
        for scale, c in a.items():
            known = None if isinstance(c, arb) else exact_sign(c)
            if isinstance(c, arb) and c.is_zero():
                continue
            if known != 0:
                kept[scale] = as_ball(c) if known is None else c
        if len(kept) > MAX_SCALES:
            raise NoTail("too many scales")
        ordered = descending(list(kept))
        first = next((k for k, scale in enumerate(ordered) if isinstance(kept[scale], arb)), self.width)
        last = min(first, self.width)
        if last >= len(ordered) - 1:
            return {scale: kept[scale] for scale in ordered}
        rest = arb(0)
        for scale in ordered[last:]:
            rest += as_ball(kept[scale]) * self.bounds.bound(scale.over(ordered[last]))
        return {**{scale: kept[scale] for scale in ordered[:last]}, ordered[last]: rest}

    def range(self, a: Series) -> arb:
        """A ball that holds all values of a series without scales that grow."""
        total = arb(0)
        for scale, c in a.items():
            total += as_ball(c) * self.bounds.bound(scale)
        return total

    def sign(self, a: Series) -> int:
        """The sign on all of [start, oo); 0 only for the series without terms. Raises NoTail."""
        if not a:
            return 0
        lead = next(iter(a))
        total = self.range(self.scale(Fraction(1), a, lead.to(Fraction(-1))))
        if total > 0:
            return 1
        if total < 0:
            return -1
        raise NoTail("the first term does not outweigh the others from here on")

    def split(self, a: Series) -> tuple[Series, Coefficient, Series]:
        """The part that grows, the constant, and the part that tends to zero."""
        grows = {scale: c for scale, c in a.items() if scale.order() > 0}
        small = {scale: c for scale, c in a.items() if scale.order() < 0}
        return grows, a.get(ONE, Fraction(0)), small

    def relative(self, a: Series) -> tuple[Scale, Coefficient, Series]:
        """a = c*scale*(1 + small)."""
        if not a:
            raise NoTail("a series that is zero")
        scale, c = next(iter(a.items()))
        if isinstance(c, arb) and c.contains(0):
            raise NoTail("a first coefficient that may be zero")
        inverted = 1 / c if isinstance(c, arb) else guarded(lambda: roots.inverse(c))
        rest = {own: value for own, value in a.items() if own != scale}
        small = self.scale(inverted, rest, scale.to(Fraction(-1)))
        if isinstance(c, arb) and any(not isinstance(value, arb) for value in small.values()):
            small = {own: as_ball(value) for own, value in small.items()}
        return scale, c, small

    def compose(
        self, make: Callable[[Jets[C], list[C]], list[C]], center: Coefficient, small: Series
    ) -> Series:
        """The Taylor series of a function at the center, put at center + small; its last coefficient is a ball."""
        size = self.order
        reached = as_ball(center) + self.range(small) if small else as_ball(center)
        around = as_ball(center).union(reached)
        last = _jet(make, ball_field(), around, size, Fraction)[size] if small else arb(0)
        if last.is_nan() or not last.is_finite():
            raise NoTail("a remainder without bounds")
        if isinstance(center, arb):
            exact: list[Coefficient] = list(_jet(make, ball_field(), center, size, Fraction)[:size])
        else:
            exact = list(_jet(make, exact_field(), center, size if small else 0, Fraction))[:size] or [
                Fraction(0)
            ]
        total, raised = self.constant(exact[0]), self.constant(Fraction(1))
        for c in (*exact[1:], last) if small else ():
            raised = self.mul(raised, small)
            total = self.add(total, self.scale(c, raised))
        return total

    def power(self, a: Series, exponent: Fraction) -> Series:
        """a**r of a positive a; of any a for a whole r."""
        if not a and exponent > 0:
            return {}
        if exponent.denominator == 1 and 0 <= exponent <= 4:
            found = self.constant(Fraction(1))
            for _ in range(int(exponent)):
                found = self.mul(found, a)
            return found
        scale, c, small = self.relative(a)
        if exponent.denominator != 1 and not as_ball(c) > 0:
            raise NoTail("a broken power of what is not positive")
        field = exact_field() if not isinstance(c, arb) else ball_field()
        front: Coefficient = field.power(c, exponent)  # type: ignore[arg-type]
        return self.scale(front, self.compose(_power_of(exponent), Fraction(1), small), scale.to(exponent))

    def exp(self, a: Series) -> Series:
        """exp of what grows is a scale, of the constant a number, of the rest a Taylor series."""
        grows, c, small = self.split(a)
        growth: dict[tuple[Fraction, Fraction], Closed] = {}
        power: Closed = Fraction(0)
        for scale, own in grows.items():
            if isinstance(own, arb) or scale.growth or not isinstance(scale.power, Fraction):
                raise NoTail("an exponential that grows too irregularly")
            if scale.power == 0 and scale.logs == 1:
                power = own
            else:
                growth[scale.power, scale.logs] = own
        front: Coefficient = c.exp() if isinstance(c, arb) else guarded(lambda: elementary.exp(c))
        own_scale = Scale(tuple(sorted(growth.items(), key=lambda item: item[0], reverse=True)), power)
        return self.scale(front, self.compose(_function("exp"), Fraction(0), small), own_scale)

    def log(self, a: Series) -> Series:
        """log(c*scale*(1 + small)) = log(c) + log(scale) + log(1 + small)."""
        scale, c, small = self.relative(a)
        if not as_ball(c) > 0:
            raise NoTail("a logarithm of what is not positive")
        if scale.logs:
            raise NoTail("a logarithm of a logarithm")
        front: Coefficient = c.log() if isinstance(c, arb) else guarded(lambda: elementary.log(c))
        parts: dict[Scale, Coefficient] = {Scale((), p, q): own for (p, q), own in scale.growth}
        parts[Scale((), Fraction(0), Fraction(1))] = scale.power
        return self.add({ONE: front}, parts, self.compose(_function("log"), Fraction(1), small))


def _function(op: str) -> Callable[[Jets[C], list[C]], list[C]]:
    return lambda jets, a: jets.apply(op, a)


def _power_of(exponent: Fraction) -> Callable[[Jets[C], list[C]], list[C]]:
    if exponent.denominator == 1:
        return lambda jets, a: jets.whole_power(a, int(exponent))
    return lambda jets, a: jets.real_power(a, exponent)


function_at = _function


def _jet(make: object, over: object, center: object, size: int, number: type[Fraction]) -> list:  # type: ignore[type-arg]
    one, zero = over.number(number(1)), over.number(number(0))  # type: ignore[attr-defined]
    variable = [center, *([one] if size else []), *([zero] * (size - 1))]
    return make(Jets(over, "", variable), variable)  # type: ignore[operator,no-any-return,arg-type]


__all__ = ["Algebra", "Coefficient", "NoJet", "Series", "as_ball", "ball", "function_at"]
