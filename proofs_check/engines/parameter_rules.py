"""One letter of an inequality, the others as parameters.

tangents   a convex f with f(p) = f'(p) = 0 is not negative; p is where two letters meet, a number, or the zero of f'
chords     a concave f is not negative between two ends at which it is not negative; it is positive there if it is strictly concave
valleys    f is not negative if f(p) = 0, f' <= 0 below p and f' >= 0 above it, where p is another letter
slopes     f is not negative beyond an end where it is not negative and from which it rises

The term is shown to be defined on the segment, and twice differentiable inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs_check.engines import algebra
from proofs_check.engines.calculus_terms import folded
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.parameter_places import Curve, places
from proofs_check.engines.segments import Segment, segments
from proofs_check.goal import Answer, Goal, proved
from proofs_check.statement.domains import Bound
from proofs_check.statement.terms import ZERO, Compare, Letter, Term, free_letters, substitute
from proofs_check.statement.text import text

if TYPE_CHECKING:
    from proofs_check.engines.parameter_search import Search

ENGINE = "parameters"


def by_letters(search: Search, goal: Goal, core: Term, strict: bool, depth: int) -> Answer | None:
    for segment in segments(goal, core):
        try:
            slope, conditions = differentiate(core, segment.letter)
            bend, more = differentiate(slope, segment.letter)
        except NotDifferentiable:
            continue
        if not _regular(search, segment, core, (*conditions, *more)):
            continue
        curve = Curve(core, slope, bend, strict, conditions)
        for rule in (_by_tangent, _by_chord, _by_slope, _by_valley):
            found = rule(search, segment, curve, depth)
            if found is not None:
                return found
    return None


def _regular(search: Search, segment: Segment, core: Term, conditions: tuple[Term, ...]) -> bool:
    """Whether the term is defined on the segment, and twice differentiable inside."""
    open_ = segment.opened()
    return search.defined(segment.actual(), core) and all(
        search.settle_any(open_.concluding(says)) for says in conditions
    )


def _by_tangent(search: Search, segment: Segment, curve: Curve, depth: int) -> Answer | None:
    """f'' >= 0, f(p) = 0 and f'(p) = 0 for a p in the segment."""
    if curve.strict:
        return None
    for place in places(search, segment, curve):
        put = {segment.letter: place}
        goal = segment.without()
        if not search.defined(goal, place):
            continue
        zero = [Compare("==", folded(substitute(one, put)), ZERO) for one in (curve.value, curve.slope)]
        if not all(algebra.attempt(goal.concluding(one), search.budget).proved for one in zero):
            continue
        owed = (*segment.bounds(), *curve.conditions)
        if not all(search.settle_any(goal.concluding(folded(substitute(fact, put)))) for fact in owed):
            continue
        found = search.prove(segment.opened().concluding(Compare(">=", curve.bend, ZERO)), depth - 1)
        if found is not None:
            says = f"{text(curve.value)[:100]} is convex in {segment.letter} and touches 0 at {text(place)}"
            return proved(ENGINE, says, "certificate", (found,))
    return None


def _by_chord(search: Search, segment: Segment, curve: Curve, depth: int) -> Answer | None:
    """f'' <= 0 between two ends where f >= 0 (or f > 0)."""
    if segment.low is None or segment.high is None:
        return None
    whole = segment.from_end(segment.low, True).from_end(segment.high, False)
    if not search.defined(whole.actual(), curve.value):
        return None
    parts = []
    for end in (segment.low, segment.high):
        value = folded(substitute(curve.value, {segment.letter: end.at}))
        relation = ">" if curve.strict and end.closed else ">="
        parts.append(search.prove(segment.without().concluding(Compare(relation, value, ZERO)), depth - 1))
        if parts[-1] is None:
            return None
    # Strictly inside a strictly concave function lies above its chord; at an end that is no admissible value it may vanish.
    sharp = curve.strict and not (segment.low.closed and segment.high.closed)
    bent = search.prove(
        segment.opened().concluding(Compare("<" if sharp else "<=", curve.bend, ZERO)), depth - 1
    )
    if bent is None:
        return None
    says = f"{text(curve.value)[:100]} is concave in {segment.letter} and not negative at the ends"
    return proved(ENGINE, says, "certificate", (bent, *(part for part in parts if part)))


def _by_slope(search: Search, segment: Segment, curve: Curve, depth: int) -> Answer | None:
    """f >= 0 at an end, from which it rises into the segment."""
    ends = [(end, True) for end in segment.lows] + [(end, False) for end in segment.highs]
    for end, rising in ends:
        one = segment.from_end(end, rising, _kept(search, segment, end, rising))
        if _regular(search, one, curve.value, curve.conditions):
            found = _from_end(search, one, curve, end, rising, depth)
            if found is not None:
                return found
    return None


def _by_valley(search: Search, segment: Segment, curve: Curve, depth: int) -> Answer | None:
    """f(p) = 0 for a letter p in the segment, towards which f falls on both sides."""
    if curve.strict:
        return None
    goal, own = segment.without(), Letter(segment.letter)
    for name, domain in goal.letters:
        place = Letter(name)
        if name not in free_letters(curve.value) or domain.kind != "real":
            continue
        put = {segment.letter: place}
        zero = Compare("==", folded(substitute(curve.value, put)), ZERO)
        owed = (*segment.bounds(), *curve.conditions)
        if not algebra.attempt(goal.concluding(zero), search.budget).proved:
            continue
        if not all(search.settle_any(goal.concluding(folded(substitute(fact, put)))) for fact in owed):
            continue
        parts = []
        for side, sign in ((">", ">="), ("<", "<=")):
            half = segment.opened().assuming(Compare(side, own, place))
            parts.append(search.prove(half.concluding(Compare(sign, curve.slope, ZERO)), depth - 1))
            if parts[-1] is None:
                break
        else:
            says = f"{text(curve.value)[:100]} falls in {segment.letter} towards 0 at {name} on both sides"
            return proved(ENGINE, says, "certificate", tuple(part for part in parts if part))
    return None


def _kept(search: Search, segment: Segment, end: Bound, rising: bool) -> tuple[Bound, ...]:
    """The other ends of that side that the end itself keeps to, and so all between it and an admissible value."""
    found = []
    for other in segment.lows if rising else segment.highs:
        relation = (">" if rising else "<") + ("=" if other.closed else "")
        says = Compare(relation, end.at, other.at)
        if other != end and search.settle(segment.without().concluding(says)):
            found.append(other)
    return tuple(found)


def _from_end(
    search: Search, segment: Segment, curve: Curve, end: Bound, rising: bool, depth: int
) -> Answer | None:
    at_end = folded(substitute(curve.value, {segment.letter: end.at}))
    relation = ">" if rising else "<"
    strictly = curve.strict and end.closed
    first = search.prove(
        segment.without().concluding(Compare(">" if strictly else ">=", at_end, ZERO)), depth - 1
    )
    if first is None:
        return None
    sharp = curve.strict and not end.closed
    moving = Compare(relation if sharp else f"{relation}=", curve.slope, ZERO)
    second = search.prove(segment.opened().concluding(moving), depth - 1)
    if second is None:
        return None
    way = "rises" if rising else "falls"
    says = f"{text(curve.value)[:100]} {way} in {segment.letter} from {text(end.at)} on"
    return proved(ENGINE, says, "certificate", (first, second))
