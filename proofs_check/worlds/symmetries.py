"""Networks moved along their symmetries: permuted and rescaled units, their outputs, costs, and the dimension of their orbits.

Notation: f the output of a network with n hidden units on one input, f_swap after exchanging two of them with everything that belongs to them, f_rows with the
biases left behind; f_scaled after scaling the weights and bias of a unit by alpha and its outgoing weight by 1/alpha, f_tanh and f_tanh_scaled
the same for tanh; cost and cost_scaled with weight decay lam; orbit the number of different parameter vectors that permutations make, rank the dimension of the
tangent space of all rescalings.
"""

from itertools import permutations
from math import factorial

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import LIBRARY
from proofs_check.worlds.world import Measured, World


def run_units(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A rectified network with n + 1 units on one input of dimension n, its first two units exchanged or its first rescaled."""
    w = draw.integers(rng, instances, (n + 1, n), -3, 3)
    b, v = (draw.integers(rng, instances, (n + 1,), -3, 3) for _ in range(2))
    x = draw.integers(rng, instances, (n,), -3, 3)
    order = np.arange(n + 1)
    order[:2] = (1, 0)
    alpha = np.where(draw.chance(rng, instances, 0.5), 1.0, -1.0) * 2.0 ** rng.integers(-2, 3, instances)
    lam = draw.integers(rng, instances, (), 0, 3)
    scaled = (w.copy(), b.copy(), v.copy())
    scaled[0][:, 0] *= alpha[:, None]
    scaled[1][:, 0] *= alpha
    scaled[2][:, 0] /= alpha
    values = {
        "alpha": alpha,
        "lam": lam,
        "f": _output(w, b, v, x),
        "f_swap": _output(w[:, order], b[:, order], v[:, order], x),
        "f_rows": _output(w[:, order], b, v[:, order], x),
        "f_scaled": _output(*scaled, x),
        "f_tanh": _output(w, b, v, x, np.tanh),
        "f_tanh_scaled": _output(*scaled, x, np.tanh),
        "cost": _output(w, b, v, x) ** 2 + lam * _square(w, b, v),
        "cost_swap": _output(w[:, order], b[:, order], v[:, order], x) ** 2
        + lam * _square(w[:, order], b[:, order], v[:, order]),
        "cost_scaled": _output(*scaled, x) ** 2 + lam * _square(*scaled),
    }
    size = np.full(instances, 200.0 * (n + 1) * LIBRARY)
    return Measured(values, {"f_tanh": size, "f_tanh_scaled": 64 * size})


def _output(w: Array, b: Array, v: Array, x: Array, unit: object = None) -> Array:
    inner = np.einsum("bij,bj->bi", w, x) + b
    hidden = np.tanh(inner) if unit is np.tanh else np.maximum(inner, 0.0)
    return np.asarray((v * hidden).sum(axis=1))


def _square(w: Array, b: Array, v: Array) -> Array:
    return np.asarray((w**2).sum(axis=(1, 2)) + (b**2).sum(axis=1) + (v**2).sum(axis=1))


def run_orbits(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """All permutations of the units of two layers of n units; and the rank of the rescalings of both layers."""
    orbits, ranks, distinct, alive = [], [], [], []
    for _ in range(instances):
        first, middle, last = (rng.integers(-1, 2, shape).astype(float) for shape in ((n, 2), (n, n), (1, n)))
        seen = {
            (first[list(p)].tobytes(), middle[list(q)][:, list(p)].tobytes(), last[:, list(q)].tobytes())
            for p in permutations(range(n))
            for q in permutations(range(n))
        }
        orbits.append(float(len(seen)))
        distinct.append(float(len(seen) == factorial(n) ** 2))
        ranks.append(float(_rank(first, middle, last)))
        alive.append(float(first.any(axis=1).all() and middle.any(axis=1).all()))
    values = {"n": np.full(instances, n), "orbit": np.array(orbits), "rank": np.array(ranks)}
    return Measured({**values, "distinct": np.array(distinct), "alive": np.array(alive)}, {})


def _rank(first: Array, middle: Array, last: Array) -> int:
    """The rank of the directions in which rescaling each unit moves all weights."""
    n = len(first)
    rows = []
    for unit in range(n):
        moved = [np.zeros_like(part) for part in (first, middle, last)]
        moved[0][unit] = first[unit]
        moved[1][:, unit] = -middle[:, unit]
        rows.append(np.concatenate([part.ravel() for part in moved]))
    for unit in range(n):
        moved = [np.zeros_like(part) for part in (first, middle, last)]
        moved[1][unit] = middle[unit]
        moved[2][:, unit] = -last[:, unit]
        rows.append(np.concatenate([part.ravel() for part in moved]))
    return int(np.linalg.matrix_rank(np.array(rows)))


UNITS = World(
    "units",
    "Exchanges and rescales hidden units of random networks and measures output and cost.",
    (
        "alpha",
        "lam",
        "f",
        "f_swap",
        "f_rows",
        "f_scaled",
        "f_tanh",
        "f_tanh_scaled",
        "cost",
        "cost_swap",
        "cost_scaled",
    ),
    (1, 2, 3, 8),
    run_units,
)
ORBITS = World(
    "orbits",
    "Enumerates all permutations of the units of two layers, and takes the rank of their rescalings.",
    ("n", "orbit", "rank", "distinct", "alive"),
    (1, 2, 3),
    run_orbits,
    600,
)
WORLDS = (UNITS, ORBITS)
