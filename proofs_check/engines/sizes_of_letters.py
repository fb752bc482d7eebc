"""Whole numbers that are asked for with the size of a letter: the cases of its sign.

    exists(q, exists(r, a == q*b + r and 0 <= r and r < abs(b)))      b > 0: r < b        b < 0: r < -b        b == 0: b is replaced by 0

Division with remainder by a number of either sign, by the least remainder in size too.

Certificate: the statement in each case that the sign of the letter leaves.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import negate
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ZERO,
    Compare,
    Letter,
    Quantified,
    Term,
    apply,
    binder,
    substitute,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "sizes of letters"
RELATIONS = ((1, ">"), (-1, "<"), (0, "=="))


def applies(goal: Goal) -> bool:
    """Whether whole numbers are asked for, and the size of a whole letter with several signs stands in the conclusion."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Quantified) or conclusion.op != "exists":
        return False
    if conclusion.domain.kind != "integer" or any(domain.is_complex for _, domain in goal.letters):
        return False
    return any(True for _ in _letters(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence for each sign of a letter, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    name = next(_letters(goal))
    answers: list[Answer] = []
    for case in cases(goal, name, prove):
        answers.append(prove(case))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown: {text(case.conclusion)}"[:250])
    said = "; ".join(answer.detail for answer in answers)
    return proved(ENGINE, f"by the sign of {name}: {said}"[:400], "certificate", tuple(answers))


def _letters(goal: Goal) -> Iterator[str]:
    """The whole letters whose size stands in the conclusion and that may have both signs; bound ones of the same name are none."""
    bound = {binder(node) for node in walk(goal.conclusion)}
    for name, domain in goal.letters:
        size = apply("abs", Letter(name))
        if domain.kind != "integer" or name in bound or size not in walk(goal.conclusion):
            continue
        if {1, -1} <= Questions(goal, lambda asked: undecided(ENGINE, "")).facts.signs(Letter(name)):
            yield name


def cases(goal: Goal, name: str, prove: Prover) -> Iterator[Goal]:
    """The goal for each sign of the letter, its size written without bars."""
    possible = Questions(goal, prove).facts.signs(Letter(name))
    for sign, relation in RELATIONS:
        if sign in possible:
            case = Compare(relation, Letter(name), ZERO)
            yield goal.assuming(case).concluding(_written(goal.conclusion, name, sign))


def _written(statement: Term, name: str, sign: int) -> Term:
    """The statement where the letter has this sign."""
    if sign == 0:
        return substitute(statement, {name: ZERO})
    size = Letter(name) if sign > 0 else negate(Letter(name))
    return transform(statement, lambda node: size if node == apply("abs", Letter(name)) else node)


__all__ = ["applies", "attempt", "cases"]
