"""Sums of products of powers of positive letters with rational exponents (signomials), and quotients of such sums.

    a + sqrt(a*b) - 4/3*root(a*b*c, 3)**2        {a: 1, a**(1/2) b**(1/2): 1, a**(2/3) b**(2/3) c**(2/3): -4/3}

The coefficients are exact closed numbers. A letter is a real letter that is not negative, or exp(x) for a letter x of any sign. A product
of powers is read wherever the term is defined: where a letter is 0, all that was written with a negative power of it is not.
Denominators are sums of positive terms.

Reference: Duffin, Peterson and Zener, Geometric Programming, 1967.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.engines.jet_fields import exact_sign, exact_value, guarded
from proofs_check.engines.jets import NoJet
from proofs_check.exact import closed, elementary, roots
from proofs_check.exact.closed_numbers import Closed
from proofs_check.statement.terms import Apply, Constant, Letter, Number, Term, free_letters

Monomial = tuple[tuple[str, Fraction], ...]
"""(letter, exponent), by name; no exponent is 0."""
Signomial = Mapping[Monomial, Closed]
"""Monomial -> coefficient; no coefficient is 0."""
ONE_MONOMIAL: Monomial = ()
ONE = Fraction(1)
UNIT: Signomial = {ONE_MONOMIAL: ONE}
MAX_TERMS = 60
MAX_EXPONENT = 64
MAX_EXPANDED = 6  # of a power of a sum
EXPONENTIAL = "exp({})"


class NoSignomial(ValueError):
    """The term is no quotient of sums of such products, or they are too long."""


@dataclass(frozen=True)
class Ratio:
    """over/under; all coefficients of `under` are positive."""

    over: Signomial
    under: Signomial


def ratio_of(term: Term, letters: Container[str], real: Container[str]) -> Ratio:
    """The term in letters that are not negative, and in exp of those that are real. Raises NoSignomial."""
    try:
        return _read(term, letters, real)
    except (NoJet, closed.TooLarge) as problem:
        raise NoSignomial(str(problem)) from None


def _read(term: Term, letters: Container[str], real: Container[str]) -> Ratio:
    if not free_letters(term):
        return Ratio(_summed(({ONE_MONOMIAL: exact_value(term)},)), UNIT)
    match term:
        case Letter(name=name) if name in letters:
            return Ratio({((name, ONE),): ONE}, UNIT)
        case Apply(op="neg", args=(inner,)):
            return _scaled(_read(inner, letters, real), Fraction(-1))
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            other = _scaled(_read(right, letters, real), ONE if op == "add" else Fraction(-1))
            return sum_of(_read(left, letters, real), other)
        case Apply(op="mul", args=(left, right)):
            return _times(_read(left, letters, real), _read(right, letters, real))
        case Apply(op="div", args=(left, right)):
            return _times(_read(left, letters, real), _inverse(_read(right, letters, real)))
        case Apply(op="sqrt", args=(base,)):
            return _power(_read(base, letters, real), Fraction(1, 2))
        case Apply(op="root", args=(base, Number(value=value))) if value >= 1 and value.denominator == 1:
            return _power(_read(base, letters, real), 1 / value)
        case Apply(op="pow", args=(base, exponent)) if not free_letters(exponent):
            power = exact_value(exponent)
            if isinstance(power, Fraction) and max(abs(power.numerator), power.denominator) <= MAX_EXPONENT:
                return _power(_read(base, letters, real), power)
        case Apply(op="exp", args=(exponent,)) | Apply(op="pow", args=(Constant(name="e"), exponent)):
            return Ratio(_exponential(exponent, real), UNIT)
    raise NoSignomial("a term of another kind")


def _exponential(exponent: Term, real: Container[str]) -> Signomial:
    """exp of a sum of rational multiples of letters and a number."""
    slopes, shift = _linear(exponent, real)
    powers = sorted((EXPONENTIAL.format(name), slope) for name, slope in slopes.items() if slope)
    return {tuple(powers): guarded(lambda: elementary.exp(shift))}


def _linear(term: Term, real: Container[str]) -> tuple[dict[str, Fraction], Closed]:
    """The term as slopes of letters and a number; the letters have any sign, so that no roots of them are taken."""
    if not free_letters(term):
        return {}, exact_value(term)
    match term:
        case Letter(name=name) if name in real:
            return {name: ONE}, Fraction(0)
        case Apply(op="neg", args=(inner,)):
            return _multiple(_linear(inner, real), Fraction(-1))
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            (slopes, shift), (more, other) = (
                _linear(left, real),
                _multiple(_linear(right, real), ONE if op == "add" else Fraction(-1)),
            )
            names = {**slopes, **more}
            total = {name: slopes.get(name, Fraction(0)) + more.get(name, Fraction(0)) for name in names}
            return total, closed.add(shift, other)
        case Apply(op=("mul" | "div") as op, args=(left, right)):
            if op == "mul" and not free_letters(left):
                left, right = right, left
            factor = exact_value(right) if not free_letters(right) else None
            if isinstance(factor, Fraction) and factor:
                return _multiple(_linear(left, real), factor if op == "mul" else 1 / factor)
    raise NoSignomial("exp of what is not linear")


def _multiple(
    one: tuple[dict[str, Fraction], Closed], factor: Fraction
) -> tuple[dict[str, Fraction], Closed]:
    return {name: slope * factor for name, slope in one[0].items()}, closed.mul(one[1], factor)


def sum_of(left: Ratio, right: Ratio) -> Ratio:
    """The sum of two quotients. Raises NoSignomial where it is too long."""
    if left.under == right.under:
        return Ratio(_summed((left.over, right.over)), left.under)
    crossed = (_product(left.over, right.under), _product(right.over, left.under))
    return Ratio(_summed(crossed), _product(left.under, right.under))


def _scaled(one: Ratio, factor: Fraction) -> Ratio:
    return Ratio({monomial: closed.mul(own, factor) for monomial, own in one.over.items()}, one.under)


def _times(left: Ratio, right: Ratio) -> Ratio:
    return Ratio(_product(left.over, right.over), _product(left.under, right.under))


def _inverse(one: Ratio) -> Ratio:
    """1/one, where that is defined."""
    if len(one.over) == 1:
        ((monomial, factor),) = one.over.items()
        inverse = {_raised(monomial, Fraction(-1)): roots.inverse(factor)}
        return Ratio(_product(one.under, inverse), UNIT)
    signs = {exact_sign(factor) for factor in one.over.values()}
    if signs == {1}:
        return Ratio(one.under, one.over)
    if signs == {-1}:
        return _scaled(Ratio(one.under, _scaled(one, Fraction(-1)).over), Fraction(-1))
    raise NoSignomial("a denominator of terms of both signs")


def _power(one: Ratio, exponent: Fraction) -> Ratio:
    """A whole power, or a root of a product with a positive factor. Raises NoSignomial."""
    if exponent < 0:
        return _power(_inverse(one), -exponent)
    if len(one.over) == 1 and one.under == UNIT:
        ((monomial, factor),) = one.over.items()
        if exponent.denominator == 1 or exact_sign(factor) == 1:
            return Ratio({_raised(monomial, exponent): roots.power(factor, exponent)}, UNIT)
    if exponent.denominator > 1 or exponent > MAX_EXPANDED:
        raise NoSignomial("a root of a sum, or a high power")
    found = Ratio(UNIT, UNIT)
    for _ in range(int(exponent)):
        found = _times(found, one)
    return found


def _raised(monomial: Monomial, exponent: Fraction) -> Monomial:
    return tuple((name, own * exponent) for name, own in monomial) if exponent else ONE_MONOMIAL


def _product(left: Signomial, right: Signomial) -> Signomial:
    if left == UNIT or right == UNIT:
        return right if left == UNIT else left
    if len(left) * len(right) > MAX_TERMS**2:
        raise NoSignomial("a long product")
    return _summed(
        tuple(
            {_joined(one, two): closed.mul(first, second)}
            for one, first in left.items()
            for two, second in right.items()
        )
    )


def _joined(left: Monomial, right: Monomial) -> Monomial:
    powers = dict(left)
    for name, exponent in right:
        powers[name] = powers.get(name, Fraction(0)) + exponent
    return tuple(sorted((name, exponent) for name, exponent in powers.items() if exponent))


def _summed(parts: tuple[Signomial, ...]) -> Signomial:
    total: dict[Monomial, Closed] = {}
    for part in parts:
        for monomial, factor in part.items():
            total[monomial] = closed.add(total.get(monomial, Fraction(0)), factor)
    kept = {monomial: factor for monomial, factor in total.items() if factor != 0}
    if len(kept) > MAX_TERMS:
        raise NoSignomial("a long sum")
    return kept
