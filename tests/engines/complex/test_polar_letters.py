"""Statements about a complex number and its argument in polar coordinates."""

from __future__ import annotations

import pytest

from proofs_check.engines import polar_letters
from proofs_check.statement.text import text
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

Z = {"z": "complex"}
TRUE: list[Case] = [
    (Z, "abs(z - abs(z)) <= abs(z)*abs(arg(z))", "z != 0"),
    (Z, "abs(z - 1) <= abs(arg(z))", "abs(z) == 1"),
    (Z, "z == abs(z)*exp(i*arg(z))", "z != 0"),
    (Z, "conj(z) == abs(z)*exp(-i*arg(z))", "z != 0"),
    (Z, "im(z) == abs(z)*sin(arg(z))", "z != 0"),
    (Z, "sqrt(z) == sqrt(abs(z))*exp(i*arg(z)/2)", "z != 0"),
    (Z, "log(z) == log(abs(z)) + i*arg(z)", "z != 0"),
]
FALSE: list[Case] = [
    (Z, "abs(z - abs(z)) <= abs(z)*arg(z)", "z != 0"),
    (Z, "conj(z) == abs(z)*exp(i*arg(z))", "z != 0"),
    (Z, "z == exp(i*arg(z))", "z != 0"),
    (Z, "arg(z) < pi", "z != 0"),
    (Z, "log(z) == log(abs(z)) - i*arg(z)", "z != 0"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_it_is_shown_in_polar_coordinates(case: Case) -> None:
    assert shown_by(polar_letters, case)
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_false_ones_are_not(case: Case) -> None:
    assert not shown_by(polar_letters, case)


def test_zero_has_no_argument_so_that_the_claim_fails_there() -> None:
    assert not shown((Z, "z == abs(z)*exp(i*arg(z))"))


def test_the_angle_runs_from_minus_pi_without_it_to_pi_with_it() -> None:
    angle = dict(polar_letters.in_polar(goal_from((Z, "arg(z) <= pi", "z != 0")), "z").letters)["z_arg"]  # type: ignore[union-attr]
    assert angle.low is not None and angle.high is not None
    assert (text(angle.low.at), angle.low.closed, text(angle.high.at), angle.high.closed) == (
        "-pi",
        False,
        "pi",
        True,
    )


def test_a_letter_below_a_binder_is_left_alone() -> None:
    assert polar_letters.in_polar(goal_from((Z, "sum(z**k, k, 0, 3) == arg(z)", "z != 0")), "z") is None
