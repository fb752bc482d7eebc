"""Products of sines, cosines and tangents whose angles grow by pi/N, and of differences from roots of unity, in closed form.

    whole    prod(sin(x + j*pi/N), j, 0, N - 1) == sin(N*x)/2**(N - 1)      prod(u - w*exp(2*pi*i*j/N), j, 0, N - 1) == u**N - w**N
    but one  over j from 1: sin(N*x)/(2**(N - 1)*sin(x)), and N/2**(N - 1) for x = 0      (u**N - w**N)/(u - w), and N*w**(N - 1) for u = w
    half     with a = pi/(2*n + 1): prod(sin(a*k), k, 1, n) == sqrt(2*n + 1)/2**n and prod(cos(a*k), k, 1, n) == 1/2**n
             with a = pi/(2*n + 2): both are sqrt(n + 1)/2**n

They are the factors of z**N - 1; the halves are square roots of the whole, whose factors are positive there. A cosine is a sine a quarter
turn later, a tangent a quotient.
Certificate: that the step is pi/N for the number of factors, and the statement with the closed forms.

Reference: DLMF 4.21.35; Hobson, A Treatise on Plane Trigonometry, 1911, chapter VII.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import folded, integer_of, minus, negate, over, plus, power, times
from proofs_check.engines.outer_sums import in_closed_form, outer_sums
from proofs_check.engines.recursive_orders import is_affine
from proofs_check.goal import Answer, Goal, Prover, undecided
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Sum,
    Term,
    apply,
    free_letters,
    number,
    substitute,
)

ENGINE = "products of waves"
PI = Constant("pi")
TWO = number(2)
QUARTER = over(PI, TWO)
FULL_TURN = times(TWO, PI, Constant("i"))
QUOTIENTS = {"tan": ("sin", "cos"), "cot": ("cos", "sin")}


class NotKnown(ValueError):
    """A factor whose product has no closed form here."""


@dataclass(frozen=True)
class Range:
    """k from low, `count` factors, under the questions of a goal."""

    letter: str
    low: Term
    count: Term
    asked: Questions

    def is_zero(self, term: Term) -> bool:
        return tidy(term, self.asked.goal.scope) == ZERO

    def line(self, angle: Term) -> tuple[Term, Term]:
        """(a, x) with the angle a*j + x for j = 0, ..., count - 1. Raises NotKnown."""
        if not is_affine(angle, self.letter):
            raise NotKnown("an angle that does not grow by a fixed step")
        start = folded(substitute(angle, {self.letter: self.low}))
        after = folded(substitute(angle, {self.letter: plus(self.low, ONE)}))
        scope = self.asked.goal.scope
        return tidy(minus(after, start), scope), tidy(start, scope)


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares numbers and a product with waves or exponentials is in it, which no binder encloses."""
    if not isinstance(goal.conclusion, Compare) or goal.sequences:
        return False
    scalars = all(domain.is_scalar for _, domain in goal.letters)
    products = (one for one in outer_sums(goal.conclusion) if one.op == "prod")
    return scalars and any(_has_waves(one.body, one.letter) for one in products)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement with the closed forms of its products."""
    if not applies(goal):
        return undecided(ENGINE, "")
    return in_closed_form(goal, prove, "prod", _known, ENGINE)


def _known(one: Sum, asked: Questions) -> Term | None:
    try:
        return _closed(one, asked)
    except NotKnown:
        return None


def _has_waves(term: Term, letter: str) -> bool:
    match term:
        case Apply(op=("sin" | "cos" | "tan" | "cot" | "exp"), args=(angle,)):
            return letter in free_letters(angle)
        case Apply(op=("add" | "sub" | "mul" | "div" | "neg" | "pow"), args=args):
            return any(_has_waves(arg, letter) for arg in args)
    return False


def _closed(one: Sum, asked: Questions) -> Term:
    """The value of the product. Raises NotKnown."""
    if one.letter in free_letters(one.low) | free_letters(one.high):
        raise NotKnown("an end of its own letter")
    count = tidy(plus(minus(one.high, one.low), ONE), asked.goal.scope)
    if not asked.holds(Compare(">=", count, ZERO)):
        raise NotKnown("a range that may be turned round")
    return _product(one.body, Range(one.letter, one.low, count, asked))


def _product(body: Term, over_: Range) -> Term:
    """The product of the body, factor by factor. Raises NotKnown."""
    if over_.letter not in free_letters(body):
        return power(body, over_.count)
    match body:
        case Apply(op="mul", args=(left, right)):
            return times(_product(left, over_), _product(right, over_))
        case Apply(op="div", args=(top, below)):
            return over(_product(top, over_), _product(below, over_))
        case Apply(op="neg", args=(inner,)):
            return times(power(number(-1), over_.count), _product(inner, over_))
        case Apply(op="pow", args=(base, exponent)) if (integer_of(exponent) or 0) > 0:
            return power(_product(base, over_), exponent)
        case Apply(op=("tan" | "cot") as op, args=args):
            top, below = (_product(apply(part, *args), over_) for part in QUOTIENTS[op])
            return over(top, below)
        case Apply(op=("sin" | "cos") as op, args=(angle,)):
            return _waves(op, angle, over_)
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            if over_.letter not in free_letters(left):
                size, turning = _turning(right, over_.letter)
                return _roots(left, negate(size) if op == "add" else size, turning, over_)
            if over_.letter not in free_letters(right):
                free = right if op == "add" else negate(right)
                size, turning = _turning(left, over_.letter)
                return _roots(free, negate(size), turning, over_)
    raise NotKnown("no wave")


def _turning(term: Term, letter: str) -> tuple[Term, Apply]:
    """(w, exp(angle)) of w*exp(angle), the letter in the angle alone. Raises NotKnown."""
    match term:
        case Apply(op="exp"):
            return ONE, term
        case Apply(op="neg", args=(inner,)):
            size, turning = _turning(inner, letter)
            return negate(size), turning
        case Apply(op="mul", args=(left, right)):
            free, moving = (right, left) if letter in free_letters(left) else (left, right)
            if letter not in free_letters(free):
                size, turning = _turning(moving, letter)
                return times(free, size), turning
    raise NotKnown("no multiple of an exponential")


def _waves(op: str, angle: Term, over_: Range) -> Term:
    """Raises NotKnown."""
    step, start = over_.line(angle)
    n = over_.count
    if over_.is_zero(minus(times(step, plus(times(TWO, n), ONE)), PI)) and over_.is_zero(minus(start, step)):
        halves = power(TWO, n)
        return over(apply("sqrt", plus(times(TWO, n), ONE)), halves) if op == "sin" else over(ONE, halves)
    if over_.is_zero(minus(times(step, plus(times(TWO, n), TWO)), PI)) and over_.is_zero(minus(start, step)):
        return over(apply("sqrt", plus(n, ONE)), power(TWO, n))
    x = start if op == "sin" else tidy(plus(start, QUARTER), over_.asked.goal.scope)
    if over_.is_zero(minus(times(step, n), PI)):
        if not over_.asked.holds(Compare(">=", n, ONE)):
            raise NotKnown("a product that may be empty")
        return over(_sine(times(n, x), over_), power(TWO, minus(n, ONE)))
    whole = tidy(plus(n, ONE), over_.asked.goal.scope)
    if not over_.is_zero(minus(times(step, whole), PI)):
        raise NotKnown("no whole number of turns")
    before = tidy(minus(x, step), over_.asked.goal.scope)
    if before == ZERO:
        return over(whole, power(TWO, n))
    if not over_.asked.nonzero(apply("sin", before)):
        raise NotKnown("a factor that may be 0")
    return over(_sine(times(whole, before), over_), times(power(TWO, n), apply("sin", before)))


def _sine(angle: Term, over_: Range) -> Term:
    return apply("sin", tidy(angle, over_.asked.goal.scope))


def _roots(free: Term, size: Term, turning: Apply, over_: Range) -> Term:
    """The product of u - w*exp(angle). free: u. size: w. Raises NotKnown."""
    step, start = over_.line(turning.args[0])
    n, scope = over_.count, over_.asked.goal.scope
    if over_.is_zero(minus(times(step, n), FULL_TURN)):
        if not over_.asked.holds(Compare(">=", n, ONE)):
            raise NotKnown("a product that may be empty")
        return minus(power(free, n), times(power(size, n), apply("exp", tidy(times(n, start), scope))))
    whole = tidy(plus(n, ONE), scope)
    if not over_.is_zero(minus(times(step, whole), FULL_TURN)):
        raise NotKnown("no whole number of turns")
    before = tidy(minus(start, step), scope)
    missing = minus(free, times(size, folded(apply("exp", before))))
    if over_.is_zero(missing):
        return times(whole, power(free, n))
    if not over_.asked.nonzero(missing):
        raise NotKnown("a factor that may be 0")
    turned = times(power(size, whole), apply("exp", tidy(times(whole, before), scope)))
    return over(minus(power(free, whole), turned), missing)
