"""Euler's constant in the values of limits."""

from __future__ import annotations

from fractions import Fraction

import flint
import pytest
from flint import arb

from proofs_check.disproof import disproved
from proofs_check.engines.limit_euler import HIGH, LOW, euler_letter
from proofs_check.engines.limit_values import value
from proofs_check.goal import Answer, Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.terms import Compare, Letter, Limit, Number

LETTERS = {"n": "integer >= 1", "m": "integer >= 1", "k": "integer", "a": "positive"}
GAMMA = "limit(harmonic(n) - log(n), n, oo)"
INSIDE = "real in (0.5772156649, 0.577215665)"


def formal(claim: str, **let: str) -> Formal:
    return formalize({**LETTERS, **let}, {}, {}, claim)


def answer(claim: str, **let: str) -> Answer:
    return Session(Budget()).prove_claim(goal_of(formal(claim, **let)))


def test_the_bounds_are_bounds() -> None:
    assert isinstance(LOW, Number) and isinstance(HIGH, Number)
    with flint.ctx.workprec(128):
        low, high = (arb(x.value.numerator) / x.value.denominator for x in (LOW, HIGH))
        assert low < arb.const_euler() < high
    assert HIGH.value - LOW.value == Fraction(1, 10**10)


@pytest.mark.parametrize(
    "claim",
    [
        f"{GAMMA} >= 57/100",
        f"{GAMMA} < 0.578",
        f"{GAMMA} != 4/7",
        f"0.5772 < {GAMMA}",
        "limit(sum(1/k, k, 1, n) - log(n), n, oo) > 1/2",
        "limit(exp(harmonic(n))/n, n, oo) < 1.79",
        f"limit(harmonic(2*n) - log(n), n, oo) - {GAMMA} == log(2)",
        f"limit(harmonic(n) - log(a*n), n, oo) == {GAMMA} - log(a)",
        "limit(n*(harmonic(n) - log(n) - limit(harmonic(m) - log(m), m, oo)), n, oo) == 1/2",
    ],
)
def test_true_is_proved(claim: str) -> None:
    assert answer(claim).proved


def test_the_second_evaluator_agrees() -> None:
    assert answer(f"{GAMMA} < 0.578").trust == "two engines"


@pytest.mark.parametrize(
    ("claim", "let"),
    [
        (f"{GAMMA} == 4/7", {}),
        (f"{GAMMA} < 0.5772", {}),
        (f"{GAMMA} == 0.57721566495", {}),
        (f"{GAMMA} == euler", {"euler": INSIDE}),
        (f"{GAMMA} == c", {"c": INSIDE}),
        (f"{GAMMA} != c", {"c": INSIDE}),
        (f"forall(euler, '{INSIDE}', euler == {GAMMA})", {}),
        (f"forall(euler, '{INSIDE}', euler != {GAMMA})", {}),
        ("limit(harmonic(euler) - log(euler), euler, oo) == 0.57721566495", {"euler": "integer >= 1"}),
        ("limit(exp(harmonic(n) - log(n)), n, oo) == 7/4", {}),
    ],
)
def test_false_is_not_proved(claim: str, let: dict[str, str]) -> None:
    assert not answer(claim, **let).proved


@pytest.mark.parametrize("value", ["4/7", "0.5772", "3/5"])
def test_a_false_value_is_refuted(value: str) -> None:
    found = disproved(formal(f"{GAMMA} == {value}"), Session(Budget()))
    assert found is not None and found.fault == "false"


def test_a_value_between_the_bounds_is_not_refuted() -> None:
    assert disproved(formal(f"{GAMMA} == 0.57721566495"), Session(Budget())) is None


def test_the_letter_is_new_to_bound_letters_too() -> None:
    goal = goal_of(formal("forall(euler, 'real', exists(euler_, 'real', euler_ > euler))"))
    assert euler_letter(goal) not in ("euler", "euler_")


def test_only_who_knows_the_letter_gets_the_value() -> None:
    goal = goal_of(formal(f"{GAMMA} == 0"))
    assert isinstance(goal.conclusion, Compare) and isinstance(goal.conclusion.left, Limit)
    prove = Session(Budget()).prover()
    assert value(goal.conclusion.left, goal, prove).kind == "unknown"
    found = value(goal.conclusion.left, goal, prove, "g")
    assert found.term == Letter("g") and found.euler == "g"
