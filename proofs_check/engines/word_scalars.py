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
from proofs_check.engines.word_reduce import merge_scalars, simplify
from proofs_check.engines.word_setting import Setting, transposed_factor
from proofs_check.engines.word_sums import bound, inside_binders
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    Monomial,
    Word,
    atom,
    polynomial,
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
    settled = [simplify(rotation, setting) for rotation in rotations]
    plain = [kept for scalars, kept, value in settled if value and not scalars and kept]
    best = min(plain, key=lambda one: (len(one), word_key(one)), default=word)
    if len(best) < len(word):
        return _word_trace(best, size, setting)
    return atom(apply("trace", word_term(best)))


def _same(first: Factor, last: Factor) -> bool:
    return first.square and (first.base, first.transposed) == (last.base, last.transposed)


def determinant(found: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """The determinant: multiplicative over square factors, the same for the transpose; otherwise an atom."""
    if found.is_scalar:
        return found
    single, size = found.single(), affine_of(found.rows, setting.scope)
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


def _factor_determinant(factor: Factor) -> tuple[Term, Affine]:
    exponent = factor.exponent
    if "orthogonal" in factor.traits and exponent.is_constant:
        exponent = Affine(exponent.constant % 2)  # det(Q)**2 == 1
    return apply("det", factor.base), exponent


__all__ = ["determinant", "trace"]
