"""Bounds of moduli of complex numbers without their parts.

    triangle   a*abs(u) <= sum of b*abs(v) where u is the sum of l*v with abs(l) <= b/a; products of moduli are moduli of
               products, numbers are moduli, and re(u), im(u) are at most abs(u)
    majorant   abs(f(z)) <= F(abs(z)) and a bound from below, see `majorants.py`
    sizes      in the moduli of the letters, see `complex_sizes.py`
    plane      of vectors, see `complex_vectors.py`

Certificate: the weights l, multiplied out.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from flint import fmpq

from proofs_check.engines import complex_sizes, complex_vectors, majorants
from proofs_check.engines.algebra import linear_combination
from proofs_check.engines.calculus_terms import integer_of, plus
from proofs_check.engines.linear_terms import difference
from proofs_check.engines.polynomials import Conversion, convert_goal
from proofs_check.engines.ring import OutOfReach, Poly, exact
from proofs_check.goal import Answer, Budget, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Number,
    Term,
    apply,
    walk,
)

ENGINE = "moduli"
MAX_SUMMANDS = 5
MAX_DEGREE = 8
Weighted = tuple[Term, Fraction]  # u and a of a*abs(u)


def applies(goal: Goal) -> bool:
    """Whether the goal compares terms with moduli of complex numbers."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation == "!=":
        return False
    if not any(domain.kind == "complex" for _, domain in goal.letters):
        return False
    return any(isinstance(node, Apply) and node.op == "abs" for node in walk(conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a bound of moduli, or says that it has not this form."""
    if not applies(goal) or not isinstance(goal.conclusion, Compare):
        return undecided(ENGINE, "")
    low, high, relation = goal.conclusion.left, goal.conclusion.right, goal.conclusion.relation
    if relation == "==":
        return complex_sizes.attempt(goal, low, relation, high, prove)
    if relation[0] == ">":
        low, high, relation = high, low, relation.replace(">", "<")
    weak = _weak(goal, low, high) if relation == "<=" else undecided(ENGINE, "")
    if weak.proved:
        return weak
    answer = majorants.attempt(goal, low, relation, high, prove)
    if not answer.proved:
        answer = complex_sizes.attempt(goal, low, relation, high, prove)
    return answer if answer.proved else complex_vectors.attempt(goal, prove)


def _weak(goal: Goal, low: Term, high: Term) -> Answer:
    try:
        if isinstance(low, Apply) and low.op == "abs" and _is_difference_of_moduli(low.args[0]):
            (inner,) = low.args
            found = [_triangle(goal, side, high) for side in (inner, apply("neg", inner))]
            if all(answer.proved for answer in found):
                return proved(ENGINE, "; ".join(one.detail for one in found)[:400], "certificate")
        return _triangle(goal, low, high)
    except OutOfReach as reason:
        return undecided(ENGINE, str(reason))


def _is_difference_of_moduli(term: Term) -> bool:
    parts = difference(Compare("==", term, ZERO))
    return all(part == ONE or _inside(part) is not None for part in parts)


def _triangle(goal: Goal, low: Term, high: Term) -> Answer:
    """low <= high, the difference being a sum of moduli; those of negative weight share the others equally."""
    summands = _summands(Compare("==", high, low))
    if summands is None or len(summands) > MAX_SUMMANDS:
        return undecided(ENGINE, "")
    statement = Compare("==", plus(*(part for part, _ in summands)), ZERO) if summands else None
    if statement is None:
        return undecided(ENGINE, "")
    work = convert_goal(goal.concluding(statement), Budget()).work
    merged = _merged(work, summands)
    negative = [one for one in merged if one[1] < 0]
    positive = [one for one in merged if one[1] > 0]
    if not negative:
        return proved(ENGINE, "a sum of moduli is not negative", "certificate")
    shown = []
    for target, weight in negative:
        share = -weight * len(negative)
        found = _weights(work, target, [(poly, up / share) for poly, up in positive])
        if found is None:
            return undecided(ENGINE, "no combination of the moduli was found")
        parts = " + ".join(f"({work.ring.text(part)})" for part in found)
        shown.append(f"{work.ring.text(target)} = {parts}")
    return proved(ENGINE, "; ".join(shown)[:300], "certificate")


def _summands(equation: Compare) -> list[Weighted] | None:
    """The parts of left - right as weights of moduli; re(u) and im(u) as -|a|*abs(u). None where a part is none."""
    found: list[Weighted] = []
    for part, weight in difference(equation).items():
        inside = _inside(part)
        if inside is None and isinstance(part, Apply) and part.op in ("re", "im"):
            inside, weight = part.args[0], -abs(weight)
        if inside is None:
            return None
        if weight:
            found.append((_plain(inside), weight))
    return found


def _plain(term: Term) -> Term:
    """A term of the same modulus, the conjugates of factors taken away."""
    match term:
        case Apply(op="conj", args=(inner,)):
            return _plain(inner)
        case Apply(op="mul", args=(left, right)):
            return apply("mul", _plain(left), _plain(right))
        case _:
            return term


def _inside(term: Term) -> Term | None:
    """u with term == abs(u), or None."""
    match term:
        case Number(value=value):
            return term if value >= 0 else None
        case Apply(op="abs", args=(inner,)):
            return inner
        case Apply(op="mul", args=(left, right)):
            first, second = _inside(left), _inside(right)
            return apply("mul", first, second) if first is not None and second is not None else None
        case Apply(op="pow", args=(base, exponent)) if 0 < (integer_of(exponent) or 0) <= MAX_DEGREE:
            inner_base = _inside(base)
            return None if inner_base is None else apply("pow", inner_base, exponent)
        case Apply(op="exp", args=(Apply(op="re", args=(inner,)),)):
            return apply("exp", inner)
    return None


def _merged(work: Conversion, summands: list[Weighted]) -> list[tuple[Poly, Fraction]]:
    """Polynomials with their weights, those of equal modulus by their form joined. Raises OutOfReach."""
    found: list[tuple[Poly, Fraction]] = []
    for term, weight in summands:
        value = work.convert(term)
        if not value.den.is_constant():
            raise OutOfReach("moduli of quotients")
        same = next((k for k, (poly, _) in enumerate(found) if _turned_into(work, value.num, poly)), None)
        if same is None:
            found.append((value.num, weight))
        else:
            found[same] = (found[same][0], found[same][1] + weight)
    return found


def _turned_into(work: Conversion, left: Poly, right: Poly) -> bool:
    return any((work.ring.reduce(left - right * unit)).is_zero() for unit in _units(work))


def _units(work: Conversion) -> list[Poly]:
    """1, -1, and i and -i where i occurs."""
    found = [work.ring.one, -work.ring.one]
    turn = work.ring.find("i", "i")
    return found if turn is None else [*found, work.ring.gens[turn.index], -work.ring.gens[turn.index]]


def _weights(work: Conversion, target: Poly, bounds: list[tuple[Poly, Fraction]]) -> list[Poly] | None:
    """Summands l*v that add up to the target, each l at most the weight of its v in modulus; multiplied out, or None."""
    units = [work.ring.zero, *_units(work)]
    for choice in product(units, repeat=len(bounds)):
        parts = [
            poly * unit * fmpq(weight.numerator, weight.denominator)
            for unit, (poly, weight) in zip(choice, bounds, strict=True)
        ]
        if work.ring.reduce(sum(parts, work.ring.zero) - target).is_zero():
            return [part for part in parts if not part.is_zero()]
    return _solved_weights(work, target, bounds)


def _solved_weights(work: Conversion, target: Poly, bounds: list[tuple[Poly, Fraction]]) -> list[Poly] | None:
    """The same with rational weights, or complex ones where i occurs, from one solution of the linear equations."""
    turn = work.ring.find("i", "i")
    units = [work.ring.one] if turn is None else [work.ring.one, work.ring.gens[turn.index]]
    columns = [work.ring.reduce(poly * unit) for poly, _ in bounds for unit in units]
    found = linear_combination(work.ring.reduce(target), columns)
    if found is None:
        return None
    rows = [found[place : place + len(units)] for place in range(0, len(found), len(units))]
    for row, (_, weight) in zip(rows, bounds, strict=True):
        if sum(exact(part) ** 2 for part in row) > weight**2:
            return None
    parts = [
        sum((column * part for column, part in zip(columns[place:], row, strict=False)), work.ring.zero)
        for place, row in zip(range(0, len(columns), len(units)), rows, strict=True)
    ]
    total = work.ring.reduce(sum(parts, work.ring.zero) - target)
    return [part for part in parts if not part.is_zero()] if total.is_zero() else None
