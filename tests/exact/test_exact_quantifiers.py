"""Quantifiers at exact points: enumeration, cells of polynomials, one quantifier within another."""

from __future__ import annotations

import pytest
from exact_points import outcome
from hypothesis import given, settings
from hypothesis import strategies as st

ONE_LETTER = [
    ("exists(c, 'real', c**2 == a)", "2", "true"),
    ("exists(c, 'real', c**2 == a)", "-2", "false"),
    ("forall(c, 'real', c**2 >= 0)", "0", "true"),
    ("forall(c, 'real', abs(c) >= c)", "0", "true"),
    ("forall(c, 'real', sqrt(c**2 + a) >= c)", "2", "true"),
    ("forall(c, 'real', sqrt(c**2 + a) >= c + 1)", "2", "false"),
    ("exists(k, 'integer', k**2 == a)", "2", "false"),
    ("exists(k, 'integer', k**2 == a)", "144", "true"),
    ("forall(k, 'integer >= 1', k**3 >= k)", "0", "true"),
    ("forall(k, 'integer in [0, 5]', 1/(k - a) < 5)", "2", "undefined"),
    ("forall(k, 'integer in [0, 5]', 1/(k - a) < 5)", "7", "true"),
    ("exists(k, 'integer in [0, 5]', 1/(k - a) > 0)", "2", "true"),
    ("exists(c, 'real', c**3 - 3*c + 1 == 0 and c > 1)", "0", "true"),
    ("exists(c, 'real', c**3 - 3*c + 1 == 0 and c > 2)", "0", "false"),
    ("exists(c, 'real', exp(c) == 1)", "0", "true"),
    ("exists(c, 'real', exp(c) == 0)", "0", "undecided"),
    ("forall(c, 'real', sin(c) <= 1)", "0", "undecided"),
    ("forall(c, 'real', 1/c > 0)", "0", "undefined"),
    ("forall(c, 'real in [0, 1]', c*(1 - c) <= 1/4)", "0", "true"),
    ("forall(c, 'real in [0, 1]', c*(1 - c) < 1/4)", "0", "false"),
    ("exists(c, 'real in (0, 1)', c >= 1)", "0", "false"),
    ("forall(c, 'real in (1, 0)', c == 5)", "0", "true"),
]


@pytest.mark.parametrize(("claim", "a", "expected"), ONE_LETTER)
def test_one_quantifier(claim: str, a: str, expected: str) -> None:
    assert outcome(claim, {"a": "real"}, {"a": a}) == expected


SMALL_STEP = "exists(eps0, 'positive', forall(eps, 'real in (0, eps0)', a*eps + b*eps**2 > 0))"


@settings(max_examples=40, deadline=None)
@given(st.fractions(-3, 3, max_denominator=4), st.fractions(-3, 3, max_denominator=4))
def test_sign_near_zero(a: object, b: object) -> None:
    expected = a > 0 or (a == 0 and b > 0)  # type: ignore[operator]
    point = {"a": f"({a})", "b": f"({b})"}
    assert outcome(SMALL_STEP, {"a": "real", "b": "real"}, point) == ("true" if expected else "false")


def test_two_quantifiers_over_a_quadratic_form() -> None:
    claim = "exists(eps0, 'positive', forall(eps, 'real in (0, eps0)', J(x - eps*(H @ x)) > J(x)))"
    let = {"H": "symmetric(2)", "x": "vector(2)"}
    define = {"J(y)": "dot(y, H @ y)/2"}
    point = {"H": "[[1, 0], [0, -2]]", "x": "[[1], [1]]"}
    assert outcome(claim, let, point, define) == "false"
    assert outcome(claim.replace("> J", "< J"), let, point, define) == "true"


def test_every_level_is_reached() -> None:
    claim = "exists(c, 'nonnegative', (c*N - y)**2 == l)"
    let = {"N": "real", "y": "real", "l": "real"}
    assert outcome(claim, let, {"N": "0", "y": "1", "l": "2"}) == "false"
    assert outcome(claim, let, {"N": "3", "y": "1", "l": "2"}) == "true"


def test_the_projection_keeps_discriminants() -> None:
    claim = "exists(c, 'real in (19/10, oo)', forall(d, 'real', d**2 + c*d + 1 > 0))"
    assert outcome(claim, {"a": "real"}, {"a": "0"}) == "true"
    assert outcome(claim.replace("19/10", "2"), {"a": "real"}, {"a": "0"}) == "false"


def test_nested_exists() -> None:
    claim = "exists(u, 'real in [0, 1]', exists(v, 'real in [0, 1]', u + v == a))"
    assert outcome(claim, {"a": "real"}, {"a": "2"}) == "true"
    assert outcome(claim, {"a": "real"}, {"a": "5/2"}) == "false"


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("exists(k, 'integer', 5*pi/6 == pi/6 + 2*pi*k)", False),
        ("exists(k, 'integer', 25*pi/6 == pi/6 + 2*pi*k)", True),
        ("exists(k, 'integer', 5*pi/6 == pi/6 + 2*pi*k or 5*pi/6 == 5*pi/6 + 2*pi*k)", True),
        ("exists(k, 'integer', sqrt(2) == pi*k)", False),
        ("exists(k, 'integer', 100 < sqrt(2)*k and sqrt(2)*k < 101)", True),
        ("exists(k, 'integer', 98 < pi*k and pi*k < 100)", False),
        ("forall(k, 'integer', 22 != 7*pi*k)", True),
        ("forall(k, 'integer', pi*k != -30*pi)", False),
        ("exists(k, 'integer', k*pi/3 - 1 == (k*pi + 1)/3)", False),
    ],
)
def test_linear_conditions_with_any_coefficients(claim: str, holds: bool) -> None:
    assert outcome(claim, {}, {}) == ("true" if holds else "false")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("exists(k, 'integer', 4*pi*i == 2*pi*i*k)", "true"),
        ("exists(k, 'integer', 3*pi*i == 2*pi*i*k)", "false"),
        ("exists(k, 'integer', 1/2 == pi*i*k)", "false"),
        ("exists(k, 'integer', 2 + 4*i == (1 + 2*i)*k)", "true"),
        ("exists(k, 'integer', 2 + 3*i == (1 + 2*i)*k)", "false"),
        ("exists(k, 'integer', 41 + 82*i == (1 + 2*i)*k)", "true"),
        ("exists(k, 'integer', 2*i == (1 + 2*i)*k)", "false"),
        ("forall(k, 'integer', i*k != 50*i)", "false"),
        ("forall(k, 'integer', i*k != 1)", "true"),
    ],
)
def test_linear_equations_with_complex_coefficients(claim: str, expected: str) -> None:
    assert outcome(claim, {"z": "complex"}, {"z": "0"}) == expected
