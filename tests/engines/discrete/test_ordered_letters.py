"""Whole letters that a hypothesis orders, and a partial sum of the exponential series at a place that may be 0."""

from __future__ import annotations

import pytest

from proofs_check.engines import ordered_letters
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal_for(claim: str, given: str, **let: str) -> Goal:
    letters = {"m": "natural", "n": "natural", "a": "integer", **let}
    return goal_of(formalize(letters, {"order": given}, {}, claim))


def is_proved(claim: str, given: str, **let: str) -> bool:
    return Session(Budget()).prove_claim(goal_for(claim, given, **let)).proved


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("exists(k, 'natural', factorial(n) == k*factorial(m))", "m <= n"),
        ("exists(k, 'integer', a**n == k*a**m)", "m <= n"),
        ("exists(k, 'integer', a**n == k*a*a**m)", "n > m"),
        ("factorial(m) <= factorial(n)", "m <= n"),
        ("fibonacci(m) <= fibonacci(n)", "n >= m"),
        ("harmonic(m) <= harmonic(n)", "m <= n"),
        ("harmonic(m) < harmonic(n)", "m < n"),
        ("factorial(n) >= factorial(m)*m**(n - m)", "m <= n"),
    ],
)
def test_proved(claim: str, given: str) -> None:
    assert is_proved(claim, given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("exists(k, 'natural', factorial(m) == k*factorial(n))", "m <= n"),
        ("exists(k, 'integer', a**n == k*a**(m + 1))", "m <= n"),
        ("factorial(m) < factorial(n)", "m < n"),
        ("fibonacci(m) < fibonacci(n)", "m < n"),
        ("harmonic(m) < harmonic(n)", "m <= n"),
        ("factorial(n) > factorial(m)*m**(n - m)", "m <= n"),
        ("harmonic(n) <= harmonic(m)", "m <= n"),
        ("factorial(n) >= factorial(m)*n**(n - m)", "m < n"),
    ],
)
def test_false(claim: str, given: str) -> None:
    session = Session(Budget())
    assert not ordered_letters.attempt(goal_for(claim, given), session.prover()).proved


def test_what_does_not_apply() -> None:
    assert not ordered_letters.applies(goal_for("factorial(m) <= factorial(n)", "m <= n", n="integer >= 2"))
    assert not ordered_letters.applies(
        goal_for("factorial(m) <= factorial(n)", "m <= n", n="integer in [0, 9]")
    )
    assert not ordered_letters.applies(goal_for("factorial(m) <= factorial(n)", "m + 1 <= n"))
    assert not ordered_letters.applies(goal_for("m <= n + 1", "m <= n"))


def test_partial_sums_of_the_exponential_series_from_zero_on() -> None:
    claim = "sum(x**k/factorial(k), k, 0, n) {} exp(x)"
    for relation, expected in (("<=", True), ("<", False)):
        formal = formalize({"x": "nonnegative", "n": "natural"}, {}, {}, claim.format(relation))
        assert Session(Budget()).prove_claim(goal_of(formal)).proved == expected
