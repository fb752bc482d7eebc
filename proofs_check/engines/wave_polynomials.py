"""Trigonometric polynomials in one real letter x = pi*s: finite sums of q*exp(i*pi*(a + b*s)) with rational q, a, b, real on the real line.

    cos(3*x + pi/4) + 1/2 :   1/2*exp(i*pi*(1/4 + 3*s)) + 1/2*exp(-i*pi*(1/4 + 3*s)) + 1/2
    sqrt(2) == 2*cos(pi/4)   and the other square roots of rational numbers by Gauss sums

so that all coefficients lie in a cyclotomic field Q(w), w = exp(2*pi*i/M), where equality is decided modulo Phi_M.

Reference: Ireland and Rosen, A Classical Introduction to Modern Number Theory, 6.4 (the sign of the Gauss sum) and 13.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm

import flint
from flint import arb, fmpq, fmpq_poly, fmpz_poly

from proofs_check.statement.terms import Apply, Constant, Letter, Number, Term

Key = tuple[Fraction, Fraction]
"""(a, b) of exp(i*pi*(a + b*s)); a lies in [0, 2)."""
Wave = Mapping[Key, Fraction]
MAX_TERMS = 400
MAX_POWER = 12
MAX_PRIME = 13
MAX_ORDER = 3000
MAX_CONJUGATES = 16
HALF = Fraction(1, 2)


class OutOfReach(ValueError):
    """A term that is no such polynomial, or too many terms."""


@dataclass(frozen=True)
class Line:
    """x + d*k + c for the letter x and a whole letter k, in multiples of pi: `by_letter`*x/pi + `by_whole`*k + `alone`."""

    by_letter: Fraction
    by_whole: Fraction
    alone: Fraction


@dataclass(frozen=True)
class Ratio:
    """top/below; it has no value where `below` is 0."""

    top: Wave
    below: Wave


def collected(terms: Iterable[tuple[Key, Fraction]]) -> Wave:
    """The sum of the terms. Raises OutOfReach."""
    found: dict[Key, Fraction] = {}
    for (angle, frequency), weight in terms:
        key = (angle % 2, frequency)
        found[key] = found.get(key, Fraction(0)) + weight
    if len(found) > MAX_TERMS:
        raise OutOfReach("too many waves")
    return {key: weight for key, weight in found.items() if weight}


def constant(value: Fraction) -> Wave:
    return {(Fraction(0), Fraction(0)): value} if value else {}


def added(one: Wave, other: Wave, sign: int = 1) -> Wave:
    return collected([*one.items(), *((key, sign * weight) for key, weight in other.items())])


def multiplied(one: Wave, other: Wave) -> Wave:
    if len(one) * len(other) > MAX_TERMS**2:
        raise OutOfReach("too many waves")
    return collected(
        ((a + c, b + d), first * second) for (a, b), first in one.items() for (c, d), second in other.items()
    )


def cosine(line: Line) -> Wave:
    """cos(pi*line) where no whole letter is in it."""
    a, b = line.alone, line.by_letter
    return collected([((a, b), HALF), ((-a, -b), HALF)])


def sine(line: Line) -> Wave:
    """sin(u) == cos(u - pi/2)."""
    return cosine(Line(line.by_letter, line.by_whole, line.alone - HALF))


def read_ratio(term: Term, letter: str) -> Ratio:
    """A rational function of waves. Raises OutOfReach."""
    one = constant(Fraction(1))
    match term:
        case Number(value=value):
            return Ratio(constant(value), one)
        case Apply(op=("sin" | "cos" | "tan" | "cot") as op, args=(angle,)):
            line = read_line(angle, letter, "")
            if op in ("sin", "cos"):
                return Ratio(sine(line) if op == "sin" else cosine(line), one)
            return Ratio(sine(line), cosine(line)) if op == "tan" else Ratio(cosine(line), sine(line))
        case Apply(op="sqrt", args=(Number(value=value),)) if value >= 0:
            return Ratio(square_root(value), one)
        case Apply(op="neg", args=(inner,)):
            found = read_ratio(inner, letter)
            return Ratio(multiplied(constant(Fraction(-1)), found.top), found.below)
        case Apply(op=("add" | "sub" | "mul" | "div") as op, args=(left, right)):
            return _combined(op, read_ratio(left, letter), read_ratio(right, letter))
        case Apply(op="pow", args=(base, Number(value=value))) if value.denominator == 1:
            return _power(read_ratio(base, letter), int(value))
    raise OutOfReach("no polynomial in sines and cosines of the letter")


def _combined(op: str, one: Ratio, other: Ratio) -> Ratio:
    if op == "mul":
        return Ratio(multiplied(one.top, other.top), multiplied(one.below, other.below))
    if op == "div":  # where the divisor has no value, neither has the quotient: both denominators stay
        top, below = multiplied(one.top, other.below), multiplied(one.below, other.top)
        if list(other.below) == [(Fraction(0), Fraction(0))]:
            return Ratio(top, below)
        return Ratio(multiplied(top, other.below), multiplied(below, other.below))
    top = added(multiplied(one.top, other.below), multiplied(other.top, one.below), 1 if op == "add" else -1)
    return Ratio(top, multiplied(one.below, other.below))


def _power(base: Ratio, exponent: int) -> Ratio:
    if abs(exponent) > MAX_POWER:
        raise OutOfReach("a high power")
    unit = Ratio(constant(Fraction(1)), constant(Fraction(1)))
    found = unit if exponent else Ratio(base.below, base.below)  # 1, where the base has a value
    for _ in range(abs(exponent)):
        found = _combined("mul", found, base)
    return _combined("div", unit, found) if exponent < 0 else found


def square_root(value: Fraction) -> Wave:
    """The root as a sum of roots of unity. Raises OutOfReach."""
    rest = value.numerator * value.denominator
    outside, found = Fraction(1, value.denominator), constant(Fraction(1))
    for prime in range(2, MAX_PRIME + 1):
        while rest and rest % prime**2 == 0:
            rest, outside = rest // prime**2, outside * prime
        if rest and rest % prime == 0:
            rest, found = rest // prime, multiplied(found, _root_of_prime(prime))
    if rest > 1:
        raise OutOfReach("a root of large primes")
    return multiplied(constant(outside if rest else Fraction(0)), found)


def _root_of_prime(p: int) -> Wave:
    """sqrt(p) is the sum of (a/p)*exp(2*pi*i*a/p) for p == 1 modulo 4, and -i times it for p == 3."""
    if p == 2:
        return multiplied(constant(Fraction(2)), cosine(Line(Fraction(0), Fraction(0), Fraction(1, 4))))
    turn = Fraction(0) if p % 4 == 1 else Fraction(-1, 2)
    legendre = {a: 1 if pow(a, (p - 1) // 2, p) == 1 else -1 for a in range(1, p)}
    return collected(
        ((Fraction(2 * a, p) + turn, Fraction(0)), Fraction(sign)) for a, sign in legendre.items()
    )


def read_line(term: Term, letter: str, whole: str) -> Line:
    """The multiple of pi that the term is. Raises OutOfReach."""
    return line_of(_monomials(term, letter, whole), 1)


def read_gap(left: Term, right: Term, letter: str, whole: str) -> Line:
    """(left - right)/pi up to a power of pi, which is positive. Raises OutOfReach."""
    gap = dict(_monomials(left, letter, whole))
    for key, value in _monomials(right, letter, whole).items():
        gap[key] = gap.get(key, Fraction(0)) - value
    scales = {turns + in_letter for (in_letter, _, turns), value in gap.items() if value}
    if len(scales) != 1:
        raise OutOfReach("no multiples of pi")
    return line_of(gap, scales.pop())


Monomials = dict[tuple[int, int, int], Fraction]
"""(powers of the letter, of the whole letter, of pi) -> coefficient."""


def line_of(monomials: Mapping[tuple[int, int, int], Fraction], scale: int) -> Line:
    places = {(1, 0, scale - 1): 0, (0, 1, scale): 1, (0, 0, scale): 2}
    found = [Fraction(0)] * 3
    for key, value in monomials.items():
        if value and key not in places:
            raise OutOfReach("no multiple of pi")
        if value:
            found[places[key]] = value
    return Line(*found)


def _monomials(term: Term, letter: str, whole: str) -> Monomials:
    """Raises OutOfReach."""
    match term:
        case Number(value=value):
            return {(0, 0, 0): value}
        case Constant(name="pi"):
            return {(0, 0, 1): Fraction(1)}
        case Letter(name=name) if name in (letter, whole):
            return {(1, 0, 0) if name == letter else (0, 1, 0): Fraction(1)}
        case Apply(op="neg", args=(inner,)):
            return {key: -value for key, value in _monomials(inner, letter, whole).items()}
        case Apply(op=("add" | "sub" | "mul" | "div") as op, args=(left, right)):
            return _joined(op, _monomials(left, letter, whole), _monomials(right, letter, whole))
    raise OutOfReach("not linear")


def _joined(op: str, one: Monomials, other: Monomials) -> Monomials:
    if op in ("add", "sub"):
        sign = 1 if op == "add" else -1
        keys = dict.fromkeys((*one, *other))
        zero = Fraction(0)
        return {key: one.get(key, zero) + sign * other.get(key, zero) for key in keys}
    if op == "div":
        ((a, b, c), value), *more = other.items()
        if more or (a, b) != (0, 0) or not value:
            raise OutOfReach("divided by no number")
        other = {(0, 0, -c): 1 / value}
    found: Monomials = {}
    for first, weight in one.items():
        for second, factor in other.items():
            key = (first[0] + second[0], first[1] + second[1], first[2] + second[2])
            found[key] = found.get(key, Fraction(0)) + weight * factor
    return found


def order_of(angles: Iterable[Fraction]) -> int:
    """M such that every exp(i*pi*a) is a power of exp(2*pi*i/M). Raises OutOfReach."""
    order = 2 * lcm(1, *(angle.denominator for angle in angles))
    if order > MAX_ORDER:
        raise OutOfReach("roots of unity of a large order")
    return order


def in_field(terms: Iterable[tuple[Fraction, Fraction]], order: int) -> fmpq_poly:
    """The sum of q*exp(i*pi*a) over the (a, q), reduced modulo Phi_M. order: M."""
    found = [Fraction(0)] * order
    for angle, weight in terms:
        found[int(angle * order / 2) % order] += weight
    return reduced(fmpq_poly([fmpq(one.numerator, one.denominator) for one in found]), order)


def reduced(poly: fmpq_poly, order: int) -> fmpq_poly:
    return poly % cyclotomic(order)


@lru_cache(maxsize=64)
def cyclotomic(order: int) -> fmpq_poly:
    return fmpq_poly(fmpz_poly.cyclotomic(order))


def in_powers(wave: Wave, order: int) -> dict[Fraction, fmpq_poly]:
    """frequency -> coefficient in the field, those that are not 0."""
    by_frequency: dict[Fraction, list[tuple[Fraction, Fraction]]] = {}
    for (angle, frequency), weight in wave.items():
        by_frequency.setdefault(frequency, []).append((angle, weight))
    found = {frequency: in_field(terms, order) for frequency, terms in by_frequency.items()}
    return {frequency: value for frequency, value in sorted(found.items()) if value.degree() >= 0}


def is_zero(wave: Wave) -> bool:
    """Whether the wave is 0 everywhere: powers of exp(i*pi*s) are linearly independent."""
    return not in_powers(wave, order_of(angle for angle, _ in wave))


def is_zero_at(wave: Wave, place: Fraction) -> bool:
    """Whether the wave is 0 at s = place."""
    terms = [((angle + frequency * place) % 2, weight) for (angle, frequency), weight in wave.items()]
    return in_field(terms, order_of(angle for angle, _ in terms)).degree() < 0


def conjugates(wave: Wave) -> tuple[Wave, ...]:
    """The different images of the wave under w -> w**j, the wave itself first. Raises OutOfReach."""
    order = order_of(angle for angle, _ in wave)
    found: dict[tuple[object, ...], Wave] = {}
    for j in (j for j in range(1, order) if gcd(j, order) == 1):
        image = collected(((j * angle, frequency), weight) for (angle, frequency), weight in wave.items())
        seen = tuple((frequency, str(value)) for frequency, value in in_powers(image, order).items())
        found.setdefault(seen, image)
        if len(found) > MAX_CONJUGATES:
            raise OutOfReach("many conjugates")
    return tuple(found.values())


def value_at(wave: Wave, place: arb) -> arb:
    """A ball with the value at s = place, under the precision of the context."""
    total = arb(0)
    for (angle, frequency), weight in wave.items():
        turn = arb(_flint(angle)) + arb(_flint(frequency)) * place
        total += arb(_flint(weight)) * turn.cos_pi()
    return total


def _flint(value: Fraction) -> flint.fmpq:
    return fmpq(value.numerator, value.denominator)
