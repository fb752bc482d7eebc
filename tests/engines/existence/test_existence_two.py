"""Two solutions beside a point, and both directions of a criterion for a solution; the prover alone."""

from __future__ import annotations

import pytest

from proofs_check.engines import solved_parameters
from proofs_check.goal import Budget
from proofs_check.prove import Session
from tests.engines.existence.whole_goals import goal, is_proved

TWO = "exists(x, 'real', exists(y, 'real', {}))"
TRUE = (
    (
        {"a": "real > 1"},
        "exists(x, 'positive', exists(y, 'positive', x < y and x - log(x) == a and y - log(y) == a))",
    ),
    (
        {"a": "real in (0, 1/e)"},
        "exists(x, 'positive', exists(y, 'positive', x < y and log(x) == a*x and log(y) == a*y))",
    ),
    ({"a": "real > e"}, TWO.format("x <= y and exp(x) == a*x and exp(y) == a*y")),
    ({"a": "real in (-1/e, 0)"}, TWO.format("x != y and x*exp(x) == a and y*exp(y) == a")),
    ({"a": "real in (-2, 2)"}, TWO.format("x > y and x**3 - 3*x == a and y**3 - 3*y == a")),
    ({"a": "positive"}, TWO.format("y < 0 and 0 < x and x > y and cosh(x) == 1 + a and cosh(y) == 1 + a")),
    ({"a": "real"}, "iff(exists(x, 'real', x*exp(x) == a), a >= -1/e)"),
    ({"a": "real"}, "iff(exists(x, 'positive', log(x)/x == a), a <= 1/e)"),
    ({"a": "real"}, "iff(exists(x, 'positive', log(x) == a*x), a <= 1/e)"),
    ({"x": "positive", "a": "real", "b": "positive"}, "implies(x*log(x) == a*b, a*b >= -1/e)"),
    ({"a": "real", "x": "real"}, "implies(exp(x) == a*x, a < 0 or a >= e)"),
)
FALSE = (
    ({"a": "real >= 1"}, "exists(x, 'positive', exists(y, 'positive', x < y and x - log(x) == a and y - log(y) == a))"),
    ({"a": "real in (0, 1/e]"}, "exists(x, 'positive', exists(y, 'positive', x != y and log(x) == a*x and log(y) == a*y))"),
    ({"a": "real >= e"}, TWO.format("x < y and exp(x) == a*x and exp(y) == a*y")),
    ({"a": "real in (-1/e, 0]"}, TWO.format("x != y and x*exp(x) == a and y*exp(y) == a")),
    ({"a": "real in (-2, 2)"}, TWO.format("x > y + 4 and x**3 - 3*x == a and y**3 - 3*y == a")),
    ({"a": "positive"}, TWO.format("x < y and x*exp(x) == a and y*exp(y) == a")),
    ({"a": "real > 1"}, TWO.format("x < y and y < x and x - exp(x) == -a and y - exp(y) == -a")),
    ({"a": "real > 1"}, TWO.format("x < y and y <= x and x - exp(x) == -a and y - exp(y) == -a")),
    ({"a": "real"}, "iff(exists(x, 'real', x*exp(x) == a), a > -1/e)"),
    ({"a": "real"}, "iff(exists(x, 'positive', log(x) == a*x), a <= 1/2)"),
    ({"a": "real", "x": "real"}, "implies(exp(x) == a*x, a < 0 or a >= 3)"),
    ({"a": "real", "x": "positive"}, "implies(log(x) == a*x, a < 1/e)"),
    # The coefficient may be 0, and then the letter is anything.
    ({"a": "real", "x": "real"}, "implies(a*x == sin(x), a <= 1)"),
    ({"a": "real", "x": "positive"}, "implies(log(x)*a == 0, a <= 0)"),
    ({"a": "real", "x": "positive"}, "implies(log(x)*a == log(x), a >= 1)"),
)  # fmt: skip


@pytest.mark.parametrize(("let", "claim"), TRUE)
def test_true_ones_are_proved(let: dict[str, str], claim: str) -> None:
    assert is_proved(goal(let, claim))


@pytest.mark.parametrize(("let", "claim"), FALSE)
def test_false_neighbours_are_not_proved(let: dict[str, str], claim: str) -> None:
    assert not is_proved(goal(let, claim))


def test_a_parameter_is_solved_for() -> None:
    one = goal({"x": "positive", "a": "real"}, "a <= 1/e", "log(x) == a*x")
    assert solved_parameters.applies(one)
    assert solved_parameters.attempt(one, Session(Budget()).prover()).proved


def test_where_no_parameter_is_solved_for() -> None:
    letters = {"x": "positive", "a": "real"}
    assert not solved_parameters.applies(goal(letters, "a <= 1/e", "x**2 == a*x"))  # algebraic
    assert not solved_parameters.applies(goal(letters, "a <= 1/e"))
    whole = goal({"x": "positive", "a": "integer"}, "a <= 1/e", "log(x) == a*x")
    assert not solved_parameters.applies(whole)  # its value is whole, which would be lost
    bounds = goal({"a": "real", "x": "real >= a"}, "a <= 1/e", "exp(x) == a*x")
    assert not solved_parameters.applies(bounds)
