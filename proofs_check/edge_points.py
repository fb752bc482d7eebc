"""Points at the edges of a claim: where both sides of one of its comparisons are equal, or a letter is at the end of its domain.

Claims with quantifiers are often false at such a point alone: `iff(exists(x, 'positive', log(x) == a*x), a < 1/e)` at a = 1/e. Nothing is
decided here; whether a point is admissible, and whether the claim is false there, is shown elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from proofs_check.engines import sympy_engine
from proofs_check.engines.calculus_terms import flat_conjunction, fold
from proofs_check.goal import Goal, Point
from proofs_check.statement.domains import Domain, is_infinite
from proofs_check.statement.terms import (
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    apply,
    binder,
    free_letters,
    number,
    substitute,
    walk,
)

MAX_BASES = 3


def edge_points(goal: Goal, points: Iterable[Point]) -> Iterator[Point]:
    """Points that differ from one of the first given ones in one number, which lies at an edge."""
    written = (edge for term in (goal.conclusion, *goal.hypotheses) for edge in _edges(term))
    edges = tuple(dict.fromkeys((*written, *_closed_ends(goal))))
    numbers = {name for name, domain in goal.letters if domain.is_scalar}
    seen: set[tuple[tuple[str, Term], ...]] = set()
    for point in islice(points, MAX_BASES):
        for edge in edges:
            for name in sorted(free_letters(edge) & point.keys() & numbers):
                others = {other: value for other, value in point.items() if other != name}
                for value in sympy_engine.solve_for(substitute(edge, others), name, goal):
                    found = {**point, name: value}
                    key = tuple(found.items())
                    if not free_letters(value) and found != point and key not in seen:
                        seen.add(key)
                        yield found


def _closed_ends(goal: Goal) -> Iterator[Compare]:
    """The letters of real numbers at the ends of their domains that belong to them."""
    for name, domain in goal.letters:
        for end in (domain.high, domain.low):
            if domain.kind == "real" and end is not None and end.closed and not is_infinite(end.at):
                yield Compare("==", Letter(name), end.at)


def _edges(term: Term) -> Iterator[Compare]:
    """The comparisons of numbers outside of binders; those under a quantifier with its letter at an end of its domain."""
    match term:
        case Compare():
            if not any(binder(node) is not None for node in walk(term)):
                yield term
        case Connective(parts=parts):
            for part in parts:
                yield from _edges(part)
        case Quantified(letter=letter, domain=domain, body=body):
            ends = _ends(domain)
            for part in flat_conjunction(body):
                if isinstance(part, Compare):
                    yield from (one for end in ends for one in _edges(substitute(part, {letter: end})))


def _ends(domain: Domain) -> list[Term]:
    """The ends of the domain; of whole numbers those just outside too, which an existence misses."""
    found = []
    for end, side in ((domain.low, -1), (domain.high, 1)):
        if end is not None and not is_infinite(end.at):
            found.append(end.at)
            if domain.kind == "integer" and end.closed:
                found.append(fold(apply("add", end.at, number(side))))
    return found


__all__ = ["edge_points"]
