"""Nesterov's momentum with additive gradient noise on a parabola: exact second moments from runs of the real update.

The update is linear in the start and in the noises, so the run is made once for each of them: from the start without noise, and from the
minimum with one unit noise; the squares add up to the mean squared error, without sampling.

Notation: J = h x^2/2 with the minimum at 0 (nothing in the update knows of it), s the standard deviation of the noise in each gradient, R = |x0|;
error = E x_k^2 after k steps with drawn momentum parameters and rates; variance = E x_k^2 after many steps with constant alpha and eps,
r = 1 - eps h.
"""

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

LONGEST = 12
SETTLED_AFTER = 800


def step(x: Array, v: Array, alpha: Array, eps: Array, h: Array, noise: Array) -> tuple[Array, Array]:
    """One step of Nesterov's momentum; the gradient h (x + alpha v) + noise is taken ahead."""
    v = alpha * v - eps * (h * (x + alpha * v) + noise)
    return x + v, v


def run_schedules(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Any momentum parameters and rates, some of them those of averaging: alpha 0 and rates 1/(h (t + 1))."""
    k = int(rng.integers(1, LONGEST + 1))
    h, s, R = (draw.among(rng, instances, (0.5, 1.0, 2.0, 4.0)) for _ in range(3))
    alpha = rng.uniform(0, 1, (k, instances))
    eps = rng.uniform(0, 1.5, (k, instances)) / h
    averaging = draw.chance(rng, instances, 0.25)
    alpha[:, averaging] = 0.0
    eps[:, averaging] = (1 / np.arange(1, k + 1))[:, None] / h[averaging]
    x, v = np.zeros((k + 1, instances)), np.zeros((k + 1, instances))
    x[k] = R
    for t in range(k):
        noise = np.zeros((k + 1, instances))
        noise[t] = s
        x, v = step(x, v, alpha[t], eps[t], h, noise)
    error = (x * x).sum(axis=0)
    values = {"h": h, "s": s, "R": R, "k": np.full(instances, k), "error": error}
    return Measured(values, {"error": 1e-12 * error})


def run_stationary(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Constant parameters: the response to one unit noise, its squares summed over all later steps."""
    alpha = rng.integers(0, 15, instances) / 16
    h = draw.among(rng, instances, (0.5, 1.0, 2.0))
    end = 2 * (1 + alpha) / (1 + 2 * alpha)
    eps = end * rng.integers(1, 16, instances) / 16 / h
    s = draw.among(rng, instances, (0.5, 1.0, 3.0))
    x, v, variance = np.zeros(instances), np.zeros(instances), np.zeros(instances)
    for t in range(SETTLED_AFTER):
        x, v = step(x, v, alpha, eps, h, s if t == 0 else np.zeros(instances))
        variance = variance + x * x
    values = {"alpha": alpha, "eps": eps, "s": s, "r": 1 - eps * h, "variance": variance}
    return Measured(values, {"variance": 1e-11 * variance, "r": np.full(instances, 1e-15)})


NOISY_SCHEDULES = World(
    "noisy_schedules",
    "Runs Nesterov with drawn parameters on a noisy parabola and adds up its exact mean squared error.",
    ("h", "s", "R", "k", "error"),
    (1,),
    run_schedules,
)
STATIONARY = World(
    "stationary",
    "Runs Nesterov with constant parameters on a noisy parabola until its variance has settled.",
    ("alpha", "eps", "s", "r", "variance"),
    (1,),
    run_stationary,
)
WORLDS = (NOISY_SCHEDULES, STATIONARY)
