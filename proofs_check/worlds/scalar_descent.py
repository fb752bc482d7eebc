"""Gradient descent in one variable: a parabola, the slope of Huber's function, two wells, and a plateau in several variables.

Notation: h curvature, eps learning rate, x0 start, k number of steps; x_k, x_next, x_two the iterates after k, k + 1, k + 2 steps; gap the
cost above its minimum; J_now, J_next the costs at x_now, x_next; D the distance covered, G the largest gradient norm on the way.
"""

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, exact, iterate, measured
from proofs_check.worlds.world import Measured, World

FACTORS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 3.0)


def run_parabola(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Steps on h x^2/2 with learning rates of every regime."""
    h = exact(2.0 ** rng.integers(-3, 4, instances), 2.0**-3)
    eps = exact(draw.among(rng, instances, FACTORS) / h.value, 2.0**-5)
    x0 = exact(draw.integers(rng, instances, (), -6, 6) / 2, 0.5)
    times = draw.ascending_times(rng, instances, 6, 18)
    x = iterate(lambda x, tail: x - eps[tail] * (h[tail] * x), x0, times)
    after = x - eps * (h * x)
    two = after - eps * (h * after)
    drawn = {"h": h.value, "eps": eps.value, "x0": x0.value, "k": times}
    return measured(drawn, {"x_k": x, "x_next": after, "x_two": two, "x_long": two})


def huber_slope(x: Tracked, L: Tracked, t: Tracked) -> Tracked:
    """The derivative of Huber's function: L x up to |x| = t, L t beyond."""
    inside = np.abs(x.value) <= t.value
    value = np.where(inside, x.value, np.sign(x.value) * t.value)
    error = np.where(inside, x.bound, t.bound)
    return L * Tracked(value, error, np.zeros_like(value))


def run_huber(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """N steps of length 1/L on Huber's function with the width R/(2 N + 1), from R."""
    L = exact(2.0 ** rng.integers(-3, 4, instances), 2.0**-3)
    R = exact(rng.integers(1, 9, instances) / 2, 0.5)
    times = np.sort(rng.integers(1, 13, instances))
    t = R / exact(2.0 * times + 1, 1.0)
    eps = exact(1 / L.value, 2.0**-3)
    x = iterate(lambda x, tail: x - eps[tail] * huber_slope(x, L[tail], t[tail]), R, times)
    gap = L * t * x - (L * t * t).scaled(0.5)
    return measured({"L": L.value, "R": R.value, "N": times}, {"gap": gap})


def quartic(y: Tracked) -> Tracked:
    """y^4/4 - y^3/3 - y^2."""
    square = y * y
    third = exact(np.full(len(y.value), 1.0)) / exact(np.full(len(y.value), 3.0))
    return (square * square).scaled(0.25) - square * y * third - square


def quartic_slope(y: Tracked) -> Tracked:
    """y^3 - y^2 - 2 y."""
    square = y * y
    return square * y - square - y.scaled(2.0)


def run_two_wells(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Descent from -1/2 in the quartic with wells at -1 and 2."""
    eps = exact(rng.integers(1, 9, instances) / 64, 2.0**-6)
    times = np.sort(rng.integers(0, 7, instances))
    start = exact(np.full(instances, -0.5), 0.5)
    x = iterate(lambda x, tail: x - eps[tail] * quartic_slope(x), start, times)
    after = x - eps * quartic_slope(x)
    found = {"x_now": x, "x_next": after, "J_now": quartic(x), "J_next": quartic(after)}
    long = after.value
    for _ in range(3000):
        long = long - eps.value * (long**3 - long**2 - 2 * long)
    found["x_long"] = Tracked(long, np.full(instances, 1e-12), np.zeros(instances))
    return measured({"eps": eps.value, "k": times}, found)


def run_plateau(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Descent on sqrt(c^2 + |x|^2) times a small factor, far from its minimum: the slope is almost constant there."""
    scale, eps = 2.0 ** -rng.integers(2, 9, instances), 2.0 ** rng.integers(-3, 3, instances)
    x = rng.standard_normal((instances, n)) + 30.0
    start, largest = x.copy(), np.zeros(instances)
    times = rng.integers(1, 30, instances)
    for done in range(int(times.max(initial=0))):
        slope = scale[:, None] * x / np.sqrt(1 + (x * x).sum(axis=1))[:, None]
        size = np.sqrt((slope * slope).sum(axis=1))
        going = done < times
        largest = np.where(going, np.maximum(largest, size), largest)
        x = np.where(going[:, None], x - eps[:, None] * slope, x)
    distance = np.sqrt(((x - start) ** 2).sum(axis=1))
    drawn: dict[str, Array] = {"eps": eps, "G": largest, "k": times}
    return Measured({**drawn, "D": distance}, {"D": 1e-12 * (1 + distance) * times})


PARABOLA = World(
    "parabola",
    "Runs gradient descent on a parabola, with learning rates of every regime.",
    ("h", "eps", "x0", "k", "x_k", "x_next", "x_two", "x_long"),
    (1,),
    run_parabola,
)
HUBER = World(
    "huber",
    "Runs gradient descent on the slope of Huber's function.",
    ("L", "R", "N", "gap"),
    (1,),
    run_huber,
)
TWO_WELLS = World(
    "two_wells",
    "Runs gradient descent into the shallow one of two wells.",
    ("eps", "k", "x_now", "x_next", "J_now", "J_next", "x_long"),
    (1,),
    run_two_wells,
)
PLATEAU = World(
    "plateau",
    "Runs gradient descent across a region where the slope is small.",
    ("eps", "G", "k", "D"),
    (1, 2, 3, 8),
    run_plateau,
)
WORLDS = (PARABOLA, HUBER, TWO_WELLS, PLATEAU)
