"""Goals about whole numbers, and the judge's own prover for their side conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from proofs_check.goal import Answer, Budget, Goal, Prover, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize
from proofs_check.statement.terms import Connective

Attempt = Callable[[Goal, Prover], Answer]


def goal(let: Mapping[str, str], claim: str, define: Mapping[str, object] | None = None) -> Goal:
    """The goal of a claim."""
    return goal_of(formalize(let, {}, define or {}, claim))


def prover() -> Prover:
    """The judge's own prover, with a small budget."""
    return Session(Budget(z3_rlimit=500_000)).prover()


def decides(
    attempt: Attempt, let: Mapping[str, str], claim: str, define: Mapping[str, object] | None = None
) -> bool:
    """Whether the engine proves every part of the claim."""
    whole = goal(let, claim, define)
    parts = whole.conclusion.parts if isinstance(whole.conclusion, Connective) else (whole.conclusion,)
    if isinstance(whole.conclusion, Connective) and whole.conclusion.op != "and":
        parts = (whole.conclusion,)
    return all(attempt(whole.concluding(part), prover()).proved for part in parts)
