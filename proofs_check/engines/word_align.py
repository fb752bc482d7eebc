"""Bringing a difference of polynomials closer to zero: equal ranges for its sums, inverses of sums multiplied away."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.affine import UNIT, Affine
from proofs_check.engines.word_algebra import add, multiply, scale, transposed
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_setting import Setting, nonnegative
from proofs_check.engines.word_sums import bound
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    Monomial,
    monomial_term,
    polynomial,
    word_polynomial,
)
from proofs_check.statement.terms import Letter, Term, substitute

MAX_SPLIT = 6
MAX_CLEARED = 6


def align_sums(found: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """Sums whose ends differ by a whole number are split to the shorter range, from the end that makes them cancel."""
    shortest: dict[tuple[tuple[Term, int], ...], int] = {}
    for monomial, _ in found.terms:
        if len(monomial.binders) == 1:
            end = monomial.binders[0][1]
            shortest[end.parts] = min(shortest.get(end.parts, end.constant), end.constant)
    present = frozenset(monomial for monomial, _ in found.terms)
    parts = [polynomial(found.rows, found.columns, {})]
    for monomial, value in found.terms:
        one = polynomial(found.rows, found.columns, {monomial: Fraction(1)})
        if len(monomial.binders) == 1:
            end = monomial.binders[0][1]
            short = replace(end, constant=shortest[end.parts])
            one = _shortened(one, monomial, short, present, setting)
        parts.append(scale(one, value))
    return add(parts)


def telescope(found: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """sum(f(k + 1)) is written sum(f(k)) - f(0) + f(N + 1) where sum(f(k)) is there too, for k = 0, ..., N >= -1."""
    present = frozenset(monomial for monomial, _ in found.terms)
    parts = [polynomial(found.rows, found.columns, {})]
    for monomial, value in found.terms:
        one = polynomial(found.rows, found.columns, {monomial: Fraction(1)})
        before = _stepped_back(one, monomial, setting) if len(monomial.binders) == 1 else None
        if before is not None and any(other in present for other, _ in before[0].terms):
            one = add(before)
        parts.append(scale(one, value))
    return add(parts)


def _stepped_back(
    whole: MatrixPolynomial, monomial: Monomial, setting: Setting
) -> list[MatrixPolynomial] | None:
    letter, end = monomial.binders[0]
    if not nonnegative(end + UNIT, setting):
        return None
    body = monomial_term(replace(monomial, binders=()), Fraction(1), whole.rows, whole.columns)
    index = Affine(0, ((Letter(letter), 1),))
    inner = convert(substitute(body, {letter: (index - UNIT).term}), setting.binding(letter, end))
    sums = [
        bound(one, ((letter, end),), value, whole.rows, whole.columns, setting) for one, value in inner.terms
    ]
    first = convert(substitute(body, {letter: Affine(-1).term}), setting)
    last = convert(substitute(body, {letter: end.term}), setting)
    return [add([polynomial(whole.rows, whole.columns, {}), *sums]), scale(first, -1), last]


def _shortened(
    whole: MatrixPolynomial,
    monomial: Monomial,
    short: Affine,
    present: frozenset[Monomial],
    setting: Setting,
) -> MatrixPolynomial:
    """sum(f, k, 0, N + c) as sum(f, k, 0, N) and c terms at either end, where N >= -1."""
    letter, end = monomial.binders[0]
    count = end.constant - short.constant
    if not 0 < count <= MAX_SPLIT or not nonnegative(short + UNIT, setting):
        return whole
    body = monomial_term(replace(monomial, binders=()), Fraction(1), whole.rows, whole.columns)
    ways = [_split(body, letter, short, count, at_end, whole, setting) for at_end in (True, False)]
    for way in ways:
        if any(one in present for one, _ in way[0].terms):
            return add(way)
    return add(ways[0])


def _split(
    body: Term,
    letter: str,
    short: Affine,
    count: int,
    at_end: bool,
    whole: MatrixPolynomial,
    setting: Setting,
) -> list[MatrixPolynomial]:
    """The shorter sum, and the terms that were split off."""
    index = Affine(0, ((Letter(letter), 1),))
    shifted = body if at_end else substitute(body, {letter: (index + Affine(count)).term})
    inner = convert(shifted, setting.binding(letter, short))
    sums = [
        bound(one, ((letter, short),), value, whole.rows, whole.columns, setting)
        for one, value in inner.terms
    ]
    places = [short + Affine(step + 1) if at_end else Affine(step) for step in range(count)]
    single = [convert(substitute(body, {letter: place.term}), setting) for place in places]
    return [add([polynomial(whole.rows, whole.columns, {}), *sums]), *single]


def clear_inverses(found: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """Multiplies a difference by sums that it contains the inverses of; it vanishes if and only if the product does."""
    for _ in range(MAX_CLEARED):
        outer = [
            (factor, at_left)
            for monomial, _ in found.terms
            if monomial.word and not monomial.binders
            for factor, at_left in ((monomial.word[0], True), (monomial.word[-1], False))
            if factor.expanded is not None and factor.exponent.is_constant and factor.exponent.constant < 0
        ]
        if not outer or any(monomial.binders for monomial, _ in found.terms):
            return found
        # The end where most products have the factor loses it in most of them.
        factor, at_left = max(outer, key=outer.count)
        found = _cleared(found, factor, at_left, setting)
    return found


def _cleared(found: MatrixPolynomial, factor: Factor, at_left: bool, setting: Setting) -> MatrixPolynomial:
    """The product with the base of the factor: merged with its own powers, multiplied out elsewhere."""
    base = replace(factor, exponent=UNIT)
    plain = factor.expanded or word_polynomial((base,), base.height)
    value_of_base = transposed(plain, setting) if base.transposed else plain
    whole = word_polynomial((base,), base.height)
    parts = [polynomial(found.rows, found.columns, {})]
    for monomial, value in found.terms:
        one = polynomial(found.rows, found.columns, {monomial: value})
        outermost = monomial.word[:1] if at_left else monomial.word[-1:]
        merges = any((end.base, end.transposed) == (base.base, base.transposed) for end in outermost)
        times = whole if merges else value_of_base
        parts.append(multiply(times, one, setting) if at_left else multiply(one, times, setting))
    return add(parts)
