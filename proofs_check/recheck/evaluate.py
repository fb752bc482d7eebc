"""The second evaluator of terms and statements at a point, by their meaning in the language.

Strict: a statement with an undefined part is undefined; that outweighs a part that stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from proofs_check.recheck import complexes, special, tables
from proofs_check.recheck.complexes import Complex
from proofs_check.recheck.functions import whole
from proofs_check.recheck.numbers import PI
from proofs_check.recheck.operations import operate
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.place import Place
from proofs_check.recheck.sequences import Sequences, dependencies
from proofs_check.recheck.signs import compare
from proofs_check.recheck.tables import Infinite, Table, Value, number
from proofs_check.statement.domains import COMPLEX, INTEGER, index_domain
from proofs_check.statement.formal import Formal
from proofs_check.statement.sorts import Scope, sort_of
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
)

MAX_SUMMANDS = 2_000
MAX_STEPS = 200_000
Kind = TypeVar("Kind")


@dataclass
class Evaluation:
    """Evaluates at the places of one claim; the values of sequences are those at `base`.

    is_conditional: a limit was used that is known to lie in an interval if it exists; it may not exist.
    """

    formal: Formal
    base: Place = field(default_factory=lambda: Place({}, {}))
    steps: int = 0
    cells: int = 0  # what quantifiers have taken at the point (`quantifiers.py`)
    is_conditional: bool = False

    def __post_init__(self) -> None:
        self.depends = frozenset[str]().union(*map(dependencies, self.formal.sequences))
        self.sequences = Sequences(self)

    def start(self, point: Mapping[str, Term]) -> Place:
        """The place of a point of closed terms."""
        closed = Place({}, {**dict(self.formal.letters), "i": COMPLEX})
        values = {name: self.value(term, closed) for name, term in point.items()}
        self.base = Place(values, dict(self.formal.letters))
        self.cells = 0
        self.sequences = Sequences(self)
        return self.base

    def value(self, term: Term, place: Place) -> Value:
        """Raises NoValue where the term is undefined, Open."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise Open("very many steps")
        match term:
            case Number(value=value):
                return value
            case Letter(name=name):
                if name not in place.values:
                    raise Open(f"the letter {name} has no value")
                return place.values[name]
            case Constant(name=name):
                return _constant(name)
            case Apply(op="neg", args=(Constant(name="oo"),)):
                return Infinite(-1)
            case Apply(args=args):
                return operate(term, self.all(lambda arg: self.finite(arg, place), args), place)
            case Matrix(rows=rows):
                flat = self.all(lambda x: self.number(x, place), [entry for row in rows for entry in row])
                width = len(rows[0])
                return tables.table(flat[k : k + width] for k in range(0, len(flat), width))
            case At():
                return self.sequences.at(term.name, whole(self.number(term.index, place), "an index"), place)
            case Sum():
                return self._sum(term, place)
            case Limit():
                from proofs_check.recheck.limits import limit

                return limit(term, place, self)
            case Diff():
                from proofs_check.recheck.slopes import slope

                return slope(term, place, self)
        raise TypeError("a statement where a term is expected")

    def finite(self, term: Term, place: Place) -> complexes.Number | Table:
        """The value of a term that is used in arithmetic."""
        found = self.value(term, place)
        if isinstance(found, Infinite):
            raise NoValue("an infinite value cannot be used in arithmetic")
        return found

    def number(self, term: Term, place: Place) -> complexes.Number:
        """The value of a term that is a number by its shape."""
        return number(self.value(term, place))

    def all(self, ask: Callable[[Term], Kind], terms: Iterable[Term]) -> list[Kind]:
        """`ask` of every term: what is undefined is found even behind what stays open."""
        found: list[Kind] = []
        left_open: Open | None = None
        for term in terms:
            try:
                found.append(ask(term))
            except Open as problem:
                left_open = left_open or problem
        if left_open is not None:
            raise left_open
        return found

    def truth(self, statement: Term, place: Place) -> bool:
        """Whether a statement holds. Raises NoValue, Open."""
        match statement:
            case Compare(relation=relation, left=left, right=right):
                first, second = self.all(lambda side: self.value(side, place), (left, right))
                return related(relation, first, second)
            case Connective(op=op, parts=parts):
                return _joined(op, self.all(lambda part: self.truth(part, place), parts))
            case Quantified():
                from proofs_check.recheck.quantifiers import quantified

                return quantified(statement, place, self)
        raise TypeError("a term where a statement is expected")

    def _sum(self, term: Sum, place: Place) -> Value:
        ends = self.all(lambda end: self.number(end, place), (term.low, term.high))
        low, high = (whole(end, f"an end of a {term.op}") for end in ends)
        if high - low >= MAX_SUMMANDS:
            raise Open(f"a {term.op} of very many terms")
        if high < low:
            return self._nothing(term, place)
        result: complexes.Number | Table | None = None
        for k in range(low, high + 1):
            part = self.finite(term.body, place.inside(term.letter, Fraction(k), index_domain(term)))
            join = complexes.add if term.op == "sum" else complexes.mul
            result = part if result is None else tables.both(join, result, part)
        assert result is not None
        return result

    def _nothing(self, term: Sum, place: Place) -> Value:
        """A sum or product without terms."""
        if term.op == "prod":
            return Fraction(1)
        shapes = {sequence.name: sequence.shape for sequence in self.formal.sequences}
        shape = sort_of(term.body, Scope({**place.domains, term.letter: INTEGER}, shapes))
        sizes = [whole(self.number(side, place), "a size") for side in (shape.rows, shape.columns)]
        return tables.zeros(sizes[0], sizes[1])


def _constant(name: str) -> Value:
    if name == "pi":
        return PI
    if name == "e":
        return special.exp(Fraction(1))
    return complexes.I if name == "i" else Infinite(1)


def related(relation: str, left: Value, right: Value) -> bool:
    """Whether two values stand in the relation. Raises NoValue, Open."""
    if isinstance(left, Infinite) or isinstance(right, Infinite):
        return _ordered(relation, _beyond(left, relation) - _beyond(right, relation))
    if relation in ("==", "!="):
        pairs = list(zip(tables.entries(left), tables.entries(right), strict=True))
        return _all_equal(pairs) == (relation == "==")
    first, second = complexes.decided(number(left)), complexes.decided(number(right))
    if isinstance(first, Complex) or isinstance(second, Complex):
        raise NoValue("numbers that are not real are not ordered")
    return _ordered(relation, compare(first, second))


def _all_equal(pairs: list[tuple[complexes.Number, complexes.Number]]) -> bool:
    """Whether all pairs are equal; a pair that differs settles it whatever is open elsewhere."""
    left_open: Open | None = None
    for x, y in pairs:
        try:
            if not complexes.equal(x, y):
                return False
        except Open as problem:
            left_open = problem
    if left_open is not None:
        raise left_open
    return True


def _beyond(value: Value, relation: str) -> int:
    if isinstance(value, Infinite):
        return value.sign
    if isinstance(complexes.decided(number(value)), Complex) and relation not in ("==", "!="):
        raise NoValue("numbers that are not real are not ordered")
    return 0


def _ordered(relation: str, side: int) -> bool:
    match relation:
        case "==":
            return side == 0
        case "!=":
            return side != 0
        case "<":
            return side < 0
        case "<=":
            return side <= 0
        case ">":
            return side > 0
    return side >= 0


def _joined(op: str, parts: list[bool]) -> bool:
    match op:
        case "and":
            return all(parts)
        case "or":
            return any(parts)
        case "not":
            return not parts[0]
        case "implies":
            return parts[1] or not parts[0]
    return parts[0] is parts[1]
