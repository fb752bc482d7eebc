"""Convex losses of a network output, and the scale of the output at which a loss takes a given value.

Shapes: outputs and targets (B, m, k): B networks, m data, k outputs; losses (B,).

Square: mean over the data of |N - y|^2. Logistic: mean of log(1 + exp(-y N)), k = 1, y = +-1. Cross entropy:
mean of logsumexp(N) - y.N, y one-hot. Each is convex in N and so in the scale c of phi(c) = loss(c N): a
level above phi(0) is taken at most once on c >= 0, a lower one at most twice, and here it is the larger c that
is found. Where the output fits all data, phi only falls, and a level below phi(0) has one c.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds.products import Array
from proofs_check.worlds.rounding import LIBRARY, UNIT, gamma

LARGEST_SCALE = 2.0**40
NEWTON_STEPS = 100
HALVINGS = 52


@dataclass(frozen=True)
class Loss:
    """value: (outputs, targets) -> (B,). slope: the derivative of loss(c N) at c, (outputs, targets, c) ->
    (B,).

    error: (outputs, targets, bound on the outputs' errors) -> (B,) bound on the rounding of value.
    """

    name: str
    value: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array, Array], Array]
    error: Callable[[Array, Array, Array], Array]


def spread(c: Array) -> Array:
    """(B,) -> (B, 1, 1)."""
    return c[:, None, None]


def _mean(terms: Array) -> Array:
    """Sum over the outputs, mean over the data."""
    return np.asarray(terms.sum(axis=(1, 2)) / terms.shape[1])


def _square(out: Array, y: Array) -> Array:
    return _mean((out - y) ** 2)


def _square_slope(out: Array, y: Array, c: Array) -> Array:
    return _mean(2 * out * (spread(c) * out - y))


def _square_error(out: Array, y: Array, bound: Array) -> Array:
    residual = np.abs(out - y)
    return _mean((2 * residual + bound) * bound) + gamma(out[0].size + 6) * _mean(residual**2)


def _logistic(out: Array, y: Array) -> Array:
    margin = y * out
    return _mean(np.maximum(-margin, 0) + np.log1p(np.exp(-np.abs(margin))))


def _logistic_slope(out: Array, y: Array, c: Array) -> Array:
    margin = y * out
    return _mean(-margin * 0.5 * (1 - np.tanh(0.5 * spread(c) * margin)))


def _logistic_error(out: Array, y: Array, bound: Array) -> Array:
    return _mean(bound) + (LIBRARY + gamma(out[0].size + 6)) * (_mean(np.abs(out)) + 1)


def _softmax(out: Array) -> tuple[Array, Array]:
    """Softmax (B, m, k) and logsumexp (B, m, 1)."""
    top = out.max(axis=2, keepdims=True)
    powers = np.exp(out - top)
    total = powers.sum(axis=2, keepdims=True)
    return powers / total, top + np.log(total)


def _cross_entropy(out: Array, y: Array) -> Array:
    return _mean((_softmax(out)[1] - out) * y)


def _cross_entropy_slope(out: Array, y: Array, c: Array) -> Array:
    return _mean(out * (_softmax(spread(c) * out)[0] - y))


def _cross_entropy_error(out: Array, y: Array, bound: Array) -> Array:
    # logsumexp moves by at most the largest error, the output of the target by its own
    size = np.abs(out).max(axis=2, keepdims=True)
    moved = 2 * bound.max(axis=2, keepdims=True)
    return np.asarray(_mean(moved) + (LIBRARY + gamma(out[0].size + 8)) * (2 * _mean(size) + out.shape[2]))


SQUARE = Loss("square", _square, _square_slope, _square_error)
LOGISTIC = Loss("logistic", _logistic, _logistic_slope, _logistic_error)
CROSS_ENTROPY = Loss("cross entropy", _cross_entropy, _cross_entropy_slope, _cross_entropy_error)
LOSSES = (SQUARE, LOGISTIC, CROSS_ENTROPY)


@dataclass(frozen=True)
class Scale:
    """c (B,) with loss(c N) = level where reachable; elsewhere the c >= 0 whose loss comes closest (0 if none
    moves).
    """

    c: Array
    reachable: NDArray[np.bool_]


def scale_for_level(loss: Loss, out: Array, y: Array, level: Array) -> Scale:
    """The largest c in [0, 2^40] with loss(c out) = level; (B,)."""
    return _square_scale(out, y, level) if loss is SQUARE else _newton_scale(loss, out, y, level)


def _square_scale(out: Array, y: Array, level: Array) -> Scale:
    """a c^2 - 2 b c + (mean y^2 - level) = 0, larger root, without cancellation between b and the square
    root.
    """
    a, b, rest = _mean(out * out), _mean(out * y), level - _mean(y * y)
    alive = a > 0
    divisor = np.where(alive, a, 1.0)
    discriminant = b * b + a * rest
    root = np.sqrt(np.maximum(discriminant, 0.0))
    other = np.where(root - b > 0, root - b, 1.0)
    c = np.where(b >= 0, (b + root) / divisor, rest / other)
    # at the bottom of the parabola rounding may leave the discriminant a little below 0
    touching = discriminant >= -gamma(8 * out[0].size) * (b * b + a * np.abs(level) + a * _mean(y * y))
    reachable = alive & touching & (c >= 0) & (c <= LARGEST_SCALE)
    closest = np.where(alive & (rest < 0), np.maximum(b, 0.0) / divisor, 0.0)
    return Scale(np.where(reachable, c, closest), reachable | (~alive & (rest == 0)))


def lowest_scale(loss: Loss, out: Array, y: Array, largest: float = LARGEST_SCALE) -> Array:
    """c in [0, largest] at which loss(c out) is least, by bisection on the sign of the slope."""
    low, high = np.zeros(len(out)), np.ones(len(out))
    while True:
        falling = (loss.slope(out, y, high) < 0) & (high < largest)
        if not falling.any():
            break
        low, high = np.where(falling, high, low), np.where(falling, 2 * high, high)
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        falling = loss.slope(out, y, middle) < 0
        low, high = np.where(falling, middle, low), np.where(falling, high, middle)
    return low


def _newton_scale(loss: Loss, out: Array, y: Array, level: Array) -> Scale:
    low = np.zeros(len(out))
    nothing = loss.value(0 * out, y)
    below = np.flatnonzero(level < nothing)
    if len(below):
        low[below] = lowest_scale(loss, out[below], y[below])
    least = loss.value(spread(low) * out, y)
    high = _above(loss, out, y, level, low)
    reachable = (least <= level) & (loss.value(spread(high) * out, y) >= level)
    c = low.copy()
    live = np.flatnonzero(reachable)
    if len(live):
        c[live] = _newton(loss, out[live], y[live], level[live], low[live], high[live])
    falling = np.flatnonzero(~reachable & (least <= level) & (level <= nothing))
    if len(falling):
        c[falling] = _on_the_way_down(loss, out[falling], y[falling], level[falling], low[falling])
        reachable[falling] = True
    return Scale(c, reachable)


def _on_the_way_down(loss: Loss, out: Array, y: Array, level: Array, lowest: Array) -> Array:
    """The scale below the lowest one, by bisection; first the powers of two, because the loss may fall from 0 to 2^40."""
    low, high = np.zeros(len(out)), np.minimum(lowest, 1.0)
    while True:
        short = (loss.value(spread(high) * out, y) > level) & (high < lowest)
        if not short.any():
            break
        low, high = np.where(short, high, low), np.where(short, np.minimum(2 * high, lowest), high)
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        above = loss.value(spread(middle) * out, y) > level
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return high


def _above(loss: Loss, out: Array, y: Array, level: Array, low: Array) -> Array:
    """A scale right of low at which the loss is at least the level, or 2^40."""
    high = np.maximum(1.0, 2 * low)
    while True:
        short = (loss.value(spread(high) * out, y) < level) & (high < LARGEST_SCALE)
        if not short.any():
            return np.asarray(high)
        high = np.where(short, 2 * high, high)


def _newton(loss: Loss, out: Array, y: Array, level: Array, low: Array, high: Array) -> Array:
    """Newton's method from the right, where a convex function makes it monotone; bisection where it leaves
    [low, high].

    An instance stops when c or the loss has converged to rounding; the others go on without it.
    """
    result, live = high.copy(), np.arange(len(high))
    for _ in range(NEWTON_STEPS):
        c = result[live]
        gap, slope = loss.value(spread(c) * out, y) - level, loss.slope(out, y, c)
        low, high = np.where(gap < 0, c, low), np.where(gap < 0, high, c)
        step = gap / np.where(slope > 0, slope, 1.0)
        inside = (slope > 0) & (c - step >= low) & (c - step <= high)
        fresh = np.where(inside, c - step, 0.5 * (low + high))
        settled = np.abs(gap) <= 4 * UNIT * np.abs(level)
        result[live] = np.where(settled, c, fresh)
        going = ~settled & (np.abs(fresh - c) > 2 * UNIT * c)
        if not going.any():
            break
        live, out, y, level, low, high = (array[going] for array in (live, out, y, level, low, high))
    return result
