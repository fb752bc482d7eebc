"""Inverses of sums as rewrite rules: from inv(X) @ X == I, with X = c*W + R, follows inv(X) @ W == (I - inv(X) @ R)/c.

W is the longest product in X, so that products get shorter. Letters that are inverted at the outer left or right of a difference are multiplied away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.affine import UNIT
from proofs_check.engines.word_algebra import inverse, multiply, scale, subtract
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import both_ways
from proofs_check.engines.word_setting import Rule, Setting
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    TooLarge,
    Unsupported,
    polynomial,
    word_polynomial,
)
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import Apply, Limit, Quantified, Sum, Term, children

MAX_CLEARED = 6


def with_inverses(statements: tuple[Term, ...], setting: Setting) -> Setting:
    """The setting with rules for the inverses of sums and of products of rectangular matrices in the statements."""
    rules: list[Rule] = []
    for inner in dict.fromkeys(term for one in statements for term in _inverted(one)):
        try:
            if sort_of(inner, setting.scope) != SCALAR:
                rules += _rules(inverse(convert(inner, setting), setting), setting)
        except (Unsupported, TooLarge):
            continue
    return replace(setting, rules=(*setting.rules, *dict.fromkeys(rules))) if rules else setting


def _inverted(term: Term) -> Iterator[Term]:
    """The arguments of inverses, outside of binders, the inner ones first."""
    if isinstance(term, Sum | Limit | Quantified):
        return
    for part in children(term):
        yield from _inverted(part)
    if isinstance(term, Apply) and term.op == "inv":
        yield term.args[0]


def _rules(found: MatrixPolynomial, setting: Setting) -> list[Rule]:
    single = found.single()
    if single is None or single[0].scalars or len(single[0].word) != 1:
        return []
    factor = single[0].word[0]
    if factor.expanded is None or factor.exponent != -UNIT or factor.transposed:
        return []
    whole = factor.expanded
    leads = [(m, value) for m, value in whole.terms if m.word and not m.scalars and not m.binders]
    if not leads:
        return []
    lead, value = max(leads, key=lambda item: (len(item[0].word), item[0].key))
    rest = subtract(whole, polynomial(whole.rows, whole.columns, {lead: value}))
    inverted = word_polynomial((factor,), factor.rows)
    unit = word_polynomial((), factor.rows)
    after = scale(subtract(unit, multiply(inverted, rest, setting)), Fraction(1) / value)
    before = scale(subtract(unit, multiply(rest, inverted, setting)), Fraction(1) / value)
    return [
        *both_ways((factor, *lead.word), after, setting),
        *both_ways((*lead.word, factor), before, setting),
    ]


def without_inverted_letters(found: MatrixPolynomial, setting: Setting) -> MatrixPolynomial:
    """The difference times the letters that are inverted at its outer ends: it vanishes if and only if the product does."""
    for _ in range(MAX_CLEARED):
        outer = [
            (factor, at_left)
            for monomial, _ in found.terms
            if monomial.word and not monomial.binders
            for factor, at_left in ((monomial.word[0], True), (monomial.word[-1], False))
            if _is_inverted_letter(factor)
        ]
        if not outer or any(monomial.binders for monomial, _ in found.terms):
            return found
        factor, at_left = outer[0]
        base = word_polynomial((replace(factor, exponent=-factor.exponent),), factor.height)
        found = multiply(base, found, setting) if at_left else multiply(found, base, setting)
    return found


def _is_inverted_letter(factor: Factor) -> bool:
    constant = factor.exponent.is_constant and factor.exponent.constant < 0
    return constant and factor.expanded is None and "invertible" in factor.traits
