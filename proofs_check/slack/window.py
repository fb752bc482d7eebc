"""Which part of the domain a figure shows: the ends of the domain, and the witness with what surrounds it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from proofs_check.instances.values import NotNumeric
from proofs_check.slack.sample import Floats
from proofs_check.slack.scene import Scene, value_of
from proofs_check.statement.domains import Bound, Domain, is_infinite

REACH = 3.0
ZOOMS = (1.0, 4.0, 0.25, 32.0, 0.02, 1e-3)
MOST_INTEGERS = 31


@dataclass(frozen=True)
class Window:
    """From low to high; an end that does not belong to the domain is open."""

    low: float
    high: float
    open_low: bool
    open_high: bool
    integer: bool

    def grid(self, count: int, include: float | None = None) -> Floats:
        """Evenly spaced places within the window, and `include`."""
        if self.integer:
            found = np.unique(
                np.rint(np.linspace(self.low, self.high, min(count, int(self.high - self.low) + 1)))
            )
        else:
            edge = (self.high - self.low) / 500
            low = self.low + edge * self.open_low
            high = self.high - edge * self.open_high
            found = np.linspace(low, high, count)
        if include is not None and self.low <= include <= self.high:
            found = np.union1d(found, [include])
        return np.asarray(found, dtype=np.float64)


def windows(scene: Scene, witness: Mapping[str, float]) -> list[dict[str, Window]]:
    """Windows to try, the natural one first; without a witness there is only that."""
    zooms: tuple[float, ...] = ZOOMS if witness else ZOOMS[:1]
    if all(domain.kind == "integer" for _, domain in scene.moving):
        zooms = tuple(zoom for zoom in zooms if zoom >= 1)
    found: list[dict[str, Window]] = []
    for zoom in zooms:
        shown = {name: _window(scene, domain, witness.get(name), zoom) for name, domain in scene.moving}
        if shown not in found:
            found.append(shown)
    return found


def _window(scene: Scene, domain: Domain, at: float | None, zoom: float) -> Window:
    low, high = _end(scene, domain.low), _end(scene, domain.high)
    reach = REACH * (4 if domain.kind == "integer" else 1)
    if at is not None and zoom < 1 and domain.kind != "integer":
        return _clipped(domain, at - reach * zoom, at + reach * zoom, low, high)
    first, last = _natural(low, high, reach * zoom)
    if at is not None:
        margin = 0.15 * (last - first)
        first, last = min(first, at - margin), max(last, at + margin)
    return _clipped(domain, first, last, low, high)


def _natural(low: float | None, high: float | None, reach: float) -> tuple[float, float]:
    """The interval itself, or what lies within reach of its only end, or of 0."""
    if low is not None and high is not None:
        return low, high
    if low is not None:
        return low, low + max(reach, abs(low))
    return (high - max(reach, abs(high)), high) if high is not None else (-reach, reach)


def _clipped(domain: Domain, first: float, last: float, low: float | None, high: float | None) -> Window:
    integer = domain.kind == "integer"
    start = first if low is None else max(first, low)
    end = last if high is None else min(last, high)
    if integer:
        start, end = math.ceil(start), math.floor(end)
        end = min(end, start + MOST_INTEGERS - 1)
    return Window(
        start,
        end,
        low is not None and start == low and not (domain.low and domain.low.closed),
        high is not None and end == high and not (domain.high and domain.high.closed),
        integer,
    )


def _end(scene: Scene, bound: Bound | None) -> float | None:
    """The end of an interval where it is one finite number."""
    if bound is None or is_infinite(bound.at):
        return None
    try:
        with np.errstate(all="ignore"):
            found = value_of(scene.formal, bound.at, scene.fixed)
    except NotNumeric:
        return None
    real = found.ndim == 1 and not np.iscomplexobj(found) and bool(np.isfinite(found[0]))
    return float(found[0]) if real and abs(found[0]) < 1e12 else None
