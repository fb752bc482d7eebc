"""Inequalities in two or three letters on a bounded region, isolated equality points and corners included.

The region is a box with linear sides; a letter that a linear equation determines is put in. Boxes cover it: on each the term is
positive by its enclosure or by its gradient, or a hypothesis fails, or the box lies in a neighbourhood of an equality point.
There value and gradient vanish exactly and the Hessian is positive definite, so the term is positive but for the point itself.

References: A. Neumaier, Interval methods for systems of equations, 1990.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from flint import arb, ctx

from proofs_check import descent
from proofs_check.engines import one_letter, reductions, sampling
from proofs_check.engines.calculus_terms import minus, negate
from proofs_check.engines.enclosures import NoEnclosure, ball
from proofs_check.engines.jet_fields import exact_field, exact_sign, exact_value
from proofs_check.engines.jets import Jets, NoJet
from proofs_check.engines.one_fraction import together
from proofs_check.engines.region_sides import Box, Side, bounded, sides_of, value_of
from proofs_check.engines.second_order import SecondOrder, is_definite
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.formal import Formal
from proofs_check.statement.terms import (
    ZERO,
    Compare,
    Term,
    free_letters,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "regions"
BITS = 80
BOXES = 2_500
FEW_BOXES = 400
HALVINGS = 14
MAX_ZEROS = 4
MAX_NODES = 200


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves an inequality on a bounded region of two or three letters, or says why not."""
    allowed = budget or Budget()
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return undecided(ENGINE, "only inequalities are proved here")
    if any(domain.kind != "real" for _, domain in goal.letters):
        return undecided(ENGINE, "only real letters are looked at here")
    if not all(map(one_letter.is_known, walk(conclusion))) or _is_long(conclusion):
        return undecided(ENGINE, "a term that is not expanded, or a long one")
    try:
        with ctx.workprec(BITS):
            return _prove(goal, conclusion, allowed)
    except (NoJet, NoEnclosure, OverflowError) as problem:
        return undecided(ENGINE, str(problem)[:200])


def _is_long(term: Term) -> bool:
    return sum(1 for _ in walk(term)) > MAX_NODES


def _prove(goal: Goal, conclusion: Compare, budget: Budget) -> Answer:
    difference = minus(conclusion.left, conclusion.right)
    body = negate(difference) if conclusion.relation in ("<", "<=") else difference
    fraction = together(body)
    top = fraction.top
    wide = bounded(goal)
    for factor, often in fraction.below.items():
        if often % 2:
            top = top if _sign_of(factor, goal, wide) > 0 else negate(top)
    strict = conclusion.relation in ("<", ">")
    short = reductions.eliminated(goal.concluding(Compare(">" if strict else ">=", top, ZERO)), budget)
    if not isinstance(short.conclusion, Compare) or short.conclusion.right != ZERO:
        raise NoJet("nothing is left to cover")
    task = _Task(short, short.conclusion.left, strict, BOXES if budget.thorough else FEW_BOXES)
    return proved(ENGINE, task.prove(), "certificate")


def _sign_of(factor: Term, goal: Goal, wide: Mapping[str, Side]) -> int:
    """The sign of a denominator in one letter on the range of that letter. Raises NoJet."""
    names = free_letters(factor)
    if len(names) != 1:
        raise NoJet("a denominator in several letters")
    (name,) = names
    if name not in wide:
        raise NoJet("a denominator on an unbounded range")
    alone = Goal(((name, wide[name].domain()),), (), conclusion=ZERO)
    for relation, sign in ((">", 1), ("<", -1)):
        if one_letter.attempt(alone.concluding(Compare(relation, factor, ZERO))).proved:
            return sign
    raise NoJet("the sign of a denominator")


@dataclass(frozen=True)
class _Zero:
    """A point of the closed region where value and gradient vanish, and a box around it where the Hessian is definite."""

    around: Box


@dataclass(frozen=True)
class _Task:
    goal: Goal
    body: Term
    strict: bool
    boxes: int

    def prove(self) -> str:
        """How it is shown. Raises NoJet."""
        if sampling.refuting_point(self.goal) is not None:
            raise NoJet("a point breaks it")
        names = tuple(name for name, _ in self.goal.letters if name in self._used())
        if not 2 <= len(names) <= 3:
            raise NoJet("two or three letters are looked at here")
        ends = bounded(self.goal)
        if any(name not in ends for name in names):
            raise NoJet("the region is not bounded")
        box = {name: ends[name].ball() for name in names}
        zeros = [zero for point in self._points(names, ends) if (zero := self._zero(point, box)) is not None]
        count = self._covered(box, zeros)
        touching = (
            f", {len(zeros)} points where it is zero and its Hessian positive definite" if zeros else ""
        )
        return f"{text(self.body)[:160]} on a region of {', '.join(names)}: {count} boxes{touching}"

    def _used(self) -> frozenset[str]:
        return free_letters(self.body).union(*(free_letters(fact) for fact in self.goal.hypotheses))

    def _points(self, names: tuple[str, ...], ends: Mapping[str, Side]) -> Iterator[Mapping[str, Term]]:
        """Where the term may vanish: found by descent, and the corners. Raises NoJet where a strict inequality fails."""
        strict = Compare(">", self.body, ZERO)
        given = tuple((f"given{place}", fact) for place, fact in enumerate(self.goal.hypotheses))
        hints = descent.hints(Formal(self.goal.letters, given, (), strict))
        corners = [
            dict(zip(names, corner, strict=True)) for corner in product(*(ends[name].ends for name in names))
        ]
        found: dict[tuple[float, ...], Mapping[str, Term]] = {}
        if any(
            value_of(substitute(self.body, point)) < 0 and self._admits(point, closed=False)
            for point in hints
        ):
            raise NoJet("a point breaks it")
        for point in (*hints, *corners):
            place = tuple(round(float(value_of(point[name])), 6) for name in names)
            if place not in found and self._vanishes(point):
                found[place] = point
        zeros = [point for point in found.values() if self._admits(point, closed=True)]
        if self.strict and any(self._admits(point, closed=False) for point in zeros):
            raise NoJet("it is zero inside")
        if len(zeros) > MAX_ZEROS:
            raise NoJet("it is zero at many points")
        yield from zeros

    def _vanishes(self, point: Mapping[str, Term]) -> bool:
        """Whether value and gradient are exactly zero."""
        try:
            for name in point:
                others = {known: value for known, value in point.items() if known != name}
                variable = [exact_value(point[name]), Fraction(1)]
                jet = Jets(exact_field(), name, variable).of(substitute(self.body, others))
                if any(exact_sign(c) != 0 for c in jet):
                    return False
        except NoJet:
            return False
        return bool(point)

    def _admits(self, point: Mapping[str, Term], closed: bool) -> bool:
        """Whether no linear side is certainly violated at the point; `closed`: sides where it is zero are not."""
        for side in sides_of(self.goal):
            sign = exact_sign(exact_value(side.at(point)))
            if sign == -1 or (sign == 0 and side.strict and not closed):
                return False
        return True

    def _zero(self, point: Mapping[str, Term], box: Box) -> _Zero | None:
        middle = {name: value_of(value) for name, value in point.items()}
        room = {name: abs(own).upper() for name, own in _widths(box).items()}
        for k in range(1, HALVINGS):
            around = {name: middle[name] + room[name] * arb(0, 1) * ball(Fraction(1, 2**k)) for name in box}
            try:
                if is_definite(SecondOrder(around, 2).of(self.body), len(box)):
                    return _Zero(around)
            except NoJet:
                continue
        raise NoJet("the Hessian at an equality point is not definite")

    def _covered(self, box: Box, zeros: list[_Zero]) -> int:
        """How many boxes cover the region. Raises NoJet."""
        sides, pending, count = sides_of(self.goal), [box], 0
        while pending:
            count += 1
            if count > self.boxes:
                raise NoJet(f"not settled with {self.boxes} boxes")
            current = pending.pop()
            if any(side.fails(current) for side in sides) or self._positive(current):
                continue
            if any(all(zero.around[name].contains(own) for name, own in current.items()) for zero in zeros):
                continue
            pending += _halves(current)
        return count

    def _positive(self, box: Box) -> bool:
        """By the enclosure of the term, or by its value at the middle and its gradient."""
        try:
            found = SecondOrder(box, 1).of(self.body)
            if found.value > 0:
                return True
            middle = {name: own.mid() for name, own in box.items()}
            moved = SecondOrder(middle, 0).of(self.body).value
            for slope, (name, own) in zip(found.slope, box.items(), strict=True):
                moved += slope * (own - middle[name])
            return bool(moved > 0)
        except NoJet:
            return False


def _widths(box: Box) -> dict[str, arb]:
    return {name: 2 * own.rad() for name, own in box.items()}


def _halves(box: Box) -> list[dict[str, arb]]:
    """The box cut along its widest side."""
    name = max(box, key=lambda name: float(box[name].rad()))
    low, middle, high = box[name].lower(), box[name].mid(), box[name].upper()
    return [{**box, name: low.union(middle)}, {**box, name: middle.union(high)}]
