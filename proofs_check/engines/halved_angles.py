"""Products of the cosines of an angle that is halved again and again, as the letter of a limit goes to infinity (Viete's product).

    prod(cos(u/2**k), k, m, n)*2**(n - m + 1)*sin(u/2**n) == sin(u/2**(m - 1))        for all n, by induction

For u != 0 the sine of u/2**n is not 0 from some n on, since 0 < |u/2**n| < pi there: from then on the product is a quotient.
Certificate: the induction, and that u is not 0.
"""

from __future__ import annotations

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import minus, over, plus, power, times
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    Apply,
    Compare,
    Letter,
    Limit,
    Sum,
    Term,
    apply,
    binder,
    free_letters,
    number,
    walk,
)

ENGINE = "halved angles"
TWO = number(2)


def with_halved_angles(limit: Limit, goal: Goal, prove: Prover) -> tuple[Limit, tuple[Answer, ...]]:
    """The limit with such products as quotients, equal to them from some value of its letter on. goal: without that letter."""
    body = limit.body
    answers: tuple[Answer, ...] = ()
    if limit.point != INFINITY or limit.domain.kind != "integer":
        return limit, answers
    bound = {binder(node) for node in walk(limit.body)}
    for node in dict.fromkeys(walk(limit.body)):
        if not isinstance(node, Sum) or node.op != "prod" or bound & free_letters(node):
            continue
        if _ends_at_letter(node, limit.letter):
            found = _quotient(node, limit, goal, prove)
            if found is not None:
                body, answers = replace_all(body, node, found[0]), (*answers, *found[1])
    return Limit(limit.letter, limit.domain, body, limit.point, limit.side), answers


def _ends_at_letter(node: Sum, letter: str) -> bool:
    return node.high == Letter(letter) and letter not in free_letters(node.low) | free_letters(node.body)


def _quotient(node: Sum, limit: Limit, goal: Goal, prove: Prover) -> tuple[Term, tuple[Answer, ...]] | None:
    """The quotient, with the proofs that it is the product."""
    angle = _angle(node, goal)
    if angle is None or not free_letters(angle) <= {name for name, _ in goal.letters}:
        return None
    inner = goal.with_letter(limit.letter, limit.domain).assuming(Compare(">=", node.high, node.low))
    factor = times(power(TWO, plus(minus(node.high, node.low), ONE)), apply("sin", _halved(angle, node.high)))
    above = apply("sin", _halved(angle, minus(node.low, ONE)))
    asked = Questions(goal, prove)
    shown = prove(inner.concluding(Compare("==", times(node, factor), above)))
    if not shown.proved or not asked.nonzero(angle):
        return None
    return over(above, factor), (*asked.used, proved(ENGINE, "by induction", "certificate", (shown,)))


def _angle(node: Sum, goal: Goal) -> Term | None:
    """u in cos(u/2**k)."""
    if not isinstance(node.body, Apply) or node.body.op != "cos":
        return None
    inner = goal.with_letter(node.letter, INTEGER)
    angle = tidy(times(node.body.args[0], power(TWO, Letter(node.letter))), inner.scope)
    return angle if node.letter not in free_letters(angle) else None


def _halved(angle: Term, often: Term) -> Term:
    return over(angle, power(TWO, often))


__all__ = ["with_halved_angles"]
