"""Values for existences that certainly fail at a few points: they need no proof to be dropped.

What is dropped here is not refuted: another value may show the existence.
"""

from __future__ import annotations

from proofs_check.engines import entries
from proofs_check.engines.calculus_terms import flat_conjunction
from proofs_check.engines.existence_angles import may_be_turned
from proofs_check.engines.sampling import refuting_point
from proofs_check.engines.whole_samples import fails_at_whole_numbers
from proofs_check.engines.word_terms import Unsupported
from proofs_check.goal import Goal
from proofs_check.goal_forms import with_complex_letter
from proofs_check.statement.domains import membership
from proofs_check.statement.sorts import SortError
from proofs_check.statement.terms import (
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    apply,
    fresh,
    substitute,
)


def fails_somewhere(statement: Quantified, value: Term, goal: Goal) -> bool:
    """Whether a value breaks a condition at one of a few points for certain."""
    try:
        conditions = flat_conjunction(substitute(statement.body, {statement.letter: value}))
    except ValueError:
        return True
    if statement.domain.is_complex and not any(domain.is_complex for _, domain in goal.letters):
        goal = with_complex_letter(goal)  # as `witness` reads it: roots of negative numbers are values
    put = {statement.letter: value}
    facts = tuple(substitute(fact, put) for fact in membership(statement.letter, statement.domain))
    if may_be_turned(value, statement.domain):
        facts = ()
    if statement.domain.kind == "integer":
        facts = (Compare("==", apply("floor", value), value), *facts)
    return any(_breaks(one, goal) for one in (*facts, *conditions))


def _breaks(condition: Term, goal: Goal) -> bool:
    """Whether a condition is certainly false at one of a few points; what holds for all values is taken at some of them."""
    match condition:
        case Compare():
            said = _entry_by_entry(goal.concluding(condition))
            return fails_at_whole_numbers(said) or refuting_point(said) is not None
        case Quantified(op="forall", letter=letter, domain=domain, body=body):
            name = fresh(letter, frozenset(known for known, _ in goal.letters))
            inner = goal.with_letter(name, domain)
            parts = flat_conjunction(substitute(body, {letter: Letter(name)}))
            return domain.is_scalar and any(_breaks(part, inner) for part in parts)
        case Connective(op="implies", parts=(Compare() as premise, then)):
            return _breaks(then, goal.assuming(premise))
        case _:
            return False


def _entry_by_entry(goal: Goal) -> Goal:
    """The goal of the entries, which can be put to numbers, where the goal speaks of small matrices."""
    if all(domain.is_scalar for _, domain in goal.letters):
        return goal
    try:
        return entries.expand(goal).goal
    except (Unsupported, ValueError, SortError):
        return goal
