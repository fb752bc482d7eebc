"""The planner's way with connectives: conjunctions part by part, disjunctions, both directions of an equivalence, universal statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs_check.engines import (
    compared_logarithms,
    exponentials_as_letters,
    induction,
    letters_as_exponentials,
    power_domains,
    wave_sets,
)
from proofs_check.engines.existence_intro import instances_at, negation
from proofs_check.goal import Answer, Goal, proved, undecided
from proofs_check.statement.terms import (
    At,
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    fresh,
    substitute,
    walk,
)

if TYPE_CHECKING:
    from proofs_check.prove import Session

BROKEN = undecided("planner", "the numbers say that it fails at a point")


def split(goal: Goal, session: Session, depth: int) -> Answer | None:
    """Takes the conclusion's outermost connective apart, or returns None."""
    conclusion = goal.conclusion
    if wave_sets.applies(goal):
        by_places = wave_sets.attempt(goal)
        if by_places.outcome != "undecided":
            return by_places
    match conclusion:
        case Connective(op="and", parts=parts):
            return all_of(parts, goal, session, depth)
        case Connective(op="or", parts=parts):
            return _one_of(goal, parts, session, depth)
        case Connective(op="iff", parts=(left, right)):
            there = _direction(goal.assuming(left).concluding(right), session, depth)
            back = (
                _direction(goal.assuming(right).concluding(left), session, depth) if there.proved else there
            )
            if back.proved:
                return proved("planner", "both directions", "certificate", (there, back))
            return _in_other_letters(goal, back, session, depth)
        case Quantified(op="forall", letter=letter, domain=domain, body=body):
            taken = frozenset(name for name, _ in goal.letters)
            name = fresh(letter, taken)
            inner = goal.with_letter(name, domain).concluding(substitute(body, {letter: Letter(name)}))
            return session.prove(inner.assuming(*instances_at(name, domain, inner)), depth)
        case _:
            return None


def _in_other_letters(goal: Goal, plain: Answer, session: Session, depth: int) -> Answer:
    """A claim's own equivalence about logarithms or exponentials, with these as letters. plain: the answer without."""
    if plain == BROKEN or depth < session.budget.depth:
        return plain
    for attempt in (
        letters_as_exponentials.attempt,
        exponentials_as_letters.attempt,
        compared_logarithms.attempt,
    ):
        answer = attempt(goal, lambda changed: session.prove(changed, depth))
        if answer.proved:
            return answer
    return plain


def _direction(goal: Goal, session: Session, depth: int) -> Answer:
    """One direction of an equivalence; of a claim's own each may take as much as a claim, where the numbers allow it."""
    answer = session.prove(goal, depth - 1)
    is_own = depth == session.budget.depth
    return answer if answer.proved or answer == BROKEN or not is_own else session.prove(goal, depth)


def all_of(parts: tuple[Term, ...], goal: Goal, session: Session, depth: int) -> Answer:
    answers: list[Answer] = []
    for part in parts:
        answers.append(session.prove(goal.concluding(part), depth))
        if not answers[-1].proved:
            together = _together(parts, goal, session, depth)
            return together if together.proved else answers[-1]
    return proved("planner", f"all {len(parts)} parts", "certificate", tuple(answers))


def _together(parts: tuple[Term, ...], goal: Goal, session: Session, depth: int) -> Answer:
    """All parts by one induction: what none of them gives for the next index, they may give together."""
    speak = all(any(isinstance(node, At) for node in walk(part)) for part in parts)
    if not speak or not session.by_induction or depth < session.budget.depth:
        return undecided("planner", "")
    return induction.attempt(goal.concluding(Connective("and", parts)), session.prover(depth))


def _one_of(goal: Goal, parts: tuple[Term, ...], session: Session, depth: int) -> Answer | None:
    """A part that holds by itself, or where none of the others does; None leaves the goal to the engines."""
    if power_domains.applies(goal):  # the choice between its parts is the hard part of it
        answer = power_domains.attempt(goal, session.prover(depth - 1))
        if answer.proved:
            return answer
    premises = _premises(goal, parts)
    if premises != parts:
        answer = session.prove(goal.concluding(Connective("or", premises)), depth - 1)
        if answer.proved:
            return proved("planner", "each case by its implication", "certificate", (answer,))
    plain = [part for part in parts if isinstance(part, Compare)]
    for part in plain:
        answer = session.prove(goal.concluding(part), depth - 2)
        if answer.proved:
            return answer
    if len(plain) < len(parts):
        return _where_denied(goal, tuple(plain), parts, session, depth)
    for part in plain:
        others = tuple(negation(other) for other in plain if other != part)
        answer = session.prove(goal.assuming(*others).concluding(part), depth - 1)
        if answer.proved:
            return answer
    return None


def _where_denied(
    goal: Goal, plain: tuple[Compare, ...], parts: tuple[Term, ...], session: Session, depth: int
) -> Answer | None:
    """The parts that are no comparisons, where none of those that are comparisons holds."""
    if not plain or any(isinstance(node, Quantified) for part in parts for node in walk(part)):
        return None
    rest = tuple(part for part in parts if part not in plain)
    whole = rest[0] if len(rest) == 1 else Connective("or", rest)
    answer = session.prove(goal.assuming(*map(negation, plain)).concluding(whole), depth - 1)
    return answer if answer.proved else None


def _premises(goal: Goal, parts: tuple[Term, ...]) -> tuple[Term, ...]:
    """The parts, each with the premise of a hypothesis in its place that implies it."""
    given = [fact.parts for fact in goal.hypotheses if isinstance(fact, Connective) and fact.op == "implies"]
    return tuple(
        next((premise for premise, conclusion in given if conclusion == part), part) for part in parts
    )
