"""Inequalities in several letters on regions, by tangent lines and by weighted logarithms: true ones and false neighbours."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import gibbs, regions, tangent_lines
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.enclosures import NoEnclosure, ball, enclose
from proofs_check.engines.jets import NoJet
from proofs_check.engines.region_sides import bounded, value_of
from proofs_check.engines.second_order import Local, SecondOrder, is_definite
from proofs_check.goal import Goal, goal_of
from proofs_check.statement.domains import REAL
from proofs_check.statement.formal import formalize
from proofs_check.statement.parse import Context, parse_term
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Letter, Term, apply, number
from tests.engines.transcendental.transcendental_goals import Case

ANGLES = {"a": "positive", "b": "positive", "c": "positive"}
TRIANGLE = ("a + b + c == pi",)
SIMPLEX = ("p + q + r == 1",)
WEIGHTS = {"p": "positive", "q": "positive", "r": "positive"}


def angles(name: str, true: str, *false: str) -> Case:
    return Case(name, ANGLES, true, false, TRIANGLE)


ON_REGIONS = (
    angles("cosines", "cos(a) + cos(b) + cos(c) <= 3/2", "cos(a) + cos(b) + cos(c) < 3/2", "cos(a) + cos(b) + cos(c) <= 1.4999"),
    angles("half_sines", "sin(a/2)*sin(b/2)*sin(c/2) <= 1/8", "sin(a/2)*sin(b/2)*sin(c/2) < 1/8"),
    angles("cotangents", "cot(a) + cot(b) + cot(c) >= sqrt(3)", "cot(a) + cot(b) + cot(c) > sqrt(3)"),
    angles("squares", "sin(a)**2 + sin(b)**2 + sin(c)**2 <= 9/4", "sin(a)**2 + sin(b)**2 + sin(c)**2 <= 2"),
    Case("weierstrass", {"x": "real in [0, 1]", "y": "real in [0, 1]"}, "(1 - x)*(1 - y) <= exp(-x - y)", ("(1 - x)*(1 - y) < exp(-x - y)", "(1 - x)*(1 - y) <= exp(-x - y) - x/9")),
    Case("strict_inside", {"x": "real in (0, 1)", "y": "real in (0, 1)"}, "(1 - x)*(1 - y) < exp(-x - y)", ("(1 - x)*(1 - y) < exp(-x - y) - x**2",)),
)  # fmt: skip

BY_TANGENT_LINES = (
    angles("sines", "sin(a) + sin(b) + sin(c) <= 3*sqrt(3)/2", "sin(a) + sin(b) + sin(c) < 3*sqrt(3)/2", "sin(a) + sin(b) + sin(c) <= 2.598"),
    Case("entropy", WEIGHTS, "-p*log(p) - q*log(q) - r*log(r) <= log(3)", ("-p*log(p) - q*log(q) - r*log(r) < log(3)", "-p*log(p) - q*log(q) - r*log(r) <= 1.0986"), SIMPLEX),
    Case("reciprocals", WEIGHTS, "1/p + 1/q + 1/r >= 9", ("1/p + 1/q + 1/r > 9", "1/p + 1/q + 1/r >= 10"), SIMPLEX),
)  # fmt: skip

BY_LOGARITHMS = (
    Case("gibbs", WEIGHTS | ANGLES, "p*log(p/a) + q*log(q/b) + r*log(r/c) >= 0", ("p*log(p/a) + q*log(q/b) + r*log(r/c) > 0", "p*log(p/a) + q*log(q/b) + r*log(r/c) >= 1/100"), (*SIMPLEX, "a + b + c == 1")),
    Case("divergences", {"p": "real in (0, 1)", "q": "real in (0, 1)"}, "p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) <= (p - q)**2/(q*(1 - q))", ("p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) <= (p - q)**2/(2*q*(1 - q))",)),
    Case("log_sum", {"a": "positive", "b": "positive", "c": "positive", "d": "positive"}, "a*log(a/b) + c*log(c/d) >= (a + c)*log((a + c)/(b + d))", ("a*log(a/b) + c*log(c/d) > (a + c)*log((a + c)/(b + d))",)),
    Case("negative_weight", {"x": "positive", "y": "positive", "w": "nonnegative"}, "w*log(x/y) <= w*(x/y - 1)", ("w*log(x/y) <= w*(x/y - 1) - w/9",)),
)  # fmt: skip


@pytest.mark.parametrize("case", ON_REGIONS, ids=lambda case: case.name)
def test_regions(case: Case) -> None:
    answer = regions.attempt(case.goal())
    assert answer.proved, answer.detail
    assert answer.trust == "certificate"
    assert not any(regions.attempt(case.goal(false)).proved for false in case.false)


@pytest.mark.parametrize("case", BY_TANGENT_LINES, ids=lambda case: case.name)
def test_tangent_lines(case: Case) -> None:
    answer = tangent_lines.attempt(case.goal())
    assert answer.proved, answer.detail
    assert not any(tangent_lines.attempt(case.goal(false)).proved for false in case.false)


@pytest.mark.parametrize("case", BY_LOGARITHMS, ids=lambda case: case.name)
def test_weighted_logarithms(case: Case) -> None:
    answer = gibbs.attempt(case.goal())
    assert answer.proved, answer.detail
    assert not any(gibbs.attempt(case.goal(false)).proved for false in case.false)


def test_weight_that_may_be_negative_is_not_used() -> None:
    case = Case("weight", {"x": "positive", "y": "positive", "w": "real"}, "w*log(x/y) <= w*(x/y - 1)", ())
    assert not gibbs.attempt(case.goal()).proved


def test_inequality_without_the_equation_is_not_proved() -> None:
    """Under p + q + r <= 1 only, the tangent lines do not add up to zero."""
    case = Case("open", WEIGHTS, "p**2 + q**2 + r**2 >= 1/3", (), ("p + q + r <= 1",))
    assert not tangent_lines.attempt(case.goal()).proved


def test_bounds_follow_from_sides() -> None:
    found = bounded(goal_of(formalize(ANGLES, {"angles": "a + b + c == pi"}, {}, "a > 0")))
    for name in ANGLES:
        side = found[name]
        assert value_of(side.low) == 0 and not side.low_closed
        assert value_of(side.high).overlaps(arb.pi()) and not side.high_closed


X, Y = Letter("x"), Letter("y")


def terms(depth: int) -> st.SearchStrategy[Term]:
    leaves = st.one_of(st.just(X), st.just(Y), st.integers(-3, 3).map(number))
    if depth == 0:
        return leaves
    inner = terms(depth - 1)
    unary = st.builds(apply, st.sampled_from(("sin", "cos", "atan", "tanh", "neg", "cosh", "sigmoid")), inner)
    return st.one_of(
        unary, st.builds(apply, st.sampled_from(("add", "sub", "mul", "div")), inner, inner), leaves
    )


FIXED = ("sin(x*y)", "exp(x + 2*y)*y", "atan(x)/(y + 3)", "(2 + x)**(3 + y)", "sqrt(5 + x*y)", "(x - y)**5", "tanh(x*y - 1)", "log(9 + x**2*y)", "root(4 + x + y, 3)")  # fmt: skip


def agrees_with_derivatives(written: Term, x: Fraction, y: Fraction) -> None:
    """Gradient and Hessian against derivatives carried out term by term."""
    place = {"x": ball(x), "y": ball(y)}
    scope = Goal((("x", REAL), ("y", REAL)), (), written).scope
    try:
        found = SecondOrder(place, 2).of(written)
        slopes = [differentiate(written, name)[0] for name in ("x", "y")]
        bends = [differentiate(slopes[i], name)[0] for i, name in ((0, "x"), (0, "y"), (1, "y"))]
        wanted = [enclose(one, place, scope) for one in (*slopes, *bends)]
    except (NoJet, NoEnclosure, NotDifferentiable):
        return
    assert all(own.overlaps(other) for own, other in zip((*found.slope, *found.bend), wanted, strict=True))


@pytest.mark.parametrize("written", FIXED)
def test_gradient_and_hessian_of_some_terms(written: str) -> None:
    context = Context(Scope({"x": REAL, "y": REAL}, {}), {}, {})
    found = SecondOrder({"x": arb("0.3"), "y": arb("0.7")}, 2).of(parse_term(written, context))
    assert all(own.is_finite() and own.rad() < 1e-8 for own in (*found.slope, *found.bend))
    agrees_with_derivatives(parse_term(written, context), Fraction(3, 10), Fraction(7, 10))


@settings(max_examples=60, deadline=None)
@given(terms(3), st.fractions(-2, 2, max_denominator=9), st.fractions(-2, 2, max_denominator=9))
def test_gradient_and_hessian_of_any_term(written: Term, x: Fraction, y: Fraction) -> None:
    agrees_with_derivatives(written, x, y)


@given(st.lists(st.integers(-5, 5), min_size=6, max_size=6))
def test_definite_means_positive_minors(entries: list[int]) -> None:
    a, b, c, d, e, f = entries
    minors = (a, a * d - b * b, a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d))
    found = Local(arb(0), (), tuple(map(arb, entries)))
    assert is_definite(found, 3) == all(minor > 0 for minor in minors)
