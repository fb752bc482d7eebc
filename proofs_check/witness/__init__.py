"""Witnesses: search, shrinking, exact re-check."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence as Listing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from proofs_check.statement.text import text
from proofs_check.verdict import Witness
from proofs_check.witness.recheck import Recheck, recheck
from proofs_check.witness.search import Candidate, Search, search
from proofs_check.witness.shrink import shrink

if TYPE_CHECKING:
    from proofs_check.goal import Budget, Point
    from proofs_check.statement.formal import Formal


@dataclass(frozen=True)
class Found:
    """The outcome of a search: a re-checked smallest witness or None, and the first admissible point or None.

    described: letter -> exact value as text, of the witness. tried, admissible_count: counts of points.
    """

    witness: Witness | None
    admissible: Point | None
    described: Mapping[str, str] = field(default_factory=dict)
    tried: int = 0
    admissible_count: int = 0


def find_witness(formal: Formal, budget: Budget, seed: int = 0, hints: Listing[Point] = ()) -> Found:
    """Searches, shrinks and re-checks. A candidate that the re-check does not confirm is no witness."""
    outcome = search(formal, budget, seed, hints)
    if outcome.candidate is None:
        return Found(None, outcome.first, {}, outcome.tried, outcome.admissible)
    point = shrink(formal, outcome.candidate.point)
    checked = recheck(formal, point)
    if checked.fault is None:
        return Found(None, outcome.first, {}, outcome.tried, outcome.admissible)
    witness = Witness(point, checked.fault, checked.explanation, checked.sides, "search")
    return Found(witness, outcome.first, describe(point), outcome.tried, outcome.admissible)


def describe(point: Point) -> dict[str, str]:
    """The exact values as text, by letter."""
    return {name: text(term) for name, term in point.items()}


__all__ = [
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
