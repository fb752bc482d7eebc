"""Squares and pairings that take the equations among the hypotheses, or two forms together, to be seen.

With P @ P == P and P.T == P the square of x - P @ x is x.T x - x.T P x; with A.T == -A the square of A @ x is -x.T A A x. For a positive
definite M the pairing of inv(M) @ b with x in the scalar product of M is b.T x.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines import matrix_facts as table
from proofs_check.engines.matrix_facts import Instance
from proofs_check.engines.word_factors import product_factors, single_factors
from proofs_check.engines.word_setting import Setting, transposed_factor
from proofs_check.engines.word_terms import Factor, Word, word_term
from proofs_check.statement.terms import Apply, Term, apply

MAX_FORMS = 6


def ruled_squares(setting: Setting, atoms: tuple[Term, ...]) -> Iterator[Instance]:
    """The squares of the two halves of every scalar product that is named, and of their sum and difference."""
    for atom in atoms:
        if not isinstance(atom, Apply) or atom.op != "matmul":
            continue
        word = single_factors(product_factors(atom, setting))
        for place in range(1, len(word)):
            u = word_term(turned(word[:place]))
            v = word_term(word[place:])
            yield table.SQUARE_IS_NONNEGATIVE, {"v": v}
            if u != v:
                yield table.SQUARE_IS_NONNEGATIVE, {"v": apply("sub", u, v)}
                yield table.SQUARE_IS_NONNEGATIVE, {"v": apply("add", u, v)}


def turned(word: Word) -> Word:
    """The transpose of a word."""
    return tuple(transposed_factor(factor) for factor in reversed(word))


def inverse_pairs(setting: Setting, atoms: tuple[Term, ...]) -> Iterator[Instance]:
    """(b.T @ x)**2 <= b.T @ inv(M) @ b * x.T @ M @ x for the forms of M and of inv(M) that are named, M positive definite."""
    forms = [form for atom in atoms for form in _form(atom, setting)][:MAX_FORMS]
    for middle, vector in forms:
        for other, image in forms:
            if _is_inverse(middle, other):
                u = word_term((replace(middle, exponent=-middle.exponent), *image))
                if u != word_term(vector):
                    yield table.CAUCHY_SCHWARZ_OF_PSD, {"H": middle.term, "u": u, "v": word_term(vector)}


def _form(atom: Term, setting: Setting) -> Iterator[tuple[Factor, Word]]:
    """(M, y) of y.T @ M @ y with M positive definite."""
    word = product_factors(atom, setting) if isinstance(atom, Apply) and atom.op == "matmul" else ()
    half = len(word) // 2
    if len(word) % 2 and half and turned(word) == word and "spd" in word[half].traits:
        yield word[half], word[half + 1 :]


def _is_inverse(one: Factor, two: Factor) -> bool:
    return one.base == two.base and one.exponent == -two.exponent
