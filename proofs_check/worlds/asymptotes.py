"""Descent that never arrives: along an asymptote, on a reciprocal, by halves; and likelihoods without a lower bound.

Notation: J(x) = e^x - e^(2x) is a hill at -log 2 that falls to 0 on the left and without bound on the right; x0 < -1 the start, eps the step
size, t the number of steps. f(x) = 1/x from r0 > 0, r the point after t steps. A softmax over K classes with gaps d >= 0 between the logit of
the label and the others; nll its negative log-likelihood with all weights multiplied by c. RSS the residual sum of squares of N targets,
beta a precision, nll_low and nll_high the Gaussian negative log-likelihood at beta and 2 beta.
"""

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.rounding import LIBRARY, UNIT
from proofs_check.worlds.world import Measured, World

STEPS = 50


def run_hill(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Gradient descent from the wrong side of the hill; falls: 1 where every step lowered the cost and went left."""
    x0 = -1 - draw.integers(rng, instances, (), 1, 32) / 16
    eps = draw.integers(rng, instances, (), 1, 16) / 8
    x, falls = x0, np.ones(instances, dtype=bool)
    for _ in range(STEPS):
        after = x - eps * (np.exp(x) - 2 * np.exp(2 * x))
        falls &= (after < x) & (np.exp(after) - np.exp(2 * after) < np.exp(x) - np.exp(2 * x))
        x = after
    values = {
        "x0": x0,
        "eps": eps,
        "x": x,
        "J": np.exp(x) - np.exp(2 * x),
        "falls": falls.astype(np.float64),
    }
    return Measured(values, {"x": STEPS * LIBRARY * np.abs(x), "J": np.full(instances, 1e-12)})


def run_reciprocal(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Gradient descent on 1/x."""
    r0 = draw.integers(rng, instances, (), 1, 32) / 8
    eps = draw.integers(rng, instances, (), 1, 32) / 16
    r = r0
    for _ in range(STEPS):
        r = r + eps / r**2
    values = {"r0": r0, "eps": eps, "t": np.full(instances, STEPS), "r": r}
    return Measured(values, {"r": 4 * STEPS * UNIT * r})


def run_softmax(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The softmax likelihood of one example with all weights scaled; n + 1 classes."""
    gaps = draw.integers(rng, instances, (n,), 0, 16) / 4
    c = draw.integers(rng, instances, (), 1, 64) / 2
    logits = np.concatenate([np.zeros((instances, 1)), -c[:, None] * gaps], axis=1)
    nll = np.log(np.exp(logits).sum(axis=1))
    values = {"K": np.full(instances, n + 1), "gap": gaps.min(axis=1), "c": c, "nll": nll}
    return Measured(values, {"nll": np.full(instances, 4 * (n + 4) * LIBRARY)})


def run_gaussian(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The Gaussian likelihood of n targets at two precisions, from residuals that are 0 in half of the instances."""
    residuals = draw.integers(rng, instances, (n,), -3, 3)
    residuals = np.where(draw.chance(rng, instances, 0.5)[:, None], 0.0, residuals)
    beta = 2.0 ** rng.integers(-4, 12, instances)
    values = {"RSS": (residuals**2).sum(axis=1), "beta": beta}
    for name, precision in (("nll_low", beta), ("nll_high", 2 * beta)):
        one = 0.5 * np.log(2 * np.pi / precision)[:, None] + 0.5 * precision[:, None] * residuals**2
        values[name] = one.sum(axis=1)
    size = n * 8 + 2 * beta * values["RSS"]
    return Measured(values, {"nll_low": 4 * LIBRARY * size, "nll_high": 4 * LIBRARY * size})


HILL = World(
    "hill",
    "Runs gradient descent from the wrong side of a hill.",
    ("x0", "eps", "x", "J", "falls"),
    (1,),
    run_hill,
)
RECIPROCAL = World(
    "reciprocal", "Runs gradient descent on a reciprocal.", ("r0", "eps", "t", "r"), (1,), run_reciprocal
)
SOFTMAX_SCALED = World(
    "softmax_scaled",
    "Scales the weights of a softmax classifier and measures the negative log-likelihood of an example.",
    ("K", "gap", "c", "nll"),
    (1, 2, 9),
    run_softmax,
)
GAUSSIAN_PRECISION = World(
    "gaussian_precision",
    "Doubles the precision of a Gaussian model and measures its negative log-likelihood.",
    ("RSS", "beta", "nll_low", "nll_high"),
    (1, 2, 8),
    run_gaussian,
)
WORLDS = (HILL, RECIPROCAL, SOFTMAX_SCALED, GAUSSIAN_PRECISION)
