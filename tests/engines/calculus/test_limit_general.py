"""Limits by cases, of sums whose range moves, of iterations, of what turns for ever: true ones, and false neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.disproof import disproved
from proofs_check.engines.antiderivatives import antiderivative
from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.derivatives import differentiate
from proofs_check.engines.limit_cases import put, under
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare
from proofs_check.statement.text import text
from tests.engines.calculus.calculus_goals import goal, term

WHOLE = {"n": "integer >= 1"}
Let = dict[str, str]

TRUE = (
    ({"a": "real", "b": "real", "x": "positive"}, "limit(log(exp(a*x) + exp(b*x))/x, x, oo) == max(a, b)"),
    ({"a": "real", "b": "positive"}, "limit(log(1 + exp(b*a))/b, b, oo) == max(a, 0)"),
    (WHOLE, "limit(sum(1/(n + k), k, 1, n), n, oo) == log(2)"),
    ({"m": "natural", **WHOLE}, "limit(sum(1/(n + k), k, 1, m*n), n, oo) == log(m + 1)"),
    ({"p": "positive", **WHOLE}, "limit(sum(k**p, k, 1, n)/n**(p + 1), n, oo) == 1/(p + 1)"),
    (WHOLE, "limit(sum(1/sqrt(n**2 + k), k, 1, n), n, oo) == 1"),
    (WHOLE, "limit(harmonic(2*n) - harmonic(n), n, oo) == log(2)"),
    (WHOLE, "limit(fibonacci(n + 1)/fibonacci(n), n, oo) == (1 + sqrt(5))/2"),
    ({"a": "positive", **WHOLE}, "limit(factorial(n)/a**n, n, oo) == oo"),
    ({"k": "integer", "x": "real"}, "limit(floor(x), x, k, '-') == k - 1"),
    ({"x": "positive"}, "limit((x + sin(x**2))/x, x, oo) == 1"),
)

FALSE = (
    ({"a": "real", "b": "real", "x": "positive"}, "limit(log(exp(a*x) + exp(b*x))/x, x, oo) == (a + b)/2"),
    (WHOLE, "limit(sum(1/(n + k), k, 1, n), n, oo) == 1"),
    ({"m": "integer >= 1", **WHOLE}, "limit(sum(1/(n + k), k, 1, m*n), n, oo) == log(m)"),
    (WHOLE, "limit(sum(1/k, k, 1, n) - log(n), n, oo) == 0"),
    (WHOLE, "limit(sum(1/(k - 5), k, 1, n)/n, n, oo) == 0"),
    (WHOLE, "limit(sum((-1)**k, k, 1, n), n, oo) == -1/2"),
    (WHOLE, "limit(sum(cos(2*pi*k), k, 1, n)/n, n, oo) == 0"),
    ({"x": "real"}, "limit(x**3*0 + sin(x**2), x, oo) == 0"),
    ({"a": "real", **WHOLE}, "limit(a**n/(a**n*factorial(n)), n, oo) == 0"),
    ({"a": "nonzero", **WHOLE}, "limit(sqrt(a)/factorial(n), n, oo) == 0"),
    (WHOLE, "limit((-2)**(n/2)/factorial(n), n, oo) == 0"),
    ({"k": "real", "x": "real"}, "limit(floor(x), x, k, '-') == k - 1"),
    (WHOLE, "limit(factorial(n)*(-1)**n, n, oo) == oo"),
)

ROOT = {"r": {"start": ["1"], "step": "(r(t) + a/r(t))/2"}}
NESTED = {"r": {"start": ["0"], "step": "sqrt(2 + r(t))"}}
LOGISTIC = {"r": {"start": ["x"], "step": "r(t)*(1 - r(t))"}}
FLIPS = {"r": {"start": ["0"], "step": "1 - r(t)**2"}}
ITERATIONS = (
    ({"a": "positive", "t": "natural"}, ROOT, "limit(r(t), t, oo) == sqrt(a)", True),
    ({"a": "positive", "t": "natural"}, ROOT, "limit(r(t), t, oo) == a", False),
    ({"t": "natural"}, NESTED, "limit(r(t + 1), t, oo) == 2", True),
    ({"t": "natural"}, NESTED, "limit(r(t), t, oo) == -1", False),
    ({"x": "real in (0, 1)", "t": "natural"}, LOGISTIC, "limit(r(t), t, oo) == 0", True),
    ({"x": "real in (0, 2)", "t": "natural"}, LOGISTIC, "limit(r(t), t, oo) == 0", False),
    ({"t": "natural"}, FLIPS, "limit(r(t), t, oo) == (sqrt(5) - 1)/2", False),
)


def proved(let: Let, claim: str, define: object = None) -> bool:
    return Session(Budget()).prove_claim(goal_of(formalize(let, {}, define or {}, claim))).proved  # type: ignore[arg-type]


@pytest.mark.parametrize(("let", "claim"), TRUE, ids=lambda value: str(value))
def test_true_limit_is_proved(let: Let, claim: str) -> None:
    assert proved(let, claim)


@pytest.mark.parametrize(("let", "claim"), FALSE, ids=lambda value: str(value))
def test_false_limit_is_not_proved(let: Let, claim: str) -> None:
    assert not proved(let, claim)


@pytest.mark.parametrize(("let", "define", "claim", "holds"), ITERATIONS, ids=lambda value: str(value)[:40])
def test_iterations(let: Let, define: object, claim: str, holds: bool) -> None:
    assert proved(let, claim, define) == holds


@pytest.mark.parametrize(
    "claim",
    [
        "limit(factorial(n)**(1/n)/n, n, oo) == 1",
        "limit(sum(1/(n + k), k, 1, n), n, oo) == 1",
        "limit((-1)**n*harmonic(n)/log(n + 1), n, oo) == 0",
    ],
)
def test_a_closed_limit_is_disproved_by_two_means(claim: str) -> None:
    assert disproved(formalize(WHOLE, {}, {}, claim), Session(Budget())) is not None


@pytest.mark.parametrize(
    "claim",
    ["limit(factorial(n)**(1/n)/n, n, oo) == 1/e", "limit(sum(1/(n + k), k, 1, n), n, oo) == log(2)"],
)
def test_a_true_limit_is_not_disproved(claim: str) -> None:
    assert disproved(formalize(WHOLE, {}, {}, claim), Session(Budget())) is None


@pytest.mark.parametrize(
    "source",
    [
        "1/(n + x)",
        "x**a",
        "sqrt(n*x + 1)",
        "1/(n**2 + x**2)",
        "x/(n**2 + x**2)",
        "exp(a*x/n)",
        "(x/n)**2*c",
        "2**x",
        "log(n + x)",
        "1/sqrt(n**2 - x**2)",
    ],
)
def test_the_derivative_of_an_antiderivative(source: str) -> None:
    body = term(source)
    found = antiderivative(body, "x")
    assert found is not None
    scope = goal("a == a").scope
    slope, _ = differentiate(found, "x", scope)
    holds = Session(Budget()).prove(
        goal(f"({text(slope)}) == {source}", "n > x", "x > 0", "a > 0", let={"n": "positive"})
    )
    assert difference_is_zero(slope, body, scope) or holds.proved


@settings(max_examples=40, deadline=None)
@given(st.integers(-5, 5).filter(bool), st.integers(-5, 5), st.integers(-5, 5))
def test_the_case_of_equality_puts_the_solution_in(slope: int, shift: int, other: int) -> None:
    start = goal(f"{slope}*b + {shift}*a == a + {other}")
    case = start.conclusion
    assert isinstance(case, Compare)
    (inner,) = under(case, start)
    assert "b" not in dict(inner.letters)
    assert difference_is_zero(inner.conclusion.left, inner.conclusion.right, inner.scope)  # type: ignore[attr-defined]


def test_the_domain_of_a_letter_is_kept_as_a_fact() -> None:
    found = put(goal("rho == rho"), "rho", term("a"))
    assert any("a" in text(fact) and "1" in text(fact) for fact in found.hypotheses)


def test_a_sum_of_waves_is_not_compared_with_an_integral() -> None:
    """The comparison needs a monotone summand: it would give the sum of cos(2*pi*k) as the integral, which is 0."""
    assert not proved(WHOLE, "limit(sum(cos(k), k, 1, n)/n, n, oo) == 0")
