"""A goal in another form that says the same: parts of hypotheses apart, premises assumed, letters that nothing mentions left out."""

from __future__ import annotations

from dataclasses import replace

from proofs_check.goal import Goal
from proofs_check.statement.domains import COMPLEX
from proofs_check.statement.terms import At, Connective, Constant, Term, free_letters, fresh, walk


def flat(goal: Goal) -> Goal:
    """The goal with the parts of its conjunctive hypotheses as hypotheses of their own."""
    found: list[Term] = []
    waiting = list(goal.hypotheses)
    while waiting:
        term = waiting.pop(0)
        if isinstance(term, Connective) and term.op == "and":
            waiting = [*term.parts, *waiting]
        else:
            found.append(term)
    return replace(goal, hypotheses=tuple(dict.fromkeys((*found, *detached(found)))))


def detached(hypotheses: list[Term]) -> list[Term]:
    """What follows from implications and equivalences among the hypotheses whose premise is known, one after the other."""
    known = list(hypotheses)
    while True:
        new = [part for term in known for part in _consequences(term, known) if part not in known]
        if not new:
            return known[len(hypotheses) :]
        known += dict.fromkeys(new)


def _consequences(term: Term, known: list[Term]) -> tuple[Term, ...]:
    match term:
        case Connective(op="implies", parts=(premise, then)):
            return conclusions(then) if all(part in known for part in conclusions(premise)) else ()
        case Connective(op="iff", parts=(one, other)):
            there = conclusions(other) if all(part in known for part in conclusions(one)) else ()
            back = conclusions(one) if all(part in known for part in conclusions(other)) else ()
            return there + back
        case _:
            return ()


def trim(goal: Goal) -> Goal:
    """The goal without the letters that nothing depends on, so that equal questions are recognised."""
    mentioned = any(
        isinstance(node, At) for term in (goal.conclusion, *goal.hypotheses) for node in walk(term)
    )
    sequences = goal.sequences if mentioned else ()
    used: set[str] = set(free_letters(goal.conclusion))
    for hypothesis in goal.hypotheses:
        used |= free_letters(hypothesis)
    for sequence in sequences:
        used |= free_letters(sequence.step) - {sequence.index}
        used |= {name for start in sequence.start for name in free_letters(start)}
    for name, domain in reversed(goal.letters):
        if name in used:
            used |= {letter for term in domain.terms() for letter in free_letters(term)}
    # A complex letter stays: without it the claim would be a real one, where sqrt(x) says that x is not negative.
    kept = tuple((name, domain) for name, domain in goal.letters if name in used or domain.is_complex)
    return replace(goal, letters=kept, sequences=sequences)


def kept_complex(goal: Goal) -> Goal:
    """The goal with a complex letter, if it speaks of `i`: a witness or a point may have taken the last one.

    Without such a letter the goal would be read as a real one, where squares are not negative.
    """
    if any(domain.is_complex for _, domain in goal.letters):
        return goal
    terms = (goal.conclusion, *goal.hypotheses)
    if not any(node == Constant("i") for term in terms for node in walk(term)):
        return goal
    return with_complex_letter(goal)


def with_complex_letter(goal: Goal) -> Goal:
    """The goal with a complex letter that nothing speaks of: it is read over the complex numbers."""
    taken = frozenset(name for name, _ in goal.letters).union(
        *map(free_letters, (goal.conclusion, *goal.hypotheses))
    )
    return goal.with_letter(fresh("complex_number", taken), COMPLEX)


def premises_assumed(goal: Goal) -> Goal:
    """The goal with the premises of its conclusion among its hypotheses."""
    match goal.conclusion:
        case Connective(op="implies", parts=(premise, rest)):
            return premises_assumed(goal.assuming(premise).concluding(rest))
        case _:
            return goal


def conclusions(statement: Term) -> tuple[Term, ...]:
    """The parts of a conjunction; any other statement by itself."""
    return statement.parts if isinstance(statement, Connective) and statement.op == "and" else (statement,)
