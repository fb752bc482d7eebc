"""The choice that the definedness of a power asks: its base is positive, or zero under a positive exponent; and the sign of such a power."""

from __future__ import annotations

import pytest

from proofs_check.engines import power_domains
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LETTERS = {"a": "nonnegative", "x": "real", "n": "integer", "p": "positive", "q": "real"}


def goal(claim: str) -> Goal:
    return goal_of(formalize(LETTERS, {}, {}, claim))


@pytest.mark.parametrize("base", ["a", "abs(x)", "a + x**2", "1 + cos(x)"])
def test_the_base_is_not_negative(base: str) -> None:
    asked = goal(f"{base} > 0 or ({base} == 0 and p > 0)")
    assert power_domains.applies(asked)
    assert power_domains.attempt(asked, Session(Budget()).prover()).proved


@pytest.mark.parametrize("claim", ["x > 0 or (x == 0 and p > 0)", "a > 0 or (a == 0 and q > 0)"])
def test_it_may_be(claim: str) -> None:
    assert not Session(Budget()).prove_claim(goal(claim)).proved


@pytest.mark.parametrize(
    "claim", ["a > 0 or (x == 0 and p > 0)", "a > 0 or (a == 0 and p >= 0)", "a >= 0 or (a == 0 and p > 0)"]
)
def test_other_choices_are_left(claim: str) -> None:
    assert not power_domains.applies(goal(claim))


@pytest.mark.parametrize("claim", ["a**p >= 0", "a**p + abs(x)**p >= 0", "exp(q) + a**p > 0"])
def test_a_power_with_a_real_exponent_is_not_negative(claim: str) -> None:
    answer = Session(Budget()).prove_claim(goal(claim))
    assert answer.proved
    assert answer.trust == "certificate"


@pytest.mark.parametrize(
    "claim", ["a**p > 0", "x**p >= 0", "a**q >= 0", "(1 + x**2)**n*x**n >= 0", "x**n >= 0"]
)
def test_others_may_be(claim: str) -> None:
    assert not Session(Budget()).prove_claim(goal(claim)).proved
