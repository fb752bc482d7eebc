"""Words: products of matrices and vectors of any size, and sums of them.

A polynomial is a sum of `rational * sums over whole numbers * scalar atoms * word`. A word is a product of factors, a
factor a power of a letter (or of its transpose, or of a sum that has no shorter name). Every scalar product such as
`u.T @ M @ v` is an atom among the scalars.

Notation: a binder (k, N) stands for the sum over k = 0, ..., N; an atom is a scalar term with a whole exponent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from proofs_check.engines.affine import UNIT, Affine
from proofs_check.statement.terms import ONE, ZERO, Letter, Number, Sum, Term, apply, binder, walk
from proofs_check.statement.text import text

MAX_TERMS = 1_500


class TooLarge(Exception):
    """A polynomial grew past MAX_TERMS; nothing is decided then."""


class Unsupported(Exception):
    """A term that words cannot write; the message says which."""


@dataclass(frozen=True)
class Factor:
    """`base ** exponent`, of the transposed base where `transposed`; rows and columns are those of the base.

    traits: what is known of the base: 'symmetric', 'diagonal', 'orthogonal', 'invertible', 'psd', 'spd', 'unit'.
    expanded: the polynomial that a base without a shorter name stands for.
    """

    base: Term
    rows: Term
    columns: Term
    transposed: bool = False
    exponent: Affine = UNIT
    traits: frozenset[str] = field(default=frozenset(), compare=False)
    expanded: MatrixPolynomial | None = field(default=None, compare=False)

    @property
    def height(self) -> Term:
        return self.columns if self.transposed else self.rows

    @property
    def width(self) -> Term:
        return self.rows if self.transposed else self.columns

    @property
    def square(self) -> bool:
        return self.rows == self.columns

    @cached_property
    def term(self) -> Term:
        """The factor as a term; negative exponents are written with inv."""
        base = apply("transpose", self.base) if self.transposed else self.base
        if self.exponent == UNIT:
            return base
        if self.exponent.is_constant and self.exponent.constant < 0:
            inverse = apply("inv", base)
            return inverse if self.exponent.constant == -1 else apply("pow", inverse, (-self.exponent).term)
        return apply("pow", base, self.exponent.term)

    @cached_property
    def key(self) -> str:
        return text(self.term)


Word = tuple[Factor, ...]
Scalars = tuple[tuple[Term, Affine], ...]
Binders = tuple[tuple[str, Affine], ...]


@dataclass(frozen=True)
class Monomial:
    """Sums over the binders of the product of the scalars and the word. The empty word is the identity (or 1)."""

    binders: Binders = ()
    scalars: Scalars = ()
    word: Word = ()

    @cached_property
    def key(self) -> tuple[str, str, str]:
        ends = ";".join(f"{name}:{text(end.term)}" for name, end in self.binders)
        scalars = ";".join(f"{text(atom)}^{text(power.term)}" for atom, power in self.scalars)
        return (word_key(self.word), ends, scalars)


@dataclass(frozen=True)
class MatrixPolynomial:
    """A sum of monomials with rational coefficients, all of one shape; the terms are in the order of their keys."""

    rows: Term
    columns: Term
    terms: tuple[tuple[Monomial, Fraction], ...] = ()

    @property
    def is_scalar(self) -> bool:
        return self.rows == ONE and self.columns == ONE

    @property
    def term(self) -> Term:
        """The polynomial as a term of the statement language."""
        return polynomial_term(self)

    def single(self) -> tuple[Monomial, Fraction] | None:
        """The only monomial, where there is one and it is no sum over binders."""
        return self.terms[0] if len(self.terms) == 1 and not self.terms[0][0].binders else None


def polynomial(rows: Term, columns: Term, terms: Mapping[Monomial, Fraction]) -> MatrixPolynomial:
    """The polynomial of the given terms. Raises TooLarge."""
    kept = [(monomial, value) for monomial, value in terms.items() if value]
    if len(kept) > MAX_TERMS:
        raise TooLarge(f"more than {MAX_TERMS} products")
    return MatrixPolynomial(rows, columns, tuple(sorted(kept, key=lambda item: item[0].key)))


def constant(value: Fraction | int) -> MatrixPolynomial:
    """The scalar polynomial of a number."""
    return polynomial(ONE, ONE, {Monomial(): Fraction(value)})


def atom(term: Term, exponent: Affine = UNIT) -> MatrixPolynomial:
    """The scalar polynomial `term ** exponent` of an atom."""
    return polynomial(ONE, ONE, {Monomial(scalars=((term, exponent),)): Fraction(1)})


def word_polynomial(word: Word, size: Term) -> MatrixPolynomial:
    """The polynomial of one word that needs no reduction; `size` is the size of the identity."""
    rows, columns = (word[0].height, word[-1].width) if word else (size, size)
    return polynomial(rows, columns, {Monomial(word=word): Fraction(1)})


def word_key(word: Word) -> str:
    return " @ ".join(factor.key for factor in word)


def word_term(word: Word) -> Term:
    """The product, from the left. The word must not be empty."""
    result = word[0].term
    for factor in word[1:]:
        result = apply("matmul", result, factor.term)
    return result


def scalars_term(scalars: Scalars, value: Fraction) -> Term | None:
    """The product of the atoms and the number; None for 1. Negative exponents become a denominator."""
    above: list[Term] = []
    below: list[Term] = []
    for base, exponent in scalars:
        negative = exponent.is_constant and exponent.constant < 0
        power = -exponent if negative else exponent
        (below if negative else above).append(base if power == UNIT else apply("pow", base, power.term))
    if value != 1 or (below and not above):
        above.insert(0, Number(value))
    if not above:
        return None
    top = _multiplied(above)
    return apply("div", top, _multiplied(below)) if below else top


def _multiplied(parts: list[Term]) -> Term:
    result = parts[0]
    for part in parts[1:]:
        result = apply("mul", result, part)
    return result


def monomial_term(monomial: Monomial, value: Fraction, rows: Term, columns: Term) -> Term:
    """The monomial as a term of the shape `rows` by `columns`."""
    scalar = scalars_term(monomial.scalars, value)
    scalar_shape = rows == ONE and columns == ONE
    if scalar_shape:
        inner = scalar or ONE
    else:
        word = word_term(monomial.word) if monomial.word else apply("identity", rows)
        inner = word if scalar is None else apply("mul", scalar, word)
    for name, end in reversed(monomial.binders):
        inner = Sum("sum", name, inner, ZERO, end.term)
    return inner


def polynomial_term(found: MatrixPolynomial) -> Term:
    """The sum of the monomials; a zero matrix is written `zeros`."""
    if not found.terms:
        return ZERO if found.is_scalar else apply("zeros", found.rows, found.columns)
    parts = [monomial_term(monomial, value, found.rows, found.columns) for monomial, value in found.terms]
    result = parts[0]
    for part in parts[1:]:
        result = apply("add", result, part)
    return result


def bound_names(term: Term) -> frozenset[str]:
    """The letters that sums, limits and quantifiers inside the term bind."""
    names = (binder(node) for node in walk(term))
    return frozenset(name for name in names if name is not None)


def all_names(terms: Iterable[Term]) -> frozenset[str]:
    """Every letter that occurs, free or bound."""
    found: set[str] = set()
    for term in terms:
        for node in walk(term):
            if isinstance(node, Letter):
                found.add(node.name)
            bound = binder(node)
            if bound is not None:
                found.add(bound)
    return frozenset(found)
