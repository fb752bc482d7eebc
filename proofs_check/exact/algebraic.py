"""Roots of polynomials with rational coefficients as exact numbers.

Irreducible factors of degree 1 and 2 give rationals and radicals; of higher degree the real roots are given as
`Algebraic` numbers, the others by their real and imaginary parts where these can be found, else Undecidable.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flint import acb, ctx, fmpq, fmpq_poly, fmpz_poly

from proofs_check.exact.closed import ZERO, add, atom, mul, neg
from proofs_check.exact.closed_numbers import Algebraic, Closed
from proofs_check.exact.roots import root, sqrt
from proofs_check.exact.signs import ball, real_root_balls
from proofs_check.exact.values import Complex, Scalar, Undecidable

MAX_DEGREE = 24


def fraction(x: fmpq) -> Fraction:
    """The Fraction of a flint rational."""
    return Fraction(int(x.p), int(x.q))


def polynomial(coefficients: Sequence[Fraction]) -> fmpq_poly:
    """The flint polynomial with these coefficients, from degree 0 on."""
    return fmpq_poly([fmpq(c.numerator, c.denominator) for c in coefficients])


def factors(poly: fmpq_poly) -> list[tuple[fmpz_poly, int]]:
    """Irreducible integer factors of a polynomial of degree at least 1, with multiplicities."""
    if poly.degree() > MAX_DEGREE:
        raise Undecidable(f"the roots of a polynomial of degree {poly.degree()}")
    return [(factor, int(times)) for factor, times in poly.numer().factor()[1]]


def real_roots(poly: fmpq_poly) -> list[tuple[Closed, int]]:
    """The real roots with multiplicities, in no particular order."""
    found: list[tuple[Closed, int]] = []
    for factor, times in factors(poly):
        found += [(value, times) for value in _real_roots_of(factor)]
    return found


def _coefficients(factor: fmpz_poly) -> list[int]:
    return [int(c) for c in factor.coeffs()]


def _real_roots_of(factor: fmpz_poly) -> list[Closed]:
    c = _coefficients(factor)
    if len(c) == 2:
        return [Fraction(-c[0], c[1])]
    if len(c) == 3:
        return [value for value in _quadratic(c) if not isinstance(value, Complex)]
    pure = _pure_root(c)
    if pure is not None:
        return pure
    with ctx.workprec(128):
        count = len(real_root_balls(tuple(c)))
    return [atom(Algebraic(tuple(c), index)) for index in range(count)]


def _pure_root(c: list[int]) -> list[Closed] | None:
    """The real roots of c_n x**n + c_0."""
    if any(c[1:-1]):
        return None
    n, value = len(c) - 1, Fraction(-c[0], c[-1])
    if n % 2:
        size = root(abs(value), n)
        return [size if value > 0 else neg(size)]
    return [root(value, n), neg(root(value, n))] if value > 0 else []


def _quadratic(c: list[int]) -> list[Scalar]:
    half = Fraction(-c[1], 2 * c[2])
    inside = half * half - Fraction(c[0], c[2])
    size = sqrt(abs(inside))
    if inside >= 0:
        return [add(half, neg(size)), add(half, size)]
    return [Complex(half, neg(size)), Complex(half, size)]


def roots_of(poly: fmpq_poly) -> list[tuple[Scalar, int]]:
    """All complex roots with multiplicities, in no particular order. Raises Undecidable."""
    found: list[tuple[Scalar, int]] = []
    for factor, times in factors(poly):
        found += [(value, times) for value in _roots_of(factor)]
    return found


def _roots_of(factor: fmpz_poly) -> list[Scalar]:
    c = _coefficients(factor)
    if len(c) == 3:
        return _quadratic(c)
    real: list[Scalar] = list(_real_roots_of(factor))
    if len(real) == len(c) - 1:
        return real
    if len(c) == 4 and len(real) == 1 and not isinstance(real[0], Complex):
        return [*real, *_cubic_pair(c, real[0])]
    even = _even_quartic(c)
    if even is not None:
        return even
    raise Undecidable(f"the complex roots of a polynomial of degree {len(c) - 1}")


def _cubic_pair(c: list[int], r: Closed) -> list[Scalar]:
    """The complex pair of a cubic with the one real root r: its sum is -c2/c3 - r, its product is a quadratic in r."""
    half = mul(Fraction(1, 2), add(Fraction(-c[2], c[3]), neg(r)))
    product = add(mul(r, r), mul(Fraction(c[2], c[3]), r), Fraction(c[1], c[3]))
    size = sqrt(add(product, neg(mul(half, half))))
    return [Complex(half, neg(size)), Complex(half, size)]


def _even_quartic(c: list[int]) -> list[Scalar] | None:
    """The roots of c4 x**4 + c2 x**2 + c0."""
    if len(c) != 5 or c[1] or c[3]:
        return None
    from proofs_check.exact import scalars

    found: list[Scalar] = []
    for square in _quadratic([c[0], c[2], c[4]]):
        value = scalars.sqrt(square)
        found += [value, scalars.neg(value)]
    return found


def near(value: Scalar, bits: int = 128) -> acb:
    """A ball around a number."""
    if isinstance(value, Complex):
        return acb(ball(value.re, bits), ball(value.im, bits))
    return acb(ball(value, bits), ball(ZERO, bits))
