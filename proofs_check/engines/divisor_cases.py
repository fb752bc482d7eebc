"""Equations f*g == N between whole numbers, N a number other than 0: f is one of the finitely many divisors of N, and g is N/f.

An equation of the hypotheses, or the one that a conclusion A != B denies, is brought to that form by factoring what it says without its number
(a*b == 5, x**2 - y**2 == 15), or by completing the product a*x*y + b*x + c*y + d == 0 to (a*x + c)*(a*y + b) == b*c - a*d. For every divisor d
the conclusion is shown under f == d and g == N/d, letters that these equations give being put in.

Certificate: f*g - N is a multiple of the difference of the sides, and a proof for every divisor; a divisor is passed over where a letter would be
no whole number, or a fact without letters is false.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from flint import fmpq, fmpz

from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_terms import compare, minus
from proofs_check.engines.entries import with_values
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Poly, Ring, exact, rational
from proofs_check.engines.unsolvable import are_whole
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import membership
from proofs_check.statement.terms import ZERO, Compare, Number, Term, free_letters, number
from proofs_check.statement.text import text

ENGINE = "divisors"
MAX_TERMS = 100
MAX_NUMBER = 10**9
MAX_CASES = 48


@dataclass(frozen=True)
class Split:
    """first*second == value, in the letters of the ring."""

    ring: Ring
    first: Poly
    second: Poly
    value: int


@dataclass(frozen=True)
class Solved:
    """What two equations say: values of letters, and polynomials that are zero."""

    values: dict[int, int]
    left: tuple[Poly, ...]


def applies(goal: Goal) -> bool:
    """Whether whole terms with at least two letters are equated by a hypothesis, or said to differ by the conclusion."""
    if goal.sequences or any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return False
    return any(True for _ in _equations(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal divisor by divisor, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    for both in _equations(goal):
        split = _split(both)
        if split is not None and both not in goal.hypotheses and _is_known(split, goal):
            return undecided(ENGINE, "a case that was split before")
        if split is not None:
            return _by_divisors(goal, both, split, prove)
    return undecided(ENGINE, "no equation is a product with a number as value")


def _is_known(split: Split, goal: Goal) -> bool:
    """Whether hypotheses say what numbers both factors are: what a conclusion denies would be split again and again."""
    known = []
    for fact in goal.hypotheses:
        if isinstance(fact, Compare) and fact.relation == "==" and are_whole(goal, fact):
            try:
                known.append(poly_of(minus(fact.left, fact.right), split.ring))
            except OutOfReach:
                continue
    moving = [poly for poly in known if not poly.is_constant()]
    return all(any(_value(one, poly) is not None for poly in moving) for one in (split.first, split.second))


def _equations(goal: Goal) -> Iterator[Compare]:
    denied = [
        Compare("==", one.left, one.right)
        for one in (goal.conclusion,)
        if isinstance(one, Compare) and one.relation == "!="
    ]
    for fact in (*goal.hypotheses, *denied):
        several = isinstance(fact, Compare) and fact.relation == "==" and len(free_letters(fact)) > 1
        if several and isinstance(fact, Compare) and are_whole(goal, fact):
            yield fact


def _split(both: Compare) -> Split | None:
    """The equation as a product with a value other than 0."""
    ring = Ring(MAX_TERMS)
    try:
        poly = poly_of(minus(both.left, both.right), ring)
    except OutOfReach:
        return None
    for first, second in (*_factors(poly, ring), *_completed(poly, ring)):
        value = _value(first * second, poly)
        if value is not None and 0 < abs(value) <= MAX_NUMBER and all(map(_is_whole, (first, second))):
            return Split(ring, first, second, value)
    return None


def _value(product: Poly, poly: Poly) -> int | None:
    """The whole number N for which product - N is a multiple of the polynomial, other than 0 times."""
    scale = product.leading_coefficient() / poly.leading_coefficient()
    rest = product - poly * scale
    if not rest.is_constant():
        return None
    found = rational(rest)
    return int(found) if found.denominator == 1 else None


def _is_whole(poly: Poly) -> bool:
    return all(c.q == 1 for c in poly.to_dict().values())


def _factors(poly: Poly, ring: Ring) -> Iterator[tuple[Poly, Poly]]:
    """The first factor, and the rest, of what the polynomial is without its number."""
    moving = poly - ring.constant(_coefficient(poly, {}))
    if moving.is_constant():
        return
    _, pieces = moving.factor()
    if sum(often for _, often in pieces) > 1:
        first = min((piece for piece, _ in pieces), key=lambda piece: (piece.total_degree(), len(piece)))
        first = first * lcm(*(int(c.q) for c in first.to_dict().values()))
        yield first, divmod(moving, first)[0]


def _completed(poly: Poly, ring: Ring) -> Iterator[tuple[Poly, Poly]]:
    """a*x + c and a*y + b for a*x*y + b*x + c*y + d."""
    letters = [place for place, degree in enumerate(poly.degrees()) if degree]
    if len(letters) == 2 and all(poly.degrees()[place] == 1 for place in letters):
        x, y = letters
        a, b, c = (ring.constant(_coefficient(poly, at)) for at in ({x: 1, y: 1}, {x: 1}, {y: 1}))
        if not a.is_zero():
            yield a * ring.gens[x] + c, a * ring.gens[y] + b


def _coefficient(poly: Poly, powers: dict[int, int]) -> Fraction:
    """The coefficient of the product of powers of the generators at some places."""
    key = tuple(powers.get(place, 0) for place in range(len(poly.degrees())))
    found = poly.to_dict().get(key)
    return Fraction(0) if found is None else exact(found)


def _by_divisors(goal: Goal, both: Compare, split: Split, prove: Prover) -> Answer:
    divisors = _divisors(split.value)
    if len(divisors) > MAX_CASES:
        return undecided(ENGINE, f"{len(divisors)} divisors")
    kept = tuple(fact for fact in goal.hypotheses if fact != both)
    rest = Goal(goal.letters, kept, goal.conclusion, goal.sequences)
    answers: list[Answer] = []
    for divisor in divisors:
        case = _case(rest, split, divisor)
        if case is None:
            continue
        answers.append(prove(case))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown where a factor is {divisor}: {answers[-1].detail}"[:250])
    product = f"({text(term_of(split.first, split.ring))})*({text(term_of(split.second, split.ring))})"
    detail = f"{product} == {split.value}: {len(answers)} of {len(divisors)} divisors"
    return proved(ENGINE, detail, "certificate", tuple(answers))


def _divisors(value: int) -> list[int]:
    """All divisors, negative ones too."""
    found = [1]
    for prime, often in fmpz(abs(value)).factor() if abs(value) > 1 else []:
        found = [one * int(prime) ** k for one in found for k in range(int(often) + 1)]
    return [sign * one for one in sorted(found) for sign in (1, -1)]


def _case(goal: Goal, split: Split, divisor: int) -> Goal | None:
    """The goal where the first factor is the divisor; None where that is impossible."""
    ring = split.ring
    equations = (split.first - divisor, split.second - split.value // divisor)
    solved = _solved(equations, ring)
    if solved is None:
        return None
    names = {place: ring.atoms[place].label for place in solved.values}
    domains = dict(goal.letters)
    facts = tuple(fact for name in names.values() for fact in membership(name, domains[name]))
    put: dict[str, Term] = {name: number(solved.values[place]) for place, name in names.items()}
    said = tuple(Compare("==", term_of(poly, ring), ZERO) for poly in solved.left)
    found = with_values(goal.assuming(*facts, *said), put)
    return None if any(_is_false(fact) for fact in found.hypotheses) else found


def _is_false(fact: Term) -> bool:
    match fact:
        case Compare(relation=relation, left=Number(value=left), right=Number(value=right)):
            return not compare(left, relation, right)
    return False


def _solved(equations: tuple[Poly, ...], ring: Ring) -> Solved | None:
    """The whole solution as far as it is read off linear equations; None where there is none."""
    left, values = list(equations), dict[int, int]()
    while True:
        left = [poly for poly in left if not poly.is_zero()]
        if any(poly.is_constant() for poly in left):
            return None
        linear = [poly for poly in left if poly.total_degree() == 1]
        linear += [poly for poly in _combined(linear, ring) if not poly.is_zero()]
        if any(poly.is_constant() for poly in linear):
            return None
        chosen = next((poly for poly in linear if _letters(poly) == 1), None)
        if chosen is None:
            return Solved(values, tuple(left))
        place = next(place for place, degree in enumerate(chosen.degrees()) if degree)
        value = -_coefficient(chosen, {}) / _coefficient(chosen, {place: 1})
        if value.denominator != 1:
            return None
        values[place] = int(value)
        left = [poly.subs({f"x{place}": fmpq(int(value))}) for poly in left]


def _letters(poly: Poly) -> int:
    return sum(1 for degree in poly.degrees() if degree)


def _combined(linear: list[Poly], ring: Ring) -> list[Poly]:
    """Of two linear equations the combinations without one of the letters."""
    if len(linear) != 2:
        return []
    one, two = linear
    places = [place for place, degree in enumerate(one.degrees()) if degree]
    found = []
    for place in places:
        a, b = (ring.constant(_coefficient(poly, {place: 1})) for poly in (one, two))
        found.append(one * b - two * a)
    return found


__all__ = ["applies", "attempt"]
