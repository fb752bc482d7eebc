"""SGD with the best rates: the rate that lowers the second moment most is searched in every step.

Notation: h x^2/2 with noise of variance s a sample, w = s/h^2, v0 = x_0^2; V_k the second moment after k steps of one sample each. A
step with rate eps makes (1 - eps h) x - eps xi of x: its second moment is measured from the outcomes x and xi = -sigma, sigma, and
minimised over eps by golden section, which is exact to the square root of rounding in eps and to rounding in the value.
"""

import numpy as np

from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, measured
from proofs_check.worlds.world import Measured, World

MOST = 6
SHRINK = (np.sqrt(5.0) - 1) / 2
SEARCH = 60


def after_step(second: Array, h: Array, sigma: Array, eps: Array) -> Array:
    """The second moment after a step from the outcomes -x and x, x^2 = second, with noise -sigma and sigma."""
    x = np.sqrt(second)
    outcomes = [(1 - eps * h) * side * x - eps * noise * sigma for side in (-1, 1) for noise in (-1, 1)]
    return np.asarray(sum(value**2 for value in outcomes) / 4)


def best_step(second: Array, h: Array, sigma: Array) -> Array:
    """The smallest second moment after one step; the rate is searched between 0 and 1/h."""
    low, high = np.zeros_like(h), 1 / h
    for _ in range(SEARCH):
        left, right = high - SHRINK * (high - low), low + SHRINK * (high - low)
        better = after_step(second, h, sigma, left) < after_step(second, h, sigma, right)
        low, high = np.where(better, low, left), np.where(better, right, high)
    return after_step(second, h, sigma, (low + high) / 2)


def run(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """k <= 6 steps."""
    h = 2.0 ** rng.integers(-2, 3, instances)
    sigma = rng.integers(1, 9, instances) / 2
    v0 = rng.integers(1, 17, instances) / 2
    k = rng.integers(0, MOST + 1, instances)
    second, result = v0.copy(), v0.copy()
    for step in range(MOST):
        second = best_step(second, h, sigma)
        result = np.where(k == step + 1, second, result)
    error = np.where(k == 0, 0.0, 1e-12 * result)
    found = {"V_k": Tracked(result, error, np.zeros(instances))}
    return measured({"w": (sigma / h) ** 2, "v0": v0, "k": k}, found)


BEST_RATES = World(
    "sgd_best_rates",
    "Runs SGD on a parabola and searches in every step the rate that lowers the second moment most.",
    ("w", "v0", "k", "V_k"),
    (1,),
    run,
)
WORLDS = (BEST_RATES,)
