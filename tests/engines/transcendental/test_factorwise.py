"""Products of moduli compared factor by factor, and sums of two waves as products of waves of half sums."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import factorwise, half_sums
from proofs_check.engines.calculus_terms import minus, plus, times
from proofs_check.exact.evaluate import holds
from proofs_check.goal import Budget
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Constant, Term, number, substitute
from proofs_check.statement.text import text
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

TWO = {"x": "real", "y": "real"}
POSITIVE = {"x": "positive", "y": "positive"}
TRUE: list[Case] = [
    (TWO, "abs(sin(x)*sin(y)) <= abs(x*y)"),
    (TWO, "abs(x*sin(y)) <= abs(x*y)"),
    (TWO, "abs(sin(x)*sin(y)*cos(x)) <= abs(x)"),
    (TWO, "sin(x)**2*sin(y)**2 <= x**2*y**2"),
    (POSITIVE, "abs(sin(x)*log(1 + y)) <= x*y"),
    (TWO, "abs(x*y - x)*abs(sin(y)) >= abs(sin(x)/2*(y - 1)*sin(y))"),
]
FALSE: list[Case] = [
    (TWO, "abs(sin(x)*sin(y)) <= x*y"),
    (TWO, "abs(sin(x)*sin(y)) <= abs(x*y)/2"),
    (TWO, "2*abs(sin(x)*sin(y)) <= abs(x*y)"),
    (TWO, "sin(x)*cos(y) <= x"),
    (TWO, "x*exp(y) <= abs(x)*y"),
    (TWO, "-abs(x)*cosh(y) <= -abs(sin(x))*exp(y)"),
    (TWO, "abs(sin(x)*sin(y))*(-2) <= abs(x*y)*(-1)"),
    (TWO, "abs(sin(x))**3*abs(sin(y)) <= x**3*abs(y)"),
]
HALVES: list[Case] = [
    (TWO, "abs(cos(x) - cos(y)) <= abs(x**2 - y**2)/2"),
    (TWO, "abs(sin(x) - sin(y)) <= 2*abs(sin((x - y)/2))"),
    (TWO, "(sin(y) + sin(x))**2 <= (x + y)**2"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_every_group_of_letters_compares(case: Case) -> None:
    assert shown_by(factorwise, case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_false_ones_do_not(case: Case) -> None:
    assert not shown_by(factorwise, case)


@pytest.mark.parametrize("case", HALVES, ids=lambda case: str(case[1]))
def test_sums_of_waves_as_products(case: Case) -> None:
    assert shown_by(half_sums, case)
    assert shown(case)


def test_a_smaller_bound_is_not_shown() -> None:
    assert not shown_by(half_sums, (TWO, "abs(cos(x) - cos(y)) <= abs(x**2 - y**2)/3"))


FORMS = (
    "cos(x) - cos(y)",
    "cos(x) + cos(y)",
    "sin(x) - sin(y)",
    "(sin(x) + sin(y))*2 + (sin(y) - sin(x))",
    "(cos(x) + cos(y))*2 + (cos(y) - cos(x))",
)
ANGLES = st.integers(-6, 6).map(lambda k: times(number(Fraction(k, 6)), Constant("pi")))


@given(st.sampled_from(FORMS), ANGLES, ANGLES)
@settings(deadline=None)
def test_the_products_have_the_same_value(form: str, u: Term, v: Term) -> None:
    goal = goal_from((TWO, f"{form} <= 7"))
    found = half_sums.in_halves(goal)
    assert found is not None
    assert isinstance(found.conclusion, Compare) and isinstance(goal.conclusion, Compare)
    there = substitute(goal.conclusion.left, {"x": plus(u, v), "y": minus(u, v)})
    here = substitute(found.conclusion.left, {"u": u, "v": v})
    formal = formalize({}, {}, {}, "0 == 0")
    assert holds(Compare("==", here, there), {}, formal, Budget()).outcome == "true"


@pytest.mark.parametrize(
    "case",
    [
        ({"x": "real", "y": "integer"}, "abs(cos(x) - cos(y)) <= abs(x**2 - y**2)/2"),
        ({"x": "real", "y": "real in [0, x]"}, "abs(cos(x) - cos(y)) <= abs(x**2 - y**2)/2"),
        (TWO, "abs(cos(x) - sin(y)) <= 2"),
        (TWO, "abs(cos(x) - cos(x)) <= 2"),
    ],
    ids=lambda case: str(case[1]),
)
def test_other_letters_have_no_half_sum(case: Case) -> None:
    assert not half_sums.applies(goal_from(case))


def test_domains_become_hypotheses() -> None:
    found = half_sums.in_halves(goal_from((POSITIVE, "cos(x) - cos(y) <= 7", "x < y")))
    assert found is not None
    assert [text(fact) for fact in found.hypotheses] == ["u + v > 0", "u - v > 0", "u + v < u - v"]
