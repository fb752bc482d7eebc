"""Two solutions, one at each side of a point: exists(x, D, exists(y, D, x < y and h(x) == 0 and h(y) == 0)).

    exists x in D with x < m and p(x), and exists y in D' with m < y and q(y), give both with x < y

The point m is a zero of the derivative, a number or a term of the parameters, where h is not 0 and has one sign for a few parameters; the rest is
proved as two existences of their own.

Certificate: m is defined; the two existences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from proofs_check.engines.calculus_questions import defined
from proofs_check.engines.calculus_terms import flat_conjunction, minus
from proofs_check.engines.existence_bounds import renamed_apart
from proofs_check.engines.existence_parts import as_written
from proofs_check.engines.existence_place_signs import parameter_samples, signed
from proofs_check.engines.existence_places import plain_places, solved_places
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import Compare, Letter, Quantified, Term, conjunction, free_letters, walk
from proofs_check.statement.text import text

ENGINE = "existence"
MAX_POINTS = 4

Way = Callable[[Quantified, Goal, Prover], Answer]


@dataclass(frozen=True)
class Two:
    """What is asked of the smaller and of the greater one of two numbers, apart from each other."""

    smaller: Quantified
    greater: Quantified


def by_separation(statement: Quantified, goal: Goal, prove: Prover, way: Way) -> Answer:
    """Proves that two solutions exist by `way` on both sides of a point. The letter must be new to the goal."""
    if any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "complex letters")
    for two in _taken_apart(statement, goal):
        for point in _points(two.smaller, goal):
            shown = defined((point,), goal, prove)
            if shown is None:
                continue
            sides = ((two.smaller, "<"), (two.greater, ">"))
            answers = [way(_beside(one, relation, point), goal, prove) for one, relation in sides]
            if all(answer.proved for answer in answers):
                said = "; ".join(answer.detail for answer in answers)
                return proved(ENGINE, f"beside {text(point)}: {said}"[:400], "certificate", (shown, *answers))
    return undecided(ENGINE, "no point between two solutions")


def _taken_apart(statement: Quantified, goal: Goal) -> Iterator[Two]:
    """The two existences, if no condition but their order ties the letters."""
    x, outer = statement.letter, list(flat_conjunction(statement.body))
    inner = [one for one in outer if isinstance(one, Quantified)]
    if statement.domain.kind != "real" or len(inner) != 1 or inner[0].op != "exists":
        return
    outer.remove(inner[0])
    second = renamed_apart(inner[0], goal)
    y = second.letter
    if (
        y == x
        or second.domain.kind != "real"
        or x in frozenset().union(*map(free_letters, second.domain.terms()))
    ):
        return
    conditions = (*outer, *flat_conjunction(second.body))
    tying = [one for one in conditions if {x, y} <= free_letters(one)]
    of_x = [one for one in conditions if one not in tying and y not in free_letters(one)]
    of_y = [one for one in conditions if one not in tying and y in free_letters(one)]
    plain = not any(isinstance(node, Quantified) for one in conditions for node in walk(one))
    orders = {_order(one, x, y) for one in tying}
    if not plain or not tying or None in orders or not of_x or not of_y:
        return
    first = _existence(x, statement.domain, of_x)
    other = _existence(y, second.domain, of_y)
    if ">" not in orders:
        yield Two(first, other)
    if "<" not in orders:
        yield Two(other, first)


def _order(condition: Term, x: str, y: str) -> str | None:
    """How a condition orders x and y: '<', '>' or '!='; None for another condition."""
    if not isinstance(condition, Compare) or condition.relation in ("==",):
        return None
    relation = condition.relation.rstrip("=") if condition.relation != "!=" else "!="
    if (condition.left, condition.right) == (Letter(x), Letter(y)):
        return relation
    if (condition.left, condition.right) == (Letter(y), Letter(x)):
        return {"<": ">", ">": "<", "!=": "!="}[relation]
    return None


def _existence(letter: str, domain: Domain, conditions: list[Term]) -> Quantified:
    return Quantified("exists", letter, domain, conjunction(tuple(conditions)))


def _beside(statement: Quantified, relation: str, point: Term) -> Quantified:
    order = Compare(relation, Letter(statement.letter), point)
    body = conjunction((order, *flat_conjunction(statement.body)))
    return Quantified("exists", statement.letter, statement.domain, body)


def _points(statement: Quantified, goal: Goal) -> Iterator[Term]:
    """Points where the difference of an equation has one sign for all parameters that are tried."""
    equations = [
        one
        for one in flat_conjunction(statement.body)
        if isinstance(one, Compare) and one.relation == "==" and statement.letter in free_letters(one)
    ]
    samples = parameter_samples(goal)
    if len(equations) != 1 or not samples:
        return
    h = minus(equations[0].left, equations[0].right)
    found = as_written(statement)
    places = (*solved_places(h, found, goal), *plain_places(h, found, goal))
    points = tuple(place for place in places if not place.post.is_limit)
    fitting = (
        one.place.post.at
        for one in signed(points, h, found, goal, samples)
        if len(set(one.signs)) == 1 and len(one.signs[0]) == 1
    )
    yield from islice(dict.fromkeys(fitting), MAX_POINTS)


__all__ = ["by_separation"]
