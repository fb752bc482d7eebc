"""Extreme values that are attained, and bounds, without a formula for them."""

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
    goal(
        {"a": "real", "b": "real", "d": "positive"},
        "exists(m, 'real', forall(x, 'real', d*x**4 + a*x**3 + b*x >= d*m**4 + a*m**3 + b*m))",
    ),
    goal(
        {"a": "real", "b": "real"},
        "exists(m, 'real', forall(x, 'real', x**6 + a*x**3 + b*x >= m**6 + a*m**3 + b*m))",
    ),
    goal(
        {"a": "real", "b": "real"},
        "exists(m, 'real', forall(x, 'real', -x**4 + a*x**3 + b*x <= -m**4 + a*m**3 + b*m))",
    ),
    goal(
        {"a": "real", "b": "real"},
        "exists(m, 'real', forall(x, 'real', exp(x) + exp(-x) + a*x >= exp(m) + exp(-m) + a*m))",
    ),
    goal(
        {"a": "real", "b": "real"}, "exists(m, 'real', forall(x, 'real', x**2 + sin(a*x) >= m**2 + sin(a*m)))"
    ),
    goal({"a": "real"}, "exists(m, 'real', forall(x, 'real', abs(x) + cos(a*x) >= abs(m) + cos(a*m)))"),
    goal(
        {"a": "real", "b": "real"},
        "exists(m, 'real in [a, b]', forall(x, 'real in [a, b]', sin(x**2)*exp(x) <= sin(m**2)*exp(m)))",
        "a <= b",
    ),
    goal(
        {"a": "real", "b": "real"},
        "exists(m, 'real in [0, 1]', forall(x, 'real in [0, 1]', sin(x**2)*exp(x) <= sin(m**2)*exp(m)))",
    ),
    goal(
        {"a": "real", "b": "real", "d": "positive"},
        "exists(m, 'positive', forall(x, 'positive', x**2 + d/x >= m**2 + d/m))",
    ),
    goal(
        {"a": "real", "b": "real", "d": "positive"},
        "exists(m, 'positive', forall(x, 'positive', x*log(x) - b*x >= m*log(m) - b*m))",
    ),
    goal({"a": "real"}, "exists(m, 'real', forall(x, 'real', x/(x**2 + 1) <= m/(m**2 + 1)))"),
    goal({"a": "real"}, "exists(m, 'real >= 0', forall(x, 'real >= 0', x**5 + a*x >= m**5 + a*m))"),
    goal({"a": "real"}, "exists(m, 'integer', forall(x, 'integer', x**2 + a*x >= m**2 + a*m))"),
    goal({"a": "real"}, "exists(m, 'natural', forall(x, 'natural', 2**x - a*x >= 2**m - a*m))"),
    goal({"a": "real", "b": "real"}, "exists(M, 'real', forall(x, 'real in [a, b]', x*sin(x**2) <= M))"),
    goal({"a": "real", "b": "real"}, "exists(M, 'real', forall(x, 'real', sin(x)/(1 + x**2) <= M))"),
    goal({}, "exists(B, 'positive', forall(x, 'real', abs(x/(1 + x**2)) <= B))"),
    goal(
        {"a": "real", "b": "real"},
        "exists(m, 'real', a <= m and m <= b and forall(x, 'real', implies(a <= x and x <= b, cos(x**3) <= cos(m**3))))",
        "a <= b",
    ),
    goal(
        {"a": "real", "b": "real"},
        "exists(m, 'real', forall(x, 'real', 3*m**4 + a*m**3 + b*m <= 3*x**4 + a*x**3 + b*x))",
    ),
)
FALSE = (
    goal(
        {"a": "real", "b": "real"},
        "exists(m, 'real', forall(x, 'real', x**3 + a*x**2 + b*x >= m**3 + a*m**2 + b*m))",
    ),
    goal(
        {"a": "real", "b": "real", "d": "nonnegative"},
        "exists(m, 'real', forall(x, 'real', d*x**4 + a*x**3 + b*x >= d*m**4 + a*m**3 + b*m))",
    ),
    goal({"d": "real"}, "exists(m, 'real', forall(x, 'real', d*x**2 >= d*m**2))"),
    goal({"a": "real", "b": "real"}, "exists(m, 'real', forall(x, 'real', x**4 + a*x <= m**4 + a*m))"),
    goal(
        {"a": "real", "b": "real"},
        "exists(m, 'real in [a, b)', forall(x, 'real in [a, b)', sin(x**2)*exp(x) <= sin(m**2)*exp(m)))",
        "a < b",
    ),
    goal(
        {"a": "real", "b": "real"},
        "exists(m, 'real in [a, b]', forall(x, 'real in [a, b]', sin(x**2)*exp(x) <= sin(m**2)*exp(m)))",
    ),
    goal({}, "exists(m, 'real in (0, 1)', forall(x, 'real in (0, 1)', x**2 + x <= m**2 + m))"),
    goal({}, "exists(m, 'real >= 1', forall(x, 'real >= 1', 1/x >= 1/m))"),
    goal({}, "exists(m, 'real', forall(x, 'real', exp(x) >= exp(m)))"),
    goal(
        {},
        "exists(m, 'real in [0, 1]', forall(x, 'real in [0, 1]', floor(x) - floor(x)**2 + x - floor(x) <= floor(m) - floor(m)**2 + m - floor(m)))",
    ),
    goal({}, "exists(m, 'real in [-1, 1]', forall(x, 'real in [-1, 1]', 1/x >= 1/m))"),
    goal({}, "exists(m, 'real', forall(x, 'real', atan(x) >= atan(m)))"),
    goal({}, "exists(m, 'real in [0, 1]', forall(x, 'real in [0, 2]', x**2 <= m**2))"),
    goal({}, "exists(m, 'real', forall(x, 'real', x**2 > m**2))"),
    goal({}, "exists(M, 'real', forall(x, 'real in (0, 1]', 1/x <= M))"),
    goal({}, "exists(M, 'real', forall(x, 'real', x**2/(1 + abs(x)) <= M))"),
    goal({}, "exists(M, 'real <= 1', forall(x, 'real in [0, 2]', x <= M))"),
    goal({}, "exists(m, 'integer in [1, 0]', forall(x, 'integer in [1, 0]', x <= m))"),
    goal({}, "exists(m, 'integer', forall(x, 'integer', x**3 >= m**3))"),
    goal({"a": "real"}, "exists(m, 'real', forall(x, 'real', a**2*x**2+x >= a**2*m**2+m))"),
    goal({}, "exists(m, 'real', forall(x, 'real', x**2 >= m**3/m))"),
    goal(
        {},
        "exists(m, 'real', 1 <= m and m <= 2 and forall(x, 'real', implies(1 <= x and x <= 2, log(x) >= log(m))))",
    ),
    goal({}, "exists(M, 'real', forall(x, 'real', implies(x >= 1, 1/x <= M)))"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_is_proved(one: Goal) -> None:
    assert is_proved(one)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_is_not_proved(one: Goal) -> None:
    assert not is_proved(one)
