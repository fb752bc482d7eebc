"""Conclusions that do not move under a hypothesis that does: if the conclusion failed, the hypothesis would.

From x(t) > s follows c > s, if from c <= s follows x(t) <= s; only the latter has the form that an induction on t proves. Certificate:
the proof of the contraposition.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.existence_intro import negation
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import At, Compare, free_letters, walk
from proofs_check.statement.text import text

ENGINE = "contraposition"


def applies(goal: Goal) -> bool:
    """Whether one comparison among the hypotheses, and nothing else, speaks of a whole letter, as the index of a sequence."""
    return _moving(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that the hypothesis fails where the conclusion does; it never refutes."""
    moving = _moving(goal)
    if moving is None:
        return undecided(ENGINE, "")
    others = tuple(fact for fact in goal.hypotheses if fact != moving)
    answer = prove(
        replace(goal, hypotheses=(*others, negation(goal.conclusion)), conclusion=negation(moving))
    )
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(ENGINE, f"else {text(moving)} would fail: {answer.detail}"[:400], "certificate", (answer,))


def _moving(goal: Goal) -> Compare | None:
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or any(domain.is_complex for _, domain in goal.letters):
        return None
    whole = [name for name, domain in goal.letters if domain.kind == "integer" and domain.low is not None]
    for name in whole:
        speak = [fact for fact in goal.hypotheses if name in free_letters(fact)]
        ends = (end for _, domain in goal.letters for end in domain.terms())
        if len(speak) != 1 or name in free_letters(conclusion) or any(name in free_letters(e) for e in ends):
            continue
        fact = speak[0]
        if isinstance(fact, Compare) and _has_value_at(fact, name):
            return fact
    return None


def _has_value_at(fact: Compare, name: str) -> bool:
    """Whether a value of a sequence moves with the letter: of powers other engines know more."""
    return any(isinstance(node, At) and name in free_letters(node.index) for node in walk(fact))
