"""Polynomials that a square matrix satisfies by the rules of the hypotheses, with scalars of the claim as coefficients.

P @ P == P gives X**2 - (2 + c)*X + (1 + c)*I == 0 for X = I + c*P. The powers of X are written in normal form until one of them
depends on those before it; every scalar in front of a word counts as a letter of its own, so that the relation
w0*I + w1*X + ... + wk*X**k == 0 holds for all their values, with polynomials wj without a common factor. It is multiplied out again
before it is used.

Reference: Horn and Johnson, Matrix Analysis, section 3.3 (minimal polynomials).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from proofs_check.engines.affine import Affine
from proofs_check.engines.word_algebra import multiply
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import (
    MatrixPolynomial,
    Monomial,
    Scalars,
    Unsupported,
    Word,
    scalars_term,
    word_polynomial,
)
from proofs_check.statement.terms import ONE, ZERO, Term, apply

MAX_DEGREE = 4
MAX_WORDS = 24
MAX_ATOMS = 6

Row = list[fmpq_mpoly]


@dataclass(frozen=True)
class Relation:
    """weights[0]*I + weights[1]*X + ... == 0; the powers are I, X, X**2, ... up to the one before the last."""

    weights: tuple[Term, ...]
    powers: tuple[MatrixPolynomial, ...]

    @property
    def inverse(self) -> Term:
        """inv(X), where weights[0] is not zero: -(weights[1]*I + weights[2]*X + ...)/weights[0]."""
        total: Term | None = None
        for weight, power in zip(self.weights[1:], self.powers, strict=True):
            if weight == ZERO:
                continue
            part = apply("mul", apply("div", apply("neg", weight), self.weights[0]), power.term)
            total = part if total is None else apply("add", total, part)
        assert total is not None, "a relation of its constant term alone"
        return total


def relation(found: MatrixPolynomial, setting: Setting) -> Relation | None:
    """The relation of least degree between the powers of a square matrix. Raises Unsupported and TooLarge."""
    if found.rows != found.columns or found.is_scalar or not found.terms:
        return None
    powers = [word_polynomial((), found.rows)]
    for _ in range(MAX_DEGREE):
        powers.append(multiply(powers[-1], found, setting))
        if any(monomial.binders for monomial, _ in powers[-1].terms):
            raise Unsupported("a sum over an index")
        atoms = _atoms(powers)
        words = {monomial.word for power in powers for monomial, _ in power.terms}
        if len(atoms) > MAX_ATOMS or len(words) > MAX_WORDS:
            return None
        weights = _dependence(powers, atoms)
        if weights is not None:
            return Relation(tuple(_written(one, atoms) for one in weights), tuple(powers[:-1]))
    return None


def _atoms(powers: list[MatrixPolynomial]) -> tuple[Term, ...]:
    """What the coefficients are polynomials in."""
    scalars = (pair for power in powers for monomial, _ in power.terms for pair in monomial.scalars)
    return tuple(dict.fromkeys(_base(*pair) for pair in scalars))


def _base(atom: Term, exponent: Affine) -> Term:
    """An atom with an exponent that is no number is one letter together with it."""
    return atom if exponent.is_constant else apply("pow", atom, exponent.term)


def _dependence(powers: list[MatrixPolynomial], atoms: tuple[Term, ...]) -> Row | None:
    """Polynomials without a common factor, the last one not 0, with which the powers add up to zero."""
    ring = fmpq_mpoly_ctx.get([f"a{place}" for place in range(max(len(atoms), 1))], "lex")
    words = dict.fromkeys(monomial.word for power in powers for monomial, _ in power.terms)
    rows = [_coefficients(word, powers, atoms, ring) for word in words]
    weights = _kernel(rows, len(powers), ring)
    if weights is None:
        return None
    for row in rows:
        total = ring.constant(0)
        for weight, entry in zip(weights, row, strict=True):
            total += weight * entry
        if not total.is_zero():
            raise ArithmeticError("the relation between powers does not hold")
    return weights


def _coefficients(
    word: Word, powers: list[MatrixPolynomial], atoms: tuple[Term, ...], ring: fmpq_mpoly_ctx
) -> Row:
    """What stands before the word in every power, times powers of the atoms that clear negative exponents."""
    listed = [[(_exponents(m, atoms), c) for m, c in power.terms if m.word == word] for power in powers]
    least = [
        min((exponents[place] for terms in listed for exponents, _ in terms), default=0)
        for place in range(len(atoms))
    ]
    row: Row = []
    for terms in listed:
        summed: dict[tuple[int, ...], fmpq] = {}
        for exponents, value in terms:
            key = tuple(own - low for own, low in zip(exponents, least, strict=True)) or (0,)
            summed[key] = summed.get(key, fmpq(0)) + fmpq(value.numerator, value.denominator)
        row.append(ring.from_dict(summed))
    return row


def _exponents(monomial: Monomial, atoms: tuple[Term, ...]) -> tuple[int, ...]:
    own: dict[Term, int] = {}
    for atom, exponent in monomial.scalars:
        base = _base(atom, exponent)
        own[base] = own.get(base, 0) + (exponent.constant if exponent.is_constant else 1)
    return tuple(own.get(atom, 0) for atom in atoms)


def _kernel(rows: list[Row], width: int, ring: fmpq_mpoly_ctx) -> Row | None:
    """A vector that all rows annihilate, its last entry not 0; None where the columns are independent. No divisions by polynomials that may vanish."""
    work = [_primitive(row) for row in rows]
    pivots: list[tuple[int, Row]] = []
    for column in range(width - 1):
        place = next((i for i, row in enumerate(work) if not row[column].is_zero()), None)
        if place is None:
            return (
                None  # the columns before the last are independent: a smaller relation was looked for before
            )
        pivot = work.pop(place)
        work = [_reduced(row, pivot, column) for row in work]
        pivots = [(at, _reduced(row, pivot, column)) for at, row in pivots]
        pivots.append((column, pivot))
    if any(not row[-1].is_zero() for row in work):
        return None
    last = ring.constant(1)
    for column, row in pivots:
        last *= row[column]
    weights = [-row[-1] * last / row[column] for column, row in pivots]
    return _primitive([*weights, last])


def _reduced(row: Row, pivot: Row, column: int) -> Row:
    return _primitive(
        [pivot[column] * own - row[column] * other for own, other in zip(row, pivot, strict=True)]
    )


def _primitive(row: Row) -> Row:
    """The row without the greatest common factor of its entries."""
    common = None
    for entry in row:
        common = entry if common is None else common.gcd(entry)
    if common is None or common.is_zero() or common.is_constant():
        return row
    return [entry / common for entry in row]


def _written(poly: fmpq_mpoly, atoms: tuple[Term, ...]) -> Term:
    total: Term | None = None
    terms: Mapping[tuple[int, ...], fmpq] = poly.to_dict()
    for exponents, value in terms.items():
        pairs = zip(atoms, exponents, strict=False)
        scalars: Scalars = tuple((atom, Affine(int(power))) for atom, power in pairs if power)
        part = scalars_term(scalars, Fraction(int(value.p), int(value.q))) or ONE
        total = part if total is None else apply("add", total, part)
    return ZERO if total is None else total
