"""Sequences whose exact state returns to one that it had: from there on they are periodic.

The state of a system of recurrences at an index k is the values of its sequences at k and as far back as the steps look.
Where the steps do not speak of the index, equal states are followed by equal states; so x(j + p) == x(j) for all j from
the first of two equal states on, p being the distance between them. An undefined value of a sequence whose step uses it
leaves values undefined for ever, of that sequence and of those that use it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.exact import expansions as ex
from proofs_check.exact import scalars
from proofs_check.exact.matrices import rows_of
from proofs_check.exact.powers import Grid
from proofs_check.exact.scales import Oscillates
from proofs_check.exact.values import MatrixValue, Scalar, Undecidable, UndefinedTerm
from proofs_check.statement.formal import Sequence, offset
from proofs_check.statement.terms import At, Letter, Term, children, number, walk

if TYPE_CHECKING:
    from proofs_check.exact.evaluate import Evaluator

MAX_STATES = 24
MAX_SURDS = 12
"""States with irrational values, whose comparison is dear."""
MAX_BITS = 1_200

State = tuple[Scalar, ...]


class Turns(Oscillates):
    """A sequence that runs through a cycle; along the classes modulo `period` it is constant."""

    def __init__(self, name: str, period: int) -> None:
        super().__init__(f"{name} is periodic with period {period}")
        self.period = period


def orbit_expansion(
    name: str, line: tuple[int, int], system: tuple[Sequence, ...], evaluator: Evaluator
) -> Grid:
    """The constant value of name(m*s + k) for large s, `line` being (m, k) with m > 0.

    system: `name` and all sequences on which it depends. Raises Turns, where m is no multiple of the period; UndefinedTerm;
    Undecidable.
    """
    m, k = line
    if not all(_speaks_of_values_only(s.step, s.index, system) for s in system):
        raise Undecidable(f"the steps of {name} speak of their index")
    first, period = _cycle(system, evaluator)
    if m % period:
        raise Turns(name, period)
    at = first + (k - first) % period
    value = evaluator.table(At(name, number(at)), evaluator.base)
    return tuple(tuple(ex.constant(entry) for entry in row) for row in rows_of(value))


def _speaks_of_values_only(step: Term, index: str, system: tuple[Sequence, ...]) -> bool:
    """Whether the index stands in a step only where it says which value is meant, no farther back than the state goes."""
    if isinstance(step, At):
        back = offset(step.index, index)
        width = next((len(s.start) for s in system if s.name == step.name), 0)
        return back is not None and -width < back <= 1
    return step != Letter(index) and all(
        _speaks_of_values_only(part, index, system) for part in children(step)
    )


def _cycle(system: tuple[Sequence, ...], evaluator: Evaluator) -> tuple[int, int]:
    """(j, p): the state at j is that at j + p. Raises Undecidable, UndefinedTerm."""
    begin = max(s.first + len(s.start) - 1 for s in system)
    seen: list[State] = []
    for j in range(begin, begin + MAX_STATES):
        state = _state(system, j, evaluator)
        for back, former in enumerate(reversed(seen), 1):
            if _same(state, former):
                return j - back, back
        seen.append(state)
        if not _is_small(state) or (len(seen) > MAX_SURDS and not _is_rational(state)):
            break
    raise Undecidable("a sequence that is not seen to return to a state")


def _state(system: tuple[Sequence, ...], j: int, evaluator: Evaluator) -> State:
    values = [_value(s, j - back, evaluator) for s in system for back in range(len(s.start))]
    return tuple(entry for value in values for row in rows_of(value) for entry in row)


def _value(sequence: Sequence, index: int, evaluator: Evaluator) -> Scalar | MatrixValue:
    """Raises UndefinedTerm only where the step uses the sequence itself: else later values may be defined again."""
    try:
        return evaluator.table(At(sequence.name, number(index)), evaluator.base)
    except UndefinedTerm:
        if any(isinstance(node, At) and node.name == sequence.name for node in walk(sequence.step)):
            raise
        raise Undecidable(f"{sequence.name}({index}) is undefined, and later values may not be") from None


def _same(x: State, y: State) -> bool:
    if _is_rational(x) and _is_rational(y):
        return x == y
    return all(scalars.equal(a, b) for a, b in zip(x, y, strict=True))


def _is_rational(state: State) -> bool:
    return all(isinstance(entry, Fraction) for entry in state)


def _is_small(state: State) -> bool:
    return all(
        max(entry.numerator.bit_length(), entry.denominator.bit_length()) <= MAX_BITS
        for entry in state
        if isinstance(entry, Fraction)
    )
