"""Terms of the statement language evaluated on a whole block of instances at once.

Each subterm is evaluated once a block, whatever claim or mutant mentions it. Limits, derivatives and quantifiers have
no value by arithmetic: they raise NotNumeric.
"""

from __future__ import annotations

import numpy as np

from proofs_check.instances import linear_functions as linear
from proofs_check.instances.exactness import exact_instances
from proofs_check.instances.given_values import (
    matrix_of,
    measured,
    named_number,
    whole_numbers,
    written_number,
)
from proofs_check.instances.indexing import entry, line, unit_vector, zeros
from proofs_check.instances.letters import Letters, units_of
from proofs_check.instances.operations import function
from proofs_check.instances.recurrences import Recurrences
from proofs_check.instances.scalar_functions import Settle, divide, integer_power, real_power
from proofs_check.instances.values import (
    Array,
    Mask,
    NotNumeric,
    Value,
    add,
    choose,
    constant,
    matmul,
    multiply,
    negate,
    worse,
)
from proofs_check.seen_forms import is_integral, is_invertible, is_principal
from proofs_check.statement.domains import INTEGER, Domain, index_domain
from proofs_check.statement.formal import Formal
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    Apply,
    At,
    Constant,
    Letter,
    Matrix,
    Number,
    Sum,
    Term,
    free_letters,
    sequence_names,
)
from proofs_check.statement.text import text

MAX_RANGE = 20_000
MAX_SIZE = 1_000


class Evaluator:
    """Evaluates terms on one block and remembers every subterm.

    careful: ties, and zeros that rounding cannot tell from small numbers, are settled where no rounding took part; else
    they are left hidden.
    """

    def __init__(self, formal: Formal, letters: Letters, careful: bool = True) -> None:
        self.letters = letters
        self.careful = careful
        self.scope = formal.scope
        self.is_complex = formal.is_complex or any(
            domain.is_complex for domain in self.scope.letters.values()
        )
        self.instances = letters.instances
        self.units = units_of(letters)
        self.recurrences = Recurrences(formal.sequences, self)
        self.free: dict[Term, frozenset[str]] = {}
        self._known: dict[Term, Value] = {}

    def value(self, term: Term) -> Value:
        """The value of `term`. Raises NotNumeric."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = self._find(term)
        return found

    def for_neighbour(self, formal: Formal) -> Evaluator:
        """An evaluator of another claim on the same letters; what both mean alike is evaluated once."""
        return _Neighbour(self, formal)

    def binding(self, name: str, index: int, domain: Domain = INTEGER) -> Evaluator:
        """The evaluator inside a sum or a step, where the bound letter is `index`."""
        return _Inner(self, name, index, domain)

    def letter_is_exact(self, name: str) -> Mask | None:
        """Where a measured letter carries no error; None where that is not known."""
        error = self.letters.errors.get(name)
        return None if error is None else error == 0

    def has_letter(self, name: str) -> bool:
        """Whether the block has values of that name."""
        return name in self.letters.values

    def error_of(self, name: str) -> Array | None:
        """The error bound (B,) of a measured letter or sequence."""
        return self.letters.errors.get(name)

    def measured_sequence(self, name: str) -> Array | None:
        """The measured values of a sequence from its first index on, (B, T, ...)."""
        return self.letters.trajectories.get(name)

    def letter(self, name: str) -> Value:
        """The letter's values. Raises NotNumeric where the block has none."""
        if name not in self.letters.values:
            raise NotNumeric(f"'{name}' has no values")
        return self.of_array(self.letters.values[name], self.letters.errors.get(name))

    def of_array(self, array: Array, error: Array | None) -> Value:
        """The value of measured numbers (B, ...) with their error bounds (B,)."""
        return measured(array, error, self.units)

    def settle(self, term: Term) -> Settle:
        """Decides, where it matters, which instances of a term are free of rounding."""
        return lambda mask: self.settled((term,), mask)

    def settled(self, terms: tuple[Term, ...], mask: Mask) -> Mask:
        """The instances of the mask on which all terms were computed without rounding; none unless careful."""
        return exact_instances(self, terms, mask) if self.careful else np.zeros_like(mask)

    def integers(self, term: Term, what: str) -> tuple[Array, Value]:
        """Whole numbers, (B,) or (1,), and the value; its status says where it is none. Raises NotNumeric."""
        return whole_numbers(self.value(term), what)

    def _find(self, term: Term) -> Value:
        if isinstance(term, Apply):
            return self._apply(term)
        match term:
            case Number():
                return written_number(term)
            case Letter(name=name):
                return self.letter(name)
            case Constant(name=name):
                return named_number(name)
            case Matrix(rows=rows):
                return matrix_of(tuple(tuple(self.value(entry) for entry in row) for row in rows))
            case At():
                return self.recurrences.at(term, self)
            case Sum():
                return self._sum(term)
            case _:
                raise NotNumeric(f"{type(term).__name__.lower()} has no value by arithmetic")

    def _whole(self, term: Apply, parts: list[Value], found: Value) -> Value:
        """Sums and products of whole numbers are exact below 2^53."""
        if not all(part.exact for part in parts) or not is_integral(term, self.scope):
            return found
        if found.value.ndim > 1 or not (found.magnitude < 2.0**53).all():
            return found
        return Value(found.value, found.magnitude, 0, True, found.status)

    def _sum(self, term: Sum) -> Value:
        low, low_value = self.integers(term.low, "the lower end")
        high, high_value = self.integers(term.high, "the upper end")
        first, last = int(low.min()), int(high.max())
        if last - first > MAX_RANGE:
            raise NotNumeric(f"a {term.op} over more than {MAX_RANGE} terms")
        is_sum = term.op == "sum"
        total = self._empty_sum(term) if is_sum else constant(1.0)
        for index in range(first, last + 1):
            active = (low <= index) & (index <= high)
            if not active.any():
                continue
            part = self.binding(term.letter, index, index_domain(term)).value(term.body)
            longer = add(total, part) if is_sum else multiply(total, part, self.units)
            total = longer if active.all() else choose(active, longer, total)
        return total.with_status(worse(low_value.status, high_value.status))

    def _empty_sum(self, term: Sum) -> Value:
        shape = sort_of(term.body, self.scope.with_letter(term.letter, INTEGER))
        return constant(0.0) if shape == SCALAR else zeros(self.size(shape.rows), self.size(shape.columns))

    def _apply(self, term: Apply) -> Value:
        op, args = term.op, term.args
        if op in ("identity", "zeros", "unit", "entry", "row", "column", "pow", "inv"):
            return self._sized(term)
        parts = [self.value(arg) for arg in args]
        match op:
            case "add":
                return self._whole(term, parts, add(parts[0], parts[1]))
            case "sub":
                return self._whole(term, parts, add(parts[0], parts[1], -1))
            case "neg":
                return negate(parts[0])
            case "mul":
                return self._whole(term, parts, multiply(parts[0], parts[1], self.units))
            case "matmul":
                return matmul(parts[0], parts[1], self.units)
            case "div":
                return divide(parts[0], parts[1], self.units, self.settle(args[1]))
            case "transpose":
                return linear.transpose(parts[0])
            case _:
                settles = tuple(self.settle(arg) for arg in args)
                return function(op, parts, settles, self.units, self.is_complex)

    def _sized(self, term: Apply) -> Value:
        op, args = term.op, term.args
        if op == "pow":
            return self._power(args[0], args[1])
        if op == "inv":
            base = self.value(args[0])
            surely = is_invertible(args[0], self.scope)
            return linear.inverse(base, self.units, self.settle(args[0]), surely)
        if op in ("identity", "zeros"):
            sizes = [self.size(arg) for arg in args]
            return linear.identity(sizes[0]) if op == "identity" else zeros(sizes[0], sizes[1])
        if op == "unit":
            return unit_vector(self.size(args[0]), *self.integers(args[1], "an index"))
        base = self.value(args[0])
        indices = [self.integers(arg, "an index") for arg in args[1:]]
        if op == "entry":
            return entry(base, indices)
        return line(base, op == "row", *indices[0])

    def size(self, term: Term) -> int:
        """A dimension: one number for the whole block. Raises NotNumeric."""
        found, value = self.integers(term, "a size")
        if (found != found[0]).any() or value.status is not None or not 0 <= found[0] <= MAX_SIZE:
            raise NotNumeric(f"the size {text(term)} is not one number up to {MAX_SIZE}")
        return int(found[0])

    def _power(self, base: Term, exponent: Term) -> Value:
        x = self.value(base)
        if x.value.ndim > 1:
            whole, value = self.integers(exponent, "the exponent of a matrix")
            return linear.matrix_power(x, whole, self.units).with_status(value.status)
        if isinstance(exponent, Number) and exponent.value.denominator == 1 and 0 <= exponent.value < 100:
            found = integer_power(x, np.array([int(exponent.value)]), self.units, self.settle(base))
            return self._whole(Apply("pow", (base, exponent)), [x], found)
        if is_integral(exponent, self.scope):
            whole, value = self.integers(exponent, "an exponent")
            found = integer_power(x, whole, self.units, self.settle(base)).with_status(value.status)
            return self._whole(Apply("pow", (base, exponent)), [x, value], found)
        if is_principal(Apply("pow", (base, exponent)), self.scope):
            raise NotNumeric("a principal power")
        y = self.value(exponent)
        if np.iscomplexobj(x.value) or np.iscomplexobj(y.value):
            raise NotNumeric("a complex power with an exponent that is not whole")
        return real_power(x, y, self.units, self.settle(base))


class _Inner(Evaluator):
    """Inside a binder: terms without the bound letter are looked up outside."""

    def __init__(self, outer: Evaluator, name: str, index: int, domain: Domain) -> None:
        self.outer = outer
        self.name = name
        self.letters = outer.letters
        self.careful = outer.careful
        self.scope = outer.scope.with_letter(name, domain)
        self.is_complex = outer.is_complex
        self.instances = outer.instances
        self.units = outer.units
        self.recurrences = outer.recurrences
        self.free = outer.free
        self._known: dict[Term, Value] = {Letter(name): constant(float(index))}

    def value(self, term: Term) -> Value:
        found = self._known.get(term)
        if found is None:
            found = self._find(term) if self._is_inside(term) else self.outer.value(term)
            self._known[term] = found
        return found

    def _is_inside(self, term: Term) -> bool:
        if term not in self.free:
            self.free[term] = free_letters(term)
        return self.name in self.free[term]


class _Neighbour(Evaluator):
    """A claim that may declare letters of other kinds, or define other sequences, on the letters of a block."""

    def __init__(self, base: Evaluator, formal: Formal) -> None:
        super().__init__(formal, base.letters, base.careful)
        self.base = base
        kinds = {name: domain.kind for name, domain in base.scope.letters.items()}
        same = all(kinds.get(name, domain.kind) == domain.kind for name, domain in formal.letters)
        self.shares = same and self.is_complex == base.is_complex
        if self.shares and formal.sequences == tuple(base.recurrences.sequences.values()):
            self.recurrences = base.recurrences

    def value(self, term: Term) -> Value:
        if self.shares and (self.recurrences is self.base.recurrences or not sequence_names(term)):
            return self.base.value(term)
        return super().value(term)
