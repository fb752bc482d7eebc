"""Gradient descent on quadratics with chosen eigenvalues, up to condition number 2^20.

H = V diag(l) V.T with an orthogonal V that is exact in float64 and powers of two as eigenvalues, so that H, its extreme eigenvalues lo
and hi and their eigenvectors u and v are known without a solver. The loops evaluate gradients H x + b only.

Notation: x the iterate after k steps from x0, x1 the next one, eps learning rate; q_first, q_now, q_next squared gradient norms; gap =
J(x) - J(xs) with the minimiser xs, start = |x0 - xs|; g0, q1 the gradient before and the squared norm after one step, J0, J1 the costs.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.quadratics import Setup, best_along_gradient, cost_nearby
from proofs_check.worlds.quadratics import cost as cost_at
from proofs_check.worlds.rounding import Tracked, exact, iterate, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3, 8)
DECADES = (0, 1, 3, 10, 20)  # binary orders of magnitude between the extreme eigenvalues
OFTEN, SELDOM = 5, 30


@dataclass(frozen=True)
class Bowl:
    """H (B, n, n), its extreme eigenvalues (B,) with eigenvectors (B, n); all exact."""

    H: Tracked
    lo: Tracked
    hi: Tracked
    u: Tracked
    v: Tracked


def orthogonal(rng: np.random.Generator, instances: int, n: int) -> Array:
    """Reflections I - 2 w w.T/(w.w) with w of signs in a power of two of coordinates; the identity for half the instances."""
    length = 2 ** (n.bit_length() - 1)
    w = np.zeros((instances, n))
    w[:, :length] = 1 - 2 * draw.integers(rng, instances, (length,), 0, 1)
    w *= draw.chance(rng, instances, 0.5)[:, None]
    return np.asarray(np.identity(n) - (2.0 / length) * w[:, :, None] * w[:, None, :])


def bowl(rng: np.random.Generator, instances: int, n: int) -> Bowl:
    """Eigenvalues 2^e with e from 0 to at most 20, the smallest first and the largest last."""
    spread = np.asarray(DECADES)[rng.integers(0, len(DECADES), instances)]
    exponent = rng.integers(0, spread[:, None] + 1, (instances, n))
    exponent[:, 0] = 0
    exponent[:, -1] = spread
    if n == 1:
        exponent[:, 0] = spread
    values = 2.0**exponent
    V = orthogonal(rng, instances, n)
    vectors = exact(V, 2.0**-6)
    H = (vectors * exact(values, 1.0).map(lambda a: a[:, None, :])) @ vectors.T
    ends = (exact(values[:, 0].copy(), 1.0), exact(values[:, -1].copy(), 1.0))
    sides = (exact(V[:, :, 0].copy(), 2.0**-6), exact(V[:, :, -1].copy(), 2.0**-6))
    return Bowl(exact(H.value, H.grid), *ends, *sides)


def rate(rng: np.random.Generator, hi: Tracked) -> Tracked:
    """eps = c/hi with c a multiple of 1/8 in (0, 5/2], mostly up to 2."""
    instances = len(hi.value)
    c = rng.integers(1, 17, instances) / 8
    c = np.where(draw.chance(rng, instances, 0.1), c + 0.5, c)
    return exact(c / hi.value, 2.0**-3 / hi.value)


def descend(H: Tracked, b: Tracked, x0: Tracked, eps: Tracked, times: NDArray[np.int64]) -> Tracked:
    """The iterate after `times` steps (ascending)."""
    return iterate(lambda x, tail: x - eps[tail] * (H[tail] @ x + b[tail]), x0, times)


def run_quadratic(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """k steps on H x.x/2 - b.x, and one more."""
    it, times = bowl(rng, instances, n), draw.ascending_times(rng, instances, OFTEN, SELDOM)
    minimum = exact(
        draw.integers(rng, instances, (n,), -2, 2) * draw.chance(rng, instances, 0.5)[:, None], 1.0
    )
    x0 = exact(draw.integers(rng, instances, (n,), -4, 4), 1.0)
    b, eps = -(it.H @ minimum), rate(rng, it.hi)
    x = descend(it.H, b, x0, eps, times)
    slope = it.H @ x + b
    x1 = x - eps * slope
    away, first = x - minimum, it.H @ x0 + b
    last = it.H @ x1 + b
    found = {
        "x": away,
        "x1": x1 - minimum,
        "q_first": first @ first,
        "q_now": slope @ slope,
        "q_next": last @ last,
        "gap": (away @ (it.H @ away)).scaled(0.5),
        "start": (x0 - minimum).norm(),
        "distance0": away.norm(),
        "distance1": (x1 - minimum).norm(),
    }
    drawn = {"H": it.H.value, "eps": eps.value, "k": times, "lo": it.lo.value, "hi": it.hi.value}
    return measured({**drawn, "u": it.u.value, "v": it.v.value}, found)


def run_eigenvectors(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One step from each of the extreme eigenvectors."""
    it = bowl(rng, instances, n)
    eps = rate(rng, it.hi)
    drawn = {"H": it.H.value, "eps": eps.value, "lo": it.lo.value, "hi": it.hi.value}
    found = {"u1": it.u - eps * (it.H @ it.u), "v1": it.v - eps * (it.H @ it.v)}
    return measured({**drawn, "u": it.u.value, "v": it.v.value}, found)


def run_until_reduced(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Counts the steps until the component along the shallowest eigenvector is a fraction delta of what it was."""
    spread = rng.integers(0, 9, instances)
    hi, delta = 2.0**spread, 2.0 ** -rng.integers(1, 9, instances)
    eps = rng.integers(1, 9, instances) / 8 / hi
    component, count = np.ones(instances), np.zeros(instances, dtype=np.int64)
    while (open_ := component > delta * (1 + 1e-9)).any():
        component = np.where(open_, component - eps * component, component)
        count += open_
    drawn = {"lo": np.ones(instances), "hi": hi, "delta": delta, "eps": eps, "k": count}
    return Measured(drawn, {})


def run_norm_step(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One step on definite quadratics, sometimes with the length that leads back to the same cost."""
    it = bowl(rng, instances, n)
    x, b = (exact(draw.integers(rng, instances, (n,), -3, 3), 1.0) for _ in range(2))
    g = it.H @ x + b
    eps = rate(rng, it.hi)
    setup = Setup(it.H, exact(b.value, 1.0), x, g)
    after = x - eps * g
    last = it.H @ after + b
    found = {
        "g0": g,
        "g": g,
        "q1": last @ last,
        "J0": cost_at(setup, x),
        "J1": cost_nearby(setup, after),
    }
    drawn = {"H": it.H.value, "b": b.value, "x": x.value, "eps": eps.value, "hi": it.hi.value}
    return measured(drawn, found)


def run_line_search(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One step with a line search on J itself, from a start that is not the minimiser."""
    it = bowl(rng, instances, n)
    minimum = exact(draw.integers(rng, instances, (n,), -2, 2), 1.0)
    away = draw.integers(rng, instances, (n,), -4, 4)
    away[(away == 0).all(axis=1)] = 1.0
    x, b = minimum + exact(away, 1.0), -(it.H @ minimum)
    setup = Setup(it.H, exact(b.value, b.grid), exact(x.value, 1.0), it.H @ x + b)
    best = best_along_gradient(setup)
    found = {
        "J_before": cost_at(setup, setup.x),
        "J_after": best["J_best"],
        "J_min": cost_at(setup, minimum),
    }
    drawn = {"H": it.H.value, "b": b.value, "x": x.value, "lo": it.lo.value, "hi": it.hi.value}
    return measured(drawn, found)


_RUN = ("x", "x1", "q_first", "q_now", "q_next", "gap", "start", "distance0", "distance1")
DESCENT_ON_QUADRATIC = World(
    "descent_on_quadratic",
    "Runs gradient descent on a definite quadratic of condition number up to 2^20.",
    ("H", "eps", "k", "lo", "hi", "u", "v", *_RUN),
    SIZES,
    run_quadratic,
)
DESCENT_ON_EIGENVECTORS = World(
    "descent_on_eigenvectors",
    "Takes one gradient step from each of the extreme eigenvectors of a quadratic.",
    ("H", "eps", "lo", "hi", "u", "v", "u1", "v1"),
    SIZES,
    run_eigenvectors,
)
DESCENT_UNTIL_REDUCED = World(
    "descent_until_reduced",
    "Counts the steps until the component along the shallowest direction has come down to a fraction.",
    ("lo", "hi", "delta", "eps", "k"),
    (1,),
    run_until_reduced,
)
GRADIENT_NORM_STEP = World(
    "gradient_norm_step",
    "Takes one gradient step on a definite quadratic and measures the gradient after it.",
    ("H", "b", "x", "eps", "hi", "g0", "g", "q1", "J0", "J1"),
    SIZES,
    run_norm_step,
)
EXACT_LINE_SEARCH = World(
    "exact_line_search",
    "Takes one gradient step with a line search on a definite quadratic of condition number up to 2^20.",
    ("H", "b", "x", "lo", "hi", "J_before", "J_after", "J_min"),
    SIZES,
    run_line_search,
)
WORLDS = (
    DESCENT_ON_QUADRATIC,
    DESCENT_ON_EIGENVECTORS,
    DESCENT_UNTIL_REDUCED,
    GRADIENT_NORM_STEP,
    EXACT_LINE_SEARCH,
)
