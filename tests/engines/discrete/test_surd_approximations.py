"""Irrational algebraic numbers are badly approximable by rational ones."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import isqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import surd_approximations
from proofs_check.engines.near_orders import NoNearness, nearness
from proofs_check.goal import Answer, Budget, Goal, goal_of, proved, undecided
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare
from proofs_check.statement.text import text

PQ = {"p": "integer", "q": "integer >= 1"}


def goal(let: Mapping[str, str], claim: str, *given: str) -> Goal:
    return goal_of(formalize(let, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))


def is_proved(one: Goal) -> bool:
    answer = Session(Budget(z3_rlimit=400_000, depth=4, thorough=False)).prove_claim(one)
    return answer.proved and answer.trust == "certificate"


TRUE = (
    goal(PQ, "abs(sqrt(2) - p/q) > 1/(3*q**2)"),
    goal(PQ, "abs(p/q - sqrt(7)) >= 1/(6*q**2)"),
    goal(PQ, "abs((1 + sqrt(5))/2 - p/q) > 1/(3*q**2)"),
    goal(PQ, "abs((1 + sqrt(5))/2 - p/q) > 19/(50*q**2)"),
    goal(PQ, "1/(4*q) < abs(q*sqrt(2) - p)"),
    goal(PQ, "q*abs(q*sqrt(2) - p) >= 6 - 4*sqrt(2)"),  # with equality at 3/2
    goal(PQ, "abs(sqrt(2) - p/q) > 0"),
    goal(PQ, "abs(sqrt(2)*p - 3*q) > 1/(20*q)"),
    goal(PQ, "(sqrt(2) - p/q)**2 > 1/(9*q**4)"),
    goal(PQ, "abs(root(2, 3) - p/q) > 1/(10*q**3)"),
    goal(PQ, "abs(sqrt(2) + sqrt(3) - p/q) > 1/(200*q**4)"),
    goal(PQ, "implies(p/q < sqrt(2), sqrt(2) - p/q > 1/(3*q**2))"),
    goal(PQ, "implies(abs(sqrt(2) - p/q) < 7/(20*q**2), p == 3 and q == 2)"),
    goal({"p": "integer", "q": "integer >= 3"}, "abs(sqrt(2) - p/q) > 0.35/q**2"),
)
FALSE = (
    goal(PQ, "abs(sqrt(2) - p/q) > 7/(20*q**2)"),  # 3/2
    goal(PQ, "abs(sqrt(2) - p/q) > 1/(3*q)"),
    goal(PQ, "abs(sqrt(2) - p/q) > 1/(1000*q)"),
    goal(PQ, "abs(sqrt(3) - p/q) > 1/(3*q**2)"),  # 2
    goal(PQ, "abs((1 + sqrt(5))/2 - p/q) > 39/(100*q**2)"),  # 2
    goal(PQ, "abs((1 + sqrt(5))/2 - p/q) > 4473/(10000*q**2)"),
    goal(PQ, "abs(sqrt(4) - p/q) > 1/(3*q**2)"),
    goal(PQ, "abs(sqrt(2) - p/q) < 1/(3*q**2)"),
    goal(PQ, "q*abs(q*sqrt(2) - p) > 6 - 4*sqrt(2)"),
    goal(PQ, "abs(root(8, 3) - p/q) > 1/(10*q**3)"),
    goal(PQ, "sqrt(2) - p/q > 1/(3*q**2)"),
    goal(PQ, "implies(p/q < 2, sqrt(2) - p/q > 1/(3*q**2))"),
    goal(PQ, "implies(abs(sqrt(2) - p/q) < 9/(20*q**2), p == 3 and q == 2)"),
    goal({"p": "integer", "q": "integer"}, "abs(q*sqrt(2) - p) > 0"),
    goal({"p": "real", "q": "integer >= 1"}, "abs(sqrt(2) - p/q) > 1/(3*q**2)"),
    goal({"p": "integer", "q": "real >= 1"}, "abs(sqrt(2) - p/q) > 1/(3*q**2)"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_is_proved(one: Goal) -> None:
    assert is_proved(one)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_is_not_proved(one: Goal) -> None:
    assert not surd_approximations.attempt(one, Session(Budget(depth=3, thorough=False)).prove_claim).proved


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 40), st.integers(1, 60), st.integers(1, 60))
def test_no_pair_breaks_what_is_proved(d: int, above: int, below: int) -> None:
    """Exactly: abs(sqrt(d) - p/q) <= c/q**2 says that sqrt(d) lies between two fractions."""
    one = goal(PQ, f"abs(sqrt({d}) - p/q) > {above}/({below}*q**2)")
    answer = surd_approximations.attempt(one, lambda _: undecided("", ""))
    if not answer.proved:
        return
    for q in range(1, 60):
        for p in range(isqrt(d * q * q) - 2, isqrt(d * q * q) + 4):
            reach = Fraction(above, below * q * q)
            low, high = Fraction(p, q) - reach, Fraction(p, q) + reach
            assert not ((low <= 0 or low**2 <= d) and high >= 0 and d <= high**2)


@pytest.mark.parametrize(
    ("said", "power"),
    (
        ("abs(sqrt(2) - p/q) <= 1/(3*q**2)", 2),
        ("abs(q*sqrt(2) - p) <= 1/(3*q)", 2),
        ("q**2*abs(q*sqrt(2) - p) < 1/3", 3),
        ("1/(3*q**2) >= abs(q**2*sqrt(2) - p*q)", 4),
        ("(p - q*sqrt(2))**2 <= 1/(9*q**3)", 2),
    ),
)
def test_the_power_of_a_nearness(said: str, power: int) -> None:
    one = goal(PQ, said)
    assert isinstance(one.conclusion, Compare)
    near = nearness(one.conclusion, "p", "q", one, lambda _: undecided("", ""))
    assert near.power == power and abs(near.value**2 - 2) < 1e-9 and 0.33 < near.scale < 0.34
    assert text(near.alpha)


@pytest.mark.parametrize(
    "said",
    (
        "sqrt(2) - p/q <= 1/(3*q**2)",
        "(sqrt(2) - p/q)**3 <= 1/(27*q**6)",
        "abs(sqrt(2) - p/q) <= 1/(3*p**2)",
        "abs(sqrt(2) - p/q - p**2) <= 1/q",
        "abs(sqrt(2) - p/q) <= -1/q",
        "-abs(sqrt(2) - p/q) <= 1/q",
        "1/abs(sqrt(2) - p/q) <= 1/q",
        "abs(sqrt(2)*q - p*q) <= 1/q",
    ),
)
def test_what_is_no_nearness(said: str) -> None:
    one = goal(PQ, said)
    assert isinstance(one.conclusion, Compare)
    with pytest.raises(NoNearness):
        nearness(one.conclusion, "p", "q", one, lambda _: undecided("", ""))


def test_every_near_pair_is_asked() -> None:
    """q*abs(q*sqrt(2) - p) is at most 0.35 at 3/2 only."""
    asked: list[Goal] = []

    def keep(one: Goal) -> Answer:
        asked.append(one)
        return proved("", "")

    one = goal(PQ, "p == 3", "abs(sqrt(2) - p/q) <= 7/(20*q**2)")
    assert surd_approximations.attempt(one, keep).proved
    assert [text(one.conclusion) for one in asked] == ["3 == 3"]
