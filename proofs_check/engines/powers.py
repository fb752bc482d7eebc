"""Powers in normal form: f**(t + 2) = f**2 * f**t.

A power whose base may vanish is written over the lowest exponent that occurs in the goal: where the base is zero that exponent
is nonnegative because the power is defined, and 0**(a + d) == 0**a * 0**d for whole a, d >= 0. The conversion of a goal
is repeated until the lowest exponents (`Plan`) are known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from math import floor, lcm
from typing import TYPE_CHECKING

from proofs_check.engines import exponentials
from proofs_check.engines.ring import Atom, Poly, Quotient, exact
from proofs_check.engines.signs import NONNEGATIVE, NONZERO, POSITIVE, negated

if TYPE_CHECKING:
    from proofs_check.engines.polynomials import Conversion

Parts = tuple[tuple[Quotient, Fraction], ...]


@dataclass
class Plan:
    """What one pass over the goal taught the next: lowest exponents and common denominators of exponents.

    multiples: the largest multiple of an angle that is written in the powers of its sine and cosine.
    """

    multiples: int = 24
    lowest: dict[tuple[str, str], int] = field(default_factory=dict)
    denominators: dict[tuple[str, str], int] = field(default_factory=dict)
    changed: bool = False

    def lower(self, base: str, unit: str, offset: int) -> int:
        """The lowest exponent seen for this base and unit, `offset` included."""
        known = self.lowest.get((base, unit), offset)
        if (base, unit) in self.lowest and offset < known:
            self.changed = True
        self.lowest[base, unit] = min(known, offset)
        return self.lowest[base, unit]

    def divide(self, function: str, unit: str, denominator: int) -> int:
        """The common denominator of the coefficients seen of this unit, `denominator` included."""
        known = self.denominators.get((function, unit), 1)
        common = lcm(known, denominator)
        if common != known and (function, unit) in self.denominators:
            self.changed = True
        self.denominators[function, unit] = common
        return common


def split(work: Conversion, exponent: Quotient) -> tuple[Parts, Fraction]:
    """The exponent as a sum of coefficient*unit, and its constant; units are monomials over the denominator."""
    ring, parts, constant = work.ring, [], Fraction(0)
    for powers, factor in exponent.num.to_dict().items():
        monomial = ring.context.from_dict({powers: 1})
        unit = ring.quotient(monomial, exponent.den)
        if unit.constant is not None:
            constant += exact(factor) * unit.constant
        else:
            parts.append((unit, exact(factor)))
    return tuple(parts), constant


def oriented(work: Conversion, poly: Poly) -> tuple[Fraction, list[tuple[Poly, int]]]:
    """Constant and irreducible factors; those known to be at most zero are turned round."""
    constant, factors = poly.factor()
    value, found = exact(constant), []
    for factor, often in factors:
        turn = negated(work.signs.of(factor)) <= NONNEGATIVE
        value = -value if turn and often % 2 else value
        found.append((-factor if turn else factor, often))
    return value, found


def power(work: Conversion, base: Quotient, exponent: Quotient, integral: bool) -> Quotient:
    """base**exponent; integral: the exponent is whole for every value of the letters."""
    value = exponent.constant
    if value is not None and value.denominator == 1:
        return work.ring.power(base, int(value))
    if value is not None:
        whole = work.ring.power(base, floor(value))
        rest = value - floor(value)
        # a fractional power of zero has a positive exponent; splitting a negative whole part off needs base != 0,
        # and the base of a negative power is positive
        return work.ring.mul(
            whole, work.ring.power(exponentials.root(work, base, rest.denominator), rest.numerator)
        )
    if not integral:
        return _real_power(work, base, exponent)
    if base.num.is_zero():
        return factor_power(work, base.num, exponent, True)
    constant, factors = base.num.factor()
    low_constant, low_factors = base.den.factor()
    found = constant_power(work, exact(constant) / exact(low_constant), exponent)
    for sign, group in ((1, factors), (-1, low_factors)):
        for factor, often in group:
            scaled = work.ring.mul(exponent, work.ring.number(often))
            piece = factor_power(work, factor, scaled, True)
            found = work.ring.mul(found, piece if sign > 0 else work.ring.inverse(piece))
    return found


def _real_power(work: Conversion, base: Quotient, exponent: Quotient) -> Quotient:
    """base**exponent = exp(exponent*log(base)) for a base known to be positive; of any other base it is not negative."""
    if work.is_complex:
        return work.opaque("pow", (base, exponent))
    if work.signs.of_quotient(base) == POSITIVE:
        return exponentials.exponential(work, work.ring.mul(exponent, exponentials.logarithm(work, base)))
    found = work.opaque("pow", (base, exponent))
    work.signs.register(found.num, NONNEGATIVE, "a power with a real exponent is not negative")
    return found


def constant_power(work: Conversion, base: Fraction, exponent: Quotient) -> Quotient:
    """A rational number to a whole exponent, over its small prime factors."""
    ring = work.ring
    found = ring.number(1)
    if base < 0:
        found = factor_power(work, ring.constant(-1), exponent, True)
    for prime, often in prime_factors(abs(base)):
        scaled = ring.mul(exponent, ring.number(often))
        found = ring.mul(found, factor_power(work, ring.constant(prime), scaled, True))
    return found


@lru_cache(maxsize=4096)
def prime_factors(value: Fraction) -> tuple[tuple[int, int], ...]:
    """Factors of a positive rational and their powers: primes up to 1000, what is left as one factor."""
    found: dict[int, int] = {}
    for part, sign in ((value.numerator, 1), (value.denominator, -1)):
        for prime in range(2, 1000):
            while part % prime == 0:
                part //= prime
                found[prime] = found.get(prime, 0) + sign
        if part > 1:
            found[part] = found.get(part, 0) + sign
    return tuple(sorted(found.items()))


def factor_power(work: Conversion, base: Poly, exponent: Quotient, integral: bool) -> Quotient:
    """An irreducible factor to a symbolic exponent."""
    nested = _nested(work, base, exponent, integral)
    if nested is not None:
        return nested
    ring, nonzero = work.ring, 0 not in work.signs.of(base)
    parts, constant = split(work, exponent)
    if not parts:
        return power(work, Quotient(base, ring.one), ring.number(constant), integral)
    if any(factor.denominator != 1 for _, factor in parts) or constant.denominator != 1:
        return work.opaque("pow", (Quotient(base, ring.one), exponent))
    if nonzero:
        found = ring.power(Quotient(base, ring.one), int(constant))
        for unit, factor in parts:
            found = ring.mul(found, ring.power(_power_atom(work, base, unit, 0, integral), int(factor)))
        return found
    if len(parts) > 1 and constant >= 0 and all(_nonnegative(work, unit, factor) for unit, factor in parts):
        found = ring.power(Quotient(base, ring.one), int(constant))
        for unit, factor in parts:
            found = ring.mul(found, _lowered(work, base, unit, int(factor), 0))
        return found
    unit, factor = parts[0] if len(parts) == 1 else _joined(work, parts)
    if factor < 0:
        unit, factor = ring.neg(unit), -factor
    return _lowered(work, base, unit, int(factor), int(constant))


def _nonnegative(work: Conversion, unit: Quotient, factor: Fraction) -> bool:
    sign = work.signs.of_quotient(unit)
    return (sign if factor > 0 else negated(sign)) <= NONNEGATIVE


def _joined(work: Conversion, parts: Parts) -> tuple[Quotient, Fraction]:
    total = work.ring.number(0)
    for unit, factor in parts:
        total = work.ring.add_(total, work.ring.mul(unit, work.ring.number(factor)))
    return total, Fraction(1)


def _nested(work: Conversion, base: Poly, exponent: Quotient, integral: bool) -> Quotient | None:
    """Powers of exponentials and of powers, where the exponents may be multiplied."""
    atom = work.single_atom(base)
    if atom is None:
        return None
    if atom.kind == "exp" and (integral or not work.is_complex):
        (inner,) = atom.parts
        return exponentials.exponential(work, work.ring.mul(inner, exponent))
    if atom.kind == "power" and integral:
        inner_base, inner = atom.parts
        if 0 not in work.signs.of(inner_base):
            return factor_power(work, inner_base, work.ring.mul(inner, exponent), True)
    return None


def _lowered(work: Conversion, base: Poly, unit: Quotient, factor: int, constant: int) -> Quotient:
    """base**(factor*unit + constant) over the lowest power of that base and unit; factor > 0."""
    key = (work.ring.text(base), work.ring.quotient_text(unit))
    lowest = work.plan.lower(*key, floor(Fraction(constant, factor)))
    atom = _power_atom(work, base, unit, lowest, True)
    rest = work.ring.power(Quotient(base, work.ring.one), constant - factor * lowest)
    return work.ring.mul(work.ring.power(atom, factor), rest)


def _power_atom(work: Conversion, base: Poly, unit: Quotient, offset: int, integral: bool) -> Quotient:
    ring = work.ring
    exponent = ring.add_(unit, ring.number(offset))
    label = f"({ring.text(base)})**({ring.quotient_text(exponent)})"
    atom = ring.find("power", label)
    if atom is None:
        atom = _new_power(work, base, exponent, label, integral)
    return ring.gen(atom)


def _new_power(work: Conversion, base: Poly, exponent: Quotient, label: str, integral: bool) -> Atom:
    ring = work.ring
    real = work.is_real(base)
    order = _order(work, base)
    if order and integral:
        return ring.add_related("power", label, (base, exponent), order, ring.one, real)
    atom = ring.add("power", label, (base, exponent), real)
    if real:
        _power_facts(work, atom, base, exponent, integral)
    elif 0 not in work.signs.of(base):
        work.signs.register(ring.gens[atom.index], NONZERO, label)
    return atom


def _order(work: Conversion, base: Poly) -> int:
    """2 for the base -1, 4 for i: the whole powers repeat."""
    if base == work.ring.constant(-1):
        return 2
    atom = work.single_atom(base)
    return 4 if atom is not None and atom.kind == "i" else 0


def _power_facts(work: Conversion, atom: Atom, base: Poly, exponent: Quotient, integral: bool) -> None:
    """Signs of the power, and its bounds by 1 and by the base, from the signs of the base and the exponent."""
    ring, signs = work.ring, work.signs
    gen, sign, of_exponent = ring.gens[atom.index], signs.of(base), signs.of_quotient(exponent)
    because = f"sign of {atom.label}"
    if sign <= NONNEGATIVE or 0 not in sign:
        signs.register(
            gen,
            sign if sign in (POSITIVE, NONNEGATIVE) else NONZERO if 0 not in sign else NONNEGATIVE,
            because,
        )
    if not of_exponent <= NONNEGATIVE:
        return
    below = signs.of(ring.one - base)
    if below <= NONNEGATIVE and signs.of(ring.one + base) <= NONNEGATIVE:
        strict = below == POSITIVE and signs.of(ring.one + base) == POSITIVE and of_exponent == POSITIVE
        signs.register(ring.one - gen, POSITIVE if strict else NONNEGATIVE, f"{atom.label} <= 1")
        signs.register(
            ring.one + gen, POSITIVE if strict or sign <= NONNEGATIVE else NONNEGATIVE, f"{atom.label} >= -1"
        )
        if (
            integral and sign <= NONNEGATIVE and of_exponent == POSITIVE
        ):  # a whole positive exponent is at least 1
            signs.register(base - gen, NONNEGATIVE, f"{atom.label} <= its base")
    above = signs.of(base - ring.one)
    if above <= NONNEGATIVE:
        strict = above == POSITIVE and of_exponent == POSITIVE
        signs.register(gen - ring.one, POSITIVE if strict else NONNEGATIVE, f"{atom.label} >= 1")
