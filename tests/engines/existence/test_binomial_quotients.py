"""Quotients of binomials and factorials that are whole."""

from __future__ import annotations

import pytest
from whole_goals import goal, is_proved

from proofs_check.engines import binomial_quotients
from proofs_check.goal import Goal

N = "natural"
TRUE = (
    goal({"n": N}, "exists(k, 'natural', binomial(2*n, n) == (n + 1)*k)"),
    goal({"n": "integer >= 1"}, "exists(k, 'natural', binomial(2*n, n) == 2*k)"),
    goal({"n": N}, "exists(k, 'natural', n*binomial(2*n, n) == (n + 1)*k)"),
    goal({"n": "integer >= 1", "m": "integer >= 1"}, "exists(k, 'natural', n*binomial(m, n) == m*k)"),
    goal({"n": N, "m": N}, "exists(k, 'natural', factorial(m + n) == factorial(n)*factorial(m)*k)"),
    goal({"n": N}, "exists(k, 'natural', factorial(3*n) == factorial(n)**3*k)"),
    goal({"n": N}, "exists(k, 'natural', factorial(2*n) == factorial(n)*factorial(n + 1)*k)"),
    goal({"n": N}, "exists(k, 'natural', binomial(3*n, n) == (2*n + 1)*k)"),
)
FALSE = (
    goal({"n": N}, "exists(k, 'natural', binomial(2*n, n) == (n + 2)*k)"),
    goal({"n": N}, "exists(k, 'natural', binomial(2*n, n) == 2*k)"),
    goal({"n": N}, "exists(k, 'integer >= 2', binomial(2*n, n) == (n + 1)*k)"),
    goal({"n": N}, "exists(k, 'natural', n*binomial(2*n, n) == (n + 2)*k)"),
    goal({"n": "integer >= 1", "m": "integer >= 1"}, "exists(k, 'natural', binomial(m, n) == m*k)"),
    goal({"n": "integer", "m": N}, "exists(k, 'natural', factorial(m + n) == factorial(n)*factorial(m)*k)"),
    goal({"n": N}, "exists(k, 'natural', factorial(2*n) == factorial(n)**3*k)"),
    goal({"n": N}, "exists(k, 'natural', factorial(2*n) == factorial(n + 1)**2*k)"),
    goal({"n": N}, "exists(k, 'integer <= 0', binomial(3*n, n) == (2*n + 1)*k)"),
    goal({"n": "real >= 0"}, "exists(k, 'integer', binomial(2*n, 2) == n*k)"),
)


@pytest.mark.parametrize("one", TRUE)
def test_true_ones_are_proved(one: Goal) -> None:
    assert is_proved(one)


@pytest.mark.parametrize("one", FALSE)
def test_false_twins_are_not_proved(one: Goal) -> None:
    assert not is_proved(one)


def test_other_forms_are_left() -> None:
    assert not binomial_quotients.applies(goal({"n": N}, "exists(k, 'integer', 2**n == 2*k)"))
    assert not binomial_quotients.applies(goal({"x": "real"}, "exists(k, 'integer', binomial(x, 2) == k)"))
    assert not binomial_quotients.applies(goal({"n": N}, "binomial(2*n, n) >= 1"))
