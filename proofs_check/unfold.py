"""What the recurrences say of the sequence values that a goal mentions."""

from __future__ import annotations

from proofs_check.goal import Goal
from proofs_check.statement.formal import Sequence, offset
from proofs_check.statement.terms import (
    At,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    number,
    substitute,
    walk,
)

MAX_UNFOLDINGS = 40


def unfoldings(goal: Goal) -> tuple[Term, ...]:
    """What the recurrences say of the sequence values in the goal: start values, and steps where the index allows it."""
    found: dict[Term, None] = {}
    waiting = [goal.conclusion]
    while waiting and len(found) < MAX_UNFOLDINGS:
        for node in walk(waiting.pop(0)):
            for sequence in goal.sequences:
                if isinstance(node, At) and node.name == sequence.name:
                    new = [equation for equation in _unfold(node, sequence, goal) if equation not in found]
                    found |= dict.fromkeys(new)
                    waiting += [equation.right for equation in new]
    return tuple(found)


def _unfold(node: At, sequence: Sequence, goal: Goal) -> list[Compare]:
    last = sequence.first + len(sequence.start) - 1
    if isinstance(node.index, Number):
        place = node.index.value - sequence.first
        if place.denominator == 1 and 0 <= place < len(sequence.start):
            return [Compare("==", node, sequence.start[int(place)])]
        before: Term = number(node.index.value - 1)
        return [Compare("==", node, substitute(sequence.step, {sequence.index: before}))] if place > 0 else []
    for letter in sorted(free_letters(node.index)):
        shift = offset(node.index, letter)
        domain = dict(goal.letters).get(letter)
        low = domain.low if domain else None
        if shift is None or low is None or not low.closed or not isinstance(low.at, Number):
            continue
        if low.at.value + shift - 1 >= last:
            rest = Letter(letter) if shift == 1 else apply("add", Letter(letter), number(shift - 1))
            return [Compare("==", node, substitute(sequence.step, {sequence.index: rest}))]
    return []
