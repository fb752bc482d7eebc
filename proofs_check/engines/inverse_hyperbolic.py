"""Inverse hyperbolic functions as logarithms, on the reals.

asinh(u) = log(u + sqrt(u**2 + 1))     acosh(u) = log(u + sqrt(u**2 - 1))     atanh(u) = (log(1 + u) - log(1 - u))/2
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.engines import exponentials
from proofs_check.engines.ring import Quotient
from proofs_check.engines.signs import NONNEGATIVE, POSITIVE, Sign
from proofs_check.statement.terms import Term

if TYPE_CHECKING:
    from proofs_check.engines.polynomials import Conversion


def area_sine(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    argument = work.convert(args[0])
    if work.is_complex:
        return work.opaque("asinh", (argument,))
    return _with_sign(work, _surd(work, argument, 1), work.signs.of_quotient(argument))


def area_cosine(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    argument = work.convert(args[0])
    if work.is_complex:
        return work.opaque("acosh", (argument,))
    above = work.signs.of_quotient(work.ring.sub(argument, work.ring.number(1)))
    return _with_sign(work, _surd(work, argument, -1), POSITIVE if above == POSITIVE else NONNEGATIVE)


def area_tangent(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    argument = work.convert(args[0])
    if work.is_complex:
        return work.opaque("atanh", (argument,))
    one = work.ring.number(1)
    found = _half_difference(work, work.ring.add_(one, argument), work.ring.sub(one, argument))
    return _with_sign(work, found, work.signs.of_quotient(argument))


def area_cotangent(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    argument = work.convert(args[0])
    if work.is_complex:
        return work.opaque("acoth", (argument,))
    ring = work.ring
    ratio = ring.div(ring.add_(argument, ring.number(1)), ring.sub(argument, ring.number(1)))
    half = ring.mul(exponentials.logarithm(work, ratio), ring.number(Fraction(1, 2)))
    return _with_sign(work, half, work.signs.of_quotient(argument))


def _surd(work: Conversion, argument: Quotient, shift: int) -> Quotient:
    ring = work.ring
    root = exponentials.real_root(work, ring.add_(ring.mul(argument, argument), ring.number(shift)), 2)
    return exponentials.logarithm(work, ring.add_(argument, root))


def _half_difference(work: Conversion, left: Quotient, right: Quotient) -> Quotient:
    ring = work.ring
    logs = ring.sub(exponentials.logarithm(work, left), exponentials.logarithm(work, right))
    return ring.mul(logs, ring.number(Fraction(1, 2)))


def _with_sign(work: Conversion, value: Quotient, sign: Sign) -> Quotient:
    """The value, its sign registered: each of these functions has the sign of its argument."""
    if len(sign) < 3 and value.den.is_constant() and not value.num.is_constant():
        work.signs.register(value.num, sign, "the sign of an inverse hyperbolic function")
    return value
