"""De Moivre's formula and its like, by exponentials."""

from __future__ import annotations

import pytest

from proofs_check.engines import euler_formulas
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LETTERS = {"z": "complex", "w": "complex", "n": "integer", "m": "natural", "x": "real", "y": "real"}


def shown(claim: str) -> bool:
    goal = goal_of(formalize(LETTERS, {}, {}, claim))
    return Session(Budget()).prove_claim(goal).proved


TRUE = [
    "(cos(x) + i*sin(x))**n == cos(n*x) + i*sin(n*x)",
    "(cos(x) - i*sin(x))**n == cos(n*x) - i*sin(n*x)",
    "(cos(z) + i*sin(z))**n == cos(n*z) + i*sin(n*z)",
    "(cos(x) + sin(x)*i)**n + (cos(x) - i*sin(x))**n == 2*cos(n*x)",
    "(cos(x) + i*sin(x))**(n + 1) == (cos(x) + i*sin(x))*(cos(n*x) + i*sin(n*x))",
    "re((cos(x) + i*sin(x))**n) == cos(n*x)",
    "im((cos(x) + i*sin(x))**m) == sin(m*x)",
    "abs((cos(x) + i*sin(x))**n) == 1",
    "(cos(x) + i*sin(x))**n*(cos(y) + i*sin(y))**n == cos(n*(x + y)) + i*sin(n*(x + y))",
]
FALSE = [
    "(cos(x) - i*sin(x))**n == cos(n*x) + i*sin(n*x)",
    "(cos(x) + i*sin(x))**n == cos(x) + i*sin(n*x)",
    "(sin(x) + i*cos(x))**n == sin(n*x) + i*cos(n*x)",
    "(cos(x) + i*sin(y))**n == cos(n*x) + i*sin(n*y)",
    "(cos(x) + i*sin(x))**y == cos(y*x) + i*sin(y*x)",
    "(cos(x) + 2*i*sin(x))**n == cos(n*x) + 2*i*sin(n*x)",
    "(cos(x) + sin(x))**n == cos(n*x) + sin(n*x)",
    "im((cos(x) + i*sin(x))**n) == cos(n*x)",
    "abs((cos(z) + i*sin(z))**n) == 1",
]


@pytest.mark.parametrize("claim", TRUE)
def test_true_ones(claim: str) -> None:
    assert shown(claim)


@pytest.mark.parametrize("claim", FALSE)
def test_false_ones_stay_open(claim: str) -> None:
    assert not shown(claim)


@pytest.mark.parametrize(
    "claim", ["cos(x)**2 + sin(x)**2 == 1", "(cos(x) + i*sin(x))**2 == cos(2*x)", "z**n == w**n"]
)
def test_other_goals_are_left(claim: str) -> None:
    assert not euler_formulas.applies(goal_of(formalize(LETTERS, {}, {}, claim)))
