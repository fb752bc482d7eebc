"""Coefficients of the power series of elementary functions, as many as an expansion asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import factorial

from flint import fmpq_series

from proofs_check.engines.calculus_terms import folded, number_of, over, plus, times
from proofs_check.engines.derivatives import derivative_series
from proofs_check.statement.terms import ONE, ZERO, Term, apply, number, substitute

PERIODIC = ("exp", "sin", "cos", "sinh", "cosh")
"""Their derivatives of any order are as short as they are."""
SHORT = 3  # derivatives of the others grow with the order
AT_ZERO: Mapping[str, Callable[[fmpq_series], fmpq_series]] = {
    "sin": fmpq_series.sin,
    "cos": fmpq_series.cos,
    "tan": fmpq_series.tan,
    "asin": fmpq_series.asin,
    "atan": fmpq_series.atan,
    "sinh": fmpq_series.sinh,
    "cosh": fmpq_series.cosh,
    "tanh": fmpq_series.tanh,
    "asinh": fmpq_series.asinh,
    "atanh": fmpq_series.atanh,
    "sigmoid": lambda u: (1 + (-u).exp()).inv(),
}


def exponential(order: int) -> tuple[Term, ...]:
    """Of exp at 0."""
    return tuple(number(Fraction(1, factorial(k))) for k in range(order + 1))


def logarithm(order: int) -> tuple[Term, ...]:
    """Of log(1 + u) at 0."""
    return (ZERO, *(number(Fraction((-1) ** (k + 1), k)) for k in range(1, order + 1)))


def alternating(order: int) -> tuple[Term, ...]:
    """Of 1/(1 + u) at 0."""
    return tuple(number((-1) ** k) for k in range(order + 1))


def binomials(exponent: Term, order: int) -> tuple[Term, ...]:
    """Of (1 + u)**exponent at 0."""
    found: list[Term] = [ONE]
    for k in range(order):
        factor = over(plus(exponent, number(-k)), number(k + 1))
        found.append(times(found[-1], factor))
    return tuple(found)


def taylor(op: str, value: Term, order: int) -> tuple[Term, ...]:
    """Of `op` at `value`, no more than `order`; only the first where the language has no derivative."""
    if order > SHORT and value == ZERO and op in AT_ZERO:
        series = AT_ZERO[op](fmpq_series([0, 1], prec=order + 1))
        return tuple(number_of(Fraction(int(series[k].p), int(series[k].q))) for k in range(order + 1))
    if order > SHORT and value == ZERO and op == "softplus":  # its derivative is the sigmoid
        slopes = taylor("sigmoid", ZERO, order - 1)
        later = (times(number(Fraction(1, k + 1)), slope) for k, slope in enumerate(slopes))
        return (apply("log", number(2)), *later)
    found = []
    for k, derivative in enumerate(derivative_series(op, order if op in PERIODIC else min(order, SHORT))):
        found.append(times(number(Fraction(1, factorial(k))), folded(substitute(derivative, {"x": value}))))
    return tuple(found)
