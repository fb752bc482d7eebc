"""Extreme places: `exists(x, D, forall(y, D, f(y) <= f(x)))`.

Where f is differentiable an inner extreme place is a zero of its derivative; an interval has its ends besides. Which of them it is may depend on
the sign of a letter: then there are two cases, each with a value of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proofs_check.engines import sympy_engine
from proofs_check.engines.calculus_terms import flat_conjunction
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ZERO,
    Compare,
    Letter,
    Quantified,
    Term,
    free_letters,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "existence"
MAX_LETTERS = 2
Way = Callable[[Quantified, Goal, Prover], Answer]


def extreme_places(body: Term, letter: str, goal: Goal) -> Iterator[Term]:
    """The zeros of the derivative of f, for `forall(y, D, f(y) <= f(c))`."""
    for part in flat_conjunction(body):
        if not isinstance(part, Quantified) or part.op != "forall" or not isinstance(part.body, Compare):
            continue
        for f, at in ((part.body.left, part.body.right), (part.body.right, part.body.left)):
            if substitute(f, {part.letter: Letter(letter)}) != at:
                continue
            try:
                slope = differentiate(f, part.letter)[0]
            except (NotDifferentiable, ValueError):
                continue
            yield from sympy_engine.solve_for(Compare("==", slope, ZERO), part.letter, goal)


def by_signs_of_letters(statement: Quantified, goal: Goal, prove: Prover, by_values: Way) -> Answer:
    """The existence where a letter is at least 0, and where it is negative."""
    if not isinstance(statement.body, Quantified):
        return undecided(ENGINE, "no extreme place")
    spoken = [
        name for name, domain in goal.letters if domain.kind == "real" and name in free_letters(statement)
    ]
    for name in spoken[:MAX_LETTERS]:
        cases = [Compare(relation, Letter(name), ZERO) for relation in (">=", "<")]
        if any(name in free_letters(fact) for fact in goal.hypotheses):
            continue
        answers = []
        for case in cases:
            answers.append(by_values(statement, goal.assuming(case), prove))
            if not answers[-1].proved:
                break
        else:
            detail = "; ".join(f"{text(c)}: {a.detail}" for c, a in zip(cases, answers, strict=True))
            return proved(ENGINE, detail, "certificate", tuple(answers))
    return undecided(ENGINE, "no two cases")
