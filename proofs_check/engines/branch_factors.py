"""Products behind the arguments of roots, logarithms and arg: t = c * f**m * g**n, by form or by rough values.

The factors are the bases that the term is written with, or the arguments of the other functions of the statement; then their
exponents are read off rough values of the moduli. What is found is a guess: the engine that asks proves the equality.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import numpy as np

from proofs_check.engines.calculus_terms import integer_of, negate
from proofs_check.engines.float_values import NoValue, angle, holds_at, value_of
from proofs_check.goal import Goal
from proofs_check.statement.terms import Apply, Constant, Number, Term

MAX_POWER = 4
MAX_UNITS = 5  # factors, counted with multiplicity
MAX_SIGNED = 2  # bases whose signs are varied
MAX_PARTS = 12  # of the denominator and numerator of a constant factor
POINTS = 24
TRIES = 400
UNITS: tuple[tuple[complex, str], ...] = ((1, "1"), (-1, "-1"), (1j, "i"), (-1j, "-i"))


@dataclass(frozen=True)
class Product:
    """size * unit * product of f**power; the unit one of 1, -1, i, -i, size a positive rational number."""

    size: Fraction
    unit: str
    powers: tuple[tuple[Term, int], ...]

    @property
    def units(self) -> tuple[tuple[Term, int], ...]:
        """Every factor as often as it occurs, with the sign of its exponent."""
        return tuple((f, 1 if often > 0 else -1) for f, often in self.powers for _ in range(abs(often)))


def sample(goal: Goal) -> tuple[Mapping[str, complex], ...]:
    """Some points at which the hypotheses hold, as far as they can be evaluated; the same ones for the same goal."""
    source = random.Random(7)
    found: list[Mapping[str, complex]] = []
    for _ in range(TRIES):
        point = {name: _drawn(domain.kind == "complex", source) for name, domain in goal.letters}
        if all(_may_hold(fact, point) for fact in goal.facts()):
            found.append(point)
        if len(found) == POINTS:
            break
    return tuple(found)


def _drawn(is_complex: bool, source: random.Random) -> complex:
    size = math.exp(source.uniform(-1.5, 1.5))
    if is_complex:
        turn = source.uniform(-math.pi, math.pi)
        return complex(size * math.cos(turn), size * math.sin(turn))
    return complex(size * source.choice((1, -1)))


def _may_hold(fact: Term, point: Mapping[str, complex]) -> bool:
    try:
        return holds_at(fact, point)
    except NoValue:
        return True


def products(
    term: Term, others: tuple[Term, ...], points: tuple[Mapping[str, complex], ...]
) -> Iterator[Product]:
    """Ways to write the term as a product of other terms: of the arguments `others`, or of the bases in it."""
    bases = tuple(base for base in _bases(term) if base != term)
    for factors in (others, *_with_signs(bases)):
        if factors:
            found = fitted(term, factors, points)
            if found is not None and sum(abs(often) for _, often in found.powers) <= MAX_UNITS:
                yield found


def _with_signs(bases: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """The bases, and each choice of opposites of a few of them."""
    opposite = [(base, negate(base)) for base in bases]
    yield from product(*opposite) if len(bases) <= MAX_SIGNED else iter((bases,))


def _bases(term: Term) -> tuple[Term, ...]:
    """What is multiplied in the term, numbers and units left out."""
    match term:
        case Apply(op=("mul" | "div"), args=(left, right)):
            return tuple(dict.fromkeys((*_bases(left), *_bases(right))))
        case Apply(op="neg", args=(inner,)):
            return _bases(inner)
        case Apply(op="pow", args=(base, exponent)) if integer_of(exponent) is not None:
            return _bases(base)
        case Number() | Constant(name="i"):
            return ()
    return (term,)


def fitted(
    term: Term, factors: tuple[Term, ...], points: tuple[Mapping[str, complex], ...]
) -> Product | None:
    """Exponents and a constant that fit at the points, or None."""
    rows, sides, used = [], [], []
    for point in points:
        try:
            values = [value_of(one, point) for one in (*factors, term)]
            sizes = [math.log(abs(value)) for value in values]
        except (NoValue, ValueError):
            continue
        rows.append([*sizes[:-1], 1.0])
        sides.append(sizes[-1])
        used.append(values)
    if len(rows) < len(factors) + 2:
        return None
    weights, *_ = np.linalg.lstsq(np.array(rows), np.array(sides), rcond=None)
    powers = [round(float(weight)) for weight in weights[:-1]]
    if max(map(abs, powers)) > MAX_POWER or not any(powers):
        return None
    ratios = [
        values[-1] / math.prod(v**often for v, often in zip(values, powers, strict=False)) for values in used
    ]
    constant = _constant(ratios)
    if constant is None:
        return None
    kept = tuple((factor, often) for factor, often in zip(factors, powers, strict=True) if often)
    return Product(constant[0], constant[1], kept)


def _constant(ratios: list[complex]) -> tuple[Fraction, str] | None:
    first = ratios[0]
    if any(abs(ratio - first) > 1e-6 * abs(first) for ratio in ratios):
        return None
    for unit, name in UNITS:
        turned = first / unit
        if turned.real > 0 and abs(turned.imag) < 1e-6 * turned.real:
            size = Fraction(turned.real).limit_denominator(MAX_PARTS)
            return (size, name) if abs(float(size) - turned.real) < 1e-6 * turned.real else None
    return None


def turns_seen(
    terms: tuple[tuple[Term, int], ...], first: complex, points: tuple[Mapping[str, complex], ...]
) -> tuple[int, ...] | None:
    """How often 2*pi must be taken off after each factor, where it is the same at all points; None where it is not."""
    seen: set[tuple[int, ...]] = set()
    for point in points:
        total, turns = angle(first), []
        for term, sign in terms:
            try:
                total += sign * angle(value_of(term, point))
            except NoValue:
                return None
            turn = math.ceil((total - math.pi) / (2 * math.pi) - 1e-9)
            total -= 2 * math.pi * turn
            turns.append(turn)
        seen.add(tuple(turns))
        if len(seen) > 1:
            return None
    return seen.pop() if seen else tuple(0 for _ in terms)
