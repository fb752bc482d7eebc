"""Invariants of sequences, and that their values are defined."""

import pytest
from discrete_goals import goal, prover

from proofs_check.engines import induction, shifted_letters
from proofs_check.engines.invariants import invariants
from proofs_check.goal import Budget
from proofs_check.judging import judge
from proofs_check.sequences_defined import prove_sequences_defined
from proofs_check.settings import Settings
from proofs_check.statement.claim import Claim
from proofs_check.statement.text import text

SMALL = Settings(Budget(instances=2_000, search_points=2_000))
MEANS = {
    "a": {"index": "t", "start": ["x"], "step": "(a(t) + g(t))/2"},
    "g": {"index": "t", "start": ["y"], "step": "sqrt(a(t)*g(t))"},
}


def one(step: str, start: str = "c") -> dict[str, object]:
    return {"x": {"index": "t", "start": [start], "step": step}}


def test_means_stay_positive_and_ordered() -> None:
    let = {"x": "positive", "y": "positive", "t": "integer >= 1"}
    found = invariants(goal(let, "a(t) >= g(t)", MEANS), prover())
    assert found is not None
    assert {"a(t_) > 0", "g(t_) > 0"} <= {text(fact) for fact in found.facts}
    assert induction.early(goal(let, "a(t) >= g(t)", MEANS), prover()).proved


def test_an_invariant_that_does_not_carry_over_is_dropped() -> None:
    # positive at the first hundred steps, below zero later: samples do not show it, the step must fail
    found = invariants(goal({"t": "natural"}, "x(t) > 0", one("x(t) - 1/100", "1")), prover())
    assert found is not None
    assert "x(t_) > 0" not in {text(fact) for fact in found.facts}


@pytest.mark.parametrize(
    ("let", "step"),
    [
        ({"c": "positive"}, "(x(t) + 2/x(t))/2"),
        ({"c": "nonnegative"}, "sqrt(2 + x(t))"),
        ({"c": "positive"}, "x(t)/(1 + x(t))"),
        ({"c": "real"}, "x(t)/2 + 1"),
    ],
)
def test_steps_that_are_defined(let: dict[str, str], step: str) -> None:
    whole = goal({**let, "t": "natural"}, "x(t)**2 >= 0", one(step))
    assert prove_sequences_defined(whole, prover()).proved


@pytest.mark.parametrize(
    ("let", "step"),
    [
        ({"c": "real"}, "1/(x(t) - 7/13)"),
        ({"c": "real"}, "sqrt(x(t) + 700) - 7/13"),
        ({"c": "positive"}, "log(x(t))"),
        ({"c": "positive"}, "x(t)/(1 - x(t))"),
    ],
)
def test_steps_that_are_not(let: dict[str, str], step: str) -> None:
    whole = goal({**let, "t": "natural"}, "x(t)**2 >= 0", one(step))
    assert not prove_sequences_defined(whole, prover()).proved


def test_a_sequence_that_may_be_undefined_is_not_proved_to_have_a_square() -> None:
    claim = Claim("square", "x(t)**2 >= 0", let={"c": "real", "t": "natural"}, define=one("1/(x(t) - 7/13)"))  # type: ignore[arg-type]
    assert judge(claim, SMALL).verdict != "proved"


def test_a_first_value_that_may_be_undefined() -> None:
    whole = goal({"c": "real", "t": "natural"}, "x(t)**2 >= 0", one("x(t)/2", "1/c"))
    assert not prove_sequences_defined(whole, prover()).proved


def test_finitely_many_values_need_finitely_many_steps() -> None:
    whole = goal({"t": "natural"}, "x(2) == 1/2", one("1/(3 - x(t))", "0"))
    assert prove_sequences_defined(whole, prover()).proved
    undefined = goal({"t": "natural"}, "x(3)**2 >= 0", one("1/(x(t) - 1)", "2"))
    assert not prove_sequences_defined(undefined, prover()).proved


def test_a_letter_from_another_on() -> None:
    let = {"r": "natural", "n": "integer >= r"}
    true = goal(let, "sum(binomial(k, r), k, r, n) == binomial(n + 1, r + 1)")
    false = goal(let, "sum(binomial(k, r), k, r, n) == binomial(n + 1, r)")
    assert shifted_letters.attempt(true, prover()).proved
    assert not shifted_letters.attempt(false, prover()).proved
