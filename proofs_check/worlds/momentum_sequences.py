"""The velocity of momentum under gradients that change: arbitrary ones, ones of equal length, alternating ones.

Each run applies v <- alpha v - eps g_i step by step. What the weights of the gradients are is measured too: the same loop is run on
the gradient 1 at every step, which adds up the weights with which gradients enter.

Notation: g (n, T) with the gradients as columns, t <= T the number of steps made, v = v_t; weights the velocity from rest
after t steps of gradient -1 with eps = 1; G the length of all gradients, speed = |v_t|, alike whether all columns used are equal;
c the size of alternating gradients, even and odd the velocities after an even and an odd number of many steps.
"""

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds import draw
from proofs_check.worlds.adaptive import steps_until
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import UNDERFLOW, UNIT, Tracked, choose, exact, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3, 8)
LONGEST = 6
FORGOTTEN = 1e-18
PYTHAGOREAN = ((5.0, 0.0), (3.0, 4.0), (4.0, 3.0), (0.0, 5.0), (-5.0, 0.0), (-3.0, 4.0))


def momentum(rng: np.random.Generator, instances: int, largest: int = 15) -> Tracked:
    """alpha in [0, 1): sixteenths, 0 often enough; a quarter real."""
    value = rng.integers(0, largest + 1, instances) / 16
    real = draw.chance(rng, instances, 0.25)
    value = np.where(real, rng.uniform(0, (largest + 1) / 16, instances), value)
    return exact(value, np.where(real, 0.0, 2.0**-4))


def velocities(alpha: Tracked, eps: Tracked, g: Tracked, start: Tracked) -> list[Tracked]:
    """v_0, ..., v_T for gradients g (B, n, T) and start (B, n)."""
    found = [start]
    for place in range(g.value.shape[2]):
        column = g.map(lambda array, place=place: array[:, :, place])  # type: ignore[misc]
        found.append(alpha * found[-1] - eps * column)
    return found


def at_time(run: list[Tracked], t: NDArray[np.int64]) -> Tracked:
    """The value after t steps, t (B,)."""
    value = run[0]
    for place, later in enumerate(run[1:], 1):
        value = choose(t == place, later, value)
    return value


def run_gradients(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Any gradients, any start, alpha in [0, 1) and sometimes outside."""
    kinds = draw.kinds(rng, instances)
    T = int(rng.integers(1, LONGEST + 1))
    alpha = momentum(rng, instances)
    outside = draw.chance(rng, instances, 1 / 8)
    alpha = draw.edged(alpha, outside, draw.among(rng, instances, (-2.0, -0.5, 1.0, 1.5)), 0.5)
    eps = draw.edged(draw.positive(rng, kinds, denominator=4, decades=1.0), kinds.edge, 1.0)
    g = draw.letter(rng, kinds, (n, T), reach=6, denominator=2)
    v0 = draw.letter(rng, kinds, (n,), reach=6, denominator=2)
    v0 = draw.edged(v0, draw.chance(rng, instances, 0.5), 0.0)
    t = rng.integers(0, T + 1, instances)
    drawn = {"alpha": alpha.value, "eps": eps.value, "g": g.value, "v0": v0.value, "t": t}
    return measured(drawn, {"v": at_time(velocities(alpha, eps, g, v0), t)})


def run_weights(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The sum of the weights: the velocity from rest under the gradient -1 with eps = 1."""
    alpha = momentum(rng, instances)
    t = rng.integers(1, 2 * LONGEST + 1, instances)
    one = exact(np.ones(instances), 1.0)
    force = exact(np.full((instances, 1, 2 * LONGEST), -1.0), 1.0)
    run = velocities(alpha, one, force, exact(np.zeros((instances, 1)), 1.0))
    weights = at_time(run, t).map(lambda array: array[:, 0])
    return measured({"alpha": alpha.value, "t": t}, {"weights": weights})


def run_shares(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Two values a < b of alpha: the share of the weights of age k or more, each weight a response to one gradient."""
    low = rng.integers(1, 15, instances)
    high = rng.integers(low + 1, 16)
    k = rng.integers(1, LONGEST, instances)
    t = rng.integers(k + 1, 2 * LONGEST + 1)
    found = {}
    for name, sixteenths in (("share_a", low), ("share_b", high)):
        alpha = exact(sixteenths / 16, 2.0**-4)
        one, zero = exact(np.ones(instances), 1.0), exact(np.zeros(instances), 1.0)
        response, old, every = one, zero, zero
        for age in range(2 * LONGEST):
            old = old + choose((age >= k) & (age < t), response, zero)
            every = every + choose(age < t, response, zero)
            response = alpha * response
        found[name] = old / every
    return measured({"a": low / 16, "b": high / 16, "k": k, "t": t}, found)


def equal_lengths(rng: np.random.Generator, instances: int, n: int, T: int) -> tuple[Array, Array]:
    """Gradients (B, n, T) that all have the length G (B,), half of the instances with equal ones."""
    flat = np.asarray(PYTHAGOREAN if n > 1 else ((5.0,), (-5.0,)))
    chosen = flat[rng.integers(0, len(flat), (instances, T))]
    same = draw.chance(rng, instances, 0.5)
    chosen = np.where(same[:, None, None], chosen[:, :1, :], chosen)
    scale = draw.among(rng, instances, (0.0, 0.5, 1.0, 2.0))
    g = np.zeros((instances, n, T))
    g[:, : flat.shape[1], :] = np.swapaxes(chosen, 1, 2) * scale[:, None, None]
    return g, 5 * scale


def run_aligned(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Gradients of one length G, from rest."""
    T = int(rng.integers(1, LONGEST + 1))
    alpha = momentum(rng, instances)
    eps = exact(draw.integers(rng, instances, (), 1, 8) / 4, 0.25)
    g, G = equal_lengths(rng, instances, n, T)
    rest = exact(np.zeros((instances, n)), 1.0)
    t = rng.integers(1, T + 1, instances)
    v = at_time(velocities(alpha, eps, exact(g, 0.5), rest), t)
    used = np.arange(T) < t[:, None]
    alike = ((g == g[:, :, :1]).all(axis=1) | ~used).all(axis=1).astype(np.int64)
    drawn = {"alpha": alpha.value, "eps": eps.value, "g": g, "G": G, "t": t, "alike": alike}
    return measured(drawn, {"v": v, "speed": v.norm()})


def run_alternating(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Gradients (-1)^i c: few steps exactly, and many steps until the start is forgotten.

    Errors shrink by alpha a step, and the velocity after an even number of steps obeys v -> alpha^2 v + const, which contracts:
    it is within alpha^(2k)/(1 - alpha^2) |v_2 - v_0| of its limit.
    """
    kinds = draw.kinds(rng, instances)
    alpha = momentum(rng, instances, 13)
    eps = draw.positive(rng, kinds, denominator=4, decades=1.0)
    c = draw.letter(rng, kinds, reach=6, denominator=2)
    v0 = draw.edged(draw.letter(rng, kinds, reach=6, denominator=2), draw.chance(rng, instances, 0.5), 0.0)
    drawn = {"alpha": alpha.value, "eps": eps.value, "c": c.value, "v0": v0.value}
    even, odd = _forgotten(alpha.value, eps * c, v0.value)
    return measured(drawn, {"even": even, "odd": odd})


def _forgotten(alpha: Array, force: Tracked, start: Array) -> tuple[Tracked, Tracked]:
    steps = 2 * int((steps_until(alpha, FORGOTTEN).max() + 1) // 2)
    v, push = start.copy(), force.value
    second = v
    for done in range(1, steps + 1):
        v = alpha * v - (push if done % 2 == 0 else -push)
        second = v if done == 2 else second
    last = alpha * v + push
    move = np.abs(second - start) / (1 - alpha**2)
    largest = np.maximum(np.abs(start), np.abs(push) / (1 - alpha)) + move
    error = (6 * UNIT * largest + force.bound + UNDERFLOW) / (1 - alpha) + 2 * FORGOTTEN * move
    zeros = np.zeros(len(v))
    return Tracked(v, error, zeros), Tracked(last, 2 * error, zeros)


MOMENTUM_GRADIENTS = World(
    "momentum_gradients",
    "Runs momentum under arbitrary gradients and measures the velocity.",
    ("alpha", "eps", "g", "v0", "t", "v"),
    SIZES,
    run_gradients,
)
MOMENTUM_WEIGHTS = World(
    "momentum_weights",
    "Adds up the weights with which gradients enter the velocity, by running momentum on unit gradients.",
    ("alpha", "t", "weights"),
    (1,),
    run_weights,
)
MOMENTUM_SHARES = World(
    "momentum_shares",
    "Adds up the weights of old and of all gradients for two values of alpha.",
    ("a", "b", "k", "t", "share_a", "share_b"),
    (1,),
    run_shares,
)
MOMENTUM_ALIGNED = World(
    "momentum_aligned",
    "Runs momentum from rest under gradients of one length, equal or not, and measures the speed.",
    ("alpha", "eps", "g", "G", "t", "alike", "v", "speed"),
    (1, 2, 3),
    run_aligned,
)
MOMENTUM_ALTERNATING = World(
    "momentum_alternating",
    "Runs momentum under gradients of alternating sign until the start is forgotten.",
    ("alpha", "eps", "c", "v0", "even", "odd"),
    (1,),
    run_alternating,
)
WORLDS = (MOMENTUM_GRADIENTS, MOMENTUM_WEIGHTS, MOMENTUM_SHARES, MOMENTUM_ALIGNED, MOMENTUM_ALTERNATING)
