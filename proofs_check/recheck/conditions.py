"""The polynomials at whose real roots the truth of a quantified condition can change."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from proofs_check.recheck.complexes import decided
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.place import Place
from proofs_check.recheck.tables import Infinite, number
from proofs_check.statement.domains import is_infinite
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Connective,
    Letter,
    Number,
    Quantified,
    Term,
    children,
    free_letters,
)

if TYPE_CHECKING:
    from proofs_check.recheck.evaluate import Evaluation

MAX_TERMS = 400
Quotient = tuple[fmpq_mpoly, fmpq_mpoly]
Grid = tuple[tuple[Quotient, ...], ...]


def critical_polynomials(
    statement: Quantified, place: Place, evaluation: Evaluation
) -> list[tuple[Fraction, ...]]:
    """Coefficients from degree 0 on of polynomials in the letter. Raises Open where the condition is no such."""
    inner = _inner_letters(statement.body)
    if len(inner) > 1 or statement.letter in inner:
        raise Open("several quantifiers within another")
    names = [f"x{k}" for k in range(1 + len(inner))]
    ring = fmpq_mpoly_ctx.get(names, Ordering.lex)
    letters = dict(zip((statement.letter, *inner), ring.gens(), strict=True))
    reader = _Reader(letters, ring, place, evaluation)
    reader.statement(statement.body)
    found = _distinct(reader.found)
    if inner:
        found = _distinct(_projected(found, ring))
    return [_coefficients(poly) for poly in found]


def _inner_letters(body: Term) -> list[str]:
    own = [body.letter] if isinstance(body, Quantified) else []
    return own + [name for part in children(body) for name in _inner_letters(part)]


class _Reader:
    """Collects numerators and denominators of all differences that a condition compares with 0."""

    def __init__(
        self, letters: dict[str, fmpq_mpoly], ring: fmpq_mpoly_ctx, place: Place, evaluation: Evaluation
    ) -> None:
        self.letters, self.ring, self.place, self.evaluation = letters, ring, place, evaluation
        self.found: list[fmpq_mpoly] = []

    def statement(self, term: Term) -> None:
        match term:
            case Compare(left=left, right=right):
                for x, y in zip(_flat(self.grid(left)), _flat(self.grid(right)), strict=True):
                    self.found.append(_bounded(x[0] * y[1] - y[0] * x[1]))
            case Connective(parts=parts):
                for part in parts:
                    self.statement(part)
            case Quantified(domain=domain, body=body, letter=letter):
                if domain.kind != "real":
                    raise Open("a quantifier over whole numbers within another")
                for end in (domain.low, domain.high):
                    if end is not None and not is_infinite(end.at):
                        above, below = self.grid(end.at)[0][0]
                        self.found.append(_bounded(self.letters[letter] * below - above))
                if domain.nonzero:
                    self.found.append(self.letters[letter])
                self.statement(body)
            case _:
                raise Open("a condition that is not polynomial")

    def grid(self, term: Term) -> Grid:
        """A term as quotients of polynomials; denominators are noted."""
        if not free_letters(term) & self.letters.keys():
            return self._fixed(term)
        if isinstance(term, Letter):
            return ((self._whole(self.letters[term.name]),),)
        if not isinstance(term, Apply):
            raise Open("a condition that is not polynomial")
        op, args = term.op, term.args
        if op == "pow":
            return self._power(args[0], args[1])
        if op in ("entry", "row", "column"):
            raise Open("an entry of a moving matrix")
        return self._combined(op, [self.grid(arg) for arg in args])

    def _fixed(self, term: Term) -> Grid:
        from proofs_check.recheck.tables import rows_of

        try:
            value = self.evaluation.value(term, self.place)
        except NoValue as problem:
            raise Open(str(problem)) from None
        if isinstance(value, Infinite):
            raise Open("an infinite value")
        return tuple(tuple(self._whole(self._constant(decided(z))) for z in row) for row in rows_of(value))

    def _constant(self, z: object) -> fmpq_mpoly:
        if not isinstance(z, Fraction):
            raise Open("a condition with irrational coefficients")
        return self.ring.constant(fmpq(z.numerator, z.denominator))

    def _whole(self, poly: fmpq_mpoly) -> Quotient:
        return poly, self.ring.constant(1)

    def _combined(self, op: str, grids: list[Grid]) -> Grid:
        first = grids[0]
        match op:
            case "add" | "sub":
                side = 1 if op == "add" else -1
                return tuple(
                    tuple(_sum(x, y, side) for x, y in zip(a, b, strict=True))
                    for a, b in zip(first, grids[1], strict=True)
                )
            case "neg":
                return tuple(tuple((-x[0], x[1]) for x in row) for row in first)
            case "mul":
                one, other = (first, grids[1]) if len(_flat(first)) == 1 else (grids[1], first)
                return tuple(tuple(_product(one[0][0], x) for x in row) for row in other)
            case "div":
                return tuple(tuple(self._quotient(x, grids[1][0][0]) for x in row) for row in first)
            case "transpose":
                return tuple(zip(*first, strict=True))
            case "matmul" | "dot":
                left = tuple(zip(*first, strict=True)) if op == "dot" else first
                columns = list(zip(*grids[1], strict=True))
                return tuple(tuple(_inner(row, column) for column in columns) for row in left)
        raise Open(f"a condition with {op}")

    def _quotient(self, x: Quotient, y: Quotient) -> Quotient:
        self.found.append(y[0])
        if y[0].is_zero():
            raise Open("a denominator that is 0 everywhere")
        return _bounded(x[0] * y[1]), _bounded(x[1] * y[0])

    def _power(self, base: Term, exponent: Term) -> Grid:
        if free_letters(exponent) & self.letters.keys():
            raise Open("a power with a moving exponent")
        n = decided(number(self.evaluation.value(exponent, self.place)))
        grid = self.grid(base)
        if not isinstance(n, Fraction) or n.denominator != 1 or abs(n) > 20 or len(_flat(grid)) > 1:
            raise Open("such a power in a condition")
        if not isinstance(exponent, Number):
            self.found.append(grid[0][0][0])  # where a power with a real exponent stops being defined
        above, below = grid[0][0]
        if n < 0:
            self.found.append(above)
            above, below = below, above
        return ((((_bounded(above ** abs(int(n)))), _bounded(below ** abs(int(n)))),),)


def _flat(grid: Grid) -> list[Quotient]:
    return [x for row in grid for x in row]


def _bounded(poly: fmpq_mpoly) -> fmpq_mpoly:
    if len(poly) > MAX_TERMS:
        raise Open("a condition of very many terms")
    return poly


def _sum(x: Quotient, y: Quotient, side: int) -> Quotient:
    if x[1] == y[1]:
        return _bounded(x[0] + side * y[0]), x[1]
    return _bounded(x[0] * y[1] + side * (y[0] * x[1])), _bounded(x[1] * y[1])


def _product(x: Quotient, y: Quotient) -> Quotient:
    return _bounded(x[0] * y[0]), _bounded(x[1] * y[1])


def _inner(row: tuple[Quotient, ...], column: tuple[Quotient, ...]) -> Quotient:
    products = [_product(x, y) for x, y in zip(row, column, strict=True)]
    found = products[0]
    for other in products[1:]:
        found = _sum(found, other, 1)
    return found


def _distinct(polynomials: list[fmpq_mpoly]) -> list[fmpq_mpoly]:
    """The distinct irreducible factors that are not constant."""
    found: dict[str, fmpq_mpoly] = {}
    for poly in polynomials:
        if poly.total_degree() > 0:
            found |= {str(factor): factor for factor, _ in poly.factor()[1]}
    return list(found.values())


def _projected(polynomials: list[fmpq_mpoly], ring: fmpq_mpoly_ctx) -> list[fmpq_mpoly]:
    """Polynomials in the outer letter between whose roots the inner ones keep number and order of their roots."""
    tall = [poly for poly in polynomials if poly.degrees()[1] > 0]
    found = [poly for poly in polynomials if poly.degrees()[1] == 0]
    for poly in tall:
        slices: dict[int, dict[tuple[int, ...], fmpq | int]] = {}
        for (outer, inner), c in poly.to_dict().items():
            slices.setdefault(inner, {})[outer, 0] = c
        found += [ring.from_dict(part) for part in slices.values()]
        if poly.degrees()[1] > 1:
            found.append(poly.discriminant("x1"))
    found += [p.resultant(q, "x1") for p, q in combinations(tall, 2)]
    return found


def _coefficients(poly: fmpq_mpoly) -> tuple[Fraction, ...]:
    found = [Fraction(0)] * (poly.degrees()[0] + 1)
    for powers, c in poly.to_dict().items():
        if any(powers[1:]):
            raise Open("a projection that left a letter")
        found[powers[0]] = Fraction(int(c.p), int(c.q))
    return tuple(found)
