"""Powers of a rational matrix, and linear recurrences, as exact expansions in the exponent.

W**t = sum over eigenvalues z and k below their multiplicity in the minimal polynomial of
binomial(t, k) * z**(t - k) * (W - z)**k P_z, with P_z the spectral projection, a polynomial in W; z = 0 drops out for large t.
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, fmpq_mat

from proofs_check.exact import expansions as ex
from proofs_check.exact import matrices, scalars
from proofs_check.exact.algebraic import factors, near, roots_of
from proofs_check.exact.closed import ONE, ZERO
from proofs_check.exact.expansions import Expansion
from proofs_check.exact.growing_powers import geometric
from proofs_check.exact.matrices import Table, rows_of
from proofs_check.exact.values import Scalar, Undecidable

MAX_SIZE = 8

Part = tuple[Scalar, int, Table]
"""(z, k, A): the summand binomial(t, k) * z**(t - k) * A."""


def power_parts(matrix: fmpq_mat) -> list[Part]:
    """The summands of W**t with z != 0, for t at least the size. Raises Undecidable."""
    if matrix.nrows() > MAX_SIZE:
        raise Undecidable("powers of a large matrix")
    if any(factor.degree() > 2 for factor, _ in factors(matrix.minpoly())):
        raise Undecidable("powers of a matrix with eigenvalues of degree above 2")
    spectrum = roots_of(matrix.minpoly())
    found: list[Part] = []
    for z, times in spectrum:
        if scalars.is_zero(z):
            continue
        others = [(w, count) for w, count in spectrum if w != z]
        found += _parts_of(matrices.from_rational(matrix), z, times, others)
    _check(matrix, found)
    return found


def _parts_of(matrix: Table, z: Scalar, times: int, others: list[tuple[Scalar, int]]) -> list[Part]:
    size = len(rows_of(matrix))
    shifted = _minus(matrix, z, size)
    rest = matrices.identity(size)
    around: list[Scalar] = [ONE]  # the product over other roots at z + h, as a series in h
    for w, count in others:
        factor = _minus(matrix, w, size)
        for _ in range(count):
            rest = matrices.matmul(rest, factor)
            around = _times_linear(around, scalars.sub(z, w), times)
    projection = matrices.matmul(_series_at(shifted, _reciprocal(around, times), size), rest)
    found: list[Part] = []
    for k in range(times):
        found.append((z, k, projection))
        projection = matrices.matmul(shifted, projection) if k + 1 < times else projection
    return found


def _minus(matrix: Table, z: Scalar, size: int) -> Table:
    return matrices.combine(
        scalars.sub, matrix, matrices.entrywise(lambda x: scalars.mul(z, x), matrices.identity(size))
    )


def _times_linear(series: list[Scalar], c: Scalar, length: int) -> list[Scalar]:
    """(c + h) times a series in h, cut to `length` terms."""
    padded = [*series, *[ZERO] * length][:length]
    return [scalars.add(scalars.mul(c, padded[j]), padded[j - 1] if j else ZERO) for j in range(length)]


def _reciprocal(series: list[Scalar], length: int) -> list[Scalar]:
    padded = [*series, *[ZERO] * length][:length]
    first = scalars.inverse(padded[0])
    found: list[Scalar] = [first]
    for j in range(1, length):
        total = scalars.add(*(scalars.mul(padded[i], found[j - i]) for i in range(1, j + 1)))
        found.append(scalars.neg(scalars.mul(first, total)))
    return found


def _series_at(shifted: Table, coefficients: list[Scalar], size: int) -> Table:
    total = matrices.zeros(size, size)
    power = matrices.identity(size)
    for c in coefficients:
        scaled = matrices.entrywise(lambda x, c=c: scalars.mul(c, x), power)  # type: ignore[misc]
        total = matrices.combine(scalars.add, total, scaled)
        power = matrices.matmul(power, shifted)
    return total


def _check(matrix: fmpq_mat, parts: list[Part]) -> None:
    """A guard: the formula against the power itself, by balls. Raises Undecidable where they disagree."""
    from math import comb

    size = matrix.nrows()
    for t in (size + 1, size + 4):
        true = rows_of(matrices.from_rational(matrix**t))
        for i in range(size):
            for j in range(size):
                total = acb(0)
                for z, k, table in parts:
                    total += comb(t, k) * near(z) ** (t - k) * near(rows_of(table)[i][j])
                if not total.overlaps(near(true[i][j])):
                    raise Undecidable("a formula for powers of a matrix that does not hold")


Grid = tuple[tuple[Expansion, ...], ...]


def power_expansion(matrix: Table, m: int, k: int) -> Grid:
    """W**(m*s + k) entry by entry, for m > 0. Raises Undecidable."""
    rational = matrices.as_rational(matrix)
    if rational is None or m <= 0:
        raise Undecidable("powers of a matrix with irrational entries")
    size = rational.nrows()
    summands: list[list[list[Expansion]]] = [[[] for _ in range(size)] for _ in range(size)]
    for z, j, table in power_parts(rational):
        factor = ex.mul(geometric(z, m, k - j), _binomial(m, k, j))
        for row, entries in enumerate(rows_of(table)):
            for column, entry in enumerate(entries):
                summands[row][column].append(ex.mul(ex.constant(entry), factor))
    return tuple(tuple(ex.add(*cell) for cell in row) for row in summands)


def _binomial(m: int, k: int, j: int) -> Expansion:
    """binomial(m*s + k, j) as a polynomial in s."""
    result = ex.constant(ONE)
    for i in range(j):
        factor = ex.add(ex.monomial(ONE, Fraction(m)), ex.constant(Fraction(k - i)))
        result = ex.mul(result, ex.mul(factor, ex.constant(Fraction(1, i + 1))))
    return result
