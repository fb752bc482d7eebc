"""Means of values of one function against its value at the mean, and signs of waves of several letters."""

from __future__ import annotations

import pytest

from proofs_check.engines import jensen, wave_signs
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

QUARTER = {"x": "real in (0, pi/2)", "y": "real in (0, pi/2)"}
EIGHTH = {"x": "real in (0, pi/4)", "y": "real in (0, pi/4)"}
FREE = {"x": "positive", "y": "positive"}
UNIT = {"x": "real in (0, 1)", "y": "real in (0, 1)"}
POINTS = {"x": "real", "y": "real"}
ABOVE = {"x": "nonnegative", "y": "nonnegative", "t": "real in [0, 1]", "p": "real >= 1"}
WEIGHTS = {
    "a": "positive",
    "b": "positive",
    "c": "positive",
    "x": "positive",
    "y": "positive",
    "z": "positive",
}


def goal(claim: str, let: dict[str, str], *given: str) -> Goal:
    return goal_of(formalize(let, {f"h{k}": fact for k, fact in enumerate(given)}, {}, claim))


def by_jensen(claim: str, let: dict[str, str], *given: str) -> bool:
    return jensen.attempt(goal(claim, let, *given), Session(Budget()).prove).proved


@pytest.mark.parametrize(
    ("claim", "let", "given"),
    [
        ("tan((x + y)/2) <= (tan(x) + tan(y))/2", QUARTER, ()),
        ("(t*x + (1 - t)*y)**p <= t*x**p + (1 - t)*y**p", ABOVE, ()),
        ("sin(x) + sin(y) <= 2*sin((x + y)/2)", QUARTER, ()),
        ("exp((x + 2*y)/3) < (exp(x) + 2*exp(y))/3", POINTS, ("x != y",)),
        ("x**a*y**b*z**c <= a*x + b*y + c*z", WEIGHTS, ("a + b + c == 1",)),
        ("a*log(x) + b*log(y) + c*log(z) <= log(a*x + b*y + c*z)", WEIGHTS, ("a + b + c == 1",)),
        ("sqrt((x + y)/2) >= (sqrt(x) + sqrt(y))/2", ABOVE, ()),
        ("sqrt(tan(x)*tan(y)) <= tan((x + y)/2)", EIGHTH, ()),
        ("sin(x)*sin(y) <= sin((x + y)/2)**2", QUARTER, ()),
        ("sinh(sqrt(x*y))**2 <= sinh(x)*sinh(y)", FREE, ()),
        ("(1 + (x*y*z)**(1/3))**3 <= (1 + x)*(1 + y)*(1 + z)", WEIGHTS, ()),
        ("(1 - sqrt(x*y))**2 >= (1 - x)*(1 - y)", UNIT, ()),
        ("exp(exp((x + y)/2)) <= (exp(exp(x)) + exp(exp(y)))/2", POINTS, ()),
        ("2*log(1 - ((x + y)/2)**2) >= log(1 - x**2) + log(1 - y**2)", UNIT, ()),
        ("sqrt(log(x)*log(y)) <= log((x + y)/2)", {"x": "real > 1", "y": "real > 1"}, ()),
    ],
)
def test_proved(claim: str, let: dict[str, str], given: tuple[str, ...]) -> None:
    assert by_jensen(claim, let, *given)


@pytest.mark.parametrize(
    ("claim", "let", "given"),
    [
        ("exp((x + 2*y)/3) < (exp(x) + 2*exp(y))/3", POINTS, ()),
        ("exp((x + y)/3) <= (exp(x) + exp(y))/3", POINTS, ()),
        ("exp((x + 2*y)/3) <= (2*exp(x) + exp(y))/3", POINTS, ()),
        ("exp((x + y)/2) >= (exp(x) + exp(y))/2", POINTS, ()),
        ("exp(2*x - y) <= 2*exp(x) - exp(y)", POINTS, ()),
        ("sin((x + y)/2) >= (sin(x) + sin(y))/2", POINTS, ()),
        ("tanh((x + y)/2) >= (tanh(x) + tanh(y))/2", POINTS, ()),
        ("(t*x + (1 - t)*y)**p < t*x**p + (1 - t)*y**p", ABOVE, ()),
        ("((x + y)/2)**3 <= (x**3 + y**3)/2", POINTS, ()),
        ("x**a*y**b*z**c <= a*x + b*y + c*z", WEIGHTS, ("a + b + c <= 1",)),
        ("x**a*y**b*z**c < a*x + b*y + c*z", WEIGHTS, ("a + b + c == 1",)),
        ("(x**p + y**p)/2 <= ((x + y)/2)**p", ABOVE, ()),
        ("sqrt(log(x)*log(y)) >= log((x + y)/2)", {"x": "real > 1", "y": "real > 1"}, ()),
        ("tanh(sqrt(x*y))**2 <= tanh(x)*tanh(y)", FREE, ()),
        ("exp(-sqrt(x*y)) <= (exp(-x) + exp(-y))/2", FREE, ()),
        ("exp(sqrt(x*y)) <= (exp(x) + exp(y))/2", POINTS, ("x*y > 0",)),
        ("exp(-exp((x + y)/2)) <= (exp(-exp(x)) + exp(-exp(y)))/2", POINTS, ()),
        ("log(((x + y)/2)**2 + 1) <= log(x**2 + 1)/2 + log(y**2 + 1)/2", POINTS, ()),
        # What stands below a fraction line is no value of a mean: with 0 for it, anything would be a weight.
        ("exp(z) <= exp(a)/exp(b)*exp(c)", {**WEIGHTS, "z": "real"}, ()),
        ("z**2 <= a**2/b**2*c**2", {**WEIGHTS, "z": "real"}, ()),
        ("z**2 <= a**2 + c**2/a**2", {**WEIGHTS, "z": "real"}, ()),
        ("exp(z) <= exp(a)/(1 + exp(a)) + exp(c)/exp(a)", {**WEIGHTS, "z": "real"}, ()),
    ],
)
def test_false_ones_are_not(claim: str, let: dict[str, str], given: tuple[str, ...]) -> None:
    assert not by_jensen(claim, let, *given)


@pytest.mark.parametrize(
    ("claim", "proved"),
    [
        ("cos((x + y)/2) > 0", True),
        ("cos((x + y)/2) != 0", True),
        ("sin(x + y) > 0", True),
        ("sin(x + y) >= 0", True),
        ("sin(-x - y) < 0", True),
        ("cos(x + y + pi/2) < 0", True),
        ("cos(x + y) > 0", False),
        ("cos(x + y) >= 0", False),
        ("sin(x + y) < 0", False),
        ("sin(x - y) != 0", False),
        ("sin(2*x + 2*y) >= 0", False),
    ],
)
def test_signs_of_waves(claim: str, proved: bool) -> None:
    assert wave_signs.attempt(goal(claim, QUARTER), Session(Budget()).prove).proved is proved


def test_closed_ranges_give_weak_signs() -> None:
    closed = {"x": "real in [0, pi/2]", "y": "real in [0, pi/2]"}
    prove = Session(Budget()).prove
    assert wave_signs.attempt(goal("sin(x + y) >= 0", closed), prove).proved
    assert not wave_signs.attempt(goal("sin(x + y) > 0", closed), prove).proved
    assert not wave_signs.attempt(goal("sin(x + y) != 0", closed), prove).proved
