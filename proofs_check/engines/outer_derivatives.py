"""The derivatives of the elementary functions at x, and where they are right."""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.calculus_terms import minus, negate, number_of, over, plus, power, times
from proofs_check.statement.terms import ONE, ZERO, Compare, Letter, Number, Term, apply, number

Conditions = tuple[Term, ...]
X = Letter("x")
TWO = number(2)
MAX_DEGREE = 30


class NotDifferentiable(ValueError):
    """A term for which no derivative is known here; the message names it."""


def outer_derivative(op: str) -> tuple[Term, Conditions]:
    """The derivative of an elementary function at x, and where it is right."""
    square = power(X, TWO)
    match op:
        case "exp":
            return apply("exp", X), ()
        case "log":
            return over(ONE, X), (Compare(">", X, ZERO),)
        case "sqrt":
            return over(ONE, times(TWO, apply("sqrt", X))), (Compare(">", X, ZERO),)
        case "abs":
            return apply("sign", X), (Compare("!=", X, ZERO),)
        case "sign":
            return ZERO, (Compare("!=", X, ZERO),)
        case "relu":
            return times(number_of(Fraction(1, 2)), plus(apply("sign", X), ONE)), (Compare("!=", X, ZERO),)
        case "sigmoid":
            return times(apply("sigmoid", X), minus(ONE, apply("sigmoid", X))), ()
        case "softplus":
            return apply("sigmoid", X), ()
        case "sin":
            return apply("cos", X), ()
        case "cos":
            return negate(apply("sin", X)), ()
        case "tan":
            return plus(ONE, power(apply("tan", X), TWO)), (Compare("!=", apply("cos", X), ZERO),)
        case "cot":
            return negate(plus(ONE, power(apply("cot", X), TWO))), (Compare("!=", apply("sin", X), ZERO),)
        case "atan":
            return over(ONE, plus(square, ONE)), ()
        case "acot":
            return negate(over(ONE, plus(square, ONE))), (Compare("!=", X, ZERO),)
    return _more(op)


def _more(op: str) -> tuple[Term, Conditions]:
    square = power(X, TWO)
    within = (Compare("<", number(-1), X), Compare("<", X, ONE))
    match op:
        case "asin":
            return over(ONE, apply("sqrt", minus(ONE, square))), within
        case "acos":
            return negate(over(ONE, apply("sqrt", minus(ONE, square)))), within
        case "sinh":
            return apply("cosh", X), ()
        case "cosh":
            return apply("sinh", X), ()
        case "tanh":
            return minus(ONE, power(apply("tanh", X), TWO)), ()
        case "coth":
            return minus(ONE, power(apply("coth", X), TWO)), (Compare("!=", X, ZERO),)
        case "asinh":
            return over(ONE, apply("sqrt", plus(square, ONE))), ()
        case "acosh":
            return over(ONE, apply("sqrt", minus(square, ONE))), (Compare(">", X, ONE),)
        case "atanh":
            return over(ONE, minus(ONE, square)), within
        case "acoth":
            return over(ONE, minus(ONE, square)), (Compare(">", apply("abs", X), ONE),)
    raise NotDifferentiable(f"no derivative of {op} is known")


def chebyshev_derivative(op: str, degree: Term, at: Term) -> tuple[Term, Conditions]:
    """T' = n*U(n - 1) for n >= 1; U' = 2*(n*U(n - 1) + (n - 2)*U(n - 3) + ...), for n without a value only off 1 and -1."""
    known = degree.value if isinstance(degree, Number) else None
    if known is not None and 0 <= known <= MAX_DEGREE and known.denominator == 1:
        places = (int(known),) if op == "chebyshev_t" else range(int(known), 0, -2)
        slopes = [
            times(number(place), apply("chebyshev_u", number(place - 1), at)) for place in places if place
        ]
        return times(ONE if op == "chebyshev_t" else TWO, plus(*slopes)), ()
    if op == "chebyshev_t":
        return times(degree, apply("chebyshev_u", minus(degree, ONE), at)), (Compare(">=", degree, ONE),)
    above, square = plus(degree, ONE), power(at, TWO)
    top = minus(times(above, apply("chebyshev_t", above, at)), times(at, apply(op, degree, at)))
    natural = Compare(">=", degree, ZERO)
    return over(top, minus(square, ONE)), (natural, Compare("!=", square, ONE))
