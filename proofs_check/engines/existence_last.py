"""Whole numbers at which a condition holds for the last time: `exists(k, D, P(k) and Q(k))` where Q(k) says that P(k + 1) fails.

If P holds at a start s and fails somewhere beyond it, the least k >= s for which P(k + 1) fails has P(k): either k is s, or P(k - 1 + 1)
does not fail (the whole numbers from s on are well ordered). P need not be monotone. So 2**k <= n < 2**(k + 1), k**2 <= n < (k + 1)**2.
Of numbers that are not bounded below the start is shown to exist first. Other conditions are shown under both.

Certificate: proofs that P(s) holds, that P(K + 1) fails for some K >= s, that Q(k) follows where P(k + 1) fails, and of the other conditions.

Notation: k is the letter of `exists(k, D, p)`, p its body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from proofs_check.engines.calculus_questions import defined, names_of, within
from proofs_check.engines.calculus_terms import flat_conjunction, plus
from proofs_check.engines.existence_intro import negation
from proofs_check.engines.sampling import refuting_point
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import INTEGER, Bound, Domain, membership
from proofs_check.statement.terms import (
    ONE,
    Compare,
    Letter,
    Quantified,
    Term,
    free_letters,
    fresh,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "existence"
MAX_CONDITIONS = 4
ORDERS = ("<", "<=", ">", ">=")


@dataclass(frozen=True)
class Search:
    """For the last k from `start` on (None: of all whole numbers) with `holds`; `ends` fails the next time, `others` are shown there."""

    letter: str
    start: Term | None
    holds: Compare
    ends: Compare
    others: tuple[Term, ...]

    @property
    def numbers(self) -> Domain:
        """The whole numbers from the start on."""
        return INTEGER if self.start is None else Domain("integer", low=Bound(self.start, True))

    def at(self, value: Term) -> Term:
        """The condition at a value."""
        return substitute(self.holds, {self.letter: value})

    @property
    def fails_next(self) -> Term:
        """That the condition fails at k + 1."""
        return negation(self.at(plus(Letter(self.letter), ONE)))


def by_last(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """Proves an existence by the last number with one of its conditions. The letter must be new to the goal."""
    if statement.domain.kind != "integer" or any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "no whole number is asked for")
    for search in _searches(statement, goal):
        answer = _last(search, goal, prove)
        if answer.proved:
            return answer
    return undecided(ENGINE, "no condition holds for a last time")


def _searches(statement: Quantified, goal: Goal) -> Iterator[Search]:
    """The pairs of conditions of which the second may say that the first fails at the next number."""
    letter, domain = statement.letter, statement.domain
    conditions = flat_conjunction(statement.body)
    orders = [one for one in conditions if _is_order(one, letter)]
    if len(orders) < 2 or len(conditions) > MAX_CONDITIONS:
        return
    start = _start(domain, goal)
    left = membership(letter, Domain("integer", None if start else domain.low, domain.high, domain.nonzero))
    for holds, ends in permutations(orders, 2):
        others = tuple(one for one in conditions if one not in (holds, ends))
        if isinstance(holds, Compare) and isinstance(ends, Compare):
            yield Search(letter, start, holds, ends, (*left, *others))


def _is_order(condition: Term, letter: str) -> bool:
    return (
        isinstance(condition, Compare) and condition.relation in ORDERS and letter in free_letters(condition)
    )


def _start(domain: Domain, goal: Goal) -> Term | None:
    """The least number of the domain where it is seen to be one."""
    if domain.low is None or not is_integral(domain.low.at, goal.scope):
        return None
    return domain.low.at if domain.low.closed else plus(domain.low.at, ONE)


def _last(search: Search, goal: Goal, prove: Prover) -> Answer:
    inner = within(goal, ((search.letter, search.numbers),), (), search.ends)
    stops = inner.assuming(search.fails_next)
    if refuting_point(stops) is not None:
        return undecided(ENGINE, "the other condition does not say that the first one fails next")
    step = prove(stops)
    if not step.proved:
        return undecided(ENGINE, f"{text(search.ends)} is not shown where the other condition fails next")
    ends = _between(search, goal, prove)
    if not ends.proved:
        return ends
    there = inner.assuming(search.holds, search.ends)
    answers = [step, ends]
    for other in search.others:
        answers.append(prove(there.concluding(other)))
        if not answers[-1].proved:
            return undecided(ENGINE, f"{text(other)} is not shown at the last number")
    shown = (
        defined((search.holds, search.fails_next, search.ends), inner, prove),
        defined(search.others, there, prove),
        defined(() if search.start is None else (search.start,), goal, prove),
    )
    used = tuple(one for one in shown if one is not None)
    if len(used) < len(shown):
        return undecided(ENGINE, "the conditions are not shown to be defined for all numbers")
    detail = f"the last {search.letter} with {text(search.holds)}"
    return proved(ENGINE, detail, "certificate", (*answers, *used))


def _between(search: Search, goal: Goal, prove: Prover) -> Answer:
    """That the condition holds at a start, and fails beyond it."""
    if search.start is not None:
        first = prove(goal.concluding(search.at(search.start)))
        if first.proved:
            return _with_end(search, search.start, goal, first, prove)
    starts = Quantified("exists", search.letter, search.numbers, search.holds)
    first = prove(goal.concluding(starts))
    if not first.proved:
        return undecided(ENGINE, f"{text(search.holds)} is not shown to hold anywhere")
    opened = within(goal, ((search.letter, search.numbers),), (search.holds,), search.holds)
    return _with_end(search, Letter(search.letter), opened, first, prove)


def _with_end(search: Search, start: Term, goal: Goal, first: Answer, prove: Prover) -> Answer:
    """`first` together with a proof that the condition fails after some number from the start on."""
    beyond = Domain("integer", low=Bound(start, True))
    name = fresh(f"{search.letter}_end", names_of(goal) | free_letters(search.holds))
    fails = substitute(search.fails_next, {search.letter: Letter(name)})
    last = prove(goal.concluding(Quantified("exists", name, beyond, fails)))
    if not last.proved:
        return undecided(ENGINE, f"{text(search.holds)} is not shown to fail at last")
    return proved(ENGINE, "", "certificate", (first, last))


__all__ = ["by_last"]
