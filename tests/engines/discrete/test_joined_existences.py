"""Disjunctions of existences as one."""

from __future__ import annotations

import pytest

from proofs_check.engines import joined_existences
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal(claim: str) -> Goal:
    return goal_of(formalize({"n": "integer", "m": "integer", "x": "real"}, {}, {}, claim))


def classes(whole: str, modulus: int, *rests: int, domain: str = "integer") -> str:
    return " or ".join(f"exists(k, '{domain}', {whole} == {modulus}*k + {rest})" for rest in rests)


def holds(claim: str) -> bool:
    return Session(Budget()).prove_claim(goal(claim)).proved


@pytest.mark.parametrize(
    "claim",
    [
        classes("n**2", 3, 0, 1),
        classes("n**2", 5, 0, 1, 4),
        classes("n**2", 8, 0, 1, 4),
        classes("n**3", 9, 0, 1, 8),
        classes("n**3", 7, 0, 1, 6),
        classes("n**4", 5, 0, 1),
        classes("n", 4, 0, 1, 2, 3),
        classes("n**2 + m**2", 4, 0, 1, 2),
        classes("n**2", 4, 0, 1, domain="natural"),
    ],
)
def test_proved(claim: str) -> None:
    assert holds(claim)


@pytest.mark.parametrize(
    "claim",
    [
        classes("n**2", 3, 0, 2),
        classes("n**2", 5, 0, 1),
        classes("n**2", 8, 0, 1),
        classes("n**3", 9, 0, 1),
        classes("n**3", 7, 1, 6),
        classes("n**4", 5, 1, 2),
        classes("n", 4, 0, 1, 2),
        classes("n**2 + m**2", 4, 0, 1),
        classes("n**3", 4, 0, 1, 3, domain="natural"),
    ],
)
def test_false_ones_are_not(claim: str) -> None:
    assert not holds(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "exists(k, 'integer', n == 2*k) or exists(k, 'natural', n == 2*k + 1)",
        "exists(k, 'integer', n == 2*k) or n >= 0",
        "exists(k, 'integer', n == 2*k) or forall(k, 'integer', n != 2*k)",
        "exists(k, 'real', x == 2*k) or exists(k, 'real', x == 3*k)",
        "exists(k, 'integer', n == 2*k)",
    ],
)
def test_others_are_left(claim: str) -> None:
    assert not joined_existences.applies(goal(claim))
