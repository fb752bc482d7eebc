"""Which places to ask about: the signs of a function there for a few parameters, by enclosures.

It proves nothing: it chooses one place, or two that share the parameters between them, whose sign is then to be proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

import flint
from flint import arb

from proofs_check.engines.calculus_terms import times
from proofs_check.engines.enclosures import NoEnclosure, ball, enclose
from proofs_check.engines.existence_between import membership_of
from proofs_check.engines.existence_bounds import Narrowed
from proofs_check.engines.existence_places import Place
from proofs_check.engines.sampling import sample_values
from proofs_check.goal import Goal
from proofs_check.statement.domains import is_infinite
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Apply, Compare, Letter, Term, free_letters, walk

BITS = 256
TRIED = 120
SAMPLES = 12
BASES = 3
FIRST, SINGLES, PAIRS = 2, 4, 3
NEAR = (Fraction(1, 2**16), Fraction(1, 2**40))
FAR = (Fraction(2**6), Fraction(100), Fraction(1000), Fraction(2**12))
SHRINKS = 16
"""A value that gets smaller by this factor from the first of two places to the second seems to tend to 0."""
WIDE = arb(2) ** -60

Values = Mapping[str, arb]


@dataclass(frozen=True)
class Signed:
    """A place with the signs that h may have there, one set for each sample; empty where it is no place of the interval."""

    place: Place
    signs: tuple[frozenset[int], ...]

    def fits(self, sign: int) -> tuple[bool, ...]:
        return tuple(sign in some for some in self.signs)


def parameter_samples(goal: Goal) -> tuple[Values, ...]:
    """A few values of the parameters, those where a bound on one of them is attained among them."""
    letters = tuple((name, domain) for name, domain in goal.letters if domain.is_scalar)
    known = frozenset(name for name, _ in letters)
    spoken = (fact for fact in goal.hypotheses if isinstance(fact, Compare) and free_letters(fact) <= known)
    numeric = replace(goal, letters=letters, hypotheses=tuple(spoken))
    facts = tuple(fact for fact in numeric.facts() if isinstance(fact, Compare))
    free = replace(numeric, hypotheses=tuple(fact for fact in facts if fact.relation != "=="))
    with flint.ctx.workprec(BITS):
        found = tuple(islice(sample_values(free, TRIED), SAMPLES)) if letters else ({},)
        some = found or tuple(islice(sample_values(replace(free, hypotheses=()), TRIED), SAMPLES))
        edges = (edge for values in some[:BASES] for edge in _at_bounds(values, facts, goal.scope))
        return tuple(
            values
            for values in (*found, *edges)
            if all(_holds_at(fact, values, goal.scope) for fact in facts)
        )


def _at_bounds(values: Values, facts: tuple[Compare, ...], scope: Scope) -> Iterator[Values]:
    """The values with one letter put where a fact bounds it."""
    for fact in facts:
        for side, bound in ((fact.left, fact.right), (fact.right, fact.left)):
            if "=" in fact.relation and isinstance(side, Letter) and side.name not in free_letters(bound):
                try:
                    yield {**values, side.name: enclose(bound, values, scope)}
                except (NoEnclosure, ValueError):
                    continue


def _holds_at(fact: Compare, values: Values, scope: Scope) -> bool:
    try:
        return may_hold(fact, values, scope)
    except (NoEnclosure, ValueError):
        return False


def signed(
    places: tuple[Place, ...], h: Term, found: Narrowed, goal: Goal, samples: tuple[Values, ...]
) -> tuple[Signed, ...]:
    """The places with the signs of h at the samples."""
    with flint.ctx.workprec(BITS):
        return tuple(
            Signed(place, tuple(_signs(place, h, found, goal.scope, values) for values in samples))
            for place in places
        )


def covers(places: tuple[Signed, ...], sign: int) -> Iterator[tuple[Place, ...]]:
    """Single places where h has the sign at all samples, or else pairs of which one has it."""
    fitting = [(one.place, one.fits(sign)) for one in places]
    single = [place for place, fits in fitting if all(fits)]
    points = [place for place in single if not place.post.is_limit]
    # Of an end the factor that does for all samples and grows least.
    ends = list({place.post: place for place in reversed(single) if place.post.is_limit}.values())
    yield from ((place,) for place in (*points[:FIRST], *ends, *points[FIRST:SINGLES]))
    if not single:
        yield from islice(_pairs([(place, fits) for place, fits in fitting if any(fits)]), PAIRS)


def _pairs(partial: list[tuple[Place, tuple[bool, ...]]]) -> Iterator[tuple[Place, Place]]:
    for rank, (first, its) in enumerate(partial):
        for second, other in partial[rank + 1 :]:
            if all(one or two for one, two in zip(its, other, strict=True)):
                yield first, second


def _signs(place: Place, h: Term, found: Narrowed, scope: Scope, values: Values) -> frozenset[int]:
    try:
        if place.post.is_limit:
            return _signs_near(place, h, found, scope, values)
        point = enclose(place.post.at, values, scope)
        if _is_odd(place.post.at, values, scope):
            return frozenset()
        for fact in membership_of(place.post.at, found):
            if not may_hold(fact, values, scope):
                return frozenset()
        return _possible(enclose(h, {**values, found.letter: point}, scope))
    except (NoEnclosure, ValueError, OverflowError, ZeroDivisionError):
        return frozenset()


def _signs_near(place: Place, h: Term, found: Narrowed, scope: Scope, values: Values) -> frozenset[int]:
    """The sign near an end; none where the function seems to tend to 0."""
    end, whole = place.post.at, times(h, place.factor)
    if is_infinite(end):
        side = -1 if isinstance(end, Apply) else 1
        points = [side * ball(step) for step in FAR]
    else:
        side = 1 if place.post.side == "+" else -1
        points = [enclose(end, values, scope) + side * ball(step) for step in NEAR]
    seen = [enclose(whole, {**values, found.letter: point}, scope) for point in points]
    if abs(seen[-1]) * SHRINKS < abs(seen[0]):
        return frozenset()
    return frozenset(sign for sign in (-1, 1) if all(sign * value > 0 for value in seen))


def _possible(value: arb) -> frozenset[int]:
    """The signs that are not excluded: both near 0, where a place may be a zero; none where nothing is known."""
    if not value.is_finite() or (value.contains(0) and value.rad() > WIDE):
        return frozenset()
    return frozenset(sign for sign in (-1, 1) if not sign * value < 0)


def may_hold(fact: Compare, values: Values, scope: Scope) -> bool:
    """Whether the numbers leave it open that a comparison holds; at 0 to many digits it is an equality."""
    gap = enclose(fact.left, values, scope) - enclose(fact.right, values, scope)
    if gap.contains(0) and gap.rad() < WIDE:
        return fact.relation in ("==", "<=", ">=")
    allowed = {">": gap > 0, ">=": gap > 0, "<": gap < 0, "<=": gap < 0, "==": False, "!=": True}
    return allowed[fact.relation]


def _is_odd(term: Term, values: Values, scope: Scope) -> bool:
    """Whether a root of a negative number is in it: enclosures are those of the part where it is defined."""
    roots = (node for node in walk(term) if isinstance(node, Apply) and node.op == "sqrt")
    return any(enclose(root.args[0], values, scope) < 0 for root in roots)


__all__ = ["Signed", "covers", "may_hold", "parameter_samples", "signed"]
