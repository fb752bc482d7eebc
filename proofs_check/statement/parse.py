"""Reading statements, terms and domains from text.

Python's expression syntax, read with `ast` and a whitelist; nothing is evaluated. Every error is a StatementError with line
and column. The rooms: `parse_tokens` (text to tree), `parse_binders` (sum, limit, diff, exists, ...), `parse_domain`,
`parse_limits` (what is too large), `parse_context` (what names mean).
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from fractions import Fraction

from proofs_check.statement.domains import Domain, is_infinite
from proofs_check.statement.errors import StatementError, did_you_mean
from proofs_check.statement.parse_binders import BINDERS, read_binder
from proofs_check.statement.parse_context import EMPTY, Abbreviation, Context
from proofs_check.statement.parse_domain import DomainReader
from proofs_check.statement.parse_limits import MAX_DEPTH, Meter, TooLarge
from proofs_check.statement.parse_tokens import shown
from proofs_check.statement.sorts import ARITY, FUNCTIONS, TRUTH, SortError, describe, sort_of
from proofs_check.statement.terms import (
    FALSE,
    TRUE,
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
    Sum,
    Term,
    apply,
    children,
)

CONSTANTS = ("pi", "e", "i", "oo")
CONNECTIVES = ("implies", "iff")
OPERATORS: Mapping[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.Pow: "pow",
    ast.MatMult: "matmul",
}
RELATIONS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_NODES = {
    "Tuple": ("a list with commas stands here", "arguments stand in brackets after a function's name"),
    "List": ("a list stands here", "a matrix is written [[1, 2], [3, 4]]"),
    "Starred": ("a * before an argument", "arguments are given one by one"),
    "Slice": ("a : stands here", "columns are A[:, j], rows A[i, :]"),
}


def parse_statement(source: str, context: Context) -> Term:
    """The statement that `source` writes. Raises StatementError."""
    term = parse_term(source, context)
    sort = sort_of(term, context.scope)
    if sort != TRUTH:
        message = f"a statement was expected, this is {describe(sort)}"
        raise StatementError(message, 1, 1, "compare it: ... == ...")
    return term


def parse_term(source: str, context: Context) -> Term:
    """The term or statement that `source` writes. Raises StatementError."""
    try:
        return Reader(source, Meter()).read(context, 0)
    except RecursionError:
        raise StatementError("nested too deeply", 1, 1, "name parts of it in `define`") from None


def parse_domain(source: str, context: Context) -> Domain:
    """The domain that `source` writes, for instance `real in [0, 1)`. Raises StatementError."""
    return read_domain(source, context, Meter(), 0, ())


def read_domain(
    source: str, context: Context, meter: Meter, depth: int, unfolding: tuple[str, ...]
) -> Domain:
    """`parse_domain` inside another reading."""

    def read(written: str) -> Term:
        return Reader(written, meter, unfolding).read(context, depth)

    return DomainReader(source, context.scope, read).domain()


class Reader:
    """Converts one text. `unfolding` holds the names of the definitions that are being unfolded around it."""

    def __init__(self, source: str, meter: Meter, unfolding: tuple[str, ...] = ()) -> None:
        self.meter = meter
        self.source = meter.source(source)
        self.unfolding = unfolding

    def read(self, context: Context, depth: int) -> Term:
        return self.convert(self.source.tree, context, depth)

    def fail(self, message: str, node: ast.AST, hint: str = "") -> StatementError:
        line, offset = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        return StatementError(message, line, max(offset + (line > 1), 1), hint)

    def written(self, node: ast.expr) -> str:
        """The text of a node that stands on one line."""
        shift = node.lineno == 1
        end = (node.end_col_offset or node.col_offset) - shift
        return self.source.lines[node.lineno - 1][node.col_offset - shift : end]

    def convert(self, node: ast.expr, context: Context, depth: int) -> Term:
        if depth > MAX_DEPTH:
            raise self.fail(f"nested deeper than {MAX_DEPTH} levels", node, "name parts of it in `define`")
        term = self._convert(node, context, depth + 1)
        try:
            self.meter.spend(self.meter.measure(term).size)
            sort_of(term, context.scope)
        except (SortError, TooLarge) as problem:
            raise self.fail(str(problem), node) from None
        if _calculates_with_infinity(term):
            hint = "oo stands as a bound of a domain, as the point of a limit, or beside a relation"
            raise self.fail("infinity is not a number", node, hint)
        return term

    def _convert(self, node: ast.expr, context: Context, depth: int) -> Term:
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name(id=name):
                return self._name(name, node, context, depth)
            case ast.UnaryOp():
                return self._unary(node, context, depth)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
                parts = self.convert(left, context, depth), self.convert(right, context, depth)
                return _fold(OPERATORS[type(op)], *parts)
            case ast.BoolOp(op=op, values=values):
                joined = tuple(self.convert(value, context, depth) for value in values)
                return Connective("and" if isinstance(op, ast.And) else "or", joined)
            case ast.Compare():
                return self._compare(node, context, depth)
            case ast.Call():
                return self._call(node, context, depth)
            case ast.Attribute(value=value, attr="T"):
                return apply("transpose", self.convert(value, context, depth))
            case ast.Subscript():
                return self._subscript(node, context, depth)
            case ast.List(elts=rows) if rows and isinstance(rows[0], ast.List):
                return self._matrix(rows, node, context, depth)
            case _:
                kind = type(node).__name__
                message, hint = _NODES.get(kind, (f"{kind} is not in the language", ""))
                raise self.fail(message, node, hint)

    def _constant(self, node: ast.Constant) -> Term:
        if node.value is True or node.value is False:
            return TRUE if node.value else FALSE
        if isinstance(node.value, int | float):
            return Number(Fraction(self.written(node)))
        raise self.fail(
            "a text in quotes cannot stand here", node, "quotes are for domains and sides of limits"
        )

    def _name(self, name: str, node: ast.expr, context: Context, depth: int) -> Term:
        self.refuse_hidden(name, node, context)
        if name in context.named:
            return context.named[name]
        if name in context.scope.letters:
            return Letter(name)
        if name in context.scope.sequences:
            raise self.fail(f"'{name}' is a sequence", node, f"write {name}(t) with its index")
        if name in context.abbreviations:
            return self._unfold(context.abbreviations[name], (), node, context, depth)
        if name == "i" and not context.is_complex:
            message = "'i' is the imaginary unit only in a claim with complex letters"
            raise self.fail(message, node, "declare the letter i, or a complex one, in `let`")
        if name in CONSTANTS:
            return Constant(name)
        if name in (*FUNCTIONS, *BINDERS, *CONNECTIVES):
            raise self.fail(f"'{name}' is a function and not a declared letter", node, f"write {name}(...)")
        known = (*context.scope.letters, *context.scope.sequences, *context.abbreviations, *CONSTANTS)
        hint = did_you_mean(name, known) or f"declare it: let.{name} = 'real'"
        raise self.fail(f"'{name}' is not declared", node, hint)

    def refuse_hidden(self, name: str, node: ast.AST, context: Context) -> None:
        """A name that is a parameter of a definition around this one could be meant as that or as the letter."""
        if name in context.hidden:
            inside = self.unfolding[-1] if self.unfolding else "this text"
            message = (
                f"'{name}' in {inside} could mean the letter or the parameter of the definition around it"
            )
            raise self.fail(message, node, "name the parameter otherwise, or pass it on")

    def _unary(self, node: ast.UnaryOp, context: Context, depth: int) -> Term:
        inner = self.convert(node.operand, context, depth)
        if isinstance(node.op, ast.Not):
            return Connective("not", (inner,))
        if isinstance(node.op, ast.UAdd):
            return inner
        return Number(-inner.value) if isinstance(inner, Number) else apply("neg", inner)

    def _compare(self, node: ast.Compare, context: Context, depth: int) -> Term:
        sides = [self.convert(side, context, depth) for side in (node.left, *node.comparators)]
        relations = [RELATIONS[type(op)] for op in node.ops]
        if {"<", ">"} <= {relation[0] for relation in relations}:
            raise self.fail("a chain with both < and >", node, "write a < b and b > c")
        if relations.count("!=") > 1:
            message = "a chain of != says nothing about its first and its last term"
            raise self.fail(message, node, "write a != b and b != c, and a != c if that is meant")
        parts = tuple(map(Compare, relations, sides, sides[1:]))
        return parts[0] if len(parts) == 1 else Connective("and", parts)

    def _subscript(self, node: ast.Subscript, context: Context, depth: int) -> Term:
        base = self.convert(node.value, context, depth)
        indices = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        whole = [isinstance(index, ast.Slice) for index in indices]
        if len(indices) not in (1, 2) or sum(whole) > 1 or (len(indices) == 1 and whole[0]):
            raise self.fail("entries are written A[i, j] or v[i], columns A[:, j], rows A[i, :]", node)
        terms = [self.convert(index, context, depth) for index in indices if not isinstance(index, ast.Slice)]
        if any(whole):
            return apply("column" if whole[0] else "row", base, terms[0])
        return apply("entry", base, *terms)

    def _matrix(self, rows: list[ast.expr], node: ast.List, context: Context, depth: int) -> Term:
        read: list[tuple[Term, ...]] = []
        for row in rows:
            if not isinstance(row, ast.List) or not row.elts or (read and len(row.elts) != len(read[0])):
                hint = "[[1, 2], [3, 4]], a column [[1], [2]]"
                raise self.fail("a matrix is a list of rows of one length", row, hint)
            read.append(tuple(self.convert(entry, context, depth) for entry in row.elts))
        return Matrix(tuple(read))

    def _call(self, node: ast.Call, context: Context, depth: int) -> Term:
        if not isinstance(node.func, ast.Name):
            raise self.fail("only functions of the language can be called", node, "a product needs its *")
        name = node.func.id
        self.refuse_hidden(name, node.func, context)
        if name in context.scope.letters or name in context.named:
            hint = f"write {name}*(...) for a product"
            raise self.fail(f"'{name}' is a declared letter, not a function", node, hint)
        if name in context.scope.sequences:
            return At(name, self.arguments(node, 1, context, depth)[0])
        if name in context.abbreviations:
            found = context.abbreviations[name]
            values = self.arguments(node, len(found.parameters), context, depth)
            return self._unfold(found, values, node, context, depth)
        if name in BINDERS:
            return read_binder(self, name, node, context, depth)
        if name in CONNECTIVES:
            return Connective(name, self.arguments(node, 2, context, depth))
        return self._function(name, node, context, depth)

    def _function(self, name: str, node: ast.Call, context: Context, depth: int) -> Term:
        if name in ("min", "max"):
            return Apply(name, self.arguments(node, max(len(node.args), 1), context, depth))
        if name not in ARITY:
            known = (*FUNCTIONS, *BINDERS, *CONNECTIVES, *context.scope.sequences, *context.abbreviations)
            message = f"'{shown(name)}' is not a function of the language"
            raise self.fail(message, node, did_you_mean(name, known))
        return Apply(name, self.arguments(node, ARITY[name], context, depth))

    def arguments(self, node: ast.Call, count: int, context: Context, depth: int) -> tuple[Term, ...]:
        if len(node.args) != count:
            name = node.func.id if isinstance(node.func, ast.Name) else "it"
            message = f"{name} needs {count} argument{'s' * (count != 1)}, {len(node.args)} given"
            raise self.fail(message, node)
        return tuple(self.convert(arg, context, depth) for arg in node.args)

    def _unfold(
        self, found: Abbreviation, values: tuple[Term, ...], node: ast.AST, context: Context, depth: int
    ) -> Term:
        name = found.name
        if len(values) != len(found.parameters):
            message = f"{name} needs {len(found.parameters)} arguments, {len(values)} given"
            raise self.fail(message, node, f"write {name}({', '.join(found.parameters)})")
        if name in self.unfolding:
            raise self.fail(f"the definition of {name} goes round in a circle", node)
        try:
            reader = Reader(found.body, self.meter, (*self.unfolding, name))
            return reader.read(context.unfolding(found, values), depth)
        except StatementError as problem:
            known = problem.message.startswith("in the definition of ")
            inside = f"in the definition of {name}, {problem.line}:{problem.column}: "
            raise self.fail(("" if known else inside) + problem.message, node, problem.hint) from None


def _fold(op: str, left: Term, right: Term) -> Term:
    """The quotient of two numbers is the number; nothing else is ever computed while reading."""
    if op == "div" and isinstance(left, Number) and isinstance(right, Number) and right.value != 0:
        return Number(left.value / right.value)
    return apply(op, left, right)


def _calculates_with_infinity(term: Term) -> bool:
    match term:
        case Apply(op="neg", args=(Constant(),)):
            return False
        case Apply() | Matrix() | At() | Sum() | Diff():
            return any(is_infinite(part) for part in children(term))
        case Limit(body=body):
            return is_infinite(body)
        case _:
            return False


__all__ = ["EMPTY", "Abbreviation", "Context", "parse_domain", "parse_statement", "parse_term"]
