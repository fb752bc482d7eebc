"""Hypotheses about all real numbers x that compare a polynomial a*x**2 + b*x + c with 0: what they say of the coefficients.

>= 0, > 0   a >= 0, c >= 0 (c > 0), 4*a*c >= b**2        == 0   a == b == c == 0
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_terms import minus, over, plus, times
from proofs_check.engines.degrees import degree_of
from proofs_check.goal import Goal
from proofs_check.statement.domains import REAL
from proofs_check.statement.terms import ZERO, Compare, Quantified, Term, number, substitute


def with_coefficients(goal: Goal) -> Goal:
    """The goal with what its hypotheses about all real numbers say of the coefficients."""
    if any(domain.is_complex for _, domain in goal.letters):
        return goal
    found = [
        fact
        for hypothesis in goal.hypotheses
        for fact in coefficients(hypothesis, goal)
        if fact not in goal.hypotheses
    ]
    return goal.assuming(*dict.fromkeys(found)) if found else goal


def coefficients(hypothesis: Term, goal: Goal) -> Iterator[Term]:
    """The facts about a, b, c; none where the hypothesis has another form."""
    if not isinstance(hypothesis, Quantified) or hypothesis.op != "forall" or hypothesis.domain != REAL:
        return
    body, name = hypothesis.body, hypothesis.letter
    if not isinstance(body, Compare) or body.relation == "!=":
        return
    if not all(degree_of(side, name) <= 2 for side in (body.left, body.right)):
        return
    left, right = (body.left, body.right) if body.relation not in ("<", "<=") else (body.right, body.left)
    f = minus(left, right)
    values = [substitute(f, {name: number(at)}) for at in (0, 1, -1)]
    scope = goal.scope
    c = tidy(values[0], scope)
    b = tidy(over(minus(values[1], values[2]), number(2)), scope)
    a = tidy(minus(over(plus(values[1], values[2]), number(2)), values[0]), scope)
    if body.relation == "==":
        yield from (Compare("==", one, ZERO) for one in (a, b, c) if one != ZERO)
        return
    yield Compare(">" if body.relation in (">", "<") else ">=", c, ZERO)
    if a == ZERO:
        yield Compare("==", b, ZERO)
    else:
        yield Compare(">=", a, ZERO)
        yield Compare(">=", minus(times(number(4), a, c), times(b, b)), ZERO)


__all__ = ["coefficients", "with_coefficients"]
