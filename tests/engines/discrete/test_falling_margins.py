"""Bounds of sums and products that come closer with every step, and of sequences that are such sums."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import falling_margins, summed_sequences
from proofs_check.engines.discrete_growth import first_of
from proofs_check.goal import Budget, Goal, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize


def goal(claim: str, n: str = "natural", **define: Recurrence) -> Goal:
    return goal_of(formalize({"n": n}, {}, define, claim))


def holds(claim: str, n: str = "natural") -> bool:
    return falling_margins.attempt(goal(claim, n), Session(Budget()).prove).proved


@pytest.mark.parametrize(
    "claim",
    [
        "sum(1/k**3, k, 1, n) < 5/4",
        "sum(1/factorial(k), k, 0, n) < 3",
        "sum(k/2**k, k, 0, n) < 21/10",
        "sum(1/(n + k), k, 1, n) < 3/4",
        "sum(1/(n + k), k, 1, n) < 694/1000",
        "3 > prod(1 + 1/2**k, k, 1, n)",
        "prod(1 + 1/(k + 1)**2, k, 0, n - 1) <= 4",
        "1 + sum(1/(k + 1)**2, k, 0, n - 1) < 3",
        "prod(1 - 1/(k + 1)**2, k, 1, n) > 2/5",
        "prod(1 - 1/2**k, k, 1, n) > 1/4",
        "prod(1 - 1/3**k, k, 1, n) > 1/2",
        "prod((1 + 1/4**k)/(1 - 1/4**k), k, 1, n) < 2",
    ],
)
def test_proved(claim: str) -> None:
    assert holds(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "sum(1/k**3, k, 1, n) < 6/5",
        "sum(1/factorial(k), k, 0, n) < 2.7",
        "sum(1/(k + 1), k, 0, n) < 5",
        "sum(1/(k + 1)**(1.01), k, 0, n) < 20",
        "prod(1 + 1/(k + 1), k, 0, n) < 1000",
        "prod(1 + 1/2**k, k, 1, n) < 2.38",
        "prod(1 - 1/2**k, k, 1, n) > 0.2889",
        "prod(1 - 1/3**k, k, 1, n) > 0.5602",
        "prod((1 + 1/4**k)/(1 - 1/4**k), k, 1, n) < 1.96",
        "sum(1/(n + k), k, 1, n) < 0.69",
        "sum(1/k**3, k, 1, n) >= 1",
        "-4 >= -prod(1 + 1/(k + 1)**2, k, 0, n - 1)",
    ],
)
def test_false_ones_are_not(claim: str) -> None:
    assert not holds(claim)


def test_a_strict_comparison_needs_more_than_the_reserve() -> None:
    """At n = 0 both sides are 2: the weight n leaves no reserve there."""
    assert not holds("2 - sum(1/(k + 1)**2, k, 0, n - 1) > 2")
    assert not holds("prod(1 + 1/(k + 2)**2, k, 0, n - 1) > prod(1 + 1/(k + 2)**2, k, 0, n - 1)")


def test_a_letter_that_starts_below_zero_or_is_spoken_of_is_left() -> None:
    assert not holds("sum(1/(k + 9)**2, k, -3, n) < 1", "integer >= -3")
    spoken = goal("sum(1/(k + 1)**2, k, 0, n) < 3")
    assert first_of(spoken, "n") == 0
    assert not falling_margins.attempt(spoken, lambda goal: undecided("test", "")).proved


@settings(max_examples=8, deadline=None)
@given(
    power=st.integers(2, 4),
    shift=st.integers(0, 3),
    slack=st.fractions(Fraction(-1, 4), Fraction(1, 4), max_denominator=20),
)
def test_no_bound_below_the_sum_is_proved(power: int, shift: int, slack: Fraction) -> None:
    """The value of the sum to 400 terms is below its limit; the bound is about that value."""
    total = sum(Fraction(1, (k + 1 + shift) ** power) for k in range(400))
    bound = Fraction(round((total + slack) * 100), 100)
    shown = holds(f"sum(1/(k + 1 + {shift})**{power}, k, 0, n) < {bound.numerator}/{bound.denominator}")
    assert not shown or bound > total


@pytest.mark.parametrize(
    ("step", "claim", "proved"),
    [
        ("x(n) + 1/(n + 1)**2", "x(n) < 3", True),
        ("x(n)*(1 + 1/(n + 1)**2)", "x(n) <= 4", True),
        ("x(n)*(1 + 1/(n + 1)**2)", "x(n) <= 3.6", False),
        ("x(n)/(1 + 1/2**n)", "x(n) > 1/6", True),
        ("x(n)/(1 + 1/2**n)", "x(n) > 1/4", False),
        ("x(n) - 1/3**n", "x(n) > -1", True),
        ("x(n) - 1/3**n", "x(n) > -0.49", False),
        ("n*x(n) + 1/(n + 1)**2", "x(n) < 3", False),
    ],
)
def test_sequences_that_are_sums_and_products(step: str, claim: str, proved: bool) -> None:
    whole = goal(claim, x=Recurrence(start=("1",), step=step, index="n"))
    assert summed_sequences.attempt(whole, Session(Budget()).prove).proved is proved


def test_sequences_under_a_hypothesis_about_them_are_left() -> None:
    steps = {"x": Recurrence(start=("1",), step="x(n) + 1/(n + 1)**2", index="n")}
    spoken = goal_of(formalize({"n": "natural"}, {"h": "x(n) >= 0"}, steps, "x(n) < 3"))
    assert not summed_sequences.applies(spoken)
