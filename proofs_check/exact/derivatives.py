"""Derivatives: carried out term by term where the term is smooth, by difference quotients at kinks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.exact.values import Infinite, Scalar, Undecidable, UndefinedTerm, Value
from proofs_check.statement.domains import REAL
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Diff,
    Letter,
    Limit,
    Matrix,
    Number,
    Quantified,
    Sum,
    Term,
    apply,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    substitute,
    walk,
)
from proofs_check.statement.text import text

if TYPE_CHECKING:
    from proofs_check.exact.evaluate import Evaluator, Place


def derivative_at(term: Diff, place: Place, evaluator: Evaluator) -> Value:
    """The derivative at the value of the letter. Raises UndefinedTerm where there is none, Undecidable."""
    if place.domains[term.letter].kind == "integer":
        raise Undecidable(f"a derivative by the whole number {term.letter}")
    if place.is_complex:
        raise Undecidable("a derivative in a claim with complex letters")
    evaluator.scalar(term.body, place)
    refuse_sequences(term.body, term.letter, evaluator)
    try:
        edges = kinks(term.body, term.letter)
        slope = smooth_derivative(term.body, term.letter)
    except Undecidable:
        return _by_quotient(term, place, evaluator)
    if all(_away(edge, place, evaluator) for edge in edges):
        return evaluator.value(slope, place)
    return _by_quotient(term, place, evaluator)


def refuse_sequences(body: Term, letter: str, evaluator: Evaluator) -> None:
    """Raises Undecidable where `body` depends on the letter through a sequence."""
    if letter in evaluator.depends and any(isinstance(node, At) for node in walk(body)):
        raise Undecidable(f"a derivative of a sequence by {letter}")


def _away(edge: Term, place: Place, evaluator: Evaluator) -> bool:
    from proofs_check.exact import scalars

    return not scalars.is_zero(evaluator.scalar(edge, place))


def _by_quotient(term: Diff, place: Place, evaluator: Evaluator) -> Value:
    """The two-sided limit of the difference quotient."""
    from proofs_check.exact.limits import limit

    if any(isinstance(node, At | Sum | Limit | Quantified) for node in walk(term.body)):
        raise Undecidable("a derivative at a kink of a term with bound letters")
    here, body = term.body, term.body
    if any(isinstance(node, Diff) for node in walk(body)):
        here, body = _written(evaluator.scalar(body, place)), _near(body, term.letter, place, evaluator)
    step = fresh("h", free_letters(term.body) | frozenset(place.domains))
    moved = substitute(body, {term.letter: apply("add", Letter(term.letter), Letter(step))})
    quotient = apply("div", apply("sub", moved, here), Letter(step))
    try:
        found = limit(Limit(step, REAL, quotient, ZERO), place, evaluator)
    except UndefinedTerm as problem:
        raise UndefinedTerm(f"{text(term.body)} has no derivative there: {problem.reason}", term) from None
    if isinstance(found, Infinite):
        raise UndefinedTerm(f"{text(term.body)} has an infinite slope there", term)
    return found


def _written(value: Scalar) -> Term:
    from proofs_check.exact.written import value_term

    term = value_term(value)
    if term is None:
        raise Undecidable("a slope that has no form in the language")
    return term


def _near(body: Term, letter: str, place: Place, evaluator: Evaluator) -> Term:
    """The body with the derivatives in it carried out, right near the place: their kinks are crossed, not followed."""
    parts = tuple(_near(part, letter, place, evaluator) for part in children(body))
    if not isinstance(body, Diff):
        return rebuild(body, parts) if parts else body
    for edge in kinks(parts[0], body.letter):
        if not _away(edge, place, evaluator):
            crossed = body.letter == letter and _away(smooth_derivative(edge, letter), place, evaluator)
            if not crossed:
                raise Undecidable("a derivative along a kink of a derivative")
    return smooth_derivative(parts[0], body.letter)


def kinks(body: Term, letter: str) -> tuple[Term, ...]:
    """Terms that must not be 0 for `body` to be smooth in `letter` (given that it is defined).

    Those of a derivative in it too: off them it is given by its formula all around the place.
    """
    found: list[Term] = []
    for node in walk(body):
        if isinstance(node, Apply) and letter in free_letters(node):
            found += _kinks_of(node, letter)
        elif isinstance(node, Diff) and node.letter != letter:
            found += kinks(node.body, node.letter)
    return tuple(dict.fromkeys(found))


def _kinks_of(node: Apply, letter: str) -> list[Term]:
    op, args = node.op, node.args
    x = args[0]
    if op in ("abs", "sign", "relu", "sqrt", "norm"):
        return [x if op != "norm" else node]
    if op == "root":
        return [x]
    if op in ("floor", "ceil"):
        return [apply("sub", x, apply("floor", x))]
    if op in ("min", "max"):
        if len(args) == 1:
            raise Undecidable("a derivative of the least or greatest entry")
        return [apply("sub", a, b) for k, a in enumerate(args) for b in args[k + 1 :]]
    if op == "atan2":
        return [x]
    if op in ("asin", "acos", "acosh"):
        return [apply("sub", ONE, apply("mul", x, x))]
    if op == "acot":
        return [x]
    if op == "pow" and not isinstance(args[1], Number):
        return [x]
    if op == "pow" and isinstance(args[1], Number) and args[1].value.denominator != 1:
        return [x]
    return []


def smooth_derivative(body: Term, letter: str) -> Term:
    """The derivative where no kink is met, as a term. Raises Undecidable."""
    if letter not in free_letters(body):
        _fixed_shape(body)
        return ZERO
    match body:
        case Letter():
            return ONE
        case Diff(body=inner, letter=other):
            return smooth_derivative(smooth_derivative(inner, other), letter)
        case Sum(op="sum", letter=bound, body=inner, low=low, high=high) if bound != letter:
            if letter in free_letters(low) | free_letters(high):
                raise Undecidable("a derivative by the end of a sum")
            return Sum("sum", bound, smooth_derivative(inner, letter), low, high)
        case Apply():
            return _apply(body, letter)
        case _:
            raise Undecidable(f"the derivative of {text(body)}")


def _fixed_shape(body: Term) -> None:
    if isinstance(body, Matrix | Compare):
        raise Undecidable("the derivative of a matrix")


def _apply(body: Apply, letter: str) -> Term:
    op, args = body.op, body.args

    def slope(term: Term) -> Term:
        return smooth_derivative(term, letter)

    x = args[0]
    if op in ("add", "sub"):
        return apply(op, slope(x), slope(args[1]))
    if op == "neg":
        return apply("neg", slope(x))
    if op == "mul":
        return apply("add", apply("mul", slope(x), args[1]), apply("mul", x, slope(args[1])))
    if op == "div":
        above = apply("sub", apply("mul", slope(x), args[1]), apply("mul", x, slope(args[1])))
        return apply("div", above, apply("pow", args[1], number(2)))
    if op == "pow":
        return _power(x, args[1], letter)
    if op in ("min", "max"):
        return _extreme(op, args, letter)
    if op == "root" and letter not in free_letters(args[1]):
        return apply("div", apply("mul", body, slope(x)), apply("mul", args[1], x))
    if op == "atan2":
        return _angle(x, args[1], letter)
    outer = OUTER.get(op)
    if outer is None:
        raise Undecidable(f"the derivative of {op}")
    return apply("mul", outer(x), slope(x))


def _power(base: Term, exponent: Term, letter: str) -> Term:
    if letter not in free_letters(exponent):
        if exponent == ZERO:
            return ZERO
        if isinstance(exponent, Number):
            lowered: Term = number(exponent.value - 1)
        else:
            lowered = apply("sub", exponent, ONE)
        return apply(
            "mul", apply("mul", exponent, apply("pow", base, lowered)), smooth_derivative(base, letter)
        )
    parts = apply(
        "add",
        apply("mul", smooth_derivative(exponent, letter), apply("log", base)),
        apply("div", apply("mul", exponent, smooth_derivative(base, letter)), base),
    )
    return apply("mul", apply("pow", base, exponent), parts)


def _extreme(op: str, args: tuple[Term, ...], letter: str) -> Term:
    """min and max as (a + b -+ |a - b|)/2, entry by entry."""
    total = args[0]
    for other in args[1:]:
        gap = apply("abs", apply("sub", total, other))
        both = apply("add", total, other)
        total = apply("div", apply("add" if op == "max" else "sub", both, gap), number(2))
    return smooth_derivative(total, letter)


def _angle(y: Term, x: Term, letter: str) -> Term:
    above = apply(
        "sub",
        apply("mul", x, smooth_derivative(y, letter)),
        apply("mul", y, smooth_derivative(x, letter)),
    )
    below = apply("add", apply("pow", x, number(2)), apply("pow", y, number(2)))
    return apply("div", above, below)


def _square(x: Term) -> Term:
    return apply("pow", x, number(2))


def _over_root(x: Term, left: Fraction, right: Fraction) -> Term:
    """1/sqrt(left + right*x**2)."""
    inside = apply("add", number(left), apply("mul", number(right), _square(x)))
    return apply("div", ONE, apply("sqrt", inside))


def _over(x: Term, sign: int) -> Term:
    """1/(1 + sign*x**2)."""
    return apply("div", ONE, apply("add" if sign > 0 else "sub", ONE, _square(x)))


def _step(x: Term) -> Term:
    """The slope of relu away from 0."""
    return apply("div", apply("add", ONE, apply("sign", x)), number(2))


def _constant(_: Term) -> Term:
    return ZERO


OUTER: Mapping[str, Callable[[Term], Term]] = {
    "abs": lambda x: apply("sign", x),
    "sign": _constant,
    "floor": _constant,
    "ceil": _constant,
    "relu": _step,
    "sqrt": lambda x: apply("div", ONE, apply("mul", number(2), apply("sqrt", x))),
    "exp": lambda x: apply("exp", x),
    "log": lambda x: apply("div", ONE, x),
    "sin": lambda x: apply("cos", x),
    "cos": lambda x: apply("neg", apply("sin", x)),
    "tan": lambda x: apply("div", ONE, _square(apply("cos", x))),
    "cot": lambda x: apply("neg", apply("div", ONE, _square(apply("sin", x)))),
    "asin": lambda x: _over_root(x, Fraction(1), Fraction(-1)),
    "acos": lambda x: apply("neg", _over_root(x, Fraction(1), Fraction(-1))),
    "atan": lambda x: _over(x, 1),
    "acot": lambda x: apply("neg", _over(x, 1)),
    "sinh": lambda x: apply("cosh", x),
    "cosh": lambda x: apply("sinh", x),
    "tanh": lambda x: apply("sub", ONE, _square(apply("tanh", x))),
    "coth": lambda x: apply("sub", ONE, _square(apply("coth", x))),
    "asinh": lambda x: _over_root(x, Fraction(1), Fraction(1)),
    "acosh": lambda x: _over_root(x, Fraction(-1), Fraction(1)),
    "atanh": lambda x: _over(x, -1),
    "acoth": lambda x: _over(x, -1),
    "sigmoid": lambda x: apply("mul", apply("sigmoid", x), apply("sub", ONE, apply("sigmoid", x))),
    "softplus": lambda x: apply("sigmoid", x),
    "trace": _constant,
}
