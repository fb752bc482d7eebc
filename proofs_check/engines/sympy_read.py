"""SymPy expressions as terms and as text of the statement language.

The expressions are walked by the names of their classes, so that this module needs no SymPy; `sympy_engine` re-exports it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from proofs_check.engines.calculus_terms import number_of, over, plus, power, times
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    Apply,
    At,
    Compare,
    Connective,
    Constant,
    Letter,
    Number,
    Sum,
    Term,
    apply,
    number,
)

FUNCTIONS: Mapping[str, str] = {
    **{name: name for name in ("exp", "log", "sin", "cos", "tan", "cot", "asin", "acos", "atan", "acot")},
    **{name: name for name in ("sinh", "cosh", "tanh", "coth", "asinh", "acosh", "atanh", "acoth")},
    **{
        name: name
        for name in ("sign", "re", "im", "arg", "gamma", "factorial", "binomial", "harmonic", "atan2")
    },
    **{"Abs": "abs", "Min": "min", "Max": "max", "ceiling": "ceil", "floor": "floor", "conjugate": "conj"},
    **{"fibonacci": "fibonacci", "chebyshevt": "chebyshev_t", "chebyshevu": "chebyshev_u"},
}
RELATIONS: Mapping[str, str] = {
    "Equality": "==",
    "Unequality": "!=",
    "StrictLessThan": "<",
    "LessThan": "<=",
    "StrictGreaterThan": ">",
    "GreaterThan": ">=",
}
CONSTANTS: Mapping[str, Term] = {
    "Pi": Constant("pi"),
    "Exp1": Constant("e"),
    "ImaginaryUnit": Constant("i"),
    "Infinity": INFINITY,
    "NegativeInfinity": apply("neg", INFINITY),
    "Half": number(Fraction(1, 2)),
    "BooleanTrue": Connective("and", ()),
    "BooleanFalse": Connective("or", ()),
}


class Unreadable(ValueError):
    """An expression that the language has no term for."""


def from_sympy(expression: Any) -> Term:
    """The term of a SymPy expression or relation. Raises Unreadable (a floating number, Piecewise, nan, ...)."""
    kind = type(expression).__name__
    if kind in CONSTANTS:
        return CONSTANTS[kind]
    if expression.is_Symbol:
        return Letter(str(expression.name))
    if expression.is_Rational:
        return number_of(Fraction(int(expression.p), int(expression.q)))
    if kind in RELATIONS:
        return Compare(RELATIONS[kind], from_sympy(expression.lhs), from_sympy(expression.rhs))
    match kind:
        case "Add":
            return plus(*(from_sympy(part) for part in expression.as_ordered_terms()))
        case "Mul":
            return _product(expression)
        case "Pow":
            return _power(expression.base, expression.exp)
        case "And" | "Or" | "Not":
            return Connective(kind.lower(), tuple(from_sympy(part) for part in expression.args))
        case "Sum" | "Product" if len(expression.limits) == 1:
            letter, low, high = expression.limits[0]
            body, ends = from_sympy(expression.function), (from_sympy(low), from_sympy(high))
            return Sum(kind.lower()[:4] if kind == "Product" else "sum", str(letter.name), body, *ends)
    return _function(expression, kind)


def _function(expression: Any, kind: str) -> Term:
    args = tuple(from_sympy(arg) for arg in expression.args)
    if kind in FUNCTIONS:
        return _named(FUNCTIONS[kind], args)
    if getattr(expression, "is_Function", False) and type(expression.func).__name__ == "UndefinedFunction":
        return At(kind, args[0])
    raise Unreadable(f"{kind} has no term")


def _named(op: str, args: tuple[Term, ...]) -> Term:
    if op == "log" and len(args) == 2:
        return over(apply("log", args[0]), apply("log", args[1]))
    return Apply(op, args)


def _product(expression: Any) -> Term:
    top: list[Term] = []
    bottom: list[Term] = []
    for factor in expression.as_ordered_factors():
        exponent = factor.exp if factor.is_Pow else None
        if exponent is not None and exponent.is_Rational and exponent < 0:
            bottom.append(_power(factor.base, -exponent))
        elif factor.is_Rational and not factor.is_Integer:
            top.append(number(int(factor.p)))
            bottom.append(number(int(factor.q)))
        else:
            top.append(from_sympy(factor))
    return over(times(*top), times(*bottom)) if bottom else times(*top)


def _power(base: Any, exponent: Any) -> Term:
    if type(base).__name__ == "Exp1":
        return apply("exp", from_sympy(exponent))
    read = from_sympy(exponent)
    if isinstance(read, Number):
        if read.value == Fraction(1, 2):
            return apply("sqrt", from_sympy(base))
        if read.value < 0:
            return over(ONE, _power(base, -exponent))
        if read.value.denominator == 2:
            root = apply("sqrt", from_sympy(base))
            return power(root, number(read.value.numerator))
    return power(from_sympy(base), read)
