"""Limits of products of cosines of halved angles (Viete)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofs_check.engines.halved_angles import with_halved_angles
from proofs_check.goal import Answer, Budget, Goal, goal_of, proved, undecided
from proofs_check.prove import Session
from proofs_check.statement.domains import REAL
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Compare, Limit, Sum, apply, number

NUMBER = {"n": "integer >= 1", "x": "real"}


def holds(claim: str, *given: str) -> bool:
    goal = goal_of(formalize(NUMBER, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))
    return Session(Budget()).prove_claim(goal).proved


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("limit(prod(cos(x/2**k), k, 1, n), n, oo) == sin(x)/x", ("x != 0",)),
        ("limit(prod(cos(pi/2**k), k, 2, n), n, oo) == 2/pi", ()),
        ("limit(prod(cos(x/2**k), k, 0, n), n, oo) == sin(2*x)/(2*x)", ("x > 0",)),
        ("limit(3*prod(cos(x/2**k), k, 1, n) + 1/n, n, oo) == 3*sin(x)/x", ("x != 0",)),
    ],
)
def test_true_is_proved(claim: str, given: tuple[str, ...]) -> None:
    assert holds(claim, *given)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("limit(prod(cos(x/2**k), k, 1, n), n, oo) == sin(x)/x", ()),
        ("limit(prod(cos(x/2**k), k, 1, n), n, oo) == cos(x)/x", ("x != 0",)),
        ("limit(prod(cos(x/3**k), k, 1, n), n, oo) == sin(x)/x", ("x != 0",)),
        ("limit(prod(cos(pi/2**k), k, 1, n), n, oo) == 2/pi", ()),
        ("limit(prod(sin(x/2**k), k, 1, n), n, oo) == sin(x)/x", ("x != 0",)),
        ("limit(prod(cos(x/2**n), k, 1, n), n, oo) == sin(x)/x", ("x != 0",)),
        ("limit(prod(cos(x/2**k), k, 1, n + 1), n, oo) == sin(2*x)/(2*x)", ("x != 0",)),
    ],
)
def test_false_is_not_proved(claim: str, given: tuple[str, ...]) -> None:
    assert not holds(claim, *given)


def product_limit() -> tuple[Limit, Goal]:
    goal = goal_of(formalize(NUMBER, {}, {}, "limit(prod(cos(x/2**k), k, 1, n), n, oo) == 1"))
    assert isinstance(goal.conclusion, Compare) and isinstance(goal.conclusion.left, Limit)
    return goal.conclusion.left, Goal((("x", REAL),), (), goal.conclusion)


def agreeing(*relations: str):  # type: ignore[no-untyped-def]
    """Who says yes to comparisons of these relations."""

    def prove(goal: Goal) -> Answer:
        said = isinstance(goal.conclusion, Compare) and goal.conclusion.relation in relations
        return proved("test", "", "certificate") if said else undecided("test", "")

    return prove


def test_the_quotient_needs_the_induction_and_an_angle_that_is_not_zero() -> None:
    limit, goal = product_limit()
    assert with_halved_angles(limit, goal, agreeing("==", "!=", ">", ">="))[0] != limit
    assert with_halved_angles(limit, goal, agreeing("=="))[0] == limit
    assert with_halved_angles(limit, goal, agreeing("!=", ">", "<"))[0] == limit


def test_other_ends_and_letters_of_other_binders_are_left() -> None:
    limit, goal = product_limit()
    yes = agreeing("==", "!=", ">", ">=")
    assert with_halved_angles(replace(limit, point=number(3)), goal, yes)[0].body == limit.body
    other = Sum("sum", "x", number(1), number(1), number(3))
    shadowed = replace(limit, body=apply("mul", other, limit.body))
    assert with_halved_angles(shadowed, goal, yes)[0] == shadowed
