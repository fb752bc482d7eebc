"""A square matrix whose kernel is trivial is invertible: det(M) != 0 where M @ x == 0 gives x == 0.

    A.T @ P + P @ A == -Q, with P and Q positive definite: A @ x == 0 gives x.T @ Q @ x == 0, so x == 0, so det(A) != 0

Real entries only. Reference: Horn and Johnson, Matrix Analysis, section 0.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.word_terms import all_names
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.sorts import sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Quantified,
    Term,
    apply,
    fresh,
    substitute,
)

ENGINE = "trivial kernels"


def applies(goal: Goal) -> bool:
    """Whether the conclusion is det(M) != 0, with something said of the matrices."""
    is_real = not any(domain.is_complex for _, domain in goal.letters)
    return is_real and bool(goal.hypotheses) and _matrix(goal.conclusion) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that the kernel is trivial, or says why not; it never refutes."""
    matrix = _matrix(goal.conclusion)
    if matrix is None or not applies(goal):
        return undecided(ENGINE, "")
    size = sort_of(matrix, goal.scope).rows
    taken = all_names((*goal.hypotheses, goal.conclusion)) | {name for name, _ in goal.letters}
    vector = Letter(fresh("x", taken))
    zero = apply("zeros", size, ONE)
    wider = goal.with_letter(vector.name, Domain("vector", size=(size,)))
    vanishes = Compare("==", apply("matmul", matrix, vector), zero)
    said = tuple(instances_at(wider, vector))
    answer = prove(wider.assuming(vanishes, *said).concluding(Compare("==", vector, zero)))
    if not answer.proved:
        return undecided(ENGINE, f"that the kernel is trivial: {answer.detail}"[:300])
    return proved(ENGINE, f"a trivial kernel: {answer.detail}"[:400], "certificate", (answer,))


def instances_at(goal: Goal, vector: Letter) -> Iterator[Term]:
    """What the hypotheses about all vectors say of this one."""
    for fact in goal.hypotheses:
        if (
            isinstance(fact, Quantified)
            and fact.op == "forall"
            and fact.domain == goal.scope.letters[vector.name]
        ):
            yield substitute(fact.body, {fact.letter: vector})


def _matrix(conclusion: Term) -> Term | None:
    """M of det(M) != 0."""
    match conclusion:
        case Compare(relation="!=", left=Apply(op="det", args=(inner,)), right=right) if right == ZERO:
            return inner
    return None


__all__ = ["ENGINE", "applies", "attempt", "instances_at"]
