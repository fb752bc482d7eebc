"""Terms as asymptotic expansions in one letter, the other letters having exact values."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.exact import expansions as ex
from proofs_check.exact import functions
from proofs_check.exact.asymptotics import Calculus
from proofs_check.exact.closed import ONE
from proofs_check.exact.expansions import Expansion
from proofs_check.exact.grids import (
    det,
    entrywise2,
    grid_power,
    inverse,
    matmul,
    scaled,
    square_sum,
    transpose,
)
from proofs_check.exact.growing_powers import power, whole_line
from proofs_check.exact.matrices import rows_of
from proofs_check.exact.powers import Grid, power_expansion
from proofs_check.exact.values import Undecidable, UndefinedTerm
from proofs_check.seen_forms import is_integral
from proofs_check.statement.sorts import ELEMENTARY, Scope
from proofs_check.statement.terms import (
    Apply,
    At,
    Diff,
    Letter,
    Matrix,
    Sum,
    Term,
    free_letters,
)
from proofs_check.statement.text import text

if TYPE_CHECKING:
    from proofs_check.exact.evaluate import Evaluator, Place


@dataclass
class Expander:
    """Expands terms in which `letter` is the expansion `variable`; `place` has the values of the other letters."""

    letter: str
    variable: Expansion
    place: Place
    evaluator: Evaluator
    calculus: Calculus
    _known: dict[Term, Grid] = field(default_factory=dict)

    def scalar(self, term: Term) -> Expansion:
        """The expansion of a term that is a number. Raises UndefinedTerm, Undecidable."""
        return self.grid(term)[0][0]

    def grid(self, term: Term) -> Grid:
        """The expansions of the entries. Raises UndefinedTerm, Undecidable."""
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._grid(term)
        return known

    def _grid(self, term: Term) -> Grid:
        if self.letter not in free_letters(term):
            value = self.evaluator.table(term, self.place)
            return tuple(tuple(ex.constant(entry) for entry in row) for row in rows_of(value))
        match term:
            case Letter():
                return ((self.variable,),)
            case Apply():
                try:
                    return self._apply(term)
                except UndefinedTerm as problem:
                    raise (problem if problem.term else UndefinedTerm(problem.reason, term)) from None
            case Matrix(rows=rows):
                return tuple(tuple(self.scalar(entry) for entry in row) for row in rows)
            case At():
                from proofs_check.exact.recurrences import sequence_expansion

                line = whole_line(self.scalar(term.index))
                if line is None:
                    raise Undecidable(f"the growth of {text(term)}")
                return sequence_expansion(term.name, line, self.evaluator)
            case Sum(low=low, high=high, body=body, letter=letter) if self.letter not in (
                free_letters(low) | free_letters(high)
            ):
                return self._finite_sum(term, body, letter)
            case Diff(body=body, letter=letter):
                return self._derivative(body, letter)
            case _:
                raise Undecidable(f"the growth of {text(term)}")

    def _derivative(self, body: Term, letter: str) -> Grid:
        from proofs_check.exact.derivatives import kinks, refuse_sequences, smooth_derivative

        refuse_sequences(body, letter, self.evaluator)
        if self.place.is_complex or self.place.domains[letter].kind == "integer":
            raise Undecidable("a derivative within a limit")
        for edge in kinks(body, letter):
            if ex.sign(self.scalar(edge)) == 0:
                raise Undecidable("a derivative at a kink within a limit")
        return self.grid(smooth_derivative(body, letter))

    def _finite_sum(self, term: Sum, body: Term, letter: str) -> Grid:
        from proofs_check.exact.functions import whole
        from proofs_check.statement.domains import INTEGER

        ends = [whole(self.evaluator.scalar(end, self.place), "an end") for end in (term.low, term.high)]
        if ends[1] - ends[0] > 40 or ends[1] < ends[0]:
            raise Undecidable(f"the growth of {text(term)}")
        parts = []
        for k in range(ends[0], ends[1] + 1):
            inside = self.place.put(letter, Fraction(k), INTEGER)
            parts.append(
                Expander(self.letter, self.variable, inside, self.evaluator, self.calculus).grid(body)
            )
        total = parts[0]
        for part in parts[1:]:
            total = entrywise2(ex.add if term.op == "sum" else ex.mul, total, part)
        return total

    def _apply(self, term: Apply) -> Grid:
        op = term.op
        if op == "pow":
            return self._power(term)
        if op == "entry":
            return self._entry(term)
        args = [self.grid(arg) for arg in term.args]
        first = args[0]
        if op in ELEMENTARY:
            return ((self.calculus.apply(op, first[0][0]),),)
        if op == "add":
            return entrywise2(ex.add, first, args[1])
        if op == "sub":
            return entrywise2(ex.sub, first, args[1])
        if op == "neg":
            return tuple(tuple(ex.neg(x) for x in row) for row in first)
        if op == "mul":
            return scaled(first, args[1])
        if op == "div":
            return scaled(first, ((self.calculus.inverse(args[1][0][0]),),))
        return self._other(op, args, term)

    def _other(self, op: str, args: list[Grid], term: Apply) -> Grid:
        first = args[0]
        if op == "matmul":
            return matmul(first, args[1])
        if op == "transpose":
            return transpose(first)
        if op == "dot":
            return matmul(transpose(first), args[1])
        if op == "norm":
            return ((self._norm(first),),)
        if op == "trace":
            return ((ex.add(*(row[i] for i, row in enumerate(first))),),)
        if op == "det":
            return ((det(first),),)
        if op == "inv":
            return inverse(first, self.calculus)
        if op in ("row", "column"):
            index = self._fixed_index(term.args[1], len(first if op == "row" else first[0]))
            return (first[index],) if op == "row" else tuple((row[index],) for row in first)
        if op in ("min", "max"):
            entries = [x for row in first for x in row] if len(args) == 1 else [arg[0][0] for arg in args]
            return ((_extreme(op, entries),),)
        return self._binary(op, args, term)

    def _binary(self, op: str, args: list[Grid], term: Apply) -> Grid:
        if op == "binomial":
            k = args[1][0][0].constant()
            if isinstance(k, Fraction) and k.denominator == 1 and 0 <= k <= 30:
                result = ex.constant(ONE)
                for j in range(int(k)):
                    factor = ex.sub(args[0][0][0], ex.constant(Fraction(j)))
                    result = ex.mul(result, ex.mul(factor, ex.constant(Fraction(1, j + 1))))
                return ((result,),)
        if op == "atan2":
            return ((self.calculus.angle(args[0][0][0], args[1][0][0]),),)
        if op == "root":
            n = args[1][0][0].constant()
            if isinstance(n, Fraction) and n.denominator == 1 and n >= 1:
                return ((self._root(args[0][0][0], int(n)),),)
        raise Undecidable(f"the growth of {text(term)}")

    def _root(self, x: Expansion, n: int) -> Expansion:
        known = ex.sign(x)
        if known < 0:
            if n % 2 == 0:
                raise UndefinedTerm("the argument of a root of even order is negative near the limit point")
            return ex.neg(self._root(ex.neg(x), n))
        return ex.power(x, Fraction(1, n), self.calculus.order) if known else x

    def _norm(self, grid: Grid) -> Expansion:
        if len(grid) == len(grid[0]) == 1:
            return self.calculus.modulus(grid[0][0])
        return self.calculus.sqrt(square_sum(grid))

    def squared_norm(self, term: Term) -> Expansion:
        """The square of norm(term)."""
        return square_sum(self.grid(term))

    def _power(self, term: Apply) -> Grid:
        base, exponent = self.grid(term.args[0]), self.scalar(term.args[1])
        if len(base) == 1:
            integral = is_integral(term.args[1], Scope(self.place.domains, {}))
            return ((power(self.calculus, base[0][0], exponent, integral),),)
        n = exponent.constant()
        if isinstance(n, Fraction) and n.denominator == 1 and 0 <= n <= 60:
            return grid_power(base, int(n))
        line = whole_line(exponent)
        if line is None:
            raise Undecidable(f"the growth of {text(term)}")
        if line[0] < 0:
            raise UndefinedTerm("a matrix is raised to a negative power near the limit point")
        value = self.evaluator.table(term.args[0], self.place)
        return power_expansion(value, *line)

    def _entry(self, term: Apply) -> Grid:
        whole = self.grid(term.args[0])
        row = self._fixed_index(term.args[1], len(whole))
        column = self._fixed_index(term.args[2], len(whole[0])) if len(term.args) == 3 else 0
        return ((whole[row][column],),)

    def _fixed_index(self, term: Term, size: int) -> int:
        if self.letter in free_letters(term):
            raise Undecidable("an index that grows")
        index = functions.whole(self.evaluator.scalar(term, self.place), "an index")
        if not 0 <= index < size:
            raise UndefinedTerm(f"the index {index} lies outside 0..{size - 1}")
        return index


def _extreme(op: str, entries: list[Expansion]) -> Expansion:
    best = entries[0]
    for entry in entries[1:]:
        side = ex.sign(ex.sub(entry, best))
        best = entry if (side > 0 if op == "max" else side < 0) else best
    return best
