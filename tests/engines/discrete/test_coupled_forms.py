"""Two sequences that use each other: their closed forms, limits, and bases that come later."""

from __future__ import annotations

import pytest

from proofs_check.engines.coupled_forms import pair_in_closed_form
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize

Pair = tuple[tuple[str, str], tuple[str, str]]


def goal(claim: str, pair: Pair, **let: str) -> Goal:
    x, y = pair
    define = {"x": Recurrence(start=(x[0],), step=x[1]), "y": Recurrence(start=(y[0],), step=y[1])}
    return goal_of(formalize({**let, "t": "natural"}, {}, define, claim))


MIXED = (("1", "x(t)/2 + y(t)/2"), ("3", "x(t)/4 + 3*y(t)/4"))
PELL = (("1", "x(t) + 2*y(t)"), ("1", "x(t) + y(t)"))
SHARED = (("1", "(1 - a)*x(t) + a*y(t)"), ("3", "a*x(t) + (1 - a)*y(t)"))


@pytest.mark.parametrize(
    ("claim", "pair", "let"),
    [
        ("limit(x(t), t, oo) == 7/3", MIXED, {}),
        ("limit(y(t) - x(t), t, oo) == 0", MIXED, {}),
        ("limit(x(t)/y(t), t, oo) == sqrt(2)", PELL, {}),
        ("limit(x(t), t, oo) == 2", SHARED, {"a": "real in (0, 1)"}),
    ],
)
def test_limits(claim: str, pair: Pair, let: dict[str, str]) -> None:
    assert Session(Budget()).prove_claim(goal(claim, pair, **let)).proved


@pytest.mark.parametrize(
    ("claim", "pair", "let"),
    [
        ("limit(x(t), t, oo) == 2", MIXED, {}),
        ("limit(x(t), t, oo) == 2", SHARED, {"a": "real in (0, 1]"}),
        ("limit(x(t)/y(t), t, oo) == 7/5", PELL, {}),
    ],
)
def test_false_limits(claim: str, pair: Pair, let: dict[str, str]) -> None:
    assert not Session(Budget()).prove_claim(goal(claim, pair, **let)).proved


@pytest.mark.parametrize(
    "pair",
    [
        (("1", "x(t)*y(t)"), ("1", "x(t) + y(t)")),
        (("1", "t*x(t) + y(t)"), ("1", "x(t) + y(t)")),
        (("1", "x(t) + y(t) + t"), ("1", "x(t) + y(t)")),
    ],
)
def test_other_steps_are_left(pair: Pair) -> None:
    whole = goal("x(t) == 0", pair)
    one, two = whole.sequences
    assert pair_in_closed_form(one, two, whole, Session(Budget()).prove) is None


def test_the_second_may_use_the_first_at_its_new_value() -> None:
    whole = goal("x(t) == 0", (("0", "x(t)/2 - y(t)/9"), ("1", "y(t) + x(t + 1)/9")))
    one, two = whole.sequences
    found = pair_in_closed_form(one, two, whole, Session(Budget()).prove)
    assert found is not None and found[2].proved


def test_an_induction_whose_step_holds_for_large_n_only() -> None:
    steps = {"x": Recurrence(start=("1", "1", "2"), step="x(n) + x(n - 1) + x(n - 2)", index="n")}

    def is_proved(claim: str) -> bool:
        return Session(Budget()).prove_claim(goal_of(formalize({"n": "natural"}, {}, steps, claim))).proved

    assert is_proved("x(n) < 2**n + 1")
    assert not is_proved("x(n) < 2**n")
