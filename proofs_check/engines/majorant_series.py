"""Power series of elementary functions about 0 and their majorants: the series with the moduli of the coefficients.

    exp, sinh, cosh, sin, cos      everywhere          exp, sinh, cosh, sinh, cosh
    tan, tanh                      abs(w) < pi/2       tan
    atan, atanh; asin, asinh       abs(w) < 1          atanh; asin
    log(1 + w)                     abs(w) < 1          -log(1 - r)
    (1 + w)**a, a < 0              abs(w) < 1          (1 - r)**a
    (1 + w)**a, m - 1 < a < m      abs(w) < 1          sum over j < m of binomial(a, j)*r**j, and the rest of (1 - r)**a, which has one sign

In these discs the principal branches are the sums of their series.

Notation: w = c*z**k, r = abs(w), m a natural number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil, factorial

from proofs_check.engines.calculus_terms import negate, plus, power, times
from proofs_check.statement.terms import ONE, Apply, Constant, Term, apply, number

LOGARITHM, POWER = "log", "pow"
ENTIRE: Mapping[str, str] = {"exp": "exp", "sinh": "sinh", "cosh": "cosh", "sin": "sinh", "cos": "cosh"}
IN_A_DISC: Mapping[str, str] = {
    "tan": "tan",
    "tanh": "tan",
    "atan": "atanh",
    "atanh": "atanh",
    "asin": "asin",
    "asinh": "asin",
}
TURNED = ("sin", "cos", "tanh", "atan", "asinh")
"""Their coefficients are those of the majorant with signs that alternate from one term to the next."""


@dataclass(frozen=True)
class Head:
    """op(w) with w = factor*z**step; for the logarithm and the power op(1 + w), the latter with this exponent."""

    op: str
    factor: Fraction
    step: int = 1
    exponent: Fraction = Fraction(0)

    def coefficient(self, degree: int) -> Fraction:
        """Of z**degree."""
        if degree < 0 or degree % self.step:
            return Fraction(0)
        place = degree // self.step
        return self._taylor(place) * self.factor**place

    def _taylor(self, place: int) -> Fraction:
        if self.op == LOGARITHM:
            return Fraction((-1) ** (place + 1), place) if place else Fraction(0)
        if self.op == POWER:
            return binomial(self.exponent, place)
        sign = -1 if self.op in TURNED and place // 2 % 2 else 1
        return sign * _size({**ENTIRE, **IN_A_DISC}[self.op], place)

    def size(self, radius: Term) -> Term:
        """r for abs(z) == radius."""
        return times(number(abs(self.factor)), power(radius, number(self.step)))

    def reach(self) -> Term | None:
        """What r has to be less than; None where the series converges everywhere."""
        if self.op in ENTIRE:
            return None
        return apply("div", Constant("pi"), number(2)) if self.op in ("tan", "tanh") else ONE

    def majorant(self, radius: Term) -> Term:
        """The sum of the moduli of the coefficients times the powers of the radius."""
        size = self.size(radius)
        if self.op == LOGARITHM:
            return negate(apply("log", apply("sub", ONE, size)))
        if self.op == POWER:
            return _power_majorant(self.exponent, size)
        return apply({**ENTIRE, **IN_A_DISC}[self.op], size)


def binomial(top: Fraction, count: int) -> Fraction:
    """The generalised binomial coefficient."""
    found = Fraction(1)
    for j in range(count):
        found *= (top - j) / (j + 1)
    return found


def _power_majorant(exponent: Fraction, size: Term) -> Term:
    below = _power(apply("sub", ONE, size), exponent)
    if exponent < 0:
        return below
    start = ceil(exponent)
    turn = (-1) ** start
    # For j >= m the coefficients of (1 - r)**a have the sign (-1)**m.
    head = [
        times(number(binomial(exponent, j) * (1 - turn * (-1) ** j)), power(size, number(j)))
        for j in range(start)
    ]
    return plus(*head, times(number(turn), below))


def _power(base: Term, exponent: Fraction) -> Term:
    if exponent < 0:
        return apply("div", ONE, _power(base, -exponent))
    if exponent == Fraction(1, 2):
        return apply("sqrt", base)
    return base if exponent == 1 else Apply("pow", (base, number(exponent)))


def _size(op: str, place: int) -> Fraction:
    """The coefficients of the majorants."""
    even = place % 2 == 0
    match op:
        case "exp":
            return Fraction(1, factorial(place))
        case "cosh":
            return Fraction(1, factorial(place)) if even else Fraction(0)
        case "sinh":
            return Fraction(0) if even else Fraction(1, factorial(place))
        case "atanh":
            return Fraction(0) if even else Fraction(1, place)
        case "asin":
            half = place // 2
            return Fraction(0) if even else abs(binomial(Fraction(-1, 2), half)) / place
    return _tangent(place)


@cache
def _tangent(place: int) -> Fraction:
    """Of tan, from tan*cos == sin."""
    total = Fraction((-1) ** (place // 2), factorial(place)) if place % 2 else Fraction(0)
    for j in range(2, place + 1, 2):
        total -= Fraction((-1) ** (j // 2), factorial(j)) * _tangent(place - j)
    return total
