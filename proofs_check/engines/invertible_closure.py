"""Square matrices as limits of invertible ones: a comparison <=, >= or == of determinants holds for all square letters if it holds for invertible ones.

    det(A + I/k) is not 0 for large k, and A + I/k tends to A; both sides are continuous where they are defined, and they are defined on the way

A symmetric letter may be any invertible matrix in the goal that is left: that goal says more. A real letter below the determinant is taken as not 0.
No hypothesis, bound or sequence speaks of the letters. Certificate: the goal for invertible letters, and that its sides are defined.

Reference: Horn and Johnson, Matrix Analysis, section 0.8.2 (adjugates by continuity) and theorem 1.3.22.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.calculus_questions import defined
from proofs_check.engines.definite_closure import is_continuous
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, Domain
from proofs_check.statement.terms import Apply, Compare, Term, free_letters, walk

ENGINE = "limits of invertible matrices"
CLOSED = ("<=", ">=", "==")
NOT_ZERO = replace(REAL, nonzero=True)


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares, not strictly, what is continuous in the square letters below its determinants."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in CLOSED or goal.sequences:
        return False
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    names = _dense(goal)
    if not names or _has_eigenvalues(conclusion):
        return False
    return all(is_continuous(side, names, goal) for side in (conclusion.left, conclusion.right))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with invertible letters in place of square ones, or says why not; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    names = _dense(goal)
    letters = tuple((name, _narrowed(its) if name in names else its) for name, its in goal.letters)
    inner = replace(goal, letters=letters)
    answer = prove(inner)
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    meant = defined((inner.conclusion,), inner, prove)
    if meant is None:
        return undecided(ENGINE, "the sides are not shown to be defined for invertible matrices")
    detail = f"{', '.join(sorted(names))} + identity/k, k to oo: {answer.detail}"
    return proved(ENGINE, detail[:400], "certificate", (answer, meant))


def _narrowed(domain: Domain) -> Domain:
    return NOT_ZERO if domain.is_scalar else replace(domain, kind="invertible")


def _dense(goal: Goal) -> frozenset[str]:
    """The square matrices of no narrower kind, and the real numbers, below a determinant, of which nothing else is said."""
    elsewhere = [*goal.hypotheses, *(end for _, domain in goal.letters for end in domain.terms())]
    said = frozenset[str]().union(*map(free_letters, elsewhere))
    below = frozenset[str]().union(*map(free_letters, _determinants(goal.conclusion)))
    return frozenset(name for name, domain in goal.letters if name in below - said and _is_full(domain))


def _is_full(domain: Domain) -> bool:
    square = domain.kind == "symmetric" or (domain.kind == "matrix" and domain.size[0] == domain.size[1])
    return square or domain == REAL


def _determinants(term: Term) -> Iterator[Term]:
    return (node for node in walk(term) if isinstance(node, Apply) and node.op == "det")


def _has_eigenvalues(term: Term) -> bool:
    """Eigenvalues of a matrix that is not symmetric need not be real on the way."""
    return any(isinstance(node, Apply) and node.op == "eigenvalues" for node in walk(term))


__all__ = ["ENGINE", "applies", "attempt"]
