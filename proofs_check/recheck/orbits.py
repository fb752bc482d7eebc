"""Recurrences without their index whose exact values come back: the orbit of the second evaluator.

If the newest values of all sequences of the system, as many as the steps use, agree at two indices, they agree ever after, the
same steps being applied to the same numbers. Brent's method of finding a cycle: one state is kept and compared with the next
ones, and replaced by a later one at each power of 2.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.recheck import complexes
from proofs_check.recheck.complexes import Number
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.sequences import Sequences
from proofs_check.recheck.tables import Value, entries, rows_of
from proofs_check.statement.formal import Sequence
from proofs_check.statement.terms import Apply, At, Letter, Term, children
from proofs_check.statement.terms import Number as Literal

MAX_STEPS = 48
MAX_DIGITS = 400
MAX_IRRATIONAL = 14


class Cyclic(Open):
    """A sequence that has a value of its own along each class modulo `period`."""

    def __init__(self, name: str, period: int) -> None:
        super().__init__(f"{name} has the period {period}")
        self.period = period


def cycle_of(system: list[Sequence], sequences: Sequences) -> tuple[int, int]:
    """An index from which on all sequences of the system are periodic, and a period. Raises Open; NoValue where an orbit ends."""
    ages = {sequence.name: len(sequence.start) for sequence in system}
    if not all(_is_autonomous(sequence.step, sequence.index, ages) for sequence in system):
        raise Open("a recurrence that speaks of its index")
    kept_at = max(sequence.first + len(sequence.start) - 1 for sequence in system)
    kept, power = _newest(system, kept_at, sequences), 1
    for index in range(kept_at + 1, kept_at + MAX_STEPS):
        moved = _newest(system, index, sequences)
        if _agree(kept, moved):
            return kept_at, index - kept_at
        irrational = any(not isinstance(x, Fraction) for x in moved)
        if irrational and index - kept_at > MAX_IRRATIONAL:
            break
        if index - kept_at == power:
            kept, kept_at, power = moved, index, 2 * power
    raise Open("an orbit that does not return")


def value_at_class(name: str, moving: tuple[int, int], cycle: tuple[int, int], sequences: Sequences) -> Value:
    """name(m*s + k) for all large s, moving being (m, k). Raises Cyclic where it depends on s."""
    (slope, shift), (start, period) = moving, cycle
    if slope <= 0 or slope % period:
        raise Cyclic(name, period)
    index = shift
    while index < start:
        index += slope
    return sequences.at(name, index, sequences.evaluation.base)


def _newest(system: list[Sequence], index: int, sequences: Sequences) -> list[Number]:
    found: list[Number] = []
    for sequence in system:
        for age in range(len(sequence.start)):
            value = _lasting(sequence, index - age, sequences)
            rows_of(value)
            found += entries(value)
    if any(isinstance(x, Fraction) and abs(x.numerator) + x.denominator > 10**MAX_DIGITS for x in found):
        raise Open("an orbit of large numbers")
    return found


def _lasting(sequence: Sequence, index: int, sequences: Sequences) -> Value:
    """The value. Raises NoValue where all later ones that go back to it have none either, Open where they may have one."""
    try:
        return sequences.at(sequence.name, index, sequences.evaluation.base)
    except NoValue:
        if _uses(sequence.step, sequence.name):
            raise
        raise Open(f"{sequence.name}({index}) has no value, which says nothing of later ones") from None


def _uses(term: Term, name: str) -> bool:
    if isinstance(term, At) and term.name == name:
        return True
    return any(_uses(part, name) for part in children(term))


def _agree(left: list[Number], right: list[Number]) -> bool:
    return len(left) == len(right) and all(map(complexes.equal, left, right))


def _is_autonomous(term: Term, index: str, ages: dict[str, int]) -> bool:
    """Whether the step uses earlier values only, by their age, not the index itself."""
    if isinstance(term, At):
        age = _age(term.index, index)
        return age is not None and age < ages.get(term.name, 0)
    if term == Letter(index):
        return False
    return all(_is_autonomous(part, index, ages) for part in children(term))


def _age(where: Term, index: str) -> int | None:
    """0 at the index, 1 one before it, -1 one after it, where only a sequence defined before may be asked."""
    if where == Letter(index):
        return 0
    match where:
        case Apply(op=("add" | "sub") as op, args=(Letter(name=name), Literal(value=by))) if name == index:
            return None if by.denominator != 1 else int(by) if op == "sub" else -int(by)
    return None
