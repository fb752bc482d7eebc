"""Quotients of sines and cosines of one angle as polynomials in its cotangent, and in its tangent.

    cos(u)**q/sin(u)**p == cot(u)**q*(1 + cot(u)**2)**((p - q)/2)        p >= q >= 0, p - q even

and the same with sine and cosine, cotangent and tangent exchanged. Equalities wherever the quotient is defined.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

from proofs_check.engines.calculus_terms import negate, over, plus, times
from proofs_check.statement.terms import ONE, ZERO, Apply, Number, Term, free_letters, number

MAX_TERMS = 12
MAX_POWER = 6
SINGLE = {"sin": (1, 0), "cos": (0, 1), "tan": (1, -1), "cot": (-1, 1)}

Monomials = dict[tuple[int, int], Term]
"""(p, q) -> weight of sin**p*cos**q."""


class NoMonomials(ValueError):
    """The term is no such sum."""


@dataclass(frozen=True)
class InTangents:
    """constant + sum(weight*cot(angle)**j) + sum(weight*tan(angle)**j), j >= 1."""

    angle: Term
    constant: Term
    cotangents: dict[int, Term]
    tangents: dict[int, Term]


def in_tangents(term: Term, letter: str) -> InTangents:
    """The term as such polynomials; the weights are free of the letter, the angle is not. Raises NoMonomials."""
    angles: dict[Term, None] = {}
    found = _monomials(term, letter, angles)
    if len(angles) != 1:
        raise NoMonomials("no angle, or several")
    (angle,) = angles
    constant: Term = ZERO
    cotangents: dict[int, Term] = {}
    tangents: dict[int, Term] = {}
    for (p, q), weight in found.items():
        if (p + q) % 2 or p + q > 0 or (p < 0 and q < 0):
            raise NoMonomials("no polynomial in tangents")
        into, least = (cotangents, q) if p < 0 else (tangents, p)
        free = -(p + q) // 2
        for chosen in range(free + 1):
            exponent, part = least + 2 * chosen, times(number(comb(free, chosen)), weight)
            if exponent:
                into[exponent] = plus(into.get(exponent, ZERO), part)
            else:
                constant = plus(constant, part)
    return InTangents(angle, constant, cotangents, tangents)


def _monomials(term: Term, letter: str, angles: dict[Term, None]) -> Monomials:
    """Raises NoMonomials."""
    if letter not in free_letters(term):
        return {(0, 0): term}
    match term:
        case Apply(op=("sin" | "cos" | "tan" | "cot") as op, args=(angle,)):
            angles[angle] = None
            return {SINGLE[op]: ONE}
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one, two = _monomials(left, letter, angles), _monomials(right, letter, angles)
            return _added(one, two if op == "add" else _negated(two))
        case Apply(op="neg", args=(inner,)):
            return _negated(_monomials(inner, letter, angles))
        case Apply(op="mul", args=(left, right)):
            return _multiplied(_monomials(left, letter, angles), _monomials(right, letter, angles))
        case Apply(op="div", args=(left, right)):
            below = _inverse(_monomials(right, letter, angles))
            return _multiplied(_monomials(left, letter, angles), below)
        case Apply(op="pow", args=(base, Number(value=value))) if (
            value.denominator == 1 and abs(value) <= MAX_POWER
        ):
            inner_terms = _monomials(base, letter, angles)
            inner_terms = _inverse(inner_terms) if value < 0 else inner_terms
            found: Monomials = {(0, 0): ONE}
            for _ in range(abs(int(value))):
                found = _multiplied(found, inner_terms)
            return found
    raise NoMonomials("more than waves of one angle")


def _negated(found: Monomials) -> Monomials:
    return {key: negate(weight) for key, weight in found.items()}


def _added(one: Monomials, two: Monomials) -> Monomials:
    found = dict(one)
    for key, weight in two.items():
        found[key] = plus(found[key], weight) if key in found else weight
    return found


def _multiplied(one: Monomials, two: Monomials) -> Monomials:
    if len(one) * len(two) > MAX_TERMS:
        raise NoMonomials("too many products")
    found: Monomials = {}
    for (p, q), weight in one.items():
        for (r, s), other in two.items():
            found = _added(found, {(p + r, q + s): times(weight, other)})
    return found


def _inverse(found: Monomials) -> Monomials:
    """Raises NoMonomials."""
    if len(found) != 1:
        raise NoMonomials("a sum of waves as divisor")
    (((p, q), weight),) = found.items()
    return {(-p, -q): over(ONE, weight)}
