"""Values that certainly fail somewhere are not put to the provers; those that hold are never thrown out."""

from __future__ import annotations

import pytest

from proofs_check.engines.existence_screening import fails_somewhere
from proofs_check.engines.sampling import refuting_point
from proofs_check.goal import Goal, goal_of
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Quantified, number


def existence(claim: str, given: dict[str, str] | None = None) -> tuple[Quantified, Goal]:
    goal = goal_of(formalize({"a": "positive"}, given or {}, {}, claim))
    assert isinstance(goal.conclusion, Quantified)
    return goal.conclusion, goal


@pytest.mark.parametrize(
    ("claim", "value", "fails"),
    [
        ("exists(x, 'real', forall(y, 'real', y**2 >= x))", 0, False),
        ("exists(x, 'real', forall(y, 'real', y**2 >= x))", 2, True),
        ("exists(x, 'real', forall(y, 'real', implies(y > 1, y**2 >= x)))", 1, False),
        ("exists(x, 'real', forall(y, 'real', implies(y < 1, y**2 >= x)))", 1, True),
        ("exists(x, 'real', x > 0 and forall(y, 'real in (0, 1)', exp(y) >= x))", 1, False),
        ("exists(x, 'real', x > 1 and forall(y, 'real in (0, 1)', exp(y) >= x))", 1, True),
    ],
)
def test_what_is_said_of_all_values_is_tried_at_some(claim: str, value: int, fails: bool) -> None:
    statement, goal = existence(claim)
    assert fails_somewhere(statement, number(value), goal) is fails


@pytest.mark.parametrize(
    ("given", "found"),
    [("a > 2 or a < 1", True), ("a > 2 and a > 3", False), ("implies(a > 1/10, a < 1)", True)],
)
def test_points_satisfy_hypotheses_that_are_put_together(given: str, found: bool) -> None:
    """a > 1 fails at the points that the hypothesis admits, or at none of them."""
    goal = goal_of(formalize({"a": "positive"}, {"known": given}, {}, "a > 1"))
    assert (refuting_point(goal) is not None) is found
