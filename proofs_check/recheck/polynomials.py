"""Polynomials in atoms with rational coefficients: the normal form in which zero is recognised.

An atom is a name (a tuple of texts); exponents are rational. Relations that hold for every value are applied as products
are formed: i*i = -1, prime**(1/2)**2 = prime, exp(i*pi) = -1, and the roots of other polynomials.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.recheck.outcome import Open

Atom = tuple[str, ...]
Monomial = tuple[tuple[Atom, Fraction], ...]
Polynomial = Mapping[Monomial, Fraction]

ONE: Polynomial = {(): Fraction(1)}
UNIT: Atom = ("i",)
HALF_TURN: Atom = ("cis", "pi")  # exp(i*pi)
MAX_TERMS = 150
MAX_POWER = 60


@dataclass(frozen=True)
class Quotient:
    """above/below; below is not 0 in value."""

    above: Polynomial
    below: Polynomial


Roots = Mapping[Atom, Polynomial]
"""Of every atom ('root', ...) the polynomial whose root it stands for: atom**1 is that polynomial."""


def constant(c: Fraction) -> Polynomial:
    return {(): c} if c else {}


def atom(name: Atom, exponent: Fraction = Fraction(1)) -> Polynomial:
    return {((name, exponent),): Fraction(1)}


def plus(p: Polynomial, q: Polynomial) -> Polynomial:
    found = dict(p)
    for monomial, c in q.items():
        found[monomial] = found.get(monomial, Fraction(0)) + c
    return _bounded({monomial: c for monomial, c in found.items() if c})


def scaled(p: Polynomial, factor: Fraction) -> Polynomial:
    return {monomial: c * factor for monomial, c in p.items()} if factor else {}


def times(p: Polynomial, q: Polynomial, roots: Roots) -> Polynomial:
    if len(p) * len(q) > 20 * MAX_TERMS:
        raise Open("a product of long sums")
    found: Polynomial = {}
    simple: dict[Monomial, Fraction] = {}
    for left, c in p.items():
        for right, d in q.items():
            monomial, factor, extra = _joined(left, right)
            if not extra:
                simple[monomial] = simple.get(monomial, Fraction(0)) + c * d * factor
                continue
            part: Polynomial = {monomial: c * d * factor}
            for name, exponent in extra:
                part = times(part, raised(roots[name], exponent, roots), roots)
            found = plus(found, part)
    return plus(found, {monomial: c for monomial, c in simple.items() if c})


def raised(p: Polynomial, n: int, roots: Roots) -> Polynomial:
    """p**n for n >= 0."""
    if n > MAX_POWER and len(p) > 1:
        raise Open("a high power of a sum")
    result: Polynomial = ONE
    while n:
        result = times(result, p, roots) if n & 1 else result
        n >>= 1
        p = times(p, p, roots) if n else p
    return result


def _bounded(p: Polynomial) -> Polynomial:
    if len(p) > MAX_TERMS:
        raise Open("a sum of very many terms")
    return p


def _joined(left: Monomial, right: Monomial) -> tuple[Monomial, Fraction, list[tuple[Atom, int]]]:
    """The product: a reduced monomial, a rational factor, and whole powers of root atoms still to be multiplied in."""
    powers: dict[Atom, Fraction] = dict(left)
    for name, exponent in right:
        powers[name] = powers.get(name, Fraction(0)) + exponent
    factor = Fraction(1)
    extra: list[tuple[Atom, int]] = []
    turn = powers.pop(HALF_TURN, Fraction(0)) % 2
    quarter = int(powers.pop(UNIT, Fraction(0))) + int(turn * 2)
    turn -= Fraction(int(turn * 2), 2)
    if turn:
        powers[HALF_TURN] = turn
    factor *= (1, 1, -1, -1)[quarter % 4]
    if quarter % 2:
        powers[UNIT] = Fraction(1)
    for name, exponent in list(powers.items()):
        whole = exponent.numerator // exponent.denominator
        if name[0] == "prime" and whole:
            if abs(whole) > 20_000:
                raise Open("a large power")
            factor *= Fraction(int(name[1])) ** whole
            powers[name] = exponent - whole
        elif name[0] == "root" and whole:
            extra.append((name, whole))
            powers[name] = exponent - whole
    return tuple(sorted((n, e) for n, e in powers.items() if e)), factor, extra


def inverse_of_monomial(p: Polynomial, roots: Roots) -> Quotient | None:
    """1/p where p is a single monomial: root atoms are brought above with the polynomial below."""
    if len(p) != 1:
        return None
    ((monomial, c),) = p.items()
    below: Polynomial = ONE
    above: dict[Atom, Fraction] = {}
    for name, exponent in monomial:
        if name[0] == "root":
            above[name] = 1 - exponent
            below = times(below, roots[name], roots)
        else:
            above[name] = -exponent
    start: Polynomial = {(): 1 / c}
    for name, exponent in above.items():
        start = times(start, atom(name, exponent), roots)
    return Quotient(start, below)


def key_of(p: Polynomial) -> str:
    """A text that names the polynomial."""
    return repr(sorted((monomial, f"{c.numerator:x}/{c.denominator:x}") for monomial, c in p.items()))
