"""Bezout's equation along a sequence, by induction with witnesses that are combined anew."""

from __future__ import annotations

import pytest

from proofs_check.engines import recombined_witnesses
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

WHOLE = "exists(a, 'integer', exists(b, 'integer', {} == 1))"


def goal_for(start: list[str], step: str, equation: str) -> Goal:
    define = {"x": {"index": "n", "first": 0, "start": start, "step": step}}
    return goal_of(formalize({"n": "natural"}, {}, define, WHOLE.format(equation)))


def is_proved(start: list[str], step: str, equation: str) -> bool:
    goal = goal_for(start, step, equation)
    return recombined_witnesses.attempt(goal, Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    ("start", "step", "equation"),
    [
        (["0", "1"], "x(n) + x(n-1)", "a*x(n) + b*x(n+1)"),
        (["2", "1"], "x(n) + x(n-1)", "a*x(n) + b*x(n+1)"),
        (["0", "1"], "2*x(n) + x(n-1)", "a*x(n) + b*x(n+1)"),
        (["0", "1"], "2*x(n) - x(n-1)", "x(n)*a + x(n+1)*b"),
        (["3", "2"], "x(n-1) - x(n)", "a*x(n) + b*x(n+1)"),
        (["0", "1"], "x(n) + x(n-1)", "a*fibonacci(n) + b*fibonacci(n+1)"),
        (["0", "1"], "x(n) + x(n-1)", "a*fibonacci(n+1) + b*fibonacci(n+3)"),
        (["1", "1"], "x(n) + x(n-1)", "a*x(n+1) + b*x(n+2)"),
    ],
)
def test_proved(start: list[str], step: str, equation: str) -> None:
    assert is_proved(start, step, equation)


@pytest.mark.parametrize(
    ("start", "step", "equation"),
    [
        (["2", "4"], "x(n) + x(n-1)", "a*x(n) + b*x(n+1)"),
        (["0", "2"], "x(n) + x(n-1)", "a*x(n) + b*x(n+1)"),
        (["2", "1"], "x(n) + 2*x(n-1)", "2*a*x(n) + b*x(n+1)"),
        (["0", "1"], "x(n) + x(n-1)", "a*fibonacci(n) + b*fibonacci(n+3)"),
        (["0", "1"], "2*x(n) + x(n-1)", "a*x(n) + b*x(n+2)"),
        (["3", "6"], "2*x(n) - x(n-1)", "a*x(n) + b*x(n+1)"),
        (["0", "1"], "x(n) + x(n-1)", "2*a*x(n) + 2*b*x(n+1)"),
        (["1", "1"], "x(n) + 2*x(n-1)", "a*x(n) + 2*b*x(n+1)"),
    ],
)
def test_not_proved(start: list[str], step: str, equation: str) -> None:
    assert not is_proved(start, step, equation)


def test_witnesses_that_must_not_be_negative_are_left_to_others() -> None:
    claim = "exists(a, 'natural', exists(b, 'natural', a*fibonacci(n) + b*fibonacci(n+1) == 1))"
    assert not recombined_witnesses.applies(goal_of(formalize({"n": "natural"}, {}, {}, claim)))
