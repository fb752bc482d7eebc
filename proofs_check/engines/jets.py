"""Taylor coefficients of terms in one letter, over balls or over exact closed numbers.

A jet is the list of f(m), f'(m), ..., f^(k)(m)/k!. The recurrences are the same over every field of coefficients: over exact numbers they decide
which derivative is the first that does not vanish, over balls they enclose a derivative on a whole interval.

Reference: A. Griewank, A. Walther, Evaluating Derivatives, 2008, chapter 13.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import comb
from typing import Generic, TypeVar

from proofs_check.statement.terms import Apply, Letter, Number, Term, free_letters
from proofs_check.statement.text import text

C = TypeVar("C")
MAX_WHOLE = 400


class NoJet(ValueError):
    """The term has no Taylor coefficients here, or the field does not know them."""


@dataclass(frozen=True)
class Field(Generic[C]):
    """Arithmetic of coefficients. All operations may raise NoJet; `sign` is 0 where the sign is not certain."""

    number: Callable[[Fraction], C]
    closed: Callable[[Term], C]
    add: Callable[[C, C], C]
    mul: Callable[[C, C], C]
    div: Callable[[C, C], C]
    function: Callable[[str, C], C]
    power: Callable[[C, Fraction], C]
    sign: Callable[[C], int]
    raised: Callable[[C, C], C]


@dataclass
class Jets(Generic[C]):
    """Jets of terms in which `letter` is the jet `variable`; constant terms and shared subterms are kept."""

    over: Field[C]
    letter: str
    variable: list[C]
    known: dict[Term, list[C]] = field(default_factory=dict)

    def of(self, term: Term) -> list[C]:
        """The jet of the term, of the length of the variable's. Raises NoJet."""
        if term not in self.known:
            self.known[term] = self._of(term)
        return self.known[term]

    def constant(self, value: C) -> list[C]:
        zero = self.over.number(Fraction(0))
        return [value, *([zero] * (len(self.variable) - 1))]

    def _of(self, term: Term) -> list[C]:
        if self.letter not in free_letters(term):
            return self.constant(self.over.closed(term))
        match term:
            case Letter():
                return self.variable
            case Apply(op="add", args=(left, right)):
                return self.plus(self.of(left), self.of(right))
            case Apply(op="sub", args=(left, right)):
                return self.plus(self.of(left), self.scale(Fraction(-1), self.of(right)))
            case Apply(op="neg", args=(inner,)):
                return self.scale(Fraction(-1), self.of(inner))
            case Apply(op="mul", args=(left, right)):
                return self.times(self.of(left), self.of(right))
            case Apply(op="div", args=(left, right)):
                return self.times(self.of(left), self.inverse(self.of(right)))
            case Apply(op="pow", args=(base, exponent)):
                return self._power(base, exponent)
            case Apply(op="root", args=(base, Number(value=degree))) if (
                degree.denominator == 1 and degree > 0
            ):
                return self.real_power(self.of(base), 1 / degree)
            case Apply(op=("max" | "min") as op, args=args) if len(args) > 1:
                return self._extreme(op, [self.of(arg) for arg in args])
            case Apply(op=op, args=(inner,)):
                return self.apply(op, self.of(inner))
            case _:
                raise NoJet(f"no jet of {text(term)[:60]}")

    def plus(self, a: list[C], b: list[C]) -> list[C]:
        return [self.over.add(x, y) for x, y in zip(a, b, strict=True)]

    def scale(self, factor: Fraction, a: list[C]) -> list[C]:
        number = self.over.number(factor)
        return [self.over.mul(number, x) for x in a]

    def times(self, a: list[C], b: list[C]) -> list[C]:
        """The product, as long as the shorter factor."""
        return [self._convolution(a, b, k) for k in range(min(len(a), len(b)))]

    def _convolution(self, a: list[C], b: list[C], k: int) -> C:
        add, mul = self.over.add, self.over.mul
        total = mul(a[0], b[k])
        for j in range(1, k + 1):
            total = add(total, mul(a[j], b[k - j]))
        return total

    def inverse(self, a: list[C]) -> list[C]:
        over = self.over
        first = over.div(over.number(Fraction(1)), a[0])
        found, minus = [first], over.mul(over.number(Fraction(-1)), first)
        for k in range(1, len(a)):
            total = over.mul(a[1], found[k - 1])
            for j in range(2, k + 1):
                total = over.add(total, over.mul(a[j], found[k - j]))
            found.append(over.mul(minus, total))
        return found

    def _power(self, base: Term, exponent: Term) -> list[C]:
        if isinstance(exponent, Number):
            if exponent.value.denominator == 1:
                return self.whole_power(self.of(base), int(exponent.value))
            return self.real_power(self.of(base), exponent.value)
        above, below = self.of(exponent), self.of(base)
        if len(below) == 1:
            return [self.over.raised(below[0], above[0])]
        return self.apply("exp", self.times(above, self.apply("log", below)))

    def whole_power(self, a: list[C], n: int) -> list[C]:
        """By the binomial theorem around the constant coefficient, so that an even power of a ball is not negative."""
        if n < 0:
            return self.inverse(self.whole_power(a, -n))
        if n > MAX_WHOLE:
            raise NoJet("a very large exponent")
        over, rest = self.over, [self.over.number(Fraction(0)), *a[1:]]
        found = self.constant(over.power(a[0], Fraction(n)))
        raised = self.constant(over.number(Fraction(1)))
        for j in range(1, min(n + 1, len(a))):
            raised = self.times(raised, rest)
            factor = over.mul(over.number(Fraction(comb(n, j))), over.power(a[0], Fraction(n - j)))
            found = self.plus(found, [over.mul(factor, x) for x in raised])
        return found

    def real_power(self, a: list[C], exponent: Fraction) -> list[C]:
        """a**r for a positive a: y' = r*y*a'/a."""
        if len(a) == 1:
            return [self.over.power(a[0], exponent)]
        if self.over.sign(a[0]) <= 0:
            raise NoJet("a root or a broken power of what may not be positive")
        inverted = self.inverse(a)
        return self._solve(
            a, self.over.power(a[0], exponent), lambda y: self.scale(exponent, self.times(y, inverted))
        )

    def _solve(self, a: list[C], start: C, slope: Callable[[list[C]], list[C]]) -> list[C]:
        """y with y(0) = start and y' = a'*slope(y), coefficient by coefficient."""
        over, y = self.over, [start]
        for k in range(1, len(a)):
            w = slope(y)
            total = over.mul(a[k], over.mul(over.number(Fraction(k)), w[0]))
            for j in range(1, k):
                total = over.add(total, over.mul(over.mul(over.number(Fraction(j)), a[j]), w[k - j]))
            y.append(over.mul(over.number(Fraction(1, k)), total))
        return y

    def apply(self, op: str, a: list[C]) -> list[C]:
        """An elementary function of a jet."""
        if op in ("abs", "relu", "sign"):
            return self._piecewise(op, a)
        if op in ("sin", "cos", "sinh", "cosh"):
            return self._wave(op, a)
        if op == "sqrt":
            return self.real_power(a, Fraction(1, 2))
        if op == "coth":
            return self.inverse(self.apply("tanh", a))
        if op == "cot":
            return self.times(self._wave("cos", a), self.inverse(self._wave("sin", a)))
        start = self.over.function(op, a[0])
        if len(a) == 1:
            return [start]
        slopes: Mapping[str, Callable[[list[C]], list[C]]] = {
            "exp": lambda y: y,
            "tanh": lambda y: self._quadratic(y, 1, 0, -1),
            "tan": lambda y: self._quadratic(y, 1, 0, 1),
            "sigmoid": lambda y: self._quadratic(y, 0, 1, -1),
        }
        if op in slopes:
            return self._solve(a, start, slopes[op])
        moving = self._slope(op, a)
        return self._solve(a, start, lambda y: moving)

    def _quadratic(self, y: list[C], c0: int, c1: int, c2: int) -> list[C]:
        found = self.plus(self.scale(Fraction(c1), y), self.scale(Fraction(c2), self.times(y, y)))
        return [self.over.add(self.over.number(Fraction(c0)), found[0]), *found[1:]]

    def _slope(self, op: str, a: list[C]) -> list[C]:
        """The derivative of the function at a, where it does not depend on the value of the function."""
        half = Fraction(-1, 2)
        match op:
            case "log":
                return self.inverse(a)
            case "softplus":
                return self.apply("sigmoid", a)
            case "atan" | "acot":
                found = self.inverse(self._quadratic(a, 1, 0, 1))
                return found if op == "atan" else self.scale(Fraction(-1), found)
            case "atanh" | "acoth":
                return self.inverse(self._quadratic(a, 1, 0, -1))
            case "asinh":
                return self.real_power(self._quadratic(a, 1, 0, 1), half)
            case "acosh":
                return self.real_power(self._quadratic(a, -1, 0, 1), half)
            case "asin" | "acos":
                found = self.real_power(self._quadratic(a, 1, 0, -1), half)
                return found if op == "asin" else self.scale(Fraction(-1), found)
            case _:
                raise NoJet(f"no derivatives of {op}")

    def _wave(self, op: str, a: list[C]) -> list[C]:
        over = self.over
        odd, even = ("sin", "cos") if op in ("sin", "cos") else ("sinh", "cosh")
        turn = Fraction(-1 if odd == "sin" else 1)
        s, c = [over.function(odd, a[0])], [over.function(even, a[0])]
        for k in range(1, len(a)):
            ds = dc = over.number(Fraction(0))
            for j in range(1, k + 1):
                weight = over.mul(over.number(Fraction(j, k)), a[j])
                ds = over.add(ds, over.mul(weight, c[k - j]))
                dc = over.add(dc, over.mul(weight, s[k - j]))
            s.append(ds)
            c.append(over.mul(over.number(turn), dc))
        return s if op == odd else c

    def _piecewise(self, op: str, a: list[C]) -> list[C]:
        if len(a) == 1:
            return [self.over.function(op, a[0])]
        sign = self.over.sign(a[0])
        if sign == 0:
            raise NoJet(f"{op} of what may be zero")
        if op == "sign":
            return self.constant(self.over.number(Fraction(sign)))
        return self.scale(Fraction(sign if op == "abs" else max(sign, 0)), a)

    def _extreme(self, op: str, jets: list[list[C]]) -> list[C]:
        best = jets[0]
        for other in jets[1:]:
            if len(best) == 1:
                gap = self.over.add(best[0], self.over.mul(self.over.number(Fraction(-1)), other[0]))
                spread = self.scale(Fraction(1 if op == "max" else -1), [self.over.function("abs", gap)])
                best = self.scale(Fraction(1, 2), self.plus(self.plus(best, other), spread))
                continue
            sign = self.over.sign(
                self.over.add(best[0], self.over.mul(self.over.number(Fraction(-1)), other[0]))
            )
            if sign == 0:
                raise NoJet(f"{op} of what may be equal")
            best = best if (sign > 0) == (op == "max") else other
        return best
