"""Conjunctions and disjunctions of comparisons, kept short: signs of one term are joined, alternatives that cannot hold are left out.

    x <= 0 and x != 0  is  x < 0        x < 0 and x == 0  is false        p and (p or q)  is  p        p and (not p or q)  is  p and q

The terms are taken as defined, so that of three orders one holds.
"""

from __future__ import annotations

from proofs_check.engines.calculus_signs import SIGNS_OF
from proofs_check.engines.simplify_terms import negation
from proofs_check.statement.terms import FALSE, TRUE, Compare, Connective, Term

RELATION_OF = {signs: relation for relation, signs in SIGNS_OF.items()}
Known = dict[tuple[Term, Term], frozenset[int]]
"""Of two terms, the signs that their difference may have."""


def both(*parts: Term) -> Term:
    """The conjunction."""
    known, others = _split(parts)
    while True:
        if frozenset() in known.values():
            return FALSE
        shorter = [_under(known, other) for other in others]
        if shorter == others:
            break
        more, others = _split((*_written(known), *shorter))
        known = more
    kept = tuple(dict.fromkeys((*_written(known), *others)))
    if FALSE in kept or any(negation(part) in kept for part in kept):
        return FALSE
    return kept[0] if len(kept) == 1 else Connective("and", kept)


def either(*parts: Term) -> Term:
    """The disjunction."""
    return denied(both(*map(denied, parts)))


def denied(part: Term) -> Term:
    """The negation, of terms that are defined."""
    match part:
        case Connective(op=("and" | "or") as op, parts=parts):
            return Connective("or" if op == "and" else "and", tuple(map(denied, parts)))
    return negation(part)


def _split(parts: tuple[Term, ...]) -> tuple[Known, list[Term]]:
    """The comparisons by their terms, and what else is said."""
    known, others = Known(), list[Term]()
    waiting = list(parts)
    while waiting:
        part = waiting.pop(0)
        match part:
            case Connective(op="and", parts=inner):
                waiting = [*inner, *waiting]
            case Compare(relation=relation, left=left, right=right):
                signs = SIGNS_OF[relation]
                known[left, right] = known.get((left, right), signs) & signs
            case _:
                others.append(part)
    return known, others


def _written(known: Known) -> tuple[Term, ...]:
    return tuple(Compare(RELATION_OF[signs], *sides) if signs else FALSE for sides, signs in known.items())


def _under(known: Known, statement: Term) -> Term:
    """The statement where the comparisons hold."""
    match statement:
        case Compare(relation=relation, left=left, right=right) if (left, right) in known:
            signs, possible = SIGNS_OF[relation], known[left, right]
            if possible <= signs:
                return TRUE
            return statement if signs & possible else FALSE
        case Connective(op=("and" | "or") as op, parts=parts):
            last = FALSE if op == "and" else TRUE
            inner = tuple(dict.fromkeys(_under(known, part) for part in parts))
            if last in inner:
                return last
            kept = tuple(part for part in inner if part not in (TRUE, FALSE))
            return kept[0] if len(kept) == 1 else Connective(op, kept)
    return statement
