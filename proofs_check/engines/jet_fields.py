"""The two fields of coefficients of jets: balls, and exact closed numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from flint import arb

from proofs_check.engines.enclosures import FUNCTIONS, NoEnclosure, ball, enclose, real_power, whole_power
from proofs_check.engines.jets import Field, NoJet
from proofs_check.exact import closed, functions, roots, scalars
from proofs_check.exact.closed import TooLarge
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.evaluate import Evaluator
from proofs_check.exact.signs import sign
from proofs_check.exact.values import Complex, Scalar, Undecidable, UndefinedTerm
from proofs_check.goal import Budget, Goal
from proofs_check.statement.terms import TRUE, Term

Made = TypeVar("Made")
NOWHERE = Goal((), (), TRUE)


def ball_field() -> Field[arb]:
    """Balls at the working precision; values of constant terms are kept."""
    kept: dict[Term, arb] = {}

    def constant(term: Term) -> arb:
        if term not in kept:
            kept[term] = _enclosed(lambda: enclose(term, {}, NOWHERE.scope))
        return kept[term]

    return Field(
        number=ball,
        closed=constant,
        add=arb.__add__,
        mul=arb.__mul__,
        div=lambda x, y: _enclosed(lambda: FUNCTIONS["div"](x, y)),
        function=_ball_function,
        power=_ball_power,
        sign=lambda x: 1 if x > 0 else -1 if x < 0 else 0,
        raised=lambda x, y: _enclosed(lambda: real_power(x, y)),
    )


def _enclosed(make: Callable[[], arb]) -> arb:
    try:
        found = make()
    except NoEnclosure as problem:
        raise NoJet(str(problem)) from None
    if found.is_nan():
        raise NoJet("a value that is not defined on the whole ball")
    return found


def _ball_function(op: str, x: arb) -> arb:
    if op not in FUNCTIONS:
        raise NoJet(f"no balls for {op}")
    return _enclosed(lambda: FUNCTIONS[op](x))


def _ball_power(x: arb, exponent: Fraction) -> arb:
    if exponent.denominator == 1:
        return _enclosed(lambda: whole_power(x, int(exponent)))
    if exponent > 0 and not x > 0:
        x = x.nonnegative_part()  # a broken power is defined there only
        high = _ball_power(x.upper(), exponent) if x.upper() > 0 else arb(0)
        return arb(0).union(high)
    if not x > 0:
        raise NoJet("a broken power of what may not be positive")
    return (x.log() * ball(exponent)).exp() if exponent != Fraction(1, 2) else x.sqrt()


def exact_field() -> Field[Closed]:
    """Closed numbers; what cannot be decided about them raises NoJet."""
    return Field(
        number=lambda value: value,
        closed=exact_value,
        add=lambda x, y: guarded(lambda: closed.add(x, y)),
        mul=lambda x, y: guarded(lambda: closed.mul(x, y)),
        div=_exact_quotient,
        function=lambda op, x: guarded(lambda: _real(functions.function(op, x, False))),
        power=_exact_power,
        sign=lambda x: exact_sign(x) or 0,
        raised=_exact_raised,
    )


def exact_value(term: Term) -> Closed:
    """The value of a closed term. Raises NoJet."""
    evaluator = Evaluator(NOWHERE, Budget())
    return guarded(lambda: _real(evaluator.scalar(term, evaluator.place({}))))


def exact_sign(x: Closed) -> int | None:
    """The sign where it is decided, zero included."""
    return guarded(lambda: sign(x))


def guarded(make: Callable[[], Made]) -> Made:
    """The value; NoJet where it is undefined or undecided."""
    try:
        return make()
    except (UndefinedTerm, Undecidable, TooLarge, KeyError, TypeError, ZeroDivisionError) as problem:
        raise NoJet(str(problem)) from None


def _real(value: Scalar) -> Closed:
    if isinstance(value, Complex):
        raise NoJet("a value that is not real")
    return value


def _exact_quotient(x: Closed, y: Closed) -> Closed:
    if not exact_sign(y):
        raise NoJet("a denominator that may be zero")
    return guarded(lambda: roots.divide(x, y))


def _exact_power(x: Closed, exponent: Fraction) -> Closed:
    known = exact_sign(x)
    if known == 0:
        if exponent < 0:
            raise NoJet("a negative power of zero")
        return Fraction(1 if exponent == 0 else 0)
    if exponent.denominator != 1 and known != 1:
        raise NoJet("a broken power of what may not be positive")
    return (
        guarded(lambda: _real(scalars.integer_power(x, int(exponent))))
        if exponent.denominator == 1
        else guarded(lambda: scalars.real_power(x, exponent))
    )


def _exact_raised(x: Closed, exponent: Closed) -> Closed:
    known = exact_sign(x)
    if known == 0 and exact_sign(exponent) == 1:
        return Fraction(0)
    if known != 1:
        raise NoJet("a symbolic power of what may not be positive")
    return guarded(lambda: _real(scalars.real_power(x, exponent)))
