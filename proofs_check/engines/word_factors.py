"""The factors of products as they are written."""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.affine import UNIT
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import Word
from proofs_check.statement.terms import Apply, Term

MAX_REPEATED = 4


def product_factors(term: Term, setting: Setting) -> Word:
    """The factors of a product; empty where it is not a plain one."""
    if isinstance(term, Apply) and term.op == "matmul":
        left, right = product_factors(term.args[0], setting), product_factors(term.args[1], setting)
        return (*left, *right) if left and right else ()
    single = convert(term, setting.bare).single()
    if single is None or single[1] != 1 or single[0].scalars or len(single[0].word) != 1:
        return ()
    return single[0].word


def single_factors(word: Word) -> Word:
    """The word with small whole powers written out: A**2 as A @ A."""
    found: list[Word] = []
    for factor in word:
        count = factor.exponent.constant if factor.exponent.is_constant else 0
        known = 2 <= count <= MAX_REPEATED
        found.append((replace(factor, exponent=UNIT),) * int(count) if known else (factor,))
    return tuple(factor for part in found for factor in part)
