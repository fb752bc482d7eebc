"""Two whole letters of which a hypothesis says that one is at most the other: n >= m as n = m + j with a natural j.

The hypothesis goes away, so that an induction on j has a first value and no condition. Certificate: the goal with the new letter.
"""

from __future__ import annotations

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import plus
from proofs_check.engines.induction_core import first_value
from proofs_check.engines.shifted_letters import is_bound_elsewhere
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import NATURAL
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Letter,
    Quantified,
    Sum,
    Term,
    free_letters,
    fresh,
    substitute,
    walk,
)

ENGINE = "ordered letters"
LONG = ("factorial", "binomial", "fibonacci", "harmonic", "pow")


def applies(goal: Goal) -> bool:
    """Whether a hypothesis orders two whole letters, the larger of which moves a long term of the conclusion."""
    return _ordered(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with the larger letter as the smaller one plus a natural number."""
    found = _ordered(goal)
    if found is None:
        return undecided(ENGINE, "")
    fact, small, large = found
    new = fresh("j", names_of(goal))
    put = {large: plus(small, Letter(new))}
    facts = tuple(substitute(one, put) for one in goal.hypotheses if one != fact)
    letters = tuple((new, NATURAL) if known == large else (known, its) for known, its in goal.letters)
    answer = prove(Goal(letters, facts, substitute(goal.conclusion, put), goal.sequences))
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    detail = f"{large} as the smaller one plus {new}: {answer.detail}"
    return proved(ENGINE, detail[:400], "certificate", (answer,))


def _ordered(goal: Goal) -> tuple[Term, Term, str] | None:
    """(hypothesis, least value, larger letter)."""
    domains = dict(goal.letters)
    for fact in goal.hypotheses:
        match fact:
            case Compare(relation=("<=" | "<") as relation, left=Letter() as small, right=Letter() as large):
                strict = relation == "<"
            case Compare(relation=(">=" | ">") as relation, left=Letter() as large, right=Letter() as small):
                strict = relation == ">"
            case _:
                continue
        whole = all(one.name in domains and domains[one.name].kind == "integer" for one in (small, large))
        if (
            not whole
            or small == large
            or not _is_free(goal, small.name, large.name)
            or not _moves(goal, large.name)
        ):
            continue
        return fact, plus(small, ONE) if strict else small, large.name
    return None


def _is_free(goal: Goal, small: str, large: str) -> bool:
    """Whether the larger letter has no bounds beyond those of the smaller one, and nothing else depends on it."""
    domains = dict(goal.letters)
    least, low = first_value(domains[small]), first_value(domains[large])
    bounded = domains[large].high is not None or domains[large].nonzero
    below = domains[large].low is None or (least is not None and low is not None and low <= least)
    return below and not bounded and not is_bound_elsewhere(goal, large)


def _moves(goal: Goal, name: str) -> bool:
    """Whether a long term moves with the letter."""
    return any(
        name in free_letters(node)
        and (isinstance(node, Sum) or (isinstance(node, Apply) and node.op in LONG))
        for node in walk(goal.conclusion)
    ) and not any(isinstance(node, Quantified) and node.letter == name for node in walk(goal.conclusion))
