"""Moduli of polynomials on the unit circle as functions of the real part, and false neighbours."""

from __future__ import annotations

import cmath
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import unit_circle
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

Z = {"z": "complex"}
ON = "abs(z) == 1"
TRUE: list[Case] = [
    (Z, "abs(z + 1) + abs(z**2 - z + 1) >= sqrt(3)", ON),
    (Z, "abs(z + 1) + abs(z**2 - z + 1) <= 13/4", ON),
    (Z, "abs(1 + z) + abs(1 + z**2) + abs(1 + z**3) >= 2", "1 == abs(z)"),
    (Z, "abs(z**2 + z + 1) == abs(2*re(z) + 1)", ON),
    (Z, "re(z) < 1", ON, "z != 1"),
    (Z, "abs(z**3 - z + 2) <= sqrt(13)", ON),
    (Z, "abs(z**2 + 1) == 2", ON, "z**2 == 1"),
    (Z, "abs(z - 2) == sqrt(5 - 4*re(z))", ON),
    (Z, "abs(z + 1) <= 2", ON, "abs(sqrt(re(z) - 2)) >= 1"),
]
FALSE: list[Case] = [
    (Z, "abs(z + 1) + abs(z**2 - z + 1) >= 7/4", ON),
    (Z, "abs(z + 1) + abs(z**2 - z + 1) < 13/4", ON),
    (Z, "re(z) < 1", ON),
    (Z, "re(z) > -1", ON),
    (Z, "abs(z**2 + z + 1) == 2*re(z) + 1", ON),
    (Z, "abs(z**3 - z + 2) <= 18/5", ON),
    (Z, "abs(z + 1) <= 2", "abs(z) <= 2"),
    (Z, "abs(z + 1) <= 2", "abs(z) == 2"),
    # real claims would say that the arguments lie where the real functions are defined
    (Z, "re(log(re(z) - 2)) >= 5", ON),
    (Z, "abs(log(re(z) - 2)) + abs(1 - z) >= 50", ON),
    (Z, "abs(asin(re(z) - 3)) + abs(1 - z) >= 50", ON),
    (Z, "log(re(z) - 2) == log(2 - re(z))", ON),
    (Z, "abs(1 - z) >= 50", ON, "abs(sqrt(re(z) - 2)) >= 1"),
    (Z, "abs(1 - z) >= 50", ON, "re(log(re(z) - 2)) >= 1"),
    ({**Z, "x": "real in [-1, 1]"}, "abs(z + 1) + abs(log(x - 2)) >= 50", ON),
    ({**Z, "x": "real in [-1, 1]"}, "abs(z + 1) >= 50", ON, "abs(log(x - 2)) >= 0"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_it_is_shown_in_the_real_part(case: Case) -> None:
    assert shown_by(unit_circle, case)
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_false_ones_are_not(case: Case) -> None:
    assert not shown_by(unit_circle, case)


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=6), st.floats(-3.1, 3.1))
@settings(max_examples=60)
def test_the_square_of_the_modulus(coefficients: list[int], angle: float) -> None:
    z = cmath.exp(1j * angle)
    value = abs(sum(one * z**k for k, one in enumerate(coefficients))) ** 2
    found = unit_circle.squared_modulus({k: Fraction(one) for k, one in enumerate(coefficients)})
    at = sum(float(Fraction(int(one.p), int(one.q))) * z.real**k for k, one in enumerate(found.coeffs()))
    assert at == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(
    "claim",
    ["abs(z + im(z)) <= 2", "abs(z + i) <= 2", "re(z**2) <= 1", "arg(z) <= pi", "abs(z - 1) <= abs(3 + 4*i)"],
)
def test_what_is_no_function_of_the_real_part_is_left_alone(claim: str) -> None:
    assert not unit_circle.applies(goal_from((Z, claim, ON)))
