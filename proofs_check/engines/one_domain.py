"""The intervals that a single real letter runs through, with exact ends.

Linear hypotheses narrow the declared domain, `!=` cuts it; a term that depends on the letter only through waves of commensurable
periods is looked at over one period.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm

from flint import arb

from proofs_check.engines.enclosures import BITS
from proofs_check.engines.jet_fields import exact_sign, exact_value, guarded
from proofs_check.engines.jets import NoJet
from proofs_check.engines.simplify_terms import literals
from proofs_check.exact import closed, roots
from proofs_check.exact.closed import PI
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.signs import ball as ball_of
from proofs_check.goal import Goal
from proofs_check.statement.domains import is_infinite
from proofs_check.statement.terms import Apply, Compare, Letter, Term, children, free_letters

Line = tuple[Closed, Closed]
WAVES = ("sin", "cos", "tan", "cot")
MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


@dataclass(frozen=True)
class Interval:
    """low None: -oo, high None: oo."""

    low: Closed | None
    low_closed: bool
    high: Closed | None
    high_closed: bool

    def inner(self) -> arb:
        """An exact point well inside."""
        low = None if self.low is None else ball_of(self.low, BITS)
        high = None if self.high is None else ball_of(self.high, BITS)
        if low is not None and high is not None:
            return (low + (high - low) * arb(3) / 7).mid()
        return (
            (low + arb(1)).mid()
            if low is not None
            else (high - arb(1)).mid()
            if high is not None
            else arb(1) / 3
        )

    def __str__(self) -> str:
        ends = [
            infinite
            if end is None
            else str(end)
            if isinstance(end, Fraction)
            else f"{float(ball_of(end, 64)):.6g}"
            for end, infinite in ((self.low, "-oo"), (self.high, "oo"))
        ]
        return f"{'[' if self.low_closed else '('}{ends[0]}, {ends[1]}{']' if self.high_closed else ')'}"

    def above(self, bound: Closed, reached: bool) -> Interval:
        """The part above a bound."""
        side = 1 if self.low is None else _order(bound, self.low)
        if side < 0 or (side == 0 and (reached or not self.low_closed)):
            return self
        return replace(self, low=bound, low_closed=reached)

    def below(self, bound: Closed, reached: bool) -> Interval:
        """The part below a bound."""
        side = -1 if self.high is None else _order(bound, self.high)
        if side > 0 or (side == 0 and (reached or not self.high_closed)):
            return self
        return replace(self, high=bound, high_closed=reached)

    def empty(self) -> bool:
        """Whether no point, or a single one, is left."""
        return self.low is not None and self.high is not None and _order(self.low, self.high) >= 0

    def point(self) -> Closed | None:
        """The single point of an interval [a, a]."""
        if self.low is None or self.high is None or not (self.low_closed and self.high_closed):
            return None
        return self.low if _order(self.low, self.high) == 0 else None


@dataclass(frozen=True)
class OneDomain:
    """The parts and single points, which hold all admissible values."""

    parts: tuple[Interval, ...]
    points: tuple[Closed, ...] = ()


def _order(x: Closed, y: Closed) -> int:
    known = exact_sign(guarded(lambda: closed.sub(x, y)))
    if known is None:
        raise NoJet("two bounds that are not told apart")
    return known


def intervals(goal: Goal, letter: str, body: Term) -> OneDomain | None:
    """The domain of the letter; None where a bound is not a closed number. Raises NoJet."""
    domain = dict(goal.letters)[letter]
    if not domain.is_scalar or any(free_letters(term) for term in domain.terms()):
        return None
    found = Interval(None, False, None, False)
    if domain.low is not None and not is_infinite(domain.low.at):
        found = found.above(exact_value(domain.low.at), domain.low.closed)
    if domain.high is not None and not is_infinite(domain.high.at):
        found = found.below(exact_value(domain.high.at), domain.high.closed)
    cuts: list[Closed] = [Fraction(0)] if domain.nonzero else []
    for hypothesis in goal.hypotheses:
        if letter in free_letters(hypothesis):
            for part in literals(hypothesis):
                found = _narrowed(found, part, letter, cuts) or found
    if found.empty():
        single = found.point()
        return OneDomain((), () if single is None else (single,))
    period = _period(body, letter) if found.low is None or found.high is None else None
    if period is not None and not cuts:
        return OneDomain((Interval(Fraction(0), True, period, True),))
    return OneDomain(tuple(_cut(found, cuts)))


def _cut(whole: Interval, cuts: list[Closed]) -> Iterator[Interval]:
    from functools import cmp_to_key

    left = whole
    for at in sorted(cuts, key=cmp_to_key(_order)):
        outside = (left.low is not None and _order(at, left.low) < 0) or (
            left.high is not None and _order(at, left.high) > 0
        )
        if outside:
            continue
        lower = left.below(at, False)
        if not lower.empty():
            yield lower
        left = left.above(at, False)
    if not left.empty():
        yield left


def _narrowed(found: Interval, part: Compare, letter: str, cuts: list[Closed]) -> Interval | None:
    """The interval with a linear comparison, or one of an absolute value with a number; None where it is neither."""
    for inner, relation, other in (
        (part.left, part.relation, part.right),
        (part.right, MIRROR[part.relation], part.left),
    ):
        if (
            isinstance(inner, Apply)
            and inner.op == "abs"
            and not free_letters(other)
            and relation in ("<", "<=")
        ):
            over = Compare(relation, inner.args[0], other)
            under = Compare(MIRROR[relation], inner.args[0], Apply("neg", (other,)))
            first = _narrowed(found, over, letter, cuts)
            return None if first is None else _narrowed(first, under, letter, cuts)
    line = linear(Apply("sub", (part.left, part.right)), letter)
    if line is None:
        return None
    slope, constant = line
    side = exact_sign(slope)
    if not side:
        return None
    bound = guarded(lambda: closed.neg(roots.divide(constant, slope)))
    relation = part.relation if side > 0 else MIRROR[part.relation]
    if relation == "!=":
        cuts.append(bound)
        return found
    if relation in (">", ">="):
        return found.above(bound, relation == ">=")
    if relation in ("<", "<="):
        return found.below(bound, relation == "<=")
    return None


def linear(term: Term, letter: str) -> Line | None:
    """slope and constant of a term that is linear in the letter by its form. Raises NoJet."""
    if letter not in free_letters(term):
        return Fraction(0), exact_value(term)
    match term:
        case Letter():
            return Fraction(1), Fraction(0)
        case Apply(op="neg", args=(inner,)):
            return _scaled(linear(inner, letter), Fraction(-1))
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one = linear(left, letter)
            two = _scaled(linear(right, letter), Fraction(1 if op == "add" else -1))
            if one is None or two is None:
                return None
            return guarded(lambda: closed.add(one[0], two[0])), guarded(lambda: closed.add(one[1], two[1]))
        case Apply(op="mul", args=(left, right)):
            constant, moving = (left, right) if letter not in free_letters(left) else (right, left)
            if letter in free_letters(constant):
                return None
            return _scaled(linear(moving, letter), exact_value(constant))
        case Apply(op="div", args=(left, right)) if letter not in free_letters(right):
            below = exact_value(right)
            if not exact_sign(below):
                raise NoJet("a denominator that is not told from zero")
            return _scaled(linear(left, letter), guarded(lambda: roots.inverse(below)))
        case _:
            return None


def _scaled(line: Line | None, factor: Closed) -> Line | None:
    if line is None:
        return None
    return guarded(lambda: closed.mul(factor, line[0])), guarded(lambda: closed.mul(factor, line[1]))


def _period(body: Term, letter: str) -> Closed | None:
    """A common period of the waves, where the letter occurs in nothing else."""
    rates: list[Closed] = []
    if not _waves(body, letter, rates) or not rates:
        return None
    shares = [guarded(lambda: roots.divide(rate, rates[0])) for rate in rates]  # noqa: B023 called at once
    whole = [abs(share) for share in shares if isinstance(share, Fraction) and share]
    if len(whole) < len(shares):
        return None
    common = Fraction(
        gcd(*(share.numerator for share in whole)), lcm(*(share.denominator for share in whole))
    )
    size = rates[0] if exact_sign(rates[0]) == 1 else closed.neg(rates[0])
    return guarded(lambda: roots.divide(closed.mul(Fraction(2), PI), closed.mul(common, size)))


def _waves(term: Term, letter: str, rates: list[Closed]) -> bool:
    if letter not in free_letters(term):
        return True
    if isinstance(term, Letter):
        return False
    if isinstance(term, Apply) and term.op in WAVES:
        line = linear(term.args[0], letter)
        if line is not None:
            rates.append(line[0])
            return True
    return all(_waves(part, letter, rates) for part in children(term))
