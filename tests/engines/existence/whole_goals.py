"""Goals about whole numbers that exist, and what the prover alone says of them, without the search for counterexamples."""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.goal import Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal(let: Mapping[str, str], claim: str, *given: str, define: Mapping[str, object] | None = None) -> Goal:
    """The goal of a claim."""
    return goal_of(formalize(let, {f"h{k}": one for k, one in enumerate(given)}, define or {}, claim))


def is_proved(one: Goal) -> bool:
    """Whether the claim is proved, with its definedness."""
    return Session(Budget(z3_rlimit=400_000)).prove_claim(one).proved
