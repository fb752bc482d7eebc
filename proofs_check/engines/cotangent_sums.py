"""Sums of even powers of cotangents, tangents, 1/sin and 1/cos whose angles grow by pi/N, in closed form.

    sum(1/sin(pi*k/n)**2, k, 1, n - 1) == (n**2 - 1)/3        sum(tan(pi*k/(2*n + 1))**2, k, 1, n) == n*(2*n + 1)

Let C_j(x) be the sum of cot(x + i*pi/N)**j over i = 0, ..., N - 1 and c = cot(N*x). The logarithm of the product of the sines (`wave_products.py`) gives

    C_1 == N*c,  and by derivatives  C_2 == N**2*(1 + c**2) - N,  C_3 == N**3*c*(1 + c**2) - N*c,  C_4 == N/3*(1 + c**2)*(N**3*(1 + 3*c**2) - N) - C_2;

what is left of C_j(x) - cot(x)**j at x = 0 is the sum over i >= 1: 0, (N - 1)*(N - 2)/3, 0, (N - 1)*(N - 2)*(N**2 + 3*N - 13)/45. Half of the angles
has half of the sum where the others are their mirror images. A tangent is minus a cotangent a quarter turn later, 1/sin**2 is 1 + cot**2.
Certificate: that the step is pi/N for the number of summands, and the statement with the closed forms.

Reference: Hobson, A Treatise on Plane Trigonometry, 1911, chapter VII; Berndt and Yeap, Advances in Applied Mathematics 29, 2002.
"""

from __future__ import annotations

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import minus, over, plus, power, times
from proofs_check.engines.outer_sums import in_closed_form, outer_sums
from proofs_check.engines.wave_monomials import NoMonomials, in_tangents
from proofs_check.engines.wave_products import PI, QUARTER, TWO, NotKnown, Range
from proofs_check.goal import Answer, Goal, Prover, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Sum,
    Term,
    apply,
    free_letters,
    number,
    walk,
)

ENGINE = "sums of cotangents"
FUNCTIONS = frozenset(("sin", "cos", "tan", "cot"))
LARGEST = 4


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares real numbers and a sum with quotients of waves is in it, which no binder encloses."""
    if not isinstance(goal.conclusion, Compare) or goal.sequences:
        return False
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    return any(one.op == "sum" and _has_quotients(one) for one in outer_sums(goal.conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement with the closed forms of its sums."""
    if not applies(goal):
        return undecided(ENGINE, "")
    return in_closed_form(goal, prove, "sum", _known, ENGINE)


def _known(one: Sum, asked: Questions) -> Term | None:
    try:
        return _closed(one, asked)
    except (NotKnown, NoMonomials):
        return None


def _has_quotients(one: Sum) -> bool:
    """Whether tangents, or waves under a fraction, move with the index."""
    for node in walk(one.body):
        if one.letter in free_letters(node) and isinstance(node, Apply):
            below = node.args[-1] if node.op == "div" else node
            if node.op in ("tan", "cot") or (
                node.op == "div" and any(isinstance(n, Apply) and n.op in FUNCTIONS for n in walk(below))
            ):
                return True
    return False


def _closed(one: Sum, asked: Questions) -> Term:
    """The value of the sum. Raises NotKnown and NoMonomials."""
    if one.letter in free_letters(one.low) | free_letters(one.high):
        raise NotKnown("an end of its own letter")
    count = tidy(plus(minus(one.high, one.low), ONE), asked.goal.scope)
    if not asked.holds(Compare(">=", count, ZERO)):
        raise NotKnown("a range that may be turned round")
    read = in_tangents(one.body, one.letter)
    range_ = Range(one.letter, one.low, count, asked)
    step, start = range_.line(read.angle)
    total: list[Term] = [times(read.constant, count)]
    for exponent, weight in read.cotangents.items():
        total.append(times(weight, _sum(exponent, step, start, range_, quarter=False)))
    for exponent, weight in read.tangents.items():
        value = _sum(exponent, step, start, range_, quarter=True)
        total.append(times(number((-1) ** exponent), weight, value))
    return plus(*total)


def _sum(exponent: int, step: Term, start: Term, range_: Range, quarter: bool) -> Term:
    """The sum of cot(angle)**exponent, the angles a quarter turn later where asked. Raises NotKnown."""
    n = range_.count
    if exponent > LARGEST:
        raise NotKnown("a high power")
    half = _half(exponent, step, start, range_, quarter)
    if half is not None:
        return over(half, TWO)
    x = tidy(plus(start, QUARTER), range_.asked.goal.scope) if quarter else start
    if range_.is_zero(minus(times(step, n), PI)):
        if not range_.asked.holds(Compare(">=", n, ONE)):
            raise NotKnown("a sum that may be empty")
        return _whole(exponent, n, _cotangent(times(n, x), range_))
    whole = tidy(plus(n, ONE), range_.asked.goal.scope)
    if not range_.is_zero(minus(times(step, whole), PI)):
        raise NotKnown("no whole number of turns")
    before = tidy(minus(x, step), range_.asked.goal.scope)
    if before == ZERO:
        return _but_zero(exponent, whole)
    if not range_.is_zero(minus(before, QUARTER)) and not range_.asked.nonzero(apply("sin", before)):
        raise NotKnown("a summand that may be undefined")
    at_once = _whole(exponent, whole, _cotangent(times(whole, before), range_))
    return minus(at_once, power(_cotangent(before, range_), number(exponent)))


def _half(exponent: int, step: Term, start: Term, range_: Range, quarter: bool) -> Term | None:
    """Twice the sum, where the mirror images of the angles are the others of a whole turn; None where they are not."""
    if exponent % 2:
        return None
    n = range_.count
    twice = tidy(times(TWO, n), range_.asked.goal.scope)
    odd, even = plus(twice, ONE), plus(twice, TWO)
    if range_.is_zero(minus(start, step)):
        if range_.is_zero(minus(times(step, odd), PI)):
            return _whole(exponent, odd, ZERO) if quarter else _but_zero(exponent, odd)
        if range_.is_zero(minus(times(step, even), PI)):
            return _but_zero(exponent, even)
    if range_.is_zero(minus(times(TWO, start), step)):
        if range_.is_zero(minus(times(step, twice), PI)) and range_.asked.holds(Compare(">=", n, ONE)):
            return _whole(exponent, twice, ZERO)
        if not quarter and range_.is_zero(minus(times(step, odd), PI)):
            return _whole(exponent, odd, ZERO)
    return None


def _cotangent(angle: Term, range_: Range) -> Term:
    """The cotangent, 0 where the angle is a quarter turn and whole half turns."""
    scope = range_.asked.goal.scope
    turns = tidy(over(minus(angle, QUARTER), PI), scope)
    return ZERO if is_integral(turns, scope) else apply("cot", tidy(angle, scope))


def _whole(exponent: int, n: Term, c: Term) -> Term:
    """C_j for j >= 1."""
    square = plus(ONE, power(c, TWO))
    second = minus(times(power(n, TWO), square), n)
    if exponent == 1:
        return times(n, c)
    if exponent == 2:
        return second
    cube = power(n, number(3))
    if exponent == 3:
        return minus(times(cube, c, square), times(n, c))
    inner = minus(times(cube, plus(ONE, times(number(3), power(c, TWO)))), n)
    return minus(over(times(n, square, inner), number(3)), second)


def _but_zero(exponent: int, n: Term) -> Term:
    """The sum over the angles i*pi/n, i = 1, ..., n - 1."""
    if exponent % 2:
        return ZERO
    ends = times(minus(n, ONE), minus(n, TWO))
    if exponent == 2:
        return over(ends, number(3))
    return over(times(ends, plus(power(n, TWO), times(number(3), n), number(-13))), number(45))


__all__ = ["ENGINE", "applies", "attempt"]
