"""Recurrences whose neighbouring values are compared: one step, or several, from any state."""

from __future__ import annotations

import pytest

from proofs_check.engines import single_steps
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

LET = {"c": "real", "d": "real", "a": "real in [0, 2]", "t": "natural"}


def goal(step: str, claim: str, *start: str, **let: str) -> Goal:
    sequence = {"index": "t", "first": 0, "start": list(start or ("c",)), "step": step}
    return goal_of(formalize({**LET, **let}, {}, {"x": sequence}, claim))


def shown(one: Goal) -> bool:
    answer = Session(Budget()).prove_claim(one)
    return answer.proved and single_steps.ENGINE in answer.engines


@pytest.mark.parametrize(
    ("step", "claim"),
    [
        ("x(t) - a*tanh(x(t))", "abs(x(t + 1)) <= abs(x(t))"),
        ("x(t) - a*atan(x(t))", "abs(x(t + 1)) <= abs(x(t))"),
        ("x(t) - a*x(t)/(1 + x(t)**2)", "abs(x(t + 1)) <= abs(x(t))"),
        ("x(t) - a*x(t)/sqrt(1 + x(t)**2)", "abs(x(t + 1)) <= abs(x(t))"),
        ("x(t) - a*max(-1, min(x(t), 1))", "x(t + 1)**2 <= x(t)**2"),
        ("x(t) - a/2*asinh(x(t))", "x(t + 1)*x(t) >= 0"),
        ("sign(x(t))*max(abs(x(t)) - a, 0)", "abs(x(t + 1)) <= abs(x(t))"),
        ("x(t) + (c - x(t))/(t + 1)", "(t + 1)*(x(t + 1) - x(t)) == c - x(t)"),
    ],
)
def test_one_step(step: str, claim: str) -> None:
    assert shown(goal(step, claim))


@pytest.mark.parametrize(
    ("step", "claim"),
    [
        ("abs(x(t)) - x(t - 1)", "x(t + 9) == x(t)"),
        ("max(x(t), 0) - x(t - 1)", "x(t + 5) == x(t)"),
        ("min(x(t), 0) - x(t - 1)", "x(t + 5) == x(t)"),
        ("abs(x(t)) - x(t - 1)", "abs(x(t + 8)) <= abs(x(t)) + abs(x(t + 1))"),
        ("max(x(t), -x(t - 1))", "x(t + 3) >= x(t + 2)"),
    ],
)
def test_several_steps_of_second_order(step: str, claim: str) -> None:
    assert shown(goal(step, claim, "c", "d"))


def test_the_state_may_begin_before_the_first_value_of_the_claim() -> None:
    """x(t + 1) is not negative because of the step to it."""
    step = "max(x(t) - 1, 0)"
    assert shown(goal(step, "x(t + 5) <= x(t + 1)"))
    assert not shown(goal(step, "x(t + 1) <= x(t)"))  # c == -1


@pytest.mark.parametrize(
    ("step", "claim", "start"),
    [
        ("x(t) - 3/2*a*tanh(x(t))", "abs(x(t + 1)) <= abs(x(t))", ("c",)),
        ("x(t) - a*sin(x(t))", "abs(x(t + 1)) <= abs(x(t))", ("c",)),  # c == 4
        ("x(t) - a*tanh(x(t))", "abs(x(t + 1)) < abs(x(t))", ("c",)),
        ("abs(x(t)) - x(t - 1)", "x(t + 8) == x(t)", ("c", "d")),
        ("max(x(t), 1) - x(t - 1)", "x(t + 5) == x(t)", ("c", "d")),
    ],
)
def test_false_neighbours(step: str, claim: str, start: tuple[str, ...]) -> None:
    assert not Session(Budget()).prove_claim(goal(step, claim, *start)).proved


def test_start_values_are_not_steps() -> None:
    """x(1) is d whatever x(0) is."""
    assert not shown(goal("x(t)", "x(t + 1) == x(t)", "c", "d"))
    assert shown(goal("x(t)", "x(t + 2) == x(t + 1)", "c", "d"))


def test_a_state_begins_where_the_sequences_do() -> None:
    one = goal("2*x(t)", "x(t + 1) == 2*x(t)", t="integer >= 1")
    written = [text(freed.conclusion) for freed in single_steps.from_any_state(one)]
    assert written == ["2 * v == 2 * v", "2 * (2 * v) == 2 * (2 * v)"]


def test_sequences_that_begin_apart_are_left_alone() -> None:
    define = {
        "x": {"index": "t", "first": 0, "start": ["c"], "step": "x(t)"},
        "y": {"index": "t", "first": 1, "start": ["d"], "step": "x(t)"},
    }
    one = goal_of(formalize(LET, {}, define, "y(t + 1) == x(t)"))  # y(1) is d
    assert not single_steps.applies(one) and not Session(Budget()).prove_claim(one).proved


def test_coupled_sequences_have_one_state() -> None:
    define = {
        "v": {"index": "t", "first": 0, "start": ["0"], "step": "a*v(t) - x(t)"},
        "x": {"index": "t", "first": 0, "start": ["c"], "step": "x(t) + v(t + 1)"},
    }
    letters = {**LET}
    true = goal_of(formalize(letters, {}, define, "x(t + 2) - x(t + 1) == a*(x(t + 1) - x(t)) - x(t + 1)"))
    assert Session(Budget()).prove_claim(true).proved
    false = goal_of(formalize(letters, {}, define, "x(t + 2) - x(t + 1) == a*(x(t + 1) - x(t)) - x(t)"))
    assert not Session(Budget()).prove_claim(false).proved
