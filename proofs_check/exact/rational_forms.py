"""Statements in bound letters as polynomials whose zeros are the places where their truth can change.

Terms become quotients of polynomials in the bound letters; a square root, a modulus, a norm or a sign becomes a further
letter s with the relation d*s**2 = q, eliminated afterwards by resultants.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from proofs_check.exact.matrices import rows_of
from proofs_check.exact.values import Undecidable
from proofs_check.statement.domains import Domain, is_infinite
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Connective,
    Letter,
    Matrix,
    Number,
    Quantified,
    Term,
    free_letters,
)
from proofs_check.statement.text import text

if TYPE_CHECKING:
    from proofs_check.exact.evaluate import Evaluator, Place

MAX_AUXILIARY = 4
MAX_TERMS = 400


@dataclass(frozen=True)
class Quotient:
    """above/below."""

    above: fmpq_mpoly
    below: fmpq_mpoly


Grid = list[list[Quotient]]


@dataclass
class Reader:
    """Reads statements in the bound `letters`; the other letters have rational values at `place`."""

    letters: tuple[str, ...]
    place: Place
    evaluator: Evaluator
    found: list[fmpq_mpoly] = field(default_factory=list)
    relations: list[fmpq_mpoly] = field(default_factory=list)
    known: dict[Term, Quotient] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [f"b{k}" for k in range(len(self.letters))] + [f"s{k}" for k in range(MAX_AUXILIARY)]
        self.ring = fmpq_mpoly_ctx.get(names, "lex")
        self.generators = self.ring.gens()
        self.one = self.generators[0] ** 0

    def critical(self, body: Term) -> list[fmpq_mpoly]:
        """Polynomials in the bound letters such that truth and definedness of `body` are constant between their zeros."""
        self._statement(body)
        return [result for poly in self.found for result in self._eliminated(poly)]

    def bound(self, name: str, domain: Domain) -> None:
        """Adds the ends of a bound letter's domain."""
        if not (domain.kind == "real"):
            raise Undecidable(f"a quantifier over {domain.kind}s within another")
        for end in (domain.low, domain.high):
            if end is not None and not is_infinite(end.at):
                self._atom(Letter(name), end.at)
        if domain.nonzero:
            self._record(self._scalar(Letter(name)).above)

    def _record(self, poly: fmpq_mpoly) -> None:
        if len(poly) > MAX_TERMS:
            raise Undecidable("a quantifier over a long polynomial")
        if poly.total_degree() > 0:
            self.found.append(poly)

    def _statement(self, statement: Term) -> None:
        match statement:
            case Compare(left=left, right=right):
                self._atom(left, right)
            case Connective(parts=parts):
                for part in parts:
                    self._statement(part)
            case Quantified(letter=letter, domain=domain, body=body):
                self.bound(letter, domain)
                self._statement(body)
            case _:
                raise Undecidable(f"a quantifier over {text(statement)}")

    def _atom(self, left: Term, right: Term) -> None:
        for a, b in zip(self._grid(left), self._grid(right), strict=True):
            for x, y in zip(a, b, strict=True):
                self._record(x.above * y.below - y.above * x.below)

    def _eliminated(self, poly: fmpq_mpoly) -> list[fmpq_mpoly]:
        """Polynomials in the bound letters alone that vanish where `poly` does.

        A part of a relation on which `poly` vanishes throughout is left out: truth is constant along it, and its ends
        are recorded with the relation.
        """
        waiting, fresh = [poly], True
        for k in range(len(self.relations) - 1, -1, -1):
            place = len(self.letters) + k
            touched = [p for p in waiting if p.degrees()[place] > 0]
            waiting = [p for p in waiting if p.degrees()[place] == 0]
            for p in touched:
                for factor, _ in self.relations[k].factor()[1]:
                    remainder = p.resultant(factor, f"s{k}")
                    if not remainder.is_zero():
                        waiting.append(remainder)
                    elif not fresh:
                        raise Undecidable("a quantifier over a statement that holds along a branch of a root")
            fresh = fresh and not touched
        return waiting

    def _scalar(self, term: Term) -> Quotient:
        return self._grid(term)[0][0]

    def _fixed(self, value: object) -> Quotient:
        if not isinstance(value, Fraction):
            raise Undecidable("a quantifier over a statement with irrational numbers")
        return Quotient(self.one * fmpq(value.numerator, value.denominator), self.one)

    def _grid(self, term: Term) -> Grid:
        if not free_letters(term) & set(self.letters):
            value = self.evaluator.table(term, self.place)
            return [[self._fixed(entry) for entry in row] for row in rows_of(value)]
        match term:
            case Letter(name=name):
                return [[Quotient(self.generators[self.letters.index(name)], self.one)]]
            case Matrix(rows=rows):
                return [[self._scalar(entry) for entry in row] for row in rows]
            case Apply(op=op, args=args):
                return self._apply(op, args, term)
            case _:
                raise Undecidable(f"a quantifier over {text(term)}")

    def _apply(self, op: str, args: tuple[Term, ...], term: Term) -> Grid:
        match op:
            case "add" | "sub":
                change = _add if op == "add" else _sub
                pairs = zip(self._grid(args[0]), self._grid(args[1]), strict=True)
                return [[change(x, y) for x, y in zip(a, b, strict=True)] for a, b in pairs]
            case "neg":
                return [[Quotient(-x.above, x.below) for x in row] for row in self._grid(args[0])]
            case "mul":
                return _scaled(self._grid(args[0]), self._grid(args[1]))
            case "div":
                below = self._scalar(args[1])
                self._record(below.above)
                return _scaled(self._grid(args[0]), [[Quotient(below.below, below.above)]])
            case "pow" if isinstance(args[1], Number) and args[1].value.denominator == 1:
                return [[self._power(self._grid(args[0]), int(args[1].value))]]
            case "matmul":
                return _matmul(self._grid(args[0]), self._grid(args[1]))
            case "dot":
                return _matmul(_transpose(self._grid(args[0])), self._grid(args[1]))
            case "transpose":
                return _transpose(self._grid(args[0]))
            case "sqrt" | "abs" | "norm" | "sign" | "relu" | "max" | "min":
                return [[self._auxiliary(op, args, term)]]
            case _:
                raise Undecidable(f"a quantifier over {text(term)}")

    def _power(self, base: Grid, n: int) -> Quotient:
        if len(base) != 1 or abs(n) > 12:
            raise Undecidable("a quantifier over a power")
        x = base[0][0]
        if n < 0:
            self._record(x.above)
            x = Quotient(x.below, x.above)
        return Quotient(x.above ** abs(n), x.below ** abs(n))

    def _auxiliary(self, op: str, args: tuple[Term, ...], term: Term) -> Quotient:
        """A further letter for a root, a modulus or a sign."""
        if term in self.known:
            return self.known[term]
        grids = [self._grid(arg) for arg in args]
        x = grids[0][0][0]
        if op == "norm":
            squares = [_mul(entry, entry) for row in grids[0] for entry in row]
            total = squares[0]
            for other in squares[1:]:
                total = _add(total, other)
            found = self._root(total)
        elif op == "sqrt":
            found = self._root(x)
        elif op in ("max", "min") and len(args) == 2:
            found = self._extreme(op, x, grids[1][0][0])
        elif op == "sign":
            self._record(x.above)
            found = self._root(Quotient(self.one, self.one))
        elif op in ("abs", "relu"):
            self._record(x.above)
            size = self._root(_mul(x, x))
            found = size if op == "abs" else _half(_add(x, size))
        else:
            raise Undecidable(f"a quantifier over {text(term)}")
        self.known[term] = found
        return found

    def _extreme(self, op: str, x: Quotient, y: Quotient) -> Quotient:
        gap = _sub(x, y)
        self._record(gap.above)
        size = self._root(_mul(gap, gap))
        return _half(_add(_add(x, y), size) if op == "max" else _sub(_add(x, y), size))

    def _root(self, inside: Quotient) -> Quotient:
        """s with s**2 = inside."""
        if len(self.relations) == MAX_AUXILIARY:
            raise Undecidable("a quantifier over many roots")
        self._record(inside.above)
        self._record(inside.below)
        s = self.generators[len(self.letters) + len(self.relations)]
        self.relations.append(inside.below * s**2 - inside.above)
        return Quotient(s, self.one)


def _add(x: Quotient, y: Quotient) -> Quotient:
    if x.below == y.below:
        return Quotient(x.above + y.above, x.below)
    return Quotient(x.above * y.below + y.above * x.below, x.below * y.below)


def _sub(x: Quotient, y: Quotient) -> Quotient:
    return _add(x, Quotient(-y.above, y.below))


def _mul(x: Quotient, y: Quotient) -> Quotient:
    return Quotient(x.above * y.above, x.below * y.below)


def _half(x: Quotient) -> Quotient:
    return Quotient(x.above, 2 * x.below)


def _transpose(grid: Grid) -> Grid:
    return [list(column) for column in zip(*grid, strict=True)]


def _scaled(left: Grid, right: Grid) -> Grid:
    if len(left) == len(left[0]) == 1:
        left, right = right, left
    return [[_mul(right[0][0], x) for x in row] for row in left]


def _matmul(left: Grid, right: Grid) -> Grid:
    columns = _transpose(right)
    found: Grid = []
    for row in left:
        line = []
        for column in columns:
            total = _mul(row[0], column[0])
            for x, y in zip(row[1:], column[1:], strict=True):
                total = _add(total, _mul(x, y))
            line.append(total)
        found.append(line)
    return found
