"""Domains that begin at the letter before them, and angles that a full turn brings into an interval."""

from __future__ import annotations

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

LET = {"eps": "positive", "M": "real", "a": "real", "b": "real", "z": "nonnegative"}


QUICK = Budget(z3_rlimit=200_000, depth=4, thorough=False)  # most of the time goes into what is false


def is_proved(claim: str, *given: str) -> bool:
    facts = {f"h{place}": fact for place, fact in enumerate(given)}
    return Session(QUICK).prove_claim(goal_of(formalize(LET, facts, {}, claim))).proved


@pytest.mark.parametrize(
    "claim",
    [
        "exists(N, 'integer >= 1', forall(n, 'integer >= N', 1/n < eps))",
        "exists(N, 'natural', forall(n, 'integer > N', 1/n < eps))",
        "exists(N, 'integer >= 1', forall(n, 'integer > N', 1/(n - 1) < eps))",
        "exists(N, 'real', forall(x, 'real > N', x**2 > M))",
    ],
)
def test_tails(claim: str) -> None:
    assert is_proved(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "exists(N, 'integer >= 1', forall(n, 'integer >= N', (n + 1)/n < eps))",
        "exists(N, 'integer >= 1', forall(n, 'integer >= N', 1/n < z))",
        "exists(N, 'integer >= 1', forall(n, 'integer >= N', 1/(n - 1) < eps))",  # N == 1: no value at 1 for all that is known
        "exists(N, 'integer in [1, 5]', forall(n, 'integer >= N', 1/n < eps))",
        "exists(N, 'real', forall(x, 'real < N', x**2 < M))",
    ],
)
def test_false_or_undefined_tails(claim: str) -> None:
    assert not is_proved(claim)


@pytest.mark.parametrize("interval", ["[0, 2*pi)", "(0, 2*pi]", "(-pi, pi]"])
def test_every_point_of_the_circle_has_an_angle(interval: str) -> None:
    claim = f"exists(t, 'real in {interval}', cos(t) == a and sin(t) == b)"
    assert is_proved(claim, "a**2 + b**2 == 1")


@pytest.mark.parametrize("interval", ["(0, 2*pi)"])
def test_too_few_angles(interval: str) -> None:
    claim = f"exists(t, 'real in {interval}', cos(t) == a and sin(t) == b)"
    assert not is_proved(claim, "a**2 + b**2 == 1")
