"""Complex numbers as pairs of real ones; a number whose imaginary part is known to be 0 is its real part."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from proofs_check.recheck import numbers
from proofs_check.recheck.numbers import Real
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.signs import is_certainly_nonzero, sign


@dataclass(frozen=True)
class Complex:
    """re + im*i."""

    re: Real
    im: Real


Number = Real | Complex

ZERO = Fraction(0)
ONE = Fraction(1)
I = Complex(ZERO, ONE)  # noqa: E741


def parts(z: Number) -> tuple[Real, Real]:
    return (z.re, z.im) if isinstance(z, Complex) else (z, ZERO)


def pair(re: Real, im: Real) -> Number:
    """re + im*i; real where `im` is 0 as it is written."""
    return re if isinstance(im, Fraction) and im == 0 else Complex(re, im)


def decided(z: Number) -> Number:
    """z with the question settled whether it is real. Raises Open."""
    return z.re if isinstance(z, Complex) and sign(z.im) == 0 else z


def real(z: Number) -> Real:
    """The number as a real one. Raises Open where it is written as a complex one."""
    if isinstance(z, Complex):
        raise Open("a number that is not known to be real")
    return z


def is_zero(z: Number) -> bool:
    re, im = parts(z)
    if is_certainly_nonzero(im):
        return False
    return sign(re) == 0 and sign(im) == 0


def equal(z: Number, w: Number) -> bool:
    (a, b), (c, d) = parts(z), parts(w)
    differences = numbers.sub(a, c), numbers.sub(b, d)
    if any(is_certainly_nonzero(difference) for difference in differences):
        return False
    return all(sign(difference) == 0 for difference in differences)


def add(z: Number, w: Number) -> Number:
    (a, b), (c, d) = parts(z), parts(w)
    return pair(numbers.add(a, c), numbers.add(b, d))


def neg(z: Number) -> Number:
    a, b = parts(z)
    return pair(numbers.neg(a), numbers.neg(b))


def sub(z: Number, w: Number) -> Number:
    return add(z, neg(w))


def mul(z: Number, w: Number) -> Number:
    if not isinstance(z, Complex) and not isinstance(w, Complex):
        return numbers.mul(z, w)
    (a, b), (c, d) = parts(z), parts(w)
    re = numbers.sub(numbers.mul(a, c), numbers.mul(b, d))
    return pair(re, numbers.add(numbers.mul(a, d), numbers.mul(b, c)))


def square_modulus(z: Number) -> Real:
    a, b = parts(z)
    return numbers.add(numbers.mul(a, a), numbers.mul(b, b))


def div(z: Number, w: Number) -> Number:
    """z/w for w known not to be 0."""
    if not isinstance(w, Complex):
        a, b = parts(z)
        return pair(numbers.div(a, w), numbers.div(b, w))
    size = square_modulus(w)
    a, b = parts(mul(z, conj(w)))
    return pair(numbers.div(a, size), numbers.div(b, size))


def conj(z: Number) -> Number:
    return Complex(z.re, numbers.neg(z.im)) if isinstance(z, Complex) else z


def power(z: Number, n: int) -> Number:
    """z**n for a whole n; z is known not to be 0 where n < 0."""
    if not isinstance(z, Complex):
        return numbers.power(z, n)
    if n < 0:
        return div(ONE, power(z, -n))
    if n > 20_000:
        raise Open("a large power of a complex number")
    result: Number = ONE
    while n:
        result = mul(result, z) if n & 1 else result
        n >>= 1
        z = mul(z, z) if n else z
    return result


def total(values: list[Number]) -> Number:
    re = numbers.total([parts(z)[0] for z in values])
    return pair(re, numbers.total([parts(z)[1] for z in values]))
