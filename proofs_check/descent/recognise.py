"""Exact numbers near a floating-point one: small fractions, and those of pi, e, square roots, logarithms, exponentials."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import cos, e, exp, isfinite, log, pi, sqrt

from proofs_check.statement.terms import Constant, Term, apply, number

CLOSE = 3e-5
NEARLY_ZERO = 1e-2
LARGEST = 24
GUESSES = 4


def near(value: float, known: tuple[tuple[float, Term], ...] = ()) -> tuple[Term, ...]:
    """Exact terms close to the value, the simplest first. `known`: values that the claim mentions."""
    found = [term for place, term in known if _same(value, place)]
    if abs(value) < NEARLY_ZERO:
        return (number(0), *found)
    return tuple(dict.fromkeys((*_guesses(value), *found)))[:GUESSES] if isfinite(value) else ()


def _same(x: float, y: float) -> bool:
    return abs(x - y) <= CLOSE * max(abs(x), 1e-2)


def fraction(value: float, largest: int = LARGEST) -> Fraction | None:
    """A fraction of small denominator close to the value."""
    if not isfinite(value) or abs(value) > 1e6:
        return None
    found = Fraction(value).limit_denominator(largest)
    return found if _same(value, float(found)) else None


def _guesses(value: float) -> Iterator[Term]:
    plain = fraction(value)
    if plain is not None:
        yield number(plain)
    for name, size in (("pi", pi), ("e", e)):
        multiple = fraction(value / size)
        if multiple:
            yield _times(multiple, Constant(name))
    square = fraction(value * value, 60)
    if square is not None and square > 0 and value:
        root = apply("sqrt", number(square))
        yield root if value > 0 else apply("neg", root)
    if value > 0:
        power = fraction(log(value), 12)
        if power:
            yield apply("exp", number(power))
    raised = fraction(exp(value), 12) if abs(value) < 6 else None
    if raised is not None and raised > 0 and raised != 1:
        yield apply("log", number(raised))
    yield from _quadratic(value)
    yield from _angle(value)


def _times(factor: Fraction, term: Term) -> Term:
    return term if factor == 1 else apply("mul", number(factor), term)


def _quadratic(value: float) -> Iterator[Term]:
    """a + b*sqrt(n) for small n."""
    for n in (2, 3, 5):
        for b in (Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(-1, 2), Fraction(2), Fraction(-2)):
            rest = fraction(value - float(b) * sqrt(n), 4)
            if rest:
                yield apply("add", number(rest), _times(b, apply("sqrt", number(n))))


def _angle(value: float) -> Iterator[Term]:
    """An angle between 0 and pi whose cosine has a plain square, or minus one."""
    size = abs(value)
    square = fraction(cos(size) ** 2, 12)
    if 0.05 < size < pi - 0.05 and square:
        root = apply("sqrt", number(square))
        angle = apply("acos", root if cos(size) > 0 else apply("neg", root))
        yield angle if value > 0 else apply("neg", angle)
