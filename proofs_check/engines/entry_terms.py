"""Terms about matrices of fixed size, expanded to scalar ones."""

from __future__ import annotations

from proofs_check.engines import entry_algebra as algebra
from proofs_check.engines.entry_algebra import Rows, plus, times, total
from proofs_check.engines.entry_kinds import Entries
from proofs_check.engines.entry_spectra import Spectra
from proofs_check.engines.literal_sums import written_out
from proofs_check.engines.scalar_image import touches_matrices
from proofs_check.engines.word_terms import Unsupported
from proofs_check.goal import Goal
from proofs_check.statement.domains import INTEGER, REAL, Domain
from proofs_check.statement.sorts import SCALAR, Scope, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Diff,
    Letter,
    Limit,
    Matrix,
    Number,
    Sum,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    rebuild,
)
from proofs_check.statement.text import text

MAX_POWER = 12
BUILT = ("zeros", "identity", "unit")
MATRIX_VALUED = ("matmul", "transpose", "inv", "row", "column", "eigenvalues", *BUILT)


class Expansion:
    """Expands the terms of one goal; `spectra` keeps the letters for eigenvalues and what they satisfy."""

    def __init__(self, goal: Goal, matrices: dict[str, Entries], taken: set[str]) -> None:
        self.goal = goal
        self.scope: Scope = goal.scope
        self.matrices = matrices
        self.taken = taken
        self.spectra = Spectra(self.fresh)
        self.bound: frozenset[str] = frozenset()
        self.names: dict[str, tuple[tuple[str, ...], ...]] = {}

    def inside(self, letter: str, domain: Domain = INTEGER) -> Expansion:
        """The expansion inside a binder of `letter`; it shares the letters that are introduced."""
        inner = Expansion(self.goal, self.matrices, self.taken)
        inner.scope = self.scope.with_letter(letter, domain)
        inner.spectra, inner.names, inner.bound = self.spectra, self.names, self.bound | {letter}
        return inner

    def fresh(self, name: str) -> str:
        """A letter that is not used yet."""
        found = fresh(name, frozenset(self.taken))
        self.taken.add(found)
        return found

    def sequence_names(self, name: str) -> tuple[tuple[str, ...], ...]:
        """The names of the sequences of the entries of a sequence of matrices."""
        if name not in self.names:
            shape = self.scope.sequences[name]
            rows, columns = _sizes(shape.rows, shape.columns)
            self.names[name] = tuple(
                tuple(
                    self.fresh(f"{name}_{i}" if columns == 1 else f"{name}_{i}_{j}") for j in range(columns)
                )
                for i in range(rows)
            )
        return self.names[name]

    # Scalars

    def scalar(self, term: Term) -> Term:
        """The scalar term over entries that has the same value. Raises Unsupported."""
        if not touches_matrices(term, self.scope):
            return term
        match term:
            case Letter(name=name):
                return self.matrices[name].rows[0][0]
            case Apply():
                return self._scalar_operation(term)
            case Matrix(rows=((single,),)):
                return self.scalar(single)
            case Sum():
                return self._sum_of_scalars(term)
            case Limit(letter=letter, domain=domain):
                body = self.inside(letter, domain).scalar(term.body)
                return rebuild(term, (body, self.scalar(term.point), *map(self.scalar, domain.terms())))
            case Diff(letter=letter):
                return Diff(self.inside(letter, REAL).scalar(term.body), letter)
            case At(name=name, index=index):
                return At(name, self.scalar(index))
            case _:
                raise Unsupported(text(term))

    def _scalar_operation(self, term: Apply) -> Term:
        op, args = term.op, term.args
        if op == "dot":
            if self._is_complex():
                raise Unsupported(f"{text(term)} of complex entries")
            left, right = self.matrix(args[0]), self.matrix(args[1])
            return total(times(a, b) for (a,), (b,) in zip(left, right, strict=True))
        if op == "norm":
            return self._norm(args[0])
        if op == "trace":
            rows = self.matrix(args[0])
            return total(rows[i][i] for i in range(len(rows)))
        if op == "det":
            return algebra.determinant(self.matrix(args[0]))
        if op == "entry":
            return self._entry(args[0], args[1:])
        if op == "spectral_radius":
            return self.spectra.radius(self._free(self.matrix(args[0])))
        if op in ("min", "max") and len(args) == 1:
            return apply(op, *(row[0] for row in self.matrix(args[0])))
        if op in MATRIX_VALUED:
            return self.matrix(term)[0][0]
        return Apply(op, tuple(self.scalar(arg) for arg in args))

    def _is_complex(self) -> bool:
        return any(domain.is_complex for domain in self.scope.letters.values())

    def _norm(self, inner: Term) -> Term:
        entries = [entry for row in self.matrix(inner) for entry in row]
        if len(entries) == 1:
            return apply("abs", entries[0])
        if self._is_complex():
            entries = [apply("abs", entry) for entry in entries if entry != ZERO]
        return apply("sqrt", total(_square(entry) for entry in entries))

    def _entry(self, base: Term, indices: tuple[Term, ...]) -> Term:
        rows = self.matrix(base)
        places = _sizes(*indices)
        row, column = places if len(places) == 2 else (places[0], 0)
        if not (0 <= row < len(rows) and 0 <= column < len(rows[0])):
            raise Unsupported(f"an entry outside {text(base)}")
        return rows[row][column]

    def _sum_of_scalars(self, term: Sum) -> Term:
        written = written_out(term)
        if written is None:
            body = self.inside(term.letter).scalar(term.body)
            return rebuild(term, (body, self.scalar(term.low), self.scalar(term.high)))
        values = [self.scalar(value) for value in written]
        if term.op == "sum":
            return total(values)
        result: Term = ONE
        for value in values:
            result = times(result, value)
        return result

    # Matrices

    def matrix(self, term: Term) -> Rows:
        """The entries of a matrix, vector or scalar term. Raises Unsupported."""
        shape = sort_of(term, self.scope)
        if shape == SCALAR and not (isinstance(term, Apply) and term.op in MATRIX_VALUED):
            return ((self.scalar(term),),)
        match term:
            case Letter(name=name):
                return self.matrices[name].rows
            case Matrix(rows=rows):
                return tuple(tuple(self.scalar(entry) for entry in row) for row in rows)
            case At(name=name, index=index):
                where = self.scalar(index)
                return tuple(tuple(At(entry, where) for entry in row) for row in self.sequence_names(name))
            case Sum(op="sum"):
                return self._sum_of_matrices(term)
            case Apply():
                return self._operation(term)
            case _:
                raise Unsupported(text(term))

    def _sum_of_matrices(self, term: Sum) -> Rows:
        written = written_out(term)
        if written is None:
            inner = self.inside(term.letter).matrix(term.body)
            low, high = self.scalar(term.low), self.scalar(term.high)
            return tuple(tuple(Sum("sum", term.letter, entry, low, high) for entry in row) for row in inner)
        shape = sort_of(term, self.scope)
        rows, columns = _sizes(shape.rows, shape.columns)
        parts = [self.matrix(value) for value in written]
        return tuple(tuple(total(part[i][j] for part in parts) for j in range(columns)) for i in range(rows))

    def _operation(self, term: Apply) -> Rows:
        op, args = term.op, term.args
        if op in ("add", "sub"):
            combine = plus if op == "add" else algebra.minus
            pairs = zip(self.matrix(args[0]), self.matrix(args[1]), strict=True)
            return tuple(tuple(combine(a, b) for a, b in zip(one, two, strict=True)) for one, two in pairs)
        if op == "neg":
            return tuple(tuple(algebra.negative(entry) for entry in row) for row in self.matrix(args[0]))
        if op in ("mul", "div"):
            return self._scaled(op, args)
        if op == "matmul":
            return algebra.product(self.matrix(args[0]), self.matrix(args[1]))
        if op == "transpose":
            return algebra.transpose(self.matrix(args[0]))
        if op == "inv":
            return algebra.inverse(self.matrix(args[0]))
        if op == "pow":
            return self._power(term)
        if op == "eigenvalues":
            return tuple((value,) for value in self.spectra.eigenvalues(self._free(self.matrix(args[0]))))
        if op in ("row", "column"):
            return self._line(op, args)
        if op in BUILT:
            return _built(op, args)
        raise Unsupported(text(term))

    def _line(self, op: str, args: tuple[Term, ...]) -> Rows:
        (place,) = _sizes(args[1])
        rows = self.matrix(args[0])
        if not 0 <= place < len(rows if op == "row" else rows[0]):
            raise Unsupported(f"a {op} outside {text(args[0])}")
        return (rows[place],) if op == "row" else tuple((row[place],) for row in rows)

    def _free(self, rows: Rows) -> Rows:
        """The matrix, if letters may stand for its eigenvalues. Raises Unsupported."""
        if self._is_complex():
            raise Unsupported("eigenvalues in a complex claim")
        if any(free_letters(entry) & self.bound for row in rows for entry in row):
            raise Unsupported("eigenvalues that depend on a bound letter")
        return rows

    def _scaled(self, op: str, args: tuple[Term, ...]) -> Rows:
        if op == "div":
            below = self.scalar(args[1])
            return tuple(tuple(algebra.over(entry, below) for entry in row) for row in self.matrix(args[0]))
        left_is_scalar = sort_of(args[0], self.scope) == SCALAR
        front, whole = (args[0], args[1]) if left_is_scalar else (args[1], args[0])
        factor = self.scalar(front)
        return tuple(tuple(times(factor, entry) for entry in row) for row in self.matrix(whole))

    def _power(self, term: Apply) -> Rows:
        """Powers with a number as exponent; of diagonal matrices with any exponent."""
        rows, exponent = self.matrix(term.args[0]), term.args[1]
        if (
            isinstance(exponent, Number)
            and exponent.value.denominator == 1
            and 0 <= exponent.value <= MAX_POWER
        ):
            result = algebra.identity(len(rows))
            for _ in range(int(exponent.value)):
                result = algebra.product(result, rows)
            return result
        if any(entry != ZERO for i, row in enumerate(rows) for j, entry in enumerate(row) if i != j):
            raise Unsupported(f"the power {text(term)}")
        raised = self.scalar(exponent)
        return tuple(
            tuple(apply("pow", entry, raised) if i == j else ZERO for j, entry in enumerate(row))
            for i, row in enumerate(rows)
        )


def _sizes(*sizes: Term) -> tuple[int, ...]:
    """Sizes and indices that are numbers."""
    if not all(isinstance(size, Number) and size.value.denominator == 1 for size in sizes):
        raise Unsupported(f"the size or index {', '.join(map(text, sizes))}")
    return tuple(int(size.value) for size in sizes if isinstance(size, Number))


def _built(op: str, args: tuple[Term, ...]) -> Rows:
    sizes = _sizes(*args)
    if op == "identity":
        return algebra.identity(sizes[0])
    if op == "zeros":
        return tuple((ZERO,) * sizes[1] for _ in range(sizes[0]))
    return tuple((ONE if i == sizes[1] else ZERO,) for i in range(sizes[0]))


def _square(entry: Term) -> Term:
    return times(entry, entry) if isinstance(entry, Number) else apply("pow", entry, number(2))
