"""Values for inequalities with parameters: of many proposals those that satisfy the conditions for a few parameters.

    exists(x, 'positive', log(x) > a*x)     for a < 1/e:     x = e

They are proposals: whatever they are worth is proved elsewhere. The numbers only spare proofs that would fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import flint

from proofs_check.engines.calculus_terms import flat_conjunction, minus
from proofs_check.engines.enclosures import NoEnclosure, enclose
from proofs_check.engines.existence_between import membership_of
from proofs_check.engines.existence_bounds import Narrowed
from proofs_check.engines.existence_parts import as_written
from proofs_check.engines.existence_place_signs import BITS, Values, may_hold, parameter_samples
from proofs_check.engines.existence_places import Place, plain_places, solved_places
from proofs_check.goal import Goal
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Compare, Letter, Quantified, Term

MAX_VALUES = 4
MAX_CONDITIONS = 4


def screened_values(statement: Quantified, goal: Goal) -> tuple[Term, ...]:
    """Values of a real letter at which inequalities hold for all parameters that are tried."""
    conditions = flat_conjunction(statement.body)
    comparisons = tuple(one for one in conditions if isinstance(one, Compare) and one.relation != "==")
    if statement.domain.kind != "real" or len(comparisons) != len(conditions) or not conditions:
        return ()
    if len(conditions) > MAX_CONDITIONS or any(domain.is_complex for _, domain in goal.letters):
        return ()
    samples = parameter_samples(goal)
    found = as_written(statement)
    facts = (*membership_of(Letter(found.letter), found), *comparisons)
    with flint.ctx.workprec(BITS):
        fitting = (
            point
            for point in (_points(comparisons, found, goal) if samples else ())
            if all(_fits(point, facts, statement.letter, goal.scope, values) for values in samples)
        )
        return tuple(islice(dict.fromkeys(fitting), MAX_VALUES))


def _points(conditions: tuple[Compare, ...], found: Narrowed, goal: Goal) -> Iterator[Term]:
    for places in (plain_places, solved_places):
        for condition in conditions:
            for place in places(minus(condition.left, condition.right), found, goal):
                yield from _point(place)


def _point(place: Place) -> Iterator[Term]:
    if not place.post.is_limit:
        yield place.post.at


def _fits(point: Term, facts: tuple[Compare, ...], letter: str, scope: Scope, values: Values) -> bool:
    """Whether all conditions hold at the point for these parameters, as far as numbers tell."""
    try:
        put = {**values, letter: enclose(point, values, scope)}
        return all(may_hold(fact, put, scope) for fact in facts)
    except (NoEnclosure, ValueError):
        return False


__all__ = ["screened_values"]
