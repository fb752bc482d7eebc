"""Comparisons that are linear in a semidefinite matrix, by its parts of rank one; and comparisons of traces, by quadratic forms.

A psd S is the sum of matrices x @ x.T. If f is convex, g concave and both are homogeneous of degree one, then f(x @ x.T) <= g(x @ x.T) for every x gives

    f(S) <= sum of f(x @ x.T) <= sum of g(x @ x.T) <= g(S)

Likewise trace(M) is the sum of the forms e_i.T @ M @ e_i over the unit vectors, and n that of e_i.T @ e_i: a linear comparison of traces follows from the same of forms.

    trace(Q @ S) <= trace(S)                          x.T @ Q @ x <= x.T @ x
    trace(inv(A + B)) <= trace(inv(A))                x.T @ inv(A + B) @ x <= x.T @ inv(A) @ x

References: Horn and Johnson, Matrix Analysis, theorem 7.5.2; Boyd and Vandenberghe, Convex Optimization, section 3.1.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.word_terms import all_names
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    fresh,
    substitute,
    walk,
)

ENGINE = "parts of rank one"
LINEAR, CONVEX, CONCAVE = 0, 1, -1
TURNED = {">=": "<=", ">": "<"}


class _NoShape(ValueError):
    """The term is not seen to be homogeneous of degree one and convex or concave."""


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares what is homogeneous in a psd letter, or linear in traces of one size."""
    return next(_reductions(goal), None) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal by the same about vectors, or says why not; it never refutes."""
    reason = ""
    for reduced, detail in _reductions(goal):
        answer = prove(reduced)
        if answer.proved:
            return proved(ENGINE, f"{detail}: {answer.detail}"[:400], "certificate", (answer,))
        reason = f"{detail}: {answer.detail}"[:300]
    return undecided(ENGINE, reason)


def _reductions(goal: Goal) -> Iterator[tuple[Goal, str]]:
    """Goals about a vector, each of which implies the goal."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!=") or goal.sequences:
        return
    if any(domain.is_complex for _, domain in goal.letters):
        return
    if sort_of(conclusion.left, goal.scope) != SCALAR or not _has_trace(conclusion):
        return
    if conclusion.relation in ("<=", ">="):
        for name, domain in goal.letters:
            if domain.kind in ("psd", "spd") and _is_homogeneous(conclusion, name, goal):
                yield _at_rank_one(goal, name, domain)
    found = _at_forms(goal, conclusion)
    if found is not None:
        yield found


def _has_trace(term: Term) -> bool:
    return any(isinstance(node, Apply) and node.op == "trace" for node in walk(term))


def _is_homogeneous(conclusion: Compare, name: str, goal: Goal) -> bool:
    """Whether the smaller side is convex and the greater one concave in the letter, of which nothing else is said."""
    elsewhere = [*goal.hypotheses, *(end for _, domain in goal.letters for end in domain.terms())]
    if name not in free_letters(conclusion) or any(name in free_letters(term) for term in elsewhere):
        return False
    sides = [conclusion.left, conclusion.right]
    low, high = sides[::-1] if conclusion.relation in TURNED else sides
    try:
        return _shape(low, name, goal) >= LINEAR and _shape(high, name, goal) <= LINEAR
    except _NoShape:
        return False


def _shape(term: Term, name: str, goal: Goal) -> int:
    """How a term that is homogeneous of degree one in the letter is bent. Raises _NoShape."""
    match term:
        case Number(value=value) if value == 0:
            return LINEAR
        case Letter(name=known) if known == name:
            return LINEAR
        case Apply(op="neg", args=(inner,)):
            return -_shape(inner, name, goal)
        case Apply(op="add", args=(left, right)):
            return _joined(_shape(left, name, goal), _shape(right, name, goal))
        case Apply(op="sub", args=(left, right)):
            return _joined(_shape(left, name, goal), -_shape(right, name, goal))
        case Apply(op=("transpose" | "trace"), args=(inner,)):
            return _linear(inner, name, goal)
        case Apply(op=("mul" | "matmul" | "dot"), args=(left, right)):
            bare, other = (left, right) if name not in free_letters(left) else (right, left)
            return (
                _scaled(bare, other, name, goal) if term.op == "mul" else _multiplied(bare, other, name, goal)
            )
        case Apply(op="div", args=(left, right)):
            return _scaled(right, left, name, goal)
        case Apply(op="entry", args=(inner, *places)) if not any(name in free_letters(one) for one in places):
            return _linear(inner, name, goal)
        case Apply(op=("norm" | "abs"), args=(inner,)):
            return _linear(inner, name, goal) + CONVEX
        case Apply(op=("max" | "min") as op, args=args) if len(args) > 1:
            bent = CONVEX if op == "max" else CONCAVE
            for part in args:
                bent = _joined(bent, _shape(part, name, goal))
            return bent
    raise _NoShape


def _joined(one: int, two: int) -> int:
    """The shape of a sum."""
    if one * two < 0:
        raise _NoShape
    return one or two


def _linear(term: Term, name: str, goal: Goal) -> int:
    if _shape(term, name, goal) != LINEAR:
        raise _NoShape
    return LINEAR


def _multiplied(bare: Term, other: Term, name: str, goal: Goal) -> int:
    if name in free_letters(bare):
        raise _NoShape
    return _linear(other, name, goal)


def _scaled(bare: Term, other: Term, name: str, goal: Goal) -> int:
    """A multiple: a linear term stays so; of a bent one the sign of the factor must be seen."""
    if name in free_letters(bare):
        raise _NoShape
    bent = _shape(other, name, goal)
    if bent == LINEAR:
        return LINEAR
    if isinstance(bare, Number) and bare.value != 0:
        return bent if bare.value > 0 else -bent
    if isinstance(bare, Letter) and _is_nonnegative(dict(goal.letters).get(bare.name)):
        return bent
    raise _NoShape


def _is_nonnegative(domain: Domain | None) -> bool:
    low = domain.low if domain is not None else None
    return low is not None and isinstance(low.at, Number) and low.at.value >= 0


def _at_rank_one(goal: Goal, name: str, domain: Domain) -> tuple[Goal, str]:
    """The goal with x @ x.T for the letter."""
    wider, vector = _with_vector(goal, domain.size[0])
    put = {name: apply("matmul", vector, apply("transpose", vector))}
    letters = tuple(pair for pair in wider.letters if pair[0] != name)
    reduced = replace(wider, letters=letters, conclusion=substitute(goal.conclusion, put))
    return reduced, f"{name} a sum of {vector.name} @ {vector.name}.T"


def _with_vector(goal: Goal, size: Term) -> tuple[Goal, Letter]:
    taken = all_names((*goal.hypotheses, goal.conclusion)) | {name for name, _ in goal.letters}
    vector = Letter(fresh("x", taken))
    return goal.with_letter(vector.name, Domain("vector", size=(size,))), vector


def _at_forms(goal: Goal, conclusion: Compare) -> tuple[Goal, str] | None:
    """The goal with forms for the traces, which must all be of one size."""
    traced = [node.args[0] for node in walk(conclusion) if isinstance(node, Apply) and node.op == "trace"]
    sizes = {sort_of(inner, goal.scope).rows for inner in traced}
    if len(sizes) != 1:
        return None
    size = sizes.pop()
    wider, vector = _with_vector(goal, size)
    try:
        sides = [_as_form(side, vector, size) for side in (conclusion.left, conclusion.right)]
    except _NoShape:
        return None
    zero = apply("zeros", size, ONE)
    wider = wider if conclusion.relation in ("<=", ">=") else wider.assuming(Compare("!=", vector, zero))
    return wider.concluding(Compare(conclusion.relation, *sides)), "traces as sums of forms"


def _as_form(term: Term, vector: Letter, size: Term) -> Term:
    """The term, linear in traces and the size, at one vector. Raises _NoShape."""
    match term:
        case Number(value=value) if value == 0:
            return ZERO
        case Apply(op="trace", args=(inner,)):
            return apply("dot", vector, apply("matmul", inner, vector))
        case _ if term == size:
            return apply("dot", vector, vector)
        case Apply(op="neg", args=(inner,)):
            return apply("neg", _as_form(inner, vector, size))
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            return apply(op, _as_form(left, vector, size), _as_form(right, vector, size))
        case Apply(op="mul", args=(left, right)) if not _has_trace(left):
            return apply("mul", left, _as_form(right, vector, size))
        case Apply(op="mul", args=(left, right)) if not _has_trace(right):
            return apply("mul", _as_form(left, vector, size), right)
        case Apply(op="div", args=(left, right)) if not _has_trace(right):
            return apply("div", _as_form(left, vector, size), right)
    raise _NoShape


__all__ = ["ENGINE", "applies", "attempt"]
