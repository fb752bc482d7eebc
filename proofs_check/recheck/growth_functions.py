"""Quotients, powers and elementary functions of expansions; `order` terms of a series are kept."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from proofs_check.recheck import complexes, functions, growth, numbers, signs, special
from proofs_check.recheck.complexes import Complex, I, Number, decided, is_zero
from proofs_check.recheck.growth import (
    TINY,
    UNIT,
    Expansion,
    Scale,
    add,
    constant,
    mul,
    outgrows,
    parted,
    real_lead,
    scaled,
    series,
    single,
    sub,
    unknown,
)
from proofs_check.recheck.numbers import PI, Real
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.signs import absolute, compare, sign

ONE = Fraction(1)
HALF = Fraction(1, 2)


def _relative(x: Expansion, scale: Scale, c: Number) -> Expansion:
    """x/(c*scale) - 1, where that is the leading term."""
    return sub(scaled(x, complexes.div(ONE, c), scale.raised(-ONE)), constant(ONE))


def inverse(x: Expansion, order: int) -> Expansion:
    if x.is_nothing:
        raise NoValue("a denominator is 0")
    scale, c = x.lead()
    found = series([Fraction((-1) ** k) for k in range(order)], _relative(x, scale, c))
    return scaled(found, complexes.div(ONE, c), scale.raised(-ONE))


def real_power(x: Expansion, r: Fraction, order: int) -> Expansion:
    """x**r of a function that is positive for large s."""
    scale, c = real_lead(x)
    if sign(c) < 0:
        raise NoValue("a power of what is negative")
    coefficients: list[Number] = [ONE]
    for k in range(1, order):
        coefficients.append(complexes.mul(coefficients[-1], (r - k + 1) / k))
    found = series(coefficients, _relative(x, scale, c))
    return scaled(found, numbers.power(numbers.root(c, r.denominator), r.numerator), scale.raised(r))


def exponential(x: Expansion, order: int) -> Expansion:
    """exp of a function that is real, or that turns at a constant rate."""
    falling = _falls_fast(x)
    if falling is not None:
        return falling
    large, centre, small = parted(x)
    scale, factor = UNIT, functions.exponential(decided(centre))
    for own, c in large.terms:
        scale = scale * _grown(own, decided(c))
    coefficients: list[Number] = [Fraction(1, factorial(k)) for k in range(order)]
    return scaled(series(coefficients, small), factor, scale)


def _falls_fast(x: Expansion) -> Expansion | None:
    """A bound of exp(x), where x tends to -oo like a power of s or faster but is not known precisely enough."""
    if not x.terms:
        return None
    scale, c = x.terms[0]
    known = x.rest is None or outgrows(x.rest, UNIT) < 0
    simple = all((not s.steps and not s.logs) or (not s.steps and s.power == 0) for s, _ in x.terms)
    if (known and simple) or scale.spin != 0 or isinstance(c, Complex):
        return None
    if outgrows(scale, Scale(power=Fraction(1, 8))) > 0 and sign(c) < 0:
        growth.Expansion(x.terms, x.rest).lead()
        return unknown(TINY)
    return None


def _grown(own: Scale, c: Number) -> Scale:
    """The scale exp(c*own)."""
    if own.spin != 0 or own.steps:
        raise Open("the exponential of a fast or turning function")
    re, im = complexes.parts(c)
    turning = sign(im) != 0
    if own.logs == 0:
        if turning and own.power != 1:
            raise Open("a function that turns at a changing rate")
        steps = ((own.power, re),) if sign(re) else ()
        return Scale(steps, spin=im if turning else Fraction(0))
    if own.power == 0 and own.logs == 1 and not turning and isinstance(re, Fraction):
        return Scale(power=re)
    raise Open("the exponential of a power of a logarithm")


def logarithm(x: Expansion, order: int, has_complex: bool) -> Expansion:
    if x.is_nothing:
        raise NoValue("log of 0")
    scale, c = real_lead(x)
    if sign(c) < 0 and not has_complex:
        raise NoValue("log of a negative number")
    if sign(c) < 0 or scale.logs:
        raise Open("the logarithm of a logarithm, or of a negative function")
    parts = [constant(special.log(c))]
    parts += [single(Scale(power=p), step) for p, step in scale.steps]
    if scale.power:
        parts.append(single(Scale(logs=ONE), scale.power))
    coefficients: list[Number] = [Fraction(0), *(Fraction((-1) ** (k + 1), k) for k in range(1, order))]
    found = series(coefficients, _relative(x, scale, c))
    for part in parts:
        found = add(found, part)
    return found


def wave(name: str, x: Expansion, order: int) -> Expansion:
    """sin or cos."""
    try:
        large, centre, small = parted(x)
        if not large.terms and not isinstance(decided(centre), Complex):
            return _local_wave(name, complexes.real(decided(centre)), small, order)
        up = exponential(scaled(x, I), order)
        down = exponential(scaled(x, complexes.neg(I)), order)
    except Open:
        if any(isinstance(c, Complex) or s.spin != 0 for s, c in x.terms):
            raise
        return unknown(UNIT)
    if name == "cos":
        return scaled(add(up, down), HALF)
    return scaled(sub(up, down), Complex(Fraction(0), -HALF))


def _local_wave(name: str, centre: Real, small: Expansion, order: int) -> Expansion:
    s, c = special.sin(centre), special.cos(centre)
    turn = [s, c, numbers.neg(s), numbers.neg(c)] if name == "sin" else [c, numbers.neg(s), numbers.neg(c), s]
    count = 2 * order
    return series([numbers.mul(Fraction(1, factorial(k)), turn[k % 4]) for k in range(count)], small)


def arc_tangent(x: Expansion, order: int) -> Expansion:
    if x.rest is None or (x.terms and outgrows(x.terms[0][0], x.rest) > 0):
        bound = x.bound()
        if bound is not None and outgrows(bound, UNIT) > 0:
            _, c = real_lead(x)
            return sub(constant(numbers.mul(HALF * sign(c), PI)), arc_tangent(inverse(x, order), order))
    large, centre, small = parted(x)
    middle = decided(centre)
    if large.terms or isinstance(middle, Complex):
        raise Open("the arc tangent of an oscillating function")
    if sign(middle):
        below = add(constant(numbers.add(ONE, numbers.mul(middle, middle))), scaled(small, middle))
        small = mul(small, inverse(below, order))
    coefficients = [Fraction(0) if k % 2 == 0 else Fraction((-1) ** (k // 2), k) for k in range(2 * order)]
    return add(constant(special.atan(middle)), series(list(coefficients), small))


def arc_sine(x: Expansion, order: int) -> Expansion:
    """asin(x) = atan(x/sqrt(1 - x**2)), near the ends asin(x) = pi/2 - 2*asin(sqrt((1 - x)/2))."""
    large, centre, _ = parted(x)
    middle = decided(centre)
    if large.terms or isinstance(middle, Complex):
        raise NoValue("asin outside [-1, 1]") if large.terms else Open("asin of a complex function")
    side = compare(absolute(middle), ONE)
    if side > 0:
        raise NoValue("asin outside [-1, 1]")
    if side < 0:
        length = real_power(sub(constant(ONE), mul(x, x)), HALF, order)
        return arc_tangent(mul(x, inverse(length, order)), order)
    if sign(middle) < 0:
        return growth.neg(arc_sine(growth.neg(x), order))
    gap = scaled(sub(constant(ONE), x), HALF)
    if gap.is_nothing:
        return constant(numbers.mul(HALF, PI))
    near = arc_sine(real_power(gap, HALF, order), order)
    return sub(constant(numbers.mul(HALF, PI)), scaled(near, Fraction(2)))


def modulus(x: Expansion, order: int) -> Expansion:
    """|x|; of what is complex or turns by x times its conjugate."""
    if x.is_nothing:
        return x
    if any(s.spin != 0 or isinstance(decided(c), Complex) for s, c in x.terms):
        try:
            return real_power(mul(x, growth.conjugate(x)), HALF, order)
        except Open:
            return unknown(x.bound())
    if not x.terms:
        return unknown(x.rest)
    return x if sign(real_lead(x)[1]) > 0 else growth.neg(x)


def side_of(x: Expansion) -> int:
    """The sign for large s. Raises Open."""
    return 0 if x.is_nothing else sign(real_lead(x)[1])


def floored(x: Expansion) -> Expansion:
    """floor(x): exactly where x stays between whole numbers or tends to one, else up to a bounded rest."""
    bound = x.bound()
    if bound is None:
        return x
    if outgrows(bound, UNIT) > 0:
        return add(x, unknown(UNIT))
    if x.rest is not None and outgrows(x.rest, UNIT) >= 0:
        return add(x, unknown(UNIT))
    large, centre, small = parted(x)
    if large.terms:
        return add(x, unknown(UNIT))
    middle = decided(centre)
    if isinstance(middle, Complex):
        raise NoValue("floor of a number that is not real")
    below = Fraction(signs.floor(middle))
    if is_zero(complexes.sub(middle, below)) and side_of(small) < 0:
        below -= 1
    return constant(below)
