"""Sizes are whole and at least 1: nothing is proved of an identity or a zero matrix of another size."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def is_proved(let: Mapping[str, str], claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_of(formalize(let, {}, {}, claim))).proved


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        ({"n": "natural"}, "trace(identity(n)) == n"),
        ({"n": "integer"}, "norm(zeros(n, 1)) == 0"),
        ({"n": "integer >= 1"}, "trace(identity(n - 1)) == n - 1"),
        ({"c": "real in [1, 2]"}, "trace(identity(c)) == c"),
        ({"c": "real"}, "exists(n, 'natural', trace(identity(n)) == 0)"),
        ({"c": "real"}, "exists(n, 'integer', trace(identity(n)) < 0)"),
        ({"c": "real"}, "exists(d, 'real', trace(identity(d)) == 1/2)"),
        ({"c": "real"}, "exists(n, 'natural', zeros(n, 1) == zeros(n, 1) and n == 0)"),
        ({"c": "real"}, "exists(d, 'real', unit(d, 0) == unit(d, 0) and d == 3/2)"),
        ({"n": "natural"}, "exists(c, 'real', c*trace(identity(n)) == 0)"),
    ],
)
def test_not_proved(let: Mapping[str, str], claim: str) -> None:
    assert not is_proved(let, claim)


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        ({"n": "integer >= 1"}, "trace(identity(n)) == n"),
        ({"n": "natural"}, "trace(identity(n + 1)) == n + 1"),
        ({"n": "integer >= 2"}, "trace(identity(n - 1)) == n - 1"),
        ({"n": "natural", "A": "matrix(n, n)"}, "trace(identity(n) @ A) == trace(A)"),
        ({"n": "natural", "x": "vector(n)"}, "norm(x - zeros(n, 1)) == norm(x)"),
        ({"c": "real"}, "exists(n, 'natural', trace(identity(n + 1)) == 3)"),
    ],
)
def test_proved(let: Mapping[str, str], claim: str) -> None:
    assert is_proved(let, claim)
