"""Powers of asymptotic expansions with exponents that may move (see `asymptotics.py`)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.exact import closed as real
from proofs_check.exact import elementary, scalars
from proofs_check.exact import expansions as ex
from proofs_check.exact.closed import ONE, ZERO
from proofs_check.exact.expansions import Expansion
from proofs_check.exact.scales import Scale
from proofs_check.exact.values import Scalar, Undecidable, UndefinedTerm

if TYPE_CHECKING:
    from proofs_check.exact.asymptotics import Calculus


def power(calculus: Calculus, base: Expansion, exponent: Expansion, integral: bool) -> Expansion:
    """base**exponent; `integral` says that the exponent is a whole number by its form."""
    n = exponent.constant()
    if integral and isinstance(n, Fraction):
        return _whole_power(calculus, base, int(n))
    if base.is_zero:
        if ex.sign(exponent) <= 0:
            raise UndefinedTerm("0 is raised to a power that is not positive near the limit point")
        return base
    if integral:
        return _varying_whole_power(calculus, base, exponent)
    if calculus.is_complex and (not ex.is_real(base) or ex.sign(base) < 0):
        raise Undecidable("a principal power in a limit")
    if ex.sign(base) < 0:
        raise UndefinedTerm("the base of a power with a real exponent is negative near the limit point")
    if isinstance(n, Fraction):
        return ex.power(base, n, calculus.order)
    return calculus.exp(ex.mul(exponent, ex.log(base, calculus.order)))


def _whole_power(calculus: Calculus, base: Expansion, n: int) -> Expansion:
    if abs(n) > 200:
        raise Undecidable("a high power in a limit")
    return ex.integer_power(base, n) if n >= 0 else ex.integer_power(calculus.inverse(base), -n)


def _varying_whole_power(calculus: Calculus, base: Expansion, exponent: Expansion) -> Expansion:
    fixed = base.constant()
    linear = whole_line(exponent)
    if fixed is not None and linear is not None:
        return geometric(fixed, *linear)
    if ex.sign(base) > 0:
        return calculus.exp(ex.mul(exponent, ex.log(base, calculus.order)))
    if linear is None:
        raise Undecidable("a negative base under a whole exponent that is not linear")
    turned = geometric(-ONE, *linear)
    return ex.mul(turned, calculus.exp(ex.mul(exponent, ex.log(ex.neg(base), calculus.order))))


def whole_line(x: Expansion) -> tuple[int, int] | None:
    """(m, k) where x is exactly m*s + k with whole m != 0 and k."""
    found = {ONE: ZERO, ZERO: ZERO}
    if x.error is not None:
        return None
    for scale, c in x.terms:
        if not is_whole_term(scale, c) or scale.power not in (ONE, ZERO):
            return None
        assert isinstance(c, Fraction) and isinstance(scale.power, Fraction)
        found[scale.power] = c
    return (int(found[ONE]), int(found[ZERO])) if found[ONE] else None


def geometric(z: Scalar, m: int, k: int) -> Expansion:
    """z**(m*s + k) for a number z that is not zero and whole s."""
    size = scalars.modulus(z)
    growth = real.mul(Fraction(m), elementary.log(size))
    spin = scalars.integer_power(scalars.divide(z, size), m)
    scale = Scale(growth=((ONE, growth),) if growth != ZERO else (), spin=spin)
    return Expansion(((scale, scalars.integer_power(z, k)),))


def is_whole_term(scale: Scale, c: Scalar) -> bool:
    """Whether c*scale is whole for every whole s > 0: a whole multiple of s**k."""
    plain = not scale.growth and scale.log == 0 and scale.spin == ONE
    power = scale.power
    whole = isinstance(c, Fraction) and c.denominator == 1
    return plain and whole and isinstance(power, Fraction) and power.denominator == 1 and power >= 0
