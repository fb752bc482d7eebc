"""Parts of a domain in which an equation is defined: what exists there exists in the whole.

    exists(x, 'real', log(x) == a - x)        in (0, oo)
    exists(x, 'nonzero', x + 1/x == a)        in (0, oo), or else in (-oo, 0)

What the body needs to be defined becomes a condition beside it; conditions that are linear in the letter are ends of an interval.

Notation: c is the letter of `exists(c, D, p)`, p its body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from proofs_check.definedness import obligations
from proofs_check.engines.calculus_questions import Questions, within
from proofs_check.engines.calculus_terms import flat_conjunction
from proofs_check.engines.existence_bounds import Narrowed
from proofs_check.goal import Goal, Prover
from proofs_check.statement.domains import Bound, is_infinite, membership
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Quantified,
    Term,
    apply,
    conjunction,
    free_letters,
    walk,
)

MAX_PARTS = 4


def parts_of(statement: Quantified, goal: Goal, prove: Prover) -> Iterator[Quantified]:
    """Existences that each imply the statement, their conditions without division by zero and the like where that is linear."""
    conditions = [_cases(need) for need in _needs(statement, goal, prove)]
    for chosen in islice(product(*conditions), MAX_PARTS):
        body = conjunction((*chosen, *flat_conjunction(statement.body)))
        yield replace(statement, domain=replace(statement.domain, nonzero=False), body=body)


def _needs(statement: Quantified, goal: Goal, prove: Prover) -> tuple[Compare, ...]:
    """What is not known in the domain: that the letter is not 0, and what makes the conditions without quantifiers defined."""
    facts = membership(statement.letter, statement.domain)
    plain = tuple(
        part
        for part in flat_conjunction(statement.body)
        if not any(isinstance(node, Quantified) for node in walk(part))
    )
    asked = Questions(within(goal, ((statement.letter, statement.domain),), facts, statement.body), prove)
    scope = goal.scope.with_letter(statement.letter, statement.domain)
    found: list[Compare] = []
    if statement.domain.nonzero:
        found.append(Compare("!=", Letter(statement.letter), ZERO))
    for part in plain:
        for need in obligations(part, scope, goal.first_indices):
            usable = (
                isinstance(need.says, Compare) and need.limit is None and not (need.letters or need.under)
            )
            if usable and statement.letter in free_letters(need.says) and not asked.holds(need.says):
                assert isinstance(need.says, Compare)
                found.append(need.says)
    return tuple(dict.fromkeys(found))


def _cases(need: Compare) -> tuple[Compare, ...]:
    """The condition; what is not 0 is positive or negative."""
    if need.relation != "!=":
        return (need,)
    return tuple(Compare(relation, need.left, need.right) for relation in (">", "<"))


def as_written(statement: Quantified) -> Narrowed:
    """The interval of the domain as it is written."""
    low, high = statement.domain.low, statement.domain.high
    lows = (low,) if low is not None and not is_infinite(low.at) else ()
    highs = (high,) if high is not None and not is_infinite(high.at) else ()
    return Narrowed(statement.letter, statement.domain, lows, highs, ())


def with_single_ends(found: Narrowed, asked: Questions) -> Narrowed:
    """One bound at each side where that is possible: the one that implies the others, or their maximum or minimum."""
    lows = _merged(_tightest(found.lows, "<", asked), "max")
    return replace(found, lows=lows, highs=_merged(_tightest(found.highs, ">", asked), "min"))


def _tightest(bounds: tuple[Bound, ...], relation: str, asked: Questions) -> tuple[Bound, ...]:
    """The bounds without those that another one implies."""
    kept = list(bounds)
    for bound in bounds:
        if any(_implies(other, bound, relation, asked) for other in kept if other != bound):
            kept.remove(bound)
    return tuple(kept)


def _implies(other: Bound, bound: Bound, relation: str, asked: Questions) -> bool:
    """Whether a letter beyond the other bound is beyond this one."""
    strictly = other.closed and not bound.closed
    return asked.holds(Compare(relation if strictly else relation + "=", bound.at, other.at))


def _merged(bounds: tuple[Bound, ...], op: str) -> tuple[Bound, ...]:
    if len(bounds) < 2 or len({bound.closed for bound in bounds}) > 1:
        return bounds
    ends: tuple[Term, ...] = tuple(bound.at for bound in bounds)
    extreme: Apply = apply(op, *ends)
    return (Bound(extreme, bounds[0].closed),)


__all__ = ["as_written", "parts_of", "with_single_ends"]
