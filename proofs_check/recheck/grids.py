"""Matrices of expansions."""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.recheck import growth
from proofs_check.recheck.growth import Expansion
from proofs_check.recheck.outcome import Open

Grid = tuple[tuple[Expansion, ...], ...]


def entrywise(join: Callable[[Expansion, Expansion], Expansion], left: Grid, right: Grid) -> Grid:
    """`join` of the entries in the same places."""
    pairs = zip(left, right, strict=True)
    return tuple(tuple(join(x, y) for x, y in zip(a, b, strict=True)) for a, b in pairs)


def is_scalar(grid: Grid) -> bool:
    return len(grid) == len(grid[0]) == 1


def turned(grid: Grid) -> Grid:
    return tuple(zip(*grid, strict=True))


def product(left: Grid, right: Grid) -> Grid:
    columns = turned(right)
    return tuple(
        tuple(total([growth.mul(x, y) for x, y in zip(row, column, strict=True)]) for column in columns)
        for row in left
    )


def total(parts: list[Expansion]) -> Expansion:
    found = parts[0]
    for part in parts[1:]:
        found = growth.add(found, part)
    return found


def determinant(grid: Grid) -> Expansion:
    if len(grid) == 1:
        return grid[0][0]
    if len(grid) > 5:
        raise Open("the growth of the determinant of a large matrix")
    parts = []
    for j, entry in enumerate(grid[0]):
        minor = determinant(tuple(row[:j] + row[j + 1 :] for row in grid[1:]))
        part = growth.mul(entry, minor)
        parts.append(part if j % 2 == 0 else growth.neg(part))
    return total(parts)


def cofactor(grid: Grid, i: int, j: int) -> Expansion:
    minor = determinant(tuple(row[:j] + row[j + 1 :] for k, row in enumerate(grid) if k != i))
    return minor if (i + j) % 2 == 0 else growth.neg(minor)
