"""Terms as polynomials in letters: powers, factorials, Fibonacci numbers, sums and sequence values become letters of their own.

    a**(c*x + d) = (a**x)**c * a**d            x, c, d >= 0 (so also 0**0 = 1), numbers being split until they are coprime
    (c*x + d)! = (c*x)! * (c*x + 1)*...*(c*x + d)
    F(c*x + d) = F(d)*F(c*x + 1) + F(d - 1)*F(c*x)
    F(m*x + x) = F(m*x)*F(x + 1) + F(m*x - 1)*F(x),  F(m*x + x + 1) = F(m*x)*F(x) + F(m*x + 1)*F(x + 1)      for numbers m
    binomial(x, d) = x*(x - 1)*...*(x - d + 1)/d!

A letter that stands for a term keeps what is known of it: that it is whole, natural or positive. What holds for all values of the letters
holds for the terms.

Notation: an atom is a term that gets a letter, x a product of natural letters, F the Fibonacci numbers.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial, gcd

from proofs_check.engines.atom_domains import COUNTING, SIGN, domain_of, power_domain
from proofs_check.engines.ring import OutOfReach, Poly, exact
from proofs_check.engines.whole_letters import MAX_POWER, MAX_TERMS, WholeLetters
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import INTEGER, NATURAL, REAL, Domain
from proofs_check.statement.terms import (
    Apply,
    Letter,
    Number,
    Term,
    free_letters,
)

MAX_BASE = 10**12
MAX_MULTIPLE = 12


class Atoms(WholeLetters):
    """Reads the terms of one goal as polynomials in its letters and those of the atoms."""

    def poly(self, term: Term) -> Poly:
        """The polynomial that the term is. Raises OutOfReach."""
        found = self.ring.reduce(self._poly(term))
        self.ring.check(found)
        return found

    def _poly(self, term: Term) -> Poly:
        match term:
            case Number(value=value):
                return self.ring.constant(value)
            case Letter(name=name):
                return self.letter(name)
            case Apply(op="neg", args=(inner,)):
                return -self._poly(inner)
            case Apply(op=("add" | "sub" | "mul") as op, args=(left, right)):
                one, two = self.poly(left), self.poly(right)
                return one + two if op == "add" else one - two if op == "sub" else one * two
            case Apply(op="div", args=(above, Number(value=value))) if value:
                return self._poly(above) * self.ring.constant(1 / value)
            case Apply(op="pow", args=(base, exponent)):
                return self._power(base, exponent)
            case Apply(op="factorial", args=(inner,)):
                return self._factorial(inner)
            case Apply(op="fibonacci", args=(inner,)):
                return self._fibonacci(inner)
            case Apply(op="binomial", args=(top, Number(value=value))) if value in range(MAX_POWER):
                return self._binomial(top, int(value))
        return self.atom("term", repr(term), free_letters(term), self._domain_of(term))

    def _domain_of(self, term: Term) -> Domain:
        """What is seen of a term that is taken as it is. Raises OutOfReach."""
        if isinstance(term, Apply) and term.op == "binomial" and is_integral(term, self.goal.scope):
            return NATURAL if self._is_natural(term.args[0]) else INTEGER
        domain = domain_of(term, self.goal)
        if domain is None:
            raise OutOfReach("a term of another form")
        return domain

    def _is_natural(self, term: Term) -> bool:
        try:
            self.natural(self.poly(term))
        except OutOfReach:
            return False
        return True

    def _power(self, base: Term, exponent: Term) -> Poly:
        found = self.ring.one
        inner = self.poly(base)
        for x, often in self.natural(self.poly(exponent)):
            unit = inner if x == self.ring.one else self._moving_power(inner, x) if often else self.ring.one
            if often * max(len(unit), 1) > MAX_TERMS:
                raise OutOfReach("a large power")
            found = found * unit**often
            self.ring.check(found)
        return found

    def _moving_power(self, base: Poly, x: Poly) -> Poly:
        """base**x for a product x of natural letters; a product is raised factor by factor."""
        text, names = self.ring.text(x), self.names(x)
        if len(base) != 1:
            domain = INTEGER if self.is_whole(base) else REAL
            return self.atom("power", f"{self.ring.text(base)} ** {text}", names | self.names(base), domain)
        ((powers, factor),) = base.to_dict().items()
        found = self._power_of_number(exact(factor), x)
        for place, often in enumerate(map(int, powers)):
            if often:
                name = self.ring.atoms[place].label
                domain = power_domain(self.domains[name])
                atom = self.atom("power", f"{name} ** {text}", names | {name}, domain)
                found = found * atom**often
        return found

    def _power_of_number(self, value: Fraction, x: Poly) -> Poly:
        if value.denominator != 1 or value == 0 or abs(value) > MAX_BASE:
            raise OutOfReach("a power of a fraction, of 0 or of a large number")
        text, names = self.ring.text(x), self.names(x)
        found = self.ring.one
        if value < 0:
            found = self.atom("power", f"-1 ** {text}", names, SIGN)
        rest = abs(int(value))
        for base in self.bases:
            while rest % base == 0:
                rest //= base
                found = found * self.atom("power", f"{base} ** {text}", names, COUNTING)
        if rest != 1:
            raise OutOfReach("a power of a number that was not seen before")
        return found

    def _linear(self, term: Term) -> tuple[Poly, int]:
        """(L, d) with term == L + d, L a natural polynomial that is 0 where its letters are, d a natural number."""
        poly = self.poly(term)
        constant = self.natural(poly)[-1][1]
        return poly - self.ring.constant(constant), constant

    def _factorial(self, term: Term) -> Poly:
        moving, constant = self._linear(term)
        if moving.is_zero():
            return self.ring.constant(factorial(constant))
        found = self.atom("factorial", self.ring.text(moving), self.names(moving), COUNTING)
        for step in range(1, constant + 1):
            found = found * (moving + self.ring.constant(step))
            self.ring.check(found)
        return found

    def _fibonacci(self, term: Term) -> Poly:
        moving, constant = self._linear(term)
        first, second = self._pair(moving)
        before, value = 1, 0  # F(-1), F(0)
        for _ in range(constant):
            before, value = value, before + value
        return second * self.ring.constant(value) + first * self.ring.constant(before)

    def _pair(self, moving: Poly) -> tuple[Poly, Poly]:
        """F(L) and F(L + 1); for a multiple L = m*x by the addition theorem, step by step."""
        if moving.is_zero():
            return self.ring.zero, self.ring.one
        weights = [int(exact(weight)) for weight in moving.to_dict().values()]
        often = gcd(*weights) if max(weights) <= MAX_MULTIPLE else 1
        label, names = self.ring.text(moving * self.ring.constant(Fraction(1, often))), self.names(moving)
        one = self.atom("fibonacci", label, names, NATURAL)
        next_one = self.atom("following", label, names, COUNTING)
        first, second = one, next_one
        for _ in range(often - 1):
            first, second = first * next_one + (second - first) * one, first * one + second * next_one
            self.ring.check(second)
        return first, second

    def _binomial(self, top: Term, count: int) -> Poly:
        inner, found = self.poly(top), self.ring.one
        for step in range(count):
            found = found * (inner - self.ring.constant(step)) * self.ring.constant(Fraction(1, step + 1))
        self.ring.check(found)
        return found


__all__ = ["Atoms"]
