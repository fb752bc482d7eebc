"""Quadratic polynomials with functions as coefficients, by the principal minors of their matrices."""

from __future__ import annotations

import pytest

from proofs_check.engines import quadratic_minors
from proofs_check.engines.quadratic_minors import applies
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

ABT = dict.fromkeys("abt", "real")
FOUR = dict.fromkeys("abct", "real")


def goal(let: dict[str, str], claim: str, *given: str) -> Goal:
    return goal_of(formalize(let, {f"h{place}": fact for place, fact in enumerate(given)}, {}, claim))


def is_proved(aim: Goal) -> bool:
    return quadratic_minors.attempt(aim, Session(Budget()).prover()).proved


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABT, "abs(a*sin(1) + b*cos(1)) <= sqrt(a**2 + b**2)", []),
        (ABT, "abs(a*sin(t) + b*cos(t)) <= sqrt(a**2 + b**2)", []),
        (ABT, "sqrt(a**2 + b**2) >= a*sin(t) + b*cos(t)", []),
        (ABT, "(a*cos(t) - b*sin(t))**2 <= a**2 + b**2", []),
        (ABT, "a**2 + 2*a*b*cos(t) + b**2 >= 0", []),
        (ABT, "exp(t)*a**2 + 2*a*b + exp(-t)*b**2 >= 0", []),
        (ABT, "a**2*cosh(t) + 2*a*b*sinh(t) + b**2*cosh(t) >= 0", []),
        (ABT, "a**2 + b**2 + 1 >= 2*a*sin(t) + 2*b*cos(t)", []),
        (ABT, "a**2*exp(t) + 2*a*b + b**2 >= 0", ["t >= 0"]),
        (FOUR, "(a*sin(t)*cos(1) + b*sin(t)*sin(1) + c*cos(t))**2 <= a**2 + b**2 + c**2", []),
    ],
)
def test_holds(let: dict[str, str], claim: str, given: list[str]) -> None:
    assert is_proved(goal(let, claim, *given))


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (ABT, "abs(a*sin(t) + 2*b*cos(t)) <= sqrt(a**2 + b**2)", []),
        (ABT, "abs(a*sin(1) + b) <= sqrt(a**2 + b**2)", []),
        (ABT, "a*sin(t) - b*cos(t) >= sqrt(a**2 + b**2)", []),
        (ABT, "-sqrt(a**2 + b**2) >= a*sin(t) + b*cos(t)", []),
        (ABT, "a**2 + 21/10*a*b*cos(t) + b**2 >= 0", []),
        (ABT, "exp(t)*a**2 + 2*a*b + exp(-2*t)*b**2 >= 0", []),
        (ABT, "a**2*sinh(t) + 2*a*b*cosh(t) + b**2*sinh(t) >= 0", []),
        (ABT, "-exp(t)*a**2 + 2*a*b - exp(-t)*b**2 >= 0", []),  # determinant 0, and yet negative
        (ABT, "a**2 + b**2 + 9/10 >= 2*a*sin(t) + 2*b*cos(t)", []),
        (ABT, "a**2*exp(t) + 2*a*b + b**2 >= 0", ["t >= -1"]),
        (FOUR, "(a*sin(t)*cos(1) + b*sin(t)*sin(1) + 2*c*cos(t))**2 <= a**2 + b**2 + c**2", []),
    ],
)
def test_near_misses_are_not_proved(let: dict[str, str], claim: str, given: list[str]) -> None:
    aim = goal(let, claim, *given)
    assert applies(aim)
    assert not is_proved(aim)


def test_letters_may_stand_in_the_functions_too() -> None:
    assert is_proved(goal(ABT, "a**2 + 2*a*b*cos(a)*cos(t) + b**2 >= 0"))
    assert not is_proved(goal(ABT, "a**2 + 3*a*b*cos(a)*cos(t) + b**2 >= 0"))


@pytest.mark.parametrize(
    ("let", "claim"),
    [
        (ABT, "abs(a*sin(t) + b*cos(t)) < sqrt(a**2 + b**2)"),
        (ABT, "a**2 + b**2 >= 2*a*b"),
        (ABT, "a**2 + b**2 == 2*a*b*cos(t)"),
        ({**ABT, "t": "complex"}, "a**2 + b**2 >= a*b*abs(cos(t))"),
    ],
)
def test_others_are_left(let: dict[str, str], claim: str) -> None:
    assert not applies(goal(let, claim))
