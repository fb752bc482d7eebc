"""Letters between ends that are letters; linear arithmetic with moduli; functions of two ordered letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.engines.calculus_terms import folded, truth
from proofs_check.engines.scalar import is_piecewise_linear
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.narrow import narrowed
from proofs_check.prove import Session
from proofs_check.statement.domains import membership
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Term, number, substitute

OPEN = {"a": "real in (0, pi/2)", "b": "real in (0, a)"}
CLOSED = {"a": "real > 1", "b": "real in (1, a]"}
REALS = dict.fromkeys("xyz", "real")


def goal(claim: str, let: dict[str, str]) -> Goal:
    return goal_of(formalize(let, {}, {}, claim))


@pytest.mark.parametrize(
    ("claim", "let", "holds"),
    [
        ("sin(a)/sin(b) < a/b", OPEN, True),
        ("a/b < tan(a)/tan(b)", OPEN, True),
        ("a/b < sin(a)/sin(b)", OPEN, False),
        ("b*sin(a) < a*sin(b)", {"a": "real in (0, 2*pi)", "b": "real in (0, a)"}, False),
        ("log(a)/log(b) <= (a - 1)/(b - 1)", CLOSED, True),
        ("log(a)/log(b) < (a - 1)/(b - 1)", CLOSED, False),
        ("b <= pi/2", OPEN, True),
        ("b < 1", OPEN, False),
        ("b < c", {"a": "real in (0, 1)", "c": "real in [1, 2]", "b": "real in (0, a]"}, True),
        ("b < c", {"a": "real in (0, 1]", "c": "real in [1, 2]", "b": "real in (0, a]"}, False),
    ],
)
def test_letters_between_letters(claim: str, let: dict[str, str], holds: bool) -> None:
    assert Session(Budget()).prove_claim(goal(claim, let)).proved is holds


brackets = st.sampled_from(["()", "[]", "(]", "[)"])
values = st.integers(-3, 3)


@given(outer=brackets, inner=brackets, turned=st.booleans(), low=values, high=values, a=values, b=values)
def test_the_same_points_are_admissible(
    outer: str, inner: str, turned: bool, low: int, high: int, a: int, b: int
) -> None:
    second = f"{inner[0]}a, {high}{inner[1]}" if turned else f"{inner[0]}{low}, a{inner[1]}"
    whole = goal("b == b", {"a": f"real in {outer[0]}{low}, {high}{outer[1]}", "b": f"real in {second}"})
    assert admits(whole, a, b) is admits(narrowed(whole), a, b)


def admits(whole: Goal, a: int, b: int) -> bool:
    facts = [
        *whole.hypotheses,
        *(fact for name, domain in whole.letters for fact in membership(name, domain)),
    ]
    return all(is_true(substitute(fact, {"a": number(a), "b": number(b)})) for fact in facts)


def is_true(fact: Term) -> bool:
    shown = truth(folded(fact))
    assert shown is not None, fact
    return shown


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("abs(x) + abs(y) + abs(z) + abs(x + y + z) >= abs(x + y) + abs(y + z) + abs(z + x)", True),
        ("abs(x) + abs(y) + abs(z) + abs(x + y + z) > abs(x + y) + abs(y + z) + abs(z + x)", False),
        ("max(x, y) + min(x, y) + abs(z) >= x + y", True),
        ("abs(x - z) >= abs(x - y) + abs(y - z)", False),
    ],
)
def test_linear_arithmetic(claim: str, holds: bool) -> None:
    answer = Session(Budget()).prove_claim(goal(claim, REALS))
    assert answer.proved is holds
    assert not holds or answer.trust in ("certificate", "two engines")


@pytest.mark.parametrize(
    ("claim", "linear"),
    [
        ("2*abs(x)/3 - max(x, y) <= z*5", True),
        ("x*y <= 1", False),
        ("x/y <= 1", False),
        ("abs(x)**2 <= 1", False),
        ("floor(x) <= x", False),
    ],
)
def test_what_is_linear(claim: str, linear: bool) -> None:
    assert is_piecewise_linear(goal(claim, REALS).conclusion) is linear
