"""Differences of order n of powers whose exponent moves with n: alternating sums of binomial coefficients, in closed form.

    sum((-1)**k*binomial(n, k)*R(k), k, 0, n) == (-1)**n*n!*(r_0*S(n, n) + r_1*S(n + 1, n) + r_2*S(n + 2, n))

for a polynomial R of degree n + e, e <= 2, with r_j the coefficient of k**(n + j); it is 0 for a degree below n. S are Stirling's numbers of
the second kind: S(n, n) = 1, S(n + 1, n) = n*(n + 1)/2, S(n + 2, n) = n*(n + 1)*(n + 2)*(3*n + 1)/24, for k**m is the sum of S(m, i)*k*(k - 1)*...*(k - i + 1),
of which the difference of order n keeps what has i = n at k = 0. Here R(k) = (a*k + b)**N*Q(k) with N = n - j >= 0; the leading coefficients of
the power are C(N, i)*a**(N - i)*b**i. Certificate: that the terms are of this form, n >= 0, N >= 0, a != 0 where e > 0, and the statement with the
closed form.

Reference: Graham, Knuth, Patashnik, Concrete Mathematics, (5.42) and (6.19).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from proofs_check.engines.affine import UNIT, Affine, affine_of
from proofs_check.engines.antiderivatives import coefficients
from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import minus, over, plus, power, times
from proofs_check.engines.outer_sums import in_closed_form, outer_sums
from proofs_check.engines.recursive_orders import polynomial_degree
from proofs_check.goal import Answer, Goal, Prover, undecided
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Sum,
    Term,
    apply,
    free_letters,
    number,
    substitute,
    walk,
)

ENGINE = "finite differences"
MAX_EXCESS = 2
MAX_DEGREE = 6
MINUS_ONE = number(-1)


class OtherForm(ValueError):
    """The terms are no signed binomial coefficients times such a polynomial."""


@dataclass(frozen=True)
class Difference:
    """(-1)**sign*scale*(slope*k + start)**exponent*rest(k), summed with binomial(n, k).

    rest: the coefficients of a polynomial in k, from degree 0 on, the last one not written as 0.
    """

    sign: Affine
    slope: Term
    start: Term
    exponent: Affine
    rest: tuple[Term, ...]


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares numbers, and a sum of binomial coefficients times a moving power of the index is in it."""
    if not isinstance(goal.conclusion, Compare) or goal.sequences:
        return False
    return any(one.op == "sum" and _is_of_binomials(one) for one in outer_sums(goal.conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement with the closed forms of its differences."""
    if not applies(goal):
        return undecided(ENGINE, "")
    return in_closed_form(goal, prove, "sum", closed_form, ENGINE)


def _is_of_binomials(one: Sum) -> bool:
    nodes = [node for node in walk(one.body) if isinstance(node, Apply)]
    moving = (node for node in nodes if node.op == "pow" and not isinstance(node.args[1], Number))
    return any(node.op == "binomial" for node in nodes) and any(
        one.letter in free_letters(node.args[0]) for node in moving
    )


def closed_form(one: Sum, asked: Questions) -> Term | None:
    """The value of the sum, or None where it is no such difference."""
    try:
        return _closed(one, asked)
    except OtherForm:
        return None


def _closed(one: Sum, asked: Questions) -> Term:
    """The value of the sum. Raises OtherForm."""
    if one.letter in dict(asked.goal.letters) or one.letter in free_letters(one.low) | free_letters(one.high):
        raise OtherForm("an end of its own letter")
    if one.low not in (ZERO, ONE) or not asked.holds(Compare(">=", one.high, one.low)):
        raise OtherForm("a range that may be empty")
    found = _read(one, asked)
    n = affine_of(one.high, asked.goal.scope)
    excess = None if n is None else found.exponent - n
    if n is None or excess is None or not excess.is_constant:
        raise OtherForm("a power that does not move with the range")
    above = excess.constant + len(found.rest) - 1
    if not asked.holds(Compare(">=", found.exponent.term, ZERO)):
        raise OtherForm("an exponent that may be negative")
    if above > 0 and not asked.nonzero(found.slope):
        raise OtherForm("a slope that may be 0")
    whole = _value(found, n, above)
    first = substitute(one.body, {one.letter: ZERO})
    return whole if one.low == ZERO else minus(whole, first)


def _read(one: Sum, asked: Questions) -> Difference:
    """The parts of the terms. Raises OtherForm."""
    scope = asked.goal.scope.with_letter(one.letter, INTEGER)
    base: tuple[Term, Term] | None = None
    rest: Term = ONE
    sign, chosen = Affine(0), 0
    for factor in _factors(one.body):
        turns = _turns(factor)
        moving = _moving_power(factor, one.letter)
        if turns is not None and one.letter in free_letters(turns):
            exponent = affine_of(turns, scope)
            if exponent is None:
                raise OtherForm("a sign with no whole exponent")
            sign = sign + exponent
        elif isinstance(factor, Apply) and _is_choice(factor, one, asked):
            chosen += 1
        elif base is None and moving is not None:
            base = moving
        else:
            rest = times(rest, factor)
    if base is None or chosen != 1 or dict(sign.parts).get(Letter(one.letter), 0) % 2 == 0:
        raise OtherForm("no difference")
    exponent, line = affine_of(base[1], scope), coefficients(base[0], one.letter, 1)
    if exponent is None or line is None:
        raise OtherForm("no power of a line")
    others = tuple(pair for pair in sign.parts if pair[0] != Letter(one.letter))
    if any(one.letter in free_letters(part) for part, _ in others):  # of k*m and floor(k/2)
        raise OtherForm("a sign that does not alternate")
    return Difference(
        Affine(sign.constant, others), line[1], line[0], exponent, _polynomial(rest, one.letter)
    )


def _factors(term: Term) -> Iterator[Term]:
    match term:
        case Apply(op="mul", args=args):
            for arg in args:
                yield from _factors(arg)
        case Apply(op="neg", args=(inner,)):
            yield MINUS_ONE
            yield from _factors(inner)
        case Apply(op="div", args=(top, below)):
            yield from _factors(top)
            yield over(ONE, below)
        case _:
            yield term


def _turns(factor: Term) -> Term | None:
    """m of (-1)**m."""
    match factor:
        case Apply(op="pow", args=(base, exponent)) if base in (MINUS_ONE, apply("neg", ONE)):
            return exponent
    return None


def _moving_power(factor: Term, letter: str) -> tuple[Term, Term] | None:
    """(base, exponent) of a power of the index whose exponent is free of it, and no number."""
    match factor:
        case Apply(op="pow", args=(base, exponent)) if letter in free_letters(base):
            free = letter not in free_letters(exponent) and not isinstance(exponent, Number)
            return (base, exponent) if free else None
    return None


def _is_choice(factor: Apply, one: Sum, asked: Questions) -> bool:
    """Whether it is binomial(n, k) or binomial(n, n - k), n being the end of the range."""
    scope = asked.goal.scope.with_letter(one.letter, INTEGER)
    if factor.op != "binomial" or one.letter not in free_letters(factor):
        return False
    from_all = tidy(minus(factor.args[0], one.high), scope) == ZERO
    index, other = Letter(one.letter), minus(one.high, Letter(one.letter))
    return from_all and any(tidy(minus(factor.args[1], under), scope) == ZERO for under in (index, other))


def _polynomial(rest: Term, letter: str) -> tuple[Term, ...]:
    """Raises OtherForm."""
    degree = polynomial_degree(rest, letter)
    found = None if degree is None or degree > MAX_DEGREE else coefficients(rest, letter, degree)
    if found is None:
        raise OtherForm("a factor that is no polynomial")
    return tuple(found)


def _value(found: Difference, n: Affine, excess: int) -> Term:
    """The sum over k from 0. excess: e, the degree is at most n + e. Raises OtherForm."""
    if excess < 0:
        return ZERO
    if excess > MAX_EXCESS:
        raise OtherForm("a degree far above the order")
    parts = [times(_leading(found, excess - above), _stirling(n.term, above)) for above in range(excess + 1)]
    sign, slope = found.sign + n, found.slope
    if isinstance(slope, Number) and slope.value < 0:
        sign, slope = sign + found.exponent, number(-slope.value)
    turned = Affine(sign.constant % 2, tuple((part, 1) for part, often in sign.parts if often % 2))
    signed = power(MINUS_ONE, turned.term) if turned.parts else number((-1) ** turned.constant)
    return times(signed, power(slope, found.exponent.term), apply("factorial", n.term), plus(*parts))


def _leading(found: Difference, below: int) -> Term:
    """The coefficient of k**(top - below) in the polynomial, divided by slope**exponent; top is its degree at most."""
    parts = []
    for i in range(below + 1):
        place = len(found.rest) - 1 - (below - i)
        if place >= 0 and found.rest[place] != ZERO:
            quotient = over(found.start, found.slope)
            parts.append(times(_choose(found.exponent, i), power(quotient, number(i)), found.rest[place]))
    return plus(*parts) if parts else ZERO


def _choose(over_: Affine, under: int) -> Term:
    """C(N, i) = N*(N - 1)*...*(N - i + 1)/i!, which is 0 for i > N."""
    found: Term = number(Fraction(1, factorial(under)))
    for i in range(under):
        found = times(found, (over_ + UNIT.times(-i)).term)
    return found


def _stirling(n: Term, above: int) -> Term:
    """S(n + above, n) for above <= 2."""
    if above == 0:
        return ONE
    once = times(n, plus(n, ONE))
    if above == 1:
        return over(once, number(2))
    return over(times(once, plus(n, number(2)), plus(times(number(3), n), ONE)), number(24))


__all__ = ["ENGINE", "applies", "attempt", "closed_form"]
