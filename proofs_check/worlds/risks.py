"""Risks that are really estimated: fitted and fixed parameters on samples, the 0-1 loss, early stopping.

Notation: a population of K values with integer counts, p_k = count/total; J_hat the mean loss over a sample of size m drawn with
replacement, J_true the mean over the population; `fitted` means that the parameter is the sample's mean. All samples of the
population are enumerated, so that expectations are sums. quotient: a central difference quotient of the 0-1 loss 1[w.x + b <= 0].
"""

from itertools import product

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.rounding import LIBRARY, UNIT
from proofs_check.worlds.world import Measured, World

VALUES = 2
H = 2.0**-12
LONGEST = 60


def run_samples(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The expected risks over all samples of size n from two values, for a fitted and for a fixed parameter."""
    values = draw.integers(rng, instances, (VALUES,), -4, 4)
    p = draw.integers(rng, instances, (), 1, 7) / 8
    weight = np.stack([p, 1 - p], axis=1)
    fixed = draw.integers(rng, instances, (), -4, 4)
    sums = dict.fromkeys(("hat_fitted", "true_fitted", "hat_fixed"), np.zeros(instances))
    for picks in product(range(VALUES), repeat=n):
        chance = np.prod(weight[:, list(picks)], axis=1)
        sample = values[:, list(picks)]
        fitted = sample.sum(axis=1) / n
        seen = {
            "hat_fitted": ((sample - fitted[:, None]) ** 2).sum(axis=1) / n,
            "true_fitted": (weight * (values - fitted[:, None]) ** 2).sum(axis=1),
            "hat_fixed": ((sample - fixed[:, None]) ** 2).sum(axis=1) / n,
        }
        sums = {name: sums[name] + chance * seen[name] for name in sums}
    true_fixed = (weight * (values - fixed[:, None]) ** 2).sum(axis=1)
    bound = 64 * (2**n) * UNIT * 100
    drawn = {"p": p, "a": values[:, 0], "b": values[:, 1], "m": np.full(instances, n)}
    return Measured(
        {**drawn, **sums, "true_fixed": true_fixed},
        {name: np.full(instances, bound) for name in (*sums, "true_fixed")},
    )


def run_zero_one(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Difference quotients of the 0-1 loss of a linear classifier along every axis, and the logistic loss beside it."""
    w = draw.integers(rng, instances, (n,), -3, 3)
    x = draw.integers(rng, instances, (n,), -16, 16) / 4
    b = draw.integers(rng, instances, (), -3, 3) + 0.125
    margin = np.einsum("bi,bi->b", w, x) + b
    quotients = []
    for axis in range(n):
        up, down = (margin + side * H * w[:, axis] for side in (1, -1))
        quotients.append(((up <= 0).astype(float) - (down <= 0)) / (2 * H))
    nll = np.logaddexp(0.0, -margin)
    values = {
        "z": margin,
        "l": (margin <= 0).astype(np.float64),
        "quotient": np.abs(np.stack(quotients)).max(axis=0),
        "nll": nll,
    }
    return Measured(values, {"nll": LIBRARY * (1 + np.abs(margin))})


def run_early_stopping(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Gradient descent on (w - far)^2/2 from 0, stopped where (w - near)^2/2, the validation cost, first rises."""
    near = draw.integers(rng, instances, (), 1, 4)
    c = draw.integers(rng, instances, (), 1, 32) / 4
    rate = 1 / draw.integers(rng, instances, (), 4, 16)
    w, best = np.zeros(instances), np.zeros(instances)
    running = np.ones(instances, dtype=bool)
    for _ in range(LONGEST):
        w = w + rate * (near + c - w)
        running &= (w - near) ** 2 <= (best - near) ** 2
        best = np.where(running, w, best)
    values = {"near": near, "c": c, "rate": rate, "w_stop": best, "slope": best - near - c}
    error = 4 * LONGEST * UNIT * (near + c)
    return Measured(values, {"rate": UNIT * rate, "w_stop": error, "slope": error})


SAMPLE_RISKS = World(
    "sample_risks",
    "Enumerates all samples from a small population and averages the risk of a fitted and of a fixed parameter.",
    ("p", "a", "b", "m", "hat_fitted", "true_fitted", "hat_fixed", "true_fixed"),
    (1, 2, 3),
    run_samples,
)
ZERO_ONE_LOSS = World(
    "zero_one_loss",
    "Takes difference quotients of the 0-1 loss of random linear classifiers, and their logistic loss.",
    ("z", "l", "quotient", "nll"),
    (1, 2, 3),
    run_zero_one,
)
EARLY_STOPPING = World(
    "early_stopping",
    "Trains on one parabola and stops where another one, the validation cost, first rises.",
    ("near", "c", "rate", "w_stop", "slope"),
    (1,),
    run_early_stopping,
)
WORLDS = (SAMPLE_RISKS, ZERO_ONE_LOSS, EARLY_STOPPING)
