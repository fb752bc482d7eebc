"""Powers against powers: an induction whose step holds for large letters only, after bases that are shown one by one."""

from __future__ import annotations

import pytest

from proofs_check.engines import induction
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LET = {"n": "natural", "x": "real >= 3"}


def is_proved(claim: str) -> bool:
    goal = goal_of(formalize(LET, {}, {}, claim))
    return induction.attempt(goal, Session(Budget()).prover()).proved


@pytest.mark.parametrize("claim", ["3**n >= n**3", "2**n >= n**2 - 1", "x**n >= n**3", "3**n >= n**3 - n/10"])
def test_powers_that_win_in_the_end(claim: str) -> None:
    assert is_proved(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "3**n > n**3",  # equal at 3
        "3**n >= n**3 + n/10",
        "2**n >= n**2",  # not at 3
        "4**n >= n**4",
        "x**n >= n**3 + (x - 2)**n",  # not at x = n = 3
        "n**3 + 100 >= 3**n",  # wrong after the bases
    ],
)
def test_false_is_not_proved(claim: str) -> None:
    assert not is_proved(claim)
