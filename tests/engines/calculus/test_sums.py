"""Sums and products."""

import pytest
from calculus_goals import goal, prover

from proofs_check.engines import sums

PROVED = [
    ("sum(k, k, 1, n) == n*(n + 1)/2", ()),
    ("sum(k**2, k, 1, n) == n*(n + 1)*(2*n + 1)/6", ()),
    ("sum(rho**k, k, 0, n) == (1 - rho**(n + 1))/(1 - rho)", ()),
    ("sum(rho**k, k, 0, n - 1) == (1 - rho**n)/(1 - rho)", ()),
    ("sum(lam**k, k, 0, n - 1) == (1 - lam**n)/(1 - lam)", ("lam != 1",)),
    ("sum(a**2*k + b*k, k, 1, n) == (b + a**2)*sum(c, c, 1, n)", ()),
    ("sum(k**2, k, 1, n) <= sum(k**3, k, 1, n)", ()),
    ("sum(1/k - 1/(k + 1), k, 1, n) == 1 - 1/(n + 1)", ()),
    ("sum(k**2, k, 1, 4) == 30", ()),
    ("sum(k, k, 3, 2) == 0", ()),
    ("prod(k, k, 3, 2) == 1", ()),
    ("prod(k, k, 1, n) == factorial(n)", ()),
]
FALSE = [
    ("sum(k, k, 1, n) == n*(n - 1)/2", ()),
    ("sum(rho**k, k, 0, n) == (1 - rho**n)/(1 - rho)", ()),
    ("sum(k**3, k, 1, n) < sum(k**3, k, 1, n)", ()),
    ("sum(a*k, k, 1, n) <= sum(a*k**2, k, 1, n)", ()),
    ("sum(k**2, k, 1, 4) == 29", ()),
    ("prod(a*k, k, 1, 2) <= prod(b*k, k, 1, 2)", ("a <= b",)),
]


@pytest.mark.parametrize(("claim", "facts"), PROVED)
def test_proved(claim: str, facts: tuple[str, ...]) -> None:
    answer = sums.attempt(goal(claim, *facts), prover())
    assert answer.proved, answer.detail


@pytest.mark.parametrize(("claim", "facts"), FALSE)
def test_false_is_not_proved(claim: str, facts: tuple[str, ...]) -> None:
    assert not sums.attempt(goal(claim, *facts), prover()).proved
