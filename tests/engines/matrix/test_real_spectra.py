"""In a real claim eigenvalues are real: nothing about those of a matrix is proved where they may be others."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

SQUARE = {"A": "matrix(2, 2)"}
SIZED = {"n": "integer >= 1"}


def is_proved(let: Mapping[str, str], given: Mapping[str, str], claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_of(formalize(let, given, {}, claim))).proved


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        (SQUARE, {}, "eigenvalues(A)[0] + eigenvalues(A)[1] == trace(A)"),
        (SQUARE, {"d": "trace(A)**2 > 4*det(A) - 1/10**9"}, "eigenvalues(A)[0] <= eigenvalues(A)[1]"),
        ({**SIZED, "A": "matrix(n, n)"}, {}, "eigenvalues(A) == eigenvalues(A.T)"),
        ({**SIZED, "A": "symmetric(n)", "B": "symmetric(n)"}, {}, "eigenvalues(A @ B) == eigenvalues(B @ A)"),
    ],
)
def test_not_proved(let: Mapping[str, str], given: Mapping[str, str], claim: str) -> None:
    assert not is_proved(let, given, claim)


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        (SQUARE, {"d": "trace(A)**2 >= 4*det(A)"}, "eigenvalues(A)[0] + eigenvalues(A)[1] == trace(A)"),
        ({"A": "symmetric(2)"}, {}, "eigenvalues(A)[0]*eigenvalues(A)[1] == det(A)"),
        ({**SIZED, "A": "matrix(n, n)"}, {}, "eigenvalues(A + A.T) == eigenvalues(A.T + A)"),
        ({**SIZED, "A": "spd(n)", "S": "symmetric(n)"}, {}, "eigenvalues(A @ S) == eigenvalues(A @ S.T)"),
    ],
)
def test_proved(let: Mapping[str, str], given: Mapping[str, str], claim: str) -> None:
    assert is_proved(let, given, claim)
