"""Closed real numbers, written in a normal form.

A closed number is a Fraction or a `Real`: a sum of rational multiples of monomials, a monomial being a product of
atoms with rational exponents. Atoms are primes (for radicals), pi, exponentials e**m, roots of polynomials, values of
functions that do not simplify, and compounds (a sum under a root or in a denominator). The arithmetic is in `closed.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Atom:
    """A factor of a monomial; atoms are ordered and compared by `key`."""

    key: str = field(init=False, default="")
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", self._write())
        object.__setattr__(self, "_hash", hash(self.key))

    def _write(self) -> str:
        raise TypeError(f"{type(self).__name__} is abstract")

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Atom) and self._hash == other._hash and self.key == other.key

    @property
    def positive(self) -> bool:
        """Whether the atom is positive by its kind, so that it may carry any rational exponent."""
        return True


@dataclass(frozen=True, eq=False)
class Prime(Atom):
    """A prime number, or a whole number above 1 that was too long to factor."""

    value: int

    def _write(self) -> str:
        return f"0:{self.value:d}"


@dataclass(frozen=True, eq=False)
class Pi(Atom):
    """The number pi."""

    def _write(self) -> str:
        return "1:pi"


@dataclass(frozen=True, eq=False)
class Exponential(Atom):
    """e to the power of a monomial."""

    of: Monomial

    def _write(self) -> str:
        return f"2:exp({monomial_key(self.of)})"


@dataclass(frozen=True, eq=False)
class Algebraic(Atom):
    """The real root number `index` (ascending) of an irreducible integer polynomial, coefficients from degree 0 on."""

    coefficients: tuple[int, ...]
    index: int

    def _write(self) -> str:
        return f"3:root({self.coefficients},{self.index})"

    @property
    def positive(self) -> bool:
        return False


@dataclass(frozen=True, eq=False)
class Function(Atom):
    """The value of the function `name` at a closed number: log, sin, cos, atan, gamma."""

    name: str
    of: Closed

    def _write(self) -> str:
        return f"4:{self.name}({closed_key(self.of)})"

    @property
    def positive(self) -> bool:
        return False


@dataclass(frozen=True, eq=False)
class Compound(Atom):
    """A positive number that stands under a root or in a denominator."""

    of: Real

    def _write(self) -> str:
        return f"5:({closed_key(self.of)})"


Monomial = tuple[tuple[Atom, Fraction], ...]


@dataclass(frozen=True)
class Real:
    """Rational multiples of distinct monomials, sorted; never a plain rational number."""

    terms: tuple[tuple[Monomial, Fraction], ...]
    key: str = field(init=False, default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", "+".join(f"{_digits(c)}*{monomial_key(m)}" for m, c in self.terms))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Real) and self.key == other.key


Closed = Fraction | Real


def _digits(c: Fraction) -> str:
    """A coefficient as text; hexadecimal where it is long, for Python refuses to write very long decimals."""
    if max(abs(c.numerator), c.denominator).bit_length() < 10_000:
        return str(c)
    return f"{c.numerator:x}/{c.denominator:x}"


def monomial_key(monomial: Monomial) -> str:
    return "*".join(f"{atom.key}^{power}" for atom, power in monomial) or "1"


def closed_key(x: Closed) -> str:
    return _digits(x) if isinstance(x, Fraction) else x.key
