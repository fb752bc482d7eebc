"""Running error analysis: values that carry a bound on their own rounding error.

`Tracked` does the arithmetic of a world in float64 and, beside every result, bounds its distance from what
exact arithmetic would have given. An instance whose numbers are multiples of a power of two (its grid) is
exact as long as they fit 53 bits, and its bound is then 0: ties and zeros of such instances are decided, not
inconclusive.

Notation: u = 2^-53 is the unit roundoff; a sum of k products in any order errs by at most k*u/(1 - k*u) times
the same sum of absolute values (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds.products import Array, product
from proofs_check.worlds.world import Measured

UNIT = 2.0**-53
LIBRARY = 16 * UNIT  # tanh, exp, log1p, sin, cos: NumPy promises 4 ulp (8 units); twice that
UNDERFLOW = 2.0**-1000  # above anything that underflow loses, and a normal number
_MANTISSA = 2.0**53
_SLACK = 1 + 1e-9  # the bounds are themselves rounded, a relative 1e-16 an operation


def gamma(terms: int) -> float:
    """Relative error of a sum of `terms` products."""
    return terms * UNIT / (1 - terms * UNIT)


def align(array: Array, ndim: int) -> Array:
    """The array with axes appended until it has `ndim`: instance axes meet, a scalar letter spreads over
    entries.
    """
    return array.reshape(array.shape + (1,) * (ndim - array.ndim))


def _largest(array: Array) -> Array:
    return array if array.ndim == 1 else np.asarray(array.max(axis=tuple(range(1, array.ndim)), initial=0.0))


@dataclass(frozen=True)
class Tracked:
    """A batch of float64 values with an error bound.

    value: (B, ...). error: the same shape, or None where the values are exact. grid: (B,), a power of two of
    which all entries of the instance are multiples, 0 where none is known; a positive grid implies that the
    values are exact. Operands of different rank meet at the instance axis.
    """

    value: Array
    error: Array | None
    grid: Array

    @property
    def bound(self) -> Array:
        """The error bound, zeros where exact; the shape of value."""
        return np.zeros_like(self.value, dtype=np.float64) if self.error is None else self.error

    @property
    def T(self) -> Tracked:
        """The transposed matrices."""
        return self.map(lambda array: array.swapaxes(1, 2))

    @property
    def top(self) -> Array:
        """|value| + error."""
        return np.abs(self.value) if self.error is None else np.abs(self.value) + self.error

    def map(self, rearrange: Callable[[Array], Array]) -> Tracked:
        """Rearrange the entries (a view, a transpose, an added axis); the instance axis stays first."""
        return Tracked(
            rearrange(self.value), None if self.error is None else rearrange(self.error), self.grid
        )

    def __getitem__(self, instances: slice | Array) -> Tracked:
        error = None if self.error is None else self.error[instances]
        return Tracked(self.value[instances], error, self.grid[instances])

    def _aligned(self, ndim: int) -> Tracked:
        return self if self.value.ndim == ndim else self.map(lambda array: align(array, ndim))

    def __add__(self, other: Tracked) -> Tracked:
        ndim = max(self.value.ndim, other.value.ndim)
        a, b = self._aligned(ndim), other._aligned(ndim)
        value = a.value + b.value
        return _rounded(value, np.abs(value), UNIT, np.minimum(a.grid, b.grid), _plus(a.error, b.error))

    def __neg__(self) -> Tracked:
        return Tracked(-self.value, self.error, self.grid)

    def __sub__(self, other: Tracked) -> Tracked:
        return self + (-other)

    def __mul__(self, other: Tracked) -> Tracked:
        ndim = max(self.value.ndim, other.value.ndim)
        a, b = self._aligned(ndim), other._aligned(ndim)
        value = a.value * b.value
        inherited = _plus(_times(np.abs(a.value), b.error), _times(b.top, a.error))
        return _rounded(value, np.abs(value), UNIT, a.grid * b.grid, inherited)

    def __matmul__(self, other: Tracked) -> Tracked:
        size, other_size = np.abs(self.value), np.abs(other.value)
        inherited = None if other.error is None else product(size, other.error)
        if self.error is not None:
            inherited = _plus(inherited, product(self.error, other.top))
        unit = gamma(self.value.shape[-1])
        value, magnitude = product(self.value, other.value), product(size, other_size)
        return _rounded(value, magnitude, unit, self.grid * other.grid, inherited)

    def __truediv__(self, other: Tracked) -> Tracked:
        ndim = max(self.value.ndim, other.value.ndim)
        a, b = self._aligned(ndim), other._aligned(ndim)
        value = a.value / b.value
        error = np.abs(value) * UNIT + UNDERFLOW
        room = np.abs(b.value) - b.bound
        error += np.where(
            room > 0, (a.bound + np.abs(value) * b.bound) / np.where(room > 0, room, 1.0), np.inf
        )
        exact = (a.bound == 0) & (b.bound == 0) & _is_product(value, b.value, a.value)
        # value*b == a with b = odd*2^j leaves value on the grid of a over 2^j, and 2^j <= |b|
        grid = a.grid / _largest(_power_below(np.broadcast_to(b.value, value.shape)))
        return _settled(value, error, exact, grid)

    def sqrt(self) -> Tracked:
        """The square root of nonnegative values."""
        value = np.sqrt(self.value)
        error = value * UNIT
        if self.error is not None:
            below = np.where(value > 0, value, 1.0)
            error = error + np.where(
                value > 0, np.minimum(np.sqrt(self.error), self.error / below), np.sqrt(self.error)
            )
        exact = (self.bound == 0) & _is_product(value, value, self.value)
        # a dyadic root of a multiple of 2^-k is a multiple of 2^-ceil(k/2)
        _, exponent = np.frexp(np.where(self.grid > 0, self.grid, 1.0))
        grid = np.where(self.grid > 0, np.ldexp(1.0, (exponent - 1) // 2), 0.0)
        return _settled(value, error, exact, grid)

    def tanh(self) -> Tracked:
        """The hyperbolic tangent; it stretches errors by at most 1."""
        value = np.tanh(self.value)
        error = np.abs(value) * LIBRARY + self.bound + np.where(self.value == 0, 0.0, UNDERFLOW)
        return _settled(value, error, error == 0, self.grid)

    def relu(self) -> Tracked:
        """max(value, 0); exact, and it stretches errors by at most 1."""
        return Tracked(np.maximum(self.value, 0.0), self.error, self.grid)

    def scaled(self, power: float) -> Tracked:
        """Times a power of two, which is exact."""
        return Tracked(self.value * power, _times(np.float64(abs(power)), self.error), self.grid * abs(power))

    def sum(self) -> Tracked:
        """The sum over all axes but the first: (B,)."""
        axes = tuple(range(1, self.value.ndim))
        terms = int(np.prod(self.value.shape[1:]))
        error = None if self.error is None else self.error.sum(axis=axes)
        magnitude = np.abs(self.value).sum(axis=axes)
        return _rounded(self.value.sum(axis=axes), magnitude, gamma(terms), self.grid, error)

    def norm(self) -> Tracked:
        """The Euclidean norm over the last axis of (B, n)."""
        squares = self @ self
        root = squares.sqrt()
        if self.error is None:
            return root
        # the norm moves by at most the norm of the perturbation: near 0 less than the root of the squared error
        direct = (
            np.sqrt(product(self.error, self.error)) + gamma(self.value.shape[1] + 4) * root.value + UNDERFLOW
        )
        bound = np.where(root.bound == 0, 0.0, np.minimum(root.bound, direct))
        # squares below the smallest float are lost: then the norm is at most that of entries of size 2^-537
        lost = (root.value < 2.0**-500) & (self.value != 0).any(axis=1)
        return Tracked(root.value, np.where(lost, np.maximum(bound, 2.0**-490), bound), root.grid)


def exact(value: Array, grid: Array | float = 0.0) -> Tracked:
    """Drawn values, (B, ...), with the grid that they lie on (0: none known)."""
    return Tracked(value, None, np.broadcast_to(np.asarray(grid, dtype=np.float64), value.shape[:1]))


def concatenate(pieces: Sequence[Tracked]) -> Tracked:
    """Batches one after the other."""
    value = np.concatenate([piece.value for piece in pieces])
    error = np.concatenate([piece.bound for piece in pieces])
    return Tracked(value, error, np.concatenate([piece.grid for piece in pieces]))


def choose(condition: Array, yes: Tracked, no: Tracked) -> Tracked:
    """yes for the instances with the condition (B,), no for the others."""
    mask = align(condition, yes.value.ndim)
    return Tracked(
        np.where(mask, yes.value, no.value),
        np.where(mask, yes.bound, no.bound),
        np.where(condition, yes.grid, no.grid),
    )


def iterate(step: Callable[[Tracked, slice], Tracked], start: Tracked, times: NDArray[np.int64]) -> Tracked:
    """Apply `step` to each instance as often as `times` says.

    times: (B,), ascending, so that the instances still running are always a tail; `step` gets their state and
    that tail. Returns the states at the end, in the order of the instances.
    """
    pieces, first, state, done = [], 0, start, 0
    while first < len(times):
        last = int(np.searchsorted(times, done, side="right"))
        if last > first:
            pieces.append(state[: last - first])
            state, first = state[last - first :], last
        if first < len(times):
            state = step(state, slice(first, None))
        done += 1
    return concatenate(pieces)


def measured(drawn: Mapping[str, Array], found: Mapping[str, Tracked]) -> Measured:
    """The outcome of a run: exact letters, and measured ones with the largest error bound over their
    entries.
    """
    values: dict[str, NDArray[Any]] = {**drawn, **{letter: result.value for letter, result in found.items()}}
    bounds = {letter: _largest(result.bound) * _SLACK for letter, result in found.items()}
    # a bound that overflowed on its way, and then met a zero, says nothing
    return Measured(
        values, {letter: np.where(np.isnan(bound), np.inf, bound) for letter, bound in bounds.items()}
    )


def _plus(a: Array | None, b: Array | None) -> Array | None:
    if a is None or b is None:
        return b if a is None else a
    return np.asarray(a + b)


def _times(size: Array | np.float64, error: Array | None) -> Array | None:
    return None if error is None else np.asarray(size * error)


def _rounded(value: Array, magnitude: Array, unit: float, grid: Array, inherited: Array | None) -> Tracked:
    top = _largest(magnitude)
    fits = (top <= grid * _MANTISSA) & (grid > 0)
    if inherited is None and fits.all():
        return Tracked(value, None, grid)
    rate = align(np.where(fits, 0.0, unit), value.ndim)
    error = rate * magnitude + align(np.where(fits, 0.0, UNDERFLOW), value.ndim)
    if inherited is not None:
        error = error + inherited
    return Tracked(value, error, np.where(fits, grid, 0.0))


def _settled(value: Array, error: Array, is_exact: Array, grid: Array) -> Tracked:
    every = is_exact if is_exact.ndim == 1 else is_exact.all(axis=tuple(range(1, is_exact.ndim)))
    return Tracked(value, np.where(is_exact, 0.0, error), np.where(every, grid, 0.0))


def _is_product(a: Array, b: Array, c: Array) -> Array:
    """Where a*b == c in exact arithmetic (Dekker's product; false where it would overflow or underflow)."""
    result = a * b
    a_high, b_high = _high_half(a), _high_half(b)
    a_low, b_low = a - a_high, b - b_high
    rest = ((a_high * b_high - result) + a_high * b_low + a_low * b_high) + a_low * b_low
    safe = (np.abs(result) > 2.0**-900) & (np.maximum(np.abs(a), np.abs(b)) < 2.0**900)
    return np.asarray(((result == c) & (rest == 0) & safe) | ((c == 0) & ((a == 0) | (b == 0))))


def _high_half(a: Array) -> Array:
    spread = a * (2.0**27 + 1)
    return np.asarray(spread - (spread - a))


def _power_below(a: Array) -> Array:
    _, exponent = np.frexp(np.where(a == 0, 1.0, a))
    return np.asarray(np.ldexp(1.0, exponent - 1))
