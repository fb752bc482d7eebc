"""Random letters: mostly small dyadic numbers, some real ones over several magnitudes.

Small integers over a power of two make sums and products exact in float64, and they meet zeros and ties with
real probability; one byte an entry is also the cheapest thing that the generator can draw. `Kinds` says for
each instance of a block which way it is drawn, so that an instance is of one kind throughout.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds.products import SMALL, Array, empty
from proofs_check.worlds.rounding import Tracked, align, exact

REAL_SHARE = 0.25
EDGE_SHARE = 0.125


@dataclass(frozen=True)
class Kinds:
    """Disjoint masks (B,): drawn from normals; small, with an edge forced. The rest is small and free."""

    real: NDArray[np.bool_]
    edge: NDArray[np.bool_]


def kinds(rng: np.random.Generator, instances: int) -> Kinds:
    """A quarter real, an eighth edges, the rest small dyadic numbers."""
    lot = rng.integers(0, 256, instances, dtype=np.uint8)
    real = lot < 256 * REAL_SHARE
    return Kinds(real, ~real & (lot < 256 * (REAL_SHARE + EDGE_SHARE)))


def integers(rng: np.random.Generator, instances: int, shape: tuple[int, ...], low: int, high: int) -> Array:
    """Floats that are integers in [low, high], (instances, *shape)."""
    if max(shape, default=1) > SMALL:
        return rng.integers(low, high + 1, (instances, *shape), dtype=np.int8).astype(np.float64)
    out = empty(instances, shape)
    out[...] = np.moveaxis(rng.integers(low, high + 1, (*shape, instances), dtype=np.int8), -1, 0)
    return out


def among(rng: np.random.Generator, instances: int, choices: tuple[float, ...]) -> Array:
    """One of the choices for each instance, (instances,)."""
    return np.asarray(choices)[rng.integers(0, len(choices), instances, dtype=np.uint8)]


def chance(rng: np.random.Generator, instances: int, share: float) -> NDArray[np.bool_]:
    """True for about this share of the instances."""
    return np.asarray(rng.integers(0, 256, instances, dtype=np.uint8) < round(256 * share))


def real_letter(rng: np.random.Generator, instances: int, shape: tuple[int, ...], decades: float) -> Array:
    """Normals times 10^u with u uniform in [-decades, decades], one u an instance."""
    normals = np.moveaxis(rng.standard_normal((*shape, instances)), -1, 0)
    scale = 10.0 ** rng.uniform(-decades, decades, instances)
    return np.asarray(normals * align(scale, normals.ndim))


def letter(
    rng: np.random.Generator,
    which: Kinds,
    shape: tuple[int, ...] = (),
    *,
    reach: int = 8,
    denominator: int = 1,
    decades: float = 2.0,
) -> Tracked:
    """k/denominator with |k| <= reach, or a real letter where the kind says so; the denominator is a power of
    two.
    """
    instances = len(which.real)
    value = integers(rng, instances, shape, -reach, reach)
    if denominator != 1:
        value *= 1 / denominator
    count = int(which.real.sum())
    value[which.real] = real_letter(rng, count, shape, decades)
    return exact(value, np.where(which.real, 0.0, 1 / denominator))


def positive(
    rng: np.random.Generator, which: Kinds, *, reach: int = 8, denominator: int = 1, decades: float = 2.0
) -> Tracked:
    """A positive scalar letter: k/denominator with 1 <= k <= reach, or a real one."""
    instances = len(which.real)
    value = integers(rng, instances, (), 1, reach) / denominator
    value[which.real] = np.abs(real_letter(rng, int(which.real.sum()), (), decades)) + 2.0**-40
    return exact(value, np.where(which.real, 0.0, 1 / denominator))


def edged(
    letter_drawn: Tracked, where: NDArray[np.bool_], value: float | Array, grid: float = 1.0
) -> Tracked:
    """The letter with this value forced where the mask says; the value must lie on the grid."""
    mask = align(where, letter_drawn.value.ndim)
    return exact(np.where(mask, value, letter_drawn.value), np.where(where, grid, letter_drawn.grid))


def ascending_times(rng: np.random.Generator, instances: int, often: int, seldom: int) -> NDArray[np.int64]:
    """Ascending (instances,) numbers of steps: mostly at most `often`, one in 32 up to `seldom`.

    Ascending, because then the instances still running after j steps are a contiguous tail of the block.
    """
    times = rng.integers(0, often + 1, instances, dtype=np.int64)
    long = chance(rng, instances, 1 / 32)
    times[long] = rng.integers(0, seldom + 1, int(long.sum()))
    return np.sort(times)
