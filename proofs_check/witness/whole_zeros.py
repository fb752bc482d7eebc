"""Whole zeros of the polynomials that a claim suggests: one whole letter runs through a range, another solves the equation."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations
from math import lcm

from flint import fmpz_poly

from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Poly, Ring, exact
from proofs_check.exact.values import Value
from proofs_check.statement.terms import Term, free_letters

FARTHEST = 150
MAX_TERMS = 200
MAX_DEGREE = 8

Values = dict[str, Value]
RANGE = tuple(sign * size for size in range(FARTHEST + 1) for sign in ((1, -1) if size else (1,)))
"""0, 1, -1, 2, -2, ..."""


def whole_zeros(term: Term, whole: frozenset[str], base: Values) -> Iterator[Values]:
    """Values of two whole letters at which the term, a polynomial, is 0, the others being as in `base`."""
    ring = Ring(MAX_TERMS)
    try:
        poly = poly_of(term, ring)
    except OutOfReach:
        return
    if not all(isinstance(base.get(name), Fraction) for name in free_letters(term)):
        return
    names = [atom.label for atom in ring.atoms if atom.label in whole]
    for moving, solved in permutations(names, 2):
        fixed = {name: base[name] for name in free_letters(term) - {moving, solved}}
        columns = _columns(poly, ring, moving, solved, fixed)
        if columns is None:
            continue
        for value in RANGE:
            for zero in _zeros([_at(column, value) for column in columns]):
                yield {moving: Fraction(value), solved: Fraction(zero)}


Column = dict[int, Fraction]
"""A polynomial in the moving letter: exponent -> coefficient."""


def _columns(poly: Poly, ring: Ring, moving: str, solved: str, fixed: Values) -> list[Column] | None:
    """The coefficients of the powers of the solved letter; None where its degree is 0 or large."""
    places = {atom.label: atom.index for atom in ring.atoms}
    degree = int(poly.degrees()[places[solved]])
    if not 1 <= degree <= MAX_DEGREE:
        return None
    columns: list[Column] = [{} for _ in range(degree + 1)]
    for powers, factor in poly.to_dict().items():
        value = exact(factor)
        for name, number in fixed.items():
            value *= _fraction(number) ** int(powers[places[name]])
        column, exponent = columns[int(powers[places[solved]])], int(powers[places[moving]])
        column[exponent] = column.get(exponent, Fraction(0)) + value
    return columns


def _fraction(value: Value) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(0)


def _at(column: Column, value: int) -> Fraction:
    return sum((factor * value**exponent for exponent, factor in column.items()), Fraction(0))


def _zeros(coefficients: list[Fraction]) -> list[int]:
    """The whole zeros, without multiplicity."""
    scale = lcm(*(value.denominator for value in coefficients))
    poly = fmpz_poly([int(value * scale) for value in coefficients])
    return [] if poly.degree() < 1 else [int(root) for root, _ in poly.roots()]
