"""The growth of powers of a matrix and of linear recurrences with constant coefficients.

By the theorem of Cayley and Hamilton u(j) satisfies the recurrence of the characteristic polynomial, hence for j from the
multiplicity of the root 0 on it is a sum of c*j**k*z**j over the other roots z and k below their multiplicity. The constants
are found from as many values.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.recheck import complexes, growth, tables
from proofs_check.recheck import growth_functions as gf
from proofs_check.recheck.attractors import value_within
from proofs_check.recheck.complexes import Number, decided
from proofs_check.recheck.functions import elementary
from proofs_check.recheck.growth import UNIT, Expansion, Scale, constant, outgrows
from proofs_check.recheck.orbits import cycle_of, value_at_class
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.sequences import Sequences
from proofs_check.recheck.spectra import polynomial_roots
from proofs_check.recheck.tables import Table, Value, characteristic, entries, rows_of
from proofs_check.statement.formal import Sequence
from proofs_check.statement.terms import Apply, At, Matrix, Term, children, free_letters

if TYPE_CHECKING:
    from proofs_check.recheck.expand import Expander
    from proofs_check.recheck.grids import Grid

MAX_STATE = 8
Root = tuple[Number, int]


def matrix_power_growth(base: Value, exponent: Term, expander: Expander) -> Grid:
    """W**e for a whole exponent that tends to infinity."""
    moving = _outward(expander.scalar(exponent), expander)
    size = len(rows_of(base))
    roots, skip = _roots(base)
    count = sum(times for _, times in roots)
    powers = [tables.power(base, skip + j) for j in range(count)]
    shapes = _shapes(roots, moving, expander)
    return tuple(
        tuple(_fitted([rows_of(value)[i][j] for value in powers], roots, skip, shapes) for j in range(size))
        for i in range(size)
    )


def _outward(moving: Expansion, expander: Expander) -> Expansion:
    """Checks that an index is known exactly and tends to +oo through whole numbers."""
    bound = moving.bound()
    if moving.rest is not None or not expander.is_integer or bound is None or outgrows(bound, UNIT) <= 0:
        raise Open("an index that does not tend to infinity")
    if gf.side_of(moving) < 0:
        raise NoValue("a negative index")
    return moving


def _roots(base: Value) -> tuple[list[Root], int]:
    """The eigenvalues that are not 0, with multiplicities, and the multiplicity of 0."""
    rows = rows_of(base)
    size = range(len(rows))
    if all(rows[i][j] == 0 for i in size for j in range(i)):
        found = [decided(rows[i][i]) for i in size]
    else:
        found = polynomial_roots([decided(c) for c in reversed(characteristic(base))])
    joined: list[Root] = []
    skip = 0
    for z in found:
        if complexes.is_zero(z):
            skip += 1
            continue
        at = next((k for k, (w, _) in enumerate(joined) if complexes.equal(z, w)), None)
        if at is None:
            joined.append((z, 1))
        else:
            joined[at] = (z, joined[at][1] + 1)
    return joined, skip


def _shapes(roots: list[Root], moving: Expansion, expander: Expander) -> list[Expansion]:
    """j**k*z**j for every root z and k below its multiplicity."""
    found = []
    for z, times in roots:
        exponent = growth.mul(moving, constant(elementary("log", z, True)))
        turning = growth.unwound(gf.exponential(exponent, expander.order))
        found += [growth.mul(growth.whole_power(moving, k), turning) for k in range(times)]
    return found


def _fitted(values: list[Number], roots: list[Root], skip: int, shapes: list[Expansion]) -> Expansion:
    """The sum with the given values at j = skip, skip + 1, ..."""
    if not values:
        return Expansion(())
    rows = [
        [
            complexes.mul(
                Fraction(skip + j) ** k if skip + j or k else Fraction(1), complexes.power(z, skip + j)
            )
            for z, times in roots
            for k in range(times)
        ]
        for j in range(len(values))
    ]
    column = tables.table([value] for value in values)
    weights = tables.entries(tables.product(tables.inverse(tables.table(rows)), column))
    total = Expansion(())
    for weight, shape in zip(weights, shapes, strict=True):
        total = growth.add(total, growth.scaled(shape, decided(weight)))
    return total


# Sequences


def sequence_growth(term: At, expander: Expander) -> Grid:
    """A sequence of a linear system with constant coefficients, at an index that tends to infinity."""
    index = _outward(expander.scalar(term.index), expander)
    evaluation = expander.evaluation
    if expander.place.bound & evaluation.depends or expander.letter in evaluation.depends:
        raise Open(f"{term.name} depends on a bound letter")
    system = _system(term.name, evaluation.sequences)
    first, width = system[0].first, len(system[0].start)
    if any(s.first != first or len(s.start) != width for s in system):
        raise Open("coupled sequences of different starts")
    try:
        for sequence in system:
            _need_linear(sequence.step, sequence.index)
    except Open:
        return _of_no_linear_system(term, system, index, expander)
    roots, skip = _roots(_companion(system, width, evaluation.sequences, first))
    count = sum(times for _, times in roots)
    moving = growth.sub(index, constant(Fraction(first)))
    shapes = _shapes(roots, moving, expander)
    values = [evaluation.sequences.at(term.name, first + skip + j, evaluation.base) for j in range(count)]
    last = rows_of(evaluation.sequences.at(term.name, first, evaluation.base))
    return tuple(
        tuple(
            _fitted([rows_of(value)[i][j] for value in values], roots, skip, shapes)
            for j in range(len(last[0]))
        )
        for i in range(len(last))
    )


def _of_no_linear_system(term: At, system: list[Sequence], index: Expansion, expander: Expander) -> Grid:
    """By the cycle that the exact values run into, or else an interval that they do not leave."""
    sequences = expander.evaluation.sequences
    try:
        cycle = cycle_of(system, sequences)
    except Open:
        if len(system) > 1 or expander.place.has_complex:
            raise
        return ((value_within(term, expander),),)
    value = value_at_class(term.name, _line_of(index), cycle, sequences)
    return tuple(tuple(constant(decided(entry)) for entry in row) for row in rows_of(value))


def _line_of(index: Expansion) -> tuple[int, int]:
    """(m, k) of an index that is exactly m*s + k."""
    found = {Fraction(1): Fraction(0), Fraction(0): Fraction(0)}
    for scale, c in index.terms:
        plain = scale == Scale(power=scale.power) and scale.power in found
        if not plain or not isinstance(c, Fraction) or c.denominator != 1:
            raise Open("an index that is not linear")
        found[scale.power] += c
    return int(found[Fraction(1)]), int(found[Fraction(0)])


def _system(name: str, sequences: Sequences) -> list[Sequence]:
    """The sequence and all that its step uses, in the order of their definition."""
    needed, waiting = {name}, [name]
    while waiting:
        stack: list[Term] = [sequences.by_name[waiting.pop()].step]
        while stack:
            node = stack.pop()
            if isinstance(node, At) and node.name not in needed:
                needed.add(node.name)
                waiting.append(node.name)
            stack += children(node)
    return [sequence for known, sequence in sequences.by_name.items() if known in needed]


def _moves(term: Term, index: str) -> bool:
    """Whether a term depends on the index, through a sequence or by itself."""
    if index in free_letters(term):
        return True
    return isinstance(term, At) or any(_moves(part, index) for part in children(term))


def _need_linear(term: Term, index: str) -> None:
    """Raises Open unless the step is affine in the earlier values, with constant coefficients."""
    if isinstance(term, At) or not _moves(term, index):
        return
    if isinstance(term, Apply):
        op, args = term.op, term.args
        if op in ("add", "sub", "neg", "transpose", "trace"):
            for arg in args:
                _need_linear(arg, index)
            return
        if op in ("mul", "matmul", "dot") and not all(_moves(arg, index) for arg in args):
            for arg in args:
                _need_linear(arg, index)
            return
        if op in ("div", "entry", "row", "column") and not any(_moves(arg, index) for arg in args[1:]):
            _need_linear(args[0], index)
            return
    if isinstance(term, Matrix):
        for entry in children(term):
            _need_linear(entry, index)
        return
    raise Open("a recurrence that is not linear with constant coefficients")


def _companion(system: list[Sequence], width: int, sequences: Sequences, first: int) -> Table | Number:
    """The matrix of the step on the stacked values of `width` indices and a last coordinate 1."""
    shapes = [
        [len(rows_of(v)), len(rows_of(v)[0])]
        for v in (sequences.at(s.name, first, sequences.evaluation.base) for s in system)
    ]
    sizes = [m * n for m, n in shapes]
    block = sum(sizes)
    dimension = block * width + 1
    if dimension > MAX_STATE:
        raise Open("a linear system of many values")
    fixed = _stepped([Fraction(0)] * (dimension - 1), system, shapes, width, sequences)
    columns: list[list[Number]] = []
    for k in range(dimension - 1):
        state = [Fraction(int(j == k)) for j in range(dimension - 1)]
        moved = _stepped(state, system, shapes, width, sequences)
        columns.append([complexes.sub(x, y) for x, y in zip(moved, fixed, strict=True)] + [Fraction(0)])
    columns.append([*fixed, Fraction(1)])
    return tables.transpose(tables.table(columns))


def _stepped(
    state: list[Fraction], system: list[Sequence], shapes: list[list[int]], width: int, sequences: Sequences
) -> list[Number]:
    """The state after one step; it lists the values of all sequences at the oldest index first."""
    block = sum(m * n for m, n in shapes)
    trial = Sequences(sequences.evaluation)
    for age in range(width):
        at = age * block
        for sequence, (m, n) in zip(system, shapes, strict=True):
            rows = [state[at + i * n : at + (i + 1) * n] for i in range(m)]
            trial.known.setdefault(sequence.name, []).append(tables.table(rows))
            at += m * n
    kept = sequences.evaluation.sequences
    sequences.evaluation.sequences = trial
    try:
        first = system[0].first
        found = [trial.at(s.name, first + width, sequences.evaluation.base) for s in system]
    finally:
        sequences.evaluation.sequences = kept
    newest = [entry for value in found for entry in entries(value)]
    return [*state[block:], *newest]
