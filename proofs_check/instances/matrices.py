"""Random vectors and matrices of the kinds that a domain can name.

Most are small integers over a power of two: exact in float64, cheap to draw, with zeros and ties. The last part of a
block is real: normals over several magnitudes. Arrays of few entries are stored instance-last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from proofs_check.instances.values import EINSUM_LIMIT, EPS, product

Floats = NDArray[np.float64]
REAL_PART = 8  # one instance in eight
_EIGHTHS = np.array([1.0, 0.5, 0.25, 0.125])
_EIGHTHS.flags.writeable = False


def random_bytes(rng: np.random.Generator, count: int) -> NDArray[np.int8]:
    """Signed bytes, eight from a draw of 64 bits: an eighth of the price of drawing them one by one."""
    if isinstance(rng.bit_generator, np.random.MT19937):  # its raw words have 32 bits
        return rng.integers(-128, 128, count, dtype=np.int8)
    words = rng.bit_generator.random_raw((count + 7) // 8)
    return words.view(np.int8)[:count]


def real_from(instances: int) -> int:
    """The first instance of a block whose entries are real numbers; those before are small dyadic ones."""
    return instances - instances // REAL_PART


def small(rng: np.random.Generator, instances: int, rows: int, columns: int, bits: int) -> Floats:
    """Integers of that many bits, sign included, (instances, rows, columns)."""
    return _stored(_small_bytes(rng, instances, rows, columns, bits))


def _small_bytes(
    rng: np.random.Generator, instances: int, rows: int, columns: int, bits: int
) -> NDArray[np.int8]:
    drawn = random_bytes(rng, instances * rows * columns)
    np.right_shift(drawn, 8 - bits, out=drawn)
    if is_large(rows, columns):
        return drawn.reshape(instances, rows, columns)
    return drawn.reshape(rows, columns, instances).transpose(2, 0, 1)


def _stored(integers: NDArray[np.int8]) -> Floats:
    return integers.astype(np.float64)  # keeps the order in memory


def is_large(rows: int, columns: int) -> bool:
    """Whether matrices are stored one after the other; small ones are stored instance-last."""
    return max(rows, columns) > EINSUM_LIMIT


def reals(rng: np.random.Generator, instances: int, rows: int, columns: int) -> Floats:
    """Normals; for large matrices uniform on (-2, 2), at a quarter of the price, (instances, rows, columns)."""
    if is_large(rows, columns):
        return rng.random((instances, rows, columns)) * 4 - 2
    return rng.standard_normal((rows, columns, instances)).transpose(2, 0, 1)


def magnitudes(rng: np.random.Generator, instances: int, decades: float = 2.0) -> Floats:
    """10^u, u uniform in [-decades, decades]."""
    return np.asarray(10.0 ** rng.uniform(-decades, decades, instances))


def entries(rng: np.random.Generator, instances: int, rows: int, columns: int, bits: int = 4) -> Floats:
    """Any matrix: small dyadic numbers, real ones in the last part, zero now and then."""
    return _finished(rng, _small_bytes(rng, instances, rows, columns, bits), reals)


def symmetric(rng: np.random.Generator, instances: int, n: int) -> Floats:
    """A + A.T."""
    half = _small_bytes(rng, instances, n, n, 3)
    return _finished(rng, half + half.swapaxes(1, 2), _real_symmetric)


def _real_symmetric(rng: np.random.Generator, instances: int, rows: int, columns: int) -> Floats:
    half = reals(rng, instances, rows, columns)
    return half + half.swapaxes(1, 2)


def _finished(
    rng: np.random.Generator,
    integers: NDArray[np.int8],
    real: Callable[[np.random.Generator, int, int, int], Floats],
) -> Floats:
    """Integers as floats, over 1, 2, 4 or 8; one instance in 128 zero; the last part real.

    Large matrices stay integers: the pass over their entries would cost as much as drawing them.
    """
    found = _stored(integers)
    instances, rows, columns = found.shape
    first, lots = real_from(instances), random_bytes(rng, instances)
    if not is_large(rows, columns):
        found *= _EIGHTHS[lots & 3][:, None, None]
    found[lots >= 127] = 0.0
    if instances > first:
        drawn = real(rng, instances - first, rows, columns)
        found[first:] = drawn * magnitudes(rng, instances - first)[:, None, None]
    return found


def positive_semidefinite(rng: np.random.Generator, instances: int, n: int) -> Floats:
    """B B.T from small integers, B (n, k) with k < n now and then; the real ones get a diagonal, which keeps them so."""
    rank = n if rng.random() < 0.5 else max(n - 1, 1)
    half = small(rng, instances, n, rank, 3)
    found = product(half, half.swapaxes(1, 2))
    return _real_definite(rng, found)


def positive_definite(rng: np.random.Generator, instances: int, n: int) -> Floats:
    """B B.T + c I, c = 1/4, 1/2, 1 or 2."""
    half = small(rng, instances, n, n, 3)
    found = product(half, half.swapaxes(1, 2))
    shift = np.ldexp(1.0, (random_bytes(rng, instances) & 3).astype(np.int64) - 2)
    _diagonal_of(found)[...] += shift[:, None]
    return _real_definite(rng, found)


def _diagonal_of(matrices: Floats) -> Floats:
    found: Floats = np.einsum("bii->bi", matrices)
    return found


def _real_definite(rng: np.random.Generator, found: Floats) -> Floats:
    """The last part replaced by c (B B.T + I/8) from normals B, which rounding leaves definite."""
    instances, n = len(found), found.shape[1]
    first = real_from(instances)
    if instances > first:
        half = reals(rng, instances - first, n, n)
        real = product(half, half.swapaxes(1, 2))
        real = (real + real.swapaxes(1, 2)) / 2
        _diagonal_of(real)[...] += 0.125 * n
        found[first:] = real * magnitudes(rng, instances - first)[:, None, None]
    return found


def diagonal(rng: np.random.Generator, instances: int, n: int) -> Floats:
    """Any diagonal."""
    found = np.zeros((instances, n, n))
    _diagonal_of(found)[...] = entries(rng, instances, n, 1)[:, :, 0]
    return found


def invertible(rng: np.random.Generator, instances: int, n: int) -> Floats:
    """Diagonally dominant, rows shuffled: the condition number stays below about 4n."""
    found = entries(rng, instances, n, n, bits=2)
    scale = np.maximum(np.abs(found).max(axis=(1, 2)), 2.0**-8)
    scale = np.exp2(np.ceil(np.log2(scale)))  # a power of two: the dyadic instances stay exact
    signs = np.where(random_bytes(rng, instances * n).reshape(instances, n) < 0, -1.0, 1.0)
    _diagonal_of(found)[...] = signs * (scale * n)[:, None] + _diagonal_of(found) / 2
    return found[:, rng.permutation(n), :]


def signed_permutation(rng: np.random.Generator, instances: int, n: int) -> Floats:
    """Exactly orthogonal: one entry of 1 or -1 in every row and column."""
    places = np.argsort(rng.random((instances, n)), axis=1)
    found = np.zeros((instances, n, n))
    signs = np.where(random_bytes(rng, instances * n).reshape(instances, n) < 0, -1.0, 1.0)
    np.put_along_axis(found, places[:, :, None], signs[:, :, None], axis=2)
    return found


def orthogonal(rng: np.random.Generator, instances: int, n: int) -> tuple[Floats, Floats]:
    """Signed permutations, and in the last part reflections I - 2 v v.T/(v.v); with the error bound (instances,).

    The reflections are rounded: an orthogonal matrix lies within 16 eps of each entry.
    """
    found = signed_permutation(rng, instances, n)
    error = np.zeros(instances)
    first = real_from(instances)
    if instances > first and n > 1:
        axis = reals(rng, instances - first, n, 1)
        axis /= np.sqrt((axis * axis).sum(axis=1, keepdims=True))
        mirrored = product(axis, product(axis.swapaxes(1, 2), found[first:]))
        found[first:] -= 2 * mirrored
        error[first:] = 4 * (n + 8) * EPS
    return found, error


KINDS: Mapping[str, Callable[[np.random.Generator, int, int], Floats]] = {
    "symmetric": symmetric,
    "psd": positive_semidefinite,
    "spd": positive_definite,
    "diagonal": diagonal,
    "invertible": invertible,
}
