"""Quantifiers over real vectors and matrices of a fixed size, at a point.

A comparison whose sides are polynomials of degree at most 2 in the entries is decided by its values at 0, e_i, 2*e_i and e_i + e_j: they
determine the polynomial, and 1 in front of the entries makes it a quadratic form, whose definiteness is that of its matrix.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.recheck import complexes, tables
from proofs_check.recheck.complexes import Number as Value
from proofs_check.recheck.functions import whole
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.place import Place
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Matrix,
    Number,
    Quantified,
    Term,
    children,
    free_letters,
)

if TYPE_CHECKING:
    from proofs_check.recheck.evaluate import Evaluation

MOST = 12
Spot = tuple[int, int]
Weights = dict[int, int]


def over_matrices(statement: Quantified, place: Place, evaluation: Evaluation) -> bool:
    """Raises NoValue where the body of a `forall` is undefined at a value that is tried, Open."""
    view = View(statement, place, evaluation)
    if statement.op == "forall":
        return view.always(statement.body)
    if any(view.truth(statement.body, weights) for weights in view.few()):
        return True
    if isinstance(statement.body, Compare) and view.is_quadratic(statement.body):
        return not view.always(_opposite(statement.body))
    raise Open("a quantifier over vectors or matrices that single values do not settle")


def _opposite(body: Compare) -> Compare:
    pairs = (("==", "!="), ("<", ">="), (">", "<="))
    table = {**dict(pairs), **{two: one for one, two in pairs}}
    return Compare(table[body.relation], body.left, body.right)


class View:
    """The body as a function of the coordinates of the bound letter."""

    def __init__(self, statement: Quantified, place: Place, evaluation: Evaluation) -> None:
        self.name, self.domain = statement.letter, statement.domain
        self.place, self.evaluation = place, evaluation
        sizes = [whole(evaluation.number(size, place), "a size") for size in self.domain.size]
        self.rows, self.columns = sizes[0], 1 if self.domain.kind == "vector" else sizes[-1]
        self.groups = tuple(self._groups())
        if self.domain.over != "real" or not 1 <= len(self.groups) <= MOST or self.rows * self.columns > 40:
            raise Open("a quantifier over such a domain")

    def _groups(self) -> Iterator[tuple[Spot, ...]]:
        """The places that one coordinate fills with 1."""
        kind = self.domain.kind
        if kind not in ("vector", "matrix", "symmetric", "diagonal"):
            raise Open("a quantifier over such a domain")
        for i in range(self.rows):
            for j in range(self.columns):
                if kind == "symmetric" and i < j:
                    yield ((i, j), (j, i))
                elif (kind != "symmetric" or i == j) and (kind != "diagonal" or i == j):
                    yield ((i, j),)

    def few(self) -> list[Weights]:
        """The coordinates that determine a polynomial of degree at most 2."""
        size = range(len(self.groups))
        single = [{i: weight} for weight in (1, 2) for i in size]
        return [{}, *single, *({i: 1, j: 1} for i in size for j in size if i < j)]

    def at(self, weights: Weights) -> Place:
        filled = {spot: Fraction(weight) for i, weight in weights.items() for spot in self.groups[i]}
        value = tables.table(
            [filled.get((i, j), Fraction(0)) for j in range(self.columns)] for i in range(self.rows)
        )
        return self.place.inside(self.name, value, self.domain)

    def truth(self, body: Term, weights: Weights) -> bool:
        return self.evaluation.truth(body, self.at(weights))

    def is_quadratic(self, body: Compare) -> bool:
        return all(0 <= power_of(side, self.name) <= 2 for side in (body.left, body.right))

    def always(self, body: Term) -> bool:
        """Whether the body holds for all values of the letter."""
        tried = [self.truth(body, weights) for weights in self.few()]
        if not all(tried):
            return False
        if isinstance(body, Connective) and body.op == "and":
            return all([self.always(part) for part in body.parts])
        if isinstance(body, Compare) and self.is_quadratic(body):
            return self._compared(body)
        if isinstance(body, Connective) and body.op == "implies":
            premise, then = body.parts
            if isinstance(then, Compare) and self.is_quadratic(then) and self._is_beside_zero(premise):
                return self._compared_beside_zero(then)
        raise Open("a quantifier over vectors or matrices that single values do not settle")

    def _compared(self, body: Compare) -> bool:
        if body.relation == "==":
            return True  # it is 0 where that determines it
        if body.relation == "!=":
            raise Open("sides that may be equal somewhere")
        form = self._matrix(body)
        if tables.is_definite(form, False):
            if body.relation in ("<=", ">=") or tables.is_definite(form, True):
                return True
            raise Open("a form that may be 0 somewhere")
        return False

    def _compared_beside_zero(self, body: Compare) -> bool:
        if body.relation == "==":
            return self.truth(body, {})
        if body.relation in ("<=", ">="):
            return tables.is_definite(self._matrix(body), False)
        rows = tables.rows_of(self._matrix(body))
        if body.relation == "!=" or not all(map(complexes.is_zero, rows[0])):
            raise Open("no quadratic form")
        return tables.is_definite(tables.table(row[1:] for row in rows[1:]), True)

    def _is_beside_zero(self, premise: Term) -> bool:
        """Whether the premise says that the letter is not 0, and nothing else."""
        own = Letter(self.name)
        if not isinstance(premise, Compare) or premise.relation not in ("!=", ">"):
            return False
        if premise.left == own and premise.relation == "!=" and self.name not in free_letters(premise.right):
            return not self.truth(premise, {})
        size = Apply("norm", (own,))
        lengths = [size, Apply("dot", (own, own)), Apply("pow", (size, Number(Fraction(2))))]
        return premise.right == ZERO and premise.left in lengths

    def _matrix(self, body: Compare) -> tables.Value:
        """The matrix of the quadratic form in (1, x) that the greater side minus the lesser one is, times 2."""
        origin = self._gap(body, {})
        size = len(self.groups)
        rows: list[list[Value]] = [[Fraction(0)] * (size + 1) for _ in range(size + 1)]
        rows[0][0] = _sum((2, origin))
        first = [self._gap(body, {i: 1}) for i in range(size)]
        for i in range(size):
            second = self._gap(body, {i: 2})
            rows[i + 1][i + 1] = _sum((1, second), (-2, first[i]), (1, origin))
            # b = f(1) - f(0) - Q, with 2*Q the entry above
            twice = _sum((2, first[i]), (-2, origin), (-1, rows[i + 1][i + 1]))
            rows[0][i + 1] = rows[i + 1][0] = complexes.div(twice, Fraction(2))
            for j in range(i):
                both = self._gap(body, {i: 1, j: 1})
                mixed = _sum((1, both), (-1, first[i]), (-1, first[j]), (1, origin))
                rows[i + 1][j + 1] = rows[j + 1][i + 1] = mixed
        return tables.table(rows)

    def _gap(self, body: Compare, weights: Weights) -> Value:
        place = self.at(weights)
        left, right = (self.evaluation.number(side, place) for side in (body.left, body.right))
        return complexes.sub(left, right) if body.relation in (">", ">=") else complexes.sub(right, left)


def _sum(*parts: tuple[int, Value]) -> Value:
    return complexes.total([complexes.mul(Fraction(weight), value) for weight, value in parts])


def power_of(term: Term, name: str) -> int:
    """A bound of the degree of a term in a letter, by its form; 99 where it is no polynomial."""
    if name not in free_letters(term):
        return 0
    if isinstance(term, Letter):
        return 1
    if isinstance(term, Matrix):
        return max(power_of(part, name) for part in children(term))
    if not isinstance(term, Apply):
        return 99
    inner = [power_of(arg, name) for arg in term.args]
    if term.op in ("add", "sub", "neg", "transpose", "trace"):
        return max(inner)
    if term.op in ("mul", "matmul", "dot"):
        return sum(inner)
    if term.op in ("div", "entry", "row", "column"):
        return 99 if any(inner[1:]) else inner[0]
    squares = term.op == "pow" and term.args[1] == Number(Fraction(2))
    if squares and isinstance(term.args[0], Apply) and term.args[0].op == "norm":
        return 2 * power_of(term.args[0].args[0], name)
    return 2 * inner[0] if squares else 99
