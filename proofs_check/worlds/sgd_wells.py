"""SGD in a well, and points at which all samples have zero gradient.

Notation: a well h x^2/2 between -w and w, rate eps, noise of size at most sigma, r = 1 - eps h, q = eps sigma, x0 the
start inside; largest the largest |x| of 12
steps, with random noise that is often extreme. Zero gradients: samples x with the losses (theta - x_i)^2/2; least the smallest value
of the largest |theta - x_i| over theta, by a search on the half-integers between the samples, spread the largest minus the smallest
sample.
"""

import numpy as np

from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import exact, measured
from proofs_check.worlds.world import Measured, World

STEPS = 12


def run_well(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Dyadic numbers; every other noise is at its bound, away from the middle."""
    h = rng.integers(1, 5, instances) / 2
    eps = rng.integers(1, 9, instances) / 8
    w = rng.integers(1, 9, instances) / 2
    sigma = rng.integers(0, 9, instances) / 4
    x0 = w * rng.integers(-4, 5, instances) / 4
    x, largest = x0.copy(), np.abs(x0)
    for _ in range(STEPS):
        noise = rng.integers(-2, 3, instances) / 2
        extreme = rng.random(instances) < 0.5
        outwards = np.where((1 - eps * h) * x >= 0, -1.0, 1.0)
        x = x - eps * (h * x + sigma * np.where(extreme, outwards, noise))
        largest = np.maximum(largest, np.abs(x))
    drawn = {"h": h, "eps": eps, "w": w, "sigma": sigma, "x0": x0, "r": 1 - eps * h, "q": eps * sigma}
    error = 1e-13 * (largest + w + sigma * eps)
    found = exact(largest)
    return measured(drawn, {"largest": type(found)(largest, error, found.grid)})


def run_zero_gradient(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """n samples that are whole numbers, often all the same."""
    x = rng.integers(-3, 4, (instances, n)).astype(float)
    same = rng.random(instances) < 0.25
    x = np.where(same[:, None], x[:, :1], x)
    least: Array = np.full(instances, np.inf)
    for theta in np.arange(-6, 7) / 2:
        least = np.minimum(least, np.abs(theta - x).max(axis=1))
    values = {"x": x, "theta": rng.integers(-6, 7, instances) / 2, "least": least}
    return Measured({**values, "spread": x.max(axis=1) - x.min(axis=1)}, {})


IN_A_WELL = World(
    "sgd_in_a_well",
    "Runs SGD in a well with bounded noise that is often extreme, and measures how far it gets.",
    ("h", "eps", "w", "sigma", "x0", "r", "q", "largest"),
    (1,),
    run_well,
)
ZERO_GRADIENT = World(
    "sgd_zero_gradient",
    "Searches for a point at which the gradients of all samples vanish.",
    ("x", "theta", "least", "spread"),
    (1, 2, 3, 8),
    run_zero_gradient,
)
WORLDS = (IN_A_WELL, ZERO_GRADIENT)
