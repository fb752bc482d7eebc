"""Certificates for limits of sums and products of many terms that are near a constant, with a moving range.

The term is g(u) with one small quantity u, a polynomial in the index k; of a product g is the logarithm of the factor. With
Taylor's polynomial p of degree d of g at 0, and M at least |g^(d+1)|/(d + 1)! on [-r, r]:

    |g(u) - p(u)| <= M*|u|**(d + 1) for |u| <= r,     |u| <= U for all k from a to b,     U -> 0
    |sum of g(u) - sum of p(u)| <= M*(b - a + 1)*U**(d + 1) -> 0

so that the sum has the limit of the sum of p(u), a closed form by Bernoulli's polynomials. Certificate: the exact coefficients of p, the
enclosure of the derivative on [-r, r], and the limits of the two closed forms.

Notation: n is the letter of the limit, k the index, a and b the ends, c a factor free of k before a sum.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import flint
from flint import arb

from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_signs import NONNEGATIVE
from proofs_check.engines.calculus_terms import fold, minus, number_of, over, plus, power, times
from proofs_check.engines.doubling_products import with_new_index
from proofs_check.engines.existence_coefficients import NoSum, coefficients
from proofs_check.engines.expand_small_terms import power_sum, range_is_seen
from proofs_check.engines.jet_fields import ball_field, exact_field
from proofs_check.engines.jets import Jets, NoJet
from proofs_check.engines.limit_readings import LimitValue
from proofs_check.engines.limit_values import value
from proofs_check.exact.closed_numbers import Closed
from proofs_check.goal import Answer, Goal, Prover, proved
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Limit,
    Number,
    Sum,
    Term,
    apply,
    binder,
    free_letters,
    fresh,
    number,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "sums of small terms"
DEGREES = (1, 2, 3, 5)
RADII = (Fraction(1, 2), Fraction(1, 8))
FAR = number(16)
BITS = 64

Trusted = Callable[[Limit, LimitValue], Answer]


@dataclass(frozen=True)
class Shape:
    """factor * sum of g(u); outer: g as a term in the letter `small`; inner: u by its coefficients in the index."""

    factor: Term
    term: Sum
    small: str
    outer: Term
    inner: tuple[tuple[int, Term], ...]


def by_small_terms(
    limit: Limit, found: LimitValue, goal: Goal, prove: Prover, trusted: Trusted
) -> Answer | None:
    """That the limit at oo of a sum or product is the finite value that was found, or None. trusted: the proof of a known limit."""
    others = replace(goal, letters=tuple(p for p in goal.letters if p[0] != limit.letter), conclusion=TRUE)
    shape = _shape(limit, others)
    if shape is None or found.kind != "finite" or limit.point != INFINITY or limit.letter in names_of(others):
        return None
    far = goal.with_letter(limit.letter, limit.domain).assuming(Compare(">=", Letter(limit.letter), FAR))
    along = Questions(far, prove)
    if any(d.is_complex for _, d in goal.letters) or not range_is_seen(shape.term, far.scope, along.holds):
        return None
    size = _largest(shape, along)
    null = _known(size, limit, goal, prove, trusted)
    if null is None or null[0] != ZERO:
        return None
    for degree in DEGREES:
        polynomial = _taylor(shape, degree)
        if polynomial is None:
            return None
        sums = _Sums(shape, polynomial, size)
        rest = _known(sums.rest(degree + 1), limit, goal, prove, trusted)
        total = _known(sums.total(), limit, goal, prove, trusted)
        if rest is None or rest[0] != ZERO or total is None:
            continue
        same = Questions(goal, prove)
        if not same.holds(Compare("==", found.term, _result(shape, total[0]))):
            return None
        detail = f"{text(shape.outer)} by its Taylor polynomial of degree {degree}, {shape.small} at most {text(size)}"
        parts = (*along.used, null[1], rest[1], total[1], *same.used)
        return proved(ENGINE, detail[:300], "certificate", parts)
    return None


def _known(
    body: Term, limit: Limit, goal: Goal, prove: Prover, trusted: Trusted
) -> tuple[Term, Answer] | None:
    """The finite limit of a closed form with its proof, or None."""
    one = Limit(limit.letter, limit.domain, body, limit.point)
    found = value(one, goal, prove)
    if found.kind != "finite":
        return None
    answer = trusted(one, found)
    return (found.term, answer) if answer.proved else None


def _result(shape: Shape, total: Term) -> Term:
    return total if shape.term.op == "sum" else fold(apply("exp", total))


def _shape(limit: Limit, goal: Goal) -> Shape | None:
    """The body as c*sum(g(u)) or as a product, u a polynomial in the index."""
    factor, term = _sum_in(limit.body)
    if term is None or any(binder(node) is not None for node in walk(term.body)):
        return None
    term = with_new_index(term, goal.with_letter(limit.letter, limit.domain))
    small = fresh("u", names_of(goal) | free_letters(limit.body) | {limit.letter, term.letter})
    outer, inner = _taken_apart(term.body, term.letter, small)
    try:
        parts = coefficients(inner, term.letter)
    except NoSum:
        return None
    if any(power_ != Letter(term.letter) for monomial in parts for power_ in monomial):
        return None
    outer = outer if term.op == "sum" else apply("log", outer)
    return Shape(factor, term, small, outer, tuple((len(monomial), c) for monomial, c in parts.items()))


def _sum_in(body: Term) -> tuple[Term, Sum | None]:
    """(c, the sum) of c*sum; a product stands alone."""
    match body:
        case Sum():
            return ONE, body
        case Apply(op="mul", args=(factor, Sum(op="sum") as one)):
            return factor, one
        case Apply(op=("mul" | "div") as op, args=(Sum(op="sum") as one, factor)):
            return factor if op == "mul" else over(ONE, factor), one
    return ONE, None


def _taken_apart(term: Term, k: str, small: str) -> tuple[Term, Term]:
    """(g, u) with the term equal to g at u; g has no letter but `small`. The numbers of a sum belong to g."""
    match term:
        case Apply(op=("add" | "sub") as op, args=(left, right)) if _is_number(left) or _is_number(right):
            outer = [_taken_apart(part, k, small) for part in (left, right) if not _is_number(part)]
            if not outer:
                return Letter(small), term
            (g, u), at = outer[0], 0 if _is_number(right) else 1
            return apply(op, *((g, right) if at == 0 else (left, g))), u
        case Apply(op="add", args=(Apply(op="add", args=(Number() as first, one)), other)):
            g, u = _taken_apart(apply("add", one, other), k, small)
            return apply("add", first, g), u
        case Apply(op="sub", args=(Apply(op="add", args=(Number() as first, one)), other)):
            g, u = _taken_apart(apply("sub", one, other), k, small)
            return apply("add", first, g), u
        case Apply(op="neg", args=(inner,)):
            g, u = _taken_apart(inner, k, small)
            return apply("neg", g), u
        case Apply(op=("mul" | "div") as op, args=(left, right)) if _is_number(left) != _is_number(right):
            g, u = _taken_apart(right if _is_number(left) else left, k, small)
            return apply(op, *((left, g) if _is_number(left) else (g, right))), u
        case Apply(op="pow", args=(base, Number() as exponent)) if not _is_polynomial(base, k):
            g, u = _taken_apart(base, k, small)
            return apply("pow", g, exponent), u
        case Apply(op=op, args=(inner,)) if k in free_letters(inner):
            g, u = _taken_apart(inner, k, small)
            return apply(op, g), u
    return Letter(small), term


def _is_number(term: Term) -> bool:
    """Whether the term is a closed number, which belongs to g."""
    return not free_letters(term)


def _is_polynomial(term: Term, k: str) -> bool:
    try:
        return all(part == Letter(k) for monomial in coefficients(term, k) for part in monomial)
    except NoSum:
        return False


def _taylor(shape: Shape, degree: int) -> tuple[Fraction, ...] | None:
    """The coefficients of p, once the next derivative is bounded around 0; None where they are not rational numbers."""
    variable: list[Closed] = [Fraction(0), Fraction(1)]
    variable += [Fraction(0)] * (degree - 1)
    try:
        exact: Jets[Closed] = Jets(exact_field(), shape.small, variable)
        found = exact.of(shape.outer)
    except NoJet:
        return None
    numbers = tuple(c for c in found if isinstance(c, Fraction))
    bounded = any(_is_smooth(shape, degree + 1, radius) for radius in RADII)
    return numbers if bounded and len(numbers) == len(found) else None


def _is_smooth(shape: Shape, order: int, radius: Fraction) -> bool:
    """Whether the derivative of this order is enclosed on [-radius, radius]."""
    with flint.ctx.workprec(BITS):
        around = arb(0, arb(radius.numerator) / radius.denominator)
        variable: list[arb] = [around, arb(1), *([arb(0)] * order)][: order + 1]
        try:
            jets: Jets[arb] = Jets(ball_field(), shape.small, variable)
            return all(c.is_finite() for c in jets.of(shape.outer))
        except NoJet:
            return False


def _largest(shape: Shape, asked: Questions) -> Term:
    """U: the sum of the |c_j|*b**j, for |k| <= b."""
    sizes = [times(_size(c, asked), power(shape.term.high, number(j))) for j, c in shape.inner]
    return plus(*sizes)


def _size(term: Term, asked: Questions) -> Term:
    """The absolute value, of products factor by factor."""
    if asked.facts.signs(term) <= NONNEGATIVE:
        return term
    match term:
        case Apply(op=("mul" | "div") as op, args=(left, right)):
            return fold(apply(op, _size(left, asked), _size(right, asked)))
        case Apply(op="neg", args=(inner,)):
            return _size(inner, asked)
    return fold(apply("abs", term))


@dataclass(frozen=True)
class _Sums:
    """The closed forms: the sum of p(u), and the bound of the rest without its factor M."""

    shape: Shape
    polynomial: tuple[Fraction, ...]
    size: Term

    def total(self) -> Term:
        """c times the sum of the p(u)."""
        parts = [
            times(number_of(weight), c, self._powers(degree))
            for j, weight in enumerate(self.polynomial)
            if weight
            for degree, c in self._inner_power(j)
        ]
        return times(self.shape.factor, plus(*parts))

    def rest(self, order: int) -> Term:
        """c times the number of terms times U**order."""
        return times(self.shape.factor, self._powers(0), power(self.size, number(order)))

    def _powers(self, degree: int) -> Term:
        term = self.shape.term
        return minus(power_sum(degree, term.high), power_sum(degree, minus(term.low, ONE)))

    def _inner_power(self, often: int) -> list[tuple[int, Term]]:
        """u**often by its coefficients in the index."""
        found: dict[int, Term] = {0: ONE}
        for _ in range(often):
            step: dict[int, Term] = {}
            for i, left in found.items():
                for j, right in self.shape.inner:
                    step[i + j] = plus(step.get(i + j, ZERO), times(left, right))
            found = step
        return list(found.items())
