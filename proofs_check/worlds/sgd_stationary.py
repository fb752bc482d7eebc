"""SGD where it has settled, and SGD with curvatures that vary from sample to sample.

Stationary variance: SGD on h x^2/2 with noise -sigma or sigma a sample is followed along all its noise from the start 0. The second
moment grows towards its limit, and each increment is (1 - eps h)^2 times the one before, because two starts with the same noise
approach each other by |1 - eps h| a step: what is missing at the end is bounded by the last increment, which needs no formula for the
limit. The bound is part of the error.

Curvature noise: sample i has the loss c[i] x^2/2 (all minima at 0); growth is E x_1^2/x_0^2 over all batches of m, growth_one over
batches of one.

Notation: h, eps, s = sigma^2, m batch size as in `sgd_paths`; V_inf the stationary second moment, W_inf that with 2 eps and 2 m.
"""

from itertools import product

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.minibatch_samples import batch_sums, tuples
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.sgd_paths import moments
from proofs_check.worlds.world import Measured, World

PRODUCTS = (5 / 8, 21 / 32, 11 / 16)
STEPS = {1: 8, 2: 4}


def settled(h: Tracked, eps: Tracked, sigma: Tracked, m: int, shrink: Array) -> Tracked:
    """The stationary second moment for batches of m; shrink (B,) bounds |1 - eps h|."""
    signs = np.array([sum(signs) / m for signs in product((-1.0, 1.0), repeat=m)])
    noise = sigma.map(lambda a: a[:, None, None] * signs)
    x = exact(np.zeros((len(shrink), 1)), 1.0)
    last = moments(x)[1]
    for _ in range(STEPS[m]):
        gradient = (h * x).map(lambda a: a[:, :, None]) + noise
        moved = gradient.map(lambda a: a.reshape(len(a), -1))
        x = x.map(lambda a: np.repeat(a, len(signs), axis=1)) - eps * moved
        before, last = last, moments(x)[1]
    rest = (last.value - before.value + last.bound + before.bound) * shrink**2 / (1 - shrink**2)
    return Tracked(last.value + rest / 2, last.bound + rest / 2 + 1e-15 * last.value, np.zeros(len(shrink)))


def run_stationary(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """(eps, 1) and (2 eps, 2), with eps h such that both settle fast."""
    kinds = draw.kinds(rng, instances)
    h = exact(2.0 ** rng.integers(-1, 3, instances), 1 / 2)
    part = draw.among(rng, instances, PRODUCTS)
    eps = exact(part / h.value, 1 / 128)
    sigma = draw.positive(rng, kinds, reach=4, denominator=2, decades=0.3)
    one = settled(h, eps, sigma, 1, np.abs(1 - part))
    two = settled(h, eps.scaled(2.0), sigma, 2, np.abs(1 - 2 * part))
    drawn = {"h": h.value, "eps": eps.value, "m": np.ones(instances)}
    return measured(drawn, {"V_inf": one, "W_inf": two, "s": sigma * sigma})


def run_curvatures(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One step from 1 over all batches of m <= 3 (the same for the block) out of n curvatures, with replacement."""
    c = exact(rng.integers(0, 9, (instances, n)) / 4, 1 / 4)
    eps = exact(rng.integers(1, 17, instances) / 8, 1 / 8)
    m = int(rng.integers(2, 4))
    one = exact(np.ones((instances, 1)), 1.0)
    found = {}
    for name, size in (("growth", m), ("growth_one", 1)):
        sums = batch_sums(c, tuples(n, size))
        mean = sums / exact(np.full((instances, 1), float(size)), 1.0)
        found[name] = moments(one - eps * mean)[1]
    return measured({"c": c.value, "eps": eps.value, "m": np.full(instances, m)}, found)


STATIONARY = World(
    "sgd_stationary",
    "Follows SGD on a parabola along all its noise until its second moment has settled, at two rates and batch sizes.",
    ("h", "eps", "m", "V_inf", "W_inf", "s"),
    (1,),
    run_stationary,
)
CURVATURES = World(
    "sgd_curvatures",
    "Takes SGD steps with all minibatches of samples whose parabolas differ in curvature.",
    ("c", "eps", "m", "growth", "growth_one"),
    (2, 3, 4),
    run_curvatures,
)
WORLDS = (STATIONARY, CURVATURES)
