"""Points at which a claim about numbers seems to fail or a strict inequality to be an equality, found by descent in floating point.

The relative margin of every part of the claim is made small by shrinking random steps from many points over several magnitudes.
Points are then written exactly: one letter after the other is set to a plain number as long as the margin stays as small, else to
an exact number near its value (`recognise.py`). A complex letter is descended as two real ones (`complex_letters.py`). Nothing is
decided here: what is found are hints for the exact search.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product

import numpy as np

from proofs_check.descent.complex_letters import Pairs, back, on_circles, over_reals, pairs_of
from proofs_check.descent.complex_terms import ComplexTerms
from proofs_check.descent.float_terms import Floats, FloatTerms, NoFloats
from proofs_check.descent.margins import Margins, only_equations, touches
from proofs_check.descent.parts import conditions, evaluable, parts
from proofs_check.descent.recognise import fraction, near
from proofs_check.descent.starts import Table, clipped, distinct, row_of, started
from proofs_check.goal import Point
from proofs_check.statement.domains import Domain
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Connective,
    Term,
    free_letters,
    number,
    walk,
)

PARENTS = 16
CHILDREN = 12
ROUNDS = 44
WIDE_ROUNDS = 24
SHRINK = 0.7
FAILS = 1e-9
INADMISSIBLE = 2.0
FAR = 100.0
NEARER = 0.8 ** np.arange(80)[::-1]
TOUCHES = 1e-5
EXACT = 1e-13
NEARLY = 1e-3
FEW_ROUNDS = 10
MAX_LETTERS = 8
MAX_HINTS = 60


def hints(formal: Formal, seed: int = 0) -> tuple[Point, ...]:
    """Points to try, the most promising first; none where the claim is not about numbers."""
    if formal.sequences or any(not domain.is_scalar for _, domain in formal.free()):
        return ()
    pairs = pairs_of(formal.free())
    real = over_reals(formal, pairs)
    if not 0 < len(real.free()) <= MAX_LETTERS:
        return ()
    found: dict[tuple[tuple[str, Term], ...], None] = {}
    with np.errstate(all="ignore"):
        for part, under in parts(real.claim, ()):
            for point in _points_of(real, part, under, seed, pairs):
                found[tuple(back(point, pairs).items())] = None
                if len(found) >= MAX_HINTS:
                    break
    return tuple(dict(point) for point in found)


def _points_of(
    formal: Formal, part: Term, under: tuple[Term, ...], seed: int, pairs: Pairs
) -> Iterator[Point]:
    """Points of the descent for one part of the claim; none where it has no floating-point form."""
    letters, terms = formal.free(), ComplexTerms if pairs else FloatTerms
    try:
        held = evaluable(conditions(formal, under), letters, terms)
        yield from _Descent(letters, part, held, seed, terms, pairs).points()
    except (NoFloats, ValueError, OverflowError, TypeError):
        return


@dataclass(frozen=True)
class _Descent:
    letters: tuple[tuple[str, Domain], ...]
    part: Term
    conditions: tuple[Term, ...]
    seed: int
    terms: type[FloatTerms]
    pairs: Pairs

    def points(self) -> Iterator[Point]:
        """Exact points near the lowest margins."""
        if only_equations(self.part):
            return
        first, margin = self._start()
        if not np.isfinite(margin).any():
            return
        last, lowest = self._descended(first, ())
        strict = touches(self.part)
        for row in distinct(last, lowest):
            point = row_of(last, row)
            if lowest[row] < -FAILS:
                yield from self._rounded(self._drawn_in(point))
            if strict and abs(lowest[row]) < TOUCHES:
                yield from self._exact(point)

    def _margin(self, table: Table) -> Floats:
        """The margin of the part. At points that are not admissible it is above every margin and says by how much; infinite where undefined."""
        values = Margins(self.terms(table))
        shape = table[self.letters[0][0]].shape
        found, broken = np.broadcast_to(values.of(self.part), shape), np.zeros(shape)
        for fact in self.conditions:
            broken = broken + np.where(values.holds(fact), 0, 1 + np.abs(values.of(fact)))
        found = np.where(broken > 0, INADMISSIBLE + broken, found)
        return np.where(np.isnan(found), np.inf, found)

    def _start(self) -> tuple[Table, Floats]:
        """The lowest margins, those closest to zero, and some others: they end in other places."""
        random = np.random.default_rng(self.seed)
        table = self._projected(started(random, self.letters))
        margin = self._margin(table)
        low = np.argsort(margin)[: PARENTS // 2]
        close = np.argsort(np.abs(margin))[: PARENTS // 2]
        anywhere = np.flatnonzero(np.isfinite(margin))[: PARENTS // 2]
        best = np.concatenate((low, close, anywhere))
        return {name: column[best] for name, column in table.items()}, margin[best]

    def _descended(self, table: Table, fixed: tuple[str, ...], rounds: int = ROUNDS) -> tuple[Table, Floats]:
        """Random steps; the best child of each parent, or the parent, goes on. At first steps shrink only where none was better."""
        random = np.random.default_rng(self.seed + 1)
        margin, count = self._margin(table), len(next(iter(table.values())))
        size, free = np.ones(count), 0 if fixed else WIDE_ROUNDS
        for k in range(free + rounds):
            children = {
                name: np.repeat(column, CHILDREN)
                if name in fixed
                else self._moved(random, name, np.repeat(column, CHILDREN), np.repeat(size, CHILDREN))
                for name, column in table.items()
            }
            children = self._projected(children, fixed)
            own = self._margin(children).reshape(count, CHILDREN)
            best = own.argmin(axis=1) + CHILDREN * np.arange(count)
            better = own.min(axis=1) < margin
            table = {name: np.where(better, children[name][best], column) for name, column in table.items()}
            margin = np.where(better, own.min(axis=1), margin)
            wide = (k < free) & better
            size = np.where(wide, np.minimum(size * 1.3, 1), size * SHRINK)
        return table, margin

    def _moved(self, random: np.random.Generator, name: str, column: Floats, size: Floats) -> Floats:
        domain = dict(self.letters)[name]
        step = random.standard_normal(len(column)) * size * (random.random(len(column)) < 0.7)
        moved = column + step * (0.3 * np.abs(column) + 0.1)
        if domain.kind == "integer":
            moved = np.round(column + step * (0.3 * np.abs(column) + 1.5))
        return clipped(moved, column, domain)

    def _equations(self) -> tuple[Compare, ...]:
        return tuple(fact for fact in self.conditions if isinstance(fact, Compare) and fact.relation == "==")

    def _projected(self, table: Table, fixed: tuple[str, ...] = ()) -> Table:
        """Equations among the hypotheses are met by Newton steps along their gradients."""
        equations = self._equations()
        for _ in range(6 if equations else 0):
            for equation in equations:
                table = self._stepped(table, Apply("sub", (equation.left, equation.right)), fixed)
        return table

    def _stepped(self, table: Table, term: Term, fixed: tuple[str, ...]) -> Table:
        value = self._real(term, table)
        slopes = {}
        for name, domain in self.letters:
            if name in free_letters(term) and domain.kind == "real" and name not in fixed:
                step = 1e-6 * (1 + np.abs(table[name]))
                slopes[name] = (self._real(term, {**table, name: table[name] + step}) - value) / step
        norm = sum(slope**2 for slope in slopes.values()) + 1e-300
        return {
            name: column - value * slopes[name] / norm if name in slopes else column
            for name, column in table.items()
        }

    def _real(self, term: Term, table: Table) -> Floats:
        return np.real(self.terms(table).of(term))

    def _rounded(self, point: Mapping[str, float]) -> Iterator[Point]:
        """Fractions of growing denominators at which the part still fails; those of rational moduli where equations are to hold."""
        for largest in (1, 4, 20, 1000, 10**6):
            found = {name: Fraction(value).limit_denominator(largest) for name, value in point.items()}
            yield from self._failing(found)
        if self.pairs and self._equations():
            for turned in on_circles(point, self.pairs):
                yield from self._failing({**found, **turned})

    def _drawn_in(self, point: dict[str, float]) -> dict[str, float]:
        """Far coordinates made smaller as long as the part fails: exact numbers are dear far out."""
        for name, value in point.items():
            if abs(value) > FAR:
                nearer = {known: np.full(len(NEARER), own) for known, own in point.items()}
                nearer[name] = np.round(value * NEARER)
                failing = np.flatnonzero(self._margin(nearer) < -FAILS)
                point = row_of(nearer, int(failing[0])) if len(failing) else point
        return point

    def _failing(self, point: Mapping[str, Fraction]) -> Iterator[Point]:
        if self._at({name: float(value) for name, value in point.items()}) < -FAILS / 10:
            yield {name: number(value) for name, value in point.items()}

    def _at(self, point: Mapping[str, float]) -> float:
        return float(self._margin({name: np.array([value]) for name, value in point.items()})[0])

    def _exact(self, point: dict[str, float]) -> Iterator[Point]:
        """Letters set to plain numbers where the others can make up for it, then all of them written exactly."""
        written = tuple(self._written(point))
        if written:
            yield from written
            return
        fixed: tuple[str, ...] = ()
        for name in self._exponents_first():
            if len(fixed) == len(self.letters) - 1:
                break
            for value in _plain(point[name]):
                moved = self._without(point, name, value, fixed)
                if moved is not None:
                    point, fixed = moved, (*fixed, name)
                    break
        yield from self._written(point)

    def _written(self, point: Mapping[str, float]) -> Iterator[Point]:
        """Exact numbers near the coordinates at which the margin is as good as zero."""
        known = self._known_values()
        names = [name for name, _ in self.letters]
        for chosen in islice(product(*(near(point[name], known) for name in names)), 24):
            values = {
                name: float(np.real(self.terms({}).of(term)))
                for name, term in zip(names, chosen, strict=True)
            }
            table = {name: np.array([value]) for name, value in values.items()}
            if abs(Margins(self.terms(table)).of(self.part))[0] < EXACT:
                yield dict(zip(names, chosen, strict=True))

    def _without(
        self, point: dict[str, float], name: str, value: float, fixed: tuple[str, ...]
    ) -> dict[str, float] | None:
        start = {known: np.full(4, own) for known, own in {**point, name: value}.items()}
        start = self._projected(start, (*fixed, name))
        table, margin = self._descended(start, (*fixed, name), FEW_ROUNDS)
        if margin.min() < NEARLY:
            table, margin = self._descended(table, (*fixed, name))
        best = int(margin.argmin())
        if not abs(margin[best]) < TOUCHES:
            return None
        return {known: float(column[best]) for known, column in table.items()}

    def _exponents_first(self) -> list[str]:
        """Letters in the order in which they are set: those of exponents, then as declared."""
        powers = {
            name
            for node in walk(self.part)
            if isinstance(node, Apply) and node.op == "pow"
            for name in free_letters(node.args[1])
        }
        return sorted((name for name, _ in self.letters), key=lambda name: name not in powers)

    def _known_values(self) -> tuple[tuple[float, Term], ...]:
        found = {}
        for node in walk(self.part):
            if not free_letters(node) and not isinstance(node, Compare | Connective):
                value = self.terms({}).of(node)
                if np.imag(value) == 0:
                    found[node] = float(np.real(value))
        return tuple((value, term) for term, value in found.items())


def _plain(value: float) -> Iterator[float]:
    """Plain numbers near a value, and whatever it is already."""
    own = fraction(value)
    if own is not None:
        yield float(own)
    yield from dict.fromkeys((float(round(value)), round(value * 2) / 2, 1.0, 2.0, 0.5, 0.0))


__all__ = ["hints"]
