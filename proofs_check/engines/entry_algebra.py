"""Sums, products and determinants of matrices that are written out, entry by entry, as scalar terms.

Terms stay as small as 0, 1 and plain numbers allow; nothing else is rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from proofs_check.statement.terms import ONE, ZERO, Number, Term, apply

Rows = tuple[tuple[Term, ...], ...]


def plus(left: Term, right: Term) -> Term:
    """left + right, where 0 is left out."""
    if isinstance(left, Number) and isinstance(right, Number):
        return Number(left.value + right.value)
    if left == ZERO:
        return right
    return left if right == ZERO else apply("add", left, right)


def minus(left: Term, right: Term) -> Term:
    """left - right, where 0 is left out."""
    if isinstance(left, Number) and isinstance(right, Number):
        return Number(left.value - right.value)
    if right == ZERO:
        return left
    return negative(right) if left == ZERO else apply("sub", left, right)


def negative(term: Term) -> Term:
    """-term."""
    return Number(-term.value) if isinstance(term, Number) else apply("neg", term)


def times(left: Term, right: Term) -> Term:
    """left * right, where a factor 1 is left out and a factor 0 gives 0."""
    if isinstance(left, Number) and isinstance(right, Number):
        return Number(left.value * right.value)
    if ZERO in (left, right):
        return ZERO
    if left == ONE:
        return right
    return left if right == ONE else apply("mul", left, right)


def over(left: Term, right: Term) -> Term:
    """left / right; the quotient of numbers is a number."""
    if isinstance(left, Number) and isinstance(right, Number) and right.value:
        return Number(left.value / right.value)
    return left if right == ONE else apply("div", left, right)


def total(terms: Iterable[Term]) -> Term:
    """The sum."""
    result: Term = ZERO
    for term in terms:
        result = plus(result, term)
    return result


def product(left: Rows, right: Rows) -> Rows:
    """The matrix product."""
    columns = tuple(zip(*right, strict=True))
    return tuple(
        tuple(total(times(a, b) for a, b in zip(row, column, strict=True)) for column in columns)
        for row in left
    )


def identity(size: int) -> Rows:
    """The identity matrix."""
    return tuple(tuple(ONE if i == j else ZERO for j in range(size)) for i in range(size))


def transpose(rows: Rows) -> Rows:
    """The plain transpose."""
    return tuple(zip(*rows, strict=True))


def without(rows: Rows, row: int, column: int) -> Rows:
    """The matrix without a row and a column."""
    return tuple(
        tuple(entry for j, entry in enumerate(its) if j != column) for i, its in enumerate(rows) if i != row
    )


def determinant(rows: Rows) -> Term:
    """The determinant, by expansion along the first row."""
    if not rows:
        return ONE
    result: Term = ZERO
    for column, entry in enumerate(rows[0]):
        part = times(entry, determinant(without(rows, 0, column)))
        result = minus(result, part) if column % 2 else plus(result, part)
    return result


def inverse(rows: Rows) -> Rows:
    """The adjugate over the determinant."""
    size, bottom = len(rows), determinant(rows)
    signed = [[determinant(without(rows, j, i)) for j in range(size)] for i in range(size)]
    return tuple(
        tuple(over(negative(signed[i][j]) if (i + j) % 2 else signed[i][j], bottom) for j in range(size))
        for i in range(size)
    )


def characteristic(rows: Rows) -> tuple[Term, ...]:
    """The sums of the principal minors of sizes 1, ..., n: the elementary symmetric functions of the eigenvalues."""
    size = len(rows)
    return tuple(
        total(
            determinant(tuple(tuple(rows[i][j] for j in chosen) for i in chosen))
            for chosen in combinations(range(size), count)
        )
        for count in range(1, size + 1)
    )
