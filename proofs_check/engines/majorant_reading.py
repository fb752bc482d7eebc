"""Terms in one complex letter read as combinations of known power series.

A series is a sum of rational numbers times z**j, and times z**j*f(c*z**k) with the functions of `majorant_series.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.calculus_terms import folded
from proofs_check.engines.majorant_series import ENTIRE, IN_A_DISC, LOGARITHM, POWER, Head
from proofs_check.statement.terms import Apply, Letter, Number, Term, walk
from proofs_check.statement.text import text

MAX_DEGREE = 8
ONE_HALF = Fraction(1, 2)
Part = tuple[Head | None, int]  # a function (None: 1) times a power of z


class NoSeries(ValueError):
    """The term is no combination of the known series."""


@dataclass(frozen=True)
class Series:
    """sum of weight*head(z)*z**shift."""

    parts: Mapping[Part, Fraction]

    def plain(self) -> dict[int, Fraction]:
        """The coefficients of a Laurent polynomial. Raises NoSeries."""
        if any(head is not None for head, _ in self.parts):
            raise NoSeries("a product of functions")
        return {shift: weight for (_, shift), weight in self.parts.items() if weight}


def series_of(term: Term, name: str) -> Series:
    """The term as a combination of series in the letter. Raises NoSeries."""
    match term:
        case Number(value=value):
            return Series({(None, 0): value})
        case Letter(name=letter) if letter == name:
            return Series({(None, 1): Fraction(1)})
        case Apply(op="add", args=(left, right)):
            return _sum(series_of(left, name), series_of(right, name), 1)
        case Apply(op="sub", args=(left, right)):
            return _sum(series_of(left, name), series_of(right, name), -1)
        case Apply(op="neg", args=(inner,)):
            return _sum(Series({}), series_of(inner, name), -1)
        case Apply(op="mul", args=(left, right)):
            return _product(series_of(left, name), series_of(right, name))
        case Apply(op="div", args=(top, bottom)):
            base, exponent = _as_power(bottom)
            return _product(series_of(top, name), _power(series_of(base, name), -exponent))
        case Apply(op="pow"):
            base, exponent = _as_power(term)
            return _power(series_of(base, name), exponent)
        case Apply(op="sqrt", args=(base,)):
            return _power(series_of(base, name), ONE_HALF)
        case Apply(op="log", args=(inner,)):
            step, factor = _one_and(series_of(inner, name).plain())
            return _alone(Head(LOGARITHM, factor, step))
        case Apply(op="exp", args=(inner,)) if any(node.op == "log" for node in _applied(inner)):
            return _exp_of_log(series_of(inner, name))
        case Apply(op=op, args=(inner,)) if op in ENTIRE or op in IN_A_DISC:
            step, factor = _monomial(series_of(inner, name).plain())
            return _alone(Head(op, factor, step))
    raise NoSeries(f"no series for {text(term)[:60]}")


def _as_power(term: Term) -> tuple[Term, Fraction]:
    """(b, a) of b**a with a rational number a. Raises NoSeries."""
    if not isinstance(term, Apply) or term.op != "pow":
        return term, Fraction(1)
    exponent = folded(term.args[1])
    if not isinstance(exponent, Number):
        raise NoSeries("an exponent that is no number")
    return term.args[0], exponent.value


def _applied(term: Term) -> list[Apply]:
    return [node for node in walk(term) if isinstance(node, Apply)]


def _exp_of_log(inner: Series) -> Series:
    """exp(a*log(1 + w)), the principal power."""
    if len(inner.parts) == 1:
        (((head, shift), exponent),) = inner.parts.items()
        if head is not None and head.op == LOGARITHM and shift == 0:
            return _power(_argument(head), exponent)
    raise NoSeries("no power")


def _argument(head: Head) -> Series:
    """1 + w."""
    return Series({(None, 0): Fraction(1), (None, head.step): head.factor})


def _alone(head: Head) -> Series:
    return Series({(head, 0): Fraction(1)})


def _sum(left: Series, right: Series, sign: int) -> Series:
    found = dict(left.parts)
    for part, weight in right.parts.items():
        found[part] = found.get(part, Fraction(0)) + sign * weight
    return Series({part: weight for part, weight in found.items() if weight})


def _product(left: Series, right: Series) -> Series:
    if any(head is not None for head, _ in left.parts):
        left, right = right, left
    found = Series({})
    for shift, factor in left.plain().items():
        moved = {(head, own + shift): factor * weight for (head, own), weight in right.parts.items()}
        found = _sum(found, Series(moved), 1)
    return found


def _power(base: Series, exponent: Fraction) -> Series:
    """Natural powers multiplied out, whole powers of c*z**k, and any power of 1 + c*z**k."""
    if exponent.denominator == 1 and 0 <= exponent <= MAX_DEGREE:
        found = Series({(None, 0): Fraction(1)})
        for _ in range(int(exponent)):
            found = _product(found, base)
        return found
    if abs(exponent) > MAX_DEGREE:
        raise NoSeries("a high power")
    if exponent.denominator == 1 and len(base.parts) == 1:
        (((head, shift), weight),) = base.parts.items()
        if head is not None and head.op == POWER and shift == 0 and weight == 1:  # (u**a)**n == u**(a*n)
            return _power(_argument(head), head.exponent * exponent)
    plain = base.plain()
    if len(plain) == 1 and exponent.denominator == 1:
        ((degree, factor),) = plain.items()
        return Series({(None, degree * int(exponent)): factor ** int(exponent)})
    lead = plain.get(0, Fraction(0))
    if exponent.denominator == 1 and lead:
        plain = {degree: factor / lead for degree, factor in plain.items()}
    elif lead != 1:
        raise NoSeries("a power of what is not near 1")
    step, factor = _one_and(plain)
    scale = lead ** int(exponent) if exponent.denominator == 1 else Fraction(1)
    return Series({(Head(POWER, factor, step, exponent), 0): scale})


def _one_and(plain: Mapping[int, Fraction]) -> tuple[int, Fraction]:
    """(k, c) of 1 + c*z**k."""
    if plain.get(0) != 1:
        raise NoSeries("not near 1")
    return _monomial({degree: factor for degree, factor in plain.items() if degree})


def _monomial(plain: Mapping[int, Fraction]) -> tuple[int, Fraction]:
    """(k, c) of c*z**k with k > 0."""
    if len(plain) != 1 or not 0 < min(plain) <= MAX_DEGREE:
        raise NoSeries("no multiple of a power")
    return next(iter(plain.items()))
