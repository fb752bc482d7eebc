"""Which hypotheses of a proved claim are needed: each is dropped in turn, the others kept.

A point that breaks the claim without it shows that it is needed; a proof without it shows that it is not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofs_check import descent
from proofs_check.goal import Budget, Point, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Term
from proofs_check.witness import find_witness

SEARCH_POINTS = 1_000
PROOF_RLIMIT = 1_000_000
QUICK_RLIMIT = 200_000
GOALS = 60
FEW_LETTERS = 2


@dataclass(frozen=True)
class Need:
    """A hypothesis and whether it is needed: True with a point that breaks the claim without it, False when the claim is
    proved without it, None when neither was found."""

    name: str
    says: Term
    needed: bool | None
    point: Point | None = None


def needs(formal: Formal, budget: Budget) -> tuple[Need, ...]:
    """Every hypothesis of a proved statement, in its order."""
    small = replace(
        budget,
        search_points=min(SEARCH_POINTS, budget.search_points),
        z3_rlimit=min(PROOF_RLIMIT, budget.z3_rlimit),
        goals=min(GOALS, budget.goals),
    )
    return tuple(_need(formal, name, small) for name, _ in formal.given)


def _need(formal: Formal, name: str, budget: Budget) -> Need:
    says = dict(formal.given)[name]
    without = replace(formal, given=tuple(pair for pair in formal.given if pair[0] != name))
    found = find_witness(without, budget, hints=descent.hints(without))
    if found.witness is not None:
        return Need(name, says, True, found.witness.point)
    answer = Session(modest(without, budget)).prove_claim(goal_of(without))
    return Need(name, says, False if answer.proved else None)


def modest(formal: Formal, budget: Budget) -> Budget:
    """What a proof may cost that only explains a verdict: costly engines are asked about few letters only."""
    if len(formal.free()) <= FEW_LETTERS:
        return budget
    return replace(budget, thorough=False, depth=4, z3_rlimit=min(QUICK_RLIMIT, budget.z3_rlimit))
