"""Vectors below an inverse as images: with y = inv(M) @ x a statement about inv(M) @ x is one about y and x = M @ y.

    norm(inv(I - A) @ x) <= norm(x)/(1 - norm(A))          norm(y) <= norm(y - A @ y)/(1 - norm(A))

The statement that is left holds, if it does, for invertible M among others: it says more. That the inverse is defined is shown apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.trivial_kernels import instances_at
from proofs_check.engines.word_terms import all_names
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    rebuild,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "inverted arguments"


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares terms with inv(M) @ x, of a sum M and a vector letter x that M does not mention."""
    return _pair(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with M @ y for x, or says why not; it never refutes."""
    found = _pair(goal)
    if found is None:
        return undecided(ENGINE, "")
    matrix, vector = found
    taken = all_names((*goal.hypotheses, goal.conclusion)) | {name for name, _ in goal.letters}
    new = Letter(fresh("y", taken))
    put = {vector.name: apply("matmul", matrix, new)}
    hypotheses = tuple(substitute(_with_image(fact, matrix, vector, new), put) for fact in goal.hypotheses)
    conclusion = substitute(_with_image(goal.conclusion, matrix, vector, new), put)
    letters = tuple((new.name, its) if name == vector.name else (name, its) for name, its in goal.letters)
    inner = replace(goal, letters=letters, hypotheses=hypotheses, conclusion=conclusion)
    answer = prove(inner.assuming(*instances_at(inner, new)))
    detail = f"{vector.name} == ({text(matrix)}) @ {new.name}: {answer.detail}"[:400]
    return proved(ENGINE, detail, "certificate", (answer,)) if answer.proved else undecided(ENGINE, detail)


def _pair(goal: Goal) -> tuple[Term, Letter] | None:
    """The first M and x of inv(M) @ x in the conclusion, outside of binders."""
    if goal.sequences or not isinstance(goal.conclusion, Compare):
        return None
    said = frozenset[str]().union(*(free_letters(end) for _, its in goal.letters for end in its.terms()))
    vectors = {name for name, domain in goal.letters if domain.kind == "vector"} - said
    for matrix, vector in _images(goal.conclusion):
        if vector.name in vectors and vector.name not in free_letters(matrix):
            return matrix, vector
    return None


def _images(term: Term) -> Iterator[tuple[Term, Letter]]:
    if binder(term) is not None:
        return
    match term:
        case Apply(op="matmul", args=(left, Letter() as vector)):
            inner = _inverted(left)
            if inner is not None:
                yield inner, vector
    for part in children(term):
        yield from _images(part)


def _inverted(term: Term) -> Term | None:
    """M of inv(M), or of a product that ends with it."""
    match term:
        case Apply(op="inv", args=(inner,)):
            return inner
        case Apply(op="matmul", args=(_, last)):
            return _inverted(last)
    return None


def _with_image(term: Term, matrix: Term, vector: Letter, new: Letter) -> Term:
    """The term with y for inv(M) @ x, and P @ y for P @ inv(M) @ x."""
    match term:
        case Apply(op="matmul", args=(left, right)) if right == vector and _inverted(left) == matrix:
            return _shortened(left, new)
    if binder(term) is not None or not children(term):
        return term
    return rebuild(term, tuple(_with_image(part, matrix, vector, new) for part in children(term)))


def _shortened(left: Term, new: Letter) -> Term:
    match left:
        case Apply(op="matmul", args=(first, last)):
            return apply("matmul", first, _shortened(last, new))
    return new


__all__ = ["ENGINE", "applies", "attempt"]
