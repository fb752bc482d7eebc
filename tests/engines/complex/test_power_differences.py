"""abs(u**n - v**n) <= n*M**(n - 1)*abs(u - v), and what does not follow from it."""

from __future__ import annotations

import pytest

from proofs_check.engines import power_differences
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LETTERS = {
    "z": "complex",
    "w": "complex",
    "n": "natural",
    "m": "integer >= 1",
    "j": "integer",
    "r": "positive",
    "x": "real",
}


def shown(claim: str, *given: str) -> bool:
    goal = goal_of(formalize(LETTERS, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))
    engine = power_differences
    session = Session(Budget())
    return engine.applies(goal) and engine.attempt(goal, session.prover()).proved


TRUE = [
    ("abs(z**n - 1) <= n*abs(z - 1)", "abs(z) <= 1"),
    ("abs(1 - z**n) <= n*abs(1 - z)", "abs(z) == 1"),
    ("abs(z**m - w**m) <= m*r**(m - 1)*abs(z - w)", "abs(z) <= r", "abs(w) <= r"),
    ("abs(z**5 - w**5) <= 5*abs(z - w)", "abs(z) < 1", "abs(w) <= 1"),
    ("abs((z**n - 1)/(z - 1)) <= n", "abs(z) <= 1", "z != 1"),
    ("abs(z**n - w**n)/abs(z - w) <= n", "abs(z) < 1", "abs(w) < 1", "z != w"),
    ("abs(z**m - w**m) <= m*2**m*abs(z - w)", "abs(z) <= 2", "abs(w) <= 2"),
    ("n*abs(z - w) >= abs(z**n - w**n)", "abs(z) <= 1", "abs(w) <= 1"),
    ("abs(w)*abs(z**n - 1) <= n*abs(w)*abs(z - 1)", "abs(z) <= 1"),
    ("abs(z**n - 1) <= n*abs(z - 1) + abs(w)", "abs(z) <= 1"),
]
FALSE = [
    ("abs(z**n - 1) <= n*abs(z - 1)",),
    ("abs(z**n - 1) < n*abs(z - 1)", "abs(z) <= 1"),
    ("abs(z**n - 1) <= (n - 1)*abs(z - 1)", "abs(z) <= 1"),
    ("abs(z**n + 1) <= n*abs(z + 1)", "abs(z) <= 1"),
    ("abs(z**m - w**m) <= m*r**(m - 1)*abs(z - w)", "abs(z) <= r", "abs(w) <= 1"),
    ("abs(z**m - w**m) <= r**(m - 1)*abs(z - w)", "abs(z) <= r", "abs(w) <= r"),
    ("abs(z**j - 1) <= j*abs(z - 1)", "abs(z) <= 1", "z != 0"),
    ("-abs(z**n - 1) <= -n*abs(z - 1)", "abs(z) <= 1"),
    ("x*abs(z**n - 1) <= x*n*abs(z - 1)", "abs(z) <= 1"),
    ("abs((z**n - 1)/(z - 1)) < n", "abs(z) <= 1", "z != 1"),
    ("abs(z**(2*n) - 1) <= n*abs(z - 1)", "abs(z) <= 1"),
]


@pytest.mark.parametrize("statements", TRUE, ids=lambda one: one[0])
def test_true_ones(statements: tuple[str, ...]) -> None:
    assert shown(*statements)


@pytest.mark.parametrize("statements", FALSE, ids=lambda one: one[0])
def test_false_ones_stay_open(statements: tuple[str, ...]) -> None:
    assert not shown(*statements)


@pytest.mark.parametrize(
    "claim", ["abs(z**n - 1) == 0", "abs(z**n - w**m) <= 2", "abs(z**x - 1) <= 2", "re(z) <= 2"]
)
def test_other_goals_are_left(claim: str) -> None:
    goal = goal_of(formalize(LETTERS, {}, {}, claim))
    assert not power_differences.applies(goal)
