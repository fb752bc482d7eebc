"""Bounds that reach a letter through another one, and iterated functions that stay between the ends of the first value's domain."""

from __future__ import annotations

import pytest

from proofs_check.engines import one_letter
from proofs_check.engines.passed_bounds import alone
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text


def goal(claim: str, c: str, *given: str, v: str = "real") -> Goal:
    return goal_of(formalize({"c": c, "v": v}, {f"h{k}": fact for k, fact in enumerate(given)}, {}, claim))


@pytest.mark.parametrize(
    ("c", "given", "v", "said"),
    [
        ("real in (0, 1]", ("v <= c",), "real", "v <= 1"),
        ("real in (0, 1)", ("v <= c",), "real", "v < 1"),
        ("real in (0, 1]", ("v < c",), "real", "v < 1"),
        ("real in (0, 1]", ("c >= v",), "real", "v <= 1"),
        ("real in [2, oo)", ("c <= v",), "real", "v >= 2"),
        ("real in [2, oo)", (), "real in (c, oo)", "v > 2"),
        ("real in [2, 5]", (), "real in [0, c]", "v <= 5"),
    ],
)
def test_what_is_said(c: str, given: tuple[str, ...], v: str, said: str) -> None:
    found = alone(goal("v == v", c, *given, v=v), "v")
    assert said in [text(fact) for fact in found.hypotheses]


@pytest.mark.parametrize(
    ("c", "given"),
    [
        ("real in (0, 1]", "v >= 2*c"),  # no letter by itself
        ("real in [2, oo)", "v <= c"),  # c has no upper end
        ("real in (0, 1]", "v != c"),
        ("real in (0, 1]", "v == c"),
    ],
)
def test_nothing_is_said(c: str, given: str) -> None:
    assert alone(goal("v == v", c, given), "v").hypotheses == ()


@pytest.mark.parametrize(
    ("claim", "c", "given"),
    [
        ("sin(v) < v", "real in (0, 1]", ("v > 0", "v <= c")),
        ("sin(v) > 0", "real in (0, pi)", ("v > 0", "v <= c")),
        ("exp(v) <= 3", "real in (0, 1]", ("v <= c",)),
        ("log(v) > 0", "real > 1", ("v >= c",)),
    ],
)
def test_proved_in_one_letter(claim: str, c: str, given: tuple[str, ...]) -> None:
    assert one_letter.attempt(goal(claim, c, *given)).proved


@pytest.mark.parametrize(
    ("claim", "c", "given"),
    [
        ("sin(v) < v", "real in [0, 1]", ("v >= c",)),
        ("sin(v) > 0", "real in (0, pi]", ("v > 0", "v <= c")),
        ("exp(v) <= 3", "real in (0, 2]", ("v <= c",)),
        ("log(v) > 0", "real >= 1", ("v >= c",)),
        ("exp(v) >= 1", "real in (0, 1]", ("v <= c",)),
    ],
)
def test_false_ones_are_not(claim: str, c: str, given: tuple[str, ...]) -> None:
    assert not one_letter.attempt(goal(claim, c, *given)).proved


def iterates(claim: str, c: str, step: str) -> bool:
    define = {"x": Recurrence(("c",), step, "n")}
    return (
        Session(Budget()).prove_claim(goal_of(formalize({"c": c, "n": "natural"}, {}, define, claim))).proved
    )


@pytest.mark.parametrize(
    ("claim", "c", "step"),
    [
        ("0 < x(n + 1) < x(n)", "real in (0, 1]", "sin(x(n))"),
        ("0 < x(n + 1) < x(n)", "real in (0, pi)", "sin(x(n))"),
        ("0 < x(n + 1) < x(n)", "positive", "log(1 + x(n))"),
        ("0 < x(n + 1) < x(n)", "positive", "atan(x(n))"),
        ("0 < x(n + 1) < x(n)", "positive", "tanh(x(n))"),
        ("0 < x(n + 1) < x(n)", "positive", "x(n)*exp(-x(n))"),
        ("x(n) <= x(n + 1) <= pi", "real in [0, pi]", "x(n) + sin(x(n))"),
        ("0 <= x(n) <= 1", "real in [0, 1]", "cos(x(n))"),
        ("x(n) <= 3", "real in [0, 3]", "x(n)/2 + sin(x(n))"),
    ],
)
def test_iterates(claim: str, c: str, step: str) -> None:
    assert iterates(claim, c, step)


@pytest.mark.parametrize(
    ("claim", "c", "step"),
    [
        ("0 < x(n + 1) < x(n)", "real in [0, 1]", "sin(x(n))"),
        ("0 < x(n + 1) < x(n)", "real in (0, pi]", "sin(x(n))"),
        ("0 < x(n + 1) < x(n)", "real > -1", "atan(x(n))"),
        ("x(n) <= x(n + 1) <= 3", "real in [0, pi]", "x(n) + sin(x(n))"),
        ("0 <= x(n) <= 9/10", "real in [0, 1]", "cos(x(n))"),
        ("x(n) <= 1", "real in [0, 1]", "x(n)/2 + sin(x(n))"),
    ],
)
def test_false_iterates_are_not(claim: str, c: str, step: str) -> None:
    assert not iterates(claim, c, step)
