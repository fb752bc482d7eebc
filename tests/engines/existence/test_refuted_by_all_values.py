"""Claims `exists y, for all x, p` that fail at a point: for every y the prover finds an x that breaks p there."""

from __future__ import annotations

import pytest

from proofs_check.disproof import disproved
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import Formal, formalize

LETTERS = {"c": "real", "eps": "positive", "k": "integer"}


def formal(claim: str) -> Formal:
    return formalize(LETTERS, {}, {}, claim)


FALSE = (
    formal("exists(d, 'positive', forall(x, 'real in (c - d, c + d)', floor(x) == floor(c)))"),
    formal("exists(d, 'positive', forall(x, 'real in (c - d, c + d)', ceil(x) <= ceil(c)))"),
    formal("exists(d, 'positive', forall(x, 'real', implies(abs(x - c) < d, abs(sign(x) - sign(c)) < eps)))"),
    formal("exists(N, 'natural', forall(n, 'natural', implies(n > N, abs((-1)**n - 1) < eps)))"),
    formal("exists(N, 'natural', forall(n, 'natural', implies(n >= N, (-2)**n > c)))"),
    formal(
        "exists(d, 'positive', forall(a, 'real', forall(x, 'real in (a - d, a + d)', abs(x**2 - a**2) < eps)))"
    ),
    formal("exists(d, 'positive', forall(x, 'real in (c, c + d)', floor(x)*eps < x*eps - 1))"),
    formal("exists(N, 'integer', forall(n, 'integer', implies(n > N, (-1)**n*n > k)))"),
)
TRUE = (
    formal("exists(d, 'positive', forall(x, 'real in (c, c + d)', floor(x) == floor(c)))"),
    formal("exists(d, 'positive', forall(x, 'real in (c - d, c + d)', abs(x**2 - c**2) < eps))"),
    formal("exists(N, 'natural', forall(n, 'natural', implies(n > N, abs((-1)**n/n) < eps)))"),
    formal("exists(d, 'positive', forall(x, 'real in (c - d, c + d)', floor(x) <= floor(c)))"),
    formal("not exists(m, 'real in (0, 1)', forall(x, 'real in (0, 1)', x <= m))"),
    formal("not exists(m, 'real', forall(x, 'real', implies(x > 0, x >= m) and m > 0))"),
)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(one.claim)[-50:])
def test_a_point_refutes_it(one: Formal) -> None:
    found = disproved(one, Session(Budget()))
    assert found is not None
    assert found.fault == "false"


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(one.claim)[-50:])
def test_nothing_refutes_what_is_true(one: Formal) -> None:
    assert disproved(one, Session(Budget())) is None


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(one.claim)[-50:])
def test_what_is_refuted_is_not_proved(one: Formal) -> None:
    assert not Session(Budget()).prove_claim(goal_of(one)).proved


@pytest.mark.parametrize("one", TRUE[4:], ids=lambda one: str(one.claim)[-50:])
def test_no_largest_and_no_least_element(one: Formal) -> None:
    assert Session(Budget()).prove_claim(goal_of(one)).proved
