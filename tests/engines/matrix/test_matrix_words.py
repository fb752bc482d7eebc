"""The word normal form: what it proves for every size, and what it must not."""

from __future__ import annotations

import pytest
from matrix_goals import by_z3, certain, goal, knows_nothing

from proofs_check.engines import words
from proofs_check.goal import Goal

QUADRATIC = {"J(y)": "dot(y, H @ y)/2 + dot(b, y)", "g": "H @ x + b"}
HIDDEN = {"h": {"start": ["h0"], "step": "W @ h(t)"}}
DECOMPOSED = "W == V @ L @ inv(V)"
COMPLEX = {"W": "complex matrix(n, n)", "V": "complex invertible(n)", "L": "complex diagonal(n)"}
THROUGH_TIME = "sum((W.T)**(tau - t) @ d @ (W**(t - 1) @ h0).T, t, 1, tau)"

TRUE: tuple[Goal, ...] = (
    goal("J(x - eps*g) - J(x) == eps**2*dot(g, H @ g)/2 - eps*dot(g, g)", define=QUADRATIC),
    goal("(V @ L @ inv(V))**0 == identity(n)"),
    goal("W**(t + 1) == V @ L**(t + 1) @ inv(V)", DECOMPOSED, "W**t == V @ L**t @ inv(V)"),
    goal("W**(t + 1) == V @ L**(t + 1) @ inv(V)", DECOMPOSED, "W**t == V @ L**t @ inv(V)", let=COMPLEX),
    goal("W**t @ W == V @ L**t @ inv(V) @ W", "W**t == V @ L**t @ inv(V)"),
    goal("(W.T)**t @ d == inv(V).T @ L**t @ V.T @ d", "W.T == inv(V).T @ L @ V.T"),
    goal("dot(v, (W.T)**(t + 1) @ d) == lam**(t + 1)*dot(v, d)", "W @ v == lam*v"),
    goal("dot(v, (W.T)**(t + 1) @ d) == lam*dot(v, (W.T)**t @ d)", "W @ v == lam*v"),
    goal("W**t @ v == lam**t * v", "lam*v == W @ v"),
    goal("u.T @ W**t == lam**t * u.T", "u.T @ W == lam*u.T"),
    goal("W**t @ R == R @ C**t", "W @ R == R @ C", let={"C": "matrix(m, m)"}),
    goal("c*(R @ z) + c*b == c*(R @ z + b)"),
    goal(
        "sum(dot((W.T)**(tau + 1 - t) @ d, A @ W**(t - 1) @ h0), t, 1, tau + 1)"
        " == sum(dot((W.T)**(tau - t) @ (W.T @ d), A @ W**(t - 1) @ h0), t, 1, tau) + dot(d, A @ W**tau @ h0)"
    ),
    goal(
        "sum((W.T)**(tau + 1 - t) @ d @ (W**(t - 1) @ h0).T, t, 1, tau + 1)"
        f" == W.T @ {THROUGH_TIME} + d @ (W**tau @ h0).T"
    ),
    goal("sum(dot(u, A**t @ v), t, 0, tau) == dot(u, sum(A**t, t, 0, tau) @ v)"),
    goal("sum(A**t, t, 0, tau + 1) == identity(n) + A @ sum(A**t, t, 0, tau)"),
    goal("sum(A**t, t, 2, tau + 2) == A @ A @ sum(A**c, c, 0, tau)"),
    goal("sum(x + b, t, 1, tau) == tau*x + tau*b"),
    goal("norm(Q**t @ v) == norm(v)"),
    goal("(identity(n) - eps*H)**(t + 1) == (identity(n) - eps*H) @ (identity(n) - eps*H)**t"),
    goal("((identity(n) - eps*H)**t).T == (identity(n) - eps*H)**t"),
    goal("(V + P) @ inv(V + P) == identity(n)"),
    goal("inv(V + P) @ V == identity(n) - inv(V + P) @ P"),
    goal("A**t @ B == B @ A**t", "A @ B == B @ A"),
    goal("A @ A.T == identity(n)", "A.T @ A == identity(n)"),
    goal("W**t @ V[:, 0] == L[0, 0]**t * V[:, 0]", DECOMPOSED),
    goal("h(t + 1) == W**(t + 1) @ h0", "h(t) == W**t @ h0", "h(t + 1) == W @ h(t)", define=HIDDEN),
    goal("v == zeros(n, 1)", "V @ v == zeros(n, 1)"),
    goal("forall(c, 'real', implies(c > 0, (c*A).T == c*A.T))"),
    goal("norm(v)**2 * v == dot(v, v) * v"),
    goal("A == A.T", "A == B + B.T"),
    goal("A.T @ B == A @ B", "A == A.T"),
    goal("(identity(n) - A) @ A == zeros(n, n)", "A @ A == A"),
    goal("trace(V @ inv(V)) == n"),
    goal("A[t, tau] == dot(unit(n, t), A[:, tau])"),
    goal("A.T[t, tau] == A[tau, t]"),
    goal("inv(Q) @ Q.T.T == identity(n)"),
)

FALSE: tuple[Goal, ...] = (
    goal("J(x - eps*g) - J(x) == eps**2*dot(g, H @ g)/2 + eps*dot(g, g)", define=QUADRATIC),
    goal("J(x - eps*g) - J(x) == eps**2*dot(g, H @ g) - eps*dot(g, g)", define=QUADRATIC),
    goal(
        "J(x - eps*g) - J(x) == eps**2*dot(g, H @ g)/2 - eps*dot(g, g)",
        define=QUADRATIC,
        let={"H": "matrix(n, n)"},
    ),
    goal("W**(t + 1) == V @ L**(t + 1) @ V.T", DECOMPOSED, "W**t == V @ L**t @ inv(V)"),
    goal("W**(t + 1) == V @ L**t @ inv(V)", DECOMPOSED, "W**t == V @ L**t @ inv(V)"),
    goal("W**(t + 1) == V @ L**(t + 1) @ inv(V)", "W**t == V @ L**t @ inv(V)"),
    goal("W**(t + 1) == V @ L**(t + 1) @ V.T", DECOMPOSED, "W**t == V @ L**t @ inv(V)", let=COMPLEX),
    goal("H.T == H", let={"H": "complex symmetric(n)"}),  # may mean Hermitian: nothing is assumed of it
    goal("W**t @ d == inv(V).T @ L**t @ V.T @ d", "W.T == inv(V).T @ L @ V.T"),
    goal("dot(v, W**(t + 1) @ d) == lam**(t + 1)*dot(v, d)", "W @ v == lam*v"),
    goal("dot(v, (W.T)**(t + 1) @ d) == lam**t*dot(v, d)", "W @ v == lam*v"),
    goal("c*(R @ z) + b == c*(R @ z + b)"),
    goal("A @ B == B @ A"),
    goal("A.T @ B == B @ A.T", "A @ B == B @ A"),
    goal("D @ A == A @ D"),
    goal("inv(V + P) == inv(V) + inv(P)"),
    goal("inv(V + P) @ V == identity(n) - inv(V + P) @ V"),
    goal("(P @ S).T == P @ S"),
    goal("det(A + B) == det(A) + det(B)"),
    goal("norm(V @ v) == norm(v)"),
    goal("v == zeros(n, 1)", "A @ v == zeros(n, 1)"),
    goal("A @ A.T == identity(n)", "A @ R == R", "R.T @ R == identity(m)"),
    goal("R @ R.T == identity(n)", "R.T @ R == identity(m)"),
    goal("sum(A**t, t, 0, tau + 1) == identity(n) + sum(A**t, t, 0, tau)"),
    goal("sum(A, t, 1, tau) == tau*A", let={"tau": "integer"}),  # false at tau = -1
    goal("sum(A, t, 0, tau + 1) == sum(A, t, 0, tau) + A", let={"tau": "integer"}),  # false at tau = -3
    goal("(identity(n) - eps*A)**(t + 1) == (identity(n) - eps*A)**t @ (identity(n) - eps*A.T)"),
    goal("unit(n, t) == unit(n, tau)"),
    goal("dot(unit(n, t), unit(n, tau)) == 1"),
    goal("A[t, tau] == A[tau, t]"),
    goal("trace(V @ inv(V)) == 1"),
    goal("(identity(n) - A) @ A == zeros(n, n)", "A @ A @ A == A"),
    goal("inv(Q) == Q"),
    goal("det(Q) == 1"),
    goal("P @ S == S @ P"),
    goal("u == v", "dot(u, u) == dot(v, v)"),
    goal("(A @ B)**t == A**t @ B**t"),
)


@pytest.mark.parametrize("true", TRUE, ids=range(len(TRUE)))
def test_proves(true: Goal) -> None:
    answer = words.attempt(true, knows_nothing)
    assert answer.proved, answer.detail
    assert answer.trust == "certificate"


@pytest.mark.parametrize("false", FALSE, ids=range(len(FALSE)))
def test_does_not_prove_false_neighbours(false: Goal) -> None:
    assert not words.attempt(false, by_z3).proved


def test_scalar_identities_pass_on_the_trust_of_the_prover() -> None:
    asked = goal("(eps + abs(eps))*v == zeros(n, 1)", "eps < 0")
    assert words.attempt(asked, by_z3).trust == "one engine"
    assert words.attempt(asked, certain).trust == "certificate"
    assert not words.attempt(asked, knows_nothing).proved


def test_range_of_a_sum_is_a_hypothesis_for_its_terms() -> None:
    asked = goal("sum(abs(t)*A**t, t, 0, tau) == sum(t*A**t, t, 0, tau)")
    assert words.attempt(asked, by_z3).proved
    below = goal("sum(abs(t - 1)*A**t, t, 0, tau) == sum((t - 1)*A**t, t, 0, tau)")
    assert not words.attempt(below, by_z3).proved


def test_does_not_refute_and_says_what_is_left() -> None:
    answer = words.attempt(goal("A @ B == B @ A"), by_z3)
    assert answer.outcome == "undecided"
    assert "A @ B" in answer.detail


def test_circular_rules_end() -> None:
    asked = goal("A @ B @ C == C", "A @ B == B @ A @ A + B", "B @ A == A @ B @ B + A @ B")
    assert not words.attempt(asked, knows_nothing).proved
