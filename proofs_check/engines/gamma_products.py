"""Products of rational functions as quotients of gamma functions: proposals, which are proved by induction where they are used.

prod(k + a, k, m, n) = gamma(n + 1 + a)/gamma(m + a)
prod(4*k**2/(4*k**2 - 1), k, 1, n) = gamma(n + 1)**2*gamma(1/2)*gamma(3/2)/(gamma(n + 1/2)*gamma(n + 3/2))
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_terms import minus, number_of, over, plus, power, times
from proofs_check.engines.ring import OutOfReach, Poly, Ring, exact
from proofs_check.engines.root_splits import rational_of
from proofs_check.statement.terms import ONE, Sum, Term, apply, number

MAX_TERMS = 200
MAX_POWER = 12


def proposal(product: Sum) -> Term | None:
    """The product by gamma functions, if its factors are linear in the letter."""
    ring = Ring(MAX_TERMS)
    try:
        value = rational_of(product.body, ring)
        above = list(_factors(value.num, 1, product, ring))
        return times(*above, *_factors(value.den, -1, product, ring))
    except OutOfReach:
        return None


def _factors(poly: Poly, sign: int, product: Sum, ring: Ring) -> Iterator[Term]:
    """The products of the factors of a polynomial, to the power `sign`. Raises OutOfReach."""
    constant, factors = poly.factor()
    count = minus(plus(product.high, ONE), product.low)
    scale: Term = number_of(exact(constant))
    for factor, often in factors:
        if abs(often) > MAX_POWER:
            raise OutOfReach("a high power")
        slope, rest = _linear(factor, product.letter, ring)
        scale = times(scale, power(slope, number(int(often))))
        if rest is not None:
            reached = (plus(product.high, ONE, rest), plus(product.low, rest))
            yield power(over(*(apply("gamma", one) for one in reached)), number(sign * int(often)))
    if scale != ONE:
        yield power(scale, count if sign > 0 else minus(product.low, plus(product.high, ONE)))


def _linear(factor: Poly, letter: str, ring: Ring) -> tuple[Term, Term | None]:
    """(c, a) of c*(k + a); (the factor, None) where the letter is not in it. Raises OutOfReach."""
    atom = ring.find("letter", letter)
    place = atom.index if atom is not None else -1
    terms = factor.to_dict()
    if atom is None or all(powers[place] == 0 for powers in terms):
        return term_of(factor, ring), None
    slopes = [(powers, value) for powers, value in terms.items() if powers[place]]
    if len(slopes) != 1 or sum(map(int, slopes[0][0])) != 1:
        raise OutOfReach("a factor that is not linear")
    slope = exact(slopes[0][1])
    rest = factor - ring.gen(atom).num * slopes[0][1]
    return number_of(slope), over(term_of(rest, ring), number_of(slope)) if rest else number(0)


__all__ = ["proposal"]
