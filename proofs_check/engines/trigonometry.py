"""Sine and cosine in normal form: angle addition over the units of the argument, sin**2 = 1 - cos**2."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.engines import powers
from proofs_check.engines.inverse_angles import known_pair, quadrant_facts
from proofs_check.engines.ring import OutOfReach, Quotient
from proofs_check.engines.signs import NONNEGATIVE
from proofs_check.engines.special_angles import multiple_of_pi
from proofs_check.statement.terms import Term

if TYPE_CHECKING:
    from proofs_check.engines.polynomials import Conversion

Pair = tuple[Quotient, Quotient]


def sine(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    return circle(work, work.convert(args[0]))[1]


def cosine(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    return circle(work, work.convert(args[0]))[0]


def tangent(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    cos, sin = circle(work, work.convert(args[0]))
    return work.ring.div(sin, cos)


def cotangent(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    cos, sin = circle(work, work.convert(args[0]))
    return work.ring.div(cos, sin)


def circle(work: Conversion, argument: Quotient) -> Pair:
    """cos and sin of the argument."""
    ring = work.ring
    parts, constant = powers.split(work, argument)
    found: Pair = (ring.number(1), ring.number(0))
    if constant:
        found = _unit(work, ring.number(1), constant)
    for unit, factor in parts:
        found = _sum(work, found, _known(work, unit, factor) or _unit(work, unit, factor))
    return found


def _sum(work: Conversion, left: Pair, right: Pair) -> Pair:
    ring = work.ring
    cos = ring.sub(ring.mul(left[0], right[0]), ring.mul(left[1], right[1]))
    return cos, ring.add_(ring.mul(left[1], right[0]), ring.mul(left[0], right[1]))


def _known(work: Conversion, unit: Quotient, factor: Fraction) -> Pair | None:
    """cos and sin of multiples of pi and of values of inverse functions."""
    return multiple_of_pi(work, unit, factor) or known_pair(work, unit, factor)


def _unit(work: Conversion, unit: Quotient, factor: Fraction) -> Pair:
    """cos and sin of factor*unit, from those of unit over the common denominator."""
    ring = work.ring
    common = work.plan.divide("cos", ring.quotient_text(unit), factor.denominator)
    base = _atoms(work, ring.mul(unit, ring.number(Fraction(1, common))))
    times = int(abs(factor) * common)
    if times > work.plan.multiples:
        raise OutOfReach(f"the {times}-fold of an angle")
    found: Pair = (ring.number(1), ring.number(0))
    for _ in range(times):
        found = _sum(work, found, base)
    return (found[0], ring.neg(found[1])) if factor < 0 else found


def _atoms(work: Conversion, angle: Quotient) -> Pair:
    ring, signs = work.ring, work.signs
    label = ring.quotient_text(angle)
    cos = ring.find("cos", f"cos({label})")
    if cos is None:
        real = work.is_real(angle.num) and work.is_real(angle.den)
        cos = ring.add("cos", f"cos({label})", (angle,), real)
        below = ring.one - ring.gens[cos.index] ** 2
        sin = ring.add_related("sin", f"sin({label})", (angle,), 2, below, real)
        for atom in (cos, sin) if real else ():
            for sign in (1, -1):
                poly = ring.one + ring.gens[atom.index] * sign
                signs.register(poly, NONNEGATIVE, f"-1 <= {atom.label} <= 1")
        if real:
            quadrant_facts(work, angle, cos, sin)
    found = ring.find("sin", f"sin({label})")
    assert found is not None
    return ring.gen(cos), ring.gen(found)
