"""Minkowski's inequality, with an exponent that may be a letter: N = sum_i A_i**(1/p) against X**(1/p), where

    X = sum_k (m_1k + m_2k + ...)**p,    A_i = sum_k m_ik**p,    m_ik > 0

X**(1/p) <= N for p >= 1, and X**(1/p) >= N for p <= 1, p != 0: in the weights A_i**(1/p)/N Jensen's inequality for t**p gives
(sum_i m_ik/N)**p against sum_i m_ik**p/A_i * A_i**(1/p)/N for every k, and these add up to 1. Terms may have weights, and sums any length.

Certificate: the matched terms and the sign of p - 1. Reference: Hardy, Littlewood and Polya, Inequalities, theorem 24.
"""

from __future__ import annotations

from itertools import combinations, permutations

from proofs_check.engines import hoelder
from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_terms import minus, negate, over, plus, times
from proofs_check.engines.continuity import opened
from proofs_check.engines.hoelder import differ, reduced
from proofs_check.engines.majorants_of_sizes import majorant
from proofs_check.engines.power_products import NoProduct, PowerSum, Product, Reader, oriented
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ONE, ZERO, Compare, Term
from proofs_check.statement.text import text

ENGINE = "norms of sums"
MAX_ROWS = 4

Power = tuple[PowerSum, Term, Product]
"""(A, exponent, factor): factor * A**exponent."""


def applies(goal: Goal) -> bool:
    """Whether an order of real numbers has a power of a sum whose exponent is no whole number."""
    return hoelder.applies(goal)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the inequality as one instance of Minkowski's; it never refutes."""
    sides = oriented(goal)
    if sides is None:
        return undecided(ENGINE, "")
    lower, upper, strict = sides
    reader = Reader(opened(goal), prove)
    for smaller in dict.fromkeys((majorant(lower, reader), lower)):
        if smaller is None:
            continue
        try:
            margin = reduced(reader.joined(reader.read(upper), reader.read(smaller), -1), reader)
        except NoProduct:
            continue
        found = _by_rows(margin, strict, reader)
        if found is not None:
            return proved(ENGINE, found[:500], "certificate", reader.answers())
    return undecided(ENGINE, "no sums of norms are seen")


def _by_rows(margin: Product, strict: bool, reader: Reader) -> str | None:
    sums = [atom for atom in margin if isinstance(atom, PowerSum)]
    if len(sums) != 2:
        return None
    for total, whole in (sums, sums[::-1]):
        if total.ends is None and 2 <= len(total.terms) <= MAX_ROWS:
            found = _norms(margin, total, whole, strict, reader)
            if found is not None:
                return found
    return None


def _norms(margin: Product, total: PowerSum, whole: PowerSum, strict: bool, reader: Reader) -> str | None:
    """total: N. whole: X. The margin is scale*(log N - log(X)/p), and a rest that becomes weights of the terms of X."""
    norms = [_power(one) for one in total.products()]
    columns = [_power(one) for one in whole.products()]
    if columns[0] is None or any(one is None or one[0].ends != whole.ends for one in norms):
        return None
    scale, exponent = margin[total], columns[0][1]
    if not reader.is_zero(plus(times(margin[whole], exponent), scale)):
        return None
    if not _is_bent(scale, exponent, reader):
        return None
    rest: Product = {atom: one for atom, one in margin.items() if not isinstance(atom, PowerSum)}
    weight = reader.raised(rest, _tidy(negate(over(exponent, scale)), reader))
    rows = _rows(norms, columns, exponent, weight, reader)
    if rows is None or (strict and not _is_strict(rows, exponent, reader)):
        return None
    return f"norms with the exponent {text(exponent)} of the summands of {text(whole.written)}"


def _is_bent(scale: Term, exponent: Term, reader: Reader) -> bool:
    """Whether N is the greater side and p >= 1, or the smaller one and p <= 1, p != 0."""
    for sign, bend in ((">", ">="), ("<", "<=")):
        if reader.holds(Compare(sign, scale, ZERO)):
            return reader.holds(Compare(bend, exponent, ONE)) and reader.holds(Compare("!=", exponent, ZERO))
    return False


def _tidy(term: Term, reader: Reader) -> Term:
    return tidy(term, reader.goal.scope)


def _power(one: Product) -> Power | None:
    """The product as a power of its only sum, times other factors."""
    sums = [atom for atom in one if isinstance(atom, PowerSum)]
    if len(sums) != 1:
        return None
    return sums[0], one[sums[0]], {atom: own for atom, own in one.items() if atom != sums[0]}


def _rows(
    norms: list[Power | None], columns: list[Power | None], exponent: Term, weight: Product, reader: Reader
) -> list[list[Product]] | None:
    """The m_ik, row by row, where the sums A_i have the m_ik**p, times the weights, as their terms; None where they do not.

    A sum of any length has one column, and then so have the A_i, over the same range.
    """
    left = _norm_terms(norms, exponent, reader)
    if left is None or any(len(terms) != len(columns) for terms in left):
        return None
    rows: list[list[Product]] = [[] for _ in norms]
    for column in columns:
        if column is None or not reader.is_zero(_tidy(minus(column[1], exponent), reader)):
            return None
        entries = _placed(column[0], reader.joined(column[2], weight, 1), left, exponent, reader)
        if entries is None:
            return None
        for row, entry in zip(rows, entries, strict=True):
            row.append(entry)
    return rows


def _norm_terms(norms: list[Power | None], exponent: Term, reader: Reader) -> list[list[Product]] | None:
    """The terms of every A_i, the factor of A_i**(1/p) put into them."""
    found: list[list[Product]] = []
    for one in norms:
        if one is None or not reader.is_zero(_tidy(minus(times(one[1], exponent), ONE), reader)):
            return None
        factor = reader.raised(one[2], exponent)
        found.append([reader.joined(term, factor, 1) for term in one[0].products()])
    return found


def _placed(
    column: PowerSum, weight: Product, left: list[list[Product]], exponent: Term, reader: Reader
) -> tuple[Product, ...] | None:
    """The summands of a column in the order of the rows; their powers are taken off the terms that are left."""
    if column.ends is not None or len(column.terms) != len(left):
        return None
    for entries in permutations(column.products()):
        wanted = [reader.joined(reader.raised(entry, exponent), weight, 1) for entry in entries]
        places = [_place(one, terms, reader) for one, terms in zip(wanted, left, strict=True)]
        if all(place is not None for place in places):
            for terms, place in zip(left, places, strict=True):
                assert place is not None
                terms.pop(place)
            return entries
    return None


def _place(wanted: Product, terms: list[Product], reader: Reader) -> int | None:
    alike = (k for k, one in enumerate(terms) if not reduced(reader.joined(wanted, one, -1), reader))
    return next(alike, None)


def _is_strict(rows: list[list[Product]], exponent: Term, reader: Reader) -> bool:
    """p is not 1, and two rows are not proportional."""
    if not reader.holds(Compare("!=", exponent, ONE)):
        return False
    return any(differ(tuple(one), tuple(two), reader) for one, two in combinations(rows, 2))
