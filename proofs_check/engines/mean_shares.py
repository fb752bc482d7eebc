"""Points in exact numbers from what the terms of a sum are worth there, in relation to one another.

Where means touch, the terms are often in rational proportions even if the letters are not rational: x + 2*y + 27/(x*y) is smallest where
its terms are equal. From c_i*p**a_i = q * c_j*p**a_j with rational q, read off in floating point for pairs of terms, and p**d = r for
given (d, r), log p solves linear equations, and p is a product of powers of q*c_j/c_i and r. It is a proposal.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import exp, log

import flint
import numpy as np

from proofs_check.engines.rational_systems import rational
from proofs_check.engines.signomials import Monomial, Signomial
from proofs_check.exact import closed, roots
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.signs import absolute, approximate

MAX_DENOMINATOR = 2_000
CLOSE = 1e-11
LARGEST = 20.0  # of a logarithm
Point = Mapping[str, Closed]
Equation = tuple[tuple[Fraction, ...], Closed]
"""(d, r): p**d = r, or the term r*p**d."""
ONE = Fraction(1)


def by_shares(
    total: Signomial,
    names: tuple[str, ...],
    units: tuple[tuple[Monomial, Closed], ...],
    place: np.ndarray,
) -> Point | None:
    """The point near the place (in logarithms) at which the terms are in rational proportions; the last letters are 1 where they are free."""
    sizes = [(_row(one, names), absolute(factor)) for one, factor in total.items()]
    terms = [(powers, size) for powers, size in sizes if size is not None]
    values = [
        log(approximate(size)) + sum(float(a) * x for a, x in zip(powers, place, strict=True))
        for powers, size in terms
    ]
    fixed = [(_row(unit, names), value) for unit, value in units]
    rough: list[Equation] = []
    for number, term in enumerate(terms):
        ratios = [_rational(values[number] - value) for value in values[:number]]
        found = next((k for k, ratio in enumerate(ratios) if ratio is not None), None)
        if found is not None:
            fixed.append(_proportion(term, terms[found], ratios[found] or ONE))
        elif number:
            rough.append(_proportion(term, terms[0], _power_of_two(values[number] - values[0])))
    return _solution([*fixed, *rough], names) if len(fixed) > len(units) else None


def _proportion(term: Equation, other: Equation, ratio: Fraction) -> Equation:
    """That the one term is `ratio` times the other."""
    powers = tuple(a - b for a, b in zip(term[0], other[0], strict=True))
    return powers, roots.divide(closed.mul(ratio, other[1]), term[1])


def _power_of_two(logarithm: float) -> Fraction:
    """One near: where there is a curve of points, any of them will do, if all terms are in rational proportions."""
    return Fraction(2) ** round(min(max(logarithm, -LARGEST), LARGEST) / log(2))


def value_in(point: Point, monomial: Monomial) -> Closed:
    """The value of a product of powers."""
    return closed.mul(*(roots.power(point[name], exponent) for name, exponent in monomial))


def _row(monomial: Monomial, names: tuple[str, ...]) -> tuple[Fraction, ...]:
    powers = dict(monomial)
    return tuple(powers.get(name, Fraction(0)) for name in names)


def _rational(logarithm: float) -> Fraction | None:
    """The number with a small denominator that has this logarithm, as it seems."""
    value = exp(min(abs(logarithm), LARGEST))
    guess = Fraction(value).limit_denominator(MAX_DENOMINATOR)
    if guess.numerator * guess.denominator > MAX_DENOMINATOR**2 or abs(float(guess) - value) > CLOSE * value:
        return None
    return guess if logarithm >= 0 else 1 / guess


def _solution(equations: list[Equation], names: tuple[str, ...]) -> Point | None:
    """The point that solves as many of the equations as are independent, the first ones."""
    chosen: list[Equation] = []
    for equation in equations:
        if _matrix([row for row, _ in (*chosen, equation)]).rank() > len(chosen):
            chosen.append(equation)
    if not chosen:
        return None
    reduced, _ = _matrix([row for row, _ in chosen]).rref()
    entries = reduced.tolist()
    bound = [next(k for k in range(len(names)) if row[k] != 0) for row in entries]
    inverse = _matrix([tuple(row[k] for k in bound) for row, _ in chosen]).inv().tolist()
    point: dict[str, Closed] = dict.fromkeys(names, Fraction(1))
    for letter, row in zip(bound, inverse, strict=True):
        powers = (Fraction(int(entry.p), int(entry.q)) for entry in row)
        point[names[letter]] = closed.mul(
            *(roots.power(value, power) for (_, value), power in zip(chosen, powers, strict=True))
        )
    return point


def _matrix(rows: list[tuple[Fraction, ...]]) -> flint.fmpq_mat:
    return flint.fmpq_mat([[rational(entry) for entry in row] for row in rows])
