"""Entries and traces of powers of written matrices."""

from __future__ import annotations

import pytest

from proofs_check.engines import power_entries
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

LET = {"n": "natural", "m": "integer >= 1", "a": "real", "p": "real in (0, 1)", "q": "real in (0, 1)"}
CHAIN, STEP, LAZY = "[[1 - p, p], [q, 1 - q]]", "[[1, 1], [1, 0]]", "[[1 - p, p], [0, 1]]"


def asked(claim: str, **more: str) -> Goal:
    return goal_of(formalize({**LET, **more}, {}, {}, claim))


TRUE = (
    asked(f"limit(({CHAIN}**n)[0, 0], n, oo) == q/(p + q)"),
    asked("limit(([[1/2, 1/2], [1/4, 3/4]]**n)[0, 1], n, oo) == 2/3"),
    asked(f"trace({STEP}**m) == fibonacci(m + 1) + fibonacci(m - 1)"),
    asked("([[2, 1], [1, 2]]**n)[0, 1] == (3**n - 1)/2"),
    asked("([[1, a], [0, 1]]**n @ [[0], [1]])[0, 0] == n*a"),
    asked("(([[1, a], [0, 1]]**n).T)[1, 0] == n*a"),
    asked(f"limit(({LAZY}**n)[0, 1], n, oo) == 1"),
)
FALSE = (
    asked(f"limit(({CHAIN}**n)[0, 0], n, oo) == p/(p + q)"),
    asked(
        f"limit(({CHAIN}**n)[0, 0], n, oo) == q/(p + q)", p="real in [0, 1]", q="real in (0, 1]"
    ),  # p = q = 1
    asked(f"trace({STEP}**n) == fibonacci(n + 1) + fibonacci(n)"),
    asked("([[2, 1], [1, 2]]**n)[0, 0] == (3**n - 1)/2"),
    asked("([[1, a], [0, 1]]**n @ [[1], [0]])[0, 0] == n*a"),
    asked("([[1, a], [0, 1]]**n)[1, 0] == n*a"),
    asked("([[2, 1], [1, 2]]**n)[0, 1] == (3**n - 1)/2", n="integer"),
    asked("sum(([[1, k], [0, 1]]**n)[0, 1], k, 0, 3) == n*a"),
)


@pytest.mark.parametrize("goal", TRUE, ids=lambda goal: text(goal.conclusion))
def test_true_is_proved(goal: Goal) -> None:
    assert Session(Budget()).prove_claim(goal).proved


@pytest.mark.parametrize("goal", FALSE, ids=lambda goal: text(goal.conclusion))
def test_false_is_not_proved(goal: Goal) -> None:
    assert not Session(Budget()).prove_claim(goal).proved


def test_powers_with_numbers_and_letters_are_left() -> None:
    assert not power_entries.applies(asked(f"({STEP}**5)[0, 0] == 8"))
    assert not power_entries.applies(asked("(A**n)[0, 0] == 1", A="matrix(2, 2)"))
    assert not power_entries.applies(asked(f"({STEP}**n)[0, 0] == z", z="complex"))
