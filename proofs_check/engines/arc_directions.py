"""Directions of arc tangents and arc sines: (1, u) and (sqrt(1 - u**2), u), multiplied by what is positive.

u == p/q with q > 0:  (q, p) and (sqrt(q**2 - p**2), p)        sqrt(f**2*g) == abs(f)*sqrt(g) where g >= 0
"""

from __future__ import annotations

from proofs_check.engines.arc_signs import Signs
from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_terms import minus, negate, power, times
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Poly, Ring, exact
from proofs_check.statement.terms import ONE, TRUE, Apply, Term, apply, number

MAX_TERMS = 200
TWO = number(2)


def of_tangent(slope: Term, sign: Signs) -> tuple[Term, Term]:
    """The direction with a positive first coordinate whose slope it is. slope: reduced."""
    above, below = _fraction(slope, sign)
    return below, above


def of_sine(sine: Term, sign: Signs) -> tuple[Term, Term]:
    """The direction with a first coordinate that is not negative. sine: reduced."""
    above, below = _fraction(sine, sign)
    return _root(minus(power(below, TWO), power(above, TWO)), sign), above


def _fraction(term: Term, sign: Signs) -> tuple[Term, Term]:
    """p, q with q > 0; q is 1 where the sign of the denominator is not seen."""
    match term:
        case Apply(op="neg", args=(inner,)):
            above, below = _fraction(inner, sign)
            return negate(above), below
        case Apply(op="div", args=(above, below)):
            if sign(below, ">") == TRUE:
                return above, below
            if sign(below, "<") == TRUE:
                return negate(above), negate(below)
    return term, ONE


def _root(term: Term, sign: Signs) -> Term:
    """The square root of a term that is not negative, squares of polynomials taken out."""
    ring = Ring(MAX_TERMS)
    try:
        poly = poly_of(term, ring)
        ring.check(poly)
    except OutOfReach:
        return apply("sqrt", term)
    if poly.is_zero():
        return number(0)
    outside, inside = _squares(poly, ring)
    # where the square vanishes, the rest could be negative
    rest = term_of(inside, ring)
    if sign(rest, ">=") != TRUE:
        return apply("sqrt", term_of(poly, ring))
    root = ONE if rest == ONE else apply("sqrt", rest)
    size = term_of(outside, ring)
    return times(root, size if sign(size, ">=") == TRUE else apply("abs", size))


def _squares(poly: Poly, ring: Ring) -> tuple[Poly, Poly]:
    """f, g with poly == f**2*g."""
    content, factors = poly.factor()
    outside, inside = ring.constant(1), ring.constant(exact(content))
    for factor, often in factors:
        outside *= factor ** (often // 2)
        inside *= factor ** (often % 2)
    return outside, inside
