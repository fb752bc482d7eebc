"""Powers as the second solver reads them: products of few unknowns, by the laws that hold for their base and exponent.

    b**(k*m + c) = (b**m)**k * b**c    for b > 0, and for any b where m and c are whole and not negative
    exp(k*m + c) = exp(m)**k * exp(c)

with a whole k and a monomial m of the exponent. A power that no law takes apart is an unknown of which nothing is known.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines import second_functions
from proofs_check.engines.second_polynomials import Polynomial, Quotient, constant
from proofs_check.engines.second_reader import MAX_EXPONENT, Reader, Unreadable
from proofs_check.statement.terms import Number, Term

ONE = Quotient(constant(1))


def power(reader: Reader, base: Term, exponent: Term) -> Quotient:
    """base**exponent. Raises Unreadable."""
    below = reader.value(base)
    if isinstance(exponent, Number):
        return _number_power(reader, below, exponent.value)
    above = reader.value(exponent)
    if not above.below and above.top.is_constant and second_functions.is_whole(reader, above):
        return _number_power(reader, below, above.top.at_zero)
    if above.below or above.top.is_constant:
        raise Unreadable("an exponent that is a quotient")
    positive = not below.below and reader.sign(below.top) == ">"
    if not positive and not _natural(reader, above.top):
        raise Unreadable("a power that may be undefined")
    found = ONE
    for monomial, times in above.top.terms:
        if monomial:
            part = _atom(reader, below, Polynomial(((monomial, 1 / Fraction(times.denominator)),)), positive)
            found = found * _number_power(reader, part, Fraction(times.numerator))
        else:
            found = found * _number_power(reader, below, times)
    return found


def exponential(reader: Reader, exponent: Quotient) -> Quotient:
    """exp of a sum as a product of exponentials."""
    if exponent.below:
        return second_functions.value_at(reader, "exp", exponent)
    found = ONE
    for monomial, times in exponent.top.terms:
        unit = Polynomial(((monomial, 1 / Fraction(times.denominator)),))
        part = second_functions.value_at(reader, "exp", Quotient(unit))
        found = found * _number_power(reader, part, Fraction(times.numerator))
    return found


def _natural(reader: Reader, exponent: Polynomial) -> bool:
    """Whether every term of the exponent is a whole number that is not negative."""
    return second_functions.is_whole(reader, Quotient(exponent)) and all(
        reader.sign(Polynomial((term,))) for term in exponent.terms
    )


def _number_power(reader: Reader, base: Quotient, exponent: Fraction) -> Quotient:
    """A power with a number as exponent; of a root where it is no whole number."""
    if abs(exponent) > MAX_EXPONENT or exponent.denominator > 12:
        raise Unreadable(f"a power with exponent {exponent}")
    if exponent.denominator != 1:
        reader.need(">=", base)
        base = _root(reader, base, exponent.denominator)
    size = base ** abs(exponent.numerator)
    return size if exponent >= 0 else reader.inverse(size)


def _root(reader: Reader, base: Quotient, degree: int) -> Quotient:
    """The root of a number that is not negative."""
    found = reader.new("root", ">=")
    reader.defining.append(reader.condition("==", Quotient(found) ** degree - base))
    return Quotient(found)


def _atom(reader: Reader, base: Quotient, exponent: Polynomial, positive: bool) -> Quotient:
    """The unknown base**exponent."""
    key = ("pow", base, exponent)
    if key not in reader.values:
        whole = second_functions.is_whole(reader, base) and _natural(reader, exponent)
        sign = ">" if positive else ">=" if not base.below and reader.sign(base.top) else ""
        found = reader.new("pow", sign, whole)  # type: ignore[arg-type]
        reader.values[key] = Quotient(found)
        reader.defining += _facts(reader, base, Quotient(exponent), Quotient(found))
    return reader.values[key]


def _facts(reader: Reader, base: Quotient, exponent: Quotient, value: Quotient) -> list[str]:
    """The size of a power of a base that is not negative, by base and exponent against 1 and 0."""
    at = reader.condition
    facts = [
        f"(=> {at('==', exponent)} {at('==', value - ONE)})",
        f"(=> {at('==', base - ONE)} {at('==', value - ONE)})",
    ]
    for one, two, three in (
        ((">", base - ONE), (">", exponent), (">", value - ONE)),
        ((">", base - ONE), ("<", exponent), ("<", value - ONE)),
        (("<", base - ONE), (">", exponent), ("<", value - ONE)),
        (("<", base - ONE), ("<", exponent), (">", value - ONE)),
    ):
        facts.append(f"(=> (and {at('>', base)} {at(*one)} {at(*two)}) {at(*three)})")
    facts.append(f"(=> (and {at('==', base)} {at('>', exponent)}) {at('==', value)})")
    # Of a whole exponent the three conditions are sharper than their signs: one of them holds still.
    facts.append(f"(or {at('<', exponent)} {at('==', exponent)} {at('>', exponent)})")
    return facts


__all__ = ["exponential", "power"]
