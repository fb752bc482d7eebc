"""Products of batches of small matrices and vectors, instance axis first.

For n <= 4 the sums are written out over the instance axis, which is several times faster than a loop of tiny
matrix products; `empty` gives the memory layout that makes those slices contiguous.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
SMALL = 4


def empty(instances: int, shape: tuple[int, ...], dtype: np.dtype[Any] | type = np.float64) -> Array:
    """An uninitialised (instances, *shape) array, stored instance-last where the shape is small."""
    if max(shape, default=1) > SMALL:
        return np.empty((instances, *shape), dtype)
    return np.moveaxis(np.empty((*shape, instances), dtype), -1, 0)


def matmul(a: Array, b: Array) -> Array:
    """(B, m, k) times (B, k, n)."""
    (_, m, k), n = a.shape, b.shape[2]
    if max(m, k, n) > SMALL:
        return np.asarray(np.matmul(a, b))
    out = empty(len(a), (m, n), np.result_type(a, b))
    for i in range(m):
        for j in range(n):
            out[:, i, j] = _sum_of_products([(a[:, i, p], b[:, p, j]) for p in range(k)])
    return out


def matvec(a: Array, x: Array) -> Array:
    """(B, m, k) times (B, k)."""
    (_, m, k) = a.shape
    if max(m, k) > SMALL:
        return np.asarray(np.matmul(a, x[..., None])[..., 0])
    out = empty(len(a), (m,), np.result_type(a, x))
    for i in range(m):
        out[:, i] = _sum_of_products([(a[:, i, p], x[:, p]) for p in range(k)])
    return out


def dot(x: Array, y: Array) -> Array:
    """(B, k) times (B, k), one number an instance."""
    if x.shape[1] > SMALL:
        return np.asarray(np.einsum("bi,bi->b", x, y))
    return _sum_of_products([(x[:, p], y[:, p]) for p in range(x.shape[1])])


def product(a: Array, b: Array) -> Array:
    """The `@` of two batches: matrix or vector on either side."""
    if a.ndim == 3 and b.ndim == 3:
        return matmul(a, b)
    if a.ndim == 3 and b.ndim == 2:
        return matvec(a, b)
    if a.ndim == 2 and b.ndim == 3:
        return matvec(b.swapaxes(1, 2), a)
    if a.ndim == 2 and b.ndim == 2:
        return dot(a, b)
    raise ValueError(
        f"no product of batches with {a.ndim - 1} and {b.ndim - 1} axes; give matrices or vectors"
    )


def _sum_of_products(pairs: list[tuple[Array, Array]]) -> Array:
    total = pairs[0][0] * pairs[0][1]
    for left, right in pairs[1:]:
        total += left * right
    return total
