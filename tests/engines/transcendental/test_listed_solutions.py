"""Equations whose solutions are listed: the sides differ on every piece of the line."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal(let: Mapping[str, str], claim: str, *given: str) -> Goal:
    return goal_of(formalize(let, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))


def is_proved(one: Goal) -> bool:
    return Session(Budget(z3_rlimit=400_000)).prove_claim(one).proved


TRUE = (
    goal({"x": "nonnegative"}, "implies(2**x == x**2, x == 2 or x == 4)"),
    goal({"x": "positive"}, "implies(x**(x**x) == (x**x)**x, x == 1 or x == 2)"),
    goal({"x": "real"}, "implies(2**x == x + 1, x == 0 or x == 1)"),
    goal({"x": "real"}, "implies(exp(x) == 1 + x, x == 0)"),
    goal({"x": "positive"}, "implies(x != 2 and x != 4, 2**x != x**2)"),
    goal({"x": "positive"}, "x**x == 1", "x == 1"),
    goal({"x": "positive"}, "x == 1 or x == e", "log(x) == (x-1)/(e-1)"),
    goal({"x": "real"}, "iff(2**x == x + 1, x == 0 or x == 1)"),
    goal({"x": "real in [0, pi/2]"}, "implies(sin(x) == 2*x/pi, x == 0 or x == pi/2)"),
    goal({"x": "real"}, "implies(cosh(x) == 1 + x**2/2, x == 0)"),
    goal({"x": "real"}, "implies(x*exp(x) == x, x == 0)"),
    goal({"x": "positive"}, "implies(x**sqrt(x) == sqrt(x)**x, x == 1 or x == 4)"),
    goal({"x": "positive"}, "implies(log(x)**2 == (x-1)**2/x, x == 1)"),
    goal({"x": "real"}, "implies(4**x + 2 == 3*2**x, x == 0 or x == 1)"),
    goal({"x": "real"}, "implies(3**x == 2*x + 1, x == 0 or x == 1)"),
    goal({"x": "real", "y": "real"}, "implies(exp(x) + exp(y) == 2 + x + y, x == 0)"),
    goal({"n": "natural"}, "implies(2**n == n**2, n == 2 or n == 4)"),
    goal({"n": "natural"}, "implies(factorial(n) == 2**n, n == 0)"),
    goal({"n": "natural"}, "implies(2**n == n**3 + 1, n == 0 or n == 1)"),
)
FALSE = (
    goal({"x": "nonnegative"}, "implies(2**x == x**2, x == 2)"),
    goal({"x": "real"}, "implies(2**x == x**2, x == 2 or x == 4)"),
    goal({"x": "positive"}, "implies(x**(x**x) == (x**x)**x, x == 1)"),
    goal({"x": "real"}, "implies(2**x == x + 1, x == 0 or x == 2)"),
    goal({"x": "positive"}, "implies(x != 2, 2**x != x**2)"),
    goal({"x": "positive"}, "implies(sin(x) == 0, x == pi)"),
    goal({"x": "real"}, "implies(exp(x) == 2 + x, x == 0)"),
    goal({"x": "real"}, "implies(4**x + 2 == 3*2**x, x == 1)"),
    goal({"x": "real"}, "implies(abs(x) == x, x == 0)"),
    goal({"x": "real"}, "implies(x*exp(x) == 2*x, x == 0)"),
    goal({"x": "real in [0, pi]"}, "implies(sin(x) == 0, x == 0)"),
    goal({"x": "nonnegative"}, "implies(2**x == 1 + x**2, x == 1)"),
    goal({"x": "positive"}, "implies(x**x == 27/32, x == 1)"),
    goal({"n": "natural"}, "implies(2**n == n**2, n == 2)"),
    goal({"n": "natural"}, "implies(2**n == n**3 + 1, n == 0)"),
    goal({"n": "natural"}, "implies(factorial(n) == n**2, n == 0)"),
    goal({"x": "real"}, "implies(x**2 == x, x == 1)"),
    goal({"x": "complex"}, "implies(exp(x) == 1 + x, x == 0)"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_is_proved(one: Goal) -> None:
    assert is_proved(one)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_is_not_proved(one: Goal) -> None:
    assert not is_proved(one)
