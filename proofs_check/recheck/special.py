"""Elementary functions of real numbers, with the values that are exact; domains have been asked before."""

from __future__ import annotations

from fractions import Fraction

from proofs_check.recheck.enclosures import enclose
from proofs_check.recheck.numbers import (
    PI,
    Bounds,
    Expression,
    Real,
    add,
    div,
    make,
    mul,
    neg,
    power,
    root,
    sub,
)
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.signs import compare, sign

ONE = Fraction(1)
HALF = Fraction(1, 2)
DENOMINATORS = (1, 2, 3, 4, 5, 6, 8, 10, 12)
MAX_TURN = 2_000


def exp(x: Real) -> Real:
    if x == 0:
        return ONE
    if isinstance(x, Expression):
        if x.op == "log":
            return x.args[0]
        if x.op == "mul" and isinstance(x.args[0], Fraction):
            c, inner = x.args[0], x.args[1]
            if isinstance(inner, Expression) and inner.op == "log" and _small(c):
                return power(root(inner.args[0], c.denominator), c.numerator)
        ball = enclose(x, 64)
        if ball.is_finite() and ball.abs_upper() > 10**7:
            raise Open("the exponential of a large number")
    elif abs(x) > 10**7:
        raise Open("the exponential of a large number")
    return make("exp", (x,))


def _small(c: Fraction) -> bool:
    return abs(c.numerator) <= 2_000 and c.denominator <= 64


def log(x: Real) -> Real:
    """The logarithm of a positive number."""
    if x == 1:
        return Fraction(0)
    if isinstance(x, Expression):
        if x.op == "exp":
            return x.args[0]
        if x.op == "root":
            return mul(Fraction(1, int(str(x.data[0]))), log(x.args[0]))
        if x.op == "pow" and sign(x.args[0]) > 0:
            return mul(Fraction(int(str(x.data[0]))), log(x.args[0]))
    return make("log", (x,))


def cosine_of_turn(c: Fraction) -> Real:
    """cos(c*pi): an algebraic number."""
    c = abs(c) % 2
    c = 2 - c if c > 1 else c
    if c > HALF:
        return neg(cosine_of_turn(1 - c))
    exact = {Fraction(0): ONE, HALF: Fraction(0), Fraction(1, 3): HALF}
    if c in exact:
        return exact[c]
    if c.denominator > MAX_TURN:
        raise Open("a turn of large denominator")
    if c == Fraction(1, 4) or c == Fraction(1, 6):
        return mul(HALF, root(Fraction(2 if c == Fraction(1, 4) else 3), 2))
    field = frozenset({(("cosine", c.denominator), c.denominator)})  # 2*cos(pi*p/q): degree at most q
    return make("cospi", (), (c.numerator, c.denominator), Bounds(1, 2, 2, field))


def cos(x: Real) -> Real:
    return _wave("cos", x)


def sin(x: Real) -> Real:
    return _wave("sin", x)


def _wave(name: str, x: Real) -> Real:
    from proofs_check.recheck.zeros import multiple_of_pi

    turn = multiple_of_pi(x)
    if turn is not None:
        return cosine_of_turn(turn if name == "cos" else HALF - turn)
    if isinstance(x, Expression) and x.op == "atan":
        length = root(add(ONE, mul(x.args[0], x.args[0])), 2)
        return div(ONE if name == "cos" else x.args[0], length)
    ball = enclose(x, 64)
    if ball.is_finite() and ball.abs_upper() > 10**15:
        raise Open("a wave of a large number")
    return make(name, (x,))


def atan(x: Real) -> Real:
    if x == 0:
        return Fraction(0)
    if sign(x) < 0:
        return neg(atan(neg(x)))
    found = make("atan", (x,))
    if isinstance(x, Expression) and x.bounds is None:
        return found
    return _as_turn(found, x)


def _as_turn(angle: Expression, tangent: Real) -> Real:
    """atan of an algebraic number, as a multiple of pi where it is one of small denominator."""
    part = enclose(div(angle, PI), 64)
    for q in DENOMINATORS:
        p = (part * q).unique_fmpz()
        if p is not None:
            turn = Fraction(int(p), q)
            cosine, sine = cosine_of_turn(turn), cosine_of_turn(HALF - turn)
            if compare(mul(cosine, tangent), sine) == 0:
                return mul(turn, PI)
    return angle


def asin(x: Real) -> Real:
    """asin for -1 <= x <= 1."""
    square = sub(ONE, mul(x, x))
    if sign(square) == 0:
        return mul(HALF if sign(x) > 0 else -HALF, PI)
    return atan(div(x, root(square, 2)))


def acos(x: Real) -> Real:
    return sub(mul(HALF, PI), asin(x))


def acot(x: Real) -> Real:
    return mul(HALF, PI) if sign(x) == 0 else atan(div(ONE, x))


def angle(re: Real, im: Real) -> Real:
    """The argument in (-pi, pi] of re + im*i, which is not 0."""
    side = sign(re)
    if side == 0:
        return mul(HALF * sign(im), PI)
    base = atan(div(im, re))
    if side > 0:
        return base
    return add(base, PI) if sign(im) >= 0 else sub(base, PI)


def sinh(x: Real) -> Real:
    return mul(HALF, sub(exp(x), exp(neg(x))))


def cosh(x: Real) -> Real:
    return mul(HALF, add(exp(x), exp(neg(x))))


def tanh(x: Real) -> Real:
    square = exp(mul(Fraction(2), x))
    return div(sub(square, ONE), add(square, ONE))


def asinh(x: Real) -> Real:
    if sign(x) < 0:
        return neg(asinh(neg(x)))
    return log(add(x, root(add(mul(x, x), ONE), 2)))


def acosh(x: Real) -> Real:
    return log(add(x, root(sub(mul(x, x), ONE), 2)))


def atanh(x: Real) -> Real:
    return mul(HALF, log(div(add(ONE, x), sub(ONE, x))))


def sigmoid(x: Real) -> Real:
    return div(ONE, add(ONE, exp(neg(x))))


def softplus(x: Real) -> Real:
    return log(add(ONE, exp(x)))


def gamma(x: Real) -> Real:
    """The gamma function away from its poles."""
    if isinstance(x, Fraction) and x.denominator <= 2 and abs(x) <= 500:
        if x > 1:
            return mul(x - 1, gamma(x - 1))
        if x == 1:
            return ONE
        return root(PI, 2) if x == HALF else div(gamma(x + 1), x)
    ball = enclose(x, 64)
    if not ball.is_finite() or ball.abs_upper() > 10**5:
        raise Open("the gamma function of a large number")
    return make("gamma", (x,))
