"""Equations of whole letters as polynomials that are zero: quotients multiplied out, roots of natural numbers eliminated.

A == B with both sides defined says that the numerator of A - B is zero. A root s = N**(1/k) of a natural number N is a further letter; where
the numerator is zero, so is its resultant with s**k - N.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_terms import minus
from proofs_check.engines.ring import OutOfReach, Poly, Quotient, Ring, exact
from proofs_check.statement.terms import Apply, Compare, Letter, Number, Term
from proofs_check.statement.text import text

MAX_TERMS = 200
MAX_POWER = 16
MAX_ROOTS = 2


@dataclass(frozen=True)
class Form:
    """A polynomial with whole coefficients that is zero: its letters, (exponents, coefficient) of its monomials, and in words.

    pole_at_zero: whether a denominator of the equation vanishes where all letters are 0.
    """

    letters: tuple[str, ...]
    monomials: tuple[tuple[tuple[int, ...], int], ...]
    says: str
    pole_at_zero: bool


@dataclass
class _Reader:
    """Reads terms as quotients of polynomials; `denominators` are those that were divided by."""

    ring: Ring
    denominators: list[Poly]

    def read(self, term: Term) -> Quotient:
        """Raises OutOfReach."""
        match term:
            case Number(value=value):
                return self.ring.number(value)
            case Letter(name=name):
                return self.ring.gen(self.ring.find("letter", name) or self.ring.add("letter", name))
            case Apply(op="neg", args=(inner,)):
                return self.ring.neg(self.read(inner))
            case Apply(op=("add" | "sub" | "mul") as op, args=(left, right)):
                one, two = self.read(left), self.read(right)
                join = {"add": self.ring.add_, "sub": self.ring.sub, "mul": self.ring.mul}[op]
                return join(one, two)
            case Apply(op="div", args=(left, right)):
                return self.ring.mul(self.read(left), self._inverse(self.read(right)))
            case Apply(op="pow", args=(base, Number(value=value))) if value.denominator == 1:
                return self._power(base, int(value))
        root = _root(term)
        if root is None:
            raise OutOfReach("no quotient of polynomials")
        label = f"{root[0]}^(1/{root[1]})"
        return self.ring.gen(self.ring.find("root", label) or self.ring.add("root", label, (term, *root)))

    def _power(self, base: Term, exponent: int) -> Quotient:
        if abs(exponent) > MAX_POWER:
            raise OutOfReach("a large power")
        found = self.read(base)
        return self.ring.power(self._inverse(found) if exponent < 0 else found, abs(exponent))

    def _inverse(self, one: Quotient) -> Quotient:
        self.denominators.append(one.num)
        return self.ring.inverse(one)


def _root(term: Term) -> tuple[int, int] | None:
    """(N, k) of the k-th root of a natural number N."""
    match term:
        case Apply(op="sqrt", args=(Number(value=value),)):
            degree = Fraction(2)
        case Apply(op="root", args=(Number(value=value), Number(value=degree))):
            pass
        case Apply(op="pow", args=(Number(value=value), Number(value=part))) if (
            part > 0 and part.numerator == 1
        ):
            degree = 1 / part
        case _:
            return None
    fits = value.denominator == degree.denominator == 1 and value > 0 and 2 <= degree <= 4
    return (int(value), int(degree)) if fits else None


def form_of(both: Compare) -> Form | None:
    """The polynomial that is zero where the sides are equal, or None."""
    ring = Ring(MAX_TERMS)
    reader = _Reader(ring, [])
    try:
        poly = reader.read(minus(both.left, both.right)).num
        poly = _without_roots(poly, ring)
        says = text(term_of(poly, ring))
    except OutOfReach:
        return None
    letters = [atom for atom in ring.atoms if atom.kind == "letter" and poly.degrees()[atom.index]]
    if poly.is_zero() or not letters:
        return None
    scale = lcm(*(int(c.q) for c in poly.to_dict().values()))
    monomials = tuple(
        (tuple(int(powers[atom.index]) for atom in letters), int(exact(c) * scale))
        for powers, c in poly.to_dict().items()
    )
    names = tuple(atom.label for atom in letters)
    return Form(names, monomials, says, any(_vanishes(den, names, ring) for den in reader.denominators))


def _without_roots(poly: Poly, ring: Ring) -> Poly:
    """Resultants with s**k - N for every root s. Raises OutOfReach."""
    roots = [atom for atom in ring.atoms if atom.kind == "root" and poly.degrees()[atom.index]]
    if len(roots) > MAX_ROOTS:
        raise OutOfReach("many roots")
    for atom in roots:
        _, value, degree = atom.parts
        relation = ring.gens[atom.index] ** degree - value
        poly = poly.resultant(relation, f"x{atom.index}")
        ring.check(poly)
    return poly


def _vanishes(poly: Poly, names: tuple[str, ...], ring: Ring) -> bool:
    """Whether every monomial has one of the letters."""
    places = [atom.index for atom in ring.atoms if atom.kind == "letter" and atom.label in names]
    return all(any(powers[place] for place in places) for powers in poly.to_dict())


__all__ = ["Form", "form_of"]
