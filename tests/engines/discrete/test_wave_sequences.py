"""Bounds of sequences that are waves, by their closed form."""

from __future__ import annotations

import pytest

from proofs_check.engines import wave_sequences
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LETTERS = {"n": "natural", "t": "real", "a": "real", "b": "real"}
STEP = "2*cos(t)*u(n) - u(n-1)"


def goal_for(start: list[str], step: str, claim: str) -> Goal:
    define = {"u": {"index": "n", "first": 0, "start": start, "step": step}}
    return goal_of(formalize(LETTERS, {}, define, claim))


@pytest.mark.parametrize(
    ("start", "step", "claim"),
    [
        (["1", "cos(t)"], "2*cos(t)*u(n) - u(n-1)", "abs(u(n)) <= 1"),
        (["0", "sin(t)"], "2*cos(t)*u(n) - u(n-1)", "u(n)**2 <= 1"),
        (["a", "a*cos(t) + b*sin(t)"], "2*cos(t)*u(n) - u(n-1)", "abs(u(n)) <= abs(a) + abs(b)"),
        (["3", "3*cos(2*t)"], "2*cos(2*t)*u(n) - u(n-1)", "u(n) < 4"),
        (["2", "2*cos(t)"], STEP, "u(n) <= 2"),
        (["0", "2*sin(t)"], STEP, "abs(u(n)) <= 2"),
        (["1", "cos(t)"], "u(n)*cos(t)*2 - u(n-1)", "u(n) >= -1"),
        (["1", "cos(t)"], STEP, "abs(u(n + 1)) <= 1"),
    ],
)
def test_proved(start: list[str], step: str, claim: str) -> None:
    assert Session(Budget()).prove_claim(goal_for(start, step, claim)).proved


@pytest.mark.parametrize(
    ("start", "step", "claim"),
    [
        (["1", "cos(t)"], "2*cos(t)*u(n) - u(n-1)", "abs(u(n)) < 1"),
        (["1", "sin(t)"], "2*cos(t)*u(n) - u(n-1)", "abs(u(n)) <= 1"),
        (["1", "2*cos(t)"], "2*cos(t)*u(n) - u(n-1)", "abs(u(n)) <= 1"),
        (["1", "cos(t)"], "2*cos(t)*u(n) + u(n-1)", "abs(u(n)) <= 1"),
        (["a", "a*cos(t) + b*sin(t)"], "2*cos(t)*u(n) - u(n-1)", "u(n)**2 <= a**2"),
        (["2", "2*cos(t)"], STEP, "u(n) <= 1"),
        (["1", "cos(t)"], STEP, "u(n) >= 0"),
    ],
)
def test_not_proved(start: list[str], step: str, claim: str) -> None:
    assert not Session(Budget()).prove_claim(goal_for(start, step, claim)).proved


@pytest.mark.parametrize(
    ("start", "step", "claim"),
    [
        (["1", "cos(t)"], STEP, "u(n) == cos(n*t)"),
        (["1", "2"], "u(n) + u(n-1)", "u(n) >= 0"),
        (["1"], "cos(t)*u(n)", "u(n) <= 1"),
    ],
)
def test_left_to_others(start: list[str], step: str, claim: str) -> None:
    assert not wave_sequences.applies(goal_for(start, step, claim))
