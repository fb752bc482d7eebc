"""RMSProp with momentum and after large gradients, and AdaDelta: their update loops.

Notation: T the number of steps (the size of the world), g_last the last gradient, g_most the largest |g| so far; last and last_plain the velocity
with and without momentum alpha after so many steps that it has settled; kept and scaled AdaDelta's last step for the gradients and for their
multiples by c (same stabilisers), mended with the stabiliser under the gradients multiplied by c^2 too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.gradient_runs import averages, constant, gradients, rates, size
from proofs_check.worlds.rounding import UNIT, Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

LENGTHS = (1, 2, 3, 5, 9)
SETTLED = 800


def run_largest(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """RMSProp's rate after n gradients."""
    kinds = draw.kinds(rng, instances)
    rho = rates(rng, instances)
    eps = draw.positive(rng, kinds, denominator=4, decades=1.0)
    delta = draw.positive(rng, kinds, denominator=8, decades=2.0)
    gs = gradients(rng, kinds, n)
    r = averages(gs, rho, rho)[-1].v
    most = np.max([np.abs(g.value) for g in gs], axis=0)
    drawn = {
        "rho": rho.value,
        "eps": eps.value,
        "delta": delta.value,
        "g_last": gs[-1].value,
        "g_most": most,
    }
    return measured(drawn, {"rate": eps / (delta + r.sqrt())})


def run_momentum(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """RMSProp under a constant gradient, with momentum and without, until both have settled.

    The steps are contractions by at most 7/8, so that after 800 of them only rounding is left: at most 4 u |v|/(1 - 7/8) and what the root adds.
    """
    kinds = draw.kinds(rng, instances)
    alpha, rho = (rng.integers(0, 15, instances) / 16 for _ in range(2))
    eps = draw.positive(rng, kinds, denominator=4, decades=1.0)
    delta = draw.positive(rng, kinds, denominator=8, decades=1.0)
    g = gradients(rng, kinds, 1, nonzero_first=True)[0]
    r, moving, plain = (np.zeros(instances) for _ in range(3))
    for _ in range(SETTLED):
        r = rho * r + (1 - rho) * g.value**2
        push = eps.value * g.value / (delta.value + np.sqrt(r))
        moving, plain = alpha * moving - push, -push
    loose = 400 * UNIT
    found = {
        "last": Tracked(moving, loose * np.abs(moving), np.zeros(instances)),
        "last_plain": Tracked(plain, loose * np.abs(plain), np.zeros(instances)),
    }
    drawn = {"alpha": alpha, "rho": rho, "eps": eps.value, "delta": delta.value, "g": g.value}
    return measured(drawn, found)


def adadelta(gs: Sequence[Tracked], rho: Tracked, outer: Tracked, inner: Tracked) -> tuple[Tracked, ...]:
    """AdaDelta's steps; the stabilisers of the steps' root and of the gradients' root."""
    one = constant(len(rho.value), 1.0)
    r = u = constant(len(rho.value), 0.0)
    found: list[Tracked] = []
    for g in gs:
        r = rho * r + (one - rho) * (g * g)
        step = -((u + outer).sqrt() / (r + inner).sqrt() * g)
        u = rho * u + (one - rho) * (step * step)
        found.append(step)
    return tuple(found)


def run_adadelta(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """AdaDelta on gradients and on their multiples."""
    kinds = draw.kinds(rng, instances)
    rho = rates(rng, instances)
    delta = draw.positive(rng, kinds, denominator=8, decades=1.0)
    c = draw.positive(rng, kinds, denominator=4, decades=1.0)
    gs = gradients(rng, kinds, n)
    multiples = [c * g for g in gs]
    found = {
        "kept": adadelta(gs, rho, delta, delta)[-1],
        "scaled": adadelta(multiples, rho, delta, delta)[-1],
        "mended": adadelta(multiples, rho, delta, c * c * delta)[-1],
    }
    return measured({"rho": rho.value, "delta": delta.value, "c": c.value}, found)


def run_adadelta_constant(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """AdaDelta under a constant gradient: how far n steps leave it from the opposite of the gradient."""
    kinds = draw.kinds(rng, instances)
    rho = rates(rng, instances)
    delta = draw.positive(rng, kinds, denominator=8, decades=0.5)
    g = draw.letter(rng, kinds, reach=8, denominator=8, decades=0.5)
    steps = adadelta([g] * (n + 1), rho, delta, delta)
    far, near = (size(step + g) for step in (steps[0], steps[-1]))
    return measured({"rho": rho.value, "delta": delta.value, "g": g.value}, {"far": far, "near": near})


def run_orbit(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """RMSProp with a constant rate on h x^2/2, from eps/2 - delta/h with the accumulator at the square of the gradient there; dyadic numbers."""
    h = exact(2.0 ** rng.integers(-2, 3, instances), 0.25)
    eps = exact(rng.integers(1, 33, instances) / 4, 0.25)
    most = np.maximum(np.ceil(eps.value * h.value / 2 * 16) - 1, 1)
    delta = exact(np.floor(rng.random(instances) * most + 1) / 16, 1 / 16)
    rho = exact(rng.integers(0, 4, instances) / 4, 0.25)
    one = constant(instances, 1.0)
    x = eps.scaled(0.5) - delta / h
    r = (h * x) * (h * x)
    for _ in range(n):
        g = h * x
        r = rho * r + (one - rho) * (g * g)
        x = x - eps * g / (delta + r.sqrt())
    drawn = {"h": h.value, "eps": eps.value, "delta": delta.value, "rho": rho.value}
    return measured({**drawn, "t": np.full(instances, n)}, {"at": x})


WORLDS = (
    World(
        "rmsprop_orbit",
        "Runs RMSProp with a constant rate on a parabola from one of its two-step points.",
        ("h", "eps", "delta", "rho", "t", "at"),
        LENGTHS,
        run_orbit,
    ),
    World(
        "rmsprop_largest",
        "Runs RMSProp on changing gradients and keeps the largest of them.",
        ("rho", "eps", "delta", "g_last", "g_most", "rate"),
        LENGTHS,
        run_largest,
    ),
    World(
        "rmsprop_momentum",
        "Runs RMSProp under a constant gradient with and without momentum until both have settled.",
        ("alpha", "rho", "eps", "delta", "g", "last", "last_plain"),
        (1,),
        run_momentum,
    ),
    World(
        "adadelta_scaled",
        "Runs AdaDelta on gradients and on their multiples.",
        ("rho", "delta", "c", "kept", "scaled", "mended"),
        LENGTHS,
        run_adadelta,
    ),
    World(
        "adadelta_constant",
        "Runs AdaDelta under a constant gradient.",
        ("rho", "delta", "g", "far", "near"),
        (1, 4, 16, 64),
        run_adadelta_constant,
    ),
)
