"""Enclosures: balls that contain the value of a term wherever it is defined (Arb).

References: F. Johansson, Arb: efficient arbitrary-precision midpoint-radius interval arithmetic, 2017.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor

import flint
from flint import arb

from proofs_check.seen_forms import is_integral
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Constant,
    Letter,
    Number,
    Sum,
    Term,
    number,
    substitute,
)
from proofs_check.statement.text import text

BITS = 128
FEW_TERMS = 20


class NoEnclosure(ValueError):
    """No enclosure: a letter without value, or an operation that balls do not know."""


def ball(value: Fraction) -> arb:
    """The exact number as a ball."""
    return arb(flint.fmpq(value.numerator, value.denominator))


def interval(low: Fraction, high: Fraction) -> arb:
    """A ball that contains [low, high]."""
    return ball(low).union(ball(high))


def enclose(term: Term, values: Mapping[str, arb], scope: Scope) -> arb:
    """A ball that contains the value of a real scalar term wherever it is defined. Raises NoEnclosure."""
    match term:
        case Number(value=value):
            return ball(value)
        case Letter(name=name) if name in values:
            return values[name]
        case Constant(name="pi"):
            return arb.pi()
        case Constant(name="e"):
            return arb.const_e()
        case Apply(op="pow", args=(base, exponent)):
            return _power(base, exponent, values, scope)
        case Apply(op=op, args=args) if op in FUNCTIONS:
            return FUNCTIONS[op](*(enclose(arg, values, scope) for arg in args))
        case Apply(op=("max" | "min") as op, args=args):
            return _extreme(op, [enclose(arg, values, scope) for arg in args])
        case Apply(op="root", args=(base, Number(value=degree))) if degree.denominator == 1 and degree >= 1:
            return _root(enclose(base, values, scope), int(degree))
        case Sum(op=op, letter=letter, body=body, low=Number(value=low), high=Number(value=high)):
            return _sum(op, letter, body, (low, high), values, scope)
        case Sum(op=op, letter=letter, body=body, low=low, high=high):
            ends = _whole(low, values, scope), _whole(high, values, scope)
            if ends[1] - ends[0] > FEW_TERMS:
                raise NoEnclosure("a long sum")
            inner = {name: value for name, value in values.items() if name != letter}
            return _sum(op, letter, body, ends, inner, scope)
        case _:
            raise NoEnclosure(f"no balls for {text(term)[:60]}")


def _whole(end: Term, values: Mapping[str, arb], scope: Scope) -> Fraction:
    """The end of a sum, where it is known to be one whole number. Raises NoEnclosure."""
    value = enclose(end, values, scope)
    found = value.unique_fmpz() if value.is_exact() else None
    if found is None:
        raise NoEnclosure("an end that is not known")
    return Fraction(int(found))


def _power(base: Term, exponent: Term, values: Mapping[str, arb], scope: Scope) -> arb:
    below = enclose(base, values, scope)
    if isinstance(exponent, Number) and exponent.value.denominator == 1:
        if abs(exponent.value) > 100_000:
            raise NoEnclosure("a very large exponent")
        return whole_power(below, int(exponent.value))
    above = enclose(exponent, values, scope)
    whole = above.unique_fmpz() if above.is_exact() else None
    if is_integral(exponent, scope) and whole is not None and abs(whole) < 100_000:
        return whole_power(below, int(whole))
    return real_power(below, above)


def real_power(base: arb, exponent: arb) -> arb:
    """base**exponent where it is defined: for a positive base, and zero to a positive exponent."""
    if base > 0:
        return (exponent * base.log()).exp()
    if not exponent > 0:
        raise NoEnclosure("a symbolic power of a base that may not be positive")
    high = base.upper()
    return arb(0).union((exponent * high.log()).exp()) if high > 0 else arb(0)


def whole_power(base: arb, exponent: int) -> arb:
    """base**exponent by squaring."""
    if exponent < 0:
        return _div(arb(1), whole_power(base, -exponent))
    if exponent % 2 == 0:
        base = abs(base)
    found = arb(1)
    while exponent:
        found = found * base if exponent & 1 else found
        base, exponent = base * base, exponent >> 1
    return found


def _sqrt(x: arb) -> arb:
    """The root of the part of the ball where it is defined."""
    return x.nonnegative_part().sqrt()


def _root(x: arb, degree: int) -> arb:
    if degree % 2 == 0:
        return x.nonnegative_part().root(degree)
    if x >= 0:
        return x.root(degree)
    if x <= 0:
        return -((-x).root(degree))
    high = abs(x).abs_upper().root(degree).abs_upper()
    return (-high).union(high)


def _log(x: arb) -> arb:
    if not x > 0:
        raise NoEnclosure("a logarithm near zero")
    return x.log()


def _sign(x: arb) -> arb:
    return arb(1) if x > 0 else arb(-1) if x < 0 else arb(0) if x.is_zero() else arb(-1).union(arb(1))


def _relu(x: arb) -> arb:
    return x.max(arb(0))


def _floor(x: arb) -> arb:
    """Both ends rounded down: the ball may straddle a whole number."""
    return x.lower().floor().union(x.upper().floor())


def _softplus(x: arb) -> arb:
    return (arb(1) + x.exp()).log()


def _on_unit(function: Callable[[arb], arb]) -> Callable[[arb], arb]:
    """A monotone function of the part of the ball that lies in [-1, 1]."""

    def value(x: arb) -> arb:
        low, high = x.lower().max(arb(-1)), x.upper().min(arb(1))
        if not (abs(low) <= 1 and abs(high) <= 1 and low <= high):
            raise NoEnclosure("an argument beyond 1")
        return function(low).union(function(high))

    return value


def _acosh(x: arb) -> arb:
    low = x.lower().max(arb(1))
    if not low <= x.upper():
        raise NoEnclosure("an argument below 1")
    return low.acosh().union(x.upper().acosh())


def _extreme(op: str, values: list[arb]) -> arb:
    found = values[0]
    for value in values[1:]:
        found = found.max(value) if op == "max" else found.min(value)
    return found


def _div(left: arb, right: arb) -> arb:
    if right.contains(0):
        raise NoEnclosure("a denominator near zero")
    return left / right


FUNCTIONS: Mapping[str, Callable[..., arb]] = {
    "add": lambda x, y: x + y,
    "sub": lambda x, y: x - y,
    "mul": lambda x, y: x * y,
    "div": _div,
    "neg": lambda x: -x,
    "abs": abs,
    "sign": _sign,
    "sqrt": _sqrt,
    "exp": arb.exp,
    "log": _log,
    "sin": arb.sin,
    "cos": arb.cos,
    "tan": arb.tan,
    "cot": arb.cot,
    "asin": _on_unit(arb.asin),
    "acos": _on_unit(arb.acos),
    "atan": arb.atan,
    "sinh": arb.sinh,
    "cosh": arb.cosh,
    "tanh": arb.tanh,
    "coth": arb.coth,
    "asinh": arb.asinh,
    "acosh": _acosh,
    "atanh": arb.atanh,
    "acot": lambda x: _div(arb(1), x).atan(),
    "acoth": lambda x: _div(arb(1), x).atanh(),
    "gamma": arb.gamma,
    "factorial": lambda n: (n + 1).gamma(),
    "harmonic": lambda n: (n + 1).digamma() + arb.const_euler(),
    "binomial": lambda n, k: (n + 1).gamma() / ((k + 1).gamma() * (n - k + 1).gamma()),
    "atan2": arb.atan2,
    "relu": _relu,
    "floor": _floor,
    "ceil": lambda x: -_floor(-x),
    "sigmoid": lambda x: 1 / (1 + (-x).exp()),
    "softplus": _softplus,
    "re": lambda x: x,
    "conj": lambda x: x,
}


def _sum(
    op: str, letter: str, body: Term, ends: tuple[Fraction, Fraction], values: Mapping[str, arb], scope: Scope
) -> arb:
    if ends[1] - ends[0] > 200:
        raise NoEnclosure("a long sum")
    total = arb(0 if op == "sum" else 1)
    for index in range(ceil(ends[0]), floor(ends[1]) + 1):
        part = enclose(substitute(body, {letter: number(index)}), values, scope)
        total = total + part if op == "sum" else total * part
    return total


def enclosed(term: Term, values: Mapping[str, arb], scope: Scope) -> arb | None:
    """The enclosure, or None where there is none."""
    try:
        value = enclose(term, values, scope)
    except NoEnclosure:
        return None
    return None if value.is_nan() else value


def difference(statement: Compare, values: Mapping[str, arb], scope: Scope) -> arb | None:
    """The enclosure of the left side minus the right side, or None where there is none."""
    left, right = (enclosed(side, values, scope) for side in (statement.left, statement.right))
    value = None if left is None or right is None else left - right
    return None if value is None or value.is_nan() else value


def certain(relation: str, value: arb) -> bool:
    """Whether `value relation 0` is certain."""
    found = {
        "<": value < 0,
        "<=": value <= 0,
        ">": value > 0,
        ">=": value >= 0,
        "==": value.is_zero(),
        "!=": value != 0,
    }
    return bool(found[relation])
