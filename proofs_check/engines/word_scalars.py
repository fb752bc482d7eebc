"""Traces and determinants of polynomials in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.affine import NONE, Affine, affine_of, product
from proofs_check.engines.word_algebra import (
    add,
    multiply,
    reduce,
    scale,
    size_polynomial,
    transposed,
)
from proofs_check.engines.word_ranks import at_unit_weights, behind, by_columns, cleared, leads
from proofs_check.engines.word_reduce import find_rewriting, merge_scalars, simplify
from proofs_check.engines.word_setting import Setting, nonnegative, transposed_factor
from proofs_check.engines.word_sums import bound, inside_binders
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    Monomial,
    Scalars,
    Word,
    atom,
    polynomial,
    scalars_term,
    word_key,
    word_term,
)
from proofs_check.statement.terms import ONE, Number, Term, apply
from proofs_check.statement.text import text


def trace(found: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """The trace: linear, invariant under rotation of a product and under transposition."""
    if found.is_scalar:
        return found
    parts = [polynomial(ONE, ONE, {})]
    for monomial, value in found.terms:
        inside = inside_binders(monomial.binders, setting)
        inner = _word_trace(monomial.word, found.rows, inside)
        bare = polynomial(ONE, ONE, {Monomial((), monomial.scalars): value})
        whole = multiply(bare, inner, inside)
        if monomial.binders:
            bodies = [bound(one, monomial.binders, its, ONE, ONE, setting) for one, its in whole.terms]
            whole = add([polynomial(ONE, ONE, {}), *bodies])
        parts.append(whole)
    return add(parts)


def _word_trace(word: Word, size: Term, setting: Setting) -> MatrixPolynomial:
    while len(word) > 1 and _same(word[0], word[-1]):
        exponent = word[0].exponent + word[-1].exponent
        front = () if exponent == NONE else (replace(word[0], exponent=exponent),)
        word = (*front, *word[1:-1])
    if not word:
        return size_polynomial(size)
    for place, factor in enumerate(word):
        if factor.height == ONE:
            return reduce(word[place:] + word[:place], ONE, ONE, setting)
    turned = tuple(transposed_factor(factor) for factor in reversed(word))
    rotations = [way[place:] + way[:place] for way in (word, turned) for place in range(len(word))]
    for rotation in rotations if setting.rules else ():
        if find_rewriting(rotation, setting) is not None:
            rewritten = reduce(rotation, rotation[0].height, rotation[0].height, setting)
            multiple = _multiple_of(rotations, rewritten)
            if multiple is None:
                return trace(rewritten, setting.rewritten())
            if multiple != 1:
                return polynomial(ONE, ONE, {})  # a trace that is a multiple of itself
    settled = [simplify(rotation, setting) for rotation in rotations]
    plain = [kept for scalars, kept, value in settled if value and not scalars and kept]
    best = min(plain, key=lambda one: (len(one), word_key(one)), default=word)
    if len(best) < len(word):
        return _word_trace(best, size, setting)
    return atom(apply("trace", word_term(best)))


def _multiple_of(rotations: list[Word], found: MatrixPolynomial) -> Fraction | None:
    """The factor c where a polynomial is c times one of the words."""
    single = found.single()
    if single is None or single[0].scalars or single[0].word not in rotations:
        return None
    return single[1]


def _same(first: Factor, last: Factor) -> bool:
    return first.square and (first.base, first.transposed) == (last.base, last.transposed)


def determinant(found: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """The determinant: multiplicative over square factors, the same for the transpose; otherwise an atom."""
    if found.is_scalar:
        return found
    single, size = found.single(), affine_of(found.rows, setting.scope)
    if not found.terms and size is not None and nonnegative(size - Affine(1), setting):
        return polynomial(ONE, ONE, {})
    if single is None and found.terms:
        inner = unconjugated(found)
        if inner is not None:
            return determinant(inner, setting)
        without = cleared(found, setting)
        if without is not None:
            base, exponent = _factor_determinant(without[0])
            return multiply(atom(base, -exponent), determinant(without[1], setting), setting)
        by_rank = rank_determinant(found, setting)
        if by_rank is not None:
            return by_rank
        affine = at_unit_weights(found, setting, determinant)
        if affine is not None:
            return affine
    if single is None or size is None or not all(factor.square for factor in single[0].word):
        term = min((found.term, transposed(found, setting).term), key=text)
        return atom(apply("det", term))
    monomial, value = single
    scalars: list[tuple[Term, Affine]] = [(Number(value), size)] if value != 1 else []
    for base, exponent in monomial.scalars:
        raised = product(exponent, size)
        if raised is None:
            return atom(apply("det", found.term))
        scalars.append((base, raised))
    scalars += [_factor_determinant(factor) for factor in monomial.word]
    merged, number_part = merge_scalars(tuple(scalars))
    return scale(polynomial(ONE, ONE, {Monomial((), merged): Fraction(1)}), number_part)


def spectral_radius(found: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """The spectral radius: of c*X as |c| times that of X, of a power as the power, the same for X @ Y and Y @ X and for transposes."""
    single = found.single()
    if not found.terms:
        return polynomial(ONE, ONE, {})
    if single is None or found.is_scalar:
        return atom(apply("spectral_radius", min((found.term, transposed(found, setting).term), key=text)))
    monomial, value = single
    front = polynomial(ONE, ONE, {Monomial(): abs(value)})
    weight = scalars_term(monomial.scalars, Fraction(1))
    if weight is not None:
        front = multiply(front, atom(apply("abs", weight)), setting)
    word = monomial.word
    if len(word) <= 1:
        known = not word or "orthogonal" in word[0].traits
        return front if known else multiply(front, _radius_of_power(word[0], setting), setting)
    turned = tuple(transposed_factor(factor) for factor in reversed(word))
    rotations = [way[place:] + way[:place] for way in (word, turned) for place in range(len(word))]
    settled = [
        simplify(rotation, setting) for rotation in rotations if rotation[0].height == rotation[-1].width
    ]
    plain = [kept for scalars, kept, one in settled if one and not scalars and kept]
    best = min(plain, key=lambda one: (len(one), word_key(one)), default=word)
    if len(best) == 1:
        return multiply(front, _radius_of_power(best[0], setting), setting)
    return multiply(front, atom(apply("spectral_radius", word_term(best))), setting)


def unconjugated(found: MatrixPolynomial) -> MatrixPolynomial | None:
    """X of inv(V) @ X @ V, where the words but that of the identity all stand between the same two factors."""
    words = [monomial.word for monomial, _ in found.terms if monomial.word]
    if not words or any(monomial.binders for monomial, _ in found.terms) or len(words[0]) < 2:
        return None
    first, last = words[0][0], words[0][-1]
    inverse = (first.base, first.transposed, -first.exponent) == (last.base, last.transposed, last.exponent)
    if not inverse or "invertible" not in first.traits or not first.square:
        return None
    if not all(len(word) > 2 and (word[0], word[-1]) == (first, last) for word in words):
        return None
    terms = {
        replace(monomial, word=monomial.word[1:-1]) if monomial.word else monomial: value
        for monomial, value in found.terms
    }
    return polynomial(found.rows, found.columns, terms)


def _radius_of_power(factor: Factor, setting: Setting) -> MatrixPolynomial:
    """spectral_radius(A**t) == spectral_radius(A)**t from t = 0 on (matrices have at least one row)."""
    if nonnegative(factor.exponent, setting):
        return atom(apply("spectral_radius", factor.base), factor.exponent)
    return atom(apply("spectral_radius", replace(factor, transposed=False).term))


def rank_determinant(found: MatrixPolynomial, setting: Setting) -> MatrixPolynomial | None:
    """det(W + c*L @ R) as det(W) * det(I + c*R @ inv(W) @ L), for an invertible product W; of all ways to turn the product one is chosen.

    With a column L and a row R the second determinant is the scalar 1 + c*R @ inv(W) @ L; of several such terms see `word_ranks.py`.
    """
    for lead, others in leads(found, setting):
        first = lead[0]
        if affine_of(found.rows, setting.scope) is None:
            return None
        back = by_columns(lead, others, found.rows, setting)
        if back is None and len(others) == 1:
            of_squares = all(factor.square for factor in others[0][0].word)
            inner = behind(lead, others[0], found.rows, setting)
            if inner is not None and not ((first.word or first.scalars) and of_squares):
                weight, value, word = inner
                back = _shifted(word, weight, value, setting)
        if back is not None:
            front = determinant(polynomial(found.rows, found.columns, {lead[0]: lead[1]}), setting)
            return multiply(front, back, setting)
    return None


def _shifted(word: Word, weight: Scalars, value: Fraction, setting: Setting) -> MatrixPolynomial:
    """det(I + c*word), the same for all rotations of the word and its transpose."""
    turned = tuple(transposed_factor(factor) for factor in reversed(word))
    for place, factor in enumerate(word):
        if factor.height == ONE:
            form = reduce(word[place:] + word[:place], ONE, ONE, setting)
            scaled = multiply(polynomial(ONE, ONE, {Monomial((), weight): value}), form, setting)
            return add([polynomial(ONE, ONE, {Monomial(): Fraction(1)}), scaled])
    rotations = [way[place:] + way[:place] for way in (word, turned) for place in range(len(word))]
    settled = [(simplify(rotation, setting), rotation) for rotation in rotations]
    plain = [kept for (scalars, kept, value_), _ in settled if value_ and not scalars and kept]
    best = min(plain, key=lambda one: (len(one), word_key(one)), default=word)
    terms = {Monomial(): Fraction(1), Monomial((), weight, best): value}
    return atom(apply("det", polynomial(best[0].height, best[0].height, terms).term))


def _factor_determinant(factor: Factor) -> tuple[Term, Affine]:
    exponent = factor.exponent
    if "orthogonal" in factor.traits and exponent.is_constant:
        exponent = Affine(exponent.constant % 2)  # det(Q)**2 == 1
    return apply("det", factor.base), exponent


__all__ = ["determinant", "trace"]
