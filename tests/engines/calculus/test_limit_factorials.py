"""Limits with factorials, gamma functions, binomials, harmonic numbers, and waves along the whole numbers; false neighbours."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

TRUE = (
    ({"n": "integer >= 1"}, "limit(factorial(n)/(sqrt(2*pi*n)*(n/e)**n), n, oo) == 1"),
    ({"n": "integer >= 1"}, "limit(factorial(n)**(1/n)/n, n, oo) == 1/e"),
    ({"n": "natural", "a": "real"}, "limit(a**n/factorial(n), n, oo) == 0"),
    ({"n": "integer >= 1"}, "limit(factorial(n)/n**n, n, oo) == 0"),
    ({"n": "integer >= 1"}, "limit(binomial(2*n, n)*sqrt(pi*n)/4**n, n, oo) == 1"),
    ({"n": "natural", "k": "natural"}, "limit(binomial(n, k)/n**k, n, oo) == 1/factorial(k)"),
    ({"n": "integer >= 2"}, "limit(harmonic(n)/log(n), n, oo) == 1"),
    ({"n": "integer >= 2"}, "limit(log(factorial(n))/(n*log(n)), n, oo) == 1"),
    ({"n": "integer", "a": "real"}, "limit(sin(2*pi*n + a), n, oo) == sin(a)"),
    ({"n": "natural"}, "limit(cos(pi*n)*(-1)**n, n, oo) == 1"),
    ({"n": "integer >= 1"}, "limit(n*sin(2*pi*n + 1/n), n, oo) == 1"),
    ({"n": "integer >= 1"}, "limit(tan(pi*n + 1/n), n, oo) == 0"),
    ({"x": "positive", "a": "positive"}, "limit(gamma(x + a)/(gamma(x)*x**a), x, oo) == 1"),
    # a factor that is negative at last
    ({"n": "natural"}, "limit(factorial(n)*(1 - n)/factorial(n + 2), n, oo) == 0"),
)

FALSE = (
    ({"n": "integer >= 1"}, "limit(factorial(n)/(sqrt(pi*n)*(n/e)**n), n, oo) == 1"),
    ({"n": "integer >= 1"}, "limit(factorial(n)**(1/n)/n, n, oo) == 1/2"),
    ({"x": "positive"}, "limit(factorial(x)/x**x, x, oo) == 0"),
    ({"n": "natural", "k": "integer"}, "limit(binomial(n, k)/n**k, n, oo) == 1/factorial(k)"),
    ({"n": "integer >= 1"}, "limit(binomial(2*n, n)*sqrt(n)/4**n, n, oo) == 1"),
    ({"n": "natural"}, "limit(factorial(n)*(-1)**n/factorial(n), n, oo) == 1"),
    ({"n": "natural"}, "limit((-1)**n*factorial(n + 1)/(n*factorial(n)), n, oo) == 1"),
    ({"n": "integer >= 2"}, "limit(harmonic(n) - log(n), n, oo) == 0"),
    ({"n": "real", "a": "real"}, "limit(sin(2*pi*n + a), n, oo) == sin(a)"),
    ({"n": "natural"}, "limit(cos(pi*n), n, oo) == 1"),
    ({"n": "natural"}, "limit(sin(pi*n/2), n, oo) == 0"),
    ({"x": "positive", "k": "real"}, "limit(binomial(x, k)/x**k, x, oo) == 0"),
)


def proved(let: dict[str, str], claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_of(formalize(let, {}, {}, claim))).proved


@pytest.mark.parametrize(("let", "claim"), TRUE, ids=lambda value: str(value))
def test_true_limit_is_proved(let: dict[str, str], claim: str) -> None:
    assert proved(let, claim)


@pytest.mark.parametrize(("let", "claim"), FALSE, ids=lambda value: str(value))
def test_false_limit_is_not_proved(let: dict[str, str], claim: str) -> None:
    assert not proved(let, claim)
