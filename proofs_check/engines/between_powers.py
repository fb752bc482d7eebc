"""Equations M**q == F without solution, because hypotheses put F strictly between two neighbouring powers.

    P**q < F < (P + 1)**q,   M, P whole            then F is no q-th power of a whole number: abs(P) and abs(P + 1) are neighbours, and odd powers rise

The equation is a hypothesis, or what a conclusion A != B denies; M is c*m, or 2*a*m + b of a completed square. P is tried among the letters and
their sums, moved by -1, 0, 1. Where the conclusion is an order, its denial helps to place F.

Certificate: the two orders.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product
from math import lcm

from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_terms import compare, minus, plus, power, times
from proofs_check.engines.letter_classes import least_of
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Poly, Ring, exact, rational
from proofs_check.engines.unsolvable import are_whole
from proofs_check.engines.whole_samples import NoValue, value_at
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ONE, Compare, Letter, Term, free_letters, number
from proofs_check.statement.text import text

ENGINE = "between powers"
MAX_TERMS = 60
MAX_LETTERS = 3
SIDE = 12
FEWEST_POINTS = 5
DENIED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@dataclass(frozen=True)
class Power:
    """The equation M**degree == value, M == scale*m + ... a whole number."""

    degree: int
    scale: int
    value: Term


def applies(goal: Goal) -> bool:
    """Whether a power of a whole number is said to be, or not to be, a term on which an order is a hypothesis."""
    if goal.sequences or any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    placed = frozenset[str]().union(*map(free_letters, _orders(goal)))
    return any(free_letters(both) & placed for both in _equations(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal because an equation has no solution, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    conclusion = goal.conclusion
    if isinstance(conclusion, Compare) and conclusion.relation in DENIED:
        goal = goal.assuming(Compare(DENIED[conclusion.relation], conclusion.left, conclusion.right))
    for both in _equations(goal):
        rest = replace(goal, hypotheses=tuple(fact for fact in goal.hypotheses if fact != both))
        for one in _powers(both):
            answer = _between(rest, one, prove)
            if answer.proved:
                return answer
    return undecided(ENGINE, "no side is placed between two neighbouring powers")


def _equations(goal: Goal) -> Iterator[Compare]:
    conclusion = goal.conclusion
    if isinstance(conclusion, Compare) and conclusion.relation == "!=":
        conclusion = Compare("==", conclusion.left, conclusion.right)
        if are_whole(goal, conclusion):
            yield conclusion
    for fact in goal.hypotheses:
        if isinstance(fact, Compare) and fact.relation == "==" and are_whole(goal, fact):
            yield fact


def _powers(both: Compare) -> Iterator[Power]:
    """The equation read as a power of a whole number, for each letter that allows it."""
    ring = Ring(MAX_TERMS)
    try:
        poly = poly_of(minus(both.left, both.right), ring)
        for atom in ring.atoms_of(poly):
            columns = _columns(poly, atom.index, ring)
            found = _power(columns, ring)
            if found is not None:
                yield found
    except OutOfReach:
        return


def _columns(poly: Poly, place: int, ring: Ring) -> list[Poly]:
    """The coefficients of the powers of a letter."""
    found = [ring.zero] * (int(poly.degrees()[place]) + 1)
    for powers, factor in poly.to_dict().items():
        rest = (*powers[:place], 0, *powers[place + 1 :])
        found[powers[place]] += ring.context.from_dict({rest: factor})
    return found


def _power(columns: list[Poly], ring: Ring) -> Power | None:
    """top*m**q + g == 0 as (top*m)**q == -top**(q - 1)*g; a*m**2 + b*m + g == 0 as (2*a*m + b)**2 == b**2 - 4*a*g, halved for even b."""
    degree = len(columns) - 1
    if degree < 2 or not columns[-1].is_constant():
        return None
    scale = Fraction(lcm(*(weight.denominator for column in columns for weight in _weights(column))))
    if rational(columns[-1]) < 0:
        scale = -scale
    columns = [column * ring.constant(scale) for column in columns]
    top, below = columns[-1], columns[1:-1]
    side = int(rational(top))
    if all(column.is_zero() for column in below):
        return _if_moving(degree, side, -(top ** (degree - 1)) * columns[0], ring)
    if degree > 2:
        return None
    if all(weight % 2 == 0 for weight in _weights(below[0])):
        half = below[0] * ring.constant(Fraction(1, 2))
        return _if_moving(2, side, half**2 - top * columns[0], ring)
    return _if_moving(2, 2 * side, below[0] ** 2 - 4 * top * columns[0], ring)


def _if_moving(degree: int, scale: int, value: Poly, ring: Ring) -> Power | None:
    return None if value.is_constant() else Power(degree, scale, term_of(value, ring))


def _weights(poly: Poly) -> list[Fraction]:
    return [exact(weight) for weight in poly.to_dict().values()]


def _between(goal: Goal, one: Power, prove: Prover) -> Answer:
    """The bases that fit at small numbers are tried; with less than a few such numbers nothing is seen."""
    names = sorted({*free_letters(one.value)}.union(*map(free_letters, _orders(goal))))
    points = list(_points(goal, names))
    if len(points) < FEWEST_POINTS:
        return undecided(ENGINE, "few small numbers satisfy the hypotheses")
    for base in _bases(names, one.scale):
        says = (
            Compare("<", power(base, number(one.degree)), one.value),
            Compare("<", one.value, power(plus(base, ONE), number(one.degree))),
        )
        if all(_holds_at(order, point) for point in points for order in says):
            answers = tuple(prove(goal.concluding(order)) for order in says)
            if all(answer.proved for answer in answers):
                detail = " < ".join(map(text, (says[0].left, one.value, says[1].right)))
                return proved(ENGINE, detail[:300], "certificate", answers)
    return undecided(ENGINE, "no side is placed between two neighbouring powers")


def _orders(goal: Goal) -> list[Compare]:
    return [one for one in goal.hypotheses if isinstance(one, Compare) and one.relation in DENIED]


def _points(goal: Goal, names: list[str]) -> Iterator[dict[str, Fraction]]:
    """Small whole numbers at which the orders among the facts about these letters hold: a screen, no proof."""
    domains = dict(goal.letters)
    if len(names) > MAX_LETTERS or any(domains[name].kind != "integer" for name in names):
        return
    facts = [fact for fact in goal.facts() if free_letters(fact) <= set(names)]
    starts = [least_of(domains[name]) for name in names]
    sides = [range(start, start + SIDE) if start is not None else range(-SIDE // 2, SIDE) for start in starts]
    for values in product(*sides):
        point = dict(zip(names, map(Fraction, values), strict=True))
        if all(_holds_at(fact, point) for fact in facts):
            yield point


def _holds_at(fact: Term, point: dict[str, Fraction]) -> bool:
    """Whether a comparison holds at the numbers; others are passed over."""
    try:
        return not isinstance(fact, Compare) or compare(
            value_at(fact.left, point), fact.relation, value_at(fact.right, point)
        )
    except NoValue:
        return True


def _bases(names: list[str], scale: int) -> Iterator[Term]:
    """The letters and their sums, with the weights 1 and that of M, moved by a little."""
    letters: list[Term] = [Letter(name) for name in names]
    letters += [plus(first, second) for first, second in combinations(letters, 2)]
    for weight in dict.fromkeys((1, scale)):
        for letter in letters:
            for step in (0, -1, 1):
                yield plus(times(number(weight), letter), number(step))


__all__ = ["applies", "attempt"]
