"""Equations without solution modulo a number: parts without common letters are looked at one by one."""

from __future__ import annotations

import pytest

from proofs_check.engines import divisibility
from tests.engines.stated_cases import Case, shown_by

XYZ = {"x": "integer", "y": "integer", "z": "integer", "n": "integer"}
XYZW = {**XYZ, "w": "integer"}
PROVED: list[Case] = [
    (XYZ, "x**3 + y**3 + z**3 != 9*n + 4"),
    (XYZW, "x**4 + y**4 + z**4 + w**4 != 16*n + 5"),
    (XYZ, "x**2 + y**2 + z**2 != 8*n + 7"),
    (XYZ, "x**2 + x*y + y**2 != 3*n + 2"),
    (XYZ, "x**2 + z - 3*y**2 != 3*n + 2 + z"),
]
FALSE: list[Case] = [
    (XYZ, "x**3 + y**3 + z**3 != 9*n + 3"),
    (XYZW, "x**4 + y**4 + z**4 + w**4 != 16*n + 4"),
    (XYZ, "x**2 + y**2 + z**2 != 8*n + 6"),
    (XYZ, "x**2 + x*y + y**2 != 3*n + 1"),
    (XYZ, "x**2 + z - 3*y**2 != 3*n + 2"),
    (XYZ, "x*y + y*z + z*x != 2*n + 1"),
]


@pytest.mark.parametrize("case", PROVED)
def test_proved(case: Case) -> None:
    assert shown_by(divisibility, case)


@pytest.mark.parametrize("case", FALSE)
def test_false_is_not_proved(case: Case) -> None:
    assert not shown_by(divisibility, case)
