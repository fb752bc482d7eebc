"""Solutions that parameters move: the intermediate value theorem between places that depend on them.

For every value of the parameters a place p with h(p) <= 0 and a place q with h(q) >= 0, both in the interval D, h continuous on it. Which
place it is may depend on the parameters: where the first one of two does not lie in D, or h has not the sign there, the second one does. At
an open end of D the limit of h, or of h times a factor that is positive near it, has the sign strictly.

Further conditions are proved at the solution: for an x in D with h(x) == 0, between the places where they are two points.

    exists(x, 'positive', log(x) == a*x)   for 0 < a <= 1/e:   h(x) -> -oo as x -> 0, and h(e) == 1 - a*e >= 0

Certificate: for each sign a case distinction, each case with its place, the proofs that it lies in D and that h has the sign there.

Notation: h is the difference of the sides of the equation, x its letter, D the interval.
References: Spivak, Calculus, theorem 7.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from proofs_check.engines.calculus_questions import Questions, defined
from proofs_check.engines.calculus_signs import is_real
from proofs_check.engines.calculus_terms import minus, times
from proofs_check.engines.existence_between import (
    inside,
    is_continuous,
    limit_has_sign,
    membership_of,
)
from proofs_check.engines.existence_bounds import Narrowed, bounds_are_defined, narrowed
from proofs_check.engines.existence_intro import negation
from proofs_check.engines.existence_parts import parts_of, with_single_ends
from proofs_check.engines.existence_place_signs import Signed, covers, parameter_samples, signed
from proofs_check.engines.existence_places import Place, plain_places, solved_places
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ZERO,
    Compare,
    Letter,
    Quantified,
    Term,
    conjunction,
    free_letters,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "existence"


@dataclass(frozen=True)
class Crossing:
    """h in the interval `found`; `equation` says that it is 0, `others` what the solution must satisfy beside."""

    h: Term
    found: Narrowed
    equation: Compare
    others: tuple[Term, ...]


@dataclass(frozen=True)
class Reached:
    """That h has a sign somewhere in the interval, and the places that show it."""

    places: tuple[Place, ...]
    answer: Answer


def by_crossing(statement: Quantified, goal: Goal, prove: Prover, thorough: bool = True) -> Answer:
    """Proves that an equation has a solution in an interval. The letter must be new to the goal.

    thorough: whether SymPy is asked for places too.
    """
    if any(domain.is_complex for _, domain in goal.letters) or statement.domain.kind != "real":
        return undecided(ENGINE, "no real equation")
    last = undecided(ENGINE, "no part of the domain")
    for part in parts_of(statement, goal, prove):
        last = _in_interval(part, goal, prove, thorough)
        if last.proved:
            return last
    return last


def _in_interval(statement: Quantified, goal: Goal, prove: Prover, thorough: bool) -> Answer:
    asked = Questions(goal, prove)
    crossing = _crossing(with_single_ends(narrowed(statement, asked), asked))
    if crossing is None:
        return undecided(ENGINE, "not one continuous equation in an interval")
    last = undecided(ENGINE, "no places with different signs for all parameters")
    for below, above in _candidates(crossing, goal, thorough):
        shown = _is_defined(statement, crossing, goal, prove)
        if shown is None:
            return undecided(ENGINE, "the sides are not defined in the whole interval")
        answer = _between(crossing, below, above, goal, prove)
        if answer.proved:
            return proved(ENGINE, answer.detail, "certificate", (*asked.used, *shown, answer))
        last = answer
    return last


def _crossing(found: Narrowed) -> Crossing | None:
    """The one equation in the letter among the conditions, if its sides are continuous."""
    equations = [one for one in found.rest if isinstance(one, Compare) and one.relation == "=="]
    if len(equations) != 1 or found.letter not in free_letters(equations[0]):
        return None
    equation = equations[0]
    h = minus(equation.left, equation.right)
    sides = (equation.left, equation.right, h)
    if not all(is_real(side, frozenset()) and is_continuous(side, found.letter) for side in sides):
        return None
    return Crossing(h, found, equation, tuple(one for one in found.rest if one != equation))


def _candidates(
    crossing: Crossing, goal: Goal, thorough: bool
) -> Iterator[tuple[tuple[tuple[Place, ...], ...], tuple[tuple[Place, ...], ...]]]:
    """Places for both signs, as far as numbers tell: the plain ones first, then those that SymPy finds too."""
    samples = parameter_samples(goal)
    known: tuple[Signed, ...] = ()
    proposals = (plain_places, solved_places) if thorough else (plain_places,)
    for places in proposals if samples else ():
        new = places(crossing.h, crossing.found, goal)
        known += signed(new, crossing.h, crossing.found, goal, samples)
        below, above = (tuple(covers(known, sign)) for sign in (-1, 1))
        if below and above:
            yield below, above


def _is_defined(
    statement: Quantified, crossing: Crossing, goal: Goal, prove: Prover
) -> tuple[Answer, ...] | None:
    """That the sides and the ends of the interval are defined."""
    found = crossing.found
    within_it = inside(found, goal, crossing.h)
    # The sides themselves: their difference may leave out what they share.
    sides = defined((crossing.equation, crossing.h), within_it, prove)
    ends = defined(tuple(bound.at for bound in (*found.lows, *found.highs)), goal, prove)
    if sides is None or ends is None or not bounds_are_defined(statement, found, goal, prove):
        return None
    return sides, ends


def _between(
    crossing: Crossing,
    below: tuple[tuple[Place, ...], ...],
    above: tuple[tuple[Place, ...], ...],
    goal: Goal,
    prove: Prover,
) -> Answer:
    """The first places that are shown to have their signs, and what follows of the solution between them."""
    low = _first(crossing, below, -1, goal, prove)
    high = _first(crossing, above, 1, goal, prove) if low is not None else None
    if low is None or high is None:
        return undecided(ENGINE, "the signs at the places are not shown")
    has_points = _are_points(low) or _are_points(high)
    asked = Questions(goal, prove)
    if not has_points and not _is_nonempty(crossing.found, asked):
        return undecided(ENGINE, "the interval may be empty")
    rest = _others_hold(crossing, low, high, goal, prove)
    if rest is None:
        return undecided(ENGINE, "the other conditions are not shown at the solution")
    said = " and ".join(
        " or ".join(f"{crossing.found.letter} = {text(place.post.at)}" for place in reached.places)
        for reached in (low, high)
    )
    detail = f"a continuous difference changes its sign between {said}"
    return proved(ENGINE, detail, "certificate", (low.answer, high.answer, *rest, *asked.used))


def _first(
    crossing: Crossing, choices: tuple[tuple[Place, ...], ...], sign: int, goal: Goal, prove: Prover
) -> Reached | None:
    for places in choices:
        answer = _reached(crossing, places, sign, goal, prove)
        if answer is not None:
            return Reached(places, answer)
    return None


def _reached(
    crossing: Crossing, places: tuple[Place, ...], sign: int, goal: Goal, prove: Prover
) -> Answer | None:
    """That at one of the places h has the sign, which of them may depend on the parameters."""
    if not places:
        return None
    place, others = places[0], places[1:]
    if place.post.is_limit:
        return _near_end(crossing, place, sign, goal, prove) or _reached(crossing, others, sign, goal, prove)
    if defined((place.post.at,), goal, prove) is None:
        return _reached(crossing, others, sign, goal, prove)
    asked = Questions(goal, prove)
    missing = [fact for fact in membership_of(place.post.at, crossing.found) if not asked.holds(fact)]
    if len(missing) > 1 or (missing and not others):
        return None
    parts = list(asked.used)
    if missing:  # the place is defined everywhere, so that it may be asked where it lies
        elsewhere = _reached(crossing, others, sign, goal.assuming(negation(missing[0])), prove)
        if elsewhere is None:
            return None
        parts.append(elsewhere)
    there = _at_point(crossing, place, others, sign, goal.assuming(*missing), prove)
    return proved(ENGINE, "by cases", "certificate", (*parts, there)) if there is not None else None


def _at_point(
    crossing: Crossing, place: Place, others: tuple[Place, ...], sign: int, goal: Goal, prove: Prover
) -> Answer | None:
    """The sign at a point of the interval; where h has the other one there, at another place."""
    value = substitute(crossing.h, {crossing.found.letter: place.post.at})
    has_sign = Compare(">=" if sign > 0 else "<=", value, ZERO)
    answer = prove(goal.concluding(has_sign))
    if answer.proved:
        return answer
    return _reached(crossing, others, sign, goal.assuming(negation(has_sign)), prove)


def _near_end(crossing: Crossing, place: Place, sign: int, goal: Goal, prove: Prover) -> Answer | None:
    whole = times(crossing.h, place.factor)
    return limit_has_sign(whole, crossing.found.letter, place.post, sign, goal, prove)


def _are_points(reached: Reached) -> bool:
    return not any(place.post.is_limit for place in reached.places)


def _is_nonempty(found: Narrowed, asked: Questions) -> bool:
    return all(asked.holds(Compare("<", low.at, high.at)) for low in found.lows for high in found.highs)


def _others_hold(
    crossing: Crossing, low: Reached, high: Reached, goal: Goal, prove: Prover
) -> tuple[Answer, ...] | None:
    """The further conditions at a solution: in the whole interval, or between two points."""
    if not crossing.others:
        return ()
    says = conjunction(crossing.others)
    at_solution = inside(crossing.found, goal, says).assuming(crossing.equation)
    for case in (at_solution, *_between_points(crossing.found.letter, low, high, at_solution, prove)):
        holds = prove(case)
        shown = defined(crossing.others, case, prove) if holds.proved else None
        if shown is not None:
            return holds, shown
    return None


def _between_points(letter: str, low: Reached, high: Reached, goal: Goal, prove: Prover) -> Iterator[Goal]:
    """The goal for a letter between the two points, if there are two and their order is shown."""
    if len(low.places) != 1 or len(high.places) != 1 or not (_are_points(low) and _are_points(high)):
        return
    ends = (low.places[0].post.at, high.places[0].post.at)
    for first, second in (ends, ends[::-1]):
        if prove(goal.concluding(Compare("<=", first, second))).proved:
            x = Letter(letter)
            yield goal.assuming(Compare("<=", first, x), Compare("<=", x, second))
            return


__all__ = ["by_crossing"]
