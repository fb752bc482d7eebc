"""Gradient descent, gradient flow and noisy descent around saddles, and a network whose hidden units are all off.

Notation: J = (h x^2 - l y^2)/2 with h, l > 0 has its saddle at 0; eps the step size, x0, y0 the start, t the number of steps.
J = x^2 - y^4 has a flat one. A double well y^4/4 - y^2/2 has a saddle between its wells. S the second moment of y over all sequences of
the noise s or -s, from the saddle.
"""

from itertools import product

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import UNIT
from proofs_check.worlds.world import Measured, World

STEPS = 6
EVERY_SIGN = np.array(list(product((-1.0, 1.0), repeat=STEPS)))
RUNS = len(EVERY_SIGN)


def run_descent(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """t steps of gradient descent from (x0, y0); alternates: whether x changed its sign at every step."""
    h, curve, x0, y0 = (_positive_eighths(rng, instances, top) for top in (24, 16, 8, 8))
    y0 = np.where(draw.chance(rng, instances, 0.25), 0.0, y0)
    eps = draw.integers(rng, instances, (), 1, 8) / 8
    x, y = x0, y0
    alternates = np.ones(instances, dtype=bool)
    for _ in range(STEPS):
        after = x - eps * (h * x)
        alternates &= after * x < 0
        x, y = after, y - eps * (-curve * y)
    values = {
        "h": h,
        "l": curve,
        "eps": eps,
        "x0": x0,
        "y0": y0,
        "t": np.full(instances, STEPS),
        "x": x,
        "y": y,
        "alternates": alternates.astype(np.float64),
    }
    spread = 4 * STEPS * UNIT
    return Measured(
        values,
        {
            "x": spread * (1 + eps * h) ** STEPS * x0,
            "y": spread * np.abs(y),
        },
    )


def run_noise(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The second moment of the unstable coordinate over all runs from the saddle; the furthest in a double well."""
    curve = _positive_eighths(rng, instances, 16)
    eps = draw.integers(rng, instances, (), 1, 8) / 8
    s = _positive_eighths(rng, instances, 16)
    well_rate = draw.integers(rng, instances, (), 1, 8) / 64
    y, in_well, furthest = np.zeros((instances, RUNS)), np.zeros((instances, RUNS)), np.zeros(instances)
    for place in range(STEPS):
        signs = EVERY_SIGN[:, place]
        y = y - eps[:, None] * (-curve[:, None] * y + s[:, None] * signs)
        in_well = in_well - well_rate[:, None] * (in_well**3 - in_well + signs)
        furthest = np.maximum(furthest, np.abs(in_well).max(axis=1))
    values = {
        "l": curve,
        "eps": eps,
        "s": s,
        "t": np.full(instances, STEPS),
        "S": (y**2).mean(axis=1),
        "furthest": furthest,
    }
    largest = (STEPS * eps * s * (1 + eps * curve) ** STEPS) ** 2
    return Measured(values, {"S": 16 * STEPS * UNIT * largest, "furthest": 64 * UNIT * furthest})


def run_exits(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Steps until the unstable coordinate has left [-1, 1], at a strict saddle and at a flat one."""
    curve = _positive_eighths(rng, instances, 8)
    eps = draw.integers(rng, instances, (), 1, 8) / 8
    d0 = 2.0 ** -rng.integers(1, 5, instances).astype(np.float64)
    counts = {}
    for name in ("steps_strict", "steps_flat"):
        y, count = d0, np.zeros(instances)
        for _ in range(4000):
            inside = np.abs(y) < 1
            if not inside.any():
                break
            growth = eps * curve * y if name == "steps_strict" else 4 * eps * y**3
            y = np.where(inside, y + growth, y)
            count += inside
        counts[name] = count
    return Measured({"l": curve, "eps": eps, "d0": d0, **counts}, {})


def run_dead_network(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The loss of a network of n rectified units that are all off, and at a random point next to it."""
    data = draw.integers(rng, instances, (3,), -2, 2)
    target = draw.integers(rng, instances, (3,), -3, 3)
    target[:, 0] = 1.0

    def loss(w: Array, b: Array, v: Array) -> Array:
        hidden = np.maximum(w[:, :, None] * data[:, None, :] + b[:, :, None], 0.0)
        return np.asarray(((np.einsum("bi,bij->bj", v, hidden) - target) ** 2).sum(axis=1))

    w, v = np.zeros((instances, n)), draw.integers(rng, instances, (n,), -3, 3)
    b = np.full((instances, n), -1.0)
    near = [part + rng.uniform(-0.2, 0.2, (instances, n)) for part in (w, b, v)]
    return Measured({"L": loss(w, b, v), "L_near": loss(*near)}, {})


def _positive_eighths(rng: np.random.Generator, instances: int, top: int) -> Array:
    return draw.integers(rng, instances, (), 1, top) / 8


SADDLE_DESCENT = World(
    "saddle_descent",
    "Runs gradient descent from random points near the saddle of a quadratic.",
    ("h", "l", "eps", "x0", "y0", "t", "x", "y", "alternates"),
    (1,),
    run_descent,
)
SADDLE_NOISE = World(
    "saddle_noise",
    "Runs noisy gradient descent from a saddle, of a quadratic and of a double well.",
    ("l", "eps", "s", "t", "S", "furthest"),
    (1,),
    run_noise,
)
SADDLE_EXITS = World(
    "saddle_exits",
    "Counts the steps that gradient descent needs to leave a strict and a flat saddle.",
    ("l", "eps", "d0", "steps_strict", "steps_flat"),
    (1,),
    run_exits,
)
DEAD_NETWORK = World(
    "dead_network",
    "Evaluates a network whose rectified units are all off, and random networks next to it.",
    ("L", "L_near"),
    (1, 2, 8, 32),
    run_dead_network,
)
WORLDS = (SADDLE_DESCENT, SADDLE_NOISE, SADDLE_EXITS, DEAD_NETWORK)
