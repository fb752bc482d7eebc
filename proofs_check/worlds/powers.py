"""Powers of a matrix by repeated multiplication.

W is put together from chosen eigenvectors and eigenvalues, or from one Jordan block, and multiplied t times;
no world here raises an eigenvalue to a power.

Notation: V eigenvectors (columns), L the diagonal matrix of eigenvalues, W = V L inv(V); Wt = W^t; N
nilpotent with W = lam I + N; v1 the first column of V, lam1 its eigenvalue, rest the largest modulus among
the others; contribution = |w.T W^t| (row) or |W^t w| (column) for w orthogonal to v1; cond >= |V||inv(V)|;
norm_t = |W^t x|, norm_0 = |x|.
"""

import numpy as np
from numpy.typing import NDArray

from proofs_check.worlds import draw, spectra
from proofs_check.worlds.products import Array, dot, empty, matmul
from proofs_check.worlds.rounding import Tracked, exact, iterate, measured
from proofs_check.worlds.world import Measured, World

OFTEN, SELDOM = 6, 24


def power(W: Tracked, times: NDArray[np.int64]) -> Tracked:
    """W^t (B, n, n) by t multiplications; times ascending."""
    start = empty(len(times), W.value.shape[1:])
    start[...] = np.identity(W.value.shape[1])
    return iterate(lambda state, tail: state @ W[tail], exact(start, 1.0), times)


def run_eigen(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Powers of diagonalisable real matrices with real eigenvalues."""
    kinds = draw.kinds(rng, instances)
    vectors, values = spectra.basis(rng, instances, n), spectra.eigenvalues(rng, kinds, n)
    times = draw.ascending_times(rng, instances, OFTEN, SELDOM)
    W = spectra.compose(vectors, values)
    drawn = {"V": vectors.V.value, "L": spectra.diagonal(values).value, "t": times}
    return measured(drawn, {"W": W, "Wt": power(W, times)})


def run_complex(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Powers of real matrices with complex conjugate pairs of eigenvalues; the arrays are complex."""
    kinds = draw.kinds(rng, instances)
    pairs = n // 2
    a, b = (draw.letter(rng, kinds, (pairs,), reach=6, denominator=4, decades=0.0) for _ in range(2))
    single = draw.letter(rng, kinds, (n - 2 * pairs,), reach=6, denominator=4, decades=0.0)
    vectors = spectra.basis(rng, instances, n)
    times = draw.ascending_times(rng, instances, OFTEN, SELDOM)
    W = vectors.V @ _rotations(a, b, single) @ vectors.inverse
    Wt = power(W, times)
    eigenvectors = matmul(vectors.V.value.astype(np.complex128), _pair_vectors(instances, n))
    drawn: dict[str, Array] = {
        "V": eigenvectors,
        "L": _pair_values(a.value, b.value, single.value),
        "t": times,
    }
    outcome = measured(drawn, {"W": W, "Wt": Wt})
    both = {letter: outcome.values[letter].astype(np.complex128) for letter in ("W", "Wt")}
    return Measured({**outcome.values, **both}, outcome.errors)


def _rotations(a: Tracked, b: Tracked, single: Tracked) -> Tracked:
    """Blocks [[a, -b], [b, a]] on the diagonal, the single eigenvalue last; (B, n, n)."""
    instances, pairs = a.value.shape
    n = 2 * pairs + single.value.shape[1]
    out = empty(instances, (n, n))
    out[...] = 0.0
    even = 2 * np.arange(pairs)
    out[:, even, even] = out[:, even + 1, even + 1] = a.value
    out[:, even, even + 1], out[:, even + 1, even] = -b.value, b.value
    if n > 2 * pairs:
        out[:, -1, -1] = single.value[:, 0]
    return exact(out, a.grid)


def _pair_vectors(instances: int, n: int) -> Array:
    """Eigenvectors (1, -i) and (1, i) of the blocks."""
    out = np.zeros((n, n), dtype=np.complex128)
    even = 2 * np.arange(n // 2)
    out[even, even] = out[even, even + 1] = 1
    out[even + 1, even], out[even + 1, even + 1] = -1j, 1j
    if n % 2:
        out[-1, -1] = 1
    return np.broadcast_to(out, (instances, n, n))


def _pair_values(a: Array, b: Array, single: Array) -> Array:
    """The diagonal matrices of a + i b, a - i b and the single eigenvalue."""
    instances, pairs = a.shape
    n = 2 * pairs + single.shape[1]
    out = np.zeros((instances, n, n), dtype=np.complex128)
    even = 2 * np.arange(pairs)
    out[:, even, even], out[:, even + 1, even + 1] = a + 1j * b, a - 1j * b
    if n > 2 * pairs:
        out[:, -1, -1] = single[:, 0]
    return out


def run_jordan(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Powers of one Jordan block of size n, in its own basis or in another one."""
    kinds = draw.kinds(rng, instances)
    lam = draw.letter(rng, kinds, reach=8, denominator=4, decades=0.0)
    lam = draw.edged(lam, kinds.edge, draw.among(rng, instances, (0.0, 1.0, -1.0)))
    vectors = spectra.basis(rng, instances, n)
    shift = exact(np.broadcast_to(np.eye(n, k=1), (instances, n, n)), 1.0)
    N = vectors.V @ shift @ vectors.inverse
    N = exact(N.value, N.grid)
    identity = exact(np.broadcast_to(np.identity(n), (instances, n, n)), 1.0)
    W = lam * identity + N
    times = draw.ascending_times(rng, instances, OFTEN, SELDOM)
    return measured({"lam": lam.value, "t": times, "N": N.value}, {"W": W, "Wt": power(W, times)})


def run_transient(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """Upper triangular matrices with a diagonal inside (-1, 1) and large entries above it."""
    kinds = draw.kinds(rng, instances)
    W = draw.integers(rng, instances, (n, n), -8, 8) * 16.0
    W *= np.triu(np.ones((n, n)), 1)
    diagonal = np.arange(n)
    W[:, diagonal, diagonal] = draw.integers(rng, instances, (n,), -15, 15) / 16
    stretch = np.where(kinds.real, rng.uniform(0.5, 1.0, instances), 1.0)
    grid = np.where(kinds.real, 0.0, 2.0**-4)
    matrix = exact(W * stretch[:, None, None], grid)
    x = draw.letter(rng, kinds, (n,), reach=4)
    times = draw.ascending_times(rng, instances, 12, 96)
    last = iterate(lambda state, tail: matrix[tail] @ state, x, times)
    return measured({"W": matrix.value, "t": times}, {"norm_t": last.norm(), "norm_0": x.norm()})


def run_row(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """w.T W^t for w orthogonal to the principal eigenvector."""
    return _power_method(rng, instances, n, True)


def run_column(rng: np.random.Generator, instances: int, n: int) -> Measured:
    """W^t w for w orthogonal to the principal eigenvector."""
    return _power_method(rng, instances, n, False)


def _power_method(rng: np.random.Generator, instances: int, n: int, row: bool) -> Measured:
    kinds = draw.kinds(rng, instances)
    vectors = spectra.basis(rng, instances, n)
    values = _principal_first(rng, kinds, n)
    W, v1 = spectra.compose(vectors, values), vectors.V.map(lambda array: array[:, :, 0])
    w = orthogonal_to(v1, exact(draw.integers(rng, instances, (n,), -3, 3), 1.0))
    times = draw.ascending_times(rng, instances, 10, 40)
    last = iterate(lambda state, tail: state @ W[tail] if row else W[tail] @ state, w, times)
    size = np.abs(values.value)
    drawn = {
        "V": vectors.V.value,
        "L": spectra.diagonal(values).value,
        "v1": v1.value,
        "w": w.value,
        "t": times,
        "lam1": values.value[:, 0],
        "rest": size[:, 1:].max(axis=1, initial=0.0),
        "cond": _condition(vectors),
    }
    return measured(drawn, {"contribution": last.norm()})


def orthogonal_to(v: Tracked, z: Tracked) -> Tracked:
    """(v.v) z - (v.z) v: exactly orthogonal to v while the numbers fit 53 bits, as they do for small ones."""
    w = (v @ v) * z - (v @ z) * v
    return exact(w.value, w.grid)


def _principal_first(rng: np.random.Generator, kinds: draw.Kinds, n: int) -> Tracked:
    """Eigenvalues (B, n) with the first one strictly largest in modulus: below, at or above 1."""
    instances = len(kinds.real)
    first = draw.among(rng, instances, (0.5, 0.75, 1.0, 1.0, 1.25, 1.5, 2.0))
    # at most 7/8 of the first one, on the grid 2^-5 of its eighths
    value = first[:, None] * draw.integers(rng, instances, (n,), -7, 7) / 8
    value[:, 0] = first * (1 - 2 * draw.integers(rng, instances, (), 0, 1))
    stretch = np.where(kinds.real, rng.uniform(0.5, 1.0, instances), 1.0)
    return exact(value * stretch[:, None], np.where(kinds.real, 0.0, 2.0**-5))


def _condition(vectors: spectra.Basis) -> Array:
    """|V||inv(V)| in the Frobenius norm, which bounds the spectral one; rounded up."""
    sides = [array.value.reshape(len(array.value), -1) for array in (vectors.V, vectors.inverse)]
    return np.asarray(np.sqrt(dot(sides[0], sides[0]) * dot(sides[1], sides[1])) * (1 + 1e-12))


EIGEN_POWER = World(
    "eigen_power",
    "Multiplies a diagonalisable matrix t times with itself.",
    ("V", "L", "W", "t", "Wt"),
    (1, 2, 3, 8, 32),
    run_eigen,
)
EIGEN_POWER_COMPLEX = World(
    "eigen_power_complex",
    "Multiplies a real matrix with complex pairs of eigenvalues t times with itself.",
    ("V", "L", "W", "t", "Wt"),
    (2, 3, 4, 8),
    run_complex,
)
JORDAN_POWER = World(
    "jordan_power",
    "Multiplies a matrix that is one Jordan block, perhaps in another basis, t times with itself.",
    ("lam", "t", "N", "W", "Wt"),
    (1, 2, 3, 4, 8),
    run_jordan,
)
NONNORMAL_TRANSIENT = World(
    "nonnormal_transient",
    "Applies a strongly non-normal matrix with spectral radius below 1 t times to a vector.",
    ("W", "t", "norm_t", "norm_0"),
    (2, 3, 8),
    run_transient,
)
_POWER_METHOD = ("V", "L", "v1", "w", "t", "contribution", "lam1", "rest", "cond")
POWER_METHOD_ROW = World(
    "power_method_row",
    "Multiplies a row vector orthogonal to the principal eigenvector t times by the matrix.",
    _POWER_METHOD,
    (2, 3, 8, 32),
    run_row,
)
POWER_METHOD_COLUMN = World(
    "power_method_column",
    "Multiplies the matrix t times onto a column vector orthogonal to the principal eigenvector.",
    _POWER_METHOD,
    (2, 3, 8, 32),
    run_column,
)
WORLDS = (
    EIGEN_POWER,
    EIGEN_POWER_COMPLEX,
    JORDAN_POWER,
    NONNORMAL_TRANSIENT,
    POWER_METHOD_ROW,
    POWER_METHOD_COLUMN,
)
