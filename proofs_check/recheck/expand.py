"""Terms as expansions in one letter that tends to its point; the other letters have exact values."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.recheck import complexes, functions, growth
from proofs_check.recheck import growth_functions as gf
from proofs_check.recheck.complexes import Complex, decided
from proofs_check.recheck.grids import (
    Grid,
    cofactor,
    determinant,
    entrywise,
    is_scalar,
    product,
    total,
    turned,
)
from proofs_check.recheck.growth import Expansion, constant, unknown
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.place import Place, is_whole
from proofs_check.recheck.signs import sign
from proofs_check.recheck.tables import rows_of
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import (
    Apply,
    At,
    Letter,
    Matrix,
    Number,
    Sum,
    Term,
    children,
    free_letters,
)

if TYPE_CHECKING:
    from proofs_check.recheck.evaluate import Evaluation

ONE = Fraction(1)
MAX_SUMMANDS = 60


@dataclass(frozen=True)
class Expander:
    """letter: what tends to its point, `approach` as an expansion in s. place: the others. order: of the series."""

    letter: str
    approach: Expansion
    place: Place
    evaluation: Evaluation
    order: int
    is_integer: bool

    def scalar(self, term: Term) -> Expansion:
        """Raises NoValue where the term is undefined for large s, Open."""
        return self.grid(term)[0][0]

    def grid(self, term: Term) -> Grid:
        """The entries."""
        if self._is_fixed(term):
            value = self.evaluation.finite(term, self.place)
            return tuple(tuple(map(constant, row)) for row in rows_of(value))
        match term:
            case Letter():
                return ((self.approach,),)
            case Matrix(rows=rows):
                return tuple(tuple(self.scalar(entry) for entry in row) for row in rows)
            case Sum():
                return self._sum(term)
            case At():
                from proofs_check.recheck.recurrences import sequence_growth

                return sequence_growth(term, self)
            case Apply():
                return self._apply(term)
        raise Open("the growth of a term with a limit or a derivative in it")

    def _is_fixed(self, term: Term) -> bool:
        if self.letter in free_letters(term):
            return False
        stack = [term]
        while stack:
            node = stack.pop()
            if isinstance(node, At) and self.letter in self.evaluation.depends:
                raise Open("a sequence that depends on the letter of a limit")
            stack += children(node)
        return True

    def _sum(self, term: Sum) -> Grid:
        if self.letter in free_letters(term.low) | free_letters(term.high):
            from proofs_check.recheck.moving_sums import moving_sum

            if term.op != "sum":
                raise Open("a product whose ends move")
            return ((moving_sum(term, self),),)
        low, high = (
            functions.whole(self.evaluation.number(end, self.place), "an end")
            for end in (term.low, term.high)
        )
        if not 0 <= high - low < MAX_SUMMANDS:
            raise Open("the growth of an empty or a long sum")
        parts = []
        for k in range(low, high + 1):
            inner = Expander(
                self.letter,
                self.approach,
                self.place.inside(term.letter, Fraction(k), INTEGER),
                self.evaluation,
                self.order,
                self.is_integer,
            )
            parts.append(inner.grid(term.body))
        found = parts[0]
        for part in parts[1:]:
            found = entrywise(growth.add if term.op == "sum" else growth.mul, found, part)
        return found

    def _apply(self, term: Apply) -> Grid:
        op, args = term.op, term.args
        if not self.place.has_complex:
            special = self._by_its_kind(term)
            if special is not None:
                return ((special,),)
        if op == "pow":
            return self._power(term)
        grids = [self.grid(arg) for arg in args]
        first = grids[0]
        match op:
            case "add" | "sub":
                join = growth.add if op == "add" else growth.sub
                return entrywise(join, first, grids[1])
            case "neg":
                return tuple(tuple(map(growth.neg, row)) for row in first)
            case "mul":
                one, other = (first, grids[1]) if is_scalar(first) else (grids[1], first)
                return tuple(tuple(growth.mul(one[0][0], x) for x in row) for row in other)
            case "div":
                below = gf.inverse(grids[1][0][0], self.order)
                return tuple(tuple(growth.mul(x, below) for x in row) for row in first)
            case "matmul":
                return product(first, grids[1])
            case "dot":
                return product(turned(first), grids[1])
            case "transpose":
                return turned(first)
            case "norm":
                return ((self.root(self.squares(first), 2),),)
            case "trace":
                return ((total([first[k][k] for k in range(len(first))]),),)
            case "det":
                return ((determinant(first),),)
            case "inv":
                return self._inverse(first)
            case "entry" | "row" | "column":
                return self._picked(op, first, args[1:])
        if not all(map(is_scalar, grids)):
            raise Open(f"the growth of {op} of a matrix")
        from proofs_check.recheck.expand_functions import function

        return ((function(op, [grid[0][0] for grid in grids], self),),)

    def _by_its_kind(self, term: Apply) -> Expansion | None:
        """Products with factorials, harmonic and Fibonacci numbers; None for other terms."""
        from proofs_check.recheck import products

        if products.speaks_of_factorials(term, self.letter):
            return products.product_growth(term, self)
        if term.op == "log" and products.speaks_of_factorials(term.args[0], self.letter):
            return self._log_of_product(term.args[0])
        if term.op == "harmonic":
            return products.harmonic_growth(term, self)
        if term.op == "fibonacci":
            return products.fibonacci_growth(term, self)
        return None

    def _log_of_product(self, term: Term) -> Expansion:
        from proofs_check.recheck import products

        try:
            size = products.modulus(term, self)
        except products.Vanishes:
            raise NoValue("log of 0") from None
        if not size.positive:
            raise Open("the logarithm of what may be negative")
        return size.log

    def _inverse(self, grid: Grid) -> Grid:
        """The adjugate divided by the determinant."""
        below = gf.inverse(determinant(grid), self.order)
        if is_scalar(grid):
            return ((below,),)
        size = range(len(grid))
        return tuple(tuple(growth.mul(cofactor(grid, j, i), below) for j in size) for i in size)

    def squares(self, grid: Grid) -> Expansion:
        """The sum of the squared moduli of the entries."""
        return total([growth.mul(x, growth.conjugate(x)) for row in grid for x in row])

    def _picked(self, op: str, grid: Grid, indices: tuple[Term, ...]) -> Grid:
        if any(self.letter in free_letters(index) for index in indices):
            raise Open("an index that moves")
        at = [functions.whole(self.evaluation.number(i, self.place), "an index") for i in indices]
        limits = [len(grid[0])] if op == "column" else [len(grid), len(grid[0])]
        if any(not 0 <= k < size for k, size in zip(at, limits, strict=False)):
            raise NoValue("an index outside the matrix")
        if op == "row":
            return (grid[at[0]],)
        if op == "column":
            return tuple((row[at[0]],) for row in grid)
        return ((grid[at[0]][at[1] if len(at) == 2 else 0],),)

    def root(self, x: Expansion, n: int) -> Expansion:
        """The real n-th root; the principal square root where the claim has complex letters is left open."""
        if x.is_nothing:
            return x
        if not x.terms:
            assert x.rest is not None
            if n == 2:
                return unknown(x.rest.raised(Fraction(1, n)))
        if gf.side_of(x) < 0:
            if n % 2:
                return growth.neg(gf.real_power(growth.neg(x), Fraction(1, n), self.order))
            if self.place.has_complex:
                raise Open("the growth of a principal root")
            raise NoValue("the root of what is negative")
        return gf.real_power(x, Fraction(1, n), self.order)

    def _power(self, term: Apply) -> Grid:
        base, exponent = term.args
        grid = self.grid(base)
        by_form = is_whole(exponent, {**self.place.domains})
        if not is_scalar(grid):
            return self._matrix_power(grid, base, exponent)
        if self.place.has_complex and not by_form:
            raise Open("a principal power in a limit")
        x = grid[0][0]
        if self.letter not in free_letters(exponent):
            fixed = decided(self.evaluation.number(exponent, self.place))
            if not isinstance(fixed, Fraction):
                return ((self._by_logarithm(x, constant(fixed)),),)
            return ((self._fixed_power(x, fixed, by_form),),)
        moving = self.scalar(exponent)
        if self.letter in free_letters(base):
            return ((self._moving_power(x, moving, by_form),),)
        value = decided(self.evaluation.number(base, self.place))
        return ((self.moving_exponent(value, moving, by_form),),)

    def _fixed_power(self, x: Expansion, r: Fraction, by_form: bool) -> Expansion:
        if by_form and r.denominator == 1:
            n = int(r)
            return growth.whole_power(x if n >= 0 else gf.inverse(x, self.order), abs(n))
        if by_form:
            raise NoValue("an exponent that is not whole")
        if x.is_nothing:
            if r <= 0:
                raise NoValue("0 to a power that is not positive")
            return x
        if any(isinstance(decided(c), Complex) for _, c in x.terms):
            raise Open("a real power of a complex function")
        return gf.real_power(x, r, self.order)

    def _moving_power(self, x: Expansion, exponent: Expansion, by_form: bool) -> Expansion:
        if x.is_nothing:
            side = gf.side_of(exponent)
            if side < 0 or (side == 0 and not by_form):
                raise NoValue("0 to a power that is not positive")
            return x if side else constant(ONE)
        if gf.side_of(x) < 0 and not by_form:
            raise NoValue("a negative base under a real exponent")
        return self._by_logarithm(x, exponent)

    def _by_logarithm(self, x: Expansion, exponent: Expansion) -> Expansion:
        """exp(exponent*log(x)), for x positive."""
        if x.is_nothing or gf.side_of(x) < 0:
            raise Open("a moving power of what is not positive")
        logarithm = gf.logarithm(x, self.order, False)
        return gf.exponential(growth.mul(exponent, logarithm), self.order)

    def moving_exponent(self, base: complexes.Number, exponent: Expansion, by_form: bool) -> Expansion:
        """base**exponent for a number base; `by_form`: the exponent is whole by its form. Raises NoValue, Open."""
        if not isinstance(base, Complex) and sign(base) > 0:
            return self._by_logarithm(constant(base), exponent)
        if not by_form:
            if isinstance(base, Complex) or sign(base) < 0:
                raise NoValue("a base that is not positive under a real exponent")
        elif not self.is_integer:
            raise Open("a whole exponent that moves continuously")
        if complexes.is_zero(base):
            if exponent.is_nothing and by_form:
                return constant(ONE)
            if exponent.is_nothing or gf.side_of(exponent) < 0:
                raise NoValue("0 to a power that is not positive")
            return Expansion(())
        return growth.unwound(gf.exponential(growth.mul(exponent, self._principal(base)), self.order))

    def _principal(self, base: complexes.Number) -> Expansion:
        return constant(functions.elementary("log", base, True))

    def _matrix_power(self, grid: Grid, base: Term, exponent: Term) -> Grid:
        from proofs_check.recheck.recurrences import matrix_power_growth

        if self.letter not in free_letters(exponent):
            n = functions.whole(self.evaluation.number(exponent, self.place), "an exponent")
            if n < 0:
                raise NoValue("a negative power of a matrix")
            result = self.grid(Apply("identity", (Number(Fraction(len(grid))),)))
            for _ in range(min(n, 100)):
                result = product(result, grid)
            if n > 100:
                raise Open("a high power of a matrix")
            return result
        if self.letter in free_letters(base):
            raise Open("a moving power of a moving matrix")
        return matrix_power_growth(self.evaluation.finite(base, self.place), exponent, self)
