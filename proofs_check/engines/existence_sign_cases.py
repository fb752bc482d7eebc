"""Solutions that lie elsewhere for positive and for negative letters: cos(x) == a*x for all real a.

Where an equation changes its sign may depend on the sign of a letter: cos(x) - a*x tends to -oo as x tends to oo where a > 0, and to oo where a < 0.
So the existence is shown in the cases a > 0, a < 0 and a == 0, as far as the sign is not known; a case that is not shown is taken
apart by the sign of another letter.

Certificate: a proof of the existence in each case.
"""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.engines.calculus_questions import Questions
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ZERO, Compare, Letter, Quantified, free_letters, substitute
from proofs_check.statement.text import text

ENGINE = "existence"
MAX_LETTERS = 3
NESTED = 2
"""How many letters of unknown sign may be there if cases are taken apart further."""
RELATIONS = ((1, ">"), (-1, "<"), (0, "=="))

Way = Callable[[Quantified, Goal, Prover], Answer]


def by_cases_of_sign(statement: Quantified, goal: Goal, prove: Prover, way: Way) -> Answer:
    """Proves an existence by `way` in each case that the sign of a letter leaves. The bound letter must be new to the goal."""
    if any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "complex letters have no sign")
    letters = unsigned(statement, goal, prove)
    return _by_letters(statement, goal, prove, way, letters[:MAX_LETTERS], len(letters) <= NESTED)


def unsigned(statement: Quantified, goal: Goal, prove: Prover) -> tuple[str, ...]:
    """The real letters of the body whose sign is not known."""
    facts = Questions(goal, prove).facts
    spoken = free_letters(statement.body) - {statement.letter}
    reals = [name for name, domain in goal.letters if domain.kind == "real" and name in spoken]
    return tuple(name for name in reals if {1, -1} <= facts.signs(Letter(name)))


def _by_letters(
    statement: Quantified, goal: Goal, prove: Prover, way: Way, letters: tuple[str, ...], nested: bool
) -> Answer:
    reason = undecided(ENGINE, "no letter of unknown sign")
    for name in letters:
        others = tuple(other for other in letters if other != name) if nested else ()
        answers: list[Answer] = []
        for case, simpler in _cases(statement, goal, name, prove):
            answer = way(simpler, goal.assuming(case), prove)
            if not answer.proved and others:
                answer = _by_letters(simpler, goal.assuming(case), prove, way, others, nested)
            if not answer.proved:
                reason = undecided(ENGINE, f"where {text(case)}: {answer.detail}"[:300])
                break
            answers.append(proved(ENGINE, f"{text(case)}: {answer.detail}", "certificate", (answer,)))
        else:
            return proved(
                ENGINE, "; ".join(one.detail for one in answers)[:400], "certificate", tuple(answers)
            )
    return reason


def _cases(
    statement: Quantified, goal: Goal, name: str, prove: Prover
) -> tuple[tuple[Compare, Quantified], ...]:
    """The signs that the letter may have, each with the statement there."""
    possible = Questions(goal, prove).facts.signs(Letter(name))
    found = []
    for sign, relation in RELATIONS:
        if sign in possible:
            found.append((Compare(relation, Letter(name), ZERO), _at_zero(statement, name, sign)))
    return tuple(found)


def _at_zero(statement: Quantified, name: str, sign: int) -> Quantified:
    """The statement with 0 put in where the letter is 0."""
    if sign:
        return statement
    try:
        put = substitute(statement, {name: ZERO})
    except ValueError:  # a derivative by that letter
        return statement
    return put if isinstance(put, Quantified) else statement


__all__ = ["by_cases_of_sign", "unsigned"]
