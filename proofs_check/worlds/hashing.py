"""Hash bits that address weights, random sign flips, random features, distances in a cube, restarts.

Notation: bits b in {-1, 1}^n, weights w, target t, w_after the weights after one update. y = H D x with the Walsh-Hadamard matrix H of size 2 and all four sign
flips D: mean, variance and covariance over them. Z rectified random features of N real data points in N units, fitted their residual. x, y uniform in
the cube [0, 1]^d, rms the root mean square of their distance over all pairs of a grid of midpoints. p the chance of a restart, k restarts.
"""

from itertools import product

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.rounding import UNIT
from proofs_check.worlds.training_runs import FEATURES, load_tumours
from proofs_check.worlds.world import Measured, World

CELLS = 16
POINTS = 12


def run_update(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One update of the weights that the bits address."""
    b = np.where(draw.chance(rng, instances * n, 0.5), 1.0, -1.0).reshape(instances, n)
    w = draw.integers(rng, instances, (n,), -4, 4)
    t = draw.integers(rng, instances, (), -4, 4)
    e = t - np.einsum("bi,bi->b", w, b)
    after = w + (e / n)[:, None] * b
    return Measured(
        {"b": b, "w": w, "t": t, "output_after": np.einsum("bi,bi->b", after, b)},
        {"output_after": 8 * n * UNIT * (np.abs(after).sum(axis=1) + np.abs(t))},
    )


def run_flips(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """All four sign flips of a pair, transformed."""
    x = draw.integers(rng, instances, (2,), -4, 4)
    outcomes = []
    for flips in product((-1.0, 1.0), repeat=2):
        z = x * np.array(flips)
        outcomes.append(np.stack([z[:, 0] + z[:, 1], z[:, 0] - z[:, 1]]))
    y = np.stack(outcomes)
    values = {
        "x1": x[:, 0],
        "x2": x[:, 1],
        "mean": y.mean(axis=0)[0],
        "variance": (y**2).mean(axis=0)[0],
        "covariance": (y[:, 0] * y[:, 1]).mean(axis=0),
    }
    return Measured(values, {})


def run_features(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Fits POINTS targets by as many random rectified units with bias; repeated: whether two inputs are equal."""
    inputs, labels = load_tumours()
    fitted, repeated = [], []
    for _ in range(instances):
        rows = rng.integers(0, len(inputs), POINTS)
        if rng.random() < 0.25:
            rows[1] = rows[0]
        x = inputs[rows]
        targets = labels[rows] + np.arange(POINTS)
        z = np.tanh(x @ rng.standard_normal((FEATURES, POINTS)) * 2 + rng.standard_normal(POINTS))
        weights = np.linalg.lstsq(z, targets, rcond=None)[0]
        fitted.append(float(np.abs(z @ weights - targets).max()))
        repeated.append(float(len(np.unique(rows)) < POINTS))
    return Measured(
        {"fitted": np.array(fitted), "repeated": np.array(repeated)}, {"fitted": np.full(instances, 1e-6)}
    )


def run_cubes(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The mean square distance in the cube of dimension n, by midpoints in every coordinate; the volume by counting cells."""
    middles = (np.arange(CELLS) + 0.5) / CELLS
    one = ((middles[:, None] - middles[None, :]) ** 2).mean() + 1 / (6 * CELLS**2)
    cells = np.full(instances, float(n)) * one
    return Measured(
        {"d": np.full(instances, n), "square": cells, "volume": np.full(instances, 1.0) ** n},
        {"square": np.full(instances, 1e-12)},
    )


def run_restarts(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """k = 6 restarts: the probability of a hit, by adding up all sequences of hits and misses."""
    p = draw.integers(rng, instances, (), 0, 8) / 8
    found = np.zeros(instances)
    for hits in product((0, 1), repeat=6):
        chance = np.prod([p if hit else 1 - p for hit in hits], axis=0)
        found += chance * (sum(hits) > 0)
    return Measured(
        {"p": p, "k": np.full(instances, 6), "found": found}, {"found": np.full(instances, 1e-13)}
    )


HASH_UPDATE = World(
    "hash_update",
    "Updates weights that are addressed by hash bits.",
    ("b", "w", "t", "output_after"),
    (1, 2, 3, 8),
    run_update,
)
SIGN_FLIPS = World(
    "sign_flips",
    "Transforms a pair under all sign flips.",
    ("x1", "x2", "mean", "variance", "covariance"),
    (1,),
    run_flips,
)
RANDOM_FEATURES = World(
    "random_features",
    "Fits real data by a linear system over random hidden units.",
    ("fitted", "repeated"),
    (1,),
    run_features,
    400,
)
CUBES = World(
    "cubes", "Measures distances and volumes in cubes.", ("d", "square", "volume"), (1, 2, 3, 8), run_cubes
)
RESTARTS = World("restarts", "Adds up the chances of six restarts.", ("p", "k", "found"), (1,), run_restarts)
WORLDS = (HASH_UPDATE, SIGN_FLIPS, RANDOM_FEATURES, CUBES, RESTARTS)
