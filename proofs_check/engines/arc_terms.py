"""Comparisons of sums of inverse circular functions with parts of pi, read as whole multiples of angles with known directions.

    atan(u) has the direction (1, u)        asin(u) that of (sqrt(1 - u**2), u)        atan2(y, x) that of (x, y)
    acos(u) == pi/2 - asin(u)        acot(u) == pi/2 - atan(u) for u >= 0, -pi/2 - atan(u) for u < 0

A modulus of such a sum is opened by the sign of the sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from proofs_check.engines.arc_angles import Angle, mirrored
from proofs_check.engines.arc_directions import of_sine, of_tangent
from proofs_check.engines.arc_signs import Signs
from proofs_check.engines.calculus_terms import minus, negate, plus, power, times
from proofs_check.engines.linear_terms import difference
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Term,
    apply,
    children,
    number,
    transform,
    walk,
)

ARCS = ("atan", "asin", "acos", "acot", "atan2")
PI, TWO = Constant("pi"), number(2)
HALF = Fraction(1, 2)
MAX_ANGLES = 6
ROOT_OF_3 = apply("sqrt", number(3))
RIGHT: dict[Fraction, tuple[Term, Term]] = {  # directions of parts of pi up to a right angle
    Fraction(0): (ONE, ZERO),
    Fraction(1, 6): (ROOT_OF_3, ONE),
    Fraction(1, 4): (ONE, ONE),
    Fraction(1, 3): (ONE, ROOT_OF_3),
    Fraction(1, 2): (ZERO, ONE),
}


class NotRead(ValueError):
    """A comparison that is none of whole multiples of arcs."""


@dataclass(frozen=True)
class ArcSum:
    """The sum of arcs, each with a whole weight, and part*pi."""

    arcs: tuple[tuple[Apply, int], ...]
    part: Fraction


def has_arcs(term: Term) -> bool:
    """Whether an inverse circular function occurs."""
    return any(isinstance(node, Apply) and node.op in ARCS for node in walk(term))


def cases_in(comparison: Compare) -> tuple[Compare, Term, Term, Term] | None:
    """(condition, term, its value there, its value elsewhere) for a modulus of arcs or an arc cotangent; None without one."""
    for node in walk(comparison):
        match node:
            case Apply(op="abs", args=(inner,)) if has_arcs(inner):
                return Compare(">=", inner, ZERO), node, inner, negate(inner)
            case Apply(op="acot", args=(inner,)):
                half, arc = times(number(HALF), PI), apply("atan", inner)
                return Compare(">=", inner, ZERO), node, minus(half, arc), minus(negate(half), arc)
    return None


def is_read(comparison: Compare) -> bool:
    """Whether the comparison is one of arcs with parts of pi, once its moduli are opened."""

    def opened(node: Term) -> Term:
        match node:
            case Apply(op="abs", args=(inner,)) if has_arcs(inner):
                return inner
            case Apply(op="acot", args=(inner,)):
                return apply("atan", inner)
        return node

    try:
        found = transform(comparison, opened)
        return has_arcs(found) and isinstance(found, Compare) and read(found) is not None
    except NotRead:
        return False


def put(comparison: Compare, node: Term, value: Term) -> Compare:
    """The comparison with `value` for a node."""
    found = transform(comparison, lambda one: value if one == node else one)
    assert isinstance(found, Compare)
    return found


def read(comparison: Compare) -> ArcSum:
    """left - right, times a positive whole number. Raises NotRead."""
    weights, part = dict[Apply, Fraction](), Fraction(0)
    for term, weight in difference(comparison).items():
        if term == PI:
            part += weight
        elif isinstance(term, Apply) and term.op == "acos":
            part += weight / 2
            arc = apply("asin", term.args[0])
            weights[arc] = weights.get(arc, Fraction(0)) - weight
        elif isinstance(term, Apply) and term.op in ("atan", "asin", "atan2"):
            weights[term] = weights.get(term, Fraction(0)) + weight
        elif weight:
            raise NotRead("more than arcs and parts of pi")
    kept = {arc: weight for arc, weight in weights.items() if weight}
    whole = lcm(*(weight.denominator for weight in kept.values()))
    arcs = tuple((arc, int(weight * whole)) for arc, weight in kept.items())
    if sum(abs(weight) for _, weight in arcs) > MAX_ANGLES:
        raise NotRead("too many arcs")
    if any(has_arcs(inner) for arc, _ in arcs for inner in children(arc)):
        raise NotRead("arcs of arcs")
    return ArcSum(arcs, part * whole)


def angles_of(found: ArcSum, sign: Signs) -> tuple[list[Angle], int]:
    """The angles whose sum it is, and the whole turns to be added. Raises NotRead."""
    angles: list[Angle] = []
    for arc, weight in found.arcs:
        angles += [_angle(arc, weight > 0, sign)] * abs(weight)
    # the part of pi in (-1, 1], and what is left over as turns
    turns = -((1 - found.part) // 2)
    rest = found.part - 2 * turns
    return [*angles, *([_part(rest)] if rest or not angles else [])], turns


def _angle(arc: Apply, is_plus: bool, sign: Signs) -> Angle:
    if arc.op == "atan2":
        y, x = arc.args
        angle = Angle(x, y, Fraction(-1), Fraction(1), low_open=True)
        return angle if is_plus else mirrored(angle, sign)
    inner = sign.reduced(arc.args[0] if is_plus else negate(arc.args[0]))
    if arc.op == "atan":
        return Angle(*of_tangent(inner, sign), -HALF, HALF, low_open=True, high_open=True)
    return Angle(*of_sine(inner, sign), -HALF, HALF)


def _part(part: Fraction) -> Angle:
    size = abs(part)
    if min(size, 1 - size) not in RIGHT:
        raise NotRead("a part of pi whose sine is not known")
    x, y = RIGHT[min(size, 1 - size)]
    return Angle(x if size <= HALF else negate(x), y if part > 0 else negate(y), part, part)


def known(terms: tuple[Term, ...]) -> Iterator[Term]:
    """What holds because the arc sines and the angles of points in `terms` are defined."""
    for term in terms:
        for node in walk(term):
            match node:
                case Apply(op=("asin" | "acos"), args=(inner,)):
                    yield Compare("<=", number(-1), inner)
                    yield Compare("<=", inner, ONE)
                    yield Compare("<=", minus(power(inner, TWO), ONE), ZERO)
                case Apply(op="atan2", args=(y, x)):
                    yield Compare(">", plus(power(x, TWO), power(y, TWO)), ZERO)
