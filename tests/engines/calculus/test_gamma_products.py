"""The gamma function at fractions, products of rational functions by it, and their limits (Wallis)."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

N = {"n": "integer >= 1"}
WITH_A = {"n": "integer >= 1", "a": "positive"}
WALLIS = "prod(4*k**2/(4*k**2 - 1), k, 1, n)"


def holds(claim: str, let: dict[str, str]) -> bool:
    return Session(Budget()).prove_claim(goal_of(formalize(let, {}, {}, claim))).proved


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        ({}, "gamma(1/2)**2 == pi"),
        ({}, "gamma(5/2) == 3*sqrt(pi)/4"),
        ({}, "gamma(-1/2) == -2*sqrt(pi)"),
        ({}, "gamma(-3/2) == 4*sqrt(pi)/3"),
        ({}, "gamma(7/3) == 4*gamma(1/3)/9"),
        ({}, "gamma(-2/3) == -3*gamma(1/3)/2"),
        ({"n": "natural"}, "gamma(n + 1/2) == factorial(2*n)*sqrt(pi)/(4**n*factorial(n))"),
        (N, f"limit({WALLIS}, n, oo) == pi/2"),
        (N, "limit(prod((2*k - 1)/(2*k), k, 1, n)*sqrt(n), n, oo) == 1/sqrt(pi)"),
        (N, "limit(prod((3*k - 1)/(3*k), k, 1, n), n, oo) == 0"),
        (WITH_A, "limit(prod(1 + a/k, k, 1, n)/n**a, n, oo) == 1/gamma(1 + a)"),
        (WITH_A, "limit(prod(2*k/(k + a), k, 1, n)/2**n, n, oo) == 0"),
        (N, "prod((2*k - 1)/(2*k), k, 1, n) == binomial(2*n, n)/4**n"),
    ],
)
def test_true_is_proved(let: dict[str, str], claim: str) -> None:
    assert holds(claim, let)


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        ({}, "gamma(-1/2) == 2*sqrt(pi)"),
        ({}, "gamma(5/2) == 4*sqrt(pi)/3"),
        ({}, "gamma(3/2) == sqrt(pi)"),
        ({}, "gamma(7/3) == 4*gamma(1/3)/3"),
        ({}, "gamma(0) == gamma(0)"),
        (N, f"limit({WALLIS}, n, oo) == pi/3"),
        (N, "limit(prod(1 - 1/(2*k)**2, k, 1, n), n, oo) == 3/5"),
        (N, "limit(prod((2*k - 1)/(2*k), k, 1, n)*sqrt(n), n, oo) == 1/pi"),
        ({"n": "integer >= 1", "a": "real"}, "limit(prod(k/(k + a), k, 1, n), n, oo) == 0"),
        (WITH_A, "limit(prod(1 + a/k, k, 1, n)/n**a, n, oo) == 1/gamma(a)"),
        (N, "limit(prod(2*k/(k + 1), k, 1, n), n, oo) == 0"),
    ],
)
def test_false_is_not_proved(let: dict[str, str], claim: str) -> None:
    assert not holds(claim, let)
