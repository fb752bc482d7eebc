"""What a power that is zero says of a matrix."""

from __future__ import annotations

import pytest

from proofs_check.engines import nilpotent
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

TWO, THREE = "matrix(2, 2)", "matrix(3, 3)"


def goal_for(claim: str, kind: str, given: str) -> Goal:
    let = {"n": "integer >= 1", "A": kind, "k": "natural", "m": "natural"}
    return goal_of(formalize(let, {"vanishes": given}, {}, claim))


def is_proved(claim: str, kind: str, given: str) -> bool:
    return Session(Budget()).prove_claim(goal_for(claim, kind, given)).proved


@pytest.mark.parametrize(
    ("claim", "kind", "given"),
    [
        ("A @ A == zeros(2, 2)", TWO, "A**k == zeros(2, 2)"),
        ("A @ A @ A == zeros(3, 3)", THREE, "zeros(3, 3) == A**k"),
        ("trace(A) == 0 and det(A) == 0", TWO, "A**(k + 1) == zeros(2, 2)"),
        ("det(identity(2) + A) == 1", TWO, "A**k == zeros(2, 2)"),
        ("inv(identity(2) - A) == identity(2) + A", TWO, "A**5 == [[0, 0], [0, 0]]"),
        ("trace(A) == 0", "matrix(n, n)", "A**k == zeros(n, n)"),
        ("A == zeros(n, n)", "symmetric(n)", "A**k == zeros(n, n)"),
        ("(identity(2) + A)**m == identity(2) + m*A", TWO, "A**k == zeros(2, 2)"),
    ],
)
def test_proved(claim: str, kind: str, given: str) -> None:
    assert is_proved(claim, kind, given)


@pytest.mark.parametrize(
    ("claim", "kind", "given"),
    [
        ("A == zeros(2, 2)", TWO, "A**k == zeros(2, 2)"),
        ("A @ A == zeros(3, 3)", THREE, "A**k == zeros(3, 3)"),
        ("A[0, 1] == 0", TWO, "A**k == zeros(2, 2)"),
        ("det(identity(2) + A) == 2", TWO, "A**k == zeros(2, 2)"),
        ("trace(A) == 0", "matrix(n, n)", "A**k == identity(n)"),
        ("A == zeros(n, n)", "matrix(n, n)", "A**k == zeros(n, n)"),
        ("trace(A) == 0", TWO, "A**k == [[0, 0], [0, 1]]"),
    ],
)
def test_false(claim: str, kind: str, given: str) -> None:
    assert not is_proved(claim, kind, given)


def test_what_does_not_apply() -> None:
    assert not nilpotent.applies(goal_for("trace(A) == 0", TWO, "A**2 == zeros(2, 2)"))
    assert not nilpotent.applies(goal_for("trace(A) == 0", "complex matrix(2, 2)", "A**k == zeros(2, 2)"))
    assert not nilpotent.applies(goal_for("trace(A) == 0", TWO, "A**k != zeros(2, 2)"))
