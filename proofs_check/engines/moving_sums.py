"""Sums and products whose body moves with a letter, written over moving ranges of one fixed body.

sum(1/(n + k), k, 1, n) is sum(1/j, j, n + 1, 2*n), and sum(f(n - k), k, 0, n) is sum(f(j), j, 0, n): the index is shifted, or turned round, by a
whole term s so that the letter leaves the body. Certificate: the substitution.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.affine import Affine, affine_of
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.sorts import SCALAR, Scope, SortError, sort_of
from proofs_check.statement.terms import (
    Apply,
    Letter,
    Sum,
    Term,
    binder,
    children,
    free_letters,
    fresh,
    rebuild,
    substitute,
    walk,
)


def settled(term: Sum, name: str, scope: Scope) -> Sum | None:
    """An equal sum whose body is free of `name`, or None. The letter must be a whole one."""
    if name not in free_letters(term.body):
        return term
    inner = scope.with_letter(term.letter, INTEGER)
    for step in dict.fromkeys(_steps(term.body, term.letter, name, inner)):
        found = _shifted(term, step, scope)
        if found is not None and name not in free_letters(found.body):
            return found
    return None


def settled_everywhere(term: Term, name: str, scope: Scope) -> Term:
    """The term with the sums outside binders settled where that is possible."""
    if isinstance(term, Sum):
        return settled(term, name, scope) or term
    if binder(term) is not None:
        return term
    parts = tuple(settled_everywhere(part, name, scope) for part in children(term))
    return rebuild(term, parts) if parts else term


def _steps(body: Term, index: str, name: str, scope: Scope) -> list[Affine]:
    """The whole affine parts in which the index stands with factor 1 or -1 beside the letter."""
    found = []
    for node in walk(body):
        if isinstance(node, Apply) and {index, name} <= free_letters(node):
            affine = _affine(node, scope)
            if affine is not None and abs(dict(affine.parts).get(Letter(index), 0)) == 1:
                found.append(replace(affine, constant=0))
    return found


def _affine(term: Term, scope: Scope) -> Affine | None:
    try:
        return affine_of(term, scope) if sort_of(term, scope) == SCALAR else None
    except (SortError, KeyError):
        return None


def _shifted(term: Sum, step: Affine, scope: Scope) -> Sum | None:
    """The sum over j, the value of `step`: k = (j - rest) or k = (rest - j)."""
    sign = dict(step.parts)[Letter(term.letter)]
    rest = Affine(step.constant, tuple(pair for pair in step.parts if pair[0] != Letter(term.letter)))
    if term.letter in rest.letters():
        return None
    ends = [_affine(end, scope) for end in (term.low, term.high)]
    if ends[0] is None or ends[1] is None:
        return None
    index = fresh(term.letter, free_letters(term) | rest.letters())
    old = (Affine(0, ((Letter(index), 1),)) - rest).times(sign)
    low, high = (rest + end.times(sign) for end in ((ends[0], ends[1]) if sign > 0 else (ends[1], ends[0])))
    inner = scope.with_letter(index, INTEGER)
    body = in_order(substitute(term.body, {term.letter: old.term}), inner)
    return Sum(term.op, index, body, low.term, high.term)


def in_order(term: Term, scope: Scope) -> Term:
    """The term with its whole affine parts in canonical form, so that what cancels is gone."""
    if isinstance(term, Apply) and term.op in ("add", "sub", "neg", "mul"):
        affine = _affine(term, scope)
        if affine is not None:
            return affine.term
    if binder(term) is not None:
        return term
    parts = tuple(in_order(part, scope) for part in children(term))
    return rebuild(term, parts) if parts else term
