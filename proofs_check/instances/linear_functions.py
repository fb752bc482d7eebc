"""Norm, trace, determinant, inverse, eigenvalues and powers of batches of matrices, with their rounding scale."""

from __future__ import annotations

import numpy as np

from proofs_check.instances.scalar_functions import Settle, absolute, divide, repeated
from proofs_check.instances.values import (
    EPS,
    Array,
    NotNumeric,
    Value,
    constant,
    exact_value,
    matmul,
    per_instance,
    product,
    scalar_if_one,
    status_of,
    worse,
)

MAX_MATRIX_EXPONENT = 10_000


def norm(x: Value) -> Value:
    """The Euclidean (Frobenius) norm; it moves by at most the norm of the perturbation."""
    if x.value.ndim == 1:
        return absolute(x)
    value = _frobenius(x.value)
    lost = (value < 2.0**-480) & (x.magnitude > 0).any(axis=(1, 2))  # the squares underflow
    entries = x.value.shape[1] * x.value.shape[2]
    scale = np.where(lost, np.inf, _frobenius(x.magnitude))
    return Value(value, scale, max(x.depth, 1) + entries / 2 + 2, False, x.status)


def _frobenius(array: Array) -> Array:
    return np.asarray(np.sqrt(np.einsum("bij,bij->b", array, array.conj()).real))


def trace(x: Value) -> Value:
    """The sum of the diagonal."""
    if x.value.ndim == 1:
        return x
    value = np.trace(x.value, axis1=1, axis2=2)
    scale = np.trace(x.magnitude, axis1=1, axis2=2)
    return Value(value, scale, x.depth + x.value.shape[1], x.plain, x.status)


def dot(x: Value, y: Value, units: float) -> Value:
    """x.T @ y."""
    return matmul(transpose(x), y, units)


def transpose(x: Value) -> Value:
    """The plain transpose."""
    return x if x.value.ndim == 1 else x.view(lambda array: array.swapaxes(1, 2))


def _solvable(a: Array) -> tuple[Array, Array]:
    """The inverses, and where they exist in floats; elsewhere the identity stands."""
    with np.errstate(all="ignore"):
        regular = np.isfinite(a).all(axis=(1, 2)) & (np.linalg.det(a) != 0)
    safe = np.where(regular[:, None, None], a, np.identity(a.shape[1]))
    try:
        return np.linalg.inv(safe), regular
    except np.linalg.LinAlgError:  # a pivot that underflows though the determinant did not
        return np.broadcast_to(np.identity(a.shape[1]), a.shape).copy(), np.zeros_like(regular)


def inverse(x: Value, units: float, settle: Settle, surely: bool) -> Value:
    """inv(x); moved by |X| |dx| |X|, X the inverse. surely: the matrix is invertible by its kind.

    The backward error of elimination is a small multiple of n u |L||U|, and row exchanges fill |L||U| in where x has zeros:
    every entry may be off by the largest one (partial pivoting; growth taken as at most 4).
    """
    if x.value.ndim == 1:
        return divide(constant(1.0), x, units, settle)
    value, regular = _solvable(x.value)
    size = np.abs(value)
    scale = per_instance(x.magnitude)[:, None, None]
    magnitude = size + product(product(size, np.maximum(x.magnitude, scale)), size)
    n = x.value.shape[1]
    depth = x.depth + 8 * n
    small = per_instance(magnitude) * EPS * max(units, depth / 2) < 0.1 * per_instance(size)
    magnitude = np.where((small & regular)[:, None, None], magnitude, np.inf)
    status = None if surely else status_of(small & regular, np.zeros_like(regular))
    return Value(value, magnitude, depth, False, worse(x.status, status))


def determinant(x: Value, units: float) -> Value:
    """det; for n = 2 by its formula, else by elimination, moved by the cofactors times the entries."""
    if x.value.ndim == 1:
        return x
    n = x.value.shape[1]
    if n == 2:
        value = x.value[:, 0, 0] * x.value[:, 1, 1] - x.value[:, 0, 1] * x.value[:, 1, 0]
        m = x.magnitude
        scale = m[:, 0, 0] * m[:, 1, 1] + m[:, 0, 1] * m[:, 1, 0]
        return Value(value, scale, 2 * x.depth + 2, x.plain, x.status)
    value = np.linalg.det(x.value)
    rows = np.prod(x.magnitude.sum(axis=2), axis=1)  # bounds the permanent of the magnitudes
    inverses, regular = _solvable(x.value)
    filled = np.maximum(x.magnitude, per_instance(x.magnitude)[:, None, None])
    sharp = np.abs(value) * np.einsum("bij,bji->b", np.abs(inverses), filled)
    scale = np.where(regular & (sharp * EPS * 8 * n < 0.1 * np.abs(value)), 2 * sharp, rows)
    return Value(value, np.maximum(scale, np.abs(value)), n * x.depth + 8 * n, False, x.status)


def eigenvalues(x: Value, units: float) -> Value:
    """In ascending order; of real symmetric or Hermitian matrices (Weyl: moved by at most the norm of the error).

    Raises NotNumeric for others: at a defective eigenvalue the scale is not eps but its n-th root.
    """
    if x.value.ndim == 1:
        return x
    if not (x.value == x.value.conj().swapaxes(1, 2)).all():
        raise NotNumeric(
            "eigenvalues of a matrix that is not symmetric: let a world build it from its eigenvalues"
        )
    finite = np.asarray(np.isfinite(x.value).all(axis=(1, 2)))[:, None, None]
    value = np.where(finite, np.linalg.eigvalsh(np.where(finite, x.value, 0.0))[:, :, None], np.nan)
    scale = _frobenius(x.magnitude)[:, None, None]
    return Value(value, np.broadcast_to(scale, value.shape), x.depth + 4 * value.shape[1], False, x.status)


def spectral_radius(x: Value, units: float) -> Value:
    """The largest modulus of an eigenvalue; an error of norm d moves it by (2 |A| + d)^(1 - 1/n) d^(1/n) (Elsner)."""
    if x.value.ndim == 1:
        return absolute(x)
    n = x.value.shape[1]
    finite = np.asarray(np.isfinite(x.value).all(axis=(1, 2)))
    tame = np.where(finite[:, None, None], x.value, 0.0)
    value = np.where(finite, np.abs(np.linalg.eigvals(tame)).max(axis=1), np.nan)
    size = _frobenius(x.magnitude)
    depth = x.depth + 8 * n
    if (x.value == x.value.conj().swapaxes(1, 2)).all():
        return Value(value, size, depth, False, x.status)
    error = size * (EPS * max(units, depth / 2))
    moved = (2 * size + error) ** (1 - 1 / n) * error ** (1 / n)
    return Value(value, value + moved / (EPS * units), 1, False, x.status)


def matrix_power(x: Value, exponents: Array, units: float) -> Value:
    """A**k for whole k >= 0, (B,) or (1,); A**0 is the identity. Raises NotNumeric beyond MAX_MATRIX_EXPONENT."""
    undefined = exponents < 0
    if exponents.max() > MAX_MATRIX_EXPONENT:
        raise NotNumeric(f"a matrix to a power beyond {MAX_MATRIX_EXPONENT}")
    one = identity(x.value.shape[1])
    found = repeated(x, np.maximum(exponents, 0), one, lambda a, b: matmul(a, b, units))
    return found.with_status(status_of(~undefined, undefined))


def identity(n: int) -> Value:
    """The identity matrix."""
    return exact_value(scalar_if_one(np.identity(n)[None]))
