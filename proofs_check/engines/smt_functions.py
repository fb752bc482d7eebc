"""The functions of the language for z3: exact constraints for the algebraic ones, ranges for the others."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import z3

from proofs_check.engines.smt_encode import Expr, Ratio, Unencodable
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import Apply, Constant, Number

if TYPE_CHECKING:
    from proofs_check.engines.smt_encode import Encoder

CONSTANTS: Mapping[str, tuple[str, str]] = {
    "pi": ("3.14159265358979", "3.14159265358980"),
    "e": ("2.71828182845904", "2.71828182845905"),
}
INCREASING = ("exp", "log", "tanh", "sinh", "sigmoid", "softplus", "atan", "asinh", "asin", "atanh", "acosh")
DECREASING = ("acos",)


def constant(encoder: Encoder, term: Constant) -> Ratio:
    """pi and e between decimals."""
    encoder.abstracted = True
    low, high = CONSTANTS[term.name]
    value = z3.Real(f"<{term.name}>", encoder.context)
    encoder.side += [value > encoder.number(Fraction(low)), value < encoder.number(Fraction(high))]
    return Ratio(value)


def function(encoder: Encoder, term: Apply) -> Expr:
    """The variable of a function's value, with its constraints."""
    op, args = term.op, tuple(encoder.value(arg) for arg in term.args)
    if op in ("floor", "ceil") and is_integral(term.args[0], encoder.scope):
        return _plain(encoder, args[0])
    exact = {
        "sqrt": lambda: _root(encoder, args[0], 2),
        "abs": lambda: _abs(encoder, args[0]),
        "sign": lambda: _sign(encoder, args[0]),
        "max": lambda: _extreme(encoder, args, "max"),
        "min": lambda: _extreme(encoder, args, "min"),
        "relu": lambda: _extreme(encoder, (*args, Ratio(encoder.number(0))), "max"),
        "floor": lambda: _floor(encoder, args[0], 1),
        "ceil": lambda: _floor(encoder, args[0], -1),
        "re": lambda: _plain(encoder, args[0]),
        "conj": lambda: _plain(encoder, args[0]),
        "im": lambda: encoder.number(0),
    }
    if op in exact:
        return exact[op]()
    if op == "root":
        degree = term.args[1]
        if isinstance(degree, Number) and degree.value.denominator == 1 and 1 <= degree.value <= 12:
            return _root(encoder, args[0], int(degree.value))
    return _abstract(encoder, op, args)


def _plain(encoder: Encoder, one: Ratio) -> Expr:
    """A quotient as a variable of its own."""
    if not one.dens:
        return one.num
    value = encoder.fresh("quotient")
    encoder.side.append(encoder.compare("==", Ratio(value), one))
    return value


def _root(encoder: Encoder, inside: Ratio, degree: int) -> Expr:
    """The real root: its power is the argument; even roots are nonnegative and so are their arguments."""
    value = encoder.fresh("root")
    power = value
    for _ in range(degree - 1):
        power = power * value
    encoder.side.append(encoder.compare("==", Ratio(power), inside))
    if degree % 2 == 0:
        encoder.side.append(value >= 0)
    return value


def _abs(encoder: Encoder, inside: Ratio) -> Expr:
    value = encoder.fresh("abs")
    same = encoder.compare("==", Ratio(value), inside)
    turned = encoder.compare("==", Ratio(-value), inside)
    encoder.side += [value >= 0, z3.Or(same, turned)]
    return value


def _sign(encoder: Encoder, inside: Ratio) -> Expr:
    value, zero = encoder.fresh("sign"), Ratio(encoder.number(0))
    encoder.side.append(
        z3.Or(
            z3.And(value == 1, encoder.compare(">", inside, zero)),
            z3.And(value == 0, encoder.compare("==", inside, zero)),
            z3.And(value == -1, encoder.compare("<", inside, zero)),
        )
    )
    return value


def _extreme(encoder: Encoder, args: tuple[Ratio, ...], op: str) -> Expr:
    value = encoder.fresh(op)
    mine = Ratio(value)
    for arg in args:
        encoder.side.append(encoder.compare(">=" if op == "max" else "<=", mine, arg))
    encoder.side.append(z3.Or(*(encoder.compare("==", mine, arg) for arg in args), encoder.context))
    return value


def _floor(encoder: Encoder, inside: Ratio, sign: int) -> Expr:
    """The whole number n with n <= x < n + 1; for the ceiling, of -x."""
    if encoder.inside_binder:
        raise Unencodable("a floor under a quantifier")
    encoder.has_integers = True
    whole = z3.ToReal(z3.FreshInt("floor", encoder.context))
    argument = Ratio(inside.num * sign, inside.dens)
    encoder.side.append(encoder.compare("<=", Ratio(whole), argument))
    encoder.side.append(encoder.compare("<", argument, Ratio(whole + 1)))
    return whole * sign


def _abstract(encoder: Encoder, op: str, args: tuple[Ratio, ...]) -> Expr:
    order = "up" if op in INCREASING else "down" if op in DECREASING else ""
    value, new = encoder.abstraction(op, args, order)
    if new:
        encoder.side += _ranges(encoder, op, args, value)
    return value


def _ranges(encoder: Encoder, op: str, args: tuple[Ratio, ...], value: Expr) -> list[Expr]:
    """Where the values of the function lie, and the one place where an increasing function passes zero or one."""
    zero, one = Ratio(encoder.number(0)), Ratio(encoder.number(1))
    positive, at_zero = encoder.compare(">", args[0], zero), encoder.compare("==", args[0], zero)
    odd = [positive == (value > 0), at_zero == (value == 0)]
    if op in ("sin", "cos"):
        return [value >= -1, value <= 1]
    if op == "exp":
        return [value > 0, positive == (value > 1), at_zero == (value == 1)]
    if op == "log":
        above = encoder.compare(">", args[0], one)
        return [positive, above == (value > 0), encoder.compare("==", args[0], one) == (value == 0)]
    if op == "tanh":
        return [value > -1, value < 1, *odd]
    if op in ("sinh", "asinh", "atanh"):
        return odd
    if op in ("atan", "asin"):
        return [*odd, value > -2, value < 2]
    if op == "acos":
        return [value >= 0, value < 4]
    if op == "cosh":
        return [value >= 1, at_zero == (value == 1)]
    if op == "sigmoid":
        return [value > 0, value < 1, positive == (2 * value > 1)]
    if op == "softplus":
        return [value > 0, encoder.compare(">", Ratio(value), args[0])]
    if op in ("acosh", "norm", "spectral_radius", "harmonic", "fibonacci"):
        return [value >= 0]
    return [value > 0] if op == "factorial" else []
