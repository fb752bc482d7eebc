"""Solutions that are none of some numbers: one value more than there are numbers to avoid."""

from __future__ import annotations

import pytest
from whole_goals import goal, is_proved

from proofs_check.engines import existence
from proofs_check.goal import Answer, Budget, Goal
from proofs_check.prove import Session

REALS = {"a": "real", "b": "real", "c": "real"}


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (REALS, "exists(x, 'real', sin(x + b) == sin(a) and x != a)"),
        (REALS, "exists(x, 'real', cos(2*x - b) == cos(a) and x != a)"),
        (REALS, "exists(x, 'real', sin(x) == sin(a) and x != a and b != x)"),
        ({"a": "positive", "b": "real"}, "exists(x, 'real', x**2 == a and x != b)"),
        ({"a": "real", "b": "real in (a, oo)", "c": "real"}, "exists(x, 'real in (a, b)', x != c)"),
        ({"a": "integer", "b": "integer"}, "exists(x, 'integer', x > a and x != b)"),
        ({"k": "nonzero", "b": "real"}, "exists(x, 'real', x**2 == k**2 and x != b)"),
        ({"b": "real"}, "exists(x, 'real', x**3 == x and x != b and x != b + 1)"),
    ],
)
def test_another_one_exists(let: dict[str, str], claim: str) -> None:
    assert is_proved(goal(let, claim))


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        ({"a": "nonnegative", "b": "real"}, "exists(x, 'real', x**2 == a and x != b)"),
        ({"a": "positive", "b": "real", "c": "real"}, "exists(x, 'real', x**2 == a and x != b and x != c)"),
        ({"a": "real", "b": "real in [a, oo)", "c": "real"}, "exists(x, 'real in [a, b]', x != c)"),
        ({"k": "real", "b": "real"}, "exists(x, 'real', x**2 == k**2 and x != b)"),
        ({"a": "positive", "b": "real"}, "exists(x, 'nonnegative', x**2 == a and x != b)"),
        ({"a": "positive", "b": "real"}, "exists(x, 'real', x**2 == a and x != 1/b)"),
        ({"b": "real"}, "exists(x, 'real', x**3 == x and x != b and x != b + 1 and x != b - 1)"),
        (REALS, "exists(x, 'real', exp(x + b) == exp(a) and x != c)"),
    ],
)
def test_there_may_be_no_other(let: dict[str, str], claim: str) -> None:
    assert not is_proved(goal(let, claim))


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        # pi - asin(s) lies in the interval for s == 1 only; elsewhere asin(s) is the only one.
        ({"s": "real in [0, 1)", "b": "real"}, "exists(x, 'real in [0, pi/2]', sin(x) == s and x != b)"),
        ({"a": "positive", "b": "real"}, "exists(x, 'real', x**2 == a and x != 1/b)"),
    ],
)
def test_every_value_does_it_by_itself(let: dict[str, str], claim: str) -> None:
    assert not existence.attempt(goal(let, claim), quick).proved


def quick(asked: Goal) -> Answer:
    return Session(Budget(thorough=False, z3_rlimit=100_000)).prove(asked, 2)
