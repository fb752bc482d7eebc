"""Growth as s tends to infinity: sums of scales with coefficients, and a bound of what is left out.

A scale is exp(sum of c_p*s**p) * s**a * log(s)**b * exp(i*w*s) with rational p > 0, a, b and real c_p, w. An `Expansion`
stands for a function that is, for all large s, its terms plus a rest of at most a constant times `rest`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from proofs_check.recheck import complexes, numbers
from proofs_check.recheck.complexes import Complex, Number, is_zero
from proofs_check.recheck.numbers import Real
from proofs_check.recheck.outcome import Open
from proofs_check.recheck.signs import compare, sign
from proofs_check.recheck.zeros import multiple_of_pi

Exponents = tuple[tuple[Fraction, Real], ...]
NOTHING = Fraction(0)
MAX_TERMS = 60


@dataclass(frozen=True)
class Scale:
    """steps: (p, c_p), the greatest p first; power: a; logs: b; spin: w."""

    steps: Exponents = ()
    power: Fraction = NOTHING
    logs: Fraction = NOTHING
    spin: Real = NOTHING

    def __mul__(self, other: Scale) -> Scale:
        steps = joined(self.steps, other.steps)
        spin = numbers.add(self.spin, other.spin)
        spin = NOTHING if sign(spin) == 0 else spin
        return Scale(steps, self.power + other.power, self.logs + other.logs, spin)

    def raised(self, exponent: Fraction) -> Scale:
        steps = tuple((p, numbers.mul(exponent, c)) for p, c in self.steps) if exponent else ()
        spin = numbers.mul(exponent, self.spin)
        return Scale(steps, self.power * exponent, self.logs * exponent, spin)

    def steady(self) -> Scale:
        """Its size, without the spin."""
        return replace(self, spin=NOTHING)


UNIT = Scale()
TINY = Scale(power=Fraction(-60))


def joined(first: Exponents, second: Exponents) -> Exponents:
    """The sum of two exponents."""
    if not first or not second:
        return first or second
    found: dict[Fraction, Real] = dict(first)
    for p, c in second:
        found[p] = numbers.add(found.get(p, NOTHING), c)
    return tuple((p, found[p]) for p in sorted(found, reverse=True) if sign(found[p]))


def outgrows(first: Scale, second: Scale) -> int:
    """1, 0 or -1: whether the first scale grows faster, as fast, or more slowly. Raises Open."""
    if first.steps != second.steps:
        minus = tuple((p, numbers.neg(c)) for p, c in second.steps)
        for _, c in joined(first.steps, minus):
            return sign(c)
    mine, other = (first.power, first.logs), (second.power, second.logs)
    return (mine > other) - (mine < other)


@dataclass(frozen=True)
class Expansion:
    """terms: (scale, coefficient), the fastest first, coefficients not 0; rest: the scale that bounds what is left out."""

    terms: tuple[tuple[Scale, Number], ...]
    rest: Scale | None = None

    def bound(self) -> Scale | None:
        """A scale that bounds the function; None where it is 0."""
        return self.terms[0][0].steady() if self.terms else self.rest

    @property
    def is_nothing(self) -> bool:
        return not self.terms and self.rest is None

    def lead(self) -> tuple[Scale, Number]:
        """The one term that the function is asymptotic to. Raises Open where there is none or more than one."""
        if not self.terms:
            raise Open("an expansion without a leading term")
        if len(self.terms) > 1 and outgrows(self.terms[0][0], self.terms[1][0]) == 0:
            raise Open("a leading term that oscillates")
        return self.terms[0]


def constant(z: Number) -> Expansion:
    return Expansion(((UNIT, z),) if not is_zero(z) else ())


def single(scale: Scale, z: Number = NOTHING + 1) -> Expansion:
    return Expansion(((scale, z),))


def unknown(bound: Scale | None) -> Expansion:
    """A function of which only a bound is known."""
    return Expansion((), bound)


def _same(first: Scale, second: Scale) -> bool:
    if first == second:
        return True
    return outgrows(first, second) == 0 and compare(first.spin, second.spin) == 0


def _wider(first: Scale | None, second: Scale | None) -> Scale | None:
    if first is None or second is None:
        return first or second
    return first if outgrows(first, second) >= 0 else second


def collected(terms: Iterable[tuple[Scale, Number]], rest: Scale | None) -> Expansion:
    """Terms of the same scale joined, those within the rest left out, the fastest first."""
    found: list[tuple[Scale, Number]] = []
    for scale, z in terms:
        if rest is not None and outgrows(scale, rest) <= 0:
            continue
        at = next((k for k, (known, _) in enumerate(found) if _same(known, scale)), None)
        if at is None:
            found.append((scale, z))
        else:
            found[at] = (found[at][0], complexes.add(found[at][1], z))
        if len(found) > MAX_TERMS:
            raise Open("an expansion of very many terms")
    kept = [(scale, z) for scale, z in found if not is_zero(z)]
    ordered: list[tuple[Scale, Number]] = []
    for scale, z in kept:
        place = next((k for k, (other, _) in enumerate(ordered) if outgrows(scale, other) > 0), len(ordered))
        ordered.insert(place, (scale, z))
    return Expansion(tuple(ordered), rest)


def add(x: Expansion, y: Expansion) -> Expansion:
    return collected((*x.terms, *y.terms), _wider(x.rest, y.rest))


def scaled(x: Expansion, z: Number, scale: Scale = UNIT) -> Expansion:
    """x times one term."""
    if is_zero(z):
        return Expansion(())
    terms = tuple((own * scale, complexes.mul(c, z)) for own, c in x.terms)
    return Expansion(terms, None if x.rest is None else x.rest * scale.steady())


def neg(x: Expansion) -> Expansion:
    return scaled(x, Fraction(-1))


def sub(x: Expansion, y: Expansion) -> Expansion:
    return add(x, neg(y))


def mul(x: Expansion, y: Expansion) -> Expansion:
    if x.is_nothing or y.is_nothing:
        return Expansion(())
    rest: Scale | None = None
    for one, other in ((x, y), (y, x)):
        bound = other.bound()
        if one.rest is not None and bound is not None:
            rest = _wider(rest, one.rest * bound)
    terms = [(s * t, complexes.mul(c, d)) for s, c in x.terms for t, d in y.terms]
    return collected(terms, rest)


def whole_power(x: Expansion, n: int) -> Expansion:
    """x**n for n >= 0."""
    if n > 40 and len(x.terms) > 1:
        raise Open("a high power of an expansion")
    result = constant(Fraction(1))
    while n:
        result = mul(result, x) if n & 1 else result
        n >>= 1
        x = mul(x, x) if n else x
    return result


def series(coefficients: list[Number], small: Expansion) -> Expansion:
    """The sum of c_k*small**k of an analytic function; the rest is of the order that follows."""
    bound = small.bound()
    if bound is None:
        return constant(coefficients[0])
    if outgrows(bound, UNIT) >= 0:
        raise Open("a series in what does not tend to 0")
    total, power = constant(coefficients[0]), constant(Fraction(1))
    for c in coefficients[1:]:
        power = mul(power, small)
        total = add(total, scaled(power, c))
    return add(total, unknown(bound.raised(Fraction(len(coefficients)))))


def parted(x: Expansion) -> tuple[Expansion, Number, Expansion]:
    """x as a part that does not tend to a number, a constant and a part that tends to 0. Raises Open."""
    if x.rest is not None and outgrows(x.rest, UNIT) >= 0:
        raise Open("an expansion that is not known up to what tends to 0")
    large: list[tuple[Scale, Number]] = []
    small: list[tuple[Scale, Number]] = []
    centre: Number = Fraction(0)
    for scale, c in x.terms:
        side = outgrows(scale, UNIT)
        if side == 0 and scale.spin == 0:
            centre = complexes.add(centre, c)
        else:
            (small if side < 0 else large).append((scale, c))
    return Expansion(tuple(large)), centre, Expansion(tuple(small), x.rest)


def real_lead(x: Expansion) -> tuple[Scale, Real]:
    """The leading term with a real coefficient and without spin. Raises Open."""
    scale, c = x.lead()
    c = complexes.decided(c)
    if isinstance(c, Complex) or scale.spin != 0:
        raise Open("a leading term that is not real")
    return scale, c


def conjugate(x: Expansion) -> Expansion:
    terms = tuple((replace(s, spin=numbers.neg(s.spin)), complexes.conj(c)) for s, c in x.terms)
    return Expansion(terms, x.rest)


def unwound(x: Expansion) -> Expansion:
    """The same function of whole s, with spins that are multiples of pi brought into (-pi, pi]."""
    terms = []
    for scale, c in x.terms:
        turn = multiple_of_pi(scale.spin)
        if turn is not None:
            turn = turn % 2 - (2 if turn % 2 > 1 else 0)
            scale = replace(scale, spin=numbers.mul(turn, numbers.PI))
        terms.append((scale, c))
    return collected(terms, x.rest)
