"""Square matrices of a known structure, up to four rows: those at which plausible claims about matrices fail.

Diagonal ones with few different entries, shifts and other nilpotent ones, permutations, rotations and skew blocks in one or two planes,
matrices of rank one, projections, reflections, triangular ones. All entries are rational.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import combinations_with_replacement, zip_longest

from proofs_check.exact import matrices
from proofs_check.exact.closed import ONE, ZERO
from proofs_check.exact.matrices import Table, table

MOST_ROWS = 4
DIAGONAL = (ONE, -ONE, Fraction(2), ZERO)
POSITIVE = (ONE, Fraction(2), Fraction(1, 2), Fraction(4))
Block = tuple[tuple[Fraction, ...], ...]

SKEW: Block = ((ZERO, ONE), (-ONE, ZERO))
SHIFT: Block = ((ZERO, ONE), (ZERO, ZERO))
SWAP: Block = ((ZERO, ONE), (ONE, ZERO))
TURN: Block = ((Fraction(3, 5), -Fraction(4, 5)), (Fraction(4, 5), Fraction(3, 5)))
OBLIQUE: Block = ((ONE, ONE), (ZERO, ZERO))
SHEAR: Block = ((ONE, ONE), (ZERO, ONE))
UPPER: Block = ((ONE, ONE), (ZERO, Fraction(2)))
SPLIT: Block = ((ONE, ONE), (ONE, -ONE))
FULL: Block = ((Fraction(2), ONE), (ONE, Fraction(2)))
BLOCKS = (SKEW, SHIFT, SWAP, TURN, OBLIQUE, SHEAR, UPPER, SPLIT, FULL)


@lru_cache(maxsize=64)
def structured(kind: str, rows: int) -> tuple[Table, ...]:
    """The matrices that may be of the kind (symmetric and diagonal ones are told apart here), each family in turn."""
    if not 2 <= rows <= MOST_ROWS:
        return ()
    families = [list(_diagonals(rows)), list(_blocks(rows)), list(_rank_one(rows)), list(_wide(rows))]
    mixed = [one for turn in zip_longest(*families) for one in turn if one is not None]
    return tuple(one for one in dict.fromkeys(mixed) if _may_be(kind, one))


def _may_be(kind: str, value: Table) -> bool:
    rows = matrices.rows_of(value)
    if kind == "diagonal":
        return all(entry == ZERO for i, row in enumerate(rows) for j, entry in enumerate(row) if i != j)
    return kind not in ("symmetric", "psd", "spd") or matrices.transpose(value) == value


def _of(rows: int, entries: dict[tuple[int, int], Fraction], rest: Fraction = ZERO) -> Table:
    """The matrix of the given entries; rest: what stands elsewhere."""
    return table([entries.get((i, j), rest) for j in range(rows)] for i in range(rows))


def _diagonals(rows: int) -> Iterator[Table]:
    for own in (DIAGONAL, POSITIVE):
        for entries in combinations_with_replacement(own, rows):
            yield _of(rows, {(k, k): entry for k, entry in enumerate(entries)})


def _blocks(rows: int) -> Iterator[Table]:
    """A block in the first plane, 0 or 1 on the rest of the diagonal; in two planes, once and twice as large."""
    for block in BLOCKS:
        if rows >= 4:
            for factor in (ONE, Fraction(2), -ONE):
                yield _of(rows, _at(block, 0, ONE) | _at(block, 2, factor))
        for own in (ZERO, ONE):
            rest = {(k, k): own for k in range(2, rows)}
            yield _of(rows, _at(block, 0, ONE) | rest)
            yield _of(rows, _at(block, 0, Fraction(2)) | rest)
        yield _of(rows, _at(block, 0, -ONE))


def _at(block: Block, first: int, factor: Fraction) -> dict[tuple[int, int], Fraction]:
    return {(first + i, first + j): factor * block[i][j] for i in range(2) for j in range(2)}


def _rank_one(rows: int) -> Iterator[Table]:
    """u @ v.T of a few vectors; the projection, the reflection and the sums with the identity that go with a vector."""
    ones, unit = [ONE] * rows, [ONE] + [ZERO] * (rows - 1)
    balanced = [ONE, -ONE] + [ZERO] * (rows - 2)
    rising = [Fraction(k + 1) for k in range(rows)]
    vectors = (ones, unit, balanced, rising)
    for u, v in ((u, v) for u in vectors for v in vectors):
        yield _of(rows, {(i, j): u[i] * v[j] for i in range(rows) for j in range(rows)})
    for u in (ones, balanced, rising):
        square = sum((x * x for x in u), ZERO)
        for shift, factor in ((ZERO, ONE), (ONE, -ONE), (ONE, Fraction(-2)), (ONE, square), (-ONE, square)):
            places = ((i, j) for i in range(rows) for j in range(rows))
            yield _of(rows, {(i, j): shift * (i == j) + factor * u[i] * u[j] / square for i, j in places})


def _wide(rows: int) -> Iterator[Table]:
    """Shifts and cycles of several rows, chains, triangular and skew matrices without zeros."""
    above = {(k, k + 1): ONE for k in range(rows - 1)}
    below = {(k + 1, k): ONE for k in range(rows - 1)}
    for own in (ZERO, ONE, -ONE, Fraction(1, 2)):
        yield _of(rows, above | {(k, k): own for k in range(rows)})
    yield _of(rows, above | {(rows - 1, 0): ONE})
    yield _of(rows, above | {(rows - 1, 0): -ONE})
    for own in (ZERO, ONE, Fraction(2), Fraction(3)):
        yield _of(rows, above | below | {(k, k): own for k in range(rows)})
        yield _of(
            rows, {(i, j): -x for (i, j), x in (above | below).items()} | {(k, k): own for k in range(rows)}
        )
    upper = {(i, j): ONE for i in range(rows) for j in range(i + 1, rows)}
    yield _of(rows, upper)
    yield _of(rows, upper | {(k, k): ONE for k in range(rows)})
    yield _of(rows, upper | {(k, k): Fraction(k + 1) for k in range(rows)})
    yield _of(rows, upper | {(j, i): -ONE for i, j in upper})
    yield _of(rows, above | {(j, i): -ONE for i, j in above})
    if rows > 2:
        cycle = {(0, 1): ONE, (1, 2): ONE, (2, 0): ONE}
        for own in (ZERO, ONE):
            yield _of(rows, cycle | {(k, k): own for k in range(3, rows)})
        yield _of(rows, {(0, 1): ONE, (1, 2): ONE})
