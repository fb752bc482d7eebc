"""How fast iterations go to 0 and to oo."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LET = {"n": "natural", "c": "real in (0, 1)", "a": "positive", "s": "positive", "r": "real"}


def shown(start: str, step: str, claim: str) -> bool:
    define = {"x": {"index": "n", "first": 0, "start": [start], "step": step}}
    return Session(Budget()).prove_claim(goal_of(formalize(LET, {}, define, claim))).proved


TRUE = (
    ("c", "x(n)*(1 - x(n))", "limit(n*x(n), n, oo) == 1"),
    ("c", "x(n)*(1 - x(n))", "limit(3/(n*x(n)), n, oo) == 3"),
    ("1", "sin(x(n))", "limit(sqrt(n)*x(n), n, oo) == sqrt(3)"),
    ("1", "sin(x(n))", "limit(n*x(n), n, oo) == oo"),
    ("1", "log(1 + x(n))", "limit(n*x(n), n, oo) == 2"),
    ("s", "x(n)/(1 + x(n)**2)", "limit(sqrt(n)*x(n), n, oo) == 1/sqrt(2)"),
    ("1", "x(n) + a/x(n)", "limit(x(n)**2/n, n, oo) == 2*a"),
    ("2", "x(n) + 1/x(n)**2", "limit(x(n)/n**(1/3), n, oo) == 3**(1/3)"),
    ("1", "x(n) + exp(-x(n))", "limit(exp(x(n))/n, n, oo) == 1"),
    ("1", "x(n) + 1/x(n)", "limit(x(n)/n, n, oo) == 0"),
    ("0", "sin(x(n))", "limit(sqrt(n)*x(n), n, oo) == 0"),
)
FALSE = (
    ("c", "x(n)*(1 - x(n))", "limit(n*x(n), n, oo) == 2"),
    ("r", "x(n)/(1 + x(n)**2)", "limit(sqrt(n)*x(n), n, oo) == 1/sqrt(2)"),  # 0 and negative values
    ("1", "sin(x(n))", "limit(sqrt(n)*x(n), n, oo) == 1/sqrt(3)"),
    ("1", "sin(x(n))", "limit(n*x(n), n, oo) == 0"),
    ("1", "x(n) + 1/x(n)", "limit(x(n)/n, n, oo) == oo"),
    ("1", "x(n) + r/x(n)", "limit(x(n)**2/n, n, oo) == 2*r"),
    ("1", "x(n)/2", "limit(n*x(n), n, oo) == 1"),
    ("1", "x(n)/2", "limit(n*x(n), n, oo) == oo"),
    ("0", "x(n)/(1 + x(n))", "limit(n*x(n), n, oo) == 1"),
)


@pytest.mark.parametrize(("start", "step", "claim"), TRUE)
def test_true_is_proved(start: str, step: str, claim: str) -> None:
    assert shown(start, step, claim)


@pytest.mark.parametrize(("start", "step", "claim"), FALSE)
def test_false_is_not_proved(start: str, step: str, claim: str) -> None:
    assert not shown(start, step, claim)
