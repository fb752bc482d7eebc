"""Two numbers, not both 0, that solve homogeneous linear equations."""

from __future__ import annotations

import pytest
from whole_goals import goal, is_proved

from proofs_check.engines.existence import witness
from proofs_check.engines.existence_nontrivial import by_a_nontrivial_pair
from proofs_check.goal import Answer, Budget, Goal
from proofs_check.prove import Session
from proofs_check.statement.terms import Quantified

FOUR = {name: "real" for name in "abcd"}
NONTRIVIAL = "x**2 + y**2 > 0"


def pair(body: str, domain: str = "real") -> str:
    return f"exists(x, '{domain}', exists(y, '{domain}', {body}))"


BOTH = pair(f"{NONTRIVIAL} and a*x + b*y == 0 and c*x + d*y == 0")


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (FOUR, BOTH, ["a*d == b*c"]),
        (FOUR, pair("(x != 0 or y != 0) and a*x == b*y"), []),
        ({name: "integer" for name in "abcd"}, pair("(x != 0 or y != 0) and a*x == b*y", "integer"), []),
        (
            {name: "complex" for name in "abcd"},
            pair("(x != 0 or y != 0) and a*x + b*y == 0 and c*x + d*y == 0", "complex"),
            ["a*d == b*c"],
        ),
        (
            FOUR,
            "iff(" + pair("(x != 0 or y != 0) and a*x + b*y == 0 and c*x + d*y == 0") + ", a*d == b*c)",
            [],
        ),
        (
            FOUR,
            pair(f"{NONTRIVIAL} and a*x + b*y == 0 and 2*a*x == -2*b*y and c*x + d*y == 0"),
            ["a*d == b*c"],
        ),
        (FOUR, pair(f"{NONTRIVIAL} and 2*x + b*y == 0 and b*x + b**2*y/2 == 0"), []),
        (FOUR, f"exists(l, 'real', {pair(NONTRIVIAL + ' and a*x + b*y == l*x and b*x + a*y == l*y')})", []),
    ],
)
def test_there_is_one(let: dict[str, str], claim: str, given: list[str]) -> None:
    assert is_proved(goal(let, claim, *given))


@pytest.mark.parametrize(
    ("let", "claim", "given"),
    [
        (FOUR, BOTH, []),
        (FOUR, BOTH, ["a*d == -b*c"]),
        (FOUR, BOTH, ["a*c == b*d"]),
        (FOUR, pair("x != 0 and y != 0 and a*x + b*y == 0"), []),
        (FOUR, pair("y != 0 and a*x + b*y == 0"), []),
        (FOUR, pair("x != 0 and a*x + b*y == 0"), []),
        (FOUR, pair(f"{NONTRIVIAL} and a*x + b*y == 0", "positive"), []),
        (FOUR, pair(f"{NONTRIVIAL} and a*x + b*y == 1"), []),
        (FOUR, pair(f"{NONTRIVIAL} and x/a + y/b == 0"), []),
        ({name: "complex" for name in "abcd"}, pair("x*y != 0 and a*x + b*y == 0", "complex"), []),
    ],
)
def test_there_may_be_none(let: dict[str, str], claim: str, given: list[str]) -> None:
    asked = goal(let, claim, *given)
    assert isinstance(asked.conclusion, Quantified)
    assert not by_a_nontrivial_pair(asked.conclusion, asked, quick, witness).proved


def quick(asked: Goal) -> Answer:
    return Session(Budget(thorough=False, z3_rlimit=100_000)).prove(asked, 2)
