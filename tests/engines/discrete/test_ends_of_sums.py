"""Inductions on statements with sums and products that end before the letter: they are split where those of the hypothesis end."""

from __future__ import annotations

import pytest

from proofs_check.engines.unfolding import NotUnfolded, Unfolder, ends_before
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare

LETTERS = {"n": "natural"}


def recurrence(start: str, step: str) -> dict[str, Recurrence]:
    return {"x": Recurrence(start=(start,), step=step, index="n", first=0)}


SYLVESTER = recurrence("2", "x(n)**2 - x(n) + 1")
FERMAT = recurrence("3", "x(n)**2 - 2*x(n) + 2")
TRUE = [
    (SYLVESTER, "x(n) == 1 + prod(x(k), k, 0, n - 1)"),
    (FERMAT, "x(n) == 2 + prod(x(j), j, 0, n - 1)"),
    (SYLVESTER, "x(n + 1) == 1 + prod(x(k), k, 0, n)"),
    (recurrence("2", "3*x(n)**2"), "x(n) == 2*prod(3*x(k), k, 0, n - 1)"),
]
FALSE = [
    (SYLVESTER, "x(n) == 2 + prod(x(k), k, 1, n - 1)"),
    (SYLVESTER, "x(n) == 1 + prod(x(k), k, 0, n - 2)"),
    (FERMAT, "x(n) == 1 + prod(x(k), k, 0, n - 1)"),
    (FERMAT, "x(n) == 2*n + 2 + prod(x(k), k, n, n - 1)"),
]


def shown(define: dict[str, Recurrence], claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_of(formalize(LETTERS, {}, define, claim))).proved


@pytest.mark.parametrize(("define", "claim"), TRUE)
def test_products_up_to_the_value_before(define: dict[str, Recurrence], claim: str) -> None:
    assert shown(define, claim)


@pytest.mark.parametrize(("define", "claim"), FALSE)
def test_false_ones_are_not_proved(define: dict[str, Recurrence], claim: str) -> None:
    assert not shown(define, claim)


def test_only_sums_that_end_before_and_whose_terms_do_not_move() -> None:
    claim = "sum(k, k, 0, n - 2) + sum(k, k, 0, n - 1) + sum(k*n, k, 0, n - 1) + sum(k**2, k, 0, n) == 0"
    assert list(ends_before(goal_of(formalize(LETTERS, {}, {}, claim)).conclusion, "n").values()) == [-2]


@pytest.mark.parametrize(("low", "is_split"), [("0", True), ("m", False)])
def test_a_term_is_split_off_only_where_it_is_in_the_range(low: str, is_split: bool) -> None:
    goal = goal_of(formalize({"n": "natural", "m": "integer"}, {}, {}, f"sum(k, k, {low}, n + 1) == 0"))
    assert isinstance(goal.conclusion, Compare)
    unfolder = Unfolder(goal, Session(Budget()).prover(), "n", 0, {})
    if is_split:
        assert unfolder.moving(goal.conclusion.left) != goal.conclusion.left
    else:
        with pytest.raises(NotUnfolded):
            unfolder.moving(goal.conclusion.left)
