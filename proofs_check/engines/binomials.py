"""Binomial coefficients in normal form, over the lowest shifts of their arguments in the goal.

    binomial(u + 1, l + 1) = (u + 1)/(l + 1)*binomial(u, l)     where l + 1 != 0
    binomial(u, l + 1) = (u - l)/(l + 1)*binomial(u, l)         where l + 1 != 0
    binomial(u + 1, l) = (u + 1)/(u + 1 - l)*binomial(u, l)     where u + 1 - l != 0
    binomial(u, u - d) = binomial(u, d)                         for whole u >= 0

Nothing is done where a denominator is not known to differ from zero.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial, floor
from typing import TYPE_CHECKING

from proofs_check.engines import powers
from proofs_check.engines.ring import Quotient
from proofs_check.engines.signs import NEGATIVE, NONNEGATIVE
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import Term

if TYPE_CHECKING:
    from proofs_check.engines.polynomials import Conversion

MAX_SHIFT = 8
MAX_UNDER = 30


def binomial(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    over, under = work.convert(args[0]), work.convert(args[1])
    ring, signs = work.ring, work.signs
    if under.constant is not None:
        return _at_number(work, over, under)
    if signs.of_quotient(under) == NEGATIVE:
        return ring.number(0)
    if is_integral(args[0], work.scope) and signs.of_quotient(over) <= NONNEGATIVE:
        rest = ring.sub(over, under)
        if rest.constant is not None or signs.of_quotient(rest) == NEGATIVE:
            return _at_number(work, over, rest) if rest.constant is not None else ring.number(0)
        if _size(work, rest) < _size(work, under):
            under = rest
    return _reduced(work, over, under)


def _size(work: Conversion, one: Quotient) -> tuple[int, str]:
    """The same for k and k + 1: else binomial(2*m + 1, k) and binomial(2*m + 1, k + 1) would be turned round one without the other."""
    unit = work.ring.sub(one, work.ring.number(_whole(work, one)))
    return len(unit.num), work.ring.quotient_text(unit)


def _whole(work: Conversion, one: Quotient) -> int:
    return floor(powers.split(work, one)[1])


def _at_number(work: Conversion, over: Quotient, under: Quotient) -> Quotient:
    """For a number k: x*(x - 1)*...*(x - k + 1)/k!."""
    ring, value = work.ring, under.constant
    if value is None or value.denominator != 1 or value > MAX_UNDER:
        return work.opaque("binomial", (over, under))
    if value < 0:
        return ring.number(0)
    found = ring.number(Fraction(1, factorial(int(value))))
    for step in range(int(value)):
        found = ring.mul(found, ring.sub(over, ring.number(step)))
    return found


def _reduced(work: Conversion, over: Quotient, under: Quotient) -> Quotient:
    """Over the binomial at the lowest shifts, step by step; an atom of its own where a step is not allowed."""
    ring = work.ring
    base_over, up = _lowest(work, "binomial over", over)
    base_under, right = _lowest(work, "binomial under", under)
    if max(up, right) > MAX_SHIFT:
        return work.opaque("binomial", (over, under))
    factor = ring.number(1)
    while up or right:
        step = _step(work, over, under, up, right)
        if step is None:
            return ring.mul(factor, work.opaque("binomial", (over, under)))
        value, (less, lower) = step
        factor = ring.mul(factor, value)
        up, right = up - less, right - lower
        over, under = ring.sub(over, ring.number(less)), ring.sub(under, ring.number(lower))
    return ring.mul(factor, work.opaque("binomial", (base_over, base_under)))


def _lowest(work: Conversion, kind: str, one: Quotient) -> tuple[Quotient, int]:
    """The argument at its lowest shift in the goal, and how far this one lies above it."""
    shift = _whole(work, one)
    unit = work.ring.sub(one, work.ring.number(shift))
    lowest = work.plan.lower(kind, work.ring.quotient_text(unit), shift)
    return work.ring.add_(unit, work.ring.number(lowest)), shift - lowest


def _step(
    work: Conversion, over: Quotient, under: Quotient, up: int, right: int
) -> tuple[Quotient, tuple[int, int]] | None:
    """binomial(over, under) as a factor times the binomial that is one step lower, and the step."""
    ring, rest = work.ring, work.ring.sub(over, under)
    if right and 0 not in work.signs.of_quotient(under):
        if up:
            return ring.div(over, under), (1, 1)
        return ring.div(ring.add_(rest, ring.number(1)), under), (0, 1)
    if up and 0 not in work.signs.of_quotient(rest):
        return ring.div(over, rest), (1, 0)
    return None
