"""Witnesses: search, shrinking, exact re-check, and the second evaluator that must confirm them."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence as Listing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from proofs_check.statement.text import text
from proofs_check.verdict import Witness
from proofs_check.witness.agreement import RECHECKED_BY, Referee, agrees
from proofs_check.witness.recheck import Recheck, recheck
from proofs_check.witness.search import Candidate, Search, search
from proofs_check.witness.shrink import shrink

if TYPE_CHECKING:
    from proofs_check.goal import Budget, Point
    from proofs_check.statement.formal import Formal


@dataclass(frozen=True)
class Found:
    """The outcome of a search: a re-checked smallest witness or None, and the first admissible point or None.

    described: letter -> exact value as text, of the witness. tried, admissible_count: counts of points. unsettled: a point that
    breaks the claim by the search, while the independent re-check could not decide it; no witness, and no sign that the claim
    holds.
    """

    witness: Witness | None
    admissible: Point | None
    described: Mapping[str, str] = field(default_factory=dict)
    tried: int = 0
    admissible_count: int = 0
    unsettled: Point | None = None


def find_witness(
    formal: Formal, budget: Budget, seed: int = 0, hints: Listing[Point] = (), smallest: bool = True
) -> Found:
    """Searches, shrinks and re-checks. Points that the second evaluator cannot decide are passed over, within a count.

    smallest: whether the witness is made small, for a reader.

    Raises EngineConflict where the second evaluator contradicts the search.
    """
    referee = Referee(formal)
    outcome = search(formal, budget, seed, hints, accepts=referee.accepts)
    counts = outcome.tried, outcome.admissible
    if referee.unsettled:
        return Found(None, outcome.first, {}, *counts, unsettled=referee.unsettled[0].point)
    if outcome.candidate is None:
        return Found(None, outcome.first, {}, *counts)
    start = outcome.candidate.point
    for point in (shrink(formal, start), start) if smallest else (start,):
        checked = recheck(formal, point)
        if checked.fault is not None and agrees(formal, point, checked.fault):
            witness = Witness(point, checked.fault, checked.explanation, checked.sides, "search")
            return Found(witness, outcome.first, describe(point), *counts)
    return Found(None, outcome.first, {}, *counts, unsettled=start)


def describe(point: Point) -> dict[str, str]:
    """The exact values as text, by letter."""
    return {name: text(term) for name, term in point.items()}


__all__ = [
    "RECHECKED_BY",
    "Candidate",
    "Found",
    "Recheck",
    "Search",
    "describe",
    "find_witness",
    "recheck",
    "search",
    "shrink",
]
