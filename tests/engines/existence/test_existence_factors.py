"""Factors of polynomials as whole numbers that exist."""

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
    goal({"n": "integer >= 2"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**4+4 == a*b))"),
    goal({"n": "integer >= 2"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**4+n**2+1 == a*b))"),
    goal({"n": "integer >= 2"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**3+1 == a*b))"),
    goal({"n": "integer >= 3"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**2-1 == a*b))"),
    goal({"n": "integer >= 3"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**4-1 == a*b))"),
    goal({"n": "integer >= 1"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', 6*n+3 == a*b))"),
    goal({"n": "integer >= 2"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', 4**n-1 == a*b))"),
    goal({"n": "integer >= 2"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', 2**(4*n+2)+1 == a*b))"),
    goal({"n": "integer >= 1"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', 8**n+1 == a*b))"),
    goal(
        {"n": "integer >= 2", "m": "integer >= 1"},
        "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**4+4*m**4 == a*b))",
    ),
    goal(
        {"n": "integer >= 2", "m": "integer >= 2"},
        "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n*m + n + m + 1 == a*b))",
    ),
    goal(
        {"n": "integer >= 2"},
        "exists(a, 'integer >= 2', exists(b, 'integer >= 2', exists(c, 'integer', n**3 - n == a*(n-1)*c and b == a)))",
    ),
    goal(
        {"n": "integer"}, "exists(a, 'integer', exists(b, 'integer', n**2 + 5*n + 6 == a*b and b == a + 1))"
    ),
    goal({"n": "integer >= 1"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**4+5*n**2+4 == a*b))"),
    goal({"n": "integer >= 2"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**5+n+1 == a*b))"),
    goal({"n": "integer >= 4"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**2-n-6+0 == a*b))"),
    goal(
        {"n": "integer >= 2"},
        "exists(a, 'integer', exists(b, 'integer', n**4 + 4 == a*b and 1 < a and a < b))",
    ),
    goal(
        {"n": "integer >= 2"},
        "exists(a, 'integer >= 2', exists(b, 'integer >= 2', a*b == n**4 + 4 and a < n**4 + 4))",
    ),
)
FALSE = (
    goal({"n": "integer >= 1"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**4+4 == a*b))"),
    goal({"n": "integer >= 1"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**4+n**2+1 == a*b))"),
    goal({"n": "integer >= 1"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**3+1 == a*b))"),
    goal({"n": "integer >= 2"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**2-1 == a*b))"),
    goal({"n": "integer >= 1"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**2+n+41 == a*b))"),
    goal({"n": "integer >= 0"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', 6*n+3 == a*b))"),
    goal({"n": "integer >= 1"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', 4**n-1 == a*b))"),
    goal({"n": "integer >= 0"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', 8**n+1 == a*b))"),
    goal({"n": "integer >= 1"}, "exists(a, 'integer >= 2', exists(b, 'integer >= 2', 4*n+1 == a*b))"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_is_proved(one: Goal) -> None:
    assert is_proved(one)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_is_not_proved(one: Goal) -> None:
    assert not is_proved(one)
