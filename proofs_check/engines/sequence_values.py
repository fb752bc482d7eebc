"""Values of sequences as letters of their own: what is shown for all numbers with the same hypotheses holds of the values.

The engines for numbers read domains of letters; to them a value x(t) says nothing.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    Apply,
    At,
    Diff,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    children,
    fresh,
    rebuild,
    walk,
)

ENGINE = "sequence values"


def applies(goal: Goal) -> bool:
    """Whether the conclusion is about values of sequences, and all that is known of them can be said of letters.

    Indices are letters, moved by numbers: others hide which values are the same.
    """
    terms = (goal.conclusion, *goal.hypotheses)
    values = [node for term in terms for node in walk(term) if isinstance(node, At)]
    if not all(_is_plain(value.index) for value in values) or any(map(_binds, goal.hypotheses)):
        return False
    return any(isinstance(node, At) for node in walk(goal.conclusion)) and with_letters(goal) is not None


def _is_plain(index: Term) -> bool:
    match index:
        case Letter():
            return True
        case Apply(op=("add" | "sub"), args=(Letter(), Number())):
            return True
        case _:
            return False


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with a real letter in the place of every value of a sequence."""
    freed = with_letters(goal) if applies(goal) else None
    if freed is None:
        return undecided(ENGINE, "")
    answer = prove(freed)
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(ENGINE, answer.detail, answer.trust, (answer,))


def with_letters(goal: Goal) -> Goal | None:
    """The goal about all numbers; None where there are no values, or some that are not real numbers, or under binders.

    Hypotheses with binders are left out.
    """
    if any(domain.is_complex for _, domain in goal.letters) or _binds(goal.conclusion):
        return None
    hypotheses = tuple(fact for fact in goal.hypotheses if not _binds(fact))
    shapes = {sequence.name: sequence.shape for sequence in goal.sequences}
    terms = (goal.conclusion, *hypotheses, *(end for _, domain in goal.letters for end in domain.terms()))
    values = dict.fromkeys(node for term in terms for node in walk(term) if isinstance(node, At))
    if not values or any(shapes.get(value.name) != SCALAR for value in values):
        return None
    put: dict[At, Letter] = {}
    taken = frozenset(name for name, _ in goal.letters) | frozenset(shapes)
    for value in values:
        put[value] = Letter(fresh("v", taken | {letter.name for letter in put.values()}))
    letters = tuple((n, d.with_terms(tuple(_put(end, put) for end in d.terms()))) for n, d in goal.letters)
    new = tuple((letter.name, REAL) for letter in put.values())
    facts = tuple(_put(fact, put) for fact in hypotheses)
    return replace(
        goal, letters=(*new, *letters), hypotheses=facts, conclusion=_put(goal.conclusion, put), sequences=()
    )


def _binds(term: Term) -> bool:
    return any(isinstance(node, Sum | Limit | Quantified | Diff) for node in walk(term))


def _put(term: Term, put: dict[At, Letter]) -> Term:
    """The term with letters for the values; a value in the index of another goes with the outer one."""
    if isinstance(term, At):
        return put[term]
    parts = children(term)
    return rebuild(term, tuple(_put(part, put) for part in parts)) if parts else term
