"""Limits of sums of floors, by the sums without them; and those where the part that is left out counts."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from proofs_check.engines.expand_floors import without_floors
from proofs_check.exact.evaluate import evaluate
from proofs_check.goal import Budget
from proofs_check.statement.formal import extend, formalize
from proofs_check.statement.parse import parse_term
from proofs_check.statement.terms import Sum, number
from tests.engines.stated_cases import Case, shown

N = {"n": "integer >= 1"}
REAL = {"x": "real", "n": "integer >= 1"}
FORMAL = formalize({"x": "real", "n": "integer"}, {}, {}, "0 == 0")
READ = extend(FORMAL, {}, {})
TRUE: list[Case] = [
    (REAL, "limit(sum(k*floor(k*x), k, 1, n)/n**3, n, oo) == x/3"),
    (REAL, "limit(sum(floor(k*x), k, 1, n)/n**2, n, oo) == x/2"),
    (N, "limit(sum(floor(sqrt(k)), k, 1, n)/n**(3/2), n, oo) == 2/3"),
    ({"x": "positive", "n": "integer >= 1"}, "limit(sum(ceil(k*x)**2, k, 1, n)/n**3, n, oo) == x**2/3"),
    (N, "limit(sum(floor(n/k), k, 1, n)/(n*log(n)), n, oo) == 1"),
    (N, "limit(sum(floor(k/2)*floor(k/3), k, 1, n)/n**3, n, oo) == 1/18"),
]
FALSE: list[Case] = [
    (REAL, "limit(sum(floor(k*x) - k*x, k, 1, n)/n, n, oo) == 0"),
    (N, "limit(sum(floor(k/2) - k/2, k, 1, n)/n, n, oo) == 0"),
    (N, "limit(sum((-1)**floor(k/2), k, 1, n)/n**2, n, oo) == 1"),
    (N, "limit(sum(floor(n/k) - n/k, k, 1, n)/n, n, oo) == 0"),
    (N, "limit(sum(k*floor(1/k), k, 1, n)/n, n, oo) == 1"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_floors_below_the_order_of_the_sum(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_what_they_leave_out_is_not_lost(case: Case) -> None:
    assert not shown(case)


FORMS = {
    "floor(k*x)": lambda k, x: floor(k * x),
    "k*ceil(k*x) - 3": lambda k, x: -k * floor(-k * x) - 3,
    "(k - 4)*floor(x - k)**2/2": lambda k, x: (k - 4) * floor(x - k) ** 2 / 2,
    "(floor(k*x) - k)*floor(k*x)": lambda k, x: (floor(k * x) - k) * floor(k * x),
    "floor(k*x)*floor(k/3)": lambda k, x: floor(k * x) * (k // 3),
}


@example("(k - 4)*floor(x - k)**2/2", Fraction(-1, 7), 0)
@example("floor(k*x)*floor(k/3)", Fraction(1, 7), -1)
@given(st.sampled_from(sorted(FORMS)), st.fractions(-3, 3, max_denominator=7), st.integers(-6, 6))
def test_the_change_is_at_most_the_second_sum(form: str, x: Fraction, n: int) -> None:
    one = parse_term(f"sum({form}, k, n, n)", READ)
    assert isinstance(one, Sum)
    found = without_floors(one)
    assert found is not None
    near, gap = (evaluate(part, {"x": number(x), "n": number(n)}, FORMAL, Budget()) for part in found)
    value = FORMS[form](n, x)
    assert isinstance(near, Fraction) and isinstance(gap, Fraction)
    assert abs(near - value) <= gap


@pytest.mark.parametrize(
    "form", ["sin(floor(k*x))", "2**floor(k)", "floor(x)*k", "abs(floor(k*x))", "floor(k*x)**3"]
)
def test_floors_that_are_no_part_of_a_polynomial_stay(form: str) -> None:
    one = parse_term(f"sum({form}, k, 1, n)", READ)
    assert isinstance(one, Sum)
    assert without_floors(one) is None
