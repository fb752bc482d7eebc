"""Logarithms of products and exponentials of sums, written without either where they can be.

    log(2*x**p/e) == log(2) + p*u - 1  with x = exp(u),   exp(-log(w)/2) == 1/sqrt(w)

Roots and powers with any exponent are taken apart where their bases are positive; what is left in a logarithm is shown to be positive.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from proofs_check.engines.calculus_terms import minus, negate, over, plus, power, times
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Constant,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    number,
)

HALF = number(Fraction(1, 2))


class NotMoved(ValueError):
    """A letter stands where it has no logarithm or exponential of its own."""


def logarithm(
    term: Term,
    letters: frozenset[str],
    is_positive: Callable[[Term], bool],
    moved: Callable[[Term], Term],
) -> Term:
    """log(term) in the logarithms of the letters, under their names. Raises NotMoved.

    letters: positive ones. moved: writes exponents in these logarithms.
    """

    def of(part: Term) -> Term:
        return logarithm(part, letters, is_positive, moved)

    match term:
        case Letter(name=name) if name in letters:
            return term
        case Number(value=value) if value > 0:
            return _of_number(value)
        case Constant(name="e"):
            return ONE
        case Apply(op="exp", args=(inner,)):
            return moved(inner)
        case Apply(op="mul", args=(left, right)) if _splits(term, letters, is_positive):
            return plus(of(left), of(right))
        case Apply(op="div", args=(left, right)) if _splits(term, letters, is_positive):
            return minus(of(left), of(right))
        case Apply(op="sqrt", args=(inner,)):
            return times(HALF, of(inner))
        case Apply(op="root", args=(inner, Number(value=degree))):
            return times(number(1 / degree), of(inner))
        case Apply(op="pow", args=(base, exponent)) if free_letters(base) & letters or is_positive(base):
            return times(moved(exponent), of(base))
    if free_letters(term) & letters or not is_positive(term):
        raise NotMoved
    return apply("log", term)


def _splits(term: Apply, letters: frozenset[str], is_positive: Callable[[Term], bool]) -> bool:
    """Whether all factors may be positive by themselves: those with the letters must be, the others are shown to be."""
    return all(free_letters(part) & letters or is_positive(part) for part in term.args)


def _of_number(value: Fraction) -> Term:
    if value == 1:
        return ZERO
    return negate(_of_number(1 / value)) if value < 1 else apply("log", number(value))


def exponential(term: Term) -> Term:
    """exp(term), the logarithms in it being defined."""
    match term:
        case Number(value=value) if value == 0:
            return ONE
        case Apply(op="log", args=(inner,)):
            return inner
        case Apply(op="neg", args=(inner,)):
            return over(ONE, exponential(inner))
        case Apply(op="add", args=(left, right)) if _speaks_of_logs(term):
            return times(exponential(left), exponential(right))
        case Apply(op="sub", args=(left, right)) if _speaks_of_logs(term):
            return over(exponential(left), exponential(right))
        case Apply(op="mul", args=(Number(value=value), inner) | (inner, Number(value=value))):
            return _to_power(inner, value)
        case Apply(op="div", args=(inner, Number(value=value))) if value:
            return _to_power(inner, 1 / value)
    return apply("exp", term)


def _to_power(inner: Term, value: Fraction) -> Term:
    if not _speaks_of_logs(inner) or value.denominator > 2:
        return apply("exp", times(number(value), inner))
    below = exponential(inner)
    return (
        power(below, number(value))
        if value.denominator == 1
        else power(apply("sqrt", below), number(2 * value))
    )


def _speaks_of_logs(term: Term) -> bool:
    match term:
        case Apply(op="log"):
            return True
        case Apply(op=("add" | "sub" | "neg" | "mul" | "div"), args=args):
            return any(map(_speaks_of_logs, args))
    return False
