"""What holds of all numbers holds of the values of a sequence; what needs the recursion is not shown this way."""

from __future__ import annotations

import pytest

from proofs_check.engines.sequence_values import applies, attempt, with_letters
from proofs_check.goal import Budget, Goal, goal_of, undecided
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import At, walk

COSINE = Recurrence(start=("1",), step="cos(x(t))")
SINE = Recurrence(start=("1",), step="sin(x(t))")


def goal(claim: str, step: Recurrence = COSINE, **given: str) -> Goal:
    return goal_of(formalize({"n": "natural", "s": "natural"}, given, {"x": step}, claim))


@pytest.mark.parametrize(
    ("claim", "step"),
    [
        ("1/2 < x(n) and x(n) <= 1", COSINE),
        ("x(n + 1) < x(n)", SINE),
        ("x(n) > 0", SINE),
    ],
)
def test_steps_of_transcendental_recursions(claim: str, step: Recurrence) -> None:
    assert Session(Budget()).prove_claim(goal(claim, step)).proved


@pytest.mark.parametrize(
    ("claim", "step"), [("0.55 < x(n)", COSINE), ("x(n + 1) > x(n)", SINE), ("x(n + 1) < x(n)", COSINE)]
)
def test_false_ones_stay_open(claim: str, step: Recurrence) -> None:
    assert not Session(Budget()).prove_claim(goal(claim, step)).proved


def test_hypotheses_go_with_the_values() -> None:
    whole = goal("exp(x(n)) >= 1 + x(n) and exp(x(s)) > 1 + x(s)", kept="x(s) != 0", high="x(n) <= 2")
    freed = with_letters(whole)
    assert freed is not None and len(freed.letters) == 4 and not freed.sequences
    assert not any(
        isinstance(node, At) for term in (freed.conclusion, *freed.hypotheses) for node in walk(term)
    )
    assert attempt(whole, Session(Budget()).prove).proved


def test_equal_indices_are_one_letter_and_different_ones_are_two() -> None:
    prove = Session(Budget()).prove
    assert attempt(goal("x(n + 1) - x(n + 1) + x(n) == x(n)"), prove).proved
    assert not attempt(goal("x(n + 1) == x(n)"), prove).proved
    assert not attempt(goal("x(n) == x(s)"), prove).proved


@pytest.mark.parametrize("claim", ["sum(x(k), k, 0, n) >= 0", "exists(k, 'natural', x(k) > x(n))", "n >= 0"])
def test_values_under_binders_are_left(claim: str) -> None:
    whole = goal(claim)
    assert not applies(whole)
    assert not attempt(whole, lambda goal: undecided("test", "")).proved


def test_a_hypothesis_under_a_binder_is_not_used() -> None:
    freed = with_letters(goal("x(n) > 0", all_="forall(k, 'natural', x(k) > 0)"))
    assert freed is not None and freed.hypotheses == ()


@pytest.mark.parametrize("claim", ["x(2*n) > 0", "x(floor(s/2)) > 0", "x(n + s) > 0"])
def test_other_indices_are_left(claim: str) -> None:
    assert not applies(goal(claim))
