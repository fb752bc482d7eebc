"""A zero that is none of some numbers, by more zeros than numbers: exists(x, D, h(x) == 0 and x != t), h and D without other letters.

    x - log(x) == 2 has a zero between 1/10 and 1/2 and one between 2 and 4: no zero is the only one

Places are sought among sample points: two neighbours between which the sign of h changes, and points at which h is 0. Those that are used lie apart
from each other. Of k + 1 of them one has a zero that is none of k numbers, whatever these are.

Certificate: an existence for each interval, the values for single points, and that the numbers are defined.

Notation: x the letter that is asked for, p the other conditions, h == 0 the equation among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, pairwise

import flint
from flint import arb

from proofs_check.engines.calculus_questions import Questions, defined
from proofs_check.engines.calculus_terms import minus
from proofs_check.engines.enclosures import ball, certain, difference, enclosed, interval
from proofs_check.engines.existence_avoiding import apart_from
from proofs_check.engines.existence_pairs import Witness
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain, is_infinite, membership
from proofs_check.statement.terms import (
    Compare,
    Quantified,
    Term,
    conjunction,
    free_letters,
    number,
    substitute,
    walk,
)

ENGINE = "existence"
BITS = 128
STEPS = tuple(Fraction(k, 8) for k in range(-96, 97))
SCALES = tuple(Fraction(2) ** k for k in range(-10, 8))
PARTS = 64
MAX_PLACES = 8


@dataclass(frozen=True)
class Place:
    """An interval at whose ends h has different signs, or a point at which h is 0."""

    low: Fraction
    high: Fraction

    def is_apart(self, other: Place) -> bool:
        return self.high < other.low or other.high < self.low


def by_isolated_zeros(statement: Quantified, goal: Goal, prove: Prover, witness: Witness) -> Answer:
    """Proves the existence by one zero more than there are numbers to avoid. The letter must be new to the goal."""
    rest, avoided = apart_from(statement)
    bare = replace(statement, body=conjunction(rest))
    h = _equation(rest)
    is_real = statement.domain.kind == "real" and not any(domain.is_complex for _, domain in goal.letters)
    closed = not any(isinstance(node, Quantified) for node in walk(bare.body)) and not free_letters(bare)
    if h is None or not avoided or not is_real or not closed:
        return undecided(ENGINE, "no equation without letters")
    has_values = defined(avoided, goal, prove)
    if has_values is None:
        return undecided(ENGINE, "a number to be avoided is not shown to be defined")
    plain = Goal((), (), goal.conclusion)
    chosen: list[Place] = []
    answers: list[Answer] = [has_values]
    for place in islice(_places(h, bare, plain), MAX_PLACES):
        if all(map(place.is_apart, chosen)):
            answer = _zero(bare, place, plain, prove, witness)
            chosen += [place] if answer.proved else []
            answers += [answer] if answer.proved else []
        if len(chosen) > len(avoided):
            said = " and ".join(map(_said, chosen))
            return proved(ENGINE, f"zeros at {said}", "certificate", tuple(answers))
    return undecided(ENGINE, f"no {len(avoided) + 1} zeros are seen")


def _equation(conditions: tuple[Term, ...]) -> Term | None:
    """The difference of the sides of the only equation."""
    found = [one for one in conditions if isinstance(one, Compare) and one.relation == "=="]
    return minus(found[0].left, found[0].right) if len(found) == 1 else None


def _said(place: Place) -> str:
    return str(place.low) if place.low == place.high else f"[{place.low}, {place.high}]"


def _places(h: Term, statement: Quantified, goal: Goal) -> Iterator[Place]:
    """Points at which h may be 0, then intervals in which it changes its sign."""
    goal = goal.with_letter(statement.letter, statement.domain)
    with flint.ctx.workprec(BITS):
        values = [
            (at, enclosed(h, {statement.letter: ball(at)}, goal.scope)) for at in _samples(statement, goal)
        ]
    seen = [(at, value) for at, value in values if value is not None and value.is_finite()]
    yield from (Place(at, at) for at, value in seen if value.contains(0))
    for (low, first), (high, second) in pairwise(seen):
        if certain("<", first * second) and _is_bounded(h, statement.letter, interval(low, high), goal):
            yield Place(low, high)


def _is_bounded(h: Term, letter: str, where: arb, goal: Goal) -> bool:
    """Whether h has no pole there, as far as one ball tells."""
    value = enclosed(h, {letter: where}, goal.scope)
    return value is not None and value.is_finite()


def _samples(statement: Quantified, goal: Goal) -> list[Fraction]:
    """Points of the domain in order: equal steps, powers of 2 on both sides of 0, and equal parts of a bounded one."""
    points = {*STEPS, *SCALES, *(-scale for scale in SCALES)}
    ends = [enclosed(end, {}, goal.scope) for end in statement.domain.terms() if not is_infinite(end)]
    if len(ends) == 2:
        low, high = (Fraction(float(end)).limit_denominator(PARTS) for end in ends if end is not None)
        points |= {low + (high - low) * Fraction(k, PARTS) for k in range(PARTS + 1)}
    facts = membership(statement.letter, statement.domain)
    return sorted(at for at in points if all(_holds(fact, statement.letter, at, goal) for fact in facts))


def _holds(fact: Term, letter: str, at: Fraction, goal: Goal) -> bool:
    gap = difference(fact, {letter: ball(at)}, goal.scope) if isinstance(fact, Compare) else None
    return gap is not None and isinstance(fact, Compare) and certain(fact.relation, gap)


def _zero(statement: Quantified, place: Place, goal: Goal, prove: Prover, witness: Witness) -> Answer:
    """That there is a zero at the place, which lies in the domain."""
    if place.low == place.high:
        return witness(statement, number(place.low), goal, prove)
    domain = Domain("real", Bound(number(place.low), True), Bound(number(place.high), True))
    asked = Questions(goal, prove)
    facts = membership(statement.letter, statement.domain)
    ends = [
        substitute(fact, {statement.letter: number(end)}) for end in (place.low, place.high) for fact in facts
    ]
    if not all(map(asked.holds, ends)) or (statement.domain.nonzero and place.low <= 0 <= place.high):
        return undecided(ENGINE, f"{_said(place)} is not shown to lie in the domain")
    answer = prove(goal.concluding(replace(statement, domain=domain)))
    parts = (answer, *asked.used)
    return proved(ENGINE, _said(place), "certificate", parts) if answer.proved else answer


__all__ = ["by_isolated_zeros"]
