"""Hypotheses about all vectors, skew letters, overlapping equations, shifted spectra: true goals and their false twins."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines.vector_hypotheses import freed
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LETTERS: Mapping[str, str] = {
    **{"n": "integer >= 1", "l": "real", "c": "real", "d": "real", "y": "real"},
    **{"A": "matrix(n, n)", "B": "matrix(n, n)", "S": "symmetric(n)", "R": "symmetric(n)"},
    **{"M": "invertible(n)", "P": "spd(n)", "x": "vector(n)", "b": "vector(n)"},
}


def goal(claim: str, *given: str, let: Mapping[str, str] | None = None) -> Goal:
    return goal_of(
        formalize({**LETTERS, **(let or {})}, {f"h{k}": one for k, one in enumerate(given)}, {}, claim)
    )


def holds(one: Goal) -> bool:
    return Session(Budget(z3_rlimit=400_000)).prove(one).proved


FORM = "forall(x, 'vector(n)', dot(x, S @ x) >= 0)"
LESS = "forall(x, 'vector(n)', dot(x, R @ x) <= dot(x, S @ x))"
SKEW = "A.T == -A"
TRUE = (
    goal("trace(S) >= 0", FORM),
    goal("det(S) > 0", "forall(x, 'vector(n)', implies(norm(x) > 0, dot(x, S @ x) > 0))"),
    goal("A == B", "forall(x, 'vector(n)', A @ x == B @ x)"),
    goal("S == zeros(n, n)", "forall(x, 'vector(n)', dot(x, S @ x) == 0)"),
    goal("trace(R) <= trace(S)", LESS),
    goal("dot(b, A.T @ R @ A @ b) <= dot(b, A.T @ S @ A @ b)", LESS),
    goal("trace(S) <= c*n", "forall(x, 'vector(n)', dot(x, S @ x) <= c*norm(x)**2)"),
    goal("dot(x, A @ x) == 0", SKEW),
    goal("trace(A) == 0", "A + A.T == zeros(n, n)"),
    goal("dot(x, A @ A @ x) <= 0", SKEW),
    goal("norm(x + A @ x)**2 == norm(x)**2 + norm(A @ x)**2", SKEW),
    goal("x == zeros(n, 1)", SKEW, "x == A @ x"),
    goal("(A + B) @ (A + B) == A @ A + B @ B", "A @ B + B @ A == zeros(n, n)"),
    goal("inv(M) == (3*identity(n) - M)/2", "M @ M - 3*M + 2*identity(n) == zeros(n, n)"),
    goal("norm(A @ x) <= norm(x)", "A @ A == A", "A.T == A"),
    goal("l == 0 or l == 1", "A @ A == A", "A @ x == l*x", "norm(x) > 0"),
    goal("l == 0", "A @ A == zeros(n, n)", "A @ x == l*x", "x != zeros(n, 1)"),
    goal("trace(A @ A) <= trace(A.T @ A)"),
    goal("dot(x, P @ x) + 2*y*dot(b, x) + d*y**2 >= 0", "d >= dot(b, inv(P) @ b)"),
    goal("det(inv(M) @ A @ M - c*identity(n)) == det(A - c*identity(n))"),
    goal("max(eigenvalues(S + c*identity(n))) == max(eigenvalues(S)) + c"),
    goal(
        "eigenvalues(S - c*identity(3)) == eigenvalues(S) - [[c], [c], [c]]",
        let={"n": "integer in [3, 3]", "S": "symmetric(3)", "R": "symmetric(3)"},
    ),
)
FALSE = (
    goal("trace(S) > 0", FORM),
    goal("det(S) > 0", FORM),
    goal("trace(A) >= 0", "forall(x, 'vector(n)', implies(dot(x, b) > 0, dot(x, A @ x) >= 0))"),
    goal("A == zeros(n, n)", "forall(x, 'vector(n)', dot(x, A @ x) == 0)"),
    goal("trace(R) < trace(S)", LESS),
    goal("trace(S) <= c", "forall(x, 'vector(n)', dot(x, S @ x) <= c*norm(x)**2)"),
    goal("dot(x, A @ b) == 0", SKEW),
    goal("det(A) == 0", SKEW),
    goal("trace(A @ A) >= 0", SKEW),
    goal("dot(x, A @ A @ x) < 0", SKEW, "norm(x) > 0"),
    goal("x == zeros(n, 1)", "x == A @ x"),
    goal("(A + B) @ (A - B) == A @ A - B @ B", "A @ B + B @ A == zeros(n, n)"),
    goal("l == 0", "A @ A == zeros(n, n)", "A @ x == l*x"),
    goal("trace(A @ A) >= trace(A.T @ A)"),
    goal("dot(x, P @ x) + 2*y*dot(b, x) + d*y**2 > 0", "d >= dot(b, inv(P) @ b)"),
    goal("det(inv(M) @ A @ M - c*identity(n)) == det(A) - c"),
    goal("max(eigenvalues(c*S)) == c*max(eigenvalues(S))"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_goals_are_proved(one: Goal) -> None:
    assert holds(one)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_goals_are_not(one: Goal) -> None:
    assert not holds(one)


def test_only_symmetric_letters_become_definite() -> None:
    one = goal("trace(A) >= 0", "forall(x, 'vector(n)', dot(x, A @ x) >= 0)")
    assert dict(freed(one).letters) == dict(one.letters)


def test_a_premise_that_leaves_more_out_than_zero_changes_nothing() -> None:
    one = goal("trace(S) >= 0", "forall(x, 'vector(n)', implies(norm(x) > 1, dot(x, S @ x) >= 0))")
    assert freed(one) == one
