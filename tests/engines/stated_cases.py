"""Claims as an engine's tests state them: letters, the claim, what is given; and whether the planner or an engine alone proves them."""

from __future__ import annotations

from types import ModuleType

from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize

Case = tuple[dict[str, str] | str, ...]
"""(letters with their domains, claim, *given)."""


def goal_from(case: Case) -> Goal:
    letters, claim, *given = case
    assert isinstance(letters, dict)
    return goal_of(formalize(letters, {f"h{k}": str(one) for k, one in enumerate(given)}, {}, str(claim)))


def shown(case: Case) -> bool:
    """Whether the planner proves the claim, with its definedness."""
    return Session(Budget()).prove_claim(goal_from(case)).proved


def shown_by(engine: ModuleType, case: Case) -> bool:
    """Whether the engine itself proves the claim; nothing looks at numbers before it."""
    return bool(engine.attempt(goal_from(case), Session(Budget()).prover()).proved)
