"""Quadratic polynomials as squared lengths of vectors with affine entries, by completing squares.

q = sum of a_j*u_j**2, a_j > 0 rational, u_j affine: the vector of the sqrt(a_j)*u_j has the length sqrt(q). An entry is written as
a sum of sqrt(m)*P_m over square-free m. Every decomposition is multiplied out and compared with q.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import permutations, product

import flint

from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_terms import plus, times
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Poly, Ring, rational
from proofs_check.engines.tangent_lines import summands
from proofs_check.statement.terms import Apply, Number, Term, apply, number

Entry = Mapping[int, Poly]
"""The sum of sqrt(m)*entry[m]; the keys are square-free."""
Vector = tuple[Entry, ...]
Square = tuple[Fraction, Poly]
"""(a, u) stands for a*u**2."""

MAX_LETTERS = 6


def vectors_of(radicand: Term, ring: Ring) -> tuple[Vector, ...]:
    """Vectors whose length is the root of a quadratic polynomial, as it is written and by completing squares. Raises OutOfReach."""
    poly = poly_of(radicand, ring)
    if poly.is_zero() or poly.total_degree() > 2:
        raise OutOfReach("no quadratic polynomial")
    places = [place for place, degree in enumerate(poly.degrees()) if degree]
    if len(places) > MAX_LETTERS:
        raise OutOfReach("too many letters")
    found = [_as_written(radicand, ring), *(_completed(poly, o, ring) for o in (places, places[::-1]))]
    vectors = []
    for squares in found:
        if squares is not None and sum((u * u * _exact(a) for a, u in squares), ring.zero) == poly:
            vector = tuple(_entry(a, u) for a, u in squares)
            vectors += [] if vector in vectors else [vector]
    return tuple(vectors)


def _exact(value: Fraction) -> flint.fmpq:
    return flint.fmpq(value.numerator, value.denominator)


def _as_written(radicand: Term, ring: Ring) -> list[Square] | None:
    """The squares of a sum of squares of affine terms and of numbers."""
    squares: list[Square] = []
    for part, sign in summands(radicand, 1):
        match part:
            case Apply(op="pow", args=(base, Number(value=Fraction(numerator=2, denominator=1)))) if sign > 0:
                squares.append((Fraction(1), poly_of(base, ring)))
            case Number(value=value) if value * sign > 0:
                squares.append((value * sign, ring.one))
            case _:
                return None
    return squares


def _completed(poly: Poly, places: list[int], ring: Ring) -> list[Square] | None:
    """One square for each letter in turn, and what is left as a number; None where a square would be negative."""
    squares: list[Square] = []
    for place in places:
        if poly.degrees()[place] <= 0:  # those of the zero polynomial are -1
            continue
        slope = poly.derivative(place)
        double = rational(slope.derivative(place))
        if double <= 0:
            return None
        u = slope * _exact(1 / double)
        squares.append((double / 2, u))
        poly -= u * u * _exact(double / 2)
    left = rational(poly)
    if left < 0:
        return None
    return [*squares, (left, ring.one)] if left else squares


def _entry(a: Fraction, u: Poly) -> Entry:
    """sqrt(a)*u."""
    whole = flint.fmpz(a.numerator * a.denominator)
    outside, inside = 1, 1
    for prime, often in whole.factor():
        outside *= int(prime) ** (int(often) // 2)
        inside *= int(prime) ** (int(often) % 2)
    return {inside: u * _exact(Fraction(outside, a.denominator))}


def turned(vector: Vector, size: int) -> Iterator[Vector]:
    """The vector in `size` dimensions, its entries in every order and with every sign."""
    padded = (*vector, *({} for _ in range(size - len(vector))))
    for order in permutations(padded):
        for signs in product((1, -1), repeat=size):
            yield tuple(scaled(entry, sign) for entry, sign in zip(order, signs, strict=True))


def scaled(entry: Entry, factor: Fraction | int) -> Entry:
    """A rational multiple of an entry."""
    return {m: poly * _exact(Fraction(factor)) for m, poly in entry.items()}


def added(vectors: tuple[Vector, ...]) -> Vector:
    """The sum of vectors of one size."""
    return tuple(_sum(entries) for entries in zip(*vectors, strict=True))


def _sum(entries: tuple[Entry, ...]) -> Entry:
    found: dict[int, Poly] = {}
    for entry in entries:
        for m, poly in entry.items():
            found[m] = found[m] + poly if m in found else poly
    return {m: poly for m, poly in found.items() if not poly.is_zero()}


def squared_length(vector: Vector) -> Entry:
    """The sum of the squares of the entries."""
    products: list[Entry] = []
    for entry in vector:
        for m, n in product(entry, repeat=2):
            common = int(flint.fmpz(m).gcd(flint.fmpz(n)))
            products.append({m * n // common**2: entry[m] * entry[n] * _exact(Fraction(common))})
    return _sum(tuple(products))


def term_of_entry(entry: Entry, ring: Ring) -> Term:
    """The entry as a term."""
    roots = {m: number(1) if m == 1 else apply("sqrt", number(m)) for m in entry}
    return plus(*(times(roots[m], term_of(poly, ring)) for m, poly in sorted(entry.items())))
