"""Whether the values of a point lie in the domains of their letters."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.recheck import complexes, numbers, signs, tables
from proofs_check.recheck.complexes import Complex, decided
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.place import Place
from proofs_check.recheck.signs import compare
from proofs_check.recheck.tables import Infinite, Table, Value, entries, rows_of
from proofs_check.statement.domains import Bound, Domain

if TYPE_CHECKING:
    from proofs_check.recheck.evaluate import Evaluation


def contains(domain: Domain, value: Value, place: Place, evaluation: Evaluation) -> bool:
    """Whether a value lies in a domain. Raises NoValue where a bound is undefined, Open."""
    if isinstance(value, Infinite) or (domain.is_scalar and isinstance(value, Table)):
        return False
    if domain.is_scalar:
        return _has_number(domain, decided(tables.number(value)), place, evaluation)
    rows = rows_of(value)
    sizes = [decided(evaluation.number(size, place)) for size in domain.size]
    if sizes + [Fraction(1)] * (2 - len(sizes)) != [len(rows), len(rows[0])]:
        return False
    if domain.over == "real" and any(isinstance(decided(entry), Complex) for entry in entries(value)):
        return False
    return _has_matrix(domain.kind, value)


def _has_number(domain: Domain, z: complexes.Number, place: Place, evaluation: Evaluation) -> bool:
    if domain.nonzero and complexes.is_zero(z):
        return False
    if domain.kind == "complex":
        return True
    if isinstance(z, Complex):
        return False
    if domain.kind == "integer" and compare(z, Fraction(signs.floor(z))) != 0:
        return False
    return _beside(domain.low, z, 1, place, evaluation) and _beside(domain.high, z, -1, place, evaluation)


def _beside(end: Bound | None, x: numbers.Real, side: int, place: Place, evaluation: Evaluation) -> bool:
    """Whether x lies above (side 1) or below (side -1) an end."""
    if end is None:
        return True
    at = evaluation.value(end.at, place)
    if isinstance(at, Infinite):
        return at.sign == -side
    bound = decided(tables.number(at))
    if isinstance(bound, Complex):
        raise Open("a bound that is not real")
    found = side * compare(x, bound)
    return found > 0 or (found == 0 and end.closed)


def _has_matrix(kind: str, value: complexes.Number | Table) -> bool:
    if kind in ("vector", "matrix"):
        return True
    if kind in ("symmetric", "psd", "spd", "orthogonal") and any(
        isinstance(decided(entry), Complex) for entry in entries(value)
    ):
        raise Open(f"whether a complex matrix is '{kind}'")
    rows = rows_of(value)
    match kind:
        case "symmetric":
            return tables.is_symmetric(value)
        case "psd" | "spd":
            return tables.is_symmetric(value) and tables.is_definite(value, kind == "spd")
        case "diagonal":
            return all(
                complexes.is_zero(x) for i, row in enumerate(rows) for j, x in enumerate(row) if i != j
            )
        case "orthogonal":
            found = tables.product(tables.transpose(value), value)
            pairs = zip(entries(found), entries(tables.identity(len(rows))), strict=True)
            return all(complexes.equal(x, y) for x, y in pairs)
        case "invertible":
            return not complexes.is_zero(tables.determinant(value))
    raise Open(f"the kind '{kind}'")
