"""Arithmetic of scalars: closed real numbers and complex pairs of them.

A number whose imaginary part is proved zero is always held as a real. Questions that stay open raise Undecidable.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.exact import closed as real
from proofs_check.exact import elementary, roots
from proofs_check.exact.closed import HALF, ONE, PI, ZERO
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.signs import compare, floor, sign
from proofs_check.exact.values import Complex, Scalar, Undecidable

IMAGINARY_UNIT = Complex(ZERO, ONE)


def sign_of(x: Closed) -> int:
    """The sign of a real number. Raises Undecidable."""
    known = sign(x)
    if known is None:
        raise Undecidable("the sign of a number that is zero or very near it")
    return known


def order(x: Closed, y: Closed) -> int:
    """The sign of x - y. Raises Undecidable."""
    known = compare(x, y)
    if known is None:
        raise Undecidable("the order of two numbers that are equal or very near each other")
    return known


def floor_of(x: Closed) -> int:
    """The floor. Raises Undecidable."""
    known = floor(x)
    if known is None:
        raise Undecidable("the floor of a number that is whole or very near it")
    return known


def parts(z: Scalar) -> tuple[Closed, Closed]:
    """Real and imaginary part."""
    return (z.re, z.im) if isinstance(z, Complex) else (z, ZERO)


def pair(re: Closed, im: Closed) -> Scalar:
    """re + im*i, as a real where im is zero. Raises Undecidable."""
    if isinstance(im, Fraction):
        return Complex(re, im) if im else re
    return Complex(re, im) if sign_of(im) else re


def is_zero(z: Scalar) -> bool:
    """Whether z is zero. Raises Undecidable."""
    return not isinstance(z, Complex) and sign_of(z) == 0


def equal(z: Scalar, w: Scalar) -> bool:
    """Whether z is w. Raises Undecidable."""
    return is_zero(sub(z, w))


def add(*numbers: Scalar) -> Scalar:
    """The sum."""
    if not any(isinstance(z, Complex) for z in numbers):
        return real.add(*(z for z in numbers if not isinstance(z, Complex)))
    split = [parts(z) for z in numbers]
    return pair(real.add(*(re for re, _ in split)), real.add(*(im for _, im in split)))


def neg(z: Scalar) -> Scalar:
    """The negative."""
    return Complex(real.neg(z.re), real.neg(z.im)) if isinstance(z, Complex) else real.neg(z)


def sub(z: Scalar, w: Scalar) -> Scalar:
    """The difference."""
    return add(z, neg(w))


def mul(z: Scalar, w: Scalar) -> Scalar:
    """The product."""
    if not isinstance(z, Complex) and not isinstance(w, Complex):
        return real.mul(z, w)
    (a, b), (c, d) = parts(z), parts(w)
    return pair(
        real.sub(real.mul(a, c), real.mul(b, d)),
        real.add(real.mul(a, d), real.mul(b, c)),
    )


def conj(z: Scalar) -> Scalar:
    """The complex conjugate."""
    return Complex(z.re, real.neg(z.im)) if isinstance(z, Complex) else z


def square_modulus(z: Scalar) -> Closed:
    """|z|**2."""
    re, im = parts(z)
    return real.add(real.mul(re, re), real.mul(im, im))


def modulus(z: Scalar) -> Closed:
    """|z|. Raises Undecidable."""
    if isinstance(z, Complex):
        return roots.sqrt(square_modulus(z))
    return z if sign_of(z) >= 0 else real.neg(z)


def inverse(z: Scalar) -> Scalar:
    """1/z for z that was shown not to be zero."""
    if not isinstance(z, Complex):
        return roots.inverse(z)
    scale = roots.inverse(square_modulus(z))
    return Complex(real.mul(z.re, scale), real.neg(real.mul(z.im, scale)))


def divide(z: Scalar, w: Scalar) -> Scalar:
    """z/w for w that was shown not to be zero."""
    if not isinstance(z, Complex) and not isinstance(w, Complex):
        return roots.divide(z, w)
    return mul(z, inverse(w))


def integer_power(z: Scalar, n: int) -> Scalar:
    """z**n; z is not zero where n is negative."""
    if not isinstance(z, Complex):
        return roots.power(z, Fraction(n))
    if n < 0:
        return integer_power(inverse(z), -n)
    result: Scalar = ONE
    factor: Scalar = z
    while n:
        result = mul(result, factor) if n & 1 else result
        n >>= 1
        factor = mul(factor, factor) if n else factor
    return result


def real_power(x: Closed, exponent: Closed) -> Closed:
    """x**exponent for x > 0."""
    if isinstance(exponent, Fraction):
        if abs(exponent) > elementary.MAX_EXPONENT:
            raise real.TooLarge("a large exponent")
        return roots.power(x, exponent)
    return elementary.exp(real.mul(exponent, elementary.log(x)))


def sqrt(z: Scalar) -> Scalar:
    """The principal square root."""
    if not isinstance(z, Complex):
        if sign_of(z) >= 0:
            return roots.sqrt(z)
        return pair(ZERO, roots.sqrt(real.neg(z)))
    length = modulus(z)
    re = roots.sqrt(real.mul(HALF, real.add(length, z.re)))
    im = roots.sqrt(real.mul(HALF, real.sub(length, z.re)))
    return pair(re, im if sign_of(z.im) > 0 else real.neg(im))


def argument(z: Scalar) -> Closed:
    """The argument of z != 0, in (-pi, pi]."""
    re, im = parts(z)
    right, up = sign_of(re), sign_of(im)
    if right == 0:
        return real.mul(Fraction(up, 2), PI)
    angle = elementary.atan(roots.divide(im, re))
    if right > 0:
        return angle
    return real.add(angle, PI if up >= 0 else real.neg(PI))


def exp(z: Scalar) -> Scalar:
    """The exponential."""
    if not isinstance(z, Complex):
        return elementary.exp(z)
    size = elementary.exp(z.re)
    return pair(real.mul(size, elementary.cos(z.im)), real.mul(size, elementary.sin(z.im)))


def log(z: Scalar) -> Scalar:
    """The principal logarithm of z != 0."""
    if not isinstance(z, Complex) and sign_of(z) > 0:
        return elementary.log(z)
    return pair(real.mul(HALF, elementary.log(square_modulus(z))), argument(z))
