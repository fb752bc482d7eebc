"""Equations between sums: both sides agree at the first value and change by the same from n to n + 1.

The sums are written over moving ranges first (`moving_sums.py`); then in the changes only finitely many summands are left, or sums of the changes
of the summands. Certificate: the first value, the equation between the changes, and that the ranges do not overtake each other.
"""

from __future__ import annotations

from proofs_check.engines.calculus_terms import folded_in, minus, plus, times
from proofs_check.engines.discrete_growth import first_of, later, moving_letters
from proofs_check.engines.discrete_steps import Moves, NoStep
from proofs_check.engines.enclosures import ball, certain, enclosed
from proofs_check.engines.moving_sums import settled_everywhere
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Sum,
    Term,
    free_letters,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "steps"
PROBES = (0, 1, 2, 5)


def applies(goal: Goal) -> bool:
    """Whether the conclusion equates terms with sums whose range or body moves with a whole letter."""
    conclusion = goal.conclusion
    is_equation = isinstance(conclusion, Compare) and conclusion.relation == "=="
    return (
        is_equation and any(isinstance(node, Sum) for node in walk(conclusion)) and bool(moving_letters(goal))
    )


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves left == right by the changes of both sides."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return undecided(ENGINE, "")
    reason = "no letter that moves by steps"
    for name in moving_letters(goal):
        first = first_of(goal, name)
        if first is None:
            continue
        sides = [settled_everywhere(side, name, goal.scope) for side in (conclusion.left, conclusion.right)]
        answer = _by_factors(goal, conclusion, name, first, prove)
        if answer is None:
            answer = _by_steps(goal, Compare("==", *sides), name, first, prove)
        if answer.proved:
            return answer
        reason = answer.detail
    return undecided(ENGINE, reason)


def _by_steps(goal: Goal, says: Compare, name: str, first: int, prove: Prover) -> Answer:
    moves = Moves(name)
    try:
        change = minus(moves.change(says.left), moves.change(says.right))
    except NoStep as reason:
        return undecided(ENGINE, str(reason))
    if _is_broken(says, goal, name, first):
        return undecided(ENGINE, "false at one of the first values")
    after = later(goal, name, first)
    start = folded_in(substitute(says, {name: number(first)}), goal.scope)
    asked = [goal.concluding(start), after.concluding(Compare("==", change, ZERO))]
    asked += [after.concluding(need) for need in dict.fromkeys(moves.needs)]
    answers = []
    for question in asked:
        answers.append(prove(question))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown: {text(question.conclusion)}"[:250])
    detail = f"at {name} = {first}, and the changes of both sides agree: {text(change)} == 0"
    return proved(ENGINE, detail[:400], "certificate", tuple(answers))


def _by_factors(goal: Goal, says: Compare, name: str, first: int, prove: Prover) -> Answer | None:
    """c*S == R where the summands of S(n + 1) are f times those of S(n), f not 1: then R(n + 1) == f*R(n) + c*(the new summands).

    None where the sides have another form.
    """
    for left, right in ((says.left, says.right), (says.right, says.left)):
        found = _one_sum(left)
        if found is None or name in free_letters(found[0]) or any(isinstance(n, Sum) for n in walk(right)):
            continue
        moves = Moves(name)
        try:
            factor, more = moves.by_factor(found[1])
        except NoStep:
            continue
        if factor == ONE:
            continue
        if _is_broken(says, goal, name, first):
            return undecided(ENGINE, "false at one of the first values")
        after = later(goal, name, first)
        start = folded_in(substitute(says, {name: number(first)}), goal.scope)
        step = Compare("==", moves.after(right), plus(times(factor, right), times(found[0], more)))
        answers = [prove(goal.concluding(start)), prove(after.concluding(step))]
        answers += [prove(after.concluding(need)) for need in dict.fromkeys(moves.needs)]
        if all(answer.proved for answer in answers):
            detail = f"at {name} = {first}, and by {text(step)}"
            return proved(ENGINE, detail[:400], "certificate", tuple(answers))
        return undecided(ENGINE, f"not shown: {text(step)}"[:250])
    return None


def _one_sum(term: Term) -> tuple[Term, Sum] | None:
    """(c, S) of c*S."""
    if isinstance(term, Sum) and term.op == "sum":
        return ONE, term
    if isinstance(term, Apply) and term.op == "mul":
        for factor, rest in (term.args, term.args[::-1]):
            found = _one_sum(rest)
            if found is not None and not any(isinstance(node, Sum) for node in walk(factor)):
                return times(factor, found[0]), found[1]
    return None


def _is_broken(says: Compare, goal: Goal, name: str, first: int) -> bool:
    """Whether the sides differ at one of the first values, where nothing else moves."""
    if free_letters(says) - {name}:
        return False
    gap: Term = minus(says.left, says.right)
    for more in PROBES:
        found = enclosed(gap, {name: ball(number(first + more).value)}, goal.scope)
        if found is not None and certain("!=", found):
            return True
    return False
