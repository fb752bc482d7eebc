"""Exact numbers a + b*sqrt(d) with rational a and b, d > 1 a whole number without a square factor; and terms that are such numbers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flint import fmpz

from proofs_check.statement.terms import Apply, Number, Term

MAX_EXPONENT = 24
MAX_RADICAND = 10**6


class NoSurd(ValueError):
    """No such number, or numbers of several roots."""


@dataclass(frozen=True)
class Surd:
    """a + b*sqrt(d); d is 1 where b is 0."""

    a: Fraction
    b: Fraction = Fraction(0)
    d: int = 1

    def __str__(self) -> str:
        return f"{self.a} + {self.b}*sqrt({self.d})" if self.b else str(self.a)

    def __add__(self, other: Surd) -> Surd:
        return _surd(self.a + other.a, self.b + other.b, _common(self, other))

    def __sub__(self, other: Surd) -> Surd:
        return _surd(self.a - other.a, self.b - other.b, _common(self, other))

    def __mul__(self, other: Surd) -> Surd:
        d = _common(self, other)
        return _surd(self.a * other.a + self.b * other.b * d, self.a * other.b + self.b * other.a, d)

    def conjugate(self) -> Surd:
        return _surd(self.a, -self.b, self.d)

    def inverse(self) -> Surd:
        """The reciprocal. Raises NoSurd for 0."""
        size = self.a**2 - self.b**2 * self.d
        if not size:
            raise NoSurd("a division by 0")
        return _surd(self.a / size, -self.b / size, self.d)

    def power(self, exponent: int) -> Surd:
        """Raises NoSurd for a negative power of 0."""
        if abs(exponent) > MAX_EXPONENT:
            raise NoSurd("a large exponent")
        base = self if exponent >= 0 else self.inverse()
        found = Surd(Fraction(1))
        for _ in range(abs(exponent)):
            found = found * base
        return found

    def is_rational(self) -> bool:
        return not self.b

    def is_whole(self) -> bool:
        return not self.b and self.a.denominator == 1

    def is_nonnegative(self) -> bool:
        """By the squares of a and b*sqrt(d)."""
        if self.a >= 0 and self.b >= 0:
            return True
        if self.a <= 0 and self.b <= 0:
            return self.a == self.b == 0
        return (self.a**2 >= self.b**2 * self.d) == (self.a > 0)

    def is_positive(self) -> bool:
        return self.is_nonnegative() and (self.a != 0 or self.b != 0)


def _surd(a: Fraction, b: Fraction, d: int) -> Surd:
    return Surd(a, b, d) if b else Surd(a)


def _common(one: Surd, other: Surd) -> int:
    """Raises NoSurd where the roots are different ones."""
    if one.b and other.b and one.d != other.d:
        raise NoSurd("different roots")
    return one.d if one.b else other.d


def surd_of(term: Term) -> Surd:
    """The number that a closed term is. Raises NoSurd."""
    match term:
        case Number(value=value):
            return Surd(value)
        case Apply(op="sqrt", args=(Number(value=value),)) if value >= 0:
            return _root(value)
        case Apply(op="add", args=(left, right)):
            return surd_of(left) + surd_of(right)
        case Apply(op="sub", args=(left, right)):
            return surd_of(left) - surd_of(right)
        case Apply(op="neg", args=(inner,)):
            return Surd(Fraction(0)) - surd_of(inner)
        case Apply(op="mul", args=(left, right)):
            return surd_of(left) * surd_of(right)
        case Apply(op="div", args=(left, right)):
            return surd_of(left) * surd_of(right).inverse()
        case Apply(op="pow", args=(base, Number(value=value))) if value.denominator == 1:
            return surd_of(base).power(int(value))
    raise NoSurd("no number of the form a + b*sqrt(d)")


def _root(value: Fraction) -> Surd:
    """sqrt(p/q) == sqrt(p*q)/q with the square factors taken out."""
    whole = value.numerator * value.denominator
    if whole > MAX_RADICAND:
        raise NoSurd("a large radicand")
    outside, inside = 1, 1
    for prime, exponent in fmpz(whole).factor() if whole else ():
        outside *= int(prime) ** (int(exponent) // 2)
        inside *= int(prime) ** (int(exponent) % 2)
    if not whole:
        return Surd(Fraction(0))
    factor = Fraction(outside, value.denominator)
    return Surd(factor) if inside == 1 else Surd(Fraction(0), factor, inside)
