"""Products of whole numbers with a number as value: one case for every divisor."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.disproof import disproved
from proofs_check.engines import divisor_cases
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal(let: Mapping[str, str], claim: str, *given: str) -> Goal:
    return goal_of(formalize(let, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))


def is_proved(one: Goal) -> bool:
    return Session(Budget(z3_rlimit=400_000)).prove_claim(one).proved


TRUE = (
    goal({}, "forall(a, 'integer >= 2', forall(b, 'integer >= 2', 5 != a*b))"),
    goal({}, "not exists(a, 'integer >= 2', exists(b, 'integer >= 2', 13 == a*b))"),
    goal({"x": "integer >= 1", "y": "integer >= 1"}, "implies(x*y == 7, x == 1 or x == 7)"),
    goal({"x": "integer >= 1", "y": "integer >= 1"}, "implies(x**2 - y**2 == 15, x == 4 or x == 8)"),
    goal({"x": "integer >= 1", "y": "integer >= 1"}, "implies(x*y == 2*x + 2*y, x + y == 8 or x + y == 9)"),
    goal({"x": "integer", "y": "integer"}, "x**2 - y**2 != 6"),
    goal({"x": "integer", "y": "integer"}, "implies(x*y == 1, x == y)"),
    goal({"x": "integer", "y": "integer"}, "implies(x**3 - y**3 == 1, x*y == 0)"),
    goal({"x": "integer", "y": "integer"}, "implies(x**2 + x*y == 3, abs(x) <= 3)"),
    goal({"x": "integer >= 2", "y": "integer >= 2", "z": "integer >= 2"}, "x*y*z != 12 or x + y + z == 7"),
    goal({"x": "integer >= 2", "y": "integer >= 2", "z": "integer >= 2"}, "x*y*z != 10"),
    goal({"x": "integer", "y": "integer"}, "implies(x*y + x + y == 4, (x+1)*(y+1) == 5 and abs(x) <= 6)"),
    goal({"x": "integer", "y": "integer"}, "implies(4*x**2 == y**2 + 7, abs(x) == 2)"),
)
FALSE = (
    goal({}, "forall(a, 'integer >= 2', forall(b, 'integer >= 2', 6 != a*b))"),
    goal({}, "not exists(a, 'integer >= 1', exists(b, 'integer >= 2', 13 == a*b))"),
    goal({"x": "integer", "y": "integer"}, "implies(x*y == 7, x == 1 or x == 7)"),
    goal({"x": "integer >= 1", "y": "integer >= 1"}, "implies(x**2 - y**2 == 15, x == 4)"),
    goal({"x": "integer >= 1", "y": "integer >= 1"}, "implies(x*y == 2*x + 2*y, x + y == 8)"),
    goal({"x": "integer", "y": "integer"}, "x**2 - y**2 != 5"),
    goal({"x": "integer", "y": "integer"}, "implies(x*y == 1, x == 1)"),
    goal({"x": "integer", "y": "integer"}, "implies(x**3 - y**3 == 1, x == 1)"),
    goal({"x": "real", "y": "real"}, "implies(x*y == 1, x == y)"),
    goal({"x": "integer", "y": "real"}, "implies(x*y == 1, x == y)"),
    goal({"x": "integer >= 2", "y": "integer >= 2", "z": "integer >= 2"}, "x*y*z != 8"),
    goal({"x": "integer", "y": "integer"}, "implies(x*y + x + y == 4, (x+1)*(y+1) == 5 and abs(x) <= 5)"),
    goal({"x": "integer", "y": "integer"}, "implies(x*y == 0, x == 0)"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_is_proved(one: Goal) -> None:
    assert is_proved(one)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_is_not_proved(one: Goal) -> None:
    assert not is_proved(one)


def test_an_existence_of_factors_is_refuted_at_a_prime() -> None:
    formal = formalize(
        {"n": "integer >= 1"},
        {},
        {},
        "exists(a, 'integer >= 2', exists(b, 'integer >= 2', n**4 + 4 == a*b))",
    )
    witness = disproved(formal, Session(Budget(z3_rlimit=400_000)))
    assert witness is not None and witness.fault == "false"


@settings(max_examples=15, deadline=None)
@given(st.integers(-4, 4), st.integers(-4, 4), st.integers(-12, 12), st.integers(-13, 13))
def test_what_is_proved_of_a_completed_product_holds(b: int, c: int, d: int, x: int) -> None:
    """x*y + b*x + c*y == d has no solution with this x only if there is no whole y."""
    one = goal({"x": "integer", "y": "integer"}, f"implies(x*y + {b}*x + {c}*y == {d}, x != {x})")
    solvable = d - b * x == 0 if x + c == 0 else (d - b * x) % (x + c) == 0
    proof = Session(Budget(z3_rlimit=100_000, depth=4, thorough=False)).prove_claim(one)
    assert not (proof.proved and solvable)


def test_what_the_hypotheses_fix_is_not_split_again() -> None:
    one = goal({"x": "integer", "y": "integer"}, "x*y != 15", "x == 3", "y == 5")
    answer = divisor_cases.attempt(one, Session(Budget()).prove_claim)
    assert not answer.proved and answer.detail == "a case that was split before"
