"""Squares of differences times the facts: what proves most homogeneous inequalities in a few letters.

Nesbitt's inequality is a sum of terms a*(b - c)**2, a definite form times its leading coefficient a sum of squares. The monomials
whose differences are squared are the halves of those that occur in the products of the facts with the negated conclusion.
"""

from __future__ import annotations

from itertools import combinations

from proofs_check.engines.cone import Assumptions
from proofs_check.engines.ring import Poly, Ring
from proofs_check.engines.squares import Column, square_column

MAX_MONOMIALS = 16
MAX_FACTS = 5
MAX_COLUMNS = 900


def square_products(given: Assumptions, ring: Ring) -> list[Column]:
    """Columns (m - n)**2, (m + n)**2 and m**2, alone and times each of the first facts."""
    if not given.inequalities:
        return []
    roots = _roots(_halves(given, ring))
    degree = max(poly.total_degree() for poly in _products(given))
    found: list[Column] = []
    for factors in _multipliers(given):
        for root in roots:
            column = square_column(given, ring, factors, root)
            if column.poly.total_degree() <= degree:
                found.append(column)
            if len(found) == MAX_COLUMNS:
                return found
    return found


def _multipliers(given: Assumptions) -> list[tuple[int, ...]]:
    """Nothing, or one of the facts; the negated conclusion is the inequality number 0."""
    facts = range(1, min(len(given.inequalities), MAX_FACTS + 1))
    return [(), *((number,) for number in facts)]


def _products(given: Assumptions) -> list[Poly]:
    """The negated conclusion, alone and times each of the first facts; the products of two of these."""
    negated, *facts = (one.poly for one in given.inequalities[: MAX_FACTS + 1])
    return [negated, *(negated * fact for fact in facts), *(one * two for one, two in combinations(facts, 2))]


def _halves(given: Assumptions, ring: Ring) -> list[Poly]:
    """Monomials whose squares, or whose squares times a letter, occur in the products; those of low degree first."""
    found: dict[tuple[int, ...], None] = {}
    for poly in _products(given):
        for powers in poly.to_dict():
            half = tuple(power // 2 for power in powers)
            if any(half) and sum(power % 2 for power in powers) <= 1:
                found[half] = None
    least = sorted(found, key=lambda powers: (sum(powers), tuple(-power for power in powers)))
    return [_monomial(ring, powers) for powers in least[:MAX_MONOMIALS]]


def _monomial(ring: Ring, powers: tuple[int, ...]) -> Poly:
    monomial = ring.one
    for place, power in enumerate(powers):
        if power:
            monomial *= ring.gens[place] ** power
    return monomial


def _roots(monomials: list[Poly]) -> list[Poly]:
    pairs = list(combinations(monomials, 2))
    return [*(one - two for one, two in pairs), *(one + two for one, two in pairs), *monomials]
