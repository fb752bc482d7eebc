"""Vectors and matrices that exist: solutions, parts, minimisers, kernels."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

LET = {
    **{"n": "integer >= 1", "m": "integer >= 1", "c": "real", "A": "matrix(n, n)", "B": "matrix(n, n)"},
    **{"H": "spd(n)", "P": "psd(n)", "S": "symmetric(n)", "V": "invertible(n)", "W": "matrix(m, n)"},
    **{"b": "vector(n)", "u": "vector(n)"},
}


def asked(claim: str, *hypotheses: str) -> Goal:
    return goal_of(formalize(LET, {f"h{i}": fact for i, fact in enumerate(hypotheses)}, {}, claim))


KERNEL = "exists(x, 'vector(n)', {} == zeros(n, 1) and norm(x) == 1)"
LEAST = "exists(x, 'vector(n)', forall(y, 'vector(n)', dot(x, {0} @ x)/2 - dot(b, x) <= dot(y, {0} @ y)/2 - dot(b, y)))"
TRUE = (
    asked("exists(x, 'vector(n)', H @ x == b)"),
    asked("exists(X, 'matrix(n, n)', V @ X.T - A == B)"),
    asked("exists(X, 'matrix(n, n)', exists(K, 'matrix(n, n)', X.T == X and K.T == -K and A == X + K))"),
    asked("exists(X, 'symmetric(n)', exists(K, 'matrix(n, n)', K.T == -K and A == X + K))"),
    asked("exists(k, 'real', forall(x, 'vector(n)', dot(x, S @ x) + k*dot(x, x) >= 0))"),
    asked("exists(k, 'positive', forall(x, 'vector(n)', norm(W @ x) <= k*norm(x)))"),
    asked("exists(X, 'matrix(n, n)', X @ b == norm(b)**2*u)"),
    asked("exists(X, 'psd(n)', X == W.T @ W)"),
    asked("exists(X, 'orthogonal(n)', X == identity(n) - 2*u @ u.T)", "norm(u) == 1"),
    asked("exists(X, 'invertible(n)', X == identity(n) + A)", "A @ A == A"),
    asked(LEAST.format("H")),
    asked(KERNEL.format("A @ x"), "det(A) == 0"),
    asked(KERNEL.format("A @ B @ x"), "det(A) == 0"),
    asked("exists(x, 'vector(n)', A @ x == c*x and x != zeros(n, 1))", "det(A - c*identity(n)) == 0"),
)
FALSE = (
    asked("exists(x, 'vector(n)', P @ x == b)"),
    asked("exists(X, 'symmetric(n)', X == A)"),
    asked("exists(X, 'matrix(n, n)', A @ X == identity(n))"),
    asked("exists(k, 'real', forall(x, 'vector(n)', dot(x, S @ x) >= k))"),
    asked("exists(X, 'matrix(n, n)', X @ b == u)"),
    asked("exists(X, 'psd(n)', X == A + A.T)"),
    asked("exists(X, 'spd(n)', X == W.T @ W)"),
    asked("exists(X, 'orthogonal(n)', X == identity(n) - 2*u @ u.T)"),
    asked("exists(X, 'invertible(n)', X == identity(n) - A)", "A @ A == A"),
    asked("exists(X, 'diagonal(n)', X == S)"),
    asked(LEAST.format("P")),
    asked(KERNEL.format("A @ x")),
    asked(KERNEL.format("W.T @ W @ x")),
    asked(KERNEL.format("A @ x - x"), "det(A) == 0"),
    asked(KERNEL.format("(A + (c/c)*B - B) @ x"), "det(A) == 0"),  # no value for c == 0
    asked("exists(x, 'vector(n)', A @ x == zeros(n, 1) and norm(x) == 1 and dot(x, b) >= 1)", "det(A) == 0"),
    asked("exists(x, 'vector(n)', A @ x == b and norm(x) == 1)", "det(A) == 0"),
)


@pytest.mark.parametrize("goal", TRUE, ids=lambda goal: text(goal.conclusion))
def test_true_is_proved(goal: Goal) -> None:
    assert Session(Budget()).prove_claim(goal).proved


@pytest.mark.parametrize("goal", FALSE, ids=lambda goal: text(goal.conclusion))
def test_false_is_not_proved(goal: Goal) -> None:
    assert not Session(Budget()).prove_claim(goal).proved
