"""Bound letters apart: no bound letter has the name of a free one, or of another that is bound around it.

Engines rewrite terms from the leaves up, and two meanings of one name in one statement would trip them.
"""

from __future__ import annotations

from proofs_check.statement.terms import (
    Letter,
    Limit,
    Quantified,
    Sum,
    Term,
    children,
    free_letters,
    fresh,
    rebuild,
    rename_binder,
    substitute,
)


def apart(term: Term, taken: frozenset[str]) -> Term:
    """The term, with its bound letters renamed where they are in `taken` or bound around them already."""
    if not isinstance(term, Sum | Limit | Quantified):
        parts = children(term)
        changed = tuple(apart(part, taken) for part in parts)
        return term if changed == parts else rebuild(term, changed)
    name = fresh(term.letter, taken | (free_letters(term.body) - {term.letter}))
    body, *outside = children(term)
    if name != term.letter:
        body, term = substitute(body, {term.letter: Letter(name)}), rename_binder(term, name)
    return rebuild(term, (apart(body, taken | {name}), *(apart(part, taken) for part in outside)))
