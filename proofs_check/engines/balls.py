"""Ball arithmetic: signs of closed expressions, and strict inequalities on bounded boxes.

Every value is an interval that contains the exact one (Arb). A box on which the enclosure decides nothing is cut in two;
the number of boxes is bounded. Letters run through closed boxes that contain their domains; a box on which a hypothesis
fails for certain is left out.

References: F. Johansson, Arb: efficient arbitrary-precision midpoint-radius interval arithmetic, 2017.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import flint
from flint import arb

from proofs_check.engines.enclosures import (
    BITS,
    NoEnclosure,
    certain,
    difference,
    enclose,
    enclosed,
    interval,
)
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Number,
    Term,
    free_letters,
)
from proofs_check.statement.text import text

ENGINE = "balls"
BOXES = 4000
Box = Mapping[str, "tuple[Fraction, Fraction]"]


def sign_of(term: Term, goal: Goal, budget: Budget | None = None) -> int | None:
    """The sign of a closed term where it is certain and not zero, else None: precision is doubled up to the budget."""
    allowed = (budget or Budget()).precision_bits
    bits = 64
    while bits <= allowed:
        with flint.ctx.workprec(bits):
            try:
                value = enclose(term, {}, goal.scope)
            except NoEnclosure:
                value = arb(0, 1)
            if value > 0:
                return 1
            if value < 0:
                return -1
        bits *= 2
    return None


def attempt_closed(goal: Goal, budget: Budget | None = None) -> Answer:
    """Decides an inequality of closed terms."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation == "==" or free_letters(conclusion):
        return undecided(ENGINE, "not a closed inequality")
    return attempt(goal, budget)


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves a comparison of closed terms, or a strict one on a bounded box, by enclosures."""
    allowed = budget or Budget()
    if any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "balls are real here")
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation == "==":
        return undecided(ENGINE, "only inequalities are enclosed")
    difference = Apply("sub", (conclusion.left, conclusion.right))
    used = free_letters(difference)
    if not used:
        return _closed(difference, goal, allowed)
    box = _box(goal, used)
    if box is None:
        return undecided(ENGINE, "the letters are not bounded by numbers")
    return _cover(goal, difference, box, min(BOXES, allowed.search_points))


def _wanted(relation: str) -> int:
    return {">": 1, ">=": 1, "<": -1, "<=": -1, "!=": 0}[relation]


def _closed(difference: Term, goal: Goal, budget: Budget) -> Answer:
    sign = sign_of(difference, goal, budget)
    relation = goal.conclusion.relation  # type: ignore[attr-defined]
    if sign is None:
        return undecided(ENGINE, "the difference cannot be told from zero")
    if _wanted(relation) in (0, sign):
        return proved(
            ENGINE,
            f"{text(difference)[:200]} is {'positive' if sign > 0 else 'negative'} by enclosure",
            "certificate",
        )
    return Answer(ENGINE, "refuted", f"{text(difference)[:200]} has the other sign")


def _box(goal: Goal, used: frozenset[str]) -> dict[str, tuple[Fraction, Fraction]] | None:
    """Closed bounds for every letter that is used; None where one has none."""
    found = {}
    for name, domain in goal.letters:
        if name in used:
            ends = _ends(domain)
            if ends is None:
                return None
            found[name] = ends
    return found


def _ends(domain: Domain) -> tuple[Fraction, Fraction] | None:
    low, high = domain.low, domain.high
    if low is None or high is None or not isinstance(low.at, Number) or not isinstance(high.at, Number):
        return None
    if domain.kind == "integer":
        return Fraction(ceil(low.at.value)), Fraction(floor(high.at.value))
    return low.at.value, high.at.value


@dataclass(frozen=True)
class _Task:
    difference: Term
    wanted: int
    hypotheses: tuple[Compare, ...]
    goal: Goal

    def settled(self, box: Box) -> bool:
        """Whether the conclusion is certain on the box, or a hypothesis certainly fails on it."""
        values = {name: interval(*ends) for name, ends in box.items()}
        value = enclosed(self.difference, values, self.goal.scope)
        if value is not None:
            sign = 1 if value > 0 else -1 if value < 0 else 0
            if sign and self.wanted in (0, sign):
                return True
        return any(self._fails(hypothesis, values) for hypothesis in self.hypotheses)

    def _fails(self, hypothesis: Compare, values: Mapping[str, arb]) -> bool:
        value = difference(hypothesis, values, self.goal.scope)
        if value is None:
            return False
        opposite = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
        return certain(opposite[hypothesis.relation], value)


def _cover(goal: Goal, difference: Term, box: dict[str, tuple[Fraction, Fraction]], limit: int) -> Answer:
    conclusion = goal.conclusion
    assert isinstance(conclusion, Compare)
    hypotheses = tuple(fact for fact in goal.facts() if isinstance(fact, Compare))
    task = _Task(difference, _wanted(conclusion.relation), hypotheses, goal)
    whole = frozenset(name for name, domain in goal.letters if domain.kind == "integer")
    pending, count = [box], 0
    with flint.ctx.workprec(BITS):
        while pending:
            count += 1
            if count > limit:
                return undecided(ENGINE, f"not settled with {limit} boxes")
            current = pending.pop()
            if not task.settled(current):
                halves = _halves(current, whole)
                if not halves:
                    return undecided(ENGINE, "a box that cannot be cut is not settled")
                pending += halves
    return proved(ENGINE, f"enclosed on {count} boxes", "certificate")


def _halves(
    box: dict[str, tuple[Fraction, Fraction]], whole: frozenset[str]
) -> list[dict[str, tuple[Fraction, Fraction]]]:
    """The box cut along its widest side; empty where it is too small to be cut."""
    name, (low, high) = max(box.items(), key=lambda item: item[1][1] - item[1][0])
    if high - low < Fraction(1, 10**6):
        return []
    if name in whole:
        middle = Fraction(floor((low + high) / 2))
        return [{**box, name: (low, middle)}, {**box, name: (middle + 1, high)}]
    middle = (low + high) / 2
    return [{**box, name: (low, middle)}, {**box, name: (middle, high)}]
