"""The ends of the domain of a bound letter are terms of the statement: where one has no value, neither has the statement."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

REAL = {"a": "real"}
UNDEFINED = (
    "forall(x, 'real >= sqrt(a)', x >= 0)",
    "forall(x, 'real in (0, 1/a)', x > 0)",
    "exists(x, 'real >= sqrt(a)', x**2 >= a)",
    "exists(x, 'real >= log(a)', x == abs(a))",
    "exists(n, 'integer >= 1/a', n >= a)",
    "not exists(x, 'real in (0, sqrt(a))', x < 0)",
    "not forall(x, 'real >= sqrt(a)', x < 0)",
    "exists(x, 'real', forall(y, 'real >= sqrt(a)', y >= x))",
    "exists(x, 'real', exists(y, 'real >= sqrt(a)', x + y == 1))",
    "exists(x, 'real', forall(y, 'real in (x - 1/a, x + 1/a)', y*0 == 0))",
    "exists(c, 'real', forall(y, 'real >= sqrt(a)', c*y == a*y))",
    "exists(N, 'natural', forall(x, 'real >= sqrt(a)', implies(x >= N, x >= 0)))",
    "forall(y, 'real', exists(z, 'real >= 1/a', z > y))",
)
DEFINED: tuple[tuple[Mapping[str, str], str], ...] = (
    ({"a": "nonnegative"}, "exists(x, 'real >= sqrt(a)', x**2 >= a)"),
    ({"a": "nonnegative"}, "forall(x, 'real >= sqrt(a)', x >= 0)"),
    ({"a": "nonnegative"}, "exists(c, 'real', forall(y, 'real >= sqrt(a)', c*y == a*y))"),
    ({"a": "nonnegative"}, "exists(N, 'natural', forall(x, 'real >= sqrt(a)', implies(x >= N, x >= 0)))"),
    ({"a": "positive"}, "exists(x, 'real', exists(y, 'real >= 1/a', x + y == 1))"),
    ({"a": "positive"}, "exists(n, 'integer >= 1/a', n*a >= 1)"),
    ({"a": "positive"}, "forall(x, 'real in (0, 1/a)', x*a < 1)"),
    ({"a": "positive"}, "not exists(x, 'real in (0, log(1 + a))', x < 0)"),
)


def proved(let: Mapping[str, str], claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_of(formalize(let, {}, {}, claim))).proved


@pytest.mark.parametrize("claim", UNDEFINED)
def test_what_may_have_no_value_is_not_proved(claim: str) -> None:
    assert not proved(REAL, claim)


@pytest.mark.parametrize(("let", "claim"), DEFINED)
def test_what_has_a_value_is_proved(let: Mapping[str, str], claim: str) -> None:
    assert proved(let, claim)
