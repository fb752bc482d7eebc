"""Logarithms and products of eigenvalues, and the pairs of a skew symmetric matrix: what is proved, and what is not."""

from __future__ import annotations

import pytest

from proofs_check.engines import skew_pairs, spectral_logarithms, spectral_products
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

LET = {
    **{
        "n": "integer >= 1",
        "m": "integer >= 1",
        "A": "spd(n)",
        "B": "spd(n)",
        "H": "psd(n)",
        "S": "symmetric(n)",
    },
    **{"M": "matrix(n, n)", "K": "matrix(n, n)", "R": "matrix(m, n)", "T": "spd(3)", "P": "psd(3)"},
    **{"a": "positive", "b": "positive", "t": "real", "x": "vector(n)"},
}
COMMUTE, SKEW, UNIT = "A @ B == B @ A", "K.T == -K", "det(A) == 1"


def asked(claim: str, *hypotheses: str) -> Goal:
    return goal_of(formalize(LET, {f"h{i}": fact for i, fact in enumerate(hypotheses)}, {}, claim))


LOGARITHMS = (
    asked("log(det(A)) <= trace(A) - n"),
    asked("log(det(A)) >= n - trace(inv(A))"),
    asked("log(det(T)) <= trace(T) - 3"),
    asked("log(det(identity(n) + H)) <= trace(H)"),
    asked("log(det(identity(n) + H)) >= trace(H) - trace(H @ H)/2"),
    asked("log(det(identity(n) + S @ S)) <= norm(S)**2"),
    asked("det(identity(n) + H) <= exp(trace(H))"),
    asked("det(A) <= exp(trace(A) - n)"),
    asked("det(A) <= (trace(A)/n)**n"),
    asked("det(T) <= (trace(T)/3)**3"),
    asked("trace(A) >= n*det(A)**(1/n)"),
    asked("det(identity(n) + H) <= (1 + trace(H)/n)**n"),
    asked("det(H) <= 1", "trace(H) == n"),
    asked("trace(A) >= n", UNIT),
    asked("trace(inv(A)) >= n", UNIT),
    asked("det(identity(n) + A) >= 2**n", UNIT),
    asked("det(A) >= a**n", "min(eigenvalues(A)) >= a"),
    asked("log(det(A)) <= n*log(max(eigenvalues(A)))"),
    asked("log(det(A)) <= -(trace(A) - n)/2", "max(eigenvalues(A)) <= 1"),
    asked("log(det(A)) - log(det(B)) <= trace(inv(B) @ A) - n", COMMUTE),
    asked("log(det(A + B)) >= log(det(A))", COMMUTE),
)
NOT_LOGARITHMS = (
    asked("log(det(A)) >= trace(A) - n"),
    asked("log(det(A)) < trace(A) - n"),
    asked("log(det(A)) <= trace(A) - n - 1"),
    asked("log(det(A)) <= trace(A)/3"),
    asked("log(det(identity(n) + S)) <= trace(S)"),
    asked("log(det(M)) <= trace(M) - n"),
    asked("log(det(identity(n) + S @ S)) <= trace(S)"),
    asked("log(det(identity(n) + H)) >= trace(H)"),
    asked("log(det(identity(n) + H)) >= trace(H) - trace(H @ H)/3"),
    asked("det(A) < (trace(A)/n)**n"),
    asked("det(A) <= (trace(A)/(2*n))**n"),
    asked("det(S) <= (trace(S)/n)**n"),
    asked("det(M) <= exp(trace(M) - n)"),
    asked("det(S) <= exp(trace(S) - n)"),
    asked("det(identity(n) + M) >= 1", "M.T == M"),
    asked("trace(A) >= n + 1", UNIT),
    asked("trace(S) >= n", "det(S) == 1"),
    asked("det(A) >= a**n", "max(eigenvalues(A)) >= a"),
    asked("log(det(A)) - log(det(B)) <= trace(inv(B) @ A) - n + 1 - n", COMMUTE),
    asked("log(det(A))**2 <= (trace(A) - n)**2"),
    asked("log(det(A @ B)) <= trace(A) + trace(B) - 3*n", COMMUTE),
)
PRODUCTS = (
    asked("det(identity(n) + H) >= 1 + trace(H)"),
    asked("det(identity(3) + P) >= 1 + trace(P)"),
    asked("det(identity(n) + a*H) >= 1 + a*trace(H)"),
    asked("det(identity(n) + R.T @ R) >= 1 + norm(R)**2"),
    asked("det(identity(n) + S @ S) >= 1 + trace(S @ S)"),
    asked("det(identity(n) - H) >= 1 - trace(H)", "max(eigenvalues(H)) <= 1"),
    asked("det(A) >= 1 + trace(A) - n", "min(eigenvalues(A)) >= 1"),
    asked("det(identity(n) + H) > trace(H)"),
    asked("trace(H) <= det(identity(n) + H) - 1"),
)
NOT_PRODUCTS = (
    asked("det(identity(n) + S) >= 1 + trace(S)"),
    asked("det(identity(n) + H) > 1 + trace(H)"),
    asked("det(identity(n) + H) >= 2 + trace(H)"),
    asked("det(identity(n) + H) >= 1 + 2*trace(H)"),
    asked("det(identity(n) + H) <= 1 + trace(H)"),
    asked("det(identity(n) - H) >= 1 - trace(H)"),
    asked("det(A) >= 1 + trace(A) - n"),
    asked("det(identity(n) + M) >= 1 + trace(M)"),
)
PAIRS = (
    asked("det(identity(n) + K) >= 1 + norm(K)**2/2", SKEW),
    asked("det(identity(n) + K) >= 1", SKEW),
    asked("det(identity(n) + t*K) >= 1 + t**2*norm(K)**2/2", "K + K.T == zeros(n, n)"),
    asked("det(identity(n) - K) == det(identity(n) + K)", SKEW),
    asked("det(identity(n) + K)**2 == det(identity(n) - K @ K)", SKEW),
    asked("det(identity(n) - K @ K) >= 1 - trace(K @ K)", SKEW),
    asked("log(det(identity(n) + K)) <= norm(K)**2/2", SKEW),
    asked("det(identity(n) + K) <= exp(norm(K)**2/2)", SKEW),
)
NOT_PAIRS = (
    asked("det(identity(n) + K) == 1 + norm(K)**2/2", SKEW),
    asked("det(identity(n) + K) > 1 + norm(K)**2/2", SKEW),
    asked("det(identity(n) + K) >= 1 + norm(K)**2", SKEW),
    asked("det(identity(n) + K) >= 1 + norm(K)**2/2"),
    asked("det(identity(n) + K) >= 1 + norm(K)**2/2", "K.T == K"),
    asked("det(identity(n) + K) >= 1 + norm(K)**2/2", "K.T == -2*K + K.T @ K"),
    asked("det(identity(n) + K + K @ K) >= 1", SKEW),
    asked("det(identity(n) + K) >= 1 + trace(K @ K)/2 + norm(K)**2", "K.T == -M"),
    asked("det(identity(n) + K) <= 1", SKEW),
    asked("det(K) == 0", SKEW),
)


@pytest.mark.parametrize("goal", (*LOGARITHMS, *PRODUCTS, *PAIRS), ids=lambda goal: text(goal.conclusion))
def test_true_claims_are_proved(goal: Goal) -> None:
    answer = Session(Budget()).prove_claim(goal)
    assert answer.proved and answer.trust == "certificate"


@pytest.mark.parametrize(
    "goal", (*NOT_LOGARITHMS, *NOT_PRODUCTS, *NOT_PAIRS), ids=lambda goal: text(goal.conclusion)
)
def test_false_claims_are_not_proved(goal: Goal) -> None:
    assert not Session(Budget()).prove_claim(goal).proved


@pytest.mark.parametrize("claim", ("trace(A) > 0", "A @ B == B @ A", "x.T @ A @ x >= 0", "det(A) != 0"))
def test_other_goals_are_left(claim: str) -> None:
    goal = asked(claim)
    engines = (skew_pairs, spectral_logarithms, spectral_products)
    assert not any(engine.applies(goal) for engine in engines)


def test_a_tangent_that_differs_between_eigenvalues_is_not_used() -> None:
    # trace(A)*log(...) aside: the slope in lam at the mean of A would carry the eigenvalue of B.
    false = asked("trace(A @ B) <= trace(A)*trace(B)/n + log(det(B)) - log(det(B))", COMMUTE)
    assert not Session(Budget()).prove_claim(false).proved
