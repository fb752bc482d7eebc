"""Sums of polynomials in the index times powers of numbers, by an antidifference.

Notation: k is the index, a and b the ends, z the base of a power.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import TYPE_CHECKING

from proofs_check.recheck import complexes, functions
from proofs_check.recheck import growth_functions as gf
from proofs_check.recheck.complexes import Number, decided
from proofs_check.recheck.growth import UNIT, Expansion, add, constant, mul, outgrows, scaled, single, sub
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.place import is_whole
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import Apply, Letter, Sum, Term, free_letters
from proofs_check.statement.terms import Number as Literal

if TYPE_CHECKING:
    from proofs_check.recheck.expand import Expander

ONE = Fraction(1)
MAX_TERMS = 40
MAX_DEGREE = 8
Part = tuple[int, Number, Expansion]
"""(j, z, c) for c*k**j*z**k."""


def by_antidifference(term: Sum, low: Expansion, high: Expansion, expander: Expander) -> Expansion:
    """The sum of k**j*z**k is q(b + 1)*z**(b + 1) - q(a)*z**a where z*q(k + 1) - q(k) = k**j."""
    after = add(high, constant(ONE))
    found = Expansion(())
    for j, z, c in parts_of(term.body, term.letter, expander):
        q = _antidifference(j, z)
        ends = [mul(_polynomial(q, x), _power_at(z, x, expander)) for x in (after, low)]
        found = add(found, mul(c, sub(ends[0], ends[1])))
    return found


def _antidifference(j: int, z: Number) -> list[Number]:
    """The coefficients of q, from degree 0 on."""
    if complexes.equal(z, ONE):
        q: list[Number] = [Fraction(0)] * (j + 2)
        left: list[Number] = [Fraction(int(i == j)) for i in range(j + 1)]
        for i in range(j, -1, -1):
            q[i + 1] = complexes.div(left[i], Fraction(i + 1))
            for m in range(i + 1):
                left[m] = complexes.sub(left[m], complexes.mul(q[i + 1], Fraction(comb(i + 1, m))))
        return q
    q = [Fraction(0)] * (j + 1)
    left = [Fraction(int(i == j)) for i in range(j + 1)]
    below = complexes.sub(z, ONE)
    for i in range(j, -1, -1):
        q[i] = complexes.div(left[i], below)
        for m in range(i):
            left[m] = complexes.sub(left[m], complexes.mul(complexes.mul(z, q[i]), Fraction(comb(i, m))))
    return q


def _polynomial(coefficients: list[Number], x: Expansion) -> Expansion:
    found = Expansion(())
    for c in reversed(coefficients):
        found = add(mul(found, x), constant(c))
    return found


def _power_at(z: Number, x: Expansion, expander: Expander) -> Expansion:
    if complexes.equal(z, ONE):
        return constant(ONE)
    bound = x.bound()
    if bound is None or outgrows(bound, UNIT) <= 0:
        if x.is_nothing:
            return constant(ONE)
        scale, c = x.lead()
        if x != single(scale, c):
            raise Open("a power of what neither stands still nor grows")
        return constant(complexes.power(z, functions.whole(c, "an exponent")))
    return expander.moving_exponent(z, x, True)


def parts_of(term: Term, k: str, expander: Expander) -> list[Part]:
    """The summand as a sum of c*k**j*z**k. Raises Open for others."""
    if k not in free_letters(term):
        return [(0, ONE, expander.scalar(term))]
    if term == Letter(k):
        return [(1, ONE, constant(ONE))]
    if not isinstance(term, Apply):
        raise Open("a summand of another form")
    op, args = term.op, term.args
    if op in ("add", "sub"):
        return [
            *parts_of(args[0], k, expander),
            *_scaled(parts_of(args[1], k, expander), 1 if op == "add" else -1),
        ]
    if op == "neg":
        return _scaled(parts_of(args[0], k, expander), -1)
    if op == "mul":
        return _times(parts_of(args[0], k, expander), parts_of(args[1], k, expander))
    if op == "div" and k not in free_letters(args[1]):
        below = gf.inverse(expander.scalar(args[1]), expander.order)
        return [(j, z, mul(c, below)) for j, z, c in parts_of(args[0], k, expander)]
    if op == "pow" and isinstance(args[1], Literal) and args[1].value == 0:
        return [(0, ONE, constant(ONE))]
    if op == "pow" and isinstance(args[1], Literal) and args[1].value in range(1, MAX_DEGREE):
        found = base = parts_of(args[0], k, expander)
        for _ in range(int(args[1].value) - 1):
            found = _times(found, base)
        return found
    if op == "pow" and not {k, expander.letter} & free_letters(args[0]):
        return [_geometric(args[0], args[1], k, expander)]
    raise Open("a summand of another form")


def _scaled(parts: list[Part], sign: int) -> list[Part]:
    return [(j, z, scaled(c, Fraction(sign))) for j, z, c in parts]


def _times(left: list[Part], right: list[Part]) -> list[Part]:
    found = [(i + j, complexes.mul(z, w), mul(c, d)) for i, z, c in left for j, w, d in right]
    if len(found) > MAX_TERMS or any(j > MAX_DEGREE for j, _, _ in found):
        raise Open("a summand of many terms")
    return found


def _geometric(base: Term, exponent: Term, k: str, expander: Expander) -> Part:
    """z**(m*k + c) for a number z that is not 0 and whole m and c."""
    if not is_whole(exponent, {**expander.place.domains, k: INTEGER}):
        raise Open("a real power in a summand")
    z = decided(expander.evaluation.number(base, expander.place))
    if complexes.is_zero(z):
        raise Open("a power of 0 in a summand")
    known = {j: c for j, w, c in parts_of(exponent, k, expander)}
    line = parts_of(exponent, k, expander)
    if any(j > 1 for j, _, _ in line) or len(known) < len(line):
        raise Open("an exponent that is not linear in the index")
    whole = []
    for c in (known.get(1, Expansion(())), known.get(0, Expansion(()))):
        if c.is_nothing:
            whole.append(0)
            continue
        scale, value = c.lead()
        if scale != UNIT or c != single(scale, value):
            raise Open("an exponent whose coefficients move")
        whole.append(functions.whole(value, "an exponent"))
    return 0, complexes.power(z, whole[0]), constant(complexes.power(z, whole[1]))
