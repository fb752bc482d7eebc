"""Equations between a sequence value or a limit and a term, put in: what follows from them is then arithmetic."""

from __future__ import annotations

from dataclasses import replace

from proofs_check.goal import Goal
from proofs_check.statement.terms import (
    INFINITY,
    At,
    Compare,
    Diff,
    Limit,
    Term,
    binder,
    children,
    free_letters,
    rebuild,
    walk,
)


def with_values(goal: Goal) -> Goal:
    """The goal with each sequence value, and each limit, that a hypothesis equates to a term replaced by it, everywhere else."""
    for hypothesis in goal.hypotheses:
        match hypothesis:
            case Compare(relation="==", left=(At() | Limit()) as value, right=right) if value not in walk(
                right
            ):
                if any(isinstance(node, At | Limit) or node == INFINITY for node in walk(right)):
                    continue
                others = tuple(
                    replaced(other, value, right) if other != hypothesis else other
                    for other in goal.hypotheses
                )
                goal = replace(goal, hypotheses=others, conclusion=replaced(goal.conclusion, value, right))
    return goal


def replaced(term: Term, old: Term, new: Term) -> Term:
    """`term` with `new` for `old`, but not where a letter of either is bound, nor in a derivative: an equation that holds at
    a point says nothing of how its sides change there."""
    if term == old:
        return new
    if isinstance(term, Diff):
        return term
    bound = binder(term)
    if bound is not None and bound in free_letters(old) | free_letters(new):
        return term
    parts = children(term)
    changed = tuple(replaced(part, old, new) for part in parts)
    return term if changed == parts else rebuild(term, changed)
