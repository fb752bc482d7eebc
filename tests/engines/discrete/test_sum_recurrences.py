"""Sums of hypergeometric terms: telescoped, by their recurrences, and against other sums."""

from __future__ import annotations

import pytest

from proofs_check.engines import telescoping
from proofs_check.engines.sum_recurrences import proposed
from proofs_check.engines.sum_recurrences import shown as shown_recurrence
from proofs_check.goal import Budget, Goal
from proofs_check.prove import Session
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import Compare, Sum
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

N = {"n": "natural"}
POSITIVE = {"n": "integer >= 1"}
RECIPROCALS = "sum(1/binomial(n, k), k, 0, n)"

PROVED: list[Case] = [
    (N, f"{RECIPROCALS} == (n + 1)/2**n*sum(2**j/(j + 1), j, 0, n)"),
    (N, f"{RECIPROCALS} == (n + 1)/2**(n + 1)*sum(2**j/j, j, 1, n + 1)"),
    (N, f"2**n*{RECIPROCALS} == (n + 1)*sum(2**j/(j + 1), j, 0, n)"),
    (N, f"sum(k/binomial(n, k), k, 0, n) == n/2*{RECIPROCALS}"),
    (N, f"2*sum(k/binomial(n, k), k, 0, n) - n*{RECIPROCALS} == 0"),
    (N, "sum((-1)**k/binomial(n, k), k, 0, n) == (1 + (-1)**n)*(n + 1)/(n + 2)"),
    (POSITIVE, "n*sum((-1)**(k + 1)*binomial(n, k)/k, k, 1, n) == n*sum(1/k, k, 1, n)"),
    (
        {"m": "natural"},
        "sum(-(2*m + 1 - 2*k)*binomial(2*m + 1, k), k, m + 1, 2*m + 1) == (m + 1)*binomial(2*m + 1, m)",
    ),
]

FALSE: list[Case] = [
    (N, f"{RECIPROCALS} == (n + 1)/2**n*sum(2**j/(j + 2), j, 0, n)"),
    (N, f"sum(k/binomial(n, k), k, 0, n) == (n + 1)/2*{RECIPROCALS}"),
    (N, "sum((-1)**k/binomial(n, k), k, 0, n) == (1 + (-1)**n)*(n + 1)/(n + 3)"),
    # true for n = 0 and n >= 2; at n = 1 the range is turned round
    (N, "sum(2*k - 3, k, 3, n) == n*(n - 2)"),
    (N, "n*sum(binomial(n, k), k, 0, n) == n*2**n + sum(k, k, 1, n)"),
    # true for n = 0, 1, 2
    (N, f"{RECIPROCALS} == (n + 1)/2**n*sum(2**j/(j + 1), j, 0, n) + n*(n - 1)*(n - 2)"),
]


@pytest.mark.parametrize("case", PROVED)
def test_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE)
def test_false_is_not_proved(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not shown_by(telescoping, case)
    monkeypatch.setattr(telescoping, "seems_broken", lambda goal: False)  # the proof itself fails too
    assert not shown_by(telescoping, case)


def _recurrence(goal: Goal) -> bool:
    """Whether the recurrence in n of the left side's sum is proved for the letters of the goal."""
    assert isinstance(goal.conclusion, Compare) and isinstance(goal.conclusion.left, Sum)
    found = proposed(goal.conclusion.left, "n")
    return found is not None and shown_recurrence(found, goal, Session(Budget()).prover()) is not None


def test_a_recurrence_holds_for_ranges_that_are_not_turned_round() -> None:
    assert _recurrence(goal_from(({"n": "integer >= 3"}, "sum(binomial(n, k), k, 3, n) == 0")))
    assert not _recurrence(goal_from((N, "sum(binomial(n, k), k, 3, n) == 0")))
    # S(1) == 0, but 2*S(0) + 2**1*1 == 2: at n = 0 the range ends two before its start
    assert _recurrence(goal_from(({"n": "integer >= 3"}, "sum(2**n*k, k, 3, n) == 0")))
    assert not _recurrence(goal_from((N, "sum(2**n*k, k, 3, n) == 0")))


def test_a_recurrence_needs_a_leading_coefficient_that_is_not_zero() -> None:
    assert _recurrence(goal_from(({"n": "integer >= 6"}, "sum((n - 5)*binomial(n, k), k, 0, n) == 0")))
    assert not _recurrence(goal_from((POSITIVE, "sum((n - 5)*binomial(n, k), k, 0, n) == 0")))


def test_an_index_does_not_hide_a_letter() -> None:
    goal = goal_from((N, "sum(binomial(n, k), k, 0, n) == 0"))
    assert _recurrence(goal)
    assert not _recurrence(goal.with_letter("k", INTEGER))
    assert shown_by(telescoping, ({**N, "k": "natural"}, "sum(binomial(n, k), k, 0, n) == 2**n"))
