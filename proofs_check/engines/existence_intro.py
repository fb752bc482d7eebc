"""Taking a conclusion apart: conjunctions, implications and universal quantifiers become goals of their own.

`introduce(goal)` gives goals that together imply it: `p and q` two goals, `implies(p, q)` the goal q under p,
`forall(c, D, p)` the goal p with one more letter, `iff(p, q)` both implications.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.definedness import obligations
from proofs_check.engines.calculus_questions import Questions, defined, names_of, within
from proofs_check.engines.calculus_terms import fold
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.terms import (
    FALSE,
    At,
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    free_letters,
    fresh,
    substitute,
    walk,
)

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
            and (hypothesis.domain.kind, hypothesis.domain.over, hypothesis.domain.size)
            == (domain.kind, domain.over, domain.size)
        ):
            inside = membership(name, hypothesis.domain) if hypothesis.domain != domain else ()
            said = substitute(hypothesis.body, {hypothesis.letter: Letter(name)})
            found.append(guarded(inside, said, goal, _by_form))
    return tuple(fact for fact in found if fact is not None)


def _by_form(goal: Goal) -> Answer:
    return undecided("form", "")


def guarded(inside: tuple[Term, ...], said: Term, goal: Goal, prove: Prover) -> Term | None:
    """What is said of a value if it is `inside`, as a hypothesis; None where it may be undefined outside.

    The terms of a hypothesis are taken as defined: implies(x > 0, log(x) <= a) would tell that x is positive.
    """
    if not inside:
        return said
    if any(fold(fact) == FALSE for fact in inside):
        return None
    if defined((said,), goal, _by_form) is not None:
        return Connective("implies", (Connective("and", inside), said))
    asked = Questions(_about_numbers(goal, inside), prove)
    return said if all(map(asked.holds, inside)) else None


def _about_numbers(goal: Goal, facts: tuple[Term, ...]) -> Goal:
    """The goal without its vectors, matrices and statements about all values, where the facts speak of numbers alone: they are asked for often."""
    numbers = frozenset(name for name, domain in goal.letters if domain.is_scalar)
    ends = (end for _, domain in goal.letters if domain.is_scalar for end in domain.terms())
    if not all(free_letters(said) <= numbers for said in (*facts, *ends)):
        return goal
    known = tuple(
        fact
        for fact in goal.hypotheses
        if free_letters(fact) <= numbers and not any(isinstance(node, Quantified) for node in walk(fact))
    )
    letters = tuple((name, domain) for name, domain in goal.letters if name in numbers)
    return replace(goal, letters=letters, hypotheses=known)


def opened(goal: Goal) -> Goal:
    """The goal with a letter for the value that a hypothesis says exists, and the hypothesis at it.

    `not exists(c, D, p)` becomes `forall(c, D, not p)` where p is defined for all values; elsewhere it says less.
    """
    found: list[Term] = []
    waiting = list(goal.hypotheses)
    while waiting:
        term = waiting.pop(0)
        match term:
            case Quantified(op="exists", letter=letter, domain=domain, body=body):
                name = fresh(letter, names_of(goal) | free_letters(body))
                goal = goal.with_letter(name, domain)
                waiting = [substitute(body, {letter: Letter(name)}), *waiting]
            case Connective(op="and", parts=parts):
                waiting = [*parts, *waiting]
            case Connective(op="not", parts=(Quantified(op="forall") as inner,)):
                waiting = [
                    Quantified("exists", inner.letter, inner.domain, negation(inner.body)),
                    *waiting,
                ]
            case Connective(op="not", parts=(Quantified(op="exists") as inner,)) if _is_total(inner, goal):
                found.append(Quantified("forall", inner.letter, inner.domain, negation(inner.body)))
            case _:
                found.append(term)
    return replace(goal, hypotheses=tuple(dict.fromkeys(found)))


def _is_total(statement: Quantified, goal: Goal) -> bool:
    """Whether the body is defined for all values of the letter, by its form."""
    if any(isinstance(node, Quantified | At) for node in walk(statement.body)):
        return False
    scope = goal.scope.with_letter(statement.letter, statement.domain)
    return not obligations(statement.body, scope, {})


def by_contradiction(goal: Goal, prove: Prover) -> Answer:
    """A goal under `forall(c, D, p)`: were its conclusion false, some c in D would break p."""
    engine = "contradiction"
    general = [one for one in goal.hypotheses if isinstance(one, Quantified) and one.op == "forall"]
    if len(general) != 1 or not isinstance(goal.conclusion, Compare):
        return undecided(engine, "")
    said = general[0]
    if any(isinstance(node, Quantified) for node in walk(said.body)):
        return undecided(engine, "quantifiers within another")
    others = tuple(one for one in goal.hypotheses if one != said)
    breaks = Quantified("exists", said.letter, said.domain, negation(said.body))
    answer = prove(replace(goal, hypotheses=(*others, negation(goal.conclusion)), conclusion=breaks))
    if not answer.proved:
        return undecided(engine, answer.detail)
    return proved(engine, f"else {answer.detail} would break the hypothesis", "certificate", (answer,))


def negation(statement: Term) -> Term:
    """The opposite of a statement whose terms are defined."""
    if isinstance(statement, Compare):
        return Compare(NEGATED[statement.relation], statement.left, statement.right)
    if isinstance(statement, Connective) and statement.op == "not":
        return statement.parts[0]
    return Connective("not", (statement,))


def opposite(statement: Term) -> Term:
    """The opposite of a statement, with `not` moved inwards. An existence fails where its body is false or undefined."""
    match statement:
        case Compare(relation=relation, left=left, right=right):
            return Compare(NEGATED[relation], left, right)
        case Connective(op="not", parts=(inner,)):
            return inner
        case Connective(op="and", parts=parts):
            return Connective("or", tuple(map(opposite, parts)))
        case Connective(op="or", parts=parts):
            return Connective("and", tuple(map(opposite, parts)))
        case Connective(op="implies", parts=(premise, then)):
            return Connective("and", (premise, opposite(then)))
        case Connective(op="iff", parts=(one, two)):
            ways = (Connective("and", (one, opposite(two))), Connective("and", (opposite(one), two)))
            return Connective("or", ways)
        case Quantified(op=op, letter=letter, domain=domain, body=body):
            return Quantified("forall" if op == "exists" else "exists", letter, domain, opposite(body))
        case _:
            return Connective("not", (statement,))
