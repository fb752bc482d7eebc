"""Derivatives at the kinks of abs, relu, sign, max and min; whole powers; hypotheses with derivatives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.identities.identity_goals import by_planner, goal, shown

REAL = {"x": "real"}


@pytest.mark.parametrize(
    "claim",
    [
        "diff(x*abs(x), x) == 2*abs(x)",
        "diff(relu(x)**2, x) == 2*relu(x)",
        "diff(x**2*sign(x), x) == 2*abs(x)",
        "diff(max(x, -x)**2, x) == 2*x",
        "diff(min(x, 1)*0 + max(x - 1, 0)**3, x) == 3*max(x - 1, 0)**2",
        "diff(x/(1 + abs(x)), x) == 1/(1 + abs(x))**2",
        "diff(diff(relu(x)**3, x), x) == 6*relu(x)",
        "diff(abs(x)**3 + relu(x - 1)**2, x) == 3*x*abs(x) + 2*relu(x - 1)",
    ],
)
def test_smooth_over_the_kink(claim: str) -> None:
    assert shown(REAL, claim)


@pytest.mark.parametrize(
    "claim",
    [
        "diff(abs(x), x) == sign(x)",
        "diff(relu(x), x) == (1 + sign(x))/2",
        "diff(x*sign(x), x) == sign(x)",
        "diff(sign(x), x) == 0",
        "diff(max(x, 0), x) == (1 + sign(x))/2",
        "diff(abs(x)*exp(x), x) == (sign(x) + abs(x))*exp(x)",
        "diff(diff(relu(x)**2, x), x) == 1 + sign(x)",
        "diff(diff(x*abs(x), x), x) == 2*sign(x)",
        "diff(x*abs(x), x) == 2*x",
        "diff(root(x, 3), x) == 1/(3*root(x, 3)**2)",
    ],
)
def test_false_at_or_beside_the_kink(claim: str) -> None:
    assert not shown(REAL, claim)


@pytest.mark.parametrize(
    ("let", "claim", "true"),
    [
        ({"x": "real", "n": "integer >= 1"}, "diff(x**n, x) == n*x**(n - 1)", True),
        ({"x": "nonzero", "n": "integer"}, "diff(x**n, x) == n*x**(n - 1)", True),
        ({"x": "real", "n": "natural"}, "diff(x**n, x) == n*x**(n - 1)", False),
        ({"x": "real", "n": "integer"}, "diff(x**n, x) == n*x**(n - 1)", False),
        ({"x": "nonzero"}, "diff(root(x, 3), x) == 1/(3*root(x, 3)**2)", True),
        ({"x": "real", "y": "positive"}, "diff(atan2(y, x), x) == -y/(x**2 + y**2)", True),
        ({"x": "real", "y": "nonzero"}, "diff(atan2(y, x), y) == -x/(x**2 + y**2)", False),
    ],
)
def test_rules(let: dict[str, str], claim: str, true: bool) -> None:
    assert shown(let, claim) is true


def test_a_derivative_in_a_hypothesis_brings_no_condition_of_its_formula() -> None:
    """root(x, 3)**3 is x: its derivative is 1 at 0 too, where the formula of the chain rule is not defined."""
    assert not by_planner(goal(REAL, "x != 0", "diff(root(x, 3)**3, x) == 1")).proved


def test_a_derivative_in_a_hypothesis_is_used() -> None:
    assert by_planner(goal(REAL, "x == 3", "diff(x**2, x) == 6")).proved


@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(-2, 2), st.integers(1, 3))
@settings(max_examples=5, deadline=None)
def test_a_kink_is_smooth_exactly_where_its_factor_vanishes(a: int, b: int, at: int, power: int) -> None:
    """(a*x + b)*abs(x - c) has the derivative of its pieces everywhere only if a*c + b == 0."""
    body = f"({a}*x + {b})**{power}*abs(x - ({at}))"
    slope = (
        f"{power}*{a}*({a}*x + {b})**{power - 1}*abs(x - ({at})) + ({a}*x + {b})**{power}*sign(x - ({at}))"
    )
    assert by_planner(goal(REAL, f"diff({body}, x) == {slope}")).proved is (a * at + b == 0)
