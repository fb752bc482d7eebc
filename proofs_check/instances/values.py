"""Batches of numbers that know how far rounding may have moved them.

Notation: B the number of instances, always the first axis; 1 where all instances share the value. A scalar is (B,), a
vector of n entries (B, n, 1), a matrix (B, m, n); one row and one column make a scalar. u = 2^-53, eps = 2u.

A value computed in float64 differs from the exact one by at most max(units, depth/2)*eps*magnitude, where units is
n + 4, n the largest dimension in the block, and depth counts the roundings on the longest way to a letter (Higham,
Accuracy and Stability of Numerical Algorithms, section 3.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Mask = NDArray[np.bool_]
Status = NDArray[np.int8]

EPS = 2.0**-52
UNDERFLOW = 2.0**-960  # far above what a result can lose by underflow, far below any number that matters
FLOOR = 2.0**-1000  # least magnitude of a product: what underflow loses may be multiplied by something large
LIBRARY = 8  # roundings that an elementary function may cost: NumPy promises 4 ulp
EINSUM_LIMIT = 8


class NotNumeric(ValueError):
    """A term that has no value by floating-point arithmetic: a limit, a derivative, a quantifier."""


@dataclass(frozen=True, slots=True)
class Value:
    """A batch.

    magnitude: the shape of value, at least |value|. plain: magnitude is the same expression on absolute values of
    exact letters; otherwise it is a first-order scale, and products use the product rule. status: 1 defined,
    0 hidden by rounding, -1 undefined, (B,); None where all instances are defined.
    """

    value: Array
    magnitude: Array
    depth: float = 0
    plain: bool = True
    status: Status | None = None

    @property
    def exact(self) -> bool:
        """No rounding at all."""
        return self.depth == 0 and self.plain

    @property
    def defined(self) -> Mask:
        """Where the value is surely defined, (B,)."""
        return np.ones(len(self.value), dtype=bool) if self.status is None else self.status == 1

    def view(self, change: Any) -> Value:
        """The same numbers rearranged."""
        return Value(
            scalar_if_one(change(self.value)),
            scalar_if_one(change(self.magnitude)),
            self.depth,
            self.plain,
            self.status,
        )

    def with_status(self, status: Status | None) -> Value:
        """The value, also under the conditions of `status`."""
        if status is None:
            return self
        return Value(self.value, self.magnitude, self.depth, self.plain, worse(self.status, status))


def exact_value(value: Array) -> Value:
    """Numbers without error."""
    return Value(value, np.abs(value))


def constant(value: float | complex) -> Value:
    """One exact number for all instances."""
    return exact_value(np.asarray([value]))


def scalar_if_one(array: Array) -> Array:
    """A 1 x 1 matrix is a scalar."""
    return array[:, 0, 0] if array.ndim == 3 and array.shape[1:] == (1, 1) else array


def matrix_form(array: Array) -> Array:
    """(B, m, n); of a scalar (B, 1, 1)."""
    return array[:, None, None] if array.ndim == 1 else array


def aligned(a: Array, b: Array) -> tuple[Array, Array]:
    """Both scalars or both matrices, for entrywise arithmetic."""
    if a.ndim == b.ndim:
        return a, b
    return matrix_form(a), matrix_form(b)


def per_instance(array: Array, how: Any = np.max) -> Array:
    """One number an instance: the largest over the entries, or another reduction."""
    return array if array.ndim == 1 else np.asarray(how(array, axis=(1, 2)))


def worse(a: Status | None, b: Status | None) -> Status | None:
    """The status of what needs both."""
    if a is None or b is None:
        return b if a is None else a
    return np.minimum(a, b)


def status_of(surely: Mask, surely_not: Mask) -> Status | None:
    """1, 0 or -1 from two disjoint masks; None where the condition surely holds everywhere."""
    if surely.all():
        return None
    return surely.astype(np.int8) - surely_not.astype(np.int8)


def product(a: Array, b: Array) -> Array:
    """(B, m, k) @ (B, k, n); entries of small instance-last batches are summed over contiguous instances."""
    small = max(a.shape[1], a.shape[2], b.shape[2]) <= EINSUM_LIMIT
    if small and _instance_last(a) and _instance_last(b):
        out: Array = np.einsum("ijb,jkb->ikb", a.transpose(1, 2, 0), b.transpose(1, 2, 0))
        return out.transpose(2, 0, 1)
    found: Array = np.matmul(a, b)
    return found


def _instance_last(array: Array) -> bool:
    return len(array) > 1 and array.strides[0] == array.itemsize


def radius(x: Value, units: float) -> Array | None:
    """A bound on |value - exact value|; None where there is no error."""
    if x.exact:
        return None
    return x.magnitude * (EPS * max(units, x.depth / 2)) + UNDERFLOW


def add(x: Value, y: Value, sign: int = 1) -> Value:
    """x + y, or x - y for sign -1. Raises NotNumeric where the sizes do not fit."""
    a, b, p, q = x.value, y.value, x.magnitude, y.magnitude
    if a.shape[1:] != b.shape[1:]:
        raise NotNumeric(f"sizes {a.shape[1:]} and {b.shape[1:]} do not fit")
    value = a + b if sign > 0 else a - b
    depth = max(x.depth, y.depth) + 1
    return Value(value, p + q, depth, x.plain and y.plain, worse(x.status, y.status))


def negate(x: Value) -> Value:
    """-x."""
    return Value(-x.value, x.magnitude, x.depth, x.plain, x.status)


def multiply(x: Value, y: Value, units: float) -> Value:
    """The product with a scalar."""
    a, b = aligned(x.value, y.value)
    p, q = aligned(x.magnitude, y.magnitude)
    value = a * b
    plain = x.plain and y.plain
    first_order = not (plain or x.exact or y.exact)
    magnitude = np.abs(a) * q + p * (np.abs(b) + units * EPS * q) if first_order else p * q
    magnitude += FLOOR
    return Value(value, magnitude, _after_product(x, y, 1), plain, worse(x.status, y.status))


def matmul(x: Value, y: Value, units: float) -> Value:
    """x @ y. Raises NotNumeric where the sizes do not fit."""
    if x.value.ndim == 1 or y.value.ndim == 1:
        return multiply(x, y, units)
    if x.value.shape[2] != y.value.shape[1]:
        raise NotNumeric(f"sizes {x.value.shape[1:]} and {y.value.shape[1:]} do not fit")
    value = product(x.value, y.value)
    plain = x.plain and y.plain
    if plain or x.exact or y.exact:
        magnitude = product(x.magnitude, y.magnitude)
    else:
        magnitude = product(np.abs(x.value), y.magnitude)
        magnitude = magnitude + product(x.magnitude, np.abs(y.value) + units * EPS * y.magnitude)
    magnitude += FLOOR
    depth = _after_product(x, y, x.value.shape[2])
    if value.shape[1] == 1:
        value, magnitude = scalar_if_one(value), scalar_if_one(magnitude)
    return Value(value, magnitude, depth, plain, worse(x.status, y.status))


def _after_product(x: Value, y: Value, own: int) -> float:
    complex_cost = 2 if x.value.dtype.kind == "c" or y.value.dtype.kind == "c" else 0
    return x.depth + y.depth + own + complex_cost


def choose(mask: Mask, x: Value, y: Value) -> Value:
    """x where the mask (B,) holds, y elsewhere."""

    def pick(a: Array, b: Array) -> Array:
        a, b = aligned(a, b)
        return np.where(mask if a.ndim == 1 else mask[:, None, None], a, b)

    status = None
    if x.status is not None or y.status is not None:
        one = np.ones(1, dtype=np.int8)
        status = np.where(mask, one if x.status is None else x.status, one if y.status is None else y.status)
    return Value(
        pick(x.value, y.value),
        pick(x.magnitude, y.magnitude),
        max(x.depth, y.depth),
        x.plain and y.plain,
        status,
    )
