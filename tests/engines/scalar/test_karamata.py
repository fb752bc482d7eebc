"""Sums of values of one convex function at means of the arguments of the other side."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines import karamata
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

ABC = dict.fromkeys("abc", "positive")
XYZ = dict.fromkeys("xyz", "real")
ANGLES = dict.fromkeys("ABC", "positive")
TRIANGLE = ("a + b > c", "b + c > a", "c + a > b")
HALF_SUMS = "((x + y)/2) + {f}((y + z)/2) + {f}((z + x)/2)"


def goal(let: Mapping[str, str], claim: str, *given: str) -> Goal:
    named = {f"h{place}": fact for place, fact in enumerate(given)}
    return goal_of(formalize(let, named, {}, claim))


def is_proved(let: Mapping[str, str], claim: str, *given: str) -> bool:
    whole = goal(let, claim, *given)
    return karamata.applies(whole) and karamata.attempt(whole, Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABC, "sqrt(a + b - c) + sqrt(b + c - a) + sqrt(c + a - b) <= sqrt(a) + sqrt(b) + sqrt(c)", TRIANGLE),
        (ABC, "1/(a + b - c) + 1/(b + c - a) + 1/(c + a - b) >= 1/a + 1/b + 1/c", TRIANGLE),
        (ABC, "1/(2*a) + 1/(2*b) + 1/(2*c) >= 1/(a + b) + 1/(b + c) + 1/(c + a)", ()),
        (XYZ, f"softplus(x) + softplus(y) + softplus(z) >= softplus{HALF_SUMS.format(f='softplus')}", ()),
        (XYZ, f"exp(x) + exp(y) + exp(z) >= exp{HALF_SUMS.format(f='exp')}", ()),
        (XYZ, "3*cosh((x + y + z)/3) <= cosh(x) + cosh(y) + cosh(z)", ()),
        (XYZ, "abs(x) + abs(y) + abs(z) >= 2*abs((x + y)/2)", ()),
        (dict.fromkeys("xyz", "positive"), "x*log(x) + y*log(y) >= 2*((x + y)/2*log((x + y)/2))", ()),
        (
            ANGLES,
            "sin(A) + sin(B) + sin(C) <= sin((A + B)/2) + sin((B + C)/2) + sin((C + A)/2)",
            ["A + B + C == pi"],
        ),
        (ANGLES, "sin(A) + sin(B) + sin(C) <= 3*sin(pi/3)", ["A + B + C == pi"]),
        (ABC, "tanh(a) + tanh(b) + tanh(c) <= 3*tanh(1)", ["a + b + c == 3"]),
    ],
)
def test_true_sums(let: Mapping[str, str], claim: str, given: tuple[str, ...]) -> None:
    assert is_proved(let, claim, *given)


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABC, "sqrt(a + b - c) + sqrt(b + c - a) + sqrt(c + a - b) < sqrt(a) + sqrt(b) + sqrt(c)", TRIANGLE),
        (ABC, "sqrt(a + b - c) + sqrt(b + c - a) + sqrt(c + a - b) >= sqrt(a) + sqrt(b) + sqrt(c)", TRIANGLE),
        (
            ABC,
            "1/(a + b - c) + 1/(b + c - a) + 1/(c + a - b) >= 1/a + 1/b + 1/c",
            ("a + b != c", "b + c != a", "c + a != b"),
        ),
        (
            dict.fromkeys("abc", "nonzero"),
            "1/(2*a) + 1/(2*b) + 1/(2*c) >= 1/(a + b) + 1/(b + c) + 1/(c + a)",
            (),
        ),
        (XYZ, "softplus(x) + softplus(y) <= 2*softplus((x + y)/2)", ()),
        (XYZ, "tanh(x) + tanh(y) <= 2*tanh((x + y)/2)", ()),
        (XYZ, "abs(x) + abs(y) >= abs(x + 2*y)", ()),
        (XYZ, "3*cosh((x + y)/3) <= cosh(x) + cosh(y)", ()),
        (dict.fromkeys("ABC", "real"), "sin(A) + sin(B) + sin(C) <= 3*sin(pi/3)", ["A + B + C == pi"]),
        (ANGLES, "sin(A) + sin(B) + sin(C) <= 3*sin(pi/3)", ["A + B + C == 2*pi"]),
        (dict.fromkeys("xy", "positive"), "log(x) + log(y) + log(x + y) <= 2*log((x + y)/2)", ()),
        (dict.fromkeys("xy", "positive"), "sqrt(x) + sqrt(y) + sqrt(x + y) <= 2*sqrt((x + y)/2)", ()),
    ],
)
def test_false_sums(let: Mapping[str, str], claim: str, given: tuple[str, ...]) -> None:
    assert not is_proved(let, claim, *given)


def test_other_goals_are_left() -> None:
    assert not karamata.applies(goal(XYZ, "exp(x) + y >= 1"))
    assert not karamata.applies(goal(XYZ, "exp(x) + exp(y) >= 0"))
    assert not karamata.applies(goal(XYZ, "exp(x) - sqrt(1 + y**2) >= 0"))
    assert not karamata.applies(goal({"z": "complex", "w": "complex"}, "abs(z) + abs(w) >= abs(z + w)"))
