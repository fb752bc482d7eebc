"""Lines that miss a number at all whole places, and those that meet it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import whole_lines
from tests.engines.stated_cases import Case, shown, shown_by

WHOLE = {"k": "integer"}

TRUE: tuple[Case, ...] = (
    (WHOLE, "2*pi*k != pi"),
    (WHOLE, "2*pi*k != 1"),
    (WHOLE, "pi/2 != 2*k*pi - pi/2"),
    (WHOLE, "k*sqrt(2) != 1 - k"),
    (WHOLE, "k*log(2) != log(3)"),
    ({"k": "natural"}, "k*pi != -pi"),
    ({"k": "nonzero integer"}, "k*pi != 0"),
    ({"k": "integer in [0, 3)"}, "k*pi != 3*pi"),
)
FALSE: tuple[Case, ...] = (
    (WHOLE, "2*pi*k != 4*pi"),
    (WHOLE, "k*sin(pi) != 0"),  # no slope
    (WHOLE, "0*k != 0"),
    (WHOLE, "k != 1/2 + sin(pi/6)"),
    ({"k": "natural"}, "k*pi != 0"),
    ({"k": "integer in [0, 3]"}, "k*pi != 3*pi"),
    ({"k": "integer in (-1, 3)"}, "k*pi != 0"),
    ({"k": "real"}, "2*pi*k != pi"),
    ({"k": "integer", "z": "complex"}, "2*pi*k != 4*pi"),
)


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_lines_that_miss(case: Case) -> None:
    assert shown_by(whole_lines, case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_lines_that_meet(case: Case) -> None:
    assert not shown_by(whole_lines, case)
    assert not shown(case)


NUMBERS = st.fractions(-6, 6, max_denominator=3)


@settings(max_examples=200, deadline=None)
@given(NUMBERS, NUMBERS, st.integers(-3, 3), st.integers(0, 4), st.sampled_from(("pi", "1", "sqrt(2)")))
def test_against_all_places(a: Fraction, b: Fraction, low: int, length: int, unit: str) -> None:
    case = ({"k": f"integer in [{low}, {low + length}]"}, f"({a})*{unit}*k != ({b})*{unit}")
    meets = any(a * k == b for k in range(low, low + length + 1))
    assert shown_by(whole_lines, case) == (not meets and a != 0)
