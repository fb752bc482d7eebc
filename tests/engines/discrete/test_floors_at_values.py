"""Floors and ceilings that equal a whole term."""

from __future__ import annotations

import pytest

from proofs_check.engines import floors_at_values
from tests.engines.stated_cases import Case, goal_from, shown_by

N = {"n": "natural"}
BLOCK = {"n": "integer >= 1", "k": "integer"}

PROVED: list[Case] = [
    (N, "floor(sqrt(n**2 + n)) == n"),
    (N, "ceil(sqrt(n**2 + n + 1)) == n + 1"),
    (BLOCK, "floor(sqrt(k) + 1/2) == n + 1", "n*(n + 1) + 1 <= k", "k <= (n + 1)*(n + 2)"),
    (BLOCK, "n + 1 == ceil(sqrt(k))", "n**2 < k", "k <= (n + 1)**2"),
    ({"n": "integer >= 1"}, "floor(log(2**n + 1)/log(2)) == n"),
    ({"n": "integer >= 1"}, "ceil(log(2**n + 1)/log(2)) == n + 1"),
    ({"n": "integer >= 1"}, "floor(log(10**n - 1)/log(10)) == n - 1"),
    ({"n": "natural", "b": "real > 1"}, "floor(log(b**n)/log(b)) == n"),
    ({"m": "integer >= 1", "q": "integer", "r": "integer in [0, m - 1]"}, "floor((m*q + r)/m) == q"),
    ({"m": "integer >= 1", "q": "integer", "r": "integer in [1, m]"}, "ceil((m*q + r)/m) - 0 == q + 1"),
]

FALSE: list[Case] = [
    (N, "floor(log(2**n + 1)/log(2)) == n"),
    (N, "ceil(log(2**n)/log(2)) == n + 1"),
    ({"n": "integer >= 1"}, "ceil(log(2**n + 1)/log(2)) == n"),
    ({"b": "real in (0, 1)", "n": "natural"}, "floor(log(b**n + b**(n + 1))/log(b)) == n"),
    (N, "floor(sqrt(n**2 + 2*n + 1)) == n"),
    (N, "ceil(sqrt(n**2)) == n + 1"),
    ({"n": "integer"}, "floor(sqrt(n**2)) == n"),
    ({"n": "integer"}, "ceil(sqrt(n**2)) == n"),
    ({"m": "integer <= -1", "q": "integer"}, "floor((m*q + 1)/m) == q"),
    ({"x": "real in [2, 3]"}, "floor(sqrt(x**2 + 1) - 1) == x - 1"),
]


@pytest.mark.parametrize("case", PROVED[:-1])
def test_proved(case: Case) -> None:
    assert shown_by(floors_at_values, case)


@pytest.mark.parametrize("case", FALSE)
def test_false_is_not_proved(case: Case) -> None:
    assert not shown_by(floors_at_values, case)


def test_only_an_equation_with_a_whole_side_is_asked() -> None:
    assert not floors_at_values.applies(goal_from(PROVED[-1]))
    assert not floors_at_values.applies(goal_from(({"x": "real >= 0"}, "floor(sqrt(x)) == x")))
    assert not floors_at_values.applies(goal_from(({"x": "real >= 0"}, "floor(sqrt(x)) <= 1")))
