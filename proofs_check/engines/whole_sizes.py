"""Whole numbers that are not small: abs(E) >= 2 as E is none of -1, 0 and 1; abs(E) > 0 as E is not 0.

E is a term whose values are whole by its form. Certificate: proofs that E differs from each of the numbers that are too small.
"""

from __future__ import annotations

from math import ceil, floor

from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import Apply, Compare, Number, Term, number
from proofs_check.statement.text import text

ENGINE = "sizes of whole numbers"
MAX_SIZE = 4
SWAPPED = {"<=": ">=", "<": ">"}


def applies(goal: Goal) -> bool:
    """Whether the modulus of a whole number is said to be at least a small number."""
    return not any(domain.is_complex for _, domain in goal.letters) and _least(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that the number is none of those that are too small, or says why not."""
    found = _least(goal)
    if found is None:
        return undecided(ENGINE, "")
    inner, least = found
    answers: list[Answer] = []
    for value in range(1 - least, least):
        answers.append(prove(goal.concluding(Compare("!=", inner, number(value)))))
        if not answers[-1].proved:
            return undecided(ENGINE, f"{text(inner)} may be {value}: {answers[-1].detail}"[:250])
    return proved(
        ENGINE,
        f"{text(inner)} is no smaller number: {answers[0].detail}"[:300],
        "certificate",
        tuple(answers),
    )


def _least(goal: Goal) -> tuple[Term, int] | None:
    """(E, k) where abs(E) >= k is asked, k being whole."""
    said = goal.conclusion
    if isinstance(said, Compare) and said.relation in SWAPPED:
        said = Compare(SWAPPED[said.relation], said.right, said.left)
    match said:
        case Compare(
            relation=(">=" | ">") as relation, left=Apply(op="abs", args=(inner,)), right=Number(value=value)
        ):
            least = ceil(value) if relation == ">=" else floor(value) + 1
            fits = 1 <= least <= MAX_SIZE and is_integral(inner, goal.scope)
            return (inner, least) if fits else None
    return None


__all__ = ["applies", "attempt"]
