"""Rational functions as c*T(k + 1)/T(k), c free of k: what a product over k telescopes by.

The irreducible factors are gathered into classes of those that are shifts q(k + h) of one q; where the exponents of a class add up
to 0, T gets q(k + h) to minus the sum of the exponents up to h. The identity of the rational functions is checked.

Reference: Petkovsek, Wilf, Zeilberger, A = B, 1996, chapter 5 (dispersion).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.hypergeometric import Field, NotHypergeometric, Poly, Ratio
from proofs_check.engines.ring import exact
from proofs_check.statement.terms import Sum, free_letters

MAX_SHIFT = 30  # how far the shifts of one polynomial may lie apart
MAX_DEGREE = 12


@dataclass(frozen=True)
class Class:
    """The factors of T that are shifts of one polynomial: base(k + h)**exponent for the (h, exponent) of `powers`."""

    base: Poly
    powers: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Telescope:
    """R(k) == constant*T(k + 1)/T(k), T the product of the classes. constant: free of k."""

    field: Field
    index: str
    constant: Ratio
    classes: tuple[Class, ...]

    def total(self, by: int = 0) -> Ratio:
        """T(k + by)."""
        found = Ratio(self.field.one, self.field.one)
        for one in self.classes:
            for shift, exponent in one.powers:
                moved = Ratio(self.field.shifted(one.base, self.index, shift + by), self.field.one)
                found = found.times(self.field.power(moved, exponent))
        return found


def telescope(product: Sum) -> Telescope | None:
    """The factor as c*T(k + 1)/T(k), or None."""
    index = product.letter
    try:
        field = Field((index, *sorted(free_letters(product.body) - {index})))
        ratio = field.rational(product.body)
        if ratio.num.is_zero():
            return None
        found = _gathered(field, index, ratio)
        if found is None:
            return None
        step = found.constant.times(found.total(1)).times(found.total().inverse())
    except (NotHypergeometric, ArithmeticError, ValueError):
        return None
    return found if step.num * ratio.den == ratio.num * step.den and found.classes else None


def _gathered(field: Field, index: str, ratio: Ratio) -> Telescope | None:
    """The factors by classes of shifts; None where the exponents of a class do not cancel."""
    constant = Ratio(field.one, field.one)
    classes: dict[int, tuple[Poly, dict[int, int]]] = {}
    for factor, exponent in _factors(field, ratio):
        if not factor.degrees()[0]:
            constant = constant.times(field.power(Ratio(factor, field.one), exponent))
            continue
        for base, powers in classes.values():
            shift = _shift(field, index, base, factor)
            if shift is not None:
                powers[shift] = powers.get(shift, 0) + exponent
                break
        else:
            classes[len(classes)] = (factor, {0: exponent})
    found = []
    for base, powers in classes.values():
        low, high = min(powers), max(powers)
        if sum(powers.values()) or high - low > MAX_SHIFT:
            return None
        sums = [(h, -sum(powers.get(j, 0) for j in range(low, h + 1))) for h in range(low, high)]
        found.append(Class(base, tuple((h, total) for h, total in sums if total)))
    return Telescope(field, index, constant, tuple(found))


def _factors(field: Field, ratio: Ratio) -> Iterator[tuple[Poly, int]]:
    """The irreducible factors with their exponents, their leading coefficients taken out as constants."""
    for poly, sign in ((ratio.num, 1), (ratio.den, -1)):
        constant, factors = poly.factor()
        yield field.context.constant(constant), sign
        for factor, often in factors:
            lead = factor.leading_coefficient()
            yield field.context.constant(lead), sign * int(often)
            yield factor * (1 / lead), sign * int(often)


def _shift(field: Field, index: str, base: Poly, other: Poly) -> int | None:
    """h with other == base(index + h), whole, by the two highest coefficients; None where there is none."""
    degree = int(base.degrees()[0])
    if int(other.degrees()[0]) != degree or degree > MAX_DEGREE:
        return None
    lead, second = _coefficient(field, base, degree), _coefficient(field, base, degree - 1)
    quotient, rest = divmod(_coefficient(field, other, degree - 1) - second, lead * degree)
    if not rest.is_zero() or not quotient.is_constant():
        return None
    value = Fraction(0) if quotient.is_zero() else exact(quotient.leading_coefficient())
    if value.denominator != 1 or abs(value) > MAX_SHIFT:
        return None
    return int(value) if field.shifted(base, index, int(value)) == other else None


def _coefficient(field: Field, poly: Poly, degree: int) -> Poly:
    """What stands before index**degree."""
    kept = {(0, *powers[1:]): value for powers, value in poly.to_dict().items() if powers[0] == degree}
    return field.context.from_dict(kept)


def whole_zero(poly: Poly) -> int | None:
    """The whole zero of an irreducible polynomial in the first generator alone."""
    degrees = [int(degree) for degree in poly.degrees()]
    if degrees[0] != 1 or any(degrees[1:]):
        return None
    rest = {powers[0]: exact(value) for powers, value in poly.to_dict().items()}
    zero = -rest.get(0, Fraction(0)) / rest[1]
    return int(zero) if zero.denominator == 1 else None
