"""Two existences in the other order: a whole number between bounds that the other letter moves far enough apart."""

from __future__ import annotations

import pytest

from proofs_check.engines.existence_integers import by_weakening_the_outer
from proofs_check.goal import Answer, Budget, Goal, Prover, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Quantified

BETWEEN = "a < q/n and q/n < b"


def is_proved(claim: str, given: str = "a < b", let: dict[str, str] | None = None) -> bool:
    formal = formalize(let or {"a": "real", "b": "real"}, {"order": given}, {}, claim)
    return Session(Budget()).prove_claim(goal_of(formal)).proved


@pytest.mark.parametrize(
    "claim",
    [
        f"exists(q, 'integer', exists(n, 'integer >= 1', {BETWEEN}))",
        f"exists(n, 'integer >= 1', exists(q, 'integer', {BETWEEN}))",
        "exists(q, 'integer', exists(n, 'integer >= 1', a < q/2**n and q/2**n < b))",
        "exists(q, 'integer', exists(n, 'integer >= 1', a < sqrt(2)*q/n and sqrt(2)*q/n < b))",
        "exists(q, 'integer', exists(n, 'integer >= 1', abs(a - q/n) < b - a))",
    ],
)
def test_fractions_are_dense(claim: str) -> None:
    assert is_proved(claim)


def test_fractions_that_are_not_negative() -> None:
    claim = f"exists(q, 'integer >= 0', exists(n, 'integer >= 1', {BETWEEN}))"
    assert is_proved(claim, let={"a": "nonnegative", "b": "nonnegative"})
    assert not is_proved(claim)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (f"exists(q, 'integer', exists(n, 'integer >= 1', {BETWEEN}))", "a <= b"),
        (f"exists(q, 'integer', exists(n, 'integer in [1, 5]', {BETWEEN}))", "a < b"),
        ("exists(q, 'integer', exists(n, 'integer >= 1', a < q*n and q*n < b))", "a < b"),
        ("exists(q, 'integer', exists(n, 'integer >= 1', a < q/n and q/n < b and q*n > 0))", "a < b"),
        (f"exists(q, 'integer', exists(n, 'integer in [1, q]', {BETWEEN}))", "a < b"),  # a may be negative
    ],
)
def test_false_is_not_proved(claim: str, given: str) -> None:
    assert not is_proved(claim, given)


def test_a_domain_that_depends_on_the_first_letter_stays_inside() -> None:
    """With n in [1, q] in front, q would be a letter of nobody."""

    def asked(goal: Goal, prove: Prover) -> Answer:
        raise AssertionError("the order was changed")

    claim = f"exists(q, 'integer >= 1', exists(n, 'integer in [1, q]', {BETWEEN}))"
    goal = goal_of(formalize({"a": "real", "b": "real"}, {"order": "a < b"}, {}, claim))
    assert isinstance(goal.conclusion, Quantified)
    never = by_weakening_the_outer(goal.conclusion, goal, lambda _: undecided("", ""), asked)
    assert never.detail == "the second domain depends on the first letter"
