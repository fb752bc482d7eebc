"""|sin(n*t)| <= |n|*|sin(t)| and 1 - cos(n*t) <= n**2*(1 - cos(t)) for whole n, and what is no consequence."""

from __future__ import annotations

from math import cos, sin

import pytest

from proofs_check.engines import multiple_angles
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LETTERS = {"x": "real", "y": "real", "r": "real", "n": "natural", "m": "integer"}


def shown(claim: str, *given: str) -> bool:
    goal = goal_of(formalize(LETTERS, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))
    session = Session(Budget())
    return multiple_angles.applies(goal) and multiple_angles.attempt(goal, session.prover()).proved


TRUE = [
    ("abs(sin(n*x)) <= n*abs(sin(x))",),
    ("abs(sin(m*x)) <= abs(m)*abs(sin(x))",),
    ("1 - cos(n*x) <= n**2*(1 - cos(x))",),
    ("abs(sin((2*n + 1)*x/2)/sin(x/2)) <= 2*n + 1", "sin(x/2) != 0"),
    ("sin(m*x)**2 <= m**2*sin(x)**2",),
    ("(sin(n*x/2)/sin(x/2))**2/n <= n", "sin(x/2) != 0", "n >= 1"),
    ("2*sin(n*x/2)**2 <= n**2*(1 - cos(x))",),
    ("sin(n*x)**2 <= 2*n**2*(1 - cos(x))",),
    ("1 - cos(2*n*x) <= 2*n**2*sin(x)**2",),
    ("abs(sin(n*(x + y))) <= n*abs(sin(x + y))",),
    ("abs(sin(n*x)) <= n*abs(sin(x)) + r**2",),
]
FALSE = [
    ("abs(sin(n*x)) <= n*sin(x)",),
    ("abs(sin(n*x)) < n*abs(sin(x))",),
    ("abs(cos(n*x)) <= n*abs(cos(x))",),
    ("abs(sin(m*x)) <= m*abs(sin(x))",),
    ("abs(sin(r*x)) <= abs(r)*abs(sin(x))",),
    ("1 - cos(n*x) <= n*(1 - cos(x))",),
    ("sin(n*x)**2 <= n*sin(x)**2",),
    ("sin(n*x)**2 <= n**2*(1 - cos(x))/2",),
    ("sin(n*x/2)**2 <= n**2*(1 - cos(x))/4",),
    ("abs(sin((2*n + 1)*x/2)/sin(x/2)) <= 2*n", "sin(x/2) != 0"),
    ("abs(sin(n*x/2)) <= n*abs(sin(x))",),
    ("1 - cos(n*x) <= 2*n**2*sin(x)**2",),
    ("abs(sin(n*(x + y))) <= n*abs(sin(x)) + n*abs(cos(y))/2",),
]


@pytest.mark.parametrize("statements", TRUE, ids=lambda one: one[0])
def test_true_ones(statements: tuple[str, ...]) -> None:
    assert shown(*statements)


@pytest.mark.parametrize("statements", FALSE, ids=lambda one: one[0])
def test_false_ones_stay_open(statements: tuple[str, ...]) -> None:
    assert not shown(*statements)


def test_the_bounds_hold_in_numbers() -> None:
    for n in range(-7, 8):
        for k in range(-30, 31):
            t = k / 7
            assert abs(sin(n * t)) <= abs(n) * abs(sin(t)) + 1e-12
            assert 1 - cos(n * t) <= n**2 * (1 - cos(t)) + 1e-12


def test_complex_numbers_are_left() -> None:
    letters = {"x": "complex", "n": "natural"}
    goal = goal_of(formalize(letters, {}, {}, "abs(sin(n*x)) <= n*abs(sin(x))"))
    assert not multiple_angles.applies(goal)


@pytest.mark.parametrize("claim", ["sin(n*x) == n*sin(x)", "sin(x) <= 1", "sin(n*x) != 2"])
def test_other_goals_are_left(claim: str) -> None:
    assert not shown(claim)
