"""Polynomials in positive letters that are sums of weighted means: instances of the inequality of the arithmetic and the geometric mean,
each with its own point of equality.

With weights l_i >= 0, sum l_i = 1, sum l_i*a_i = b, and a positive point p,

    x**b <= sum l_i * p**(b - a_i) * x**a_i,        with equality at p.

A form sum c_i x**a_i - sum d_j x**b_j with c_i, d_j > 0 is not negative where such instances, times numbers, make up for all d_j and use no
more of each c_i than there is. With all points this is every certificate of this kind (SAGE, or for circuits SONC). Where x**d = 1
and p**d = 1 for vectors d, sum l_i*a_i = b + s*d will do. How the instances are found: `mean_programs.py`. They are checked here, in
rational arithmetic.

Reference: Chandrasekaran and Shah, Relative entropy relaxations for signomial optimization, SIAM J. Optim. 26, 2016; Iliman and de Wolff,
Amoebas, nonnegative polynomials and sums of squares supported on circuits, 2016.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import prod

import flint

from proofs_check.engines.rational_systems import rational

Powers = tuple[int, ...]
Form = Mapping[Powers, Fraction]
Point = tuple[Fraction, ...]


@dataclass(frozen=True)
class Instance:
    """The mean at the point, used with these parts of the sources: the coefficients of x**source on the greater side."""

    target: Powers
    point: Point
    parts: Mapping[Powers, Fraction]

    def gain(self, source: Powers) -> Fraction:
        """point**(source - target)."""
        return value_at(self.point, source, self.target)

    def covered(self) -> Fraction:
        """The coefficient of x**target on the smaller side."""
        return sum((part * self.gain(source) for source, part in self.parts.items()), Fraction(0))

    def balance(self) -> tuple[Fraction, ...]:
        """Covered times (sum of weights*sources - target): 0 for a mean, a multiple of d where x**d = 1."""
        gains = {source: part * self.gain(source) for source, part in self.parts.items()}
        return tuple(
            sum((gain * (source[k] - own) for source, gain in gains.items()), Fraction(0))
            for k, own in enumerate(self.target)
        )


@dataclass(frozen=True)
class Certificate:
    """The instances, and what they leave of the positive terms."""

    instances: tuple[Instance, ...]
    left: Form


def holds(found: Certificate, form: Form, units: tuple[Powers, ...] = ()) -> bool:
    """Whether the instances are means, make up for every negative term, and `left` is what remains of the positive ones."""
    remains = dict(form)
    for one in found.instances:
        if not all(part >= 0 for part in one.parts.values()) or not all(own > 0 for own in one.point):
            return False
        if any(value_at(one.point, unit, (0,) * len(unit)) != 1 for unit in units):
            return False
        if not _is_spanned(one.balance(), units):
            return False
        for source, part in one.parts.items():
            remains[source] = remains.get(source, Fraction(0)) - part
        remains[one.target] = remains.get(one.target, Fraction(0)) + one.covered()
    return all(value >= 0 for value in remains.values()) and _without_zeros(remains) == _without_zeros(
        found.left
    )


def _without_zeros(form: Form) -> dict[Powers, Fraction]:
    return {powers: value for powers, value in form.items() if value}


def _is_spanned(vector: tuple[Fraction, ...], units: tuple[Powers, ...]) -> bool:
    """Whether the vector is a combination of the units."""
    if not any(vector):
        return True
    rows = [[flint.fmpq(entry) for entry in unit] for unit in units]
    whole = [*rows, [rational(entry) for entry in vector]]
    return bool(rows) and flint.fmpq_mat(rows).rank() == flint.fmpq_mat(whole).rank()


def value_at(point: Point, powers: Powers, less: Powers) -> Fraction:
    """point**(powers - less)."""
    return prod(
        (own ** (power - other) for own, power, other in zip(point, powers, less, strict=True)),
        start=Fraction(1),
    )
