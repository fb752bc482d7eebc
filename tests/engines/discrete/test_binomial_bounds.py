"""Orders with one binomial coefficient by its bounds, and what these do not give."""

from __future__ import annotations

from math import comb

import pytest

from proofs_check.engines import binomial_bounds
from proofs_check.exact.evaluate import holds
from proofs_check.goal import Budget
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Letter, number
from tests.engines.stated_cases import Case, goal_from, shown_by

FROM_ONE = {"n": "integer >= 1", "k": "integer in [1, n]"}
FROM_ZERO = {"n": "natural", "k": "integer in [0, n]"}
APART = {"n": "natural", "k": "natural"}
TRUE: list[Case] = [
    (FROM_ONE, "(n/k)**k <= binomial(n, k)"),
    (FROM_ONE, "binomial(n, k) < (e*n/k)**k"),
    (FROM_ZERO, "binomial(n, k) <= 2**n"),
    (APART, "binomial(n, k) <= 2**n"),
    (APART, "binomial(n, k) <= n**k/factorial(k)"),
    ({"n": "natural"}, "binomial(2*n, n) <= 4**n"),
]
FALSE: list[Case] = [
    (APART, "binomial(n, k) >= 1"),
    (FROM_ZERO, "binomial(n, k) < 2**n"),
    (FROM_ONE, "(n/k)**k < binomial(n, k)"),
    ({"n": "integer", "k": "natural"}, "binomial(n, k) <= 2**n"),
    ({"n": "integer", "k": "natural"}, "binomial(n, k) >= 0"),
    (FROM_ONE, "binomial(n, k) < (2*n/k)**k"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_orders_within_the_bounds(case: Case) -> None:
    assert shown_by(binomial_bounds, case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_false_ones_are_not_shown(case: Case) -> None:
    assert not shown_by(binomial_bounds, case)


@pytest.mark.parametrize("n", range(12))
def test_the_bounds_are_true(n: int) -> None:
    formal = formalize({"b": "integer"}, {}, {}, "0 == 0")
    for k in range(n + 1):
        for fact in binomial_bounds.bounds(number(n), number(k), Letter("b"), k >= 1):
            assert holds(fact, {"b": number(comb(n, k))}, formal, Budget()).outcome == "true"


def test_coefficients_of_real_numbers_and_two_of_them_are_left_alone() -> None:
    assert not binomial_bounds.applies(goal_from(({"x": "real", "k": "natural"}, "binomial(x, k) <= 2**x")))
    assert not binomial_bounds.applies(goal_from((FROM_ZERO, "binomial(n, k) <= binomial(n, k + 1) + 1")))
