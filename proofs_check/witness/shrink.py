"""From a witness to the smallest one that simple steps reach; every step that is kept has been re-checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, product

from proofs_check.exact.closed import ONE, ZERO, TooLarge
from proofs_check.exact.evaluate import Evaluator, Place
from proofs_check.exact.matrices import table
from proofs_check.exact.values import Complex, MatrixValue, Scalar, Undecidable, UndefinedTerm, Value
from proofs_check.goal import Budget, Point
from proofs_check.statement.domains import Domain
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Letter, Term
from proofs_check.witness.candidates import NUMBERS, size_of, weight
from proofs_check.witness.draws import as_point
from proofs_check.witness.equations import affine_zero, equations_of, satisfied
from proofs_check.witness.plan import plan_of
from proofs_check.witness.recheck import belongs, fault_at
from proofs_check.witness.search import search

MAX_CHECKS = 500
STEP_BY_STEP = 60
SMALL = Budget(search_points=4_000)

Values = dict[str, Value]


def shrink(formal: Formal, point: Point) -> Point:
    """The smallest witness of the same fault that greedy steps reach from `point`; `point` itself if it is none."""
    return _Shrinking(formal, point).run()


def measure(values: Mapping[str, Value]) -> tuple[int, int, int, int]:
    """Dimensions, entries that are not 0, weight of the entries, entries off the diagonal: over all letters."""
    sizes = [size_of(value) for value in values.values()]
    return (
        sum(s.dimension for s in sizes),
        sum(s.filled for s in sizes),
        sum(s.weight for s in sizes),
        sum(s.beside for s in sizes),
    )


@dataclass
class _Shrinking:
    formal: Formal
    start: Point
    checks: int = 0
    refused: set[tuple[tuple[str, Value], ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.evaluator = Evaluator(self.formal, Budget())
        self.plan = plan_of(self.formal)
        self.equations = equations_of(self.formal, self.plan)
        self.domains = dict(self.formal.letters)
        self.free = [choice.name for choice in self.plan.choices if choice.by is None]

    def run(self) -> Point:
        fault = fault_at(self.formal, self.start)
        if fault is None:
            return self.start
        place = self.evaluator.place(self.start)
        best: Values = {name: place.values[name] for name, _ in self.formal.free()}
        point = as_point(best) or self.start
        best, point = self._fewer_dimensions(best, point, fault)
        improved = True
        while improved and self.checks < MAX_CHECKS:
            improved = False
            for values in self._steps(best):
                found = self._kept(values, best, fault)
                if found is not None:
                    best, point = values, found
                    improved = True
                    break
        return point

    def _fewer_dimensions(self, best: Values, point: Point, fault: str) -> tuple[Values, Point]:
        """A witness with smaller sizes, found anew: leaving out rows often breaks a kind (an invertible matrix)."""
        sizes = [choice.name for choice in self.plan.choices if choice.is_size]
        for name in sizes:
            known = best[name]
            for count in range(1, int(known) if isinstance(known, Fraction) else 1):
                found = search(self.formal, SMALL, fixed={name: Fraction(count)}).candidate
                if found is None or found.fault != fault or fault_at(self.formal, found.point) != fault:
                    continue
                place = self.evaluator.place(found.point)
                values = {letter: place.values[letter] for letter, _ in self.formal.free()}
                if measure(values) < measure(best):
                    best, point = values, found.point
                    break
        return best, point

    def _kept(self, values: Values, best: Values, fault: str) -> Point | None:
        """The point of `values` if it is simpler than `best` and has the same fault."""
        key = tuple(sorted(values.items()))
        if key in self.refused or measure(values) >= measure(best) or self.checks >= MAX_CHECKS:
            return None
        self.refused.add(key)
        self.checks += 1
        point = as_point(values)
        if point is None or fault_at(self.formal, point) != fault:
            return None
        return point

    def _steps(self, values: Values) -> Iterator[Values]:
        """Points one step simpler: fewer dimensions, then simpler values of one letter."""
        for name in self.free:
            if any(Letter(name) in domain.size for domain in self.domains.values()):
                yield from self._smaller(values, name)
        for name in self.free:
            for simpler in _simpler(values[name], self.domains[name]):
                changed = self._completed({**values, name: simpler})
                if changed is not None:
                    yield changed
        yield from self._pairs(values)

    def _pairs(self, values: Values) -> Iterator[Values]:
        """Two scalar letters changed at once, to 0, 1 or -1: some witnesses cannot be left one letter at a time."""
        scalars = [name for name in self.free if isinstance(values[name], Fraction)]
        for first, second in combinations(scalars[:6], 2):
            for x, y in product((ZERO, ONE, -ONE), repeat=2):
                changed = self._completed({**values, first: x, second: y})
                if changed is not None:
                    yield changed

    def _smaller(self, values: Values, name: str) -> Iterator[Values]:
        """The size `name` lowered by one, one row or column left out of everything that has it."""
        count = values[name]
        if not isinstance(count, Fraction) or count <= 1:
            return
        for left_out in reversed(range(int(count))):
            changed: Values = {**values, name: count - 1}
            for letter, value in values.items():
                domain = self.domains[letter]
                if Letter(name) in domain.size:
                    changed[letter] = _without(value, domain, name, left_out)
                elif domain.kind == "integer" and isinstance(value, Fraction) and value >= left_out > 0:
                    changed[letter] = value if letter == name else value - 1
            changed[name] = count - 1
            for attempt in (changed, {**changed, **self._indices(values, changed)}):
                found = self._completed(attempt)
                if found is not None:
                    yield found

    def _indices(self, values: Values, changed: Values) -> Values:
        """Whole letters with the values that they had."""
        return {
            letter: value
            for letter, value in values.items()
            if self.domains[letter].kind == "integer"
            and changed[letter] != value
            and not self._is_size(letter)
        }

    def _is_size(self, letter: str) -> bool:
        return any(Letter(letter) in domain.size for domain in self.domains.values())

    def _completed(self, values: Values) -> Values | None:
        """The point with the determined letters computed from the others, and the equations solved where one letter can.

        None where a value leaves its domain.
        """
        found: Values = {}
        try:
            for choice in self.plan.choices:
                place: Place = self.evaluator.at(found)
                value = values[choice.name] if choice.by is None else self.evaluator.value(choice.by, place)
                if not belongs(value, choice.domain, place, self.evaluator):
                    return None
                found[choice.name] = value
        except (UndefinedTerm, Undecidable, TooLarge):
            return None
        return satisfied(self.equations, found, self._zero_of) or found

    def _zero_of(self, term: Term, name: str, values: Mapping[str, Value]) -> Fraction | None:
        return affine_zero(term, name, values, self.evaluator)


def _without(value: Value, domain: Domain, size: str, left_out: int) -> Value:
    """A vector or matrix without the row and the column `left_out`, where the domain has that size."""
    if not isinstance(value, MatrixValue):
        return value
    rows = list(value.rows)
    if domain.size[0] == Letter(size):
        rows = [row for i, row in enumerate(rows) if i != left_out]
    if len(domain.size) == 2 and domain.size[1] == Letter(size):
        rows = [tuple(x for j, x in enumerate(row) if j != left_out) for row in rows]
    return table(rows)


def _simpler(value: Value, domain: Domain) -> Iterator[Value]:
    """Simpler values of the same shape."""
    if isinstance(value, MatrixValue):
        yield from _simpler_tables(value, domain)
    elif isinstance(value, Complex):
        yield from (Complex(re, value.im) for re in _simpler_numbers(value.re))
        yield from _simpler_numbers(value.re)
        yield from (Complex(value.re, im) for im in _simpler_numbers(value.im) if im != ZERO)
        yield from (ZERO, ONE, -ONE, value.re)
    elif isinstance(value, Fraction):
        nearer = _nearer(value) if domain.kind == "integer" else set()
        yield from _simpler_numbers(value, nearer)
    else:
        yield from NUMBERS


def _nearer(value: Fraction) -> set[Fraction]:
    """Whole numbers nearer to 0 by 1, 2, 4, ...: the steps of a search for the least."""
    side = 1 if value > 0 else -1
    return {value - side * 2**k for k in range(abs(value.numerator).bit_length())}


def _simpler_numbers(value: Scalar, others: Iterable[Fraction] = ()) -> Iterator[Fraction]:
    """Numbers simpler than `value`, the simplest first; `others`: further ones to be looked at."""
    found = {*NUMBERS, *others}
    if isinstance(value, Fraction):
        floor = value.numerator // value.denominator
        found |= {Fraction(floor), Fraction(floor + 1), abs(value), Fraction(value.numerator, 1)}
        found |= {value - 1} if abs(value) <= STEP_BY_STEP else _shorter(floor)
        found |= {value.limit_denominator(d) for d in (2, 3, 5, 10)}
    yield from sorted((x for x in found if weight(x) < weight(value)), key=lambda x: (weight(x), x))


def _shorter(value: int) -> set[Fraction]:
    """A half, a tenth, and the number with one or two digits and zeros."""
    size = 10 ** (len(str(abs(value))) - 1)
    digits = {round(Fraction(value, own)) * own for own in (size, max(size // 10, 1))}
    return {Fraction(one) for one in (*digits, value // 2, value // 10)}


def _simpler_tables(value: MatrixValue, domain: Domain) -> Iterator[Value]:
    """One entry (and its mirror image, where the kind is symmetric) made simpler; or a whole matrix that is simple."""
    m, n = value.size
    yield table([ZERO] * n for _ in range(m))
    if m == n:
        yield table([ONE if i == j else ZERO for j in range(n)] for i in range(m))
    mirrored = domain.kind in ("symmetric", "psd", "spd")
    for i in range(m):
        for j in range(i if mirrored else 0, n):
            for simpler in _simpler_numbers(value.rows[i][j]):
                rows = [list(row) for row in value.rows]
                rows[i][j] = simpler
                if mirrored:
                    rows[j][i] = simpler
                yield table(rows)
