"""Comparisons of squares with whole letters, floors of roots, and hypotheses that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import compared_squares
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
        ({"n": "natural"}, (), "n < (floor(sqrt(n)) + 1)**2"),
        ({"n": "natural"}, (), "forall(m, 'integer', not (n**2 < m**2 and m**2 < (n+1)**2))"),
        ({"n": "natural", "m": "integer"}, ("n**2 < m**2",), "m**2 >= (n+1)**2"),
        ({"n": "integer", "m": "integer"}, ("n**2 < m**2", "m**2 < (n+1)**2"), "n < 0"),
        ({"x": "integer", "y": "integer"}, ("x**2 == 3*y**2 + 2",), "1 == 0"),
        (
            {"k": "natural", "m": "natural", "n": "integer"},
            ("k**2 <= n", "n < (k+1)**2", "m**2 <= n", "n < (m+1)**2"),
            "k == m",
        ),
        ({"n": "natural"}, (), "not exists(m, 'integer', 4*n**2 < m**2 and m**2 < 4*n**2 + 4*n + 1)"),
        ({"m": "natural", "n": "natural"}, ("m**2 < n**2",), "n**2 - m**2 >= 2*m + 1"),
        ({"m": "natural", "n": "natural"}, ("m**2 < n**2",), "n**2 >= m**2 + 2*m + 1"),
        (
            {"n": "integer >= 1", "m": "integer"},
            ("n**2 < m", "m < n**2 + 2*n + 1", "exists(k, 'integer', m == k**2)"),
            "1 == 0",
        ),
        ({"x": "integer", "y": "integer"}, ("x**2 == 4*y + 3",), "0 == 1"),
    ],
)
def test_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert is_proved(let, given, claim)


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        ({"n": "natural", "m": "integer"}, ("n**2 <= m**2",), "m**2 >= (n+1)**2"),
        ({"n": "natural", "m": "integer"}, ("n**2 < m**2",), "m**2 > (n+1)**2"),
        ({"x": "integer", "y": "integer"}, ("x**2 == 3*y**2 + 1",), "1 == 0"),
        (
            {"k": "natural", "m": "natural", "n": "integer"},
            ("k**2 <= n", "n <= (k+1)**2", "m**2 <= n", "n <= (m+1)**2"),
            "k == m",
        ),
        ({"n": "natural"}, (), "not exists(m, 'integer', 4*n**2 < m**2 and m**2 < 4*n**2 + 8*n + 4)"),
        ({"n": "real >= 0", "m": "integer"}, ("n**2 < m**2", "m**2 < (n+1)**2"), "1 == 0"),
        ({"n": "natural"}, (), "n <= floor(sqrt(n))**2"),
        ({"k": "integer", "m": "integer"}, ("k**2 < m**2",), "k < m"),
    ],
)
def test_not_proved(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not is_proved(let, given, claim)


@pytest.mark.parametrize(
    ("let", "given", "claim"),
    [
        ({"x": "real", "y": "real"}, ("x**2 < y**2",), "x < 5"),
        ({"n": "integer", "m": "integer"}, ("n < m",), "n**3 <= m**3"),
        ({"n": "integer", "z": "complex"}, ("n**2 < 4",), "n < 3"),
    ],
)
def test_left_to_others(let: Mapping[str, str], given: tuple[str, ...], claim: str) -> None:
    assert not compared_squares.applies(goal_for(let, given, claim))
