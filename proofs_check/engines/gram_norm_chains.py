"""Inequalities between norms that follow one from another: each norm replaced by something it is at most.

A chain starts at the lower side of the conclusion. Wherever it is nondecreasing in a letter q, the letter gives way to the upper
side of a fact q <= bound; the chain ends at the upper side of the conclusion, up to arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.goal import Goal
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    free_letters,
    substitute,
    walk,
)

MAX_LINKS = 3
MAX_CHAINS = 150
MAX_NODES = 60

IsSize = Callable[[Term], bool]
"""Whether a term is not negative by its form."""


def follows(goal: Goal, is_size: IsSize) -> str:
    """The facts that lead from side to side of the conclusion, as text of their bounds; '' where none were found."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare):
        return ""
    if conclusion.relation == "==":
        return "equal sides" if difference_is_zero(conclusion.left, conclusion.right, goal.scope) else ""
    sides = ascending(conclusion)
    if sides is None:
        return ""
    low, high = sides
    if difference_is_zero(low, high, goal.scope):
        return "equal sides"
    facts = [one for one in map(ascending, _comparisons(goal.hypotheses)) if one is not None]
    cleared = _cleared(low, high, is_size)
    if any(_same_gap(fact, ends, goal) for fact in facts for ends in dict.fromkeys((sides, cleared))):
        return "one rule"
    uppers = [(one.name, above) for one, above in facts if isinstance(one, Letter) and is_size(above)]
    for count, found in _chains(low, uppers, is_size):
        if free_letters(found) >= free_letters(high) and difference_is_zero(found, high, goal.scope):
            return f"{count} rules" if count > 1 else "one rule"
    return ""


def ascending(fact: Compare) -> tuple[Term, Term] | None:
    """The lower and the upper side of an inequality that is not strict."""
    if fact.relation == "<=":
        return fact.left, fact.right
    return (fact.right, fact.left) if fact.relation == ">=" else None


def _comparisons(facts: Iterable[Term]) -> Iterator[Compare]:
    for fact in facts:
        if isinstance(fact, Compare):
            yield fact


def _same_gap(fact: tuple[Term, Term], sides: tuple[Term, Term], goal: Goal) -> bool:
    """Whether a fact is the conclusion up to arithmetic: the distance of the sides is the same."""
    one, two = (apply("sub", high, low) for low, high in (fact, sides))
    return free_letters(one) == free_letters(two) and difference_is_zero(one, two, goal.scope)


def _cleared(low: Term, high: Term, is_size: IsSize) -> tuple[Term, Term]:
    """The sides times their denominators, where those are not negative; as they are defined, they are not 0."""
    (top, bottom), (other_top, other_bottom) = _quotient(low), _quotient(high)
    if not (is_size(bottom) and is_size(other_bottom)):
        return low, high
    return apply("mul", top, other_bottom), apply("mul", other_top, bottom)


def _quotient(term: Term) -> tuple[Term, Term]:
    """Numerator and denominator of a product of quotients."""
    match term:
        case Apply(op="mul", args=(left, right)):
            (top, bottom), (other_top, other_bottom) = _quotient(left), _quotient(right)
            return apply("mul", top, other_top), apply("mul", bottom, other_bottom)
        case Apply(op="div", args=(left, right)):
            (top, bottom), (other_top, other_bottom) = _quotient(left), _quotient(right)
            return apply("mul", top, other_bottom), apply("mul", bottom, other_top)
        case _:
            return term, ONE


def _chains(start: Term, uppers: list[tuple[str, Term]], is_size: IsSize) -> Iterator[tuple[int, Term]]:
    """What the start is at most, with the number of facts used; short chains first."""
    ends, seen = [start], {start}
    for count in range(1, MAX_LINKS + 1):
        found: list[Term] = []
        for end in ends:
            for name, above in uppers:
                longer = substitute(end, {name: above}) if grows_with(end, name, is_size) else end
                if longer in seen or len(seen) > MAX_CHAINS or sum(1 for _ in walk(longer)) > MAX_NODES:
                    continue
                seen.add(longer)
                found.append(longer)
                yield count, longer
        ends = found


def grows_with(term: Term, name: str, is_size: IsSize) -> bool:
    """Whether a term is seen to be nondecreasing in a letter that it has, wherever the letter is not negative."""
    if term == Letter(name):
        return True
    if not isinstance(term, Apply):
        return False
    inside = [part for part in term.args if name in free_letters(part)]
    if not inside or not all(grows_with(part, name, is_size) for part in inside):
        return False
    match term:
        case Apply(op="add"):
            return True
        case Apply(op="mul"):
            return all(is_size(part) for part in term.args)
        case Apply(op="div", args=(top, bottom)):
            return inside == [top] and is_size(bottom)
        case _:
            return False
