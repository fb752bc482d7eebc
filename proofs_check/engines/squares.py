"""Squares for certificates: the simple ones to begin with, then those that a linear program asks for.

A linear functional on monomials that is nonnegative on all columns but not on the goal is separated by a square exactly where
its moment matrix has an eigenvector of the wrong sign; that eigenvector, rounded to small rationals, is the next square.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, combinations_with_replacement

import flint
import numpy as np

from proofs_check.engines.cone import Assumptions
from proofs_check.engines.ring import Poly, Ring

MAX_BASIS = 10
DENOMINATORS = (1, 2, 12, 120, 10_000)
FEW = 2


@dataclass(frozen=True)
class Column:
    """A column of the linear program: poly = square**2 * the product of the inequalities (or square * the equality)."""

    poly: Poly
    factors: tuple[int, ...]
    square: Poly
    strict: bool
    equality: int | None = None

    @cached_property
    def floats(self) -> dict[tuple[int, ...], float]:
        """The coefficients in units of the largest, for the search; exponents -> value."""
        values = {powers: int(one.p) / int(one.q) for powers, one in self.poly.to_dict().items()}
        scale = max(map(abs, values.values()), default=1.0)
        return {powers: value / scale for powers, value in values.items()}


def completed(ring: Ring, target: Poly) -> list[tuple[flint.fmpq, Poly]] | None:
    """A quadratic polynomial as a sum of positive weights times squares of linear ones, the constant last; None if there
    is none (exact LDL^T)."""
    if target.total_degree() > 2 or any(atom.degree or not atom.real for atom in ring.atoms_of(target)):
        return None
    found: list[tuple[flint.fmpq, Poly]] = []
    rest = target
    for atom in ring.atoms_of(target):
        gen = ring.gens[atom.index]
        slope = rest.derivative(atom.index)
        pivot = slope.derivative(atom.index)
        if pivot.is_zero():
            if not slope.is_zero():
                return None
            continue
        weight = pivot.leading_coefficient() / 2
        if weight < 0:
            return None
        root = gen + (slope - gen * (2 * weight)) * (1 / (2 * weight))
        found.append((weight, root))
        rest = rest - root * root * weight
    if not rest.is_constant():
        return None
    if rest.is_zero():
        return found
    last = rest.leading_coefficient()
    return [*found, (last, ring.one)] if last > 0 else None


def basis(given: Assumptions, ring: Ring) -> list[Poly]:
    """Monomials of at most half the degree of the negated conclusion, the low degrees first."""
    target = given.inequalities[0].poly if given.inequalities else given.equalities[0].poly
    degrees = target.degrees()
    gens = [ring.gens[place] for place, degree in enumerate(degrees) if degree]
    most = max(1, (target.total_degree() + 1) // 2)
    found = [ring.one]
    for size in range(1, min(most, 3) + 1):
        for choice in combinations_with_replacement(gens, size):
            monomial = ring.one
            for gen in choice:
                monomial *= gen
            found.append(monomial)
            if len(found) == MAX_BASIS:
                return found
    return found


def square_column(given: Assumptions, ring: Ring, factors: tuple[int, ...], root: Poly) -> Column:
    """The column root**2 times the inequalities."""
    poly = ring.reduce(root * root)
    for number in factors:
        poly = ring.reduce(poly * given.inequalities[number].poly)
    return Column(poly, factors, root, False)


def first_squares(given: Assumptions, ring: Ring, multipliers: list[tuple[int, ...]]) -> list[Column]:
    """The squares of monomials and of sums and differences of two of them, times the multipliers."""
    monomials = basis(given, ring)
    roots = [*monomials[1:], *(one + two for one, two in combinations(monomials, 2))]
    roots += [one - two for one, two in combinations(monomials, 2)]
    found = [square_column(given, ring, (), root) for root in roots]
    for factors in multipliers[1:]:
        found += [square_column(given, ring, factors, root) for root in monomials[1:8]]
    return found


def separating_squares(
    given: Assumptions,
    ring: Ring,
    multipliers: list[tuple[int, ...]],
    functional: Mapping[tuple[int, ...], float],
) -> list[Column]:
    """The squares on which the functional is largest."""
    monomials = basis(given, ring)
    found: list[Column] = []
    for factors in multipliers:
        moments = np.array(
            [[_moment(given, ring, factors, one * two, functional) for two in monomials] for one in monomials]
        )
        values, vectors = np.linalg.eigh(moments)
        for place in reversed(range(len(monomials))):
            if values[place] <= 1e-7 or len(monomials) - place > FEW:
                break
            found += [
                square_column(given, ring, factors, root)
                for root in _rounded(ring, monomials, vectors[:, place])
            ]
    return found


def _moment(
    given: Assumptions,
    ring: Ring,
    factors: tuple[int, ...],
    poly: Poly,
    functional: Mapping[tuple[int, ...], float],
) -> float:
    for number in factors:
        poly = poly * given.inequalities[number].poly
    reduced = ring.reduce(poly)
    return sum(
        float(Fraction(int(factor.p), int(factor.q))) * functional.get(powers, 0.0)
        for powers, factor in reduced.to_dict().items()
    )


def _rounded(ring: Ring, monomials: list[Poly], vector: np.ndarray) -> list[Poly]:
    """The combination of monomials with its weights rounded, coarsely to finely."""
    scaled = vector / vector[np.argmax(np.abs(vector))]
    found: dict[str, Poly] = {}
    for denominator in DENOMINATORS:
        root = ring.zero
        for weight, monomial in zip(scaled, monomials, strict=True):
            rounded = Fraction(round(float(weight) * denominator), denominator)
            root += monomial * ring.constant(rounded)
        if not root.is_zero():
            found[str(root)] = root
    return list(found.values())
