"""Two linear recurrences that give each other's next values, or one that looks back twice, as a step of pairs.

    x' = a*x + b*y + g, y' = c*x + d*y + h        f(t + 1) = a*f(t) + b*f(t - 1) + g, as the pair f(t + 1), f(t)

The weights and the constants do not move with the index. A sequence may use the next value of one defined before it (the velocity, then the
position): its step is put in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofs_check.engines.calculus_normal import difference_is_zero, tidy
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import folded, minus, plus, times
from proofs_check.engines.invariants import needed_sequences
from proofs_check.engines.linear_steps import linear_parts
from proofs_check.engines.unfolding import shifted
from proofs_check.goal import Goal
from proofs_check.statement.domains import REAL
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    At,
    Letter,
    Term,
    free_letters,
    fresh,
    sequence_names,
    substitute,
    transform,
)

MAX_MOVES = 4
Row = tuple[Term, Term, Term]
"""Two weights and a constant."""


@dataclass(frozen=True)
class Pair:
    """Two values that give the next two.

    at: the sequence and how far ahead of the place each value stands. first, start: a place and the values there.
    rows: (a, b, g) and (c, d, h).
    """

    at: tuple[tuple[str, int], tuple[str, int]]
    first: int
    start: tuple[Term, Term]
    rows: tuple[Row, Row]

    def moved(self, u: Term, w: Term) -> tuple[Term, Term]:
        """The values one place on."""
        one, other = (plus(times(row[0], u), times(row[1], w), row[2]) for row in self.rows)
        return one, other

    def later(self, places: int) -> Pair:
        """The pair from a later place on."""
        if places == 0:
            return self
        one, other = self.moved(*self.start)
        return replace(self, first=self.first + 1, start=(folded(one), folded(other))).later(places - 1)

    def determinant(self) -> Term:
        (a, b, _), (c, d, _) = self.rows
        return folded(minus(times(a, d), times(b, c)))

    def trace(self) -> Term:
        (a, _, _), (_, d, _) = self.rows
        return folded(plus(a, d))

    def value(self, sequence: str, k: int, values: tuple[Term, Term]) -> Term | None:
        """The value of a sequence k places on, in terms of the two values; None where the pair does not give it."""
        for _ in range(2 * MAX_MOVES + 2):
            for (name, ahead), value in zip(self.at, values, strict=True):
                if name == sequence and k == ahead:
                    return folded(value)
            values, k = self.moved(*values), k - 1
        return None


def pair_of(goal: Goal, says: Term) -> Pair | None:
    """The pair that the sequences of `says` are; None for others."""
    sequences = needed_sequences(goal, (says,))
    if any(sequence.shape != SCALAR for sequence in sequences):
        return None
    if len(sequences) == 2 and sequences[0].first == sequences[1].first:
        return _coupled(goal, *sequences)
    if len(sequences) == 1 and len(sequences[0].start) == 2:
        return _second_order(goal, *sequences)
    return None


def _coupled(goal: Goal, one: Sequence, other: Sequence) -> Pair | None:
    if len(one.start) != 1 or len(other.start) != 1 or any(map(sequence_names, (*one.start, *other.start))):
        return None
    values = ((one.name, 0), (other.name, 0))
    later = replace(other, step=_with_next(other, one))
    first, second = (_row(goal, sequence, values) for sequence in (one, later))
    return (
        Pair(values, one.first, (one.start[0], other.start[0]), (first, second)) if first and second else None
    )


def _with_next(sequence: Sequence, before: Sequence) -> Term:
    """The step with that of the sequence before it for its next value."""
    following = substitute(before.step, {before.index: Letter(sequence.index)})
    return transform(
        sequence.step,
        lambda node: (
            following
            if isinstance(node, At) and node.name == before.name and shifted(node.index, sequence.index) == 1
            else node
        ),
    )


def _second_order(goal: Goal, one: Sequence) -> Pair | None:
    """The values f(t + 1) and f(t)."""
    row = _row(goal, one, ((one.name, 0), (one.name, -1)))
    if row is None or any(map(sequence_names, one.start)):
        return None
    values = ((one.name, 1), (one.name, 0))
    return Pair(values, one.first, (one.start[1], one.start[0]), (row, (ONE, ZERO, ZERO)))


def _row(goal: Goal, sequence: Sequence, values: tuple[tuple[str, int], tuple[str, int]]) -> Row | None:
    """The weights of the two values in the step, and what is left; None where it is no such sum."""
    if linear_parts(sequence, frozenset(name for name, _ in values)) is None:
        return None  # no value stands below a fraction, so that it may be 0 here
    taken = names_of(goal) | {sequence.index} | free_letters(sequence.step)
    u = Letter(fresh("u", taken))
    w = Letter(fresh("w", taken | {u.name}))
    letters = dict(zip(values, (u, w), strict=True))

    def change(node: Term) -> Term:
        if not isinstance(node, At):
            return node
        return (
            letters.get((node.name, shifted(node.index, sequence.index) or 0), node)
            if _is_near(node)
            else node
        )

    def _is_near(node: At) -> bool:
        return shifted(node.index, sequence.index) is not None

    step = transform(sequence.step, change)
    if sequence_names(step) or sequence.index in free_letters(step):
        return None

    def at(one: Term, other: Term) -> Term:
        return tidy(substitute(step, {u.name: one, w.name: other}), goal.scope)

    rest = at(ZERO, ZERO)
    first, second = (tidy(minus(at(*unit), rest), goal.scope) for unit in ((ONE, ZERO), (ZERO, ONE)))
    inner = goal.with_letter(u.name, REAL).with_letter(w.name, REAL)
    whole = plus(times(first, u), times(second, w), rest)
    return (first, second, rest) if difference_is_zero(step, whole, inner.scope) else None
