"""Gradient descent with momentum under a constant gradient: the velocity, step by step.

Notation: v_t = alpha v_(t-1) - eps g with 0 <= alpha < 1, g and v_0 = v0 in R^n, the same g at every step;
v = v_t; v_long the velocity after so many steps that alpha^t < 1e-18. The error bound of v_long covers its
distance
from the limit too: v -> alpha v - eps g contracts by alpha, so that distance is at most
alpha^t/(1 - alpha) |v_1 - v_0| (Banach), which needs no formula for the limit.
"""

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds import draw
from proofs_check.worlds.adaptive import steps_until
from proofs_check.worlds.rounding import UNDERFLOW, UNIT, Tracked, exact, iterate, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3, 8)
FORGOTTEN = 1e-18


def run(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Momentum under a constant gradient in R^n."""
    kinds = draw.kinds(rng, instances)
    alpha = _momentum(rng, instances)
    eps = draw.edged(draw.positive(rng, kinds, denominator=4, decades=1.0), kinds.edge, 1.0)
    g, v0 = (draw.letter(rng, kinds, (n,), reach=6, denominator=2) for _ in range(2))
    g = draw.edged(g, kinds.edge & draw.chance(rng, instances, 0.5), 0.0)
    v0 = draw.edged(v0, draw.chance(rng, instances, 0.5), 0.0)
    force = eps * g

    t = rng.integers(0, 9, instances)
    drawn = {"alpha": alpha.value, "eps": eps.value, "g": g.value, "v0": v0.value, "t": t}
    return measured(drawn, {"v": _after(alpha, force, v0, t), "v_long": _long_after(alpha, force, v0)})


def _long_after(alpha: Tracked, force: Tracked, v0: Tracked) -> Tracked:
    """The velocity after enough steps, alpha ascending, with a bound on its distance from the limit.

    A step rounds by at most u(2 alpha |v| + |v_next|), and errors shrink by alpha a step, which sums to
    3 u max|v|/(1 - alpha); by contraction max|v| <= |v_0| + |v_1 - v_0|/(1 - alpha), coordinate by
    coordinate.
    """
    factor, push, v = alpha.value[:, None], force.value, v0.value.copy(order="K")
    steps = steps_until(alpha.value, FORGOTTEN)
    for done in range(int(steps[-1])):
        first = int(np.searchsorted(steps, done, side="right"))
        v[first:] *= factor[first:]
        v[first:] -= push[first:]
    move = np.abs(factor * v0.value - push - v0.value) / (1 - factor)
    largest = np.abs(v0.value) + move
    error = (
        (4 * UNIT * largest + force.bound + UNDERFLOW) / (1 - factor)
        + FORGOTTEN * move
        + 4 * UNIT * np.abs(v)
    )
    return Tracked(v, error, np.zeros(len(steps)))


def _after(alpha: Tracked, force: Tracked, v0: Tracked, t: NDArray[np.int64]) -> Tracked:
    """v_t for t in any order: iterate wants the times ascending."""
    order = np.argsort(t, kind="stable")
    alpha, force = alpha[order], force[order]
    last = iterate(lambda v, tail: alpha[tail] * v - force[tail], v0[order], t[order])
    return last[np.argsort(order, kind="stable")]


def _momentum(rng: np.random.Generator, instances: int) -> Tracked:
    """Ascending alpha in [0, 1): sixteenths, 0 often enough, 31/32, a quarter real up to 0.9."""
    value = rng.integers(0, 15, instances) / 16
    value = np.where(draw.chance(rng, instances, 1 / 64), 31 / 32, value)
    real = draw.chance(rng, instances, 0.25)
    value = np.where(real, rng.uniform(0, 0.9, instances), value)
    order = np.argsort(value, kind="stable")
    return exact(value[order], np.where(real[order], 0.0, 2.0**-5))


MOMENTUM_CONSTANT = World(
    "momentum_constant",
    "Runs gradient descent with momentum under a constant gradient and measures its velocity.",
    ("alpha", "eps", "g", "v0", "t", "v", "v_long"),
    SIZES,
    run,
)
WORLDS = (MOMENTUM_CONSTANT,)
