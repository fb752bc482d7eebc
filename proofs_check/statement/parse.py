"""Reading statements, terms and domains from text.

Python's expression syntax, read with `ast` and a whitelist; nothing is evaluated. Every error is a StatementError with line
and column. Length, depth and the size of integers are bounded, for the text may come from anybody.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.statement.domains import (
    INTEGER,
    MATRIX_KINDS,
    Bound,
    Domain,
)
from proofs_check.statement.errors import StatementError, did_you_mean
from proofs_check.statement.sorts import (
    ARITY,
    FUNCTIONS,
    SCALAR,
    TRUTH,
    Scope,
    SortError,
    describe,
    sort_of,
)
from proofs_check.statement.terms import (
    FALSE,
    INFINITY,
    TRUE,
    ZERO,
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
    apply,
    number,
)

MAX_LENGTH = 8_000
MAX_DEPTH = 120
MAX_DIGITS = 400
MAX_NODES = 5_000

CONSTANTS = ("pi", "e", "i", "oo")
BINDERS = ("sum", "prod", "diff", "limit", "exists", "forall")
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


@dataclass(frozen=True)
class Abbreviation:
    """A name for a term, with parameters: `J(y)` for `dot(y, H @ y)/2`; unfolded where it is used."""

    name: str
    parameters: tuple[str, ...]
    body: str


@dataclass(frozen=True)
class Context:
    """What a text may speak of: letters and sequences in scope, abbreviations, and terms that stand for names."""

    scope: Scope
    abbreviations: Mapping[str, Abbreviation]
    named: Mapping[str, Term]

    def with_letter(self, name: str, domain: Domain) -> Context:
        """The context inside a binder; the bound letter hides everything of its name."""
        kept = {key: value for key, value in self.named.items() if key != name}
        return Context(self.scope.with_letter(name, domain), self.abbreviations, kept)

    def with_named(self, named: Mapping[str, Term]) -> Context:
        """The context in which parameters stand for terms."""
        return Context(self.scope, self.abbreviations, {**self.named, **named})

    @property
    def is_complex(self) -> bool:
        return any(domain.is_complex for domain in self.scope.letters.values())


EMPTY = Context(Scope({}, {}), {}, {})


def parse_statement(source: str, context: Context) -> Term:
    """The statement that `source` writes. Raises StatementError."""
    term = parse_term(source, context)
    if sort_of(term, context.scope) != TRUTH:
        raise StatementError(
            f"a statement was expected, this is {describe(sort_of(term, context.scope))}",
            1,
            1,
            "compare it: ... == ...",
        )
    return term


def parse_term(source: str, context: Context) -> Term:
    """The term or statement that `source` writes. Raises StatementError."""
    return _Reader(source, context, 0, [MAX_NODES]).read()


class _Reader:
    """Converts one text. `unfolded` counts the abbreviations that are being unfolded around it; `left` holds how many
    nodes may still be read, all unfoldings together, for definitions that double each other grow exponentially."""

    def __init__(self, source: str, context: Context, unfolded: int, left: list[int]) -> None:
        self.left = left
        self.source = source
        self.lines = [line.encode() for line in source.splitlines()]
        self.context = context
        self.unfolded = unfolded

    def read(self) -> Term:
        return self.convert(_tree(self.source), self.context, 0)

    def fail(self, message: str, node: ast.AST, hint: str = "") -> StatementError:
        line = getattr(node, "lineno", 1)
        offset = getattr(node, "col_offset", 0)
        row = self.lines[line - 1] if line <= len(self.lines) else b""
        return StatementError(message, line, len(row[:offset].decode(errors="replace")) + 1, hint)

    def convert(self, node: ast.expr, context: Context, depth: int) -> Term:
        if depth > MAX_DEPTH:
            raise self.fail(f"nested deeper than {MAX_DEPTH} levels", node, "name parts of it in `define`")
        self.left[0] -= 1
        if self.left[0] < 0:
            raise self.fail(f"larger than {MAX_NODES} terms once the definitions are unfolded", node)
        term = self._convert(node, context, depth + 1)
        try:
            sort_of(term, context.scope)
        except SortError as problem:
            raise self.fail(str(problem), node) from None
        return term

    def _convert(self, node: ast.expr, context: Context, depth: int) -> Term:
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name(id=name):
                return self._name(name, node, context)
            case ast.UnaryOp():
                return self._unary(node, context, depth)
            case ast.BinOp(left=left, op=op, right=right):
                if type(op) not in OPERATORS:
                    raise self.fail(
                        f"the operator {type(op).__name__} is not in the language", node, _operator_hint(op)
                    )
                return _fold(
                    OPERATORS[type(op)],
                    self.convert(left, context, depth),
                    self.convert(right, context, depth),
                )
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
            case ast.List():
                return self._matrix(node, context, depth)
            case _:
                raise self.fail(f"{type(node).__name__} is not in the language", node)

    def _constant(self, node: ast.Constant) -> Term:
        if node.value is True or node.value is False:
            return TRUE if node.value else FALSE
        if isinstance(node.value, int | float):
            return self._number(node)
        kind = "a text" if isinstance(node.value, str) else f"{node.value!r}"
        raise self.fail(
            f"{kind} cannot stand here",
            node,
            "the imaginary unit is i" if isinstance(node.value, complex) else "",
        )

    def _number(self, node: ast.Constant) -> Term:
        written = (ast.get_source_segment(self.source, node) or "").replace("_", "")
        if not re.fullmatch(r"\d+(\.\d*)?|\.\d+", written):
            raise self.fail(f"'{written}' is not a plain decimal", node, "write powers of ten as 10**(-8)")
        if len(written) > MAX_DIGITS:
            raise self.fail(f"a number of more than {MAX_DIGITS} digits", node)
        return Number(Fraction(written))

    def _name(self, name: str, node: ast.expr, context: Context) -> Term:
        if name in context.named:
            return context.named[name]
        if name in context.scope.letters:
            return Letter(name)
        if name in context.scope.sequences:
            raise self.fail(f"'{name}' is a sequence", node, f"write {name}(t) with its index")
        if name in context.abbreviations:
            return self._unfold(context.abbreviations[name], (), node, context)
        if name == "i" and not context.is_complex:
            raise self.fail(
                "'i' is the imaginary unit only in a claim with complex letters", node, "declare it in `let`"
            )
        if name in CONSTANTS:
            return Constant(name)
        if name in FUNCTIONS or name in BINDERS:
            raise self.fail(
                f"'{name}' is a function and not declared as a letter", node, f"write {name}(...)"
            )
        raise self.fail(
            f"'{name}' is not declared", node, did_you_mean(name, (*context.scope.letters, *CONSTANTS))
        )

    def _unary(self, node: ast.UnaryOp, context: Context, depth: int) -> Term:
        inner = self.convert(node.operand, context, depth)
        if isinstance(node.op, ast.Not):
            return Connective("not", (inner,))
        if isinstance(node.op, ast.UAdd):
            return inner
        if isinstance(node.op, ast.USub):
            return Number(-inner.value) if isinstance(inner, Number) else apply("neg", inner)
        raise self.fail("the operator ~ is not in the language", node, "write `not`")

    def _compare(self, node: ast.Compare, context: Context, depth: int) -> Term:
        sides = [self.convert(side, context, depth) for side in (node.left, *node.comparators)]
        parts: list[Term] = []
        for index, op in enumerate(node.ops):
            if type(op) not in RELATIONS:
                raise self.fail(f"the relation {type(op).__name__} is not in the language", node)
            parts.append(Compare(RELATIONS[type(op)], sides[index], sides[index + 1]))
        return parts[0] if len(parts) == 1 else Connective("and", tuple(parts))

    def _subscript(self, node: ast.Subscript, context: Context, depth: int) -> Term:
        base = self.convert(node.value, context, depth)
        indices = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        whole = [
            isinstance(index, ast.Slice) and not (index.lower or index.upper or index.step)
            for index in indices
        ]
        if len(indices) not in (1, 2) or sum(whole) > 1 or (len(indices) == 1 and whole[0]):
            raise self.fail("entries are written A[i, j] or v[i], columns A[:, j], rows A[i, :]", node)
        terms = [
            self.convert(index, context, depth)
            for index, all_ in zip(indices, whole, strict=True)
            if not all_
        ]
        if any(whole):
            return apply("column" if whole[0] else "row", base, terms[0])
        return apply("entry", base, *terms)

    def _matrix(self, node: ast.List, context: Context, depth: int) -> Term:
        rows = [row.elts for row in node.elts if isinstance(row, ast.List)]
        if not rows or len(rows) != len(node.elts) or not rows[0] or len({len(row) for row in rows}) != 1:
            raise self.fail(
                "a matrix is a list of rows of one length", node, "[[1, 2], [3, 4]], a column [[1], [2]]"
            )
        return Matrix(tuple(tuple(self.convert(entry, context, depth) for entry in row) for row in rows))

    def _call(self, node: ast.Call, context: Context, depth: int) -> Term:
        if not isinstance(node.func, ast.Name):
            raise self.fail("only functions of the language can be called", node)
        if node.keywords:
            raise self.fail("arguments are given by position", node)
        name = node.func.id
        if name in context.scope.letters or name in context.named:
            raise self.fail(
                f"'{name}' is a declared letter, not a function", node, f"write {name}*(...) for a product"
            )
        if name in context.scope.sequences:
            index = self._arguments(node, 1, context, depth)[0]
            return At(name, index)
        if name in context.abbreviations:
            found = context.abbreviations[name]
            return self._unfold(
                found, self._arguments(node, len(found.parameters), context, depth), node, context
            )
        if name in BINDERS:
            return self._binder(name, node, context, depth)
        if name in CONNECTIVES:
            return Connective(name, self._arguments(node, 2, context, depth))
        return self._function(name, node, context, depth)

    def _function(self, name: str, node: ast.Call, context: Context, depth: int) -> Term:
        if name in ("min", "max"):
            if not node.args:
                raise self.fail(f"{name} needs an argument", node)
            return Apply(name, tuple(self.convert(arg, context, depth) for arg in node.args))
        if name not in ARITY:
            hint = did_you_mean(name, (*FUNCTIONS, *BINDERS, *CONNECTIVES, *context.scope.sequences))
            raise self.fail(f"'{name}' is not a function of the language", node, hint)
        return Apply(name, self._arguments(node, ARITY[name], context, depth))

    def _arguments(self, node: ast.Call, count: int, context: Context, depth: int) -> tuple[Term, ...]:
        if len(node.args) != count:
            name = node.func.id if isinstance(node.func, ast.Name) else "it"
            raise self.fail(
                f"{name} needs {count} argument{'s' * (count != 1)}, {len(node.args)} given", node
            )
        return tuple(self.convert(arg, context, depth) for arg in node.args)

    def _unfold(self, found: Abbreviation, values: tuple[Term, ...], node: ast.AST, context: Context) -> Term:
        if len(values) != len(found.parameters):
            raise self.fail(
                f"{found.name} needs {len(found.parameters)} arguments, {len(values)} given", node
            )
        if self.unfolded >= 20:
            raise self.fail(f"the definition of {found.name} goes round in a circle", node)
        inner = context.with_named(dict(zip(found.parameters, values, strict=True)))
        try:
            return _Reader(found.body, inner, self.unfolded + 1, self.left).read()
        except StatementError as problem:
            raise self.fail(
                f"in the definition of {found.name}: {problem.message}", node, problem.hint
            ) from None

    def _binder(self, name: str, node: ast.Call, context: Context, depth: int) -> Term:
        args = node.args
        if name in ("exists", "forall"):
            return self._quantifier(name, node, context, depth)
        allowed = {"sum": (4,), "prod": (4,), "diff": (2,), "limit": (3, 4)}[name]
        if len(args) not in allowed or not isinstance(args[1], ast.Name):
            form = {"diff": "diff(term, x)", "limit": "limit(term, t, oo) or limit(term, x, 0, '+')"}
            raise self.fail(f"{name} is written {form.get(name, f'{name}(term, k, a, b)')}", node)
        letter = args[1].id
        if name == "diff":
            if letter not in context.scope.letters:
                raise self.fail(f"'{letter}' is not declared", args[1])
            return Diff(self.convert(args[0], context, depth), letter)
        if name == "limit":
            return self._limit(letter, node, context, depth)
        body = self.convert(args[0], context.with_letter(letter, INTEGER), depth)
        return Sum(
            name, letter, body, self.convert(args[2], context, depth), self.convert(args[3], context, depth)
        )

    def _limit(self, letter: str, node: ast.Call, context: Context, depth: int) -> Term:
        domain = context.scope.letters.get(letter)
        if domain is None or not domain.is_scalar:
            raise self.fail(
                f"the limit's letter '{letter}' is not declared as a number in `let`", node.args[1]
            )
        side = node.args[3].value if len(node.args) == 4 and isinstance(node.args[3], ast.Constant) else ""
        if side not in ("", "+", "-") or (len(node.args) == 4 and not side):
            raise self.fail("the side of a limit is '+' or '-'", node.args[-1])
        body = self.convert(node.args[0], context.with_letter(letter, domain), depth)
        return Limit(letter, domain, body, self.convert(node.args[2], context, depth), str(side))

    def _quantifier(self, name: str, node: ast.Call, context: Context, depth: int) -> Term:
        args = node.args
        if len(args) != 3 or not isinstance(args[0], ast.Name) or not isinstance(args[1], ast.Constant):
            raise self.fail(f"{name} is written {name}(c, 'real in [0, oo)', statement)", node)
        if not isinstance(args[1].value, str):
            raise self.fail("the domain is a text, as in `let`", args[1])
        try:
            domain = parse_domain(args[1].value, context)
        except StatementError as problem:
            raise self.fail(problem.message, args[1], problem.hint) from None
        body = self.convert(args[2], context.with_letter(args[0].id, domain), depth)
        if sort_of(body, context.scope.with_letter(args[0].id, domain)) != TRUTH:
            raise self.fail(f"{name} needs a statement", args[2])
        return Quantified(name, args[0].id, domain, body)


def _tree(source: str) -> ast.expr:
    if len(source) > MAX_LENGTH:
        raise StatementError(f"longer than {MAX_LENGTH} characters", 1, 1, "name parts of it in `define`")
    if "\0" in source:
        raise StatementError("a NUL character", 1, source.index("\0") + 1)
    if not source.strip():
        raise StatementError("nothing is written here", 1, 1)
    try:
        return ast.parse(source, mode="eval").body
    except SyntaxError as problem:
        raise StatementError(
            f"cannot be read: {problem.msg}", problem.lineno or 1, problem.offset or 1, _syntax_hint(source)
        ) from None
    except (RecursionError, MemoryError, ValueError, OverflowError) as problem:
        raise StatementError(
            f"cannot be read: {problem}", 1, 1, "it is nested too deeply or a number is too long"
        ) from None


def _syntax_hint(source: str) -> str:
    if "^" in source or "=" in re.sub(r"[=!<>]=", "", source):
        return "equality is ==, powers are **"
    if re.search(r"\d[A-Za-z(]", source):
        return "a product needs its *: 2*x"
    if "lambda" in source:
        return "lambda is a word of Python; use lambda_"
    return ""


def _operator_hint(op: ast.operator) -> str:
    return {
        "BitXor": "powers are written **",
        "FloorDiv": "write floor(a/b)",
        "Mod": "write a - b*floor(a/b)",
    }.get(type(op).__name__, "")


def _fold(op: str, left: Term, right: Term) -> Term:
    """The quotient of two numbers is the number; nothing else is ever computed while reading."""
    if op == "div" and isinstance(left, Number) and isinstance(right, Number) and right.value != 0:
        return Number(left.value / right.value)
    return apply(op, left, right)


SIGNS: Mapping[str, tuple[Bound | None, Bound | None, bool]] = {
    "positive": (Bound(ZERO, False), None, False),
    "negative": (None, Bound(ZERO, False), False),
    "nonnegative": (Bound(ZERO, True), None, False),
    "nonpositive": (None, Bound(ZERO, True), False),
    "nonzero": (None, None, True),
}
DOMAIN_WORDS = (*SIGNS, "real", "integer", "natural", "complex", "vector", *MATRIX_KINDS)


def parse_domain(source: str, context: Context) -> Domain:
    """The domain that `source` writes, for instance `real in [0, 1)`. Raises StatementError."""
    match = re.fullmatch(r"\s*((?:[a-z]+\s+)*[a-z]+)\s*(.*?)\s*", source, re.DOTALL)
    if not match or len(source) > MAX_LENGTH:
        raise StatementError(
            f"'{source[:60]}' is not a domain", 1, 1, "for instance 'real', 'integer >= 1', 'real in [0, 1)'"
        )
    words, rest = match[1].split(), match[2]
    if words[-1] == "in":
        words, rest = words[:-1], f"in {rest}"
    for word in words:
        if word not in DOMAIN_WORDS:
            raise StatementError(
                f"'{word}' is not a domain", 1, source.index(word) + 1, did_you_mean(word, DOMAIN_WORDS)
            )
    if words[-1] == "vector" or words[-1] in MATRIX_KINDS:
        return _matrix_domain(words, rest, source, context)
    return _interval(_scalar_domain(words, source), rest, source, context)


def _matrix_domain(words: list[str], rest: str, source: str, context: Context) -> Domain:
    kind = words[-1]
    if words[:-1] not in ([], ["complex"], ["real"]):
        raise StatementError(f"'{source}' is not a domain", 1, 1, f"'{kind}(n)' or 'complex {kind}(n)'")
    sizes = _split(rest[1:-1]) if rest.startswith("(") and rest.endswith(")") else []
    needed = 2 if kind == "matrix" else 1
    if len(sizes) != needed:
        raise StatementError(
            f"{kind} needs {needed} size{'s' * (needed - 1)}",
            1,
            1,
            f"{kind}({', '.join('mn'[2 - needed :])})",
        )
    size = tuple(_scalar(part, context) for part in sizes)
    for part in size:
        if isinstance(part, Number) and (part.value < 1 or part.value.denominator != 1):
            raise StatementError("a size is a whole number of at least 1", 1, 1)
    over = "complex" if words[0] == "complex" else "real"
    return Domain(kind, size=size * 2 if needed == 1 and kind != "vector" else size, over=over)


def _scalar_domain(words: list[str], source: str) -> Domain:
    kinds = [word for word in words if word not in SIGNS]
    if len(kinds) > 1:
        raise StatementError(f"'{source}' names two kinds", 1, 1)
    kind = kinds[0] if kinds else "real"
    low: Bound | None = Bound(ZERO, True) if kind == "natural" else None
    high: Bound | None = None
    nonzero = False
    for word in words:
        if word in SIGNS:
            sign = SIGNS[word]
            low, high, nonzero = sign[0] or low, sign[1] or high, sign[2] or nonzero
    if kind == "complex" and (low or high):
        raise StatementError("complex numbers are not ordered", 1, 1, "say 'complex' or 'nonzero complex'")
    return Domain("integer" if kind == "natural" else kind, low, high, nonzero)


def _interval(domain: Domain, rest: str, source: str, context: Context) -> Domain:
    if not rest:
        return domain
    if domain.kind == "complex" and not rest.startswith("!="):
        raise StatementError("complex numbers are not ordered", 1, 1)
    inside = re.fullmatch(r"in\s*([\[(])(.*)([\])])", rest, re.DOTALL)
    if inside:
        ends = _split(inside[2])
        if len(ends) != 2:
            raise StatementError(f"'{rest}' is not an interval", 1, 1, "for instance 'in [0, 1)'")
        low = Bound(_scalar(ends[0], context), inside[1] == "[")
        high = Bound(_scalar(ends[1], context), inside[3] == "]")
        return _narrow(domain, low, high, source)
    relation = re.fullmatch(r"(>=|<=|!=|>|<)(.*)", rest, re.DOTALL)
    if not relation:
        raise StatementError(
            f"'{source}' is not a domain", 1, 1, "for instance 'real', 'integer >= 1', 'real in [0, 1)'"
        )
    end = _scalar(relation[2], context)
    if relation[1] == "!=":
        if end != ZERO:
            raise StatementError("a domain can only exclude 0", 1, 1, "put other exclusions into `given`")
        return Domain(domain.kind, domain.low, domain.high, True)
    bound = Bound(end, relation[1] in (">=", "<="))
    return (
        _narrow(domain, bound, None, source)
        if relation[1][0] == ">"
        else _narrow(domain, None, bound, source)
    )


def _narrow(domain: Domain, low: Bound | None, high: Bound | None, source: str) -> Domain:
    """The domain with its open ends filled; an end that is given twice would silently lose one, so it is refused."""
    from proofs_check.statement.domains import is_infinite

    for end in (low, high):
        if end and is_infinite(end.at) and end.closed:
            raise StatementError(
                f"'{source}': infinity is never reached", 1, 1, "write a round bracket at oo"
            )
    low = None if low and low.at == apply("neg", INFINITY) else low
    high = None if high and high.at == INFINITY else high
    if (low and domain.low) or (high and domain.high):
        raise StatementError(f"'{source}' bounds the same end twice", 1, 1, "for instance 'real in (0, 1)'")
    return Domain(domain.kind, low or domain.low, high or domain.high, domain.nonzero)


def _scalar(source: str, context: Context) -> Term:
    term = parse_term(source.strip(), context)
    if sort_of(term, context.scope) != SCALAR:
        raise StatementError(f"'{source.strip()}' is not a number", 1, 1)
    return term


def _split(source: str) -> list[str]:
    """The parts between commas that stand outside all brackets."""
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(source):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            parts.append(source[start:place])
            start = place + 1
    return [*parts, source[start:]]


__all__ = ["EMPTY", "Abbreviation", "Context", "number", "parse_domain", "parse_statement", "parse_term"]
