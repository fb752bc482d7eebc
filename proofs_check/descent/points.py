"""Points at which a claim about numbers seems to fail or a strict inequality to be an equality, found by descent in floating point.

The relative margin of every comparison is made small by shrinking random steps from many points over several magnitudes. Points are then
written exactly: one letter after the other is set to a plain number as long as the margin stays as small, else to an exact
number near its value (`recognise.py`). Nothing is decided here: what is found are hints for the exact search.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product

import numpy as np

from proofs_check.descent.float_terms import Floats, FloatTerms, NoFloats
from proofs_check.descent.recognise import fraction, near
from proofs_check.goal import Point
from proofs_check.statement.domains import Bound, Domain, is_infinite, membership
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Apply, Compare, Connective, Term, free_letters, number, walk

START = 600
PARENTS = 16
CHILDREN = 12
ROUNDS = 44
SHRINK = 0.7
FAILS = 1e-9
TOUCHES = 1e-5
EXACT = 1e-13
NEARLY = 1e-3
FEW_ROUNDS = 10
MAX_LETTERS = 8
MAX_HINTS = 60
Table = dict[str, Floats]


def hints(formal: Formal, seed: int = 0) -> tuple[Point, ...]:
    """Points to try, the most promising first; none where the claim is not about real numbers."""
    letters = formal.free()
    if not 0 < len(letters) <= MAX_LETTERS or formal.sequences:
        return ()
    if any(domain.kind not in ("real", "integer") for _, domain in letters):
        return ()
    found: dict[tuple[tuple[str, Term], ...], None] = {}
    try:
        with np.errstate(all="ignore"):
            for part, under in _parts(formal.claim, ()):
                for point in _Descent(formal, letters, part, under, seed).points():
                    found[tuple(point.items())] = None
                    if len(found) >= MAX_HINTS:
                        break
    except (NoFloats, ValueError, OverflowError, TypeError):
        pass
    return tuple(dict(point) for point in found)


def _parts(claim: Term, under: tuple[Compare, ...]) -> Iterator[tuple[Compare, tuple[Compare, ...]]]:
    """The comparisons that must hold, each with the further conditions under which it must."""
    match claim:
        case Compare():
            yield claim, under
        case Connective(op="and", parts=parts):
            for part in parts:
                yield from _parts(part, under)
        case Connective(op="implies", parts=(Compare() as premise, rest)):
            yield from _parts(rest, (*under, premise))


@dataclass(frozen=True)
class _Descent:
    formal: Formal
    letters: tuple[tuple[str, Domain], ...]
    part: Compare
    under: tuple[Compare, ...]
    seed: int

    def points(self) -> Iterator[Point]:
        """Exact points near the lowest margins."""
        if self.part.relation == "==":
            return
        table, margin = self._start()
        if not np.isfinite(margin).any():
            return
        table, margin = self._descended(table, ())
        strict = self.part.relation in ("<", ">", "!=")
        for row in _distinct(table, margin):
            point = {name: float(column[row]) for name, column in table.items()}
            if margin[row] < -FAILS:
                yield from self._rounded(point)
            if strict and abs(margin[row]) < TOUCHES:
                yield from self._exact(point)

    def _conditions(self) -> tuple[Compare, ...]:
        facts = [fact for name, domain in self.letters for fact in membership(name, domain)]
        given = [term for _, term in self.formal.given]
        return tuple(fact for fact in (*facts, *given, *self.under) if isinstance(fact, Compare))

    def _margin(self, table: Table) -> Floats:
        """The margin of the comparison; infinite at points that are not admissible."""
        values = FloatTerms(table)
        found = np.broadcast_to(values.margin(self.part), table[self.letters[0][0]].shape).copy()
        for fact in self._conditions():
            own = values.margin(fact)
            slack = -1e-12 if fact.relation in ("<=", ">=") else -1e-9 if fact.relation == "==" else 0.0
            found = np.where(own > slack if slack == 0 else own >= slack, found, np.inf)
        return np.where(np.isnan(found), np.inf, found)

    def _start(self) -> tuple[Table, Floats]:
        random = np.random.default_rng(self.seed)
        table: Table = {}
        for name, domain in self.letters:
            table[name] = _drawn(random, domain, FloatTerms(table))
        table = self._projected(_with_ties(table, self.letters))
        margin = self._margin(table)
        low = np.argsort(margin)[: PARENTS // 2]
        close = np.argsort(np.abs(margin))[: PARENTS // 2]
        best = np.concatenate((low, close))
        return {name: column[best] for name, column in table.items()}, margin[best]

    def _descended(self, table: Table, fixed: tuple[str, ...], rounds: int = ROUNDS) -> tuple[Table, Floats]:
        """Shrinking random steps; the best child of each parent, or the parent, goes on."""
        random = np.random.default_rng(self.seed + 1)
        margin, count = self._margin(table), len(next(iter(table.values())))
        for k in range(rounds):
            children = {
                name: np.repeat(column, CHILDREN)
                if name in fixed
                else self._moved(random, name, np.repeat(column, CHILDREN), SHRINK**k)
                for name, column in table.items()
            }
            children = self._projected(children, fixed)
            own = self._margin(children).reshape(count, CHILDREN)
            best = own.argmin(axis=1) + CHILDREN * np.arange(count)
            better = own.min(axis=1) < margin
            table = {name: np.where(better, children[name][best], column) for name, column in table.items()}
            margin = np.where(better, own.min(axis=1), margin)
        return table, margin

    def _moved(self, random: np.random.Generator, name: str, column: Floats, size: float) -> Floats:
        domain = dict(self.letters)[name]
        step = random.standard_normal(len(column)) * size * (random.random(len(column)) < 0.7)
        moved = column + step * (0.3 * np.abs(column) + 0.1)
        if domain.kind == "integer":
            moved = np.round(column + step * (0.3 * np.abs(column) + 1.5))
        return _clipped(moved, column, domain)

    def _projected(self, table: Table, fixed: tuple[str, ...] = ()) -> Table:
        """Equations among the hypotheses are met by Newton steps along their gradients."""
        equations = [fact for fact in self._conditions() if fact.relation == "=="]
        for _ in range(6 if equations else 0):
            for equation in equations:
                table = self._stepped(table, Apply("sub", (equation.left, equation.right)), fixed)
        return table

    def _stepped(self, table: Table, term: Term, fixed: tuple[str, ...]) -> Table:
        value = FloatTerms(table).of(term)
        slopes = {}
        for name, domain in self.letters:
            if name in free_letters(term) and domain.kind == "real" and name not in fixed:
                step = 1e-6 * (1 + np.abs(table[name]))
                slopes[name] = (FloatTerms({**table, name: table[name] + step}).of(term) - value) / step
        norm = sum(slope**2 for slope in slopes.values()) + 1e-300
        return {
            name: column - value * slopes[name] / norm if name in slopes else column
            for name, column in table.items()
        }

    def _rounded(self, point: Mapping[str, float]) -> Iterator[Point]:
        """Fractions of growing denominators at which the comparison still fails."""
        for largest in (1, 4, 20, 1000, 10**6):
            found = {name: Fraction(value).limit_denominator(largest) for name, value in point.items()}
            if self._at({name: float(value) for name, value in found.items()}) < -FAILS / 10:
                yield {name: number(value) for name, value in found.items()}

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
            values = {name: float(FloatTerms({}).of(term)) for name, term in zip(names, chosen, strict=True)}
            table = {name: np.array([value]) for name, value in values.items()}
            if abs(FloatTerms(table).margin(self.part))[0] < EXACT:
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
                found[node] = float(FloatTerms({}).of(node))
        return tuple((value, term) for term, value in found.items())


def _plain(value: float) -> Iterator[float]:
    """Plain numbers near a value, and whatever it is already."""
    own = fraction(value)
    if own is not None:
        yield float(own)
    yield from dict.fromkeys((float(round(value)), round(value * 2) / 2, 1.0, 2.0, 0.5, 0.0))


def _end(bound: Bound | None, so_far: FloatTerms) -> Floats | None:
    if bound is None or is_infinite(bound.at):
        return None
    return np.broadcast_to(so_far.of(bound.at), (START,)).astype(np.float64)


def _drawn(random: np.random.Generator, domain: Domain, so_far: FloatTerms) -> Floats:
    """Values over several magnitudes, ends among them."""
    low, high = _end(domain.low, so_far), _end(domain.high, so_far)
    wide = np.exp(random.standard_normal(START) * np.where(random.random(START) < 0.25, 4.0, 1.0))
    part = random.random(START)
    if low is not None and high is not None:
        squeezed = np.where(random.random(START) < 0.3, np.minimum(1e-3 * wide, 1) * part, part)
        flipped = np.where(random.random(START) < 0.5, 1 - squeezed, squeezed)
        found = low + (high - low) * flipped
    elif low is not None:
        found = low + wide
    elif high is not None:
        found = high - wide
    else:
        found = wide * np.where(part < 0.5, -1, 1)
    ends = [
        e for e, b in ((low, domain.low), (high, domain.high)) if e is not None and b is not None and b.closed
    ]
    for place, end in enumerate(ends):
        found[place::30] = end[place::30]
    return np.round(found) if domain.kind == "integer" else found


def _with_ties(table: Table, letters: tuple[tuple[str, Domain], ...]) -> Table:
    """A twentieth of the points with zeros, ones, and all letters equal: strict inequalities fail there."""
    first = table[letters[0][0]]
    found = {}
    for place, (name, domain) in enumerate(letters):
        column = table[name].copy()
        column[7::40] = _clipped(np.zeros_like(column), column, domain)[7::40]
        column[3 + 2 * place :: 40] = _clipped(np.zeros_like(column), column, domain)[3 + 2 * place :: 40]
        column[9::40] = _clipped(np.ones_like(column), column, domain)[9::40]
        column[5::20] = _clipped(first, column, domain)[5::20]
        found[name] = column
    return found


def _distinct(table: Table, margin: Floats) -> list[int]:
    """The points with the lowest margins and those closest to zero, no two close together."""
    found: list[int] = []
    for row in (*np.argsort(margin)[:4], *np.argsort(np.abs(margin))[:8]):
        apart = (
            any(abs(column[row] - column[other]) > 1e-3 * (1 + abs(column[row])) for column in table.values())
            for other in found
        )
        if np.isfinite(margin[row]) and all(apart):
            found.append(int(row))
    return found[:6]


def _clipped(moved: Floats, column: Floats, domain: Domain) -> Floats:
    """Steps over a closed end stop there; steps over an open one are undone."""
    for end, sign in ((domain.low, 1), (domain.high, -1)):
        if end is None or is_infinite(end.at) or free_letters(end.at):
            continue
        at = float(FloatTerms({}).of(end.at))
        outside = (moved - at) * sign < 0 if end.closed else (moved - at) * sign <= 0
        moved = np.where(outside, at if end.closed else (column + at) / 2, moved)
    return moved


__all__ = ["hints"]
