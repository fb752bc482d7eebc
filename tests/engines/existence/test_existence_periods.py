"""General solutions of equations between waves: x == y + 2*pi*k for some whole k."""

from __future__ import annotations

import pytest

from proofs_check.engines import existence_periods
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

REALS = {"x": "real", "y": "real"}
NUMBERS = {"z": "complex", "w": "complex"}


def shown(claim: str, *given: str) -> bool:
    letters = NUMBERS if "z" in claim else REALS
    goal = goal_of(formalize(letters, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))
    return Session(Budget()).prove_claim(goal).proved


TRUE = [
    ("exists(k, 'integer', x == y + 2*pi*k or x == pi - y + 2*pi*k)", "sin(x) == sin(y)"),
    ("exists(k, 'integer', x == y + 2*pi*k or x == -y + 2*pi*k)", "cos(x) == cos(y)"),
    ("exists(k, 'integer', x == pi/6 + 2*pi*k or x == 5*pi/6 + 2*pi*k)", "sin(x) == 1/2"),
    ("exists(k, 'integer', x == y + pi*k)", "tan(x) == tan(y)", "cos(x) != 0", "cos(y) != 0"),
    ("exists(k, 'integer', x == k*pi)", "sin(x) == 0"),
    ("exists(k, 'integer', x == pi/2 + k*pi)", "cos(x) == 0"),
    ("exists(k, 'integer', x == k*pi/2)", "sin(2*x) == 0"),
    ("exists(k, 'integer', x == 2*pi*k)", "cos(x) == 1"),
    ("exists(k, 'integer', z == k*pi)", "sin(z) == 0"),
    ("exists(k, 'integer', z == 2*pi*i*k)", "exp(z) == 1"),
    ("exists(k, 'integer', z == w + 2*pi*i*k)", "exp(z) == exp(w)"),
]
FALSE = [
    ("exists(k, 'integer', x == y + 2*pi*k)", "sin(x) == sin(y)"),
    ("exists(k, 'integer', x == y + 2*pi*k or x == -y + 2*pi*k)", "sin(x) == sin(y)"),
    ("exists(k, 'integer', x == y + 2*pi*k or x == pi - y + 2*pi*k)", "cos(x) == cos(y)"),
    ("exists(k, 'integer', x == pi/6 + 2*pi*k)", "sin(x) == 1/2"),
    ("exists(k, 'integer', x == y + 2*pi*k)", "tan(x) == tan(y)", "cos(x) != 0", "cos(y) != 0"),
    ("exists(k, 'integer', x == 2*k*pi)", "sin(x) == 0"),
    ("exists(k, 'integer', x == k*pi)", "sin(2*x) == 0"),
    ("exists(k, 'natural', x == k*pi)", "sin(x) == 0"),
    ("exists(k, 'integer', x == k*pi and x >= 0)", "sin(x) == 0"),
    ("exists(k, 'integer', x == k*pi/x)", "sin(x) == 0"),
    ("exists(k, 'integer', z == 4*pi*i*k)", "exp(z) == 1"),
    ("exists(k, 'integer', z == 2*pi*k)", "exp(z) == 1"),
]


@pytest.mark.parametrize("statements", TRUE, ids=" given ".join)
def test_true_ones(statements: tuple[str, ...]) -> None:
    assert shown(*statements)


@pytest.mark.parametrize("statements", FALSE, ids=" given ".join)
def test_false_ones_stay_open(statements: tuple[str, ...]) -> None:
    assert not shown(*statements)


@pytest.mark.parametrize(
    "claim",
    [
        "exists(k, 'natural', x == k*pi)",
        "exists(k, 'integer', x == k**2)",
        "exists(k, 'integer', x <= k)",
        "sin(x) == 0",
    ],
)
def test_other_goals_are_left(claim: str) -> None:
    assert not existence_periods.applies(goal_of(formalize(REALS, {}, {}, claim)))
