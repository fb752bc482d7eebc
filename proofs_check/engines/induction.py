"""Induction on a letter that runs through the integers, with closed forms as invariants where the plain one fails.

`attempt` tries the plain induction first. Where it fails, closed forms of the sequences are proposed by SymPy, proved by
induction themselves, and put in: into the statement, and into the recurrences of the sequences that build on them. Inequalities in
which a sequence stands inside a root or a denominator start with the closed forms, for their steps are hard.
"""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.engines import companion_forms
from proofs_check.engines.closed_forms import with_solved_sequences
from proofs_check.engines.induction_core import ENGINE, by_induction, candidates, first_value
from proofs_check.engines.invariants import invariants, is_broken_at_a_sample
from proofs_check.engines.known_sequences import with_sequences
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import Apply, At, Compare, Term, children, free_letters, walk

LATER = 4


def attempt(goal: Goal, prove: Prover, on: str | None = None, generalise: tuple[str, ...] = ()) -> Answer:
    """Proves the conclusion by induction on `on`, or on an integer letter that it moves with.

    generalise: letters for all of whose values the hypothesis is assumed; instances are found by matching.
    """

    given, goal = goal, with_sequences(goal)
    if is_broken_at_a_sample(goal):
        return undecided(ENGINE, "it is false at a sample point")

    def at_once() -> Answer:
        return by_induction(goal, prove, on, generalise)

    def by_closed_forms() -> Answer:
        return _by_closed_forms(given, prove, on, generalise)

    def by_invariants() -> Answer:
        return _by_invariants(goal, prove, on, generalise)

    def from_later() -> Answer:
        return _from_later(goal, prove, on, generalise)

    def by_companion() -> Answer:
        return companion_forms.attempt(goal, prove)

    ways: list[Callable[[], Answer]] = [at_once, by_companion, by_invariants, by_closed_forms, from_later]
    if _is_hard(goal.conclusion):
        ways = [at_once, by_companion, by_closed_forms, by_invariants, from_later]
    reasons = []
    for way in ways:
        answer = way()
        if answer.proved:
            return answer
        reasons.append(answer.detail)
    return undecided(ENGINE, "; ".join(dict.fromkeys(reason for reason in reasons if reason)))


def early(goal: Goal, prove: Prover) -> Answer:
    """The induction as it is tried before engines that know nothing of sequences.

    Closed forms first where sequences stand inside roots and denominators; else the plain one, then the one with invariants.
    """
    if is_broken_at_a_sample(with_sequences(goal)):
        return undecided(ENGINE, "it is false at a sample point")
    if _is_hard(goal.conclusion):
        return _by_closed_forms(goal, prove, None, ())
    goal = with_sequences(goal)
    plain = by_induction(goal, prove)
    if plain.proved or not isinstance(goal.conclusion, Compare) or goal.conclusion.relation == "==":
        return plain
    answer = _by_invariants(goal, prove, None, ())
    return answer if answer.proved else plain


def _is_hard(conclusion: Term) -> bool:
    """Whether a comparison has a sequence inside a root or a denominator."""
    if not isinstance(conclusion, Compare):
        return False
    inside = [
        node.args[0] if node.op != "div" else node.args[1]
        for node in walk(conclusion)
        if isinstance(node, Apply) and node.op in ("sqrt", "div", "log", "exp")
    ]
    return any(isinstance(node, At) for part in inside for node in walk(part))


def _by_invariants(goal: Goal, prove: Prover, on: str | None, generalise: tuple[str, ...]) -> Answer:
    """The induction with what is known of the sequences at every index."""
    spoken = {name for fact in goal.hypotheses for name in free_letters(fact)}
    open_ = on is not None or set(candidates(goal)) - spoken
    if not open_ or not any(isinstance(node, At) for node in walk(goal.conclusion)):
        return undecided(ENGINE, "")
    known = invariants(goal, prove)
    if known is None or not known.facts:
        return undecided(ENGINE, "no invariants were found")
    return by_induction(goal, prove, on, generalise, known)


def _from_later(goal: Goal, prove: Prover, on: str | None, generalise: tuple[str, ...]) -> Answer:
    """The plain induction with more bases, for steps in which the letter itself has to be large."""
    has_values = any(isinstance(node, At) for node in walk(goal.conclusion))
    is_order = isinstance(goal.conclusion, Compare) and goal.conclusion.relation != "=="
    if not (has_values or is_order) or not _outside_values(goal.conclusion) & set(candidates(goal)):
        return undecided(ENGINE, "")
    return by_induction(goal, prove, on, generalise, later=LATER)


def _outside_values(term: Term) -> frozenset[str]:
    """The letters that occur elsewhere than in indices of sequences."""
    if isinstance(term, At):
        return frozenset()
    parts = children(term)
    return frozenset().union(*map(_outside_values, parts)) if parts else free_letters(term)


def _by_closed_forms(goal: Goal, prove: Prover, on: str | None, generalise: tuple[str, ...]) -> Answer:
    if not any(isinstance(node, At) for node in walk(goal.conclusion)):
        return undecided(ENGINE, "")
    solved, answers = with_solved_sequences(goal, prove)
    if not answers:
        return undecided(ENGINE, "no closed form was found")
    left = any(isinstance(node, At) for node in walk(solved.conclusion))
    answer = undecided(ENGINE, "") if left else prove(solved)
    if not answer.proved:
        answer = by_induction(solved, prove, on, generalise)
    if not answer.proved:
        return undecided(ENGINE, f"with closed forms: {answer.detail}")
    detail = "; ".join((*(a.detail for a in answers), answer.detail))
    return proved(ENGINE, detail, "certificate", (*answers, answer))


__all__ = ["attempt", "candidates", "early", "first_value"]
