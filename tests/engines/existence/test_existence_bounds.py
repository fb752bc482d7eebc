"""Terms that are linear in a letter: slope and constant, and what only looks so."""

from __future__ import annotations

import pytest

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.existence_bounds import linear
from proofs_check.goal import Budget, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare
from proofs_check.statement.text import text

LET = {"n": "integer", "a": "real", "b": "nonzero"}


def slope_of(term: str) -> str | None:
    goal = goal_of(formalize(LET, {}, {}, f"{term} < 1"))
    assert isinstance(goal.conclusion, Compare)
    found = linear(goal.conclusion.left, "n", Questions(goal, Session(Budget()).prove))
    return None if found is None else text(found[0])


@pytest.mark.parametrize(
    ("term", "slope"),
    [
        ("2*n + 3", "2"),
        ("a*n/b", "a / b"),
        ("(n + a)**2 - n**2", "2 * a"),
        ("n*log(b**2)", "log(b**2)"),
    ],
)
def test_linear(term: str, slope: str) -> None:
    assert slope_of(term) == slope


@pytest.mark.parametrize(
    "term", ["n**2/n", "n/a", "floor(n)", "abs(n)", "n**2", "sqrt(n)**2", "a**n*n", "n*sqrt(a)/a"]
)
def test_not_seen_to_be_linear(term: str) -> None:
    """n/a: whether a is 0 is not known; n**2/n has no value at 0."""
    assert slope_of(term) is None
