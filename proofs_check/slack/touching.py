"""Where the slack of a claim in one real letter touches 0: found on finer and finer grids around its lowest places."""

from __future__ import annotations

import numpy as np

from proofs_check.slack.sample import Floats, Sampled, sample
from proofs_check.slack.scene import Scene

MOST = 4
ROUNDS = 5
FINER = 21
NEGLIGIBLE = 1e-9  # of the median slack: x**2 at a distance of 1e-5 of its zero


def touching_places(scene: Scene, places: Floats, sampled: Sampled) -> list[float]:
    """Places where both sides are equal; empty for strict comparisons, and where they are equal at many places."""
    (name, domain), *others = scene.moving
    least = sampled.least
    scale = float(np.nanmedian(np.abs(least)))
    strict = any(part.relation in ("<", ">") for part in scene.parts)
    if others or strict or scene.is_equality or scale == 0:
        return []
    if domain.kind == "integer":
        return [float(at) for at in places[least == 0]][: MOST + 1]
    found: list[float] = []
    for at in _lowest(least):
        low, high = places[max(at - 1, 0)], places[min(at + 1, len(places) - 1)]
        where, value = _refined(scene, name, low, high, float(places[at]), float(least[at]))
        apart = all(abs(where - other) > 1e-3 * (places[-1] - places[0]) for other in found)
        if abs(value) <= NEGLIGIBLE * scale and apart:
            found.append(where)
    return found if len(found) <= MOST else []


def _lowest(least: Floats) -> list[int]:
    """The places that are no higher than their neighbours, those beyond the ends counting as high."""
    padded = np.concatenate([[np.inf], np.where(np.isfinite(least), least, np.inf), [np.inf]])
    middle = padded[1:-1]
    low = np.isfinite(middle) & (middle <= padded[:-2]) & (middle <= padded[2:])
    return [int(at) for at in np.flatnonzero(low)][: 3 * MOST]


def _refined(
    scene: Scene, name: str, low: float, high: float, at: float, value: float
) -> tuple[float, float]:
    """The lowest place between low and high, and the slack there."""
    for _ in range(ROUNDS):
        if value == 0:
            break
        grid = np.linspace(low, high, FINER)
        least = sample(scene, {name: grid}).least
        if not np.isfinite(least).any():
            break
        lowest = int(np.nanargmin(np.abs(least)))
        if abs(least[lowest]) < abs(value):
            at, value = float(grid[lowest]), float(least[lowest])
        step = (high - low) / (FINER - 1)
        low, high = max(low, at - step), min(high, at + step)
    return at, value
