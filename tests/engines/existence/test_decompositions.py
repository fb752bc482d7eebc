"""Roots, spectral theorem, polar and singular value decompositions, eigenvectors that exist; and near misses that do not."""

from __future__ import annotations

import pytest

from proofs_check.engines import decompositions
from proofs_check.goal import Budget, Goal, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LET = {
    **{
        "n": "integer >= 1",
        "A": "matrix(n, n)",
        "C": "matrix(n, n)",
        "S": "symmetric(n)",
        "T": "symmetric(3)",
    },
    **{"P": "psd(n)", "H": "spd(n)", "V": "invertible(n)", "Z": "complex matrix(n, n)"},
}


def asked(claim: str, *hypotheses: str) -> Goal:
    formal = formalize(LET, {f"h{i}": fact for i, fact in enumerate(hypotheses)}, {}, claim)
    goal = goal_of(formal)
    used = {name for name, _ in formal.free()}
    return Goal(tuple(pair for pair in goal.letters if pair[0] in used), goal.hypotheses, goal.conclusion)


def shown(goal: Goal) -> bool:
    return decompositions.attempt(goal, Session(Budget(z3_rlimit=400_000)).prover(4)).proved


PSD = "forall(x, 'vector(n)', dot(x, S @ x) >= 0)"
VECTOR = "exists(x, 'vector(n)', {} and norm(x) == 1)"
TRUE = (
    asked("exists(B, 'psd(n)', B @ B == P)"),
    asked("exists(B, 'spd(n)', B @ B == H)"),
    asked("exists(B, 'symmetric(n)', B**3 == P)"),
    asked("exists(B, 'matrix(n, n)', B.T @ B == P)"),
    asked("exists(B, 'invertible(n)', B.T @ B == H)"),
    asked("exists(B, 'psd(n)', B @ B == inv(H))"),
    asked("exists(B, 'spd(n)', B @ H @ B == identity(n))"),
    asked("exists(B, 'matrix(n, n)', S == B.T @ B)", PSD),
    asked("exists(B, 'psd(n)', B @ B == P and B @ C == C @ B)", "P @ C == C @ P"),
    asked("exists(B, 'psd(n)', B @ B == A.T @ A)"),
    asked("exists(Q, 'orthogonal(n)', exists(D, 'diagonal(n)', S == Q @ D @ Q.T))"),
    asked("exists(Q, 'orthogonal(n)', exists(D, 'diagonal(n)', Q @ S @ Q.T == D))"),
    asked("exists(Q, 'orthogonal(3)', exists(D, 'diagonal(3)', Q.T @ T @ Q == D))"),
    asked("exists(Q, 'orthogonal(n)', exists(R, 'spd(n)', V == Q @ R))"),
    asked("exists(R, 'psd(n)', exists(Q, 'orthogonal(n)', A == R @ Q))"),
    asked(
        "exists(U, 'orthogonal(n)', exists(D, 'diagonal(n)', exists(W, 'orthogonal(n)', A == U @ D @ W.T)))"
    ),
    asked(VECTOR.format("S @ x == max(eigenvalues(S))*x")),
    asked(VECTOR.format("dot(x, S @ x) == min(eigenvalues(S))")),
    asked(VECTOR.format("norm(S @ x) == spectral_radius(S)")),
    asked(VECTOR.format("norm(A @ x)**2 == max(eigenvalues(A.T @ A))")),
    asked("exists(l, 'real', exists(x, 'vector(n)', S @ x == l*x and norm(x) == 1))"),
)
FALSE = (
    asked("exists(B, 'spd(n)', B @ B == P)"),
    asked("exists(B, 'invertible(n)', B.T @ B == P)"),
    asked("exists(B, 'symmetric(n)', B @ B == S)"),
    asked("exists(B, 'matrix(n, n)', B @ B == A)"),
    asked("exists(B, 'matrix(n, n)', B.T @ B == S)"),
    asked("exists(B, 'orthogonal(n)', B @ B == P)"),
    asked("exists(B, 'psd(n)', B @ B == P and B @ C == C @ B)"),
    asked("exists(B, 'psd(n)', B @ B == P and B @ C == C @ B)", "P @ C == C"),
    asked("exists(B, 'matrix(n, n)', S == B.T @ B)", "forall(x, 'vector(n)', dot(x, S @ x) <= 0)"),
    asked("exists(B, 'psd(n)', B @ B == inv(P))"),
    asked("exists(B, 'psd(n)', B @ B == inv(A.T @ A))"),
    asked("exists(Q, 'orthogonal(n)', exists(D, 'diagonal(n)', A == Q @ D @ Q.T))"),
    asked("exists(Q, 'orthogonal(n)', exists(D, 'diagonal(n)', S == Q @ D @ Q))"),
    asked("exists(Q, 'orthogonal(n)', exists(R, 'spd(n)', A == Q @ R))"),
    asked("exists(Q, 'orthogonal(n)', exists(R, 'psd(n)', A == R @ Q @ R))"),
    asked(VECTOR.format("S @ x == spectral_radius(S)*x")),
    asked(VECTOR.format("A @ x == max(eigenvalues(A))*x")),
    asked(VECTOR.format("S @ x == max(eigenvalues(S))*x and x[0] > 0")),
    asked("exists(l, 'real', exists(x, 'vector(n)', A @ x == l*x and norm(x) == 1))"),
)


@pytest.mark.parametrize("goal", TRUE)
def test_factors_show_it(goal: Goal) -> None:
    assert shown(goal)


@pytest.mark.parametrize("goal", FALSE)
def test_false_ones_are_left(goal: Goal) -> None:
    assert not shown(goal)


@pytest.mark.parametrize(
    "claim", ["exists(B, 'complex matrix(n, n)', B @ B == Z)", "exists(k, 'real', k > 1)", "P.T == P"]
)
def test_others_are_not_theirs(claim: str) -> None:
    goal = asked(claim)
    assert not decompositions.applies(goal)
    assert not decompositions.attempt(goal, lambda _: undecided("none", "")).proved
