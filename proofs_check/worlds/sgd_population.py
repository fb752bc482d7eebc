"""SGD on a small data set, batches drawn without replacement, along all sequences of batches.

Notation: N samples a (whole numbers), losses h (x - a_i)^2/2, rate eps, batches of m different samples, every sequence of batches equally
likely; x0 the start, v0 = (x0 - mean)^2, V_k the expectation of (x_k - mean)^2, s the variance of h (x - a_i) over the samples,
evaluations the number of per-sample gradients that were computed.
"""

import numpy as np

from proofs_check.worlds.minibatch_samples import subsets
from proofs_check.worlds.rounding import Tracked, measured
from proofs_check.worlds.world import Measured, World

STEPS = 2


def run(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """n samples, m <= n the same for the block, k <= 2 steps."""
    a = rng.integers(-4, 5, (instances, n)).astype(float)
    a -= a.mean(axis=1, keepdims=True)
    h, eps = rng.integers(1, 5, instances) / 2, rng.integers(1, 9, instances) / 8
    x0 = rng.integers(-8, 9, instances) / 2
    m, k = int(rng.integers(1, n + 1)), int(rng.integers(0, STEPS + 1))
    batches = subsets(n, m)
    x, evaluations = x0[:, None], 0
    for _ in range(k):
        gradient = np.mean([x[:, :, None] - a[:, None, batches[:, place]] for place in range(m)], axis=0)
        moved = x[:, :, None] - (eps * h)[:, None, None] * gradient
        x, evaluations = moved.reshape(instances, -1), evaluations + m
    second = (x**2).mean(axis=1)
    drawn = {
        "N": np.full(instances, n),
        "m": np.full(instances, m),
        "k": np.full(instances, k),
        "h": h,
        "eps": eps,
        "s": h**2 * (a**2).mean(axis=1),
        "v0": x0**2,
        "evaluations": np.full(instances, evaluations),
    }
    error = 1e-12 * (1 + np.abs(second) + x0**2)
    return measured(drawn, {"V_k": Tracked(second, error, np.zeros(instances))})


POPULATION = World(
    "sgd_population",
    "Runs SGD on a small data set along all sequences of batches drawn without replacement.",
    ("N", "m", "k", "h", "eps", "s", "v0", "evaluations", "V_k"),
    (2, 3, 4, 5),
    run,
)
WORLDS = (POPULATION,)
