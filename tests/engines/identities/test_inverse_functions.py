"""Equalities with values of inverse functions: by the function and the range, at all values for which they are claimed."""

from __future__ import annotations

import pytest

from proofs_check.engines import inverse_functions
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LETTERS = {"x": "real", "y": "real"}
BEYOND = "abs(x) > 1"


def goal(claim: str, *given: str) -> Goal:
    return goal_of(formalize(LETTERS, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))


TRUE = (
    goal("acoth(x) == y", BEYOND, "x*sinh(y) == cosh(y)"),
    goal("acoth(x) == y", BEYOND, "coth(y) == x"),
    goal("atanh(x) == y", "abs(x) < 1", "tanh(y) == x"),
    goal("log(x) == y", "exp(y) == x"),
)
FALSE = (  # coth(y) has no value at y = 0
    goal("acoth(x) == y", BEYOND, "y*(x*sinh(y) - cosh(y)) == 0"),
    goal("acoth(x) == y", BEYOND, "y == 0 or x*sinh(y) == cosh(y)"),
    goal("acoth(x) == y", BEYOND, "x*sinh(y)**2 == cosh(y)*sinh(y)"),
    goal("acoth(x) == y", BEYOND, "x*tanh(y)*y == y"),
    goal("acoth(x) == y", BEYOND, "y*(exp(2*y)*(x - 1) - (x + 1)) == 0"),
    goal("acot(x) == y", "y*(x*sin(y) - cos(y)) == 0", "abs(y) < 1"),
    goal("log(x) == y", "y*(exp(y) - x) == 0", "x > 0"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_equalities_are_proved(one: Goal) -> None:
    assert inverse_functions.attempt(one, Session(Budget()).prover()).proved


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_ones_are_not(one: Goal) -> None:
    assert not Session(Budget()).prove_claim(one).proved
