"""Determinants of polynomials in real matrices that commute."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import word_commuting
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal_for(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> Goal:
    return goal_of(formalize(let, {f"given{place}": one for place, one in enumerate(given)}, {}, claim))


def is_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_for(let, given, claim)).proved


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        ({"A": "matrix(2,2)", "B": "matrix(2,2)"}, ("A@B == B@A",), "det(A@A + B@B) >= 0"),
        ({"n": "integer >= 1", "A": "matrix(n,n)"}, (), "det(A@A + identity(n)) >= 0"),
        (
            {"n": "integer >= 1", "A": "matrix(n,n)", "B": "matrix(n,n)"},
            ("A@B == B@A",),
            "det(A@A + A@B + B@B) >= 0",
        ),
        ({"n": "integer >= 1", "A": "matrix(n,n)"}, ("A@A.T == A.T@A",), "det(A@A + A.T@A.T) >= 0"),
        (
            {"n": "integer >= 1", "A": "matrix(n,n)", "c": "real >= 1"},
            (),
            "0 <= det(A@A + A + c*identity(n))",
        ),
        ({"n": "integer >= 1", "A": "matrix(n,n)"}, (), "det(A**4 + A**2) >= 0"),
        ({"n": "integer >= 1", "A": "invertible(n)"}, (), "det(A@A - 2*A + identity(n)) >= 0"),
        (
            {"n": "integer >= 1", "A": "matrix(n,n)", "B": "matrix(n,n)", "C": "matrix(n,n)"},
            ("A@B == B@A", "A@C == C@A", "C@B == B@C"),
            "det(A@A + B@B + C@C - A@B - B@C - C@A) >= 0",
        ),
    ],
)
def test_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert is_proved(let, given, claim)


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        ({"A": "matrix(2,2)", "B": "matrix(2,2)"}, (), "det(A@A + B@B) >= 0"),
        ({"n": "integer >= 1", "A": "matrix(n,n)"}, (), "det(A@A - identity(n)) >= 0"),
        ({"n": "integer >= 1", "A": "matrix(n,n)"}, (), "det(A@A + identity(n)) > 0"),
        (
            {"n": "integer >= 1", "A": "matrix(n,n)", "B": "matrix(n,n)"},
            ("A@B == B@A",),
            "det(A@A + 3*A@B + B@B) >= 0",
        ),
        ({"n": "integer >= 1", "A": "matrix(n,n)"}, (), "det(A@A + A.T@A.T) >= 0"),
        (
            {"n": "integer >= 1", "A": "matrix(n,n)", "c": "real >= 0"},
            (),
            "det(A@A + A + c*identity(n)) >= 0",
        ),
        (
            {"n": "integer >= 1", "A": "matrix(n,n)", "B": "matrix(n,n)"},
            ("A@B == -B@A",),
            "det(A@A + A@B + B@B) >= 0",
        ),
        ({"n": "integer >= 1", "A": "complex matrix(n,n)"}, (), "re(det(A@A + identity(n))) >= 0"),
    ],
)
def test_not_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not is_proved(let, given, claim)


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        ({"n": "integer >= 1", "A": "matrix(n, n)"}, (), "det(A@A + identity(n)) > 0"),
        ({"n": "integer >= 1", "A": "complex matrix(n, n)"}, (), "det(A@A) >= 0"),
        ({"n": "integer >= 1", "A": "matrix(n, n)"}, (), "det(A@A) + 1 >= 0"),
    ],
)
def test_left_to_others(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not word_commuting.applies(goal_for(let, given, claim))
