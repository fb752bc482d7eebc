"""Equations between whole numbers without solution, because one side lies between two neighbouring powers.

A != B      A - B a multiple of M**k - F(n), M whole (c*m, or 2*a*m + b(n) of a square completed), F a polynomial whose k-th
            root begins with a polynomial P of whole coefficients: from some n on, P**k < F < (P + 1)**k or
            (P - 1)**k < F < P**k, shown by the signs of the coefficients at n + N; the values before are tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from flint import fmpz, fmpz_poly

from proofs_check.engines.calculus_terms import minus
from proofs_check.engines.letter_classes import least_of
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Poly, Ring, exact
from proofs_check.engines.unsolvable import are_whole
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import Compare, Letter, free_letters, number

ENGINE = "neighbouring powers"
MAX_TERMS = 500
MAX_FIRST_VALUES = 200

Coefficients = list[Fraction]
"""Of 1, n, n**2, ..."""


@dataclass(frozen=True)
class Power:
    """The equation M**degree == value(n), M a whole number."""

    degree: int
    value: fmpz_poly


def applies(goal: Goal) -> bool:
    """Whether a hypothesis equates whole terms."""
    return any(True for _ in _equations(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the conclusion because a hypothesis has only a few solutions, each of which is tried, or says why not."""
    for both in _equations(goal):
        answer = differ(goal, both, prove)
        if answer.proved:
            return answer
    return undecided(ENGINE, "no hypothesis has a side between two neighbouring powers")


def _equations(goal: Goal) -> Iterator[Compare]:
    for fact in goal.hypotheses:
        if isinstance(fact, Compare) and fact.relation == "==" and are_whole(goal, fact):
            yield fact


def differ(goal: Goal, both: Compare, prove: Prover) -> Answer:
    """Proves the goal because left == right, of two whole letters, holds for a few values only, for which it is proved apart.

    That is all of the goal where it states left != right, or where left == right is a hypothesis.
    """
    names = sorted(free_letters(minus(both.left, both.right)))
    domains = dict(goal.letters)
    if len(names) != 2 or any(domains[name].kind != "integer" for name in names):
        return undecided(ENGINE, "not two whole letters")
    for m, n in (names, names[::-1]):
        for found in _powers(both, m, n):
            answer = _no_power(goal, n, found, prove)
            if answer.proved:
                return answer
    return undecided(ENGINE, "no side lies between two neighbouring powers")


def _powers(both: Compare, m: str, n: str) -> Iterator[Power]:
    """The equation read as a power of a whole number that m gives, equal to a polynomial in n."""
    try:
        columns = _columns(both, m, n)
    except OutOfReach:
        return
    degree = len(columns) - 1
    if degree < 2 or len(columns[degree]) != 1:
        return
    top, rest = columns[degree][0], columns[1:degree]
    if not any(rest):  # top*m**k + g == 0, times top**(k - 1) made whole: (top*m)**k == -top**(k - 1)*g
        scale = lcm(*(value.denominator for value in (top, *columns[0])))
        factor = -((top * scale) ** (degree - 1)) * scale
        yield Power(degree, fmpz_poly([int(value * factor) for value in columns[0]]))
    elif degree == 2:  # (2*top*m + b)**2 == b**2 - 4*top*g
        scale = lcm(*(value.denominator for column in columns for value in column))
        last, middle, head = (fmpz_poly([int(value * scale) for value in column]) for column in columns)
        yield Power(2, middle * middle - 4 * head * last)


def _columns(both: Compare, m: str, n: str) -> list[Coefficients]:
    """The coefficients of the powers of m in left - right, each a polynomial in n. Raises OutOfReach."""
    ring = Ring(MAX_TERMS)
    for name in (m, n):
        ring.add("letter", name)
    poly: Poly = poly_of(minus(both.left, both.right), ring)
    columns: list[Coefficients] = [[] for _ in range(int(poly.degrees()[0]) + 1)]
    for powers, factor in poly.to_dict().items():
        column, place = columns[int(powers[0])], int(powers[1])
        column += [Fraction(0)] * (place + 1 - len(column))
        column[place] = exact(factor)
    return columns


def _no_power(goal: Goal, n: str, found: Power, prove: Prover) -> Answer:
    """No value of n gives a power: upwards from the least one, and downwards where there is none."""
    domain = dict(goal.letters)[n]
    used: list[Answer] = []
    tried = []
    for sign, first in _directions(domain):
        side = _rising(Power(found.degree, found.value(fmpz_poly([0, sign]))))
        start = _between_from(side, first)
        if start is None:
            return undecided(ENGINE, "not between neighbouring powers")
        for value in range(first, start):
            if _is_power(side.value(fmpz(value)), found.degree):
                used.append(prove(goal.assuming(Compare("==", Letter(n), number(sign * value)))))
                if not used[-1].proved:
                    return undecided(ENGINE, f"not shown at {n} = {sign * value}")
        tried.append(f"{sign * start}")
    detail = f"between two neighbouring powers of exponent {found.degree} from {n} = {', '.join(tried)} on, the values before tried"
    return proved(ENGINE, detail, "certificate", tuple(used))


def _rising(one: Power) -> Power:
    """An odd power that falls, turned: -M is whole too."""
    falls = one.degree % 2 == 1 and one.value.leading_coefficient() < 0
    return Power(one.degree, -one.value) if falls else one


def _directions(domain: Domain) -> tuple[tuple[int, int], ...]:
    """Sign and first value of the half lines that cover the domain."""
    low = least_of(domain)
    if low is not None:
        return ((1, low),)
    return ((1, 0), (-1, 1))


def _between_from(one: Power, first: int) -> int | None:
    """A number from which on the value lies strictly between two neighbouring powers of whole numbers, or None."""
    root = _root(one)
    if root is None:
        return None
    scale, whole = root  # scale*M is whole too
    value = one.value * fmpz(scale) ** one.degree
    below = whole if (value - whole**one.degree).leading_coefficient() > 0 else whole - 1
    needs = (below, value - below**one.degree - 1, (below + 1) ** one.degree - value - 1)
    for start in range(first, first + MAX_FIRST_VALUES):
        if all(_is_not_negative_from(need, start) for need in needs):
            return start
    return None


def _root(one: Power) -> tuple[int, fmpz_poly] | None:
    """A number d and the polynomial of whole coefficients with which the root of d**k*value begins, or None."""
    size = int(one.value.degree())
    if size < one.degree or size % one.degree:
        return None
    top = int(one.value[size])
    lead = int(fmpz(abs(top)).root(one.degree)) if top > 0 else 0
    if not lead or lead**one.degree != top:
        return None
    half = size // one.degree
    scale, found = 1, fmpz_poly([0] * half + [lead])
    for place in range(half - 1, -1, -1):
        wanted = (one.value * fmpz(scale) ** one.degree - found**one.degree)[size - half + place]
        step = Fraction(int(wanted), one.degree * int(found[half]) ** (one.degree - 1))
        scale *= step.denominator
        found = found * step.denominator + fmpz_poly([0] * place + [step.numerator])
    return scale, found


def _is_not_negative_from(poly: fmpz_poly, start: int) -> bool:
    """Whether all coefficients at n + start are 0 or more: then the polynomial is, from there on."""
    return all(value >= 0 for value in poly(fmpz_poly([start, 1])).coeffs())


def _is_power(value: fmpz, degree: int) -> bool:
    """Whether a number is a power of a whole number."""
    if value < 0:
        return degree % 2 == 1 and _is_power(-value, degree)
    return bool(value.root(degree) ** degree == value)
