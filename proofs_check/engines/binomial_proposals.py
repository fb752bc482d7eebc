"""Combinations of binomials that have the values of the whole number that an equation gives: proposals only.

The values are computed at a few whole numbers; the weights of two terms of the basis solve two of these equations, the others check them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, islice, product

from proofs_check.engines.calculus_terms import minus, plus, times
from proofs_check.engines.letter_classes import least_of
from proofs_check.engines.linear_terms import difference
from proofs_check.engines.polynomial_quotients import Asked
from proofs_check.engines.whole_samples import NoValue, value_at
from proofs_check.goal import Goal
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    number,
    walk,
)

MAX_WEIGHT = 12
MAX_BASIS = 60
MAX_FACTORIALS = 5
SAMPLES = ((2, 3, 5), (3, 2, 4), (5, 4, 2), (7, 3, 1), (9, 5, 6), (4, 8, 3))


def proposals(goal: Goal, asked: Asked) -> Iterator[Term]:
    """Combinations of at most two terms of the basis that have the values of the number that is asked for."""
    ((name, _),) = asked.letters
    points = list(_points(goal, asked))
    try:
        wanted = [_solution(asked.equation, name, point) for point in points]
    except NoValue:
        return
    if len(points) < 3 or any(value.denominator != 1 for value in wanted):
        return
    basis = []
    for term in islice(dict.fromkeys(_basis(asked.equation)), MAX_BASIS):
        try:
            basis.append((term, [value_at(term, point) for point in points]))
        except NoValue:
            continue
    for (one, first), (two, second) in sorted(
        combinations_with_replacement(basis, 2),
        key=lambda pair: (pair[0] != pair[1], basis.index(pair[0]) + basis.index(pair[1])),
    ):
        weights = _single(first, wanted) if one == two else _weights(first, second, wanted)
        if weights is not None:
            yield _combined(weights, one, two)


def _single(values: list[Fraction], wanted: list[Fraction]) -> tuple[int, int] | None:
    """(u, 0) with u times the values as wanted, for a whole u."""
    weight = next((two / one for one, two in zip(values, wanted, strict=True) if one), Fraction(0))
    fits = all(weight * one == two for one, two in zip(values, wanted, strict=True))
    return (int(weight), 0) if fits and weight.denominator == 1 else None


def _weights(first: list[Fraction], second: list[Fraction], wanted: list[Fraction]) -> tuple[int, int] | None:
    """Whole u, v other than 0, not large, with u*first + v*second as wanted."""
    rows = list(zip(first, second, wanted, strict=True))
    for (a, b, c), (d, e, f) in combinations(rows, 2):
        determinant = a * e - b * d
        if determinant:
            u, v = (c * e - b * f) / determinant, (a * f - c * d) / determinant
            small = all(one.denominator == 1 and 0 < abs(one) <= MAX_WEIGHT for one in (u, v))
            return (int(u), int(v)) if small and all(u * x + v * y == z for x, y, z in rows) else None
    return None


def _combined(weights: tuple[int, int], one: Term, two: Term) -> Term:
    """The combination, what is taken away last."""
    (u, one), (v, two) = sorted(zip(weights, (one, two), strict=True), key=lambda pair: pair[0] < 0)
    if v == 0:
        return times(number(u), one)
    first, second = times(number(u), one), times(number(abs(v)), two)
    return plus(first, second) if v > 0 else minus(first, second)


def _points(goal: Goal, asked: Asked) -> Iterator[dict[str, Fraction]]:
    """A few values of the letters of the equation, inside of number ends."""
    names = sorted(free_letters(asked.equation) - {asked.letters[0][0]})
    domains = dict(goal.letters)
    for sample in SAMPLES:
        yield {
            name: Fraction(value + max(least_of(domains[name]) or 0, 0))
            for name, value in zip(names, sample, strict=False)
        }


def _solution(equation: Compare, name: str, point: Mapping[str, Fraction]) -> Fraction:
    """The value that a linear equation gives for the letter. Raises NoValue."""
    gap = minus(equation.left, equation.right)
    at = [value_at(gap, {**point, name: Fraction(k)}) for k in range(3)]
    slope = at[1] - at[0]
    if slope == 0 or at[2] - at[1] != slope:
        raise NoValue("an equation that is not linear in the number")
    return -at[0] / slope


def _basis(equation: Compare) -> Iterator[Term]:
    """Binomials next to those of the equation, their multiples by letters, and products of binomials."""
    nodes = list(dict.fromkeys(walk(equation)))
    factorials = [node.args[0] for node in nodes if isinstance(node, Apply) and node.op == "factorial"]
    yield from _multinomials(factorials)
    for node in nodes:
        if isinstance(node, Apply) and node.op == "binomial":
            upper, lower = node.args
            moves = sorted(product((0, -1, 1), (0, 1, -1)), key=lambda move: abs(move[0]) + abs(move[1]))
            near = [apply("binomial", _moved(upper, i), _moved(lower, j)) for i, j in moves]
            yield from near
            yield from (times(Letter(name), one) for name in sorted(free_letters(node)) for one in near[:3])


def _moved(term: Term, by: int) -> Term:
    return plus(term, number(by)) if by else term


def _multinomials(arguments: list[Term]) -> Iterator[Term]:
    """binomial(a + b, a)*... for choices of the arguments."""
    for count in range(1, MAX_FACTORIALS):
        for parts in product(arguments, repeat=count):
            for top in arguments:
                yield _multinomial(top, parts)


def _multinomial(top: Term, parts: tuple[Term, ...]) -> Term:
    """top!/(parts!*(top - sum of parts)!) as a product of binomials."""
    found: Term = ONE
    left = top
    for part in parts:
        found = times(found, apply("binomial", left, part))
        left = _difference(left, part)
    return found


def _difference(left: Term, right: Term) -> Term:
    """left - right with like terms joined."""
    weights = difference(Compare("==", left, right))
    return (
        plus(*(times(Number(weight), term) for term, weight in weights.items() if weight)) if weights else ONE
    )


__all__ = ["proposals"]
