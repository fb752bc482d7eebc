"""Sums between integrals: with an antiderivative F of the terms t, a sum of falling terms lies between two differences of F.

    t falls on [low - 1, high]     sum t <= F(high) - F(low - 1)
    t falls on [low, high + 1]     sum t >= F(high + 1) - F(low)

and the other way round for rising terms; with at least one term and a slope that is not zero the comparison is strict. Where t falls
from low on only, the first term is added by itself. Certificate: F' == t, the sign of t', and that F, t and t' are defined there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check.engines.antiderivatives import antiderivative
from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.calculus_terms import minus, plus
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.moving_sums import settled_everywhere
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Letter,
    Number,
    Sum,
    Term,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)

LOWEST = (3, 2, 1, 0)
MINUS_ONE = number(-1)


@dataclass(frozen=True)
class Integrals:
    """Comparisons of a sum with differences of an antiderivative, and their proofs."""

    facts: tuple[Term, ...]
    answers: tuple[Answer, ...]


def integrals(one: Sum, goal: Goal, prove: Prover) -> Integrals | None:
    """Bounds of a sum with at least one term; None where its terms neither rise nor fall as far as is shown."""
    part = _settled(one, goal)
    whole = antiderivative(part.body, part.letter) if part.letter in free_letters(part.body) else None
    if whole is None or any(isinstance(node, Sum) for node in walk(part.body)):
        return None
    inhabited = prove(goal.concluding(Compare("<=", part.low, part.high)))
    lowest = _lowest(part.low, goal, prove) if inhabited.proved else None
    if lowest is None:
        return None
    for start in (lowest - 1, lowest):
        shown = _slope(part, whole, start, goal, prove)
        if shown is not None:
            relation, answers = shown
            facts = _facts(part, whole, relation, start < lowest)
            return Integrals(tuple(_of(one, part, fact) for fact in facts), (inhabited, *answers))
    return None


def _settled(one: Sum, goal: Goal) -> Sum:
    """The sum over a range that moves instead of its terms, where there is a letter that allows it."""
    for name in sorted(free_letters(one.body) - {one.letter}):
        if dict(goal.letters)[name].kind == "integer":
            found = settled_everywhere(one, name, goal.scope)
            if isinstance(found, Sum) and name not in free_letters(found.body):
                return found
    return one


def _of(one: Sum, part: Sum, fact: Compare) -> Compare:
    """The fact about the sum as it is written."""
    return replace(fact, left=one) if fact.left == part else fact


def _lowest(low: Term, goal: Goal, prove: Prover) -> int | None:
    """A whole number that the lower end is not below."""
    if isinstance(low, Number):
        return int(low.value) if low.value.denominator == 1 else None
    return next((c for c in LOWEST if prove(goal.concluding(Compare(">=", low, number(c)))).proved), None)


def _slope(
    part: Sum, whole: Term, start: int, goal: Goal, prove: Prover
) -> tuple[str, tuple[Answer, ...]] | None:
    """'<' where t falls and '>' where it rises for all real values from `start` on, F being an antiderivative there."""
    x = fresh("x", names_of(goal) | free_letters(part))
    inner = goal.with_letter(x, Domain("real", Bound(number(start), True)))
    term, integral = (substitute(one, {part.letter: Letter(x)}) for one in (part.body, whole))
    try:
        slope, smooth = differentiate(term, x, inner.scope)
        back, also = differentiate(integral, x, inner.scope)
    except (NotDifferentiable, ValueError):
        return None
    meant = defined((term, integral, slope, back), inner, prove)
    if meant is None:
        return None
    answers = [meant]
    for one in (*smooth, *also, Compare("==", back, term)):
        answers.append(prove(inner.concluding(one)))
        if not answers[-1].proved:
            return None
    for relation in ("<", ">"):
        sign = prove(inner.concluding(Compare(relation, slope, ZERO)))
        if sign.proved:
            return relation, (*answers, sign)
    return None


def _facts(part: Sum, whole: Term, relation: str, with_first: bool) -> Iterator[Compare]:
    """The two bounds. with_first: whether the terms fall or rise from low - 1 on."""

    def between(one: Term, other: Term) -> Term:
        return minus(substitute(whole, {part.letter: other}), substitute(whole, {part.letter: one}))

    opposite = {"<": ">", ">": "<"}[relation]
    yield Compare(opposite, part, between(part.low, plus(part.high, ONE)))
    if with_first:
        yield Compare(relation, part, between(plus(part.low, MINUS_ONE), part.high))
    else:
        first = substitute(part.body, {part.letter: part.low})
        yield Compare(f"{relation}=", part, plus(first, between(part.low, part.high)))
