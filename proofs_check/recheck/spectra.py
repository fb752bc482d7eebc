"""Eigenvalues with their multiplicities, in ascending order by real, then by imaginary part."""

from __future__ import annotations

from fractions import Fraction
from functools import cmp_to_key
from math import lcm

from flint import fmpz_poly

from proofs_check.recheck import complexes
from proofs_check.recheck.complexes import Number, decided, parts
from proofs_check.recheck.enclosures import polynomial_root, root_balls
from proofs_check.recheck.functions import modulus, square_root
from proofs_check.recheck.numbers import Real
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.signs import compare
from proofs_check.recheck.tables import Value, characteristic, rows_of

MAX_DEGREE = 12


def eigenvalues(value: Value) -> list[Number]:
    """Raises Open."""
    rows = rows_of(value)
    size = range(len(rows))
    upper = all(rows[i][j] == 0 for i in size for j in range(i))
    lower = all(rows[j][i] == 0 for i in size for j in range(i))
    if upper or lower:
        found = [decided(rows[i][i]) for i in size]
    else:
        coefficients = characteristic(value)
        if len(rows) == 2:
            found = _quadratic(coefficients[1], coefficients[2])
        else:
            found = polynomial_roots([decided(c) for c in reversed(coefficients)])
    return sorted(found, key=cmp_to_key(_by_parts))


def _by_parts(z: Number, w: Number) -> int:
    (a, b), (c, d) = parts(z), parts(w)
    return compare(a, c) or compare(b, d)


def _quadratic(b: Number, c: Number) -> list[Number]:
    """The roots of x**2 + b*x + c."""
    half = complexes.mul(Fraction(-1, 2), b)
    spread = square_root(decided(complexes.sub(complexes.mul(half, half), c)), True)
    return [decided(complexes.sub(half, spread)), decided(complexes.add(half, spread))]


def polynomial_roots(coefficients: list[Number]) -> list[Number]:
    """All roots with multiplicity of a polynomial with rational coefficients, given from degree 0 on."""
    rational = [c for c in coefficients if isinstance(c, Fraction)]
    if len(rational) != len(coefficients):
        raise Open("the roots of a polynomial with irrational coefficients")
    common = lcm(*(c.denominator for c in rational))
    found: list[Number] = []
    for factor, times in fmpz_poly([int(c * common) for c in rational]).factor()[1]:
        found += _roots_of([int(c) for c in factor.coeffs()]) * int(times)
    return found


def _roots_of(c: list[int]) -> list[Number]:
    """The roots of an irreducible polynomial."""
    if len(c) - 1 > MAX_DEGREE:
        raise Open("the roots of a polynomial of high degree")
    if len(c) == 2:
        return [Fraction(-c[0], c[1])]
    if len(c) == 3:
        return _quadratic(Fraction(c[1], c[2]), Fraction(c[0], c[2]))
    found: list[Number] = []
    for index, ball in enumerate(root_balls(tuple(c))):
        re = polynomial_root(tuple(c), index, "re")
        if ball.imag.is_zero():
            found.append(re)
        else:
            found.append(complexes.pair(re, polynomial_root(tuple(c), index, "im")))
    return found


def spectral_radius(value: Value) -> Real:
    """The greatest modulus of an eigenvalue."""
    largest: Real = Fraction(0)
    for own in eigenvalues(value):
        size = modulus(own)
        largest = size if compare(size, largest) > 0 else largest
    return largest
