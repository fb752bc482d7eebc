"""Traces and determinants of matrices with one or two eigenvalues."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LETTERS = {"n": "integer >= 1", "A": "matrix(n, n)", "t": "real"}
SQUARE_ZERO, CUBE_ZERO = "A @ A == zeros(n, n)", "A @ A @ A == zeros(n, n)"
PROJECTION, INVOLUTION = "A @ A == A", "A @ A == identity(n)"


def holds(claim: str, *given: str) -> bool:
    goal = goal_of(formalize(LETTERS, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))
    return Session(Budget()).prove_claim(goal).proved


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("trace(A) == 0", SQUARE_ZERO),
        ("trace(A) == 0", CUBE_ZERO),
        ("det(identity(n) + A) == 1", CUBE_ZERO),
        ("det(identity(n) + t*A) == 1", SQUARE_ZERO),
        ("det(3*identity(n) - A) == 3**n", CUBE_ZERO),
        ("det(A) == 2**n", "A @ A == 4*A - 4*identity(n)"),
        ("0 <= trace(A) and trace(A) <= n", PROJECTION),
        ("exists(k, 'integer', trace(A) == n - 2*k)", INVOLUTION),
        ("abs(det(A)) == 1", INVOLUTION),
        ("-n <= trace(A)", INVOLUTION),
    ],
)
def test_true_is_proved(claim: str, given: str) -> None:
    assert holds(claim, given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("trace(A) == 0", PROJECTION),
        ("trace(A) == n", PROJECTION),
        ("trace(A) <= n - 1", PROJECTION),
        ("trace(A) >= 1", PROJECTION),
        ("det(identity(n) + A) == 2", PROJECTION),
        ("det(A) == 1", INVOLUTION),
        ("det(A) == det(A)**2", INVOLUTION),
        ("trace(A) == n", "A @ A == -identity(n)"),
        ("trace(A) >= 0", "A @ A @ A == A"),
        ("det(3*identity(n) - A) == 3", SQUARE_ZERO),
        ("det(identity(n) + A) == 1", "A @ A == t*A"),
        ("trace(A) == 0", "trace(A @ A) == 0"),
        ("trace(A) == 0", "A @ A == t*A"),
        ("trace(A) == -n", "A @ A == -A - identity(n)"),
    ],
)
def test_false_is_not_proved(claim: str, given: str) -> None:
    assert not holds(claim, given)
