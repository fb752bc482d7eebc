"""Derivatives of smooth terms written out, for derivatives within derivatives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from proofs_check.recheck.outcome import Open
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Letter,
    Number,
    Sum,
    Term,
    apply,
    free_letters,
    number,
)


def derivative(term: Term, letter: str) -> Term:
    """The derivative by `letter`, right where the term is smooth and defined, off its kinks. Raises Open."""
    if letter not in free_letters(term):
        return ZERO
    if isinstance(term, Letter):
        return ONE
    if isinstance(term, Sum) and term.op == "sum" and letter not in _ends(term) | {term.letter}:
        return Sum("sum", term.letter, derivative(term.body, letter), term.low, term.high)
    if not isinstance(term, Apply):
        raise Open("a derivative within a derivative")
    return _of_apply(term, letter)


def _ends(term: Sum) -> frozenset[str]:
    return free_letters(term.low) | free_letters(term.high)


def _of_apply(term: Apply, letter: str) -> Term:
    op, args = term.op, term.args
    slopes = [derivative(arg, letter) for arg in args]
    match op:
        case "add" | "sub" | "neg":
            return apply(op, *slopes)
        case "mul":
            return apply("add", apply("mul", slopes[0], args[1]), apply("mul", args[0], slopes[1]))
        case "div":
            above = apply("sub", apply("mul", slopes[0], args[1]), apply("mul", args[0], slopes[1]))
            return apply("div", above, apply("mul", args[1], args[1]))
        case "pow":
            return _of_power(term, slopes, letter)
    if op == "root" and letter not in free_letters(args[1]):
        return apply("mul", apply("div", term, apply("mul", args[1], args[0])), slopes[0])
    if op == "atan2":
        above = apply("sub", apply("mul", args[1], slopes[0]), apply("mul", args[0], slopes[1]))
        return apply("div", above, apply("add", _square(args[0]), _square(args[1])))
    if op not in OUTER:
        raise Open(f"the derivative of {op} within a derivative")
    return apply("mul", OUTER[op](args[0]), slopes[0])


def _of_power(term: Apply, slopes: list[Term], letter: str) -> Term:
    """Right where the base is not 0, and at 0 for a whole exponent from 1 on."""
    base, exponent = term.args
    if exponent == ZERO:
        return ZERO
    if letter not in free_letters(exponent):
        less = number(exponent.value - 1) if isinstance(exponent, Number) else apply("sub", exponent, ONE)
        return apply("mul", apply("mul", exponent, apply("pow", base, less)), slopes[0])
    grown = apply("mul", apply("mul", term, apply("log", base)), slopes[1])
    if letter not in free_letters(base):
        return grown
    return apply("add", grown, apply("mul", term, apply("div", apply("mul", exponent, slopes[0]), base)))


def _square(x: Term) -> Term:
    return apply("mul", x, x)


def _over_root(above: Term, inside: Term) -> Term:
    return apply("div", above, apply("sqrt", inside))


OUTER: Mapping[str, Callable[[Term], Term]] = {
    "exp": lambda x: apply("exp", x),
    "log": lambda x: apply("div", ONE, x),
    "sin": lambda x: apply("cos", x),
    "cos": lambda x: apply("neg", apply("sin", x)),
    "tan": lambda x: apply("add", ONE, _square(apply("tan", x))),
    "sinh": lambda x: apply("cosh", x),
    "cosh": lambda x: apply("sinh", x),
    "tanh": lambda x: apply("sub", ONE, _square(apply("tanh", x))),
    "atan": lambda x: apply("div", ONE, apply("add", ONE, _square(x))),
    "cot": lambda x: apply("neg", apply("add", ONE, _square(apply("cot", x)))),
    "coth": lambda x: apply("sub", ONE, _square(apply("coth", x))),
    "asin": lambda x: _over_root(ONE, apply("sub", ONE, _square(x))),
    "acos": lambda x: _over_root(number(-1), apply("sub", ONE, _square(x))),
    "acot": lambda x: apply("div", number(-1), apply("add", ONE, _square(x))),
    "atanh": lambda x: apply("div", ONE, apply("sub", ONE, _square(x))),
    "acoth": lambda x: apply("div", ONE, apply("sub", ONE, _square(x))),
    "acosh": lambda x: _over_root(ONE, apply("sub", _square(x), ONE)),
    "asinh": lambda x: apply("div", ONE, apply("sqrt", apply("add", ONE, _square(x)))),
    "sigmoid": lambda x: apply("mul", apply("sigmoid", x), apply("sub", ONE, apply("sigmoid", x))),
    "softplus": lambda x: apply("sigmoid", x),
    "abs": lambda x: apply("sign", x),
    "sign": lambda x: ZERO,
    "relu": lambda x: apply("mul", Number(Fraction(1, 2)), apply("add", ONE, apply("sign", x))),
    "sqrt": lambda x: apply("div", Number(Fraction(1, 2)), apply("sqrt", x)),
}
