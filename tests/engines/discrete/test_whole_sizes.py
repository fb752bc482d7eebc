"""Whole numbers that are none of the small ones."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import whole_sizes
from proofs_check.goal import Answer, Budget, Goal, goal_of, proved
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

PQ = {"p": "integer", "q": "integer >= 1"}


def goal(let: Mapping[str, str], claim: str) -> Goal:
    return goal_of(formalize(let, {}, {}, claim))


TRUE = (
    goal(PQ, "abs(p**2 - 2*q**2) >= 1"),
    goal(PQ, "abs(p**2 - p*q - q**2) > 0"),
    goal(PQ, "1/2 < abs(p**2 - 3*q**2)"),
    goal(PQ, "abs(4*p - 8*q + 2) >= 2"),
    goal(PQ, "abs(p**2 - 4*q + 1) >= 1"),
)
FALSE = (
    goal(PQ, "abs(p**2 - 2*q**2) >= 2"),
    goal(PQ, "abs(p**2 - 2*q**2) > 1"),
    goal(PQ, "abs(p**2 - 4*q**2) >= 1"),
    goal({"p": "integer", "q": "integer"}, "abs(p**2 - 2*q**2) >= 1"),
    goal({"p": "integer", "q": "real >= 1"}, "abs(p**2 - 2*q**2) >= 1"),
    goal(PQ, "abs(4*p - 8*q + 2) > 2"),
    goal(PQ, "abs(p - 1/2) >= 1"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_is_proved(one: Goal) -> None:
    answer = Session(Budget(z3_rlimit=400_000)).prove_claim(one)
    assert answer.proved and answer.trust == "certificate"


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_is_not_proved(one: Goal) -> None:
    assert not whole_sizes.attempt(one, Session(Budget(depth=3, thorough=False)).prove_claim).proved


@pytest.mark.parametrize(("bound", "numbers"), ((">= 2", 3), ("> 2", 5), ("> 1/2", 1), (">= 3/2", 3)))
def test_all_smaller_numbers_are_asked(bound: str, numbers: int) -> None:
    asked: list[str] = []

    def keep(one: Goal) -> Answer:
        asked.append(text(one.conclusion))
        return proved("", "")

    assert whole_sizes.attempt(goal(PQ, f"abs(p - q) {bound}"), keep).proved
    reach = numbers // 2
    assert asked == [f"p - q != {k}" for k in range(-reach, reach + 1)]
