"""Polynomials in one whole letter, and what they combine to: s*A + t*B == c by the extended Euclidean algorithm over the rational numbers."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import fmpq, fmpq_poly

from proofs_check.engines.calculus_terms import plus, power, times
from proofs_check.statement.terms import ONE, Apply, Letter, Number, Term, number

MAX_DEGREE = 8
X = fmpq_poly([0, 1])
NOTHING = fmpq_poly([0])


def read(term: Term, name: str) -> fmpq_poly | None:
    """The polynomial in the letter that the term is by its form; None for others."""
    match term:
        case Number(value=value):
            return fmpq_poly([fmpq(value.numerator, value.denominator)])
        case Letter(name=said):
            return X if said == name else None
        case Apply(op="neg", args=(inner,)):
            one = read(inner, name)
            return None if one is None else -one
        case Apply(op=("add" | "sub" | "mul") as op, args=(left, right)):
            one, two = read(left, name), read(right, name)
            if one is None or two is None:
                return None
            return one + two if op == "add" else one - two if op == "sub" else _small(one * two)
        case Apply(op="pow", args=(inner, Number(value=value))) if value in range(MAX_DEGREE + 1):
            one = read(inner, name)
            return None if one is None or one.degree() * int(value) > MAX_DEGREE else one ** int(value)
    return None


def _small(one: fmpq_poly) -> fmpq_poly | None:
    return one if one.degree() <= MAX_DEGREE else None


def is_whole(one: fmpq_poly) -> bool:
    """Whether all coefficients are whole numbers."""
    return one.denom() == 1


def term_of(one: fmpq_poly, name: str) -> Term:
    """The polynomial as a term, by falling powers."""
    parts = [
        times(
            number(Fraction(int(factor.p), int(factor.q))),
            power(Letter(name), number(degree)) if degree else ONE,
        )
        for degree, factor in enumerate(one.coeffs())
        if factor != 0
    ]
    return plus(*reversed(parts)) if parts else number(0)


def combined(first: fmpq_poly, second: fmpq_poly) -> int | None:
    """The least c > 0 with s*A + t*B == c, s and t with whole coefficients and of the least degrees; None where A and B have a common zero."""
    common, s, t = first.xgcd(second)
    if common.degree() != 0:
        return None
    scale = lcm(int((s / common[0]).denom()), int((t / common[0]).denom()))
    whole = (s * scale / common[0], t * scale / common[0])
    same = whole[0] * first + whole[1] * second == fmpq_poly([scale])
    return scale if same and all(map(is_whole, whole)) else None


def solved(first: fmpq_poly, second: fmpq_poly, value: fmpq_poly) -> tuple[fmpq_poly, fmpq_poly] | None:
    """Polynomials s and t with whole coefficients and s*A + t*B == C, s of the least degree; None where these have none."""
    if first == NOTHING or second == NOTHING:
        return None
    common, s, _ = first.xgcd(second)
    quotient, rest = divmod(value, common)
    if rest != NOTHING:
        return None
    s = (s * quotient) % divmod(second, common)[0]
    t, rest = divmod(value - s * first, second)
    return (s, t) if rest == NOTHING and is_whole(s) and is_whole(t) else None


__all__ = ["combined", "is_whole", "read", "solved", "term_of"]
