"""Passes over a data set, all data sets at once: fresh samples, and samples that are used again.

The samples of a data set are independent draws from a small distribution; every data set is listed with its probability and SGD is
run on it, one sample a step.

Notation: losses (theta - a)^2/2, rate eps (an eighth of a whole number), start theta0. Values a of the distribution: K whole numbers,
equally likely. First pass: steps - 1 samples have been used, conditional is the expectation of the next gradient given that theta has
the value it has for a data set chosen at random, gradient that of the generalisation error there, theta - E a. Second pass: the first
sample is used, then j others; covariance that of the first sample and the weight, sigma^2 the variance of a sample (sigma by
construction a whole number: values -sigma and sigma).
"""

from itertools import product

import numpy as np

from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

GRID = 1 / 8


def run_sgd(start: Array, eps: Array, samples: Array) -> Array:
    """Weights (B, D) after a pass over the samples (B, D, steps), exact on dyadic numbers of few bits."""
    theta = np.broadcast_to(start[:, None], samples.shape[:2]).copy()
    for step in range(samples.shape[2]):
        theta -= eps[:, None] * (theta - samples[:, :, step])
    return theta


def first_pass(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Two values a sample, n samples used: what the next, fresh sample does given the weights."""
    values = rng.integers(-4, 5, (instances, 2)).astype(float)
    eps = rng.integers(1, 9, instances) / 8
    start = rng.integers(-4, 5, instances).astype(float)
    index = np.array(list(product(range(2), repeat=n + 1)))
    samples = values[:, index]
    theta = run_sgd(start, eps, samples[:, :, :n])
    here = theta[np.arange(instances), rng.integers(0, len(index), instances)]
    same = theta == here[:, None]
    gradient = here[:, None] - samples[:, :, n]
    conditional = (gradient * same).sum(axis=1) / same.sum(axis=1)
    error = np.full(instances, 1e-13)
    found = {"conditional": Tracked(conditional, error, np.zeros(instances))}
    return measured({"theta": here, "gradient": here - values.mean(axis=1)}, found)


def second_pass(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The first sample and n - 1 others have been used: covariance of the first one and the weight."""
    sigma = rng.integers(0, 5, instances).astype(float)
    eps = rng.integers(1, 9, instances) / 8
    start = rng.integers(-4, 5, instances).astype(float)
    signs = np.array(list(product((-1.0, 1.0), repeat=n)))
    samples = sigma[:, None, None] * signs
    theta = run_sgd(start, eps, samples)
    covariance = exact((samples[:, :, 0] * theta).mean(axis=1), GRID**n / len(signs))
    drawn = {"sigma": sigma, "eps": eps, "theta0": start, "j": np.full(instances, n - 1)}
    return measured(drawn, {"covariance": covariance})


FIRST_PASS = World(
    "sgd_first_pass",
    "Runs SGD on every possible data set and conditions the next gradient on the weights.",
    ("theta", "conditional", "gradient"),
    (1, 2, 3, 4),
    first_pass,
)
SECOND_PASS = World(
    "sgd_second_pass",
    "Runs SGD on every possible data set and correlates the weights with a sample that was used.",
    ("sigma", "eps", "theta0", "j", "covariance"),
    (1, 2, 3, 4),
    second_pass,
)
WORLDS = (FIRST_PASS, SECOND_PASS)
