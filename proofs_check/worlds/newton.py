"""Newton steps on quadratics, the saddle-free variant, maxima, and products that carry an error.

H = V diag(l) V.T with an orthogonal V that is exact in float64 and eigenvalues plus or minus a power of two; the inverse and the absolute
value are put together from the same eigenvectors, so that all of them are exact.

Notation: x the point, g the gradient there, x1 the point after the step, g1 the gradient there, J0 and J1 the costs; v an eigenvector, l
its eigenvalue; d an error of g; norm_Hd, norm_Hg norms of products with the inverse, norm_Sd, norm_Sg of products with H.
"""

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.descent import orthogonal
from proofs_check.worlds.products import Array
from proofs_check.worlds.quadratics import Setup, cost, cost_nearby
from proofs_check.worlds.rounding import Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3, 8)


def eigenvalues(rng: np.random.Generator, instances: int, n: int, negative: float, reach: int) -> Array:
    """Powers of two from 2^-reach to 2^reach, a share of them negative, (B, n)."""
    sign = np.where(rng.random((instances, n)) < negative, -1.0, 1.0)
    return np.asarray(sign * 2.0 ** rng.integers(-reach, reach + 1, (instances, n)))


def built(vectors: Tracked, values: Array) -> Tracked:
    """V diag(values) V.T; the values are powers of two."""
    grid = np.abs(values).min(axis=1)
    spread = vectors * exact(values, grid).map(lambda a: a[:, None, :])
    found = spread @ vectors.T
    return exact(found.value, found.grid)


def point(rng: np.random.Generator, instances: int, n: int) -> Tracked:
    """Small whole numbers."""
    return exact(draw.integers(rng, instances, (n,), -4, 4), 1.0)


def _newton(rng: np.random.Generator, instances: int, n: int, negative: float) -> Measured:
    V = exact(orthogonal(rng, instances, n), 2.0**-6)
    values = eigenvalues(rng, instances, n, negative, 4)
    H, inverse = built(V, values), built(V, 1 / values)
    x, b = point(rng, instances, n), point(rng, instances, n)
    g = H @ x + b
    x1 = x - inverse @ g
    setup = Setup(H, b, x, g)
    found = {"g": g, "x1": x1, "g1": H @ x1 + b, "J0": cost(setup, x), "J1": cost_nearby(setup, x1)}
    return measured({"H": H.value, "b": b.value, "x": x.value}, found)


def run_convex(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One Newton step on definite quadratics."""
    return _newton(rng, instances, n, 0.0)


def run_indefinite(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One Newton step on quadratics of any signature."""
    return _newton(rng, instances, n, 0.5)


def run_saddle_free(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One step with the absolute value of the Hessian."""
    V = exact(orthogonal(rng, instances, n), 2.0**-6)
    values = eigenvalues(rng, instances, n, 0.5, 4)
    H, P, inverse = built(V, values), built(V, np.abs(values)), built(V, 1 / np.abs(values))
    x = point(rng, instances, n)
    which = rng.integers(0, n, instances)
    rows = np.arange(instances)
    drawn = {"H": H.value, "P": P.value, "x": x.value, "v": V.value[rows, :, which], "l": values[rows, which]}
    return measured(drawn, {"x1": x - inverse @ (H @ x)})


def run_near_maximum(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """A gradient step and a Newton step on -x.Px/2."""
    V = exact(orthogonal(rng, instances, n), 2.0**-6)
    values = eigenvalues(rng, instances, n, 0.0, 4)
    P, inverse = built(V, values), built(V, 1 / values)
    x = point(rng, instances, n)
    eps = exact(2.0 ** rng.integers(-4, 5, instances), 2.0**-4)
    slope = -(P @ x)
    found = {"x_descent": x - eps * slope, "x_newton": x - (-inverse) @ slope}
    return measured({"P": P.value, "x": x.value, "eps": eps.value}, found)


def run_errors(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Products of a gradient and of its error with H and with its inverse."""
    V = exact(orthogonal(rng, instances, n), 2.0**-6)
    values = np.sort(eigenvalues(rng, instances, n, 0.0, 8), axis=1)
    H, inverse = built(V, values), built(V, 1 / values)
    g, d = point(rng, instances, n), point(rng, instances, n)
    nonzero = np.where((g.value == 0).all(axis=1)[:, None], 1.0, g.value)
    # along the extreme eigenvectors for a quarter, where the bound is reached
    edge = draw.chance(rng, instances, 0.25)[:, None]
    g = exact(np.where(edge, V.value[:, :, -1], nonzero), 2.0**-6)
    d = exact(np.where(edge, V.value[:, :, 0], d.value), 2.0**-6)
    found = {
        "norm_Hd": (inverse @ d).norm(),
        "norm_Hg": (inverse @ g).norm(),
        "norm_Sd": (H @ d).norm(),
        "norm_Sg": (H @ g).norm(),
    }
    drawn = {"H": H.value, "g": g.value, "d": d.value, "lo": values[:, 0].copy(), "hi": values[:, -1].copy()}
    return measured(drawn, found)


_STEP = ("H", "b", "x", "g", "x1", "g1", "J0", "J1")
WORLDS = (
    World("newton_convex", "Takes one Newton step on a definite quadratic.", _STEP, SIZES, run_convex),
    World(
        "newton_indefinite",
        "Takes one Newton step on a quadratic of any signature.",
        _STEP,
        SIZES,
        run_indefinite,
    ),
    World(
        "saddle_free",
        "Takes one step with the absolute value of an indefinite Hessian.",
        ("H", "P", "x", "v", "l", "x1"),
        SIZES,
        run_saddle_free,
    ),
    World(
        "near_maximum",
        "Takes a gradient step and a Newton step near the maximum of a quadratic.",
        ("P", "x", "eps", "x_descent", "x_newton"),
        SIZES,
        run_near_maximum,
    ),
    World(
        "error_amplification",
        "Multiplies a gradient and an error by a definite matrix and by its inverse.",
        ("H", "g", "d", "lo", "hi", "norm_Hd", "norm_Hg", "norm_Sd", "norm_Sg"),
        SIZES,
        run_errors,
    ),
)
