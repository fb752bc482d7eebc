"""Arguments against multiples of pi/2 as signs of real and imaginary parts, axes included."""

from __future__ import annotations

import math
import operator
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from proofs_check.engines import branches, sectors
from proofs_check.statement.terms import Apply, Compare, Connective, Number, Term
from tests.engines.identities.identity_goals import by_planner, goal

NONZERO = {"z": "complex nonzero"}
RELATIONS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq}
NEGATED = {**RELATIONS, "!=": operator.ne}


@settings(max_examples=300, deadline=None)
@given(
    st.integers(-2, 2),
    st.integers(-2, 2),
    st.sampled_from(tuple(RELATIONS)),
    st.integers(-3, 3),
    st.sampled_from(("arg(z)", "im(log(z))", "abs(arg(z))")),
)
def test_the_parts_say_the_same_as_the_argument(
    x: int, y: int, relation: str, halves: int, side: str
) -> None:
    """atan2 of whole numbers up to 2 in size: multiples of pi/4, or far enough from them."""
    assume(x or y)
    statement = goal(NONZERO, f"{side} {relation} {halves}*pi/2").conclusion
    found = sectors.in_parts(statement)
    if found is not None:
        value = math.atan2(y, x) / (math.pi / 2)
        value = abs(value) if side.startswith("abs") else value
        exact = round(value) if abs(value - round(value)) < 1e-9 else value
        assert _true(found, x, y) == RELATIONS[relation](exact, halves)


def _true(statement: Term, x: int, y: int) -> bool:
    match statement:
        case Connective(op="and", parts=parts):
            return all(_true(part, x, y) for part in parts)
        case Connective(op="or", parts=parts):
            return any(_true(part, x, y) for part in parts)
        case Compare(relation=relation, left=Apply(op=op), right=Number(value=value)):
            return bool(NEGATED[relation](Fraction({"re": x, "im": y}[op]), value))
    raise ValueError(statement)


@pytest.mark.parametrize(
    ("claim", "fact", "holds"),
    [
        ("re(z) > 0", "abs(arg(z)) < pi/2", True),
        ("re(z) > 0", "abs(arg(z)) <= pi/2", False),
        ("sqrt(z**2) == z", "abs(arg(z)) < pi/2", True),
        ("sqrt(z**2) == z", "abs(arg(z)) <= pi/2", False),
        ("log(z**3) == 3*log(z)", "-pi < 3*arg(z) and 3*arg(z) <= pi", True),
        ("log(z**3) == 3*log(z)", "-pi <= 3*arg(z) and 3*arg(z) <= pi", False),
        ("log(conj(z)) == conj(log(z))", "arg(z) < pi", True),
        ("log(conj(z)) == conj(log(z))", "arg(z) <= pi", False),
        ("z == 2", "log(z) == log(2)", True),
        ("z == 2", "log(z**2) == log(4)", False),
    ],
)
def test_facts_about_arguments(claim: str, fact: str, holds: bool) -> None:
    assert branches.attempt(goal(NONZERO, claim, *fact.split(" and ")), by_planner).proved == holds
