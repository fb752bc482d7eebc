"""Closed forms of linear sequences that are driven by powers: x(t + 1) = a*x(t) + c*r**t + d*s**t + ...

Each power adds c*r**t/(r - a), and what is left of the first value runs with a**t. Only proposed here: an induction proves it.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines.calculus_terms import folded, minus, negate, over, plus, power, times
from proofs_check.engines.linear_steps import linear_parts
from proofs_check.engines.unfolding import replace_all, shifted
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Letter,
    Number,
    Term,
    free_letters,
    number,
    sequence_names,
    substitute,
)

MAX_POWERS = 6


@dataclass(frozen=True)
class Power:
    """factor * ratio**t."""

    factor: Term
    ratio: Term


def forced_form(sequence: Sequence, letter: str) -> Term | None:
    """The closed form as a term in `letter`, where the step is linear and its rest a sum of powers that move."""
    if sequence.shape != SCALAR or len(sequence.start) != 1:
        return None
    if linear_parts(sequence, frozenset({sequence.name})) is None:
        return None
    here = At(sequence.name, Letter(sequence.index))
    rest = folded(replace_all(sequence.step, here, ZERO))
    own = folded(_weight(sequence.step))
    if sequence_names(rest) or sequence_names(own) or sequence.index in free_letters(own):
        return None
    powers = _powers(rest, sequence.index)
    if not powers or len(powers) > MAX_POWERS or all(one.ratio == ONE for one in powers):
        return None
    form = _solution(sequence, own, powers)
    return folded(substitute(form, {sequence.index: Letter(letter)}))


def _weight(term: Term) -> Term:
    """What the sequence's value is multiplied by in a linear step."""
    if not sequence_names(term):
        return ZERO
    match term:
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            return (
                plus(_weight(left), _weight(right)) if op == "add" else minus(_weight(left), _weight(right))
            )
        case Apply(op="neg", args=(inner,)):
            return negate(_weight(inner))
        case Apply(op="mul", args=(left, right)):
            inner, other = (left, right) if sequence_names(left) else (right, left)
            return times(other, _weight(inner))
        case Apply(op="div", args=(left, right)):
            return over(_weight(left), right)
        case _:
            return ONE


def _solution(sequence: Sequence, own: Term, powers: list[Power]) -> Term:
    index, first = Letter(sequence.index), number(sequence.first)
    driven = plus(*(_driven(one, own, index, first) for one in powers))
    left = minus(sequence.start[0], folded(substitute(driven, {sequence.index: first})))
    return plus(times(left, power(own, minus(index, first))), driven)


def _driven(one: Power, own: Term, index: Term, first: Term) -> Term:
    """What a power adds; one that runs with the sequence's own ratio adds more at every step."""
    if one.ratio == own:
        return times(minus(index, first), one.factor, over(power(own, index), own))
    return times(over(one.factor, minus(one.ratio, own)), power(one.ratio, index))


def _powers(term: Term, index: str) -> list[Power] | None:
    """The term as a sum of powers that move with the index, or None."""
    if index not in free_letters(term):
        return [Power(term, ONE)]
    match term:
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            first, second = _powers(left, index), _powers(right, index)
            if first is None or second is None:
                return None
            return first + (second if op == "add" else _scaled(second, number(-1)))
        case Apply(op="neg", args=(inner,)):
            found = _powers(inner, index)
            return found and _scaled(found, number(-1))
        case Apply(op="mul", args=(left, right)):
            first, second = _powers(left, index), _powers(right, index)
            return first and second and [_product(one, two) for one in first for two in second]
        case Apply(op="div", args=(left, right)):
            first, second = _powers(left, index), _powers(right, index)
            if not first or not second or len(second) > 1:
                return None
            below = Power(over(ONE, second[0].factor), folded(over(ONE, second[0].ratio)))
            return [_product(one, below) for one in first]
        case Apply(op="pow", args=(base, exponent)) if index not in free_letters(base):
            return _moving_power(base, exponent, index)
        case _:
            return None


def _moving_power(base: Term, exponent: Term, index: str) -> list[Power] | None:
    """base**(t + c) or base**(k*t)."""
    by = shifted(exponent, index)
    if by is not None:
        return [Power(power(base, number(by)), base)]
    match exponent:
        case Apply(op="mul", args=(Number() as times_, Letter(name=name))) if name == index:
            return [Power(ONE, folded(power(base, times_)))]
        case Apply(op="neg", args=(Letter(name=name),)) if name == index:
            return [Power(ONE, folded(over(ONE, base)))]
        case _:
            return None


def _product(one: Power, two: Power) -> Power:
    return Power(folded(times(one.factor, two.factor)), folded(times(one.ratio, two.ratio)))


def _scaled(powers: list[Power], factor: Term) -> list[Power]:
    return [Power(times(factor, one.factor), one.ratio) for one in powers]
