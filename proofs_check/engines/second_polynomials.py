"""Polynomials with rational coefficients in named unknowns, and quotients of them: the arithmetic of the second solver.

It is plain and of its own, so that what the second solver reads shares nothing with what the other engines read. A quotient
keeps its denominators as factors; none of them is zero where the quotient is defined.

Notation: a monomial is a sorted tuple of (name, power).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import prod

Monomial = tuple[tuple[str, int], ...]
MAX_TERMS = 600


class TooLarge(ValueError):
    """A polynomial has more terms than are read."""


@dataclass(frozen=True)
class Polynomial:
    """The sum of coefficient * monomial; no coefficient is zero, monomials ascend."""

    terms: tuple[tuple[Monomial, Fraction], ...] = ()

    def __add__(self, other: Polynomial) -> Polynomial:
        return collected((*self.terms, *other.terms))

    def __neg__(self) -> Polynomial:
        return self.scaled(Fraction(-1))

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + -other

    def __mul__(self, other: Polynomial) -> Polynomial:
        if len(self.terms) * len(other.terms) > MAX_TERMS**2 // 4:
            raise TooLarge("a product of long polynomials")
        pairs = ((joined(one, two), a * b) for one, a in self.terms for two, b in other.terms)
        return collected(pairs)

    def __pow__(self, exponent: int) -> Polynomial:
        found = constant(1)
        for _ in range(exponent):
            found = found * self
        return found

    def scaled(self, factor: Fraction) -> Polynomial:
        """The polynomial times a number that is not zero."""
        return Polynomial(tuple((monomial, factor * value) for monomial, value in self.terms))

    @property
    def is_constant(self) -> bool:
        return not self.terms or (len(self.terms) == 1 and not self.terms[0][0])

    @property
    def at_zero(self) -> Fraction:
        """The constant term."""
        return self.terms[0][1] if self.terms and not self.terms[0][0] else Fraction(0)

    @property
    def degree(self) -> int:
        return max((sum(power for _, power in monomial) for monomial, _ in self.terms), default=0)

    def linear_in(self, name: str) -> tuple[Polynomial | None, Polynomial]:
        """(f, r) with this polynomial = f*name + r and neither containing the name; f is None where there is no such f."""
        factor: list[tuple[Monomial, Fraction]] = []
        rest: list[tuple[Monomial, Fraction]] = []
        for monomial, value in self.terms:
            power = dict(monomial).get(name, 0)
            if power > 1:
                return None, self
            bare = tuple(pair for pair in monomial if pair[0] != name)
            (factor if power else rest).append((bare, value))
        return (collected(factor) if factor else None), collected(rest)

    def names(self) -> frozenset[str]:
        return frozenset(name for monomial, _ in self.terms for name, _ in monomial)


@dataclass(frozen=True)
class Quotient:
    """top divided by the product of `below`; no factor of `below` is a constant."""

    top: Polynomial
    below: tuple[Polynomial, ...] = ()

    def __add__(self, other: Quotient) -> Quotient:
        mine, its = Counter(self.below), Counter(other.below)
        common = mine | its
        left = product(self.top, (common - mine).elements())
        right = product(other.top, (common - its).elements())
        return Quotient(left + right, ordered(common.elements()))

    def __neg__(self) -> Quotient:
        return Quotient(-self.top, self.below)

    def __sub__(self, other: Quotient) -> Quotient:
        return self + -other

    def __mul__(self, other: Quotient) -> Quotient:
        return Quotient(self.top * other.top, ordered((*self.below, *other.below)))

    def __pow__(self, exponent: int) -> Quotient:
        return Quotient(self.top**exponent, ordered(self.below * exponent))

    def inverse(self) -> Quotient:
        """1 divided by this. Raises ZeroDivisionError where the top is zero by its form."""
        if not self.top.terms:
            raise ZeroDivisionError("a denominator that is zero")
        above = product(constant(1), self.below)
        if self.top.is_constant:
            return Quotient(above.scaled(1 / self.top.at_zero))
        return Quotient(above, (self.top,))


def constant(value: int | Fraction) -> Polynomial:
    """The polynomial of a number."""
    return Polynomial((((), Fraction(value)),)) if value else Polynomial()


def unknown(name: str) -> Polynomial:
    """The polynomial of an unknown."""
    return Polynomial(((((name, 1),), Fraction(1)),))


def collected(parts: Iterable[tuple[Monomial, Fraction]]) -> Polynomial:
    """The sum of the parts. Raises TooLarge."""
    sums: dict[Monomial, Fraction] = {}
    for monomial, value in parts:
        sums[monomial] = sums.get(monomial, Fraction(0)) + value
    kept = sorted((monomial, value) for monomial, value in sums.items() if value)
    if len(kept) > MAX_TERMS:
        raise TooLarge(f"{len(kept)} terms")
    return Polynomial(tuple(kept))


def joined(one: Monomial, two: Monomial) -> Monomial:
    """The product of two monomials."""
    powers = dict(one)
    for name, power in two:
        powers[name] = powers.get(name, 0) + power
    return tuple(sorted(powers.items()))


def product(first: Polynomial, factors: Iterable[Polynomial]) -> Polynomial:
    """first times all factors."""
    return prod(factors, start=first)


def ordered(factors: Iterable[Polynomial]) -> tuple[Polynomial, ...]:
    """The factors in a fixed order."""
    return tuple(sorted(factors, key=lambda factor: factor.terms))


def written(polynomial: Polynomial) -> str:
    """The polynomial in SMT-LIB."""
    parts = [_term(monomial, value) for monomial, value in polynomial.terms]
    if not parts:
        return "0.0"
    return parts[0] if len(parts) == 1 else f"(+ {' '.join(parts)})"


def _term(monomial: Monomial, value: Fraction) -> str:
    names = [f"|{name}|" for name, power in monomial for _ in range(power)]
    if value == 1 and len(names) == 1:
        return names[0]
    shown = names if value == 1 and names else [_number(value), *names]
    return shown[0] if len(shown) == 1 else f"(* {' '.join(shown)})"


def _number(value: Fraction) -> str:
    size = (
        f"{abs(value.numerator)}.0"
        if value.denominator == 1
        else f"(/ {abs(value.numerator)} {value.denominator})"
    )
    return f"(- {size})" if value < 0 else size
