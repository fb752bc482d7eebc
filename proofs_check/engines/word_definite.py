"""Sums of products that are positive definite or invertible by their form.

y.T @ M @ y with a definite M is semidefinite, and definite where y is invertible; sums of semidefinite matrices with nonnegative weights are
semidefinite, and definite if one of them is. A matrix whose powers satisfy p(X) == 0 with p(0) != 0 is invertible.

References: Horn and Johnson, Matrix Analysis, observations 7.1.3 and 7.1.8; section 3.3 (minimal polynomials).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import fmpq, fmpq_mat

from proofs_check.engines.calculus_terms import plus
from proofs_check.engines.word_algebra import multiply
from proofs_check.engines.word_setting import Setting, nonnegative, transposed_factor
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    Monomial,
    Word,
    scalars_term,
    word_polynomial,
)
from proofs_check.statement.terms import ONE, ZERO, Number, Term

MAX_POWER = 4
Sign = Callable[[Term, bool], bool]
"""Whether a scalar is at least 0 (True: greater than 0)."""


def of_number(term: Term, strict: bool) -> bool:
    """The sign of a scalar that is a number; of no other."""
    return isinstance(term, Number) and (term.value > 0 if strict else term.value >= 0)


def definite(found: MatrixPolynomial, setting: Setting, sign: Sign) -> str:
    """'spd', 'psd' or '' for a sum of products with real entries, all kinds of its letters taken into account."""
    if setting.is_complex or found.rows != found.columns or not found.terms:
        return ""
    if any(monomial.binders for monomial, _ in found.terms):
        return ""
    strict: list[Term] = []
    for word, weight in _weights(found).items():
        kind = word_kind(word, setting, sign)
        if not kind or not sign(weight, False):
            return ""
        strict += [weight] if kind == "spd" else []
    # Weights that are not negative and have a positive sum are not all 0.
    return "spd" if any(sign(weight, True) for weight in (*strict, plus(*strict))) else "psd"


def _weights(found: MatrixPolynomial) -> dict[Word, Term]:
    """The weight of every word: t*A + (1 - t)*B comes as t*A + B - t*B."""
    weights: dict[Word, Term] = {}
    for monomial, value in found.terms:
        weight = scalars_term(monomial.scalars, value) or ONE
        weights[monomial.word] = plus(weights.get(monomial.word, ZERO), weight)
    return weights


def word_kind(word: Word, setting: Setting, sign: Sign) -> str:
    """The kind of one product; the empty one is the identity."""
    turned = tuple(transposed_factor(factor) for factor in reversed(word))
    if turned != word:
        return ""
    half = len(word) // 2
    regular = all(factor.square and "invertible" in factor.traits for factor in word[:half])
    if len(word) % 2 == 0:
        return "spd" if regular else "psd"
    middle = factor_kind(word[half], setting, sign)
    return ("spd" if regular else "psd") if middle == "spd" else middle


def factor_kind(factor: Factor, setting: Setting, sign: Sign) -> str:
    """The kind of a power of a symmetric letter, or of a sum."""
    traits, exponent = factor.traits, factor.exponent
    if "spd" in traits:
        return "spd"
    base = definite(factor.expanded, setting, sign) if factor.expanded is not None else ""
    if base == "spd":
        return "spd"
    if ("psd" in traits or base == "psd") and nonnegative(exponent, setting):
        return "psd"
    even = exponent.constant % 2 == 0 and all(value % 2 == 0 for _, value in exponent.parts)
    if "symmetric" in traits and even:
        return "spd" if "invertible" in traits else "psd"
    return ""


def is_regular(found: MatrixPolynomial, setting: Setting) -> bool:
    """Whether the powers of a square matrix, under the rules, satisfy p(X) == 0 with a rational p and p(0) != 0."""
    if found.rows != found.columns or any(m.scalars or m.binders for m, _ in found.terms):
        return False
    powers = [word_polynomial((), found.rows)]
    for _ in range(MAX_POWER):
        powers.append(multiply(powers[-1], found, setting))
        if any(m.scalars or m.binders for m, _ in powers[-1].terms):
            return False
        relation = _relation(powers)
        if relation is not None:
            return relation[0] != 0
    return False


def _relation(powers: list[MatrixPolynomial]) -> list[Fraction] | None:
    """Rational weights, not all 0, with which the powers add up to zero."""
    monomials: list[Monomial] = []
    for one in powers:
        monomials += [monomial for monomial, _ in one.terms if monomial not in monomials]
    rows = [[fmpq(0)] * len(powers) for _ in monomials]
    for column, one in enumerate(powers):
        for monomial, value in one.terms:
            rows[monomials.index(monomial)][column] = fmpq(value.numerator, value.denominator)
    if not rows:
        return None
    reduced, rank = fmpq_mat(rows).rref()
    if rank == len(powers):
        return None
    # The last power is a combination of those before it, for no earlier relation was found.
    last = len(powers) - 1
    weights = [Fraction(0)] * last + [Fraction(1)]
    for row in range(rank):
        pivot = next(column for column in range(len(powers)) if reduced[row, column] != 0)
        entry = reduced[row, last]
        weights[pivot] = -Fraction(int(entry.p), int(entry.q))
    return weights
