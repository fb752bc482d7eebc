"""Determinants of sums with terms of low rank: what the terms u @ v.T, and products through a smaller size, multiply det(W) by.

    det(W + u_1 @ v_1.T + ... + u_k @ v_k.T) == det(W) * det(M),    M[i, j] = (1 where i == j) + v_i.T @ inv(W) @ u_j

W is a product of invertible factors, times numbers that are not 0. Inverses at an end of the sum are multiplied away: det(I + inv(V) @ B) is
det(V + B)/det(V).

Reference: Horn and Johnson, Matrix Analysis, sections 0.8.5 and 1.3 (Sylvester's determinant theorem).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations

from proofs_check.engines.word_algebra import add, multiply, reduce, scale, subtract
from proofs_check.engines.word_reduce import merge_scalars
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    Monomial,
    Scalars,
    Word,
    polynomial,
    word_polynomial,
)
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import ONE, Letter, Number, Term

MAX_COLUMNS = 3
MAX_DYADS = 4
Weighted = tuple[Monomial, Fraction]


def leads(found: MatrixPolynomial, setting: Setting) -> Iterator[tuple[Weighted, tuple[Weighted, ...]]]:
    """An invertible term and the others, in every way."""
    for place, (first, value) in enumerate(found.terms):
        regular = all("invertible" in factor.traits for factor in first.word)
        if not first.binders and regular and all(_is_not_zero(base, setting) for base, _ in first.scalars):
            yield (first, value), (*found.terms[:place], *found.terms[place + 1 :])


def _is_not_zero(base: Term, setting: Setting) -> bool:
    """Whether the domain of a number says that it is not 0."""
    domain = setting.scope.letters.get(base.name) if isinstance(base, Letter) else None
    return isinstance(base, Number) or (domain is not None and (domain.nonzero or _is_apart(domain)))


def _is_apart(domain: Domain) -> bool:
    low, high = domain.low, domain.high
    above = (
        low is not None
        and isinstance(low.at, Number)
        and (low.at.value > 0 or (low.at.value == 0 and not low.closed))
    )
    below = (
        high is not None
        and isinstance(high.at, Number)
        and (high.at.value < 0 or (high.at.value == 0 and not high.closed))
    )
    return above or below


def behind(
    lead: Weighted, other: Weighted, rows: Term, setting: Setting
) -> tuple[Scalars, Fraction, Word] | None:
    """inv(W) @ other as scalars, a number and a word; None where it is no single product."""
    (first, one), (second, two) = lead, other
    back = tuple(replace(factor, exponent=-factor.exponent) for factor in reversed(first.word))
    whole = reduce((*back, *second.word), rows, rows, setting).single()
    if whole is None or second.binders or not second.word:
        return None
    inverted = tuple((base, -exponent) for base, exponent in first.scalars)
    weight, value = merge_scalars((*inverted, *second.scalars, *whole[0].scalars))
    return weight, value * two * whole[1] / one, whole[0].word


def by_columns(
    lead: Weighted, others: tuple[Weighted, ...], rows: Term, setting: Setting
) -> MatrixPolynomial | None:
    """det(M) where all the other terms are products of a column and a row."""
    if not 1 < len(others) <= MAX_COLUMNS:
        return None
    columns: list[tuple[Scalars, Fraction, Word, Word]] = []
    for other in others:
        found = behind(lead, other, rows, setting)
        cut = (
            None
            if found is None
            else next((k for k, one in enumerate(found[2]) if k and one.height == ONE), None)
        )
        if found is None or cut is None:
            return None
        columns.append((found[0], found[1], found[2][:cut], found[2][cut:]))
    entries = [
        [_entry(row[3], column, one == two, setting) for two, column in enumerate(columns)]
        for one, row in enumerate(columns)
    ]
    return _leibniz(entries, setting)


def _entry(
    row: Word, column: tuple[Scalars, Fraction, Word, Word], diagonal: bool, setting: Setting
) -> MatrixPolynomial:
    weight, value, word, _ = column
    form = reduce((*row, *word), ONE, ONE, setting)
    scaled = multiply(polynomial(ONE, ONE, {Monomial((), weight): value}), form, setting)
    return add([scaled, polynomial(ONE, ONE, {Monomial(): Fraction(1)})]) if diagonal else scaled


def at_unit_weights(
    found: MatrixPolynomial,
    setting: Setting,
    determinant: Callable[[MatrixPolynomial, Setting], MatrixPolynomial],
) -> MatrixPolynomial | None:
    """det(X + c*u @ v.T) as (1 - c)*det(X) + c*det(X + u @ v.T), and det(X + u @ v.T + u @ w.T) as the sum of both less det(X); None elsewhere.

    A determinant is affine along u @ v.T, whether X is invertible or not.
    """
    if len(found.terms) < 2:
        return None
    ones = [(one, cut) for one, _ in found.terms if (cut := _cut(one)) is not None][:MAX_DYADS]
    values = dict(found.terms)
    for one, _ in ones:
        if one.scalars or values[one] != 1:
            rest = determinant(_without(found, one), setting)
            bare = add([_without(found, one), _dyads(found, one)])
            weight = polynomial(ONE, ONE, {Monomial((), one.scalars): values[one]})
            return add([rest, multiply(weight, subtract(determinant(bare, setting), rest), setting)])
    for (one, (left, right)), (two, (other, another)) in combinations(ones, 2):
        if left == other or right == another:
            parts = [determinant(_without(found, away), setting) for away in (one, two)]
            return add([*parts, scale(determinant(_without(found, one, two), setting), -1)])
    return None


def _cut(monomial: Monomial) -> tuple[Word, Word] | None:
    """The column and the row of a product of both."""
    word = monomial.word
    cut = next((k for k, one in enumerate(word) if k and one.height == ONE), None)
    return None if cut is None or monomial.binders else (word[:cut], word[cut:])


def _without(found: MatrixPolynomial, *away: Monomial) -> MatrixPolynomial:
    kept = {one: value for one, value in found.terms if one not in away}
    return polynomial(found.rows, found.columns, kept)


def _dyads(found: MatrixPolynomial, one: Monomial) -> MatrixPolynomial:
    return polynomial(found.rows, found.columns, {Monomial(word=one.word): Fraction(1)})


def cleared(found: MatrixPolynomial, setting: Setting) -> tuple[Factor, MatrixPolynomial] | None:
    """(V**k, V**k @ X) where words of X begin with V**-k, or X @ V**k where they end so: det(X) == det(V**k @ X)/det(V)**k.

    None where the product has no fewer inverses than X.
    """
    for at_left in (True, False):
        ends = [one.word[0 if at_left else -1] for one, _ in found.terms if one.word]
        for factor in filter(_is_inverse, ends):
            deepest = min(
                (one for one in ends if one.base == factor.base), key=lambda one: one.exponent.constant
            )
            front = replace(deepest, exponent=-deepest.exponent)
            size = word_polynomial((front,), found.rows)
            whole = multiply(size, found, setting) if at_left else multiply(found, size, setting)
            if _inverses(whole) < _inverses(found):
                return front, whole
    return None


def _is_inverse(factor: Factor) -> bool:
    """Whether it is a negative power of a letter; the inverse of an orthogonal one is its transpose."""
    exponent, traits = factor.exponent, factor.traits
    return (
        exponent.is_constant
        and exponent.constant < 0
        and "invertible" in traits
        and "orthogonal" not in traits
    )


def _inverses(found: MatrixPolynomial) -> int:
    return sum(_is_inverse(factor) for monomial, _ in found.terms for factor in monomial.word)


def _leibniz(entries: list[list[MatrixPolynomial]], setting: Setting) -> MatrixPolynomial:
    """The determinant as the sum over the permutations."""
    total = polynomial(ONE, ONE, {})
    for order in permutations(range(len(entries))):
        swaps = sum(order[i] > order[j] for j in range(len(order)) for i in range(j))
        whole = polynomial(ONE, ONE, {Monomial(): Fraction((-1) ** swaps)})
        for row, column in enumerate(order):
            whole = multiply(whole, entries[row][column], setting)
        total = add([total, whole])
    return total


__all__ = ["at_unit_weights", "behind", "by_columns", "cleared", "leads"]
