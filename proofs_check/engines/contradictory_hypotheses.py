"""Hypotheses that nothing satisfies: one of them is denied by the others.

    H1, ..., Hk prove `1 == 0`        because H1, ..., Hk without Hi prove `not Hi`
    H prove `not (A and B)`           because H, A and B prove `1 == 0`

What is denied is a comparison, whose terms are defined wherever it holds, so that its opposite is proved with the ways for comparisons.
Certificate: that of the one goal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.calculus_terms import flat_conjunction, fold
from proofs_check.engines.existence_intro import negation
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import FALSE, Compare, Connective, Number, Term
from proofs_check.statement.text import text

ENGINE = "contradictory hypotheses"
MAX_TRIED = 4


def applies(goal: Goal) -> bool:
    """Whether the conclusion is false by itself, or denies that some comparisons hold together; real letters only."""
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    together = _denied(goal.conclusion)
    if together:
        return all(isinstance(part, Compare) for part in together)
    return _is_false(goal.conclusion) and any(isinstance(fact, Compare) for fact in goal.hypotheses)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that the hypotheses contradict each other, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    inner = replace(
        goal, hypotheses=tuple(dict.fromkeys((*goal.hypotheses, *_denied(goal.conclusion)))), conclusion=FALSE
    )
    for fact in _likely(inner):
        others = tuple(one for one in inner.hypotheses if one != fact)
        answer = prove(replace(inner, hypotheses=others, conclusion=negation(fact)))
        if answer.proved:
            detail = f"the others deny {text(fact)}: {answer.detail}"
            return proved(ENGINE, detail[:400], "certificate", (answer,))
    return undecided(ENGINE, "no hypothesis is denied by the others")


def _denied(conclusion: Term) -> tuple[Term, ...]:
    """The parts of `not (A and B)`; () for other conclusions."""
    match conclusion:
        case Connective(op="not", parts=(Connective(op="and", parts=parts) as inner,)) if parts:
            return flat_conjunction(inner)
    return ()


def _is_false(conclusion: Term) -> bool:
    """A comparison of two numbers that does not hold."""
    if conclusion == FALSE:
        return True
    numbers = isinstance(conclusion, Compare) and all(
        isinstance(side, Number) for side in (conclusion.left, conclusion.right)
    )
    return numbers and fold(conclusion) == FALSE


def _likely(goal: Goal) -> Iterator[Compare]:
    """The comparisons to be denied: equations first (of residues they are decided), then those that came last."""
    compared = [fact for fact in reversed(goal.hypotheses) if isinstance(fact, Compare)]
    equations = [fact for fact in compared if fact.relation == "=="]
    yield from [*equations, *(fact for fact in compared if fact.relation != "==")][:MAX_TRIED]
