"""The values of one letter while the others are fixed: an interval whose ends may be terms in the others.

Linear hypotheses with a coefficient that is a number are ends; other hypotheses about the letter are dropped, for they need not hold between two
admissible values. Where a letter has several lower (or upper) ends, each of them still holds between two admissible values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from proofs_check.engines.calculus_terms import folded
from proofs_check.engines.simplify_terms import literals
from proofs_check.goal import Goal
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.terms import Apply, Compare, Letter, Number, Term, apply, free_letters, number

MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True)
class Segment:
    """The letter runs through a real interval; goal: with the domain REAL for it and without hypotheses about it."""

    goal: Goal
    letter: str
    lows: tuple[Bound, ...]
    highs: tuple[Bound, ...]

    @property
    def low(self) -> Bound | None:
        return self.lows[0] if len(self.lows) == 1 else None

    @property
    def high(self) -> Bound | None:
        return self.highs[0] if len(self.highs) == 1 else None

    def without(self) -> Goal:
        """The goal about the other letters alone."""
        letters = tuple((name, domain) for name, domain in self.goal.letters if name != self.letter)
        return replace(self.goal, letters=letters)

    def bounds(self) -> tuple[Term, ...]:
        """That the letter lies in the segment."""
        letter = Letter(self.letter)
        return (
            *(Compare(">=" if end.closed else ">", letter, end.at) for end in self.lows),
            *(Compare("<=" if end.closed else "<", letter, end.at) for end in self.highs),
        )

    def actual(self) -> Goal:
        """The letter in the segment, with the ends that belong to it."""
        return _within(self)

    def opened(self) -> Goal:
        """The letter strictly inside."""
        return _within(replace(self, lows=_ends(self.lows, False), highs=_ends(self.highs, False)))

    def from_end(self, end: Bound, rising: bool, kept: tuple[Bound, ...] = ()) -> Segment:
        """The segment seen from one of its ends, that end included; `kept`: other ends of that side which this one keeps to."""
        closed = (Bound(end.at, True), *kept)
        return replace(self, lows=closed) if rising else replace(self, highs=closed)


def _ends(ends: tuple[Bound, ...], closed: bool) -> tuple[Bound, ...]:
    return tuple(Bound(end.at, closed) for end in ends)


def _within(segment: Segment) -> Goal:
    """The letter in the segment: one end that is a number goes into the domain, the others into the hypotheses."""
    letter = Letter(segment.letter)
    low = next((end for end in segment.lows if not free_letters(end.at)), None)
    high = next((end for end in segment.highs if not free_letters(end.at)), None)
    above = [Compare(">=" if end.closed else ">", letter, end.at) for end in segment.lows if end is not low]
    below = [Compare("<=" if end.closed else "<", letter, end.at) for end in segment.highs if end is not high]
    domain = Domain("real", low=low, high=high)
    letters = tuple((name, domain if name == segment.letter else its) for name, its in segment.goal.letters)
    return replace(segment.goal, letters=letters, hypotheses=(*segment.goal.hypotheses, *above, *below))


def segments(goal: Goal, core: Term) -> Iterator[Segment]:
    """One for every real letter of the term that bounds no other letter."""
    bound = {name for _, domain in goal.letters for term in domain.terms() for name in free_letters(term)}
    used = free_letters(core)
    for name, domain in goal.letters:
        if name in used and name not in bound and domain.kind == "real" and not domain.nonzero:
            found = _segment(goal, name, domain)
            if found is not None and not _jumps(core, name, found):
                yield found


def _segment(goal: Goal, name: str, domain: Domain) -> Segment | None:
    lows = [end for end in (domain.low,) if end is not None and not is_infinite(end.at)]
    highs = [end for end in (domain.high,) if end is not None and not is_infinite(end.at)]
    kept = []
    for fact in goal.hypotheses:
        if name not in free_letters(fact):
            kept.append(fact)
            continue
        for literal in literals(fact):
            end = _end(literal, name)
            if end is not None:
                (lows if end[0] == ">" else highs).append(end[1])
    whole = Domain("real")
    letters = tuple((known, whole if known == name else its) for known, its in goal.letters)
    return Segment(
        replace(goal, letters=letters, hypotheses=tuple(kept)), name, _tightest(lows, 1), _tightest(highs, -1)
    )


def _tightest(ends: list[Bound], side: int) -> tuple[Bound, ...]:
    """Ends that are numbers are compared; of equal ones the open one is kept."""
    numbers = [end for end in ends if isinstance(end.at, Number)]
    others = tuple(dict.fromkeys(end for end in ends if not isinstance(end.at, Number)))
    if not numbers:
        return others
    best = max(numbers, key=lambda end: (_value(end) * side, not end.closed))
    return (*others, best)


def _value(end: Bound) -> Fraction:
    assert isinstance(end.at, Number)
    return end.at.value


def _end(literal: Compare, name: str) -> tuple[str, Bound] | None:
    """`>` for a lower end, `<` for an upper one, and the end; None where the letter does not enter linearly."""
    if literal.relation not in MIRROR:
        return None
    line = line_of(apply("sub", literal.left, literal.right), name)
    if line is None or line[0] == 0:
        return None
    slope, rest = line
    relation = literal.relation if slope > 0 else MIRROR[literal.relation]
    at = folded(apply("mul", number(-1 / slope), rest))
    return relation[0], Bound(at, len(relation) == 2)


def line_of(term: Term, name: str) -> tuple[Fraction, Term] | None:
    """The rational slope and the rest of a term that is linear in the letter by its form."""
    if name not in free_letters(term):
        return Fraction(0), term
    match term:
        case Letter():
            return Fraction(1), number(0)
        case Apply(op="neg", args=(inner,)):
            line = line_of(inner, name)
            return None if line is None else (-line[0], folded(apply("neg", line[1])))
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one, two = line_of(left, name), line_of(right, name)
            if one is None or two is None:
                return None
            return one[0] + two[0] * (1 if op == "add" else -1), folded(apply(op, one[1], two[1]))
        case Apply(op="mul", args=(Number(value=value), right)):
            line = line_of(right, name)
            return None if line is None else (value * line[0], folded(apply("mul", number(value), line[1])))
        case _:
            return None


def _jumps(core: Term, name: str, segment: Segment) -> bool:
    """Whether the term may be discontinuous in the letter: 0**x jumps at 0, and signs and floors jump."""
    for node in _nodes(core):
        if node.op in ("sign", "floor", "ceil", "acot", "arg", "atan2"):
            return True
        if (
            node.op == "pow"
            and name in free_letters(node.args[1])
            and not _positive(node.args[0], segment.goal)
        ):
            return True
    return False


def _positive(base: Term, goal: Goal) -> bool:
    from proofs_check.engines.intervals import range_of

    return range_of(base, goal.scope).positive


def _nodes(term: Term) -> Iterator[Apply]:
    from proofs_check.statement.terms import walk

    yield from (node for node in walk(term) if isinstance(node, Apply))


def bare(term: Term) -> Term:
    """The term without its minus."""
    return term.args[0] if isinstance(term, Apply) and term.op == "neg" else term
