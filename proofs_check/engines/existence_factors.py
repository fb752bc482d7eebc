"""Factors of polynomials as values: `exists(a, D, exists(b, E, P == a*b))` for a polynomial P that is a product.

flint factors P over the rational numbers, with powers like 2**n as letters of their own (4**n is the square of 2**n, 2**(4*n) its fourth
power). Every product of some factors is proposed, with either sign; what a value is worth is proved elsewhere.

Notation: P is the part of the equation without the letters that quantifiers bind.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import lcm

from flint import fmpz

from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_terms import integer_of, negate, plus, times
from proofs_check.engines.linear_terms import difference
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Poly, Ring, exact
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Letter,
    Number,
    Quantified,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    substitute,
    transform,
    walk,
)

MAX_TERMS = 400
MAX_FACTORS = 5
MAX_CONTENT = 10**12
MAX_VALUES = 12


def factors(body: Term, letter: str) -> Iterator[Term]:
    """Products of factors of P, for an equation of the body in which the letter stands in a product with others or a number."""
    bound = frozenset({letter, *(node.letter for node in walk(body) if isinstance(node, Quantified))})
    for node in walk(body):
        if not isinstance(node, Compare) or node.relation != "==" or letter not in free_letters(node):
            continue
        parts = difference(node)
        moving = [part for part in parts if free_letters(part) & bound]
        if len(moving) != 1 or not isinstance(moving[0], Apply) or moving[0].op != "mul":
            continue
        still = plus(*(times(number(f), part) for part, f in parts.items() if part not in moving))
        yield from _products(still)


def _products(whole: Term) -> Iterator[Term]:
    """Some divisors of a polynomial with whole coefficients, small ones first."""
    atoms: dict[Term, Term] = {}
    ring = Ring(MAX_TERMS)
    try:
        poly = poly_of(with_letters_for_powers(whole, atoms), ring)
    except (OutOfReach, ValueError):
        return
    found = _factored(poly)
    if found is None or not 1 < sum(often for _, often in found) <= 2 * MAX_FACTORS:
        return
    back = {name.name: power for power, name in atoms.items() if isinstance(name, Letter)}
    choices = sorted(product(*(range(often + 1) for _, often in found)), key=sum)
    for powers in choices[1 : MAX_VALUES + 1]:
        value: Term = ONE
        for (factor, _), often in zip(found, powers, strict=True):
            for _ in range(often):
                value = times(value, substitute(term_of(factor, ring), back))
        yield from (value, negate(value))


def _factored(poly: Poly) -> list[tuple[Poly, int]] | None:
    """The factors with whole coefficients, prime numbers among them; None where the coefficients are not whole."""
    content, pieces = poly.factor()
    factor = exact(content)
    found: list[tuple[Poly, int]] = []
    for piece, often in pieces:
        scale = _denominator(piece)
        found.append((piece * scale, often))
        factor /= Fraction(scale) ** often
    if factor.denominator != 1 or abs(factor.numerator) > MAX_CONTENT or len(found) > MAX_FACTORS:
        return None
    primes = fmpz(abs(factor.numerator)).factor() if abs(factor.numerator) > 1 else []
    return [*found, *((poly * 0 + int(prime), int(often)) for prime, often in primes)]


def _denominator(poly: Poly) -> int:
    """The least number that makes the coefficients whole."""
    return lcm(*(int(coefficient.q) for coefficient in poly.to_dict().values()))


def with_letters_for_powers(term: Term, atoms: dict[Term, Term]) -> Term:
    """The term with u**(c*m + d) as u**d times the c-th power of a letter for u**m, for numbers u that are no power."""

    def change(node: Term) -> Term:
        if not isinstance(node, Apply) or node.op != "pow" or isinstance(node.args[1], Number):
            return node
        base = integer_of(node.args[0])
        if base is None or base < 2:
            return node
        root, often = _root(base)
        found: Term = ONE
        for part, factor in difference(Compare("==", node.args[1], number(0))).items():
            exponent = factor * often
            if exponent.denominator != 1 or exponent < 0:
                return node
            if part == ONE:
                found = apply("mul", found, apply("pow", number(root), number(exponent)))
                continue
            power = apply("pow", number(root), part)
            if power not in atoms:
                atoms[power] = Letter(fresh(f"power_{len(atoms)}", free_letters(term)))
            found = apply("mul", found, apply("pow", atoms[power], number(exponent)))
        return found

    return transform(term, change)


def _root(base: int) -> tuple[int, int]:
    """(r, k) with base == r**k and r no power of a smaller number."""
    for k in range(base.bit_length(), 1, -1):
        root = int(fmpz(base).root(k))
        if root**k == base:
            return root, k
    return base, 1


__all__ = ["factors", "with_letters_for_powers"]
