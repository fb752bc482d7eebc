"""Relations between atoms under which a normal form vanishes: algebraic coefficients, logarithms, arc tangents."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from proofs_check.recheck import complexes
from proofs_check.recheck.complexes import Complex, Number
from proofs_check.recheck.enclosures import enclose
from proofs_check.recheck.normal_form import Normal
from proofs_check.recheck.numbers import Expression, Real, power, root
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.polynomials import Atom, Monomial, Polynomial
from proofs_check.recheck.signs import MAX_SEPARATION, sign
from proofs_check.recheck.special import cosine_of_turn

MAX_MULTIPLE = 200


def vanishes(p: Polynomial, normal: Normal, x: Expression) -> bool:
    """Whether p is shown to be 0; x is the number that it stands for, up to its denominator."""
    if not p:
        return True
    if x.bounds is not None:
        return False  # an algebraic number: its separation bound decides
    groups: dict[Monomial, list[tuple[Monomial, Fraction]]] = {}
    for monomial, c in p.items():
        algebraic = tuple(item for item in monomial if _is_algebraic(item[0], normal))
        other = tuple(item for item in monomial if not _is_algebraic(item[0], normal))
        groups.setdefault(other, []).append((algebraic, c))
    if all(_sum_is_zero(parts, normal) for parts in groups.values()):
        return True
    return _logarithms_cancel(p, normal) or _angles_cancel(p, normal, x)


def _is_algebraic(name: Atom, normal: Normal) -> bool:
    if name[0] in ("prime", "i") or name == ("cis", "pi"):
        return True
    return name in normal.meaning and normal.meaning[name].bounds is not None


def _sum_is_zero(parts: list[tuple[Monomial, Fraction]], normal: Normal) -> bool:
    total: Number = Fraction(0)
    for monomial, c in parts:
        value: Number = c
        for name, exponent in monomial:
            value = complexes.mul(value, _value(name, exponent, normal))
        total = complexes.add(total, value)
    return all(_known_zero(part) for part in complexes.parts(total))


def _known_zero(x: Real) -> bool:
    """Whether an algebraic number is 0, within the precision that is in reach."""
    if isinstance(x, Expression):
        separation = x.bounds.separation() if x.bounds else None
        if separation is None or separation > MAX_SEPARATION:
            raise Open("a zero test of high precision")
    return sign(x) == 0


def _value(name: Atom, exponent: Fraction, normal: Normal) -> Number:
    """The value of an algebraic atom to a power."""
    if name == ("i",):
        return Complex(Fraction(0), Fraction(1))
    if name == ("cis", "pi"):
        return complexes.pair(cosine_of_turn(exponent), cosine_of_turn(Fraction(1, 2) - exponent))
    if name[0] == "prime":
        return power(root(Fraction(int(name[1])), exponent.denominator), exponent.numerator)
    base: Real = normal.meaning[name]
    if name[0] == "root" or exponent.denominator != 1:
        base = root(base, exponent.denominator)
    return power(base, exponent.numerator)


def _logarithms_cancel(p: Polynomial, normal: Normal) -> bool:
    """sum of c_j*log(a_j) is 0 exactly where the product of a_j**(N*c_j) is 1."""
    common = lcm(*(c.denominator for c in p.values()))
    product: Real = Fraction(1)
    for monomial, c in p.items():
        if len(monomial) != 1 or monomial[0][1] != 1:
            return False
        inside = _inside_log(monomial[0][0], normal)
        if inside is None or abs(c * common) > MAX_MULTIPLE:
            return False
        product = complexes.real(complexes.mul(product, power(inside, int(c * common))))
    return _known_zero(complexes.real(complexes.sub(product, Fraction(1))))


def _inside_log(name: Atom, normal: Normal) -> Real | None:
    if name[0] == "logprime":
        return Fraction(int(name[1]))
    if name[0] != "log":
        return None
    inside = normal.meaning[name].args[0]
    return None if isinstance(inside, Expression) and inside.bounds is None else inside


def _angles_cancel(p: Polynomial, normal: Normal, x: Expression) -> bool:
    """sum of c_j*atan(a_j) + c*pi is 0 where its multiple by N is small and the product of (1 + i*a_j)**(N*c_j) is real."""
    common = 2 * lcm(*(c.denominator for c in p.values()))
    product: Number = Fraction(1)
    for monomial, c in p.items():
        if len(monomial) != 1 or monomial[0][1] != 1 or abs(c * common) > MAX_MULTIPLE:
            return False
        name = monomial[0][0]
        if name == ("pi",):
            continue
        if name[0] != "atan":
            return False
        inside = normal.meaning[name].args[0]
        if isinstance(inside, Expression) and inside.bounds is None:
            return False
        side = 1 if c > 0 else -1
        factor = Complex(Fraction(1), inside if side > 0 else complexes.real(complexes.neg(inside)))
        product = complexes.mul(product, complexes.power(factor, abs(int(c * common))))
    small = enclose(complexes.real(complexes.mul(Fraction(common), x)), 200)
    if not (small.is_finite() and small.abs_upper() < 3):
        return False
    re, im = complexes.parts(product)
    return _known_zero(im) and sign(re) > 0
