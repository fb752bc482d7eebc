"""Bezout's equation along a sequence, by induction: exists(a, exists(b, a*F(n) + b*F(n + 1) == 1)).

Where X(n) == p*X(n + 1) + r*Y(n + 1) and Y(n) == q*X(n + 1) + s*Y(n + 1) with whole numbers p, q, r, s, whole a and b with
a*X(n) + b*Y(n) == C give whole numbers at n + 1: p*a + q*b and r*a + s*b. C does not move with n.

Certificate: the existence at the least n, and the two equations.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from proofs_check.engines.calculus_terms import folded, minus, plus, times
from proofs_check.engines.induction_core import first_value
from proofs_check.engines.known_sequences import with_sequences
from proofs_check.engines.polynomial_quotients import Asked, asked_by
from proofs_check.engines.unfolding import Unfolder
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Letter,
    Quantified,
    Term,
    free_letters,
    number,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "recombined witnesses"
WEIGHTS = sorted(product(range(-2, 3), repeat=2), key=lambda pair: abs(pair[0]) + abs(pair[1]))


def applies(goal: Goal) -> bool:
    """Whether two whole numbers are asked for by a linear equation whose weights move with a whole letter."""
    return not any(domain.is_complex for _, domain in goal.letters) and _weights(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence by induction, or says why not."""
    goal = with_sequences(goal) if applies(goal) else goal
    found = _weights(goal) if applies(goal) else None
    if found is None:
        return undecided(ENGINE, "")
    name, one, other = found
    back = [_recombined(goal, name, part, one, other, prove) for part in (one, other)]
    if back[0] is None or back[1] is None:
        return undecided(ENGINE, "the weights are no combinations of the following ones")
    first = first_value(dict(goal.letters)[name])
    assert first is not None
    base = prove(_base(goal, name, first, prove))
    if not base.proved:
        return undecided(ENGINE, f"not shown at {name} = {first}")
    detail = f"{name} = {first}, and {text(one)}, {text(other)} as combinations of the following ones"
    return proved(ENGINE, detail[:300], "certificate", (base, *back[0], *back[1]))


def _base(goal: Goal, name: str, first: int, prove: Prover) -> Goal:
    """The existence at the least index, with the values there."""
    asked = asked_by(goal)
    assert asked is not None
    kept = replace(goal, letters=tuple(pair for pair in goal.letters if pair[0] != name))
    unfolder = Unfolder(kept, prove)
    sides = (substitute(side, {name: number(first)}) for side in (asked.equation.left, asked.equation.right))
    statement: Term = Compare("==", *(folded(unfolder.at_numbers(side)) for side in sides))
    for letter, domain in reversed(asked.letters):
        statement = Quantified("exists", letter, domain, statement)
    return kept.concluding(statement)


def _weights(goal: Goal) -> tuple[str, Term, Term] | None:
    """(n, X, Y) of a*X + b*Y == C, with n in X and Y, and not in C nor in a hypothesis."""
    asked = asked_by(goal)
    if asked is None or len(asked.letters) != 2 or any(domain != INTEGER for _, domain in asked.letters):
        return None
    name = _moving(goal, asked)
    parts = _linear(asked)
    if name is None or parts is None:
        return None
    one, other, rest = parts
    moves = name in free_letters(one) & free_letters(other) - free_letters(rest)
    return (name, one, other) if moves else None


def _moving(goal: Goal, asked: Asked) -> str | None:
    """The only whole letter of the equation, bounded below by a number, of which nothing else speaks."""
    spoken = frozenset[str]().union(*map(free_letters, goal.hypotheses))
    spoken |= frozenset(
        name for _, domain in goal.letters for end in domain.terms() for name in free_letters(end)
    )
    spoken |= frozenset(
        name for s in goal.sequences for term in (*s.start, s.step) for name in free_letters(term) - {s.index}
    )
    whole = [
        name
        for name, domain in goal.letters
        if name in free_letters(asked.equation)
        and domain.kind == "integer"
        and domain.high is None
        and not domain.nonzero
        and first_value(domain) is not None
    ]
    return whole[0] if len(whole) == 1 and whole[0] not in spoken else None


def _linear(asked: Asked) -> tuple[Term, Term, Term] | None:
    """(X, Y, C): the sides differ by a*X + b*Y - C, which is seen by its values and compared as polynomials by the prover."""
    (one, _), (other, _) = asked.letters
    left, right = asked.equation.left, asked.equation.right
    if {one, other} & free_letters(right):
        return None

    def at(first: Term, second: Term) -> Term:
        return folded(substitute(left, {one: first, other: second}))

    if at(ZERO, ZERO) != ZERO:
        return None
    weights = at(ONE, ZERO), at(ZERO, ONE)
    plain = plus(times(Letter(one), weights[0]), times(Letter(other), weights[1]))
    sides = (plain, plus(times(weights[0], Letter(one)), times(weights[1], Letter(other))))
    return (*weights, right) if folded(left) in map(folded, sides) else None


def _recombined(
    goal: Goal, name: str, part: Term, one: Term, other: Term, prove: Prover
) -> tuple[Answer, ...] | None:
    """That X(n) is a combination of X(n + 1) and Y(n + 1) with small whole weights."""
    following = [substitute(term, {name: plus(Letter(name), ONE)}) for term in (one, other)]
    for weights in WEIGHTS:
        terms = (times(number(weight), term) for weight, term in zip(weights, following, strict=True))
        answer = prove(goal.concluding(Compare("==", minus(plus(*terms), part), ZERO)))
        if answer.proved:
            return (answer,)
    return None
