"""Exponentials, logarithms and roots in normal form.

exp(u + 2*v) = exp(u)*exp(v)**2     log(f*g) = log(f) + log(g)     sqrt(f*g) = sqrt(f)*sqrt(g)     for f, g > 0
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.engines import powers
from proofs_check.engines.ring import OutOfReach, Poly, Quotient
from proofs_check.engines.signs import NONNEGATIVE, NONZERO, NULL, POSITIVE

if TYPE_CHECKING:
    from proofs_check.engines.polynomials import Conversion


def exponential(work: Conversion, argument: Quotient) -> Quotient:
    """exp(argument) as a product over the units of the argument."""
    ring = work.ring
    parts, constant = powers.split(work, argument)
    found = ring.number(1)
    if constant:
        found = _exp_unit(work, ring.number(1), constant)
    for unit, factor in parts:
        found = ring.mul(found, _exp_of_log(work, unit, factor) or _exp_unit(work, unit, factor))
    return found


def _exp_of_log(work: Conversion, unit: Quotient, factor: Fraction) -> Quotient | None:
    """exp(c*log(f)) = f**c and exp(t*log(f)) = f**t; f is positive, for the logarithm is defined."""
    if work.is_complex or not unit.den.is_constant():
        return None
    logs = [atom for atom in work.ring.atoms_of(unit.num) if atom.kind == "log"]
    if len(logs) != 1 or unit.num.degrees()[logs[0].index] != 1:
        return None
    (inside,) = logs[0].parts
    rest = divmod(unit.num, work.ring.gens[logs[0].index])[0]
    exponent = work.ring.mul(Quotient(rest, work.ring.one), work.ring.number(factor))
    if exponent.constant is not None:
        return powers.power(work, Quotient(inside, work.ring.one), exponent, False)
    if any(part.denominator != 1 for _, part in powers.split(work, exponent)[0]):
        return None
    if work.plan.divide("exp", work.ring.quotient_text(unit), factor.denominator) > 1:
        return None  # a fraction of this exponent occurs too: both are powers of one exponential
    return powers.factor_power(work, inside, exponent, False)


def _exp_unit(work: Conversion, unit: Quotient, factor: Fraction) -> Quotient:
    ring = work.ring
    common = work.plan.divide("exp", ring.quotient_text(unit), factor.denominator)
    argument = ring.mul(unit, ring.number(Fraction(1, common)))
    label = f"exp({ring.quotient_text(argument)})"
    atom = ring.find("exp", label)
    if atom is None:
        real = work.is_real(argument.num) and work.is_real(argument.den)
        atom = ring.add("exp", label, (argument,), real)
        gen, sign = ring.gens[atom.index], work.signs.of_quotient(argument)
        work.signs.register(gen, POSITIVE if real else NONZERO, f"{label} > 0")
        if real and len(sign) < 3:
            work.signs.register(gen - ring.one, sign, f"{label} against 1")
    return ring.power(ring.gen(atom), int(factor * common))


def logarithm(work: Conversion, argument: Quotient) -> Quotient:
    """log(argument) of a positive argument as a sum over its factors of known sign."""
    ring = work.ring
    if work.is_complex:
        return work.opaque("log", (argument,))
    if argument.num.is_zero():
        raise OutOfReach("the logarithm of zero")
    constant, factors = powers.oriented(work, argument.num)
    low_constant, low_factors = powers.oriented(work, argument.den)
    number = constant / low_constant
    found, rest = ring.number(0), ring.constant(1 if number > 0 else -1)
    for prime, often in powers.prime_factors(abs(number)):
        found = ring.add_(found, ring.mul(_log_factor(work, ring.constant(prime)), ring.number(often)))
    for sign, group in ((1, factors), (-1, low_factors)):
        for factor, often in group:
            if work.signs.of(factor) == POSITIVE:
                found = ring.add_(found, ring.mul(_log_factor(work, factor), ring.number(sign * often)))
            elif often % 2 == 0 and work.is_real(factor):
                size = work.absolute(Quotient(factor, ring.one))  # not zero, for the logarithm is defined
                found = ring.add_(found, ring.mul(_log_size(work, size), ring.number(sign * often)))
            elif sign > 0:
                rest *= factor**often
            else:
                return work.opaque("log", (argument,))
    return found if rest.is_one() else ring.add_(found, _log_factor(work, rest))


def _log_size(work: Conversion, size: Quotient) -> Quotient:
    """log of an absolute value that is not zero; it may be a power of one."""
    atom = work.single_atom(size.num) if size.den.is_one() else None
    if atom is not None and atom.kind == "power":
        base, exponent = atom.parts
        return work.ring.mul(exponent, _log_factor(work, base))
    below = work.ring.number(0) if size.den.is_constant() else _log_factor(work, size.den)
    return work.ring.sub(_log_factor(work, size.num), below)


def _log_factor(work: Conversion, factor: Poly) -> Quotient:
    """log of a polynomial that is positive because the logarithm in the goal is defined."""
    ring, atom = work.ring, work.single_atom(factor)
    if atom is not None and atom.kind == "exp":
        inner: Quotient = atom.parts[0]
        return inner
    if atom is not None and atom.kind == "power" and work.signs.of(atom.parts[0]) == POSITIVE:
        base, exponent = atom.parts
        return ring.mul(exponent, _log_factor(work, base))
    if atom is not None and atom.kind == "root" and work.signs.of(atom.parts[0]) == POSITIVE:
        inside, degree = atom.parts
        return ring.mul(_log_factor(work, inside), ring.number(Fraction(1, degree)))
    turned = _turned(work, factor)
    if turned is not None:
        norm, conjugate = turned
        return ring.sub(logarithm(work, norm), _log_factor(work, conjugate))
    label = f"log({ring.text(factor)})"
    known = ring.find("log", label)
    if known is None:
        known = ring.add("log", label, (factor,))
        sign = work.signs.of(factor - ring.one)
        if len(sign) < 3:
            work.signs.register(ring.gens[known.index], sign, f"{label} against 0")
    return ring.gen(known)


def _turned(work: Conversion, factor: Poly) -> tuple[Quotient, Poly] | None:
    """Of a positive a + b*s, s a square root, where the leading signs of a and b differ: the positive number
    |a**2 - b**2*s**2| and the positive conjugate with equal leading signs; else None."""
    ring = work.ring
    for atom in reversed(ring.atoms_of(factor)):
        if atom.kind != "root" or atom.degree != 2 or factor.degrees()[atom.index] != 1:
            continue
        moving = ring.context.from_dict({key: c for key, c in factor.to_dict().items() if key[atom.index]})
        still = factor - moving
        if still.is_zero() or (moving.leading_coefficient() > 0) == (still.leading_coefficient() > 0):
            return None
        up = 1 if still.leading_coefficient() > 0 else -1
        norm = ring.reduce((still**2 - moving**2) * up)
        return (Quotient(norm, ring.one), (still - moving) * up) if work.signs.of(norm) == POSITIVE else None
    return None


def root(work: Conversion, argument: Quotient, degree: int) -> Quotient:
    """The real root of an argument for which it is defined (nonnegative, or an odd degree)."""
    if degree == 1:
        return argument
    if degree > 60:
        raise OutOfReach(f"a root of degree {degree}")
    if work.is_complex:
        return _complex_root(work, argument, degree)
    return real_root(work, argument, degree)


def real_root(work: Conversion, argument: Quotient, degree: int) -> Quotient:
    """The root of a real argument that is not negative, or of any real one for an odd degree."""
    ring = work.ring
    if not argument.den.is_constant():
        inside = real_root(
            work, Quotient(ring.reduce(argument.num * argument.den ** (degree - 1)), ring.one), degree
        )
        below = Quotient(argument.den, ring.one)
        return ring.div(inside, below if degree % 2 else work.absolute(below))
    if argument.num.is_zero():
        return ring.number(0)
    value, factors = powers.oriented(work, argument.num)
    found, sign = ring.number(1), 1 if value > 0 else -1
    if degree % 2 and sign < 0:
        found, sign = ring.number(-1), 1
    for prime, often in powers.prime_factors(abs(value)):
        whole, rest = divmod(often, degree)
        piece = ring.power(_root_factor(work, ring.constant(prime), degree), rest)
        found = ring.mul(found, ring.mul(ring.power(ring.number(prime), whole), piece))
    return ring.mul(found, _root_factors(work, factors, sign, degree))


def _root_factors(work: Conversion, factors: list[tuple[Poly, int]], sign: int, degree: int) -> Quotient:
    """The root of a product: factors that are positive come out; the others too when all of them are nonnegative."""
    ring, found, rest = work.ring, work.ring.number(1), work.ring.constant(sign)
    apart = degree % 2 == 1 or (
        sign > 0 and all(work.signs.of(factor) <= NONNEGATIVE for factor, _ in factors)
    )
    for factor, often in factors:
        if apart or work.signs.of(factor) == POSITIVE:
            whole, left = divmod(often, degree)
            outside = ring.power(Quotient(factor, ring.one), whole)
            inside = ring.power(_root_factor(work, factor, degree), left) if left else ring.number(1)
            found = ring.mul(found, ring.mul(outside, inside))
        elif (
            degree == 2
            and often % 2 == 0
            and ((len(factors) == 1 and sign > 0) or 0 not in work.signs.of(factor))
        ):
            found = ring.mul(found, ring.power(work.absolute(Quotient(factor, ring.one)), often // 2))
        else:
            rest *= factor**often
    return found if rest.is_one() else ring.mul(found, _root_factor(work, rest, degree))


def _complex_root(work: Conversion, argument: Quotient, degree: int) -> Quotient:
    """Principal roots: only a positive real argument is taken apart; the square is the argument in any case."""
    ring = work.ring
    if degree != 2 or not argument.den.is_constant():
        return work.opaque("root", (argument, ring.number(degree)))
    label = f"sqrt({ring.quotient_text(argument)})"
    atom = ring.find("root", label)
    if atom is None:
        real = work.is_real(argument.num) and work.signs.of(argument.num) <= NONNEGATIVE
        atom = ring.add_related("root", label, (argument.num, 2), 2, argument.num, real)
    return ring.gen(atom)


def _root_factor(work: Conversion, inside: Poly, degree: int) -> Quotient:
    ring, atom = work.ring, work.single_atom(inside)
    if atom is not None and atom.kind == "exp":
        return exponential(work, ring.mul(atom.parts[0], ring.number(Fraction(1, degree))))
    label = f"sqrt({ring.text(inside)})" if degree == 2 else f"root({ring.text(inside)}, {degree})"
    found = ring.find("root", label)
    if found is None:
        found = ring.add_related("root", label, (inside, degree), degree, inside)
        sign = work.signs.of(inside)
        known = sign if sign <= NONNEGATIVE or degree % 2 else NONNEGATIVE if 0 in sign else POSITIVE
        work.signs.register(ring.gens[found.index], known or NULL, f"sign of {label}")
    return ring.gen(found)
