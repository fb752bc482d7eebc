"""Minibatches of small populations, all of them: every tuple, every subset, every permutation is formed.

Expectations are averages over the equally likely minibatches, so nothing is estimated: drawn with replacement (N^m tuples),
without (the subsets of size m), as the first two blocks of a shuffled population (the permutations).

Notation: x in R^N the samples (one coordinate of the gradients), spread the largest minus the smallest, m the batch size. mean_with, square_with: expectation of the batch
mean and of its square, with replacement; mean_without, square_without: without; direction: the probability that the batch mean
(with replacement) has the sign of the population mean, which is not 0. For permutations: mean_first, mean_second the expectations
of the means of the first two blocks of size m, product the expectation of their product.
"""

from collections.abc import Callable
from itertools import combinations, permutations, product

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

SIZES = (2, 3, 4, 5)
LARGEST_BATCH = 3
Indices = NDArray[np.int64]


def populations(rng: np.random.Generator, instances: int, n: int) -> Tracked:
    """Samples (B, n), small or real; in an eighth of the instances all are equal."""
    kinds = draw.kinds(rng, instances)
    x = draw.letter(rng, kinds, (n,), reach=6, denominator=2, decades=1.0)
    same = np.where(kinds.edge[:, None], x.value[:, :1], x.value)
    return exact(same, x.grid)


def batch_sums(x: Tracked, members: Indices) -> Tracked:
    """The sums (B, T) over T batches; members (T, m) holds their indices."""
    total = x.map(lambda a: a[:, members[:, 0]])
    for place in range(1, members.shape[1]):
        column = members[:, place]
        total = total + x.map(lambda a, column=column: a[:, column])  # type: ignore[misc]
    return total


def average(outcomes: Tracked, divisor: int) -> Tracked:
    """The average (B,) of equally likely outcomes (B, T), over a divisor."""
    return outcomes.sum() / constant(outcomes, outcomes.value.shape[1] * divisor)


def constant(like: Tracked, number: float) -> Tracked:
    """A whole number for every instance."""
    return exact(np.full(len(like.value), float(number)), 1.0)


def moments(x: Tracked, members: Indices) -> tuple[Tracked, Tracked]:
    """Expectation of the batch mean, and of its square, over equally likely batches."""
    sums, m = batch_sums(x, members), members.shape[1]
    return average(sums, m), average(sums * sums, m * m)


def tuples(n: int, m: int) -> Indices:
    """All batches drawn with replacement, in order."""
    return np.array(list(product(range(n), repeat=m)))


def subsets(n: int, m: int) -> Indices:
    """All batches drawn without replacement."""
    return np.array(list(combinations(range(n), m)))


def direction(x: Tracked, members: Indices) -> Tracked:
    """The share (B,) of batches whose sum has the sign of the sum of all; exact where the sums are."""
    sums, whole = batch_sums(x, members), x.map(lambda a: a).sum()
    side = np.sign(sums.value) * np.sign(whole.value)[:, None]
    open_sign = (np.abs(sums.value) <= sums.bound) & (sums.bound > 0)
    open_sign |= ((np.abs(whole.value) <= whole.bound) & (whole.bound > 0))[:, None]
    count = len(members)
    error = open_sign.sum(axis=1) / count + 2.0**-52
    share = (side > 0).sum(axis=1) / count
    return Tracked(share, error, np.zeros(len(share)))


def _per_batch_size(
    x: Tracked, m: NDArray[np.int64], found: Callable[[Tracked, int], list[Tracked]]
) -> list[Tracked]:
    """Results for instances with different batch sizes, in their order."""
    values: list[Array] = []
    errors: list[Array] = []
    for size in np.unique(m):
        here = np.flatnonzero(m == size)
        for place, result in enumerate(found(x[here], int(size))):
            if place == len(values):
                values.append(np.zeros(len(m)))
                errors.append(np.zeros(len(m)))
            values[place][here], errors[place][here] = result.value, result.bound
    zeros = np.zeros(len(m))
    return [Tracked(value, error, zeros) for value, error in zip(values, errors, strict=True)]


def run_batches(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Moments of the batch mean over all batches of size m <= min(n, 3), with and without replacement."""
    x = populations(rng, instances, n)
    m = rng.integers(1, min(n, LARGEST_BATCH) + 1, instances)

    def found(some: Tracked, size: int) -> list[Tracked]:
        return [*moments(some, tuples(n, size)), *moments(some, subsets(n, size))]

    names = ("mean_with", "square_with", "mean_without", "square_without")
    results = _per_batch_size(x, m, found)
    spread = x.value.max(axis=1) - x.value.min(axis=1)
    return measured({"x": x.value, "m": m, "spread": spread}, dict(zip(names, results, strict=True)))


def run_direction(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """How often batches of m and of m + 1 samples point to the side of the mean of all, m <= 3."""
    x = populations(rng, instances, n)
    m = rng.integers(1, LARGEST_BATCH + 1, instances)

    def found(some: Tracked, size: int) -> list[Tracked]:
        return [direction(some, tuples(n, size)), direction(some, tuples(n, size + 1))]

    now, more = _per_batch_size(x, m, found)
    mean = x.sum() / constant(x, n)
    return measured({"x": x.value, "m": m}, {"P_right": now, "P_more": more, "mean": mean})


def run_blocks(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The first two blocks of size m of all permutations."""
    x = populations(rng, instances, n)
    m = rng.integers(1, n // 2 + 1, instances)
    orders = np.array(list(permutations(range(n))))

    def found(some: Tracked, size: int) -> list[Tracked]:
        first, second = batch_sums(some, orders[:, :size]), batch_sums(some, orders[:, size : 2 * size])
        return [average(first, size), average(second, size), average(first * second, size * size)]

    results = _per_batch_size(x, m, found)
    names = ("mean_first", "mean_second", "product")
    return measured({"x": x.value, "m": m}, dict(zip(names, results, strict=True)))


MINIBATCH_ALL = World(
    "minibatch_all",
    "Forms every minibatch of a small population, with and without replacement, and averages over them.",
    ("x", "m", "spread", "mean_with", "square_with", "mean_without", "square_without"),
    SIZES,
    run_batches,
)
MINIBATCH_DIRECTION = World(
    "minibatch_direction",
    "Counts the minibatches of a small population whose mean points to the side of the mean of all.",
    ("x", "m", "P_right", "P_more", "mean"),
    SIZES,
    run_direction,
)
MINIBATCH_BLOCKS = World(
    "minibatch_blocks",
    "Shuffles a small population in every possible way and reads off the first two blocks.",
    ("x", "m", "mean_first", "mean_second", "product"),
    SIZES,
    run_blocks,
)
WORLDS = (MINIBATCH_ALL, MINIBATCH_DIRECTION, MINIBATCH_BLOCKS)
