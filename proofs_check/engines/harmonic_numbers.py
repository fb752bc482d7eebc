"""Harmonic numbers at two places: a block of b - a terms, each between 1/b and 1/(a + 1).

(b - a)/b <= harmonic(b) - harmonic(a) <= (b - a)/(a + 1)        0 <= a <= b, b >= 1 whole
"""

from __future__ import annotations

from itertools import permutations

from proofs_check.engines.calculus_terms import minus, over, plus
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Term, free_letters, walk
from proofs_check.statement.text import text

ENGINE = "harmonic numbers"
MAX_PLACES = 4


def applies(goal: Goal) -> bool:
    """Whether an inequality has harmonic numbers at two places in it, hypotheses included."""
    conclusion = goal.conclusion
    ordered = isinstance(conclusion, Compare) and conclusion.relation not in ("==", "!=")
    return ordered and 2 <= len(_places(goal)) <= MAX_PLACES


def attempt(goal: Goal, prove: Prover) -> Answer:
    """The goal with these bounds as hypotheses."""
    if not applies(goal):
        return undecided(ENGINE, "")
    facts: list[Term] = []
    used: list[Answer] = []
    for low, high in permutations(_places(goal), 2):
        block = minus(Apply("harmonic", (high,)), Apply("harmonic", (low,)))
        length = minus(high, low)
        bounds = (
            Compare(">=", block, over(length, high)),
            Compare("<=", block, over(length, plus(low, ONE))),
        )
        if any(bound in goal.hypotheses for bound in bounds):
            return undecided(ENGINE, "the bounds are hypotheses already")
        needs = (Compare(">=", low, ZERO), Compare("<=", low, high), Compare(">=", high, ONE))
        answers = []
        for need in needs:
            answers.append(prove(goal.concluding(need)))
            if not answers[-1].proved:
                break
        else:
            used += answers
            facts += bounds
    if not facts:
        return undecided(ENGINE, "the places are not in order")
    answer = prove(goal.assuming(*facts))
    if not answer.proved:
        return undecided(ENGINE, "the bounds do not give it")
    detail = "; ".join(text(fact) for fact in facts)
    return proved(ENGINE, f"with {detail}"[:300], "certificate", (*used, answer))


def _places(goal: Goal) -> list[Term]:
    """The arguments, those that a binder hides left out."""
    letters = {name for name, _ in goal.letters}
    found: dict[Term, None] = {}
    for term in (goal.conclusion, *goal.hypotheses):
        for node in walk(term):
            if isinstance(node, Apply) and node.op == "harmonic" and free_letters(node) <= letters:
                found[node.args[0]] = None
    return list(found)
