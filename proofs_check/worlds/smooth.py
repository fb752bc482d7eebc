"""One gradient step on smooth costs that are not quadratic.

J(y) = sum_i a_i f_i(w_i.y + c_i) with f = (log cosh, sin, softplus, u^4/24) and random a, some of them 0. The
gradient, the curvature along it and both costs are evaluated; L is a proven Lipschitz constant of the Hessian
along the step.

Notation: q = g.g, s = g.H g, ng = |g| with g and H the gradient and Hessian at x; eps the step size; J0 =
J(x), J1 = J(x - eps g); L with |H(y) - H(z)| <= L |y - z| for all y, z on the segment from x to x - eps g.

Why L holds: H(y) = sum_i a_i f_i''(w_i.y + c_i) w_i w_i.T, so
|H(y) - H(z)| <= sum_i |a_i| sup|f_i'''| |w_i.(y - z)| |w_i|^2 <= (sum_i |a_i| sup|f_i'''| |w_i|^3) |y - z|.
The suprema: sin 1; log cosh 4/(3 sqrt 3), softplus 1/(6 sqrt 3), both from tanh'' at tanh = 1/sqrt 3; u^4/24
has the third derivative u, which is convex in absolute value and so largest at an end of the segment.
"""

from dataclasses import dataclass

import numpy as np

from proofs_check.worlds import draw
from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import LIBRARY, Tracked, exact, measured
from proofs_check.worlds.world import Measured, World

SIZES = (1, 2, 3, 8)
LETTERS = ("q", "s", "ng", "eps", "J0", "J1", "L")
RIDGES = 4
LOG_COSH, SINE, SOFTPLUS, QUARTIC = range(RIDGES)
ROUND_UP = 1 + 1e-12


@dataclass(frozen=True)
class Ridges:
    """J: rows w (B, 4, n), offsets c and weights a (B, 4), all exact; row i goes through the i-th
    function.
    """

    w: Tracked
    c: Tracked
    a: Tracked


@dataclass(frozen=True)
class Case:
    """A cost, a point x (B, n) and a step size eps (B,), all exact."""

    ridges: Ridges
    x: Tracked
    eps: Tracked


def derivative(order: int, u: Array) -> Array:
    """f_i^(order)(u_i) for order 0, 1, 2; (B, 4)."""
    out = np.empty_like(u)
    out[:, LOG_COSH] = _log_cosh(order, u[:, LOG_COSH])
    out[:, SINE] = (np.sin, np.cos, lambda angle: -np.sin(angle))[order](u[:, SINE])
    out[:, SOFTPLUS] = _softplus(order, u[:, SOFTPLUS])
    square = u[:, QUARTIC] * u[:, QUARTIC]
    out[:, QUARTIC] = (square * square / 24, square * u[:, QUARTIC] / 6, square / 2)[order]
    return out


def _log_cosh(order: int, u: Array) -> Array:
    if order == 0:
        size = np.abs(u)
        return np.asarray(size + np.log1p(np.exp(-2 * size)) - np.log(2.0))
    return np.asarray(np.tanh(u) if order == 1 else _sech_squared(u))


def _softplus(order: int, u: Array) -> Array:
    if order == 0:
        return np.asarray(np.maximum(u, 0) + np.log1p(np.exp(-np.abs(u))))
    return np.asarray(0.5 * (1 + np.tanh(u / 2)) if order == 1 else 0.25 * _sech_squared(u / 2))


def _sech_squared(u: Array) -> Array:
    return np.asarray(1 / np.cosh(np.minimum(np.abs(u), 300.0)) ** 2)


def steepest(order: int, u: Array) -> Array:
    """An upper bound on |f_i^(order)| on [-|u_i|, |u_i|], (B, 4); order 1, 2 or 3."""
    out = np.empty_like(u)
    out[:, LOG_COSH] = 4 / 27**0.5 if order == 3 else 1.0
    out[:, SINE] = 1.0
    out[:, SOFTPLUS] = (1.0, 0.25, 1 / 108**0.5)[order - 1]
    size = np.abs(u[:, QUARTIC])
    out[:, QUARTIC] = (size * size * size / 6, size * size / 2, size)[order - 1]
    return out * ROUND_UP


def apply(order: int, u: Tracked) -> Tracked:
    """f_i^(order)(u_i) with its error: what u carries, stretched by the next derivative, and the library's
    own.
    """
    value = derivative(order, u.value)
    # log cosh and sech^2 are put together from pieces of size up to |u| + 1 and 1
    own = 4 * LIBRARY * (np.abs(value) + (np.abs(u.value) + 1 if order == 0 else 1.0))
    error = own + steepest(order + 1, u.top) * u.bound
    return Tracked(value, error, np.zeros_like(u.grid))


def cost(ridges: Ridges, u: Tracked) -> Tracked:
    """J (B,) from the arguments u = w y + c."""
    return ridges.a @ apply(0, u)


def lipschitz(ridges: Ridges, u: Array, v: Array) -> Array:
    """Lipschitz constant (B,) of the Hessian on the segment with arguments from u to v, rounded up."""
    steep = steepest(3, np.maximum(np.abs(u), np.abs(v)))
    rows = np.sqrt((ridges.w.value**2).sum(axis=2))
    return np.asarray((np.abs(ridges.a.value) * steep * rows**3).sum(axis=1) * ROUND_UP)


def _ridges(rng: np.random.Generator, kinds: draw.Kinds, n: int) -> Ridges:
    instances = len(kinds.real)
    w = draw.letter(rng, kinds, (RIDGES, n), reach=4, denominator=4, decades=0.3)
    c = draw.letter(rng, kinds, (RIDGES,), reach=4, denominator=4, decades=0.3)
    a = draw.letter(rng, kinds, (RIDGES,), reach=4, denominator=2, decades=0.3)
    present = draw.integers(rng, instances, (RIDGES,), 0, 1)
    flat = kinds.edge & draw.chance(rng, instances, 0.5)
    return Ridges(w, c, exact(np.where(flat[:, None], 0.0, a.value * present), a.grid))


def _eps(rng: np.random.Generator, kinds: draw.Kinds) -> Tracked:
    """Signed powers of 2 and 3/2 from 2^-12 to 4, and 0 on some edges."""
    instances = len(kinds.real)
    size = 2.0 ** rng.integers(-12, 3, instances) * draw.among(rng, instances, (1.0, 1.0, 1.5))
    value = np.where(draw.chance(rng, instances, 0.25), -size, size)
    return exact(np.where(kinds.edge & draw.chance(rng, instances, 0.25), 0.0, value), 2.0**-13)


def draw_case(rng: np.random.Generator, instances: int, n: int) -> Case:
    """Random costs in R^n, a point and a step size."""
    kinds = draw.kinds(rng, instances)
    ridges, eps = _ridges(rng, kinds, n), _eps(rng, kinds)
    return Case(ridges, draw.letter(rng, kinds, (n,), reach=4, denominator=2, decades=0.3), eps)


def measure(case: Case) -> Measured:
    """Take the step and measure."""
    ridges, x, eps = case.ridges, case.x, case.eps
    u = ridges.w @ x + ridges.c
    g = ridges.w.T @ (ridges.a * apply(1, u))
    slope = ridges.w @ g
    s = (ridges.a * apply(2, u)) @ (slope * slope)
    moved = ridges.w @ (x - eps * g) + ridges.c
    letters = {"q": g @ g, "s": s, "ng": g.norm(), "J0": cost(ridges, u), "J1": cost(ridges, moved)}
    return measured({"eps": eps.value, "L": lipschitz(ridges, u.top, moved.top)}, letters)


def run(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """One gradient step on a sum of ridge functions in R^n."""
    return measure(draw_case(rng, instances, n))


SMOOTH_STEP = World(
    "smooth_step",
    "Takes one gradient step on a random sum of log cosh, sine, softplus and quartic ridge functions.",
    LETTERS,
    SIZES,
    run,
)
WORLDS = (SMOOTH_STEP,)
