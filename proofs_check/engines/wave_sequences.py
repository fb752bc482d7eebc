"""Sequences that are waves: u(n + 1) == 2*cos(t)*u(n) - u(n - 1) gives u(n) == A*cos(n*t) + B*sin(n*t).

The weights are read off the first two values, A == u(0) and A*cos(t) + B*sin(t) == u(1); the form is proved and then put in the place
of the sequence, so that a statement about all its values becomes one about waves. Certificate: the equation of the closed form
(`constant_recursive.py`), and the goal with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check.engines import constant_recursive
from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.calculus_terms import folded, minus, plus, times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, Bound, Domain
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Letter,
    Term,
    apply,
    binder,
    free_letters,
    fresh,
    number,
    sequence_names,
    substitute,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "waves by recursion"


@dataclass(frozen=True)
class Wave:
    """The sequence `name` at `letter`, in closed form; angle: what its sine and cosine are taken of."""

    name: str
    letter: str
    value: Term
    angle: Term


def applies(goal: Goal) -> bool:
    """Whether the conclusion is no equation, and about a sequence with a cosine in its step and two first values."""
    conclusion = goal.conclusion
    if any(domain.is_complex for _, domain in goal.letters) or not isinstance(conclusion, Compare):
        return False
    return conclusion.relation != "==" and any(True for _ in _waves(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with waves in the place of a sequence, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    for wave in _waves(goal):
        shown = _shown(wave, goal, prove)
        if shown is None:
            continue
        answer = prove(_put_in(wave, goal))
        if answer.proved:
            detail = f"{wave.name}({wave.letter}) == {text(wave.value)}: {answer.detail}"
            return proved(ENGINE, detail[:400], "certificate", (*shown, answer))
    return undecided(ENGINE, "no closed form that decides it")


def _waves(goal: Goal) -> Iterator[Wave]:
    used = frozenset[str]().union(*map(sequence_names, (goal.conclusion, *goal.hypotheses)))
    for sequence in goal.sequences:
        if sequence.name not in used or sequence.shape != SCALAR or len(sequence.start) != 2:
            continue
        for angle in _angles(sequence):
            wave = _wave(sequence, angle, goal)
            bound = {binder(node) for node in walk(goal.conclusion)} - {None}
            if not (free_letters(wave.value) - {wave.letter}) & bound:
                yield wave


def _angles(sequence: Sequence) -> tuple[Term, ...]:
    """The t of cos(t) in the step that do not move."""
    nodes = (node for node in walk(sequence.step) if isinstance(node, Apply) and node.op == "cos")
    still = (node.args[0] for node in nodes if sequence.index not in free_letters(node))
    return tuple(dict.fromkeys(angle for angle in still if not sequence_names(angle)))


def _wave(sequence: Sequence, angle: Term, goal: Goal) -> Wave:
    """A*cos(k*t) + B*sin(k*t) with k = n - first; B is what the second value has beside sin(t)."""
    letter = fresh("n", names_of(goal))
    first, second = sequence.start
    values = {apply("cos", angle): ZERO, apply("sin", angle): ONE}
    weight = folded(
        transform(second, lambda node: values[node] if isinstance(node, Apply) and node in values else node)
    )
    turned = folded(times(minus(Letter(letter), number(sequence.first)), angle))
    value = plus(times(first, apply("cos", turned)), times(weight, apply("sin", turned)))
    return Wave(sequence.name, letter, value, turned)


def _shown(wave: Wave, goal: Goal, prove: Prover) -> tuple[Answer, ...] | None:
    """That the closed form holds from the first index on, and is defined."""
    first = goal.first_indices[wave.name]
    whole = Domain("integer", low=Bound(number(first), True))
    both = Compare("==", At(wave.name, Letter(wave.letter)), wave.value)
    inner = goal.with_letter(wave.letter, whole).concluding(both)
    answer = constant_recursive.attempt(inner, prove)
    if not answer.proved:
        return None
    meant = defined((wave.value,), inner, prove)
    return None if meant is None else (answer, meant)


def _put_in(wave: Wave, goal: Goal) -> Goal:
    """The goal with the closed form in the place of the values; they are defined at no index before the first.

    Where all values are at one index, outside all binders, the angle is a letter of its own: what holds for all angles holds for this one.
    """
    values = {node for one in (goal.conclusion, *goal.hypotheses) for node in walk(one)}
    places = {node.index for node in values if isinstance(node, At) and node.name == wave.name}
    form = wave.value
    if len(places) == 1 and not any(binder(node) for node in values):
        turned = fresh("angle", names_of(goal))
        form = transform(form, lambda node: Letter(turned) if node == wave.angle else node)
        goal = goal.with_letter(turned, REAL)

    def change(node: Term) -> Term:
        if isinstance(node, At) and node.name == wave.name:
            return folded(substitute(form, {wave.letter: node.index}))
        return node

    terms = tuple(transform(term, change) for term in (goal.conclusion, *goal.hypotheses))
    ends = (end for _, domain in goal.letters for end in domain.terms())
    left = frozenset[str]().union(*map(sequence_names, (*terms, *ends)))
    sequences = goal.sequences if left else ()
    return replace(goal, conclusion=terms[0], hypotheses=terms[1:], sequences=sequences)
