"""Limits and slopes of the angle of a point across its cut: what both evaluators say of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.judging import judge
from proofs_check.statement.claim import Claim
from tests.exact.exact_points import outcome as exactly
from tests.recheck.recheck_outcomes import outcome as again

PLANE = {"x": "real", "y": "real"}
UPWARDS = "diff(atan2(y, x), y) == x/(x**2 + y**2)"
SIDEWAYS = "diff(atan2(y, x), x) == -y/(x**2 + y**2)"


def both(claim: str, **point: str) -> str:
    let = dict.fromkeys(point, "real") or {"t": "real"}
    values = point or {"t": "1"}
    first, second = exactly(claim, let, values), again(claim, let, values)
    assert {"true": "holds"}.get(first, first) == second
    return second


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ("limit(atan2(t, -1), t, 0, '+') == pi", "holds"),
        ("limit(atan2(t, -1), t, 0, '-') == -pi", "holds"),
        ("limit(atan2(t, -1), t, 0) == pi", "undefined"),
        ("limit(atan2(t, t), t, 0, '-') == -3*pi/4", "holds"),
        ("limit(atan2(t, t), t, 0, '-') == pi/4", "false"),
        ("limit(atan2(-t, t), t, 0, '-') == 3*pi/4", "holds"),
        ("limit(atan2(t, t**2), t, 0, '-') == -pi/2", "holds"),
        ("limit(atan2(1, t), t, -oo) == pi", "holds"),
        ("limit(atan2(-1, t), t, -oo) == pi", "false"),
        ("limit(atan2(0*t, t), t, -oo) == pi", "holds"),
        ("limit(atan2(1, 0*t), t, oo) == pi/2", "holds"),
        ("limit(atan2(-1, 0*t), t, oo) == -pi/2", "holds"),
        ("limit(atan2(0*t, 0*t), t, oo) == 0", "undefined"),
        ("limit((atan2(t**2, -t) - pi)/t, t, 0, '+') == -1", "holds"),
    ],
)
def test_limits(claim: str, says: str) -> None:
    assert both(claim) == says


@settings(max_examples=30, deadline=None)
@given(st.integers(-3, 3), st.integers(-3, 3))
def test_slopes(x: int, y: int) -> None:
    """Across the cut there is no slope, along it there is one, at the origin not even an angle."""
    origin = (x, y) == (0, 0)
    assert both(UPWARDS, x=str(x), y=str(y)) == ("undefined" if x <= 0 and y == 0 else "holds")
    assert both(SIDEWAYS, x=str(x), y=str(y)) == ("undefined" if origin else "holds")


def test_the_slope_across_the_cut_refutes() -> None:
    """The formula holds wherever there is a slope, and off the origin there is none on the cut."""
    claim = Claim("slope", UPWARDS, let=PLANE, given={"off": "x != 0 or y != 0"})
    assert judge(claim).verdict == "refuted"
