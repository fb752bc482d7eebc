"""Inequalities with a certificate: a linear program over products of the facts finds the multipliers.

The search is in floating point, the multipliers are then solved for exactly and the certificate is re-checked
(`cone.recheck`). Roots and absolute values enter through their defining relations, as `cone` reads them.
Stages grow from single facts to products of three; squares come last (`squares.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement, islice

import flint
import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_matrix

from proofs_check.engines.cone import (
    Assumptions,
    Certificate,
    Weighted,
    assumptions,
    describe,
    holds,
    recheck,
)
from proofs_check.engines.polynomials import Converted, Relation, convert_goal
from proofs_check.engines.ring import OutOfReach, Ring
from proofs_check.engines.square_products import square_products
from proofs_check.engines.squares import Column, completed, first_squares, separating_squares
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.terms import Compare

ENGINE = "positivity"
ALL_STAGES = 5
QUICK_STAGES = 2
DEGREE_TWO = 2  # the number of the stage of products of two facts
MAX_COLUMNS = 1200
MAX_ROWS = 400
MAX_SQUARED = 30  # terms of a polynomial that squares are tried on
MAX_DEGREE = 8
ROUNDS = 5
MAX_PIVOTS = 3000
TOLERANCE = 1e-9  # of the search only; what it finds is made exact


def attempt(goal: Goal, budget: Budget | None = None, squares: bool = True) -> Answer:
    """Proves a comparison of real scalars with multipliers, or says why not."""
    allowed = budget or Budget()
    if not isinstance(goal.conclusion, Compare):
        return undecided(ENGINE, "only comparisons are proved here")
    if any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "complex letters have no order")
    if goal.conclusion.relation == "==":
        return _equality(goal, goal.conclusion, allowed, squares)
    try:
        converted = convert_goal(goal, allowed)
        return _prove(goal, converted, allowed, squares)
    except OutOfReach as reason:
        return undecided(ENGINE, str(reason))


def _equality(goal: Goal, both: Compare, budget: Budget, squares: bool) -> Answer:
    """left == right from left <= right and left >= right."""
    sides = [Compare(relation, both.left, both.right) for relation in ("<=", ">=")]
    answers = []
    for side in sides:
        answers.append(attempt(goal.concluding(side), budget, squares))
        if not answers[-1].proved:
            return undecided(ENGINE, f"one of the two inequalities is not shown: {answers[-1].detail}"[:300])
    detail = "; ".join(answer.detail for answer in answers)
    return proved(ENGINE, f"both inequalities: {detail}", "certificate")


def _prove(goal: Goal, converted: Converted, budget: Budget, squares: bool) -> Answer:
    direct = _by_sign(converted)
    if direct:
        return proved(ENGINE, direct, "certificate")
    given, ring = assumptions(converted), converted.work.ring
    found = search(given, ring, squares, ALL_STAGES if budget.thorough else QUICK_STAGES)
    if found is None:
        return undecided(ENGINE, "no combination of products of the facts was found")
    if not recheck(found, goal, budget):
        return undecided(ENGINE, "the combination that was found does not hold exactly")
    return proved(ENGINE, describe(found, given, ring), "certificate")


def _by_sign(converted: Converted) -> str:
    """The reason, where the signs of the factors are known outright."""
    conclusion: Relation = converted.conclusion
    work = converted.work
    sign = work.signs.of_quotient(conclusion.difference)
    wanted = {">": {1}, ">=": {0, 1}, "!=": {-1, 1}}[conclusion.relation]
    if not sign <= wanted:
        return ""
    return f"the sign of every factor of {work.ring.quotient_text(conclusion.difference)} is known"[:400]


def search(given: Assumptions, ring: Ring, squares: bool, stages: int = ALL_STAGES) -> Certificate | None:
    """A certificate, or None; `stages` bounds the degree of the products that are tried."""
    products: list[Column] = []
    for place, columns in enumerate(islice(_stages(given, ring), stages)):
        found = _solve(given, ring, columns)
        if found.certificate is not None:
            return found.certificate
        products = columns if place <= DEGREE_TWO else products
    target = (given.inequalities or given.equalities)[0].poly
    if not squares or len(target) > MAX_SQUARED or target.total_degree() > MAX_DEGREE:
        return None
    found = _solve(given, ring, [*products, *square_products(given, ring)])
    return found.certificate or _with_squares(given, ring)


def _stages(given: Assumptions, ring: Ring) -> Iterator[list[Column]]:
    """Products of growing degree; the negated conclusion is the inequality number 0."""
    count = len(given.inequalities)
    facts = range(1, count) if count else range(0)
    known: dict[tuple[int, ...], Column] = {(): Column(ring.one, (), ring.one, True)}
    for depth, with_negation, most in ((1, 1, 40), (2, 1, 16), (2, 2, 12), (3, 2, 8), (3, 3, 6)):
        usable = facts[:most]
        products = [
            choice for size in range(depth + 1) for choice in combinations_with_replacement(usable, size)
        ]
        negated = [
            (0, *choice)
            for size in range(with_negation + 1)
            for choice in combinations_with_replacement(usable, size)
        ]
        chosen = [*products, *([*negated, (0, 0)] if count else [])]
        columns = [_column(given, ring, choice, known) for choice in chosen[:MAX_COLUMNS]]
        yield [*_distinct(columns), *_equality_columns(given, ring)]


def _column(
    given: Assumptions, ring: Ring, factors: tuple[int, ...], known: dict[tuple[int, ...], Column]
) -> Column:
    """The product of the facts; `known` grows, for each stage has the products of the one before."""
    if factors not in known:
        shorter, last = _column(given, ring, factors[:-1], known), given.inequalities[factors[-1]]
        poly = ring.reduce(shorter.poly * last.poly)
        known[factors] = Column(poly, factors, ring.one, shorter.strict and last.strict)
    return known[factors]


def _distinct(columns: list[Column]) -> list[Column]:
    found: dict[str, Column] = {}
    for column in columns:
        known = found.get(str(column.poly))
        if known is None or (column.strict and not known.strict):
            found[str(column.poly)] = column
    return [column for column in found.values() if not (column.poly.is_zero() and not column.strict)]


def _equality_columns(given: Assumptions, ring: Ring) -> list[Column]:
    """Every equality times the monomials of degree at most one, and products with the atoms of the negated conclusion."""
    atoms = sorted({atom.index for one in given.inequalities for atom in ring.atoms_of(one.poly)})
    multipliers = [ring.one, *(ring.gens[place] for place in atoms[:8])]
    multipliers += [
        ring.gens[one] * ring.gens[two] for one, two in combinations_with_replacement(atoms[:5], 2)
    ]
    return [
        Column(ring.reduce(one.poly * multiplier), (), multiplier, False, place)
        for place, one in enumerate(given.equalities[:4])
        for multiplier in multipliers
    ]


@dataclass(frozen=True)
class Outcome:
    """A certificate, or the functional on monomials that no column so far can lift (monomial -> value)."""

    certificate: Certificate | None
    functional: dict[tuple[int, ...], float] | None


def _solve(given: Assumptions, ring: Ring, columns: list[Column], elastic: bool = False) -> Outcome:
    """Weights with sum zero and total strict weight 1; elastic: allows a remainder and returns its functional."""
    if not any(column.strict for column in columns):
        return Outcome(None, None)
    keys: dict[tuple[int, ...], int] = {}
    for column in columns:
        for powers in column.floats:
            keys.setdefault(powers, len(keys))
    if len(keys) > MAX_ROWS or len(columns) > 3 * MAX_COLUMNS:
        return Outcome(None, None)
    matrix = _matrix(columns, keys, elastic)
    free = [column.equality is not None for column in columns]
    bounds = [(None, None) if one else (0, None) for one in free] + [(0, None)] * (
        2 * len(keys) if elastic else 0
    )
    cost = np.array(
        [0.0 if elastic or one else 1.0 for one in free] + [1.0] * (2 * len(keys) if elastic else 0)
    )
    right = np.zeros(len(keys) + 1)
    right[-1] = 1.0
    limits = {"maxiter": MAX_PIVOTS}  # a count: the simplex method may cycle
    result = linprog(cost, A_eq=matrix, b_eq=right, bounds=bounds, method="highs-ds", options=limits)
    if result.status != 0:
        return Outcome(None, None)
    if elastic and result.fun > 1e-7:
        values = result.eqlin.marginals
        return Outcome(None, {powers: float(values[row]) for powers, row in keys.items()})
    support = [place for place, value in enumerate(result.x[: len(columns)]) if abs(value) > TOLERANCE]
    return Outcome(_exact(given, ring, [columns[place] for place in support]), None)


def _matrix(columns: list[Column], keys: dict[tuple[int, ...], int], elastic: bool) -> csc_matrix:
    rows: list[int] = []
    places: list[int] = []
    values: list[float] = []
    for place, column in enumerate(columns):
        rows += [keys[powers] for powers in column.floats]
        places += [place] * len(column.floats)
        values += column.floats.values()
        if column.strict:
            rows.append(len(keys))
            places.append(place)
            values.append(1.0)
    for row in range(len(keys)) if elastic else ():
        rows += [row, row]
        places += [len(columns) + 2 * row, len(columns) + 2 * row + 1]
        values += [1.0, -1.0]
    width = len(columns) + (2 * len(keys) if elastic else 0)
    return csc_matrix((values, (rows, places)), shape=(len(keys) + 1, width))


def _exact(given: Assumptions, ring: Ring, support: list[Column]) -> Certificate | None:
    """The weights of the supporting columns, solved for exactly and re-checked."""
    keys: dict[tuple[int, ...], int] = {}
    for column in support:
        for powers in column.poly.to_dict():
            keys.setdefault(powers, len(keys))
    table = flint.fmpq_mat(len(keys) + 1, len(support) + 1)
    for place, column in enumerate(support):
        for powers, factor in column.poly.to_dict().items():
            table[keys[powers], place] = factor
        table[len(keys), place] = 1 if column.strict else 0
    table[len(keys), len(support)] = 1
    reduced, rank = table.rref()
    weights = [flint.fmpq(0)] * len(support)
    for row in range(rank):
        lead = next(place for place in range(len(support) + 1) if reduced[row, place] != 0)
        if lead == len(support):
            return None
        weights[lead] = reduced[row, len(support)]
    terms = tuple(
        Weighted(weight, column.factors, column.square, column.equality)
        for weight, column in zip(weights, support, strict=True)
        if weight != 0
    )
    certificate = Certificate(terms)
    return certificate if holds(certificate, given, ring) else None


def _with_squares(given: Assumptions, ring: Ring) -> Certificate | None:
    """The products of two facts together with squares, more of them as long as one lifts the remainder."""
    whole = _completed(given, ring)
    if whole is not None:
        return whole
    columns = next(stage for place, stage in enumerate(_stages(given, ring)) if place == 1)
    multipliers = _multipliers(given)
    columns = _distinct([column for column in columns if column.equality is None]) + [
        column for column in columns if column.equality is not None
    ]
    columns += first_squares(given, ring, multipliers)
    for _ in range(ROUNDS):
        outcome = _solve(given, ring, columns, elastic=True)
        if outcome.certificate is not None:
            return outcome.certificate
        if outcome.functional is None:
            return None
        more = separating_squares(given, ring, multipliers, outcome.functional)
        known = {(str(column.poly), column.factors) for column in columns}
        more = [column for column in more if (str(column.poly), column.factors) not in known]
        if not more:
            return None
        columns += more
    return None


def _completed(given: Assumptions, ring: Ring) -> Certificate | None:
    """A quadratic polynomial by completing squares."""
    if not given.inequalities:
        return None
    parts = completed(ring, -given.inequalities[0].poly)
    if parts is None:
        return None
    squares = tuple(Weighted(weight, (), root) for weight, root in parts)
    certificate = Certificate((Weighted(flint.fmpq(1), (0,), ring.one), *squares))
    return certificate if holds(certificate, given, ring) else None


def _multipliers(given: Assumptions) -> list[tuple[int, ...]]:
    """What squares are multiplied with: nothing, or one of the first inequalities."""
    return [(), *((number,) for number in range(min(2, len(given.inequalities))))]
