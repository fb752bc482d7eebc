"""Points at which the hypotheses of a goal about positive numbers seem to hold, and values there: a guide in floating point, never a proof."""

from __future__ import annotations

from math import isfinite

from proofs_check.engines.back import quotient_term
from proofs_check.engines.float_values import NoValue, holds_at, value_of
from proofs_check.engines.ring import Ring
from proofs_check.engines.root_splits import Unit
from proofs_check.goal import Goal
from proofs_check.statement.terms import Term

POINTS = 24
SIZES = (1.0, 2.0, 0.5, 3.0, 0.2, 1.1, 7.0, 0.03)

Place = dict[str, complex]


def values_at(term: Term, places: list[Place]) -> list[float] | None:
    try:
        found = [value_of(term, place).real for place in places]
    except NoValue:
        return None
    return found if all(map(isfinite, found)) else None


def places_of(goal: Goal, unit: Unit | None, ring: Ring) -> list[Place]:
    """Points at which the hypotheses seem to hold, on the surface of the equation."""
    names = [name for name, _ in goal.letters]
    found = []
    for turn in range(POINTS):
        place: Place = {
            name: complex(SIZES[(turn * (2 * rank + 1) + turn // len(SIZES) * rank) % len(SIZES)])
            for rank, name in enumerate(names)
        }
        try:
            scaled = place if unit is None else _on(unit, place, ring)
            if all(holds_at(fact, scaled) for fact in goal.hypotheses):
                found.append(scaled)
        except (NoValue, ArithmeticError, ValueError):
            continue
    return found


def _on(unit: Unit, place: Place, ring: Ring) -> Place:
    by = value_of(quotient_term(unit.whole, ring), place).real ** (-1 / unit.degree)
    return {name: value * by for name, value in place.items()}
