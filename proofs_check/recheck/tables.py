"""Matrices of numbers; a matrix of one row and one column is a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.recheck import complexes, numbers
from proofs_check.recheck.complexes import ONE, ZERO, Complex, Number
from proofs_check.recheck.numbers import Real
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.signs import sign

MAX_ENTRIES = 400
Rows = tuple[tuple[Number, ...], ...]


@dataclass(frozen=True)
class Table:
    """The rows of a matrix that is not 1 by 1."""

    rows: Rows


@dataclass(frozen=True)
class Infinite:
    """oo or -oo, the value of a limit."""

    sign: int


Value = Number | Table | Infinite


def rows_of(value: Value) -> Rows:
    """The rows; a number is a matrix of one row and one column."""
    if isinstance(value, Infinite):
        raise NoValue("an infinite value cannot be used in arithmetic")
    return value.rows if isinstance(value, Table) else ((value,),)


def table(rows: Iterable[Iterable[Number]]) -> Number | Table:
    listed = tuple(tuple(row) for row in rows)
    if len(listed) * len(listed[0]) > MAX_ENTRIES:
        raise Open("a large matrix")
    return listed[0][0] if len(listed) == len(listed[0]) == 1 else Table(listed)


def number(value: Value) -> Number:
    """A value that is a number by its shape."""
    if isinstance(value, Infinite):
        raise NoValue("an infinite value cannot be used in arithmetic")
    if isinstance(value, Table):
        raise TypeError("a matrix where a number is expected")
    return value


def entries(value: Value) -> list[Number]:
    return [entry for row in rows_of(value) for entry in row]


def each(change: Callable[[Number], Number], value: Value) -> Number | Table:
    return table([change(entry) for entry in row] for row in rows_of(value))


def both(change: Callable[[Number, Number], Number], left: Value, right: Value) -> Number | Table:
    pairs = zip(rows_of(left), rows_of(right), strict=True)
    return table([change(x, y) for x, y in zip(a, b, strict=True)] for a, b in pairs)


def transpose(value: Value) -> Number | Table:
    return table(zip(*rows_of(value), strict=True))


def product(left: Value, right: Value) -> Number | Table:
    columns = list(zip(*rows_of(right), strict=True))
    return table([_inner(row, column) for column in columns] for row in rows_of(left))


def _inner(row: tuple[Number, ...], column: tuple[Number, ...]) -> Number:
    return complexes.total([complexes.mul(x, y) for x, y in zip(row, column, strict=True)])


def identity(n: int) -> Number | Table:
    if n > 20:
        raise Open("a large matrix")
    return table([ONE if i == j else ZERO for j in range(n)] for i in range(n))


def zeros(m: int, n: int) -> Number | Table:
    if m * n > MAX_ENTRIES:
        raise Open("a large matrix")
    return table([ZERO] * n for _ in range(m))


def power(value: Value, n: int) -> Number | Table:
    """value**n for n >= 0."""
    if n > 2_000:
        raise Open("a high power of a matrix")
    result = identity(len(rows_of(value)))
    for bit in bin(n)[2:] if n else "":
        result = product(result, result)
        if bit == "1":
            result = product(result, value)
    return result


def trace(value: Value) -> Number:
    return complexes.total([row[i] for i, row in enumerate(rows_of(value))])


def characteristic(value: Value) -> list[Number]:
    """The coefficients c_0 = 1, c_1, ..., c_n of x**n + c_1 x**(n-1) + ... (Faddeev, Le Verrier)."""
    size = len(rows_of(value))
    if size > 12:
        raise Open("a large matrix")
    found: list[Number] = [ONE]
    kept: Number | Table = identity(size)
    for k in range(1, size + 1):
        moved = product(value, kept)
        c = complexes.div(complexes.neg(trace(moved)), Fraction(k))
        found.append(c)
        kept = both(complexes.add, moved, each(lambda x, c=c: complexes.mul(c, x), identity(size)))  # type: ignore[misc]
    return found


def determinant(value: Value) -> Number:
    """By the expansion in minors; by exact elimination where all entries are rational."""
    rows = rows_of(value)
    if all(isinstance(entry, Fraction) for row in rows for entry in row):
        return _eliminated([[entry for entry in row if isinstance(entry, Fraction)] for row in rows])
    if len(rows) > 6:
        raise Open("the determinant of a large matrix with irrational entries")
    return _minor(rows)


def _minor(rows: Rows) -> Number:
    if len(rows) == 1:
        return rows[0][0]
    parts: list[Number] = []
    for j, entry in enumerate(rows[0]):
        if entry != 0:
            part = complexes.mul(entry, _minor(tuple(row[:j] + row[j + 1 :] for row in rows[1:])))
            parts.append(part if j % 2 == 0 else complexes.neg(part))
    return complexes.total(parts)


def _eliminated(rows: list[list[Fraction]]) -> Fraction:
    result = Fraction(1)
    while rows:
        at = next((r for r, row in enumerate(rows) if row[0]), None)
        if at is None:
            return Fraction(0)
        first = rows.pop(at)
        result *= first[0] if at % 2 == 0 else -first[0]
        rows = [[x - row[0] / first[0] * y for x, y in zip(row[1:], first[1:], strict=True)] for row in rows]
    return result


def inverse(value: Value) -> Number | Table:
    """The adjugate divided by the determinant. Raises NoValue for a singular matrix."""
    rows = rows_of(value)
    below = determinant(value)
    if complexes.is_zero(below):
        raise NoValue("the inverse of a matrix whose determinant is 0")
    if len(rows) == 1:
        return complexes.div(ONE, below)
    size = range(len(rows))
    return table([complexes.div(_cofactor(rows, j, i), below) for j in size] for i in size)


def _cofactor(rows: Rows, i: int, j: int) -> Number:
    left = [row[:j] + row[j + 1 :] for k, row in enumerate(rows) if k != i]
    minor = determinant(table(left))
    return minor if (i + j) % 2 == 0 else complexes.neg(minor)


def norm(value: Value) -> Real:
    squares = [complexes.square_modulus(entry) for entry in entries(value)]
    return numbers.root(_nonnegative(numbers.total(list(squares))), 2)


def _nonnegative(x: Real) -> Real:
    """A sum of squares, with the question settled whether it is 0."""
    return x if sign(x) else Fraction(0)


def is_symmetric(value: Value) -> bool:
    rows = rows_of(value)
    return all(complexes.equal(rows[i][j], rows[j][i]) for i in range(len(rows)) for j in range(i))


def is_definite(value: Value, strictly: bool) -> bool:
    """Whether a symmetric real matrix is positive definite, or semidefinite: all its eigenvalues are real, so the signs of
    the coefficients of the characteristic polynomial decide (Descartes)."""
    if any(isinstance(entry, Complex) for entry in entries(value)):
        raise Open("the definiteness of a complex matrix")
    for k, c in enumerate(characteristic(value)[1:], start=1):
        side = sign(complexes.real(c)) * (-1) ** k
        if side < 0 or (strictly and side == 0):
            return False
    return True
