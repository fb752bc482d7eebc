"""A matrix whose inverse stands in the conclusion is taken as invertible; a semidefinite one as definite.

A goal is proved for the values at which its terms are defined, and inv(A) is defined for invertible A only. That it is defined
everywhere is shown apart, from the goal as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import Apply, Diff, Letter, Term, binder, children

ENGINE = "inverted letters"
NARROWER = {"matrix": "invertible", "psd": "spd"}


def applies(goal: Goal) -> bool:
    """Whether a letter has the inverse of its value in the conclusion, and a kind that does not say that it has one."""
    return bool(_widest(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the same goal about invertible letters; it never refutes."""
    names = _widest(goal)
    if not names:
        return undecided(ENGINE, "")
    letters = tuple((name, _narrowed(domain) if name in names else domain) for name, domain in goal.letters)
    answer = prove(replace(goal, letters=letters))
    if not answer.proved:
        return undecided(ENGINE, f"with {', '.join(sorted(names))} invertible: {answer.detail}"[:300])
    detail = f"{', '.join(sorted(names))} invertible where its inverse is defined: {answer.detail}"
    return proved(ENGINE, detail, "certificate", (answer,))


def _widest(goal: Goal) -> frozenset[str]:
    inverted = frozenset(_inverted(goal.conclusion))
    return frozenset(name for name, domain in goal.letters if name in inverted and domain.kind in NARROWER)


def _narrowed(domain: Domain) -> Domain:
    """The domain of the invertible values. A matrix with an inverse is square."""
    return replace(domain, kind=NARROWER[domain.kind])


def _inverted(term: Term) -> Iterator[str]:
    """The letters below an inverse, outside of binders."""
    if binder(term) is not None or isinstance(term, Diff):
        return
    if isinstance(term, Apply) and term.op == "inv":
        inner = term.args[0]
        while isinstance(inner, Apply) and inner.op in ("transpose", "inv", "neg"):
            inner = inner.args[0]
        if isinstance(inner, Letter):
            yield inner.name
    for part in children(term):
        yield from _inverted(part)
