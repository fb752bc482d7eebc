"""Evaluation of terms in a finite field: an evaluator of its own, sharing nothing with the normal form.

The field has P**2 elements a + b*i, i**2 = -1, for a prime P = 3 mod 4; real values have b = 0. A real letter is a random
residue mod P together with one mod P - 1, because exponents count mod P - 1. The squares play the part of the
positive numbers: products of squares are squares, -1 is none, and of the two roots of a square one is a square.
Functions without a counterpart get values by a hash of the values of their arguments.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.seen_forms import is_integral
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import Apply, Constant, Letter, Number, Term
from proofs_check.statement.text import text

P = 2_147_483_579  # a safe prime: (P - 1)/2 is a prime too
ORDER = P - 1
HALF = (P - 1) // 2
GENERATOR = 4  # of the squares, a group of HALF elements
Value = tuple[int, int]
ZERO: Value = (0, 0)
ONE: Value = (1, 0)


class NoValue(ValueError):
    """The term has no value at this point of the field, or none that the field can show."""


@dataclass(frozen=True)
class FieldPoint:
    """Values of the letters in the field, and of the real ones as exponents."""

    values: Mapping[str, Value]
    exponents: Mapping[str, int]
    scope: Scope


def add(left: Value, right: Value) -> Value:
    return (left[0] + right[0]) % P, (left[1] + right[1]) % P


def sub(left: Value, right: Value) -> Value:
    return (left[0] - right[0]) % P, (left[1] - right[1]) % P


def mul(left: Value, right: Value) -> Value:
    return (left[0] * right[0] - left[1] * right[1]) % P, (left[0] * right[1] + left[1] * right[0]) % P


def inverse(one: Value) -> Value:
    """The reciprocal. Raises NoValue for zero."""
    size = (one[0] * one[0] + one[1] * one[1]) % P
    if size == 0:
        raise NoValue("a denominator vanishes in the field")
    back = pow(size, -1, P)
    return one[0] * back % P, -one[1] * back % P


def div(left: Value, right: Value) -> Value:
    return mul(left, inverse(right))


def conj(one: Value) -> Value:
    return one[0], -one[1] % P


def power(base: Value, exponent: int) -> Value:
    """base**exponent for a whole exponent."""
    if exponent < 0:
        base, exponent = inverse(base), -exponent
    result = ONE
    while exponent:
        if exponent & 1:
            result = mul(result, base)
        base, exponent = mul(base, base), exponent >> 1
    return result


def is_square(value: int) -> bool:
    """Whether a residue is a nonzero square."""
    return value % P != 0 and pow(value, HALF, P) == 1


def real(one: Value) -> int:
    """The residue of a real value. Raises NoValue for the others."""
    if one[1]:
        raise NoValue("a real value was needed")
    return one[0]


def square_root(one: Value) -> Value:
    """The root that is a square itself."""
    value = real(one)
    if value == 0:
        return ZERO
    if not is_square(value):
        raise NoValue("the argument of a root is no square")
    return pow(value, (P + 1) // 4, P), 0


def absolute(one: Value) -> Value:
    if one[1]:
        return square_root(mul(one, conj(one)))
    return one if one[0] == 0 or is_square(one[0]) else (-one[0] % P, 0)


def sign(one: Value) -> Value:
    value = real(one)
    return ZERO if value == 0 else ONE if is_square(value) else (P - 1, 0)


def rational(value: Fraction) -> Value:
    if value.denominator % P == 0:
        raise NoValue("a denominator vanishes in the field")
    return value.numerator * pow(value.denominator, -1, P) % P, 0


def hashed(op: str, args: tuple[Value, ...]) -> int:
    """A residue that depends on the function and the values of its arguments only."""
    return int.from_bytes(hashlib.sha256(repr((op, args)).encode()).digest()[:8], "big") % P


def evaluate(term: Term, point: FieldPoint) -> Value:
    """The value of a scalar term. Raises NoValue."""
    match term:
        case Number(value=value):
            return rational(value)
        case Letter(name=name) if name in point.values:
            return point.values[name]
        case Constant(name="i"):
            return 0, 1
        case Constant(name="e"):
            return GENERATOR, 0
        case Constant(name="pi"):
            return hashed("pi", ()), 0
        case Apply(op="pow", args=(base, exponent)):
            return _power(base, exponent, point)
        case Apply(op=op, args=args) if op in FIELD or op in ("exp", "sinh", "cosh", "tanh", "sigmoid"):
            if op not in FIELD:
                return _exponential(op, args[0], point)
            return _field(op, tuple(evaluate(arg, point) for arg in args))
        case Apply(op="root", args=(base, Number(value=degree))):
            return _root(evaluate(base, point), degree)
        case Apply(op=op, args=args) if op in OPAQUE:
            return hashed(op, tuple(evaluate(arg, point) for arg in args)), 0
        case _:
            raise NoValue(f"{text(term)[:60]} has no counterpart in a finite field")


OPAQUE = ("log", "asin", "acos", "atan", "floor", "ceil", "asinh", "acosh", "atanh", "arg", "atan2")
FIELD = (
    *("add", "sub", "mul", "div", "neg", "sqrt", "abs", "sign", "conj", "re", "im", "relu", "max", "min"),
    *("sin", "cos", "tan", "cot"),
)


def _field(op: str, args: tuple[Value, ...]) -> Value:
    first = args[0]
    binary = {"add": add, "sub": sub, "mul": mul, "div": div}
    unary = {"sqrt": square_root, "abs": absolute, "sign": sign, "conj": conj}
    if op in binary:
        return binary[op](first, args[1])
    if op in unary:
        return unary[op](first)
    if op == "neg":
        return sub(ZERO, first)
    if op == "re":
        return first[0], 0
    if op == "im":
        return first[1], 0
    if op in ("relu", "max", "min"):
        return _extreme(op, args)
    return _angle(op, first)


def _extreme(op: str, args: tuple[Value, ...]) -> Value:
    half = rational(Fraction(1, 2))
    found = args[0]
    for other in args[1:] if op != "relu" else (ZERO,):
        spread = absolute(sub(found, other))
        total = add(found, other)
        found = mul(half, sub(total, spread) if op == "min" else add(total, spread))
    return found


def _angle(op: str, angle: Value) -> Value:
    """A point of the circle, made from the half-angle tangent: sin**2 + cos**2 = 1 and nothing else."""
    minus = sub(ZERO, angle)
    turned = min(angle, minus)
    tangent: Value = (hashed("angle", (turned,)), 0) if angle != ZERO else ZERO
    if turned != angle:
        tangent = sub(ZERO, tangent)
    below = inverse(add(ONE, mul(tangent, tangent)))
    cos = mul(sub(ONE, mul(tangent, tangent)), below)
    sin = mul(add(tangent, tangent), below)
    return {
        "cos": lambda: cos,
        "sin": lambda: sin,
        "tan": lambda: div(sin, cos),
        "cot": lambda: div(cos, sin),
    }[op]()


def _root(base: Value, degree: Fraction) -> Value:
    if degree == 2:
        return square_root(base)
    raise NoValue("only square roots are unique in the field")


def _power(base: Term, exponent: Term, point: FieldPoint) -> Value:
    value = evaluate(base, point)
    if isinstance(exponent, Number):
        if exponent.value.denominator == 1:
            return power(value, exponent.value.numerator)
        if exponent.value.denominator == 2:
            return power(square_root(value), exponent.value.numerator)
        raise NoValue("only square roots are unique in the field")
    if is_integral(exponent, point.scope):
        if value == ZERO:
            raise NoValue("a power of zero")
        if value[1]:
            raise NoValue("a symbolic power of a value that is not real")
        return power(value, exponent_of(exponent, point, ORDER))
    if not is_square(real(value)):
        raise NoValue("the base of a real power is no square")
    return power(value, exponent_of(exponent, point, HALF))


def _exponential(op: str, argument: Term, point: FieldPoint) -> Value:
    up = power((GENERATOR, 0), exponent_of(argument, point, HALF))
    down = inverse(up)
    half = rational(Fraction(1, 2))
    if op == "exp":
        return up
    if op == "sigmoid":
        return inverse(add(ONE, down))
    cosh, sinh = mul(half, add(up, down)), mul(half, sub(up, down))
    return cosh if op == "cosh" else sinh if op == "sinh" else div(sinh, cosh)


def exponent_of(term: Term, point: FieldPoint, modulus: int) -> int:
    """The term as an exponent, modulo the order of the group; quotients only modulo the prime HALF."""
    match term:
        case Number(value=value):
            return value.numerator * _reciprocal(value.denominator, modulus) % modulus
        case Letter(name=name) if name in point.exponents:
            return point.exponents[name] % modulus
        case Apply(op="neg", args=(one,)):
            return -exponent_of(one, point, modulus) % modulus
        case Apply(op=("add" | "sub" | "mul" | "div") as op, args=(left, right)):
            a, b = exponent_of(left, point, modulus), exponent_of(right, point, modulus)
            found = {"add": a + b, "sub": a - b, "mul": a * b}.get(op)
            return (a * _reciprocal(b, modulus) if found is None else found) % modulus
        case Apply(op="pow", args=(base, Number(value=value))) if value.denominator == 1 and value >= 0:
            return pow(exponent_of(base, point, modulus), value.numerator, modulus)
        case Apply(op="log", args=(Constant(name="e"),)):
            return 1
        case _:
            raise NoValue(f"{text(term)[:60]} cannot stand in an exponent of the field")


def _reciprocal(value: int, modulus: int) -> int:
    if value == 1:
        return 1
    if modulus == ORDER or value % modulus == 0:
        raise NoValue("a quotient in an exponent")
    return pow(value, -1, modulus)
