"""Sums of fractions with simple whole poles, symbolic ones too, in harmonic numbers.

    sum(N(k)/(D*(k + c_1)*...*(k + c_r)), k, a, b) == A_1*(harmonic(b + c_1) - harmonic(a + c_1 - 1)) + ...
    A_i = N(-c_i)/(D*product(c_j - c_i, j != i)),   deg N < r        (partial fractions)

Conditions, each shown: a + c_i >= 1, so that no factor is 0 and no harmonic number has a negative place; the c_i differ and D is not 0;
b >= a - 1: over an empty range both sides are 0, over one turned round the right side need not be.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from proofs_check.engines.back import quotient_term, term_of
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import minus, plus, times
from proofs_check.engines.ring import OutOfReach, Poly, Quotient, Ring, exact, factored
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.seen_forms import is_integral
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Sum,
    Term,
    apply,
    free_letters,
)
from proofs_check.statement.text import text

ENGINE = "harmonic sums"
MAX_TERMS = 200
MAX_POLES = 4
MAX_POWER = 8


@dataclass(frozen=True)
class Fractions:
    """The fraction as the sum of weight/(k + shift); still: the factor of its denominator without k."""

    ring: Ring
    parts: tuple[tuple[Quotient, Poly], ...]
    still: Poly


def sum_in_harmonic_numbers(term: Sum, goal: Goal, prove: Prover) -> tuple[Term, Answer] | None:
    """(closed form, proof that it equals the sum), or None; only sums with a letter in a pole: for others there are better ways."""
    found = _fractions(term, goal)
    if found is None or not any(free_letters(term_of(shift, found.ring)) for _, shift in found.parts):
        return None
    ask = Questions(goal, prove)
    shifts = [term_of(shift, found.ring) for _, shift in found.parts]
    needs = [Compare(">=", term.high, minus(term.low, ONE))]
    needs += [Compare(">=", plus(term.low, shift), ONE) for shift in shifts]
    needs += [Compare("!=", minus(one, other), ZERO) for one, other in combinations(shifts, 2)]
    needs += [Compare("!=", term_of(found.still, found.ring), ZERO)]
    if not all(map(ask.holds, needs)):
        return None
    total: Term = ZERO
    for (weight, _), shift in zip(found.parts, shifts, strict=True):
        block = minus(_harmonic(plus(term.high, shift)), _harmonic(plus(minus(term.low, ONE), shift)))
        total = plus(total, times(quotient_term(weight, found.ring), block))
    return total, ask.answer(ENGINE, f"{text(term)} == {text(total)}"[:300])


def _harmonic(place: Term) -> Term:
    return ZERO if place == ZERO else apply("harmonic", place)


def _fractions(term: Sum, goal: Goal) -> Fractions | None:
    """The partial fractions of the body; None where it is no fraction with different simple poles at whole places."""
    ring = Ring(MAX_TERMS)
    index = ring.add("letter", term.letter)
    ends = is_integral(term.low, goal.scope) and is_integral(term.high, goal.scope)
    try:
        body = _quotient(term.body, ring)
        if term.op != "sum" or not ends or body.den.is_constant():
            return None
        shifts, still = _poles(body.den, index.index, ring, goal)
        if not 0 < len(shifts) <= MAX_POLES or body.num.degrees()[index.index] >= len(shifts):
            return None
        parts = tuple((_weight(body.num, still, shift, shifts, index.index, ring), shift) for shift in shifts)
        return Fractions(ring, parts, still)
    except OutOfReach:
        return None


def _poles(den: Poly, place: int, ring: Ring, goal: Goal) -> tuple[list[Poly], Poly]:
    """The whole c of the factors k + c, and the factor without k. Raises OutOfReach."""
    shifts: list[Poly] = []
    constant, factors = factored(den)
    still = ring.constant(exact(constant))
    for factor, often in factors:
        degree = factor.degrees()[place]
        if degree == 0:
            still = still * factor**often
            continue
        slope = factor.derivative(place)
        if degree > 1 or often > 1 or not slope.is_constant():
            raise OutOfReach("a pole that is not simple")
        scale = exact(slope.leading_coefficient())
        shift = factor * ring.constant(1 / scale) - ring.gens[place]
        if not is_integral(term_of(shift, ring), goal.scope):
            raise OutOfReach("a pole that is not whole")
        shifts.append(shift)
        still = still * ring.constant(scale)
    return shifts, still


def _weight(num: Poly, still: Poly, shift: Poly, shifts: list[Poly], place: int, ring: Ring) -> Quotient:
    """The residue at k == -shift."""
    below = still
    for other in shifts:
        if other != shift:
            below = below * (other - shift)
    return ring.quotient(_at(num, place, -shift, ring), below)


def _at(poly: Poly, place: int, value: Poly, ring: Ring) -> Poly:
    """The polynomial with a value for a generator."""
    total = ring.zero
    for powers, factor in poly.to_dict().items():
        rest = (*powers[:place], 0, *powers[place + 1 :])
        total += ring.context.from_dict({rest: factor}) * value ** int(powers[place])
    ring.check(total)
    return total


def _quotient(term: Term, ring: Ring) -> Quotient:
    """Sums, products, quotients and whole powers of letters and numbers. Raises OutOfReach."""
    match term:
        case Number(value=value):
            return ring.number(value)
        case Letter(name=name):
            return ring.gen(ring.find("letter", name) or ring.add("letter", name))
        case Apply(op="neg", args=(inner,)):
            return ring.neg(_quotient(inner, ring))
        case Apply(op="pow", args=(base, Number(value=value))) if (
            value.denominator == 1 and abs(value) <= MAX_POWER
        ):
            return ring.power(_quotient(base, ring), int(value))
        case Apply(op=("add" | "sub" | "mul" | "div") as op, args=(left, right)):
            one, two = _quotient(left, ring), _quotient(right, ring)
            return {"add": ring.add_, "sub": ring.sub, "mul": ring.mul, "div": ring.div}[op](one, two)
    raise OutOfReach("no fraction of letters")


__all__ = ["sum_in_harmonic_numbers"]
