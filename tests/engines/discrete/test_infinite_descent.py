"""Infinite descent: forms that are zero at zero only."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines.infinite_descent import attempt
from proofs_check.goal import Answer, Budget, Goal, goal_of, proved
from proofs_check.goal_forms import premises_assumed
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal(let: Mapping[str, str], claim: str, *given: str) -> Goal:
    return goal_of(formalize(let, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))


def is_proved(one: Goal) -> bool:
    return Session(Budget(z3_rlimit=400_000)).prove_claim(one).proved


TRUE = (
    goal(
        {"x": "integer", "y": "integer", "z": "integer"},
        "implies(x**2 + y**2 == 3*z**2, x == 0 and y == 0 and z == 0)",
    ),
    goal(
        {"x": "integer", "y": "integer", "z": "integer"},
        "implies(x**3 + 2*y**3 + 4*z**3 == 0, x == 0 and y == 0 and z == 0)",
    ),
    goal({"x": "integer", "y": "integer", "z": "integer"}, "implies(x**2 + y**2 == 7*z**2, z == 0)"),
    goal({"x": "integer", "y": "integer"}, "implies(x**2 - 2*y**2 == 0, x == y)"),
    goal({"x": "integer", "y": "integer"}, "implies(y != 0, x**2 != 2*y**2)"),
    goal({"p": "integer", "q": "integer >= 1"}, "(p/q)**2 != 2"),
    goal({"p": "integer", "q": "integer >= 1"}, "p/q != sqrt(2)"),
    goal({"p": "integer", "q": "integer >= 1"}, "sqrt(2) + sqrt(3) != p/q"),
    goal({"p": "integer", "q": "integer >= 1"}, "p/q != root(5, 3)"),
    goal(
        {"x": "integer", "y": "integer", "z": "integer", "w": "integer"},
        "implies(x**2 + y**2 + z**2 == 7*w**2, w == 0)",
    ),
    goal(
        {"x": "integer", "y": "integer", "z": "integer", "w": "integer"},
        "implies(x**4 + 2*y**4 + 4*z**4 + 8*w**4 == 0, x == 0 and w == 0)",
    ),
    goal({"x": "integer", "y": "integer"}, "implies(x**2 == 2*y**4, y == 0)"),
    goal(
        {"x": "integer", "y": "integer", "z": "integer"}, "implies(x**2 + y**2 == 11*z**2 and z != 0, x == y)"
    ),
    goal(
        {"x": "integer", "y": "integer", "z": "integer"}, "implies(x != 0 or y != 0, x**2 + y**2 != 3*z**2)"
    ),
    goal({"x": "integer", "y": "integer", "z": "integer"}, "implies(x*y != 0, x**2 + y**2 != 3*z**2)"),
    goal({}, "not exists(p, 'integer', exists(q, 'integer >= 1', p**2 == 2*q**2))"),
    goal({}, "not exists(p, 'integer', exists(q, 'integer >= 1', p/q == sqrt(3)))"),
    goal({"x": "integer", "y": "integer", "z": "integer"}, "implies(x**2 + x*y + y**2 == 2*z**2, x == 0)"),
    goal({"a": "integer", "b": "integer"}, "implies(a + b*sqrt(2) == 0, a == 0 and b == 0)"),
    goal({"p": "integer", "q": "integer >= 1"}, "(p/q)**2 != 3/4"),
    goal(
        {"x": "integer", "y": "integer", "z": "integer"},
        "implies(x**2 + y**2 + z**2 == 2*x*y*z, x == 0 and y == 0 and z == 0)",
    ),
    goal(
        {"x": "integer", "y": "integer", "z": "integer"},
        "implies(x**2 + y**2 + z**2 == 2*x*y*z, x == 0 and y == 0 and z == 0)",
    ),
    goal(
        {"x": "integer", "y": "integer", "z": "integer", "w": "integer"},
        "implies(x**2 + y**2 + z**2+w**2 == 2*x*y*z*w, x == 0 and w == 0)",
    ),
    goal(
        {"x": "integer", "y": "integer", "z": "integer"},
        "implies(x**2 + y**2 + z**2 == x**2*y**2, x == 0 and y == 0 and z == 0)",
    ),
)
FALSE = (
    goal({"x": "integer", "y": "integer"}, "implies(9*x**2 == y**4, x == 0)"),  # x = y = 3
    goal(
        {"x": "integer", "y": "integer", "z": "integer"},
        "implies(x**2 + y**2 == 2*z**2, x == 0 and y == 0 and z == 0)",
    ),
    goal(
        {"x": "integer", "y": "integer", "z": "integer"},
        "implies(x**3 + 2*y**3 + 3*z**3 == 0, x == 0 and y == 0 and z == 0)",
    ),
    goal({"x": "integer", "y": "integer", "z": "integer"}, "implies(x**2 + y**2 == 5*z**2, z == 0)"),
    goal({"x": "integer", "y": "integer"}, "implies(x**2 - 4*y**2 == 0, x == y)"),
    goal({"x": "integer", "y": "integer"}, "x**2 != 2*y**2"),
    goal({"x": "real", "y": "real"}, "implies(x**2 - 2*y**2 == 0, x == y)"),
    goal({"x": "integer", "y": "real"}, "implies(x**2 - 2*y**2 == 0, x == 0)"),
    goal({"p": "integer", "q": "integer >= 1"}, "(p/q)**2 != 4/9"),
    goal({"p": "integer", "q": "integer"}, "p/q != sqrt(2)"),
    goal({"p": "integer", "q": "integer >= 1"}, "p/q != sqrt(9)"),
    goal(
        {"x": "integer", "y": "integer", "z": "integer", "w": "integer"},
        "implies(x**2 + y**2 + z**2 == 6*w**2, w == 0)",
    ),
    goal({"x": "integer", "y": "integer"}, "implies(x**3 == 2*y**2, y == 0)"),
    goal({"x": "integer", "y": "integer", "z": "integer"}, "implies(x*y != 0, x**2 + y**2 != 5*z**2)"),
    goal({}, "not exists(p, 'integer', exists(q, 'integer', p**2 == 2*q**2))"),
    goal({"a": "integer", "b": "integer"}, "implies(a + b*sqrt(4) == 0, a == 0 and b == 0)"),
    goal({"a": "real", "b": "integer"}, "implies(a + b*sqrt(2) == 0, a == 0 and b == 0)"),
    goal({"x": "integer", "y": "integer", "z": "integer"}, "implies(x**2 + y**2 == 3*z**2, x == 1)"),
    goal({"x": "integer", "y": "integer", "z": "integer"}, "implies(x**2 + y**2 == 3*z**2 + 1, x == 0)"),
    goal({"x": "integer", "y": "integer", "z": "integer"}, "implies(x**2 + y**2 + z**2 == 3*x*y*z, x == 0)"),
    goal({"x": "integer", "y": "integer", "z": "integer"}, "implies(x**2 + y**2 + z**2 == x*y*z, x == 0)"),
    goal({"x": "integer", "y": "integer"}, "implies(x**2 == 2*y**2 + x**3*y, x == 0)"),
    goal({"x": "integer", "y": "integer"}, "implies(x**2 + x == 0, x == 0)"),
    goal({"x": "integer", "y": "integer"}, "implies(x**2 + 3*x*y == 2*y**2*x, x == 0)"),
    goal({"x": "integer", "y": "integer"}, "implies(x + 2*x**2 - 3*x**3 == 0, x == 0)"),
    goal({"x": "integer", "y": "integer"}, "implies(x + 2*x**2 == 3, x == 0)"),
    goal({"x": "integer", "y": "integer"}, "implies(x**2 + 2*y**2 == 3*x**4, x == 0 and y == 0)"),
    goal({"x": "integer", "y": "integer"}, "implies(x**2 - 2*y**2 == -x**4, x == 0 and y == 0)"),
    goal({"x": "integer", "y": "integer"}, "implies(x**2 - 2*y**2 == -x**3, x == 0 and y == 0)"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_is_proved(one: Goal) -> None:
    assert is_proved(one)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_is_not_proved(one: Goal) -> None:
    assert not is_proved(one)


NONZERO = st.integers(-7, 7).filter(bool)


@settings(max_examples=60, deadline=None)
@given(st.lists(NONZERO, min_size=4, max_size=4), st.integers(2, 3))
def test_a_form_with_a_small_zero_is_left(factors: list[int], degree: int) -> None:
    """a*x**n + b*y**n + c*z**n + d*x*y*z == 0: no descent where a zero other than 0 is known."""
    a, b, c, d = factors
    form = f"{a}*x**{degree} + {b}*y**{degree} + {c}*z**{degree} + {d}*x*y*z"
    one = goal({"x": "integer", "y": "integer", "z": "integer"}, f"implies({form} == 0, x == 0 and y == 0)")
    answer = attempt(premises_assumed(one), sure)
    small = range(-5, 6)
    zeros = (
        (x, y, z)
        for x in small
        for y in small
        for z in small
        if a * x**degree + b * y**degree + c * z**degree + d * x * y * z == 0
    )
    assert not (answer.proved and any(map(any, zeros)))


def sure(one: Goal) -> Answer:
    """A prover that is asked at zero only."""
    return proved("test", "", "certificate")
