"""The linear sides of a region, and the bounds that they imply for its letters.

The bounds of a letter follow from a side and the bounds of the other letters; that is repeated a few times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flint import arb

from proofs_check.engines.enclosures import NoEnclosure, enclose
from proofs_check.engines.simplify_terms import literals
from proofs_check.goal import Goal
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    free_letters,
    number,
)

ROUNDS = 3
Box = Mapping[str, arb]


@dataclass(frozen=True)
class Side:
    """A letter between two closed terms, which may or may not belong to its range."""

    name: str
    low: Term
    high: Term
    low_closed: bool
    high_closed: bool

    @property
    def ends(self) -> tuple[Term, Term]:
        return self.low, self.high

    def domain(self) -> Domain:
        return Domain("real", low=Bound(self.low, self.low_closed), high=Bound(self.high, self.high_closed))

    def ball(self) -> arb:
        """A ball that holds the range."""
        return value_of(self.low).union(value_of(self.high))


@dataclass(frozen=True)
class Line:
    """sum of slopes*letters + rest >= 0, or > 0."""

    slopes: Mapping[str, Term]
    rest: Term
    strict: bool

    def fails(self, place: Box) -> bool:
        """Whether it is certainly violated on the box."""
        total = value_of(self.rest)
        for name, slope in self.slopes.items():
            total += value_of(slope) * place[name]
        return bool(total < 0) or (self.strict and bool(total <= 0))

    def at(self, point: Mapping[str, Term]) -> Term:
        """The closed term that must not be negative at the point."""
        total = self.rest
        for name, slope in self.slopes.items():
            total = apply("add", total, apply("mul", slope, point[name]))
        return total


def value_of(term: Term) -> arb:
    """An enclosure of a closed term."""
    return enclose(term, {}, Goal((), (), ZERO).scope)


def sides_of(goal: Goal) -> tuple[Line, ...]:
    """The facts of the goal that are linear in its letters with closed coefficients."""
    found = []
    for fact in goal.facts():
        for literal in literals(fact):
            for line in _lines(literal):
                if all(name in dict(goal.letters) for name in line.slopes):
                    found.append(line)
    return tuple(found)


def _lines(literal: Compare) -> Iterator[Line]:
    if literal.relation == "!=":
        return
    sides = (literal.left, literal.right)
    for relations, (left, right) in (((">", ">=", "=="), sides), (("<", "<=", "=="), sides[::-1])):
        if literal.relation in relations:
            found = linear(apply("sub", left, right))
            if found is not None:
                yield Line(found[0], found[1], literal.relation in ("<", ">"))


def linear(term: Term) -> tuple[dict[str, Term], Term] | None:
    """The closed coefficients of the letters and the rest; None where the term is not linear by its form."""
    if not free_letters(term):
        try:
            value_of(term)
        except NoEnclosure:
            return None
        return {}, term
    match term:
        case Letter(name=name):
            return {name: number(1)}, ZERO
        case Apply(op="neg", args=(inner,)):
            return _scaled(linear(inner), lambda x: apply("neg", x))
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one, two = linear(left), linear(right)
            if one is None or two is None:
                return None
            names = dict.fromkeys((*one[0], *two[0]))
            slopes: dict[str, Term] = {
                name: apply(op, one[0].get(name, ZERO), two[0].get(name, ZERO)) for name in names
            }
            return slopes, apply(op, one[1], two[1])
        case Apply(op="mul", args=(left, right)):
            factor, moving = (right, left) if free_letters(left) else (left, right)
            if free_letters(factor):
                return None
            return _scaled(linear(moving), lambda x: apply("mul", factor, x))
        case Apply(op="div", args=(left, right)) if not free_letters(right):
            return _scaled(linear(left), lambda x: apply("div", x, right))
        case _:
            return None


def _scaled(
    line: tuple[dict[str, Term], Term] | None, change: Callable[[Term], Term]
) -> tuple[dict[str, Term], Term] | None:
    if line is None:
        return None
    return {name: change(slope) for name, slope in line[0].items()}, change(line[1])


def bounded(goal: Goal) -> dict[str, Side]:
    """The letters that are bounded on both sides, with the tightest ends that are found."""
    lows: dict[str, tuple[Term, bool]] = {}
    highs: dict[str, tuple[Term, bool]] = {}
    lines = sides_of(goal)
    for _ in range(ROUNDS):
        for line in lines:
            for name, slope in line.slopes.items():
                _tighten(line, name, value_of(slope), lows, highs)
    return {
        name: Side(name, lows[name][0], highs[name][0], lows[name][1], highs[name][1])
        for name, _ in goal.letters
        if name in lows and name in highs and value_of(lows[name][0]) < value_of(highs[name][0])
    }


def _tighten(
    line: Line,
    name: str,
    slope: arb,
    lows: dict[str, tuple[Term, bool]],
    highs: dict[str, tuple[Term, bool]],
) -> None:
    """slope*x >= -rest - the largest value of the others."""
    if not (slope > 0 or slope < 0):
        return
    total, closed = line.rest, not line.strict
    for other, factor in line.slopes.items():
        if other == name:
            continue
        sign = value_of(factor)
        known = highs.get(other) if sign > 0 else lows.get(other) if sign < 0 else None
        if known is None:
            return
        total = apply("add", total, apply("mul", factor, known[0]))
        closed = closed and known[1]
    at = apply("div", apply("neg", total), line.slopes[name])
    ends, is_low = (lows, True) if slope > 0 else (highs, False)
    known = ends.get(name)
    if known is None or (value_of(at) > value_of(known[0]) if is_low else value_of(at) < value_of(known[0])):
        ends[name] = (at, closed)


__all__ = ["Box", "Line", "Side", "bounded", "linear", "sides_of", "value_of"]
