"""Whole numbers at which a condition holds for the last time."""

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
    goal({"n": "integer >= 1"}, "exists(k, 'natural', 2**k <= n and n < 2**(k + 1))"),
    goal({"n": "natural"}, "exists(m, 'natural', m**2 <= n and n < (m + 1)**2)"),
    goal({"n": "natural"}, "exists(k, 'natural', k*(k+1)/2 <= n and n < (k+1)*(k + 2)/2)"),
    goal({"n": "integer >= 1", "b": "integer >= 2"}, "exists(k, 'natural', b**k <= n and n < b**(k+1))"),
    goal({"x": "real >= 1", "b": "real > 1"}, "exists(k, 'natural', b**k <= x and x < b**(k+1))"),
    goal({"x": "positive"}, "exists(k, 'integer', 2**k <= x and x < 2**(k+1))"),
    goal({"x": "positive", "b": "real > 1"}, "exists(k, 'integer', b**k < x and x <= b**(k+1))"),
    goal({"x": "nonnegative", "h": "positive"}, "exists(k, 'natural', k*h <= x and x < (k+1)*h)"),
    goal({"n": "integer >= 1"}, "exists(k, 'natural', k**3 <= n and n < (k + 1)**3)"),
    goal({"n": "integer >= 1"}, "exists(k, 'integer >= 1', factorial(k) <= n and n < factorial(k+1))"),
    goal({"n": "integer >= 2"}, "exists(k, 'natural', 2**k < n and n <= 2**(k+1))"),
    goal({"n": "integer >= 2"}, "exists(k, 'integer >= 1', 2**(k-1) < n and n <= 2**k)"),
    goal({"n": "integer >= 1"}, "exists(k, 'natural', exists(r, 'natural', n == 2**k + r and r < 2**k))"),
    goal({"n": "natural"}, "exists(k, 'natural', exists(r, 'natural', n == k**2 + r and r <= 2*k))"),
    goal(
        {"n": "natural", "d": "integer >= 1"},
        "exists(q, 'natural', exists(r, 'natural', n == q*d + r and r < d))",
    ),
    goal({"x": "real in (0, 1]"}, "exists(k, 'integer >= 1', 1/(k+1) < x and x <= 1/k)"),
    goal({"x": "real in (0, 1]", "q": "real in (0,1)"}, "exists(k, 'natural', q**(k+1) < x and x <= q**k)"),
    goal({"n": "integer >= 1"}, "exists(m, 'integer >= 1', m**2 <= n and n < (m + 1)**2 and m <= n)"),
    goal(
        {"k_": "integer >= 1", "k": "integer", "k_end": "real >= 1"},
        "exists(k, 'natural', 2**k <= k_end and k_end < 2**(k+1))",
    ),
)
FALSE = (
    goal(
        {"n": "natural"},  # false at n = 50 only
        "exists(m, 'natural', m**2 <= n and (n - 50)**2*n < (n - 50)**2*(m + 1)**2)",
    ),
    goal({"n": "natural"}, "exists(k, 'natural', 2**k <= n and n < 2**(k + 1))"),
    goal({"n": "integer >= 1"}, "exists(k, 'natural', 2**k < n and n < 2**(k + 1))"),
    goal({"n": "integer >= 1"}, "exists(k, 'integer >= 1', 2**k <= n and n < 2**(k + 1))"),
    goal({"n": "integer >= 1"}, "exists(m, 'natural', m**2 <= n and n < m**2 + 2*m)"),
    goal({"n": "integer >= 1", "b": "integer >= 1"}, "exists(k, 'natural', b**k <= n and n < b**(k+1))"),
    goal({"x": "positive", "b": "real > 1"}, "exists(k, 'natural', b**k <= x and x < b**(k+1))"),
    goal({"x": "real in [0, 1]"}, "exists(k, 'integer >= 1', 1/(k+1) < x and x <= 1/k)"),
    goal({"n": "integer >= 1"}, "exists(k, 'integer in [0, 5]', 2**k <= n and n < 2**(k + 1))"),
    goal({"n": "integer >= 1"}, "exists(m, 'integer >= 1', m**2 <= n and n < (m + 1)**2 and m < n)"),
    goal({"n": "integer >= 1"}, "exists(k, 'natural', k*(k+1)/2 <= n and n < k*(k + 2)/2)"),
    goal({"x": "real"}, "exists(k, 'natural', k <= x and x < k+1)"),
    goal({"x": "real"}, "exists(k, 'integer >= floor(1/x)', k <= 3*x and 3*x < k + 1)"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_is_proved(one: Goal) -> None:
    assert is_proved(one)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_is_not_proved(one: Goal) -> None:
    assert not is_proved(one)
