"""Hypotheses that are equations: solved for exponentials, logarithms and roots; strictly monotone sides."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.engines import equations
from proofs_check.goal import Answer, Goal, undecided
from proofs_check.statement.text import text
from tests.engines.identities.identity_goals import by_planner, goal, shown

REAL = {"x": "real"}
PAIR = {"x": "real", "y": "real"}


def nothing(one: Goal) -> Answer:
    """A prover that proves nothing."""
    return undecided("none", "")


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (REAL, "x == 0 or x == log(2)", "exp(2*x) - 3*exp(x) + 2 == 0"),
        (REAL, "x == 1 or x == 2", "4**x - 6*2**x + 8 == 0"),
        (REAL, "x == 0", "2**x == 3**x"),
        ({"x": "positive"}, "x == e or x == e**2", "log(x)**2 - 3*log(x) + 2 == 0"),
        ({"x": "real > 1"}, "x == 3", "log(x) + log(x - 1) == log(6)"),
        ({"x": "positive"}, "x == 1 or x == 4", "x**sqrt(x) == sqrt(x)**x"),
        (PAIR, "x == y", "sinh(x) == sinh(y)"),
        (PAIR, "x == y", "x + sin(x)/2 == y + sin(y)/2"),
        ({"x": "real >= 1/e", "y": "real >= 1/e"}, "x == y", "x**x == y**y"),
        ({"x": "real in [-pi/2, pi/2]", "y": "real in [-pi/2, pi/2]"}, "x == y", "sin(x) == sin(y)"),
    ],
)
def test_solved_equations(let: dict[str, str], claim: str, given: str) -> None:
    assert shown(let, claim, given)


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (REAL, "x == log(2)", "exp(2*x) - 3*exp(x) + 2 == 0"),
        (REAL, "x == 2", "4**x - 6*2**x + 8 == 0"),
        ({"x": "positive"}, "x == e**2", "log(x)**2 == log(x**2)"),
        ({"x": "positive", "y": "positive"}, "x == y", "x**x == y**y"),
        (PAIR, "x == y", "x**2 == y**2"),
        ({"x": "real in [0, pi]", "y": "real in [0, pi]"}, "x == y", "sin(x) == sin(y)"),
        (PAIR, "x == y", "sign(x) == sign(y)"),
        (PAIR, "x == y", "x*exp(x) == y*exp(y)"),
        ({"x": "nonzero", "y": "nonzero"}, "x == y", "x - 1/x == y - 1/y"),
        ({"x": "real in (-oo, 0]", "y": "real in (-oo, 0]"}, "x == y", "acot(x) + x == acot(y) + y"),
    ],
)
def test_false_twins_stay_open(let: dict[str, str], claim: str, given: str) -> None:
    assert not shown(let, claim, given)


def test_every_root_of_the_equation_is_a_case() -> None:
    asked: list[str] = []

    def note(one: Goal) -> Answer:
        asked.append(" and ".join(map(text, one.hypotheses)))
        return undecided("none", "") if len(asked) > 1 else by_planner(goal(REAL, "x**2 >= 0"))

    equations.attempt(goal(REAL, "x == 7", "exp(2*x) - 3*exp(x) + 2 == 0"), note)
    assert len(asked) == 2


def test_complex_letters_are_left_alone() -> None:
    one = goal({"z": "complex"}, "z == 0", "exp(z) == 1")
    assert not equations.attempt(one, nothing).proved and not equations.applies(one)


@given(st.integers(1, 9), st.integers(1, 9))
@settings(max_examples=3, deadline=None)
def test_both_roots_of_a_product(first: int, second: int) -> None:
    """(exp(x) - a)*(exp(x) - b) == 0 gives x in {log(a), log(b)}, and log(a) alone only where b is a."""
    equation = f"(exp(x) - {first})*(exp(x) - {second}) == 0"
    assert by_planner(goal(REAL, f"x == log({first}) or x == log({second})", equation)).proved
    assert by_planner(goal(REAL, f"x == log({first})", equation)).proved is (first == second)
