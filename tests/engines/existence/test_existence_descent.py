"""Powers of two and odd numbers: witnesses from those of the half."""

from __future__ import annotations

import pytest
from whole_goals import goal, is_proved

from proofs_check.engines import existence_descent
from proofs_check.goal import Goal

ONE = "integer >= 1"
TRUE = (
    goal({"n": ONE}, "exists(a, 'natural', exists(b, 'natural', n == 2**a*(2*b + 1)))"),
    goal({"n": "integer >= 3"}, "exists(a, 'natural', exists(b, 'natural', n == 2**a*(2*b + 1)))"),
    goal({"n": ONE}, "exists(a, 'integer >= 1', exists(b, 'natural', 2*n == 2**a*(2*b + 1)))"),
    goal(
        {"n": ONE},
        "exists(a, 'natural', exists(b, 'natural', exists(r, 'integer in [1, 2]', n == 3**a*(3*b + r))))",
    ),
)
FALSE = (
    goal({"n": "natural"}, "exists(a, 'natural', exists(b, 'natural', n == 2**a*(2*b + 1)))"),
    goal({"n": "real >= 1"}, "exists(a, 'natural', exists(b, 'natural', n == 2**a*(2*b + 1)))"),
    goal({"n": ONE}, "exists(a, 'natural', exists(b, 'integer >= 1', n == 2**a*(2*b + 1)))"),
    goal({"n": ONE}, "exists(a, 'integer >= 1', exists(b, 'natural', n == 2**a*(2*b + 1)))"),
    goal({"n": ONE}, "exists(a, 'natural', exists(b, 'natural', n == 2**a*(3*b + 1)))"),
    goal({"n": ONE}, "exists(a, 'natural', exists(b, 'natural', n == 3**a*(3*b + 1)))"),
    goal({"n": ONE}, "exists(a, 'natural', exists(b, 'natural', n == 4**a*(2*b + 1)))"),
    goal({"n": "integer"}, "exists(a, 'natural', exists(b, 'natural', n == 2**a*(2*b + 1)))"),
)


@pytest.mark.parametrize("one", TRUE)
def test_true_ones_are_proved(one: Goal) -> None:
    assert is_proved(one)


@pytest.mark.parametrize("one", FALSE)
def test_false_twins_are_not_proved(one: Goal) -> None:
    assert not is_proved(one)


def test_other_forms_are_left() -> None:
    assert not existence_descent.applies(goal({"n": ONE}, "exists(a, 'natural', n == 2*a)"))
    assert not existence_descent.applies(goal({"n": "natural"}, "exists(a, 'natural', n == 2**a)"))
