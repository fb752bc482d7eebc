"""Denominators with exponentials, and sums of inverse functions whose range decides."""

from __future__ import annotations

import pytest

from proofs_check.engines import nonvanishing
from tests.engines.identities.identity_goals import by_planner, goal

PAIR = {"x": "nonzero", "y": "nonzero"}
BOX = {"x": "real in [-1, 1]", "y": "real in [-1, 1]"}


@pytest.mark.parametrize(
    ("claim", "facts"),
    [
        ("coth(x) + coth(y) != 0", ("x + y != 0",)),
        ("coth(x) - coth(y) != 0", ("x != y",)),
        ("sinh(x + 2*y) != 0", ("x != -2*y",)),
        ("cosh(x) - cosh(y) != 0", ("x != y", "x + y != 0")),
        ("exp(x) != 2", ("x < log(2)",)),
        ("exp(x) + exp(y) != 0", ()),
    ],
)
def test_does_not_vanish(claim: str, facts: tuple[str, ...]) -> None:
    assert nonvanishing.attempt(goal(PAIR, claim, *facts), by_planner).trust == "certificate"


@pytest.mark.parametrize(
    ("claim", "facts"),
    [
        ("coth(x) + coth(y) != 0", ()),
        ("coth(x) + coth(y) != 0", ("x != y",)),
        ("coth(x) - coth(y) != 0", ("x + y != 0",)),
        ("cosh(x) - cosh(y) != 0", ("x != y",)),
        ("sinh(x + 2*y) != 0", ("x != 2*y",)),
        ("exp(x) != 2", ("x < 1",)),
        ("exp(x) + exp(y) != 1", ()),
        ("(exp(x) + exp(y) - 1)*(exp(x) + 1) != 0", ()),
        ("y*exp(x) != 1", ()),
        ("exp(x)*(y - y) != 0", ()),
        ("exp(x) + exp(y) == 0", ()),
    ],
)
def test_may_vanish(claim: str, facts: tuple[str, ...]) -> None:
    assert not nonvanishing.attempt(goal(PAIR, claim, *facts), by_planner).proved


def test_complex_exponentials_take_negative_values() -> None:
    assert not nonvanishing.attempt(goal({"z": "complex"}, "exp(z) + 1 != 0"), by_planner).proved


@pytest.mark.parametrize(
    ("claim", "facts", "holds"),
    [
        ("asin(x) + asin(y) == asin(x*sqrt(1 - y**2) + y*sqrt(1 - x**2))", ("x*y <= 0",), True),
        ("asin(x) + asin(y) == asin(x*sqrt(1 - y**2) + y*sqrt(1 - x**2))", ("x*y <= 1/2",), False),
        ("acos(x) + acos(y) == acos(x*y - sqrt((1 - x**2)*(1 - y**2)))", ("x + y >= 0",), True),
        ("acos(x) + acos(y) == acos(x*y - sqrt((1 - x**2)*(1 - y**2)))", ("x + y >= -1",), False),
    ],
)
def test_sums_of_angles(claim: str, facts: tuple[str, ...], holds: bool) -> None:
    assert by_planner(goal(BOX, claim, *facts)).proved == holds
