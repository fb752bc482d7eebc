"""Division with remainder by numbers of either sign, bounds beside other conditions, whole ends over one divisor."""

from __future__ import annotations

import pytest

from proofs_check.engines import bounded_existences, existence, sizes_of_letters
from tests.engines.stated_cases import Case, shown, shown_by

AB, A1 = {"a": "integer", "b": "integer"}, {"a": "integer", "b": "integer >= 1"}
DIVISION = "exists(q, 'integer', exists(r, 'integer', a == q*b + r and {}))"
BY_SIGN: list[Case] = [
    (AB, DIVISION.format("2*abs(r) <= abs(b)"), "b != 0"),
    (AB, DIVISION.format("0 <= r and r < abs(b)"), "b != 0"),
    ({"a": "integer", "b": "integer <= -1"}, DIVISION.format("0 <= r and r < -b")),
]
NOT_BY_SIGN: list[Case] = [
    (AB, DIVISION.format("2*abs(r) < abs(b)"), "b != 0"),
    (AB, DIVISION.format("0 <= r and r < b"), "b != 0"),
    (AB, DIVISION.format("0 <= r and r < abs(b)")),
    (AB, DIVISION.format("abs(r) <= abs(b)")),
]
SHOWN: list[Case] = [
    (A1, DIVISION.format("2*abs(r) <= b")),
    (A1, DIVISION.format("abs(r)*3 <= 2*b")),
    (A1, DIVISION.format("abs(r)/2 <= b/4")),
    (A1, "exists(q, 'integer', abs(a - q*b) <= floor(b/2))"),
    (A1, "exists(q, 'integer', 0 <= a - q*b and a - q*b <= b - 1)"),
    (A1, "exists(q, 'integer', 0 < a - q*b and a - q*b < b + 1)"),
    (A1, "exists(r, 'integer', 0 <= r and r < b and exists(q, 'integer', a == q*b + r))"),
    ({"n": "natural"}, "exists(k, 'integer', fibonacci(3*n) == fibonacci(n)*k and k >= 0)"),
]
NOT_SHOWN: list[Case] = [
    (A1, DIVISION.format("3*abs(r) <= b")),
    (A1, "exists(q, 'integer', abs(a - q*b) <= floor((b - 1)/2))"),
    (A1, "exists(q, 'integer', 0 < a - q*b and a - q*b <= b - 1)"),
    (A1, "exists(q, 'integer', 0 < a - q*b and a - q*b < b)"),
    ({"a": "real", "b": "integer >= 1"}, "exists(q, 'integer', 0 <= a - q*b and a - q*b <= b - 1)"),
    ({"n": "natural"}, "exists(k, 'integer', fibonacci(3*n) == fibonacci(n)*k and k >= 3)"),
    ({"n": "natural"}, "exists(k, 'integer', n == 2*k - n and k < 5)"),
]


@pytest.mark.parametrize("case", BY_SIGN[:2])
def test_by_the_sign(case: Case) -> None:
    assert shown_by(sizes_of_letters, case)


def test_a_letter_of_one_sign_is_left_to_others() -> None:
    assert shown(BY_SIGN[2]) and not shown_by(sizes_of_letters, BY_SIGN[2])


@pytest.mark.parametrize("case", NOT_BY_SIGN)
def test_false_is_not_shown_by_the_sign(case: Case) -> None:
    assert not shown_by(sizes_of_letters, case)


@pytest.mark.parametrize("case", SHOWN)
def test_shown(case: Case) -> None:
    assert shown(case)


@pytest.mark.parametrize("case", NOT_SHOWN)
def test_not_shown(case: Case) -> None:
    assert not shown(case) and not shown_by(existence, case) and not shown_by(bounded_existences, case)
