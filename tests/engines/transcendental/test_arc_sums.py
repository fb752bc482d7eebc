"""Sums of arcs: statements about the signs of polynomials that say the same, at the ends and on the axes too."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product
from operator import add, mul, sub, truediv

import pytest

from proofs_check.engines import arc_sums
from proofs_check.engines.arc_signs import Signs
from proofs_check.engines.arc_terms import known
from proofs_check.goal import Goal
from proofs_check.statement.terms import TRUE, Apply, Compare, Connective, Constant, Letter, Number, Term
from tests.engines.stated_cases import Case, goal_from, shown, shown_by

PLANE = {"x": "real", "y": "real"}
DISC = {"x": "real in [-1, 1]", "y": "real in [-1, 1]"}
SPACE = {"x": "positive", "y": "positive", "z": "positive"}
OFF = "x != 0 or y != 0"

TRUE_CASES: tuple[Case, ...] = (
    (PLANE, "atan2(y, x) + atan2(x, y) == pi/2", OFF, "x >= 0 or y >= 0"),
    (PLANE, "atan2(y, x) + pi/2 == atan2(x, -y)", OFF, "x >= 0 or y < 0"),
    (PLANE, "iff(atan2(y, x) > pi/2, x < 0 and y >= 0)", OFF),
    (PLANE, "iff(abs(atan2(y, x)) < pi/4, abs(y) < x)", OFF),
    (PLANE, "x <= 0 or abs(atan2(y, x)) < pi/2", OFF),
    (PLANE, "iff(atan(x) + atan(y) < pi/2, x <= 0 or y <= 0 or x*y < 1)"),
    (PLANE, "iff(atan(x) + atan(y) == pi/4, x + y + x*y == 1 and x > -1)"),
    (PLANE, "iff(acot(x) + atan(x) == pi/2, x >= 0)"),
    (PLANE, "iff(2*atan(x) == asin(2*x/(1 + x**2)), abs(x) <= 1)"),
    (DISC, "iff(asin(x) + asin(y) <= pi/2, x <= 0 or y <= 0 or x**2 + y**2 <= 1)"),
    (DISC, "iff(acos(x) + acos(y) >= pi, x + y <= 0)"),
    (SPACE, "iff(atan(x) + atan(y) + atan(z) == pi, x + y + z == x*y*z)"),
    (SPACE, "iff(atan(x) + atan(y) + atan(z) < pi/2, x*y + y*z + z*x < 1)"),
)
FALSE_CASES: tuple[Case, ...] = (
    (PLANE, "atan2(y, x) + atan2(x, y) == pi/2", OFF),
    (PLANE, "atan2(y, x) + pi/2 == atan2(x, -y)", OFF, "x >= 0 or y <= 0"),  # at (-1, 0)
    (PLANE, "iff(atan2(y, x) > pi/2, x < 0 and y > 0)", OFF),
    (PLANE, "iff(abs(atan2(y, x)) <= pi/4, abs(y) < x)", OFF),
    (PLANE, "x < 0 or abs(atan2(y, x)) < pi/2", OFF),
    (PLANE, "iff(atan(x) + atan(y) < pi/2, x <= 0 or y <= 0 or x*y <= 1)"),
    (PLANE, "iff(atan(x) + atan(y) < pi/2, x*y < 1)"),
    (PLANE, "iff(acot(x) + atan(x) == pi/2, x > 0)"),
    (DISC, "iff(asin(x) + asin(y) <= pi/2, x**2 + y**2 <= 1)"),
)

COMPARED = (
    "atan2(y, x) {} pi",
    "-atan2(y, x) {} -pi",
    "atan2(y, x) - atan2(x, -y) {} pi/2",
    "atan2(y, x) + atan2(-x, y) + atan2(y, -x) {} 3*pi/2",
    "atan(x) + atan(2*y) {} -pi/2",
    "2*atan(x) - atan(y) {} 3*pi/4",
    "asin(x) + acos(y) {} pi",
    "3*asin(x) - asin(y) {} pi",
    "2*asin(x) + acos(y/2) {} 2*pi/3",
    "abs(acot(x) - atan2(y, x)) {} pi",
    "atan(x/y) + atan2(y, x) {} pi/2",
    "atan(x/y) + atan(x) {} pi/4",
)


@pytest.mark.parametrize("case", TRUE_CASES, ids=lambda case: str(case[1]))
def test_true_claims_are_proved(case: Case) -> None:
    assert shown(case)
    assert shown_by(arc_sums, case) or "==" in str(case[1])


@pytest.mark.parametrize("case", FALSE_CASES, ids=lambda case: str(case[1]))
def test_false_neighbours_are_not(case: Case) -> None:
    assert not shown_by(arc_sums, case)


@pytest.mark.parametrize("relation", ("<", "<=", "==", "!=", ">", ">="))
@pytest.mark.parametrize("claim", COMPARED)
def test_the_statement_without_arcs_says_the_same(claim: str, relation: str) -> None:
    goal = goal_from((PLANE, claim.format(relation)))
    plain = arc_sums._without_arcs(
        goal.conclusion, Signs(Goal(goal.letters, tuple(known((goal.conclusion,))), TRUE))
    )
    values = [Fraction(k) for k in (-2, -1, 0, 1)] + [Fraction(1, 2), Fraction(-1, 2), Fraction(3, 5)]
    points = [{"x": x, "y": y} for x, y in product(values, repeat=2)]
    seen = [(_truth(goal.conclusion, point), _truth(plain, point)) for point in points]
    judged = [pair for pair in seen if pair[0] is not None]
    assert len(judged) > 20
    assert all(one == other for one, other in judged)


def _truth(statement: Term, point: dict[str, Fraction]) -> bool | None:
    """By floating point numbers: at these points what is not 0 is far from it. None where a term is undefined."""
    match statement:
        case Compare(relation=relation, left=left, right=right):
            try:
                off = _value(left, point) - _value(right, point)
            except (ValueError, ZeroDivisionError):
                return None
            sign = 0 if abs(off) < 1e-9 else math.copysign(1, off)
            return {
                "<": sign < 0,
                "<=": sign <= 0,
                "==": sign == 0,
                "!=": sign != 0,
                ">": sign > 0,
                ">=": sign >= 0,
            }[relation]
        case Connective(op=op, parts=parts):
            said = [_truth(part, point) for part in parts]
            return {"and": all(said), "or": any(said)}[op]
    raise TypeError(statement)


def _value(term: Term, point: dict[str, Fraction]) -> float:
    match term:
        case Number(value=value):
            return float(value)
        case Letter(name=name):
            return float(point[name])
        case Constant(name="pi"):
            return math.pi
        case Apply(op="atan2", args=(y, x)):
            height, width = _value(y, point) + 0.0, _value(x, point) + 0.0
            if height == width == 0:
                raise ValueError("no direction")
            return math.atan2(height, width)
        case Apply(op=op, args=(inner,)):
            return _of_one(op, _value(inner, point))
        case Apply(op=("add" | "sub" | "mul" | "div" | "pow") as op, args=(left, right)):
            join = {"add": add, "sub": sub, "mul": mul, "div": truediv, "pow": math.pow}[op]
            return float(join(_value(left, point), _value(right, point)))
    raise TypeError(term)


def _of_one(op: str, value: float) -> float:
    if op == "acot":
        return math.atan(1 / value) if value else math.pi / 2
    if op == "abs":
        return abs(value)
    if op == "neg":
        return 0.0 - value
    near = 0.0 if op == "sqrt" and -1e-12 < value < 0 else value
    return float(getattr(math, op)(near))
