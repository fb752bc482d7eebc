"""Sums between multiples of what bounds their entries, and beyond single terms.

    x_k <= m for all k, f(x_k) <= f(m)      sum f(x_k) <= (number of terms)*f(m)
    m <= x_k <= M for all k, f convex       sum f(x_k) <= a*(sum x_k) + (number of terms)*b, the chord a*x + b from m to M
    f > 0 at every index                    sum f >= f(j), and > f(j) where there are two terms or more

Facts about the sums of a goal (`sums_as_letters.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_terms import minus, over, plus, times
from proofs_check.engines.sums_as_letters import KnownSums, instances
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Goal
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Sum,
    Term,
    free_letters,
    substitute,
    walk,
)

WEAK = ("<=", ">=")
MAX_ENDS = 3


def add_bounds(known: KnownSums, one: Sum) -> None:
    """Adds what is known of the sum."""
    inside = known.inside(one)
    if not known.has_terms(one):
        return
    for entry, bound in _ends(inside, one.letter):
        value = replace_all(one.body, entry, bound)
        if one.letter in free_letters(value) or value == one.body or not known.is_defined(inside, value):
            continue  # of what is undefined, like 1/0, everything may be shown
        for relation in WEAK:
            if known.holds(inside, Compare(relation, one.body, value)):
                known.bound(one, relation, times(known.count(one), value))
    _add_chords(known, one, inside)
    _add_terms(known, one, inside)


def _add_chords(known: KnownSums, one: Sum, inside: Goal) -> None:
    """What the chord between two bounds of an entry says of a sum of values at the entry."""
    entries = {node for node in walk(one.body) if isinstance(node, Apply) and node.op == "entry"}
    ends = [end for entry, end in _ends(inside, one.letter) if {entry} == entries][:MAX_ENDS]
    for low, high in combinations(ends, 2):
        entry = next(iter(entries))
        slope, value = _chord(one.body, entry, low, high, inside)
        if one.letter in free_letters(slope) | free_letters(value) or slope == ZERO:
            continue
        chord = plus(times(slope, entry), value)
        if not known.is_defined(inside, chord):
            continue
        for relation in WEAK:
            if known.holds(inside, Compare(relation, one.body, chord)):
                total = times(slope, known.sum_of(one, entry, inside))
                known.bound(one, relation, plus(total, times(known.count(one), value)))


def _chord(body: Term, entry: Term, low: Term, high: Term, inside: Goal) -> tuple[Term, Term]:
    """Its slope and its value at 0."""
    first, last = (replace_all(body, entry, end) for end in (low, high))
    slope = tidy(over(minus(last, first), minus(high, low)), inside.scope)
    return slope, tidy(minus(first, times(slope, low)), inside.scope)


def _ends(inside: Goal, index: str) -> Iterator[tuple[Term, Term]]:
    """The entries at the index with what they are compared with."""
    for fact in inside.hypotheses:
        for said in instances(fact, [Letter(index)], inside):
            for part in said.parts if isinstance(said, Connective) and said.op == "and" else (said,):
                if isinstance(part, Compare) and part.relation not in ("==", "!="):
                    for one, other in ((part.left, part.right), (part.right, part.left)):
                        if isinstance(one, Apply) and one.op == "entry" and index not in free_letters(other):
                            yield one, other


def _add_terms(known: KnownSums, one: Sum, inside: Goal) -> None:
    places = [place for place in _places(known.goal) if place not in (one.low, one.high)]
    if not places or not known.holds(inside, Compare(">", one.body, ZERO)):
        return
    strict = known.holds(known.goal, Compare("<", one.low, one.high))
    known.facts.append(Compare(">", one, ZERO))
    for place in places:
        between = (Compare("<=", one.low, place), Compare("<=", place, one.high))
        if all(known.holds(known.goal, said) for said in between):
            known.bound(one, ">" if strict else ">=", substitute(one.body, {one.letter: place}))


def _places(goal: Goal) -> list[Term]:
    """The letters that entries of the conclusion have as their index."""
    found: dict[Term, None] = {}
    whole = {name for name, domain in goal.letters if domain.kind == "integer"}
    for node in walk(goal.conclusion):
        if isinstance(node, Apply) and node.op == "entry" and len(node.args) == 2:
            place = node.args[1]
            if isinstance(place, Letter) and place.name in whole:
                found[place] = None
    return list(found)
