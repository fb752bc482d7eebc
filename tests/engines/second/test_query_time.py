"""A query that z3's own count does not end is ended by the clock, and is undecided then."""

from __future__ import annotations

import pytest

from proofs_check.engines import smt
from proofs_check.goal import Budget, goal_of
from proofs_check.statement.formal import formalize


def test_the_clock_ends_a_query(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smt, "MILLISECONDS", 200)
    letters = dict.fromkeys("abcdefgh", "real")
    sides = "(a**2 + b**2 + c**2 + d**2)*(e**2 + f**2 + g**2 + h**2) >= (a*e + b*f + c*g + d*h)**2"
    goal = goal_of(formalize(letters, {}, {}, sides))
    answer = smt.attempt(goal, Budget(z3_rlimit=100_000_000))
    assert answer.outcome == "undecided"
    assert "timeout" in answer.detail or "canceled" in answer.detail
