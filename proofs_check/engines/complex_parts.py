"""Conjugates, real and imaginary parts, moduli: a complex letter comes with its conjugate as a second atom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs_check.engines import exponentials, powers
from proofs_check.engines.ring import Atom, Poly, Quotient, exact
from proofs_check.engines.signs import NONNEGATIVE
from proofs_check.statement.terms import Constant, Term

if TYPE_CHECKING:
    from proofs_check.engines.polynomials import Conversion


def conjugate_of(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    return conjugate(work, work.convert(args[0]))


def real_part(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    value = work.convert(args[0])
    total = work.ring.add_(value, conjugate(work, value))
    return work.ring.div(total, work.ring.number(2))


def imaginary_part(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    value = work.convert(args[0])
    difference = work.ring.sub(value, conjugate(work, value))
    if difference.num.is_zero():
        return difference
    return work.ring.div(difference, work.ring.mul(work.ring.number(2), work.convert(Constant("i"))))


def modulus(work: Conversion, argument: Quotient) -> Quotient:
    """abs of a complex quotient: an atom whose square is argument*conj(argument)."""
    ring = work.ring
    above, below = (_modulus(work, part) for part in (argument.num, argument.den))
    return ring.div(above, below)


def _modulus(work: Conversion, poly: Poly) -> Quotient:
    """The product over the factors: abs(f*g) = abs(f)*abs(g)."""
    ring = work.ring
    constant, factors = poly.factor()
    found = ring.number(abs(exact(constant)))
    for factor, often in factors:
        found = ring.mul(found, ring.power(_modulus_factor(work, factor), often))
    return found


def _modulus_factor(work: Conversion, factor: Poly) -> Quotient:
    ring = work.ring
    if work.is_real(factor):
        return work.absolute(Quotient(factor, ring.one))
    atom = work.single_atom(factor)
    if atom is not None and atom.kind == "i":
        return ring.number(1)
    if atom is not None and atom.kind == "conj":
        return _modulus_factor(work, ring.gens[atom.parts[0]])
    if atom is not None and atom.kind == "power":
        base, exponent = atom.parts
        return powers.power(work, _modulus(work, base), exponent, True)
    square = ring.mul(Quotient(factor, ring.one), conjugate(work, Quotient(factor, ring.one)))
    if not square.den.is_constant():
        return work.opaque("abs", (Quotient(factor, ring.one),))
    label = f"abs({ring.text(factor)})"
    found = ring.find("abs", label)
    if found is None:
        found = ring.add_related(
            "abs", label, (factor,), 2, square.num * (1 / square.den.leading_coefficient())
        )
        work.signs.register(ring.gens[found.index], NONNEGATIVE, f"{label} >= 0")
    return ring.gen(found)


def conjugate(work: Conversion, value: Quotient) -> Quotient:
    """The conjugate, atom by atom."""
    above, below = _conjugate(work, value.num), _conjugate(work, value.den)
    return work.ring.div(above, below)


def _conjugate(work: Conversion, poly: Poly) -> Quotient:
    ring = work.ring
    if work.is_real(poly):
        return Quotient(poly, ring.one)
    total = ring.number(0)
    for exponents, factor in poly.to_dict().items():
        term = ring.number(exact(factor))
        for atom in tuple(ring.atoms):
            if exponents[atom.index]:
                term = ring.mul(term, ring.power(_conjugate_atom(work, atom), int(exponents[atom.index])))
        total = ring.add_(total, term)
    return total


def _conjugate_atom(work: Conversion, atom: Atom) -> Quotient:
    ring = work.ring
    if atom.real:
        return ring.gen(atom)
    if atom.kind == "i":
        return ring.neg(ring.gen(atom))
    if atom.kind == "conj":
        return Quotient(ring.gens[atom.parts[0]], ring.one)
    if atom.kind == "exp":
        return exponentials.exponential(work, conjugate(work, atom.parts[0]))
    if atom.kind == "power":
        base, exponent = atom.parts
        return powers.power(work, _conjugate(work, base), exponent, True)
    label = f"conj({atom.label})"
    partner = ring.find("conj", label) or ring.add("conj", label, (atom.index,), False)
    return ring.gen(partner)
