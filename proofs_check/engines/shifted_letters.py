"""A whole letter whose least value is a term: n >= m as n = m + j with a natural j, so that inductions have a first value."""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import plus
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import NATURAL, Domain, membership
from proofs_check.statement.terms import (
    ONE,
    Diff,
    Letter,
    Limit,
    Number,
    Term,
    free_letters,
    fresh,
    substitute,
    walk,
)

ENGINE = "shift"


def applies(goal: Goal) -> bool:
    """Whether a letter of the conclusion runs through the whole numbers from a whole term on."""
    return _letter(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """The goal with that letter written as its least value plus a natural number."""
    found = _letter(goal)
    if found is None:
        return undecided(ENGINE, "")
    name, domain, low = found
    new = fresh("j", names_of(goal))
    put = {name: plus(low, Letter(new))}
    above = membership(name, replace(domain, low=None))
    facts = tuple(substitute(fact, put) for fact in (*above, *goal.hypotheses))
    letters = tuple((new, NATURAL) if known == name else (known, its) for known, its in goal.letters)
    changed = Goal(letters, facts, substitute(goal.conclusion, put), goal.sequences)
    answer = prove(changed)
    return (
        proved(
            ENGINE, f"{name} as its least value plus {new}: {answer.detail}"[:400], "certificate", (answer,)
        )
        if answer.proved
        else undecided(ENGINE, answer.detail)
    )


def _letter(goal: Goal) -> tuple[str, Domain, Term] | None:
    for name, domain in goal.letters:
        low = domain.low
        if domain.kind != "integer" or low is None or isinstance(low.at, Number):
            continue
        if name not in free_letters(goal.conclusion) or not is_integral(low.at, goal.scope):
            continue
        if is_bound_elsewhere(goal, name):
            continue
        return name, domain, low.at if low.closed else plus(low.at, ONE)
    return None


def is_bound_elsewhere(goal: Goal, name: str) -> bool:
    """Whether another domain or a sequence depends on the letter, or a limit or a derivative runs through it."""
    ends = [end for known, its in goal.letters if known != name for end in its.terms()]
    terms = [*ends, *(term for s in goal.sequences for term in (*s.start, s.step))]
    if any(name in free_letters(term) for term in terms):
        return True
    nodes = [node for term in (goal.conclusion, *goal.hypotheses) for node in walk(term)]
    return any(isinstance(node, Diff) or (isinstance(node, Limit) and node.letter == name) for node in nodes)
