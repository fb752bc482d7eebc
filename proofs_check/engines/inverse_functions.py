"""Equalities with a value of an inverse function: f(A) == B from A == g(B) and B in the range of f, g being inverse to f.

    asin(A) == B     -pi/2 <= B <= pi/2, sin(B) == A        asinh(A) == B     sinh(B) == A
    acos(A) == B     0 <= B <= pi,       cos(B) == A        acosh(A) == B     B >= 0, cosh(B) == A
    atan(A) == B     -pi/2 < B < pi/2,   sin(B) == A*cos(B) atanh(A) == B     tanh(B) == A
    acot(A) == B     -pi/2 < B <= pi/2,  B != 0,            sqrt(A) == B      B >= 0, B**2 == A
                     cos(B) == A*sin(B)                     log(A) == B       exp(B) == A
    acoth(A) == B    cosh(B) == A*sinh(B)
    atan2(y, x) == B -pi < B <= pi, sin(B) and cos(B) are y/r and x/r with r = sqrt(x**2 + y**2)

Where the range is not clear at once, a wider one and the sign of cos(B) or sin(B) do. Certificate: that of the goals it
leads to.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from proofs_check.engines.calculus_terms import negate, plus, times
from proofs_check.engines.linear_terms import difference, solved_for
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Constant,
    Term,
    apply,
    number,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "inverse function"
HEADS = ("atan2", "asin", "acos", "acot", "atan", "acosh", "asinh", "atanh", "acoth", "sqrt", "log")
PI = Constant("pi")
MAX_HEADS = 4
Bounds = tuple[Term, ...]


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves an equality in which a value of an inverse function enters with a number as its factor."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return undecided(ENGINE, "")
    if any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "")
    reason = ""
    for head, value in isolated(conclusion):
        answer = _inverted(goal, head, value, prove)
        if answer.proved:
            return answer
        reason = answer.detail
    return undecided(ENGINE, reason)


def isolated(conclusion: Compare) -> Iterator[tuple[Apply, Term]]:
    """(f(A), B) with left == right exactly where f(A) == B, for the first few inverse functions f."""
    parts = difference(conclusion)
    heads = [
        part for part, factor in parts.items() if isinstance(part, Apply) and part.op in HEADS and factor
    ]
    # the one with the least factor first: halves of angles are dear; of equal ones that of the longest argument
    for head in sorted(heads, key=lambda part: (abs(parts[part]), HEADS.index(part.op), -_size(part)))[
        :MAX_HEADS
    ]:
        value = solved_for(head, conclusion)
        if value is not None:
            yield head, value


def _size(term: Term) -> int:
    return sum(1 for _ in walk(term))


def _inverted(goal: Goal, head: Apply, value: Term, prove: Prover) -> Answer:
    used: list[Answer] = []
    for equation in _equations(head, value):
        used.append(prove(goal.concluding(equation)))
        if not used[-1].proved:
            return undecided(ENGINE, f"{text(equation)} is not shown"[:200])
    within = _in_range(goal, head.op, value, prove)
    if within is None:
        return undecided(ENGINE, f"{text(value)} is not shown to be a value of {head.op}"[:200])
    detail = f"{text(head)} == {text(value)} by the inverse function and the range"[:300]
    return proved(ENGINE, detail, "certificate", (*used, *within))


def _equations(head: Apply, value: Term) -> tuple[Compare, ...]:
    inner = head.args[0]
    sin, cos = apply("sin", value), apply("cos", value)
    match head.op:
        case "asin" | "acos":
            return (Compare("==", sin if head.op == "asin" else cos, inner),)
        case "atan":
            return (Compare("==", sin, times(inner, cos)),)
        case "acot":
            return (Compare("==", cos, times(inner, sin)),)
        case "atan2":
            x = head.args[1]
            size = apply("sqrt", plus(apply("pow", x, number(2)), apply("pow", inner, number(2))))
            return (Compare("==", times(size, sin), inner), Compare("==", times(size, cos), x))
        case "acoth":  # coth(value) has no value at 0; of what is undefined everything may be shown
            return (Compare("==", apply("cosh", value), times(inner, apply("sinh", value))),)
        case "sqrt":
            return (Compare("==", apply("pow", value, number(2)), inner),)
        case "log":
            return (Compare("==", apply("exp", value), inner),)
        case _:
            return (Compare("==", apply(head.op.removeprefix("a"), value), inner),)


def _in_range(goal: Goal, op: str, value: Term, prove: Prover) -> tuple[Answer, ...] | None:
    """Proofs that `value` lies in the range of the function, or None."""
    for bounds in _ranges(op, value):
        answers = []
        for bound in bounds:
            answers.append(prove(goal.concluding(bound)))
            if not answers[-1].proved:
                break
        if all(answer.proved for answer in answers):
            return tuple(answers)
    return None


def _ranges(op: str, value: Term) -> tuple[Bounds, ...]:
    """Sets of bounds, each of which is enough."""
    half, wide = times(number(Fraction(1, 2)), PI), times(number(Fraction(3, 2)), PI)
    sin, cos = apply("sin", value), apply("cos", value)
    if op == "asin":
        return (
            _between(value, "<=", negate(half), half, "<="),
            (Compare(">=", cos, ZERO), *_between(value, "<", negate(wide), wide, "<")),
        )
    if op == "acos":
        return (
            _between(value, "<=", ZERO, PI, "<="),
            (Compare(">=", sin, ZERO), *_between(value, "<", negate(PI), times(number(2), PI), "<")),
        )
    if op == "atan":
        return (
            _between(value, "<", negate(half), half, "<"),
            (Compare(">", cos, ZERO), *_between(value, "<=", negate(wide), wide, "<=")),
            (Compare("!=", cos, ZERO), *_between(value, "<=", negate(half), half, "<=")),
        )
    if op == "acot":
        return ((*_between(value, "<", negate(half), half, "<="), Compare("!=", value, ZERO)),)
    if op == "atan2":
        return (_between(value, "<", negate(PI), PI, "<="),)
    if op in ("acosh", "sqrt"):
        return ((Compare(">=", value, ZERO),),)
    return ((),)


def _between(value: Term, below: str, low: Term, high: Term, above: str) -> Bounds:
    return (Compare(below, low, value), Compare(above, value, high))
