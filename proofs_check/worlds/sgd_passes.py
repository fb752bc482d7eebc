"""Passes of gradient descent over a training set whose optimum is not that of the test loss.

Notation: training loss (x - a)^2/2, rate eps in (0, 1), start x0; x_first and x_last the weights after 1 and after k passes; the test
loss is (x - b)^2/2.
"""

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.rounding import choose, exact, measured
from proofs_check.worlds.world import Measured, World

MOST = 8


def run(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """2 <= k <= 8 passes."""
    kinds = draw.kinds(rng, instances)
    eps = exact(rng.integers(1, 8, instances) / 8, 1 / 8)
    a, b, x0 = (draw.letter(rng, kinds, reach=8, denominator=2, decades=1.0) for _ in range(3))
    k = rng.integers(2, MOST + 1, instances)
    x, first, last = x0, x0, x0
    for step in range(1, MOST + 1):
        x = x - eps * (x - a)
        first = x if step == 1 else first
        last = choose(k == step, x, last)
    drawn = {"eps": eps.value, "a": a.value, "b": b.value, "x0": x0.value, "k": k}
    return measured(drawn, {"x_first": first, "x_last": last})


PASSES = World(
    "sgd_sample_passes",
    "Runs gradient descent on a parabola for several passes.",
    ("eps", "a", "b", "x0", "k", "x_first", "x_last"),
    (1,),
    run,
)
WORLDS = (PASSES,)
