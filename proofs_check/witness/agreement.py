"""The independent re-check: the second evaluator must find a witness admissible and the claim broken there."""

from __future__ import annotations

from dataclasses import dataclass, field

from proofs_check.conflict import EngineConflict
from proofs_check.goal import Point
from proofs_check.recheck.opinion import opinion
from proofs_check.statement.formal import Formal
from proofs_check.statement.text import text
from proofs_check.witness.search import Candidate

RECHECKED_BY = "a second evaluator that shares no code with the search"
MAX_OPEN = 12


def agrees(formal: Formal, point: Point, fault: str) -> bool:
    """Whether the second evaluator confirms the witness; False where it cannot decide.

    Raises EngineConflict where it finds the point inadmissible or the claim true there.
    """
    found = opinion(formal, point)
    if found.outcome in ("holds", "inadmissible"):
        where = ", ".join(f"{name} = {text(value)}" for name, value in point.items()) or "no letters"
        says = (
            "the claim holds" if found.outcome == "holds" else f"the point is not admissible: {found.reason}"
        )
        raise EngineConflict(f"at {where} the search finds the claim {fault}, the re-check that {says}")
    return found.refutes


@dataclass
class Referee:
    """Takes the candidates of a search one by one; the first that is confirmed ends it, or `MAX_OPEN` that stay open."""

    formal: Formal
    unsettled: list[Candidate] = field(default_factory=list)

    def accepts(self, candidate: Candidate) -> bool:
        """Whether the search ends with this candidate."""
        if agrees(self.formal, candidate.point, candidate.fault):
            self.unsettled.clear()
            return True
        self.unsettled.append(candidate)
        return len(self.unsettled) >= MAX_OPEN
