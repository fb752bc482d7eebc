"""Quantifiers over vectors and matrices of a fixed size, at exact points.

Where both sides of a comparison are polynomials of degree at most 2 in the entries, by their form, finitely many values decide about all:
the sides are equal everywhere if they are equal at 0, at e_i, -e_i and e_i + e_j; and q(x) = x.T Q x + b.T x + c is nonnegative everywhere
exactly if [[c, b.T/2], [b/2, Q]] is positive semidefinite. Elsewhere single values can settle the question.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from proofs_check.exact import matrices, scalars
from proofs_check.exact.closed import ONE, ZERO
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.functions import whole
from proofs_check.exact.matrices import Table
from proofs_check.exact.values import Complex, Undecidable
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Connective,
    Letter,
    Matrix,
    Number,
    Quantified,
    Sum,
    Term,
    children,
    free_letters,
)

if TYPE_CHECKING:
    from proofs_check.exact.evaluate import Evaluator, Place

LINEAR_KINDS = ("vector", "matrix", "symmetric", "diagonal")
MAX_ENTRIES = 12
OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
Coordinates = tuple[int, ...]


@dataclass(frozen=True)
class Space:
    """The values of a domain that is closed under sums: their basis."""

    basis: tuple[Table, ...]

    def at(self, coordinates: Coordinates) -> Table:
        """The value with the given coordinates."""
        total = matrices.entrywise(lambda entry: ZERO, self.basis[0])
        for factor, part in zip(coordinates, self.basis, strict=True):
            if factor:
                total = matrices.combine(scalars.add, total, _times(factor, part))
        return total


def _times(factor: int, value: Table) -> Table:
    return matrices.entrywise(lambda entry: scalars.mul(Fraction(factor), entry), value)


def quantified_matrix(statement: Quantified, place: Place, evaluator: Evaluator) -> bool:
    """Whether a statement about all, or some, vectors or matrices holds. Raises UndefinedTerm, Undecidable."""
    space = space_of(statement, place, evaluator)
    asked = _Asked(statement, space, place, evaluator)
    if statement.op == "forall":
        return asked.everywhere(statement.body)
    if any(asked.holds(statement.body, x) for x in nodes(len(space.basis))):
        return True
    body = statement.body
    if isinstance(body, Compare) and asked.degree(body) is not None:
        return not asked.everywhere(Compare(OPPOSITE[body.relation], body.left, body.right))
    raise Undecidable("a quantifier over vectors or matrices that single values do not settle")


def space_of(statement: Quantified, place: Place, evaluator: Evaluator) -> Space:
    """The space of the values of the bound letter. Raises Undecidable for kinds that are no space."""
    domain = statement.domain
    if domain.kind not in LINEAR_KINDS or domain.over != "real":
        raise Undecidable(f"a quantifier over values that are '{domain.kind}'")
    sizes = [whole(evaluator.scalar(size, place), "a size") for size in domain.size]
    rows, columns = (sizes[0], sizes[-1] if domain.kind != "vector" else 1)
    if rows * columns > MAX_ENTRIES or rows * columns < 1:
        raise Undecidable("a quantifier over large matrices")
    places = [(i, j) for i in range(rows) for j in range(columns)]
    if domain.kind == "diagonal":
        places = [(i, j) for i, j in places if i == j]
    if domain.kind == "symmetric":
        places = [(i, j) for i, j in places if i <= j]
    mirrored = domain.kind == "symmetric"
    return Space(tuple(_unit(rows, columns, spot, mirrored) for spot in places))


def _unit(rows: int, columns: int, spot: tuple[int, int], mirrored: bool) -> Table:
    spots = {spot, spot[::-1]} if mirrored else {spot}
    return matrices.table([ONE if (i, j) in spots else ZERO for j in range(columns)] for i in range(rows))


def nodes(size: int) -> list[Coordinates]:
    """0, e_i, -e_i, e_i + e_j: a polynomial of degree at most 2 that is 0 there is 0."""
    units = [tuple(int(k == i) for k in range(size)) for i in range(size)]
    minus = [tuple(-entry for entry in unit) for unit in units]
    pairs = [tuple(x + y for x, y in zip(one, two, strict=True)) for one, two in combinations(units, 2)]
    return [(0,) * size, *units, *minus, *pairs]


@dataclass(frozen=True)
class _Asked:
    statement: Quantified
    space: Space
    place: Place
    evaluator: Evaluator

    def holds(self, body: Term, coordinates: Coordinates) -> bool:
        return self.evaluator.truth(body, self._place(coordinates))

    def _place(self, coordinates: Coordinates) -> Place:
        value = self.space.at(coordinates)
        return self.place.put(self.statement.letter, value, self.statement.domain)

    def degree(self, body: Compare) -> int | None:
        degrees = [degree(side, self.statement.letter) for side in (body.left, body.right)]
        known = [found for found in degrees if found is not None]
        return max(known) if len(known) == 2 and max(known) <= 2 else None

    def everywhere(self, body: Term) -> bool:
        """Whether the body holds at all values."""
        if not all([self.holds(body, x) for x in nodes(len(self.space.basis))]):
            return False
        match body:
            case Connective(op="and", parts=parts):
                return all([self.everywhere(part) for part in parts])
            case Connective(op="implies", parts=(premise, Compare() as then)) if (
                self.degree(then) is not None
            ):
                if self._says_nonzero(premise):
                    return self._beside_zero(then)
            case Compare() if self.degree(body) is not None:
                return self._comparison(body)
        raise Undecidable("a quantifier over vectors or matrices that single values do not settle")

    def _comparison(self, body: Compare) -> bool:
        """A comparison that holds at all nodes."""
        if body.relation == "==":
            return True
        if body.relation == "!=":
            raise Undecidable("whether sides differ everywhere")
        form = self._form(body)
        if matrices.is_positive(form, True):
            return True
        positive = matrices.is_positive(form, False)
        if positive and body.relation in ("<", ">"):
            raise Undecidable("whether a form that is not negative is positive everywhere")
        return positive

    def _beside_zero(self, body: Compare) -> bool:
        """The comparison at all values but 0, given that it holds at the nodes but 0."""
        if body.relation in ("<=", ">="):
            return matrices.is_positive(self._form(body), False)
        if body.relation == "==":
            return self.holds(body, nodes(len(self.space.basis))[0])
        form = matrices.rows_of(self._form(body))
        if body.relation == "!=" or any(not scalars.is_zero(entry) for entry in form[0]):
            raise Undecidable("a strict comparison of what is no quadratic form")
        inner = matrices.table(row[1:] for row in form[1:])
        return matrices.is_positive(inner, True)

    def _says_nonzero(self, premise: Term) -> bool:
        """Whether a premise says of the bound letter that it is not 0, and nothing else."""
        if not isinstance(premise, Compare) or premise.relation not in ("!=", ">"):
            return False
        own = Letter(self.statement.letter)
        if own.name in free_letters(premise.right):
            return False
        if premise.left == own:
            return premise.relation == "!=" and not self.holds(premise, (0,) * len(self.space.basis))
        length = Apply("norm", (own,))
        squares = (length, Apply("dot", (own, own)), Apply("pow", (length, Number(Fraction(2)))))
        return premise.left in squares and premise.right == Number(Fraction(0))

    def _form(self, body: Compare) -> Table:
        """[[c, b.T/2], [b/2, Q]] of the side that is to be the greater one minus the other."""
        size = len(self.space.basis)
        sign = 1 if body.relation in (">", ">=") else -1
        value = {x: self._gap(body, x, sign) for x in nodes(size)}
        units = nodes(size)[1 : size + 1]
        origin = value[(0,) * size]
        rows: list[list[Closed]] = [[ZERO] * (size + 1) for _ in range(size + 1)]
        rows[0][0] = origin
        half = Fraction(1, 2)
        for i, unit in enumerate(units):
            plus, minus = value[unit], value[tuple(-entry for entry in unit)]
            rows[0][i + 1] = rows[i + 1][0] = _combined((plus, half / 2), (minus, -half / 2))
            rows[i + 1][i + 1] = _combined((plus, half), (minus, half), (origin, Fraction(-1)))
        for (i, one), (j, two) in combinations(list(enumerate(units)), 2):
            both = value[tuple(x + y for x, y in zip(one, two, strict=True))]
            rows[i + 1][j + 1] = rows[j + 1][i + 1] = _combined(
                (both, half), (value[one], -half), (value[two], -half), (origin, half)
            )
        return matrices.table(rows)

    def _gap(self, body: Compare, coordinates: Coordinates, sign: int) -> Closed:
        place = self._place(coordinates)
        left, right = (self.evaluator.scalar(side, place) for side in (body.left, body.right))
        gap = scalars.mul(Fraction(sign), scalars.sub(left, right))
        if isinstance(gap, Complex):
            raise Undecidable("a form that is not real")
        return gap


def _combined(*parts: tuple[Closed, Fraction]) -> Closed:
    total = scalars.add(*(scalars.mul(value, factor) for value, factor in parts))
    if isinstance(total, Complex):
        raise Undecidable("a form that is not real")
    return total


def degree(term: Term, name: str) -> int | None:
    """A bound of the degree of a term as a polynomial in the entries of a letter, by its form; None where there is none."""
    if name not in free_letters(term):
        return 0
    if isinstance(term, Letter):
        return 1
    if (
        isinstance(term, Sum)
        and term.op == "sum"
        and name not in free_letters(term.low) | free_letters(term.high)
    ):
        return None if term.letter == name else degree(term.body, name)
    if not isinstance(term, Apply | Matrix):
        return None
    inner = [degree(part, name) for part in children(term)]
    known = [found for found in inner if found is not None]
    if isinstance(term, Apply) and term.op == "pow":
        return _degree_of_power(term.args[0], term.args[1], name)
    if len(known) < len(inner):
        return None
    if isinstance(term, Matrix) or term.op in ("add", "sub", "neg", "transpose", "trace"):
        return max(known)
    if term.op in ("mul", "matmul", "dot"):
        return sum(known)
    if term.op in ("div", "entry", "row", "column") and not any(known[1:]):
        return known[0]
    return None


def _degree_of_power(base: Term, exponent: Term, name: str) -> int | None:
    if not isinstance(exponent, Number) or exponent.value.denominator != 1 or not 0 <= exponent.value <= 2:
        return None
    if isinstance(base, Apply) and base.op == "norm" and exponent.value == 2:
        inner = degree(base.args[0], name)
    else:
        inner = degree(base, name)
    return None if inner is None else inner * int(exponent.value)
