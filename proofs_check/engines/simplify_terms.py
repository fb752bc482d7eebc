"""Splitting goals: conjunctions, implications and cases, so that each engine sees comparisons only.

conclude(goal)  the goals, each with one literal as its conclusion, that together give the goal
by_cases(goal)  hypotheses without disjunctions: one goal for each case
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.goal import Goal
from proofs_check.statement.domains import membership
from proofs_check.statement.terms import (
    TRUE,
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    free_letters,
    fresh,
    substitute,
)

OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def negation(term: Term) -> Term:
    """The negated statement, `not` pushed to the comparisons of scalars."""
    match term:
        case Compare(relation=relation, left=left, right=right):
            return Compare(OPPOSITE[relation], left, right)
        case Connective(op="not", parts=(part,)):
            return part
        case Connective(op="and", parts=parts):
            return Connective("or", tuple(negation(part) for part in parts))
        case Connective(op="or", parts=parts):
            return Connective("and", tuple(negation(part) for part in parts))
        case Connective(op="implies", parts=(left, right)):
            return Connective("and", (left, negation(right)))
        case _:
            return Connective("not", (term,))


def literals(statement: Term) -> tuple[Compare, ...]:
    """The comparisons that hold when the statement does: those of its conjunctions."""
    match statement:
        case Compare():
            return (statement,)
        case Connective(op="and", parts=parts):
            return tuple(literal for part in parts for literal in literals(part))
        case Connective(op="not", parts=(part,)):
            pushed = negation(part)
            return literals(pushed) if pushed != statement else ()
        case _:
            return ()


def conclude(goal: Goal) -> tuple[Goal, ...]:
    """Goals that give `goal` when all of them hold; the conclusion of each is a comparison or something not split."""
    match goal.conclusion:
        case Connective(op="and", parts=parts):
            return tuple(one for part in parts for one in conclude(goal.concluding(part)))
        case Connective(op="implies", parts=(left, right)):
            return conclude(goal.assuming(left).concluding(right))
        case Connective(op="iff", parts=(left, right)):
            return (
                *conclude(goal.assuming(left).concluding(right)),
                *conclude(goal.assuming(right).concluding(left)),
            )
        case Connective(op="or", parts=parts) if parts:
            return conclude(goal.assuming(*map(negation, parts[:-1])).concluding(parts[-1]))
        case Connective(op="not", parts=(part,)):
            pushed = negation(part)
            return (goal,) if pushed == goal.conclusion else conclude(goal.concluding(pushed))
        case Quantified(op="forall"):
            return conclude(_introduced(goal, goal.conclusion))
        case _:
            return (goal,)


def _introduced(goal: Goal, statement: Quantified) -> Goal:
    """A letter in place of the bound one."""
    taken = frozenset(name for name, _ in goal.letters)
    name = fresh(statement.letter, taken)
    body = substitute(statement.body, {statement.letter: Letter(name)})
    return goal.with_letter(name, statement.domain).concluding(body)


def by_cases(goal: Goal, limit: int) -> tuple[Goal, ...]:
    """One goal for each way to satisfy the disjunctions among the hypotheses, at most `limit`; (goal,) beyond that."""
    pending: list[tuple[tuple[Term, ...], tuple[Term, ...]]] = [((), goal.hypotheses)]
    done: list[tuple[Term, ...]] = []
    while pending:
        if len(done) + len(pending) > limit:
            return (goal,)
        kept, left = pending.pop()
        if not left:
            done.append(kept)
            continue
        for option in options(left[0]):
            if len(option) == 1 and option[0] == left[0]:
                pending.append(((*kept, left[0]), left[1:]))
            else:
                pending.append((kept, (*option, *left[1:])))
    return tuple(replace(goal, hypotheses=hypotheses) for hypotheses in done)


def options(statement: Term) -> tuple[tuple[Term, ...], ...]:
    """The ways to satisfy a statement, each a list of statements; the statement itself where it is not split."""
    match statement:
        case Connective(op="and", parts=parts):
            return (parts,)
        case Connective(op="or", parts=parts):
            return tuple((part,) for part in parts)
        case Connective(op="implies", parts=(left, right)):
            return ((negation(left),), (right,))
        case Connective(op="iff", parts=(left, right)):
            return ((left, right), (negation(left), negation(right)))
        case Connective(op="not", parts=(part,)):
            pushed = negation(part)
            return ((statement,),) if pushed == statement else ((pushed,),)
        case _:
            return ((statement,),)


def used_letters(goal: Goal) -> frozenset[str]:
    """The letters that conclusion and hypotheses mention, and those that their domains mention."""
    used = set(free_letters(goal.conclusion))
    for hypothesis in goal.hypotheses:
        used |= free_letters(hypothesis)
    for name, domain in reversed(goal.letters):
        if name in used:
            used |= {letter for fact in membership(name, domain) for letter in free_letters(fact)}
    return frozenset(used)


__all__ = ["TRUE", "by_cases", "conclude", "literals", "negation", "options", "used_letters"]
