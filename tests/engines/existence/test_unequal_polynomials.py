"""Polynomials that are not equal for all x, and numbers that are said to make them so."""

from __future__ import annotations

import pytest

from proofs_check.engines import unequal_polynomials
from proofs_check.engines.unequal_polynomials import equal_coefficients
from proofs_check.goal import Budget, goal_of
from proofs_check.identity_disproof import disproved_by_coefficients
from proofs_check.prove import Session
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.terms import Compare, Quantified
from tests.engines.stated_cases import Case, goal_from, shown

ABC = {"a": "real", "b": "real", "c": "real"}
TRUE: list[Case] = [
    ({}, "not exists(p, 'real', exists(q, 'real', forall(x, 'real', x**2 + 1 == (x - p)*(x - q))))"),
    (
        {},
        "not exists(r, 'real', exists(p, 'real', exists(q, 'real', forall(x, 'real', x**3 + x == (x - r)*(x - p)*(x - q)))))",
    ),
    ({"p": "real"}, "exists(x, 'real in [0, 1]', x**2 + 1 != (x - p)**2)"),
    ({"p": "real"}, "exists(x, 'natural', x**2 + 1 != (x - p)**2)"),
]
FALSE: list[Case] = [
    ({}, "not exists(p, 'real', exists(q, 'real', forall(x, 'real', x**2 - 1 == (x - p)*(x - q))))"),
    ({"p": "real"}, "exists(x, 'real in [0, 0]', x**2 + 1 != (x - p)**2)"),
    ({"p": "real"}, "exists(x, 'integer in [0, 0]', x**2 + 1 != (x - p)**2)"),
    ({"p": "real"}, "exists(x, 'real', x/p != x + 1)"),
]
REFUTED = (
    "exists(m, 'real', forall(x, 'real', x**2 + b*x + c == (x - m)**2))",
    "exists(p, 'real', exists(q, 'real', forall(x, 'real', x**2 + b*x + c == (x - p)*(x - q))))",
    "exists(p, 'positive', forall(x, 'integer', x**2 + b*x == x*(x - p)))",
    "exists(r, 'real', exists(p, 'real', exists(q, 'real', forall(x, 'real', x**3 + b*x + c == (x - r)*(x - p)*(x - q)))))",
)
KEPT = (
    "exists(p, 'real', exists(q, 'real', forall(x, 'real', x**2 + b*x + c == (x - p)**2 + q)))",
    "exists(p, 'real', forall(x, 'real in [0, 0]', x**2 + b*x + c == (x - p)**2))",
    "exists(p, 'real', forall(x, 'integer in [0, 1]', x**2 + b*x + c - p == b*x*x + x + c - b*p))",
    "exists(p, 'real', forall(x, 'real', b*sin(x)**2 + p*cos(x)**2 == b))",
    "exists(p, 'real', forall(x, 'real', implies(x == 0, b*x == p*x**2)))",
)


@pytest.mark.parametrize("case", TRUE)
def test_proved(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE)
def test_not_proved(case: Case) -> None:
    assert not shown(case)


def formal_of(claim: str) -> Formal:
    return formalize(ABC, {}, {}, claim)


@pytest.mark.parametrize("claim", REFUTED)
def test_refuted(claim: str) -> None:
    witness = disproved_by_coefficients(formal_of(claim), Session(Budget()))
    assert witness is not None and witness.fault == "false"


@pytest.mark.parametrize(
    "claim", ["exists(x, 'real', x**2 - 2*p*x + p**2 != (x - p)**2)", "exists(x, 'real', x/p != x + 1)"]
)
def test_sides_that_are_equal_or_undefined(claim: str) -> None:
    goal = goal_from(({"p": "real"}, claim))
    assert isinstance(goal.conclusion, Quantified)
    prove = Session(Budget()).prover()
    assert not unequal_polynomials.by_a_coefficient(goal.conclusion, goal, prove).proved


@pytest.mark.parametrize("claim", KEPT)
def test_not_refuted(claim: str) -> None:
    assert disproved_by_coefficients(formal_of(claim), Session(Budget())) is None


@pytest.mark.parametrize(
    ("domain", "known"),
    [
        ("real", True),
        ("positive", True),
        ("natural", True),
        ("real in [0, 1]", True),
        ("real in [1, 1]", False),
        ("integer in [0, 9]", False),
        ("real in [0, b]", False),
    ],
)
def test_the_domain_must_be_infinite(domain: str, known: bool) -> None:
    statement = goal_of(formal_of(f"forall(x, '{domain}', x == b)")).conclusion
    assert isinstance(statement, Quantified) and isinstance(statement.body, Compare)
    assert (equal_coefficients(statement.body, statement.letter, statement.domain) is not None) == known
