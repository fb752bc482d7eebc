"""Extreme places with cases, instances of hypotheses about all numbers, and what such hypotheses say of coefficients."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from proofs_check.engines.quadratic_hypotheses import coefficients
from proofs_check.exact.evaluate import holds as holds_at
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import number

LETTERS = {"a": "real", "b": "real", "c": "real", "L": "real", "p": "positive"}


def goal(claim: str, *given: str, let: Mapping[str, str] | None = None) -> Goal:
    return goal_of(formalize(let or LETTERS, {f"h{k}": one for k, one in enumerate(given)}, {}, claim))


def holds(one: Goal) -> bool:
    return Session(Budget(z3_rlimit=400_000)).prove_claim(one).proved


ABOVE = "forall(x, 'real', a*x**2 + b*x + c >= 0)"
TRUE = (
    goal("exists(x, 'real in [-1, 1]', forall(y, 'real in [-1, 1]', a*y <= a*x))"),
    goal("exists(x, 'positive', forall(y, 'positive', x + p/x <= y + p/y))"),
    goal("a >= 0 and c >= 0 and b**2 <= 4*a*c", ABOVE),
    goal("a == b", "forall(x, 'real', a*x + c == b*x + c)"),
    goal("a == 0", "forall(x, 'real', a*x <= 1)"),
    goal("forall(y, 'real in (1, 2)', log(y) <= y + a)", "forall(x, 'positive', log(x) <= x + a)"),
    goal("a*p**2 + 1 > 0", "forall(x, 'nonzero', a + 1/x**2 > 0)"),
    goal("a + 1 > 0", "forall(x, 'nonzero', a + 1/x**2 > 0)"),
    goal("a*b**2 >= 0", "forall(x, 'nonnegative', a*x >= 0)"),
    goal("abs(a) <= L", "forall(x, 'real', forall(y, 'real', abs(a*x - a*y) <= L*abs(x - y)))"),
)
FALSE = (
    goal("exists(x, 'real in (-1, 1)', forall(y, 'real in (-1, 1)', a*y <= a*x))"),
    goal("exists(x, 'positive', forall(y, 'positive', x + p/x < y + p/y))"),
    goal("b**2 < 4*a*c", ABOVE),
    goal("a == 0", "forall(x, 'positive', a*x <= 1)"),
    # what is said of values in a domain may be undefined outside of it
    goal("forall(y, 'real', y > 0)", "forall(x, 'positive', log(x) <= x + a)"),
    goal("forall(y, 'real', y**2 + a > 0)", "forall(x, 'nonzero', a + 1/x**2 > 0)"),
    goal("forall(n, 'natural', n + a > 0)", "forall(m, 'integer >= 1', 1/m + a > 0)"),
    goal("b >= 0", "forall(x, 'nonnegative', sqrt(x) <= x + a)"),
    goal("b < 1", "forall(x, 'real in (-1, 1)', a*atanh(x)*x >= 0)"),
    goal("abs(b - 1) + a > 0", "forall(x, 'real in (-1, 1)', a/(1 - x) >= 0)"),
)


@pytest.mark.parametrize("one", TRUE, ids=lambda one: str(TRUE.index(one)))
def test_true_goals_are_proved(one: Goal) -> None:
    assert holds(one)


@pytest.mark.parametrize("one", FALSE, ids=lambda one: str(FALSE.index(one)))
def test_false_goals_are_not(one: Goal) -> None:
    assert not holds(one)


@pytest.mark.parametrize("relation", [">=", ">", "<=", "<", "=="])
def test_coefficients_of_forms_that_keep_their_sign(relation: str) -> None:
    says = f"forall(x, 'real', a*x**2 + b*x + c {relation} 0)"
    one = goal("a == a", says)
    for a in range(-2, 3):
        for b in range(-2, 3):
            for c in range(-2, 3):
                point = {"a": number(a), "b": number(b), "c": number(c), "L": number(0), "p": number(1)}
                if holds_at(one.hypotheses[0], point, one, Budget()).outcome == "true":
                    facts = tuple(coefficients(one.hypotheses[0], one))
                    assert facts and all(
                        holds_at(fact, point, one, Budget()).outcome == "true" for fact in facts
                    )


@pytest.mark.parametrize(
    "says",
    ["forall(x, 'positive', a*x >= 0)", "forall(x, 'real', a*x**3 >= 0)", "forall(x, 'real', a*x != 0)"],
)
def test_other_forms_say_nothing(says: str) -> None:
    one = goal("a == a", says)
    assert not tuple(coefficients(one.hypotheses[0], one))
