"""Statements about matrices of fixed size, expanded to statements about their entries."""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.entry_terms import Expansion
from proofs_check.engines.gram_image import check_total
from proofs_check.engines.scalar_image import MATRIX_OPERATIONS
from proofs_check.engines.word_terms import Unsupported
from proofs_check.statement.sorts import SCALAR, Scope, sort_of
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Connective,
    Quantified,
    Term,
    children,
    conjunction,
    rebuild,
)
from proofs_check.statement.text import text


def entry_statement(term: Term, expansion: Expansion) -> Term:
    """The statement over entries that says the same. Raises Unsupported."""
    match term:
        case Compare(relation=relation, left=left, right=right):
            return _comparison(relation, left, right, expansion)
        case Connective(parts=parts):
            return rebuild(term, tuple(entry_statement(part, expansion) for part in parts))
        case Quantified(letter=letter, domain=domain, body=body) if domain.is_scalar:
            ends = tuple(expansion.scalar(end) for end in domain.terms())
            _check_body(body, expansion.scope.with_letter(letter, domain), letter)
            inner = entry_statement(body, expansion.inside(letter, domain))
            return Quantified(term.op, letter, domain.with_terms(ends), inner)
        case _:
            raise Unsupported(text(term))


def _check_body(body: Term, scope: Scope, letter: str) -> None:
    """Under a quantifier of `letter` only total operations on matrices are expanded."""
    bound = frozenset({letter})
    for node in _outside_quantifiers(body):
        if isinstance(node, Apply) and node.op in MATRIX_OPERATIONS:
            check_total(node, scope, bound)
        if isinstance(node, Compare) and sort_of(node.left, scope) != SCALAR:
            check_total(node.left, scope, bound)
            check_total(node.right, scope, bound)


def _comparison(relation: str, left: Term, right: Term, expansion: Expansion) -> Term:
    if sort_of(left, expansion.scope) == SCALAR:
        return Compare(relation, expansion.scalar(left), expansion.scalar(right))
    if relation not in ("==", "!="):
        raise Unsupported("matrices have no order")
    pairs = zip(expansion.matrix(left), expansion.matrix(right), strict=True)
    parts = tuple(Compare(relation, a, b) for one, two in pairs for a, b in zip(one, two, strict=True))
    return conjunction(parts) if relation == "==" else Connective("or", parts)


def _outside_quantifiers(term: Term) -> Iterator[Term]:
    """The subterms, without those of inner quantifiers, which are looked at in their turn."""
    if isinstance(term, Quantified):
        return
    yield term
    for part in children(term):
        yield from _outside_quantifiers(part)
