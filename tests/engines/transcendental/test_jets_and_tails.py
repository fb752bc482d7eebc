"""Taylor coefficients against flint's power series, signs far out against values, boxes against samples."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, arb_series, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines.cover import cover, covering, reach, touch
from proofs_check.engines.enclosures import ball
from proofs_check.engines.equality_points import zeros_near
from proofs_check.engines.jet_fields import ball_field, exact_field, exact_sign
from proofs_check.engines.jets import Jets, NoJet
from proofs_check.engines.tails import End, sign_near
from proofs_check.exact.signs import ball as ball_of
from proofs_check.statement.domains import REAL
from proofs_check.statement.parse import Context, parse_term
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Term

SERIES = ("exp", "log", "sin", "cos", "atan", "asin", "sqrt")
ORDER = 5


def term(text: str) -> Term:
    return parse_term(text, Context(Scope({"x": REAL}, {}), {}, {}))


@pytest.mark.parametrize("op", SERIES)
@given(st.fractions(Fraction(1, 10), Fraction(9, 10), max_denominator=50))
def test_jets_are_the_power_series(op: str, place: Fraction) -> None:
    found = Jets(ball_field(), "x", variable(place)).of(term(f"{op}(x)"))
    series = getattr(arb_series([ball(place), 1], prec=ORDER), op)()
    assert all(found[k].overlaps(series[k]) and found[k].rad() < 1e-10 for k in range(ORDER))


INVERSES = (("tanh(x)", "sinh(x)/cosh(x)"), ("sigmoid(x)", "1/(1 + exp(-x))"), ("softplus(x)", "log(1 + exp(x))"), ("asinh(x)", "log(x + sqrt(x**2 + 1))"), ("atanh(x)", "log((1 + x)/(1 - x))/2"), ("x**(7/3)", "exp(7/3*log(x))"), ("x**x", "exp(x*log(x))"), ("acos(x)", "pi/2 - asin(x)"), ("coth(x)", "cosh(x)/sinh(x)"), ("cot(x)", "cos(x)/sin(x)"))  # fmt: skip


@pytest.mark.parametrize(("left", "right"), INVERSES)
@given(st.fractions(Fraction(1, 10), Fraction(9, 10), max_denominator=50))
def test_jets_of_equal_terms_overlap(left: str, right: str, place: Fraction) -> None:
    one = Jets(ball_field(), "x", variable(place)).of(term(left))
    two = Jets(ball_field(), "x", variable(place)).of(term(right))
    assert all(a.overlaps(b) and a.rad() < 1e-8 for a, b in zip(one, two, strict=True))


def variable(place: Fraction) -> list[arb]:
    return [ball(place), arb(1), *([arb(0)] * (ORDER - 2))]


def test_exact_jets_know_zeros() -> None:
    jet = Jets(exact_field(), "x", [Fraction(0), Fraction(1), Fraction(0), Fraction(0)]).of(
        term("sin(x) - x + x**3/6")
    )
    assert [exact_sign(c) for c in jet] == [0, 0, 0, 0]


FAR = (("exp(x) - x**5", 1), ("log(x) - x**(1/10)", -1), ("sqrt(x**2 + x) - x - 1/2", -1), ("(1 + 1/x)**x - e", -1), ("x*sin(1/x) - 1", -1), ("tanh(x) - 1", -1), ("softplus(x) - x", 1), ("atan(x) - pi/2 + 1/x", 1), ("x - x", 0), ("log(1 + exp(x)) - x - exp(-x)", -1))  # fmt: skip


@pytest.mark.parametrize(("body", "sign"), FAR)
def test_sign_far_out(body: str, sign: int) -> None:
    found = sign_near(term(body), "x", End(None, 1))
    assert found is not None and found[0] == sign
    with ctx.workprec(2_000):
        for factor in (1, 3, 10):
            value = covering(term(body), "x").value(ball(found[1] * factor))
            assert value > 0 if sign > 0 else value < 0 if sign < 0 else value.contains(0)


NEAR = (("1/x - 1/sin(x)", -1), ("log(x) + 1/x", 1), ("x*log(x)", -1), ("exp(-1/x) - x**3", -1), ("sin(x)/x - cos(x)", 1))  # fmt: skip


@pytest.mark.parametrize(("body", "sign"), NEAR)
def test_sign_near_a_singular_end(body: str, sign: int) -> None:
    found = sign_near(term(body), "x", End(Fraction(0), 1))
    assert found is not None and found[0] == sign
    for factor in (1, 2, 7):
        assert covering(term(body), "x").value(ball(1 / (found[1] * factor))) * sign > 0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(-4, 4), min_size=3, max_size=5),
    st.sampled_from(("sin(x)", "exp(x)", "atan(2*x)", "x**2")),
)
def test_covered_means_positive(factors: list[int], function: str) -> None:
    written = " + ".join(f"{c}*x**{k}" for k, c in enumerate(factors))
    task = covering(term(f"{function} + {written}"), "x")
    _, stuck = cover(task, arb(-2), arb(2), 200)
    lowest = min(task.value(ball(Fraction(k, 32))).mid() for k in range(-64, 65))
    assert stuck is not None or lowest > 0
    assert stuck is None or lowest < 0.5


def test_reach_keeps_the_sign() -> None:
    task = covering(term("1 - cos(x) - x**2/3"), "x")
    found = touch(task, Fraction(0))
    assert (found.order, found.sign) == (2, 1)
    end = reach(task, found, 1, arb(3))
    assert end is not None and all(task.value(end * k / 16) > 0 for k in range(1, 17))


def test_sign_change_has_no_reach() -> None:
    task = covering(term("x**3"), "x")
    assert reach(task, touch(task, Fraction(0)), -1, arb(1)) is None


ZEROS = (("(x - 1/3)**2", "1/3"), ("1 - sin(x)", "pi/2"), ("x*log(x) + 1/e", "exp(-1)"), ("x + 2/x - 2*sqrt(2)", "sqrt(2)"), ("exp(x) - 2*x - 2 + 2*log(2)", "log(2)"))  # fmt: skip


@pytest.mark.parametrize(("body", "place"), ZEROS)
def test_equality_points_are_exact(body: str, place: str) -> None:
    found = zeros_near(covering(term(body), "x"), arb("0.1"), arb(3))
    wanted = covering(term(place), "x").value(arb(0))
    assert any(ball_of(one, 128).overlaps(wanted) for one in found)


def test_undefined_terms_have_no_jet() -> None:
    with pytest.raises(NoJet):
        Jets(ball_field(), "x", [arb(-1), arb(1)]).of(term("sqrt(x)"))
    with pytest.raises(NoJet):
        Jets(ball_field(), "x", [arb(0, 1), arb(1)]).of(term("1/x"))
