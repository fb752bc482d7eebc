"""Matrices of a small fixed size that may show an existence: proposals only, whatever they are worth is proved elsewhere.

Closed statements get the classical examples: matrices with one entry 1, rotations, exchanges, nilpotent shifts, triangular and
diagonal ones. A positive definite 2x2 matrix [[a, b], [b, c]] gets its triangular factor [[sqrt(a), 0], [b/sqrt(a), sqrt(c - b**2/a)]].

Reference: Horn and Johnson, Matrix Analysis, corollary 7.2.9 (Cholesky).
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.calculus_terms import minus, over
from proofs_check.goal import Goal
from proofs_check.statement.sorts import shape_of_domain
from proofs_check.statement.terms import (
    ZERO,
    Letter,
    Matrix,
    Quantified,
    Term,
    apply,
    free_letters,
    number,
)

Examples = tuple[tuple[tuple[int, ...], ...], ...]
TWO_BY_TWO: Examples = (
    ((0, 1), (0, 0)),
    ((0, 0), (1, 0)),
    ((1, 0), (0, 0)),
    ((0, 0), (0, 1)),
    ((0, -1), (1, 0)),
    ((0, 1), (1, 0)),
    ((1, 0), (0, -1)),
    ((1, 1), (0, 1)),
    ((2, 0), (0, 1)),
    ((2, 1), (1, 1)),
)
THREE_BY_THREE: Examples = (
    ((0, 1, 0), (0, 0, 1), (0, 0, 0)),
    ((0, 0, 1), (0, 0, 0), (0, 0, 0)),
    ((0, 1, 0), (0, 0, 0), (0, 0, 0)),
    ((0, 0, 0), (1, 0, 0), (0, 0, 0)),
    ((1, 0, 0), (0, 0, 0), (0, 0, 0)),
    ((0, 1, 0), (0, 0, 1), (1, 0, 0)),
    ((0, -1, 0), (1, 0, 0), (0, 0, 1)),
    ((0, 1, 0), (-1, 0, 0), (0, 0, 0)),
    ((1, 0, 0), (0, -1, 0), (0, 0, 1)),
    ((1, 1, 0), (0, 1, 0), (0, 0, 1)),
)


def small_matrices(statement: Quantified, goal: Goal) -> Iterator[Term]:
    """Matrices of the shape that is asked for, of size 2 or 3."""
    shape = shape_of_domain(statement.domain)
    if shape.rows != shape.columns or statement.domain.kind == "vector":
        return
    if shape.rows == number(2):
        yield from _triangular_factors(goal)
    if free_letters(statement):
        return
    examples = next((rows for rows in (TWO_BY_TWO, THREE_BY_THREE) if number(len(rows[0])) == shape.rows), ())
    for rows in examples:
        yield Matrix(tuple(tuple(map(number, row)) for row in rows))


def _triangular_factors(goal: Goal) -> Iterator[Matrix]:
    """L with zeros above the diagonal and L @ L.T == A, for positive definite letters A."""
    for name, domain in goal.letters:
        if domain.kind == "spd" and domain.over == "real" and domain.size == (number(2), number(2)):
            first, mixed, last = (_entry(name, *place) for place in ((0, 0), (1, 0), (1, 1)))
            root = apply("sqrt", first)
            rest = minus(last, over(apply("pow", mixed, number(2)), first))
            yield Matrix(((root, ZERO), (over(mixed, root), apply("sqrt", rest))))


def _entry(name: str, row: int, column: int) -> Term:
    return apply("entry", Letter(name), number(row), number(column))
