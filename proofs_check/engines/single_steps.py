"""Statements about neighbouring values of a recurrence that hold from any state: |x(t + 1)| <= |x(t)|, x(n + 9) == x(n).

The later values are written by the steps in terms of as many neighbouring ones as the steps look back at; these are
real numbers of which nothing else is known. Coupled sequences have one state together. Certificate: that of the goal
about numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.sequence_values import with_letters
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    Apply,
    At,
    Compare,
    Diff,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    apply,
    number,
    substitute,
    transform,
    walk,
)

ENGINE = "single steps"
MOST_STEPS = 16
MAX_NODES = 20_000


class TooLong(ValueError):
    """A value that is too far from the state, or grows too long."""


def applies(goal: Goal) -> bool:
    """Whether a comparison is about values at one whole letter moved by numbers, some of them later than a state."""
    if not isinstance(goal.conclusion, Compare) or any(domain.is_complex for _, domain in goal.letters):
        return False
    if any(sequence.shape != SCALAR for sequence in goal.sequences):
        return False
    if len({sequence.first for sequence in goal.sequences}) != 1:  # a state is one of all sequences
        return False
    found = _places(goal)
    if found is None:
        return False
    letter, places = found
    first = _earliest(goal, letter, min(place for _, place in places))
    return any(place >= first + _orders(goal)[name] for name, place in places)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the comparison for every state at the first value that it speaks of, or before."""
    if not applies(goal):
        return undecided(ENGINE, "")
    reason = ""
    for freed in from_any_state(goal):
        answer = prove(freed)
        if answer.proved:
            return proved(ENGINE, "from any state", "certificate", (answer,))
        reason = answer.detail
    return undecided(ENGINE, reason)


def from_any_state(goal: Goal) -> Iterator[Goal]:
    """The goal about real numbers in the place of the values of a state, for each of a few states."""
    found = _places(goal)
    if found is None:
        return
    letter, places = found
    nearest = min(place for _, place in places)
    kept = tuple(one for one in goal.hypotheses if not any(isinstance(node, At) for node in walk(one)))
    for first in dict.fromkeys((nearest, _earliest(goal, letter, nearest))):
        try:
            written = _State(goal, letter, first).written(goal.conclusion)
        except TooLong:
            return
        freed = with_letters(replace(goal, hypotheses=kept, conclusion=written))
        if freed is not None:
            yield freed


def _earliest(goal: Goal, letter: str, nearest: int) -> int:
    """Where the sequences begin, as a move of the letter from its least value on; `nearest` where that is not known."""
    low = dict(goal.letters)[letter].low
    if low is None or not isinstance(low.at, Number) or not low.closed or low.at.value.denominator != 1:
        return nearest
    return min(nearest, goal.sequences[0].first - int(low.at.value))


def _places(goal: Goal) -> tuple[str, frozenset[tuple[str, int]]] | None:
    """The letter in the indices, and by which numbers it is moved at the values of which sequences; None for other goals."""
    nodes = tuple(walk(goal.conclusion))
    if any(isinstance(node, Sum | Limit | Quantified | Diff) for node in nodes):
        return None
    values = [node for node in nodes if isinstance(node, At)]
    for name, domain in goal.letters:
        moves = [_move(value.index, name) for value in values]
        if values and domain.kind == "integer" and None not in moves:
            pairs = zip(values, moves, strict=True)
            return name, frozenset((value.name, move) for value, move in pairs if move is not None)
    return None


def _orders(goal: Goal) -> dict[str, int]:
    """How many values each sequence starts with."""
    return {sequence.name: len(sequence.start) for sequence in goal.sequences}


class _State:
    """Writes later values in terms of those from n + first on, as many of each sequence as it starts with."""

    def __init__(self, goal: Goal, letter: str, first: int) -> None:
        self.letter, self.first = letter, first
        self.sequences = {sequence.name: sequence for sequence in goal.sequences}
        self.known: dict[tuple[str, int], Term] = {}

    def written(self, term: Term) -> Term:
        """The term with its later values written by the steps."""
        return transform(term, lambda node: self._value(node) if isinstance(node, At) else node)

    def _value(self, node: At) -> Term:
        place = _move(node.index, self.letter)
        if place is None or place > self.first + MOST_STEPS:
            raise TooLong("a value at another index, or one that is too late")
        key = (node.name, place)
        if key not in self.known:
            self.known[key] = self._stepped(self.sequences[node.name], place)
        return self.known[key]

    def _stepped(self, sequence: Sequence, place: int) -> Term:
        if place < self.first + len(sequence.start):
            return At(sequence.name, _moved(self.letter, place))
        before = _moved(self.letter, place - 1)  # the step gives the value after its index
        found = self.written(substitute(sequence.step, {sequence.index: before}))
        if sum(1 for _ in walk(found)) > MAX_NODES:
            raise TooLong("a value that is too long in terms of the state")
        return found


def _moved(letter: str, place: int) -> Term:
    if place == 0:
        return Letter(letter)
    return apply("add" if place > 0 else "sub", Letter(letter), number(abs(place)))


def _move(index: Term, letter: str) -> int | None:
    """k where the index is letter + k, written as sums and differences with whole numbers; None else."""
    match index:
        case Letter(name=name) if name == letter:
            return 0
        case Apply(op=("add" | "sub") as op, args=(inner, Number(value=value))) if value.denominator == 1:
            known = _move(inner, letter)
            return None if known is None else known + int(value if op == "add" else -value)
    return None
