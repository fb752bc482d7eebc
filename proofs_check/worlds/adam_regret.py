"""Online problems on [-1, 1]: Adam, AMSGrad and AdaGrad against losses that are given step by step.

Notation: beta1 = 0; step sizes eps/sqrt(t) for Adam and AMSGrad; C, beta2, eps drawn, k cycles of the losses C x, -x, -x; regret the regret against
-1, at_end the iterate after the last cycle. For AdaGrad: g random subgradients of linear losses, |g| <= G, S_T the sum of g^2/sqrt(s),
root_T the root of the sum of squares, lost the regret against the point u, t = T the number of losses.
"""

from __future__ import annotations

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.gradient_runs import constant, gradients, largest, size
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, choose, exact, measured
from proofs_check.worlds.world import Measured, World

CYCLES = (1, 2, 5, 20)
LENGTHS = (1, 2, 5, 12)


def clipped(x: Tracked) -> Tracked:
    """The projection to [-1, 1]; it stretches no error."""
    instances = len(x.value)
    top, bottom = constant(instances, 1.0), constant(instances, -1.0)
    # where rounding hides whether x is inside, the bound of x covers both
    value = np.clip(x.value, -1.0, 1.0)
    inside = exact(value) if x.error is None else Tracked(value, x.error, np.zeros(instances))
    above, below = x.value - x.bound >= 1.0, x.value + x.bound <= -1.0
    return choose(above, top, choose(below, bottom, inside))


def _cycle_gradient(C: Array, t: int) -> Array:
    return C if t % 3 == 1 else np.full_like(C, -1.0)


def run_cycles(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Adam with beta1 = 0 on n cycles, from 1."""
    C = 2 + rng.integers(1, 17, instances) / 4
    most = 1 / (1 + 3 * C**2)
    beta2 = exact(np.floor(rng.random(instances) * most * 2**20) / 2**20, 2.0**-20)
    eps = exact(rng.integers(1, 33, instances) / 8, 1 / 8)
    one = constant(instances, 1.0)
    x, v, lost = one, constant(instances, 0.0), constant(instances, 0.0)
    for t in range(1, 3 * n + 1):
        g = exact(_cycle_gradient(C, t), 0.25)
        lost = lost + g * x + g  # against -1
        v = beta2 * v + (one - beta2) * (g * g)
        rate = eps / (exact(np.full(instances, float(t))).sqrt() * v.sqrt())
        x = clipped(x - rate * g)
    drawn = {"C": C, "beta2": beta2.value, "eps": eps.value, "k": np.full(instances, n)}
    return measured(drawn, {"regret": lost, "at_end": x})


def run_adagrad(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """AdaGrad on n linear losses, from a point of [-1, 1], and its regret against a random point."""
    kinds = draw.kinds(rng, instances)
    eps = draw.positive(rng, kinds, denominator=4, decades=0.5)
    gs = gradients(rng, kinds, n, nonzero_first=True)
    x0, u = (exact(rng.integers(-8, 9, instances) / 8, 1 / 8) for _ in range(2))
    nothing = constant(instances, 0.0)
    x, s, total, lost = x0, nothing, nothing, nothing
    for g in gs:
        lost = lost + g * (x - u)
        s = s + g * g
        total = total + g * g / s.sqrt()
        x = clipped(x - eps * g / s.sqrt())
    most = np.max([size(g).value for g in gs], axis=0)
    drawn = {
        "eps": eps.value,
        "x0": x0.value,
        "u": u.value,
        "G": most,
        "t": np.full(instances, n),
        "T": np.full(instances, n),
    }
    return measured(drawn, {"S_T": total, "root_T": s.sqrt(), "lost": lost})


def run_amsgrad(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """AMSGrad with beta1 lambda^t on n linear losses, from a point of [-1, 1], and its regret against a random point."""
    kinds = draw.kinds(rng, instances)
    eps = draw.positive(rng, kinds, denominator=4, decades=0.5)
    beta1, lambda_ = (exact(rng.integers(0, 15, instances) / 16, 1 / 16) for _ in range(2))
    beta2 = exact(rng.integers(1, 16, instances) / 16, 1 / 16)
    gs = gradients(rng, kinds, n, nonzero_first=True)
    x0, u = (exact(rng.integers(-8, 9, instances) / 8, 1 / 8) for _ in range(2))
    one, nothing = constant(instances, 1.0), constant(instances, 0.0)
    x, m, v, top, lost, weight = x0, nothing, nothing, nothing, nothing, beta1
    for t, g in enumerate(gs, start=1):
        lost = lost + g * (x - u)
        m = weight * m + (one - weight) * g
        v = beta2 * v + (one - beta2) * (g * g)
        top = largest(top, v)
        x = clipped(x - eps * m / (exact(np.full(instances, float(t))).sqrt() * top.sqrt()))
        weight = weight * lambda_
    most = np.max([size(g).value for g in gs], axis=0)
    drawn = {
        "eps": eps.value,
        "beta1": beta1.value,
        "beta2": beta2.value,
        "lambda_": lambda_.value,
        "x0": x0.value,
        "u": u.value,
        "G": most,
        "t": np.full(instances, n),
        "T": np.full(instances, n),
    }
    return measured(drawn, {"lost": lost})


def average_regrets(C: float, beta2: float, eps: float, steps: int) -> dict[str, Array]:
    """regret/t of Adam, AMSGrad and AdaGrad on the losses C x, -x, -x after every cycle, in plain floating point."""
    found: dict[str, Array] = {}
    for name in ("Adam", "AMSGrad", "AdaGrad"):
        x, v, top, total, lost = 1.0, 0.0, 0.0, 0.0, 0.0
        means = []
        for t in range(1, steps + 1):
            g = C if t % 3 == 1 else -1.0
            lost += g * x + g
            v = beta2 * v + (1 - beta2) * g * g
            top, total = max(top, v), total + g * g
            scale = {"Adam": t * v, "AMSGrad": t * top, "AdaGrad": total}[name]
            x = max(-1.0, min(1.0, x - eps * g / scale**0.5))
            if t % 3 == 0:
                means.append(lost / t)
        found[name] = np.array(means)
    return found


WORLDS = (
    World(
        "adam_cycles",
        "Runs Adam with beta1 = 0 on the losses C x, -x, -x, C x, ... over [-1, 1].",
        ("C", "beta2", "eps", "k", "regret", "at_end"),
        CYCLES,
        run_cycles,
    ),
    World(
        "adagrad_online",
        "Runs AdaGrad on random linear losses over [-1, 1].",
        ("eps", "x0", "u", "G", "t", "T", "S_T", "root_T", "lost"),
        LENGTHS,
        run_adagrad,
    ),
    World(
        "amsgrad_online",
        "Runs AMSGrad with decaying beta1 on random linear losses over [-1, 1].",
        ("eps", "beta1", "beta2", "lambda_", "x0", "u", "G", "t", "T", "lost"),
        LENGTHS,
        run_amsgrad,
    ),
)
