"""Forms, traces and extreme eigenvalues of symmetric matrices of any size; determinants of low rank; inverses of sums."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LET = {
    **{"n": "integer >= 1", "m": "integer >= 1", "x": "vector(n)", "y": "vector(n)", "u": "vector(n)"},
    **{"S": "symmetric(n)", "K": "symmetric(n)", "P": "spd(n)", "H": "psd(n)", "V": "invertible(n)"},
    **{"A": "matrix(n, n)", "B": "matrix(n, n)", "X": "matrix(m, n)", "Q": "orthogonal(n)"},
    **{"c": "real", "eps": "positive", "t": "natural"},
}


def goal(claim: str, *hypotheses: str) -> Goal:
    """The goal about the letters of LET."""
    return goal_of(formalize(LET, {f"h{k}": one for k, one in enumerate(hypotheses)}, {}, claim))


def holds(one: Goal) -> bool:
    return Session(Budget()).prove_claim(one).proved


NONZERO = "x != zeros(n, 1)"
PROJECTION = "S @ S == S"
TRUE = (
    goal("n*min(eigenvalues(S)) <= trace(S)"),
    goal("norm(S)**2 <= n*spectral_radius(S)**2"),
    goal("trace(P)*trace(inv(P)) >= n**2"),
    goal("(x.T @ P @ x)*(x.T @ inv(P) @ x) >= dot(x, x)**2"),
    goal("trace(H @ H) <= trace(H)**2"),
    goal("x.T @ S @ x/dot(x, x) <= max(eigenvalues(S))", NONZERO),
    goal("x.T @ P @ x > 0", NONZERO),
    goal("norm(S @ x) <= norm(x)", PROJECTION),
    goal("norm(x - eps*H @ x) <= norm(x)", "eps*max(eigenvalues(H)) <= 2"),
    goal("max(eigenvalues(S + K)) <= max(eigenvalues(S)) + max(eigenvalues(K))"),
    goal("max(eigenvalues(S + c*identity(n))) == max(eigenvalues(S)) + c"),
    goal("max(eigenvalues(inv(P))) == 1/min(eigenvalues(P))"),
    goal("spectral_radius(A @ B) == spectral_radius(B @ A)"),
    goal("spectral_radius(A) == 0", "A @ A == zeros(n, n)"),
    goal("det(identity(n) + x @ y.T) == 1 + dot(x, y)"),
    goal("det(identity(n) + A @ B) == det(identity(n) + B @ A)"),
    goal("det(P + H) > 0"),
    goal("inv(identity(n) - A) == identity(n) + A", "A @ A == zeros(n, n)"),
    goal("X @ inv(X.T @ X) @ X.T @ X == X", "det(X.T @ X) != 0"),
    goal("trace(A) == sum(A[i, i], i, 0, n - 1)"),
    goal("dot(x, y) == sum(x[i]*y[i], i, 0, n - 1)"),
    goal("trace(A)**2 <= n*trace(A.T @ A)"),
)
FALSE = (
    goal("n*min(eigenvalues(S)) < trace(S)"),
    goal("norm(A)**2 <= n*spectral_radius(A)**2"),
    goal("trace(H)*trace(H) <= trace(H @ H)"),
    goal("(x.T @ S @ x)*(x.T @ S @ x) >= dot(x, x)**2"),
    goal("x.T @ S @ x <= n*max(eigenvalues(S))"),  # a form beside a trace
    goal("x.T @ P @ x > 0"),
    goal("x.T @ H @ x > 0", NONZERO),
    goal("norm(A @ x) <= norm(x)", "A @ A == A"),
    goal("norm(x - eps*H @ x) <= norm(x)", "eps*max(eigenvalues(H)) <= 3"),
    goal("max(eigenvalues(S + K)) >= max(eigenvalues(S)) + max(eigenvalues(K))"),
    goal("max(eigenvalues(c*S)) == c*max(eigenvalues(S))"),
    goal("max(eigenvalues(inv(P))) == 1/max(eigenvalues(P))"),
    goal("spectral_radius(A @ B) <= spectral_radius(A)*spectral_radius(B)"),
    goal("spectral_radius(A) == 0", "A @ A == A"),
    goal("det(identity(n) + x @ y.T) == 1 - dot(x, y)"),
    goal("det(H) > 0"),
    goal("inv(identity(n) - A) == identity(n) + A", "A @ A == A"),
    goal("X @ inv(X.T @ X) @ X.T == identity(m)", "det(X.T @ X) != 0"),
    goal("trace(A) == sum(A[i, i], i, 1, n - 1)"),
    goal("x.T @ inv(X.T @ X + identity(n)) @ x >= dot(x, x)"),  # no letter that is symmetric
    goal("trace(A)**2 <= n*trace(A @ A)"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_is_proved(one: Goal) -> None:
    assert holds(one)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_is_not_proved(one: Goal) -> None:
    quick = Session(Budget(z3_rlimit=400_000, depth=4, thorough=False))
    assert not quick.prove_claim(one).proved


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=4, max_size=4), st.integers(0, 10_000))
def test_what_is_proved_of_traces_holds(weights: list[int], seed: int) -> None:
    """a*tr(H) + b*tr(H @ H) + c*tr(H)**2 + d*n >= 0, where it is proved, holds for random semidefinite matrices."""
    a, b, c, d = weights
    claim = f"{a}*trace(H) + {b}*trace(H @ H) + {c}*trace(H)**2 + {d}*n >= 0"
    if not Session(Budget(z3_rlimit=200_000, depth=3, thorough=False)).prove(goal(claim)).proved:
        return
    source = np.random.default_rng(seed)
    for size in (1, 2, 3):
        for scale in (0.0, 0.3, 1.0, 4.0):
            root = scale * source.integers(-2, 3, (size, size))
            h = root @ root.T
            value = a * np.trace(h) + b * np.trace(h @ h) + c * np.trace(h) ** 2 + d * size
            assert value >= -1e-9


def test_radius_is_at_most_the_frobenius_norm() -> None:
    """The fact that the exact test cannot evaluate, on random matrices."""
    source = np.random.default_rng(random.Random(7).randrange(1000))
    for size in (1, 2, 3, 5):
        for _ in range(50):
            a = source.integers(-3, 4, (size, size)).astype(float)
            assert np.abs(np.linalg.eigvals(a)).max() ** 2 <= (a * a).sum() + 1e-9
