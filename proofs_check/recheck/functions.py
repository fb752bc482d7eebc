"""The functions of the language at a number: where each is undefined, and its value elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import factorial

from proofs_check.recheck import complexes, numbers, signs, special
from proofs_check.recheck.complexes import Complex, Number, decided, is_zero, parts
from proofs_check.recheck.numbers import PI, Real
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.signs import absolute, compare, sign

ONE = Fraction(1)
TWO = Fraction(2)
MAX_COUNT = 2_000


def whole(z: Number, what: str) -> int:
    """z as a whole number. Raises NoValue where it is none."""
    x = decided(z)
    if isinstance(x, Complex):
        raise NoValue(f"{what} is not a whole number")
    below = signs.floor(x)
    if compare(x, Fraction(below)) != 0:
        raise NoValue(f"{what} is not a whole number")
    return below


def need(holds: bool, reason: str) -> None:
    if not holds:
        raise NoValue(reason)


def _count(x: Real, what: str) -> int:
    n = whole(x, what)
    need(n >= 0, f"{what} is below 0")
    if n > MAX_COUNT:
        raise Open(f"{what} is large")
    return n


def _tan(x: Real) -> Real:
    below = special.cos(x)
    need(sign(below) != 0, "tan at a pole")
    return numbers.div(special.sin(x), below)


def _cot(x: Real) -> Real:
    below = special.sin(x)
    need(sign(below) != 0, "cot at a pole")
    return numbers.div(special.cos(x), below)


def _coth(x: Real) -> Real:
    need(sign(x) != 0, "coth at 0")
    return numbers.div(ONE, special.tanh(x))


def _inside(name: str, compute: Callable[[Real], Real], closed: bool) -> Callable[[Real], Real]:
    def value(x: Real) -> Real:
        upper, lower = compare(x, ONE), compare(x, -ONE)
        need(upper < 0 or (closed and upper == 0), f"{name} above 1")
        need(lower > 0 or (closed and lower == 0), f"{name} below -1")
        return compute(x)

    return value


def _acosh(x: Real) -> Real:
    need(compare(x, ONE) >= 0, "acosh below 1")
    return special.acosh(x)


def _acoth(x: Real) -> Real:
    need(compare(absolute(x), ONE) > 0, "acoth within [-1, 1]")
    return special.atanh(numbers.div(ONE, x))


def _gamma(x: Real) -> Real:
    if sign(x) <= 0:
        need(compare(x, Fraction(signs.floor(x))) != 0, "gamma at a pole")
    return special.gamma(x)


def _harmonic(x: Real) -> Real:
    return numbers.total([Fraction(1, k) for k in range(1, _count(x, "the argument of harmonic") + 1)])


def _fibonacci(x: Real) -> Real:
    now, later = 0, 1
    for _ in range(_count(x, "the argument of fibonacci")):
        now, later = later, now + later
    return Fraction(now)


REAL_FUNCTIONS: Mapping[str, Callable[[Real], Real]] = {
    "sin": special.sin,
    "cos": special.cos,
    "tan": _tan,
    "cot": _cot,
    "asin": _inside("asin", special.asin, True),
    "acos": _inside("acos", special.acos, True),
    "atan": special.atan,
    "acot": special.acot,
    "sinh": special.sinh,
    "cosh": special.cosh,
    "tanh": special.tanh,
    "coth": _coth,
    "asinh": special.asinh,
    "acosh": _acosh,
    "atanh": _inside("atanh", special.atanh, False),
    "acoth": _acoth,
    "sign": lambda x: Fraction(sign(x)),
    "floor": lambda x: Fraction(signs.floor(x)),
    "ceil": lambda x: Fraction(-signs.floor(numbers.neg(x))),
    "factorial": lambda x: Fraction(factorial(_count(x, "the argument of factorial"))),
    "gamma": _gamma,
    "harmonic": _harmonic,
    "fibonacci": _fibonacci,
    "relu": lambda x: x if sign(x) > 0 else Fraction(0),
    "sigmoid": special.sigmoid,
    "softplus": special.softplus,
}


def elementary(name: str, z: Number, has_complex: bool) -> Number:
    """The function `name` at z; `has_complex`: the claim has complex letters."""
    z = decided(z)
    match name:
        case "sqrt":
            return square_root(z, has_complex)
        case "log":
            return logarithm(z, has_complex)
        case "exp":
            return exponential(z)
        case "abs":
            return modulus(z)
        case "re" | "im":
            return parts(z)[name == "im"]
        case "conj":
            return complexes.conj(z)
        case "arg":
            need(not is_zero(z), "arg at 0")
            return special.angle(*parts(z))
    if isinstance(z, Complex):
        return _of_complex(name, z)
    if has_complex and _leaves_the_reals(name, z):
        raise Open(f"{name} of a number at which it is not real")
    return REAL_FUNCTIONS[name](z)


def _leaves_the_reals(name: str, x: Real) -> bool:
    """Whether an inverse function has a value at x that is not real. At 1 and -1 it is real or has none."""
    if name == "acosh":
        return compare(x, ONE) < 0
    if name not in ("asin", "acos", "atanh", "acoth"):
        return False
    size = compare(absolute(x), ONE)
    return size < 0 if name == "acoth" else size > 0


def modulus(z: Number) -> Real:
    if isinstance(z, Complex):
        return numbers.root(complexes.square_modulus(z), 2)
    return absolute(z)


def square_root(z: Number, has_complex: bool) -> Number:
    """The root; the principal one where the claim has complex letters."""
    if not isinstance(z, Complex):
        side = sign(z)
        need(side >= 0 or has_complex, "sqrt of a negative number")
        if side >= 0:
            return numbers.root(z, 2) if side else Fraction(0)
        return Complex(Fraction(0), numbers.root(numbers.neg(z), 2))
    length = modulus(z)
    re = numbers.root(numbers.div(numbers.add(length, z.re), TWO), 2)
    im = numbers.root(numbers.div(numbers.sub(length, z.re), TWO), 2)
    return complexes.pair(re, im if sign(z.im) > 0 else numbers.neg(im))


def logarithm(z: Number, has_complex: bool) -> Number:
    """The logarithm; the principal one where the claim has complex letters."""
    if not isinstance(z, Complex):
        side = sign(z)
        need(side != 0, "log of 0")
        need(side > 0 or has_complex, "log of a negative number")
        return special.log(z) if side > 0 else Complex(special.log(numbers.neg(z)), PI)
    half = numbers.mul(Fraction(1, 2), special.log(complexes.square_modulus(z)))
    return complexes.pair(half, special.angle(z.re, z.im))


def exponential(z: Number) -> Number:
    re, im = parts(z)
    size = special.exp(re)
    if not isinstance(z, Complex):
        return size
    return complexes.pair(numbers.mul(size, special.cos(im)), numbers.mul(size, special.sin(im)))


def _of_complex(name: str, z: Complex) -> Number:
    """Functions of a number that is not real: sin, cos, sinh and cosh by their addition theorems, others by these."""
    a, b = z.re, z.im
    match name:
        case "sin":
            re = numbers.mul(special.sin(a), special.cosh(b))
            return complexes.pair(re, numbers.mul(special.cos(a), special.sinh(b)))
        case "cos":
            re = numbers.mul(special.cos(a), special.cosh(b))
            return complexes.pair(re, numbers.neg(numbers.mul(special.sin(a), special.sinh(b))))
        case "sinh":
            re = numbers.mul(special.sinh(a), special.cos(b))
            return complexes.pair(re, numbers.mul(special.cosh(a), special.sin(b)))
        case "cosh":
            re = numbers.mul(special.cosh(a), special.cos(b))
            return complexes.pair(re, numbers.mul(special.sinh(a), special.sin(b)))
        case "tan" | "tanh":
            tail = name.removeprefix("tan")
            return _over(_of_complex(f"sin{tail}", z), _of_complex(f"cos{tail}", z), name)
        case "cot" | "coth":
            tail = name.removeprefix("cot")
            return _over(_of_complex(f"cos{tail}", z), _of_complex(f"sin{tail}", z), name)
        case "sigmoid":
            up = exponential(z)
            return _over(up, complexes.add(ONE, up), name)
        case "softplus":
            inner = decided(complexes.add(ONE, exponential(z)))
            return logarithm(inner, True)
        case "atan" | "acot":
            need((compare(b, ONE) != 0 and compare(b, -ONE) != 0) or sign(a) != 0, f"{name} at a pole")
    raise Open(f"{name} of a number that is not real")


def _over(above: Number, below: Number, name: str) -> Number:
    below = decided(below)
    need(not is_zero(below), f"{name} at a pole")
    return complexes.div(above, below)
