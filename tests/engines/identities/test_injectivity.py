"""Implications by strictly monotone functions: powers exchanged, products with exponentials, weak slopes, false twins."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import injectivity
from tests.engines.identities.identity_goals import by_planner, goal, shown

REALS = {"x": "real", "y": "real"}


def on(domain: str) -> dict[str, str]:
    return {"x": f"real in {domain}", "y": f"real in {domain}"}


@pytest.mark.parametrize(
    ("letters", "claim", "fact"),
    [
        (on("(0, e]"), "x == y", "x**y == y**x"),
        (on("[e, oo)"), "x == y", "x**y == y**x"),
        (on("[e, oo)"), "x**y > y**x", "x < y"),
        (on("[-1, oo)"), "x == y", "x*exp(x - y) == y"),
        (on("[-1, oo)"), "x < y", "x*exp(x) < y*exp(y)"),
        (on("(0, 1]"), "x == y", "x*exp(y) == y*exp(x)"),
        (REALS, "x == y", "x + sin(x) == y + sin(y)"),
        (REALS, "x <= y", "x + sin(x) <= y + sin(y)"),
        (REALS, "x**3 < y**3", "x < y"),
        (on("[0, pi]"), "x > y", "cos(x) < cos(y)"),
        ({"x": "real"}, "x == 1", "x*exp(x) == e"),
        ({"x": "real in [0, 1]", "y": "real in [0, 2]"}, "x == y", "x*exp(x) == y*exp(y)"),
    ],
)
def test_one_to_one(letters: dict[str, str], claim: str, fact: str) -> None:
    answer = injectivity.attempt(goal(letters, claim, fact), by_planner)
    assert answer.proved
    assert answer.trust in ("certificate", "two engines")


@pytest.mark.parametrize(
    ("letters", "claim", "fact"),
    [
        (on("(0, 4]"), "x == y", "x**y == y**x"),  # 2 and 4
        (on("[2, oo)"), "x**y > y**x", "x < y"),
        (on("[-2, oo)"), "x == y", "x*exp(x) == y*exp(y)"),
        (REALS, "x == y", "x + 2*sin(x) == y + 2*sin(y)"),
        (REALS, "x < y", "x + sin(x) <= y + sin(y)"),  # x == y
        (on("[0, 4]"), "x > y", "cos(x) < cos(y)"),
        (on("[-1, 1]"), "x == y", "abs(x) + x == abs(y) + y"),  # flat below 0
        ({"x": "nonzero", "y": "nonzero"}, "x < y", "1/x > 1/y"),  # 1 and -1
        (REALS, "x < y", "-x*exp(y) < -y*exp(y)"),
        (on("(0, oo)"), "x < y", "y/x < x/y"),  # 2 and 1
        (on("(0, oo)"), "x < y", "y/x**2 < x/y**2"),
        (on("(0, 1]"), "x < y", "-x*exp(y) < -y*exp(x)"),
        (on("(0, oo)") | {"a": "negative"}, "x < y", "a*x**3 < a*y**3"),
        (on("(0, oo)") | {"a": "real"}, "x == y", "a*x**3*exp(x) == a*y**3*exp(y)"),
        (on("[-2, -1]"), "x < y", "y*exp(x) < y*exp(y)"),  # divided by a negative number
        (REALS, "x == y", "cosh(x)**2 - sinh(x)**2 == cosh(y)**2 - sinh(y)**2"),  # a constant
        ({"x": "real", "y": "real"}, "x == y", "floor(x) + x/2 == floor(y) + y"),
    ],
)
def test_not_one_to_one(letters: dict[str, str], claim: str, fact: str) -> None:
    assert not injectivity.attempt(goal(letters, claim, fact), by_planner).proved


KEPLER = {"x": "real", "y": "real", "M": "real", "ec": "real in (0, 1)"}


@pytest.mark.parametrize(
    ("letters", "claim", "facts"),
    [
        (REALS, "x == y", ("x == cos(x)", "y == cos(y)")),
        (KEPLER, "x == y", ("x == M + ec*sin(x)", "y == M + ec*sin(y)")),
    ],
)
def test_equations_with_one_solution(letters: dict[str, str], claim: str, facts: tuple[str, ...]) -> None:
    assert injectivity.attempt(goal(letters, claim, *facts), by_planner).proved


@pytest.mark.parametrize(
    ("letters", "claim", "facts"),
    [
        (REALS, "x == y", ("2*sin(x) == x", "2*sin(y) == y")),
        (REALS, "x == y", ("x == cos(x)", "y == sin(y)")),
        (REALS, "x == y", ("x <= cos(x)", "y <= cos(y)")),
        (KEPLER | {"ec": "real in (0, 2)"}, "x == y", ("x == M + ec*sin(x)", "y == M + ec*sin(y)")),
    ],
)
def test_equations_with_several(letters: dict[str, str], claim: str, facts: tuple[str, ...]) -> None:
    assert not injectivity.attempt(goal(letters, claim, *facts), by_planner).proved


def test_slopes_with_many_parameters_are_not_asked_for() -> None:
    letters = on("(0, oo)") | dict.fromkeys("abcd", "positive")
    assert injectivity.applies(goal(letters, "x < y", "a*b*c*x**3 < a*b*c*y**3"))
    assert not injectivity.applies(goal(letters, "x < y", "a*b*c*d*x**3 < a*b*c*d*y**3"))


@settings(max_examples=12, deadline=None)
@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(-4, 4))
def test_cubics_are_one_to_one_exactly_where_their_slope_keeps_its_sign(a: int, b: int, low: int) -> None:
    """x**3 + a*x**2 + b*x on [low, low + 2]."""
    domain = f"[{low}, {low + 2}]"
    value = "{0}**3 + ({1})*{0}**2 + ({2})*{0}"
    fact = f"{value.format('x', a, b)} == {value.format('y', a, b)}"
    found = injectivity.attempt(goal(on(domain), "x == y", fact), by_planner).proved
    # 3*x**2 + 2*a*x + b has its least value at -a/3
    slope = [3 * x**2 + 2 * a * x + b for x in (Fraction(low), Fraction(low + 2))]
    turning = Fraction(-a, 3)
    if low < turning < low + 2:
        slope.append(3 * turning**2 + 2 * a * turning + b)
    assert found == (min(slope) >= 0 or max(slope) <= 0)


UNIT = {"x": "real in [-1, 1]"}
LINE = {"x": "real"}


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (UNIT, "iff(asin(x) >= acos(x), x >= sqrt(2)/2)"),
        (UNIT, "iff(asin(x) < acos(x), x < sqrt(2)/2)"),
        (UNIT, "iff(asin(x) > -pi/3, x > -sqrt(3)/2)"),
        (UNIT, "iff(3*asin(x) - acos(x) > pi/2, x > sin(pi/4))"),
        (LINE, "iff(atan(x) < pi/3, x < sqrt(3))"),
        (LINE, "iff(atan(x) > pi/12, x > 2 - sqrt(3))"),
    ],
)
def test_values_at_closed_terms_are_shown_by_any_engine(let: Mapping[str, str], claim: str) -> None:
    assert shown(let, claim)


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (UNIT, "iff(asin(x) > acos(x), x >= sqrt(2)/2)"),  # equal there
        (UNIT, "iff(asin(x) >= acos(x), x >= 1/2)"),
        (UNIT, "iff(asin(x) <= pi/4, x >= sqrt(2)/2)"),
        (LINE, "iff(atan(x) < pi/3, x <= sqrt(3))"),
        (LINE, "implies(x >= sqrt(2), atan(x) >= pi/3)"),
    ],
)
def test_another_bound_is_not_shown(let: Mapping[str, str], claim: str) -> None:
    assert not shown(let, claim)


@pytest.mark.parametrize(("bound", "true"), [("sqrt(2)/2", True), ("3/4", False)])
def test_the_values_at_the_bound_must_be_equal(bound: str, true: bool) -> None:
    one = goal(UNIT, f"x >= {bound}", "asin(x) >= acos(x)")
    assert injectivity.attempt(one, by_planner).proved == true
