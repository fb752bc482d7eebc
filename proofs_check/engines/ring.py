"""Quotients of polynomials over atoms, with the algebraic relations of the atoms reduced away.

An atom is a generator that stands for a letter, a root, a power with a symbolic exponent, a value of a function. Where it
satisfies a monic relation over earlier atoms (`s**2 = x` for `s = sqrt(x)`), every polynomial is kept reduced by it, so that
a polynomial that is zero by the relations is the zero polynomial.

Denominators never vanish: they come from quotients that are defined, from negative powers and from exponentials.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any

import flint

Poly = flint.fmpq_mpoly
GENERATORS = 40


class OutOfReach(ValueError):
    """The term is beyond this engine; the message says why."""


@dataclass(frozen=True)
class Quotient:
    """num/den, without common factor, the leading coefficient of den being 1."""

    num: Poly
    den: Poly

    @property
    def constant(self) -> Fraction | None:
        """The value, where it is a rational number."""
        return rational(self.num) if self.num.is_constant() and self.den.is_constant() else None


@dataclass(frozen=True)
class Atom:
    """A generator. `gen**degree == value` where degree > 0. kind and parts say what it stands for; real: its values are."""

    index: int
    label: str
    kind: str
    parts: tuple[Any, ...] = ()
    degree: int = 0
    value: Poly | None = None
    real: bool = True


class Ring:
    """The atoms of one goal and the arithmetic over them. `limit` bounds the terms of a polynomial."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.context = flint.fmpq_mpoly_ctx.get([f"x{place}" for place in range(GENERATORS)], "degrevlex")
        self.gens = self.context.gens()
        self.atoms: list[Atom] = []
        self._by_label: dict[tuple[str, str], Atom] = {}
        self.one = self.context.constant(1)
        self.zero = self.context.constant(0)

    def find(self, kind: str, label: str) -> Atom | None:
        """The atom of that kind and label, or None."""
        return self._by_label.get((kind, label))

    def add(self, kind: str, label: str, parts: tuple[Any, ...] = (), real: bool = True) -> Atom:
        """A new atom without a relation."""
        return self._keep(Atom(len(self.atoms), label, kind, parts, real=real))

    def add_related(
        self, kind: str, label: str, parts: tuple[Any, ...], degree: int, value: Poly, real: bool = True
    ) -> Atom:
        """A new atom with gen**degree == value, a polynomial in the atoms so far."""
        return self._keep(Atom(len(self.atoms), label, kind, parts, degree, value, real))

    def _keep(self, atom: Atom) -> Atom:
        if atom.index >= GENERATORS:
            raise OutOfReach(f"more than {GENERATORS} atoms")
        self.atoms.append(atom)
        self._by_label[atom.kind, atom.label] = atom
        return atom

    def gen(self, atom: Atom) -> Quotient:
        """The atom as a quotient."""
        return Quotient(self.gens[atom.index], self.one)

    def number(self, value: Fraction | int) -> Quotient:
        """A rational number as a quotient."""
        return Quotient(self.constant(value), self.one)

    def constant(self, value: Fraction | int) -> Poly:
        """A rational number as a polynomial."""
        exact = Fraction(value)
        return self.context.constant(flint.fmpq(exact.numerator, exact.denominator))

    def reduce(self, poly: Poly) -> Poly:
        """The normal form by the relations, the latest atom first: a relation mentions earlier atoms only."""
        for atom in reversed(self.atoms):
            if atom.degree:
                while poly.degrees()[atom.index] >= atom.degree:
                    poly = self._reduce_by(poly, atom)
                    self.check(poly)
        return poly

    def _reduce_by(self, poly: Poly, atom: Atom) -> Poly:
        value = self.one if atom.value is None else atom.value
        pieces: dict[int, dict[tuple[int, ...], flint.fmpq]] = {}
        for powers, coefficient in poly.to_dict().items():
            often, rest = divmod(powers[atom.index], atom.degree)
            kept = (*powers[: atom.index], rest, *powers[atom.index + 1 :])
            pieces.setdefault(often, {})[kept] = coefficient
        if sum(len(piece) * len(value) ** often for often, piece in pieces.items()) > 20 * self.limit:
            raise OutOfReach("a power of a very large polynomial")
        total = self.zero
        for often, piece in pieces.items():
            total += self.context.from_dict(piece) * value**often
        return total

    def check(self, poly: Poly) -> None:
        """Raises OutOfReach where the polynomial is too large to go on with."""
        if len(poly) > self.limit:
            raise OutOfReach(f"a polynomial of more than {self.limit} terms")

    def quotient(self, num: Poly, den: Poly) -> Quotient:
        """num/den in normal form. Raises OutOfReach where den is zero by the relations."""
        num, den = self.reduce(num), self.reduce(den)
        if den.is_zero():
            raise OutOfReach("a denominator that is always zero")
        if num.is_zero():
            return Quotient(self.zero, self.one)
        if not den.is_constant():
            common = num.gcd(den)
            if not common.is_constant():
                num, den = divmod(num, common)[0], divmod(den, common)[0]
        scale = 1 / den.leading_coefficient()
        self.check(num)
        return Quotient(num * scale, den * scale)

    def add_(self, left: Quotient, right: Quotient) -> Quotient:
        if left.den == right.den:
            return self.quotient(left.num + right.num, left.den)
        self._size(left.num, right.den)
        self._size(right.num, left.den)
        return self.quotient(left.num * right.den + right.num * left.den, left.den * right.den)

    def neg(self, one: Quotient) -> Quotient:
        return Quotient(-one.num, one.den)

    def sub(self, left: Quotient, right: Quotient) -> Quotient:
        return self.add_(left, self.neg(right))

    def mul(self, left: Quotient, right: Quotient) -> Quotient:
        self._size(left.num, right.num)
        self._size(left.den, right.den)
        return self.quotient(left.num * right.num, left.den * right.den)

    def div(self, left: Quotient, right: Quotient) -> Quotient:
        """left/right; right is nonzero wherever the goal is defined."""
        return self.mul(left, self.inverse(right))

    def inverse(self, one: Quotient) -> Quotient:
        if one.num.is_zero():
            raise OutOfReach("a denominator that is always zero")
        return self.quotient(one.den, one.num)

    def power(self, base: Quotient, exponent: int) -> Quotient:
        """base**exponent by squaring; 1 for exponent 0. A negative exponent needs a base that never vanishes."""
        if exponent < 0:
            base, exponent = self.inverse(base), -exponent
        if exponent > 1 and (
            exponent > 4_000 or max(len(base.num), len(base.den)) ** min(exponent, 30) > 1e12
        ):
            raise OutOfReach(f"a power with exponent {exponent}")
        result = self.number(1)
        while exponent:
            if exponent & 1:
                result = self.mul(result, base)
            exponent >>= 1
            if exponent:
                base = self.mul(base, base)
        return result

    def _size(self, left: Poly, right: Poly) -> None:
        if len(left) * len(right) > 20 * self.limit:
            raise OutOfReach("a product of very large polynomials")

    def text(self, poly: Poly) -> str:
        """The polynomial in the labels of its atoms."""
        if poly.is_zero():
            return "0"
        written = [
            self._term_text(powers, Fraction(str(factor))) for powers, factor in poly.to_dict().items()
        ]
        return written[0] + "".join(
            f" - {part[1:]}" if part.startswith("-") else f" + {part}" for _, part in pairwise(written)
        )

    def _term_text(self, powers: tuple[int, ...], factor: Fraction) -> str:
        used = [
            f"{_wrapped(self.atoms[place].label)}" + (f"**{power}" if power > 1 else "")
            for place, power in enumerate(powers)
            if power
        ]
        if abs(factor) == 1 and used:
            return ("-" if factor < 0 else "") + "*".join(used)
        return "*".join([str(factor), *used])

    def quotient_text(self, one: Quotient) -> str:
        """The quotient in the labels of its atoms."""
        if one.den.is_constant():
            return self.text(one.num)
        return f"({self.text(one.num)})/({self.text(one.den)})"

    def atoms_of(self, poly: Poly) -> tuple[Atom, ...]:
        """The atoms that occur in the polynomial."""
        degrees = poly.degrees()
        return tuple(atom for atom in self.atoms if degrees[atom.index])


@dataclass(frozen=True)
class _Written:
    """A polynomial that is known by its text: those of the library are no keys, and all rings share one context."""

    text: str
    poly: Poly = field(compare=False)


def factored(poly: Poly) -> tuple[flint.fmpq, list[tuple[Poly, int]]]:
    """The constant and the irreducible factors with their powers; kept, for the facts of a goal are read by many engines."""
    return _factored(_Written(str(poly), poly))


@lru_cache(maxsize=1024)
def _factored(written: _Written) -> tuple[flint.fmpq, list[tuple[Poly, int]]]:
    constant, factors = written.poly.factor()
    return constant, [(factor, int(power)) for factor, power in factors]


def rational(poly: Poly) -> Fraction:
    """The value of a constant polynomial."""
    return Fraction(0) if poly.is_zero() else exact(poly.leading_coefficient())


def exact(value: flint.fmpq) -> Fraction:
    """A flint rational as a Fraction."""
    return Fraction(int(value.p), int(value.q))


def _wrapped(label: str) -> str:
    plain = label.isidentifier() or (
        label.endswith(")") and "(" in label and label.split("(")[0].isidentifier()
    )
    return label if plain else f"({label})"
