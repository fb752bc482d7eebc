"""Taking a conclusion apart: conjunctions, implications and universal quantifiers become goals of their own.

`introduce(goal)` gives goals that together imply it: `p and q` two goals, `implies(p, q)` the goal q under p,
`forall(c, D, p)` the goal p with one more letter, `iff(p, q)` both implications.
"""

from __future__ import annotations

from proofs_check.engines.calculus_questions import within
from proofs_check.goal import Goal
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.terms import Compare, Connective, Letter, Quantified, Term, substitute

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
            inner = within(goal, ((letter, domain),), membership(letter, domain), body)
            name, its = inner.letters[-1]
            return introduce(inner.assuming(*instances_at(name, its, inner)))
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


def instances_at(name: str, domain: Domain, goal: Goal) -> tuple[Term, ...]:
    """What the hypotheses that hold for all numbers of a kind say of the letter `name`."""
    found = []
    for hypothesis in goal.hypotheses:
        if (
            isinstance(hypothesis, Quantified)
            and hypothesis.op == "forall"
            and hypothesis.domain.kind == domain.kind
        ):
            inside = membership(name, hypothesis.domain) if hypothesis.domain != domain else ()
            said = substitute(hypothesis.body, {hypothesis.letter: Letter(name)})
            found.append(Connective("implies", (Connective("and", inside), said)) if inside else said)
    return tuple(found)


def negation(statement: Term) -> Term:
    """The opposite of a statement whose terms are defined."""
    if isinstance(statement, Compare):
        return Compare(NEGATED[statement.relation], statement.left, statement.right)
    if isinstance(statement, Connective) and statement.op == "not":
        return statement.parts[0]
    return Connective("not", (statement,))
