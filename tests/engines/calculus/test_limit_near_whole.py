"""Limits of waves of multiples of pi times a number that is close to a whole one."""

from __future__ import annotations

import pytest

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import times
from proofs_check.engines.expand_near_whole import Turns
from proofs_check.engines.expand_terms import Expander
from proofs_check.engines.scales import Scale
from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import TRUE, Constant, Letter, apply, number

LETTERS = {"n": "natural", "x": "real"}


def holds(claim: str) -> bool:
    return Session(Budget()).prove_claim(goal_of(formalize(LETTERS, {}, {}, claim))).proved


@pytest.mark.parametrize(
    "claim",
    [
        "limit(n*sin(2*pi*e*factorial(n)), n, oo) == 2*pi",
        "limit(n*sin(-4*pi*e*factorial(n)), n, oo) == -4*pi",
        "limit(n*tan(pi*e*factorial(n)), n, oo) == pi",
        "limit(n*(n*sin(2*pi*e*factorial(n)) - 2*pi), n, oo) == 0",
        "limit(cos(2*pi*e*factorial(n + 1)), n, oo) == 1",
        "limit(sin(pi*(2 + sqrt(3))**n), n, oo) == 0",
        "limit(cos(pi*(1 + sqrt(2))**(2*n)), n, oo) == 1",
        "limit(sin(2*pi*((1 + sqrt(5))/2)**n), n, oo) == 0",
    ],
)
def test_true_is_proved(claim: str) -> None:
    assert holds(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "limit(n*sin(2*pi*e*factorial(n)), n, oo) == pi",
        "limit(n*sin(pi*e*factorial(n)), n, oo) == pi",  # its sign is that of (-1)**(n + 1)
        "limit(n*sin(2*pi*e*factorial(n)/3), n, oo) == 2*pi/3",  # n!/0! + ... + n!/n! is no multiple of 3
        "limit(cos(pi*((1 + sqrt(5))/2)**n), n, oo) == 1",  # the numbers of Lucas are not all even
        "limit(sin(pi/2*(2 + sqrt(3))**n), n, oo) == 0",
        "limit(sin(pi*(3 + sqrt(2))**n), n, oo) == 0",  # 3 - sqrt(2) > 1
        "limit(sin(2*pi*(1/4 + sqrt(17/16))**n), n, oo) == 0",  # its trace is not whole
        "limit(sin(2*pi*(1 + sqrt(1/2))**n), n, oo) == 0",  # its norm is not whole
        "limit(sin(2*pi*(sqrt(2) - 2)**(5 - n)), n, oo) == 0",  # the exponent is negative
        "limit(sin(pi*(2 + sqrt(3))**x), x, oo) == 0",  # along the real numbers
        "limit(sin(2*factorial(n)), n, oo) == 0",
    ],
)
def test_false_is_not_proved(claim: str) -> None:
    assert not holds(claim)


def test_the_remainder_is_known_up_to_its_error() -> None:
    goal = Goal((), (), TRUE)
    n, asked = Letter("n"), Questions(goal, Session(Budget()).prover())
    expander = Expander(asked, "n", True, lambda limit, _: limit)
    turns = Turns(expander.elementary, "n", expander.expand, lambda _: True)
    found = turns.without("sin", times(number(2), Constant("pi"), Constant("e"), apply("factorial", n)))
    assert found is not None and Scale(power=number(-5)) in found.errors
    assert turns.without("sin", times(Constant("pi"), Constant("e"), apply("factorial", n))) is None
    assert (
        turns.without("exp", times(number(2), Constant("pi"), Constant("e"), apply("factorial", n))) is None
    )
