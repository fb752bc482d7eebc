"""Closed forms of sequences and of sums with a moving end: proposed, then proved by induction, then put in."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from proofs_check.engines import sympy_engine
from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.calculus_terms import folded
from proofs_check.engines.coupled_forms import pair_in_closed_form
from proofs_check.engines.forced_forms import forced_form
from proofs_check.engines.induction_core import by_induction
from proofs_check.engines.sums import sum_in_closed_form
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    At,
    Compare,
    Letter,
    Sum,
    Term,
    binder,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "closed form"


def with_closed_forms(term: Term, letter: str, goal: Goal, prove: Prover) -> tuple[Term, tuple[Answer, ...]]:
    """`term` with the sequences and sums that move with `letter` in closed form where one is proved, and the proofs.

    Equal to `term` wherever that is defined; hypotheses that speak of the letter are not used. Closed forms are defined further
    back than the values of sequences: that those in `term` are defined is for the definedness of the statement.
    """
    kept = tuple(fact for fact in goal.hypotheses if letter not in free_letters(fact))
    inner = replace(goal, hypotheses=kept)
    answers: list[Answer] = []
    if any(isinstance(node, At) for node in walk(term)):
        solved, answers = _solutions(inner, prove)
        _add_pairs(solved, answers, inner, prove)
        term = _put(term, solved)
    for node in tuple(walk(term)):
        if isinstance(node, Sum) and letter in free_letters(node.low) | free_letters(node.high):
            summed = sum_in_closed_form(node, inner, prove)
            # A closed form may be defined where a term of the sum is not: (k - 5)/(k - 5) at k = 5.
            meant = defined((node,), inner, prove) if summed is not None else None
            if summed is not None and meant is not None:
                term = replace_all(term, node, summed[0])
                answers += [summed[1], meant]
    return term, tuple(answers)


Solved = dict[str, tuple[Term, str]]
"""Sequence name -> (closed form, its letter)."""


def with_solved_sequences(goal: Goal, prove: Prover) -> tuple[Goal, tuple[Answer, ...]]:
    """The goal with every sequence that has a proved closed form put into the conclusion and into the other recurrences."""
    solved, answers = _solutions(goal, prove)
    rest = tuple(replace(s, step=_put(s.step, solved)) for s in goal.sequences if s.name not in solved)
    hypotheses = tuple(_put(fact, solved) for fact in goal.hypotheses)
    changed = replace(goal, conclusion=_put(goal.conclusion, solved), hypotheses=hypotheses, sequences=rest)
    return changed, tuple(answers)


def _solutions(goal: Goal, prove: Prover) -> tuple[Solved, list[Answer]]:
    """The sequences one after the other, each with the earlier ones solved."""
    solved: Solved = {}
    answers: list[Answer] = []
    for sequence in goal.sequences:
        found = sequence_in_closed_form(replace(sequence, step=_put(sequence.step, solved)), goal, prove)
        if found is not None:
            solved[sequence.name] = found[0], found[1]
            answers.append(found[2])
    return solved, answers


def _add_pairs(solved: Solved, answers: list[Answer], goal: Goal, prove: Prover) -> None:
    """Adds sequences that use each other. Their forms are sums of powers: good for limits, harder than the recurrences elsewhere."""
    for one, two in combinations([s for s in goal.sequences if s.name not in solved], 2):
        pair = None if {one.name, two.name} & set(solved) else pair_in_closed_form(one, two, goal, prove)
        if pair is not None:
            solved |= {s.name: (form, pair[1]) for s, form in zip((one, two), pair[0], strict=True)}
            answers.append(pair[2])


def _put(term: Term, solved: Solved) -> Term:
    """Closed forms for the values of solved sequences, wherever no binder hides a letter of theirs."""
    name = binder(term)
    hidden = name is not None and any(name in free_letters(form) - {index} for form, index in solved.values())
    if hidden:
        return term
    parts = tuple(_put(part, solved) for part in children(term))
    term = rebuild(term, parts) if parts else term
    if isinstance(term, At) and term.name in solved:
        form, index = solved[term.name]
        return substitute(form, {index: term.index})
    return term


def sequence_in_closed_form(sequence: Sequence, goal: Goal, prove: Prover) -> tuple[Term, str, Answer] | None:
    """(closed form, its letter, proof for all indices from the first on), or None."""
    if sequence.shape != SCALAR:
        return None
    index = fresh("k", names_of(goal))
    form = (
        _unmoved(sequence) or sympy_engine.closed_form(sequence, index, goal) or forced_form(sequence, index)
    )
    if form is None or any(isinstance(node, At | Sum) for node in walk(form)):
        return None
    domain = Domain("integer", Bound(number(sequence.first), True))
    says = Compare("==", At(sequence.name, Letter(index)), form)
    own = tuple(sequence if known.name == sequence.name else known for known in goal.sequences)
    claim = replace(goal, sequences=own).with_letter(index, domain).concluding(says)
    if not free_letters(form) <= {name for name, _ in claim.letters}:
        return None
    meant = defined((form,), claim, prove)
    shown = by_induction(claim, prove, on=index) if meant is not None else None
    if meant is None or shown is None or not shown.proved:
        return None
    return form, index, proved(ENGINE, text(says), "certificate", (meant, shown))


def _unmoved(sequence: Sequence) -> Term | None:
    """The start, where it is a fixed point of the step by its form."""
    start = sequence.start[-1]
    here = At(sequence.name, Letter(sequence.index))
    after = folded(replace_all(sequence.step, here, start))
    return start if len(sequence.start) == 1 and after == folded(start) else None
