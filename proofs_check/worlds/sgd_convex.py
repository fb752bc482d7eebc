"""SGD on means of convex losses, along all sequences of samples.

Notation: N samples a (whole numbers), a step draws one of them, every sequence of samples is followed. Absolute values: losses
|x - a_i|, G = 1 the size of every subgradient, x0 the start, R its distance from the nearest minimum, rate R/(G sqrt T), excess the
expectation of J(mean of the T iterates x_0..x_(T-1)) - J*. Running mean: losses (x - a_i)^2/2, which are 1-strongly convex and
1-smooth, rates 1/k, distance the expectation of |x_k - x*|^2 (x_1 the start), B the largest expected square of a gradient estimate
so far.
"""

from itertools import product

import numpy as np

from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, measured
from proofs_check.worlds.world import Measured, World

SAMPLES, STEPS = 3, 5


def mean_loss(points: Array, a: Array) -> Array:
    """The mean of |x - a_i|: points (B, P), samples (B, N)."""
    return np.asarray(np.abs(points[:, :, None] - a[:, None, :]).mean(axis=2))


def run_absolute(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Three samples, n steps."""
    a = rng.integers(-4, 5, (instances, SAMPLES)).astype(float)
    middle = np.sort(a, axis=1)[:, 1]  # the minimum of the mean distance of three points
    x0 = rng.integers(-8, 9, instances).astype(float)
    R = np.abs(x0 - middle)
    R = np.where(R == 0, 1.0, R)  # any upper bound on the distance serves
    drawn = np.array(list(product(range(SAMPLES), repeat=n)))
    x = np.repeat(x0[:, None], len(drawn), axis=1)
    total = np.zeros_like(x)
    for step in range(n):
        total += x
        x = x - (R / np.sqrt(n))[:, None] * np.sign(x - a[:, drawn[:, step]])
    excess = mean_loss(total / n, a).mean(axis=1) - mean_loss(middle[:, None], a)[:, 0]
    error = np.full(instances, 1e-12)
    letters = {"R": R, "G": np.ones(instances), "T": np.full(instances, n)}
    return measured(letters, {"excess": Tracked(excess, error, np.zeros(instances))})


def run_mean(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Rates 1/1, 1/2, ..., 1/n and three samples: the iterate is x_(n + 1)."""
    a = rng.integers(-4, 5, (instances, SAMPLES)).astype(float)
    best = a.mean(axis=1)
    drawn = np.array(list(product(range(SAMPLES), repeat=n)))
    x = np.repeat(rng.integers(-4, 5, instances).astype(float)[:, None], len(drawn), axis=1)
    largest = np.zeros(instances)
    for step in range(n):
        gradient = x - a[:, drawn[:, step]]
        largest = np.maximum(largest, (gradient**2).mean(axis=1))
        x = x - gradient / (step + 1)
    distance = ((x - best[:, None]) ** 2).mean(axis=1)
    error, grid = np.full(instances, 1e-12), np.zeros(instances)
    found = {"distance": Tracked(distance, error, grid), "B": Tracked(largest, error, grid)}
    return measured({"k": np.full(instances, n + 1)}, found)


ABSOLUTE = World(
    "sgd_absolute_values",
    "Runs SGD on a mean of distances along all sequences of samples and averages its iterates.",
    ("R", "G", "T", "excess"),
    (1, 2, 3, 4, 5),
    run_absolute,
)
RUNNING_MEAN = World(
    "sgd_running_mean",
    "Runs SGD with the rates 1/k on a mean of parabolas along all sequences of samples.",
    ("k", "distance", "B"),
    (1, 2, 3, 4, 5),
    run_mean,
)
WORLDS = (ABSOLUTE, RUNNING_MEAN)
