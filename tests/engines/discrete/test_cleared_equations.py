"""Equations between quotients of whole numbers, cleared of their denominators."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.disproof import disproved
from proofs_check.engines import cleared_equations
from proofs_check.goal import Answer, Budget, Goal, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

POSITIVE = {"x": "integer >= 1", "y": "integer >= 1"}
WHOLE = {"x": "integer", "y": "integer"}
THREE = {**POSITIVE, "z": "integer >= 1"}
SURE = ("certificate",)


def goal(let: Mapping[str, str], claim: str, *given: str) -> Goal:
    return goal_of(formalize(let, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))


def is_proved(one: Goal) -> bool:
    answer = Session(Budget(z3_rlimit=400_000)).prove_claim(one)
    return answer.proved and answer.trust in SURE


TRUE = (
    goal(POSITIVE, "implies(1/x + 1/y == 1, x == y)"),
    goal(POSITIVE, "implies(1/x + 1/y == 1/6, x + y >= 24)"),
    goal(POSITIVE, "implies(1/x - 1/y == 1/6, x <= 5)"),
    goal(POSITIVE, "implies(1/x + 1/y + 1/(x*y) == 1, x + y == 5)"),
    goal(POSITIVE, "1/x + 1/y != 4/5"),
    goal(POSITIVE, "1/x**2 + 1/y**2 != 1/3"),
    goal(POSITIVE, "x/y + y/x != 3"),
    goal({"x": "integer", "y": "integer >= 1"}, "(x/y)**2 - x/y != 1"),
    goal({}, "not exists(x, 'integer >= 1', exists(y, 'integer >= 1', x != y and 1/x + 1/y == 1))"),
    goal(THREE, "implies(1/x + 1/y == 1/z, (x - z)*(y - z) == z**2)"),
    goal({"x": "integer >= 2", "y": "integer >= 2"}, "implies(1/(1 - 1/x) == 2*(1 - 1/y), x + y == 7)"),
)
FALSE = (
    goal(POSITIVE, "implies(1/x + 1/y == 1/2, x == y)"),
    goal(POSITIVE, "implies(1/x + 1/y == 1/6, x + y >= 25)"),
    goal(POSITIVE, "implies(1/x - 1/y == 1/6, x <= 4)"),
    goal(POSITIVE, "1/x + 1/y != 2/5"),
    goal(POSITIVE, "x/y + y/x != 2"),
    goal({"x": "integer", "y": "integer >= 1"}, "(x/y)**2 - x/y != 2"),
    goal(WHOLE, "implies(1/x + 1/y == 1, x == y)"),  # undefined at 0
    goal({"x": "real", "y": "real"}, "implies(x > 0 and y > 0 and 1/x + 1/y == 1, x == y)"),
    goal({"x": "integer >= 1", "y": "positive"}, "implies(1/x + 1/y == 1, x == y)"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_is_proved(one: Goal) -> None:
    assert is_proved(one)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_is_not_proved(one: Goal) -> None:
    assert not is_proved(one)


def test_an_existence_of_two_unit_fractions_is_refuted() -> None:
    claim = "exists(x, 'integer >= 1', exists(y, 'integer >= 1', x != y and 1/n == 1/x + 1/y))"
    witness = disproved(formalize({"n": "integer >= 1"}, {}, {}, claim), Session(Budget(z3_rlimit=400_000)))
    assert witness is not None and witness.fault == "false" and text(witness.point["n"]) == "1"


def asked(one: Goal) -> list[Goal]:
    found: list[Goal] = []

    def keep(goal: Goal) -> Answer:
        found.append(goal)
        return undecided("", "")

    cleared_equations.attempt(one, keep)
    return found


def test_what_is_asked_has_whole_coefficients_and_denominators_that_are_not_zero() -> None:
    (plain,) = asked(goal(POSITIVE, "x < 5", "x/(2*y) - 1/(3*x) == 4/9"))
    assert [text(fact) for fact in plain.hypotheses] == [
        "9 * x**2 == 8 * (x * y) + 6 * y",
        "2 * y != 0",
        "3 * x != 0",
    ]
    assert text(plain.conclusion) == "x < 5"


def test_shared_factors_are_left_out() -> None:
    (plain,) = asked(goal(POSITIVE, "2/x != 4/y"))
    assert text(plain.conclusion) in ("y != 2 * x", "2 * x != y")


@pytest.mark.parametrize(
    "one",
    (
        goal({"x": "integer >= 1", "y": "positive"}, "1/x + 1/y != 1"),
        goal(POSITIVE, "1/x + 1/y < 3"),
        goal(POSITIVE, "2*x*y != 3"),
        goal(POSITIVE, "x/2 + y/3 != 1"),
    ),
    ids=str,
)
def test_what_is_no_equation_of_whole_quotients_is_left(one: Goal) -> None:
    assert not cleared_equations.applies(one) and not asked(one)
