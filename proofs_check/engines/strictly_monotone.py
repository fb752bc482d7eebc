"""Strictly rising and falling functions of one letter on an interval, from the sign of the slope.

The slope has one strict sign inside the interval; or it has one sign at least weakly, the function is analytic inside, and
the slope is not zero at one point: its zeros are isolated then, and the function is strictly monotone all the same. Other
letters are parameters: at the point the slope has its sign for all their values. At
ends that belong to the interval the function is defined and continuous. Certificate: that of the signs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.float_values import NoValue, value_of
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Number,
    Term,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)

JUMPING = ("sign", "acot", "atan2", "floor", "ceil", "arg")
ANALYTIC = frozenset(
    (
        *(
            "add",
            "sub",
            "mul",
            "div",
            "neg",
            "exp",
            "log",
            "sin",
            "cos",
            "tan",
            "cot",
            "sinh",
            "cosh",
            "tanh",
        ),
        *("coth", "atan", "asinh", "sigmoid", "softplus"),
    )
)


def is_interval(domain: Domain) -> bool:
    """Whether the values fill an interval, or are whole numbers in one, with numbers or closed terms as ends."""
    plain = domain.kind in ("real", "integer") and not domain.nonzero
    return plain and not any(free_letters(end) for end in domain.terms())


def direction(
    goal: Goal, term: Term, name: str, domain: Domain, prove: Prover
) -> tuple[int, tuple[Answer, ...]] | None:
    """1 where the term rises strictly in the letter on the domain, -1 where it falls, with the proofs; None if neither is shown.

    goal: what is known of the other letters; hypotheses about the letter are not used, for they need not hold in between.
    """
    if not is_interval(domain) or any(_jumps(node, name) for node in walk(term)):
        return None
    real = replace(domain, kind="real")
    moving = fresh(name, names_of(goal))
    kept = tuple(one for one in goal.hypotheses if name not in free_letters(one))
    whole = replace(goal, hypotheses=kept).with_letter(moving, real)
    moved = substitute(term, {name: Letter(moving)})
    inside = whole.with_letter(moving, replace(real, low=_open(real.low), high=_open(real.high)))
    try:
        slope, conditions = differentiate(moved, moving, inside.scope)
    except (NotDifferentiable, ValueError):
        return None
    known = defined((moved,), whole, prove)
    if known is None:
        return None
    answers = [known]
    for condition in conditions:
        answers.append(prove(inside.concluding(condition)))
        if not answers[-1].proved:
            return None
    found = _signed(inside, slope, moved, moving, prove)
    return None if found is None else (found[0], (*answers, *found[1]))


def _signed(
    inside: Goal, slope: Term, moved: Term, name: str, prove: Prover
) -> tuple[int, tuple[Answer, ...]] | None:
    point = _inner_point(dict(inside.letters)[name])
    for side in _sides(slope, name, point):
        strict = prove(inside.concluding(Compare(">" if side > 0 else "<", slope, ZERO)))
        if strict.proved:
            return side, (strict,)
    if point is None or not all(_is_analytic(node, name) for node in walk(moved)):
        return None
    for side in _sides(slope, name, point):
        asked = (
            Compare(">=" if side > 0 else "<=", slope, ZERO),
            Compare(">" if side > 0 else "<", substitute(slope, {name: number(point)}), ZERO),
            *_within(number(point), dict(inside.letters)[name]),
        )
        answers: list[Answer] = []
        for one in asked:
            answers.append(prove(inside.concluding(one)))
            if not answers[-1].proved:
                break
        else:
            return side, tuple(answers)
    return None


def _sides(slope: Term, name: str, point: Fraction | None) -> Iterator[int]:
    """The sign that the slope has at the point, where it can be evaluated; else both."""
    try:
        if point is None:
            raise NoValue
        value = value_of(slope, {name: complex(float(point))}).real
    except NoValue:
        yield from (1, -1)
        return
    yield 1 if value > 0 else -1


def _inner_point(domain: Domain) -> Fraction | None:
    """A rational number that seems to lie inside."""
    ends: list[float | None] = []
    for end in (domain.low, domain.high):
        if end is None or is_infinite(end.at):
            ends.append(None)
            continue
        try:
            ends.append(value_of(end.at, {}).real)
        except NoValue:
            return None
    low, high = ends
    if low is not None and high is not None:
        middle = low + (high - low) * 0.4375
        return Fraction(middle).limit_denominator(max(16, int(64 / (high - low)) if high > low else 16))
    if low is not None:
        return Fraction(int(low) + 2)
    return Fraction(int(high) - 2) if high is not None else Fraction(1)


def _within(value: Term, domain: Domain) -> tuple[Term, ...]:
    """That the value lies strictly between the ends."""
    ends = ((">", domain.low), ("<", domain.high))
    return tuple(
        Compare(relation, value, end.at)
        for relation, end in ends
        if end is not None and not is_infinite(end.at)
    )


def _jumps(node: Term, name: str) -> bool:
    """Whether the node may be discontinuous: signs and floors jump, 0**x does at 0, and limits may."""
    if not isinstance(node, Apply):
        return not isinstance(node, Number | Letter | Constant)
    if node.op in JUMPING:
        return True
    if node.op != "pow" or name not in free_letters(node.args[1]):
        return False
    base = node.args[0]
    return (
        base != Letter(name) and not (isinstance(base, Number) and base.value > 0) and base != Constant("e")
    )


def _is_analytic(node: Term, name: str) -> bool:
    match node:
        case Number() | Letter() | Constant():
            return True
        case Apply(op="pow", args=(base, exponent)):
            whole = isinstance(exponent, Number) and exponent.value.denominator == 1
            return whole or (isinstance(base, Number) and base.value > 0)
        case Apply(op=op):
            return op in ANALYTIC
    return False


def _open(end: Bound | None) -> Bound | None:
    return None if end is None else Bound(end.at, False)
