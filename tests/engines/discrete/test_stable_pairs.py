"""Limits of linear recurrences of order two by the conditions of Jury."""

from __future__ import annotations

import pytest

from proofs_check.engines import stable_pairs
from proofs_check.engines.linear_pairs import pair_of
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import At, Letter


def two(step: str) -> Recurrence:
    return Recurrence(("c", "d"), step, "n")


def one(start: str, step: str) -> Recurrence:
    return Recurrence((start,), step, "n")


BALL = {"x": two("x(n) - a*x(n) + b*(x(n) - x(n - 1))")}
NESTEROV = {"x": two("(1 - a/2)*((1 + b)*x(n) - b*x(n - 1))")}
MOMENTUM = {"v": one("c", "b*v(n) - a*(x(n) - z)"), "x": one("d", "x(n) + v(n + 1)")}
GAME = {"x": one("c", "x(n) - b*y(n)"), "y": one("d", "y(n) + b*x(n)")}
EXTRA = {"x": one("c", "(1 - b**2)*x(n) - b*y(n)"), "y": one("d", "(1 - b**2)*y(n) + b*x(n)")}
AVERAGE = {"x": two("x(n)/2 + x(n - 1)/3 + 1")}
LETTERS = {"a": "positive", "b": "real in (0, 1)", "z": "real", "c": "real", "d": "real", "n": "natural"}


def goal(claim: str, given: str, **define: Recurrence) -> Goal:
    return goal_of(formalize(LETTERS, {"given": given} if given else {}, define, claim))


def holds(claim: str, given: str, **define: Recurrence) -> bool:
    return stable_pairs.attempt(goal(claim, given, **define), Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    ("claim", "given", "define"),
    [
        ("limit(x(n), n, oo) == 0", "a < 2*(1 + b)", BALL),
        ("limit(x(n)**2 + abs(x(n + 1)), n, oo) == 0", "a <= 2", BALL),
        ("limit(x(n), n, oo) == 0", "a < 2", NESTEROV),
        ("limit(x(n), n, oo) == z", "a < 2*(1 + b)", MOMENTUM),
        ("limit(v(n), n, oo) == 0", "a < 2*(1 + b)", MOMENTUM),
        ("limit(abs(x(n) - z) + v(n)**2, n, oo) == 0", "a < 1", MOMENTUM),
        ("limit(sqrt(x(n)**2 + y(n)**2), n, oo) == 0", "", EXTRA),
        ("limit(x(n), n, oo) == 6", "", AVERAGE),
        ("limit(cos(x(2*n) - 6), n, oo) == 1", "", AVERAGE),
    ],
)
def test_proved(claim: str, given: str, define: dict[str, Recurrence]) -> None:
    assert holds(claim, given, **define)


@pytest.mark.parametrize(
    ("claim", "given", "define"),
    [
        ("limit(x(n), n, oo) == 0", "a <= 2*(1 + b)", BALL),
        ("limit(x(n), n, oo) == 0", "a < 4", BALL),
        ("limit(x(n), n, oo) == 1", "a < 2*(1 + b)", BALL),
        ("limit(x(n), n, oo) == 0", "a < 7", NESTEROV),
        ("limit(x(n), n, oo) == 0", "a < 2*(1 + b)", MOMENTUM),
        ("limit(v(n), n, oo) == z", "a < 2*(1 + b)", MOMENTUM),
        ("limit(x(n), n, oo) == 0", "", GAME),
        ("limit(x(n), n, oo) == 6", "", {"x": two("x(n)/2 + x(n - 1)/2 + 1")}),
        ("limit(x(n), n, oo) == 5", "", AVERAGE),
    ],
)
def test_false_ones_are_not(claim: str, given: str, define: dict[str, Recurrence]) -> None:
    assert not holds(claim, given, **define)


@pytest.mark.parametrize(
    ("claim", "define"),
    [
        ("limit(sqrt(x(n)), n, oo) == 0", {"x": Recurrence(("-1", "-1/2"), "x(n) - x(n - 1)/4", "n")}),
        ("limit(sqrt(x(n)), n, oo) == 0", {"x": Recurrence(("1", "-1"), "x(n - 1)/6 - x(n)/6", "n")}),
        ("limit(x(n)/z, n, oo) == 0", {"x": two("x(n)/2 + x(n - 1)/4")}),
        ("limit(x(n)*sqrt(z), n, oo) == 0", {"x": two("x(n)/2 + x(n - 1)/4")}),
    ],
)
def test_a_limit_of_what_is_undefined(claim: str, define: dict[str, Recurrence]) -> None:
    assert not holds(claim, "", **define)
    assert not Session(Budget()).prove_claim(goal(claim, "", **define)).proved


@pytest.mark.parametrize(
    ("claim", "define"),
    [
        ("limit(x(n), n, oo) == 0", {"x": two("x(n)*x(n - 1)/4")}),
        ("limit(x(n), n, oo) == 0", {"x": two("x(n)/n - x(n - 1)/4")}),
        ("limit(x(n)/x(n + 1), n, oo) == 2", AVERAGE),
        ("limit(n*x(n), n, oo) == 0", BALL),
        ("limit(x(n), n, oo) == x(0)", BALL),
        ("x(n) >= 0", BALL),
    ],
)
def test_others_are_left(claim: str, define: dict[str, Recurrence]) -> None:
    assert not stable_pairs.applies(goal(claim, "", **define))


def test_no_value_stands_below_a_fraction() -> None:
    """x*(x + 5)/(x + 5) is x only where x is not -5, and there a step would not be defined."""
    for step in (
        "x(n)**2/(2*x(n)) + x(n - 1)/4",
        "x(n)*(x(n) + 5)/(x(n) + 5)/2 + x(n - 1)/4",
        "x(n)/2 + x(n - 1)*(x(n) - z)/(x(n) - z)/4",
    ):
        assert pair_of(goal("limit(x(n), n, oo) == 0", "", x=two(step)), At("x", Letter("n"))) is None
    coupled = {"x": one("c", "x(n)/2 + y(n)*(x(n) + 5)/(x(n) + 5)/3"), "y": one("d", "y(n)/2")}
    assert pair_of(goal("limit(x(n), n, oo) == 0", "", **coupled), At("x", Letter("n"))) is None
