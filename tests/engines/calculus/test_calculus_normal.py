"""Equality by arithmetic alone: 0/0 is equal to nothing."""

from __future__ import annotations

import pytest

from proofs_check.engines import limit_perturbed
from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.goal import Goal, goal_of
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare


def equal(claim: str) -> bool:
    goal = goal_of(formalize({"x": "real", "y": "real"}, {}, {}, claim))
    assert isinstance(goal.conclusion, Compare)
    return difference_is_zero(goal.conclusion.left, goal.conclusion.right, goal.scope)


@pytest.mark.parametrize(
    "claim", ["x/y - y/x == (x**2 - y**2)/(x*y)", "(x**2 - 1)/(x - 1) == x + 1", "0/x == 0"]
)
def test_equal(claim: str) -> None:
    assert equal(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "(x - x)/(x - x) == 3",
        "y == 0/(x - x)",
        "0/0 == x",
        "1/(x - x) - 1/(x - x) == y",
        "x*(0/0) == 1/(y - y)",
        "(y - y)**(-1)*0 == x",
        "1/(x - x) == 1/(y - y)",
        "x/y == y/x",
    ],
)
def test_what_is_defined_nowhere_is_equal_to_nothing(claim: str) -> None:
    assert not equal(claim)


@pytest.mark.parametrize(
    "step",
    [
        "x(n)/(2*x(n)) + 1/n",
        "(x(n)**2 - x(n))/x(n)/(2*x(n))",
        "x(n)/(2*(1 - x(n)))*(1 - x(n))/(1 - x(n))",
    ],
)
def test_a_step_with_values_below_fractions_is_not_linear(step: str) -> None:
    """The weights are read off at 0 and 1, where these steps would be 0/0."""
    assert weights(step) is None
    assert weights("x(n)/2 + 1/n") is not None


def weights(step: str) -> object:
    define = {"x": Recurrence(("5",), step, "n", 1)}
    goal: Goal = goal_of(formalize({"n": "integer >= 1"}, {}, define, "limit(x(n), n, oo) == 0"))
    return limit_perturbed._weights(goal.sequences[0], "n", goal)
