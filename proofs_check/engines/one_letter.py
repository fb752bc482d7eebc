"""Inequalities in one real letter: the whole domain covered, equality points and infinite ends included.

The term is brought over one denominator, which is shown to have one sign. Near the ends of the domain where it is infinite, singular or vanishes, and
near inner points where it touches zero, its sign is read off an expansion with enclosed remainder (`tails.py`, `cover.touch`);
in between, boxes cover the domain (`cover.py`). A term that is periodic is looked at over one period.

Hypotheses that are linear in the letter narrow its domain; others are not used. A whole number is treated as a real one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from proofs_check.engines.calculus_terms import minus, negate
from proofs_check.engines.cover import Covering, cover, covering, reach, touch, working_precision
from proofs_check.engines.enclosures import BITS, ball
from proofs_check.engines.equality_points import zeros_near
from proofs_check.engines.jet_fields import exact_field, exact_sign
from proofs_check.engines.jets import Jets, NoJet
from proofs_check.engines.one_domain import Interval, intervals
from proofs_check.engines.one_fraction import together
from proofs_check.engines.passed_bounds import alone
from proofs_check.engines.tails import End, sign_near
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.signs import ball as ball_of
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.terms import Apply, Compare, Constant, Letter, Number, Term, free_letters, walk
from proofs_check.statement.text import text

ENGINE = "one letter"
FIRST_BOXES = 60
BOXES = 1500
FEW_BOXES = 200
MAX_NODES = 400
UNKNOWN = (
    "floor",
    "ceil",
    "factorial",
    "harmonic",
    "fibonacci",
    "binomial",
    "arg",
    "norm",
    "re",
    "im",
    "conj",
    "chebyshev_t",
    "chebyshev_u",
)


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves an inequality in one real letter, or says why not."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation == "==":
        return undecided(ENGINE, "only inequalities are proved here")
    letters = free_letters(conclusion)
    if len(letters) != 1 or any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "not one real letter")
    if sum(1 for _ in walk(conclusion)) > MAX_NODES or not all(map(is_known, walk(conclusion))):
        return undecided(ENGINE, "a term that is not expanded")
    (letter,) = letters
    goal = alone(goal, letter)
    try:
        with working_precision():  # type: ignore[attr-defined]
            return _prove(goal, conclusion, letter, budget or Budget())
    except (NoJet, OverflowError) as problem:
        return undecided(ENGINE, str(problem)[:200])


def is_known(node: Term) -> bool:
    """Whether the node is one of those that are expanded here."""
    return isinstance(node, Letter | Number | Constant | Compare) or (
        isinstance(node, Apply) and node.op not in UNKNOWN
    )


def _prove(goal: Goal, conclusion: Compare, letter: str, budget: Budget) -> Answer:
    difference = minus(conclusion.left, conclusion.right)
    body = negate(difference) if conclusion.relation in ("<", "<=") else difference
    domain = intervals(goal, letter, body)
    if domain is None:
        return undecided(ENGINE, "no interval that is known exactly")
    for at in domain.points:
        _at(body, conclusion.relation, letter, at)
    boxes = BOXES if budget.thorough else FEW_BOXES
    details = [_on(body, conclusion.relation, letter, part, boxes) for part in domain.parts]
    return proved(ENGINE, "; ".join(details)[:600] or f"{len(domain.points)} points at most", "certificate")


def _at(body: Term, relation: str, letter: str, at: Closed) -> None:
    """The relation at a single point. Raises NoJet."""
    sign = exact_sign(Jets(exact_field(), letter, [at]).of(body)[0])
    if sign not in {">": (1,), "<": (1,), "!=": (1, -1)}.get(relation, (0, 1)):
        raise NoJet("the value at a point")


def _on(body: Term, relation: str, letter: str, part: Interval, boxes: int) -> str:
    """How the inequality is shown on the interval. Raises NoJet."""
    fraction = together(body)
    top = fraction.top
    odd = [factor for factor, often in fraction.below.items() if often % 2]
    inner = part.inner()
    for factor in odd:
        _sign_shown(factor, letter, part, boxes)
        if _sign_at(factor, letter, inner) < 0:
            top = negate(top)
    if relation == "!=" and _sign_at(top, letter, inner) < 0:
        top = negate(top)
    strict = relation in ("<", ">", "!=")
    return _Task(covering(top, letter), strict, part, boxes).prove()


def _sign_at(term: Term, letter: str, at: arb) -> int:
    """The sign at one inner point. Raises NoJet."""
    value = covering(term, letter).value(at)
    if value > 0:
        return 1
    if value < 0:
        return -1
    raise NoJet("the sign of a denominator")


def _sign_shown(factor: Term, letter: str, part: Interval, boxes: int) -> None:
    """That a denominator has no zero in the interval."""
    sign = _sign_at(factor, letter, part.inner())
    _Task(covering(factor if sign > 0 else negate(factor), letter), True, part, boxes).prove()


@dataclass(frozen=True)
class _Task:
    cover: Covering
    strict: bool
    part: Interval
    boxes: int

    def prove(self) -> str:
        """How it is shown. Raises NoJet."""
        left, said_left = self._end(self.part.low, self.part.low_closed, 1)
        right, said_right = self._end(self.part.high, self.part.high_closed, -1)
        pieces = [f"{text(self.cover.body)[:160]} on {self.part}", said_left, said_right]
        if not left <= right:  # where they meet in a point, it is looked at as a box
            if not left > right:
                raise NoJet("the ends are not told apart")
            return ": ".join(piece for piece in pieces if piece)
        boxes = self._between(left, right)
        return ": ".join([piece for piece in pieces if piece] + [boxes])

    def _end(self, at: Closed | None, is_closed: bool, side: int) -> tuple[arb, str]:
        """A point up to which the neighbourhood of the end is settled."""
        if at is None:
            return self._far(End(None, -side), side)
        try:
            found = touch(self.cover, at)
        except NoJet:
            return self._far(End(at, side), side)
        start = ball_of(at, BITS)
        if found.order == 0:
            if found.sign < 0:
                raise NoJet("negative at an end")
            return start, ""
        if self.strict and is_closed:
            raise NoJet("zero at an end that belongs to the domain")
        end = reach(self.cover, found, side, self._room())
        if end is None:
            raise NoJet("the sign near an end")
        return end, f"derivative {found.order} at {self._name(at)}"

    def _name(self, at: Closed) -> str:
        return str(at) if isinstance(at, Fraction) else f"about {float(ball_of(at, 64)):.6g}"

    def _room(self) -> arb:
        low, high = self.part.low, self.part.high
        if low is None or high is None:
            return arb(1)
        return ((ball_of(high, BITS) - ball_of(low, BITS)) * arb(3) / 4).mid()

    def _far(self, end: End, side: int) -> tuple[arb, str]:
        """An infinite or singular end."""
        found = sign_near(self.cover.body, self.cover.letter, end)
        if found is None:
            raise NoJet("no expansion at an end of the domain")
        sign, start = found
        if sign < 0 or (sign == 0 and self.strict):
            raise NoJet("the sign near an end")
        if end.at is not None and self._included(end.at, side):
            self._check_at(end.at)
        if end.at is None:
            return ball(start) * end.side, f"expansion for {self.cover.letter}*{end.side} >= {start}"
        step = ball_of(end.at, BITS) + ball(Fraction(side) / start)
        return _inward(step, side), f"expansion from {self._name(end.at)}"

    def _included(self, at: Closed, side: int) -> bool:
        return self.part.low_closed if side > 0 else self.part.high_closed

    def _check_at(self, at: Closed) -> None:
        """The value at a singular end that belongs to the domain."""
        _at(self.cover.body, ">" if self.strict else ">=", self.cover.letter, at)

    def _between(self, left: arb, right: arb) -> str:
        count, stuck = cover(self.cover, left, right, FIRST_BOXES)
        if stuck is None:
            return f"{count} boxes"
        if not self.strict:
            said = self._around_zeros(left, right, stuck)
            if said:
                return said
        count, stuck = cover(self.cover, left, right, self.boxes)
        if stuck is not None:
            raise NoJet(f"not settled with {count} boxes")
        return f"{count} boxes"

    def _around_zeros(self, left: arb, right: arb, stuck: arb) -> str:
        """The points where the term touches zero, with their neighbourhoods, and boxes between them; '' where there are none."""
        gaps, said, start = [], [], left
        for zero in sorted(
            zeros_near(self.cover, left, right, (stuck,)), key=lambda x: float(ball_of(x, BITS))
        ):
            around = self._neighbourhood(zero, left, right)
            if around is None:
                continue
            if around[0] > start:
                gaps.append((start, around[0]))
            elif not around[0] <= start:
                raise NoJet("two ends that are not told apart")
            start = around[1] if around[1] > start else start
            said.append(f"derivative {around[2]} at {self._name(zero)}")
        if not said:
            return ""
        if right > start:
            gaps.append((start, right))
        elif not right <= start:
            raise NoJet("two ends that are not told apart")
        total = 0
        for low, high in gaps:
            count, open_ = cover(self.cover, low, high, self.boxes)
            if open_ is not None:
                raise NoJet(f"not settled with {count} boxes")
            total += count
        return f"{', '.join(said)}: {total} boxes"

    def _neighbourhood(self, zero: Closed, left: arb, right: arb) -> tuple[arb, arb, int] | None:
        found = touch(self.cover, zero)
        if found.order == 0:
            return None
        room = ((right - left) * arb(3) / 8).mid()
        sides = [reach(self.cover, found, side, room) for side in (-1, 1)]
        if sides[0] is None or sides[1] is None:
            raise NoJet("the term changes its sign")
        return sides[0], sides[1], found.order


def _inward(point: arb, side: int) -> arb:
    """The end of a ball nearer to the singular end, so that nothing is left out."""
    return point.lower() if side > 0 else point.upper()
