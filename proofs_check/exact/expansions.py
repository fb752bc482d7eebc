"""Asymptotic expansions with exact coefficients, for a variable s that grows without bound.

An expansion is a finite sum of numbers times scales (`scales.py`) plus an error O(scale), or no error at all. Every
operation below keeps 'value - sum of terms = O(error)' true for large s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key

from proofs_check.exact import elementary, scalars
from proofs_check.exact.closed import ONE, ZERO
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.scales import UNIT, Oscillates, Scale, compare_scales, largest
from proofs_check.exact.values import Complex, Scalar, Undecidable, UndefinedTerm

MAX_KEPT = 24


@dataclass(frozen=True)
class Expansion:
    """Terms (scale, coefficient not 0), the fastest growing first, and the scale of the error or None."""

    terms: tuple[tuple[Scale, Scalar], ...]
    error: Scale | None = None

    @property
    def is_zero(self) -> bool:
        """Whether it is exactly zero."""
        return not self.terms and self.error is None

    def leading(self) -> tuple[tuple[Scale, Scalar], ...]:
        """The terms of the greatest size; empty of zero. Raises Undecidable where the error hides them."""
        if not self.terms:
            if self.error is not None:
                raise Undecidable("the leading term of an expansion")
            return ()
        first = self.terms[0][0]
        return tuple(item for item in self.terms if compare_scales(item[0], first) == 0)

    def lead(self) -> tuple[Scale, Scalar]:
        """The one leading term. Raises Oscillates where there are several; zero has none (Undecidable)."""
        found = self.leading()
        if len(found) != 1:
            raise Oscillates("several leading terms") if found else Undecidable("zero has no leading term")
        return found[0]

    def bound(self) -> Scale | None:
        """A scale that bounds the value; None of zero."""
        return self.terms[0][0].size if self.terms else self.error

    def constant(self) -> Scalar | None:
        """The number that the expansion is, exactly; None of others."""
        if self.error is not None or len(self.terms) > 1:
            return None
        if not self.terms:
            return ZERO
        return self.terms[0][1] if self.terms[0][0] == UNIT else None


ZERO_EXPANSION = Expansion(())


def constant(z: Scalar) -> Expansion:
    """The constant z."""
    return ZERO_EXPANSION if scalars.is_zero(z) else Expansion(((UNIT, z),))


def monomial(power: Closed, coefficient: Scalar = ONE) -> Expansion:
    """coefficient * s**power."""
    return Expansion(((Scale(power=power), coefficient),))


def build(terms: Iterable[tuple[Scale, Scalar]], errors: Iterable[Scale | None] = ()) -> Expansion:
    """The expansion with these terms and errors, equal scales merged, what the error hides left out."""
    merged: dict[Scale, Scalar] = {}
    for scale, c in terms:
        merged[scale] = scalars.add(merged[scale], c) if scale in merged else c
    kept = [(scale, c) for scale, c in merged.items() if not scalars.is_zero(c)]
    kept.sort(key=cmp_to_key(_descending))
    kept = _merge_equal(kept)
    error = largest(errors)
    if error is not None:
        kept = [item for item in kept if compare_scales(item[0], error) > 0]
    if len(kept) > MAX_KEPT:
        error = kept[MAX_KEPT][0].size
        kept = [item for item in kept if compare_scales(item[0], error) > 0]
    return Expansion(tuple(kept), error)


def _descending(x: tuple[Scale, Scalar], y: tuple[Scale, Scalar]) -> int:
    return compare_scales(y[0], x[0])


def _merge_equal(terms: list[tuple[Scale, Scalar]]) -> list[tuple[Scale, Scalar]]:
    """Merges neighbours whose scales are equal numbers though written differently."""
    found: list[tuple[Scale, Scalar]] = []
    for scale, c in terms:
        for place in range(len(found) - 1, -1, -1):
            known, other = found[place]
            if compare_scales(known, scale):
                found.append((scale, c))
                break
            if known.spin == scale.spin or scalars.equal(known.spin, scale.spin):
                found[place] = (known, scalars.add(other, c))
                break
        else:
            found.append((scale, c))
    return [(scale, c) for scale, c in found if not scalars.is_zero(c)]


def add(*parts: Expansion) -> Expansion:
    """The sum."""
    return build((item for part in parts for item in part.terms), (part.error for part in parts))


def scale_by(x: Expansion, scale: Scale, c: Scalar) -> Expansion:
    """x times a number that is not zero times a scale."""
    terms = tuple((own.times(scale), scalars.mul(z, c)) for own, z in x.terms)
    return Expansion(terms, x.error.times(scale.size) if x.error is not None else None)


def neg(x: Expansion) -> Expansion:
    """The negative."""
    return Expansion(tuple((scale, scalars.neg(c)) for scale, c in x.terms), x.error)


def sub(x: Expansion, y: Expansion) -> Expansion:
    """The difference."""
    return add(x, neg(y))


def mul(x: Expansion, y: Expansion) -> Expansion:
    """The product."""
    errors: list[Scale | None] = []
    for one, other in ((x, y), (y, x)):
        bound = other.bound()
        errors.append(one.error.times(bound) if one.error is not None and bound is not None else None)
    products = ((a.times(b), scalars.mul(c, d)) for a, c in x.terms for b, d in y.terms)
    return build(products, errors)


def integer_power(x: Expansion, n: int) -> Expansion:
    """x**n for n >= 0."""
    result = constant(ONE)
    while n:
        result = mul(result, x) if n & 1 else result
        n >>= 1
        x = mul(x, x) if n else x
    return result


def conj(x: Expansion) -> Expansion:
    """The complex conjugate."""
    terms = (
        (Scale(own.growth, own.power, own.log, scalars.conj(own.spin)), scalars.conj(c)) for own, c in x.terms
    )
    return build(terms, (x.error,))


def is_real(x: Expansion) -> bool:
    """Whether the terms are their own conjugates."""
    if all(own.spin == ONE and not isinstance(c, Complex) for own, c in x.terms):
        return True
    return not build((*conj(x).terms, *neg(x).terms)).terms


def small(x: Expansion) -> bool:
    """Whether x tends to 0 by its scales."""
    bound = x.bound()
    return bound is None or compare_scales(bound, UNIT) < 0


def series(x: Expansion, coefficients: Callable[[int], Scalar], order: int) -> Expansion:
    """sum over k of coefficients(k)*x**k for x that tends to 0, of an analytic function, cut after `order`."""
    if not small(x):
        raise Undecidable("a power series at an argument that does not tend to 0")
    total: list[Expansion] = []
    power = constant(ONE)
    for k in range(order + 1):
        c = coefficients(k)
        if not scalars.is_zero(c):
            total.append(scale_by(power, UNIT, c))
        if x.is_zero:
            return add(*total)
        power = mul(power, x)
    return add(*total, Expansion((), power.bound()))


def split_lead(x: Expansion) -> tuple[Scale, Scalar, Expansion]:
    """(scale, c, y) with x = c*scale*(1 + y) and y tending to 0."""
    scale, c = x.lead()
    rest = Expansion(x.terms[1:], x.error)
    return scale, c, scale_by(rest, scale.to(-ONE), scalars.inverse(c))


def inverse(x: Expansion, order: int) -> Expansion:
    """1/x. Raises UndefinedTerm of zero."""
    if x.is_zero:
        raise UndefinedTerm("a denominator is 0 near the limit point")
    scale, c, rest = split_lead(x)
    found = series(rest, lambda k: Fraction((-1) ** k), order)
    return scale_by(found, scale.to(-ONE), scalars.inverse(c))


def sign(x: Expansion) -> int:
    """The sign of a real x for all large s. Raises Undecidable."""
    if x.is_zero:
        return 0
    scale, c = x.lead()
    if scale.spin != ONE or isinstance(c, Complex):
        raise Oscillates("the sign of an oscillating term")
    return scalars.sign_of(c)


def power(x: Expansion, exponent: Fraction, order: int) -> Expansion:
    """x**exponent for x > 0 (the caller has asked its sign)."""
    scale, c, rest = split_lead(x)
    if isinstance(c, Complex):
        raise Undecidable("a root of a number that is not real")

    def coefficient(k: int) -> Scalar:
        value = ONE
        for j in range(k):
            value *= (exponent - j) / (j + 1)
        return value

    return scale_by(series(rest, coefficient, order), scale.to(exponent), scalars.real_power(c, exponent))


def log(x: Expansion, order: int) -> Expansion:
    """The logarithm of x > 0."""
    scale, c, rest = split_lead(x)
    if scale.log or isinstance(c, Complex) or scale.spin != ONE:
        raise Undecidable("the logarithm of a logarithm")
    parts = [constant(elementary.log(c)), *(monomial(a, own) for a, own in scale.growth)]
    if scale.power != ZERO:
        parts.append(Expansion(((Scale(log=ONE), scale.power),)))
    return add(*parts, series(rest, lambda k: Fraction((-1) ** (k + 1), k) if k else ZERO, order))


DECAY = Fraction(100)  # what shrinks faster than every exponential is written O(exp(-100 s))


def exp(x: Expansion, order: int) -> Expansion:
    """The exponential of a real or complex x whose growing part is real."""
    growing = [item for item in x.terms if compare_scales(item[0], UNIT) > 0]
    if x.error is not None and compare_scales(x.error, UNIT) >= 0:
        raise Undecidable("the exponential of an expansion with a growing error")
    still = [c for scale, c in x.terms if compare_scales(scale, UNIT) == 0]
    shrinking = [item for item in x.terms if compare_scales(item[0], UNIT) < 0]
    if any(scale.spin != ONE for scale, _ in x.terms if compare_scales(scale, UNIT) >= 0):
        raise Oscillates("the exponential of an oscillating term")
    scale = UNIT
    for own, c in growing:
        grown = _exponential_scale(own, c)
        if grown is None:
            return _beyond(x)
        scale = scale.times(grown)
    rest = Expansion(tuple(shrinking), x.error)
    found = series(rest, _reciprocal_factorial, order)
    return scale_by(found, scale, scalars.exp(scalars.add(ZERO, *still)))


def _reciprocal_factorial(k: int) -> Scalar:
    from math import factorial

    return Fraction(1, factorial(k))


def _exponential_scale(scale: Scale, c: Scalar) -> Scale | None:
    """exp(c*scale) as a scale, for c*s**a and c*log(s)."""
    if isinstance(c, Complex):
        raise Undecidable("the exponential of a growing imaginary part")
    if scale.growth:
        return None
    if scale.log == 0 and isinstance(scale.power, Fraction):
        return Scale(growth=((scale.power, c),))
    if scale.power == ZERO and scale.log == 1:
        return Scale(power=c)
    return None


def _beyond(x: Expansion) -> Expansion:
    """exp(x) for x that falls faster than every multiple of s."""
    if sign(x) < 0 and compare_scales(x.terms[0][0], Scale(power=ONE)) > 0:
        return Expansion((), Scale(growth=((ONE, -DECAY),)))
    raise Undecidable("an exponential of an exponential")
