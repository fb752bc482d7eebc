"""The straight line from the initial to the trained weights: the loss along it, and how far training leaves it.

Networks and data are those of `training_runs`. Notation: h(a) the loss at (1 - a) start + a end; rise the largest increase of h between
neighbours of a grid of a, drop = h(0) - h(1); beta the distance of the weights from the line, peak its maximum, skew the largest
|beta(t) - beta(T - t)|; L_start the loss at initialisation and L_zero that of the zero predictor. In R^n: p a start, u a unit vector,
theta a point; alpha and beta by least squares.
"""

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import UNIT
from proofs_check.worlds.training_runs import (
    BATCH,
    FEATURES,
    RATE,
    RUNS,
    UPDATES,
    WIDTH,
    gradient,
    load_tumours,
    start,
)
from proofs_check.worlds.world import Measured, World

GRID = np.linspace(0.0, 1.0, 26)


def loss(weights: Array, inputs: Array, labels: Array) -> Array:
    """The mean logistic loss, (runs,)."""
    runs = len(weights)
    w = weights[:, : FEATURES * WIDTH].reshape(runs, FEATURES, WIDTH)
    b, v = weights[:, FEATURES * WIDTH : -WIDTH - 1], weights[:, -WIDTH - 1 : -1]
    outputs = np.einsum("rmh,rh->rm", np.tanh(inputs @ w + b[:, None, :]), v) + weights[:, -1:]
    return np.asarray(np.logaddexp(0.0, -labels * outputs).mean(axis=1))


def run_lines(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Trains one network an instance and walks back along the straight line."""
    inputs, labels = load_tumours()
    trajectory = [start(rng, instances)]
    for _ in range(UPDATES):
        rows = rng.integers(0, len(inputs), (instances, BATCH))
        trajectory.append(trajectory[-1] - RATE * gradient(trajectory[-1], inputs[rows], labels[rows]))
    first, last = trajectory[0], trajectory[-1]
    along = np.stack([loss((1 - a) * first + a * last, inputs[None], labels[None]) for a in GRID])
    direction = (last - first) / np.linalg.norm(last - first, axis=1)[:, None]
    beta = np.stack([_off(point - first, direction) for point in trajectory])
    values = {
        "rise": np.diff(along, axis=0).max(axis=0),
        "drop": along[0] - along[-1],
        "peak": beta.max(axis=0),
        "skew": np.abs(beta - beta[::-1]).max(axis=0),
        "L_start": along[0],
        "L_zero": np.full(instances, np.log(2.0)),
    }
    return Measured(values, {name: np.full(instances, 1e-12) for name in values})


def _off(moved: Array, direction: Array) -> Array:
    """The distance of the end of `moved` from the line along `direction`."""
    along = np.einsum("rk,rk->r", moved, direction)[:, None] * direction
    return np.asarray(np.linalg.norm(moved - along, axis=1))


def run_projections(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Projects random points on random lines by least squares; the unit vector is an axis or a (3, 4)/5 direction."""
    p, theta = (draw.integers(rng, instances, (n,), -4, 4) for _ in range(2))
    u = np.zeros((instances, n))
    u[:, 0] = 1.0
    if n > 1:
        slanted = draw.chance(rng, instances, 0.5)
        u[slanted, :2] = (0.6, 0.8)
    alpha = np.array(
        [np.linalg.lstsq(u[k][:, None], theta[k] - p[k], rcond=None)[0][0] for k in range(instances)]
    )
    beta = np.linalg.norm(theta - p - alpha[:, None] * u, axis=1)
    size = 64 * n * UNIT * 16
    errors = {
        "u": np.full(instances, UNIT),
        "alpha": np.full(instances, size),
        "beta": np.full(instances, size),
    }
    return Measured({"p": p, "theta": theta, "u": u, "alpha": alpha, "beta": beta}, errors)


TRAINED_LINES = World(
    "trained_lines",
    "Trains a small network on real data and walks along the straight line from its initial to its final weights.",
    ("rise", "drop", "peak", "skew", "L_start", "L_zero"),
    (1,),
    run_lines,
    RUNS,
)
PROJECTIONS = World(
    "projections",
    "Projects random points on random lines by least squares.",
    ("p", "theta", "u", "alpha", "beta"),
    (1, 2, 3, 8),
    run_projections,
    4_000,
)
WORLDS = (TRAINED_LINES, PROJECTIONS)
