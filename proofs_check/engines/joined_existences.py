"""Disjunctions of existences as one: a number with one property or one with the other is a number with one of them.

    exists(k, 'integer', n**2 == 3*k) or exists(k, 'integer', n**2 == 3*k + 1)    is    exists(k, 'integer', n**2 == 3*k or n**2 == 3*k + 1)

Residues decide the second, class by class. Certificate: the two are equivalent.
"""

from __future__ import annotations

from proofs_check.engines.calculus_questions import names_of
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import Connective, Letter, Quantified, Term, free_letters, fresh, substitute

ENGINE = "joined existences"


def applies(goal: Goal) -> bool:
    """Whether the conclusion is a disjunction of existences of whole numbers in the same domain."""
    return joined(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence that says the same, or says why not."""
    one = joined(goal)
    if one is None:
        return undecided(ENGINE, "")
    answer = prove(goal.concluding(one))
    if not answer.proved:
        return undecided(ENGINE, answer.detail[:250])
    return proved(ENGINE, answer.detail, "certificate", (answer,))


def joined(goal: Goal) -> Quantified | None:
    """The existence that says the same as the conclusion; None where that is no disjunction of such."""
    if not isinstance(goal.conclusion, Connective) or goal.conclusion.op != "or":
        return None
    parts = goal.conclusion.parts
    first = parts[0] if parts else None
    if not isinstance(first, Quantified) or len(parts) < 2 or first.domain.kind != "integer":
        return None
    bodies: list[Term] = []
    name = fresh(first.letter, names_of(goal).union(*map(free_letters, parts)))
    for part in parts:
        if not isinstance(part, Quantified) or part.op != "exists" or part.domain != first.domain:
            return None
        bodies.append(substitute(part.body, {part.letter: Letter(name)}))
    return Quantified("exists", name, first.domain, Connective("or", tuple(bodies)))


__all__ = ["applies", "attempt", "joined"]
