"""Goals and verdicts for the engines of equations, derivatives at kinks and moduli."""

from __future__ import annotations

from collections.abc import Mapping

from proofs_check.goal import Answer, Budget, Goal, goal_of
from proofs_check.prove import Session
from proofs_check.statement.formal import formalize


def goal(let: Mapping[str, str], claim: str, *given: str) -> Goal:
    """The goal of a claim, definedness apart."""
    named = {f"h{place}": statement for place, statement in enumerate(given)}
    return goal_of(formalize(let, named, {}, claim))


def shown(let: Mapping[str, str], claim: str, *given: str) -> bool:
    """Whether the planner proves the claim together with its definedness."""
    return Session(Budget()).prove_claim(goal(let, claim, *given)).proved


def by_planner(one: Goal) -> Answer:
    """The planner's answer, definedness apart."""
    return Session(Budget()).prove(one)
