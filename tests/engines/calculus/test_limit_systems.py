"""Limits of systems that are monotone and bounded, of steps whose weights settle, and of steps from either side of a fixed point."""

from __future__ import annotations

import pytest

from proofs_check.engines import limit_systems
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize

POSITIVE = {"a": "positive", "b": "positive"}
ARITHMETIC, HARMONIC, GEOMETRIC = "(x(t) + y(t))/2", "2*x(t)*y(t)/(x(t) + y(t))", "sqrt(x(t)*y(t))"


def goal_for(
    claim: str, x: tuple[str, str], y: tuple[str, str] | None, let: dict[str, str], *given: str
) -> Goal:
    steps = {"x": Recurrence(start=(x[0],), step=x[1])}
    if y is not None:
        steps["y"] = Recurrence(start=(y[0],), step=y[1])
    facts = {f"h{place}": fact for place, fact in enumerate(given)}
    return goal_of(formalize({**let, "t": "natural"}, facts, steps, claim))


def is_proved(
    claim: str, x: tuple[str, str], y: tuple[str, str] | None, let: dict[str, str], *given: str
) -> bool:
    return Session(Budget()).prove_claim(goal_for(claim, x, y, let, *given)).proved


@pytest.mark.parametrize(
    ("claim", "first", "second"),
    [
        ("limit(x(t), t, oo) == sqrt(a*b)", ARITHMETIC, HARMONIC),
        ("limit(x(t) - y(t), t, oo) == 0", ARITHMETIC, GEOMETRIC),
        ("limit(x(t), t, oo) >= b", ARITHMETIC, GEOMETRIC),
    ],
)
def test_means_proved(claim: str, first: str, second: str) -> None:
    assert is_proved(claim, ("a", first), ("b", second), POSITIVE, "a >= b")


@pytest.mark.parametrize(
    ("claim", "first", "second"),
    [
        ("limit(x(t), t, oo) == (a + b)/2", ARITHMETIC, HARMONIC),
        ("limit(x(t) - y(t), t, oo) > 0", ARITHMETIC, HARMONIC),
    ],
)
def test_means_false(claim: str, first: str, second: str) -> None:
    assert not is_proved(claim, ("a", first), ("b", second), POSITIVE, "a >= b")


def test_a_body_that_is_defined_at_the_limit_only() -> None:
    assert not is_proved("limit(sqrt(x(t)), t, oo) == 0", ("-1", "x(t)/(2 - x(t))"), None, {})


@pytest.mark.parametrize(
    ("start", "step", "value", "let"),
    [
        ("a", "log(1 + x(t))", "0", {"a": "positive"}),
        ("a", "sqrt(x(t))", "1", {"a": "positive"}),
        ("1/2", "1/2 + 1/x(t)", "(1 + sqrt(17))/4", {}),
        ("a", "r*x(t)*(1 - x(t))", "1 - 1/r", {"a": "real in (0, 1)", "r": "real in (1, 2]"}),
        ("a", "q*x(t) + 1/(t + 1)", "0", {"a": "real", "q": "real in (-1, 1)"}),
        ("a", "(1 - 1/(t + 2))*x(t) + 1/(t + 2)**2", "0", {"a": "real"}),
        ("a", "(1 - 1/(t + 2))*x(t) + 3/(t + 2)", "3", {"a": "real"}),
        ("a", "x(t)*(t + 1)/(2*t + 1) + (t + b)/(t + 1)", "2", {"a": "real", "b": "real"}),
    ],
)
def test_single_proved(start: str, step: str, value: str, let: dict[str, str]) -> None:
    assert is_proved(f"limit(x(t), t, oo) == {value}", (start, step), None, let)


@pytest.mark.parametrize(
    ("start", "step", "value", "let"),
    [
        ("a", "q*x(t) + 1/(t + 1)", "0", {"a": "real", "q": "real in (-1, 1]"}),
        ("a", "(1 - 1/(t + 2)**2)*x(t)", "0", {"a": "real"}),
        ("a", "(1 + 1/(t + 2))*x(t) + 1/(t + 2)**2", "0", {"a": "real"}),
        ("a", "1/x(t)", "1", {"a": "positive"}),
        ("a", "(1 - 1/(t + 2))*x(t) + 3/(t + 2)", "1", {"a": "real"}),
    ],
)
def test_single_false(start: str, step: str, value: str, let: dict[str, str]) -> None:
    assert not is_proved(f"limit(x(t), t, oo) == {value}", (start, step), None, let)


def test_what_does_not_apply() -> None:
    assert not limit_systems.applies(goal_for("x(t) >= 0", ("1", "x(t)/2"), None, {}))
    assert not limit_systems.applies(goal_for("limit(floor(x(t)), t, oo) == 0", ("1", "x(t)/2"), None, {}))
    assert not limit_systems.applies(goal_for("limit(t*x(t), t, oo) == 0", ("1", "x(t)/2"), None, {}))
