"""Taking a conclusion apart: conjunctions, implications and universal quantifiers become goals of their own.

`introduce(goal)` gives goals that together imply it: `p and q` two goals, `implies(p, q)` the goal q under p,
`forall(c, D, p)` the goal p with one more letter, `iff(p, q)` both implications.
"""

from __future__ import annotations

from proofs_check.engines.calculus_signs import within
from proofs_check.goal import Goal
from proofs_check.statement.domains import membership
from proofs_check.statement.terms import Compare, Connective, Quantified, Term

NEGATED = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def introduce(goal: Goal) -> tuple[Goal, ...]:
    """The goals that together imply `goal`, none of them a conjunction, an implication or a forall."""
    match goal.conclusion:
        case Connective(op="and", parts=parts):
            return tuple(found for part in parts for found in introduce(goal.concluding(part)))
        case Connective(op="implies", parts=(premise, then)):
            return introduce(goal.assuming(premise).concluding(then))
        case Connective(op="iff", parts=(left, right)):
            forth = introduce(goal.assuming(left).concluding(right))
            return (*forth, *introduce(goal.assuming(right).concluding(left)))
        case Quantified(op="forall", letter=letter, domain=domain, body=body):
            return introduce(within(goal, ((letter, domain),), membership(letter, domain), body))
        case Connective(op="not", parts=(Connective(op="or", parts=parts),)):
            return tuple(found for part in parts for found in introduce(goal.concluding(negation(part))))
        case Connective(op="not", parts=(Connective(op="not", parts=(inner,)),)):
            return introduce(goal.concluding(inner))
        case Connective(op="not", parts=(Quantified(op="exists") as inner,)):
            every = Quantified("forall", inner.letter, inner.domain, negation(inner.body))
            return introduce(goal.concluding(every))
        case Connective(op="not", parts=(Compare() as inner,)):
            return (goal.concluding(negation(inner)),)
    return (goal,)


def negation(statement: Term) -> Term:
    """The opposite of a statement whose terms are defined."""
    if isinstance(statement, Compare):
        return Compare(NEGATED[statement.relation], statement.left, statement.right)
    if isinstance(statement, Connective) and statement.op == "not":
        return statement.parts[0]
    return Connective("not", (statement,))
