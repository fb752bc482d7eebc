"""Entries and traces of powers of written matrices as sequences.

The row i of M**n is r(n) with r(0) the row i of the identity and r(n + 1) = r(n) @ M: its entries are sequences that use each other, and engines
for sequences take over (closed forms, limits, induction). Real entries only.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import integer_of, plus, times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Letter,
    Matrix,
    Term,
    binder,
    children,
    free_letters,
    fresh,
    rebuild,
    walk,
)

ENGINE = "entries of powers"
MAX_SIZE = 3


def applies(goal: Goal) -> bool:
    """Whether an entry or the trace of a power of a written matrix with a moving exponent is spoken of."""
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    return any(
        isinstance(node, Apply) and node.op in ("entry", "trace") and any(map(_is_power, walk(node)))
        for node in walk(goal.conclusion)
    )


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with sequences for the entries; it never refutes."""
    work = _Rows(goal)
    conclusion = work.put(goal.conclusion, frozenset())
    if not work.sequences:
        return undecided(ENGINE, "no entry of a power is read off")
    answer = prove(replace(goal, conclusion=conclusion, sequences=(*goal.sequences, *work.sequences)))
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(ENGINE, f"row by row: {answer.detail}"[:300], "certificate", (answer,))


def _is_power(term: Term) -> bool:
    """M**n with a square M that is written out."""
    match term:
        case Apply(op="pow", args=(Matrix(rows=rows), exponent)):
            size = len(rows)
            return len(rows[0]) == size <= MAX_SIZE and integer_of(exponent) is None
    return False


@dataclass
class _Rows:
    """The sequences of the rows that were needed."""

    goal: Goal
    sequences: list[Sequence] = field(default_factory=list)
    names: dict[tuple[Term, int], tuple[str, ...]] = field(default_factory=dict)

    def put(self, term: Term, bound: frozenset[str]) -> Term:
        """The term with values of sequences for entries and traces."""
        found = self._scalar(term, bound)
        if found is not None:
            return found
        name = binder(term)
        inner = bound | {name} if name is not None else bound
        parts = children(term)
        return rebuild(term, tuple(self.put(part, inner) for part in parts)) if parts else term

    def _scalar(self, term: Term, bound: frozenset[str]) -> Term | None:
        match term:
            case Apply(op="entry", args=(matrix, i, j)) if any(map(_is_power, walk(matrix))):
                row, column = integer_of(i), integer_of(j)
                return None if row is None or column is None else self._entry(matrix, row, column, bound)
            case Apply(op="trace", args=(Apply(op="pow", args=(Matrix(rows=rows), _)) as power,)) if (
                _is_power(power)
            ):
                entries = [self._entry(power, place, place, bound) for place in range(len(rows))]
                known = [entry for entry in entries if entry is not None]
                return plus(*known) if len(known) == len(entries) else None
        return None

    def _entry(self, matrix: Term, row: int, column: int, bound: frozenset[str]) -> Term | None:
        """The entry of a power, a written matrix, or of a product, a sum or a multiple of such; None for others."""
        match matrix:
            case Matrix(rows=rows):
                inside = 0 <= row < len(rows) and 0 <= column < len(rows[0])
                return rows[row][column] if inside else None
            case Apply(op="pow", args=(Matrix(rows=rows) as base, exponent)) if _is_power(matrix):
                if (
                    free_letters(base) & bound
                    or not 0 <= max(row, column) < len(rows)
                    or min(row, column) < 0
                ):
                    return None
                return At(self._row(base, row)[column], exponent)
            case Apply(op="transpose", args=(inner,)):
                return self._entry(inner, column, row, bound)
            case Apply(op="matmul", args=(left, right)):
                return self._product(left, right, row, column, bound)
        return None

    def _product(self, left: Term, right: Term, row: int, column: int, bound: frozenset[str]) -> Term | None:
        width = _height(right)
        if width is None:
            return None
        parts = []
        for place in range(width):
            one = self._entry(left, row, place, bound)
            two = self._entry(right, place, column, bound)
            if one is None or two is None:
                return None
            parts.append(times(one, two))
        return plus(*parts)

    def _row(self, base: Matrix, row: int) -> tuple[str, ...]:
        if (base, row) not in self.names:
            size = len(base.rows)
            taken = set(names_of(self.goal)) | {one.name for one in self.sequences}
            taken |= {one.index for one in self.sequences}
            names = []
            for place in range(size):
                names.append(fresh(f"row{row}_{place}", frozenset(taken)))
                taken.add(names[-1])
            index = fresh("t", frozenset(taken))
            for place, name in enumerate(names):
                step = plus(*(times(At(names[m], Letter(index)), base.rows[m][place]) for m in range(size)))
                start = ONE if place == row else ZERO
                self.sequences.append(Sequence(name, index, 0, (start,), step, SCALAR))
            self.names[base, row] = tuple(names)
        return self.names[base, row]


def _height(matrix: Term) -> int | None:
    """The number of rows, where it is seen."""
    match matrix:
        case Matrix(rows=rows):
            return len(rows)
        case Apply(op="pow", args=(Matrix(rows=rows), _)):
            return len(rows)
        case Apply(op="matmul", args=(left, _)):
            return _height(left)
    return None
