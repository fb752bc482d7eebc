"""Sums of sines and cosines whose angles grow by a fixed step, in closed form.

    sum(cos(a*k + b), k, l, m) == (sin(a*(m + 1/2) + b) - sin(a*(l - 1/2) + b))/(2*sin(a/2))
    sum(sin(a*k + b), k, l, m) == (cos(a*(l - 1/2) + b) - cos(a*(m + 1/2) + b))/(2*sin(a/2))

where sin(a/2) != 0 and l <= m + 1; both telescope. The step a may depend on the ends: 2*pi/n is the usual one. Squares and products of waves are sums of
waves first. Certificate: that sin(a/2) != 0 and l <= m + 1, and the statement with the closed forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import (
    folded,
    integer_of,
    minus,
    negate,
    number_of,
    over,
    plus,
    times,
)
from proofs_check.engines.outer_sums import in_closed_form, outer_sums
from proofs_check.engines.recursive_orders import is_affine
from proofs_check.goal import Answer, Goal, Prover, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Number,
    Sum,
    Term,
    free_letters,
    number,
    substitute,
)

ENGINE = "sums of waves"
HALF = number_of(Fraction(1, 2))
MAX_WAVES = 8


@dataclass(frozen=True)
class Wave:
    """weight*op(angle); op is 'sin', 'cos', or '' for the weight alone."""

    weight: Term
    op: str = ""
    angle: Term = ZERO


class NoWaves(ValueError):
    """The body is no sum of waves."""


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares numbers and a sum of waves of even steps is in it, which no binder encloses."""
    if not isinstance(goal.conclusion, Compare) or any(domain.is_complex for _, domain in goal.letters):
        return False
    return any(one.op == "sum" and _waves_of(one) is not None for one in outer_sums(goal.conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement with the closed forms of its sums."""
    if not applies(goal):
        return undecided(ENGINE, "")
    return in_closed_form(goal, prove, "sum", _known, ENGINE)


def _known(one: Sum, asked: Questions) -> Term | None:
    waves = _waves_of(one)
    return None if waves is None else _closed(one, waves, asked.goal, asked)


def _waves_of(one: Sum) -> tuple[Wave, ...] | None:
    """The waves of the body, at least one of which moves; None where it is something else."""
    if one.letter in free_letters(one.low) | free_letters(one.high):
        return None
    try:
        found = tuple(_waves(one.body, one.letter))
    except NoWaves:
        return None
    return found if any(wave.op for wave in found) and len(found) <= MAX_WAVES else None


def _waves(term: Term, k: str) -> list[Wave]:
    """Raises NoWaves."""
    if k not in free_letters(term):
        return [Wave(term)]
    match term:
        case Apply(op=("sin" | "cos") as op, args=(angle,)) if is_affine(angle, k):
            return [Wave(ONE, op, angle)]
        case Apply(op="add", args=(left, right)):
            return [*_waves(left, k), *_waves(right, k)]
        case Apply(op="sub", args=(left, right)):
            return [*_waves(left, k), *_waves(Apply("neg", (right,)), k)]
        case Apply(op="neg", args=(inner,)):
            return [Wave(negate(wave.weight), wave.op, wave.angle) for wave in _waves(inner, k)]
        case Apply(op="div", args=(top, below)) if k not in free_letters(below):
            return [Wave(over(wave.weight, below), wave.op, wave.angle) for wave in _waves(top, k)]
        case Apply(op="mul", args=(left, right)):
            return _products(_waves(left, k), _waves(right, k))
        case Apply(op="pow", args=(base, Number(value=value))) if value in (2, 3, 4):
            found = _waves(base, k)
            for _ in range(int(value) - 1):
                found = _products(found, _waves(base, k))
            return found
    raise NoWaves


def _products(left: list[Wave], right: list[Wave]) -> list[Wave]:
    if len(left) * len(right) > MAX_WAVES:
        raise NoWaves
    return [wave for one in left for other in right for wave in _product(one, other)]


def _product(one: Wave, other: Wave) -> tuple[Wave, ...]:
    """2*cos*cos == cos(x - y) + cos(x + y), 2*sin*sin == cos(x - y) - cos(x + y), 2*sin*cos == sin(x + y) + sin(x - y)."""
    weight = times(one.weight, other.weight)
    if not one.op or not other.op:
        return (Wave(weight, one.op or other.op, other.angle if not one.op else one.angle),)
    if (one.op, other.op) == ("cos", "sin"):
        one, other = other, one
    half = times(HALF, weight)
    apart, together = minus(one.angle, other.angle), plus(one.angle, other.angle)
    if one.op == "sin" and other.op == "cos":
        return Wave(half, "sin", together), Wave(half, "sin", apart)
    sign = half if one.op == "cos" else negate(half)
    return Wave(half, "cos", apart), Wave(sign, "cos", together)


def _closed(one: Sum, waves: tuple[Wave, ...], goal: Goal, asked: Questions) -> Term | None:
    """The value of the sum; None where its conditions are not shown."""
    if not asked.holds(Compare("<=", one.low, plus(one.high, ONE))):
        return None
    parts = [_of_wave(wave, one, goal, asked) for wave in waves]
    return (
        None if any(part is None for part in parts) else plus(*(part for part in parts if part is not None))
    )


def _of_wave(wave: Wave, one: Sum, goal: Goal, asked: Questions) -> Term | None:
    k = one.letter
    start = folded(substitute(wave.angle, {k: ZERO}))
    inner = goal.with_letter(k, Domain("integer"))
    step = tidy(minus(folded(substitute(wave.angle, {k: ONE})), start), inner.scope)
    if not wave.op or step == ZERO:
        value = wave.weight if not wave.op else times(wave.weight, Apply(wave.op, (start,)))
        return times(value, plus(minus(one.high, one.low), ONE))
    half = Apply("sin", (tidy(times(HALF, step), inner.scope),))
    if not asked.nonzero(half):
        return None
    above = plus(times(step, plus(one.high, HALF)), start)
    below = plus(times(step, minus(one.low, HALF)), start)
    ends = (
        minus(_turned("sin", above, goal), _turned("sin", below, goal))
        if wave.op == "cos"
        else minus(_turned("cos", below, goal), _turned("cos", above, goal))
    )
    return times(wave.weight, over(ends, times(number_of(Fraction(2)), half)))


def _turned(op: str, term: Term, goal: Goal) -> Term:
    """The sine or cosine with whole turns apart: (2*pi*n - pi)/n is 2*pi - pi/n, and n*pi/(n + 1/2) is pi - pi/2/(n + 1/2)."""
    short = tidy(term, goal.scope)
    if not isinstance(short, Apply) or short.op != "div":
        return folded(Apply(op, (short,)))
    top, below = short.args
    for name in sorted(free_letters(top) & free_letters(below)):
        if is_affine(top, name) and is_affine(below, name):
            many = tidy(over(_slope(top, name), _slope(below, name)), goal.scope)
            rest = tidy(over(tidy(minus(top, times(many, below)), goal.scope), below), goal.scope)
            quarters = integer_of(tidy(over(times(number(2), many), Constant("pi")), goal.scope))
            if quarters is None:
                return Apply(op, (plus(many, rest),))
            place = (quarters + (1 if op == "cos" else 0)) % 4
            turned = Apply(("sin", "cos")[place % 2], (rest,))
            return turned if place < 2 else negate(turned)
    return Apply(op, (short,))


def _slope(term: Term, name: str) -> Term:
    """a of a*n + b."""
    return minus(folded(substitute(term, {name: ONE})), folded(substitute(term, {name: ZERO})))
