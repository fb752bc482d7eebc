"""The hypothesis that a refuted claim lacks: the weakest of the natural ones under which it is proved.

A candidate must exclude every point at which the claim is known to break; one that a new point breaks adds that point. What
is left is proved like any claim. All bounded by counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check import descent
from proofs_check.goal import Budget, Point, goal_of
from proofs_check.hypotheses import double_mends, single_mends
from proofs_check.needed import modest
from proofs_check.prove import Session
from proofs_check.statement.claim import Claim, Repair
from proofs_check.statement.errors import StatementError
from proofs_check.statement.terms import Limit, Quantified, conjunction, walk
from proofs_check.witness import find_witness
from proofs_check.witness.recheck import recheck

SEARCH_POINTS = 400
SEARCHES = 40
PROOFS = 6
FEW = (12, 3)  # searches and proofs where a claim is costly to evaluate: limits, quantifiers
PROOF_RLIMIT = 1_000_000
NESTED, NESTED_GOALS = 3, 40
"""From how many quantifiers on a proof asks about few goals only: values for each letter multiply them."""


@dataclass
class _Left:
    """What may still be spent, and the points at which the claim is known to break."""

    searches: int
    proofs: int
    breaks: list[Point]


def missing_hypothesis(claim: Claim, witness: Point, budget: Budget) -> Repair | None:
    """The first of the natural repairs, weakest first, that survives an attack and is proved; None if there is none."""
    formal = claim.formal
    spare = any(isinstance(node, Limit | Quantified) for node in walk(formal.claim))
    left = _Left(*(FEW if spare else (SEARCHES, PROOFS)), [witness])
    small = replace(
        budget,
        search_points=min(SEARCH_POINTS, budget.search_points),
        z3_rlimit=min(PROOF_RLIMIT, budget.z3_rlimit),
    )
    if sum(isinstance(node, Quantified) for node in walk(formal.claim)) >= NESTED:
        small = replace(small, goals=min(NESTED_GOALS, budget.goals))
    for mends in (single_mends(claim, formal, witness), double_mends(formal, witness)):
        best: Repair | None = None
        for mend in _surviving(claim, mends, small, left):
            if left.proofs <= 0:
                break
            if best is not None and not _is_weaker(claim, mend, best, small):
                continue
            left.proofs -= 1
            mended = replace(claim, repair=mend).repaired().formal
            if Session(modest(mended, small)).prove_claim(goal_of(mended)).proved:
                if not mend.given:
                    return mend
                best = mend
        if best is not None:
            return best
    return None


def _is_weaker(claim: Claim, mend: Repair, best: Repair, budget: Budget) -> bool:
    """Whether the hypotheses of `best` imply those of `mend` and not the reverse: then `mend` asks less of the reader."""
    session = Session(replace(budget, thorough=False))
    return (
        bool(mend.given) and _implies(claim, best, mend, session) and not _implies(claim, mend, best, session)
    )


def _implies(claim: Claim, strong: Repair, weak: Repair, session: Session) -> bool:
    said = replace(claim, repair=weak).repaired().formal.given
    wanted = conjunction(tuple(term for name, term in said if name in weak.given))
    goal = goal_of(replace(claim, repair=strong).repaired().formal)
    return session.prove(goal.concluding(wanted)).proved


def _surviving(claim: Claim, mends: Iterator[Repair], budget: Budget, left: _Left) -> Iterator[Repair]:
    """The candidates that exclude all known breaks, can be satisfied, and are not broken by a small search."""
    for mend in mends:
        try:
            formal = replace(claim, repair=mend).repaired().formal
        except StatementError:
            continue
        if any(recheck(formal, point).fault is not None for point in left.breaks):
            continue
        if left.searches <= 0:
            return
        left.searches -= 1
        scalar = all(domain.is_scalar for _, domain in formal.letters)  # matrices take long to be made small
        found = find_witness(formal, budget, hints=descent.hints(formal), smallest=scalar)
        if found.witness is not None:
            left.breaks.append(found.witness.point)
        elif found.admissible is not None and found.unsettled is None:
            yield mend
