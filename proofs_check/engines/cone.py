"""What a certificate of positivity is made of, and its exact re-check.

To prove a comparison its negation is assumed, beside the facts of the goal. A certificate is a combination, with positive
rational weights, of products of these assumptions and of squares (and of equalities with any multiplier) that is the
zero polynomial, although at least one of its terms is positive: a contradiction (Stengle; Krivine 1964).
"""

from __future__ import annotations

from dataclasses import dataclass

import flint

from proofs_check.engines.polynomials import Converted, Relation, convert_goal
from proofs_check.engines.ring import Atom, OutOfReach, Poly, Ring
from proofs_check.engines.signs import NEGATIVE, NONNEGATIVE, NONPOSITIVE, NONZERO, NULL, POSITIVE
from proofs_check.goal import Budget, Goal

MAX_ASSUMPTIONS = 16


@dataclass(frozen=True)
class Assumption:
    """poly > 0 (strict) or poly >= 0."""

    poly: Poly
    strict: bool
    because: str


@dataclass(frozen=True)
class Assumptions:
    """All that may be multiplied: inequalities, the negated conclusion first if it is one, and equalities."""

    inequalities: tuple[Assumption, ...]
    equalities: tuple[Assumption, ...]


@dataclass(frozen=True)
class Weighted:
    """weight * square**2 * the product of the inequalities with these numbers; equality: of that equality instead.

    An equality may have a negative weight, and `square` is then its multiplier, not squared.
    """

    weight: flint.fmpq
    factors: tuple[int, ...]
    square: Poly
    equality: int | None = None


@dataclass(frozen=True)
class Certificate:
    """Terms that add up to zero, one of them positive."""

    terms: tuple[Weighted, ...]


def assumptions(converted: Converted, part: Relation | None = None) -> Assumptions:
    """The negation of the conclusion (or of `part` of it) and the facts that share atoms with it, in a fixed order."""
    conclusion = part or converted.conclusion
    core = core_of(converted, conclusion)
    facts = _facts(converted, core)
    equalities = [fact for fact, sign in facts if sign == NULL]
    inequalities = [fact for fact, sign in facts if sign != NULL][: MAX_ASSUMPTIONS - 1]
    negation = Assumption(-core, conclusion.relation == ">=", "the negation of the conclusion")
    if conclusion.relation == "!=":
        return Assumptions(tuple(inequalities), (Assumption(core, False, negation.because), *equalities))
    return Assumptions((negation, *inequalities), tuple(equalities))


def core_of(converted: Converted, conclusion: Relation) -> Poly:
    """The polynomial whose sign is in question: denominators cleared, factors of known sign left out."""
    work, difference = converted.work, conclusion.difference
    target = difference.num
    below = work.signs.of(difference.den) - NULL
    if below == NEGATIVE:
        target = -target
    elif below != POSITIVE and conclusion.relation != "!=":
        target = target * difference.den
    return _without_known_factors(converted, work.ring.reduce(target))


def _without_known_factors(converted: Converted, target: Poly) -> Poly:
    if target.is_constant():
        return target
    signs, ring = converted.work.signs, converted.work.ring
    constant, factors = target.factor()
    core = ring.constant(1 if constant > 0 else -1)
    for factor, often in factors:
        sign = signs.of(factor)
        if sign in (POSITIVE, NEGATIVE):
            core = -core if sign == NEGATIVE and often % 2 else core
        elif often % 2 == 0 and 0 not in sign:
            continue
        elif often % 2 == 0:
            core *= factor**2
        else:
            core *= factor
    return ring.reduce(core)


def _facts(converted: Converted, core: Poly) -> list[tuple[Assumption, frozenset[int]]]:
    """The facts connected with the core through shared atoms, the closest first, none twice."""
    ring = converted.work.ring
    known: dict[str, tuple[Assumption, frozenset[int]]] = {}
    for fact in converted.work.signs.facts:
        poly, sign = ring.reduce(fact.poly), fact.sign
        if poly.is_constant() or not all(atom.real for atom in ring.atoms_of(poly)):
            continue
        if sign in (NEGATIVE, NONPOSITIVE):
            poly, sign = -poly, frozenset(-one for one in sign)
        if sign == NONZERO:
            poly, sign = ring.reduce(poly * poly), POSITIVE
        if sign not in (POSITIVE, NONNEGATIVE, NULL):
            continue
        scaled = poly / abs(poly.leading_coefficient())
        if sign == POSITIVE or str(scaled) not in known:
            known[str(scaled)] = (Assumption(scaled, sign == POSITIVE, fact.because), sign)
    return _connected(ring, core, list(known.values()))


def _connected(
    ring: Ring, core: Poly, facts: list[tuple[Assumption, frozenset[int]]]
) -> list[tuple[Assumption, frozenset[int]]]:
    reached = _with_inner(ring, ring.atoms_of(core))
    found: list[tuple[Assumption, frozenset[int]]] = []
    left = facts
    while True:
        close = [bool({atom.index for atom in ring.atoms_of(fact[0].poly)} & reached) for fact in left]
        near = [fact for fact, here in zip(left, close, strict=True) if here]
        if not near:
            return found
        near.sort(key=lambda fact: (len(fact[0].poly), fact[0].poly.total_degree()))
        found += near
        left = [fact for fact, here in zip(left, close, strict=True) if not here]
        for fact in near:
            reached |= _with_inner(ring, ring.atoms_of(fact[0].poly))


def _with_inner(ring: Ring, atoms: tuple[Atom, ...]) -> set[int]:
    """The numbers of the atoms and of those in the values of their relations."""
    found: set[int] = set()
    stack = list(atoms)
    while stack:
        atom = stack.pop()
        if atom.index not in found:
            found.add(atom.index)
            if atom.value is not None:
                stack += ring.atoms_of(atom.value)
    return found


def recheck(certificate: Certificate, goal: Goal, budget: Budget | None = None) -> bool:
    """Whether the certificate proves the goal: the goal is converted afresh and the combination multiplied out."""
    try:
        converted = convert_goal(goal, budget or Budget())
        return holds(certificate, assumptions(converted), converted.work.ring)
    except OutOfReach:
        return False


def holds(certificate: Certificate, given: Assumptions, ring: Ring) -> bool:
    """Whether the terms add up to zero, all weights of inequalities are positive and one term is strictly positive."""
    total, strict = ring.zero, False
    for term in certificate.terms:
        if term.equality is not None:
            total += given.equalities[term.equality].poly * term.square * term.weight
            continue
        if term.weight <= 0 or not all(atom.real for atom in ring.atoms_of(term.square)):
            return False
        product = term.square * term.square
        for number in term.factors:
            product *= given.inequalities[number].poly
        total += product * term.weight
        nonzero = term.square.is_constant() and not term.square.is_zero()
        strict = strict or (nonzero and all(given.inequalities[number].strict for number in term.factors))
    return strict and bool(ring.reduce(total).is_zero())


def describe(certificate: Certificate, given: Assumptions, ring: Ring) -> str:
    """The certificate in one line."""
    written = []
    for term in certificate.terms:
        parts = [str(term.weight)]
        if term.equality is not None:
            parts += [
                f"({ring.text(term.square)})",
                f"[{ring.text(given.equalities[term.equality].poly)} = 0]",
            ]
        else:
            parts += [f"[{ring.text(given.inequalities[number].poly)}]" for number in term.factors]
            parts += [] if term.square.is_one() else [f"({ring.text(term.square)})**2"]
        written.append("*".join(parts))
    return "0 = " + " + ".join(written)
