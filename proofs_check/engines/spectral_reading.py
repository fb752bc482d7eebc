"""Differences of forms and traces, taken apart into sums over eigenvalues (see `word_spectral.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from proofs_check.engines.affine import Affine
from proofs_check.engines.word_algebra import multiply
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_setting import Setting, commute
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    Monomial,
    Unsupported,
    Word,
    atom,
    scalars_term,
)
from proofs_check.goal import Goal, Prover
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
)

ENGINE = "eigenvalues"
TURNED = {"<=": ">=", "<": ">", ">=": "<=", ">": "<", "==": "=="}


@dataclass(frozen=True)
class Reading:
    """D as sums: `linear` and `products` are (coefficient, functions of an index), one or two functions each.

    apart: what is added and is no sum over the indices.
    """

    linear: tuple[tuple[Term, Word], ...]
    products: tuple[tuple[Term, Word, Word], ...]
    vectors: frozenset[Term]
    matrices: tuple[Factor, ...]
    apart: tuple[Term, ...] = ()


def is_sum(term: Term) -> bool:
    """Whether an atom is a form or a trace."""
    return isinstance(term, Apply) and term.op in ("matmul", "trace")


def without_denominators(
    gap: MatrixPolynomial, goal: Goal, setting: Setting, prove: Prover
) -> MatrixPolynomial:
    """The difference times forms, traces and sizes that stand in denominators, once they are proved positive."""
    sizes = {size for _, domain in goal.letters for size in domain.size if isinstance(size, Letter)}
    for _ in range(4):
        below = [
            (term, power)
            for monomial, _ in gap.terms
            for term, power in monomial.scalars
            if power.is_constant and power.constant < 0 and (is_sum(term) or term in sizes)
        ]
        if not below:
            return gap
        term, power = below[0]
        if not prove(goal.concluding(Compare(">", term, ZERO))).proved:
            raise Unsupported("a denominator whose sign is not known")
        gap = multiply(atom(term, -power), gap, setting)
    raise Unsupported("too many denominators")


def read(gap: MatrixPolynomial, setting: Setting) -> Reading:
    """Takes D apart. Raises Unsupported."""
    linear: list[tuple[Term, Word]] = []
    products: list[tuple[Term, Word, Word]] = []
    free: list[tuple[Monomial, Fraction]] = []
    for monomial, value in gap.terms:
        if monomial.binders or monomial.word:
            raise Unsupported("sums over an index")
        words = [word for pair in monomial.scalars if is_sum(pair[0]) for word in _words(pair, setting)]
        rest = tuple(pair for pair in monomial.scalars if not is_sum(pair[0]))
        coefficient = scalars_term(rest, value) or ONE
        if len(words) == 1:
            linear.append((coefficient, words[0]))
        elif len(words) == 2:
            products.append((coefficient, words[0], words[1]))
        elif words:
            raise Unsupported("a product of three sums")
        else:
            free.append((monomial, value))
    words_seen = [word for _, word in linear] + [word for _, *both in products for word in both]
    sizes = {factor.rows for word in words_seen for factor in word if factor.rows != ONE}
    factors = tuple(dict.fromkeys(f for word in words_seen for f in letters_of(word) if f.rows == f.columns))
    vectors = frozenset(f.base for word in words_seen for f in word if f.rows != f.columns)
    if len(sizes) != 1:
        raise Unsupported("no form or trace of one size")
    size = sizes.pop()
    apart: list[Term] = []
    for monomial, value in free:
        coefficient, count = _without_size(monomial, value, size)
        if count == 1:
            linear.append((coefficient, ()))
        elif count == 2:
            products.append((coefficient, (), ()))
        elif count == 0 and not vectors:
            apart.append(coefficient)
        else:
            raise Unsupported("a term that is no sum over the eigenvalues")
    check_family(factors, setting)
    if products and not vectors:
        linear, products = _with_sizes(linear, products, size)
    return Reading(tuple(linear), tuple(products), vectors, factors, tuple(apart))


def _with_sizes(
    linear: list[tuple[Term, Word]], products: list[tuple[Term, Word, Word]], size: Term
) -> tuple[list[tuple[Term, Word]], list[tuple[Term, Word, Word]]]:
    """n times a sum, read as a product of two sums where products of others are there too."""
    kept: list[tuple[Term, Word]] = []
    for coefficient, word in linear:
        rest = _divided(coefficient, size)
        if rest is None:
            kept.append((coefficient, word))
        else:
            products.append((rest, word, ()))
    return kept, products


def _divided(coefficient: Term, size: Term) -> Term | None:
    """c of c*n, read off a product."""
    if coefficient == size:
        return ONE
    if isinstance(coefficient, Apply) and coefficient.op == "mul":
        left, right = coefficient.args
        for part, other in ((left, right), (right, left)):
            rest = _divided(part, size)
            if rest is not None:
                return apply("mul", rest, other)
    return None


def _without_size(monomial: Monomial, value: Fraction, size: Term) -> tuple[Term, int]:
    """(c, k) of c*n**k."""
    if isinstance(size, Number):
        factor = value / size.value
        return scalars_term(monomial.scalars, factor) or ONE, 1
    count = 0
    rest = []
    for term, power in monomial.scalars:
        if term == size and power.is_constant:
            count = power.constant
        else:
            rest.append((term, power))
    return scalars_term(tuple(rest), value) or ONE, count


def _words(pair: tuple[Term, Affine], setting: Setting) -> list[Word]:
    """The word of a form or trace, once or twice by its exponent."""
    term, power = pair
    if not power.is_constant or power.constant not in (1, 2):
        raise Unsupported("a power of a form")
    assert isinstance(term, Apply)
    inner = term.args[0] if term.op == "trace" else term
    word = factors_of(inner, setting)
    ends = (word[0].height, word[-1].width) if word else (None, None)
    if (term.op == "matmul") != (ends == (ONE, ONE)):
        raise Unsupported("no form of two vectors")
    if any(factor.rows != factor.columns for factor in (word if term.op == "trace" else word[1:-1])):
        raise Unsupported("a factor that is not square")
    return [word] * power.constant


def factors_of(term: Term, setting: Setting) -> Word:
    """The factors of a product as they are written."""
    if isinstance(term, Apply) and term.op == "matmul":
        return (*factors_of(term.args[0], setting), *factors_of(term.args[1], setting))
    single = convert(term, setting).single()
    if single is None or single[1] != 1 or single[0].scalars or len(single[0].word) != 1:
        raise Unsupported("a product that is not plain")
    return single[0].word


def letters_of(word: Word) -> Iterator[Factor]:
    """The square factors, those inside of sums too."""
    for factor in word:
        if factor.expanded is None:
            yield Factor(factor.base, factor.rows, factor.columns, traits=factor.traits)
        else:
            for monomial, _ in factor.expanded.terms:
                if any(inner.rows != inner.columns for inner in monomial.word):
                    raise Unsupported("a product of factors that are not square")
                yield from letters_of(monomial.word)


def check_family(factors: tuple[Factor, ...], setting: Setting) -> None:
    if not factors or any("symmetric" not in factor.traits for factor in factors):
        raise Unsupported("a matrix that is not symmetric")
    if not all(commute(one, two, setting) for one, two in combinations(factors, 2)):
        raise Unsupported("matrices that need not commute")
