"""Joint distributions of a few samples, as tables: weighted draws that are independent, and groups that are not.

Notation: K outcomes with probabilities p (multiples of 1/64, in exact arithmetic), G[k] the gradient of outcome k. mean_iid: the
expectation of the mean of m independent outcomes, by listing all K^m sequences with their probabilities. Dependent groups: m
samples X[j, k] under the joint outcome k; mean_group the expectation of their mean, each[j] the expectation of sample j, gap the
largest difference between those.
"""

from itertools import product

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3, 4)
UNITS = 64


def probabilities(rng: np.random.Generator, instances: int, n: int) -> Tracked:
    """Multiples of 1/64 that sum to 1, (B, n): the lengths between n - 1 random cuts."""
    cuts = np.sort(rng.integers(0, UNITS + 1, (instances, n - 1)), axis=1)
    ends = np.concatenate([np.zeros((instances, 1)), cuts, np.full((instances, 1), UNITS)], axis=1)
    return exact(np.diff(ends, axis=1) / UNITS, 1 / UNITS)


def run_weighted(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """All sequences of m independent outcomes out of n, m <= 3 the same for the whole block."""
    kinds = draw.kinds(rng, instances)
    p = probabilities(rng, instances, n)
    G = draw.letter(rng, kinds, (n,), reach=6, denominator=2, decades=1.0)
    m = int(rng.integers(1, 4))
    members = np.array(list(product(range(n), repeat=m)))
    chance, total = _column(p, members, 0), _column(G, members, 0)
    for place in range(1, m):
        chance = chance * _column(p, members, place)
        total = total + _column(G, members, place)
    mean = (chance * total).sum() / exact(np.full(instances, float(m)), 1.0)
    return measured({"p": p.value, "G": G.value, "m": np.full(instances, m)}, {"mean_iid": mean})


def _column(x: Tracked, members: Array, place: int) -> Tracked:
    return x.map(lambda a: a[:, members[:, place]])


def run_groups(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Groups of n samples under n + 1 joint outcomes, all with the same expectation mu by construction.

    Sample j takes the values of a base sample in another order among outcomes that are equally likely: the same law for each, and
    strong dependence between them.
    """
    kinds = draw.kinds(rng, instances)
    base = draw.letter(rng, kinds, (n + 1,), reach=6, denominator=2, decades=1.0)
    orders = np.stack([rng.permutation(n + 1) for _ in range(n)])
    X = base.map(lambda a: a[:, orders])
    outcomes = exact(np.full((instances, 1), float(n + 1)), 1.0)
    mean_by_outcome = X.map(lambda a: a[:, 0])
    for place in range(1, n):
        row = place
        mean_by_outcome = mean_by_outcome + X.map(lambda a, row=row: a[:, row])  # type: ignore[misc]
    whole = exact(np.full(instances, float(n * (n + 1))), 1.0)
    mu = base.sum() / outcomes.map(lambda a: a[:, 0])
    return measured({"X": X.value}, {"mean_group": mean_by_outcome.sum() / whole, "mu": mu})


MINIBATCH_WEIGHTED = World(
    "minibatch_weighted",
    "Lists all sequences of independent draws from a discrete distribution with their probabilities.",
    ("p", "G", "m", "mean_iid"),
    SIZES,
    run_weighted,
)
MINIBATCH_GROUPS = World(
    "minibatch_groups",
    "Builds groups of strongly dependent samples with the same law and averages over their joint outcomes.",
    ("X", "mean_group", "mu"),
    SIZES,
    run_groups,
)
WORLDS = (MINIBATCH_WEIGHTED, MINIBATCH_GROUPS)
