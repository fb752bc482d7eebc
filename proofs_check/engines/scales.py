"""Scales: the sizes that terms grow or shrink by as a letter s tends to infinity, and their order.

A scale is `exp(c1*s**a1 + ...) * b1**(k1*s) * ... * s**p * log(s)**q` with coefficients, bases and p that are terms free of
s. Bases may be negative or zero, so that `rho**s` with a rho in (-1, 1) needs no case distinction: the order of scales
is that of their absolute values.

Notation: s runs to infinity, through the integers or the reals.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import negate, number_of, plus, power, times
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Number, Term, apply, number
from proofs_check.statement.text import text


class Undecided(Exception):
    """The calculus stops here. `condition`: the statement on whose truth it depends, if there is one."""

    def __init__(self, reason: str, condition: Term | None = None) -> None:
        super().__init__(reason)
        self.reason, self.condition = reason, condition


class Undefined(Exception):
    """The term is undefined for all large s (a division by an exact zero)."""


@dataclass(frozen=True)
class Scale:
    """A size; see the module. bases: (base, multiple of s); growth: (exponent of s, coefficient) inside exp.

    more: what the exponent of log(s) has beside the number `logs`, where a parameter is in it.
    """

    power: Term = ZERO
    logs: Fraction = Fraction(0)
    bases: tuple[tuple[Term, Fraction], ...] = ()
    growth: tuple[tuple[Fraction, Term], ...] = ()
    more: Term = ZERO


CONSTANT = Scale()


def geometric(base: Term, multiple: Fraction, whole: bool) -> Scale:
    """`base**(multiple*s)`; `whole`: s is an integer (then bases split into factors)."""
    return _collected(_factors(base, multiple, whole))


def _factors(base: Term, multiple: Fraction, whole: bool) -> list[tuple[Term, Fraction]]:
    integral = whole and multiple.denominator == 1
    match base:
        case Apply(op="mul", args=args) if integral:
            return [pair for arg in args for pair in _factors(arg, multiple, whole)]
        case Apply(op="div", args=(top, bottom)) if integral:
            return [*_factors(top, multiple, whole), *_factors(bottom, -multiple, whole)]
        case Apply(op="neg", args=(inner,)) if integral:
            return [(number(-1), multiple), *_factors(inner, multiple, whole)]
        case Apply(op="pow", args=(inner, Number(value=value))) if integral and value.denominator == 1:
            return _factors(inner, multiple * value, whole)
        case Number(value=value) if value < 0 and integral:
            return [(number(-1), multiple), (number_of(-value), multiple)]
    return [(base, multiple)]


def _collected(pairs: list[tuple[Term, Fraction]]) -> Scale:
    """Equal bases together; numbers multiplied into one; (-1)**(2*s) is 1."""
    found: dict[Term, Fraction] = {}
    value = Fraction(1)
    for base, multiple in pairs:
        if isinstance(base, Number) and base.value > 0 and multiple.denominator == 1 and abs(multiple) < 64:
            value *= base.value ** int(multiple)
        else:
            found[base] = found.get(base, Fraction(0)) + multiple
    if value != 1:
        base = number_of(value)
        found[base] = found.get(base, Fraction(0)) + 1
    sign = found.get(number(-1))
    if sign is not None and sign.denominator == 1:
        found[number(-1)] = sign % 2
    return Scale(bases=tuple(sorted(((b, k) for b, k in found.items() if k and b != ONE), key=_by_text)))


def _by_text(pair: tuple[Term, Fraction]) -> tuple[str, Fraction]:
    return text(pair[0]), pair[1]


class Scaling:
    """Arithmetic and order of scales under the facts of a goal."""

    def __init__(self, questions: Questions, whole: bool) -> None:
        self.ask, self.whole = questions, whole

    def product(self, left: Scale, right: Scale) -> Scale:
        """left*right."""
        if left == CONSTANT or right == CONSTANT:
            return right if left == CONSTANT else left
        growth = dict(left.growth)
        for exponent, coefficient in right.growth:
            growth[exponent] = self._sum(growth.get(exponent, ZERO), coefficient)
        kept = tuple(sorted(((e, c) for e, c in growth.items() if c != ZERO), key=lambda pair: -pair[0]))
        bases = _collected([*left.bases, *right.bases]).bases
        more = self._sum(left.more, right.more)
        return Scale(self._sum(left.power, right.power), left.logs + right.logs, bases, kept, more)

    def _sum(self, left: Term, right: Term) -> Term:
        if left == ZERO or right == ZERO:
            return right if left == ZERO else left
        if isinstance(left, Number) and isinstance(right, Number):
            return number_of(left.value + right.value)
        return self.ask.tidy(plus(left, right))

    def raised(self, scale: Scale, exponent: Term) -> Scale:
        """scale**exponent; an exponent that is no number only where neither logs nor bases occur."""
        growth = tuple((e, self.ask.tidy(times(c, exponent))) for e, c in scale.growth if exponent != ZERO)
        raised = self.ask.tidy(times(scale.power, exponent))
        if not isinstance(exponent, Number):
            if scale.bases:
                raise Undecided(f"the power {text(exponent)} of a geometric size")
            logs = self.ask.tidy(times(plus(number_of(scale.logs), scale.more), exponent))
            return Scale(raised, Fraction(0), (), growth, logs)
        value = exponent.value
        if value.denominator != 1 or not self.whole:
            for base, _ in scale.bases:
                if not self.ask.holds(Compare(">=", base, ZERO)):
                    raise Undecided(f"the sign of {text(base)}", Compare(">=", base, ZERO))
        bases = _collected([(base, k * value) for base, k in scale.bases]).bases
        more = self.ask.tidy(times(scale.more, exponent)) if scale.more != ZERO else ZERO
        return Scale(raised, scale.logs * value, bases, growth, more)

    def inverse(self, scale: Scale) -> Scale:
        """1/scale; its bases must be proved nonzero."""
        for base, _ in scale.bases:
            self.need_nonzero(base)
        return self.raised(scale, number(-1)) if scale != CONSTANT else CONSTANT

    def need_nonzero(self, term: Term) -> None:
        """Raises Undecided, naming the condition, where `term != 0` is not proved."""
        from proofs_check.engines.calculus_signs import zero_condition

        if not self.ask.nonzero(term):
            condition = zero_condition(term, self.ask.facts)
            raise Undecided(f"splits on {text(condition)}", condition)

    def magnitude(self, scale: Scale) -> Scale:
        """The absolute value."""
        bases = [(self.absolute(base), k) for base, k in scale.bases]
        return Scale(scale.power, scale.logs, _collected(bases).bases, scale.growth, scale.more)

    def unsigned(self, scale: Scale) -> Scale:
        """The same size, with abs(b) in place of a base b of unknown sign under an even whole multiple."""
        bases = [
            (base if k % 2 or not self.whole or self.ask.positive(base) else self.absolute(base), k)
            for base, k in scale.bases
        ]
        return Scale(scale.power, scale.logs, _collected(bases).bases, scale.growth, scale.more)

    def absolute(self, term: Term) -> Term:
        """abs(term), without the bars where the sign is known from the form."""
        if isinstance(term, Number):
            return number_of(abs(term.value))
        signs = self.ask.facts.signs(term)
        if signs <= frozenset((0, 1)):
            return term
        return negate(term) if signs <= frozenset((0, -1)) else apply("abs", term)

    def order(self, scale: Scale) -> int:
        """-1: tends to 0, 1: its modulus to infinity, 0: its modulus is 1. Raises Undecided."""
        fast = [pair for pair in scale.growth if pair[0] > 1]
        slow = [pair for pair in scale.growth if pair[0] < 1]
        found = self._first(fast) or self._base(scale) or self._first(slow) or self._sign(scale.power)
        return found or self._sign(plus(number_of(scale.logs), scale.more))

    def _first(self, growth: list[tuple[Fraction, Term]]) -> int:
        return next((sign for _, c in growth if (sign := self._sign(c))), 0)

    def _sign(self, term: Term) -> int:
        if isinstance(term, Number):
            return (term.value > 0) - (term.value < 0)
        if self.ask.positive(term):
            return 1
        if self.ask.negative(term):
            return -1
        if self.ask.zero(term):
            return 0
        raise self._open(term, ZERO, "<" if self.ask.holds(Compare("<=", term, ZERO)) else ">")

    def _base(self, scale: Scale) -> int:
        """Whether the geometric part shrinks, grows, or is of modulus 1."""
        linear = next((c for exponent, c in scale.growth if exponent == 1), None)
        if not scale.bases:
            return self._sign(linear) if linear is not None else 0
        below = lcm(*(k.denominator for _, k in scale.bases))
        common = Fraction(below, gcd(*(int(k * below) for _, k in scale.bases)))
        upper, lower = self._sides(scale, common)
        if linear is not None:
            upper = times(apply("exp", times(number(common), linear)), upper)
        if len(scale.bases) == 1 and linear is None:
            base = self.absolute(scale.bases[0][0])
            upper, lower = (base, ONE) if scale.bases[0][1] > 0 else (ONE, base)
        for relation, sign in (("<", -1), (">", 1), ("==", 0)):
            if self.ask.holds(Compare(relation, upper, lower)):
                return sign
        raise self._open(upper, lower, ">" if self.ask.holds(Compare(">=", upper, lower)) else "<")

    def _open(self, left: Term, right: Term, relation: str) -> Undecided:
        condition = Compare(relation, left, right)
        return Undecided(f"splits on {text(condition)}", condition)

    def _sides(self, scale: Scale, common: Fraction) -> tuple[Term, Term]:
        """The moduli of the bases with positive and with negative multiples."""
        sides = [
            times(*(power(self.absolute(b), number(abs(k) * common)) for b, k in scale.bases if k * sign > 0))
            for sign in (1, -1)
        ]
        return sides[0], sides[1]

    def quotient_order(self, small: Scale, large: Scale) -> int:
        """The order of small/large, by moduli; a base that may be zero is never divided by, only compared."""
        if small == large:
            return 0
        inverted = Scale(
            negate(large.power),
            -large.logs,
            tuple((base, -k) for base, k in large.bases),
            tuple((e, negate(c)) for e, c in large.growth),
            negate(large.more),
        )
        return self.order(self.product(small, inverted))

    def is_null(self, scale: Scale) -> bool:
        """Whether the scale tends to 0."""
        return scale != CONSTANT and self.order(scale) < 0


def scale_term(scale: Scale, letter: Term) -> Term:
    """The scale as a term in `letter`."""
    factors = [power(letter, scale.power)]
    if scale.logs or scale.more != ZERO:
        factors.append(power(apply("log", letter), plus(number_of(scale.logs), scale.more)))
    for base, multiple in scale.bases:
        factors.append(power(base, times(number_of(multiple), letter)))
    if scale.growth:
        exponent = plus(*(times(c, power(letter, number_of(e))) for e, c in scale.growth))
        factors.append(apply("exp", exponent))
    return times(*factors)
