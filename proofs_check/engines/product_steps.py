"""Equations between a product and its closed form: both sides agree at the first value and grow by the same factor from n to n + 1.

    c(n)*prod(B(k), k, a, n) == r(n)        at the first n, and        c(n + 1)*B(n + 1)*r(n) == c(n)*r(n + 1)

where c(n) != 0; if c(n + 1) is f*c(n) with an f that is read off, f*B(n + 1)*r(n) == r(n + 1) is enough, whatever c is. The closed form may
vanish: nothing is divided by it. So prod(cos(2**k*x), k, 0, n - 1) == sin(2**n*x)/(2**n*sin(x)).
Certificate: the first value, the equation of the step, and that the range does not turn round.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_terms import folded_in, over, plus, times
from proofs_check.engines.discrete_growth import first_of, later, moving_letters
from proofs_check.engines.discrete_steps import Moves, NoStep
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Sum,
    Term,
    free_letters,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "steps of products"


@dataclass(frozen=True)
class Product:
    """weight*value == other, value the only long product."""

    weight: Term
    value: Sum
    other: Term


def applies(goal: Goal) -> bool:
    """Whether the conclusion equates numbers, one of them a multiple of a product whose range moves with a whole letter."""
    if goal.sequences or not all(domain.is_scalar for _, domain in goal.letters):
        return False
    return _product(goal) is not None and bool(moving_letters(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the equation by the factors of both sides, or says why not."""
    found = _product(goal) if applies(goal) else None
    if found is None:
        return undecided(ENGINE, "")
    reason = "no letter that moves by steps"
    for name in moving_letters(goal):
        first = first_of(goal, name)
        if first is None or name not in free_letters(found.value.high):
            continue
        try:
            answer = _by_steps(goal, found, name, first, prove)
        except NoStep as problem:
            answer = undecided(ENGINE, str(problem))
        if answer.proved:
            return answer
        reason = answer.detail
    return undecided(ENGINE, reason)


def _product(goal: Goal) -> Product | None:
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return None
    for left, right in ((conclusion.left, conclusion.right), (conclusion.right, conclusion.left)):
        found = _multiple(left)
        if found is not None and _is_plain(right):
            return Product(found[0], found[1], right)
    return None


def _is_plain(term: Term) -> bool:
    return not any(isinstance(node, Sum) for node in walk(term))


def _multiple(term: Term) -> tuple[Term, Sum] | None:
    """(c, P) of c*P; a divisor of the claim is not 0 where the claim is defined."""
    match term:
        case Sum(op="prod", body=body) if _is_plain(body):
            return ONE, term
        case Apply(op="mul", args=(left, right)):
            for factor, rest in ((left, right), (right, left)):
                found = _multiple(rest)
                if found is not None and _is_plain(factor):
                    return times(factor, found[0]), found[1]
        case Apply(op="div", args=(top, below)) if _is_plain(below):
            found = _multiple(top)
            return None if found is None else (over(found[0], below), found[1])
    return None


def _by_steps(goal: Goal, found: Product, name: str, first: int, prove: Prover) -> Answer:
    """Raises NoStep."""
    moves, one = Moves(name), found.value
    if moves.moves(one.low) or moves.moves(one.body) or one.letter == name:
        raise NoStep("a product of which more moves than the upper end")
    up = moves.slope(one.high)
    if up == 0:
        raise NoStep("an end that does not move")
    places = (tidy(plus(one.high, number(j)), goal.scope) for j in range(1, up + 1))
    more = times(*(substitute(one.body, {one.letter: place}) for place in places))
    start = goal.concluding(folded_in(substitute(goal.conclusion, {name: number(first)}), goal.scope))
    asked = [start]
    after = later(goal, name, first)
    asked += [after.concluding(need) for need in _step(found, moves, more)]
    asked.append(after.concluding(Compare("<=", one.low, plus(one.high, ONE))))
    answers = []
    for question in asked:
        answers.append(prove(question))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown: {text(question.conclusion)}"[:250])
    detail = f"at {name} = {first}, and then by {text(asked[1].conclusion)}"
    return proved(ENGINE, detail[:400], "certificate", tuple(answers))


def _step(found: Product, moves: Moves, more: Term) -> tuple[Term, ...]:
    """What gives the equation at n + 1 from that at n."""
    factor = _factor(found.weight, moves)
    after = moves.after(found.other)
    if factor is not None:
        return (Compare("==", times(factor, more, found.other), after),)
    step = Compare("==", times(moves.after(found.weight), more, found.other), times(found.weight, after))
    return step, Compare("!=", found.weight, ZERO)


def _factor(weight: Term, moves: Moves) -> Term | None:
    """f with weight(n + 1) == f*weight(n)."""
    match weight:
        case Apply(op="mul", args=(left, right)):
            one, two = _factor(left, moves), _factor(right, moves)
            return None if one is None or two is None else times(one, two)
        case Apply(op="div", args=(top, below)):
            one, two = _factor(top, moves), _factor(below, moves)
            return None if one is None or two is None else over(one, two)
        case Apply(op="pow", args=(base, exponent)) if not moves.moves(base):
            try:
                step = moves.slope(exponent)
            except NoStep:
                return None
            return Apply("pow", (base, number(step))) if step > 1 else base if step else ONE
    return None if moves.moves(weight) else ONE


__all__ = ["ENGINE", "applies", "attempt"]
