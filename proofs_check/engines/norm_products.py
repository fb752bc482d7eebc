"""Polynomials as values of a form x**2 + b*x*y + c*y**2, factor by factor: proposals only, their worth is proved elsewhere.

The form is the norm of x + y*w where w**2 == b*w - c, and norms multiply: 5*(s**2 + t**2) is the norm of (1 + 2*i)*(s + t*i) for x**2 + y**2.
Of each factor of the polynomial that does not come as a square an element is looked for whose norm it is: for a number by trial, for a
polynomial g by completing the square, 4*g == U**2 + (4*c - b**2)*y**2 with U == 2*x + b*y.

Notation: w the root, g a factor.
Reference: Cox, Primes of the Form x**2 + n*y**2, section 1 (Brahmagupta's and Fermat's identities).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from math import isqrt, lcm

from proofs_check.engines.ring import Poly, Ring, exact

MAX_CONTENT = 10**6
MAX_FACTORS = 4
MAX_FOUND = 8
REACH = 30


@dataclass(frozen=True)
class Norm:
    """The form x**2 + b*x*y + c*y**2."""

    b: int
    c: int

    @property
    def weight(self) -> int:
        """4*c - b**2: four times the form is a square and this many times another one."""
        return 4 * self.c - self.b**2


@dataclass(frozen=True)
class Element:
    """x + y*w."""

    x: Poly
    y: Poly

    def times(self, other: Element, norm: Norm) -> Element:
        x = self.x * other.x - self.y * other.y * norm.c
        return Element(x, self.x * other.y + self.y * other.x + self.y * other.y * norm.b)

    def conjugate(self, norm: Norm) -> Element:
        return Element(self.x + self.y * norm.b, -self.y)

    def scaled(self, factor: Poly) -> Element:
        return Element(self.x * factor, self.y * factor)


def elements_of_norm(poly: Poly, norm: Norm, ring: Ring) -> Iterator[Element]:
    """Some elements with whole coefficients whose norm is the polynomial."""
    content, pieces = poly.factor()
    size = exact(content)
    outside, open_ = ring.constant(1), []
    for piece, often in pieces:
        scale = lcm(*(int(one.q) for one in piece.to_dict().values()))
        size /= Fraction(scale) ** often
        outside *= (piece * scale) ** (often // 2)
        if often % 2:
            open_.append(piece * scale)
    if size.denominator != 1 or abs(size.numerator) > MAX_CONTENT or len(open_) > MAX_FACTORS:
        return
    choices = [list(_of_number(int(size), norm, ring))]
    for piece in open_:
        one = next(_of_polynomial(piece, norm, ring), None)
        if one is None:
            return
        choices.append([one, one.conjugate(norm)])
    for chosen in islice(product(*choices), MAX_FOUND):
        found = chosen[0]
        for factor in chosen[1:]:
            found = found.times(factor, norm)
        yield found.scaled(outside)


def _of_number(size: int, norm: Norm, ring: Ring) -> Iterator[Element]:
    """Elements of norm `size`: those with neither part 0 first, and their conjugates."""
    reach = isqrt(4 * size // norm.weight) if norm.weight > 0 and size > 0 else REACH
    found = []
    for y in range(min(reach, MAX_CONTENT) + 1):
        square = 4 * size - norm.weight * y**2
        root = isqrt(square) if square >= 0 else 0
        if square >= 0 and root**2 == square and (root - norm.b * y) % 2 == 0:
            found.append(((root - norm.b * y) // 2, y))
    for x, y in sorted(found, key=lambda pair: pair[0] == 0 or pair[1] == 0):
        yield Element(ring.constant(x), ring.constant(y))
        if x and y:
            yield Element(ring.constant(x + norm.b * y), ring.constant(-y))


def _of_polynomial(g: Poly, norm: Norm, ring: Ring) -> Iterator[Element]:
    """Elements of norm g: in some atom U or y holds all of the square."""
    for atom in ring.atoms_of(g):
        if g.degrees()[atom.index] != 2:
            continue
        whole = _completed(g * 4, atom.index, 1, ring)
        rest = _root(_divided(g * 4 - whole**2, norm.weight), ring) if whole is not None else None
        if whole is not None and rest is not None:
            yield from _element(whole, rest, norm)
        part = _completed(g * 4, atom.index, norm.weight, ring)
        rest = _root(g * 4 - part**2 * norm.weight, ring) if part is not None else None
        if part is not None and rest is not None:
            yield from _element(rest, part, norm)


def _element(whole: Poly, y: Poly, norm: Norm) -> Iterator[Element]:
    """x + y*w from U and y, with either sign of U, where x has whole coefficients."""
    for sign in (1, -1):
        found = Element((whole * sign - y * norm.b) * _half(y), y)
        if _is_whole(found.x) and _is_whole(found.y):
            yield found


def _half(poly: Poly) -> Poly:
    return (poly * 0 + 1) / 2


def _is_whole(poly: Poly) -> bool:
    return all(exact(one).denominator == 1 for one in poly.to_dict().values())


def _divided(poly: Poly, by: int) -> Poly:
    return poly / by


def _completed(poly: Poly, place: int, weight: int, ring: Ring) -> Poly | None:
    """s*t + h with poly - weight*(s*t + h)**2 free of t, the atom at that place: for a quadratic with a number before t**2."""
    first, second = poly.derivative(place), poly.derivative(place).derivative(place)
    if not second.is_constant() or second.is_zero():
        return None
    square = exact(second.leading_coefficient()) / (2 * weight)
    root = _rational_root(square)
    # From poly' == 2*weight*s*(s*t + h).
    return first * ring.constant(1 / (2 * weight * root)) if root else None


def _root(poly: Poly, ring: Ring) -> Poly | None:
    """The square root of a polynomial that is a square; None of another one."""
    if poly.is_zero():
        return poly
    content, pieces = poly.factor()
    root = _rational_root(exact(content))
    if not root or any(often % 2 for _, often in pieces):
        return None
    found = ring.constant(root)
    for piece, often in pieces:
        found *= piece ** (often // 2)
    return found


def _rational_root(value: Fraction) -> Fraction | None:
    if value <= 0:
        return None
    root = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    return root if root**2 == value else None


__all__ = ["Element", "Norm", "elements_of_norm"]
