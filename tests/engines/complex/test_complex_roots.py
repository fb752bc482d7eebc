"""Roots of products of linear forms in complex letters, with both signs; and what one sign alone would show."""

from __future__ import annotations

import pytest

from proofs_check.engines import complex_roots
from proofs_check.statement.text import text
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

TWO = {"z": "complex", "w": "complex"}
ONE = {"z": "complex"}
TRUE: list[Case] = [
    (TWO, "abs((z + w)/2 - sqrt(z*w)) + abs((z + w)/2 + sqrt(z*w)) == abs(z) + abs(w)"),
    (TWO, "abs(z + sqrt(z**2 - w**2)) + abs(z - sqrt(z**2 - w**2)) == abs(z + w) + abs(z - w)"),
    (ONE, "(1 + sqrt(1 - z))*(1 - sqrt(1 - z)) == z"),
    (ONE, "abs(sqrt(-4*z)) == 2*sqrt(abs(z))"),
    (ONE, "abs(sqrt(z**2)) == abs(z)"),
]
FALSE: list[Case] = [
    (TWO, "sqrt(z*w) == sqrt(z)*sqrt(w)"),
    (ONE, "sqrt(z**2) == z"),
    (TWO, "abs((z + w)/2 - sqrt(z*w)) + abs((z + w)/2 + sqrt(z*w)) == abs(z + w)"),
    (TWO, "abs(sqrt(z) - sqrt(w)) <= abs(sqrt(z*w) - w)"),
    (ONE, "re(sqrt(z)) <= 0"),
]


@pytest.mark.parametrize("case", TRUE, ids=lambda case: str(case[1]))
def test_both_signs_show_it(case: Case) -> None:
    assert shown_by(complex_roots, case)
    assert shown(case)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: str(case[1]))
def test_what_one_sign_alone_shows_is_not_proved(case: Case) -> None:
    assert not shown_by(complex_roots, case)


def test_every_choice_of_signs_is_asked() -> None:
    goals = complex_roots.without_roots(goal_from((TWO, "sqrt(z) + sqrt(w) == sqrt(z*w)")))
    assert goals is not None
    assert len({text(goal.conclusion) for goal in goals}) == 8


@pytest.mark.parametrize(
    "claim", ["sqrt(z)*sqrt(z + 1) == sqrt(z**2 + z)", "sqrt(z**2 + 1) == z", "sqrt(z*w + z + w + 2) == z"]
)
def test_forms_that_depend_on_each_other_or_are_not_linear_have_no_letters_of_their_own(claim: str) -> None:
    assert complex_roots.without_roots(goal_from((TWO, claim))) is None


def test_a_letter_in_the_domain_of_another_stays() -> None:
    letters = {"z": "complex", "x": "real in [0, abs(z)]"}
    assert complex_roots.without_roots(goal_from((letters, "x <= abs(sqrt(z))**2"))) is None
