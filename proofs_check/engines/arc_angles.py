"""Angles as points of the plane, with whole turns: when a sum of them is positive, in polynomials of the coordinates.

An angle t with -pi < t <= pi is written by a point (x, y) off the origin that lies in its direction:

    t > 0  exactly where  y > 0 or (y == 0 and x < 0)        t == 0  where  y == 0 and x > 0        t < 0  where  y < 0

The direction of s + t is the product (x*u - y*v, x*v + y*u) of complex numbers. One turn is taken off s + t where s > 0 and t > 0
and the product is no direction of a positive angle, and added where s < 0 and t < 0 and it is none of a negative one.

Notation: `low`, `high` are bounds of an angle over pi. `cases` are statements, of which exactly one holds, each with the
number of whole turns to be added to the angle.

Reference: Corless and Jeffrey, The unwinding number, SIGSAM Bulletin 30 (1996).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from proofs_check.engines.arc_signs import Signs
from proofs_check.engines.calculus_terms import minus, negate, plus, times
from proofs_check.engines.sign_logic import both, denied, either
from proofs_check.statement.terms import FALSE, TRUE, Term

Cases = tuple[tuple[Term, int], ...]
MAX_CASES = 12


class TooManyTurns(ValueError):
    """A sum that may wind around in more ways than are told apart."""


@dataclass(frozen=True)
class Angle:
    """An angle in (-pi, pi] by its direction, and turns. Where an end is open, the angle is never there."""

    x: Term
    y: Term
    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False
    cases: Cases = ((TRUE, 0),)

    @property
    def is_principal(self) -> bool:
        """Whether the bounds lie in (-pi, pi]."""
        return self.high <= 1 and (self.low > -1 or (self.low == -1 and self.low_open))

    @property
    def may_be_pi(self) -> bool:
        """Whether the bounds leave room for pi."""
        return self.high == 1 and not self.high_open


def positive(angle: Angle, sign: Signs) -> Term:
    """That the principal angle is positive."""
    if angle.high <= 0:
        return FALSE
    if angle.low > 0:
        return TRUE
    at_pi = both(sign(angle.y, "=="), sign(angle.x, "<")) if angle.may_be_pi else FALSE
    return either(sign(angle.y, ">"), at_pi)


def negative(angle: Angle, sign: Signs) -> Term:
    """That the principal angle is negative."""
    if angle.low >= 0:
        return FALSE
    return TRUE if angle.high < 0 else sign(angle.y, "<")


def null(angle: Angle, sign: Signs) -> Term:
    """That the principal angle is zero."""
    if angle.low > 0 or angle.high < 0:
        return FALSE
    ahead = sign(angle.x, ">") if angle.may_be_pi else TRUE
    return both(sign(angle.y, "=="), ahead)


def mirrored(angle: Angle, sign: Signs) -> Angle:
    """The opposite of an angle without turns; that of pi is again pi, less a turn."""
    ends = (-angle.high, -angle.low, angle.high_open, angle.low_open)
    plain = Angle(angle.x, negate(angle.y), *ends, angle.cases)
    if plain.is_principal:
        return plain
    at_pi = both(sign(angle.y, "=="), sign(angle.x, "<"))
    return replace(around(plain), cases=((at_pi, -1), (denied(at_pi), 0)))


def around(angle: Angle) -> Angle:
    """The angle with no other bounds than (-pi, pi]."""
    return replace(angle, low=Fraction(-1), high=Fraction(1), low_open=True, high_open=False)


def total(angles: list[Angle], sign: Signs) -> Angle:
    """The sum, of at least one angle; those are joined first whose sum does not wind."""
    left = list(angles)
    while len(left) > 1:
        one, other = min(
            combinations(range(len(left)), 2), key=lambda pair: _cost(left[pair[0]], left[pair[1]])
        )
        joined = added(left[one], left[other], sign)
        left = [joined, *(angle for place, angle in enumerate(left) if place not in (one, other))]
    return left[0]


def _cost(one: Angle, other: Angle) -> tuple[int, Fraction]:
    """How many ways to wind the sum has, then how far it reaches."""
    low, high = one.low + other.low, one.high + other.high
    return (0 if _joined(one, other, low, high).is_principal else 1 + (low <= -1) + (high > 1)), max(
        -low, high
    )


def _joined(one: Angle, other: Angle, low: Fraction, high: Fraction) -> Angle:
    x = minus(times(one.x, other.x), times(one.y, other.y))
    y = plus(times(one.x, other.y), times(one.y, other.x))
    return Angle(x, y, low, high, one.low_open or other.low_open, one.high_open or other.high_open)


def added(one: Angle, other: Angle, sign: Signs) -> Angle:
    """The sum as a principal angle and turns."""
    low, high = one.low + other.low, one.high + other.high
    plain = _joined(one, other, low, high)
    cases = _both_cases(one.cases, other.cases)
    if plain.is_principal:
        return replace(plain, cases=cases)
    wound = around(plain)
    up: Term = FALSE
    down: Term = FALSE
    if high > 1:
        up = both(positive(one, sign), positive(other, sign), denied(positive(wound, sign)))
    if not replace(plain, high=Fraction(0)).is_principal:
        down = both(negative(one, sign), negative(other, sign), denied(negative(wound, sign)))
    turns = tuple((when, turn) for when, turn in ((up, 1), (down, -1)) if when != FALSE)
    stay = both(*(denied(when) for when, _ in turns))
    return replace(wound, cases=_both_cases(cases, (*turns, (stay, 0))))


def _both_cases(one: Cases, other: Cases) -> Cases:
    found: dict[int, Term] = {}
    for when, turns in one:
        for then, more in other:
            found[turns + more] = either(found.get(turns + more, FALSE), both(when, then))
    kept = tuple((when, turns) for turns, when in found.items() if when != FALSE)
    if len(kept) > MAX_CASES:
        raise TooManyTurns(f"{len(kept)} numbers of turns")
    return kept


def compared(angle: Angle, turns: int, relation: str, sign: Signs) -> Term:
    """The comparison of the angle and so many turns more with 0.

    With a turn more the principal angle is beyond pi, with one less it is at most -pi.
    """
    if relation in ("<=", ">=", "!="):
        opposite = {"<=": ">", ">=": "<", "!=": "=="}[relation]
        return denied(compared(angle, turns, opposite, sign))
    here = {">": positive, "<": negative, "==": null}[relation](angle, sign)
    side = {">": 1, "<": -1, "==": 0}[relation]
    parts = [both(when, here) for when, more in angle.cases if more + turns == 0]
    parts += [when for when, more in angle.cases if side * (more + turns) > 0]
    return either(*parts)
