"""Recurrences of first order for sums of hypergeometric terms, proved: c1*S(n + 1) + c0*S(n) == r(n).

The certificate G of `zeilberger.py` has c1*F(n + 1, k) + c0*F(n, k) == G(n, k + 1) - G(n, k). That is proved for all k of the range but the
last, where G may have a pole; the last terms, and those that enter above when n grows, are put in by hand:

    r(n) = G(n, b) - G(n, a) + c0*F(n, b) + c1*(F(n + 1, b) + ... + F(n + 1, b + growth))        for S(n) = sum(F(n, k), k, a, b(n))

So the summands need not vanish beyond their range: sum(1/binomial(n, k), k, 0, n) has such a recurrence with r != 0.

References: Petkovsek, Wilf, Zeilberger, A = B, chapter 6; Rockett, Sums of the inverses of binomial coefficients (1981).
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines import zeilberger
from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.calculus_terms import integer_of, minus, over, plus, times
from proofs_check.engines.hypergeometric import Field, NotHypergeometric
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.domains import INTEGER, Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Letter,
    Sum,
    Term,
    free_letters,
    number,
    substitute,
)

MAX_STEP = 3


@dataclass(frozen=True)
class Recurrence:
    """c1*S(n + 1) + c0*S(n) == rest, and c1 != 0, for all n of a goal; `answers` prove it, `total` is its G."""

    c1: Term
    c0: Term
    rest: Term
    total: Term
    answers: tuple[Answer, ...]

    def following(self, value: Term) -> Term:
        """S(n + 1) where S(n) is `value`."""
        return over(minus(self.rest, times(self.c0, value)), self.c1)


@dataclass(frozen=True)
class Proposal:
    """A sum, how far its upper end moves when the letter grows by 1, and what telescopes."""

    node: Sum
    name: str
    growth: int
    found: zeilberger.Telescoped


def proposed(node: Sum, name: str) -> Proposal | None:
    """The recurrence in the letter `name` that telescoping gives, not yet proved."""
    growth = _growth(node.high, name)
    if growth is None or name in free_letters(node.low) or node.letter == name:
        return None
    found = zeilberger.recurrence(node.body, node.letter, name)
    return None if found is None or found.c1 == ZERO else Proposal(node, name, growth, found)


def shown(one: Proposal, goal: Goal, prove: Prover) -> Recurrence | None:
    """The recurrence, proved for all values of the letter in the goal."""
    node, found, last = one.node, one.found, one.node.high
    if node.letter in names_of(goal):
        return None
    later_body = substitute(node.body, {one.name: plus(Letter(one.name), ONE)})
    combined = plus(times(found.c1, later_body), times(found.c0, node.body))
    says = Compare("==", combined, minus(_at(found.total, node, plus(Letter(node.letter), ONE)), found.total))
    parts = on_range(says, node, minus(last, ONE), goal, prove)
    if parts is None:
        return None
    added = [times(found.c1, _at(later_body, node, plus(last, number(j)))) for j in range(one.growth + 1)]
    ends = minus(_at(found.total, node, last), _at(found.total, node, node.low))
    rest = plus(ends, *added, times(found.c0, _at(node.body, node, last)))
    needs = [prove(goal.concluding(Compare(">=", last, node.low)))]
    needs.append(prove(goal.concluding(Compare("!=", found.c1, ZERO))))
    meant = defined((rest,), goal, prove) if all(need.proved for need in needs) else None
    if meant is None:
        return None
    return Recurrence(found.c1, found.c0, rest, found.total, (*parts, *needs, meant))


def on_range(says: Compare, node: Sum, last: Term, goal: Goal, prove: Prover) -> tuple[Answer, ...] | None:
    """`says` and that its terms are defined, for all whole indices from the lower end to `last`."""
    index = Letter(node.letter)
    low = integer_of(node.low)
    domain = Domain("integer", Bound(node.low, True)) if low is not None else INTEGER
    inner = goal.with_letter(node.letter, domain)
    inner = inner.assuming(Compare("<=", node.low, index), Compare("<=", index, last)).concluding(says)
    holds = prove(inner)
    if not holds.proved:
        return None
    meant = defined((says,), inner, prove)
    return (holds, meant) if meant is not None else None


def _growth(high: Term, name: str) -> int | None:
    """How far the upper end moves when the letter grows by 1, from 0 to MAX_STEP; None else."""
    try:
        field = Field(sorted(free_letters(high) | {name}))
        moved = substitute(high, {name: plus(Letter(name), ONE)})
        found = field.rational(minus(moved, high))
    except NotHypergeometric:
        return None
    for step in range(MAX_STEP + 1):
        if found.num == found.den * step:
            return step
    return None


def _at(term: Term, node: Sum, value: Term) -> Term:
    return substitute(term, {node.letter: value})
