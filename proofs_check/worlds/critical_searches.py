"""Where searches end: gradient descent among double wells, and critical points of a network's loss found by Newton's method.

Notation: f(x) = sum_i (x_i^2 - 1)^2 has the 3^n critical points with entries -1, 0, 1: p is the share of minima among them, share the share of random
starts from which gradient descent ends in a minimum, value and positive the value and the number of positive Hessian eigenvalues at a critical
point. Network: tanh, 2 inputs, 2 hidden units, square loss with weight decay on POINTS tumours, drawn anew for every instance; lowest and highest eigenvalue of its Hessian at a
critical point of any kind, g the norm of the gradient there.
"""

from itertools import product

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.training_runs import load_tumours
from proofs_check.worlds.world import Measured, World

STARTS, STEPS, RATE = 64, 600, 0.02
POINTS, WIDTH, INPUTS, DECAY = 24, 2, 2, 0.01
WEIGHTS = INPUTS * WIDTH + 2 * WIDTH + 1
SEARCH, DIFFERENCE = 120, 1e-5
RUNS = 192


def run_wells(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Gradient descent from uniform starts; the end is a minimum where all second derivatives are positive."""
    places = np.array(list(product((-1.0, 0.0, 1.0), repeat=n)))
    p = (12 * places**2 - 4 > 0).all(axis=1).mean()
    x = rng.uniform(-1.5, 1.5, (instances, STARTS, n))
    for _ in range(STEPS):
        x = x - RATE * 4 * x * (x**2 - 1)
    ended = ((12 * x**2 - 4 > 0) & (np.abs(x**2 - 1) < 1e-3)).all(axis=2)
    values = {"n": np.full(instances, n), "p": np.full(instances, p), "share": ended.mean(axis=1)}
    return Measured(values, {"p": np.full(instances, 1e-15)})


def run_levels(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A random critical point of the double wells, its value and the inertia of its Hessian in a random basis."""
    x = draw.integers(rng, instances, (n,), -1, 1)
    turn = np.linalg.qr(rng.standard_normal((instances, n, n)))[0]
    spectra = np.linalg.eigvalsh((turn * (12 * x**2 - 4)[:, None, :]) @ np.swapaxes(turn, 1, 2))
    values = {
        "n": np.full(instances, n),
        "value": ((x**2 - 1) ** 2).sum(axis=1),
        "positive": (spectra > 0).sum(axis=1),
    }
    return Measured(values, {})


def slope(weights: Array, inputs: Array, targets: Array) -> Array:
    """The gradient of the loss, (B, WEIGHTS); inputs (B, m, INPUTS), targets (B, m)."""
    split = INPUTS * WIDTH
    w = weights[:, :split].reshape(-1, INPUTS, WIDTH)
    b, v, bias = weights[:, split : split + WIDTH], weights[:, split + WIDTH : -1], weights[:, -1:]
    hidden = np.tanh(inputs @ w + b[:, None, :])
    error = (np.einsum("bmh,bh->bm", hidden, v) + bias - targets) / targets.shape[1]
    back = error[:, :, None] * v[:, None, :] * (1 - hidden**2)
    parts = (
        (np.swapaxes(inputs, 1, 2) @ back).reshape(len(weights), -1),
        back.sum(axis=1),
        np.einsum("bm,bmh->bh", error, hidden),
        error.sum(axis=1)[:, None],
    )
    return np.concatenate(parts, axis=1) + DECAY * weights


def curvature(weights: Array, inputs: Array, targets: Array) -> Array:
    """The Hessian by central differences, (B, WEIGHTS, WEIGHTS)."""
    rows = []
    for place in range(WEIGHTS):
        step = DIFFERENCE * np.eye(WEIGHTS)[place]
        up, down = (slope(weights + side * step, inputs, targets) for side in (1, -1))
        rows.append((up - down) / (2 * DIFFERENCE))
    found = np.stack(rows, axis=1)
    return np.asarray((found + np.swapaxes(found, 1, 2)) / 2)


def run_network(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Newton's method from random weights, which does not care for the kind of a critical point; runs that find none have a large g."""
    inputs, labels = load_tumours()
    rows = rng.integers(0, len(inputs), (instances, POINTS))
    data = inputs[rows][:, :, :INPUTS], labels[rows]
    weights = rng.standard_normal((instances, WEIGHTS))
    for _ in range(SEARCH):
        step = np.linalg.solve(curvature(weights, *data), slope(weights, *data)[:, :, None])[:, :, 0]
        length = np.linalg.norm(step, axis=1, keepdims=True)
        weights = weights - step * np.minimum(1.0, 0.3 / np.maximum(length, 1e-300))
    spectra = np.linalg.eigvalsh(curvature(weights, *data))
    values = {
        "lowest": spectra[:, 0],
        "highest": spectra[:, -1],
        "g": np.linalg.norm(slope(weights, *data), axis=1),
    }
    doubt = np.full(instances, 1e-6)
    return Measured(values, {"lowest": doubt, "highest": doubt})


DOUBLE_WELLS = World(
    "double_wells",
    "Runs gradient descent on a sum of double wells from random starts and looks at where it ends.",
    ("n", "p", "share"),
    (1, 2, 3, 6),
    run_wells,
    80,
)
LEVELS = World(
    "levels",
    "Measures value and inertia at random critical points of a sum of double wells.",
    ("n", "value", "positive"),
    (1, 2, 3, 8),
    run_levels,
    4000,
)
NETWORK_POINTS = World(
    "network_points",
    "Finds critical points of a small network's loss on real data by Newton's method from random weights.",
    ("lowest", "highest", "g"),
    (1,),
    run_network,
    RUNS,
)
WORLDS = (DOUBLE_WELLS, LEVELS, NETWORK_POINTS)
