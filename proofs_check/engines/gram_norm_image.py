"""Scalar statements with a letter for every norm: what is inside is named by its normal form.

Numbers in front are taken out, transposes count as the same, rows and columns of a dyad apart. With complex letters only real
quantities are named (norms, moduli, spectral radii); whatever else may not be real has no image.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.affine import NONE, UNIT, Affine
from proofs_check.engines.gram_image import scalar_image
from proofs_check.engines.scalar_image import Namer, touches_matrices
from proofs_check.engines.word_algebra import transposed
from proofs_check.engines.word_factors import product_factors
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_setting import Setting, nonnegative, transposed_factor
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    Monomial,
    Scalars,
    Unsupported,
    Word,
    polynomial,
    word_key,
    word_term,
)
from proofs_check.goal import Goal
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import REAL, Domain
from proofs_check.statement.sorts import SCALAR, SortError, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Number,
    Quantified,
    Term,
    apply,
    number,
    rebuild,
)
from proofs_check.statement.text import text

ARITHMETIC = frozenset(("add", "sub", "neg", "mul", "div", "min", "max"))


class NormNamer(Namer):
    """Names norms and moduli as well. words, sums: what the named norms are norms of."""

    def __init__(self, setting: Setting, goal: Goal) -> None:
        super().__init__(setting, goal)
        self.words: dict[Term, Word] = {}
        self.sums: dict[Term, MatrixPolynomial] = {}

    def domain(self, atom: Term) -> Domain:
        """Real: only real quantities are named."""
        return REAL

    def statement(self, term: Term) -> Term:
        """The image of a statement about numbers. Raises Unsupported and TooLarge."""
        match term:
            case Compare(relation=relation, left=left, right=right):
                return self._comparison(relation, left, right)
            case Connective(parts=parts):
                return rebuild(term, tuple(self.statement(part) for part in parts))
            case Quantified():
                raise Unsupported("a quantifier among norms")
            case _:
                raise Unsupported(f"{text(term)} is no statement")

    def _comparison(self, relation: str, left: Term, right: Term) -> Term:
        try:
            return Compare(relation, self.scalar(left), self.scalar(right))
        except Unsupported:
            if relation not in ("==", "!=") or not self.setting.is_complex:
                raise
        gap = convert(apply("sub", left, right), self.setting)  # z == w says that |z - w| is 0
        return Compare(relation, self.norm(gap), ZERO)

    def scalar(self, term: Term) -> Term:
        """The image of a number. Raises Unsupported and TooLarge."""
        try:
            if sort_of(term, self.setting.scope) != SCALAR:
                raise Unsupported(f"{text(term)} is no number")
        except SortError as problem:
            raise Unsupported(str(problem)) from None
        match term:
            case Apply(op=("norm" | "abs"), args=(inner,)) if self._must_name(inner):
                return self.norm(convert(inner, self.setting))
            case Apply(op=op, args=args) if (op in ARITHMETIC and len(args) > 1) or op == "neg":
                return apply(op, *(self.scalar(arg) for arg in args))
            case Apply(op="pow", args=(base, exponent)) if self._is_whole(exponent):
                return _distributed(self.scalar(base), exponent)
        return self._real(term) if self.setting.is_complex else scalar_image(term, self.setting, self)

    def _is_whole(self, exponent: Term) -> bool:
        scope = self.setting.scope
        return is_integral(exponent, scope) and not touches_matrices(exponent, scope)

    def _must_name(self, inner: Term) -> bool:
        return self.setting.is_complex or touches_matrices(inner, self.setting.scope)

    def _real(self, term: Term) -> Term:
        """A real quantity of a goal with complex letters."""
        match term:
            case Number():
                return term
            case Letter(name=name) if not self.setting.scope.letters[name].is_complex:
                return term
            case Apply(op="spectral_radius"):
                single = convert(term, self.setting).single()
                if single is not None and len(single[0].scalars) == 1 and single[1] == 1:
                    return self.letter(single[0].scalars[0][0])
        raise Unsupported(f"{text(term)}, which may not be real")

    def norm(self, whole: MatrixPolynomial) -> Term:
        """The norm of a vector or matrix, the modulus of a number."""
        if not whole.terms:
            return ZERO
        if whole.is_scalar:
            return self._modulus(whole)
        front, rest = _taken_out(whole, self.setting)
        single = rest.single()
        inside = self._sum_norm(rest) if single is None else self.word_norm(single[0].word, rest.rows)
        return times([*self._moduli(*front), inside])

    def _sum_norm(self, rest: MatrixPolynomial) -> Term:
        turned = transposed(rest, self.setting)
        best = min((rest, turned), key=lambda one: text(one.term))
        atom = apply("norm", best.term)
        self.sums[atom] = best
        return self.letter(atom)

    def _modulus(self, number_part: MatrixPolynomial) -> Term:
        single = number_part.single()
        if single is None:
            return self._size(number_part.term)
        return times(self._moduli(single[0].scalars, single[1]))

    def _moduli(self, scalars: Scalars, value: Fraction) -> list[Term]:
        sizes = [as_power(self._size(base), exponent, self.setting) for base, exponent in scalars]
        return [*([] if abs(value) == 1 else [number(abs(value))]), *sizes]

    def _size(self, base: Term) -> Term:
        """|base| of a scalar in normal form."""
        if isinstance(base, Apply) and base.op == "matmul":
            factors = product_factors(base, self.setting)
            if factors:
                self.words[apply("abs", base) if self.setting.is_complex else base] = factors
        if self.setting.is_complex:
            return self.letter(base if _is_size(base) else apply("abs", base))
        return apply("abs", self.image(base))

    def is_size(self, image: Term) -> bool:
        """Whether an image is not negative by what it is: a norm, a modulus, a letter that is declared so."""
        match image:
            case Number(value=value):
                return value >= 0
            case Apply(op=("abs" | "sqrt")):
                return True
            case Apply(op=("add" | "mul" | "div"), args=args):
                return all(self.is_size(arg) for arg in args)
            case Apply(op="pow", args=(base, _)):
                return self.is_size(base)
            case Letter(name=name) if name in self.setting.scope.letters:
                low = self.setting.scope.letters[name].low
                return low is not None and isinstance(low.at, Number) and low.at.value >= 0
            case Letter(name=name):
                return any(known == name and _is_size(atom) for atom, known in self.names.items())
            case _:
                return False

    def factor_norm(self, factor: Factor) -> Term:
        """The norm of one factor."""
        if factor.expanded is not None and factor.exponent == UNIT:
            return self.norm(factor.expanded)
        return self.word_norm((factor,), factor.height)

    def word_norm(self, word: Word, size: Term) -> Term:
        """The norm of a product; `size` is that of the identity, where the product is empty."""
        pieces = [_without_isometries(piece) for piece in _dyads(word)]
        return times([self._piece_norm(piece, size) for piece in pieces])

    def _piece_norm(self, word: Word, size: Term) -> Term:
        if not word:
            return self.letter(apply("norm", apply("identity", size)))
        if len(word) == 1 and "unit" in word[0].traits:
            return ONE
        if word[0].height == ONE and word[-1].width == ONE:
            return self._modulus(convert(word_term(word), self.setting))
        turned = tuple(transposed_factor(factor) for factor in reversed(word))
        best = min((word, turned), key=word_key)
        atom = apply("norm", word_term(best))
        self.words[atom] = best
        return self.letter(atom)


def _is_size(base: Term) -> bool:
    return isinstance(base, Apply) and base.op in ("norm", "abs", "spectral_radius")


def _dyads(word: Word) -> list[Word]:
    """A column times a row apart: the norm of the dyad is the product of theirs."""
    for place in range(1, len(word)):
        if word[place - 1].width == ONE:
            return [word[:place], *_dyads(word[place:])]
    return [word]


def _without_isometries(word: Word) -> Word:
    """The product without orthogonal factors at its ends, which keep the norm; one factor stays."""
    while len(word) > 1 and "orthogonal" in word[0].traits:
        word = word[1:]
    while len(word) > 1 and "orthogonal" in word[-1].traits:
        word = word[:-1]
    return word


def _taken_out(
    whole: MatrixPolynomial, setting: Setting
) -> tuple[tuple[Scalars, Fraction], MatrixPolynomial]:
    """Powers of scalars that all terms share and the first coefficient, and what is left."""
    if any(monomial.binders for monomial, _ in whole.terms):
        return ((), Fraction(1)), whole
    lead = whole.terms[0][1]
    atoms = dict.fromkeys(atom for monomial, _ in whole.terms for atom, _ in monomial.scalars)
    shared = tuple((atom, _least(atom, whole, setting)) for atom in atoms)
    front = tuple((atom, exponent) for atom, exponent in shared if exponent != NONE)
    terms = {}
    for monomial, value in whole.terms:
        scalars = dict(monomial.scalars)
        for atom, exponent in front:
            scalars[atom] = scalars.get(atom, NONE) - exponent
        kept = tuple(
            sorted(((a, e) for a, e in scalars.items() if e != NONE), key=lambda pair: text(pair[0]))
        )
        terms[Monomial((), kept, monomial.word)] = value / lead
    return (front, lead), polynomial(whole.rows, whole.columns, terms)


def _least(atom: Term, whole: MatrixPolynomial, setting: Setting) -> Affine:
    """The least exponent of an atom in the terms, where it is known; else 0, which takes nothing out."""
    found = [dict(monomial.scalars).get(atom, NONE) for monomial, _ in whole.terms]
    for exponent in dict.fromkeys(found):
        if all(other == exponent or nonnegative(other - exponent, setting) for other in found):
            return exponent
    return NONE


def _distributed(base: Term, exponent: Term) -> Term:
    """A whole power of a product or a quotient, factor by factor."""
    if isinstance(base, Apply) and base.op in ("mul", "div"):
        return apply(base.op, *(_distributed(part, exponent) for part in base.args))
    return apply("pow", base, exponent)


def as_power(base: Term, exponent: Affine, setting: Setting) -> Term:
    """base ** exponent; a denominator where the exponent is known not to be positive."""
    if exponent == UNIT:
        return base
    if exponent == NONE:
        return ONE
    if nonnegative(exponent, setting) or not nonnegative(-exponent, setting):
        return _distributed(base, exponent.term)
    return apply("div", ONE, as_power(base, -exponent, setting))


def times(parts: list[Term]) -> Term:
    """The product of numbers."""
    kept = [part for part in parts if part != ONE] or [ONE]
    result = kept[0]
    for part in kept[1:]:
        result = apply("mul", result, part)
    return result
