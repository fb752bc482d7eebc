"""Sums of floors over whole periods: Hermite's identity."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import floor_sums
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LETTERS = {"x": "real", "m": "integer", "n": "integer >= 1", "z": "integer", "t": "natural"}


def goal(claim: str) -> Goal:
    return goal_of(formalize(LETTERS, {}, {}, claim))


def holds(claim: str) -> bool:
    return floor_sums.attempt(goal(claim), Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    "claim",
    [
        "sum(floor(x + k/n), k, 0, n - 1) == floor(n*x)",
        "sum(floor(x + k/n), k, 1, n) == floor(n*x) + 1",
        "sum(floor(x - k/n), k, 0, n - 1) == floor(n*x) - n + 1",
        "sum(ceil(x + k/n), k, 0, n - 1) == ceil(n*x) + n - 1",
        "sum(ceil(x - k/n), k, 0, n - 1) == ceil(n*x)",
        "sum(floor(x + k/n), k, 0, 2*n - 1) == 2*floor(n*x) + n",
        "sum(floor(x + k/n), k, m, m + n - 1) == floor(n*x) + m",
        "sum(3*floor(x + k/n) - ceil(x - k/n), k, 0, n - 1) == 3*floor(n*x) - ceil(n*x)",
        "sum(floor((m + k)/n), k, 0, n - 1) == m",
        "sum(ceil((m - k)/n), k, 0, n - 1) == m",
        "sum(floor(x + k/n), k, 0, n - 1) <= n*x",
        "sum(floor(x + k/(n + 2)), k, 0, n + 1) == floor(2*x + n*x)",
    ],
)
def test_proved(claim: str) -> None:
    assert holds(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "sum(floor(x + k/n), k, 1, n) == floor(n*x)",
        "sum(floor(x + k/n), k, 0, n) == floor(n*x)",
        "sum(floor(x - k/n), k, 0, n - 1) == floor(n*x)",
        "sum(ceil(x + k/n), k, 0, n - 1) == ceil(n*x)",
        "sum(ceil(x - k/n), k, 0, n - 1) == ceil(n*x) + 1",
        "sum(floor(x + k/n), k, 0, 2*n - 1) == 2*floor(n*x)",
        "sum(floor((m - k)/n), k, 0, n - 1) == m",
        "sum(floor(x + k/n), k, 0, n - 1) >= n*x",
        "sum(floor(x + 2*k/n), k, 0, n - 1) == floor(n*x)",
        "sum(floor((m + k)/z), k, 0, z - 1) == m",  # no size at least 1
        "sum(floor(sqrt(x) + k/n), k, 0, t*n - 1) != 0 or x >= 0 or t > 0",  # an empty sum says nothing of x
    ],
)
def test_false_ones_are_not(claim: str) -> None:
    assert not holds(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "floor(2*x) == floor(x) + floor(x + 1/2)",
        "sum(k*m, k, 0, n) >= floor(x)",
        "prod(floor(x + k/n), k, 1, n) == 0",
    ],
)
def test_others_are_left(claim: str) -> None:
    assert not floor_sums.applies(goal(claim))


def test_a_letter_below_a_fraction_is_left() -> None:
    assert not holds("sum(floor(x*k/k + k/n), k, 0, n - 1) == floor(n*x)")  # undefined at k = 0
    assert not holds("sum(floor(x*(k - 2)/(k - 2) + k/n), k, 0, n - 1) == floor(n*x)")  # undefined at k = 2
    assert not holds("sum(floor((k - 3)**2/(n*(k - 3)) + x + 3/n), k, 0, n - 1) == floor(n*x)")


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 6),
    st.integers(1, 3),
    st.integers(-5, 5),
    st.fractions(-9, 9, max_denominator=9),
    st.booleans(),
)
def test_the_value_is_that_of_the_sum(n: int, t: int, a: int, u: Fraction, falls: bool) -> None:
    step = Fraction(-1 if falls else 1, n)
    high = a + t * n - 1
    for op, rounded in (("floor", floor), ("ceil", ceil)):
        whole = sum(rounded(u + step * k) for k in range(a, high + 1))
        at = f"{u.numerator}/{u.denominator}" if u >= 0 else f"-{-u.numerator}/{u.denominator}"
        sign = "-" if falls else "+"
        low = f"({a})"
        assert holds(f"sum({op}({at} {sign} k/{n}), k, {low}, {low} + {t * n - 1}) == {whole}")
