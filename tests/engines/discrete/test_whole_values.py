"""Whole values from the first ones: sums of products of powers and polynomials; no value more is claimed than the recursion gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines.whole_values import growth_of, is_whole, value_at
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Term


def goal(claim: str, domain: str = "natural") -> Goal:
    return goal_of(formalize({"n": domain}, {}, {}, claim))


def left(claim: str) -> Term:
    conclusion = goal(f"{claim} == 0").conclusion
    assert isinstance(conclusion, Compare)
    return conclusion.left


@pytest.mark.parametrize(
    ("claim", "domain"),
    [
        ("exists(k, 'integer', 7**(2*n) - 48*n - 1 == 2304*k)", "natural"),
        ("exists(k, 'integer', 11**(n + 2) + 12**(2*n + 1) == 133*k)", "natural"),
        ("exists(k, 'integer', 2903**n - 803**n - 464**n + 261**n == 1897*k)", "natural"),
        ("exists(k, 'integer', n**7 - n == 42*k)", "integer"),
        ("exists(k, 'integer', 2**n == 4*k)", "integer > 1"),
        ("exists(k, 'natural', 16**n - 15*n - 1 == 225*k)", "natural"),
        ("floor(floor(3**n/2)/2) == floor(3**n/4)", "natural"),
        ("floor(2**n/3) + floor((2**n + 1)/3) + floor((2**n + 2)/3) == 2**n", "natural"),
    ],
)
def test_proved(claim: str, domain: str) -> None:
    assert Session(Budget()).prove_claim(goal(claim, domain)).proved


@pytest.mark.parametrize(
    ("claim", "domain"),
    [
        ("exists(k, 'integer', 7**(2*n) - 48*n - 1 == 4608*k)", "natural"),
        ("exists(k, 'integer', 11**(n + 2) + 12**(2*n + 1) == 131*k)", "natural"),
        ("exists(k, 'integer', n**7 - n == 84*k)", "integer"),
        ("exists(k, 'integer', 2**n == 4*k)", "natural"),
        ("exists(k, 'integer', 2**n == 2*k)", "integer"),
        ("exists(k, 'integer', 2**n == k)", "integer"),
        ("floor(floor(3**n/2)/2) == (3**n - 1)/4", "natural"),
        ("floor(2**n/3) == (2**n - 1)/3", "natural"),
        ("exists(k, 'integer >= 1', 16**n - 15*n - 1 == 225*k)", "natural"),
    ],
)
def test_false_ones_are_not_proved(claim: str, domain: str) -> None:
    assert not Session(Budget()).prove_claim(goal(claim, domain)).proved


powers = st.tuples(st.integers(-6, 6), st.integers(-5, 5).filter(bool), st.integers(0, 3))


@settings(max_examples=200, deadline=None)
@given(st.lists(powers, min_size=1, max_size=3), st.integers(1, 60))
def test_whole_means_whole_for_long(summands: list[tuple[int, int, int]], size: int) -> None:
    """Against plain integer arithmetic, far beyond the values that were looked at."""
    body = " + ".join(f"({c})*({a})**n*n**{d}" for c, a, d in summands)
    found = is_whole(goal(f"{body} == 0"), left(f"({body})/{size}"))
    values = [sum(c * a**n * n**d for c, a, d in summands) for n in range(200)]
    assert found == all(value % size == 0 for value in values)


def test_the_powers_of_a_product() -> None:
    assert growth_of(left("(2**n + n)*(3**n - n**2)"), "n") == {6: 0, 2: 2, 3: 1, 1: 3}
    assert value_at(left("(2**n + n)/4 - 1"), 4) == 4
