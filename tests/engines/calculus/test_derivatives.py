"""Derivatives against difference quotients, and the points where there is none."""

import math

import pytest
from calculus_goals import VELOCITY, term
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines.derivatives import NotDifferentiable, carry_out, derivative_series, differentiate
from proofs_check.engines.outer_derivatives import chebyshev_derivative
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import (
    Apply,
    Constant,
    Letter,
    Number,
    Quantified,
    Term,
    apply,
    number,
    substitute,
)
from proofs_check.statement.text import text


def evaluate(found: Term, x: float) -> float:
    """A term in the letter x, by floating point."""
    match found:
        case Number(value=value):
            return float(value)
        case Letter():
            return x
        case Constant(name=name):
            return {"pi": math.pi, "e": math.e}[name]
        case Apply(op=op, args=args):
            return operation(op, [evaluate(arg, x) for arg in args])
    raise TypeError(text(found))


def operation(op: str, v: list[float]) -> float:
    plain = {
        "add": lambda: v[0] + v[1],
        "sub": lambda: v[0] - v[1],
        "mul": lambda: v[0] * v[1],
        "div": lambda: v[0] / v[1],
        "neg": lambda: -v[0],
        "pow": lambda: v[0] ** v[1],
        "abs": lambda: abs(v[0]),
        "sign": lambda: float((v[0] > 0) - (v[0] < 0)),
        "max": lambda: max(v),
        "min": lambda: min(v),
        "relu": lambda: max(v[0], 0.0),
        "sigmoid": lambda: 1 / (1 + math.exp(-v[0])),
        "softplus": lambda: math.log1p(math.exp(v[0])),
        "root": lambda: v[0] ** (1 / v[1]),
        "cot": lambda: 1 / math.tan(v[0]),
        "acot": lambda: math.atan(1 / v[0]),
        "coth": lambda: 1 / math.tanh(v[0]),
        "acoth": lambda: math.atanh(1 / v[0]),
    }
    return plain[op]() if op in plain else getattr(math, op)(*v)


SMOOTH = [
    *("exp(x)", "log(x)", "sqrt(x)", "sin(x)", "cos(x)", "tan(x)", "cot(x)", "asin(x/3)", "acos(x/3)"),
    *("atan(x)", "acot(x)", "sinh(x)", "cosh(x)", "tanh(x)", "coth(x)", "asinh(x)", "acosh(x + 1)"),
    *("atanh(x/3)", "acoth(x + 1)", "sigmoid(x)", "softplus(x)", "relu(x)", "abs(x - 3)", "root(x, 3)"),
    *("x**5", "x**(-2)", "x**(1/3)", "2**x", "x**x", "(x + 1)/(x**2 + 1)", "max(x, x**2)", "min(2 - x, x)"),
    *("exp(sin(x**2))/(1 + x)", "sqrt(1 + x**2)*log(1 + x)", "diff(x**3*exp(x), x)"),
]


@pytest.mark.parametrize("source", SMOOTH)
@pytest.mark.parametrize("at", [0.4, 0.7, 1.3])
def test_against_difference_quotients(source: str, at: float) -> None:
    function = carry_out(term(source))[0]
    derivative, _ = differentiate(function, "x")
    step = 1e-5
    quotient = (evaluate(function, at + step) - evaluate(function, at - step)) / (2 * step)
    assert evaluate(derivative, at) == pytest.approx(quotient, rel=1e-6, abs=1e-7)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-5, 5), min_size=1, max_size=5), st.integers(-3, 3))
def test_polynomials_exactly(coefficients: list[int], at: int) -> None:
    source = " + ".join(f"({c})*x**{place}" for place, c in enumerate(coefficients))
    derivative, conditions = differentiate(term(source), "x")
    expected = sum(c * place * at ** (place - 1) for place, c in enumerate(coefficients) if place)
    assert conditions == () and evaluate(derivative, float(at)) == expected


@pytest.mark.parametrize(
    ("source", "condition"),
    [
        ("abs(x)", "x != 0"),
        ("max(x, 0)", "x != 0"),
        ("relu(x - 1)", "x - 1 != 0"),
        ("sign(x)", "x != 0"),
        ("sqrt(x)", "x > 0"),
        ("log(x)", "x > 0"),
        ("1/x", "x != 0"),
        ("x**(1/2)", "x > 0"),
        ("asin(x)", "x < 1"),
    ],
)
def test_conditions(source: str, condition: str) -> None:
    assert condition in [text(found) for found in differentiate(term(source), "x")[1]]


@pytest.mark.parametrize("source", ["floor(x)", "gamma(x)", "norm(x*w)", "prod(x, k, 1, floor(x))"])
def test_no_rule_is_no_answer(source: str) -> None:
    with pytest.raises(NotDifferentiable):
        differentiate(term(source), "x")


def test_a_sequence_may_depend_on_the_letter() -> None:
    """v(3) is a polynomial in g: its derivative by g is not 0."""
    with pytest.raises(NotDifferentiable):
        carry_out(term("diff(v(3), g)", VELOCITY))


def test_carry_out_reaches_inside() -> None:
    done, conditions = carry_out(term("1 + diff(abs(x)**2 + diff(log(x), x), x)"))
    assert "diff" not in text(done)
    assert {"x != 0", "x > 0"} <= {text(found) for found in conditions}


def test_series_of_a_function_without_rule_is_its_value() -> None:
    assert [text(found) for found in derivative_series("gamma", 3)] == ["gamma(x)"]
    assert [text(found) for found in derivative_series("sin", 2)] == ["sin(x)", "cos(x)", "-sin(x)"]


POLYNOMIALS = {"x": "real", "n": "natural", "m": "integer >= 1", "a": "real"}


@pytest.mark.parametrize(
    ("claim", "true"),
    [
        ("diff(sum(x**k, k, 0, n), x) == sum(k*x**(k - 1), k, 1, n)", True),
        (
            "diff(sum(a**k*x**k/factorial(k), k, 0, n), x) == sum(a**k*k*x**(k - 1)/factorial(k), k, 1, n)",
            True,
        ),
        ("diff(sum(x**(2*k), k, 0, n), x) == sum(2*k*x**(2*k - 1), k, 1, n)", True),
        ("diff(sum(x**k, k, 0, n), x) == sum(k*x**(k - 1), k, 0, n)", False),  # 0*0**(-1)
        ("diff(sum(x**k, k, 1, n), x) == 1 + sum(k*x**(k - 1), k, 2, n)", False),  # n == 0
        ("diff(sum(x**(k - 1), k, 0, n), x) == sum((k - 1)*x**(k - 2), k, 2, n)", False),
        ("diff(sum(x**(k*(k - 2)), k, 0, n), x) == sum(k*(k - 2)*x**(k*(k - 2) - 1), k, 1, n)", False),
        ("diff(chebyshev_t(m, x), x) == m*chebyshev_u(m - 1, x)", True),
        ("diff(chebyshev_t(n, x), x) == (n + 1)*chebyshev_u(n, x)", False),
        ("diff(chebyshev_t(5, x), x) == 5*chebyshev_u(4, x)", True),
        ("diff(chebyshev_u(3, x), x) == 24*x**2 - 4", True),
        ("diff(chebyshev_u(3, x), x) == 24*x**2 + 4", False),
        ("diff(chebyshev_t(3, x**2), x) == 3*chebyshev_u(2, x**2)", False),
    ],
)
def test_sums_and_polynomials_of_any_degree(claim: str, true: bool) -> None:
    answer = Session(Budget()).prove_claim(goal_of(formalize(POLYNOMIALS, {}, {}, claim)))
    assert answer.proved == true


def test_the_general_derivative_of_a_polynomial_is_that_of_each() -> None:
    """U' = ((n + 1)*T(n + 1) - x*U)/(x**2 - 1) gives the same as the sum for a number n."""
    n = Letter("n")
    general = chebyshev_derivative("chebyshev_u", n, Letter("x"))[0]
    for degree in range(1, 8):
        known = chebyshev_derivative("chebyshev_u", number(degree), Letter("x"))[0]
        gap = text(apply("sub", substitute(general, {"n": number(degree)}), known))
        answer = Session(Budget()).prove_claim(
            goal_of(formalize({"x": "real"}, {"h": "x**2 != 1"}, {}, f"{gap} == 0"))
        )
        assert answer.proved


@pytest.mark.parametrize("exponent", ["3 - k", "k - 2", "k**2", "k*n", "n - k"])
def test_powers_that_may_be_the_one_of_a_constant_set_a_condition_on_every_term(exponent: str) -> None:
    claim = f"diff(sum(x**({exponent}), k, 0, n), x) == sum(({exponent})*x**({exponent} - 1), k, 0, n)"
    goal = goal_of(formalize(POLYNOMIALS, {}, {}, claim))
    assert any(isinstance(one, Quantified) for one in carry_out(goal.conclusion, goal.scope)[1])
    assert not Session(Budget()).prove_claim(goal).proved  # 0*0**(-1)
