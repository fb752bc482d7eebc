"""One gradient step on a quadratic cost.

J(y) = y.H.y/2 + b.y is evaluated at x and at the point that the step really reaches; nothing here knows what
the increment should be.

Notation: H symmetric (n, n), b and x in R^n, g = H x + b the gradient at x, eps the step size, J0 = J(x),
J1 = J(x - eps g).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.line_search import minimise
from proofs_check.worlds.products import Array, dot, matmul, matvec
from proofs_check.worlds.rounding import UNIT, Tracked, align, choose, exact, gamma, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3, 8, 32, 64)
LETTERS = ("H", "b", "x", "eps", "g", "J0", "J1")
Hessians = Callable[[np.random.Generator, draw.Kinds, int], Tracked]


@dataclass(frozen=True)
class Setup:
    """A cost and a point: H (B, n, n), b and x (B, n), all exact, and the gradient g (B, n) at x."""

    H: Tracked
    b: Tracked
    x: Tracked
    g: Tracked


def cost(setup: Setup, point: Tracked) -> Tracked:
    """J at a point whose coordinates are exact; (B,)."""
    return point @ ((setup.H @ point).scaled(0.5) + setup.b)


def cost_nearby(setup: Setup, point: Tracked) -> Tracked:
    """J at a point that carries rounding errors of its own; (B,).

    J(y) - J(y - d) = (H y + b).d - d.H.d/2, so the errors d of the coordinates cost at most
    |H y + b|.d + d.|H|.d/2, which stays small near a critical point.
    """
    if point.error is None:
        return cost(setup, point)
    value = cost(setup, exact(point.value, point.grid))
    slope = (setup.H @ exact(point.value) + setup.b).top
    bend = exact(np.abs(setup.H.value)) @ exact(point.error)
    moved = ((slope + bend.value) * point.error).sum(axis=1)
    return Tracked(value.value, value.bound + moved, np.where(moved == 0, value.grid, 0.0))


def step_to(setup: Setup, eps: Tracked) -> Tracked:
    """The point x - eps g that the step reaches."""
    return setup.x - eps * setup.g


def definite_hessian(rng: np.random.Generator, kinds: draw.Kinds, n: int) -> Tracked:
    """A A.T + c I with small integers in A and c > 0: positive definite, condition up to about 1e5."""
    half = draw.integers(rng, len(kinds.real), (n, n), -2, 2)
    shift = draw.among(rng, len(half), (2.0**-6, 0.25, 1.0, 4.0))
    return _small(rng, kinds, _plus_diagonal(matmul(half, half.swapaxes(1, 2)), shift), 2.0**-6)


def indefinite_hessian(rng: np.random.Generator, kinds: draw.Kinds, n: int) -> Tracked:
    """A random symmetric matrix with a positive and a negative diagonal entry; for n = 1 a negative
    number.
    """
    value = _symmetric(draw.integers(rng, len(kinds.real), (n, n), -4, 4))
    value[:, 0, 0] = -1 - np.abs(value[:, 0, 0])
    if n > 1:
        value[:, 1, 1] = 1 + np.abs(value[:, 1, 1])
    return _small(rng, kinds, value, 1.0)


def singular_hessian(rng: np.random.Generator, kinds: draw.Kinds, n: int) -> Tracked:
    """B D B.T with B (n, n-1) and D of signs: rank below n, any signature, sometimes 0."""
    rank = max(n - 1, 1)
    tall = draw.integers(rng, len(kinds.real), (n, rank), -2, 2)
    signs = draw.integers(rng, len(tall), (rank,), -1, 1) if n > 1 else np.zeros((len(tall), 1))
    convex = draw.chance(rng, len(tall), 0.5)
    signs = np.where(convex[:, None], np.abs(signs), signs)
    return _small(rng, kinds, matmul(tall * signs[:, None, :], tall.swapaxes(1, 2)), 1.0)


def _symmetric(value: Array) -> Array:
    return value + value.swapaxes(1, 2)


def _plus_diagonal(value: Array, shift: Array) -> Array:
    diagonal = np.arange(value.shape[1])
    value[:, diagonal, diagonal] += shift[:, None]
    return value


def _small(rng: np.random.Generator, kinds: draw.Kinds, value: Array, grid: float) -> Tracked:
    """Integers stay; real kinds are scaled by a real factor, which keeps symmetry and signature.

    The factor has 20 bits, so that its product with the small entries is exact and the signature is certain.
    """
    factor = np.ones(len(value))
    count = int(kinds.real.sum())
    coarse = rng.integers(2**19, 2**20, count) * 2.0**-20
    factor[kinds.real] = coarse * 2.0 ** rng.integers(-7, 8, count)
    return exact(value * align(factor, 3), np.where(kinds.real, 0.0, grid))


def _setup(rng: np.random.Generator, kinds: draw.Kinds, hessian: Hessians, n: int) -> tuple[Setup, Tracked]:
    instances = len(kinds.real)
    H = hessian(rng, kinds, n)
    flavour = rng.integers(0, 4, instances, dtype=np.uint8)
    if hessian is definite_hessian:
        H = draw.edged(H, kinds.edge & (flavour == 0), np.identity(n)[None])
    x = draw.letter(rng, kinds, (n,), reach=4)
    b = draw.letter(rng, kinds, (n,), reach=8)
    at_critical_point = kinds.edge & (flavour >= 2)
    b = choose(at_critical_point, -(H @ x), b)
    b = exact(b.value, b.grid)
    eps = draw.letter(rng, kinds, reach=31, denominator=16, decades=3.0)
    eps = Tracked(np.where(draw.chance(rng, instances, 0.75), np.abs(eps.value), eps.value), None, eps.grid)
    simple = draw.among(rng, instances, (0.0, 1.0, 2.0, 0.5))
    eps = draw.edged(eps, kinds.edge & (flavour < 2), simple, 0.5)
    return Setup(H, b, x, H @ x + b), eps


def _outcome(setup: Setup, eps: Tracked, more: dict[str, Tracked]) -> Measured:
    J0, J1 = cost(setup, setup.x), cost_nearby(setup, step_to(setup, eps))
    drawn = {"H": setup.H.value, "b": setup.b.value, "x": setup.x.value, "eps": eps.value}
    return measured(drawn, {"g": setup.g, "J0": J0, "J1": J1, **more})


def run_definite(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One step on positive definite quadratics."""
    return _outcome(*_setup(rng, draw.kinds(rng, instances), definite_hessian, n), {})


def run_indefinite(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One step on indefinite quadratics (n = 1: concave ones)."""
    return _outcome(*_setup(rng, draw.kinds(rng, instances), indefinite_hessian, n), {})


def run_singular(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One step on quadratics with a singular Hessian."""
    return _outcome(*_setup(rng, draw.kinds(rng, instances), singular_hessian, n), {})


def run_best_step(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One step, and a line search along -g, on positive definite quadratics with g != 0."""
    setup, eps = _setup(rng, draw.kinds(rng, instances), definite_hessian, n)
    setup = _away_from_critical_point(setup)
    return _outcome(setup, eps, best_along_gradient(setup))


def _away_from_critical_point(setup: Setup) -> Setup:
    """A line search needs a direction: where g = 0, b is moved by 1 in every coordinate."""
    flat = (setup.g.value == 0).all(axis=1)
    moved = exact(np.where(flat[:, None], 1 + setup.b.value, setup.b.value), np.minimum(setup.b.grid, 1.0))
    return Setup(setup.H, moved, setup.x, setup.H @ setup.x + moved)


def best_along_gradient(setup: Setup) -> dict[str, Tracked]:
    """e_best and J_best (B,) by a line search on J itself; H positive definite, g != 0."""
    H, b, x, g = setup.H.value, setup.b.value, setup.x.value, setup.g.value

    def value(step: Array) -> Array:
        point = x - step[:, None] * g
        return dot(point, 0.5 * matvec(H, point) + b)

    curvature = setup.g @ (setup.H @ setup.g)
    least = curvature.value - curvature.bound
    certain = least > 0
    step, radius = minimise(value, lambda end: _noise(setup, end), np.where(certain, least, 1.0))
    radius = np.where(certain, radius, np.inf)
    best = cost_nearby(setup, step_to(setup, exact(step)))
    excess = 0.5 * curvature.top * radius**2
    return {
        "e_best": Tracked(step, radius, np.zeros_like(step)),
        "J_best": Tracked(best.value, best.bound + excess, np.zeros_like(step)),
    }


def _noise(setup: Setup, end: Array) -> Array:
    """A bound (B,) on the rounding of J(x - e g) for every e in [0, end]; all terms grow with e."""
    point = np.abs(setup.x.value) + end[:, None] * setup.g.top
    slope = matvec(np.abs(setup.H.value), point) + np.abs(setup.b.value)
    moved = end[:, None] * setup.g.bound + 3 * UNIT * point
    return np.asarray(gamma(2 * point.shape[1] + 4) * dot(point, slope) + 2 * dot(moved, slope))


QUADRATIC_DEFINITE = World(
    "quadratic_definite",
    "Takes one gradient step on a random positive definite quadratic cost.",
    LETTERS,
    SIZES,
    run_definite,
)
QUADRATIC_INDEFINITE = World(
    "quadratic_indefinite",
    "Takes one gradient step on a random indefinite quadratic cost (concave for n = 1).",
    LETTERS,
    SIZES,
    run_indefinite,
)
QUADRATIC_SINGULAR = World(
    "quadratic_singular",
    "Takes one gradient step on a random quadratic cost with a singular Hessian.",
    LETTERS,
    SIZES,
    run_singular,
)
QUADRATIC_BEST_STEP = World(
    "quadratic_best_step",
    "Searches the step along the negative gradient that lowers a random definite quadratic cost most.",
    (*LETTERS, "e_best", "J_best"),
    SIZES,
    run_best_step,
)
WORLDS = (QUADRATIC_DEFINITE, QUADRATIC_INDEFINITE, QUADRATIC_SINGULAR, QUADRATIC_BEST_STEP)
