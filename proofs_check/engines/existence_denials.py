"""A disjunction with an existence in it: the existence is proved where none of the other parts holds.

    a > 1 or exists(x, 'real', sin(x) == a) or a < -1       the existence for -1 <= a <= 1

The terms of the whole disjunction are defined, so those of its parts are, and a part that is not true is false. What is denied by several
alternatives, as `a > 0 and a < e` is by `a <= 0 or a >= e`, gives a case for each.

Certificate: proofs of one part in all cases that the opposites of the others leave.
"""

from __future__ import annotations

from itertools import product

from proofs_check.engines.calculus_terms import flat_conjunction
from proofs_check.engines.existence_intro import opposite
from proofs_check.goal import Goal
from proofs_check.statement.terms import Compare, Connective, Quantified, Term, walk

MAX_CASES = 6


def under_denials(goal: Goal, part: Term, parts: tuple[Term, ...]) -> tuple[Goal, ...]:
    """The goals of one part of a disjunction where the others are false; all of them together give the disjunction."""
    whole = (goal.concluding(part),)
    if any(domain.is_complex for _, domain in goal.letters):
        return whole  # an order of numbers that are not real has no opposite
    denied = [
        fact
        for other in parts
        if other != part and _is_plain(other)
        for fact in flat_conjunction(opposite(other))
    ]
    alternatives = [_alternatives(fact) for fact in denied]
    cases = tuple(product(*alternatives))
    if len(cases) > MAX_CASES:
        return whole
    return tuple(
        goal.assuming(*(known for fact in case for known in flat_conjunction(fact))).concluding(part)
        for case in cases
    )


def _alternatives(fact: Term) -> tuple[Term, ...]:
    if isinstance(fact, Connective) and fact.op == "or":
        return tuple(case for part in fact.parts for case in _alternatives(part))
    return (fact,)


def _is_plain(part: Term) -> bool:
    """Whether a part is made of comparisons by connectives alone."""
    if isinstance(part, Connective):
        return part.op in ("and", "or", "not", "implies") and all(map(_is_plain, part.parts))
    return isinstance(part, Compare) and not any(isinstance(node, Quantified) for node in walk(part))


__all__ = ["under_denials"]
