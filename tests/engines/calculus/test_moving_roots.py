"""Limits of roots whose order grows, root(f, n); and what is no such root or has another limit."""

from __future__ import annotations

import pytest

from tests.engines.stated_cases import Case, shown

N = {"n": "integer >= 1"}
POSITIVE = {"n": "integer >= 1", "a": "positive", "b": "positive"}
TRUE: list[Case] = [
    (N, "limit(root(n, n), n, oo) == 1"),
    (POSITIVE, "limit(root(a, n), n, oo) == 1"),
    ({"n": "natural"}, "limit(n*(root(2, n + 1) - 1), n, oo) == log(2)"),
    (N, "limit(n**2*(root(2, n) - root(2, n + 1)), n, oo) == log(2)"),
    (N, "limit(root(factorial(n), n)/n, n, oo) == 1/e"),
    (N, "limit(root(binomial(2*n, n), n), n, oo) == 4"),
    (POSITIVE, "limit(root(a**n + b**n, n), n, oo) == b", "a < b"),
]
FALSE: list[Case] = [
    (N, "limit(root(n, n), n, oo) == e"),
    ({"n": "integer >= 1", "a": "nonnegative"}, "limit(root(a, n), n, oo) == 1"),
    (N, "limit(root(-2, n), n, oo) == -1"),
    ({"x": "real"}, "limit(root(2, x), x, oo) == 1"),
    (N, "limit(root(2, n + 1/2), n, oo) == 1"),
    (N, "limit(root(2, 3 - n), n, oo) == 1"),
    (N, "limit(root(factorial(n), n)/n, n, oo) == 1/2"),
    (N, "limit(root(-factorial(n), n)/n, n, oo) == -1/e"),
    (N, "limit(root(factorial(n), 5 - n), n, oo) == 0"),
    (N, "limit(root(factorial(n), n + 1/2)/n, n, oo) == 1/e"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_roots_of_growing_order(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_false_ones_are_not_proved(case: Case) -> None:
    assert not shown(case)
