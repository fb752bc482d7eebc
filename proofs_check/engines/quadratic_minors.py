"""Quadratic polynomials in a few letters with functions as coefficients, by the principal minors of their matrix.

    x.T @ M @ x >= 0 for all x    from    det(M_J) >= 0 for every set J of rows and columns

The last entry of x is 1 where the polynomial has terms of lower degree. Two sides with roots or moduli are compared by their squares first:

    abs(a*sin(t) + b*cos(t)) <= sqrt(a**2 + b**2)        M = [[cos(t)**2, -sin(t)*cos(t)], [-sin(t)*cos(t), sin(t)**2]]

Certificate: the goals of the minors, which speak of the coefficients alone.
"""

from __future__ import annotations

from itertools import combinations

from proofs_check.engines.back import term_of
from proofs_check.engines.both_squared import has_root
from proofs_check.engines.calculus_terms import power
from proofs_check.engines.cone import core_of
from proofs_check.engines.polynomials import Conversion, convert_goal
from proofs_check.engines.ring import OutOfReach, Poly
from proofs_check.engines.transcendental import is_transcendental
from proofs_check.goal import Answer, Budget, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ZERO, Compare, Term, free_letters, number

ENGINE = "principal minors"
MAX_SIZE = 4
MAX_TERMS = 60
WEAK = ("<=", ">=")

Entries = list[list[Poly]]


def applies(goal: Goal) -> bool:
    """Whether two terms of real letters, with functions that are not algebraic, are compared, equality allowed."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in WEAK or goal.sequences:
        return False
    plain = all(domain.is_scalar and not domain.is_complex for _, domain in goal.letters)
    return plain and is_transcendental(conclusion) and len(free_letters(conclusion)) > 1


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves such a goal, or says why not."""
    sides = _squares(goal.conclusion) if applies(goal) else None
    if sides is None:
        return undecided(ENGINE, "")
    aim, owed = sides
    try:
        statements = _minors(goal.concluding(aim))
    except OutOfReach as reason:
        return undecided(ENGINE, str(reason))
    answers = []
    for statement in (*owed, *statements):
        answers.append(prove(goal.concluding(statement)))
        if not answers[-1].proved:
            return undecided(ENGINE, "a minor is not shown to be at least 0")
    return proved(ENGINE, f"{len(statements)} principal minors are at least 0", "certificate", tuple(answers))


def _squares(conclusion: Term) -> tuple[Compare, tuple[Term, ...]] | None:
    """The inequality to be shown, of the squares where a side has a root, and that the greater side is not negative."""
    assert isinstance(conclusion, Compare)
    low, high = conclusion.left, conclusion.right
    if conclusion.relation == ">=":
        low, high = high, low
    if not has_root(conclusion):
        return Compare(">=", high, low), ()
    squares = (power(side, number(2)) for side in (high, low))
    return Compare(">=", *squares), (Compare(">=", high, ZERO),)


def _minors(goal: Goal) -> tuple[Term, ...]:
    """That the principal minors are at least 0. Raises OutOfReach."""
    converted = convert_goal(goal, Budget())
    work = converted.work
    core = work.ring.reduce(core_of(converted, converted.conclusion))
    if len(core) > MAX_TERMS or not work.is_real(core):
        raise OutOfReach("a large polynomial, or one of complex numbers")
    places = _quadratic_in(core, work)
    matrix = _matrix(core, places, work)
    size = len(matrix)
    chosen = [rows for many in range(1, size + 1) for rows in combinations(range(size), many)]
    minors = [work.ring.reduce(_determinant(matrix, rows, work)) for rows in chosen]
    return tuple(Compare(">=", term_of(minor, work.ring), ZERO) for minor in minors if not minor.is_zero())


def _quadratic_in(core: Poly, work: Conversion) -> tuple[int, ...]:
    """The letters, at least two, in which the polynomial is quadratic. Raises OutOfReach.

    Functions may have them too: where the matrix at x is positive semidefinite, so is its form at x.
    """
    found: tuple[int, ...] = ()
    for atom in work.ring.atoms_of(core):
        if atom.kind != "letter":
            continue
        longer = (*found, atom.index)
        if max(sum(int(powers[place]) for place in longer) for powers in core.to_dict()) <= 2:
            found = longer
    if not 2 <= len(found) < MAX_SIZE:
        raise OutOfReach("not quadratic in a few letters")
    return found


def _matrix(core: Poly, places: tuple[int, ...], work: Conversion) -> Entries:
    """M with x.T @ M @ x == core, x being the letters and 1; without the row of 1 where that is zero."""
    ring, last = work.ring, len(places)
    entries = [[ring.zero for _ in range(last + 1)] for _ in range(last + 1)]
    for powers, factor in core.to_dict().items():
        own = [number for number, place in enumerate(places) for _ in range(int(powers[place]))]
        one, two = (*own, last, last)[:2]
        rest = tuple(0 if place in places else int(power) for place, power in enumerate(powers))
        share = ring.context.from_dict({rest: factor}) * ring.constant(1) / (1 if one == two else 2)
        entries[one][two] += share
        if one != two:
            entries[two][one] += share
    if all(entry.is_zero() for entry in entries[last]):
        return [row[:last] for row in entries[:last]]
    return entries


def _determinant(matrix: Entries, rows: tuple[int, ...], work: Conversion) -> Poly:
    """The determinant of these rows and columns, by the first row."""
    return _expanded([[matrix[row][column] for column in rows] for row in rows], work)


def _expanded(square: Entries, work: Conversion) -> Poly:
    if not square:
        return work.ring.one
    total = work.ring.zero
    for column, entry in enumerate(square[0]):
        smaller = [row[:column] + row[column + 1 :] for row in square[1:]]
        part = entry * _expanded(smaller, work)
        total = total + part if column % 2 == 0 else total - part
    work.ring.check(total)
    return total
