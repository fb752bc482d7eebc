"""Floors and ceilings of logarithms to a base b > 1, as powers of b between bounds.

    m = floor(log(t)/log(b))      b**m <= t < b**(m + 1)
    m = ceil(log(t)/log(b))       b**(m - 1) < t <= b**m

Where b is whole and m (for a ceiling: m - 1) is not negative the powers are whole, so that t is rounded down or up: for whole t the strict bounds
become t + 1 <= b**(m + 1) and b**(m - 1) <= t - 1.

Source: R. L. Graham, D. E. Knuth, O. Patashnik, Concrete Mathematics, 3.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.calculus_terms import over, plus, power, times
from proofs_check.engines.linear_terms import difference
from proofs_check.seen_forms import is_integral
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    number,
)

MAX_WEIGHT = 6


@dataclass(frozen=True)
class LogFloor:
    """log(under)/log(base), in a ceiling where `is_ceiling`, else in a floor."""

    is_ceiling: bool
    under: Term
    base: Term


@dataclass(frozen=True)
class Reading:
    """A floor or ceiling as whole + sign*(floor or ceiling of `inner`)."""

    whole: Term
    sign: int
    inner: LogFloor


@dataclass(frozen=True)
class Bound:
    """at, where it is a bound of a power of the base; strict: the power is not equal to it."""

    at: Term
    strict: bool


def read(term: Term, scope: Scope) -> Reading | None:
    """The floor or ceiling of a whole term plus a combination of logarithms to one base, or None."""
    match term:
        case Apply(op=("floor" | "ceil") as op, args=(inner,)):
            pass
        case _:
            return None
    whole: Term = ZERO
    weights: dict[Term, int] = {}
    bases: set[Term] = set()
    for atom, weight in difference(Compare("==", inner, ZERO)).items():
        if weight.denominator == 1 and is_integral(atom, scope):
            whole = plus(whole, times(number(weight), atom))
            continue
        for under, base, factor in _logarithms(atom):
            bases.add(base)
            total = factor * weight
            if total.denominator != 1 or abs(total) > MAX_WEIGHT:
                return None
            weights[under] = weights.get(under, 0) + int(total)
        if not bases or not _logarithms(atom):
            return None
    if len(bases) != 1 or not any(weights.values()):
        return None
    sign = -1 if all(weight <= 0 for weight in weights.values()) else 1
    under = _product({one: sign * weight for one, weight in weights.items()})
    is_ceiling = (op == "ceil") == (sign > 0)  # floor(-u) == -ceil(u)
    return Reading(whole, sign, LogFloor(is_ceiling, under, bases.pop()))


def _logarithms(atom: Term) -> list[tuple[Term, Term, Fraction]]:
    """(t, b, c) for each part c*log(t)/log(b) of an atom (...)/log(b); none for other atoms."""
    match atom:
        case Apply(op="div", args=(above, Apply(op="log", args=(base,)))):
            pass
        case _:
            return []
    found = []
    for part, weight in difference(Compare("==", above, ZERO)).items():
        match part:
            case _ if not weight:
                continue
            case Apply(op="log", args=(under,)):
                found.append((under, base, weight))
            case _:
                return []
    return found


def _product(weights: dict[Term, int]) -> Term:
    above = times(*(power(one, number(weight)) for one, weight in weights.items() if weight > 0))
    below = [power(one, number(-weight)) for one, weight in weights.items() if weight < 0]
    return over(above, times(*below)) if below else above


def facts(letter: Letter, one: LogFloor) -> tuple[Compare, Compare]:
    """The two bounds of b**m."""
    here = power(one.base, letter)
    if one.is_ceiling:
        return Compare("<", here, times(one.base, one.under)), Compare("<=", one.under, here)
    return Compare("<=", here, one.under), Compare("<", one.under, power(one.base, plus(letter, ONE)))


def above(one: LogFloor, is_whole: bool, scope: Scope) -> Bound:
    """An upper bound of b**m. is_whole: whether the powers in question are whole."""
    if not one.is_ceiling:
        return Bound(_rounded("floor", one.under, scope) if is_whole else one.under, False)
    if not is_whole:
        return Bound(times(one.base, one.under), True)
    return Bound(times(one.base, plus(_rounded("ceil", one.under, scope), number(-1))), False)


def below(one: LogFloor, is_whole: bool, scope: Scope) -> Bound:
    """A lower bound of b**m."""
    if one.is_ceiling:
        return Bound(_rounded("ceil", one.under, scope) if is_whole else one.under, False)
    if not is_whole:
        return Bound(over(one.under, one.base), True)
    return Bound(over(plus(_rounded("floor", one.under, scope), ONE), one.base), False)


def _rounded(op: str, term: Term, scope: Scope) -> Term:
    return term if is_integral(term, scope) else apply(op, term)


def is_whole_number(base: Term, scope: Scope) -> bool:
    """Whether the base is whole by its form."""
    return base.value.denominator == 1 if isinstance(base, Number) else is_integral(base, scope)


__all__ = ["Bound", "LogFloor", "Reading", "above", "below", "facts", "is_whole_number", "read"]
