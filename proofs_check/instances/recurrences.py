"""The values of sequences on a block: measured by a world, or iterated from their recurrence."""

from __future__ import annotations

from typing import Protocol
from weakref import proxy

import numpy as np

from proofs_check.instances.values import (
    Array,
    NotNumeric,
    Value,
    choose,
    constant,
    exact_value,
    status_of,
    worse,
)
from proofs_check.statement.formal import Sequence
from proofs_check.statement.terms import At, Letter, Term, sequence_names
from proofs_check.statement.text import text

MAX_INDEX = 20_000


class Evaluates(Protocol):
    """What a recurrence needs of the evaluator of its block."""

    def value(self, term: Term) -> Value: ...

    def letter(self, name: str) -> Value: ...

    def has_letter(self, name: str) -> bool: ...

    def measured_sequence(self, name: str) -> Array | None: ...

    def of_array(self, array: Array, error: Array | None) -> Value: ...

    def error_of(self, name: str) -> Array | None: ...

    def integers(self, term: Term, what: str) -> tuple[Array, Value]: ...

    def binding(self, name: str, index: int) -> Evaluates: ...


class Recurrences:
    """The values of the sequences, index after index, as far as they were asked for."""

    def __init__(self, sequences: tuple[Sequence, ...], evaluator: Evaluates) -> None:
        self.sequences = {sequence.name: sequence for sequence in sequences}
        self.evaluator: Evaluates = proxy(evaluator)  # a circle would keep the arrays of a block alive
        self.known: dict[tuple[str, int], Value] = {}

    def at(self, term: At, asking: Evaluates) -> Value:
        """The sequence at the index that `term` names, for each instance. Raises NotNumeric."""
        if self.evaluator.has_letter(term.name):
            return self._measured_once(term)
        index, value = asking.integers(term.index, f"the index of {term.name}")
        first = self.sequences[term.name].first if term.name in self.sequences else 0
        defined = index >= first
        status = worse(value.status, status_of(defined, ~defined))
        if index.max() - first > MAX_INDEX:
            raise NotNumeric(f"an index of '{term.name}' beyond {MAX_INDEX}")
        found: Value | None = None
        for place in np.unique(index[defined]).tolist():
            here = self._value(term.name, int(place))
            found = here if found is None else choose(index == place, here, found)
        return (found or constant(0.0)).with_status(status)

    def _measured_once(self, term: At) -> Value:
        if not isinstance(term.index, Letter):
            raise NotNumeric(f"'{term.name}' was measured at one index only, not at {text(term.index)}")
        return self.evaluator.letter(term.name)

    def _value(self, name: str, index: int) -> Value:
        measured = self.evaluator.measured_sequence(name)
        if measured is not None:
            return self._measured(name, measured, index)
        if (name, index) not in self.known:
            self._advance(name, index)
        return self.known[name, index]

    def _measured(self, name: str, measured: Array, index: int) -> Value:
        place = index - (self.sequences[name].first if name in self.sequences else 0)
        if place >= measured.shape[1]:
            blank = exact_value(np.zeros(len(measured)))
            return blank.with_status(np.zeros(len(measured), dtype=np.int8))
        return self.evaluator.of_array(measured[:, place], self.evaluator.error_of(name))

    def _advance(self, name: str, index: int) -> None:
        """All sequences that `name` needs, up to `index`, in the order of their definition."""
        if name not in self.sequences:
            raise NotNumeric(f"'{name}' is no sequence of the claim")
        needed = self._needed(name)
        start = min(self.sequences[other].first for other in needed)
        for at in range(start, index + 1):
            for other in needed:
                if (other, at) not in self.known and self.evaluator.measured_sequence(other) is None:
                    self.known[other, at] = self._compute(self.sequences[other], at)

    def _compute(self, sequence: Sequence, at: int) -> Value:
        place = at - sequence.first
        if place < 0:
            return constant(0.0).with_status(-np.ones(1, dtype=np.int8))
        if place < len(sequence.start):
            return self.evaluator.value(sequence.start[place])
        return self.evaluator.binding(sequence.index, at - 1).value(sequence.step)

    def _needed(self, name: str) -> tuple[str, ...]:
        found, left = {name}, [name]
        while left:
            for other in sequence_names(self.sequences[left.pop()].step) - found:
                found.add(other)
                left.append(other)
        return tuple(known for known in self.sequences if known in found)
