"""Sequences by unrolling their recurrence from its start."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.place import Place
from proofs_check.recheck.tables import Value
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.formal import Sequence
from proofs_check.statement.terms import free_letters

if TYPE_CHECKING:
    from proofs_check.recheck.evaluate import Evaluation

MAX_INDEX = 2_000


def dependencies(sequence: Sequence) -> frozenset[str]:
    """The declared letters on which the values depend."""
    starts = frozenset[str]().union(*map(free_letters, sequence.start))
    return starts | (free_letters(sequence.step) - {sequence.index})


class Sequences:
    """The values that are known at one place."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.known: dict[str, list[Value]] = {}
        self.by_name = {sequence.name: sequence for sequence in evaluation.formal.sequences}

    def at(self, name: str, index: int, place: Place) -> Value:
        """The value at an index. All values before it must be defined. Raises NoValue, Open."""
        sequence = self.by_name[name]
        if place.bound & self.evaluation.depends:
            raise Open(f"{name} depends on a bound letter")
        if index < sequence.first:
            raise NoValue(f"{name} has no value at {index}")
        if index - sequence.first > MAX_INDEX:
            raise Open(f"{name} at a large index")
        values = self.known.setdefault(name, [])
        while len(values) <= index - sequence.first:
            values.append(self._next(sequence, len(values)))
        return values[index - sequence.first]

    def _next(self, sequence: Sequence, count: int) -> Value:
        base = self.evaluation.base
        if count < len(sequence.start):
            return self.evaluation.finite(sequence.start[count], base)
        before = Fraction(sequence.first + count - 1)
        return self.evaluation.finite(sequence.step, base.inside(sequence.index, before, INTEGER))
