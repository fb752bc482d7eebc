"""Quotients, rational powers and roots of closed numbers."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import fmpq, fmpq_mat

from proofs_check.exact.closed import (
    HALF,
    ONE,
    ZERO,
    Terms,
    TooLarge,
    atom,
    mul,
    pack,
    positive_power,
    prime_factors,
    terms_of,
)
from proofs_check.exact.closed_numbers import Algebraic, Atom, Closed, Compound, Monomial, Prime, Real
from proofs_check.exact.signs import sign

MAX_FIELD = 16  # the largest degree over the rationals in which denominators are rationalised
MAX_BITS = 10_000  # of a number that a root is taken of


def inverse(x: Closed) -> Closed:
    """1/x. The caller has shown that x is not zero; a rational zero raises ZeroDivisionError."""
    if isinstance(x, Fraction):
        return 1 / x
    if len(x.terms) == 1:
        monomial, c = x.terms[0]
        return mul(1 / c, *(atom(base, -power) for base, power in monomial))
    rational = _inverse_in_field(x)
    if rational is not None:
        return rational
    scale, common, primitive = content(x)
    if isinstance(primitive, Fraction):
        return inverse(mul(scale * primitive, *(atom(base, power) for base, power in common)))
    known = sign(primitive)
    if not known:
        raise TooLarge("the sign of a denominator")
    if known < 0:
        scale, primitive = -scale, Real(tuple((m, -c) for m, c in primitive.terms))
    return mul(1 / scale, *(atom(base, -power) for base, power in common), atom(Compound(primitive), -ONE))


def divide(x: Closed, y: Closed) -> Closed:
    """x/y for y that is not zero."""
    if isinstance(x, Real) and isinstance(y, Real) and len(y.terms) > 1 and len(x.terms) == len(y.terms):
        ratio = x.terms[0][1] / y.terms[0][1]
        if all(m1 == m2 and c1 == ratio * c2 for (m1, c1), (m2, c2) in zip(x.terms, y.terms, strict=True)):
            return ratio
    return mul(x, inverse(y))


def power(x: Closed, exponent: Fraction) -> Closed:
    """x**exponent; x must be positive, or nonzero (nonnegative) for a whole (positive whole) exponent."""
    if exponent.denominator == 1:
        n = int(exponent)
        if n >= 0:
            return positive_power(x, n)
        return _integer_power(x, n)
    if isinstance(x, Fraction):
        return mul(_root_of_whole(x.numerator, exponent), _root_of_whole(x.denominator, -exponent))
    scale, common, primitive = content(x)
    parts = [power(scale, exponent), *(atom(base, own * exponent) for base, own in common)]
    if isinstance(primitive, Fraction):
        return mul(*parts, power(primitive, exponent))
    return mul(*parts, atom(Compound(primitive), exponent))


def _integer_power(x: Closed, n: int) -> Closed:
    if isinstance(x, Real) and len(x.terms) == 1:
        monomial, c = x.terms[0]
        return mul(power(c, Fraction(n)), *(atom(base, own * n) for base, own in monomial))
    return positive_power(inverse(x), -n)


def sqrt(x: Closed) -> Closed:
    """The square root of a number that is not negative."""
    return ZERO if x == ZERO else power(x, HALF)


def _root_of_whole(n: int, exponent: Fraction) -> Closed:
    if n.bit_length() > MAX_BITS:
        raise TooLarge("a root of a number of too many digits")
    return mul(ONE, *(atom(Prime(p), k * exponent) for p, k in prime_factors(n)))


def content(x: Real) -> tuple[Fraction, Monomial, Closed]:
    """(c, m, y) with x = c*m*y: c a positive rational, m a monomial of positive atoms, y without such common factors."""
    numerators = [abs(c.numerator) for _, c in x.terms]
    denominator = lcm(*(c.denominator for _, c in x.terms))
    scale = Fraction(
        _gcd([n * denominator // c.denominator for n, (_, c) in zip(numerators, x.terms, strict=True)]),
        denominator,
    )
    shared = _common(x)
    if not shared:
        return scale, (), pack({m: c / scale for m, c in x.terms})
    lowered = mul(x, 1 / scale, *(atom(base, -least) for base, least in shared))
    return scale, shared, lowered


def _gcd(numbers: list[int]) -> int:
    from math import gcd

    return gcd(*numbers)


def _common(x: Real) -> Monomial:
    """The least powers of positive atoms that occur in all the terms (absent means power 0)."""
    atoms: dict[Atom, list[Fraction]] = {}
    for monomial, _ in x.terms:
        for base, own in monomial:
            if base.positive:
                atoms.setdefault(base, []).append(own)
    count = len(x.terms)
    found = []
    for base, powers in atoms.items():
        least = min([*powers, ZERO] if len(powers) < count else powers)
        if least:
            found.append((base, least))
    return tuple(sorted(found, key=lambda item: item[0].key))


def _inverse_in_field(x: Real) -> Closed | None:
    """1/x by linear algebra in the field that the radicals (or the one algebraic number) of x generate, if it is small."""
    generators: dict[Atom, int] = {}
    for monomial, _ in x.terms:
        for base, own in monomial:
            if isinstance(base, Prime):
                generators[base] = lcm(generators.get(base, 1), own.denominator)
            elif isinstance(base, Algebraic):
                generators[base] = len(base.coefficients) - 1
            else:
                return None
    basis: list[Monomial] = [()]
    for base in sorted(generators, key=lambda item: item.key):
        degree = generators[base]
        if len(basis) * degree > MAX_FIELD:
            return None
        steps = [Fraction(k) if isinstance(base, Algebraic) else Fraction(k, degree) for k in range(degree)]
        basis = [_with(monomial, base, step) for monomial in basis for step in steps]
    return _solve(x, basis)


def _with(monomial: Monomial, base: Atom, step: Fraction) -> Monomial:
    if not step:
        return monomial
    return tuple(sorted((*monomial, (base, step)), key=lambda item: item[0].key))


def _solve(x: Real, basis: list[Monomial]) -> Closed | None:
    place = {monomial: row for row, monomial in enumerate(basis)}
    size = len(basis)
    table = [[fmpq(0)] * size for _ in range(size)]
    for column, monomial in enumerate(basis):
        for product, c in terms_of(mul(x, pack({monomial: ONE}))).items():
            if product not in place:
                return None
            table[place[product]][column] = fmpq(c.numerator, c.denominator)
    one = [[fmpq(1 if monomial == () else 0)] for monomial in basis]
    try:
        solution = fmpq_mat(table).solve(fmpq_mat(one))
    except ZeroDivisionError:  # two algebraic numbers that depend on each other
        return None
    terms: Terms = {m: Fraction(int(solution[k, 0].p), int(solution[k, 0].q)) for k, m in enumerate(basis)}
    return pack(terms)


def root(x: Closed, n: int) -> Closed:
    """The real n-th root of x for n >= 1; `x` is not negative."""
    if n > 10_000:
        raise TooLarge("a root of very high order")
    return ZERO if x == ZERO else power(x, Fraction(1, n))
