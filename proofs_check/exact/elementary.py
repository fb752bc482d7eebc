"""Elementary functions of closed real numbers, rewritten exactly where they have closed values.

Each function assumes that its argument lies in its domain; `evaluate.py` asks that first.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import factorial

from proofs_check.exact.closed import (
    HALF,
    ONE,
    PI,
    ZERO,
    TooLarge,
    add,
    atom,
    mul,
    neg,
    pack,
    prime_factors,
    sub,
    terms_of,
)
from proofs_check.exact.closed_numbers import Closed, Exponential, Function, Monomial, Pi, Prime, Real
from proofs_check.exact.roots import content, divide, inverse, power, sqrt

MAX_EXPONENT = 20_000


def exp(x: Closed) -> Closed:
    """e**x, with logarithms in the exponent carried out and sums split into products."""
    parts: list[Closed] = []
    for monomial, c in terms_of(x).items():
        parts.append(_exp_term(monomial, c))
    return mul(*parts) if parts else ONE


def _exp_term(monomial: Monomial, c: Fraction) -> Closed:
    match monomial:
        case ((Function(name="log", of=inner), one),) if one == 1:
            if abs(c) > MAX_EXPONENT:
                raise TooLarge("a power with a large exponent")
            return power(inner, c)
        case _:
            return atom(Exponential(monomial), c)


def log(x: Closed) -> Closed:
    """The natural logarithm of x > 0; of a product the sum of logarithms."""
    if isinstance(x, Fraction):
        return sub(_log_whole(x.numerator), _log_whole(x.denominator))
    scale, common, primitive = content(x)
    parts = [log(scale)]
    for base, own in common:
        match base:
            case Prime(value=value):
                parts.append(mul(own, _log_whole(value)))
            case Exponential(of=monomial):
                parts.append(pack({monomial: own}))
            case _:
                parts.append(mul(own, atom(Function("log", atom(base)))))
    if primitive != ONE:
        parts.append(log(primitive) if isinstance(primitive, Fraction) else atom(Function("log", primitive)))
    return add(*parts)


def _log_whole(n: int) -> Closed:
    return add(ZERO, *(mul(Fraction(k), atom(Function("log", Fraction(p)))) for p, k in prime_factors(n)))


def _multiple_of_pi(x: Closed) -> Fraction | None:
    """r where x = r*pi with a rational r."""
    if x == ZERO:
        return ZERO
    if isinstance(x, Real) and len(x.terms) == 1:
        monomial, c = x.terms[0]
        if len(monomial) == 1 and isinstance(monomial[0][0], Pi) and monomial[0][1] == 1:
            return c
    return None


@cache
def _sine_table(twelfths: int) -> Closed:
    """sin(k*pi/12) for k in 0..6."""
    root2, root3, root6 = (sqrt(Fraction(n)) for n in (2, 3, 6))
    quarter = Fraction(1, 4)
    values = (
        ZERO,
        mul(quarter, sub(root6, root2)),
        HALF,
        mul(HALF, root2),
        mul(HALF, root3),
        mul(quarter, add(root6, root2)),
        ONE,
    )
    return values[twelfths]


def sin(x: Closed) -> Closed:
    """The sine."""
    r = _multiple_of_pi(x)
    if r is not None:
        r %= 2
        if r >= 1:
            return neg(sin(mul(r - 1, PI)))
        if r > HALF:
            return sin(mul(1 - r, PI))
        if (r * 12).denominator == 1:
            return _sine_table(int(r * 12))
    flipped = _odd(x)
    return neg(atom(Function("sin", flipped))) if flipped is not None else atom(Function("sin", x))


def cos(x: Closed) -> Closed:
    """The cosine."""
    r = _multiple_of_pi(x)
    if r is not None:
        r %= 2
        if r > 1:
            return cos(mul(2 - r, PI))
        if r > HALF:
            return neg(cos(mul(1 - r, PI)))
        if (r * 12).denominator == 1:
            return _sine_table(6 - int(r * 12))
    flipped = _odd(x)
    return atom(Function("cos", x if flipped is None else flipped))


def _odd(x: Closed) -> Closed | None:
    """-x where the leading coefficient of x is negative: one of x and -x stands for both."""
    if isinstance(x, Fraction):
        return -x if x < 0 else None
    return neg(x) if x.terms[0][1] < 0 else None


@cache
def _tangent_table() -> tuple[tuple[Closed, Fraction], ...]:
    """Pairs of tan(r*pi) and r."""
    root3 = sqrt(Fraction(3))
    return (
        (ZERO, ZERO),
        (ONE, Fraction(1, 4)),
        (root3, Fraction(1, 3)),
        (divide(root3, Fraction(3)), Fraction(1, 6)),
        (sub(Fraction(2), root3), Fraction(1, 12)),
        (sub(root3, Fraction(2)), Fraction(-1, 12)),
        (add(Fraction(2), root3), Fraction(5, 12)),
    )


def atan(x: Closed) -> Closed:
    """The arc tangent."""
    flipped = _odd(x)
    if flipped is not None:
        return neg(atan(flipped))
    for value, r in _tangent_table():
        if x == value:
            return mul(r, PI)
    return atom(Function("atan", x))


def asin(x: Closed) -> Closed:
    """The arc sine of x in [-1, 1]."""
    flipped = _odd(x)
    if flipped is not None:
        return neg(asin(flipped))
    for k in range(7):
        for twelfths in (k, -k):
            value = _sine_table(abs(twelfths))
            if x == (value if twelfths >= 0 else neg(value)):
                return mul(Fraction(twelfths, 12), PI)
    return atan(divide(x, sqrt(sub(ONE, mul(x, x)))))


def acos(x: Closed) -> Closed:
    """The arc cosine of x in [-1, 1]."""
    return sub(mul(HALF, PI), asin(x))


def sinh(x: Closed) -> Closed:
    """The hyperbolic sine."""
    return mul(HALF, sub(exp(x), exp(neg(x))))


def cosh(x: Closed) -> Closed:
    """The hyperbolic cosine."""
    return mul(HALF, add(exp(x), exp(neg(x))))


def tanh(x: Closed) -> Closed:
    """The hyperbolic tangent."""
    twice = exp(add(x, x))
    return divide(sub(twice, ONE), add(twice, ONE))


def coth(x: Closed) -> Closed:
    """The hyperbolic cotangent of x != 0."""
    return inverse(tanh(x))


def asinh(x: Closed) -> Closed:
    """The inverse of sinh."""
    return log(add(x, sqrt(add(mul(x, x), ONE))))


def acosh(x: Closed) -> Closed:
    """The inverse of cosh, for x >= 1."""
    return log(add(x, sqrt(sub(mul(x, x), ONE))))


def atanh(x: Closed) -> Closed:
    """The inverse of tanh, for |x| < 1."""
    return mul(HALF, log(divide(add(ONE, x), sub(ONE, x))))


def acoth(x: Closed) -> Closed:
    """The inverse of coth, for |x| > 1."""
    return mul(HALF, log(divide(add(x, ONE), sub(x, ONE))))


def sigmoid(x: Closed) -> Closed:
    """1/(1 + e**-x)."""
    grown = exp(x)
    return divide(grown, add(ONE, grown))


def softplus(x: Closed) -> Closed:
    """log(1 + e**x)."""
    return log(add(ONE, exp(x)))


def gamma(x: Closed) -> Closed:
    """Euler's gamma function away from 0, -1, -2, ...; closed at whole numbers and halves."""
    if isinstance(x, Fraction) and x.denominator <= 2 and abs(x) <= 500:
        if x.denominator == 1:
            return Fraction(factorial(int(x) - 1))
        value: Closed = sqrt(PI)
        while x > HALF:
            x -= 1
            value = mul(x, value)
        while x < HALF:
            value = mul(1 / x, value)
            x += 1
        return value
    return atom(Function("gamma", x))
