"""Bounds of moduli: the triangle inequality in its forms, and majorants of power series."""

from __future__ import annotations

import cmath
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import complex_bounds
from tests.engines.identities.identity_goals import by_planner, goal

PAIR = {"z": "complex", "w": "complex"}
ONE = {"z": "complex"}


@pytest.mark.parametrize(
    "claim",
    [
        "abs(z + w) <= abs(z) + abs(w)",
        "abs(z - w) >= abs(abs(z) - abs(w))",
        "abs(z - w) >= abs(z) + abs(w) - 2*abs(w)",
        "abs(z + i*w) <= abs(z) + abs(w)",
        "abs(z)*abs(w) >= re(z*conj(w))",
        "abs(z**2 + 1) <= abs(z)**2 + 1",
        "abs(z**2 + w) >= abs(z)**2 - abs(w)",
        "abs(z) + abs(w) <= abs(z + w) + abs(z - w)",
        "2*abs(z + w) <= 3*abs(z) + 2*abs(w) + 1",
    ],
)
def test_triangle(claim: str) -> None:
    assert complex_bounds.attempt(goal(PAIR, claim), by_planner).trust == "certificate"
    assert complex_bounds.attempt(goal(PAIR, claim), by_planner).proved


@pytest.mark.parametrize(
    "claim",
    [
        "abs(exp(z) - 1) <= exp(abs(z)) - 1",
        "abs(exp(z) - 1 - z) <= exp(abs(z)) - 1 - abs(z)",
        "abs(exp(z) - 1) <= abs(z)*exp(abs(z))",
        "abs(cos(z) - 1) <= cosh(abs(z)) - 1",
        "abs(sin(z)) <= sinh(abs(z))",
        "abs(2*sin(z) - 2*z) <= 2*sinh(abs(z)) - 2*abs(z)",
    ],
)
def test_majorants(claim: str) -> None:
    assert complex_bounds.attempt(goal(ONE, claim), by_planner).proved


@pytest.mark.parametrize(
    "claim",
    [
        "abs(z + w) <= abs(z) + abs(w)/2",
        "abs(z + w) <= abs(z) + abs(w) - 1",
        "abs(z - w) <= abs(abs(z) - abs(w))",
        "abs(z) + abs(w) <= abs(z + w)",
        "abs(z)**2 <= abs(z)",
        "re(z) + abs(w) >= 0",
        "abs(exp(z) - 1 - 2*z) <= exp(abs(z)) - 1 - 2*abs(z)",
        "abs(exp(z) - 1) <= abs(z)",
        "abs(exp(z) + 1) <= exp(abs(z)) - 1",
        "abs(cos(z)) <= 1",
        "abs(sin(z) + z) <= sinh(abs(z))",
        "2*abs(z + w) <= 2*abs(z) + abs(w) + abs(z - w)/4",
    ],
)
def test_false_twins_stay_open(claim: str) -> None:
    assert not complex_bounds.attempt(goal(PAIR, claim), by_planner).proved


def test_a_strict_bound_needs_a_strict_one_between_the_moduli() -> None:
    assert not complex_bounds.attempt(goal(PAIR, "abs(z + w) < abs(z) + abs(w)"), by_planner).proved
    assert complex_bounds.attempt(goal(PAIR, "abs(z + w) < abs(z) + abs(w) + 1"), by_planner).proved


POINTS = tuple(complex(re, im) for re in (-2, -0.5, 0, 1, 3) for im in (-1.5, 0, 0.25, 2))


@given(*(st.integers(-2, 2) for _ in range(4)), st.integers(0, 3), st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_what_is_proved_holds_at_points(a: int, b: int, c: int, d: int, first: int, second: int) -> None:
    claim = f"abs({a}*z + {b}*w) <= {first}*abs({c}*z + {d}*w) + {second}*abs(w)"
    if not complex_bounds.attempt(goal(PAIR, claim), by_planner).proved:
        return
    for z in POINTS:
        for w in POINTS:
            assert abs(a * z + b * w) <= first * abs(c * z + d * w) + second * abs(w) + 1e-9


@given(st.fractions(-2, 2, max_denominator=4), st.fractions(-2, 2, max_denominator=4))
@settings(max_examples=15, deadline=None)
def test_majorants_hold_at_points(constant: Fraction, slope: Fraction) -> None:
    claim = f"abs(exp(z) + ({constant})+ ({slope})*z) <= exp(abs(z)) + ({constant}) + ({slope})*abs(z)"
    if complex_bounds.attempt(goal(ONE, claim), by_planner).proved:
        shift, turn = float(constant), float(slope)
        for z in POINTS:
            left = abs(cmath.exp(z) + shift + turn * z)
            assert left <= cmath.exp(abs(z)).real + shift + turn * abs(z) + 1e-9
