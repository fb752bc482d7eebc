"""Comparisons of products with exponentials, by the logarithms of both sides: exp(-x**2) < 1/2 says that -x**2 < -log(2).

Both sides are products of positive terms, and log is strictly rising. Other comparisons stay as they are.
Certificate: that of the goal with the logarithms compared.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.logarithm_forms import NotMoved, logarithm
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import Apply, Compare, Connective, Term, free_letters

ENGINE = "compared logarithms"
PRODUCTS = ("mul", "div", "sqrt")


def applies(goal: Goal) -> bool:
    """Whether a comparison of real numbers has an exponential as a factor of a side."""
    if goal.sequences or any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    return any(map(_speaks_of_exponentials, (goal.conclusion, *goal.hypotheses)))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with the logarithms compared, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    asked = Questions(goal, prove)
    facts = tuple(_in_logarithms(fact, asked) for fact in goal.hypotheses)
    changed = replace(goal, hypotheses=facts, conclusion=_in_logarithms(goal.conclusion, asked))
    if changed == goal:
        return undecided(ENGINE, "a side that is not seen to be positive")
    answer = prove(changed)
    if not answer.proved:
        return undecided(ENGINE, answer.detail[:200])
    return proved(ENGINE, f"by logarithms: {answer.detail}"[:300], "certificate", (*asked.used, answer))


def _in_logarithms(says: Term, asked: Questions) -> Term:
    match says:
        case Connective(op=op, parts=parts):
            return Connective(op, tuple(_in_logarithms(part, asked) for part in parts))
        case Compare(relation=relation, left=left, right=right) if _speaks_of_exponentials(says):
            try:
                return Compare(relation, _logarithm(left, asked), _logarithm(right, asked))
            except NotMoved:
                return says
    return says


def _logarithm(term: Term, asked: Questions) -> Term:
    return logarithm(term, frozenset(), asked.positive, lambda exponent: exponent)


def _speaks_of_exponentials(says: Term) -> bool:
    match says:
        case Connective(parts=parts):
            return any(map(_speaks_of_exponentials, parts))
        case Compare(left=left, right=right):
            return _is_exponential(left) or _is_exponential(right)
    return False


def _is_exponential(side: Term) -> bool:
    """Whether a factor is an exponential of letters."""
    match side:
        case Apply(op="exp"):
            return bool(free_letters(side))
        case Apply(op="pow", args=(base, exponent)):
            return not free_letters(base) and bool(free_letters(exponent))
        case Apply(op=op, args=args) if op in PRODUCTS:
            return any(map(_is_exponential, args))
    return False


__all__ = ["ENGINE", "applies", "attempt"]
