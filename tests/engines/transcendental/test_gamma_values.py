"""Orders with the gamma function by its values at whole numbers and its least value."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.engines import gamma_values
from proofs_check.exact.evaluate import evaluate
from proofs_check.goal import Budget
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Letter, number
from tests.engines.stated_cases import Case, goal_from, shown_by

X = {"x": "positive"}
TRUE: list[Case] = [
    (X, "gamma(x) > 0.88"),
    (X, "x*gamma(x) > 0.88"),
    (X, "gamma(x + 1) > 0.885"),
    (X, "gamma(x) >= 1/x - 1"),
    (X, "gamma(x + 2) > 0.88*(x + 1)"),
    ({"x": "real >= 2"}, "gamma(x) >= 1"),
    ({"x": "real in (0, 1]"}, "gamma(x) >= 1"),
    ({"x": "real in [1, 2]"}, "gamma(x) <= 1"),
    ({"x": "real >= 0"}, "factorial(x) > 0.88"),
    ({"x": "real >= 3"}, "gamma(x) >= x - 1"),
    ({"x": "real in [2, 3]"}, "gamma(x) <= x - 1"),
]
FALSE: list[Case] = [
    (X, "gamma(x) > 0.886"),
    (X, "gamma(x) >= 1"),
    (X, "gamma(x) <= 1/x"),
    ({"x": "nonzero"}, "gamma(x) > 0.88"),
    ({"x": "real >= 1"}, "gamma(x) <= 1"),
    ({"x": "real >= 2"}, "gamma(x) <= x - 1"),
    ({"x": "real >= 2"}, "gamma(x) >= x - 1"),
    ({"x": "real in [1, 2]"}, "gamma(x) < 1"),
    (X, "gamma(x) >= 1/x - 1/2"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: f"{case[0]}: {case[1]}")
def test_orders_by_the_known_values(case: Case) -> None:
    assert shown_by(gamma_values, case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: f"{case[0]}: {case[1]}")
def test_false_ones_are_not_shown(case: Case) -> None:
    assert not shown_by(gamma_values, case)


@given(st.fractions("1/50", 6, max_denominator=60) | st.integers(1, 3).map(Fraction))
def test_one_case_holds_of_every_positive_number_and_its_facts_are_true(u: Fraction) -> None:
    value = arb(fmpq(u.numerator, u.denominator)).gamma()
    here = gamma_values.cases(Letter("u"), Letter("g"))
    formal = formalize({"u": "real", "g": "real"}, {}, {}, "0 == 0")

    def is_not_false(fact: Compare, low: bool) -> bool:
        g = number(rational_end(value, low))
        sides = (
            evaluate(side, {"u": number(u), "g": g}, formal, Budget()) for side in (fact.left, fact.right)
        )
        left, right = sides
        assert isinstance(left, Fraction) and isinstance(right, Fraction)
        return {"<=": left <= right, ">=": left >= right, ">": left > right, "<": left < right}[fact.relation]

    covering = [case for case in here if all(is_not_false(fact, True) for fact in case.inside)]
    assert covering
    for case in covering:
        assert all(is_not_false(fact, True) or is_not_false(fact, False) for fact in case.facts)
        assert not any(is_not_false(fact, True) for fact in case.outside)


def rational_end(value: arb, low: bool) -> Fraction:
    """An end of the ball."""
    end = (value.lower() if low else value.upper()).fmpq()
    return Fraction(int(end.p), int(end.q))


def test_two_arguments_apart_have_no_common_letter() -> None:
    assert not gamma_values.applies(goal_from((X, "gamma(x) + gamma(x + 1/2) > 1")))
    assert not gamma_values.applies(goal_from(({"n": "natural"}, "factorial(n) > 0.88")))
