"""A closed form of one of two sequences that use each other: the form of the other is found from the step."""

from __future__ import annotations

import pytest

from proofs_check.engines import companion_forms
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.claim import Recurrence
from proofs_check.statement.formal import formalize
from proofs_check.statement.text import text

ARCHIMEDES = {
    "a": Recurrence(start=("cos(s)",), step="(a(n) + b(n))/2", index="n", first=0),
    "b": Recurrence(start=("1",), step="sqrt((a(n) + b(n))/2*b(n))", index="n", first=0),
}
HALVES = {
    "a": Recurrence(start=("3",), step="(a(n) + b(n))/2", index="n", first=0),
    "b": Recurrence(start=("1",), step="(a(n) + 3*b(n))/4", index="n", first=0),
}
VANISHING = {
    "a": Recurrence(start=("x",), step="a(n) + b(n) + 1", index="n", first=0),
    "b": Recurrence(start=("0",), step="a(n)*b(n)", index="n", first=0),
}
LETTERS = {"s": "real in (0, pi/2)", "x": "positive", "n": "natural"}


def stated(define: dict[str, Recurrence], claim: str) -> Goal:
    return goal_of(formalize(LETTERS, {}, define, claim))


def shown(define: dict[str, Recurrence], claim: str) -> bool:
    return companion_forms.attempt(stated(define, claim), Session(Budget()).prover()).proved


def test_the_polygons_of_archimedes() -> None:
    assert shown(ARCHIMEDES, "b(n) == sin(s)/(2**n*sin(s/2**n))")


@pytest.mark.parametrize(
    "claim",
    ["b(n) == sin(s)/(2**n*tan(s/2**n))", "b(n) == 1", "b(n) == sin(2*s)/(2**n*sin(2*s/2**n))"],
)
def test_other_forms_are_not_proved(claim: str) -> None:
    assert not shown(ARCHIMEDES, claim)


def test_the_step_is_solved_for_the_other_sequence() -> None:
    found = companion_forms.companion(stated(HALVES, "b(n) == 5/3 - 2/3/4**n"))
    assert found is not None
    assert text(found.left) == "a(n)"
    assert shown(HALVES, "b(n) == 5/3 - 2/3/4**n")
    assert not shown(HALVES, "b(n) == 5/3 - 2/3/3**n")


def test_a_form_that_is_not_defined_everywhere_is_not_used() -> None:
    """The other would have to be 0/0."""
    answer = companion_forms.attempt(stated(VANISHING, "b(n) == n - n"), Session(Budget()).prover())
    assert not answer.proved
    assert "not seen to be defined" in answer.detail


@pytest.mark.parametrize("claim", ["b(n) <= 1", "b(n) == a(n)", "b(n + 1) == 1"])
def test_other_statements_have_no_companion(claim: str) -> None:
    assert companion_forms.companion(stated(ARCHIMEDES, claim)) is None
