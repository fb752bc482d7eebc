"""Large polynomials of scalar letters, multiplied out: what a recursion unfolds to doubles with every step, its value does not."""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.engines.back import term_of
from proofs_check.engines.ring import OutOfReach, Poly, Ring
from proofs_check.statement.terms import Apply, Letter, Number, Term, walk

MAX_TERMS = 2_000
MAX_POWER = 64
LARGE = 100  # nodes: a smaller term stays as it is written


def compact(term: Term) -> Term:
    """A polynomial with rational coefficients in scalar letters multiplied out, where it is large; else the term itself."""
    if sum(1 for _ in walk(term)) <= LARGE:
        return term
    ring = Ring(MAX_TERMS)
    try:
        return term_of(poly_of(term, ring), ring)
    except OutOfReach:
        return term


def poly_of(term: Term, ring: Ring) -> Poly:
    """The polynomial in the letters, with rational coefficients. Raises OutOfReach."""
    match term:
        case Number(value=value):
            return ring.constant(value)
        case Letter(name=name):
            return ring.gen(ring.find("letter", name) or ring.add("letter", name)).num
        case Apply(op="neg", args=(inner,)):
            return -poly_of(inner, ring)
        case Apply(op="div", args=(above, Number(value=value))) if value:
            return poly_of(above, ring) * ring.constant(1 / value)
        case Apply(op="pow", args=(base, Number(value=value))) if (
            value.denominator == 1 and 0 <= value <= MAX_POWER
        ):
            return _checked(poly_of(base, ring) ** int(value), ring)
        case Apply(op=("add" | "sub" | "mul") as op, args=(left, right)):
            return _checked(JOIN[op](poly_of(left, ring), poly_of(right, ring)), ring)
    raise OutOfReach("no polynomial")


JOIN: dict[str, Callable[[Poly, Poly], Poly]] = {
    "add": lambda left, right: left + right,
    "sub": lambda left, right: left - right,
    "mul": lambda left, right: left * right,
}


def _checked(poly: Poly, ring: Ring) -> Poly:
    ring.check(poly)
    return poly
