"""Limits along real and whole letters of terms in complex ones: powers near 1, entire functions, moduli."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LETTERS = {"z": "complex", "w": "complex", "x": "real", "h": "real", "n": "integer >= 1"}


def shown(claim: str, *given: str) -> bool:
    goal = goal_of(formalize(LETTERS, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))
    return Session(Budget()).prove_claim(goal).proved


TRUE = [
    ("limit((1 + z/n)**n, n, oo) == exp(z)",),
    ("limit((1 - z/n**2)**n, n, oo) == 1",),
    ("limit((1 + z/n + w/n**2)**n, n, oo) == exp(z)",),
    ("limit(((1 + z/n)/(1 - z/n))**n, n, oo) == exp(2*z)",),
    ("limit((1 + z*h)**(1/h), h, 0) == exp(z)",),
    ("limit((exp(z*h) - 1)/h, h, 0) == z",),
    ("limit(n*sin(z/n), n, oo) == z",),
    ("limit(n*log(1 + z/n), n, oo) == z",),
    ("limit(n**2*(1 - cos(z/n)), n, oo) == z**2/2",),
    ("limit(n*(abs(1 + z/n) - 1), n, oo) == re(z)",),
    ("limit(abs((1 + z/n)**n), n, oo) == exp(re(z))",),
    ("limit(abs((1 + i*x/n)**n), n, oo) == 1",),
    ("limit(abs(z**n + 1), n, oo) == 1", "abs(z) < 1"),
]
FALSE = [
    ("limit((1 + z/n)**n, n, oo) == exp(-z)",),
    ("limit((1 + z/n)**n, n, oo) == exp(abs(z))",),
    ("limit((1 + z)**n, n, oo) == 1",),
    ("limit((-1 + z/n)**n, n, oo) == exp(-z)",),
    ("limit((exp(z*h) - 1)/h, h, 0) == abs(z)",),
    ("limit(sin(z*n)/n, n, oo) == 0",),
    ("limit(exp(z*n), n, oo) == 0",),
    ("limit(log(-1 + z/n), n, oo) == i*pi",),
    ("limit(abs(z**n + 1), n, oo) == 1",),
    ("limit(abs((1 + z/n)**n), n, oo) == exp(abs(z))",),
]
MODULI = [  # abs(1 + z/n) was taken for 1 + z/n because that is near 1
    "limit(n*(abs(1 + z/n) - 1), n, oo) == z",
    "limit(n*(abs(1 + i*x/n) - 1), n, oo) == i*x",
    "limit(abs(2*n + z) - 2*n, n, oo) == z",
    "limit(abs(1 + z/n)**n, n, oo) == exp(z)",
    "limit(n**2*(abs(1 + i*x/n) - 1), n, oo) == 0",
    "limit(n*(abs(1 + z/n) - 1), n, oo) == abs(z)",
]


@pytest.mark.parametrize("statements", TRUE, ids=lambda one: one[0])
def test_true_ones(statements: tuple[str, ...]) -> None:
    assert shown(*statements)


@pytest.mark.parametrize("statements", FALSE, ids=lambda one: one[0])
def test_false_ones_stay_open(statements: tuple[str, ...]) -> None:
    assert not shown(*statements)


@pytest.mark.parametrize("claim", MODULI)
def test_a_modulus_is_not_what_is_inside(claim: str) -> None:
    assert not shown(claim)
