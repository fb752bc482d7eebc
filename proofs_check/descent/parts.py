"""The parts of a claim that must hold, and the conditions under which they must."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from proofs_check.descent.float_terms import FloatTerms, NoFloats
from proofs_check.descent.margins import Margins
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Compare, Connective, Term


def parts(claim: Term, under: tuple[Term, ...]) -> Iterator[tuple[Term, tuple[Term, ...]]]:
    """The statements that must hold, each with the further conditions under which it must."""
    match claim:
        case Connective(op="and", parts=each):
            for part in each:
                yield from parts(part, under)
        case Connective(op="implies", parts=(premise, rest)):
            yield from parts(rest, (*under, premise))
        case Compare() | Connective():
            yield claim, under


def conditions(formal: Formal, under: tuple[Term, ...]) -> tuple[Term, ...]:
    facts = [fact for name, domain in formal.free() for fact in membership(name, domain)]
    given = (term for _, term in formal.given)
    return tuple(one for fact in (*facts, *given, *under) for one in _conjuncts(fact))


def _conjuncts(fact: Term) -> Iterator[Term]:
    if isinstance(fact, Connective) and fact.op == "and":
        for part in fact.parts:
            yield from _conjuncts(part)
    else:
        yield fact


def evaluable(
    facts: tuple[Term, ...], letters: tuple[tuple[str, Domain], ...], terms: type[FloatTerms]
) -> tuple[Term, ...]:
    """The conditions that have a floating-point form; the exact search asks the others."""
    found, sample = [], Margins(terms({name: np.ones(1) for name, _ in letters}))
    for fact in facts:
        try:
            sample.holds(fact)
        except NoFloats:
            continue
        found.append(fact)
    return tuple(found)
