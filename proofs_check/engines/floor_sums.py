"""Sums of floors whose argument grows by 1/n over whole periods: Hermite's identity for every n.

    sum(floor(u + k/n), k, a, a + t*n - 1) == t*(floor(n*u) + a) + n*t*(t - 1)/2        n, t >= 1, a whole, u free of k

With m = floor(n*u) + a = n*q + s, 0 <= s < n, the floors of one period are q for the first n - s values and q + 1 for the other s, n*q + s in
all; each further period adds n to m. Ceilings and falling arguments follow by ceil(v) = -floor(-v) and k -> -k. Such sums in a statement are replaced by
their values.

Certificate: that n and t are whole, n, t >= 1, and the statement without the sums.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.calculus_normal import difference_is_zero, tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import folded, minus, negate, over, plus, times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
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
    binder,
    children,
    free_letters,
    number,
    rebuild,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "sums of floors"


def applies(goal: Goal) -> bool:
    """Whether the conclusion has a sum of floors or ceilings that move with its letter."""
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    return any(
        isinstance(node, Sum) and node.op == "sum" and _has_floor(node) for node in walk(goal.conclusion)
    )


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement with the values of the sums, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    ask = Questions(goal, prove)
    says = _summed(goal.conclusion, ask)
    if says == goal.conclusion:
        return undecided(ENGINE, "no sum over whole periods")
    answer = prove(goal.concluding(says))
    if not answer.proved:
        return undecided(ENGINE, f"not shown: {text(says)}"[:250])
    return proved(ENGINE, f"{text(says)[:200]}; {answer.detail}"[:300], "certificate", (answer, *ask.used))


def _has_floor(one: Sum) -> bool:
    return any(
        isinstance(node, Apply) and node.op in ("floor", "ceil") and one.letter in free_letters(node)
        for node in walk(one.body)
    )


def _summed(term: Term, ask: Questions) -> Term:
    """The term with the values of the sums that no other binder encloses."""
    if isinstance(term, Sum):
        found = _total(term, term.body, ask) if term.op == "sum" and _has_floor(term) else None
        return term if found is None else found
    if binder(term) is not None:
        return term
    parts = tuple(_summed(part, ask) for part in children(term))
    return rebuild(term, parts) if parts else term


def _total(one: Sum, body: Term, ask: Questions) -> Term | None:
    """The sum of the body, a combination of floors and what does not move; None for others."""
    match body:
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            first, second = _total(one, left, ask), _total(one, right, ask)
            return None if first is None or second is None else apply(op, first, second)
        case Apply(op="neg", args=(inner,)):
            value = _total(one, inner, ask)
            return None if value is None else negate(value)
        case Apply(op="mul", args=(factor, inner)) if one.letter not in free_letters(factor):
            value = _total(one, inner, ask)
            return None if value is None else times(factor, value)
        case Apply(op=("floor" | "ceil") as op, args=(inner,)) if one.letter in free_letters(inner):
            return _of_floors(one, op, inner, ask)
    return None


def _of_floors(one: Sum, op: str, inner: Term, ask: Questions) -> Term | None:
    """The value of the sum of floor(inner) or ceil(inner); None where it is not over whole periods."""
    scope = ask.goal.scope
    start = folded(substitute(inner, {one.letter: ZERO}))
    step = tidy(minus(substitute(inner, {one.letter: ONE}), start), scope)
    whole = plus(start, times(step, Letter(one.letter)))
    if not _is_linear(inner, one.letter) or step == ZERO:
        return None
    if not difference_is_zero(inner, whole, scope.with_letter(one.letter, INTEGER)):
        return None
    for falls in (False, True):
        n = tidy(over(negate(ONE) if falls else ONE, step), scope)
        periods = tidy(over(plus(minus(one.high, one.low), ONE), n), scope)
        if _are_whole((n, periods), ask) and _is_inside(step, n, periods, falls, ask):
            return _value(op, tidy(times(n, start), scope), n, periods, one.low, one.high, falls)
    return None


def _is_linear(term: Term, letter: str) -> bool:
    """Whether the letter stands in sums and above fractions only, in one factor: then no value of it makes the term undefined."""
    if letter not in free_letters(term) or isinstance(term, Letter):
        return True
    match term:
        case Apply(op=("add" | "sub" | "neg"), args=args):
            return all(_is_linear(part, letter) for part in args)
        case Apply(op="mul", args=(left, right)):
            factors = [part for part in (left, right) if letter in free_letters(part)]
            return len(factors) == 1 and _is_linear(factors[0], letter)
        case Apply(op="div", args=(above, below)):
            return letter not in free_letters(below) and _is_linear(above, letter)
    return False


def _are_whole(terms: tuple[Term, ...], ask: Questions) -> bool:
    return all(is_integral(term, ask.goal.scope) for term in terms)


def _is_inside(step: Term, n: Term, periods: Term, falls: bool, ask: Questions) -> bool:
    """Whether n >= 1, the step is 1/n or -1/n, and there is a period: in an empty sum u need not be defined."""
    slope = over(negate(ONE) if falls else ONE, n)
    return (
        ask.holds(Compare(">=", n, ONE))
        and difference_is_zero(step, slope, ask.goal.scope)
        and ask.holds(Compare(">=", periods, ONE))
    )


def _value(op: str, at: Term, n: Term, periods: Term, low: Term, high: Term, falls: bool) -> Term:
    """t*(floor(n*u) + a) + n*t*(t - 1)/2; a is the least k, or -k where the argument falls."""
    growth = times(number(Fraction(1, 2)), n, periods, minus(periods, ONE))
    if op == "floor":
        first = negate(high) if falls else low
        return plus(times(periods, plus(apply("floor", at), first)), growth)
    last = negate(low) if falls else high
    return minus(times(periods, plus(apply("ceil", at), last)), growth)


__all__ = ["applies", "attempt"]
