"""The functions of the language at exact arguments: where each is defined, and its value there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import factorial

from proofs_check.exact import closed as real
from proofs_check.exact import elementary, roots, scalars
from proofs_check.exact.closed import HALF, ONE, PI, ZERO, TooLarge
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.scalars import IMAGINARY_UNIT, floor_of, order, sign_of
from proofs_check.exact.values import Complex, Scalar, Undecidable, UndefinedTerm

MAX_COUNT = 2_000


def whole(x: Scalar, what: str) -> int:
    """x as a whole number. Raises UndefinedTerm where it is none."""
    if isinstance(x, Fraction):
        if x.denominator == 1:
            return int(x)
        raise UndefinedTerm(f"{what} is {x}, not a whole number")
    if isinstance(x, Complex):
        raise UndefinedTerm(f"{what} is not a whole number")
    floor = floor_of(x)
    if order(x, Fraction(floor)):
        raise UndefinedTerm(f"{what} is not a whole number")
    return floor


def _count(x: Closed, what: str) -> int:
    n = whole(x, what)
    if n < 0:
        raise UndefinedTerm(f"{what} is {n}, below 0")
    if n > MAX_COUNT:
        raise TooLarge(f"{what} is {n}")
    return n


def _need(holds: bool, reason: str) -> None:
    if not holds:
        raise UndefinedTerm(reason)


def _tan(x: Closed) -> Closed:
    cosine = elementary.cos(x)
    _need(sign_of(cosine) != 0, "the argument of tan is a pole")
    return roots.divide(elementary.sin(x), cosine)


def _cot(x: Closed) -> Closed:
    sine = elementary.sin(x)
    _need(sign_of(sine) != 0, "the argument of cot is a pole")
    return roots.divide(elementary.cos(x), sine)


def _within_unit(x: Closed, name: str, closed: bool) -> None:
    square = order(real.mul(x, x), ONE)
    _need(square < 0 or (closed and square == 0), f"the argument of {name} lies outside the unit interval")


def _asin(x: Closed) -> Closed:
    _within_unit(x, "asin", True)
    return elementary.asin(x)


def _acos(x: Closed) -> Closed:
    _within_unit(x, "acos", True)
    return elementary.acos(x)


def _acot(x: Closed) -> Closed:
    return real.mul(HALF, PI) if sign_of(x) == 0 else elementary.atan(roots.inverse(x))


def _coth(x: Closed) -> Closed:
    _need(sign_of(x) != 0, "the argument of coth is 0")
    return elementary.coth(x)


def _acosh(x: Closed) -> Closed:
    _need(order(x, ONE) >= 0, "the argument of acosh is below 1")
    return elementary.acosh(x)


def _atanh(x: Closed) -> Closed:
    _within_unit(x, "atanh", False)
    return elementary.atanh(x)


def _acoth(x: Closed) -> Closed:
    _need(order(real.mul(x, x), ONE) > 0, "the argument of acoth lies within [-1, 1]")
    return elementary.acoth(x)


def _factorial(x: Closed) -> Closed:
    return Fraction(factorial(_count(x, "the argument of factorial")))


def _gamma(x: Closed) -> Closed:
    if sign_of(x) <= 0:
        _need(order(x, Fraction(floor_of(x))) != 0, "the argument of gamma is a pole")
    return elementary.gamma(x)


def _harmonic(x: Closed) -> Closed:
    return sum((Fraction(1, k) for k in range(1, _count(x, "the argument of harmonic") + 1)), ZERO)


def _fibonacci(x: Closed) -> Closed:
    a, b = 0, 1
    for _ in range(_count(x, "the argument of fibonacci")):
        a, b = b, a + b
    return Fraction(a)


def _relu(x: Closed) -> Closed:
    return x if sign_of(x) > 0 else ZERO


def _ceil(x: Closed) -> Closed:
    return Fraction(-floor_of(real.neg(x)))


REAL_FUNCTIONS: Mapping[str, Callable[[Closed], Closed]] = {
    "sin": elementary.sin,
    "cos": elementary.cos,
    "tan": _tan,
    "cot": _cot,
    "asin": _asin,
    "acos": _acos,
    "atan": elementary.atan,
    "acot": _acot,
    "sinh": elementary.sinh,
    "cosh": elementary.cosh,
    "tanh": elementary.tanh,
    "coth": _coth,
    "asinh": elementary.asinh,
    "acosh": _acosh,
    "atanh": _atanh,
    "acoth": _acoth,
    "sign": lambda x: Fraction(sign_of(x)),
    "floor": lambda x: Fraction(floor_of(x)),
    "ceil": _ceil,
    "factorial": _factorial,
    "gamma": _gamma,
    "harmonic": _harmonic,
    "fibonacci": _fibonacci,
    "relu": _relu,
    "sigmoid": elementary.sigmoid,
    "softplus": elementary.softplus,
}


def function(name: str, z: Scalar, is_complex: bool) -> Scalar:
    """The value of the elementary function `name` at z. Raises UndefinedTerm, Undecidable."""
    if name in ("sqrt", "log"):
        return _principal(name, z, is_complex)
    if name in ("abs", "conj", "exp", "re", "im", "arg"):
        return _complex_function(name, z)
    if isinstance(z, Complex):
        return _by_exponentials(name, z)
    if is_complex and name in INVERSES and _has_complex_value(name, z):
        raise Undecidable(f"{name} outside its real domain")
    return REAL_FUNCTIONS[name](z)


INVERSES = ("asin", "acos", "acosh", "atanh", "acoth")


def _has_complex_value(name: str, x: Closed) -> bool:
    """Whether an inverse function has a value at a real number where it has no real one: everywhere but at its poles."""
    beyond = order(real.mul(x, x), ONE)
    match name:
        case "asin" | "acos":
            return beyond > 0
        case "acosh":
            return order(x, ONE) < 0
        case "atanh":
            return beyond > 0
        case _:
            return beyond < 0


def _principal(name: str, z: Scalar, is_complex: bool) -> Scalar:
    if not isinstance(z, Complex):
        known = sign_of(z)
        _need(known >= 0 or is_complex, f"the argument of {name} is negative")
        _need(known != 0 or name == "sqrt", "the argument of log is 0")
    return scalars.sqrt(z) if name == "sqrt" else scalars.log(z)


def _complex_function(name: str, z: Scalar) -> Scalar:
    re, im = scalars.parts(z)
    if name == "arg":
        _need(not scalars.is_zero(z), "the argument of arg is 0")
        return scalars.argument(z)
    if name == "re":
        return re
    if name == "im":
        return im
    table: Mapping[str, Callable[[Scalar], Scalar]] = {
        "abs": scalars.modulus,
        "conj": scalars.conj,
        "exp": scalars.exp,
    }
    return table[name](z)


def _by_exponentials(name: str, z: Complex) -> Scalar:
    """The functions that are made of exponentials, at a number that is not real."""
    turned = scalars.mul(IMAGINARY_UNIT, z) if name in ("sin", "cos") else z
    up, down = scalars.exp(turned), scalars.exp(scalars.neg(turned))
    if name in ("cos", "cosh"):
        return scalars.mul(HALF, scalars.add(up, down))
    if name == "sinh":
        return scalars.mul(HALF, scalars.sub(up, down))
    if name == "sin":
        return scalars.mul(Complex(ZERO, -HALF), scalars.sub(up, down))
    if name in ("sigmoid", "softplus"):
        below = scalars.add(ONE, scalars.exp(scalars.neg(z) if name == "sigmoid" else z))
        _need(not scalars.is_zero(below), f"the argument of {name} is a pole")
        return scalars.inverse(below) if name == "sigmoid" else scalars.log(below)
    if name in RATIOS:
        above, below = (_by_exponentials(part, z) for part in RATIOS[name])
        _need(not scalars.is_zero(below), f"the argument of {name} is a pole")
        return scalars.divide(above, below)
    if name in ("atan", "acot"):
        _need(not scalars.is_zero(scalars.add(ONE, scalars.mul(z, z))), f"the argument of {name} is a pole")
    raise Undecidable(f"{name} of a number that is not real")


RATIOS: Mapping[str, tuple[str, str]] = {
    "tan": ("sin", "cos"),
    "cot": ("cos", "sin"),
    "tanh": ("sinh", "cosh"),
    "coth": ("cosh", "sinh"),
}


def root(x: Scalar, n: Scalar) -> Scalar:
    """The real n-th root. Raises UndefinedTerm."""
    order_ = whole(n, "the order of a root")
    _need(order_ >= 1, "the order of a root is below 1")
    if isinstance(x, Complex):
        raise UndefinedTerm("the argument of root is not real")
    if sign_of(x) >= 0:
        return roots.root(x, order_)
    _need(order_ % 2 == 1, "the argument of a root of even order is negative")
    return real.neg(roots.root(real.neg(x), order_))


def atan2(y: Scalar, x: Scalar) -> Scalar:
    """The angle of the point (x, y)."""
    if isinstance(y, Complex) or isinstance(x, Complex):
        raise UndefinedTerm("an argument of atan2 is not real")
    z = scalars.pair(x, y)
    _need(not scalars.is_zero(z), "both arguments of atan2 are 0")
    return scalars.argument(z)


def binomial(x: Scalar, k: Scalar) -> Scalar:
    """x*(x - 1)*...*(x - k + 1)/k!, 0 for k < 0."""
    count = whole(k, "the lower argument of binomial")
    if count < 0:
        return ZERO
    if count > MAX_COUNT:
        raise TooLarge("a binomial coefficient")
    value: Scalar = ONE
    for j in range(count):
        value = scalars.mul(value, scalars.mul(Fraction(1, j + 1), scalars.sub(x, Fraction(j))))
    return value


def chebyshev(n: Scalar, x: Scalar, first: Scalar) -> Scalar:
    """The Chebyshev polynomial of degree n with T_0 = 1 and T_1 = `first` (x or 2x), at x."""
    degree = whole(n, "the degree of a Chebyshev polynomial")
    _need(degree >= 0, "the degree of a Chebyshev polynomial is below 0")
    if degree > MAX_COUNT:
        raise TooLarge("a Chebyshev polynomial of high degree")
    before: Scalar = ONE
    now = first
    if degree == 0:
        return before
    for _ in range(degree - 1):
        before, now = now, scalars.sub(scalars.mul(scalars.mul(Fraction(2), x), now), before)
    return now


def power(base: Scalar, exponent: Scalar, integral: bool, is_complex: bool) -> Scalar:
    """base**exponent; `integral` says whether the exponent is a whole number by its form. Raises UndefinedTerm.

    is_complex: the claim has complex letters; then it is the principal power exp(exponent*log(base)).
    """
    if integral:
        n = whole(exponent, "the exponent")
        if n < 0:
            _need(not scalars.is_zero(base), "0 is raised to a negative power")
        if abs(n) > elementary.MAX_EXPONENT:
            raise TooLarge("a large exponent")
        return scalars.integer_power(base, n)
    known = None if isinstance(base, Complex) else sign_of(base)
    _need(is_complex or known in (0, 1), "the base of a power with a real exponent is not positive")
    if known == 0:
        _need(sign_of(scalars.parts(exponent)[0]) > 0, "0 is raised to a power that is not positive")
        return ZERO
    if isinstance(base, Complex) or known == -1:
        return _principal_power(base, exponent)
    if isinstance(exponent, Complex):
        return scalars.exp(scalars.mul(exponent, elementary.log(base)))
    return scalars.real_power(base, exponent)


def _principal_power(base: Scalar, exponent: Scalar) -> Scalar:
    if isinstance(exponent, Fraction) and exponent.denominator == 2:  # an exact root where there is one
        return scalars.integer_power(scalars.sqrt(base), exponent.numerator)
    return scalars.exp(scalars.mul(exponent, scalars.log(base)))


def binary(name: str, x: Scalar, y: Scalar) -> Scalar:
    """The value of a function of two numbers."""
    match name:
        case "root":
            return root(x, y)
        case "atan2":
            return atan2(x, y)
        case "binomial":
            return binomial(x, y)
        case "chebyshev_t":
            return chebyshev(x, y, y)
        case _:
            return chebyshev(x, y, scalars.mul(Fraction(2), y))
