"""Sectors of the plane: arg(u), abs(arg(u)) or im(log(u)) compared with a multiple of pi/2 says the same as signs of re(u), im(u).

With u = x + i*y not zero and -pi < arg(u) <= pi:

    arg(u) >= 0       y >= 0                         arg(u) > 0       y > 0, or y == 0 and x < 0
    arg(u) >= pi/2    y >= 0 and x <= 0              arg(u) > pi/2    y >= 0 and x < 0
    arg(u) >= -pi/2   y >= 0 or x >= 0               arg(u) > -pi/2   y >= 0 or x > 0
    arg(u) >= pi      y == 0 and x < 0               abs(arg(u)) < pi/2     x > 0

and the opposites. Hypotheses of the form log(a) == log(b), sqrt(a) == sqrt(b) say a == b as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.linear_terms import difference
from proofs_check.engines.separation import oriented
from proofs_check.goal import Goal
from proofs_check.statement.terms import (
    FALSE,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Term,
    apply,
)

HALF = Fraction(1, 2)
OPPOSITE = {"<": ">=", "<=": ">"}


def read(goal: Goal) -> Goal:
    """The goal with facts about arguments read as facts about parts too, and such a conclusion put in parts."""
    facts = tuple(one for fact in goal.hypotheses for one in said(fact) if one not in goal.hypotheses)
    conclusion = in_parts(goal.conclusion) or goal.conclusion
    return (
        replace(goal.assuming(*facts), conclusion=conclusion)
        if facts or conclusion != goal.conclusion
        else goal
    )


def said(fact: Term) -> Iterator[Term]:
    """What a hypothesis says of real and imaginary parts, or of the arguments of two equal values."""
    found = in_parts(fact)
    if found is not None:
        yield found
    match fact:
        case Compare(relation="==", left=Apply(op=one, args=(a,)), right=Apply(op=two, args=(b,))) if (
            one == two and one in ("log", "sqrt")
        ):
            yield Compare("==", a, b)


def in_parts(statement: Term) -> Term | None:
    """The same statement about the parts, where it compares an argument with a multiple of pi/2."""
    for turned in oriented(statement):
        bound = _multiple_of_pi(turned.right)
        if bound is None or bound * 2 != int(bound * 2):
            continue
        match turned.left:
            case Apply(op="arg", args=(u,)) | Apply(op="im", args=(Apply(op="log", args=(u,)),)):
                return _sector(u, turned.relation, bound)
            case Apply(op="abs", args=(Apply(op="arg", args=(u,)),)):
                return _symmetric(u, turned.relation, bound)
    return None


def _multiple_of_pi(term: Term) -> Fraction | None:
    parts = {part: factor for part, factor in difference(Compare("==", term, ZERO)).items() if factor}
    if not parts:
        return Fraction(0)
    return parts.get(Constant("pi")) if set(parts) == {Constant("pi")} else None


def _sector(u: Term, relation: str, bound: Fraction) -> Term | None:
    if relation == "==":
        ends = (_sector(u, ">=", bound), _sector(u, "<=", bound))
        return None if ends[0] is None or ends[1] is None else Connective("and", (ends[0], ends[1]))
    if relation in OPPOSITE:
        return _negated(_reached(u, OPPOSITE[relation] == ">", bound))
    return _reached(u, relation == ">", bound) if relation in (">", ">=") else None


def _reached(u: Term, strict: bool, bound: Fraction) -> Term:
    """arg(u) > bound*pi, or >=."""
    x, y = apply("re", u), apply("im", u)
    above, on = Compare(">=", y, ZERO), Compare("==", y, ZERO)
    cut = Connective("and", (on, Compare("<", x, ZERO)))
    if bound > 1 or (bound == 1 and strict):
        return FALSE
    if bound <= -1:
        return TRUE
    if bound == 1:
        return cut
    if bound == HALF:
        return Connective("and", (above, Compare("<" if strict else "<=", x, ZERO)))
    if bound == -HALF:
        return Connective("or", (above, Compare(">" if strict else ">=", x, ZERO)))
    return Connective("or", (Compare(">", y, ZERO), cut)) if strict else above


def _negated(statement: Term) -> Term:
    opposite = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
    match statement:
        case Compare(relation=relation, left=left, right=right):
            return Compare(opposite[relation], left, right)
        case Connective(op=op, parts=parts):
            return Connective("or" if op == "and" else "and", tuple(map(_negated, parts)))
    raise TypeError("no comparison")


def _symmetric(u: Term, relation: str, bound: Fraction) -> Term | None:
    """abs(arg(u)) against bound*pi: symmetric about the real axis but for the cut, which both signs of the angle reach."""
    x, y = apply("re", u), apply("im", u)
    if bound == HALF and relation in ("<", "<=", ">", ">="):
        return Compare({"<": ">", "<=": ">=", ">": "<", ">=": "<="}[relation], x, ZERO)
    if bound == 1 and relation == "<":
        return Connective("or", (Compare("!=", y, ZERO), Compare(">", x, ZERO)))
    return None
