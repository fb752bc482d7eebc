"""The functions of two numbers, and powers of numbers."""

from __future__ import annotations

from fractions import Fraction

from proofs_check.recheck import complexes, numbers, special
from proofs_check.recheck.complexes import Complex, Number, decided, is_zero
from proofs_check.recheck.functions import (
    MAX_COUNT,
    ONE,
    TWO,
    exponential,
    logarithm,
    need,
    square_root,
    whole,
)
from proofs_check.recheck.numbers import Real
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.signs import sign


def binary(name: str, x: Number, y: Number) -> Number:
    """A function of two numbers."""
    match name:
        case "root":
            return _root(decided(x), y)
        case "atan2":
            return _angle(decided(x), decided(y))
        case "binomial":
            return _binomial(x, whole(y, "the lower argument of binomial"))
        case _:
            return _chebyshev(whole(x, "a degree"), y, name)


def _root(x: Number, order: Number) -> Real:
    n = whole(order, "the order of a root")
    need(n >= 1, "a root of order below 1")
    if isinstance(x, Complex):
        raise NoValue("a real root of a number that is not real")
    side = sign(x)
    need(side >= 0 or n % 2 == 1, "an even root of a negative number")
    return numbers.root(x, n) if side >= 0 else numbers.neg(numbers.root(numbers.neg(x), n))


def _angle(y: Number, x: Number) -> Real:
    if isinstance(y, Complex) or isinstance(x, Complex):
        raise NoValue("atan2 of a number that is not real")
    need(sign(x) != 0 or sign(y) != 0, "atan2(0, 0)")
    return special.angle(x, y)


def _binomial(x: Number, k: int) -> Number:
    if k > MAX_COUNT:
        raise Open("a large binomial coefficient")
    value: Number = ONE if k >= 0 else Fraction(0)
    for j in range(k):
        value = complexes.div(complexes.mul(value, complexes.sub(x, Fraction(j))), Fraction(j + 1))
    return value


def _chebyshev(n: int, x: Number, name: str) -> Number:
    need(n >= 0, "a Chebyshev polynomial of degree below 0")
    if n > MAX_COUNT:
        raise Open("a Chebyshev polynomial of high degree")
    twice = complexes.mul(TWO, x)
    before, now = ONE, x if name == "chebyshev_t" else twice
    values: list[Number] = [before, now]
    for _ in range(n - 1):
        values.append(complexes.sub(complexes.mul(twice, values[-1]), values[-2]))
    return values[n]


def _principal(base: Number, exponent: Number) -> Number:
    if isinstance(exponent, Fraction) and exponent.denominator == 2:
        return complexes.power(square_root(base, True), exponent.numerator)
    return exponential(complexes.mul(exponent, logarithm(base, True)))


def power(base: Number, exponent: Number, by_form: bool, has_complex: bool) -> Number:
    """base**exponent; `by_form`: the exponent is a whole number by its form; the principal power where the claim has complex letters."""
    base = decided(base)
    if by_form:
        n = whole(exponent, "the exponent")
        need(n >= 0 or not is_zero(base), "0 to a negative power")
        return complexes.power(base, n)
    exponent = decided(exponent)
    if isinstance(base, Complex) or sign(base) < 0:
        need(has_complex, "a base that is not positive under a real exponent")
        return _principal(base, exponent)
    if sign(base) == 0:
        need(sign(complexes.parts(exponent)[0]) > 0, "0 to a power that is not positive")
        return Fraction(0)
    if isinstance(exponent, Fraction) and exponent.denominator <= 64 and abs(exponent.numerator) <= 20_000:
        return numbers.power(numbers.root(base, exponent.denominator), exponent.numerator)
    return exponential(complexes.mul(exponent, special.log(base)))
