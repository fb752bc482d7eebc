"""Inequalities between the angles of a triangle that are equalities for flat ones only."""

from __future__ import annotations

import pytest

from proofs_check.engines.half_angles import applies, attempt
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

OPEN = dict.fromkeys("ABC", "real in (0, pi)")
CLOSED = dict.fromkeys("ABC", "real in [0, pi]")
TRIANGLE = "A + B + C == pi"


def goal(claim: str, let: dict[str, str], given: str = TRIANGLE) -> Goal:
    return goal_of(formalize(let, {"h": given}, {}, claim))


def is_proved(claim: str, let: dict[str, str], given: str = TRIANGLE) -> bool:
    return attempt(goal(claim, let, given), Session(Budget()).prove).proved


@pytest.mark.parametrize(
    ("claim", "let", "given"),
    [
        ("cos(A) + cos(B) + cos(C) > 1", OPEN, TRIANGLE),
        (
            "2*cos((A + B)/2)*(cos((A - B)/2) - cos((A + B)/2)) > 0",
            {"A": OPEN["A"], "B": OPEN["B"]},
            "A + B < pi",
        ),
    ],
)
def test_proved(claim: str, let: dict[str, str], given: str) -> None:
    assert is_proved(claim, let, given)


@pytest.mark.parametrize(
    ("claim", "let", "given"),
    [
        ("cos(A) + cos(B) + cos(C) > 1", CLOSED, TRIANGLE),
        ("cos(A) + cos(B) + cos(C) > 1", OPEN, "A + B + C == 3*pi/2"),
        ("cos(A) + cos(B) + cos(C) > 11/10", OPEN, TRIANGLE),
        ("cos(A) + cos(B) - cos(A + B) > 1", {"A": OPEN["A"], "B": OPEN["B"]}, "A + B <= pi"),
    ],
)
def test_false_ones_are_not(claim: str, let: dict[str, str], given: str) -> None:
    assert not is_proved(claim, let, given)


@pytest.mark.parametrize(
    ("claim", "let"),
    [
        ("A*cos(A) + cos(B) + cos(A + B) > 1", OPEN),
        ("cos(A) + cos(B) + cos(A + B) > 1", {**OPEN, "A": "real"}),
        ("cos(A) + cos(B) + cos(A + B) == 1", OPEN),
        ("C < cos(A) + cos(B) + cos(A + B)", {**OPEN, "C": "real in (0, A)"}),
        ("cos(A) + cos(B) > 1", {"A": "real in (0, pi)", "B": "real in (0, A)", "C": "real"}),
    ],
)
def test_other_goals_are_left(claim: str, let: dict[str, str]) -> None:
    assert not applies(goal(claim, let, "C > 0"))
