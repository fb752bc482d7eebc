"""Heavy ball on quadratic costs with far apart curvatures: the factor per step, and runs against plain descent.

Notation: q = eps h; shrink the factor x_(k+1)/x_k after so many steps that it has settled, for q below (1 - sqrt(alpha))^2, where the roots
are real; mu <= L the curvatures of a quadratic of two variables in rotated coordinates, kappa = L/mu up to 1e6; error_momentum and
error_descent the distances from the minimum after 12 sqrt(kappa) steps from the same start at rest; settled tells, for any q, whether the runs from
(x, v) = (1, 0) and (0, 1), and so all runs, have shrunk to less than 1e-6 after many steps (1) or not (0).
"""

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.world import Measured, World

SETTLED_AFTER = 400
CONDITIONS = (1e3, 1e4, 1e6)
SHARES = (0.9, 0.98, 1.0)
TURN = np.array([[0.6, -0.8], [0.8, 0.6]])


def run_slow(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The settled factor per step; the error bound is how much it still moves, and then a hundred times that."""
    alpha = rng.integers(0, 13, instances) / 16
    q = (1 - np.sqrt(alpha)) ** 2 * rng.integers(1, 15, instances) / 16
    x, v = np.ones(instances), np.zeros(instances)
    factor = before = np.ones(instances)
    for _ in range(SETTLED_AFTER):
        v = alpha * v - q * x
        before, factor = factor, (x + v) / x
        x = np.ones(instances)
        v = v / factor
    error = 100 * np.abs(factor - before) + 1e-12
    return Measured({"alpha": alpha, "q": q, "shrink": factor}, {"shrink": error})


def ravine(mu: Array, L: Array) -> Array:
    """Hessians (B, 2, 2) with curvatures mu and L in rotated coordinates."""
    flat = np.zeros((len(mu), 2, 2))
    flat[:, 0, 0], flat[:, 1, 1] = mu, L
    return np.asarray(TURN @ flat @ TURN.T)


def distance(H: Array, start: Array, alpha: Array, rate: Array, steps: int) -> Array:
    """|x| after `steps` steps of heavy ball from rest; alpha = 0 is plain descent."""
    x, v = start.copy(), np.zeros_like(start)
    for _ in range(steps):
        v = alpha[:, None] * v - rate[:, None] * np.einsum("bij,bj->bi", H, x)
        x = x + v
    return np.asarray(np.sqrt((x * x).sum(axis=1)))


def _runs(rng: np.random.Generator, instances: int, tuned: bool) -> Measured:
    kappa = float(CONDITIONS[int(np.searchsorted(SHARES, rng.random()))]) if tuned else CONDITIONS[0]
    mu = draw.among(rng, instances, (0.5, 1.0, 2.0))
    L = kappa * mu
    H = ravine(mu, L)
    start = draw.integers(rng, instances, (2,), -4, 4)
    # starts on the steep axis, in whole numbers: 0.6 and 0.8 would be rounded
    start[start @ np.array([3.0, 4.0]) == 0] = (1.0, 2.0)
    low, high = np.sqrt(mu), np.sqrt(L)
    if tuned:
        alpha, rate = ((high - low) / (high + low)) ** 2, 4 / (high + low) ** 2
        plain = 2 / (L + mu)
    else:
        alpha = draw.among(rng, instances, (0.25, 0.5, 0.9, 0.99, 0.9999))
        rate = plain = rng.integers(1, 16, instances) / 8 / L
    steps = int(12 * np.sqrt(kappa))
    found = {
        "error_momentum": distance(H, start, alpha, rate, steps),
        "error_descent": distance(H, start, np.zeros(instances), plain, steps),
    }
    errors = {name: 1e-10 * np.sqrt((start * start).sum(axis=1)) for name in found}
    drawn = {"mu": mu, "L": L, "alpha": alpha} | ({} if tuned else {"eps": rate})
    return Measured({**drawn, **found}, errors)


def run_any(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Both methods at the same rate, alpha as it comes."""
    return _runs(rng, instances, tuned=False)


def run_tuned(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Each method at its best parameters."""
    return _runs(rng, instances, tuned=True)


def run_stability(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Whether a run shrinks, for q on both sides of 0 and of 2(1 + alpha), not closer than 1/16."""
    alpha = rng.integers(0, 13, instances) / 16
    limit = 2 * (1 + alpha)
    q = np.where(draw.chance(rng, instances, 0.3), limit + rng.integers(-8, 9, instances) / 16, 0.0)
    q = np.where(q == 0, rng.integers(-8, 80, instances) / 16, q)
    eps = draw.among(rng, instances, (0.25, 0.5, 1.0, 2.0))
    settled = np.ones(instances, dtype=np.int64)
    for x, v in ((np.ones(instances), np.zeros(instances)), (np.zeros(instances), np.ones(instances))):
        with np.errstate(over="ignore", invalid="ignore"):
            for _ in range(3 * SETTLED_AFTER):
                v = alpha * v - q * x
                x = x + v
            settled &= np.hypot(x, v) < 1e-6
    return Measured({"alpha": alpha, "eps": eps, "h": q / eps, "settled": settled}, {})


HEAVY_BALL_SLOW = World(
    "heavy_ball_slow",
    "Runs heavy ball on a parabola until the factor per step has settled.",
    ("alpha", "q", "shrink"),
    (1,),
    run_slow,
)
RAVINE_ANY = World(
    "ravine_any",
    "Runs heavy ball and plain descent at the same rate in a ravine with condition number 1000.",
    ("mu", "L", "alpha", "eps", "error_momentum", "error_descent"),
    (1,),
    run_any,
)
RAVINE_TUNED = World(
    "ravine_tuned",
    "Runs tuned heavy ball and tuned plain descent in ravines with condition numbers up to a million.",
    ("mu", "L", "alpha", "error_momentum", "error_descent"),
    (1,),
    run_tuned,
)
HEAVY_BALL_STABILITY = World(
    "heavy_ball_stability",
    "Runs heavy ball on parabolas, opening upwards or downwards, for rates inside and outside the stable range.",
    ("alpha", "eps", "h", "settled"),
    (1,),
    run_stability,
)
WORLDS = (HEAVY_BALL_SLOW, RAVINE_ANY, RAVINE_TUNED, HEAVY_BALL_STABILITY)
