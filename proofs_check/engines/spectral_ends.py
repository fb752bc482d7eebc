"""Sums over all eigenvalues compared with what the least or the greatest one gives.

max(eigenvalues(A)) <= trace(A) for a positive semidefinite A: one of the terms of the trace is the greatest eigenvalue, the others are at least 0.
Notation: D = g(lam_1) + ... + g(lam_n) + c, with c free of sums.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.spectral_goals import ENGINE, Asked
from proofs_check.goal import Answer, proved, undecided
from proofs_check.statement.terms import ZERO, Compare, Term, apply


def at_an_end(asked: Asked, relation: str) -> Answer:
    """Proves D relation 0: g(lam) + c relation 0 at an extreme eigenvalue, and g >= 0 at all others."""
    found = asked.found
    if relation == "==" or found.products or found.vectors:
        return undecided(ENGINE, "a term that is no sum over the eigenvalues")
    g = asked.sum_of([(coefficient, (word,)) for coefficient, word in found.linear], asked.here)
    apart: Term = ZERO
    for term in found.apart:
        apart = apply("add", apart, asked.namer.image(term))
    ends = list(_ends(asked))
    if not ends:
        return undecided(ENGINE, "no extreme eigenvalue")
    others = asked.prove(asked.scalar(Compare(">=", g, ZERO)))
    if not others.proved:
        return undecided(ENGINE, f"for one eigenvalue: {others.detail}"[:300])
    for is_end in ends:
        there = asked.scalar(Compare(relation, apply("add", g, apart), ZERO)).assuming(is_end)
        answer = asked.prove(there)
        if answer.proved:
            detail = f"at an extreme eigenvalue: {answer.detail}; at the others: {others.detail}"
            return proved(ENGINE, detail, "certificate", (answer, others))
    return undecided(ENGINE, "not at an extreme eigenvalue")


def _ends(asked: Asked) -> Iterator[Term]:
    """That the eigenvalue is the greatest, the least, or one of greatest modulus, where these are named."""
    for base in tuple(asked.here.eigenvalues):
        value = asked.here.eigenvalue(base)
        spectrum = apply("eigenvalues", base)
        for end, at in (
            (apply("max", spectrum), value),
            (apply("min", spectrum), value),
            (apply("spectral_radius", base), apply("abs", value)),
        ):
            if end in asked.namer.names:
                yield Compare("==", at, asked.namer.letter(end))
