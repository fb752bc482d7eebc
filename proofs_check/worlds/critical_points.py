"""What polynomials do next to a critical point at 0, looked at directly: no derivative test is used.

Notation: f(h) = a h^2 + b h^3 + c h^4 on the line; f(x, y) = (a x^2 + 2 c x y + b y^2)/2 + d (x^4 + y^4) in the plane. Small
integers as coefficients and points 2^-k(i, j) make every value exact; within 2^-5 the lowest power that is there decides.
"""

from collections.abc import Iterable
from itertools import product

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

NEAR = tuple(2.0**-k for k in (5, 6, 7))
REACH = 3
DIRECTIONS = tuple((i, j) for i, j in product(range(-3, 4), repeat=2) if (i, j) != (0, 0))


def run_line(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Values and slopes of f at +-h for small h: flags are 1 where it is so at every h that is looked at."""
    a, b, c = (_coefficient(rng, instances) for _ in range(3))
    left, right = ([a * h**2 + b * h**3 + c * h**4 for h in _signed(side)] for side in (-1, 1))
    slopes_left, slopes_right = (
        [2 * a * h + 3 * b * h**2 + 4 * c * h**3 for h in _signed(side)] for side in (-1, 1)
    )
    values = {
        "a": a,
        "b": b,
        "c": c,
        "lowest": _all(value >= 0 for value in (*left, *right)),
        "highest": _all(value <= 0 for value in (*left, *right)),
        "flat": _all(value == 0 for value in (*left, *right)),
        "turns": _all((*(s < 0 for s in slopes_left), *(s > 0 for s in slopes_right))),
    }
    return Measured(values, {})


def run_plane(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Values of f in 48 directions around 0, and on the axes alone."""
    a, b, c, d = (_coefficient(rng, instances) for _ in range(4))
    around, axes = [], []
    for (i, j), h in product(DIRECTIONS, NEAR):
        value = (a * i**2 + 2 * c * i * j + b * j**2) * h**2 / 2 + d * (i**4 + j**4) * h**4
        around.append(value)
        axes += [value] if i == 0 or j == 0 else []
    values = {
        "a": a,
        "b": b,
        "c": c,
        "d": d,
        "lowest": _all(value >= 0 for value in around),
        "highest": _all(value <= 0 for value in around),
        "lowest_on_axes": _all(value >= 0 for value in axes),
        "way_down": 1 - _all(value >= 0 for value in around),
    }
    return Measured(values, {})


def _coefficient(rng: np.random.Generator, instances: int) -> Array:
    """Integers in [-3, 3], 0 in a third of the instances."""
    drawn = draw.integers(rng, instances, (), -REACH, REACH)
    return np.where(draw.chance(rng, instances, 0.25), 0.0, drawn)


def _signed(side: int) -> tuple[float, ...]:
    return tuple(side * h for h in NEAR)


def _all(conditions: Iterable[NDArray[np.bool_]]) -> Array:
    return np.asarray(np.stack(list(conditions)).all(axis=0), dtype=np.float64)


CRITICAL_LINE = World(
    "critical_line",
    "Looks at the values and slopes of random quartics of one variable next to a critical point.",
    ("a", "b", "c", "lowest", "highest", "flat", "turns"),
    (1,),
    run_line,
)
CRITICAL_PLANE = World(
    "critical_plane",
    "Looks at the values of random quartics of two variables around a critical point, and on the axes through it.",
    ("a", "b", "c", "d", "lowest", "highest", "lowest_on_axes", "way_down"),
    (1,),
    run_plane,
)
WORLDS = (CRITICAL_LINE, CRITICAL_PLANE)
