"""Recurrences whose steps multiply powers, and their closed forms."""

from __future__ import annotations

import pytest

from proofs_check.engines import monomial_recurrences
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import number

LET = {"n": "natural", "m": "integer >= 1", "a": "nonzero", "b": "nonzero", "c": "real", "p": "positive"}
Case = tuple[str, tuple[str, ...], str]

TRUE: list[Case] = [
    ("r(n) == b**(2**n - 1)/a**(2**n - 2)", ("a", "b"), "r(n)**3/r(n - 1)**2"),
    ("r(n) == a**(3*2**n - 2*3**n)*b**(3**n - 2**n)", ("a", "b"), "r(n)**5/r(n - 1)**6"),
    ("r(n) == b**n/a**(n - 1)", ("a", "b"), "r(n)**2/r(n - 1)"),
    ("r(m) == a**fibonacci(m - 1)*b**fibonacci(m)", ("a", "b"), "r(n)*r(n - 1)"),
    ("a**((-2)**n) == r(n)", ("a",), "1/r(n)**2"),
    ("r(n + 1) == (-a)**(2**(n + 1))", ("-a",), "r(n)**2"),
    ("r(n) == 6**(2**n)/3", ("2",), "3*r(n)**2"),
]
FALSE: list[Case] = [
    ("r(n) == b**(2**n - 1)/a**(2**n - 1)", ("a", "b"), "r(n)**3/r(n - 1)**2"),
    ("r(n) == b**(2**n - 1)/a**(2**n - 2)", ("a", "c"), "r(n)**3/r(n - 1)**2"),
    (
        "r(n) == c**(2**n - 1)/a**(2**n - 2)",
        ("a", "c"),
        "r(n)**3/r(n - 1)**2",
    ),  # r(2) is 0, r(3) is undefined
    ("r(n) == b**(2**n - 1)/a**(2**n - 2)", ("a", "b"), "r(n)**2/r(n - 1)**2"),
    ("r(m) == a**fibonacci(m)*b**fibonacci(m - 1)", ("a", "b"), "r(n)*r(n - 1)"),
    ("r(n) == a**fibonacci(n - 1)*b**fibonacci(n)", ("a", "b"), "r(n)*r(n - 1)"),  # fibonacci(-1)
    ("r(n) == a**(2**n)", ("-a",), "r(n)**2"),  # wrong at 0 only
    ("r(n) == 6**(2**n)/2", ("2",), "3*r(n)**2"),
    ("r(n) == -(2**(2**n))", ("-2",), "r(n)**2"),  # wrong by the sign
    ("r(n) == b**n/a**(n - 1)", ("a", "b"), "n*r(n)**2/r(n - 1)"),
]


def goal_for(case: Case) -> Goal:
    claim, starts, step = case
    return goal_of(formalize(LET, {}, {"r": Recurrence(starts, step, "n", 0)}, claim))


@pytest.mark.parametrize("case", TRUE)
def test_proved(case: Case) -> None:
    goal = goal_for(case)
    assert monomial_recurrences.attempt(goal, Session(Budget()).prover()).proved
    answer = Session(Budget()).prove_claim(goal)
    assert answer.proved and answer.trust == "certificate"


@pytest.mark.parametrize("case", FALSE)
def test_not_proved(case: Case) -> None:
    goal = goal_for(case)
    assert not monomial_recurrences.attempt(goal, Session(Budget()).prover()).proved
    assert not Session(Budget()).prove_claim(goal).proved


def test_values_are_defined_where_no_factor_is_zero() -> None:
    for start, factor, known in (("a", "b", True), ("c", "b", False), ("a", "c", False), ("a", "1/c", False)):
        goal = goal_for(("r(n) == r(n)", (start,), f"{factor}/r(n)**2"))
        answer = monomial_recurrences.is_defined(goal.sequences[0], goal, Session(Budget()).prover())
        assert (answer is not None) == known


def test_a_number_is_its_sign_and_its_primes() -> None:
    scope = goal_for(TRUE[0]).scope
    assert monomial_recurrences.monomial(number(-12), scope) == {
        number(-1): number(1),
        number(2): number(2),
        number(3): number(1),
    }
