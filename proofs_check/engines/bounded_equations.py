"""Equations between whole numbers with finitely many candidates: A != B by trying all of them.

    A - B == sum of c*m - N, all c > 0, m products of letters that are at least 0, a power c*x**d of every letter x among them:
    a solution has c*x**d <= N for every letter. Letters with two ends need no such power.

A letter that runs through all whole numbers counts from 0 on if only its even powers occur; one with a least value is counted from it.

Certificate: the bounds, and the values of A - B at all candidates.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import floor, prod

from proofs_check.engines.letter_classes import least_of
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Poly, Ring, exact
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import Compare, Number, free_letters

ENGINE = "bounded equation"
MAX_TERMS = 60
MAX_CANDIDATES = 20_000
MAX_DEGREE = 12
Monomials = dict[tuple[int, ...], Fraction]


def applies(goal: Goal) -> bool:
    """Whether whole terms in whole letters are said to differ."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "!=":
        return False
    domains = dict(goal.letters)
    names = free_letters(conclusion)
    return bool(names) and all(name in domains and domains[name].kind == "integer" for name in names)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that the sides differ at all candidates, or says why not."""
    conclusion = goal.conclusion
    if not applies(goal) or not isinstance(conclusion, Compare):
        return undecided(ENGINE, "")
    names = sorted(free_letters(conclusion))
    domains = dict(goal.letters)
    ring = Ring(MAX_TERMS)
    try:
        places = [ring.gens[ring.add("letter", name).index] for name in names]
        poly = poly_of(conclusion.left, ring) - poly_of(conclusion.right, ring)
        starts = [_start(poly, place, domains[name]) for place, name in enumerate(names)]
        moved = _moved(poly, places, starts, ring)
        ends = _ends(moved, [domains[name] for name in names], starts)
    except OutOfReach as reason:
        return undecided(ENGINE, str(reason))
    if any(end < 0 for end in ends):
        return proved(ENGINE, "there is no candidate", "certificate")
    if prod(end + 1 for end in ends) > MAX_CANDIDATES:
        return undecided(ENGINE, "too many candidates")
    terms = {powers[: len(names)]: factor for powers, factor in moved.items()}
    if any(_value(terms, point) == 0 for point in product(*(range(end + 1) for end in ends))):
        return undecided(ENGINE, "the sides agree somewhere, as far as the ends of the letters show")
    says = ", ".join(
        f"{start} <= {name} <= {start + end}" for name, start, end in zip(names, starts, ends, strict=True)
    )
    return proved(ENGINE, f"the sides differ at all candidates: {says}"[:300], "certificate")


def _start(poly: Poly, place: int, domain: Domain) -> int:
    """The value from which the letter is counted. Raises OutOfReach."""
    least = least_of(domain)
    if least is not None:
        return least
    if domain.high is None and all(powers[place] % 2 == 0 for powers in poly.to_dict()):
        return 0
    raise OutOfReach("a letter without a least value")


def _moved(poly: Poly, letters: list[Poly], starts: list[int], ring: Ring) -> Monomials:
    """The polynomial in the letters counted from their starts. Raises OutOfReach."""
    total = ring.zero
    for powers, factor in poly.to_dict().items():
        part = ring.context.constant(factor)
        for letter, start, power in zip(letters, starts, powers, strict=False):
            if power > MAX_DEGREE:
                raise OutOfReach("a large power")
            part = part * (letter + ring.constant(start)) ** int(power)
        total = total + part
        ring.check(total)
    return {tuple(map(int, powers)): exact(factor) for powers, factor in total.to_dict().items()}


def _ends(poly: Monomials, domains: list[Domain], starts: list[int]) -> list[int]:
    """The greatest value of each letter, counted from its start, that a solution may have. Raises OutOfReach."""
    known = [_end(domain, start) for domain, start in zip(domains, starts, strict=True)]
    moving = {powers: factor for powers, factor in poly.items() if any(powers)}
    sign = 1 if all(factor > 0 for factor in moving.values()) else -1
    constant = -sign * next((factor for powers, factor in poly.items() if not any(powers)), Fraction(0))
    positive = all(sign * factor > 0 for factor in moving.values())
    found = []
    for place, end in enumerate(known):
        own = _by_power(moving, place, sign, constant) if positive else None
        ends = [one for one in (end, own) if one is not None]
        if not ends:
            raise OutOfReach("a letter without an end")
        found.append(min(ends))
    return found


def _end(domain: Domain, start: int) -> int | None:
    """The greatest value of the letter by its domain, counted from its start."""
    high = domain.high
    return floor(high.at.value) - start if high is not None and isinstance(high.at, Number) else None


def _by_power(moving: Monomials, place: int, sign: int, constant: Fraction) -> int | None:
    """The greatest x with c*x**d <= N, for some power of the letter alone; -1 where N is negative."""
    ends = []
    for powers, factor in moving.items():
        if powers[place] and sum(powers) == powers[place]:
            x = -1
            while sign * factor * (x + 1) ** powers[place] <= constant and x <= MAX_CANDIDATES:
                x += 1
            ends.append(x)
    return min(ends, default=None)


def _value(terms: Monomials, point: tuple[int, ...]) -> Fraction:
    return sum(
        (
            factor * prod(x**power for x, power in zip(point, powers, strict=True))
            for powers, factor in terms.items()
        ),
        Fraction(0),
    )


__all__ = ["applies", "attempt"]
