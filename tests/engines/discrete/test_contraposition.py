"""A conclusion that does not move, from a hypothesis that does; and parts that one induction shows together."""

from __future__ import annotations

import pytest

from proofs_check.engines.contraposition import applies
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize

HALLEY = Recurrence(start=("c",), step="x(t)*(x(t)**2 + 3*a)/(3*x(t)**2 + a)")
NEWTON = Recurrence(start=("c",), step="(x(t) + a/x(t))/2")
HALVED = Recurrence(start=("c",), step="x(t)/2")
SQUARED = Recurrence(start=("c",), step="x(t)**2")
LET = {"a": "positive", "c": "positive", "t": "natural"}


def goal(claim: str, step: Recurrence, given: str | None = None, let: dict[str, str] | None = None) -> Goal:
    return goal_of(formalize(let or LET, {"h": given} if given else {}, {"x": step}, claim))


def is_proved(claim: str, step: Recurrence, given: str | None = None) -> bool:
    return Session(Budget()).prove_claim(goal(claim, step, given)).proved


@pytest.mark.parametrize(
    ("claim", "step", "given"),
    [
        ("iff(x(t) > sqrt(a), c > sqrt(a))", HALLEY, None),
        ("implies(x(t) < 1, c < 1)", SQUARED, None),
        ("implies(x(t) >= 1, c >= 1)", HALVED, None),
        ("c == 2", SQUARED, "x(t) != x(t) or c == 2"),
    ],
)
def test_proved(claim: str, step: Recurrence, given: str | None) -> None:
    assert is_proved(claim, step, given)


@pytest.mark.parametrize(
    ("claim", "step"),
    [
        ("iff(x(t) > sqrt(a), c > sqrt(a))", NEWTON),
        ("implies(x(t) < 1, c < 1)", HALVED),
        ("implies(x(t) <= 1, c < 1)", SQUARED),
    ],
)
def test_false_ones_are_not(claim: str, step: Recurrence) -> None:
    assert not is_proved(claim, step)


@pytest.mark.parametrize(
    ("claim", "given", "let"),
    [
        ("x(t) > 0", "c > 1", LET),  # it is the conclusion that moves
        ("c > 0", "c > 1", LET),
        ("c > 0", "x(t) > 1 or t > 2", LET),
        ("c > 0", "x(t) > 1", {**LET, "u": "real in [0, t]"}),
        ("c != 0", "x(t) != 1", {**LET, "z": "complex"}),
    ],
)
def test_other_goals_are_left(claim: str, given: str, let: dict[str, str]) -> None:
    assert not applies(goal(claim, SQUARED, given, let))


INVOLUTIONS = Recurrence(index="n", start=("1", "1"), step="r(n) + n*r(n - 1)")


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("sqrt(n) <= r(n)/r(n - 1) <= sqrt(n) + 1", True),
        ("sqrt(n) < r(n)/r(n - 1) and r(n)/r(n - 1) <= sqrt(n) + 1", False),  # equal at n = 1
        ("sqrt(n) <= r(n)/r(n - 1) <= sqrt(n) + 1/2", False),
    ],
)
def test_bounds_that_need_each_other(claim: str, holds: bool) -> None:
    formal = formalize({"n": "integer >= 1"}, {}, {"r": INVOLUTIONS}, claim)
    assert Session(Budget()).prove_claim(goal_of(formal)).proved is holds


@pytest.mark.parametrize(
    ("claim", "given", "holds"),
    [
        ("x**(2**k) + 1 != 0", "x**2 != 1 and k <= n", True),
        ("x**(2**k) + 1 != 0", "x**2 != 1 and n >= k", True),
        ("x**(2**k) - 1 != 0", "x**2 != 2 and k <= n", False),
        ("2**k <= 2**n", "k <= n", True),
        ("2**k < 2**n", "k <= n", False),
    ],
)
def test_an_upper_end_may_be_a_hypothesis(claim: str, given: str, holds: bool) -> None:
    let = {"x": "real", "n": "natural", "k": "natural"}
    assert Session(Budget()).prove_claim(goal_of(formalize(let, {"h": given}, {}, claim))).proved is holds
