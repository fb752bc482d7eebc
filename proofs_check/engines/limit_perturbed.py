"""Limits of x(n + 1) = a(n)*x(n) + b(n) whose weights settle: a(n) -> a, b(n) -> b.

    |a| < 1                                      x(n) -> b/(1 - a)
    a(n) -> 1, n*(1 - a(n)) -> K > 0 or oo       x(n) -> c, where b(n)/(1 - a(n)) -> c

In the first case the distance d to b/(1 - a) obeys |d(n + 1)| <= q*|d(n)| + e(n) with q < 1 and e(n) -> 0, so d(n) -> 0. In the second let u(n) = 1 - a(n), in (0, 1) from
some n on: |x(n + 1) - c| <= (1 - u(n))*|x(n) - c| + u(n)*e(n) with e(n) -> 0, and the sum of u(n) grows beyond all bounds as that of K/(2*n) does.

Reference: Polyak, Introduction to Optimization, section 2.2 (lemmas of Chung). Certificate: the limits of the weights.
"""

from __future__ import annotations

from proofs_check.engines.calculus_normal import difference_is_zero, tidy
from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import folded, minus, over, plus, times
from proofs_check.engines.limit_certificates import trusted
from proofs_check.engines.limit_readings import LimitValue
from proofs_check.engines.limit_sequences import Settled
from proofs_check.engines.limit_values import value
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.seen_forms import growth
from proofs_check.statement.domains import REAL, Bound, Domain, is_infinite
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    ZERO,
    At,
    Compare,
    Letter,
    Limit,
    Quantified,
    Sum,
    Term,
    free_letters,
    fresh,
    number,
    sequence_names,
    substitute,
    walk,
)
from proofs_check.statement.text import text


def perturbed(limit: Limit, goal: Goal, prove: Prover) -> Settled | None:
    """The limit of x(n + m) at oo for a linear step whose weights move with n, or None."""
    sequence = _sequence(limit, goal)
    if sequence is None or any(domain.is_complex for _, domain in goal.letters):
        return None
    n = fresh(sequence.index, names_of(goal) - {sequence.index} | {name for name, _ in goal.letters})
    weights = _weights(sequence, n, goal)
    if weights is None:
        return None
    plain = tuple(fact for fact in goal.hypotheses if not sequence_names(fact))
    asked = Weights(n, Goal(goal.letters, plain, goal.conclusion, ()), prove, sequence.first)
    found = asked.settled(*weights)
    if found is None:
        return None
    way = f"{text(weights[0])} and {text(weights[1])} are the weights of a step that draws it there"
    return Settled(found, tuple(asked.proofs), way)


def _sequence(limit: Limit, goal: Goal) -> Sequence | None:
    body = limit.body
    if limit.point != INFINITY or limit.domain.kind != "integer" or not isinstance(body, At):
        return None
    found = next((one for one in goal.sequences if one.name == body.name), None)
    if found is None or found.shape != SCALAR or len(found.start) != 1:
        return None
    used = (free_letters(found.step) - {found.index}).union(*map(free_letters, found.start))
    moving = growth(body.index, limit.letter) is not None and limit.letter not in used
    return found if moving and found.index in free_letters(_without(found)) else None


def _without(sequence: Sequence) -> Term:
    """The step with 1 for the value before it: what is left moves by itself."""
    return replace_all(sequence.step, At(sequence.name, Letter(sequence.index)), ONE)


def _weights(sequence: Sequence, n: str, goal: Goal) -> tuple[Term, Term] | None:
    """(a(n), b(n)), where the step is linear in the value before it."""
    if any(isinstance(node, Limit | Sum | Quantified) for node in walk(sequence.step)):
        return None
    x = fresh("x", names_of(goal) | {n})
    body = replace_all(sequence.step, At(sequence.name, Letter(sequence.index)), Letter(x))
    if sequence_names(body):
        return None
    body = substitute(body, {sequence.index: Letter(n)})
    inner = goal.with_letter(n, Domain("integer", Bound(number(sequence.first), True))).with_letter(x, REAL)
    rest = folded(substitute(body, {x: ZERO}))
    weight = tidy(minus(folded(substitute(body, {x: ONE})), rest), inner.scope)
    linear = plus(times(weight, Letter(x)), rest)
    return (weight, rest) if difference_is_zero(body, linear, inner.scope) else None


class Weights:
    """Asks for limits of the weights; `proofs` is what was shown."""

    def __init__(self, n: str, goal: Goal, prove: Prover, first: int) -> None:
        self.n, self.goal, self.prove = n, goal, prove
        self.domain = Domain("integer", Bound(number(first), True))
        self.proofs: list[Answer] = []

    def settled(self, weight: Term, rest: Term) -> Term | None:
        """The limit of the sequence, or None."""
        end = self._limit(weight)
        if end is None or not end.known or is_infinite(end.as_term):
            return None
        asked = Questions(self.goal, self.prove)
        inside = [Compare("<", number(-1), end.term), Compare("<", end.term, ONE)]
        if all(asked.holds(side) for side in inside):
            its = self._limit(rest)
            found = over(its.term, minus(ONE, end.term)) if its is not None and its.kind == "finite" else None
        elif asked.holds(Compare("==", end.term, ONE)):
            found = self._slow(minus(ONE, weight), rest, asked)
        else:
            return None
        self.proofs += asked.used
        return None if found is None else folded(found)

    def _slow(self, missing: Term, rest: Term, asked: Questions) -> Term | None:
        """The second case. missing: u(n) = 1 - a(n)."""
        missing = tidy(missing, self.goal.with_letter(self.n, self.domain).scope)
        rate = self._limit(times(Letter(self.n), missing))
        if rate is None or rate.kind not in ("finite", "+oo"):
            return None
        if rate.kind == "finite" and not asked.positive(rate.term):
            return None
        drawn = self._limit(over(rest, missing))
        return drawn.term if drawn is not None and drawn.kind == "finite" else None

    def _limit(self, body: Term) -> LimitValue | None:
        limit = Limit(self.n, self.domain, body, INFINITY)
        found = value(limit, self.goal, self.prove)
        if not found.known:
            return found
        certified = trusted(limit, found, self.goal, self.prove, ())
        self.proofs.append(certified)
        return found if certified.proved else None
