"""The attack on what is cited, not checked: a statement that a theorem or an argument is said to give is put to the search.

A cited step caps the trust, but it must not be false: one exact admissible point that breaks it fails the step.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.goal import Budget, Goal
from proofs_check.statement.formal import Formal
from proofs_check.statement.text import text
from proofs_check.witness import find_witness

POINTS = 2_000
"""Points that are tried on a step; the claim itself gets the whole budget."""


def counterexample(goal: Goal, budget: Budget) -> str:
    """A point at which the goal's conclusion is false or undefined though its hypotheses hold, as text; '' if none is found."""
    given = tuple((f"hypothesis {number}", term) for number, term in enumerate(goal.hypotheses, 1))
    formal = Formal(goal.letters, given, goal.sequences, goal.conclusion)
    found = find_witness(formal, replace(budget, search_points=min(POINTS, budget.search_points)))
    if found.unsettled is not None:
        return "a counterexample was found that the independent re-check could not decide"
    if found.witness is None:
        return ""
    point = ", ".join(f"{name} = {text(value)}" for name, value in found.witness.point.items())
    return f"it is {found.witness.fault} at {point or 'no letters'}"
