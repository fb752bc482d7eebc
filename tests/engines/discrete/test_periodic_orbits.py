"""Sequences that return to their first values."""

from __future__ import annotations

import pytest

from proofs_check.engines import periodic_orbits
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize

LET = {"n": "natural", "m": "natural", "a": "positive", "b": "positive", "c": "real"}


def goal_for(claim: str, starts: tuple[str, ...], step: str, *given: str, first: int = 0) -> Goal:
    facts = {f"h{place}": fact for place, fact in enumerate(given)}
    return goal_of(formalize(LET, facts, {"x": Recurrence(starts, step, "n", first)}, claim))


def is_proved(claim: str, starts: tuple[str, ...], step: str, *given: str, first: int = 0) -> bool:
    return Session(Budget()).prove_claim(goal_for(claim, starts, step, *given, first=first)).proved


@pytest.mark.parametrize(
    ("claim", "starts", "step", "given"),
    [
        ("x(n + 3) == x(n)", ("c",), "1 - 1/x(n)", ("c != 0", "c != 1")),
        ("x(2*n) == a", ("a",), "1/x(n)", ()),
        ("x(m + 2*n) == x(m)", ("a",), "1/x(n)", ()),
        ("x(n) + x(n + 1) >= 2", ("a",), "1/x(n)", ()),
        ("x(5*n) == a and x(5*n + 1) == b", ("a", "b"), "(1 + x(n))/x(n - 1)", ()),
        ("x(n + 6) == x(n)", ("a", "b"), "x(n)/x(n - 1)", ()),
        ("x(4*n) == c", ("c",), "(1 + x(n))/(1 - x(n))", ("c != 0", "c != 1", "c != -1")),
    ],
)
def test_proved(claim: str, starts: tuple[str, ...], step: str, given: tuple[str, ...]) -> None:
    assert is_proved(claim, starts, step, *given)


@pytest.mark.parametrize(
    ("claim", "starts", "step", "given"),
    [
        ("x(n + 2) == x(n)", ("c",), "1 - 1/x(n)", ("c != 0", "c != 1")),
        ("x(n + 3) == x(n)", ("c",), "1 - 1/x(n)", ("c != 0",)),
        ("x(2*n + 1) == a", ("a",), "1/x(n)", ()),
        ("x(m + n) == x(m)", ("a",), "1/x(n)", ()),
        ("x(n) + x(n + 1) > 2", ("a",), "1/x(n)", ()),
        ("x(5*n) == b", ("a", "b"), "(1 + x(n))/x(n - 1)", ()),
        ("x(n + 3) == x(n)", ("a", "b"), "x(n)/x(n - 1)", ()),
        ("x(n + 2) == x(n)", ("a",), "1/x(n) + n", ()),
        (
            "x(n + 3) == x(n)",
            ("0", "1"),
            "x(n) - x(n - 1)",
            (),
        ),  # 0, 1, 1, 0, -1, -1: the first value alone returns
    ],
)
def test_false(claim: str, starts: tuple[str, ...], step: str, given: tuple[str, ...]) -> None:
    assert not is_proved(claim, starts, step, *given)


def test_two_periods_are_told_apart_together() -> None:
    """Periods 2 and 3 return together after 6: products at the first three indices say too little."""
    waves = {"x": Recurrence(("1",), "-x(n)", "n", 0), "y": Recurrence(("2",), "1 - 1/y(n)", "n", 0)}
    for claim, holds in (("x(n)*y(n) >= -2", True), ("x(n)*y(n) >= -1", False), ("y(n)*x(n) <= 1", False)):
        goal = goal_of(formalize({"n": "natural"}, {}, waves, claim))
        assert periodic_orbits.attempt(goal, Session(Budget()).prove).proved is holds


def test_a_later_first_value() -> None:
    assert is_proved("x(2*n + 1) == a", ("a",), "1/x(n)", first=1)
    assert not is_proved("x(2*n + 2) == a", ("a",), "1/x(n)", first=1)


def test_what_does_not_apply() -> None:
    assert not periodic_orbits.applies(goal_for("x(n) == a", ("a",), "1/x(n) + n"))
    assert not periodic_orbits.applies(goal_for("sum(x(k), k, 0, n) >= 0", ("a",), "1/x(n)"))
    assert (
        periodic_orbits.cycle(
            goal_for("x(n) >= 0", ("a",), "x(n)/2").sequences[0], goal_for("x(n) >= 0", ("a",), "x(n)/2")
        )
        is None
    )
