"""Nesterov's momentum on quadratic, logistic and flat convex costs: one step, and runs with constant and growing momentum.

Notation: nesterov and standard the velocities after one step from (x, v) with the gradient at x + alpha v and at x; error the distance of the
former from the latter minus eps alpha H v, H the Hessian at x, on a logistic cost; bend half of a bound on its third derivative; gap = J(x_k) - J*
after k steps from rest at squared distance R2 from the minimiser, L the Lipschitz constant of the gradient; lower and later a lower bound on
the gap after k and after 4k steps.
"""

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.logistic_data import Logistic, logistic_problems
from proofs_check.worlds.momentum_positions import drawn_letters, drawn_run
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import measured
from proofs_check.worlds.world import Measured, World

THIRD = 0.0963  # above 1/(6 sqrt(3)), the largest slope of s(1 - s) for a sigmoid s
CONDITIONS = (1.0, 1e2, 1e4, 1e6)


def growing(t: int) -> float:
    """The momentum parameter of step t = 0, 1, ...; that of the first step meets a velocity of 0."""
    return (t - 1) / (t + 2)


def run_step(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One step of Nesterov and of standard momentum on a quadratic."""
    run = drawn_run(rng, instances, n)
    ahead = run.x0 + run.alpha * run.v0
    nesterov = run.alpha * run.v0 - run.eps * run.gradient(ahead)
    standard = run.alpha * run.v0 - run.eps * run.gradient(run.x0)
    drawn = drawn_letters(run)
    drawn |= {"x": drawn.pop("x0"), "v": drawn.pop("v0")}
    return measured(drawn, {"nesterov": nesterov, "standard": standard})


def run_smooth(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One step of both on J(y) = sum_i log(1 + exp(a_i.y)) with three random a_i."""
    rows = rng.integers(-2, 3, (instances, 3, n)).astype(np.float64)
    x, v = rng.standard_normal((2, instances, n))
    v *= 10.0 ** rng.uniform(-3, 1, instances)[:, None]
    alpha, eps = rng.uniform(0, 1, instances), rng.uniform(0.05, 2, instances)
    gradients = [
        np.einsum("bij,bi->bj", rows, _sigmoid(np.einsum("bij,bj->bi", rows, y)))
        for y in (x, x + alpha[:, None] * v)
    ]
    weights = _sigmoid(np.einsum("bij,bj->bi", rows, x))
    weights = weights * (1 - weights)
    Hv = np.einsum("bij,bi->bj", rows, weights * np.einsum("bij,bj->bi", rows, v))
    nesterov, standard = (alpha[:, None] * v - eps[:, None] * g for g in gradients[::-1])
    error = np.linalg.norm(nesterov - standard + (eps * alpha)[:, None] * Hv, axis=1)
    bend = THIRD / 2 * (np.linalg.norm(rows, axis=2) ** 3).sum(axis=1)
    size = np.linalg.norm(v, axis=1) + eps * (3 + np.abs(rows).sum(axis=(1, 2))) * (
        1 + np.linalg.norm(v, axis=1)
    )
    values = {"alpha": alpha, "eps": eps, "v": v, "error": error, "bend": bend}
    return Measured(values, {"error": 1e-13 * size, "bend": 1e-13 * bend})


def _sigmoid(z: Array) -> Array:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * z)))


def run_quadratic(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """The growing parameters on quadratics in the coordinates of their eigenvectors, condition numbers up to 1e6."""
    kappa = draw.among(rng, instances, CONDITIONS)
    curvature = kappa[:, None] ** -rng.random((instances, n))
    curvature[:, 0] = 1.0
    L = draw.among(rng, instances, (0.5, 1.0, 4.0))
    curvature *= L[:, None]
    k = rng.integers(1, 65, instances)
    start = rng.standard_normal((instances, n))
    x, v, gap = start.copy(), np.zeros_like(start), np.zeros(instances)
    for t in range(int(k.max())):
        ahead = x + growing(t) * v
        v = growing(t) * v - curvature * ahead / L[:, None]
        x = x + v
        gap = np.where(k == t + 1, 0.5 * (curvature * x * x).sum(axis=1), gap)
    R2 = (start * start).sum(axis=1)
    return Measured({"L": L, "k": k, "R2": R2, "gap": gap}, {"gap": 1e-12 * L * R2, "R2": 1e-14 * R2})


def run_logistic(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One run of logistic regression: the instances are its iterations k = 1, 2, ..., at most 256 of them."""
    problems = logistic_problems()
    problem: Logistic = problems[int(rng.integers(0, len(problems)))]
    start = problem.minimiser + rng.standard_normal(problem.minimiser.shape) * 10.0 ** rng.uniform(-1, 1)
    x, v, gaps = start.copy(), np.zeros_like(start), []
    for t in range(min(instances, 256)):
        ahead = x + growing(t) * v
        v = growing(t) * v - problem.gradient(ahead) / problem.lipschitz
        x = x + v
        gaps.append(problem.value(x) - problem.least)
    chosen = np.arange(instances) % len(gaps)
    gap = np.asarray(gaps)[chosen]
    R2 = np.full(instances, float(((start - problem.minimiser) ** 2).sum()))
    L = np.full(instances, problem.lipschitz)
    errors = {"gap": np.full(instances, 1e-10), "R2": 1e-8 * R2, "L": 1e-10 * L}
    return Measured({"L": L, "k": chosen + 1, "R2": R2, "gap": gap}, errors)


def run_constant(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A constant alpha on flat quadratics, curvature about (1 - alpha)/k, from rest at 1, rate 1/L with L = 1."""
    alpha = draw.among(rng, instances, (0.0, 0.5, 0.9))
    k = rng.integers(1, 400, instances)
    q = np.minimum((1 - alpha) / k, 1.0)
    x, v, gap = np.ones(instances), np.zeros(instances), np.zeros(instances)
    for t in range(int(k.max())):
        v = alpha * v - q * (x + alpha * v)
        x = x + v
        gap = np.where(k == t + 1, 0.5 * q * x * x, gap)
    one = np.ones(instances)
    return Measured({"alpha": alpha, "L": one, "k": k, "R2": one, "gap": gap}, {"gap": 1e-12 * one})


def slope(y: Array) -> Array:
    """The slope of the flat cost, an odd function with 0 <= slope' < 1."""
    return np.asarray(y - y / (1 + y**4) ** 0.25)


def run_flat(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A constant alpha on the flat cost, from rest at 1, rate 1; the chord through x/2 bounds the excess from below."""
    alpha = draw.among(rng, instances, (0.0, 0.25, 0.5))
    k = rng.integers(16, 65, instances)
    x, v = np.ones(instances), np.zeros(instances)
    lower, later = np.zeros(instances), np.zeros(instances)
    for t in range(4 * int(k.max())):
        v = alpha * v - slope(x + alpha * v)
        x = x + v
        chord = 0.5 * x * slope(0.5 * x)
        lower, later = np.where(k == t + 1, chord, lower), np.where(4 * k == t + 1, chord, later)
    return Measured(
        {"alpha": alpha, "k": k, "lower": lower, "later": later},
        {"lower": 1e-9 * lower, "later": 1e-9 * later},
    )


_GAP = ("L", "k", "R2", "gap")
NESTEROV_STEP = World(
    "nesterov_step",
    "Takes one step of Nesterov's and of standard momentum on a random quadratic cost.",
    ("H", "b", "alpha", "eps", "x", "v", "nesterov", "standard"),
    (1, 2, 3),
    run_step,
)
NESTEROV_SMOOTH_STEP = World(
    "nesterov_smooth_step",
    "Takes one step of both on a random logistic cost and compares their difference with the Hessian's.",
    ("alpha", "eps", "v", "error", "bend"),
    (1, 2, 4),
    run_smooth,
)
NESTEROV_QUADRATIC = World(
    "nesterov_quadratic",
    "Runs Nesterov with growing parameters on quadratics with condition numbers up to a million.",
    _GAP,
    (1, 2, 8),
    run_quadratic,
)
NESTEROV_LOGISTIC = World(
    "nesterov_logistic",
    "Runs Nesterov with growing parameters on logistic regression (real data where scikit-learn is installed).",
    _GAP,
    (1,),
    run_logistic,
)
CONSTANT_ALPHA = World(
    "constant_alpha",
    "Runs Nesterov with a constant alpha on flat quadratics.",
    ("alpha", *_GAP),
    (1,),
    run_constant,
)
CONSTANT_ALPHA_FLAT = World(
    "constant_alpha_flat",
    "Runs Nesterov with a constant alpha on a convex cost that is flat at its minimum.",
    ("alpha", "k", "lower", "later"),
    (1,),
    run_flat,
)
WORLDS = (
    NESTEROV_STEP,
    NESTEROV_SMOOTH_STEP,
    NESTEROV_QUADRATIC,
    NESTEROV_LOGISTIC,
    CONSTANT_ALPHA,
    CONSTANT_ALPHA_FLAT,
)
