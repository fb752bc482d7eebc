"""Inverse functions of complex sines, cosines and tangents on the strips where these are one to one."""

from __future__ import annotations

import pytest

from proofs_check.engines import complex_wave_zeros, principal_strips
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

Z = {"z": "complex"}


def goal(claim: str, *given: str, let: dict[str, str] | None = None) -> Goal:
    return goal_of(formalize(let or Z, {f"h{k}": fact for k, fact in enumerate(given)}, {}, claim))


def proves(claim: str, *given: str, let: dict[str, str] | None = None) -> bool:
    return Session(Budget()).prove_claim(goal(claim, *given, let=let)).proved


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("asin(sin(z)) == z", ("-pi/2 < re(z)", "re(z) < pi/2")),
        ("acos(cos(z)) == z", ("0 < re(z)", "re(z) < pi")),
        ("atan(tan(z)) == z", ("-pi/2 < re(z)", "re(z) < pi/2")),
        ("asinh(sinh(z)) == z", ("abs(im(z)) < pi/2",)),
        ("atanh(tanh(z)) == z", ("abs(im(z)) < pi/2",)),
        ("acosh(cosh(z)) == z", ("re(z) > 0", "-pi < im(z)", "im(z) <= pi")),
        ("sqrt(z**2) == z", ("re(z) > 0",)),
        ("asin(sin(z)) == pi - z", ("pi/2 < re(z)", "re(z) < 3*pi/2")),
        ("acos(cos(z)) == -z", ("-pi < re(z)", "re(z) < 0")),
        ("atan(tan(z)) == z - pi", ("pi/2 < re(z)", "re(z) < 3*pi/2")),
        ("asin(sin(2*z)) == 2*z", ("abs(re(z)) < pi/4",)),
        ("asin(cos(z)) + z == pi/2", ("0 < re(z)", "re(z) < pi/2")),
        ("acosh(cosh(z)) == -z", ("re(z) < 0", "abs(im(z)) < pi")),
        ("asinh(sinh(z)) == i*pi - z", ("pi/2 < im(z)", "im(z) < 3*pi/2")),
        ("sin(asin(z)) == z", ()),
        ("cosh(acosh(z))**2 == z**2", ()),
    ],
)
def test_inside_the_strip(claim: str, given: tuple[str, ...]) -> None:
    assert proves(claim, *given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("asin(sin(z)) == z", ()),
        ("asin(sin(z)) == z", ("-pi/2 <= re(z)", "re(z) <= pi/2")),
        ("asin(sin(z)) == z", ("-pi/2 < re(z)", "re(z) <= pi/2")),
        ("asin(sin(z)) == z", ("-pi/2 < im(z)", "im(z) < pi/2")),
        ("acos(cos(z)) == z", ("0 <= re(z)", "re(z) < pi")),
        ("acos(cos(z)) == z", ("-pi < re(z)", "re(z) < pi")),
        ("atan(tan(z)) == z", ("-pi/2 < re(z)", "re(z) < pi")),
        ("atan(tan(z)) == -z", ("-pi/2 < re(z)", "re(z) < pi/2")),
        ("asinh(sinh(z)) == z", ("abs(im(z)) <= pi/2",)),
        ("atanh(tanh(z)) == z", ("abs(im(z)) < pi",)),
        ("acosh(cosh(z)) == z", ("abs(im(z)) < pi",)),
        ("acosh(cosh(z)) == z", ("re(z) > 0", "-pi <= im(z)", "im(z) <= pi")),
        ("acosh(cosh(z)) == z", ("re(z) > 0",)),
        ("asin(sin(z)) == z - pi", ("pi/2 < re(z)", "re(z) < 3*pi/2")),
        ("sqrt(z**2) == z", ("re(z) >= 0",)),
        ("sinh(acosh(z)) == sqrt(z**2 - 1)", ()),
    ],
)
def test_outside_the_strip(claim: str, given: tuple[str, ...]) -> None:
    assert not proves(claim, *given)


@pytest.mark.parametrize(
    "claim",
    [
        "tan(atan(z)) == z",  # no value at i
        "tanh(atanh(z)) == z",  # no value at 1
        "asin(z)/asin(z) == 1",
        "sin(asin(z))/sin(asin(z)) == 1",
        "sin(asin(1/z)) == 1/z",
        "atan(tan(z)) == atan(tan(z))",
    ],
)
def test_terms_without_value(claim: str) -> None:
    assert not proves(claim)


@pytest.mark.parametrize(
    ("claim", "given", "expected"),
    [
        ("cos(z) != 0", ("abs(re(z)) < pi/2",), True),
        ("sin(z) != 0", ("im(z) != 0",), True),
        ("cosh(z) != 0", ("abs(im(z)) < pi/2",), True),
        ("sinh(z) != 0", ("re(z) > 0",), True),
        ("1 + tan(z)**2 != 0", ("cos(z) != 0",), True),
        ("cos(z) != 0", (), False),
        ("sin(z) != 0", ("re(z) >= 0", "re(z) < pi"), False),
        ("sinh(z) != 0", ("im(z) != 0",), False),
        ("1 + tanh(z)**2 != 0", ("cosh(z) != 0",), False),
        ("1 - tan(z)**2 != 0", ("cos(z) != 0",), False),
    ],
)
def test_zeros_of_complex_waves(claim: str, given: tuple[str, ...], expected: bool) -> None:
    assert proves(claim, *given) is expected


def test_what_does_not_apply() -> None:
    real = {"z": "real"}
    assert not principal_strips.applies(goal("asin(sin(z)) == z", let=real))
    assert not principal_strips.applies(goal("abs(asin(z)) <= 1"))
    assert not principal_strips.applies(goal("sin(z) == z"))
    assert not complex_wave_zeros.applies(goal("cos(z) != 0", let=real))
    assert not complex_wave_zeros.applies(goal("1 + cos(z)**2 != 0"))
