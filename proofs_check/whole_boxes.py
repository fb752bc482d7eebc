"""Whole numbers at which a claim with quantifiers over whole numbers seems false: `n == a**2 + b**2 + c**2` has no solution at n = 7.

Each quantifier is decided in a box of small numbers, exactly there and not at all beyond it. What is found are points to try: whether
the claim is false there is shown elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import floor

from proofs_check.engines.calculus_terms import compare
from proofs_check.engines.whole_samples import NoValue, value_at
from proofs_check.goal import Point
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import Compare, Connective, Quantified, Term, number

CELLS = 2_000
"""Values of quantified letters together, at a point."""
ALL_CELLS = 100_000
OUTER = 121
"""Values of the outer letters together."""
MAX_SUSPECTS = 4

Whole = Mapping[str, Fraction]


def suspects(formal: Formal) -> tuple[Point, ...]:
    """The first few points at which the claim is false in its boxes; none where a letter is not whole or nothing is quantified."""
    letters = formal.free()
    depth = _depth(formal.claim)
    if not letters or not depth or formal.sequences or any(its.kind != "integer" for _, its in letters):
        return ()
    boxes = _Boxes(max(2, int(CELLS ** (1 / depth))))
    found = _false_points(formal, boxes, max(3, int(OUTER ** (1 / len(letters)))))
    try:
        return tuple(islice(found, MAX_SUSPECTS))
    except NoValue:
        return ()


def _false_points(formal: Formal, boxes: _Boxes, reach: int) -> Iterator[Point]:
    """Smaller points first. Raises NoValue."""
    points: list[dict[str, Fraction]] = [{}]
    for name, domain in formal.free():
        points = [{**point, name: value} for point in points for value in _values(domain, point, reach)]
    for point in sorted(points, key=lambda point: sum(map(abs, point.values()))):
        admissible = all(boxes.truth(given, point) for _, given in formal.given)
        if admissible and boxes.truth(formal.claim, point) is False:
            yield {name: number(value) for name, value in point.items()}
        if boxes.spent > ALL_CELLS:
            return


@dataclass
class _Boxes:
    """Three-valued truth: None where a term has no value that is computed. reach: values of each quantified letter."""

    reach: int
    spent: int = 0

    def truth(self, statement: Term, point: Whole) -> bool | None:
        match statement:
            case Compare(left=left, relation=relation, right=right):
                self.spent += 1
                try:
                    return compare(value_at(left, point), relation, value_at(right, point))
                except NoValue:
                    return None
            case Connective(op="and", parts=parts):
                return _all(self.truth(part, point) for part in parts)
            case Connective(op="or", parts=parts):
                return _not(_all(_not(self.truth(part, point)) for part in parts))
            case Connective(op="not", parts=(part,)):
                return _not(self.truth(part, point))
            case Connective(op="implies", parts=(left, right)):
                return self.truth(Connective("or", (Connective("not", (left,)), right)), point)
            case Connective(op="iff", parts=(left, right)):
                first, second = self.truth(left, point), self.truth(right, point)
                return None if None in (first, second) else first == second
            case Quantified(op="forall"):
                return _all(self._cases(statement, point))
            case Quantified():
                return _not(_all(_not(case) for case in self._cases(statement, point)))
        return None

    def _cases(self, statement: Quantified, point: Whole) -> Iterator[bool | None]:
        if statement.domain.kind != "integer":
            raise NoValue("a letter that is not whole")
        for value in _values(statement.domain, point, self.reach):
            yield self.truth(statement.body, {**point, statement.letter: value})


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _all(truths: Iterator[bool | None]) -> bool | None:
    open_ = False
    for truth in truths:
        if truth is False:
            return False
        open_ = open_ or truth is None
    return None if open_ else True


def _values(domain: Domain, point: Whole, reach: int) -> Iterator[Fraction]:
    """Whole numbers of a domain, from its lower end up, from its upper end down, or around 0. Raises NoValue."""
    low, high = _end(domain.low, point, 1), _end(domain.high, point, -1)
    for step in range(reach):
        if low is not None:
            value = low + step
        elif high is not None:
            value = high - step
        else:
            value = -(step // 2) if step % 2 == 0 else (step + 1) // 2
        if low is not None and high is not None and value > high:
            return
        if value or not domain.nonzero:
            yield Fraction(value)


def _end(bound: Bound | None, point: Whole, inwards: int) -> int | None:
    """The last whole number at an end of an interval."""
    if bound is None or is_infinite(bound.at):
        return None
    at = value_at(bound.at, point)
    rounded = -floor(-at) if inwards == 1 else floor(at)
    return rounded if bound.closed or rounded != at else rounded + inwards


def _depth(statement: Term) -> int:
    """How many quantifiers stand under each other."""
    match statement:
        case Quantified(body=body):
            return 1 + _depth(body)
        case Connective(parts=parts):
            return max(map(_depth, parts), default=0)
    return 0


__all__ = ["suspects"]
