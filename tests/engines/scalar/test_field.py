"""Typical goals of the field: every true one is proved, no false one is; and what a proof is trusted with."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines.scalar import prove_scalar
from proofs_check.goal import Budget
from tests.engines.scalar.field_goals import FALSE, TRUE
from tests.engines.scalar.statements import goal

BUDGET = Budget()


@pytest.mark.parametrize(("let", "claim"), TRUE, ids=[claim for _, claim in TRUE])
def test_true_goal_is_proved_with_a_certificate(let: Mapping[str, str], claim: str) -> None:
    best = prove_scalar(goal(let, claim), BUDGET)[0]
    assert best.proved and best.trust == "certificate", best.detail


@pytest.mark.parametrize(("let", "claim"), FALSE, ids=[claim for _, claim in FALSE])
def test_false_goal_is_not_proved(let: Mapping[str, str], claim: str) -> None:
    assert not any(answer.proved for answer in prove_scalar(goal(let, claim), BUDGET))


def test_a_part_that_is_proved_is_no_proof_of_the_whole() -> None:
    answers = prove_scalar(goal({"x": "real"}, "x**2 >= 0 and x >= 0"), BUDGET)
    assert not any(answer.proved for answer in answers)


def test_candidates_speak_of_the_letters_of_the_goal() -> None:
    answers = prove_scalar(goal({"x": "real"}, "forall(y, 'real', x*y >= 0)"), BUDGET)
    assert all(set(answer.point) <= {"x"} for answer in answers)


def test_hypotheses_with_or_are_taken_apart() -> None:
    let = {"x": "real", "y": "positive"}
    assert prove_scalar(goal(let, "x**2*y >= y", "x >= 1 or x <= -1"), BUDGET)[0].proved
    assert not prove_scalar(goal(let, "x**2*y > y", "x >= 1 or x <= -1"), BUDGET)[0].proved


def test_same_goal_gives_the_same_answer() -> None:
    one = goal({"a": "positive", "b": "positive"}, "a**3 + b**3 >= a**2*b + a*b**2")
    assert prove_scalar(one, BUDGET) == prove_scalar(one, BUDGET)
