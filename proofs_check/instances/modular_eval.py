"""Terms evaluated modulo a prime on one chunk of instances."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from proofs_check.instances.residues import Field, Residue
from proofs_check.instances.values import NotNumeric, matrix_form, scalar_if_one
from proofs_check.statement.terms import Apply, Constant, Letter, Matrix, Number, Sum, Term, substitute

MAX_WHOLE = 64


class ModularBlock:
    """Terms evaluated modulo p on one chunk; `defined` marks the instances without a zero denominator."""

    def __init__(
        self, field: Field, letters: dict[str, Residue], whole: Mapping[str, int], instances: int
    ) -> None:
        self.field = field
        self.letters = letters
        self.whole = dict(whole)
        self.instances = instances
        self.defined: NDArray[np.bool_] = np.ones(instances, dtype=bool)
        self._known: dict[Term, Residue] = {}

    def value(self, term: Term) -> Residue:
        """The residues of a term. Raises NotNumeric where it is not rational."""
        if term not in self._known:
            self._known[term] = self._find(term)
        return self._known[term]

    def integer(self, term: Term) -> int:
        """A whole number made of small ones. Raises NotNumeric."""
        match term:
            case Number(value=value) if value.denominator == 1 and abs(value) <= 1000:
                return int(value)
            case Letter(name=name) if name in self.whole:
                return self.whole[name]
            case Apply(op="add", args=(a, b)):
                return self.integer(a) + self.integer(b)
            case Apply(op="sub", args=(a, b)):
                return self.integer(a) - self.integer(b)
            case Apply(op="mul", args=(a, b)):
                return self.integer(a) * self.integer(b)
            case Apply(op="neg", args=(a,)):
                return -self.integer(a)
            case _:
                raise NotNumeric("a whole number was expected")

    def _find(self, term: Term) -> Residue:
        match term:
            case Number(value=value):
                return self.field.number(value)
            case Letter(name=name) if name in self.whole:
                return self.field.number(Fraction(self.whole[name]))
            case Letter(name=name) if name in self.letters:
                return self.letters[name]
            case Constant(name="i"):
                return self.field.root_of_minus_one()
            case Matrix(rows=rows):
                return self._matrix(rows)
            case Sum():
                return self._sum(term)
            case Apply():
                return self._apply(term.op, term.args)
            case _:
                raise NotNumeric(f"{type(term).__name__.lower()} is not rational")

    def _matrix(self, rows: tuple[tuple[Term, ...], ...]) -> Residue:
        entries = [self.field.reduced(self.value(entry)) for row in rows for entry in row]
        stacked = np.stack([np.broadcast_to(entry.value, (self.instances,)) for entry in entries], axis=-1)
        shaped = stacked.reshape(self.instances, len(rows), len(rows[0]))
        return Residue(scalar_if_one(shaped), max(entry.bound for entry in entries))

    def _sum(self, term: Sum) -> Residue:
        low, high = self.integer(term.low), self.integer(term.high)
        if high - low > MAX_WHOLE or high < low:
            raise NotNumeric("an empty or a long sum")
        parts = [
            self.value(substitute(term.body, {term.letter: Number(Fraction(k))}))
            for k in range(low, high + 1)
        ]
        total = parts[0]
        for part in parts[1:]:
            total = self.field.add(total, part) if term.op == "sum" else self.field.multiply(total, part)
        return total

    def _apply(self, op: str, args: tuple[Term, ...]) -> Residue:
        field = self.field
        if op == "pow":
            return self._power(args[0], self.integer(args[1]))
        if op in ("identity", "zeros"):
            sizes = [self.integer(arg) for arg in args]
            made = np.identity(sizes[0]) if op == "identity" else np.zeros((sizes[0], sizes[1]))
            return Residue(scalar_if_one(made[None]), 1.0)
        x = self.value(args[0])
        match op:
            case "add":
                return field.add(x, self.value(args[1]))
            case "sub":
                return field.add(x, self.value(args[1]), -1)
            case "neg":
                return Residue(-x.value, x.bound)
            case "mul":
                return field.multiply(x, self.value(args[1]))
            case "matmul":
                return field.matmul(x, self.value(args[1]))
            case "dot":
                return field.matmul(_transposed(x), self.value(args[1]))
            case "div":
                return field.multiply(x, self._reciprocal(self.value(args[1])))
            case "transpose":
                return _transposed(x)
            case "trace":
                return self._trace(x)
            case "inv":
                return self._inverse(x)
            case "entry" | "row" | "column":
                return self._entry(op, x, [self.integer(arg) for arg in args[1:]])
            case _:
                raise NotNumeric(f"{op} is not rational")

    def _power(self, base: Term, times: int) -> Residue:
        if abs(times) > 1000:
            raise NotNumeric("a large exponent")
        found = self.field.power(self.value(base), abs(times))
        return self._reciprocal(found) if times < 0 else found

    def _reciprocal(self, x: Residue) -> Residue:
        if x.value.ndim > 1:
            raise NotNumeric("a matrix to a negative power")
        if len(x.value) == 1:
            residue = int(x.value[0]) % self.field.p
            if residue == 0:
                raise NotNumeric("a division by 0")
            return self.field.number(Fraction(1, residue))
        self.defined &= ~self.field.is_zero(x)
        return self.field.inverse(x)

    def _inverse(self, x: Residue) -> Residue:
        if x.value.ndim == 1:
            return self._reciprocal(x)
        found, regular = self.field.inverse_matrix(x)
        self.defined &= regular
        return found

    def _trace(self, x: Residue) -> Residue:
        if x.value.ndim == 1:
            return x
        x = self.field.reduced(x)
        return Residue(np.trace(x.value, axis1=1, axis2=2), x.bound * x.value.shape[1])

    def _entry(self, op: str, x: Residue, indices: list[int]) -> Residue:
        array = matrix_form(x.value)
        row, column = (
            (indices[0], None) if op == "row" else (None, indices[0]) if op == "column" else [*indices, 0][:2]
        )
        if any(
            at is not None and not 0 <= at < size
            for at, size in zip((row, column), array.shape[1:], strict=True)
        ):
            raise NotNumeric("an index outside")
        rows = slice(None) if row is None else slice(row, row + 1)
        columns = slice(None) if column is None else slice(column, column + 1)
        return Residue(scalar_if_one(array[:, rows, columns]), x.bound)

    def cayley(self, drawn: Residue, rng: np.random.Generator) -> Residue:
        """(I - S)(I + S)^-1 D, S skew and D a diagonal of signs: orthogonal, (B, n, n)."""
        field, n = self.field, drawn.value.shape[1]
        signs = np.where(rng.integers(0, 2, (self.instances, n)) == 0, -1.0, 1.0)
        if n == 1:
            return Residue(signs[:, 0], 1.0)
        skew = drawn.value - drawn.value.swapaxes(1, 2)
        one = np.identity(n)
        found, regular = field.inverse_matrix(Residue(one + skew, 2 * drawn.bound + 1))
        self.defined &= regular
        turned = field.reduced(field.matmul(Residue(one - skew, 2 * drawn.bound + 1), found))
        return Residue(turned.value * signs[:, None, :], turned.bound)


def _transposed(x: Residue) -> Residue:
    return x if x.value.ndim == 1 else Residue(x.value.swapaxes(1, 2), x.bound)
