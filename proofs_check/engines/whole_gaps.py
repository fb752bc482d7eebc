"""Whole terms that hypotheses do not let lie a whole step apart: L <= R, for L >= R + 1 contradicts them; L == R by both orders.

    a == q*b + r, a == s*b + t, 0 <= r < b, 0 <= t < b      give q == s: for q >= s + 1 is r <= t - b < 0

Letters that an equation gives are put in first. Only where a hypothesis has a product of letters: linear ones are decided elsewhere.

Certificate: that of the contradiction.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_terms import plus
from proofs_check.engines.divisibility import put_in
from proofs_check.engines.sampling import refuting_point
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import ONE, Apply, Compare, Number, Term, walk
from proofs_check.statement.text import text

ENGINE = "whole gaps"
MAX_HYPOTHESES = 12


def applies(goal: Goal) -> bool:
    """Whether whole terms are compared, and a hypothesis is an equation with a product of letters."""
    match goal.conclusion:
        case Compare(left=left, relation=relation, right=right) if relation != "!=":
            whole = is_integral(left, goal.scope) and is_integral(right, goal.scope)
        case _:
            return False
    if not whole or goal.sequences or len(goal.hypotheses) > MAX_HYPOTHESES:
        return False
    only_whole = all(domain.kind == "integer" for _, domain in goal.letters)
    return only_whole and any(map(_is_product, _equations(goal)))


def _equations(goal: Goal) -> list[Compare]:
    return [fact for fact in goal.hypotheses if isinstance(fact, Compare) and fact.relation == "=="]


def _is_product(fact: Term) -> bool:
    """Whether letters are multiplied in it."""
    return any(
        isinstance(node, Apply) and node.op == "mul" and not any(isinstance(arg, Number) for arg in node.args)
        for node in walk(fact)
    )


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the comparison by contradiction, or says why not."""
    if not applies(goal) or not isinstance(goal.conclusion, Compare):
        return undecided(ENGINE, "")
    if refuting_point(goal) is not None:
        return undecided(ENGINE, "it is false at a sample point")
    shorter = put_in(goal)
    if shorter != goal:
        answer = prove(shorter)
        return proved(ENGINE, answer.detail, "certificate", (answer,)) if answer.proved else answer
    answers: list[Answer] = []
    for denied in _denials(goal.conclusion):
        answers.append(_contradicted(goal.assuming(denied), prove))
        if not answers[-1].proved:
            return undecided(ENGINE, f"no contradiction from {text(denied)}"[:250])
    return proved(ENGINE, "; ".join(one.detail for one in answers)[:400], "certificate", tuple(answers))


def _contradicted(goal: Goal, prove: Prover) -> Answer:
    """That an equation with a product is denied by the other hypotheses."""
    for fact in filter(_is_product, _equations(goal)):
        others = tuple(one for one in goal.hypotheses if one != fact)
        answer = prove(replace(goal, hypotheses=others, conclusion=Compare("!=", fact.left, fact.right)))
        if answer.proved:
            return proved(ENGINE, f"the others deny {text(fact)}: {answer.detail}", "certificate", (answer,))
    return undecided(ENGINE, "no equation is denied by the other hypotheses")


def _denials(both: Compare) -> tuple[Compare, ...]:
    """What is contradicted, with the step that whole numbers leave."""
    left, right = both.left, both.right
    above = Compare(">=", left, plus(right, ONE))
    below = Compare(">=", right, plus(left, ONE))
    match both.relation:
        case "==":
            return above, below
        case "<=":
            return (above,)
        case ">=":
            return (below,)
        case "<":
            return (Compare(">=", left, right),)
    return (Compare(">=", right, left),)


__all__ = ["applies", "attempt"]
