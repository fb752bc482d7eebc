"""The functions of the language on asymptotic expansions (see `expansions.py`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.exact import closed as real
from proofs_check.exact import elementary, functions, scalars
from proofs_check.exact import expansions as ex
from proofs_check.exact.closed import HALF, ONE, PI, ZERO
from proofs_check.exact.closed_numbers import Closed, Real
from proofs_check.exact.expansions import Expansion
from proofs_check.exact.growing_powers import is_whole_term
from proofs_check.exact.scales import UNIT, Oscillates, Scale, compare_scales
from proofs_check.exact.values import Complex, Scalar, Undecidable, UndefinedTerm


@dataclass(frozen=True)
class Calculus:
    """Functions of expansions, power series cut after `order`.

    integral: s runs through the whole numbers. is_complex: the claim has complex letters.
    """

    order: int
    integral: bool
    is_complex: bool

    def apply(self, name: str, x: Expansion) -> Expansion:
        """The elementary function `name` of x. Raises UndefinedTerm, Undecidable."""
        fixed = x.constant()
        if fixed is not None:
            return ex.constant(functions.function(name, fixed, self.is_complex))
        own = self._table().get(name)
        if own is None:
            raise Undecidable(f"the growth of {name}")
        doubtful = not ex.is_real(x) or (self.is_complex and x.error is not None)
        if doubtful and name not in ("abs", "conj", "re", "im", "exp"):
            raise Undecidable(f"{name} of a number that is not real, in a limit")
        return own(x)

    def _table(self) -> Mapping[str, Callable[[Expansion], Expansion]]:
        return {
            "abs": self.modulus,
            "sign": lambda x: ex.constant(Fraction(ex.sign(x))),
            "sqrt": self.sqrt,
            "exp": lambda x: ex.exp(x, self.order),
            "log": self.log,
            "sin": lambda x: self.wave(x, 0),
            "cos": lambda x: self.wave(x, 1),
            "tan": lambda x: self.divide(self.wave(x, 0), self.wave(x, 1)),
            "cot": lambda x: self.divide(self.wave(x, 1), self.wave(x, 0)),
            "atan": self.atan,
            "acot": lambda x: self.atan(self.inverse(x)),
            "asin": self.asin,
            "acos": lambda x: ex.sub(ex.constant(real.mul(HALF, PI)), self.asin(x)),
            "sinh": lambda x: self.hyperbolic(x, -1),
            "cosh": lambda x: self.hyperbolic(x, 1),
            "tanh": self.tanh,
            "coth": lambda x: self.inverse(self.tanh(x)),
            "asinh": self.asinh,
            "acosh": self.acosh,
            "atanh": self.atanh,
            "acoth": lambda x: self.atanh(self.inverse(x)),
            "floor": self.floor,
            "ceil": lambda x: ex.neg(self.floor(ex.neg(x))),
            "re": lambda x: self.half(ex.add(x, ex.conj(x))),
            "im": lambda x: ex.mul(ex.constant(Complex(ZERO, -HALF)), ex.sub(x, ex.conj(x))),
            "conj": ex.conj,
            "relu": lambda x: x if ex.sign(x) > 0 else ex.ZERO_EXPANSION,
            "sigmoid": self.sigmoid,
            "softplus": self.softplus,
        }

    def half(self, x: Expansion) -> Expansion:
        return ex.mul(ex.constant(HALF), x)

    def inverse(self, x: Expansion) -> Expansion:
        return ex.inverse(x, self.order)

    def divide(self, x: Expansion, y: Expansion) -> Expansion:
        return ex.mul(x, self.inverse(y))

    def exp(self, x: Expansion) -> Expansion:
        return ex.exp(x, self.order)

    def modulus(self, x: Expansion) -> Expansion:
        """|x|."""
        if not x.terms:
            return x
        leading = x.leading()
        if ex.is_real(x):
            if len(leading) == 1 and leading[0][0].spin == ONE:
                return x if ex.sign(x) > 0 else ex.neg(x)
            if (
                len(leading) == 1
                and leading[0][0].spin == -ONE
                and isinstance(leading[0][1], Fraction | Real)
            ):
                turned = ex.scale_by(x, Scale(spin=-ONE), ONE)
                return turned if ex.sign(turned) > 0 else ex.neg(turned)
        return self.sqrt(ex.mul(x, ex.conj(x)))

    def sqrt(self, x: Expansion) -> Expansion:
        """The square root; 0 of exactly 0. Raises UndefinedTerm where x is negative near the limit point."""
        known = ex.sign(x)
        if known < 0:
            if self.is_complex:
                return ex.mul(ex.constant(scalars.IMAGINARY_UNIT), self.sqrt(ex.neg(x)))
            raise UndefinedTerm("the argument of sqrt is negative near the limit point")
        return ex.power(x, HALF, self.order) if known else x

    def log(self, x: Expansion) -> Expansion:
        """The logarithm. Raises UndefinedTerm where x is not positive near the limit point."""
        known = ex.sign(x)
        if known < 0 and self.is_complex:
            return ex.add(self.log(ex.neg(x)), ex.constant(Complex(ZERO, PI)))
        if known <= 0:
            raise UndefinedTerm("the argument of log is not positive near the limit point")
        return ex.log(x, self.order)

    def near(self, x: Expansion) -> tuple[Closed, Expansion] | None:
        """(c, y) with x = c + y, y tending to 0; None where x has no finite limit by its scales."""
        bound = x.bound()
        if bound is None or compare_scales(bound, UNIT) < 0:
            return ZERO, x
        if compare_scales(bound, UNIT) > 0:
            return None
        scale, c = x.lead()
        if isinstance(c, Complex) or scale.spin != ONE:
            raise Oscillates("a bounded oscillating argument")
        return c, Expansion(x.terms[1:], x.error)

    def wave(self, x: Expansion, shift: int) -> Expansion:
        """sin (shift 0) or cos (shift 1); bounded where x grows."""
        near = self.near(x)
        if near is None:
            return Expansion((), UNIT)
        c, rest = near
        sine, cosine = elementary.sin(c), elementary.cos(c)
        cycle = (sine, cosine, real.neg(sine), real.neg(cosine))

        def coefficient(k: int) -> Scalar:
            from math import factorial

            return real.mul(Fraction(1, factorial(k)), cycle[(k + shift) % 4])

        return ex.series(rest, coefficient, self.order)

    def atan(self, x: Expansion) -> Expansion:
        """The arc tangent."""
        near = self.near(x)
        if near is None:
            quarter = real.mul(Fraction(ex.sign(x), 2), PI)
            return ex.sub(ex.constant(quarter), self.atan(self.inverse(x)))
        c, rest = near
        slopes = _reciprocal_square(c, self.order)

        def coefficient(k: int) -> Scalar:
            return real.mul(Fraction(1, k), slopes[k - 1]) if k else elementary.atan(c)

        return ex.series(rest, coefficient, self.order)

    def angle(self, y: Expansion, x: Expansion) -> Expansion:
        """atan2(y, x): the arc tangent of y/x, half a turn away where x < 0. Raises UndefinedTerm at the origin."""
        if not (ex.is_real(x) and ex.is_real(y)):
            raise Undecidable("atan2 of a number that is not real, in a limit")
        across, up = ex.sign(x), ex.sign(y)
        if across == 0:
            if up == 0:
                raise UndefinedTerm("both arguments of atan2 are 0 near the limit point")
            return ex.constant(real.mul(Fraction(up, 2), PI))
        near = self.atan(self.divide(y, x)) if up else ex.ZERO_EXPANSION
        if across > 0:
            return near
        return ex.add(near, ex.constant(real.mul(Fraction(1 if up >= 0 else -1), PI)))

    def asin(self, x: Expansion) -> Expansion:
        """The arc sine. Raises UndefinedTerm where x leaves [-1, 1] near the limit point."""
        inside = ex.sub(ex.constant(ONE), ex.mul(x, x))
        known = ex.sign(inside)
        if known < 0:
            raise UndefinedTerm("the argument of asin or acos leaves [-1, 1] near the limit point")
        if known == 0:
            return ex.constant(real.mul(Fraction(ex.sign(x), 2), PI))
        return self.atan(self.divide(x, self.sqrt(inside)))

    def hyperbolic(self, x: Expansion, side: int) -> Expansion:
        """(exp(x) + side*exp(-x))/2."""
        down = self.exp(ex.neg(x))
        return self.half(ex.add(self.exp(x), down if side > 0 else ex.neg(down)))

    def tanh(self, x: Expansion) -> Expansion:
        """The hyperbolic tangent, by the exponential that does not grow."""
        known = ex.sign(x) if x.terms else 1
        size = x if known >= 0 else ex.neg(x)
        down = self.exp(ex.neg(ex.add(size, size)))
        one = ex.constant(ONE)
        found = self.divide(ex.sub(one, down), ex.add(one, down))
        return found if known >= 0 else ex.neg(found)

    def sigmoid(self, x: Expansion) -> Expansion:
        """1/(1 + exp(-x)), by the exponential that does not grow."""
        one = ex.constant(ONE)
        if x.terms and ex.sign(x) < 0:
            up = self.exp(x)
            return self.divide(up, ex.add(one, up))
        return self.inverse(ex.add(one, self.exp(ex.neg(x))))

    def softplus(self, x: Expansion) -> Expansion:
        """log(1 + exp(x)), by the exponential that does not grow."""
        one = ex.constant(ONE)
        if x.terms and ex.sign(x) > 0:
            return ex.add(x, self.log(ex.add(one, self.exp(ex.neg(x)))))
        return self.log(ex.add(one, self.exp(x)))

    def asinh(self, x: Expansion) -> Expansion:
        """The inverse of sinh."""
        if x.terms and ex.sign(x) < 0:
            return ex.neg(self.asinh(ex.neg(x)))
        return self.log(ex.add(x, self.sqrt(ex.add(ex.mul(x, x), ex.constant(ONE)))))

    def acosh(self, x: Expansion) -> Expansion:
        """The inverse of cosh. Raises UndefinedTerm where x is below 1 near the limit point."""
        if ex.sign(ex.sub(x, ex.constant(ONE))) < 0:
            raise UndefinedTerm("the argument of acosh is below 1 near the limit point")
        return self.log(ex.add(x, self.sqrt(ex.sub(ex.mul(x, x), ex.constant(ONE)))))

    def atanh(self, x: Expansion) -> Expansion:
        """The inverse of tanh. Raises UndefinedTerm where |x| >= 1 near the limit point."""
        one = ex.constant(ONE)
        if ex.sign(ex.sub(one, ex.mul(x, x))) <= 0:
            raise UndefinedTerm("the argument of atanh or acoth leaves its domain near the limit point")
        return self.half(self.log(self.divide(ex.add(one, x), ex.sub(one, x))))

    def floor(self, x: Expansion) -> Expansion:
        """The floor, up to O(1) where x grows and is not whole by its form."""
        if self.integral and x.error is None and all(is_whole_term(*item) for item in x.terms):
            return x
        near = self.near(x)
        if near is None:
            return ex.build(x.terms, (x.error, UNIT))
        c, rest = near
        below = scalars.floor_of(c)
        if scalars.order(c, Fraction(below)) == 0 and ex.sign(rest) < 0:
            below -= 1
        return ex.constant(Fraction(below))


def _reciprocal_square(c: Closed, order: int) -> list[Closed]:
    """Taylor coefficients of 1/(1 + x**2) at c."""
    from proofs_check.exact.roots import inverse

    first = inverse(real.add(ONE, real.mul(c, c)))
    found = [first]
    for _ in range(order):
        before = found[-2] if len(found) > 1 else ZERO
        total = real.add(real.mul(Fraction(2), c, found[-1]), before)
        found.append(real.neg(real.mul(first, total)))
    return found
