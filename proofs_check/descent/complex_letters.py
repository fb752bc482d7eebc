"""Complex letters as pairs of real ones, for a descent over real numbers, and the way back to exact complex numbers.

Notation: the letter z becomes x + y*i with two new real letters, and an equation of complex numbers becomes two of real ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from math import atan2, hypot, isfinite, tan

from proofs_check.complex_domains import is_seen_real
from proofs_check.goal import Point
from proofs_check.statement.domains import REAL, Domain, membership
from proofs_check.statement.formal import Formal
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    ZERO,
    Compare,
    Connective,
    Constant,
    Letter,
    Term,
    apply,
    rebuild,
    substitute,
)

Pairs = Mapping[str, tuple[str, str]]
"""Names of the real and of the imaginary part of every complex letter. With a space in them, they are no names of a claim."""
DENOMINATORS = (1, 4, 20, 1000)


def pairs_of(letters: tuple[tuple[str, Domain], ...]) -> Pairs:
    return {name: (f"re {name}", f"im {name}") for name, domain in letters if domain.kind == "complex"}


def over_reals(formal: Formal, pairs: Pairs) -> Formal:
    """The claim with every complex letter written as x + y*i; the same claim where there is none."""
    if not pairs:
        return formal
    values = {name: _gaussian(Letter(re), Letter(im)) for name, (re, im) in pairs.items()}
    nonzero = tuple(
        (name, fact) for name, domain in formal.free() if name in pairs for fact in membership(name, domain)
    )
    given = tuple(
        (name, substitute(_split(fact, formal.scope), values)) for name, fact in (*nonzero, *formal.given)
    )
    letters = tuple(one for name, domain in formal.letters for one in _real_letters(name, domain, pairs))
    return replace(formal, letters=letters, given=given, claim=substitute(formal.claim, values))


def _real_letters(name: str, domain: Domain, pairs: Pairs) -> tuple[tuple[str, Domain], ...]:
    return tuple((part, REAL) for part in pairs[name]) if name in pairs else ((name, domain),)


def _split(fact: Term, scope: Scope) -> Term:
    """Equations of numbers that may not be real, as equations of real and imaginary parts."""
    match fact:
        case Compare(relation="==", left=left, right=right):
            if is_seen_real(left, scope) and is_seen_real(right, scope):
                return fact
            parts = (Compare("==", apply(part, left), apply(part, right)) for part in ("re", "im"))
            return Connective("and", tuple(parts))
        case Connective(op="and", parts=parts):
            return rebuild(fact, tuple(_split(part, scope) for part in parts))
        case _:
            return fact


def _gaussian(re: Term, im: Term) -> Term:
    return apply("add", re, apply("mul", im, Constant("i")))


def back(point: Point, pairs: Pairs) -> Point:
    """The point in the letters of the claim."""
    parts = {part for names in pairs.values() for part in names}
    found = {name: term for name, term in point.items() if name not in parts}
    for name, (re, im) in pairs.items():
        found[name] = point[re] if point[im] == ZERO else _gaussian(point[re], point[im])
    return found


def on_circles(point: Mapping[str, float], pairs: Pairs) -> Iterator[Mapping[str, Fraction]]:
    """Numbers of rational modulus near the complex ones of the point: r*((1 - t**2) + 2*t*i)/(1 + t**2) with t = tan(angle/2)."""
    for largest in DENOMINATORS if pairs else ():
        found: dict[str, Fraction] = {}
        for re, im in pairs.values():
            radius = _simple(hypot(point[re], point[im]), largest)
            t = _simple(tan(atan2(point[im], point[re]) / 2), largest)
            scale = radius / (1 + t * t)
            found |= {re: scale * (1 - t * t), im: scale * 2 * t}
        yield found


def _simple(x: float, largest: int) -> Fraction:
    """A fraction near x. Raises ValueError where x is not finite."""
    if not isfinite(x):
        raise ValueError("a point at infinity")
    return Fraction(x).limit_denominator(largest)
