"""Lines that miss a number at all whole places: 2*pi*k != pi for every whole k, and 2*pi*k != 1.

    a*k + b != 0   where -b/a lies strictly between two neighbouring whole numbers, or outside of the domain of k

for numbers a and b without letters. Certificate: -b/a as an exact fraction, or a ball around it that holds no whole number of the domain.
"""

from __future__ import annotations

import flint
from flint import arb

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_terms import folded, minus, negate, over
from proofs_check.engines.enclosures import BITS, ball, enclosed
from proofs_check.engines.recursive_orders import is_affine
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Number,
    Term,
    apply,
    binder,
    free_letters,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "whole lines"


def applies(goal: Goal) -> bool:
    """Whether the goal says that a line in one whole letter, with no other letters, does not meet a number."""
    conclusion, names = goal.conclusion, free_letters(goal.conclusion)
    if not isinstance(conclusion, Compare) or conclusion.relation != "!=" or len(names) != 1:
        return False
    (name,) = names
    domain = dict(goal.letters).get(name)
    if domain is None or domain.kind != "integer" or any(d.is_complex for _, d in goal.letters):
        return False
    if any(binder(node) is not None for node in walk(conclusion)):
        return False
    return all(is_affine(side, name) for side in (conclusion.left, conclusion.right))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that the line misses the number, or says where it may meet it."""
    conclusion = goal.conclusion
    if not applies(goal) or not isinstance(conclusion, Compare):
        return undecided(ENGINE, "")
    (name,) = free_letters(conclusion)
    gap = apply("sub", conclusion.left, conclusion.right)
    start = folded(substitute(gap, {name: ZERO}))
    slope = minus(folded(substitute(gap, {name: ONE})), start)
    place = tidy(over(negate(start), slope), goal.scope)
    with flint.ctx.workprec(BITS):
        misses = _misses(place, slope, dict(goal.letters)[name], goal)
    if not misses:
        return undecided(ENGINE, f"{text(place)[:150]} may be a value of {name}")
    return proved(ENGINE, f"{name} would be {text(place)}"[:300], "certificate")


def _misses(place: Term, slope: Term, domain: Domain, goal: Goal) -> bool:
    """Whether the place, where the line with this slope is 0, is no whole number of the domain."""
    steep, near = enclosed(slope, {}, goal.scope), enclosed(place, {}, goal.scope)
    if steep is None or near is None or not (steep > 0 or steep < 0):
        return False
    if domain.nonzero and place == ZERO:
        return True
    return bool(near.floor() < near < near.floor() + 1) or _outside(near, domain)


def _outside(near: arb, domain: Domain) -> bool:
    return _beyond(near, domain.low, 1) or _beyond(near, domain.high, -1)


def _beyond(near: arb, end: Bound | None, side: int) -> bool:
    """Whether the place lies before a low (1) or after a high (-1) end that is a number."""
    if end is None or is_infinite(end.at) or not isinstance(end.at, Number):
        return False
    before = (ball(end.at.value) - near) * side
    return bool(before > 0) or (not end.closed and bool(before >= 0))
