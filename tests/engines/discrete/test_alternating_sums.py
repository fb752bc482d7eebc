"""Alternating sums between two neighbouring partial sums."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from discrete_goals import decides, goal, prover

from proofs_check.engines import alternating_sums
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

N = {"n": "natural"}
POSITIVE = {"n": "integer >= 1"}
UNIT = {"n": "natural", "x": "real in [0, 1]"}
PROVED = [
    (POSITIVE, "sum((-1)**(k + 1)/k, k, 1, n) <= 1"),
    (POSITIVE, "1/2 <= sum((-1)**(k + 1)/k, k, 1, n)"),
    (POSITIVE, "abs(sum((-1)**k/k, k, 1, n)) <= 1"),
    (N, "sum((-1)**k/(2*k + 1), k, 0, n) >= 2/3"),
    (N, "sum((-1)**k/sqrt(k + 1), k, 0, n) > 1/4"),
    (UNIT, "sum((-1)**k*x**(2*k + 1)/(2*k + 1), k, 0, n) <= x"),
    (UNIT, "sum((-1)**k*x**k/factorial(k), k, 0, n) >= 1 - x"),
    (POSITIVE, "sum(-(-1)**k/k**2, k, 1, 3*n) >= 3/4"),
    (POSITIVE, "sum(-(-1)**k/k**2, k, 1, 2*n) < 5/6"),
    (N, "sum((-1)**(3*k + 2)/(k + 1), k, 0, n) >= 1/2"),
    (POSITIVE, "n + sum((-1)**k/k, k, 1, n) >= 0"),
]
FALSE = [
    (POSITIVE, "sum((-1)**(k + 1)/k, k, 1, n) < 1"),
    (POSITIVE, "sum((-1)**(k + 1)/k, k, 1, n) > 1/2"),
    (POSITIVE, "sum((-1)**k/k, k, 1, n) >= 0"),
    (POSITIVE, "sum((-1)**k/k, k, 1, n) >= -1/2"),
    (N, "sum((-1)**k/(2*k + 1), k, 0, n) > 2/3"),
    (N, "sum((-1)**k/(2*k + 1), k, 0, n) >= 3/4"),
    (N, "sum((-1)**k*(k + 1), k, 0, n) <= 1"),
    (N, "sum((-1)**(2*k)/(k + 1), k, 0, n) <= 1"),
    (N, "sum((-1)**k*(1 - k), k, 0, n) <= 1"),  # the sizes fall below 0
    ({"n": "natural", "x": "real in [0, 2]"}, "sum((-1)**k*x**k/factorial(k), k, 0, n) <= 1"),
    ({"n": "natural", "x": "real"}, "sum((-1)**k*x**k/factorial(k), k, 0, n) <= 1"),
    (N, "sum((-1)**k*(1/(k + 1) + (k - 3)**2), k, 0, n) <= 10"),
    (N, "sum((-1)**k/(k + 1), k, 0, n) <= 1/2 + 1/(n + 1)**2"),
]


@pytest.mark.parametrize(("let", "claim"), PROVED)
def test_proved(let: Mapping[str, str], claim: str) -> None:
    assert decides(alternating_sums.attempt, let, claim)


@pytest.mark.parametrize(("let", "claim"), FALSE)
def test_false_is_not_proved(let: Mapping[str, str], claim: str) -> None:
    whole = goal(let, claim)
    assert not alternating_sums.attempt(whole, prover()).proved


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (N, "sum((-1)**k/(k + 1), k, 0, n) == 1"),
        (N, "sum(1/(k + 1), k, 0, n) >= 1"),
        ({"n": "natural", "z": "complex"}, "abs(z) + sum((-1)**k/(k + 1), k, 0, n) >= 0"),
        (N, "sum((-1)**(n*k)/(k + 1), k, 0, n) >= 0"),
        (N, "sum((-1)**k/(k + 1), k, 0, n)*sum((-1)**k/(k + 2), k, 0, n) >= 0"),
        ({"n": "integer in [0, 9]"}, "sum((-1)**k/(k + 1), k, 0, n) >= 0"),
    ],
)
def test_other_goals_are_left(let: Mapping[str, str], claim: str) -> None:
    assert not alternating_sums.applies(goal(let, claim))


def test_a_hypothesis_about_the_end_stands_in_the_way() -> None:
    formal = formalize(N, {"odd": "n >= 3"}, {}, "sum((-1)**k/(k + 1), k, 0, n) <= 9/10")
    assert not alternating_sums.attempt(goal_of(formal), prover()).proved


def test_terms_without_value_beyond_the_range_are_no_bounds() -> None:
    claim = "sum((-1)**k/(1 + k)/(k - 1)**0.5, k, 2, n) >= 0"
    assert not Session(Budget()).prove_claim(goal({"n": "integer"}, claim)).proved
