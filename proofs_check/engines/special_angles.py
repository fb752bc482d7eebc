"""Cosine and sine of multiples of pi: of rational ones in closed form, of whole ones as a power of -1.

pi/2**k   by halving: cos(a/2) = sqrt((1 + cos(a))/2), sin(a/2) = sin(a)/(2*cos(a/2)) for 0 < a < pi
pi/3, pi/5   by radicals
pi/m      for other odd prime powers m: 2*cos(2*pi/(2*m)) is an atom with its minimal polynomial as relation
p/q       by partial fractions over the prime powers of q
n*pi      for whole n: cos = (-1)**n, sin = 0
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import flint

from proofs_check.engines import exponentials, powers
from proofs_check.engines.ring import Poly, Quotient
from proofs_check.engines.signs import POSITIVE

if TYPE_CHECKING:
    from proofs_check.engines.polynomials import Conversion

Pair = tuple[Quotient, Quotient]
MAX_HALVINGS = 6
MAX_ORDER = 40


def multiple_of_pi(work: Conversion, unit: Quotient, factor: Fraction) -> Pair | None:
    """cos and sin of factor*unit where unit is pi, or pi times a product of whole numbers and factor is whole."""
    pi = work.ring.find("constant", "pi")
    if pi is None or not unit.den.is_one():
        return None
    if unit.num == work.ring.gens[pi.index]:
        return of_rational(work, factor)
    if unit.num.degrees()[pi.index] != 1 or factor.denominator != 1:
        return None
    rest = divmod(unit.num, work.ring.gens[pi.index])[0]
    if not _is_whole(work, rest):
        return None
    exponent = work.ring.mul(Quotient(rest, work.ring.one), work.ring.number(factor))
    return powers.constant_power(work, Fraction(-1), exponent), work.ring.number(0)


def _is_whole(work: Conversion, poly: Poly) -> bool:
    """Whether a monomial is a product of integer letters and values of floor."""
    for atom in work.ring.atoms_of(poly):
        domain = work.scope.letters.get(atom.label) if atom.kind == "letter" else None
        whole = domain is not None and domain.kind == "integer"
        if not whole and not (atom.kind == "function" and atom.parts[0] == "floor"):
            return False
    return bool(poly.leading_coefficient() == 1)


def of_rational(work: Conversion, factor: Fraction) -> Pair | None:
    """cos and sin of factor*pi, or None where the denominator is too large."""
    found: Pair = (work.ring.number(1), work.ring.number(0))
    for power, above in partial_fractions(factor):
        base = _base(work, power)
        if base is None:
            return None
        for _ in range(abs(above)):
            found = turned(work, found, base if above > 0 else (base[0], work.ring.neg(base[1])))
    return found


def partial_fractions(factor: Fraction) -> list[tuple[int, int]]:
    """(prime power, numerator): a sum that differs from `factor` by a multiple of 2; numerators of at most half a turn."""
    rest, found = factor, []
    for prime, often in powers.prime_factors(Fraction(factor.denominator)):
        power = prime**often
        other = factor.denominator // power
        above = factor.numerator * pow(other, -1, power) % power
        rest -= Fraction(above, power)
        found.append((power, above))
    if rest % 2:
        found.append((1, 1))
    return [(power, above) for power, above in found if above]


def turned(work: Conversion, left: Pair, right: Pair) -> Pair:
    """cos and sin of a sum."""
    ring = work.ring
    cos = ring.sub(ring.mul(left[0], right[0]), ring.mul(left[1], right[1]))
    return cos, ring.add_(ring.mul(left[1], right[0]), ring.mul(left[0], right[1]))


def _base(work: Conversion, power: int) -> Pair | None:
    """cos and sin of pi/power for a prime power."""
    ring = work.ring
    if power == 1:
        return ring.number(-1), ring.number(0)
    if power % 2 == 0:
        return _halved(work, power)
    if power == 3:
        return ring.number(Fraction(1, 2)), _root(work, Fraction(3, 4), None)
    if power == 5:
        five = _root(work, Fraction(5), None)
        cos = ring.mul(ring.add_(five, ring.number(1)), ring.number(Fraction(1, 4)))
        return cos, _root(work, Fraction(5, 8), ring.mul(five, ring.number(Fraction(-1, 8))))
    return _by_relation(work, power) if power <= MAX_ORDER else None


def _root(work: Conversion, constant: Fraction, rest: Quotient | None) -> Quotient:
    inside = work.ring.number(constant)
    return exponentials.real_root(work, inside if rest is None else work.ring.add_(inside, rest), 2)


def _halved(work: Conversion, power: int) -> Pair | None:
    ring = work.ring
    if power > 2**MAX_HALVINGS:
        return None
    cos, sin = ring.number(0), ring.number(1)
    while power > 2:
        cos = exponentials.real_root(
            work, ring.mul(ring.add_(ring.number(1), cos), ring.number(Fraction(1, 2))), 2
        )
        sin = ring.div(sin, ring.mul(ring.number(2), cos))
        power //= 2
    return cos, sin


def _by_relation(work: Conversion, power: int) -> Pair:
    """c = 2*cos(pi/power) is an atom with its minimal polynomial as relation; the sine is a root over it."""
    ring, label = work.ring, f"2*cos(pi/{power})"
    atom = ring.find("angle", label)
    if atom is None:
        minimal = flint.fmpz_poly.cos_minpoly(2 * power)
        gen = ring.gens[len(ring.atoms)]
        degree = minimal.degree()
        value = ring.zero
        for place in range(degree):
            value -= gen**place * int(minimal[place])
        atom = ring.add_related("angle", label, (power,), degree, value)
        work.signs.register(gen - ring.one, POSITIVE, f"{label} > 1")
        work.signs.register(ring.constant(2) - gen, POSITIVE, f"{label} < 2")
        below = ring.one - gen**2 * flint.fmpq(1, 4)
        ring.add_related("angle", f"sin(pi/{power})", (power,), 2, below)
        work.signs.register(ring.gens[atom.index + 1], POSITIVE, f"sin(pi/{power}) > 0")
    sine = ring.find("angle", f"sin(pi/{power})")
    assert sine is not None
    return ring.mul(ring.gen(atom), ring.number(Fraction(1, 2))), ring.gen(sine)


__all__ = ["multiple_of_pi", "of_rational", "partial_fractions", "turned"]
