"""Equations between sums of words as rules for their leading word.

A + A.T == zeros(n, n) gives A.T -> -A, A @ B + B @ A == zeros(n, n) gives B @ A -> -A @ B, M @ M - 3*M + 2*identity(n) == zeros(n, n) gives
M @ M -> 3*M - 2*identity(n): the word of most factors, then of most transposes, then the last in the alphabet, is replaced by the others.
Every replacement is smaller in this order, so that no rule undoes another one.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.word_algebra import scale, subtract
from proofs_check.engines.word_terms import MatrixPolynomial, Word, polynomial, word_key

Rank = tuple[int, int, str]


def rank(word: Word) -> Rank | None:
    """The place of a word in the order; None where an exponent is a letter or negative."""
    if any(not factor.exponent.is_constant or factor.exponent.constant < 1 for factor in word):
        return None
    weight = sum(int(factor.exponent.constant) for factor in word)
    return weight, sum(factor.transposed for factor in word), word_key(word)


def leading(left: MatrixPolynomial, right: MatrixPolynomial) -> tuple[Word, MatrixPolynomial] | None:
    """The leading word of the equation and what it equals. None where a coefficient is no number, or no word leads."""
    difference = subtract(left, right)
    ranked: list[tuple[Rank, Word, Fraction]] = []
    for monomial, value in difference.terms:
        place = rank(monomial.word)
        if monomial.binders or monomial.scalars or place is None:
            return None
        ranked.append((place, monomial.word, value))
    if not ranked or not any(word for _, word, _ in ranked):
        return None
    _, word, value = max(ranked, key=lambda item: item[0])
    rest = {monomial: own for monomial, own in difference.terms if monomial.word != word}
    return word, scale(polynomial(difference.rows, difference.columns, rest), Fraction(-1) / value)


def decreases(word: Word, right: MatrixPolynomial) -> bool:
    """Whether all words of the replacement come before the word."""
    place = rank(word)
    others = [rank(monomial.word) for monomial, _ in right.terms]
    return place is not None and all(other is not None and other < place for other in others)


def is_multiple_of_transpose(word: Word, right: MatrixPolynomial) -> bool:
    """Whether an equation says that a letter is a multiple, other than 1, of its own transpose."""
    single = right.single()
    if single is None or len(word) != 1 or len(single[0].word) != 1 or single[1] == 1:
        return False
    return single[0].word[0].base == word[0].base
