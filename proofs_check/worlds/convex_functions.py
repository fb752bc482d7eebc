"""Convex functions of one variable on an interval, searched from several starts; losses that have no minimum.

Notation: f(x) = sum_j w_j |x - k_j| + s x on [low, high], weights w_j >= 0, everything integer: the minimisers are knots or ends, and all
values at dyadic points are exact. F the value where a walk from knot to knot stops, F_right where one from the other end stops, G the
value at a point y, P the one at (1 - t) x + t y, P_between the one between the two ends of the walks.
"""

from collections.abc import Callable

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import LIBRARY, UNIT
from proofs_check.worlds.world import Measured, World

KNOTS = 4
REACH = 8
STEPS = 30


def run_walks(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Walks downhill on the integers from both ends of the interval until no neighbour is lower."""
    weights = draw.integers(rng, instances, (KNOTS,), 0, 3)
    knots = draw.integers(rng, instances, (KNOTS,), -REACH, REACH)
    slope = draw.integers(rng, instances, (), -3, 3)
    low = draw.integers(rng, instances, (), -REACH, 0)
    high = draw.integers(rng, instances, (), 0, REACH)

    def f(x: Array) -> Array:
        return np.asarray((weights * np.abs(x[:, None] - knots)).sum(axis=1) + slope * x)

    left, right = _walk(f, low, low, high), _walk(f, high, low, high)
    t = draw.integers(rng, instances, (), 0, 8) / 8
    y = low + (high - low) * draw.integers(rng, instances, (), 0, 16) / 16
    values = {
        "t": t,
        "F": f(left),
        "F_right": f(right),
        "G": f(y),
        "P": f((1 - t) * left + t * y),
        "P_between": f((1 - t) * left + t * right),
    }
    return Measured(values, {})


def _walk(f: Callable[[Array], Array], start: Array, low: Array, high: Array) -> Array:
    """Where a walk by steps of 1 stops: the minimisers of a piece are integers, so it stops at a local minimum."""
    x = start
    for _ in range(2 * REACH + 1):
        for step in (-1.0, 1.0):
            tried = np.clip(x + step, low, high)
            x = np.where(f(tried) < f(x), tried, x)
    return x


def run_separable(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Logistic regression without a bias on separable data, by gradient descent; then the weights are doubled."""
    data = draw.integers(rng, instances, (2 * n, n), -3, 3)
    truth = draw.integers(rng, instances, (n,), 1, 3)
    margin = np.einsum("bij,bj->bi", data, truth)
    sign = np.where(margin > 0, 1.0, -1.0)
    data = np.where(margin[..., None] == 0, np.eye(n)[0], data)
    sign = np.where(margin == 0, 1.0, sign)
    weights = np.zeros((instances, n))
    for _ in range(STEPS):
        grip = sign / (1 + np.exp(sign * np.einsum("bij,bj->bi", data, weights)))
        weights = weights + 0.125 * np.einsum("bi,bij->bj", grip, data)
    separated = np.all(sign * np.einsum("bij,bj->bi", data, weights) > 0, axis=1)
    losses, errors = {}, {}
    for name, scale in (("L", 1.0), ("L_twice", 2.0)):
        inner = sign * np.einsum("bij,bj->bi", data, scale * weights)
        losses[name] = np.logaddexp(0.0, -inner).sum(axis=1)
        size = np.einsum("bij,bj->bi", np.abs(data), np.abs(scale * weights))
        errors[name] = ((n + 2) * UNIT * size + LIBRARY * (1 + np.abs(inner))).sum(axis=1)
    return Measured({**losses, "separated": separated.astype(np.float64)}, errors)


CONVEX_WALKS = World(
    "convex_walks",
    "Walks downhill on convex piecewise linear functions from both ends of an interval, and looks at values in between.",
    ("t", "F", "F_right", "G", "P", "P_between"),
    (1,),
    run_walks,
)
SEPARABLE_LOSS = World(
    "separable_loss",
    "Fits logistic regression to separable data by gradient descent and doubles the weights that it found.",
    ("L", "L_twice", "separated"),
    (1, 2, 3),
    run_separable,
)
WORLDS = (CONVEX_WALKS, SEPARABLE_LOSS)
