"""Matrices of asymptotic expansions: products, powers, determinants and inverses."""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.exact import expansions as ex
from proofs_check.exact.asymptotics import Calculus
from proofs_check.exact.closed import ONE, ZERO
from proofs_check.exact.expansions import Expansion
from proofs_check.exact.powers import Grid
from proofs_check.exact.values import Undecidable


def square_sum(grid: Grid) -> Expansion:
    """The sum of the squared moduli of the entries."""
    return ex.add(*(ex.mul(x, ex.conj(x)) for row in grid for x in row))


def entrywise2(change: Callable[[Expansion, Expansion], Expansion], left: Grid, right: Grid) -> Grid:
    """Two grids of one size, entry by entry."""
    return tuple(
        tuple(change(x, y) for x, y in zip(a, b, strict=True)) for a, b in zip(left, right, strict=True)
    )


def scaled(left: Grid, right: Grid) -> Grid:
    """The product of a number and a grid, in either order."""
    if len(left) == len(left[0]) == 1:
        left, right = right, left
    factor = right[0][0]
    return tuple(tuple(ex.mul(factor, x) for x in row) for row in left)


def transpose(grid: Grid) -> Grid:
    """Rows for columns."""
    return tuple(zip(*grid, strict=True))


def matmul(left: Grid, right: Grid) -> Grid:
    """The matrix product."""
    columns = transpose(right)
    return tuple(
        tuple(ex.add(*(ex.mul(x, y) for x, y in zip(row, column, strict=True))) for column in columns)
        for row in left
    )


def grid_power(base: Grid, n: int) -> Grid:
    """The n-th power, n >= 0."""
    size = range(len(base))
    result: Grid = tuple(tuple(ex.constant(ONE if i == j else ZERO) for j in size) for i in size)
    for _ in range(n):
        result = matmul(result, base)
    return result


def det(grid: Grid) -> Expansion:
    """The determinant by expansion along the first row."""
    if len(grid) == 1:
        return grid[0][0]
    if len(grid) > 4:
        raise Undecidable("the growth of a large determinant")
    parts = []
    for j, entry in enumerate(grid[0]):
        part = ex.mul(entry, det(_minor(grid, 0, j)))
        parts.append(part if j % 2 == 0 else ex.neg(part))
    return ex.add(*parts)


def _minor(grid: Grid, i: int, j: int) -> Grid:
    return tuple((*row[:j], *row[j + 1 :]) for k, row in enumerate(grid) if k != i)


def inverse(grid: Grid, calculus: Calculus) -> Grid:
    """The inverse by cofactors."""
    scale = calculus.inverse(det(grid))
    if len(grid) == 1:
        return ((scale,),)
    size = range(len(grid))

    def cofactor(i: int, j: int) -> Expansion:
        value = ex.mul(scale, det(_minor(grid, j, i)))
        return value if (i + j) % 2 == 0 else ex.neg(value)

    return tuple(tuple(cofactor(i, j) for j in size) for i in size)
