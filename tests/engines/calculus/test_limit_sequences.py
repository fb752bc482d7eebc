"""Limits of iterations without a closed form: towards a fixed point, drawn to it, beyond all bounds."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize

NATURAL = {"t": "natural"}


def is_proved(start: str, step: str, value: str, **let: str) -> bool:
    formal = formalize(
        {**let, **NATURAL},
        {},
        {"x": Recurrence(start=(start,), step=step)},
        f"limit(x(t), t, oo) == {value}",
    )
    return Session(Budget()).prove_claim(goal_of(formal)).proved


@pytest.mark.parametrize(
    ("start", "step", "value", "let"),
    [
        ("a", "x(t)**2", "oo", {"a": "real > 1"}),
        ("c", "x(t) + 1/x(t)", "oo", {"c": "positive"}),
        ("0", "x(t) + exp(-x(t))", "oo", {}),
        ("0", "x(t) - x(t)**2 - 1", "-oo", {}),
        ("1/2", "x(t)**2 + 1", "oo", {}),
        ("3", "log(1 + x(t))", "0", {}),
        ("0", "sqrt(2 + x(t))", "2", {}),
        ("1", "1/(1 + x(t))", "(sqrt(5) - 1)/2", {}),
        ("a", "2*x(t)*(1 - x(t))", "1/2", {"a": "real in (1/2, 1)"}),
    ],
)
def test_proved(start: str, step: str, value: str, let: dict[str, str]) -> None:
    assert is_proved(start, step, value, **let)


@pytest.mark.parametrize(
    ("start", "step", "value", "let"),
    [
        ("a", "x(t)**2", "oo", {"a": "real >= 1"}),
        ("c", "x(t)/2 + 1/x(t)", "oo", {"c": "positive"}),
        ("1", "x(t) - exp(-x(t))", "oo", {}),
        ("1", "x(t) + (2 - x(t))**2/10", "oo", {}),
        ("1", "x(t)**2 - 1", "oo", {}),
        ("3", "log(1 + x(t))", "1", {}),
        ("0", "x(t) - x(t)**2 - 1", "oo", {}),
        ("0", "floor(x(t)) + 1/2", "oo", {}),
        ("0", "x(t)*abs(x(t))/2 - 1/4", "-oo", {}),
    ],
)
def test_false_ones_are_not(start: str, step: str, value: str, let: dict[str, str]) -> None:
    assert not is_proved(start, step, value, **let)
