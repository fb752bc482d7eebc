"""Matrices of fixed size, entry by entry.

Every entry becomes a scalar letter `H_0_1`, every kind its conditions on the entries, and the goal a scalar goal that is
equivalent to it. A witness of the scalar goal is written back as matrices.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofs_check.engines.entry_kinds import Entries, as_matrix, entries_of, kind_facts
from proofs_check.engines.entry_statements import entry_statement
from proofs_check.engines.entry_terms import Expansion
from proofs_check.engines.scalar_image import touches_matrices
from proofs_check.engines.word_terms import Unsupported
from proofs_check.goal import Answer, Goal, Point, Prover, proved, undecided
from proofs_check.statement.domains import REAL, Domain
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR, Shape
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Matrix,
    Number,
    Term,
    free_letters,
    substitute,
    walk,
)

ENGINE = "entries"
MAX_SIZE = 4


@dataclass(frozen=True)
class Expanded:
    """A scalar goal, and the letters that stand for the entries of each matrix."""

    goal: Goal
    matrices: tuple[tuple[str, Entries], ...]
    fixed: tuple[tuple[str, Term], ...]

    def point(self, found: Point) -> Point:
        """The matrices at a point of the scalar goal; entries that it does not name are 0."""
        values: dict[str, Term] = dict(self.fixed)
        values |= {name: found[name] for name, _ in self.goal.letters if name in found}
        inner = {name for _, entries in self.matrices for name in entries.letters}
        for name, entries in self.matrices:
            values[name] = as_matrix(entries, found)
        return {name: value for name, value in values.items() if name not in inner}


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Expands matrices of fixed sizes up to MAX_SIZE and asks the prover."""
    matrices = [name for name, domain in goal.letters if not domain.is_scalar]
    if not matrices and not touches_matrices(goal.conclusion, goal.scope):
        return undecided(ENGINE, "no vectors or matrices")
    try:
        expanded = expand(goal)
    except Unsupported as problem:
        return undecided(ENGINE, str(problem))
    answer = prove(expanded.goal)
    if not answer.proved and answer.outcome != "refuted":
        answer = by_sign(expanded.goal, prove) or answer
    if answer.proved:
        return proved(ENGINE, f"entry by entry: {answer.detail}", "certificate", (answer,))
    if answer.outcome == "refuted":
        return replace(answer, engine=ENGINE, point=expanded.point(answer.point))
    return undecided(ENGINE, f"entry by entry: {answer.detail}")


def by_sign(goal: Goal, prove: Prover) -> Answer | None:
    """A goal with one real letter and moduli, where it is at least 0 and where it is not; None where that does not help."""
    moduli = any(isinstance(node, Apply) and node.op == "abs" for node in walk(goal.conclusion))
    if len(goal.letters) != 1 or not moduli or goal.letters[0][1] != REAL:
        return None
    letter = Letter(goal.letters[0][0])
    parts = []
    for relation in (">=", "<"):
        parts.append(prove(goal.assuming(Compare(relation, letter, ZERO))))
        if not parts[-1].proved:
            return None
    return proved(ENGINE, f"by the sign of {letter.name}: {parts[0].detail}", "certificate", tuple(parts))


def expand(goal: Goal) -> Expanded:
    """The scalar goal of the entries. Raises Unsupported."""
    fixed = fixed_letters(goal)
    goal = with_values(goal, fixed)
    used = _used(goal)
    taken = {name for name, _ in goal.letters} | {sequence.name for sequence in goal.sequences}
    letters: list[tuple[str, Domain]] = []
    matrices: list[tuple[str, Entries]] = []
    for name, domain in goal.letters:
        if domain.is_scalar:
            letters.append((name, domain))
            continue
        if name not in used:
            fixed |= _some_value(name, domain)
            continue
        entries = entries_of(name, domain, _fixed_shape(domain), frozenset(taken))
        taken |= set(entries.letters)
        letters += [(entry, entries.domain) for entry in entries.letters]
        matrices.append((name, entries))
    expansion = Expansion(goal, dict(matrices), taken)
    sequences = _scalar_sequences(goal, expansion)
    bounded = [
        (name, domain.with_terms(tuple(map(expansion.scalar, domain.terms())))) for name, domain in letters
    ]
    facts = [fact for name, entries in matrices for fact in kind_facts(goal.scope.letters[name], entries)]
    hypotheses = [entry_statement(one, expansion) for one in goal.hypotheses]
    conclusion = entry_statement(goal.conclusion, expansion)
    fresh = tuple(expansion.spectra.letters)
    known = [*facts, *expansion.spectra.facts]
    if any(isinstance(node, Apply) and node.op == "abs" for node in walk(goal.conclusion)):
        known += expansion.spectra.bounds
    scalar = Goal((*fresh, *bounded), (*known, *hypotheses), conclusion, sequences)
    return Expanded(scalar, tuple(matrices), tuple(fixed.items()))


def _used(goal: Goal) -> frozenset[str]:
    """The letters on which the goal depends."""
    found: set[str] = set()
    for term in (*goal.hypotheses, goal.conclusion):
        found |= free_letters(term)
    for sequence in goal.sequences:
        found |= {name for term in (*sequence.start, sequence.step) for name in free_letters(term)}
    for _, domain in goal.letters:
        found |= {name for term in domain.terms() for name in free_letters(term)}
    return frozenset(found)


def _some_value(name: str, domain: Domain) -> dict[str, Term]:
    """A value for a letter that the goal does not use: the identity, which is of every square kind, or zeros."""
    try:
        rows, columns = _fixed_shape(domain)
    except Unsupported:
        return {}
    square = rows == columns
    found = tuple(tuple(ONE if i == j and square else ZERO for j in range(columns)) for i in range(rows))
    return {name: found[0][0] if rows == columns == 1 else Matrix(found)}


def fixed_letters(goal: Goal) -> dict[str, Term]:
    """Integer letters that can have one value only, by their bounds or by a hypothesis `n == 2`."""
    found: dict[str, Term] = {}
    for name, domain in goal.letters:
        low, high = domain.low, domain.high
        both = domain.kind == "integer" and low == high and low is not None and low.closed
        if both and low is not None and isinstance(low.at, Number):
            found[name] = low.at
    for hypothesis in goal.hypotheses:
        match hypothesis:
            case Compare(relation="==", left=Letter(name=name), right=Number() as value) if (
                name in goal.scope.letters and goal.scope.letters[name].kind == "integer"
            ):
                found.setdefault(name, value)
    return found


def with_values(goal: Goal, values: dict[str, Term]) -> Goal:
    """The goal at given values of letters; hypotheses about them stay."""
    if not values:
        return goal

    def put(term: Term) -> Term:
        return substitute(term, values)

    letters = tuple(
        (name, domain.with_terms(tuple(map(put, domain.terms()))))
        for name, domain in goal.letters
        if name not in values
    )
    sequences = tuple(_sequence_at(sequence, values) for sequence in goal.sequences)
    return Goal(letters, tuple(map(put, goal.hypotheses)), put(goal.conclusion), sequences)


def _sequence_at(sequence: Sequence, values: dict[str, Term]) -> Sequence:
    inner = {name: value for name, value in values.items() if name != sequence.index}
    start = tuple(substitute(term, inner) for term in sequence.start)
    shape = Shape(substitute(sequence.shape.rows, inner), substitute(sequence.shape.columns, inner))
    return replace(sequence, start=start, step=substitute(sequence.step, inner), shape=shape)


def _fixed_shape(domain: Domain) -> tuple[int, int]:
    sizes = [size.value for size in domain.size if isinstance(size, Number)]
    if len(sizes) != len(domain.size) or any(
        size > MAX_SIZE or size < 1 or size.denominator != 1 for size in sizes
    ):
        raise Unsupported("a size that is not a number up to 4")
    return (int(sizes[0]), 1) if len(sizes) == 1 else (int(sizes[0]), int(sizes[1]))


def _scalar_sequences(goal: Goal, expansion: Expansion) -> tuple[Sequence, ...]:
    """Sequences of vectors as coupled sequences of their entries."""
    found: list[Sequence] = []
    for sequence in goal.sequences:
        index_inside = expansion.inside(sequence.index)
        if sequence.shape == SCALAR:
            start = tuple(expansion.scalar(term) for term in sequence.start)
            found.append(replace(sequence, start=start, step=index_inside.scalar(sequence.step)))
            continue
        starts = [expansion.matrix(term) for term in sequence.start]
        step = index_inside.matrix(sequence.step)
        for i, row in enumerate(expansion.sequence_names(sequence.name)):
            for j, name in enumerate(row):
                values = tuple(start[i][j] for start in starts)
                found.append(Sequence(name, sequence.index, sequence.first, values, step[i][j], SCALAR))
    return tuple(found)
