"""Matrices of exact numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cmp_to_key

from flint import fmpq, fmpq_mat, fmpq_poly

from proofs_check.exact import scalars
from proofs_check.exact.algebraic import fraction, roots_of
from proofs_check.exact.closed import ONE, ZERO, TooLarge
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.roots import sqrt
from proofs_check.exact.values import Complex, MatrixValue, Scalar, Undecidable

Rows = tuple[tuple[Scalar, ...], ...]
Table = Scalar | MatrixValue

MAX_ENTRIES = 900


def rows_of(value: Table) -> Rows:
    """The rows; a scalar is a matrix of one row and one column."""
    return value.rows if isinstance(value, MatrixValue) else ((value,),)


def table(rows: Iterable[Iterable[Scalar]]) -> Table:
    """The value with these rows."""
    listed = tuple(tuple(row) for row in rows)
    return listed[0][0] if len(listed) == len(listed[0]) == 1 else MatrixValue(listed)


def identity(n: int) -> Table:
    """The identity matrix of size n >= 1."""
    _bounded(n * n)
    return table([ONE if i == j else ZERO for j in range(n)] for i in range(n))


def zeros(m: int, n: int) -> Table:
    """The zero matrix."""
    _bounded(m * n)
    return table([ZERO] * n for _ in range(m))


def _bounded(entries: int) -> None:
    if entries > MAX_ENTRIES:
        raise TooLarge(f"a matrix of {entries} entries")


def entrywise(change: Callable[[Scalar], Scalar], value: Table) -> Table:
    """`change` applied to every entry."""
    return table([change(entry) for entry in row] for row in rows_of(value))


def combine(change: Callable[[Scalar, Scalar], Scalar], left: Table, right: Table) -> Table:
    """`change` applied to the entries in the same places."""
    pairs = zip(rows_of(left), rows_of(right), strict=True)
    return table([change(x, y) for x, y in zip(a, b, strict=True)] for a, b in pairs)


def transpose(value: Table) -> Table:
    """The transpose, without conjugation."""
    return table(zip(*rows_of(value), strict=True))


def matmul(left: Table, right: Table) -> Table:
    """The product of matrices."""
    columns = list(zip(*rows_of(right), strict=True))
    return table([_inner(row, column) for column in columns] for row in rows_of(left))


def _inner(row: tuple[Scalar, ...], column: tuple[Scalar, ...]) -> Scalar:
    return scalars.add(*(scalars.mul(x, y) for x, y in zip(row, column, strict=True)))


def power(value: Table, n: int) -> Table:
    """value**n for n >= 0."""
    result = identity(len(rows_of(value)))
    while n:
        result = matmul(result, value) if n & 1 else result
        n >>= 1
        value = matmul(value, value) if n else value
    return result


def as_rational(value: Table) -> fmpq_mat | None:
    """The flint matrix, where all entries are rational."""
    rows = rows_of(value)
    if not all(isinstance(entry, Fraction) for row in rows for entry in row):
        return None
    return fmpq_mat(
        [[fmpq(e.numerator, e.denominator) for e in row if isinstance(e, Fraction)] for row in rows]
    )


def from_rational(matrix: fmpq_mat) -> Table:
    """The value of a flint matrix."""
    return table([fraction(entry) for entry in row] for row in matrix.tolist())


def det(value: Table) -> Scalar:
    """The determinant, by elimination. Raises Undecidable."""
    rational = as_rational(value)
    if rational is not None:
        return fraction(rational.det())
    rows = [list(row) for row in rows_of(value)]
    result: Scalar = ONE
    for k in range(len(rows)):
        pivot = next((r for r in range(k, len(rows)) if not scalars.is_zero(rows[r][k])), None)
        if pivot is None:
            return ZERO
        if pivot != k:
            rows[k], rows[pivot] = rows[pivot], rows[k]
            result = scalars.neg(result)
        result = scalars.mul(result, rows[k][k])
        _eliminate(rows, k, range(k + 1, len(rows)))
    return result


def _eliminate(rows: list[list[Scalar]], k: int, others: Iterable[int]) -> None:
    scale = scalars.inverse(rows[k][k])
    for r in others:
        factor = scalars.mul(rows[r][k], scale)
        if factor != ZERO:
            rows[r] = [scalars.sub(x, scalars.mul(factor, y)) for x, y in zip(rows[r], rows[k], strict=True)]


def inverse(value: Table) -> Table | None:
    """The inverse, or None of a singular matrix. Raises Undecidable."""
    rational = as_rational(value)
    if rational is not None:
        return from_rational(rational.inv()) if rational.det() != 0 else None
    size = len(rows_of(value))
    rows = [[*row, *(ONE if j == i else ZERO for j in range(size))] for i, row in enumerate(rows_of(value))]
    for k in range(size):
        pivot = next((r for r in range(k, size) if not scalars.is_zero(rows[r][k])), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        scale = scalars.inverse(rows[k][k])
        rows[k] = [scalars.mul(scale, x) for x in rows[k]]
        _eliminate(rows, k, [r for r in range(size) if r != k])
    return table(row[size:] for row in rows)


def trace(value: Table) -> Scalar:
    """The sum of the diagonal."""
    return scalars.add(*(row[i] for i, row in enumerate(rows_of(value))))


def norm(value: Table) -> Closed:
    """The Euclidean norm of a vector, the Frobenius norm of a matrix, the modulus of a scalar."""
    if not isinstance(value, MatrixValue):
        return scalars.modulus(value)
    total = scalars.add(*(scalars.square_modulus(entry) for row in value.rows for entry in row))
    assert not isinstance(total, Complex)
    return sqrt(total)


def characteristic(value: Table) -> fmpq_poly | None:
    """The characteristic polynomial of a rational matrix."""
    rational = as_rational(value)
    return None if rational is None else rational.charpoly()


def eigenvalues(value: Table) -> tuple[Scalar, ...]:
    """The eigenvalues with multiplicity, ascending by real, then by imaginary part. Raises Undecidable."""
    rows = rows_of(value)
    found: list[Scalar] = []
    poly = characteristic(value)
    if poly is not None:
        for value_, times in roots_of(poly):
            found += [value_] * times
    elif _triangular(rows):
        found = [row[i] for i, row in enumerate(rows)]
    elif len(rows) == 2:
        found = _two_eigenvalues(rows)
    else:
        raise Undecidable("the eigenvalues of a matrix with irrational entries")
    return tuple(sorted(found, key=cmp_to_key(_lexicographic)))


def _triangular(rows: Rows) -> bool:
    size = range(len(rows))
    below = all(rows[i][j] == ZERO for i in size for j in size if j < i)
    return below or all(rows[i][j] == ZERO for i in size for j in size if j > i)


def _two_eigenvalues(rows: Rows) -> list[Scalar]:
    half = scalars.mul(Fraction(1, 2), scalars.add(rows[0][0], rows[1][1]))
    product = scalars.sub(scalars.mul(rows[0][0], rows[1][1]), scalars.mul(rows[0][1], rows[1][0]))
    size = scalars.sqrt(scalars.sub(scalars.mul(half, half), product))
    return [scalars.sub(half, size), scalars.add(half, size)]


def _lexicographic(z: Scalar, w: Scalar) -> int:
    (a, b), (c, d) = scalars.parts(z), scalars.parts(w)
    return scalars.order(a, c) or scalars.order(b, d)


def spectral_radius(value: Table) -> Closed:
    """The greatest modulus of an eigenvalue. Raises Undecidable."""
    largest: Closed = ZERO
    for own in eigenvalues(value):
        size = scalars.modulus(own)
        largest = size if scalars.order(size, largest) > 0 else largest
    return largest


def is_symmetric(value: Table) -> bool:
    """Whether the matrix is its own transpose."""
    rows = rows_of(value)
    size = range(len(rows))
    return all(scalars.equal(rows[i][j], rows[j][i]) for i in size for j in range(i))


def is_positive(value: Table, strictly: bool) -> bool:
    """Whether a symmetric matrix is positive definite (`strictly`) or semidefinite, by pivots (LDL^T)."""
    rows = [list(row) for row in rows_of(value)]
    while rows:
        pivot = _real(rows[0][0])
        known = scalars.sign_of(pivot)
        if known < 0 or (known == 0 and strictly):
            return False
        if known == 0:
            if not all(scalars.is_zero(entry) for entry in rows[0]):
                return False
        else:
            _eliminate(rows, 0, range(1, len(rows)))
        rows = [row[1:] for row in rows[1:]]
    return True


def _real(z: Scalar) -> Closed:
    if isinstance(z, Complex):
        raise Undecidable("definiteness of a complex matrix")
    return z
