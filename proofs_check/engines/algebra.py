"""Equalities by exact algebra.

    identity      both sides have the same normal form
    substitution  hypotheses `letter == term` put the term for the letter first
    ideal         the difference is a combination of the equality hypotheses with polynomial multipliers,
                  times something that is not zero

Denominators are not zero because every term of the goal is defined. Each proof is re-checked by multiplying out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from math import prod

import flint

from proofs_check.engines.linear_terms import difference, solved_for
from proofs_check.engines.polynomials import Conversion, Converted, convert_goal
from proofs_check.engines.ring import OutOfReach, Poly, Ring
from proofs_check.engines.signs import NULL
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.sorts import SCALAR, SortError, sort_of
from proofs_check.statement.terms import (
    Compare,
    Letter,
    Quantified,
    Sum,
    Term,
    free_letters,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "algebra"
MAX_UNKNOWNS = 500


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves an equality of scalars with a certificate, or says why not."""
    allowed = budget or Budget()
    if not isinstance(goal.conclusion, Compare) or goal.conclusion.relation != "==":
        return undecided(ENGINE, "only equalities are proved here")
    try:
        eliminated, used = eliminate(goal)
        converted = convert_goal(eliminated, allowed)
        return _decide(converted, used)
    except OutOfReach as reason:
        return undecided(ENGINE, str(reason))


def _decide(converted: Converted, used: tuple[Term, ...]) -> Answer:
    difference, ring = converted.conclusion.difference, converted.work.ring
    after = f" after {', '.join(map(text, used))}" if used else ""
    cleared = (
        "" if difference.den.is_constant() else "; denominators are not zero where the terms are defined"
    )
    if difference.num.is_zero():
        return proved(ENGINE, f"both sides have the same normal form{after}{cleared}", "certificate")
    hypotheses = _equalities(converted)
    if not hypotheses:
        return undecided(ENGINE, f"the sides differ by {ring.quotient_text(difference)[:200]}{after}")
    found = combination(converted.work, difference.num, hypotheses)
    if found is None:
        return undecided(ENGINE, f"no combination of the equality hypotheses gives the difference{after}")
    if not recheck(found, ring):
        raise AssertionError("a combination of hypotheses that does not multiply out")
    return proved(ENGINE, f"{found.text(ring)}{after}{cleared}", "certificate")


def eliminate(goal: Goal) -> tuple[Goal, tuple[Term, ...]]:
    """The goal with letters replaced by the terms that hypotheses equate them with, and those hypotheses.

    A letter is replaced only where it is bound nowhere; what its domain says stays as a hypothesis.
    """
    used: list[Term] = []
    for _ in range(len(goal.letters)):
        step = next(_replaceable(goal), None)
        if step is None:
            break
        name, value, hypothesis = step
        used.append(hypothesis)
        goal = _replaced(goal, name, value, hypothesis)
    return goal, tuple(used)


def _replaceable(goal: Goal) -> Iterator[tuple[str, Term, Term]]:
    domains = dict(goal.letters)
    fixed = _fixed_letters(goal)
    for hypothesis in goal.hypotheses:
        if isinstance(hypothesis, Compare) and hypothesis.relation == "==":
            for one, other in (*_sides(hypothesis), *_summands(hypothesis, goal)):
                if not isinstance(one, Letter) or one.name in free_letters(other) or one.name in fixed:
                    continue
                domain = domains.get(one.name)
                # an integer letter stays: that its value is whole would be lost
                if domain is not None and domain.kind == "real" and _is_scalar(other, goal):
                    yield one.name, other, hypothesis


def _sides(equation: Compare) -> tuple[tuple[Term, Term], ...]:
    return (equation.left, equation.right), (equation.right, equation.left)


def _summands(equation: Compare, goal: Goal) -> Iterator[tuple[Term, Term]]:
    """The letters that are summands of the equation, each with the term that it equals."""
    if _is_scalar(equation.left, goal):
        for part in difference(equation):
            value = solved_for(part, equation) if isinstance(part, Letter) else None
            if value is not None:
                yield part, value


def _is_scalar(term: Term, goal: Goal) -> bool:
    try:
        return sort_of(term, goal.scope) == SCALAR
    except (SortError, KeyError):
        return False


def _fixed_letters(goal: Goal) -> frozenset[str]:
    """Letters that a derivative is taken by, a sequence depends on, or another domain mentions."""
    statements = (*goal.hypotheses, goal.conclusion)
    fixed = {
        node.letter
        for statement in statements
        for node in walk(statement)
        if hasattr(node, "letter") and not isinstance(node, Sum | Quantified)
    }
    for _, domain in goal.letters:
        fixed |= {name for term in domain.terms() for name in free_letters(term)}
    for sequence in goal.sequences:
        fixed |= {name for term in (*sequence.start, sequence.step) for name in free_letters(term)}
    return frozenset(fixed)


def _replaced(goal: Goal, name: str, value: Term, hypothesis: Term) -> Goal:
    domain: Domain = dict(goal.letters)[name]
    kept = [other for other in goal.hypotheses if other != hypothesis] + list(membership(name, domain))
    return replace(
        goal,
        letters=tuple((known, its) for known, its in goal.letters if known != name),
        hypotheses=tuple(substitute(one, {name: value}) for one in kept),
        conclusion=substitute(goal.conclusion, {name: value}),
    )


@dataclass(frozen=True)
class Combination:
    """factor * target = sum of multiplier * hypothesis, the factor being nonzero."""

    target: Poly
    factor: Poly
    terms: tuple[tuple[Poly, Poly, str], ...]

    def text(self, ring: Ring) -> str:
        """The combination in the labels of the atoms."""
        written = " + ".join(f"({ring.text(multiplier)})*[{name}]" for multiplier, _, name in self.terms)
        times = "" if self.factor.is_one() else f" times {ring.text(self.factor)} (not zero)"
        return f"the difference{times} is {written}"


def recheck(found: Combination, ring: Ring) -> bool:
    """Multiplies the combination out. That the factor is not zero was read off a fact."""
    total = sum((multiplier * hypothesis for multiplier, hypothesis, _ in found.terms), ring.zero)
    return bool(ring.reduce(found.factor * found.target - total).is_zero())


def _equalities(converted: Converted) -> tuple[tuple[Poly, str], ...]:
    found = {}
    for fact in converted.facts:
        if fact.relation == "==" and not fact.difference.num.is_zero():
            found[str(fact.difference.num)] = (fact.difference.num, fact.because)
    return tuple(found.values())


def combination(
    work: Conversion, target: Poly, hypotheses: tuple[tuple[Poly, str], ...]
) -> Combination | None:
    """Multipliers of bounded degree that give the target, times one of a few nonzero factors; None if there are none."""
    factors = [work.ring.one, *_nonzero(work)]
    for factor in factors[:6]:
        for degree in range(4):
            terms = _solve(work.ring, work.ring.reduce(factor * target), hypotheses, degree)
            if terms is not None:
                return Combination(target, factor, terms)
    return None


def _nonzero(work: Conversion) -> list[Poly]:
    """Polynomials that the facts keep from zero, and their product."""
    single = {
        str(fact.poly): fact.poly
        for fact in work.signs.facts
        if not fact.sign & NULL and not fact.because.startswith("sign of")
    }
    found = list(single.values())[:4]
    return [*found, work.ring.reduce(prod(found, start=work.ring.one))] if len(found) > 1 else found


def _solve(
    ring: Ring, target: Poly, hypotheses: tuple[tuple[Poly, str], ...], degree: int
) -> tuple[tuple[Poly, Poly, str], ...] | None:
    """Multipliers of total degree at most `degree`, by linear algebra over the coefficients of every monomial."""
    gens = _gens(ring, (target, *(poly for poly, _ in hypotheses)))
    monomials = [
        prod(choice, start=ring.one)
        for size in range(degree + 1)
        for choice in combinations_with_replacement(gens, size)
    ]
    columns = [
        (monomial, place, ring.reduce(monomial * poly))
        for place, (poly, _) in enumerate(hypotheses)
        for monomial in monomials
    ]
    if len(columns) > MAX_UNKNOWNS:
        return None
    weights = linear_combination(target, [column for _, _, column in columns])
    if weights is None:
        return None
    multipliers = [ring.zero for _ in hypotheses]
    for weight, (monomial, place, _) in zip(weights, columns, strict=True):
        multipliers[place] += monomial * weight
    return tuple(
        (multiplier, poly, name)
        for multiplier, (poly, name) in zip(multipliers, hypotheses, strict=True)
        if not multiplier.is_zero()
    )


def _gens(ring: Ring, polys: tuple[Poly, ...]) -> list[Poly]:
    degrees = [sum(column) for column in zip(*(poly.degrees() for poly in polys), strict=True)]
    return [ring.gens[place] for place, degree in enumerate(degrees) if degree]


def linear_combination(target: Poly, columns: list[Poly]) -> list[flint.fmpq] | None:
    """Rational weights with sum weight*column == target, or None: exact elimination."""
    keys: dict[tuple[int, ...], int] = {}
    for poly in columns:
        for powers in poly.to_dict():
            keys.setdefault(powers, len(keys))
    if any(powers not in keys for powers in target.to_dict()):
        return None
    width = len(columns)
    table = flint.fmpq_mat(len(keys), width + 1)
    for place, poly in enumerate((*columns, target)):
        for powers, factor in poly.to_dict().items():
            table[keys[powers], place] = factor
    reduced, rank = table.rref()
    weights = [flint.fmpq(0)] * width
    lead = -1
    for row in range(rank):
        lead = next(column for column in range(lead + 1, width + 1) if reduced[row, column] != 0)
        if lead == width:
            return None
        weights[lead] = reduced[row, width]
    return weights
