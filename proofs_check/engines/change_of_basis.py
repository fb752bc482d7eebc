"""Without loss of generality an invertible matrix is the identity.

A positive definite A is L @ L.T. Where a statement keeps its meaning when every other matrix changes to fit (see `base_types.py`), it is enough
to prove it for A == I:

    x.T @ inv(A + B) @ x <= x.T @ inv(A) @ x            x.T @ inv(I + B) @ x <= x.T @ x
    x.T @ V.T @ A @ V @ x > 0, x != 0                   x.T @ A @ x > 0, x != 0

An invertible V is L @ I, or I @ L.T. Real entries only. A hypothesis that does not keep its meaning is left out.

References: Horn and Johnson, Matrix Analysis, theorem 4.5.8 (congruence) and section 7.6 (simultaneous diagonalisation by congruence).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.base_types import Type, Typing
from proofs_check.engines.scalar_image import touches_matrices
from proofs_check.engines.unknown_signs import MOVED, STILL
from proofs_check.engines.word_terms import Unsupported
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INVERTIBLE_KINDS, Domain
from proofs_check.statement.terms import Term, apply, free_letters, substitute

ENGINE = "change of basis"
WAYS: tuple[Type, ...] = ((MOVED, MOVED), (MOVED, STILL), (STILL, MOVED))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a goal by the same about fewer matrices; it never refutes."""
    reduced, names = without_loss(goal)
    if not names:
        return undecided(ENGINE, "")
    answer = prove(reduced)
    if not answer.proved:
        return undecided(ENGINE, f"with {' and '.join(names)} the identity: {answer.detail}"[:300])
    detail = f"without loss of generality {' and '.join(names)} the identity: {answer.detail}"
    return proved(ENGINE, detail, "certificate", (answer,))


def without_loss(goal: Goal) -> tuple[Goal, tuple[str, ...]]:
    """A goal that implies this one, and the letters that are the identity in it."""
    names: list[str] = []
    if any(domain.is_complex for _, domain in goal.letters) or _runs_through_matrices(goal):
        return goal, ()
    while (found := next(_reductions(goal), None)) is not None:
        goal = found[0]
        names.append(found[1])
    return goal, tuple(names)


def _runs_through_matrices(goal: Goal) -> bool:
    """Whether a sequence depends on matrices."""
    terms = [term for sequence in goal.sequences for term in (*sequence.start, sequence.step)]
    return any(touches_matrices(term, goal.scope) for term in terms)


def _reductions(goal: Goal) -> Iterator[tuple[Goal, str]]:
    spoken = free_letters(goal.conclusion)
    for way in WAYS:
        for name, domain in goal.letters:
            fits = domain.kind == "spd" if way == WAYS[0] else domain.kind in INVERTIBLE_KINDS
            if fits and name in spoken:
                found = _reduced(goal, name, domain, way)
                if found is not None:
                    yield found, name


def _reduced(goal: Goal, name: str, domain: Domain, way: Type) -> Goal | None:
    """The goal with the identity for the letter, where the conclusion and all domains keep their meaning."""
    typing = Typing(goal.scope, name, way)
    ends = [end for known, other in goal.letters if other.is_scalar for end in other.terms()]
    sizes = [size for _, other in goal.letters if not other.is_scalar for size in other.size]
    if any(name in free_letters(size) for size in sizes):
        return None
    if not typing.admits(goal.conclusion) or not all(_admits_end(typing, end) for end in ends):
        return None
    kept = tuple(fact for fact in goal.hypotheses if typing.admits(fact))
    put: dict[str, Term] = {name: apply("identity", domain.size[0])}
    letters = tuple((known, _put(other, put)) for known, other in goal.letters if known != name)
    hypotheses = tuple(substitute(fact, put) for fact in kept)
    return replace(goal, letters=letters, hypotheses=hypotheses, conclusion=substitute(goal.conclusion, put))


def _admits_end(typing: Typing, end: Term) -> bool:
    """Whether the bound of a number is one that does not change."""
    try:
        typing.signs.equal(typing.of(end)[0], STILL)
    except Unsupported:
        return False
    return True


def _put(domain: Domain, values: dict[str, Term]) -> Domain:
    if not domain.is_scalar:
        return domain
    return domain.with_terms(tuple(substitute(end, values) for end in domain.terms()))
