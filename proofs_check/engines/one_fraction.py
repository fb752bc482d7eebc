"""A term of one letter over one denominator.

Poles and removable singularities go into the denominator: sin(x)/x becomes sin(x) over x. Functions of quotients are left as they are.

Notation: f = top/(product of factors**power).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from proofs_check.engines.calculus_terms import integer_of, minus, negate, number_of, plus, power, times
from proofs_check.statement.terms import ONE, Apply, Number, Term, apply, number

MAX_POWER = 12


@dataclass(frozen=True)
class OneFraction:
    """top over the product of the factors, each to its positive power."""

    top: Term
    below: Counter[Term] = field(default_factory=Counter)


def together(term: Term) -> OneFraction:
    """The term over one denominator; factors of the denominators are compared as they are written."""
    match term:
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            return _sum(op, together(left), together(right))
        case Apply(op="neg", args=(inner,)):
            found = together(inner)
            return OneFraction(negate(found.top), found.below)
        case Apply(op="mul", args=(left, right)):
            one, two = together(left), together(right)
            return OneFraction(times(one.top, two.top), one.below + two.below)
        case Apply(op="div", args=(left, right)):
            return _quotient(together(left), together(right))
        case Apply(op="pow", args=(base, exponent)):
            return _power(term, together(base), integer_of(exponent))
        case Apply(op="tan", args=(inner,)):
            return OneFraction(apply("sin", inner), Counter([apply("cos", inner)]))
        case Apply(op="cot", args=(inner,)):
            return OneFraction(apply("cos", inner), Counter([apply("sin", inner)]))
        case Apply(op="coth", args=(inner,)):
            return OneFraction(apply("cosh", inner), Counter([apply("sinh", inner)]))
        case _:
            return OneFraction(term)


def product_of(factors: Counter[Term]) -> Term:
    """The product of the factors as a term."""
    return times(ONE, *(power(factor, number(often)) for factor, often in factors.items()))


def _sum(op: str, one: OneFraction, two: OneFraction) -> OneFraction:
    common = one.below | two.below
    left = times(one.top, product_of(common - one.below))
    right = times(two.top, product_of(common - two.below))
    return OneFraction((plus if op == "add" else minus)(left, right), common)


def _quotient(one: OneFraction, two: OneFraction) -> OneFraction:
    value, factors = _factors(two.top)
    shared = two.below & one.below
    top = times(one.top, product_of(two.below - shared))
    if value.value == 0:
        return OneFraction(apply("div", top, two.top), one.below - shared)
    return OneFraction(times(number_of(1 / value.value), top), one.below - shared + factors)


def _power(term: Term, base: OneFraction, exponent: int | None) -> OneFraction:
    if exponent is None or not 0 < abs(exponent) <= MAX_POWER or (exponent > 0 and not base.below):
        return OneFraction(term)
    if exponent < 0:
        base, exponent = _quotient(OneFraction(ONE), base), -exponent
    raised = Counter({factor: often * exponent for factor, often in base.below.items()})
    return OneFraction(power(base.top, number(exponent)), raised)


def _factors(term: Term) -> tuple[Number, Counter[Term]]:
    """The rational factor of a product and the others."""
    match term:
        case Number():
            return term, Counter()
        case Apply(op="mul", args=(left, right)):
            (one, first), (two, second) = _factors(left), _factors(right)
            return number_of(one.value * two.value), first + second
        case Apply(op="neg", args=(inner,)):
            value, factors = _factors(inner)
            return number_of(-value.value), factors
        case Apply(op="pow", args=(base, Number(value=exponent))) if (
            exponent.denominator == 1 and 0 < exponent <= MAX_POWER
        ):
            return number_of(ONE.value), Counter({base: int(exponent)})
        case _:
            return number_of(ONE.value), Counter([term])
