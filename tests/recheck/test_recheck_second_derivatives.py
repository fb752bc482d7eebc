"""Derivatives within derivatives: the second evaluator decides them, and says nothing where its formulas have no value."""

from __future__ import annotations

import numpy as np
import pytest
from recheck_outcomes import outcome

from proofs_check.descent.float_terms import FloatTerms
from proofs_check.goal import Budget
from proofs_check.recheck.symbolic import OUTER, derivative
from proofs_check.statement.domains import REAL
from proofs_check.statement.formal import formalize
from proofs_check.statement.parse import Context, parse_term
from proofs_check.statement.sorts import Scope
from proofs_check.witness import find_witness

READ = Context(Scope({"x": REAL}, {}), {}, {})
PLACES = {"acosh": 1.7, "acoth": 2.3}
MORE = (
    "x**(1/3)",
    "x**x",
    "root(x, 3)",
    "atan2(x, 1 + x)",
    "atan2(1, x)",
    "x**(-2)",
    "2**x",
    "x**0",
    "(1 + x)**pi",
)


@pytest.mark.parametrize("text", [*(f"{op}(x)" for op in OUTER), *MORE])
def test_a_formula_is_the_slope(text: str) -> None:
    term, step = parse_term(text, READ), 1e-5
    x = PLACES.get(text.partition("(")[0], 0.4)
    around = FloatTerms({"x": np.array([x - step, x + step])}).of(term) + np.zeros(2)
    formula = FloatTerms({"x": np.array([x])}).of(derivative(term, "x")) + np.zeros(1)
    assert formula[0] == pytest.approx((around[1] - around[0]) / (2 * step), rel=1e-6, abs=1e-8)


SECOND = {
    "asin(x)": "x/sqrt(1 - x**2)**3",
    "acos(x)": "-x/sqrt(1 - x**2)**3",
    "atan(x)": "-2*x/(1 + x**2)**2",
    "acot(x)": "2*x/(1 + x**2)**2",
    "atanh(x)": "2*x/(1 - x**2)**2",
    "log(1 + x)": "-1/(1 + x)**2",
    "sqrt(1 + x)": "-1/(4*sqrt(1 + x)**3)",
    "(1 + x)**(5/2)": "15/4*sqrt(1 + x)",
    "root(1 + x, 3)": "-2/(9*root(1 + x, 3)**5)",
    "tanh(x)": "-2*tanh(x)*(1 - tanh(x)**2)",
    "sin(3*asin(x))": "(x*diff(sin(3*asin(x)), x) - 9*sin(3*asin(x)))/(1 - x**2)",
    "asin(x)**2": "2/(1 - x**2) + 2*x*asin(x)/sqrt(1 - x**2)**3",
    "log(1 - sqrt(x))": "-1/(4*x*(1 - sqrt(x))**2) + 1/(4*sqrt(x)**3*(1 - sqrt(x)))",
}


@pytest.mark.parametrize("body", SECOND)
def test_second_derivatives_are_decided(body: str) -> None:
    for shift, said in (("0", "holds"), ("1/100", "false")):
        claim = f"diff(diff({body}, x), x) == {SECOND[body]} + {shift}"
        assert outcome(claim, {"x": "real in (-1, 1)"}, {"x": "1/2"}) == said


@pytest.mark.parametrize(
    ("claim", "point", "said"),
    [
        ("diff(diff(acot(x), x), x) == 0", "0", "undefined"),  # it jumps, though its formula does not
        ("diff(diff(atan2(x, -1), x), x) == 0", "0", "undefined"),
        ("diff(diff(asin(cos(x)), x), x) == 0", "0", "undefined"),
        ("diff(diff(sqrt(x**4), x), x) == 2", "0", "open"),  # it holds: x**2 has a second derivative at 0
        ("diff(diff(asin(1 - x**4), x), x) == 5", "0", "open"),
        (
            "diff(diff(x**(5/2), x), x) == 0",
            "0",
            "open",
        ),  # the formula has a value, the term none on the left
        ("diff(diff(x**0, x), x) == 0", "0", "holds"),
        ("diff(diff(abs(x)**3, x), x) == 0", "0", "holds"),
        ("diff(diff(x*abs(x), x), x) == 0", "0", "undefined"),
        ("diff(diff(asin(x/2)/sqrt(1 - x**2), x), x) > 9", "1/2", "false"),
        ("diff(diff(diff(asin(x), x), x), x) > 0", "1/2", "holds"),
    ],
)
def test_points_at_which_a_formula_is_not_the_derivative(claim: str, point: str, said: str) -> None:
    assert outcome(claim, {"x": "real"}, {"x": point}) == said


def test_the_derivative_by_another_letter_asks_the_edge_too() -> None:
    let, point = {"x": "real", "y": "real"}, {"x": "0", "y": "1"}
    assert outcome("diff(diff(x**(5/2), x), y) == 0", let, point) in ("open", "undefined")
    assert outcome("diff(diff(x**5/2, x), y) == 0", let, point) == "holds"


def test_a_false_differential_equation_is_refuted_and_the_true_one_is_not() -> None:
    let, wave = {"a": "real", "x": "real in (-1, 1)"}, "sin(a*asin(x))"
    ends = f"diff({wave}, x) + a**2*{wave} == 0"
    false = formalize(let, {}, {}, f"(1 - x**2)*diff(diff({wave}, x), x) + x*{ends}")
    found = find_witness(false, Budget())
    assert found.witness is not None and found.witness.fault == "false"
    true = f"(1 - x**2)*diff(diff({wave}, x), x) - x*{ends}"
    assert outcome(true, let, {"a": "1", "x": "1/2"}) == outcome(true, let, {"a": "2", "x": "1/2"}) == "holds"
