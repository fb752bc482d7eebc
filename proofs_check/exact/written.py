"""Exact values as terms of the language and as text, for witnesses and explanations."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from proofs_check.exact.closed_numbers import (
    Algebraic,
    Atom,
    Closed,
    Compound,
    Exponential,
    Function,
    Monomial,
    Pi,
    Prime,
    Real,
)
from proofs_check.exact.signs import approximate, middle
from proofs_check.exact.values import Complex, Infinite, MatrixValue, Scalar, Value
from proofs_check.statement.terms import INFINITY, Constant, Matrix, Number, Term, apply, number
from proofs_check.statement.text import text

MAX_WRITTEN = 240
"""Characters of a value that a reader still compares by eye."""


def term_of(x: Closed) -> Term | None:
    """The closed term with value x; None of a root of a polynomial that has no form in the language."""
    if isinstance(x, Fraction):
        return number(x)
    total: Term | None = None
    for monomial, c in sorted(x.terms, key=lambda item: item[1] < 0):
        part = _product(monomial, abs(c))
        if part is None:
            return None
        if total is None:
            total = part if c > 0 else _negative(part)
        else:
            total = apply("add" if c > 0 else "sub", total, part)
    return total


def _negative(term: Term) -> Term:
    return number(-term.value) if isinstance(term, Number) else apply("neg", term)


def _product(monomial: Monomial, c: Fraction) -> Term | None:
    """c times the monomial, c > 0: radicals of primes joined under one root, the denominator last."""
    above: list[Term] = []
    below: list[Term] = []
    radical = [(base, power) for base, power in monomial if isinstance(base, Prime)]
    if radical:
        above.append(_radical(radical))
    for base, power in monomial:
        if not isinstance(base, Prime):
            written = _power(base, abs(power))
            if written is None:
                return None
            (above if power > 0 else below).append(written)
    if c.numerator != 1 or not above:
        above.insert(0, number(c.numerator))
    if c.denominator != 1:
        below.insert(0, number(c.denominator))
    if not below and len(above) == 1:
        return above[0]
    if all(isinstance(factor, Number) for factor in (*above, *below)):
        return number(c)
    return apply("div", _times(above), _times(below)) if below else _times(above)


def _times(factors: list[Term]) -> Term:
    total = factors[0]
    for factor in factors[1:]:
        total = apply("mul", total, factor)
    return total


def _radical(powers: list[tuple[Prime, Fraction]]) -> Term:
    order = lcm(*(power.denominator for _, power in powers))
    inside = 1
    for base, power in powers:
        inside *= base.value ** int(power * order)
    return apply("sqrt", number(inside)) if order == 2 else apply("root", number(inside), number(order))


def _power(base: Atom, power: Fraction) -> Term | None:
    """base**power for power > 0."""
    inner = _base(base)
    if isinstance(base, Exponential):
        exponent = _product(base.of, power)
        return None if exponent is None else apply("exp", exponent)
    if inner is None or power == 1:
        return inner
    if power.denominator == 1:
        return apply("pow", inner, number(power))
    rooted = inner if power.numerator == 1 else apply("pow", inner, number(power.numerator))
    if power.denominator == 2:
        return apply("sqrt", rooted)
    return apply("root", rooted, number(power.denominator))


def _base(base: Atom) -> Term | None:
    match base:
        case Pi():
            return Constant("pi")
        case Compound(of=inner):
            return term_of(inner)
        case Function(name=name, of=of):
            argument = term_of(of)
            return None if argument is None else apply(name, argument)
        case _:
            return None


def value_term(value: Value) -> Term | None:
    """The closed term with this value, or None."""
    if isinstance(value, Infinite):
        return INFINITY if value.sign > 0 else apply("neg", INFINITY)
    if isinstance(value, MatrixValue):
        rows = [[_scalar_term(entry) for entry in row] for row in value.rows]
        listed = tuple(tuple(entry for entry in row if entry is not None) for row in rows)
        complete = all(entry is not None for row in rows for entry in row)
        return Matrix(listed) if complete else None
    return _scalar_term(value)


def _scalar_term(z: Scalar) -> Term | None:
    if not isinstance(z, Complex):
        return term_of(z)
    re, im = term_of(z.re), term_of(z.im)
    if re is None or im is None:
        return None
    turned: Term = Constant("i") if im == number(1) else apply("mul", im, Constant("i"))
    return turned if re == number(0) else apply("add", re, turned)


def value_text(value: Value) -> str:
    """The exact value as text; its decimals where that is too long to read, or has no form in the language."""
    term = value_term(value)
    written = text(term) if term is not None else ""
    if len(written) > MAX_WRITTEN and isinstance(value, Real | Fraction):
        return f"{approx_text(value)} (rounded; {len(written)} characters)"
    if written:
        return written
    if isinstance(value, MatrixValue):
        return "[" + ", ".join("[" + ", ".join(map(value_text, row)) + "]" for row in value.rows) + "]"
    if isinstance(value, Complex):
        return f"({value_text(value.re)}) + ({value_text(value.im)})*i"
    assert isinstance(value, Real)
    return f"{approx_text(value)} ({_where(value)})"


def _where(x: Real) -> str:
    """The polynomials whose roots occur in x."""
    found = []
    for monomial, _c in x.terms:
        for base, _ in monomial:
            if isinstance(base, Algebraic):
                found.append(_polynomial(base.coefficients))
    return "with a root of " + ", ".join(dict.fromkeys(found)) if found else "a nested root"


def _polynomial(coefficients: tuple[int, ...]) -> str:
    parts = []
    for power in range(len(coefficients) - 1, -1, -1):
        c = coefficients[power]
        if c:
            letter = {0: "", 1: "x"}.get(power, f"x**{power}")
            size = "" if abs(c) == 1 and power else str(abs(c))
            parts.append(("- " if c < 0 else "+ ") + size + ("*" if size and letter else "") + letter)
    return " ".join(parts).removeprefix("+ ")


def approx_text(value: Value) -> str:
    """Decimals, six digits; '' where enclosures of moderate precision say nothing of the size."""
    if isinstance(value, Infinite):
        return "oo" if value.sign > 0 else "-oo"
    if isinstance(value, MatrixValue):
        return "[" + ", ".join("[" + ", ".join(map(approx_text, row)) + "]" for row in value.rows) + "]"
    if isinstance(value, Complex):
        return f"{approx_text(value.re)} + {approx_text(value.im)}*i"
    try:
        return f"{approximate(value):.6g}" if abs(approximate(value)) < float("inf") else _large(value)
    except ValueError:  # the enclosure is not finite
        return ""


def _large(x: Closed) -> str:
    size = abs(middle(x)).__floor__().bit_length()
    return f"{'-' if middle(x) < 0 else ''}2**{size}"
