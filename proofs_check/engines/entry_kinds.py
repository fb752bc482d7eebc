"""The entries of a matrix of fixed size: their letters, and what its kind says of them.

Reference for the minors: Horn and Johnson, Matrix Analysis, theorem 7.2.5 (leading minors for positive definite, all
principal minors for positive semidefinite).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from proofs_check.engines.entry_algebra import Rows, determinant, product
from proofs_check.engines.word_terms import Unsupported
from proofs_check.goal import Point
from proofs_check.statement.domains import COMPLEX, REAL, SYMMETRIC_KINDS, Domain
from proofs_check.statement.terms import ONE, ZERO, Compare, Letter, Matrix, Term, fresh


@dataclass(frozen=True)
class Entries:
    """rows: a letter or 0 for every entry; letters: the different letters, in order; domain: of each of them."""

    rows: Rows
    letters: tuple[str, ...]
    domain: Domain


def entries_of(name: str, domain: Domain, shape: tuple[int, int], taken: frozenset[str]) -> Entries:
    """Letters for the entries: shared ones where the kind is symmetric, zeros outside the diagonal of diagonal ones."""
    if domain.over == "complex" and domain.kind in ("symmetric", "psd", "spd", "orthogonal"):
        raise Unsupported(f"a complex {domain.kind} matrix")
    names: list[str] = []
    rows: list[tuple[Term, ...]] = []
    for i in range(shape[0]):
        row: list[Term] = []
        for j in range(shape[1]):
            if domain.kind == "diagonal" and i != j:
                row.append(ZERO)
            elif domain.kind in SYMMETRIC_KINDS and j < i:
                row.append(rows[j][i])
            else:
                places = f"{name}_{i}" if domain.kind == "vector" else f"{name}_{i}_{j}"
                names.append(fresh(places, taken))
                row.append(Letter(names[-1]))
        rows.append(tuple(row))
    return Entries(tuple(rows), tuple(names), COMPLEX if domain.over == "complex" else REAL)


def kind_facts(domain: Domain, entries: Entries) -> tuple[Term, ...]:
    """What the kind says of the entries, beyond shared letters and zeros: an equivalent condition."""
    rows, size = entries.rows, len(entries.rows)
    if domain.kind == "spd":
        return tuple(Compare(">", _minor(rows, tuple(range(count))), ZERO) for count in range(1, size + 1))
    if domain.kind == "psd":
        choices = [chosen for count in range(1, size + 1) for chosen in combinations(range(size), count)]
        return tuple(Compare(">=", _minor(rows, chosen), ZERO) for chosen in choices)
    if domain.kind == "invertible":
        return (Compare("!=", determinant(rows), ZERO),)
    if domain.kind == "orthogonal":
        turned = tuple(zip(*rows, strict=True))
        square = product(turned, rows)
        return tuple(
            Compare("==", square[i][j], ONE if i == j else ZERO) for i in range(size) for j in range(i, size)
        )
    return ()


def _minor(rows: Rows, chosen: tuple[int, ...]) -> Term:
    return determinant(tuple(tuple(rows[i][j] for j in chosen) for i in chosen))


def as_matrix(entries: Entries, found: Point) -> Term:
    """The matrix at a point; a 1 x 1 matrix is its entry."""
    rows = tuple(
        tuple(found.get(entry.name, ZERO) if isinstance(entry, Letter) else entry for entry in row)
        for row in entries.rows
    )
    return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else Matrix(rows)
