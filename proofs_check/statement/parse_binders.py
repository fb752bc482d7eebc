"""Reading what binds a letter: sum, prod, limit, exists, forall; and diff, which names one."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from proofs_check.statement.domains import INTEGER, Domain
from proofs_check.statement.errors import StatementError, did_you_mean
from proofs_check.statement.parse_context import Context, mentioned
from proofs_check.statement.sorts import TRUTH, describe, sort_of
from proofs_check.statement.terms import Diff, Letter, Limit, Quantified, Sum, Term, free_letters

if TYPE_CHECKING:
    from proofs_check.statement.parse import Reader

BINDERS = ("sum", "prod", "diff", "limit", "exists", "forall")
FORMS = {
    "sum": "sum(term, k, a, b)",
    "prod": "prod(term, k, a, b)",
    "diff": "diff(term, x)",
    "limit": "limit(term, t, oo) or limit(term, x, 0, '+')",
    "exists": "exists(c, 'real in [0, oo)', statement)",
    "forall": "forall(c, 'real in [0, oo)', statement)",
}
_COUNTS = {"sum": (4,), "prod": (4,), "diff": (2,), "limit": (3, 4), "exists": (3,), "forall": (3,)}


def read_binder(reader: Reader, name: str, node: ast.Call, context: Context, depth: int) -> Term:
    """The call of one of BINDERS. Raises StatementError."""
    args = node.args
    letter = args[0 if name in ("exists", "forall") else 1] if len(args) in _COUNTS[name] else None
    if not isinstance(letter, ast.Name):
        raise reader.fail(f"{name} is written {FORMS[name]}", node)
    if name == "diff":
        return _diff(reader, letter, args[0], context, depth)
    if name == "limit":
        return _limit(reader, letter, args, context, depth)
    if name in ("sum", "prod"):
        inner, bound = context.binding(letter.id, INTEGER)
        body = _body(reader, args[0], letter, bound, inner, depth)
        low, high = (reader.convert(end, context, depth) for end in args[2:])
        return Sum(name, bound, body, low, high)
    return _quantifier(reader, name, letter, args, context, depth)


def _body(reader: Reader, node: ast.expr, letter: ast.Name, bound: str, inner: Context, depth: int) -> Term:
    """The body of a binder. A letter in it whose domain speaks of the hidden letter would change its meaning."""
    term = reader.convert(node, inner, depth)
    domains = inner.scope.letters
    for name in sorted(free_letters(term) - {bound}):
        if bound in reader.meter.letters_of(domains[name]):
            message = f"'{bound}' is bound here, and the domain of '{name}' depends on the declared '{bound}'"
            raise reader.fail(message, letter, "bind another letter")
    return term


def _diff(reader: Reader, letter: ast.Name, node: ast.expr, context: Context, depth: int) -> Term:
    reader.refuse_hidden(letter.id, letter, context)
    target = context.named.get(letter.id, Letter(letter.id))
    if not isinstance(target, Letter):
        raise reader.fail(f"'{letter.id}' stands for a term; a derivative is taken by a letter", letter)
    domain = context.scope.letters.get(target.name)
    if domain is None:
        hint = did_you_mean(letter.id, context.scope.letters)
        raise reader.fail(f"'{letter.id}' is not declared", letter, hint)
    if domain.kind not in ("real", "complex"):
        message = f"a derivative is taken by a real or complex letter, '{letter.id}' is of kind {domain.kind}"
        raise reader.fail(
            message, letter, "declare it as 'real'; partial derivatives by entries need letters"
        )
    return Diff(reader.convert(node, context, depth), target.name)


def _limit(reader: Reader, letter: ast.Name, args: list[ast.expr], context: Context, depth: int) -> Term:
    reader.refuse_hidden(letter.id, letter, context)
    target = context.named.get(letter.id, Letter(letter.id))
    domain = context.scope.letters.get(target.name) if isinstance(target, Letter) else None
    if domain is None or not domain.is_scalar or not isinstance(target, Letter):
        hint = did_you_mean(letter.id, context.scope.letters) or "it says what the letter runs through"
        message = f"the limit's letter '{letter.id}' is not declared as a number in `let`"
        raise reader.fail(message, letter, hint)
    side = _side(reader, args)
    others = {key: value for key, value in context.named.items() if key != letter.id}
    if target.name in mentioned(others):
        message = f"a term that is put into this limit mentions '{target.name}', which the limit binds"
        raise reader.fail(message, letter, "use another letter")
    inner = context.with_letter(target.name, domain).meaning(letter.id, target)
    body = _body(reader, args[0], letter, target.name, inner, depth)
    return Limit(target.name, domain, body, reader.convert(args[2], context, depth), side)


def _side(reader: Reader, args: list[ast.expr]) -> str:
    if len(args) == 3:
        return ""
    side = args[3].value if isinstance(args[3], ast.Constant) else None
    if side not in ("+", "-"):
        raise reader.fail("the side of a limit is '+' or '-'", args[3], "limit(term, x, 0, '+')")
    return str(side)


def _quantifier(
    reader: Reader, name: str, letter: ast.Name, args: list[ast.expr], context: Context, depth: int
) -> Term:
    domain = _domain(reader, args[1], context, depth)
    inner, bound = context.binding(letter.id, domain)
    body = _body(reader, args[2], letter, bound, inner, depth)
    sort = sort_of(body, inner.scope)
    if sort != TRUTH:
        raise reader.fail(f"{name} needs a statement, not {describe(sort)}", args[2])
    return Quantified(name, bound, domain, body)


def _domain(reader: Reader, node: ast.expr, context: Context, depth: int) -> Domain:
    from proofs_check.statement.parse import read_domain

    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        raise reader.fail("the domain is a text in quotes, as in `let`", node, "'real in [0, oo)'")
    try:
        return read_domain(node.value, context, reader.meter, depth, reader.unfolding)
    except StatementError as problem:
        found = reader.fail(problem.message, node, problem.hint)
        # The text is inside the quote, on one line.
        raise StatementError(found.message, found.line, found.column + problem.column, found.hint) from None
