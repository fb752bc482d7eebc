"""Gradient sequences for the optimizers that divide by averages of squares, and the averages themselves.

A fifth of the instances each: alternating in sign, sparse (mostly zero), random, shrinking geometrically from step to step, which is
close to the worst case of Adam's step, and gradients of regression and classification on real data (random ones without scikit-learn).

Notation: g_1, ..., g_T the gradients, m and v the averages of gradients and of squares, b1 and b2 their decay rates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.data_gradients import GRID, streams, windows
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, choose, exact

ALTERNATING, SPARSE, RANDOM, SHRINKING, REAL = range(5)


@dataclass(frozen=True)
class Averages:
    """m, v (B,) after some steps, and the corrections 1 - b1^t, 1 - b2^t."""

    m: Tracked
    v: Tracked
    of_m: Tracked
    of_v: Tracked

    @property
    def m_hat(self) -> Tracked:
        """The corrected average of the gradients."""
        return self.m / self.of_m

    @property
    def v_hat(self) -> Tracked:
        """The corrected average of the squares."""
        return self.v / self.of_v


def constant(instances: int, value: float) -> Tracked:
    """The same number, a power of two or 0 or 1, for all instances."""
    return exact(np.full(instances, value), 2.0**-10)


def signs(rng: np.random.Generator, instances: int) -> Array:
    """1 or -1 for each instance."""
    return np.where(draw.chance(rng, instances, 0.5), 1.0, -1.0)


def gradients(
    rng: np.random.Generator, kinds: draw.Kinds, T: int, *, nonzero_first: bool = False
) -> tuple[Tracked, ...]:
    """T gradients (B,) of the five patterns; the first is not 0 where that is asked for."""
    instances = len(kinds.real)
    size = draw.positive(rng, kinds, reach=8, denominator=2, decades=2.0)
    size = exact(size.value * signs(rng, instances), size.grid)
    pattern = rng.integers(0, 5, instances, dtype=np.uint8)
    met = windows(rng, instances, T)
    pattern = np.where(pattern == REAL, REAL if len(streams()) else RANDOM, pattern)
    found: list[Tracked] = []
    for step in range(T):
        turned = size.value * (-1.0) ** step
        spare = np.where(draw.chance(rng, instances, 0.25), size.value, 0.0)
        spread = size.value * draw.integers(rng, instances, (), -4, 4) / 4
        shrunk = size.value * 0.5**step
        value = np.choose(pattern, [turned, spare, spread, shrunk, met[:, step]])
        grid = np.choose(
            pattern, [size.grid, size.grid, size.grid / 4, size.grid * 0.5**step, np.full(instances, GRID)]
        )
        if step == 0 and nonzero_first:
            kept = (pattern == REAL) & (value != 0)
            value, grid = np.where(kept, value, size.value), np.where(kept, grid, size.grid)
        found.append(exact(value, grid))
    return tuple(found)


def averages(gs: Sequence[Tracked], b1: Tracked, b2: Tracked) -> tuple[Averages, ...]:
    """The averages after every step, from 0; the powers in the corrections by repeated multiplication."""
    instances = len(b1.value)
    one, m, v = constant(instances, 1.0), constant(instances, 0.0), constant(instances, 0.0)
    power1, power2 = one, one
    found: list[Averages] = []
    for g in gs:
        m = b1 * m + (one - b1) * g
        v = b2 * v + (one - b2) * (g * g)
        power1, power2 = power1 * b1, power2 * b2
        found.append(Averages(m, v, one - power1, one - power2))
    return tuple(found)


def rates(rng: np.random.Generator, instances: int, least: float = 0.0) -> Tracked:
    """Decay rates in [least, 1) with few bits: sixteenths, now and then close to 1."""
    value = rng.integers(round(16 * least), 16, instances) / 16
    near = draw.chance(rng, instances, 1 / 8)
    return exact(np.where(near, 1 - 2.0**-6, value), 2.0**-6)


def size(value: Tracked) -> Tracked:
    """The absolute value."""
    return choose(value.value >= 0, value, -value)


def largest(a: Tracked, b: Tracked) -> Tracked:
    """The larger of two; where rounding hides which, the bound covers both."""
    first = choose(a.value >= b.value, a, b)
    bound = np.maximum(a.bound, b.bound)
    return Tracked(first.value, bound, np.where(bound == 0, first.grid, 0.0))
