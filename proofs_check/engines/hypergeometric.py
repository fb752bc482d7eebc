"""Quotients of neighbouring terms: F(s + 1)/F(s) as a rational function, for products of binomials, factorials and powers.

Proposals only: where such a quotient is used in a proof, the identity that it gives is proved again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import flint

from proofs_check.engines.calculus_terms import integer_of
from proofs_check.statement.terms import Apply, Letter, Number, Term, free_letters, substitute
from proofs_check.statement.terms import apply as applied
from proofs_check.statement.terms import number as number_term

Poly = flint.fmpq_mpoly
MAX_SHIFT = 6


class NotHypergeometric(ValueError):
    """The quotient of neighbouring terms is not seen to be a rational function."""


@dataclass(frozen=True)
class Ratio:
    """num/den."""

    num: Poly
    den: Poly

    def times(self, other: Ratio) -> Ratio:
        return reduced(self.num * other.num, self.den * other.den)

    def inverse(self) -> Ratio:
        if self.num.is_zero():
            raise NotHypergeometric("a zero factor")
        return Ratio(self.den, self.num)


def reduced(num: Poly, den: Poly) -> Ratio:
    """The quotient without common factor."""
    common = num.gcd(den)
    if common.is_constant():
        return Ratio(num, den)
    return Ratio(divmod(num, common)[0], divmod(den, common)[0])


class Field:
    """Rational functions in letters; the first two are the summation letter and the one of the recurrence."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self.context = flint.fmpq_mpoly_ctx.get(
            [f"y{place}" for place in range(len(self.names))], "degrevlex"
        )
        self.gens = dict(zip(self.names, self.context.gens(), strict=True))
        self.one = self.context.constant(1)

    def rational(self, term: Term) -> Ratio:
        """A term in the letters by arithmetic. Raises NotHypergeometric."""
        match term:
            case Number(value=value):
                return Ratio(self.context.constant(flint.fmpq(value.numerator, value.denominator)), self.one)
            case Letter(name=name) if name in self.gens:
                return Ratio(self.gens[name], self.one)
            case Apply(op="neg", args=(inner,)):
                found = self.rational(inner)
                return Ratio(-found.num, found.den)
            case Apply(op=("add" | "sub") as op, args=(left, right)):
                first, second = self.rational(left), self.rational(right)
                cross = second.num * first.den
                top = first.num * second.den + (cross if op == "add" else -cross)
                return reduced(top, first.den * second.den)
            case Apply(op="mul", args=(left, right)):
                return self.rational(left).times(self.rational(right))
            case Apply(op="div", args=(left, right)):
                return self.rational(left).times(self.rational(right).inverse())
            case Apply(op="pow", args=(base, exponent)) if abs(integer_of(exponent) or 99) <= 12:
                return self.power(self.rational(base), integer_of(exponent) or 0)
        raise NotHypergeometric("no rational function")

    def power(self, base: Ratio, exponent: int) -> Ratio:
        if exponent < 0:
            base, exponent = base.inverse(), -exponent
        return Ratio(base.num**exponent, base.den**exponent)

    def shifted(self, term: Poly, letter: str, by: int = 1) -> Poly:
        """The polynomial at letter + by."""
        gens = [gen + by if name == letter else gen for name, gen in self.gens.items()]
        return term.compose(*gens, ctx=self.context)

    def ratio(self, term: Term, letter: str) -> Ratio:
        """term(letter + 1)/term(letter). Raises NotHypergeometric."""
        if letter not in free_letters(term):
            return Ratio(self.one, self.one)
        match term:
            case Apply(op="neg", args=(inner,)):
                return self.ratio(inner, letter)
            case Apply(op="mul", args=(left, right)):
                return self.ratio(left, letter).times(self.ratio(right, letter))
            case Apply(op="div", args=(left, right)):
                return self.ratio(left, letter).times(self.ratio(right, letter).inverse())
            case Apply(op="pow", args=(base, exponent)):
                return self._power_ratio(base, exponent, letter)
            case Apply(op="binomial", args=(over, under)):
                rest = applied("sub", over, under)
                parts = [self._factorial(one, letter) for one in (over, under, rest)]
                return parts[0].times(parts[1].inverse()).times(parts[2].inverse())
            case Apply(op="factorial", args=(inner,)):
                return self._factorial(inner, letter)
        value = self.rational(term)
        moved = Ratio(self.shifted(value.num, letter), self.shifted(value.den, letter))
        return moved.times(value.inverse())

    def _power_ratio(self, base: Term, exponent: Term, letter: str) -> Ratio:
        whole = integer_of(exponent)
        if whole is not None:
            return self.power(self.ratio(base, letter), whole)
        if letter in free_letters(base):
            raise NotHypergeometric("a moving base of a moving power")
        return self.power(self.rational(base), self._slope(exponent, letter))

    def _slope(self, term: Term, letter: str) -> int:
        """The whole number by which an affine term grows. Raises NotHypergeometric."""
        moved = substitute(term, {letter: applied("add", Letter(letter), number_term(1))})
        found = self.rational(applied("sub", moved, term))
        if not (found.num.is_constant() and found.den.is_constant()):
            raise NotHypergeometric("an argument that is not affine")
        value = (
            found.num.leading_coefficient() / found.den.leading_coefficient()
            if not found.num.is_zero()
            else flint.fmpq(0)
        )
        if value.q != 1 or abs(int(value.p)) > MAX_SHIFT:
            raise NotHypergeometric("an argument that grows by no small whole number")
        return int(value.p)

    def _factorial(self, inner: Term, letter: str) -> Ratio:
        """factorial(inner) at letter + 1 over its value at letter."""
        slope, value = self._slope(inner, letter), self.rational(inner)
        if not value.den.is_constant():
            raise NotHypergeometric("a factorial of a quotient")
        at = value.num / value.den.leading_coefficient()
        found = self.one
        for step in range(abs(slope)):
            found *= at + (step + 1) if slope > 0 else at - step
        return Ratio(found, self.one) if slope >= 0 else Ratio(self.one, found)
