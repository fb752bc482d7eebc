"""The sign of a sine or a cosine of several letters, from the interval in which its argument lies."""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ZERO, Apply, Compare, Constant, Number, Term, free_letters
from proofs_check.statement.text import text

ENGINE = "signs of waves"
POSITIVE_ON = {  # between which multiples of pi
    "sin": (Fraction(0), Fraction(1)),
    "cos": (Fraction(-1, 2), Fraction(1, 2)),
}
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "!=": "!="}


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares a sine or a cosine of several letters with zero."""
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    found = _wave(goal.conclusion)
    return found is not None and len(free_letters(found[0])) > 1


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the sign by bounds of the argument; it never refutes."""
    found = _wave(goal.conclusion)
    if found is None:
        return undecided(ENGINE, "")
    wave, relation = found
    asked = Questions(goal, prove)
    for sign in (1, -1):
        if (relation[0] == "<" and sign > 0) or (relation[0] == ">" and sign < 0):
            continue
        weak = relation in ("<=", ">=")
        for shift in (0, 2) if sign > 0 else (1, -1):
            low, high = (end + shift for end in POSITIVE_ON[wave.op])
            inside = (
                Compare(">=" if weak else ">", wave.args[0], _of_pi(low)),
                Compare("<=" if weak else "<", wave.args[0], _of_pi(high)),
            )
            if all(asked.holds(one) for one in inside):
                return proved(ENGINE, " and ".join(map(text, inside)), "certificate", tuple(asked.used))
    return undecided(ENGINE, "the argument is not seen to lie between zeros")


def _of_pi(part: Fraction) -> Term:
    return times(Number(part), Constant("pi"))


def _wave(conclusion: Term) -> tuple[Apply, str] | None:
    """The sine or cosine, and its relation to zero."""
    match conclusion:
        case Compare(relation=relation, left=Apply(op=("sin" | "cos")) as wave, right=right) if right == ZERO:
            return (wave, relation) if relation in TURNED else None
        case Compare(relation=relation, left=left, right=Apply(op=("sin" | "cos")) as wave) if left == ZERO:
            return (wave, TURNED[relation]) if relation in TURNED else None
    return None
