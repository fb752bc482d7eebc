"""Rates per direction: gradient steps on parabolas, scaled steps, and noisy signs.

Notation: best1 and best2 the rates that take two directions to their minimum, found by a search on the cost; slope the derivative of the cost
along the scaled step -D g; turned 1 where one gradient step changed the sign of the derivative; changes the share of pairs of noisy readings
of the same gradient that differ in sign, p the probability that a reading has the right sign, room what chance allows.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.quadratics import definite_hessian
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

PAIRS = 400
READINGS = (1, 4, 16)


def best_rate(h: Tracked, x: Tracked) -> Tracked:
    """The rate whose step from x lowers h x^2/2 most: ternary search on powers of two, then the cost's own parabola.

    The cost along the gradient is a parabola in the rate: its lowest point follows from its values at three rates.
    """
    g = h * x

    def cost(rate: float) -> Tracked:
        point = x - exact(np.full(len(h.value), rate), 1.0) * g
        return (h * point * point).scaled(0.5)

    zero, one, two = cost(0.0), cost(1.0), cost(2.0)
    bend = two - one.scaled(2.0) + zero
    fall = one.scaled(4.0) - two - zero.scaled(3.0)
    return -(fall / bend.scaled(2.0))


def _two(rng: np.random.Generator, instances: int, *, same: bool) -> Measured:
    kinds = draw.kinds(rng, instances)
    h1, h2 = (draw.positive(rng, kinds, denominator=4, decades=1.0) for _ in range(2))
    x1, x2 = (draw.positive(rng, kinds, denominator=2, decades=1.0) for _ in range(2))
    x2 = x1 if same else x2
    drawn = {"h1": h1.value, "h2": h2.value, "x1": x1.value, "x2": x2.value}
    return measured(drawn, {"best1": best_rate(h1, x1), "best2": best_rate(h2, x2)})


def run_two(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Two directions at any distances."""
    return _two(rng, instances, same=False)


def run_same(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Two directions at the same distance."""
    return _two(rng, instances, same=True)


def run_scaled(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The slope of a linear cost g.y along the step -D g, from its values at two points."""
    kinds = draw.kinds(rng, instances)
    D = definite_hessian(rng, kinds, n)
    g = draw.letter(rng, kinds, (n,), reach=4)
    step = -(D @ g)
    return measured({"D": D.value, "g": g.value}, {"slope": g @ step})


def run_turns(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One gradient step on a parabola, and the signs of the derivative before and after."""
    kinds = draw.kinds(rng, instances)
    h, x = (draw.letter(rng, kinds, reach=8, denominator=2, decades=0.5) for _ in range(2))
    h = exact(np.abs(h.value) + np.where(h.value == 0, 1.0, 0.0), np.minimum(h.grid, 1.0))
    x = draw.edged(x, x.value == 0, 1.0)
    eps = draw.positive(rng, kinds, denominator=8, decades=0.5)
    before = h * x
    after = h * (x - eps * before)
    product = before * after
    unsure = np.abs(product.value) <= product.bound
    turned = Tracked(
        np.where(product.value < 0, 1.0, 0.0),
        np.where(unsure & (product.bound > 0), 1.0, 0.0),
        np.ones(instances),
    )
    return measured({"h": h.value, "x": x.value, "eps": eps.value}, {"turned": turned})


def run_noisy(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Pairs of means of n noisy gradients; p from the normal distribution function, the share by counting."""
    g, sigma = rng.uniform(0.05, 1.5, instances), rng.uniform(0.5, 2.0, instances)
    # at most four standard deviations of the mean: above eight p rounds to 1
    g = np.minimum(g, 4 * sigma / np.sqrt(n))
    changes = np.empty(instances)
    for index in range(instances):
        noise = rng.standard_normal((2, PAIRS, n)).mean(axis=2) * sigma[index]
        first, second = np.sign(g[index] + noise)
        changes[index] = np.mean(first != second)
    p: Array = ndtr(g * np.sqrt(n) / sigma)
    room = np.full(instances, 5 * 0.5 / np.sqrt(PAIRS))
    return Measured({"p": p, "q": p, "changes": changes, "room": room}, {})


WORLDS = (
    World(
        "two_directions",
        "Searches the best rate of two directions of a parabola.",
        ("h1", "h2", "x1", "x2", "best1", "best2"),
        (1,),
        run_two,
    ),
    World(
        "same_distance",
        "Searches the best rate of two directions at the same distance from the minimum.",
        ("h1", "h2", "x1", "x2", "best1", "best2"),
        (1,),
        run_same,
    ),
    World(
        "scaled_steps",
        "Measures the slope of the cost along a step that positive definite rates scale.",
        ("D", "g", "slope"),
        (1, 2, 3, 8),
        run_scaled,
    ),
    World(
        "sign_changes",
        "Takes one gradient step on a parabola and compares the signs of the derivative.",
        ("h", "x", "eps", "turned"),
        (1,),
        run_turns,
    ),
    World(
        "noisy_signs",
        "Draws pairs of noisy readings of the same gradient and counts how often their signs differ.",
        ("p", "q", "changes", "room"),
        READINGS,
        run_noisy,
        2000,
    ),
)
