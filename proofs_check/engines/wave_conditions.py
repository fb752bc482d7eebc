"""Conditions on a real number s that change their truth at few places only: signs of trigonometric polynomials, bounds, and bounds up to whole multiples of a period.

Truth has three values, for the sign of a wave may be unknown at a place. `places_of` gives all the places at which the truth of one of the conditions
may change, and a number between each two: all but bounds are periodic, so that one period does, or one on each side of all bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key
from itertools import pairwise
from math import floor, lcm

from proofs_check.engines.wave_places import Place, Zeros
from proofs_check.engines.wave_polynomials import OutOfReach

MAX_PLACES = 1500
MAX_WHOLE = 200
OF_SIGN: Mapping[str, Callable[[int], bool]] = {
    "==": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
}


@dataclass(frozen=True)
class Sided:
    """top/below R 0. None for a wave: it is 0 everywhere."""

    relation: str
    top: Zeros | None
    below: Zeros

    def truth(self, place: Place) -> bool | None:
        """Raises NoValue."""
        under = self.below.sign(place)
        if under == 0:
            raise NoValue
        over = 0 if self.top is None else self.top.sign(place)
        if over == 0:
            return OF_SIGN[self.relation](0)
        return None if over is None or under is None else OF_SIGN[self.relation](over * under)


@dataclass(frozen=True)
class Bounded:
    """s R at."""

    relation: str
    at: Fraction

    def truth(self, place: Place) -> bool:
        return OF_SIGN[self.relation](compared(place, Place(self.at)))


@dataclass(frozen=True)
class Repeated:
    """For some whole k the body holds at s - period*k; the period is positive, the body is made of bounds."""

    period: Fraction
    body: Node

    def truth(self, place: Place) -> bool | None:
        """Tried for all k at which s - period*k is between the bounds, and for one on each side."""
        ends = [one.at for one in bounds(self.body)]
        low = floor_of(place.moved(-max(ends)), self.period) - 2
        high = floor_of(place.moved(-min(ends)), self.period) + 3
        if high - low > MAX_WHOLE:
            raise OutOfReach("many whole numbers")
        return joined("or", [self.body.truth(place.moved(-self.period * k)) for k in range(low, high + 1)])


@dataclass(frozen=True)
class Joined:
    """Parts under a connective."""

    op: str
    parts: tuple[Node, ...]

    def truth(self, place: Place) -> bool | None:
        return joined(self.op, [part.truth(place) for part in self.parts])


Node = Sided | Bounded | Repeated | Joined


class NoValue(ValueError):
    """A term has no value at the place."""


def joined(op: str, values: list[bool | None]) -> bool | None:
    """Kleene's three-valued connectives; None is unknown."""
    if op == "not":
        return None if values[0] is None else not values[0]
    if op == "implies":
        return joined("or", [joined("not", values[:1]), values[1]])
    if op == "iff":
        return None if None in values else values[0] == values[1]
    decisive = op == "or"
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def compared(one: Place, other: Place) -> int:
    """-1, 0 or 1. Raises OutOfReach where two different places are not told apart."""
    if one.exact is not None and other.exact is not None:
        return (one.exact > other.exact) - (one.exact < other.exact)
    if one == other:
        return 0
    gap = one.ball - other.ball
    if gap > 0 or gap < 0:
        return 1 if gap > 0 else -1
    raise OutOfReach("places that are too close")


def floor_of(place: Place, period: Fraction) -> int:
    """A whole number at most one off the largest k with period*k <= s."""
    if place.exact is not None:
        return floor(place.exact / period)
    return floor(float(place.ball.mid()) / float(period))


def bounds(node: Node) -> Iterator[Bounded]:
    """The bounds outside of repetitions."""
    if isinstance(node, Bounded):
        yield node
    elif isinstance(node, Joined):
        for part in node.parts:
            yield from bounds(part)


def leaves(node: Node) -> Iterator[Sided | Repeated]:
    if isinstance(node, Joined):
        for part in node.parts:
            yield from leaves(part)
    elif not isinstance(node, Bounded):
        yield node


def places_of(nodes: tuple[Node, ...]) -> list[Place]:
    """Every place where a truth may change in the window, and one between neighbours. Raises OutOfReach."""
    own = [one for node in nodes for one in leaves(node)]
    ends = [one.at for node in nodes for one in bounds(node)]
    period = common_period([Fraction(2), *(length for one in own for length in _periods(one))])
    low, high = (min(ends) - period, max(ends) + period) if ends else (Fraction(0), period)
    found = [Place(low), Place(high), *map(Place, ends)]
    for one in own:
        for place, length in _starts(one):
            first = -floor_of(place.moved(-low), length) - 1
            last = -floor_of(place.moved(-high), length) + 1
            found += [place.moved(length * k) for k in range(first, last + 1)]
            if len(found) > MAX_PLACES:
                raise OutOfReach("many places")
    inside = [one for one in dict.fromkeys(found) if compared(one, found[0]) >= 0 >= compared(one, found[1])]
    ordered = sorted(inside, key=cmp_to_key(compared))
    between = [Place(between_places(one, other)) for one, other in pairwise(ordered)]
    return [*ordered, *between]


def common_period(lengths: list[Fraction]) -> Fraction:
    """The least common multiple."""
    below = lcm(*(length.denominator for length in lengths))
    return Fraction(lcm(*(int(length * below) for length in lengths)), below)


def _periods(one: Sided | Repeated) -> list[Fraction]:
    if isinstance(one, Repeated):
        return [one.period]
    return [wave.period for wave in (one.top, one.below) if wave is not None]


def _starts(one: Sided | Repeated) -> Iterator[tuple[Place, Fraction]]:
    """(a place, its period)."""
    if isinstance(one, Repeated):
        yield from ((Place(end.at), one.period) for end in bounds(one.body))
        return
    for wave in (one.top, one.below):
        if wave is not None:
            yield from ((place, wave.period) for place in wave.places)


def between_places(one: Place, other: Place) -> Fraction:
    """A simple rational number strictly between them. Raises OutOfReach."""
    for below in (1, 2, 3, 4, 5, 6, 8, 10, 12, *(2**k for k in range(4, 40))):
        above = floor_of(one, Fraction(1, below)) + 1
        for top in (above, above + 1):
            candidate = Place(Fraction(top, below))
            if compared(one, candidate) < 0 < compared(other, candidate):
                return Fraction(top, below)
    raise OutOfReach("places that are too close")


__all__ = ["Bounded", "Joined", "NoValue", "Node", "Repeated", "Sided", "places_of"]
