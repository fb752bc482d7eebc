"""What is known of the signs of polynomials, without any search.

A sign is the set of values that sign(p) may still have, a subset of {-1, 0, 1}. Facts are registered for polynomials up to a
positive factor; the sign of another one follows from its factors, from the signs of its terms, or from one fact plus
terms of known sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from math import prod

import flint

from proofs_check.engines.ring import Atom, Poly, Quotient, Ring, exact, factored

Sign = frozenset[int]
ANY: Sign = frozenset({-1, 0, 1})
POSITIVE: Sign = frozenset({1})
NONNEGATIVE: Sign = frozenset({0, 1})
NEGATIVE: Sign = frozenset({-1})
NONPOSITIVE: Sign = frozenset({-1, 0})
NONZERO: Sign = frozenset({-1, 1})
NULL: Sign = frozenset({0})
MAX_PRODUCT = 2_000  # terms of a product that is formed before it is reduced
MAX_CONJUGATIONS = 3


@dataclass(frozen=True)
class Fact:
    """The sign that a polynomial is known to have, and why."""

    poly: Poly
    sign: Sign
    because: str


@cache  # there are seven signs, and many products of a few of them
def times(*signs: Sign) -> Sign:
    """The signs that a product may have."""
    return frozenset(prod(choice) for choice in product(*signs))


def plus(signs: Iterable[Sign]) -> Sign:
    """The signs that a sum may have; the rest of the summands is not looked at where two may cancel."""
    total = NULL
    for sign in signs:
        total = _added(total, sign)
        if total == ANY:
            break
    return total


@cache
def _added(one: Sign, two: Sign) -> Sign:
    """The signs that x + y may have."""
    return frozenset().union(*(ANY if a * b < 0 else {a or b} for a in one for b in two))


def negated(sign: Sign) -> Sign:
    """The sign of the negative."""
    return frozenset(-one for one in sign)


class Signs:
    """The facts of one goal about the polynomials of its ring."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring
        self.facts: list[Fact] = []
        self._known: dict[str, Sign] = {}
        self._cache: dict[str, Sign] = {}
        self._atoms: dict[int, Sign] = {}
        self._conjugations = 0

    def register(self, poly: Poly, sign: Sign, because: str) -> None:
        """Adds a fact; of a product all of whose factors but one have known signs it passes to that one."""
        poly = self.ring.reduce(poly)
        if poly.is_constant():
            return
        self.facts.append(Fact(poly, sign, because))
        self._learn(poly, sign)
        constant, factors = factored(poly)
        if len(factors) > 1 or factors[0][1] > 1:
            self._pass_on(constant, factors, sign)

    def _learn(self, poly: Poly, sign: Sign) -> None:
        lead = poly.leading_coefficient()
        key = str(poly / lead)
        known = self._known.get(key, ANY) & (sign if lead > 0 else negated(sign))
        if known:  # an empty set would mean contradictory hypotheses; vacuity is not ours to report
            self._known[key] = known
            self._cache.clear()
            self._atoms.clear()

    def _pass_on(self, constant: flint.fmpq, factors: list[tuple[Poly, int]], sign: Sign) -> None:
        if 0 not in sign:
            for factor, _ in factors:
                self._learn(factor, NONZERO)
        for place, (factor, power) in enumerate(factors):
            if power % 2 and self._is_real(factor):
                rest = [self._power(other, often) for at, (other, often) in enumerate(factors) if at != place]
                others = times(POSITIVE if constant > 0 else NEGATIVE, *rest)
                if len(others) == 1 and 0 not in others:
                    self._learn(factor, sign if others == POSITIVE else negated(sign))

    def of(self, poly: Poly) -> Sign:
        """The sign of a polynomial."""
        if poly.is_constant():
            return _of_number(exact(poly.leading_coefficient()) if not poly.is_zero() else 0)
        key = str(poly)
        if key not in self._cache:
            self._cache[key] = self._of(self.ring.reduce(poly))
        return self._cache[key]

    def of_quotient(self, one: Quotient) -> Sign:
        """The sign of a quotient; its denominator is not zero."""
        return times(self.of(one.num), self.of(one.den) - NULL)

    def _of(self, poly: Poly) -> Sign:
        if poly.is_constant():
            return self.of(poly)
        constant, factors = factored(poly)
        if len(factors) == 1 and factors[0][1] == 1:
            return self._irreducible(poly)
        return times(_of_number(exact(constant)), *(self._power(factor, power) for factor, power in factors))

    def _power(self, factor: Poly, power: int) -> Sign:
        sign = self._irreducible(factor)
        if power % 2 or not self._is_real(factor):
            return sign
        return (
            times(sign, sign)
            if sign in (POSITIVE, NEGATIVE, NULL)
            else (NONNEGATIVE if 0 in sign else POSITIVE)
        )

    def _is_real(self, poly: Poly) -> bool:
        return all(atom.real for atom in self.ring.atoms_of(poly))

    def _irreducible(self, poly: Poly) -> Sign:
        lead = poly.leading_coefficient()
        known = self._known.get(str(poly / lead), ANY)
        known = known if lead > 0 else negated(known)
        if not self._is_real(poly):
            return NONZERO if 0 not in known else ANY
        found = known & self._by_terms(poly)
        if len(found) > 1:
            found &= self._by_one_fact(poly)
        if len(found) > 1 and self._conjugations < MAX_CONJUGATIONS:
            found &= self._by_conjugate(poly)
        return found or known

    def _by_conjugate(self, poly: Poly) -> Sign:
        """The sign of a + b*s from that of its conjugate a - b*s and of the product a**2 - b**2*s**2, s a square root."""
        if len(poly) ** 2 > 2 * MAX_PRODUCT:  # a**2 + b**2 >= (a + b)**2/2: no split is small enough
            return ANY
        for atom in self.ring.atoms_of(poly):
            if atom.degree != 2 or atom.value is None or poly.degrees()[atom.index] != 1:
                continue
            with_, without = self._split(poly, atom)
            if len(without) ** 2 + len(with_) ** 2 * len(atom.value) > MAX_PRODUCT:
                continue
            self._conjugations += 1
            product = self.of(without * without - with_ * with_ * atom.value)
            if 0 not in product or product <= NONNEGATIVE or product <= NONPOSITIVE:
                self._conjugations += MAX_CONJUGATIONS  # the conjugate of the conjugate is poly again
                other = self._of(self.ring.reduce(without - with_ * self.ring.gens[atom.index]))
                self._conjugations -= MAX_CONJUGATIONS
            else:
                other = ANY
            self._conjugations -= 1
            found = _quotient(product, other)
            if found != ANY:
                return found
        return ANY

    def _split(self, poly: Poly, atom: Atom) -> tuple[Poly, Poly]:
        """b and a of poly = a + b*s."""
        with_, without = {}, {}
        for powers, factor in poly.to_dict().items():
            if powers[atom.index]:
                with_[(*powers[: atom.index], 0, *powers[atom.index + 1 :])] = factor
            else:
                without[powers] = factor
        return self.ring.context.from_dict(with_), self.ring.context.from_dict(without)

    def _by_terms(self, poly: Poly) -> Sign:
        if len(poly) == 1 and poly.total_degree() == 1:
            return ANY
        return self._by_terms_of(poly)

    def _term(self, powers: tuple[int, ...], factor: flint.fmpq) -> Sign:
        sign = POSITIVE if factor > 0 else NEGATIVE
        for place, power in enumerate(powers):
            if power:
                sign = times(sign, self._atom_power(place, power))
        return sign

    def _atom_power(self, place: int, power: int) -> Sign:
        sign = self._atoms.get(place)
        if sign is None:
            sign = self._atoms[place] = self._known.get(str(self.ring.gens[place]), ANY)
        if power % 2 or not self.ring.atoms[place].real:
            return sign
        return NONNEGATIVE if 0 in sign else POSITIVE

    def _by_one_fact(self, poly: Poly) -> Sign:
        """poly = c*fact + terms of known sign, c > 0 chosen so that one term of poly is used up."""
        mine = poly.to_dict()
        for fact in tuple(self.facts):
            if not fact.sign <= NONNEGATIVE and not fact.sign <= NONPOSITIVE:
                continue
            for powers, factor in fact.poly.to_dict().items():
                if powers in mine and len(fact.poly) > 1:
                    ratio = mine[powers] / factor
                    scaled = fact.sign if ratio > 0 else negated(fact.sign)
                    rest = poly - fact.poly * ratio
                    sign = _added(scaled, self._by_terms_of(rest))
                    if sign != ANY:
                        return sign
        return ANY

    def _by_terms_of(self, poly: Poly) -> Sign:
        return plus(self._term(powers, factor) for powers, factor in poly.to_dict().items())


def _quotient(product: Sign, other: Sign) -> Sign:
    """The sign of x where x*y has sign `product` and y has sign `other`."""
    if 0 not in product:
        other = other - NULL
    if 0 in other:
        return ANY
    return times(product, other)


def _of_number(value: Fraction | int) -> Sign:
    return POSITIVE if value > 0 else NEGATIVE if value < 0 else NULL
