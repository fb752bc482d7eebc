"""Inverses of matrices that satisfy an equation, of letters that are inverted, and inverses that a claim offers."""

from __future__ import annotations

import pytest
from matrix_goals import knows_nothing

from proofs_check.engines import algebraic_matrices, inverted_letters
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_relations import relation
from proofs_check.engines.word_rules import ruled_setting
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Apply
from proofs_check.statement.text import text

LET = {
    **{
        "n": "integer >= 1",
        "m": "integer >= 1",
        "P": "matrix(n, n)",
        "N": "matrix(n, n)",
        "J": "matrix(n, n)",
    },
    **{"A": "matrix(n, n)", "B": "matrix(n, n)", "V": "invertible(n)", "W": "invertible(n)", "H": "psd(n)"},
    **{
        "R": "matrix(m, n)",
        "L": "matrix(n, m)",
        "u": "vector(n)",
        "v": "vector(n)",
        "x": "vector(n)",
        "y": "vector(n)",
    },
    **{"c": "real in (-1, 1)", "r": "real", "t": "nonnegative", "a": "nonzero", "b": "nonzero"},
}
PROJECTION, INVOLUTION = "P @ P == P", "J @ J == identity(n)"
SQUARE_ZERO, CUBE_ZERO = "N @ N == zeros(n, n)", "N @ N @ N == zeros(n, n)"
CUBE_ROOT = "A @ A @ A == identity(n)"


def asked(claim: str, *hypotheses: str) -> Goal:
    return goal_of(formalize(LET, {f"h{i}": fact for i, fact in enumerate(hypotheses)}, {}, claim))


def claimed(goal: Goal) -> bool:
    return Session(Budget()).prove_claim(goal).proved


TRUE = (
    asked("inv(identity(n) + c*P) == identity(n) - c/(1 + c)*P", PROJECTION),
    asked("inv(identity(n) + r*P) == identity(n) - r/(1 + r)*P", PROJECTION, "r != -1"),
    asked("inv(identity(n) - r*N) == identity(n) + r*N", SQUARE_ZERO),
    asked("inv(identity(n) - r*N) == identity(n) + r*N + r**2*N @ N", CUBE_ZERO),
    asked("inv(J) == J", INVOLUTION),
    asked("inv(J) == -J", "J @ J == -identity(n)"),
    asked("inv(identity(n) + c*J) == (identity(n) - c*J)/(1 - c**2)", INVOLUTION),
    asked("inv(identity(n) + r*J) == (identity(n) - r*J)/(1 + r**2)", "J @ J == -identity(n)"),
    asked("inv(a*P + b*(identity(n) - P)) == P/a + (identity(n) - P)/b", PROJECTION),
    asked("inv(A) == (A - r*identity(n))/b", "A @ A == r*A + b*identity(n)"),
    asked("inv(A) == A @ A", CUBE_ROOT),
    asked("inv(identity(n) - c*A) == (identity(n) + c*A + c**2*A @ A)/(1 - c**3)", CUBE_ROOT),
    asked("trace(inv(identity(n) + t*P)) == n - t/(1 + t)*trace(P)", PROJECTION),
    asked("det(identity(n) + t*P) > 0", PROJECTION),
    asked("det(identity(n) + r*J) > 0", "J @ J == -identity(n)"),
    asked("inv(A) == B/a", "A @ B == a*identity(n)"),
    asked(
        "det(identity(n) + u @ v.T + x @ y.T) != 0",
        "(1 + dot(v, u))*(1 + dot(y, x)) != dot(v, x)*dot(y, u)",
    ),
    asked("inv(identity(n) - A) == identity(n) - B", "A + B == A @ B"),
    asked("inv(inv(V) + inv(W)) == V @ inv(V + W) @ W", "det(V + W) != 0"),
    asked("inv(V + r*N) == inv(V) - r*inv(V) @ N @ inv(V)", "N @ inv(V) @ N == zeros(n, n)"),
    asked("inv(identity(n) + u @ v.T) == identity(n) - u @ v.T/(1 + dot(v, u))", "1 + dot(v, u) != 0"),
)
FALSE = (
    asked("inv(identity(n) + r*P) == identity(n) - r/(1 + r)*P", PROJECTION),
    asked("inv(identity(n) + c*P) == identity(n) + c/(1 + c)*P", PROJECTION),
    asked("inv(identity(n) + c*P) == identity(n) - c/(1 + c)*P"),
    asked("inv(identity(n) - r*N) == identity(n) + r*N", CUBE_ZERO),
    asked("inv(N) == N", SQUARE_ZERO),
    asked("inv(P) == P", PROJECTION),
    asked("inv(J) == -J", INVOLUTION),
    asked("inv(identity(n) + r*J) == (identity(n) - r*J)/(1 - r**2)", INVOLUTION),
    asked("det(identity(n) + r*J) != 0", INVOLUTION),
    asked("det(identity(n) + r*J) > 0", INVOLUTION, "r**2 != 1"),
    asked("det(J) > 0", INVOLUTION),
    asked("det(identity(n) + u @ v.T + x @ y.T) != 0", "(1 + dot(v, u))*(1 + dot(y, x)) != 0"),
    asked("inv(A) == (A - r*identity(n))/b", "A @ A == r*A"),
    asked("inv(A) == inv(B) and inv(B) == inv(A)", "A == B"),
    asked("inv(A) == inv(A)"),
    asked("inv(A) @ A == identity(n)"),
    asked("inv(H) @ H == identity(n)"),
    asked("inv(A) == B", "A @ B == B @ A"),
    asked("inv(inv(V) + inv(W)) == V @ inv(V + W) @ W"),
    asked("implies(det(A) != 0, inv(A) @ A == A)"),
    asked("inv(identity(n) + u @ v.T) == identity(n) - u @ v.T/(1 + dot(v, u))"),
)


@pytest.mark.parametrize("goal", TRUE, ids=lambda goal: text(goal.conclusion))
def test_true_claims_are_proved(goal: Goal) -> None:
    assert claimed(goal)


@pytest.mark.parametrize("goal", FALSE, ids=lambda goal: text(goal.conclusion))
def test_false_claims_are_not_proved(goal: Goal) -> None:
    assert not claimed(goal)


@pytest.mark.parametrize("claim", ("trace(A) == 0", "inv(V) @ V == identity(n)", "u == v", "det(A) == 1"))
def test_other_goals_are_left(claim: str) -> None:
    goal = asked(claim)
    assert not algebraic_matrices.applies(goal) and not inverted_letters.applies(goal)


def test_undecided_without_a_relation() -> None:
    assert not algebraic_matrices.attempt(asked("det(identity(n) + A @ B) != 0"), knows_nothing).proved


@pytest.mark.parametrize(
    ("matrix", "given", "weights"),
    (
        ("identity(n) + r*P", PROJECTION, 3),
        ("identity(n) + r*N", CUBE_ZERO, 4),
        ("identity(n) + u @ v.T", "r == r", 3),
        ("A + B", "r == r", 0),
    ),
)
def test_relations_have_the_least_degree(matrix: str, given: str, weights: int) -> None:
    goal = asked(f"det({matrix}) != 0", given)
    setting = ruled_setting(goal)
    conclusion = next(node for node in (goal.conclusion.left,) if isinstance(node, Apply))  # type: ignore[attr-defined]
    found = relation(convert(conclusion.args[0], setting), setting)
    assert (0 if found is None else len(found.weights)) == weights
