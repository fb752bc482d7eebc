"""Sorts: whether a term is a scalar, a matrix of which size, or a truth value.

A vector is a matrix of one column; a matrix of one row and one column is a scalar. Sizes are terms; two sizes fit when
they are the same term.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    ONE,
    Apply,
    At,
    Compare,
    Connective,
    Constant,
    Diff,
    Letter,
    Limit,
    Matrix,
    Number,
    Quantified,
    Sum,
    Term,
    number,
)


@dataclass(frozen=True)
class Shape:
    """Rows and columns; the scalar shape is (1, 1)."""

    rows: Term
    columns: Term


SCALAR = Shape(ONE, ONE)
TRUTH = Shape(number(0), number(0))  # no value of the language has this shape

ELEMENTARY = (
    *("abs", "sign", "sqrt", "exp", "log", "sin", "cos", "tan", "cot", "asin", "acos", "atan", "acot"),
    *("sinh", "cosh", "tanh", "coth", "asinh", "acosh", "atanh", "acoth", "floor", "ceil", "factorial"),
    *("gamma", "harmonic", "fibonacci", "re", "im", "conj", "arg", "relu", "sigmoid", "softplus"),
)
BINARY = ("root", "atan2", "binomial", "chebyshev_t", "chebyshev_u")
MATRIX_FUNCTIONS = (
    "dot",
    "norm",
    "trace",
    "det",
    "inv",
    "eigenvalues",
    "spectral_radius",
    "identity",
    "zeros",
    "unit",
)
FUNCTIONS = (*ELEMENTARY, *BINARY, "min", "max", *MATRIX_FUNCTIONS)
ARITY: Mapping[str, int] = {
    **dict.fromkeys(ELEMENTARY, 1),
    **dict.fromkeys(BINARY, 2),
    **{"dot": 2, "norm": 1, "trace": 1, "det": 1, "inv": 1, "eigenvalues": 1, "spectral_radius": 1},
    **{"identity": 1, "zeros": 2, "unit": 2},
}


class SortError(ValueError):
    """A term whose parts do not fit; the message names what was expected and what was found."""


@dataclass(frozen=True)
class Scope:
    """What names mean: declared letters with their domains, and the sequences with the shapes of their values."""

    letters: Mapping[str, Domain]
    sequences: Mapping[str, Shape]

    def with_letter(self, name: str, domain: Domain) -> Scope:
        """The scope inside a binder."""
        return Scope({**self.letters, name: domain}, self.sequences)


def shape_of_domain(domain: Domain) -> Shape:
    """The shape of the values of a domain."""
    if domain.is_scalar:
        return SCALAR
    if domain.kind == "vector":
        return Shape(domain.size[0], ONE)
    return Shape(domain.size[0], domain.size[1])


def describe(shape: Shape) -> str:
    """A shape in words, for messages."""
    from proofs_check.statement.text import text

    if shape == SCALAR:
        return "a scalar"
    if shape == TRUTH:
        return "a statement"
    if shape.columns == ONE:
        return f"a vector of {text(shape.rows)} entries"
    return f"a {text(shape.rows)} by {text(shape.columns)} matrix"


def sort_of(term: Term, scope: Scope) -> Shape:
    """The shape of `term`, or TRUTH. Raises SortError where the parts do not fit."""
    match term:
        case Number() | Constant():
            return SCALAR
        case Letter(name=name):
            return _letter(name, scope)
        case At(name=name, index=index):
            _need_scalar(index, scope, f"the index of {name}")
            return scope.sequences[name]
        case Sum():
            return _sum(term, scope)
        case Limit(letter=letter, domain=domain, body=body):
            _need_scalar(body, scope.with_letter(letter, domain), "what a limit is taken of")
            return SCALAR
        case Diff(body=body):
            _need_scalar(body, scope, "what is differentiated")
            return SCALAR
        case Matrix(rows=rows):
            for row in rows:
                for entry in row:
                    _need_scalar(entry, scope, "an entry of a matrix")
            return Shape(number(len(rows)), number(len(rows[0])))
        case Apply():
            return _apply(term, scope)
        case Compare() | Connective() | Quantified():
            return _statement(term, scope)
        case _:
            raise SortError(f"unexpected {type(term).__name__}")


def _letter(name: str, scope: Scope) -> Shape:
    if name not in scope.letters:
        raise SortError(f"'{name}' is not declared")
    return shape_of_domain(scope.letters[name])


def _sum(term: Sum, scope: Scope) -> Shape:
    from proofs_check.statement.domains import INTEGER

    _need_scalar(term.low, scope, f"the lower end of a {term.op}")
    _need_scalar(term.high, scope, f"the upper end of a {term.op}")
    shape = sort_of(term.body, scope.with_letter(term.letter, INTEGER))
    if shape == TRUTH or (term.op == "prod" and shape != SCALAR):
        raise SortError(f"a {term.op} is taken of scalars, not of {describe(shape)}")
    return shape


def _statement(term: Compare | Connective | Quantified, scope: Scope) -> Shape:
    if isinstance(term, Compare):
        left, right = sort_of(term.left, scope), sort_of(term.right, scope)
        if TRUTH in (left, right):
            raise SortError("statements are compared with iff(p, q), not with " + term.relation)
        if left != right:
            raise SortError(f"{describe(left)} is compared with {describe(right)}")
        if left != SCALAR and term.relation not in ("==", "!="):
            raise SortError(f"{describe(left)} cannot be ordered by {term.relation}")
        return TRUTH
    inner = scope.with_letter(term.letter, term.domain) if isinstance(term, Quantified) else scope
    parts = (term.body,) if isinstance(term, Quantified) else term.parts
    for part in parts:
        if sort_of(part, inner) != TRUTH:
            raise SortError(f"'{term.op}' joins statements, not {describe(sort_of(part, inner))}")
    return TRUTH


def _need_scalar(term: Term, scope: Scope, what: str) -> None:
    shape = sort_of(term, scope)
    if shape != SCALAR:
        raise SortError(f"{what} must be a scalar, not {describe(shape)}")


def _apply(term: Apply, scope: Scope) -> Shape:
    op, args = term.op, term.args
    if op in ("identity", "zeros", "unit"):
        for arg in args:
            _need_scalar(arg, scope, f"an argument of {op}")
        if op == "unit":
            return Shape(args[0], ONE)
        return Shape(args[0], args[0] if op == "identity" else args[1])
    shapes = tuple(sort_of(arg, scope) for arg in args)
    if TRUTH in shapes:
        raise SortError(f"{op} is applied to a statement")
    if op in ("add", "sub"):
        if shapes[0] != shapes[1]:
            raise SortError(f"{describe(shapes[0])} and {describe(shapes[1])} cannot be added or subtracted")
        return shapes[0]
    if op == "neg":
        return shapes[0]
    if op == "mul":
        if SCALAR not in shapes:
            raise SortError("matrices are multiplied with @, not with *")
        return shapes[0] if shapes[1] == SCALAR else shapes[1]
    return _apply_matrix(op, shapes)


def _apply_matrix(op: str, shapes: tuple[Shape, ...]) -> Shape:
    first = shapes[0]
    if op == "div":
        if shapes[1] != SCALAR:
            raise SortError("only a scalar can be divided by")
        return first
    if op == "pow":
        if first.rows != first.columns or shapes[1] != SCALAR:
            raise SortError(
                f"a power needs a scalar or a square matrix, not {describe(first)}, and a scalar exponent"
            )
        return first
    if op == "matmul":
        if first.columns != shapes[1].rows:
            raise SortError(f"{describe(first)} @ {describe(shapes[1])}: the sizes do not fit")
        return Shape(first.rows, shapes[1].columns)
    if op == "transpose":
        return Shape(first.columns, first.rows)
    if op in ("entry", "row", "column"):
        return _entry(op, shapes)
    return _apply_function(op, shapes)


def _entry(op: str, shapes: tuple[Shape, ...]) -> Shape:
    first = shapes[0]
    if any(index != SCALAR for index in shapes[1:]):
        raise SortError("an index must be a scalar")
    if op == "row":
        return Shape(ONE, first.columns)
    if op == "column":
        return Shape(first.rows, ONE)
    if len(shapes) == 2 and first.columns != ONE:
        raise SortError(f"an entry of {describe(first)} needs two indices")
    return SCALAR


def _apply_function(op: str, shapes: tuple[Shape, ...]) -> Shape:
    first = shapes[0]
    if op == "dot":
        if first != shapes[1] or first.columns != ONE:
            raise SortError(
                f"dot needs two vectors of one size, not {describe(first)} and {describe(shapes[1])}"
            )
        return SCALAR
    if op == "norm":
        return SCALAR
    if op in ("trace", "det", "inv", "eigenvalues", "spectral_radius"):
        if first.rows != first.columns:
            raise SortError(f"{op} needs a square matrix, not {describe(first)}")
        return {"inv": first, "eigenvalues": Shape(first.rows, ONE)}.get(op, SCALAR)
    if op in ("min", "max") and len(shapes) == 1 and first.columns == ONE:
        return SCALAR
    for shape in shapes:
        if shape != SCALAR:
            raise SortError(f"{op} needs a scalar, not {describe(shape)}")
    return SCALAR


def is_counting(term: Term, scope: Scope) -> bool:
    """Whether `term` is whole and at least 1 by its form: such a number, or a letter that starts there."""
    match term:
        case Number(value=value):
            return value.denominator == 1 and value >= 1
        case Letter(name=name):
            domain = scope.letters.get(name)
            low = None if domain is None or domain.kind != "integer" else domain.low
            return low is not None and isinstance(low.at, Number) and low.at.value >= 1
        case _:
            return False
