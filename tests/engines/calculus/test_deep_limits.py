"""Limits in which many leading terms cancel."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

import pytest

from proofs_check.engines.taylor_coefficients import SHORT, binomials, taylor
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import ZERO, Number, number

LET = {"x": "real", "a": "real"}


def shown(claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_of(formalize(LET, {}, {}, claim))).proved


@pytest.mark.parametrize(
    ("term", "value", "wrong"),
    [
        ("(sin(x) - x + x**3/6)/x**5", "1/120", "-1/120"),
        ("(cos(x) - 1 + x**2/2 - x**4/24)/x**6", "-1/720", "1/720"),
        ("(tan(x) - x - x**3/3)/x**5", "2/15", "1/15"),
        ("(sin(tan(x)) - tan(sin(x)))/x**7", "-1/30", "0"),
        ("(log(cos(x)) + x**2/2)/x**4", "-1/12", "1/12"),
        ("1/sin(x)**4 - 1/x**4 - 2/(3*x**2)", "11/45", "1/45"),
        ("(asin(x) - sin(x) - x**3/3)/x**5", "1/15", "1/5"),
        ("(exp(a*x) - 1 - a*x - a**2*x**2/2 - a**3*x**3/6 - a**4*x**4/24)/x**5", "a**5/120", "a**5/5"),
        ("1/x**2 - cot(x)**2", "2/3", "1/3"),
        ("1/(x**2*(1 + x**2)) - cot(x)**2", "-1/3", "1/3"),
        ("(coth(x) - 1/x)/x", "1/3", "-1/3"),
        ("(sigmoid(x) - 1/2 - x/4 + x**3/48)/x**5", "1/480", "1/48"),
        ("(softplus(x) - log(2) - x/2 - x**2/8)/x**4", "-1/192", "1/192"),
        ("(sqrt(1 + x**2) - cosh(x) + x**4/6)/x**6", "11/180", "1/18"),
    ],
)
def test_the_value_is_found(term: str, value: str, wrong: str) -> None:
    assert shown(f"limit({term}, x, 0) == {value}")
    assert not shown(f"limit({term}, x, 0) == {wrong}")


@pytest.mark.parametrize(
    "op", ["sin", "cos", "sinh", "cosh", "tan", "atan", "asin", "tanh", "asinh", "atanh"]
)
def test_series_at_zero_begin_with_the_derivatives(op: str) -> None:
    assert taylor(op, ZERO, 12)[: SHORT + 1] == taylor(op, ZERO, SHORT)
    assert len(taylor(op, ZERO, 12)) == 13


def test_binomial_coefficients() -> None:
    found = [one.value for one in binomials(number(Fraction(5)), 8) if isinstance(one, Number)]
    assert found == [factorial(5) // factorial(k) // factorial(5 - k) if k <= 5 else 0 for k in range(9)]
