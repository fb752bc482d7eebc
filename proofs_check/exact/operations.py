"""Operations on exact values: arithmetic, functions of matrices, comparisons and connectives."""

from __future__ import annotations

from proofs_check.exact import functions, matrices, scalars
from proofs_check.exact.closed import ONE, ZERO, TooLarge
from proofs_check.exact.functions import whole
from proofs_check.exact.matrices import Table, rows_of, table
from proofs_check.exact.values import Complex, Infinite, MatrixValue, Scalar, UndefinedTerm, Value
from proofs_check.statement.terms import Apply, Term
from proofs_check.statement.text import text


def as_number(value: Table) -> Scalar:
    if isinstance(value, MatrixValue):
        raise TypeError("a number was expected, not a matrix")
    return value


def divide(term: Apply, args: list[Table]) -> Value:
    below = as_number(args[1])
    if scalars.is_zero(below):
        raise UndefinedTerm(f"the denominator {text(term.args[1])} is 0", term)
    if not isinstance(args[0], MatrixValue):
        return scalars.divide(args[0], below)
    return matrices.entrywise(lambda x: scalars.divide(x, below), args[0])


def power(base: Table, exponent: Scalar, integral: bool, is_complex: bool) -> Value:
    if not isinstance(base, MatrixValue):
        return functions.power(base, exponent, integral, is_complex)
    n = whole(exponent, "the exponent of a matrix")
    if n < 0:
        raise UndefinedTerm("a matrix is raised to a negative power")
    if n > 4_000:
        raise TooLarge("a high power of a matrix")
    return matrices.power(base, n)


def extreme(op: str, args: list[Table]) -> Value:
    entries = [entry for row in rows_of(args[0]) for entry in row] if len(args) == 1 else map(as_number, args)
    best: Scalar | None = None
    for entry in entries:
        if isinstance(entry, Complex):
            raise UndefinedTerm(f"{op} of a number that is not real")
        if best is None or isinstance(best, Complex):
            best = entry
            continue
        side = scalars.order(entry, best)
        best = entry if (side > 0 if op == "max" else side < 0) else best
    assert best is not None
    return best


def operate_matrix(op: str, args: list[Table]) -> Table:
    """Arithmetic and functions that matrices and numbers share. Raises UndefinedTerm."""
    first = args[0]
    match op:
        case "add":
            return matrices.combine(scalars.add, first, args[1])
        case "sub":
            return matrices.combine(scalars.sub, first, args[1])
        case "neg":
            return matrices.entrywise(scalars.neg, first)
        case "mul":
            return _scale(first, args[1])
        case "matmul":
            return matrices.matmul(first, args[1])
        case "transpose":
            return matrices.transpose(first)
        case "dot":
            return matrices.matmul(matrices.transpose(first), args[1])
        case "norm":
            return matrices.norm(first)
        case "trace":
            return matrices.trace(first)
        case "det":
            return matrices.det(first)
        case "inv":
            return _inverse(first)
        case "eigenvalues":
            return table((own,) for own in matrices.eigenvalues(first))
        case "spectral_radius":
            return matrices.spectral_radius(first)
        case _:
            return _indexed(op, args)


def _scale(left: Table, right: Table) -> Table:
    if isinstance(left, MatrixValue):
        left, right = right, left
    factor = as_number(left)
    return matrices.entrywise(lambda x: scalars.mul(factor, x), right)


def _inverse(value: Table) -> Table:
    found = matrices.inverse(value)
    if found is None:
        raise UndefinedTerm("the matrix has no inverse, its determinant is 0")
    return found


def _indexed(op: str, args: list[Table]) -> Table:
    if op in ("identity", "zeros", "unit"):
        return _built(op, [whole(as_number(arg), f"an argument of {op}") for arg in args])
    rows = rows_of(args[0])
    indices = [whole(as_number(arg), "an index") for arg in args[1:]]
    sizes = {"entry": (len(rows), len(rows[0])), "row": (len(rows),), "column": (len(rows[0]),)}[op]
    for index, size in zip(indices, sizes, strict=False):
        if not 0 <= index < size:
            raise UndefinedTerm(f"the index {index} lies outside 0..{size - 1}")
    if op == "row":
        return table([rows[indices[0]]])
    if op == "column":
        return table((row[indices[0]],) for row in rows)
    return rows[indices[0]][indices[1] if len(indices) == 2 else 0]


def _built(op: str, sizes: list[int]) -> Table:
    count = sizes[0]
    if count < 1 or (op == "zeros" and sizes[1] < 1):
        raise UndefinedTerm(f"a size in {op} is below 1")
    if op == "identity":
        return matrices.identity(count)
    if op == "zeros":
        return matrices.zeros(count, sizes[1])
    if not 0 <= sizes[1] < count:
        raise UndefinedTerm(f"the index {sizes[1]} lies outside 0..{count - 1}")
    return table((ONE if k == sizes[1] else ZERO,) for k in range(count))


def compare(relation: str, left: Value, right: Value, term: Term | None = None) -> bool:
    """Whether two values stand in the relation. Raises UndefinedTerm, Undecidable."""
    if isinstance(left, MatrixValue) or isinstance(right, MatrixValue):
        if isinstance(left, Infinite) or isinstance(right, Infinite):
            raise UndefinedTerm("a matrix is compared with an infinite value", term)
        pairs = zip(rows_of(left), rows_of(right), strict=True)
        same = all(scalars.equal(x, y) for a, b in pairs for x, y in zip(a, b, strict=True))
        return same == (relation == "==")
    if isinstance(left, Infinite) or isinstance(right, Infinite):
        return _related(relation, _compare_infinite(left, right, relation, term))
    if relation in ("==", "!="):
        return scalars.equal(left, right) == (relation == "==")
    if isinstance(left, Complex) or isinstance(right, Complex):
        raise UndefinedTerm("numbers that are not real are not ordered", term)
    return _related(relation, scalars.order(left, right))


def _compare_infinite(left: Value, right: Value, relation: str, term: Term | None) -> int:
    if isinstance(left, Complex) or isinstance(right, Complex):
        if relation in ("==", "!="):
            return 1
        raise UndefinedTerm("numbers that are not real are not ordered", term)
    return (left.sign if isinstance(left, Infinite) else 0) - (
        right.sign if isinstance(right, Infinite) else 0
    )


def _related(relation: str, side: int) -> bool:
    return {
        "==": side == 0,
        "!=": side != 0,
        "<": side < 0,
        "<=": side <= 0,
        ">": side > 0,
        ">=": side >= 0,
    }[relation]


def join(op: str, parts: list[bool]) -> bool:
    match op:
        case "and":
            return all(parts)
        case "or":
            return any(parts)
        case "not":
            return not parts[0]
        case "implies":
            return not parts[0] or parts[1]
        case _:
            return parts[0] == parts[1]
