"""Sequences given by linear recurrences with constant rational coefficients, as exact expansions in the index; other ones
where their values come back (`orbits.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mat

from proofs_check.exact import expansions as ex
from proofs_check.exact import matrices, scalars
from proofs_check.exact.closed import ONE, ZERO
from proofs_check.exact.matrices import Table, rows_of, table
from proofs_check.exact.orbits import orbit_expansion
from proofs_check.exact.powers import Grid, power_expansion
from proofs_check.exact.values import MatrixValue, Scalar, Undecidable
from proofs_check.statement.formal import Sequence, offset
from proofs_check.statement.terms import Apply, At, Matrix, Term, free_letters, number, sequence_names
from proofs_check.statement.text import text

if TYPE_CHECKING:
    from proofs_check.exact.evaluate import Evaluator

Row = tuple[Scalar, ...]
"""An affine form in the coordinates of the state, the constant last."""
Forms = tuple[tuple[Row, ...], ...]


def sequence_expansion(name: str, line: tuple[int, int], evaluator: Evaluator) -> Grid:
    """The expansion of name(m*s + k), `line` being (m, k). Raises Undecidable where it is neither linear
    nor seen to be periodic.
    """
    m, k = line
    if m < 0:
        raise Undecidable(f"{name} far before its start")
    known = {sequence.name: sequence for sequence in evaluator.subject.sequences}
    used = _needed(name, known)
    state = _State(tuple(s for s in evaluator.subject.sequences if s.name in used), evaluator)
    try:
        matrix = state.matrix()
    except Undecidable:
        return orbit_expansion(name, line, state.sequences, evaluator)
    begin = max(s.first + len(s.start) - 1 for s in state.sequences)
    grid = power_expansion(matrices.from_rational(matrix), m, k - begin)
    values = state.at(begin)
    _check(state, matrix, values, begin)
    rows, columns = state.shape(name)
    where = state.place[name, 0]
    entries = [_combined(grid[where + i], values) for i in range(rows * columns)]
    return tuple(tuple(entries[i * columns + j] for j in range(columns)) for i in range(rows))


def _combined(row: tuple[ex.Expansion, ...], values: list[Scalar]) -> ex.Expansion:
    return ex.add(*(ex.mul(x, ex.constant(v)) for x, v in zip(row, values, strict=True)))


def _needed(name: str, known: dict[str, Sequence]) -> frozenset[str]:
    """The sequences that `name` depends on, itself included."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(sequence_names(known[current].step))
    return frozenset(found)


def _check(state: _State, matrix: fmpq_mat, values: list[Scalar], begin: int) -> None:
    """A guard: the state after a few steps by the matrix against the iterated values."""
    column = table((value,) for value in values)
    for step in (1, 2, 5):
        moved = matrices.matmul(matrices.from_rational(matrix**step), column)
        true = state.at(begin + step)
        if not all(scalars.equal(row[0], v) for row, v in zip(rows_of(moved), true, strict=True)):
            raise Undecidable("a linear form of a recurrence that does not hold")


@dataclass
class _State:
    """The values of all sequences at an index and as far back as they look, and the constant 1."""

    sequences: tuple[Sequence, ...]
    evaluator: Evaluator

    def __post_init__(self) -> None:
        self.place: dict[tuple[str, int], int] = {}
        self.size = 0
        for sequence in self.sequences:
            rows, columns = self.shape(sequence.name)
            for back in range(len(sequence.start)):
                self.place[sequence.name, back] = self.size
                self.size += rows * columns
        self.size += 1

    def shape(self, name: str) -> tuple[int, int]:
        sequence = next(s for s in self.sequences if s.name == name)
        rows = rows_of(self.evaluator.table(sequence.start[0], self.evaluator.base))
        return len(rows), len(rows[0])

    def at(self, index: int) -> list[Scalar]:
        """The state at an index."""
        found: list[Scalar] = []
        for sequence in self.sequences:
            for back in range(len(sequence.start)):
                element = At(sequence.name, number(index - back))
                value = self.evaluator.table(element, self.evaluator.base)
                found += [entry for row in rows_of(value) for entry in row]
        return [*found, ONE]

    def coordinates(self, name: str, back: int) -> Forms:
        rows, columns = self.shape(name)
        where = self.place[name, back]
        return tuple(tuple(self.unit(where + i * columns + j) for j in range(columns)) for i in range(rows))

    def unit(self, place: int) -> Row:
        return tuple(ONE if k == place else ZERO for k in range(self.size))

    def constant(self, value: Table) -> Forms:
        return tuple(tuple((*[ZERO] * (self.size - 1), entry) for entry in row) for row in rows_of(value))

    def matrix(self) -> fmpq_mat:
        """The matrix that moves the state one step on. Raises Undecidable."""
        rows: list[Row] = []
        after: dict[str, Forms] = {}
        for sequence in self.sequences:
            after[sequence.name] = _Affine(self, sequence.index, after).forms(sequence.step)
            rows += [form for row in after[sequence.name] for form in row]
            for back in range(1, len(sequence.start)):
                rows += [form for row in self.coordinates(sequence.name, back - 1) for form in row]
        rows.append(self.unit(self.size - 1))
        if not all(isinstance(entry, Fraction) for row in rows for entry in row):
            raise Undecidable("a recurrence with irrational coefficients")
        return fmpq_mat(
            [[fmpq(e.numerator, e.denominator) for e in row if isinstance(e, Fraction)] for row in rows]
        )


@dataclass(frozen=True)
class _Affine:
    """Reads the step of a sequence as affine forms in the state; `after` has the sequences already moved on."""

    state: _State
    index: str
    after: dict[str, Forms]

    def forms(self, term: Term) -> Forms:
        if not sequence_names(term):
            if self.index in free_letters(term):
                raise Undecidable(f"a recurrence whose step depends on {self.index}")
            return self.state.constant(self.state.evaluator.table(term, self.state.evaluator.base))
        match term:
            case At(name=name, index=index):
                return self._element(name, index)
            case Matrix(rows=rows):
                return tuple(tuple(self.forms(entry)[0][0] for entry in row) for row in rows)
            case Apply(op=op, args=args):
                return self._apply(op, args, term)
            case _:
                raise Undecidable(f"the recurrence is not linear in {text(term)}")

    def _element(self, name: str, index: Term) -> Forms:
        back = offset(index, self.index)
        if back == 1 and name in self.after:
            return self.after[name]
        if back is None or (name, -back) not in self.state.place:
            raise Undecidable(f"the recurrence looks at {name}({text(index)})")
        return self.state.coordinates(name, -back)

    def _apply(self, op: str, args: tuple[Term, ...], term: Apply) -> Forms:
        first = args[0]
        match op:
            case "add" | "sub":
                left, right = self.forms(first), self.forms(args[1])
                change = scalars.add if op == "add" else scalars.sub
                return tuple(
                    tuple(
                        tuple(change(x, y) for x, y in zip(f, g, strict=True))
                        for f, g in zip(a, b, strict=True)
                    )
                    for a, b in zip(left, right, strict=True)
                )
            case "neg":
                return _scaled(self.forms(first), -ONE)
            case "div" if not sequence_names(args[1]):
                return _scaled(self.forms(first), scalars.inverse(self._nonzero(args[1])))
            case "mul" if not sequence_names(args[0]):
                return self._times(args[0], args[1])
            case "mul" if not sequence_names(args[1]):
                return self._times(args[1], args[0])
            case "matmul" if not sequence_names(args[0]):
                return _left(rows_of(self._fixed(args[0])), self.forms(args[1]), self.state.size)
            case "matmul" if not sequence_names(args[1]):
                turned = tuple(zip(*self.forms(args[0]), strict=True))
                columns = tuple(zip(*rows_of(self._fixed(args[1])), strict=True))
                return tuple(zip(*_left(columns, turned, self.state.size), strict=True))
            case "transpose":
                return tuple(zip(*self.forms(first), strict=True))
            case _:
                raise Undecidable(f"the recurrence is not linear in {text(term)}")

    def _fixed(self, term: Term) -> Table:
        if self.index in free_letters(term):
            raise Undecidable(f"a recurrence whose coefficients depend on {self.index}")
        return self.state.evaluator.table(term, self.state.evaluator.base)

    def _nonzero(self, term: Term) -> Scalar:
        value = self._fixed(term)
        if isinstance(value, MatrixValue) or scalars.is_zero(value):
            raise Undecidable("a recurrence that divides by 0")
        return value

    def _times(self, fixed: Term, moving: Term) -> Forms:
        factor = self._fixed(fixed)
        forms = self.forms(moving)
        if isinstance(factor, MatrixValue):
            form = forms[0][0]
            return tuple(
                tuple(tuple(scalars.mul(entry, x) for x in form) for entry in row) for row in factor.rows
            )
        return _scaled(forms, factor)


def _scaled(forms: Forms, factor: Scalar) -> Forms:
    return tuple(tuple(tuple(scalars.mul(factor, x) for x in form) for form in row) for row in forms)


def _left(rows: tuple[tuple[Scalar, ...], ...], forms: Forms, size: int) -> Forms:
    """A fixed matrix times a matrix of forms."""
    columns = range(len(forms[0]))

    def entry(row: tuple[Scalar, ...], column: int) -> Row:
        return tuple(
            scalars.add(ZERO, *(scalars.mul(c, forms[i][column][k]) for i, c in enumerate(row)))
            for k in range(size)
        )

    return tuple(tuple(entry(row, column) for column in columns) for row in rows)
