"""Extreme values that are attained, and bounds, without a formula for them: `exists(m, D, forall(x, D, f(x) >= f(m)))`.

A continuous f on a closed bounded interval that is not empty has a least value (the extreme value theorem). So it has on other intervals if f tends
to oo at every end that does not belong to them, or to a limit that is at least f(p) for some p of the interval: where f is less than f(p), or
p itself, f is least. For whole numbers continuity is not needed. `exists(M, 'real', forall(x, D, f(x) <= M))` holds if f does not tend to oo at
such an end. Greatest values the other way round.

Certificate: f is continuous by its form and defined in the interval; proofs of the limits, and that the interval is not empty.

Reference: Spivak, Calculus, theorems 7.2 and 7.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines import limits
from proofs_check.engines.calculus_questions import Questions, defined, within
from proofs_check.engines.existence_between import is_continuous
from proofs_check.engines.existence_bounds import Narrowed, bounds_are_defined, narrowed
from proofs_check.engines.extreme_statements import Extreme, read_extreme
from proofs_check.engines.sampling import refuting_point
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Domain, is_infinite
from proofs_check.statement.terms import (
    INFINITY,
    Compare,
    Connective,
    Limit,
    Quantified,
    Term,
    apply,
    number,
)
from proofs_check.statement.text import text

ENGINE = "existence"
PLACES = (0, 1, -1, 2)


def by_compactness(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """Proves that an extreme value or a bound exists. The letter must be new to the goal."""
    found = read_extreme(statement, goal)
    if found is None or any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "no extreme value")
    if found.kind == "real" and not is_continuous(found.f, found.letter):
        return undecided(ENGINE, f"{text(found.f)} is not seen to be continuous")
    values = Quantified("exists", found.letter, Domain(found.kind), Connective("and", found.inside))
    asked = Questions(goal, prove)
    interval = narrowed(values, asked)
    if interval.rest or len(interval.lows) > 1 or len(interval.highs) > 1:
        return undecided(ENGINE, "the values of the letter are no interval")
    inner = within(goal, ((found.letter, Domain(found.kind)),), found.declared, found.f)
    shown = defined((found.f, found.same), inner, prove)
    ends = (
        *(bound.at for bound in (*interval.lows, *interval.highs)),
        *filter(_is_finite, statement.domain.terms()),
    )
    if (
        shown is None
        or defined(ends, goal, prove) is None
        or not bounds_are_defined(values, interval, goal, prove)
    ):
        return undecided(ENGINE, "not shown to be defined in the whole interval")
    return _attained(found, interval, goal, prove, (*asked.used, shown))


def _attained(
    found: Extreme, interval: Narrowed, goal: Goal, prove: Prover, used: tuple[Answer, ...]
) -> Answer:
    """The theorem, by what f tends to at the ends that do not belong to the interval."""
    limits_of = tuple(_open_ends(found, interval))
    filled = found.is_bound or _is_filled(interval, bool(limits_of), goal, prove)
    if not filled:
        return undecided(ENGINE, "the interval is not shown to have a value")
    if found.is_bound:
        parts = [_is_bounded_near(limit, found, goal, prove) for limit in limits_of]
    else:
        parts = _rises(limits_of, found, interval, goal, prove)
    if any(part is None for part in parts):
        return undecided(ENGINE, "an end where the values are not seen to stay away")
    why = "is continuous and" if found.kind == "real" else "of whole numbers"
    said = "is bounded" if found.is_bound else "has an extreme value"
    theorem = f"{text(found.f)[:120]} {why} {said}"
    return proved(ENGINE, theorem, "certificate", (*used, *(part for part in parts if part is not None)))


def _is_finite(term: Term) -> bool:
    return not is_infinite(term)


def _open_ends(found: Extreme, interval: Narrowed) -> Iterator[Limit]:
    """The limits of f at the ends that do not belong to the interval."""
    domain = Domain(found.kind)
    if not interval.lows:
        yield Limit(found.letter, domain, found.f, apply("neg", INFINITY))
    elif found.kind == "real" and not interval.lows[0].closed:
        yield Limit(found.letter, domain, found.f, interval.lows[0].at, "+")
    if not interval.highs:
        yield Limit(found.letter, domain, found.f, INFINITY)
    elif found.kind == "real" and not interval.highs[0].closed:
        yield Limit(found.letter, domain, found.f, interval.highs[0].at, "-")


def _is_filled(interval: Narrowed, is_open: bool, goal: Goal, prove: Prover) -> bool:
    """Whether there is a value between the ends."""
    if not interval.lows or not interval.highs:
        return True
    low, high = interval.lows[0], interval.highs[0]
    if interval.domain.kind == "integer":
        if not low.closed or not is_integral(low.at, goal.scope):
            return False
        is_open = not high.closed
    return prove(goal.concluding(Compare("<" if is_open else "<=", low.at, high.at))).proved


def _is_bounded_near(limit: Limit, found: Extreme, goal: Goal, prove: Prover) -> Answer | None:
    """That f has a limit that is finite, or infinite on the harmless side."""
    finite = limits.exists(limit, goal, prove, finite=True)
    return finite if finite.proved else _tends(limit, Compare("==", limit, found.far), goal, prove)


def _tends(limit: Limit, says: Compare, goal: Goal, prove: Prover) -> Answer | None:
    """That the limit exists and what is said of it."""
    exists = limits.exists(limit, goal, prove)
    if not exists.proved:
        return None
    answer = prove(goal.concluding(says))
    return proved(ENGINE, answer.detail, "certificate", (exists, answer)) if answer.proved else None


def _rises(
    limits_of: tuple[Limit, ...], found: Extreme, interval: Narrowed, goal: Goal, prove: Prover
) -> list[Answer | None]:
    """That f tends to infinity at the ends, or to limits beyond its value at one place."""
    known = {limit: _tends(limit, Compare("==", limit, found.far), goal, prove) for limit in limits_of}
    finite = [limit for limit in limits_of if known[limit] is None]
    for place in _places(interval) if finite else ():
        if not _contains(interval, place, goal, prove):
            continue
        value, relation = found.at(place), ">=" if found.sense > 0 else "<="
        here = [_tends(limit, Compare(relation, limit, value), goal, prove) for limit in finite]
        if all(here):
            return [*(known[limit] for limit in limits_of if known[limit]), *here]
    return list(known.values())


def _places(interval: Narrowed) -> Iterator[Term]:
    """Ends that belong to the interval, and a few numbers."""
    yield from (end.at for end in (*interval.lows, *interval.highs) if end.closed)
    yield from (number(value) for value in PLACES)


def _contains(interval: Narrowed, place: Term, goal: Goal, prove: Prover) -> bool:
    bounds = [Compare(">=" if low.closed else ">", place, low.at) for low in interval.lows]
    bounds += [Compare("<=" if high.closed else "<", place, high.at) for high in interval.highs]
    if interval.domain.kind == "integer" and not is_integral(place, goal.scope):
        return False
    asked = [goal.concluding(bound) for bound in bounds]
    return all(refuting_point(one) is None for one in asked) and all(prove(one).proved for one in asked)


__all__ = ["by_compactness"]
