"""By how much two conventions differ at most, from what the catalogue and the suite's own lemmas prove.

`difference` is for a constant gradient, `bound` for any gradients; both compare steps that are told the same gradients, at the same
rate, and leave decoupled weight decay out. AdaDelta and coupled weight decay have no bound: there each step depends on the ones before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, sqrt

from theory.laws.conventions import Convention
from theory.laws.difference_parts import PARTS, Bound, Reach
from theory.laws.steady_steps import accumulator, first_step, last_step, reach

__all__ = ["Bound", "Difference", "Reach", "bound", "difference", "matters_below"]

STEADY: Mapping[str, tuple[str, ...]] = {
    "adagrad": ("adagrad_constant_gradient__repaired",),
    "rmsprop": ("rmsprop_accumulator", "rmsprop_rate_range__outside", "rmsprop_rate_range__inside"),
    "momentum": ("velocity_closed_form", "terminal_velocity"),
    "nesterov": ("velocity_closed_form", "terminal_velocity"),
}
MOMENTS = ("adam_constant_gradient__corrected",)
SQUARES = ("adagrad", "rmsprop")
SIZES = tuple(10.0**k for k in range(20, -20, -1))


@dataclass(frozen=True)
class Difference:
    """The sizes of the difference of two steps, in units of lr. at_most holds at every step; first and last at step 1 and in the limit."""

    says: str
    claims: tuple[str, ...]
    at_most: float
    first: float
    last: float


def difference(
    one: Convention, other: Convention, hyper: Mapping[str, float], gradient: float
) -> Difference | None:
    """How far apart two conventions of a family are under a constant gradient and rate; None where nothing is proved."""
    anyway = bound(one, other, hyper, _steady_reach(one, other, hyper, gradient))
    if anyway is None:
        return None
    if anyway.at_most == 0:
        return Difference(anyway.says, anyway.claims, 0.0, 0.0, 0.0)
    claims = tuple(dict.fromkeys((*anyway.claims, *STEADY.get(one.family, MOMENTS))))
    first, last = (
        abs(size(one, hyper, gradient) - size(other, hyper, gradient)) for size in (first_step, last_step)
    )
    if one.family not in SQUARES:
        # The sizes are a + b mu**k, or one of them stays and the other one grows: no step differs by more than the ends.
        return Difference(anyway.says, claims, max(first, last), first, last)
    at_most = min(anyway.at_most, _by_ranges(one, other, hyper, gradient))
    return Difference(anyway.says, claims, max(at_most, first, last), first, last)


def bound(
    one: Convention, other: Convention, hyper: Mapping[str, float], known: Reach | None = None
) -> Bound | None:
    """How far apart the steps of two conventions can be under any gradients; None where nothing is proved.

    What the switches contribute is summed. Where there is momentum, `known` must hold at all steps so far.
    """
    apart = tuple(name for name in one.switches if getattr(one, name) != getattr(other, name))
    if not apart or one.family != other.family:
        return None
    parts = [PARTS[name](one, other, hyper, known or Reach()) for name in apart]
    found = [part for part in parts if part is not None]
    real = [part for part in found if part.at_most] or found
    if len(found) < len(parts) or (real[0].at_most and _depends_on_position(one, other, hyper)):
        return None
    claims = tuple(dict.fromkeys(claim for part in real for claim in part.claims))
    return Bound("; ".join(part.says for part in real), claims, sum(part.at_most for part in real))


def matters_below(
    one: Convention, other: Convention, hyper: Mapping[str, float], share: float = 0.01
) -> float | None:
    """The size of gradients from which on the steps differ by less than `share` lr, the root of the accumulator being as large.

    None where the size of the gradients does not decide it.
    """

    def at(size: float) -> float | None:
        found = bound(one, other, hyper, Reach(size, size))
        return found.at_most if found else None

    if (at(SIZES[0]) or inf) > share:
        return None
    larger = next((k for k, size in enumerate(SIZES) if (at(size) or 0.0) > share), None)
    if larger is None:
        return None
    low, high = SIZES[larger], SIZES[larger - 1]
    while high > low * 1.001:
        middle = sqrt(low * high)
        low, high = (middle, high) if (at(middle) or 0.0) > share else (low, middle)
    return high


def _depends_on_position(one: Convention, other: Convention, hyper: Mapping[str, float]) -> bool:
    """With coupled weight decay equal gradients of the loss are no equal gradients of the rule, once the parameters differ."""
    return bool(hyper.get("weight_decay")) and "coupled" in (one.decay, other.decay)


def _steady_reach(one: Convention, other: Convention, hyper: Mapping[str, float], gradient: float) -> Reach:
    """What is known under a constant gradient: the accumulator runs from its first value to its limit, the root of Adam's stays."""
    if one.family not in SQUARES:
        return Reach(abs(gradient), abs(gradient))
    first = accumulator(one if one.start <= other.start else other, hyper, gradient, 1)
    return Reach(abs(gradient), sqrt(min(first, gradient**2) if one.family == "rmsprop" else first))


def _by_ranges(one: Convention, other: Convention, hyper: Mapping[str, float], gradient: float) -> float:
    """Each push lies between its first size and its limit."""
    longest = reach(hyper) if one.family == "rmsprop" else 1.0
    ends = [
        sorted((first_step(each, hyper, gradient), last_step(each, hyper, gradient) / longest))
        for each in (one, other)
    ]
    (low, high), (other_low, other_high) = ends
    return max(high - other_low, other_high - low) * longest
