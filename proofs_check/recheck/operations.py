"""The operations of the language on values."""

from __future__ import annotations

from fractions import Fraction

from proofs_check.recheck import complexes, functions, functions_of_two, spectra, tables
from proofs_check.recheck.complexes import Complex, Number, decided
from proofs_check.recheck.functions import whole
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.place import Place, is_whole
from proofs_check.recheck.signs import compare
from proofs_check.recheck.tables import Table, entries, number, rows_of
from proofs_check.statement.sorts import BINARY, ELEMENTARY
from proofs_check.statement.terms import Apply

Operand = Number | Table


def operate(term: Apply, args: list[Operand], place: Place) -> Operand:
    """The value of an operation. Raises NoValue where it is undefined, Open."""
    op, first = term.op, args[0]
    match op:
        case "add":
            return tables.both(complexes.add, first, args[1])
        case "sub":
            return tables.both(complexes.sub, first, args[1])
        case "neg":
            return tables.each(complexes.neg, first)
        case "mul":
            scalar, other = (args[1], first) if isinstance(first, Table) else (first, args[1])
            return tables.each(lambda x: complexes.mul(number(scalar), x), other)
        case "div":
            return _quotient(first, number(args[1]))
        case "pow":
            return _power(first, number(args[1]), is_whole(term.args[1], place.domains), place.has_complex)
    if op in ELEMENTARY:
        return functions.elementary(op, number(first), place.has_complex)
    if op in BINARY:
        return functions_of_two.binary(op, number(first), number(args[1]))
    if op in ("min", "max"):
        return _extreme(op, entries(first) if len(args) == 1 else [number(arg) for arg in args])
    return _of_matrices(op, args, place)


def _quotient(above: Operand, below: Number) -> Operand:
    if complexes.is_zero(below):
        raise NoValue("a denominator is 0")
    return tables.each(lambda x: complexes.div(x, below), above)


def _power(base: Operand, exponent: Number, by_form: bool, has_complex: bool) -> Operand:
    if not isinstance(base, Table):
        return functions_of_two.power(base, exponent, by_form, has_complex)
    n = whole(exponent, "the exponent of a matrix")
    if n < 0:
        raise NoValue("a negative power of a matrix")
    return tables.power(base, n)


def _extreme(op: str, values: list[Number]) -> Number:
    best: Number | None = None
    for value in map(decided, values):
        if isinstance(value, Complex):
            raise NoValue(f"{op} of a number that is not real")
        if best is None:
            best = value
            continue
        side = compare(value, complexes.real(best))
        if (side > 0) if op == "max" else (side < 0):
            best = value
    assert best is not None
    return best


def _of_matrices(op: str, args: list[Operand], place: Place) -> Operand:
    first = args[0]
    match op:
        case "matmul":
            return tables.product(first, args[1])
        case "transpose":
            return tables.transpose(first)
        case "dot":
            return tables.product(tables.transpose(first), args[1])
        case "norm":
            return functions.modulus(decided(first)) if not isinstance(first, Table) else tables.norm(first)
        case "trace":
            return tables.trace(first)
        case "det":
            return tables.determinant(first)
        case "inv":
            return tables.inverse(first)
        case "spectral_radius":
            return spectra.spectral_radius(first)
        case "eigenvalues":
            found = spectra.eigenvalues(first)
            if not place.has_complex and any(isinstance(own, Complex) for own in found):
                raise NoValue("an eigenvalue is not real")
            return tables.table((own,) for own in found)
        case "identity" | "zeros" | "unit":
            return _built(op, [whole(number(arg), "a size or an index") for arg in args])
        case "entry" | "row" | "column":
            return _picked(op, first, [whole(number(arg), "an index") for arg in args[1:]])
    raise Open(f"the operation {op}")


def _built(op: str, sizes: list[int]) -> Operand:
    if sizes[0] < 1 or (op == "zeros" and sizes[1] < 1):
        raise NoValue("a size below 1")
    if op == "identity":
        return tables.identity(sizes[0])
    if op == "zeros":
        return tables.zeros(sizes[0], sizes[1])
    if not 0 <= sizes[1] < sizes[0]:
        raise NoValue("an index outside the vector")
    return tables.table((Fraction(k == sizes[1]),) for k in range(sizes[0]))


def _picked(op: str, value: Operand, at: list[int]) -> Operand:
    rows = rows_of(value)
    height, width = len(rows), len(rows[0])
    limits = [width] if op == "column" else [height, width]
    if any(not 0 <= index < size for index, size in zip(at, limits, strict=False)):
        raise NoValue("an index outside the matrix")
    if op == "column":
        return tables.table((row[at[0]],) for row in rows)
    if op == "row":
        return tables.table([rows[at[0]]])
    return rows[at[0]][at[1] if len(at) == 2 else 0]
