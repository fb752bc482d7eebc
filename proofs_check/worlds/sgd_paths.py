"""SGD on h x^2/2 along every path of its noise: moments of the weight without estimation.

Each sample's gradient is h x plus noise -sigma or sigma with equal chances, so that a batch of m has 2^m equally likely outcomes a
step; all paths are followed, and moments are averages over them.

Notation: h curvature, eps (or eps_k) learning rate, s = sigma^2 the variance of one sample's noise, m batch size, x0 start, v0 = x0^2,
k steps; M_k and V_k the expectations of x_k and x_k^2, V_next that after one step more, W_k as V_k with batches of m + 1, G_k = x_k^2
without noise.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

STEPS = {1: 5, 2: 3, 3: 2}
SIGNS = np.array([-1.0, 1.0])
Rates = Callable[[int], Tracked]


def noisy_step(x: Tracked, h: Tracked, eps: Tracked, noise: Tracked, m: int) -> Tracked:
    """All outcomes (B, P 2^m) of one step from the weights x (B, P); noise (B,) is the size of one sample's share, sigma/m."""
    gradient = h * x
    both = noise.map(lambda a: a[:, None, None] * SIGNS)
    if both.error is not None:
        both = Tracked(both.value, np.abs(both.error), both.grid)
    for _ in range(m):
        spread = gradient.map(lambda a: a[:, :, None]) + both
        gradient = spread.map(lambda a: a.reshape(len(a), -1))
    return x.map(lambda a: np.repeat(a, 2**m, axis=1)) - eps * gradient


def moments(x: Tracked) -> tuple[Tracked, Tracked]:
    """Averages (B,) of x and of x^2 over equally likely paths (B, P)."""
    paths = exact(np.full(len(x.value), float(x.value.shape[1])), 1.0)
    return x.sum() / paths, (x * x).sum() / paths


def follow(
    x0: Tracked, h: Tracked, rates: Rates, sizes: Rates, m: int, steps: int
) -> tuple[list[Tracked], list[Tracked]]:
    """First and second moments after 0..steps steps; rates(j), sizes(j): learning rate and noise sigma of step j."""
    x = x0.map(lambda a: a[:, None])
    batch = exact(np.full(len(x0.value), float(m)), 1.0)
    found = [moments(x)]
    for j in range(steps):
        x = noisy_step(x, h, rates(j), sizes(j) / batch, m)
        found.append(moments(x))
    return [first for first, _ in found], [second for _, second in found]


def at_time(values: list[Tracked], k: NDArray[np.int64]) -> Tracked:
    """The value of each instance at its own time."""
    rows = np.arange(len(k))
    value = np.stack([found.value for found in values])[k, rows]
    error = np.stack([found.bound for found in values])[k, rows]
    return Tracked(value, error, np.zeros(len(k)))


def _drawn(rng: np.random.Generator, instances: int) -> tuple[Tracked, Tracked, Tracked, Tracked]:
    """h, eps, sigma and x0; dyadic and small, so that ties and 0 occur."""
    kinds = draw.kinds(rng, instances)
    h = draw.positive(rng, kinds, reach=4, denominator=2, decades=0.3)
    eps = draw.positive(rng, kinds, reach=8, denominator=8, decades=0.3)
    sigma = draw.positive(rng, kinds, reach=4, denominator=2, decades=0.3)
    sigma = draw.edged(sigma, kinds.edge & draw.chance(rng, instances, 0.5), 0.0)
    x0 = draw.letter(rng, kinds, reach=4, denominator=2, decades=0.3)
    return h, eps, sigma, x0


def _letters(
    h: Tracked, eps: Tracked, sigma: Tracked, x0: Tracked, k: NDArray[np.int64], m: int
) -> dict[str, Array]:
    size = np.full(len(k), m)
    return {"h": h.value, "eps": eps.value, "x0": x0.value, "k": k, "m": size, "sigma": sigma.value}


def run_constant(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A constant rate and batches of n samples."""
    h, eps, sigma, x0 = _drawn(rng, instances)
    steps = STEPS[n]
    k = rng.integers(0, steps, instances)
    first, second = follow(x0, h, lambda j: eps, lambda j: sigma, n, steps)
    still = exact(np.zeros(instances), 1.0)
    plain, _ = follow(x0, h, lambda j: eps, lambda j: still, 1, steps)
    found = {
        "M_k": at_time(first, k),
        "V_k": at_time(second, k),
        "V_next": at_time(second, k + 1),
        "x_plain": at_time(plain, k),
        "s": sigma * sigma,
        "v0": x0 * x0,
    }
    return measured(_letters(h, eps, sigma, x0, k, n), found)


def run_two_batches(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The same problem with batches of n and of n + 1 samples."""
    h, eps, sigma, x0 = _drawn(rng, instances)
    steps = STEPS[n + 1]
    k = rng.integers(0, steps + 1, instances)
    runs = [follow(x0, h, lambda j: eps, lambda j: sigma, m, steps)[1] for m in (n, n + 1)]
    tolerance = x0.value**2 * rng.integers(1, 17, instances) / 16
    found = {"V_k": at_time(runs[0], k), "W_k": at_time(runs[1], k)}
    times = {name: first_time(run, tolerance) for name, run in zip(("k1", "k2"), runs, strict=True)}
    return measured({**_letters(h, eps, sigma, x0, k, n), **times, "d": tolerance}, found)


def first_time(values: list[Tracked], tolerance: Array) -> Array:
    """The first time (B,) at which the value is surely at most the tolerance; -1 where that is not seen."""
    below = np.stack([found.value + found.bound <= tolerance for found in values])
    return np.where(below.any(axis=0), below.argmax(axis=0), -1)


def run_decreasing(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Rates c/(j + 1) in steps j = 0, 1, ..., and batches of n samples; eps is c."""
    h, c, sigma, x0 = _drawn(rng, instances)
    steps = STEPS[n]
    k = rng.integers(0, steps, instances)

    def rate(j: int) -> Tracked:
        return c / exact(np.full(instances, float(j + 1)), 1.0)

    first, second = follow(x0, h, rate, lambda j: sigma, n, steps)
    found = {
        "M_k": at_time(first, k),
        "V_k": at_time(second, k),
        "V_next": at_time(second, k + 1),
        "s": sigma * sigma,
        "v0": x0 * x0,
    }
    return measured({**_letters(h, c, sigma, x0, k, n), "c": c.value}, found)


def run_growing(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A constant rate and noise that shrinks by q a step, as with batches that grow by 1/q^2: gamma = q^2."""
    h, eps, sigma, x0 = _drawn(rng, instances)
    q = exact(rng.integers(1, 8, instances) / 8, 1 / 8)
    sizes = [sigma]
    for _ in range(STEPS[1]):
        sizes.append(sizes[-1] * q)
    k = rng.integers(0, STEPS[1], instances)
    _, second = follow(x0, h, lambda j: eps, lambda j: sizes[j], 1, STEPS[1])
    found = {
        "V_k": at_time(second, k),
        "V_next": at_time(second, k + 1),
        "s": sigma * sigma,
        "v0": x0 * x0,
        "gamma": q * q,
    }
    return measured(_letters(h, eps, sigma, x0, k, 1), found)


LETTERS = ("h", "eps", "x0", "k", "m", "sigma")
CONSTANT = World(
    "sgd_constant",
    "Runs SGD with a constant rate on a parabola along all paths of its noise.",
    (*LETTERS, "M_k", "V_k", "V_next", "x_plain", "s", "v0"),
    (1, 2, 3),
    run_constant,
)
TWO_BATCHES = World(
    "sgd_two_batches",
    "Runs SGD with two batch sizes on the same parabola along all paths of its noise.",
    (*LETTERS, "V_k", "W_k", "k1", "k2", "d"),
    (1, 2),
    run_two_batches,
)
DECREASING = World(
    "sgd_decreasing",
    "Runs SGD with rates c/(k + 1) on a parabola along all paths of its noise.",
    (*LETTERS, "c", "M_k", "V_k", "V_next", "s", "v0"),
    (1, 2, 3),
    run_decreasing,
)
GROWING = World(
    "sgd_growing_batch",
    "Runs SGD with geometrically shrinking noise on a parabola along all paths of its noise.",
    (*LETTERS, "V_k", "V_next", "s", "v0", "gamma"),
    (1,),
    run_growing,
)
WORLDS = (CONSTANT, TWO_BATCHES, DECREASING, GROWING)
