"""The expectation of Adam's corrected averages, exactly: every sequence of gradients from a small population is run.

Notation: the gradient at step t is one of three values, each as likely, plus t times a drift; mean_m and mean_v the means of mhat_T and vhat_T over all
sequences, mean_g and mean_square those of the last gradient and its square.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.gradient_runs import averages, constant, rates
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

VALUES = 3


def _mean(terms: list[Tracked]) -> Tracked:
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total / exact(np.full(len(total.value), float(len(terms))), 1.0)


def _run(rng: np.random.Generator, instances: int, n: int, *, drifting: bool) -> Measured:
    kinds = draw.kinds(rng, instances)
    beta1, beta2 = rates(rng, instances), rates(rng, instances)
    population = [draw.letter(rng, kinds, reach=8, denominator=2, decades=1.0) for _ in range(VALUES)]
    drift = draw.letter(rng, kinds, reach=4, decades=0.5) if drifting else constant(instances, 0.0)
    means, squares, last = [], [], []
    for chosen in product(population, repeat=n):
        gs = [g + drift * exact(np.full(instances, float(t)), 1.0) for t, g in enumerate(chosen)]
        now = averages(gs, beta1, beta2)[-1]
        means.append(now.m_hat)
        squares.append(now.v_hat)
        last.append(gs[-1])
    found = {
        "mean_m": _mean(means),
        "mean_v": _mean(squares),
        "mean_g": _mean(last),
        "mean_square": _mean([g * g for g in last]),
    }
    return measured({"beta1": beta1.value, "beta2": beta2.value, "drift": drift.value}, found)


def run_same(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The same population at every step."""
    return _run(rng, instances, n, drifting=False)


def run_drifting(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A population that moves from step to step."""
    return _run(rng, instances, n, drifting=True)


LETTERS = ("beta1", "beta2", "drift", "mean_m", "mean_v", "mean_g", "mean_square")
WORLDS = (
    World(
        "same_population",
        "Runs Adam's averages on every sequence of gradients from a population of three.",
        LETTERS,
        (1, 2, 3, 4),
        run_same,
    ),
    World(
        "drifting_population",
        "Runs Adam's averages on every sequence of gradients from a population that moves.",
        LETTERS,
        (1, 2, 3, 4),
        run_drifting,
    ),
)
