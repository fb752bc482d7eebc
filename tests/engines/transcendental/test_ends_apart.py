"""Inequalities with powers on closed intervals: the ends apart, where no logarithm can be taken."""

from __future__ import annotations

import pytest

from proofs_check.engines import ends_apart
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

UNIT = {"n": "integer >= 1", "p": "positive", "q": "positive", "x": "real in [0, 1]"}
NATURAL = {"n": "natural", "x": "real in [0, 1]"}
TRUE: list[Case] = [
    (UNIT, "x*(1 - x)**n <= 1/(e*n)"),
    (UNIT, "x**p*(1 - x)**q <= p**p*q**q/(p + q)**(p + q)"),
]
FALSE: list[Case] = [
    (UNIT, "x*(1 - x)**n <= 0"),
    (UNIT, "x**p < 1"),
    (UNIT, "x**p > 0"),
    (NATURAL, "x**n*(1 - x) < 1"),
    (NATURAL, "(1 - x)**n < 1 + x"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_ends_and_inside(case: Case) -> None:
    assert shown_by(ends_apart, case)


def test_the_planner_asks_for_the_ends() -> None:
    assert shown(TRUE[0])


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_what_fails_at_an_end_or_inside_is_not_proved(case: Case) -> None:
    assert not shown_by(ends_apart, case)


def test_zero_to_a_power_that_may_be_zero_is_not_zero() -> None:
    assert not shown_by(ends_apart, (NATURAL, "x**n <= x"))


@pytest.mark.parametrize("claim", ["x**2 <= 1", "x**p == x**p", "p**x <= p + 1"])
def test_other_goals_are_left_alone(claim: str) -> None:
    assert not ends_apart.applies(goal_from((UNIT, claim)))
