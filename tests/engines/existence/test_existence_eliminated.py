"""Whole numbers with an equation, of which a hypothesis gives a letter: triangular numbers and squares."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import existence_eliminated
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal_for(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> Goal:
    return goal_of(formalize(let, {f"given{place}": one for place, one in enumerate(given)}, {}, claim))


def is_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_for(let, given, claim)).proved


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        ({"m": "integer", "k": "integer"}, ("4*m + 1 == k**2",), "exists(j, 'integer', m == j*(j+1))"),
        ({"m": "integer", "k": "integer"}, ("m == k**2 + 6*k",), "exists(j, 'natural', m + 9 == j**2)"),
        ({"m": "natural", "n": "natural"}, ("m**2 == 4*n",), "exists(j, 'natural', n == j**2)"),
        ({"m": "natural", "n": "natural"}, ("m**2 == 9*n",), "exists(j, 'natural', n == j**2)"),
        (
            {"m": "natural", "a": "integer", "b": "integer"},
            ("m == a**2 + 2*a*b + b**2",),
            "exists(j, 'natural', m == j**2)",
        ),
        ({"n": "natural", "k": "integer"}, ("2*n + 1 == k",), "exists(j, 'natural', k**2 == 4*j + 1)"),
        ({"t": "natural", "j": "natural"}, ("2*t == j*(j+1)",), "exists(k, 'natural', 9*t + 1 == k*(k+1)/2)"),
        ({"m": "natural", "j": "natural"}, ("2*m == j*(j+1)",), "exists(k, 'natural', 8*m + 1 == k**2)"),
        (
            {"m": "natural", "i": "natural"},
            ("8*m + 1 == (2*i+1)**2",),
            "exists(j, 'natural', 2*m == j*(j+1))",
        ),
        ({"m": "natural", "i": "natural"}, ("2*m == i*(i+1)",), "exists(j, 'natural', 2*m == j*(j+1))"),
        (
            {"m": "natural", "i": "integer"},
            ("8*m + 1 == (2*i+1)**2", "i < 0"),
            "exists(j, 'natural', 2*m == j*(j+1))",
        ),
        ({"m": "natural", "i": "natural"}, (), "exists(k, 'natural', 8*(i*(i+1)/2) + 1 == k**2)"),
        (
            {"m": "natural"},
            (),
            "iff(exists(k, 'natural', 8*m + 1 == k**2), exists(j, 'natural', 2*m == j*(j+1)))",
        ),
    ],
)
def test_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert is_proved(let, given, claim)


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        ({"m": "natural", "k": "integer"}, ("8*m + 9 == k**2",), "exists(j, 'natural', 2*m == j*(j+1))"),
        ({"m": "natural", "k": "integer"}, ("8*m + 1 == k**2",), "exists(j, 'natural', m == j*(j+1))"),
        (
            {"m": "natural", "k": "integer"},
            ("8*m + 1 == k**2",),
            "exists(j, 'integer >= 1', 2*m == j*(j-1) and j >= 2)",
        ),
        ({"m": "natural", "k": "integer"}, ("m == k**2",), "exists(j, 'integer >= 1', m == j**2)"),
        ({"m": "natural", "k": "natural"}, ("2*m == k*(k+1)",), "exists(j, 'natural', 8*m + 2 == j**2)"),
        ({"m": "natural", "k": "natural"}, ("m == k**2",), "exists(j, 'natural', m == 4*j**2)"),
        ({"m": "integer", "k": "integer"}, ("m == k**2",), "exists(j, 'natural', m == 2*j)"),
        (
            {"m": "integer", "k": "integer", "b": "integer >= 3"},
            ("m == k**2",),
            "exists(j, 'integer in [0, b]', m == j**2)",
        ),
    ],
)
def test_not_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not is_proved(let, given, claim)


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        ({"m": "natural"}, (), "exists(j, 'natural', m == j**2)"),
        ({"x": "real", "k": "real"}, ("x == k**2",), "exists(j, 'real', x == j**2)"),
        ({"m": "integer", "k": "integer"}, ("m < k",), "exists(j, 'integer', m == j)"),
    ],
)
def test_left_to_others(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not existence_eliminated.applies(goal_for(let, given, claim))
