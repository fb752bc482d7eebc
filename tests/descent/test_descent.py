"""Descent: hints hit the points at which claims fail, equality points included; numbers are recognised."""

from __future__ import annotations

from math import cos, e, exp, log, pi, sin, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.descent import hints
from proofs_check.descent.float_terms import FloatTerms
from proofs_check.descent.recognise import near
from proofs_check.goal import Budget
from proofs_check.statement.formal import Formal, formalize
from proofs_check.statement.terms import Apply, Compare, Letter, Number, apply, number
from proofs_check.witness import find_witness

SMALL = Budget(search_points=40)


def formal(claim: str, given: tuple[str, ...] = (), **let: str) -> Formal:
    return formalize(let, {f"given{k}": text for k, text in enumerate(given)}, {}, claim)


FALSE = (
    formal("x*log(x) > -1/e", x="positive"),
    formal("exp(-x)*sin(x) < exp(-pi/4)/sqrt(2)", x="nonnegative"),
    formal("atan(x) <= 1.57*tanh(x)", x="nonnegative"),
    formal("abs(x + 2*y + 3*z) < sqrt(14)", ("x**2 + y**2 + z**2 == 1",), x="real", y="real", z="real"),
    formal("cos(a) + cos(b) + cos(c) < 3/2", ("a + b + c == pi",), a="positive", b="positive", c="positive"),
    formal("abs(sin(x)*cos(x)) < 1/2", x="real"),
    formal("x*y < x**p/p + y**q/q", ("1/p + 1/q == 1",), x="positive", y="positive", p="real > 1", q="real > 1"),
    formal("abs(exp(x) - exp(y)) < abs(x - y)", x="real <= 0", y="real <= 0"),
    formal("implies(x > 1, log(x) > 2*(x - 1)/(x + 1) + (x - 1)**3/12)", x="positive"),
    formal("n**(1/n) > (n + 1)**(1/(n + 1))", n="integer >= 1"),
)  # fmt: skip


@pytest.mark.parametrize("claim", FALSE, ids=str)
def test_hints_break_a_false_claim(claim: Formal) -> None:
    found = find_witness(claim, SMALL, hints=hints(claim))
    assert found.witness is not None


def test_hints_are_the_same_each_time() -> None:
    assert hints(FALSE[3]) == hints(FALSE[3]) != ()


def test_nothing_is_suggested_for_what_has_no_float_form() -> None:
    assert hints(formal("limit(1/n, n, oo) == 0", n="natural")) == ()
    assert hints(formal("norm(v) >= 0", v="vector(2)")) == ()


def test_no_hint_breaks_a_true_claim() -> None:
    for claim in (
        formal("sin(x) <= x", x="nonnegative"),
        formal("x*y <= (x**2 + y**2)/2", x="real", y="real"),
        formal("log(x) <= x - 1", x="positive"),
    ):
        assert find_witness(claim, SMALL, hints=hints(claim)).witness is None


VALUES = (1 / 3, pi / 4, -2 * pi, e / 2, sqrt(3) / 2, -sqrt(5), exp(-1), log(2), (1 + sqrt(5)) / 2, 0.0)


@pytest.mark.parametrize("value", VALUES)
def test_numbers_are_recognised(value: float) -> None:
    assert any(abs(float(FloatTerms({}).of(term)) - value) < 1e-14 for term in near(value + 1e-9))


@given(st.floats(-3, 3), st.floats(0.1, 3))
def test_float_terms_agree_with_math(x: float, y: float) -> None:
    a, b = Letter("x"), Letter("y")
    term = apply("add", apply("mul", apply("sin", a), apply("cos", b)), apply("pow", b, a))
    value = FloatTerms({"x": np.array([x]), "y": np.array([y])}).of(term)[0]
    assert value == pytest.approx(sin(x) * cos(y) + y**x, rel=1e-12)


@given(st.floats(-3, 3))
def test_margin_is_negative_exactly_where_the_comparison_fails(x: float) -> None:
    part = Compare("<", Apply("mul", (Letter("x"), Letter("x"))), number(2))
    assert isinstance(part.right, Number)
    margin = FloatTerms({"x": np.array([x])}).margin(part)[0]
    assert (margin > 0) == (x * x < 2)
