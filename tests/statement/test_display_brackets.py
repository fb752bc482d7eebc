"""LaTeX and Unicode: brackets never change the meaning.

Arithmetic is read back with a small reader of the usual conventions (juxtaposition and dots are products, a minus covers
the product behind it), and values are compared at a point.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from statement_terms import CONTEXT, numbers

from proofs_check.statement.latex import latex
from proofs_check.statement.parse import parse_term
from proofs_check.statement.terms import Apply, Letter, Number, Term, apply, number
from proofs_check.statement.unicode_text import pretty

POINT = {
    "x": Fraction(3, 7),
    "eps": Fraction(2, 5),
    "rho": Fraction(5, 11),
    "n": Fraction(3),
    "t": Fraction(2),
}
OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
}


@st.composite
def arithmetic(draw: st.DrawFn, depth: int = 5) -> Term:
    letters = st.sampled_from(sorted(POINT)).map(Letter)
    if depth == 0 or draw(st.integers(0, 5)) == 0:
        return draw(letters | numbers)
    op = draw(st.sampled_from(["add", "sub", "mul", "div", "pow", "neg"]))
    first = draw(arithmetic(depth=depth - 1))
    if op == "neg":
        return apply("neg", first)
    if op == "pow":
        return apply(
            "pow", first, draw(st.sampled_from([number(2), number(-1), number(3), Letter("t"), Letter("n")]))
        )
    return apply(op, first, draw(arithmetic(depth=depth - 1)))


def value(term: Term) -> Fraction:
    match term:
        case Number(value=exact):
            return exact
        case Letter(name=name):
            return POINT[name]
        case Apply(op="neg", args=(inner,)):
            return -value(inner)
        case Apply(op="pow", args=(base, exponent)):
            return value(base) ** int(value(exponent))
        case Apply(op=op, args=(left, right)):
            return OPERATIONS[op](value(left), value(right))
        case _:
            raise TypeError(term)


class Reads:
    """Reads arithmetic by the usual conventions from tokens of LaTeX or of Unicode."""

    def __init__(self, written: str) -> None:
        written = (
            written.replace(r"\left(", "(")
            .replace(r"\right)", ")")
            .replace(r"\cdot", "·")
            .replace(r"\,", " ")
        )
        written = re.sub("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda raised: "^{" + raised[0].translate(PLAIN) + "}", written)
        names = {r"\varepsilon": "eps", r"\rho": "rho", "ε": "eps", "ρ": "rho"}
        self.tokens: list[str] = [
            names.get(token, token) for token in re.findall(r"\\[a-z]+|[0-9]+|\w|\S", written)
        ]

    def whole(self) -> Fraction:
        result = self.sum()
        assert not self.tokens, self.tokens
        return result

    def next(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self, token: str = "") -> str:
        assert not token or self.next() == token, self.tokens
        return self.tokens.pop(0)

    def sum(self) -> Fraction:
        total = self.signed()
        while self.next() in ("+", "-"):
            total += self.product() if self.take() == "+" else -self.product()
        return total

    def signed(self) -> Fraction:
        if self.next() == "-":
            self.take()
            return -self.product()
        return self.product()

    def product(self) -> Fraction:
        assert self.next() != "-", "a sign after an operator"
        result = self.power()
        while self.next() and self.next() not in "+-)}":
            if self.next() == "/":
                self.take()
                result /= self.power()
                continue
            if self.next() == "·":
                self.take()
            else:
                assert not self.next().isdigit(), "a number would be read as one with what stands before"
            result *= self.power()
        return result

    def power(self) -> Fraction:
        base = self.atom()
        if self.next() == "^":
            self.take()
            exponent = self.group() if self.next() == "{" else self.atom()
            assert self.next() != "^", "two exponents"
            return base ** int(exponent)
        return base

    def group(self) -> Fraction:
        self.take("{")
        result = self.sum()
        self.take("}")
        return result

    def atom(self) -> Fraction:
        token = self.take()
        if token == "(":
            result = self.sum()
            self.take(")")
            return result
        if token == r"\frac":
            return self.group() / self.group() if self.next() == "{" else Fraction(0)
        return Fraction(int(token)) if token.isdigit() else POINT[token]


PLAIN = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
many = settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@many
@given(arithmetic())
def test_brackets_keep_the_value(term: Term) -> None:
    try:
        exact = value(term)
    except (ZeroDivisionError, OverflowError):
        return
    assert Reads(latex(term)).whole() == exact, latex(term)
    assert Reads(pretty(term)).whole() == exact, pretty(term)


@pytest.mark.parametrize("wrong", [r"x - \varepsilon - \rho", r"x - -\rho", r"2 \varepsilon^{2}^{3}", r"x 2"])
def test_the_reader_of_brackets_sees_a_wrong_one(wrong: str) -> None:
    right = parse_term("x - (eps - rho)", CONTEXT)
    try:
        assert Reads(wrong).whole() != value(right)
    except AssertionError as problem:
        assert str(problem)
