"""Sums of roots of quadratic polynomials, by Minkowski's inequality.

The root of a quadratic polynomial that is a sum of squares is the length of a vector with affine entries (`vector_lengths.py`), and stays it when
the entries change places and signs. For weights c_i >= 0 the lengths satisfy sum of c_i*|v_i| >= |sum of c_i*v_i|: one root is left. Which
vectors are added up is chosen by numbers; a root may be left out, for it is at least 0.
Certificate: the vectors, whose squares are multiplied out, and the proof of the comparison with the one root.

Reference: Steele, The Cauchy-Schwarz Master Class, 2004, chapter 4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from math import hypot, prod, sqrt

from flint import ctx

from proofs_check.engines.calculus_terms import minus, negate, plus
from proofs_check.engines.enclosures import BITS, enclosed
from proofs_check.engines.ring import OutOfReach, Poly, Ring, exact
from proofs_check.engines.sampling import sample_values
from proofs_check.engines.tangent_lines import summands
from proofs_check.engines.vector_lengths import (
    Entry,
    Vector,
    added,
    scaled,
    squared_length,
    term_of_entry,
    turned,
    vectors_of,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ZERO, Apply, Compare, Number, Term, apply
from proofs_check.statement.text import text

ENGINE = "Minkowski"
MAX_ROOTS = 5
MAX_SIZE = 3
MAX_CHOICES = 20_000
MAX_ASKED = 4
SAMPLES = 60
SLACK = 1e-9
TERMS = 200


@dataclass(frozen=True)
class Sides:
    """sum of weight*sqrt(radicand) relation rest, the relation > or >=."""

    roots: tuple[tuple[Fraction, Term], ...]
    relation: str
    rest: Term


def sides_of(goal: Goal) -> Sides | None:
    """The conclusion with the roots that have positive weights on the greater side, or None where they are fewer than two."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return None
    left, right, relation = conclusion.left, conclusion.right, conclusion.relation
    if relation in ("<", "<="):
        left, right, relation = right, left, {"<": ">", "<=": ">="}[relation]
    roots, others = [], []
    for part, sign in summands(minus(left, right), 1):
        found = _root(part, Fraction(sign))
        if found is not None and found[0] > 0:
            roots.append(found)
        else:
            others.append(negate(part) if sign > 0 else part)
    return Sides(tuple(roots), relation, plus(*others) if others else ZERO) if len(roots) > 1 else None


def _root(part: Term, factor: Fraction) -> tuple[Fraction, Term] | None:
    """(weight, radicand) of a multiple of a root."""
    match part:
        case Apply(op="sqrt", args=(inner,)):
            return factor, inner
        case (
            Apply(op="mul", args=(Number(value=value), inner))
            | Apply(op="mul", args=(inner, Number(value=value)))
        ):
            return _root(inner, factor * value)
        case Apply(op="div", args=(inner, Number(value=value))) if value:
            return _root(inner, factor / value)
        case Apply(op="neg", args=(inner,)):
            return _root(inner, -factor)
    return None


def applies(goal: Goal) -> bool:
    """Whether at least two roots stand on the greater side and all letters are real numbers."""
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters) or goal.sequences:
        return False
    sides = sides_of(goal)
    return sides is not None and len(sides.roots) <= MAX_ROOTS


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the comparison with the length of the sum in place of the sum of the lengths; it never refutes."""
    sides = sides_of(goal) if applies(goal) else None
    if sides is None:
        return undecided(ENGINE, "")
    ring = Ring(TERMS)
    try:
        choices = _choices(sides, ring)
    except OutOfReach as problem:
        return undecided(ENGINE, str(problem))
    tried: list[str] = []
    for square in islice(_lengths(sides, choices, goal, ring), MAX_ASKED):
        length = apply("sqrt", term_of_entry(square, ring))
        answer = prove(goal.concluding(Compare(sides.relation, length, sides.rest)))
        if answer.proved:
            detail = f"the sum of the lengths is at least that of the sum, {text(length)}"
            return proved(ENGINE, detail[:300], "certificate", (answer,))
        tried.append(text(length))
    return undecided(
        ENGINE, f"not shown for {', '.join(tried)}"[:300] if tried else "no sum of vectors is long enough"
    )


def _choices(sides: Sides, ring: Ring) -> tuple[tuple[Vector, ...], ...]:
    """For every root its vectors times the weight, turned in all ways but the first one, or no vector. Raises OutOfReach."""
    found = [(weight, vectors_of(radicand, ring)) for weight, radicand in sides.roots]
    size = max((len(vector) for _, vectors in found for vector in vectors), default=0)
    if not all(vectors for _, vectors in found) or not 0 < size <= MAX_SIZE:
        raise OutOfReach("a root of no sum of few squares")
    choices = []
    for place, (weight, vectors) in enumerate(found):
        ways = [one for vector in vectors for one in islice(turned(vector, size), None if place else 1)]
        nothing: Vector = ({},) * size
        choices.append((*(tuple(scaled(entry, weight) for entry in one) for one in ways), nothing))
    if prod(map(len, choices)) > MAX_CHOICES:
        raise OutOfReach("too many sums of vectors")
    return tuple(choices)


def _lengths(
    sides: Sides, choices: tuple[tuple[Vector, ...], ...], goal: Goal, ring: Ring
) -> Iterator[Entry]:
    """The squared lengths of the sums that are long enough in numbers, each once, the closest first."""
    points = _points(sides, choices, goal, ring)
    fitting = []
    for picked in product(*(range(len(ways)) for ways in choices)):
        slack = _slack(picked, points)
        if slack is not None:
            fitting.append((slack, picked))
    seen: list[Entry] = []
    for _, picked in sorted(fitting):
        square = squared_length(added(tuple(ways[way] for ways, way in zip(choices, picked, strict=True))))
        if square not in seen:
            seen.append(square)
            yield square


Values = tuple[float, tuple[tuple[tuple[float, ...], ...], ...]]
"""At a point: the value of the rest, and for every root those of its vectors."""


def _points(
    sides: Sides, choices: tuple[tuple[Vector, ...], ...], goal: Goal, ring: Ring
) -> tuple[Values, ...]:
    """The values at a few points of the domain."""
    with ctx.workprec(BITS):
        found = []
        for values in sample_values(goal, SAMPLES):
            names = {atom.label: atom.index for atom in ring.atoms}
            at = [0.0] * len(ring.gens)
            for name, place in names.items():
                at[place] = float(values[name].mid())
            rest = enclosed(sides.rest, values, goal.scope)
            if rest is not None:
                found.append((float(rest.mid()), tuple(tuple(_at(v, at) for v in ways) for ways in choices)))
        return tuple(found)


def _at(vector: Vector, place: list[float]) -> tuple[float, ...]:
    return tuple(sum(sqrt(m) * _value(poly, place) for m, poly in entry.items()) for entry in vector)


def _value(poly: Poly, place: list[float]) -> float:
    return sum(
        float(exact(factor)) * prod(x ** int(power) for x, power in zip(place, powers, strict=True) if power)
        for powers, factor in poly.to_dict().items()
    )


def _slack(picked: tuple[int, ...], points: tuple[Values, ...]) -> float | None:
    """By how much more than the rest the length is, at all points together; None where it is less at one."""
    total = 0.0
    for rest, vectors in points:
        chosen = [ways[way] for ways, way in zip(vectors, picked, strict=True)]
        length = hypot(*(sum(entries) for entries in zip(*chosen, strict=True)))
        if length < rest - SLACK * (1 + abs(rest)):
            return None
        total += length - rest
    return total
