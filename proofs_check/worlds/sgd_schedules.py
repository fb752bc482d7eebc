"""Learning-rate schedules: the rates themselves, and what becomes of descent and SGD under them.

Notation: linear decay from e0 to et over tau steps, then constant: rate the rate of step k, rate_next that of step k + 1; descent on
x^2/2 with the rates 1/(k + 2) (x_k) and 1/(k + 2)^2 (y_k); descent on x^4/4 with the rates 1/(k + 1), largest the largest |x| seen;
SGD on h x^2/2 with arbitrary rates up to 1/h, all paths of its noise: V_k the second moment after k steps, sum_rates and sum_squares
the sums of the rates and of their squares.
"""

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import Tracked, choose, exact, measured
from proofs_check.worlds.sgd_paths import at_time, follow
from proofs_check.worlds.world import Measured, World

STEPS = 5
MOST = 12


def decayed(e0: Tracked, et: Tracked, tau: Array, k: Array) -> Tracked:
    """The rate of step k by counting: from e0, k of tau equal shares of the difference, at most tau of them."""
    done = exact(np.minimum(k, tau).astype(float), 1.0)
    share = (et - e0) / exact(tau.astype(float), 1.0)
    return e0 + done * share


def run_decay(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """tau <= 16 steps, k up to 24."""
    kinds = draw.kinds(rng, instances)
    e0 = draw.positive(rng, kinds, reach=8, denominator=8, decades=2.0)
    et = draw.positive(rng, kinds, reach=8, denominator=8, decades=2.0)
    tau = 2 ** rng.integers(0, 5, instances)
    k = rng.integers(0, 25, instances)
    rates = {"rate": decayed(e0, et, tau, k), "rate_next": decayed(e0, et, tau, k + 1)}
    return measured({"e0": e0.value, "et": et.value, "tau": tau, "k": k}, rates)


def run_freezing(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Both runs from the same start, up to 12 steps."""
    kinds = draw.kinds(rng, instances)
    x0 = draw.letter(rng, kinds, reach=8, denominator=2, decades=1.0)
    k = rng.integers(0, MOST + 1, instances)
    x, y, last_x, last_y = x0, x0, x0, x0
    for step in range(MOST):
        part = exact(np.full(instances, float(step + 2)), 1.0)
        x, y = x - x / part, y - y / (part * part)
        last_x, last_y = choose(k == step + 1, x, last_x), choose(k == step + 1, y, last_y)
    return measured({"x0": x0.value, "k": k}, {"x_k": last_x, "y_k": last_y})


def run_quartic(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Six steps of descent on x^4/4 from starts up to 4; rounding is relative and hides no growth by orders of magnitude."""
    x0 = rng.integers(-8, 9, instances) / 2
    x, largest = x0.copy(), np.abs(x0)
    for step in range(6):
        x = np.clip(x - x**3 / (step + 1), -1e80, 1e80)
        largest = np.maximum(largest, np.abs(x))
    found = {"largest": Tracked(largest, 1e-9 * largest, np.zeros(instances))}
    return measured({"x0": x0}, found)


def run_any_rates(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Rates 1/(h d) with d a small power of two that changes from step to step, single samples."""
    kinds = draw.kinds(rng, instances)
    h = exact(2.0 ** rng.integers(-1, 3, instances), 1 / 2)
    rates = [exact(2.0 ** -rng.integers(0, 5, instances) / h.value, 2.0**-6) for _ in range(STEPS)]
    sigma = draw.positive(rng, kinds, reach=4, denominator=2, decades=0.3)
    sigma = draw.edged(sigma, kinds.edge & draw.chance(rng, instances, 0.5), 0.0)
    x0 = draw.letter(rng, kinds, reach=4, denominator=2, decades=0.3)
    k = rng.integers(0, STEPS + 1, instances)
    _, second = follow(x0, h, lambda j: rates[j], lambda j: sigma, 1, STEPS)
    sums, squares = [exact(np.zeros(instances), 1.0)], [exact(np.zeros(instances), 1.0)]
    for rate in rates:
        sums.append(sums[-1] + rate)
        squares.append(squares[-1] + rate * rate)
    found = {
        "V_k": at_time(second, k),
        "sum_rates": at_time(sums, k),
        "sum_squares": at_time(squares, k),
        "s": sigma * sigma,
        "v0": x0 * x0,
    }
    return measured({"h": h.value, "k": k}, found)


LINEAR_DECAY = World(
    "linear_decay",
    "Counts down a learning rate in equal shares and keeps it afterwards.",
    ("e0", "et", "tau", "k", "rate", "rate_next"),
    (1,),
    run_decay,
)
FREEZING = World(
    "sgd_freezing",
    "Runs descent on a parabola with two schedules of falling rates.",
    ("x0", "k", "x_k", "y_k"),
    (1,),
    run_freezing,
)
QUARTIC = World(
    "sgd_quartic",
    "Runs descent on x^4/4 with the rates 1/(k + 1) from several starts.",
    ("x0", "largest"),
    (1,),
    run_quartic,
)
ANY_RATES = World(
    "sgd_any_rates",
    "Runs SGD on a parabola with random rates along all paths of its noise.",
    ("h", "k", "V_k", "sum_rates", "sum_squares", "s", "v0"),
    (1,),
    run_any_rates,
)
WORLDS = (LINEAR_DECAY, FREEZING, QUARTIC, ANY_RATES)
