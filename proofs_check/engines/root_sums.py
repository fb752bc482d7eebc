"""Floors and ceilings of a number plus a multiple of one root, as polynomial conditions on a whole letter.

    k = floor(a + s*root(P, q))      P < ((k + 1 - a)/s)**q,   ((k - a)/s)**q <= P
    k = ceil(a + s*root(P, q))       P <= ((k - a)/s)**q,      ((k - 1 - a)/s)**q < P          a, s numbers, s > 0

For odd q powers are compared as their bases are. For even q the root is not negative, so that the base of the upper bound is not; the base of the
lower one is not either where s*root reaches d = ceil(a) - a, that is P >= (d/s)**q (for a ceiling: P > (d/s)**q); elsewhere k is floor(a) (ceil(a)).

Between whole letters a bound is sharpened: it says R >= b with a polynomial R of whole coefficients without common factor, and b is raised to the least
whole number that R may be by its remainders (k**2 + k is even).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil, floor, gcd, lcm

from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_terms import minus, over, plus, power, times
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.remainders import NoRemainder, remainder
from proofs_check.engines.ring import OutOfReach, Ring, exact
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
    free_letters,
    number,
)

MAX_TERMS = 60
MAX_DEGREE = 6
MODULI = (2, 3, 4, 8)
MAX_CLASSES = 1024

Part = tuple[Fraction, Term]
"""(factor, term without a number in front)."""


@dataclass(frozen=True)
class RootSum:
    """offset + scale*root(under, degree), scale > 0, in a ceiling where `is_ceiling`, else in a floor."""

    is_ceiling: bool
    offset: Fraction
    scale: Fraction
    under: Term
    degree: int


@dataclass(frozen=True)
class Reading:
    """A floor or ceiling as whole + sign*(floor or ceiling of `inner`)."""

    whole: Term
    sign: int
    inner: RootSum


def read(op: str, term: Term, scope: Scope) -> Reading | None:
    """floor(term) or ceil(term), where the term is a whole number plus a number plus a multiple of one root."""
    parts = _parts(term)
    if parts is None:
        return None
    offset, factors = Fraction(0), dict[Term, Fraction]()
    whole: Term = ZERO
    for factor, atom in parts:
        if atom == ONE:
            offset += factor
        elif factor.denominator == 1 and is_integral(atom, scope):
            whole = plus(whole, times(number(factor), atom))
        else:
            factors[atom] = factors.get(atom, Fraction(0)) + factor
    if len(factors) != 1:
        return None
    ((atom, scale),) = factors.items()
    root = _root(atom)
    if root is None or scale == 0:
        return None
    under, degree = root
    if scale > 0:
        return Reading(whole, 1, RootSum(op == "ceil", offset, scale, under, degree))
    return Reading(whole, -1, RootSum(op == "floor", -offset, -scale, under, degree))  # floor(u) == -ceil(-u)


def _parts(term: Term, factor: Fraction = Fraction(1)) -> list[Part] | None:
    """The term as a sum of numbers times terms."""
    match term:
        case Number(value=value):
            return [(factor * value, ONE)]
        case Apply(op="neg", args=(inner,)):
            return _parts(inner, -factor)
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one, two = _parts(left, factor), _parts(right, factor if op == "add" else -factor)
            return None if one is None or two is None else one + two
        case (
            Apply(op="mul", args=(Number(value=value), inner))
            | Apply(op="mul", args=(inner, Number(value=value)))
        ):
            return _parts(inner, factor * value)
        case Apply(op="div", args=(inner, Number(value=value))) if value:
            return _parts(inner, factor / value)
        case _:
            return [(factor, term)]


def _root(atom: Term) -> tuple[Term, int] | None:
    """(P, q) of root(P, q)."""
    match atom:
        case Apply(op="sqrt", args=(under,)):
            return under, 2
        case Apply(op="root", args=(under, Number(value=value))) if (
            value.denominator == 1 and 2 <= value <= MAX_DEGREE
        ):
            return under, int(value)
    return None


def threshold(one: RootSum) -> Compare | None:
    """What has to hold of P for both bounds; None where they hold in any case."""
    if one.degree % 2:
        return None
    gap = (ceil(one.offset) - one.offset) / one.scale
    relation = ">" if one.is_ceiling else ">="
    return Compare(relation, one.under, number(gap**one.degree))


def least(one: RootSum) -> int:
    """The value where the threshold is not reached."""
    return ceil(one.offset) if one.is_ceiling else floor(one.offset)


def bounds(letter: Letter, one: RootSum, scope: Scope) -> tuple[Term, ...]:
    """What holds of k where the threshold is reached; for even q also the sign of k that it gives."""
    above = _raised(letter if one.is_ceiling else plus(letter, ONE), one)
    below = _raised(minus(letter, ONE) if one.is_ceiling else letter, one)
    upper = Compare("<=" if one.is_ceiling else "<", one.under, above)
    lower = Compare("<" if one.is_ceiling else "<=", below, one.under)
    found = tuple(sharpened(fact, scope) for fact in (lower, upper))
    if one.degree % 2:
        return found
    first = ceil(one.offset) + (1 if one.is_ceiling else 0)
    return (*found, Compare(">=", letter, number(first)))


def _raised(end: Term, one: RootSum) -> Term:
    """((end - a)/s)**q."""
    return power(over(minus(end, number(one.offset)), number(one.scale)), number(one.degree))


def sharpened(fact: Compare, scope: Scope) -> Compare:
    """left < right or left <= right of whole letters as R >= b with the largest whole b; other facts as they are."""
    ring = Ring(MAX_TERMS)
    try:
        poly = poly_of(minus(fact.right, fact.left), ring)
    except OutOfReach:
        return fact
    if not all(is_integral(Letter(atom.label), scope) for atom in ring.atoms) or poly.is_constant():
        return fact
    weights = {powers: exact(weight) for powers, weight in poly.to_dict().items()}
    moving = [weight for powers, weight in weights.items() if any(powers)]
    scale = Fraction(
        lcm(*(weight.denominator for weight in moving)), gcd(*(weight.numerator for weight in moving))
    )
    constant = sum((weight for powers, weight in weights.items() if not any(powers)), Fraction(0))
    rest = term_of((poly - ring.constant(constant)) * ring.constant(scale), ring)
    end = -constant * scale
    first = floor(end) + 1 if fact.relation == "<" else ceil(end)
    return Compare(">=", rest, number(_reached(rest, first)))


def _reached(rest: Term, first: int) -> int:
    """The least whole number from `first` on that the polynomial may be, by its remainders for some moduli."""
    names = sorted(free_letters(rest))
    for modulus in MODULI:
        classes = _remainders(rest, names, modulus)
        while classes and first % modulus not in classes:
            first += 1
    return first


def _remainders(rest: Term, names: list[str], modulus: int) -> set[int]:
    """The remainders of the polynomial over all classes of its letters; none where there are too many."""
    if modulus ** len(names) > MAX_CLASSES:
        return set()
    try:
        return {
            remainder(rest, modulus, dict(zip(names, values, strict=True)))
            for values in product(range(modulus), repeat=len(names))
        }
    except NoRemainder:
        return set()


__all__ = ["Reading", "RootSum", "bounds", "least", "read", "sharpened", "threshold"]
