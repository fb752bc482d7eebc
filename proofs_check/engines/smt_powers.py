"""Powers for z3. A power with a symbolic exponent is a variable with what holds of it for every base and exponent.

    base**(S + c) = base**(S + least) * base**(c - least), least being the lowest offset of S in the goal

which is true for a base of zero as well, since the power with the lowest offset is defined there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import floor, gcd
from typing import TYPE_CHECKING

import z3

from proofs_check.engines.intervals import range_of
from proofs_check.engines.smt_encode import MAX_EXPONENT, Expr, Ratio, Unencodable
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import (
    Apply,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    apply,
    children,
    number,
)
from proofs_check.statement.text import text

if TYPE_CHECKING:
    from proofs_check.engines.smt_encode import Encoder


@dataclass(frozen=True)
class Exponent:
    """times*symbol + constant; the symbol is a sum of terms with whole coefficients without common factor."""

    symbol: tuple[tuple[Term, int], ...]
    times: int
    constant: Fraction

    def term(self, offset: int) -> Term:
        """symbol + offset."""
        total: Term = number(offset)
        for part, coefficient in self.symbol:
            total = apply("add", total, apply("mul", number(coefficient), part))
        return total


def exponent_of(term: Term) -> Exponent | None:
    """The exponent taken apart, or None where a coefficient is not whole."""
    parts: dict[Term, Fraction] = {}
    constant = _collect(term, Fraction(1), parts)
    parts = {part: factor for part, factor in parts.items() if factor}
    if not parts or any(factor.denominator != 1 for factor in parts.values()):
        return None
    common = reduce(gcd, (int(abs(factor)) for factor in parts.values()))
    ordered = sorted(parts.items(), key=lambda item: text(item[0]))
    return Exponent(tuple((part, int(factor) // common) for part, factor in ordered), common, constant)


def _collect(term: Term, scale: Fraction, parts: dict[Term, Fraction]) -> Fraction:
    match term:
        case Number(value=value):
            return scale * value
        case Apply(op="add", args=(left, right)):
            return _collect(left, scale, parts) + _collect(right, scale, parts)
        case Apply(op="sub", args=(left, right)):
            return _collect(left, scale, parts) + _collect(right, -scale, parts)
        case Apply(op="neg", args=(one,)):
            return _collect(one, -scale, parts)
        case Apply(op="mul", args=(Number(value=value), other)):
            return _collect(other, scale * value, parts)
        case Apply(op="mul", args=(other, Number(value=value))):
            return _collect(other, scale * value, parts)
        case _:
            parts[term] = parts.get(term, Fraction(0)) + scale
            return Fraction(0)


def lowest_offsets(terms: Iterable[Term]) -> dict[tuple[Term, tuple[tuple[Term, int], ...]], int]:
    """base and symbol -> the lowest offset of the symbol, over the powers outside of quantifiers, sums and limits."""
    found: dict[tuple[Term, tuple[tuple[Term, int], ...]], int] = {}
    stack = list(terms)
    while stack:
        term = stack.pop()
        if isinstance(term, Quantified | Sum | Limit):
            continue
        stack.extend(children(term))
        if isinstance(term, Apply) and term.op == "pow":
            shape = exponent_of(term.args[1])
            if shape is not None:
                key = (term.args[0], shape.symbol)
                offset = floor(shape.constant / shape.times)
                found[key] = min(offset, found.get(key, offset))
    return found


def power(encoder: Encoder, base: Term, exponent: Term) -> Ratio:
    """base**exponent."""
    if isinstance(exponent, Number):
        return _number_power(encoder, encoder.value(base), exponent.value)
    integral = is_integral(exponent, encoder.scope)
    shape = exponent_of(exponent)
    if shape is None or shape.constant.denominator != 1 or encoder.inside_binder:
        return Ratio(_opaque(encoder, base, exponent, integral))
    if not integral and not range_of(base, encoder.scope).positive:
        return Ratio(_opaque(encoder, base, exponent, integral))
    least = encoder.lowest.get((base, shape.symbol), floor(shape.constant / shape.times))
    rest = int(shape.constant) - shape.times * least
    if rest < 0 or rest > MAX_EXPONENT or shape.times > MAX_EXPONENT:
        raise Unencodable("exponents that are far apart")
    atom = Ratio(_atom(encoder, base, shape.term(least), integral))
    found = _product([atom] * shape.times + [encoder.value(base)] * rest)
    return found


def _product(factors: list[Ratio]) -> Ratio:
    found = factors[0]
    for factor in factors[1:]:
        found = Ratio(found.num * factor.num, found.dens + factor.dens)
    return found


def _number_power(encoder: Encoder, base: Ratio, value: Fraction) -> Ratio:
    one = Ratio(encoder.number(1))
    if abs(value) > MAX_EXPONENT or value.denominator > 12:
        raise Unencodable(f"a power with exponent {value}")
    if value.denominator != 1:
        root = encoder.fresh("root")
        encoder.side += [root >= 0, encoder.compare("==", _product([Ratio(root)] * value.denominator), base)]
        base = Ratio(root)
    found = _product([one, *[base] * abs(value.numerator)])
    return found if value >= 0 else encoder.divide(one, found)


def _opaque(encoder: Encoder, base: Term, exponent: Term, integral: bool) -> Expr:
    return _atom(encoder, base, exponent, integral)


def _atom(encoder: Encoder, base: Term, exponent: Term, integral: bool) -> Expr:
    """The variable of base**exponent, with its facts when it is new."""
    args = (encoder.value(base), encoder.value(exponent))
    earlier = tuple(encoder.powers)
    value, new = encoder.abstraction("pow", args, "")
    if new:
        low, high = range_of(base, encoder.scope), range_of(exponent, encoder.scope)
        encoder.side += _facts(encoder, args, value, integral)
        encoder.side += [
            fact for other in earlier for fact in _comparisons(encoder, (args, value, integral), other)
        ]
        if low.positive:
            encoder.side.append(value > 0)
        if low.nonnegative and low.at_most(1) and high.nonnegative:
            encoder.side += [value >= 0, value <= 1]
        encoder.powers.append((args, value, integral))
    return value


Power = tuple[tuple[Ratio, ...], Expr, bool]


def _facts(encoder: Encoder, args: tuple[Ratio, ...], value: Expr, integral: bool) -> list[Expr]:
    """Signs and bounds of a power, for every base and exponent at which it is defined."""
    base, exponent = args
    zero, one, minus = (Ratio(encoder.number(n)) for n in (0, 1, -1))
    this = Ratio(value)

    def is_(relation: str, left: Ratio, right: Ratio) -> Expr:
        return encoder.compare(relation, left, right)

    def if_(*parts: Expr) -> Expr:
        return z3.Implies(z3.And(*parts[:-1]), parts[-1])

    positive, nonnegative = is_(">", base, zero), is_(">=", base, zero)
    facts = [
        if_(positive, value > 0),
        if_(nonnegative, value >= 0),
        if_(is_("==", exponent, zero), value == 1),
        if_(is_("==", exponent, one), is_("==", this, base)),
        if_(is_("==", base, one), value == 1),
        if_(is_("==", base, zero), is_(">", exponent, zero), value == 0),
        if_(nonnegative, is_("<=", base, one), is_(">=", exponent, zero), value <= 1),
        if_(positive, is_("<", base, one), is_(">", exponent, zero), value < 1),
        if_(is_(">=", base, one), is_(">=", exponent, zero), value >= 1),
        if_(is_(">", base, one), is_(">", exponent, zero), value > 1),
        if_(nonnegative, is_("<=", base, one), is_(">=", exponent, one), is_("<=", this, base)),
        if_(is_(">=", base, one), is_(">=", exponent, one), is_(">=", this, base)),
    ]
    if integral:
        inside = z3.And(is_("<=", base, one), is_(">=", base, minus))
        within = z3.And(is_("<", base, one), is_(">", base, minus))
        facts += [
            if_(is_("!=", base, zero), value != 0),
            if_(inside, is_(">=", exponent, zero), z3.And(value >= -1, value <= 1)),
            if_(within, is_(">", exponent, zero), z3.And(value > -1, value < 1)),
            if_(is_("==", base, minus), z3.Or(value == 1, value == -1)),
        ]
    return facts


def _comparisons(encoder: Encoder, one: Power, two: Power) -> list[Expr]:
    """Two powers: the same base and ordered exponents, or the same exponent and ordered bases."""
    (base, exponent), value, _ = one
    (other, its), found, _ = two
    unit, zero = Ratio(encoder.number(1)), Ratio(encoder.number(0))
    is_ = encoder.compare
    facts = []
    if base == other or (base.num.eq(other.num) and not base.dens and not other.dens):
        less, more = is_("<", exponent, its), is_(">", exponent, its)
        small = z3.And(is_(">", base, zero), is_("<", base, unit))
        large = is_(">", base, unit)
        facts += [
            z3.Implies(z3.And(small, less), value > found),
            z3.Implies(z3.And(small, more), value < found),
            z3.Implies(z3.And(large, less), value < found),
            z3.Implies(z3.And(large, more), value > found),
        ]
    same = z3.And(is_("==", exponent, its), is_(">", exponent, zero))
    below = z3.And(is_(">=", base, zero), is_("<", base, other))
    above = z3.And(is_(">=", other, zero), is_("<", other, base))
    facts += [
        z3.Implies(z3.And(same, below), value < found),
        z3.Implies(z3.And(same, above), value > found),
    ]
    return facts
