"""High powers of letters that satisfy an equation, and moduli of equal numbers."""

from __future__ import annotations

import pytest

from proofs_check.engines import high_powers
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

LET = {"z": "complex", "w": "complex", "n": "integer >= 1", "m": "natural"}
GOLDEN = {"a": "real"}


def asked(claim: str, *facts: str, let: dict[str, str] = LET) -> Goal:
    return goal_of(formalize(let, {f"h{i}": fact for i, fact in enumerate(facts)}, {}, claim))


TRUE = (
    asked("z**2025 == 1", "z**2 + z + 1 == 0"),
    asked("z**100 + 1/z**100 == -1", "z + 1/z == 1"),
    asked("1/z**9 == z**3", "z**4 == 1"),
    asked("z**10000 == 1", "z**5 == 1 and z != 1"),
    asked("a**20 == 6765*a + 4181", "a**2 == a + 1", let=GOLDEN),
    asked("a**12 < 400", "a**2 == a + 1", "a > 0", let=GOLDEN),
    asked("abs(z) == 1", "z**n == 1"),
    asked("abs(z) == abs(w)", "z**n == w**n"),
    asked("abs(z)**2 == abs(w)", "z**2 == i*w"),
    asked("abs(w/z) == abs(w)/abs(z)", "z != 0"),
)
FALSE = (
    asked("z**2024 == 1", "z**2 + z + 1 == 0"),
    asked("z**100 + 1/z**100 == 1", "z + 1/z == 1"),
    asked("1/z**8 == z**8", "z**3 == z**2"),  # z == 0
    asked("z**10000 == z", "z**5 == 1 and z != 1"),
    asked("a**20 == 6765*a + 4180", "a**2 == a + 1", let=GOLDEN),
    asked("exists(a, 'real in [3, 4]', a**20 == 6765*a + 4181)", "a**2 == a + 1", let=GOLDEN),
    asked("abs(z) == 1", "z**m == 1"),
    asked("z == w", "z**n == w**n"),
    asked("abs(z) == abs(w)", "z**2 == i*w"),
    asked("abs(w/z) == abs(w)/abs(z)"),
)


@pytest.mark.parametrize("goal", TRUE, ids=lambda goal: text(goal.conclusion)[:60])
def test_true_is_proved(goal: Goal) -> None:
    assert Session(Budget()).prove_claim(goal).proved


@pytest.mark.parametrize("goal", FALSE, ids=lambda goal: text(goal.conclusion)[:60])
def test_false_is_not_proved(goal: Goal) -> None:
    assert not Session(Budget()).prove_claim(goal).proved


def test_coefficients_that_cannot_be_written_are_left() -> None:
    goal = asked("a**10000 > 0", "a**2 == a + 1", let=GOLDEN)
    assert high_powers.applies(goal)
    assert not high_powers.attempt(goal, Session(Budget()).prove_claim).proved


def test_goals_without_high_powers_are_left() -> None:
    assert not high_powers.applies(asked("z**3 == 1", "z**2 + z + 1 == 0"))
    assert not high_powers.applies(asked("z**30 == 1", "z**2 + w + 1 == 0"))
