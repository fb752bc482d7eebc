"""Sums over products of two binomial coefficients that both move with the index: one of them is made free of it.

    binomial(n, k)*binomial(k, m) == binomial(n, m)*binomial(n - m, k - m)              k from low >= 0 on, 0 <= m <= n
    binomial(n, k)*binomial(n - k, m) == binomial(n, m)*binomial(n - m, k)              0 <= k <= n, 0 <= m <= n
    binomial(n, k)*binomial(n - k, m - k) == binomial(n, m)*binomial(m, k)              0 <= k <= m <= n

In the first the index is counted from m on; a sum from 0 loses its terms below m, which are 0. Certificate: these bounds, and the statement with
the new sums.

Reference: Graham, Knuth, Patashnik, Concrete Mathematics, (5.21).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import minus, plus, times
from proofs_check.engines.outer_sums import in_closed_form, outer_sums
from proofs_check.goal import Answer, Goal, Prover, undecided
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Sum,
    Term,
    apply,
    free_letters,
    substitute,
)

ENGINE = "trinomial revision"


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares numbers, and a sum over two moving binomial coefficients is in it."""
    if not isinstance(goal.conclusion, Compare) or goal.sequences:
        return False
    sums = (one for one in outer_sums(goal.conclusion) if one.op == "sum")
    return any(len(list(_chosen(one))) == 2 for one in sums)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement with one binomial coefficient less below its sums."""
    if not applies(goal):
        return undecided(ENGINE, "")
    return in_closed_form(goal, prove, "sum", revised, ENGINE)


def revised(one: Sum, asked: Questions) -> Term | None:
    """The sum with a coefficient before it; None where it is no such sum, or its bounds are not shown."""
    if one.letter in dict(asked.goal.letters) or one.letter in free_letters(one.low) | free_letters(one.high):
        return None
    chosen = list(_chosen(one))
    if len(chosen) != 2 or not asked.holds(Compare(">=", one.low, ZERO)):
        return None
    rest = times(*(factor for factor in _factors(one.body) if factor not in chosen))
    for first, second in permutations(chosen):
        found = _pair(first, second, one, asked)
        if found is not None:
            return _joined(found, rest, one, asked)
    return None


def _factors(term: Term) -> Iterator[Term]:
    match term:
        case Apply(op="mul", args=args):
            for arg in args:
                yield from _factors(arg)
        case _:
            yield term


def _chosen(one: Sum) -> Iterator[Apply]:
    """The binomial coefficients among the factors of the terms that move with the index."""
    for factor in _factors(one.body):
        if isinstance(factor, Apply) and factor.op == "binomial" and one.letter in free_letters(factor):
            yield factor


def _pair(first: Apply, second: Apply, one: Sum, asked: Questions) -> tuple[Term, Term, Term] | None:
    """(m, the coefficient before the sum, the one left below it) for binomial(n, k)*second; m is 0 where the index stays."""
    index, (n, under) = Letter(one.letter), first.args
    if under != index or one.letter in free_letters(n):
        return None
    over_, m = second.args
    if over_ == index and one.letter not in free_letters(m):
        return _within(m, n, asked, m, apply("binomial", minus(n, m), index))
    scope = asked.goal.scope.with_letter(one.letter, INTEGER)
    if tidy(minus(over_, minus(n, index)), scope) != ZERO:
        return None
    if one.letter not in free_letters(m):
        ends = asked.holds(Compare("<=", one.high, n))
        return _within(m, n, asked, ZERO, apply("binomial", minus(n, m), index)) if ends else None
    m = tidy(plus(m, index), scope)
    if one.letter in free_letters(m) or not asked.holds(Compare("<=", one.high, m)):
        return None
    return _within(m, n, asked, ZERO, apply("binomial", m, index))


def _within(m: Term, n: Term, asked: Questions, by: Term, left: Apply) -> tuple[Term, Term, Term] | None:
    inside = asked.holds(Compare("<=", ZERO, m)) and asked.holds(Compare("<=", m, n))
    return (by, apply("binomial", n, m), left) if inside else None


def _joined(found: tuple[Term, Term, Term], rest: Term, one: Sum, asked: Questions) -> Term | None:
    """The new sum, over the index less m."""
    m, before, left = found
    if m == ZERO:
        return times(before, Sum("sum", one.letter, times(left, rest), one.low, one.high))
    low = one.low
    if (
        low != m
        and asked.holds(Compare("<=", low, m))
        and asked.holds(Compare(">=", one.high, minus(m, ONE)))
    ):
        low = m
    moved = substitute(rest, {one.letter: plus(Letter(one.letter), m)})
    scope = asked.goal.scope
    ends = tidy(minus(low, m), scope), tidy(minus(one.high, m), scope)
    return times(before, Sum("sum", one.letter, times(left, moved), *ends))


__all__ = ["ENGINE", "applies", "attempt", "revised"]
