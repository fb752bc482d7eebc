"""Factorials, the gamma function and harmonic numbers in normal form: arguments that lie whole steps apart share one atom."""

from __future__ import annotations

from fractions import Fraction
from math import factorial, floor, prod
from typing import TYPE_CHECKING

from proofs_check.engines import powers
from proofs_check.engines.ring import OutOfReach, Quotient
from proofs_check.statement.terms import Constant, Term, apply

if TYPE_CHECKING:
    from proofs_check.engines.polynomials import Conversion

MAX_CONSTANT = 200


def _shifted(op: str, argument: Quotient, work: Conversion) -> tuple[Quotient, int]:
    """The function at the lowest whole shift of its argument in the goal, and how far the argument lies above it."""
    parts, constant = powers.split(work, argument)
    shift = floor(constant)
    unit = work.ring.sub(argument, work.ring.number(shift))
    lowest = work.plan.lower(op, work.ring.quotient_text(unit), shift) if parts else shift
    return work.ring.add_(unit, work.ring.number(lowest)), shift - lowest


def factorial_form(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    """factorial(n), in steps of factorial(n + 1) = (n + 1)*factorial(n). Raises OutOfReach."""
    return _climb(work, work.convert(args[0]), "factorial", 1)


def gamma_form(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    """gamma(x), in steps of gamma(x + 1) = x*gamma(x), and gamma(1/2) = sqrt(pi). Raises OutOfReach."""
    argument = work.convert(args[0])
    value = argument.constant
    if value is not None and value.denominator > 1 and abs(value) <= MAX_CONSTANT:
        return _at_fraction(work, value)
    return _climb(work, argument, "gamma", 0)


def _at_fraction(work: Conversion, value: Fraction) -> Quotient:
    """gamma at a number that is not whole, by its value between 0 and 1."""
    begin, steps = value - floor(value), floor(value)
    factor = prod((begin + step for step in range(steps)), start=Fraction(1))
    factor /= prod((value + step for step in range(-steps)), start=Fraction(1))
    root = begin == Fraction(1, 2)
    base = (
        work.convert(apply("sqrt", Constant("pi")))
        if root
        else work.opaque("gamma", (work.ring.number(begin),))
    )
    return work.ring.mul(work.ring.number(factor), base)


def _climb(work: Conversion, argument: Quotient, op: str, ahead: int) -> Quotient:
    """factorial(n + 1) = (n + 1)*factorial(n), gamma(x + 1) = x*gamma(x)."""
    ring, value = work.ring, argument.constant
    if value is not None and value.denominator == 1 and 0 <= value + ahead - 1 <= 200:
        return ring.number(factorial(int(value) + ahead - 1))
    lowest, steps = _shifted(op, argument, work)
    if steps > 40:
        raise OutOfReach(f"{op} of arguments that are {steps} apart")
    found = work.opaque(op, (lowest,))
    for step in range(steps):
        found = ring.mul(found, ring.add_(lowest, ring.number(step + ahead)))
    return found


def harmonic_form(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    """harmonic(n), in steps of harmonic(n + 1) = harmonic(n) + 1/(n + 1). Raises OutOfReach."""
    ring, argument = work.ring, work.convert(args[0])
    value = argument.constant
    if value is not None and value.denominator == 1 and 0 <= value <= 200:
        return ring.number(sum((Fraction(1, k) for k in range(1, int(value) + 1)), Fraction(0)))
    lowest, steps = _shifted("harmonic", argument, work)
    if steps > 40:
        raise OutOfReach(f"harmonic numbers that are {steps} apart")
    found = work.opaque("harmonic", (lowest,))
    for step in range(1, steps + 1):
        found = ring.add_(found, ring.inverse(ring.add_(lowest, ring.number(step))))
    return found
