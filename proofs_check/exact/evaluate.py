"""Evaluation of terms and statements at exact points, with 'undefined' as a proper outcome.

Meaning as in design section 3: strict - a term that is undefined anywhere in a statement makes the statement undefined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol, TypeVar

from proofs_check.exact import functions, matrices, scalars
from proofs_check.exact.closed import ONE, PI, E, TooLarge
from proofs_check.exact.functions import whole
from proofs_check.exact.matrices import Table, rows_of, table
from proofs_check.exact.operations import as_number, compare, divide, extreme, join, operate_matrix, power
from proofs_check.exact.values import (
    FALSE_VERDICT,
    TRUE_VERDICT,
    Complex,
    Infinite,
    MatrixValue,
    Scalar,
    Undecidable,
    Undecided,
    Undefined,
    UndefinedTerm,
    Value,
    Verdict,
)
from proofs_check.goal import Budget, Point
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import COMPLEX, INTEGER, Domain, index_domain
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import ELEMENTARY, Scope
from proofs_check.statement.terms import (
    Apply,
    At,
    Compare,
    Connective,
    Constant,
    Diff,
    Letter,
    Limit,
    Matrix,
    Number,
    Quantified,
    Sum,
    Term,
    free_letters,
)
from proofs_check.statement.text import text

MAX_SUM = 2_000
MAX_INDEX = 2_000
MAX_NODES = 300_000

Kind = TypeVar("Kind")


class Subject(Protocol):
    """What says how letters are declared: a Formal or a Goal."""

    @property
    def letters(self) -> tuple[tuple[str, Domain], ...]: ...
    @property
    def sequences(self) -> tuple[Sequence, ...]: ...


@dataclass(frozen=True)
class Place:
    """Where a term is evaluated: values and domains of the letters."""

    values: Mapping[str, Value]
    domains: Mapping[str, Domain]
    bound: frozenset[str] = frozenset()

    def put(self, name: str, value: Value, domain: Domain) -> Place:
        """The place inside a binder."""
        values, domains = {**self.values, name: value}, {**self.domains, name: domain}
        return Place(values, domains, self.bound | {name})

    def without(self, name: str, domain: Domain) -> Place:
        """The place where `name` has no value."""
        kept = {known: value for known, value in self.values.items() if known != name}
        return Place(kept, {**self.domains, name: domain}, self.bound | {name})

    @property
    def is_complex(self) -> bool:
        return any(domain.is_complex for domain in self.domains.values())


def evaluate(term: Term, point: Point, subject: Subject, budget: Budget) -> Value | Undefined | Undecided:
    """The exact value of `term` at `point`, with the declarations of `subject`."""
    try:
        evaluator = Evaluator(subject, budget)
        return evaluator.value(term, evaluator.place(point))
    except UndefinedTerm as problem:
        return Undefined(problem.reason, problem.term)
    except Undecidable as problem:
        return Undecided(problem.reason)
    except TooLarge as problem:
        return Undecided(f"too large: {problem}")


def holds(statement: Term, point: Point, subject: Subject, budget: Budget) -> Verdict:
    """Whether `statement` holds at `point`: 'true', 'false', 'undefined' or 'undecided'."""
    try:
        evaluator = Evaluator(subject, budget)
        return TRUE_VERDICT if evaluator.truth(statement, evaluator.place(point)) else FALSE_VERDICT
    except UndefinedTerm as problem:
        return Verdict("undefined", problem.reason, problem.term)
    except Undecidable as problem:
        return Verdict("undecided", problem.reason)
    except TooLarge as problem:
        return Verdict("undecided", f"too large: {problem}")


@dataclass
class Evaluator:
    """Evaluates at the points of one subject. Values of sequences are kept for one place."""

    subject: Subject
    budget: Budget
    spent: int = 0
    cells: int = 0  # what quantifiers have taken at the point (`quantifiers.py`)
    base: Place = field(default_factory=lambda: Place({}, {}))
    _known: dict[tuple[str, int], Value] = field(default_factory=dict)
    _filled: dict[str, int] = field(default_factory=dict)
    depends: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.depends = frozenset().union(*(_letters_of(sequence) for sequence in self.subject.sequences))

    def place(self, point: Point) -> Place:
        """The place of a point of closed terms; it is where the sequences take their values from then on."""
        nowhere = Place({}, {**dict(self.subject.letters), "i": COMPLEX})
        return self.at({name: self.value(term, nowhere) for name, term in point.items()})

    def at(self, values: Mapping[str, Value]) -> Place:
        """The place of a point of values; it is where the sequences take their values from then on."""
        self.base = Place(values, dict(self.subject.letters))
        self.cells = 0
        self._known, self._filled = {}, {}
        return self.base

    def value(self, term: Term, place: Place) -> Value:
        """The value of a term. Raises UndefinedTerm, Undecidable, TooLarge."""
        self.spent += 1
        if self.spent > MAX_NODES:
            raise Undecidable("the evaluation takes too many steps")
        match term:
            case Number(value=number):
                return number
            case Letter(name=name):
                if name not in place.values:
                    raise Undecidable(f"the letter {name} has no value")
                return place.values[name]
            case Constant(name=name):
                constants: Mapping[str, Value] = {"pi": PI, "e": E, "i": scalars.IMAGINARY_UNIT}
                return constants.get(name, Infinite(1))
            case Apply(op="neg", args=(Constant(name="oo"),)):
                return Infinite(-1)
            case Apply():
                return self._apply(term, place)
            case Matrix(rows=rows):
                return table([self.scalar(entry, place) for entry in row] for row in rows)
            case At():
                return self._at(term, place)
            case Sum():
                return self._sum(term, place)
            case Limit():
                from proofs_check.exact.limits import limit

                return limit(term, place, self)
            case Diff():
                from proofs_check.exact.derivatives import derivative_at

                return derivative_at(term, place, self)
            case _:
                raise TypeError(f"{text(term)} is a statement, not a term")

    def scalar(self, term: Term, place: Place) -> Scalar:
        """The value of a term that is used as a number."""
        found = self.table(term, place)
        if isinstance(found, MatrixValue):
            raise TypeError(f"{text(term)} is a matrix")
        return found

    def table(self, term: Term, place: Place) -> Table:
        """The value of a term that is used in arithmetic."""
        found = self.value(term, place)
        if isinstance(found, Infinite):
            raise UndefinedTerm(f"{text(term)} is infinite and cannot be used in arithmetic", term)
        return found

    def every(self, ask: Callable[[Term], Kind], terms: Iterable[Term]) -> list[Kind]:
        """`ask` of every term; a term that is undefined outweighs one that is undecided."""
        found: list[Kind] = []
        open_question: Undecidable | TooLarge | None = None
        for term in terms:
            try:
                found.append(ask(term))
            except (Undecidable, TooLarge) as problem:
                open_question = open_question or problem
        if open_question:
            raise open_question
        return found

    def truth(self, statement: Term, place: Place) -> bool:
        """Whether a statement holds. Raises UndefinedTerm, Undecidable, TooLarge."""
        match statement:
            case Compare(relation=relation, left=left, right=right):
                a, b = self.every(lambda side: self.value(side, place), (left, right))
                return compare(relation, a, b, statement)
            case Connective(op=op, parts=parts):
                return join(op, self.every(lambda part: self.truth(part, place), parts))
            case Quantified():
                from proofs_check.exact.quantifiers import quantified

                return quantified(statement, place, self)
            case _:
                raise TypeError(f"{text(statement)} is not a statement")

    def _apply(self, term: Apply, place: Place) -> Value:
        args = self.every(lambda arg: self.table(arg, place), term.args)
        try:
            return self._operate(term, args, place)
        except UndefinedTerm as problem:
            raise (problem if problem.term else UndefinedTerm(problem.reason, term)) from None

    def _operate(self, term: Apply, args: list[Table], place: Place) -> Value:
        op = term.op
        if op in ("matmul", "inv", "pow", "det") and isinstance(args[0], MatrixValue):
            self.spent += (
                12 * len(args[0].rows) ** 2
            )  # what a product of matrices costs, next to a scalar operation
        if op == "div":
            return divide(term, args)
        if op == "pow":
            integral = is_integral(term.args[1], Scope(place.domains, {}))
            return power(args[0], as_number(args[1]), integral, place.is_complex)
        if op in ELEMENTARY:
            return functions.function(op, as_number(args[0]), place.is_complex)
        if op in ("min", "max"):
            return extreme(op, args)
        if op in ("root", "atan2", "binomial", "chebyshev_t", "chebyshev_u"):
            return functions.binary(op, as_number(args[0]), as_number(args[1]))
        found = operate_matrix(op, args)
        turned = any(isinstance(own, Complex) for row in rows_of(found) for own in row)
        if op == "eigenvalues" and turned and not place.is_complex:
            raise UndefinedTerm("an eigenvalue is not real")
        return found

    def _sum(self, term: Sum, place: Place) -> Value:
        ends = self.every(lambda end: self.scalar(end, place), (term.low, term.high))
        low, high = (whole(end, f"an end of a {term.op}") for end in ends)
        if high - low > MAX_SUM:
            raise TooLarge(f"a {term.op} of {high - low + 1} terms")
        total: Table | None = None
        domain = index_domain(term)
        for k in range(low, high + 1):
            part = self.table(term.body, place.put(term.letter, Fraction(k), domain))
            if total is None:
                total = part
            elif term.op == "sum":
                total = matrices.combine(scalars.add, total, part)
            else:
                total = matrices.combine(scalars.mul, total, part)
        return self._empty(term, place) if total is None else total

    def _empty(self, term: Sum, place: Place) -> Value:
        """The value of a sum without terms, of the shape of its body."""
        if term.op == "prod":
            return ONE
        from proofs_check.statement.sorts import sort_of

        scope = Scope(
            {**place.domains, term.letter: INTEGER}, {s.name: s.shape for s in self.subject.sequences}
        )
        shape = sort_of(term.body, scope)
        m, n = (whole(self.scalar(side, place), "a size") for side in (shape.rows, shape.columns))
        return matrices.zeros(m, n)

    def _at(self, term: At, place: Place) -> Value:
        index = whole(self.scalar(term.index, place), f"the index of {text(term)}")
        hidden = place.bound & self.depends
        if hidden:
            raise Undecidable(f"{term.name} depends on the bound letter {min(hidden)}")
        sequence = next((s for s in self.subject.sequences if s.name == term.name), None)
        if sequence is None:
            raise Undecidable(f"the sequence {term.name} is not known here")
        if index < sequence.first:
            raise UndefinedTerm(f"{term.name} starts at {sequence.first}, its index is {index}", term)
        if index - sequence.first > MAX_INDEX:
            raise TooLarge(f"the index {index} of {term.name}")
        for k in range(self._filled.get(term.name, sequence.first), index):
            self._element(sequence, k)
            self._filled[term.name] = k
        return self._element(sequence, index)

    def _element(self, sequence: Sequence, k: int) -> Value:
        known = self._known.get((sequence.name, k))
        if known is not None:
            return known
        if k - sequence.first < len(sequence.start):
            found = self.table(sequence.start[k - sequence.first], self.base)
        else:
            found = self.table(sequence.step, self.base.put(sequence.index, Fraction(k - 1), INTEGER))
        self._known[sequence.name, k] = found
        return found


def _letters_of(sequence: Sequence) -> frozenset[str]:
    """The declared letters that a sequence depends on."""
    starts: frozenset[str] = frozenset().union(*(free_letters(start) for start in sequence.start))
    return starts | (free_letters(sequence.step) - {sequence.index})
