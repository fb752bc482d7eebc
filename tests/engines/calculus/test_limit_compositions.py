"""Limits of terms in the values of an iteration."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LET = {"n": "natural", "a": "positive", "s": "positive", "c": "real in [0, 1]"}
ROOTS, NEWTON, GROWING = "sqrt(2 + x(n))", "x(n)/2 + 1/x(n)", "x(n) + 1/x(n)"


def shown(start: str, step: str, claim: str) -> bool:
    define = {"x": {"index": "n", "first": 0, "start": [start], "step": step}}
    return Session(Budget()).prove_claim(goal_of(formalize(LET, {}, define, claim))).proved


TRUE = (
    ("1", ROOTS, "limit(x(n)**2 + 1, n, oo) == 5"),
    ("c", ROOTS, "limit(log(x(n))/x(n), n, oo) == log(2)/2"),
    ("1", ROOTS, "limit((2 - x(n + 1))/(2 - x(n)), n, oo) == 1/4"),
    ("1", ROOTS, "limit(sign(2 - x(n)), n, oo) == 1"),
    ("s", "(x(n) + a/x(n))/2", "limit(1/x(n), n, oo) == 1/sqrt(a)"),
    ("1", "sin(x(n))", "limit(x(n + 1)/x(n), n, oo) == 1"),
    ("1", NEWTON, "limit(x(n) - sqrt(2), n, oo) == 0"),
    ("1", NEWTON, "limit((x(n + 1) - sqrt(2))/(x(n) - sqrt(2))**2, n, oo) == 1/(2*sqrt(2))"),
    ("1", GROWING, "limit(1/x(n), n, oo) == 0"),
    ("1", GROWING, "limit(x(n + 1) - x(n), n, oo) == 0"),
    ("1", GROWING, "limit(x(n + 2)**2 - x(n)**2, n, oo) == 4"),
)
FALSE = (
    ("2", ROOTS, "limit((2 - x(n + 1))/(2 - x(n)), n, oo) == 1/4"),  # 0/0 from the start
    ("2", ROOTS, "limit(sign(2 - x(n)), n, oo) == 1"),
    ("c", ROOTS, "limit(sign(x(n) - 2), n, oo) == 1"),
    ("1", ROOTS, "limit((2 - x(n + 1))/(2 - x(n)), n, oo) == 1/2"),
    ("1", NEWTON, "limit((x(n + 1) - sqrt(2))/(x(n) - sqrt(2)), n, oo) == 1/2"),
    ("s", NEWTON, "limit(1/(x(n) - sqrt(2)), n, oo) == oo"),  # s == sqrt(2)
    ("1", GROWING, "limit(x(n + 1) - x(n), n, oo) == 1"),
    ("1", "-x(n)", "limit(x(n)**3, n, oo) == 1"),
)


@pytest.mark.parametrize(("start", "step", "claim"), TRUE)
def test_true_is_proved(start: str, step: str, claim: str) -> None:
    assert shown(start, step, claim)


@pytest.mark.parametrize(("start", "step", "claim"), FALSE)
def test_false_is_not_proved(start: str, step: str, claim: str) -> None:
    assert not shown(start, step, claim)
