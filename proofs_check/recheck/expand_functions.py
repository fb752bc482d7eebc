"""The functions of the language of expansions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.recheck import functions, growth, numbers
from proofs_check.recheck import growth_functions as gf
from proofs_check.recheck.complexes import Complex, decided
from proofs_check.recheck.growth import (
    UNIT,
    Expansion,
    add,
    constant,
    mul,
    neg,
    outgrows,
    scaled,
    sub,
    unknown,
)
from proofs_check.recheck.numbers import PI
from proofs_check.recheck.outcome import NoValue, Open

if TYPE_CHECKING:
    from proofs_check.recheck.expand import Expander

ONE = Fraction(1)
TWO = Fraction(2)
HALF = Fraction(1, 2)


def function(op: str, args: list[Expansion], expander: Expander) -> Expansion:
    """The growth of a function of numbers. Raises NoValue, Open."""
    x, order, has_complex = args[0], expander.order, expander.place.has_complex
    match op:
        case "exp":
            return gf.exponential(x, order)
        case "log":
            return gf.logarithm(x, order, has_complex)
        case "sqrt":
            return expander.root(x, 2)
        case "abs":
            return gf.modulus(x, order)
        case "re":
            return scaled(add(x, growth.conjugate(x)), HALF)
        case "im":
            return scaled(sub(x, growth.conjugate(x)), Complex(Fraction(0), -HALF))
        case "conj":
            return growth.conjugate(x)
        case "binomial":
            return _binomial(x, args[1])
        case "root":
            return expander.root(x, _fixed_whole(args[1]))
    if any(isinstance(decided(c), Complex) and s.spin == 0 for arg in args for s, c in arg.terms):
        raise Open(f"the growth of {op} of a complex function")
    if op in ("min", "max"):
        return _extreme(op, args)
    if op == "atan2":
        return _angle(x, args[1], expander)
    return _real_function(op, x, order)


def _fixed_whole(x: Expansion) -> int:
    if x.is_nothing:
        raise NoValue("a root of order 0")
    scale, c = x.lead()
    if x != growth.single(scale, c) or scale != UNIT:
        raise Open("a root of moving order")
    n = functions.whole(c, "the order of a root")
    if n < 1:
        raise NoValue("a root of order below 1")
    return n


def _binomial(x: Expansion, lower: Expansion) -> Expansion:
    k = 0 if lower.is_nothing else _fixed_whole(lower)
    if k > 20:
        raise Open("a binomial coefficient of high degree")
    found = constant(ONE)
    for j in range(k):
        found = scaled(mul(found, sub(x, constant(Fraction(j)))), Fraction(1, j + 1))
    return found


def _extreme(op: str, args: list[Expansion]) -> Expansion:
    best = args[0]
    for arg in args[1:]:
        side = gf.side_of(sub(arg, best))
        best = arg if (side > 0 if op == "max" else side < 0) else best
    return best


def _real_function(op: str, x: Expansion, order: int) -> Expansion:
    match op:
        case "sign":
            return constant(Fraction(gf.side_of(x)))
        case "relu":
            return _relu(x)
        case "floor":
            return gf.floored(x)
        case "ceil":
            return neg(gf.floored(neg(x)))
        case "sin" | "cos":
            return gf.wave(op, x, order)
        case "tan":
            return mul(gf.wave("sin", x, order), gf.inverse(gf.wave("cos", x, order), order))
        case "cot":
            return mul(gf.wave("cos", x, order), gf.inverse(gf.wave("sin", x, order), order))
        case "atan":
            return gf.arc_tangent(x, order)
        case "acot":
            return _arc_cotangent(x, order)
        case "asin":
            return gf.arc_sine(x, order)
        case "acos":
            return sub(constant(numbers.mul(HALF, PI)), gf.arc_sine(x, order))
        case "sigmoid":
            return gf.inverse(add(constant(ONE), gf.exponential(neg(x), order)), order)
        case "softplus":
            return gf.logarithm(add(constant(ONE), gf.exponential(x, order)), order, False)
    return _hyperbolic(op, x, order)


def _angle(y: Expansion, x: Expansion, expander: Expander) -> Expansion:
    """atan2(y, x) is twice the arc tangent of y/(r + x), r the distance from the origin, off the cut."""
    if y.is_nothing:
        side = gf.side_of(x)
        if side == 0:
            raise NoValue("atan2(0, 0)")
        return constant(PI) if side < 0 else y
    length = expander.root(add(mul(x, x), mul(y, y)), 2)
    half = gf.arc_tangent(mul(y, gf.inverse(add(length, x), expander.order)), expander.order)
    return scaled(half, TWO)


def _relu(x: Expansion) -> Expansion:
    if not x.is_nothing and not x.terms:
        return unknown(x.rest)
    return x if gf.side_of(x) > 0 else Expansion(())


def _arc_cotangent(x: Expansion, order: int) -> Expansion:
    """atan(1/x), pi/2 at 0."""
    if x.is_nothing:
        return constant(numbers.mul(HALF, PI))
    return gf.arc_tangent(gf.inverse(x, order), order)


def _hyperbolic(op: str, x: Expansion, order: int) -> Expansion:
    one = constant(ONE)
    if op in ("sinh", "cosh"):
        up, down = gf.exponential(x, order), gf.exponential(neg(x), order)
        return scaled(add(up, down) if op == "cosh" else sub(up, down), HALF)
    if op in ("tanh", "coth"):
        square = gf.exponential(scaled(x, TWO), order)
        above, below = sub(square, one), add(square, one)
        if op == "coth":
            above, below = below, above
        return mul(above, gf.inverse(below, order))
    if op == "asinh":
        if not x.is_nothing and gf.side_of(x) < 0:
            return neg(_hyperbolic(op, neg(x), order))
        return gf.logarithm(add(x, gf.real_power(add(mul(x, x), one), HALF, order)), order, False)
    if op == "acosh":
        return _arc_cosh(x, order)
    if op in ("atanh", "acoth"):
        _need_beside_one(x, op)
        y = x if op == "atanh" else gf.inverse(x, order)
        ratio = mul(add(one, y), gf.inverse(sub(one, y), order))
        return scaled(gf.logarithm(ratio, order, False), HALF)
    raise Open(f"the growth of {op}")


def _need_beside_one(x: Expansion, op: str) -> None:
    """atanh needs |x| < 1, acoth |x| > 1, for large s."""
    bound = x.bound()
    if bound is not None and outgrows(bound, UNIT) < 0:
        side = -1
    else:
        side = 0 if x.is_nothing else gf.side_of(sub(gf.modulus(x, 1), constant(ONE)))
        side = -1 if x.is_nothing else side
    if (side < 0) != (op == "atanh") or side == 0:
        raise NoValue(f"{op} outside its domain")


def _arc_cosh(x: Expansion, order: int) -> Expansion:
    gap = sub(x, constant(ONE))
    if gap.is_nothing:
        return gap
    if gf.side_of(gap) < 0:
        raise NoValue("acosh below 1")
    length = gf.real_power(sub(mul(x, x), constant(ONE)), HALF, order)
    return gf.logarithm(add(x, length), order, False)
