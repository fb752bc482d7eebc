"""What the gradient tells about where one is: its size against the distance to the critical point, steps where it is zero.

Notation: J(x) = sum_i K_i (x_i - c_i)^2/2 with K_i > 0 in R^n, whose only critical point is c; the gradient is taken by central
differences of J, which are exact for a quadratic on dyadic points. g2 = |gradient|^2, d2 = |x - c|^2, L = max K_i. A unit that is
switched off: J(x) = max(u.x + v, 0) where u.x + v < 0 around x. One relu unit with weight w and no hidden layer, data (1, 1) and
(-1, M), square loss.
"""

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

H = 2.0**-4


def run_bowls(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The gradient of quadratic bowls by central differences, and the distance to the bottom."""
    curvature = 2.0 ** rng.integers(-4, 5, (instances, n)) * draw.integers(rng, instances, (n,), 1, 3)
    centre = draw.integers(rng, instances, (n,), -4, 4)
    x = centre + draw.integers(rng, instances, (n,), -8, 8) / 8

    def cost(point: Array) -> Array:
        return np.asarray((curvature * (point - centre) ** 2).sum(axis=1) / 2)

    steps = [H * np.eye(n)[i] for i in range(n)]
    gradient = np.stack([(cost(x + step) - cost(x - step)) / (2 * H) for step in steps], axis=1)
    values = {
        "g2": (gradient**2).sum(axis=1),
        "d2": ((x - centre) ** 2).sum(axis=1),
        "L": curvature.max(axis=1),
    }
    return Measured(values, {})


def run_switched_off(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A step x - eps M g of any matrix M where a relu unit is off; g by central differences."""
    u = draw.integers(rng, instances, (n,), -3, 3)
    x = draw.integers(rng, instances, (n,), -3, 3)
    v = -1 - np.einsum("bi,bi->b", u, x) - draw.integers(rng, instances, (), 0, 3)
    matrix = draw.integers(rng, instances, (n, n), -3, 3)
    eps = draw.integers(rng, instances, (), 1, 8) / 4

    def cost(point: Array) -> Array:
        return np.asarray(np.maximum(np.einsum("bi,bi->b", u, point) + v, 0.0))

    steps = [H * np.eye(n)[i] for i in range(n)]
    g = np.stack([(cost(x + step) - cost(x - step)) / (2 * H) for step in steps], axis=1)
    after = x - eps[:, None] * np.einsum("bij,bj->bi", matrix, g)
    values = {"x": x, "M": matrix, "eps": eps, "g": g, "x_after": after}
    return Measured(values, {})


def run_single_unit(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Gradient descent on one relu unit from a positive weight, and the loss at weights all over the line."""
    far = 1 + draw.integers(rng, instances, (), 1, 64) / 8
    weight = draw.integers(rng, instances, (), 1, 31) / 16
    tried = draw.integers(rng, instances, (), -120, 120) / 8

    def loss(w: Array) -> Array:
        outputs = np.maximum(w, 0.0), np.maximum(-w, 0.0)
        return np.asarray((outputs[0] - 1) ** 2 + (outputs[1] - far) ** 2)

    for _ in range(4):
        weight = weight - 0.5 * np.where(weight > 0, 2 * (weight - 1), -2 * (-weight - far))
    values = {
        "M": far,
        "w_end": weight,
        "L_end": loss(weight),
        "L_beside": loss(weight + draw.integers(rng, instances, (), -15, 15) / 16),
        "L_tried": loss(tried),
        "L_other": loss(-far),
    }
    return Measured(values, {})


QUADRATIC_BOWLS = World(
    "quadratic_bowls",
    "Measures the gradient of quadratic bowls and the distance to their bottom.",
    ("g2", "d2", "L"),
    (1, 2, 3, 8),
    run_bowls,
)
SWITCHED_OFF = World(
    "switched_off",
    "Takes a step with any matrix in front of the gradient where a rectified unit is switched off.",
    ("x", "M", "eps", "g", "x_after"),
    (1, 2, 3, 8),
    run_switched_off,
)
SINGLE_UNIT = World(
    "single_unit",
    "Trains one rectified unit without hidden layer on two data points from a positive weight.",
    ("M", "w_end", "L_end", "L_beside", "L_tried", "L_other"),
    (1,),
    run_single_unit,
)
WORLDS = (QUADRATIC_BOWLS, SWITCHED_OFF, SINGLE_UNIT)
