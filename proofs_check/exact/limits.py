"""Limits at exact points: the body is expanded asymptotically, its leading term gives the limit.

A limit that is found is compared with values far out by balls; a disagreement leaves it undecided.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.exact import closed as real
from proofs_check.exact import expansions as ex
from proofs_check.exact import scalars
from proofs_check.exact.asymptotics import Calculus
from proofs_check.exact.closed import ONE, ZERO, TooLarge
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.expand import Expander
from proofs_check.exact.expansions import Expansion
from proofs_check.exact.orbits import Turns
from proofs_check.exact.scales import UNIT, Oscillates, compare_scales
from proofs_check.exact.values import (
    Complex,
    Infinite,
    MatrixValue,
    Scalar,
    Undecidable,
    UndefinedTerm,
    Value,
)
from proofs_check.exact.waves import differ, inverted, subsequences
from proofs_check.statement.domains import Domain, is_infinite
from proofs_check.statement.terms import Apply, Limit
from proofs_check.statement.text import text

if TYPE_CHECKING:
    from proofs_check.exact.evaluate import Evaluator, Place

ORDERS = (1, 4, 9, 16)
PERIODS = (2, 12)

Approach = Callable[[int, int], Expansion]
"""The letter as an expansion in s along the class `period*s + residue`."""


def limit(term: Limit, place: Place, evaluator: Evaluator) -> Value:
    """The limit: a number or an Infinite. Raises UndefinedTerm where it does not exist, Undecidable."""
    point = evaluator.value(term.point, place)
    if isinstance(point, MatrixValue | Complex) or term.domain.kind == "complex":
        raise Undecidable("a limit at a point that is not real")
    if isinstance(point, Infinite):
        _reachable(term.domain, point.sign)
        try:
            return _along(term, place, evaluator, _outward(point.sign))
        except Undecidable:
            _raise_if_turning(term, term, place, evaluator, _outward(point.sign))
            raise
    if term.domain.kind == "integer":
        raise Undecidable("a limit of an integer letter at a finite point")
    sides = {"+": (1,), "-": (-1,)}.get(term.side, (1, -1))
    try:
        if term.side:
            return _along(term, place, evaluator, _beside(point, *sides))
        return _two_sided(term, place, evaluator, point)
    except Undecidable:
        for sign in sides:
            other = inverted(term, sign)
            if other is not None and _has_room(term.domain, sign):
                _raise_if_turning(term, other, place, evaluator, _outward(sign))
        raise


def _has_room(domain: Domain, sign: int) -> bool:
    """Whether the letter surely takes values on that side of 0: its domain is not bounded there."""
    return (domain.high if sign > 0 else domain.low) is None


def _raise_if_turning(
    term: Limit, outward: Limit, place: Place, evaluator: Evaluator, approach: Approach
) -> None:
    """Raises UndefinedTerm where two subsequences of `term`, as a limit at infinity, are seen to have different limits."""
    found: list[Value] = []
    for one in subsequences(outward, place, evaluator):
        try:
            found.append(_along(one, place, evaluator, approach))
        except (Undecidable, UndefinedTerm, TooLarge):
            continue
        if differ(found):
            raise UndefinedTerm(f"{text(term)} does not exist: the term oscillates", term)


def _reachable(domain: Domain, side: int) -> None:
    end = domain.high if side > 0 else domain.low
    if end is not None and not is_infinite(end.at):
        raise Undecidable("a limit towards infinity of a bounded letter")


def _outward(side: int) -> Approach:
    def approach(period: int, residue: int) -> Expansion:
        return ex.add(ex.monomial(ONE, Fraction(side * period)), ex.constant(Fraction(side * residue)))

    return approach


def _beside(point: Closed, side: int) -> Approach:
    return lambda period, residue: ex.add(ex.constant(point), ex.monomial(-ONE, Fraction(side)))


def _two_sided(term: Limit, place: Place, evaluator: Evaluator, point: Closed) -> Value:
    found: list[Value] = []
    missing: UndefinedTerm | None = None
    for side in (1, -1):
        beside = Limit(term.letter, term.domain, term.body, term.point, "+" if side > 0 else "-")
        try:
            found.append(_along(beside, place, evaluator, _beside(point, side)))
        except UndefinedTerm as problem:
            missing = missing or problem
    if len(found) == 2 and _same(found[0], found[1]):
        return found[0]
    if term.domain.low is not None or term.domain.high is not None:
        raise Undecidable("a two-sided limit of a bounded letter whose sides differ")
    if missing:
        raise missing
    raise UndefinedTerm(f"{text(term)} does not exist: its one-sided limits differ", term)


def _same(x: Value, y: Value) -> bool:
    if isinstance(x, Infinite) or isinstance(y, Infinite):
        return x == y
    assert not isinstance(x, MatrixValue) and not isinstance(y, MatrixValue)
    return scalars.equal(x, y)


def _along(term: Limit, place: Place, evaluator: Evaluator, approach: Approach) -> Value:
    """The limit of the body along `approach`."""
    try:
        found = _settled(term, place, evaluator, approach, 1, 0)
    except Oscillates as turning:
        if term.domain.kind != "integer":
            raise
        periods = (turning.period,) if isinstance(turning, Turns) else PERIODS
        return _by_classes(term, place, evaluator, approach, periods)
    from proofs_check.exact.numeric import confirm

    confirm(term, place, evaluator, found)
    return found


def _by_classes(
    term: Limit, place: Place, evaluator: Evaluator, approach: Approach, periods: tuple[int, ...]
) -> Value:
    """The common limit along all residue classes of a small period. Raises Undecidable, UndefinedTerm."""
    for period in periods:
        try:
            found = [_settled(term, place, evaluator, approach, period, r) for r in range(period)]
        except Oscillates:
            continue
        if all(_same(found[0], other) for other in found[1:]):
            return found[0]
        raise UndefinedTerm(f"{text(term)} does not exist: it depends on the residue of {term.letter}", term)
    raise Undecidable("a limit of an oscillating term")


def _settled(
    term: Limit, place: Place, evaluator: Evaluator, approach: Approach, period: int, residue: int
) -> Value:
    """The limit along one class, with longer and longer expansions."""
    problem: Undecidable | TooLarge = Undecidable("a limit")
    inside = place.without(term.letter, term.domain)
    for order in ORDERS:
        calculus = Calculus(order, term.domain.kind == "integer", place.is_complex)
        expander = Expander(term.letter, approach(period, residue), inside, evaluator, calculus)
        try:
            return _value(term, expander)
        except Oscillates:
            raise
        except (Undecidable, TooLarge) as found:
            problem = found
    raise problem


def _value(term: Limit, expander: Expander) -> Value:
    """The limit from the expansion; of a norm that oscillates, from the limit of its square."""
    try:
        return value_at_infinity(expander.scalar(term.body), term)
    except Oscillates:
        if not isinstance(term.body, Apply) or term.body.op != "norm":
            raise
    square = value_at_infinity(expander.squared_norm(term.body.args[0]), term, real_valued=True)
    if isinstance(square, Infinite):
        return square
    assert not isinstance(square, MatrixValue)
    return scalars.sqrt(square)


def value_at_infinity(x: Expansion, term: Limit, real_valued: bool = False) -> Value:
    """The limit of an expansion. Raises UndefinedTerm where there is none, Undecidable.

    real_valued: the value is known to be real, though oscillating terms have complex coefficients.
    """
    bound = x.bound()
    if bound is None:
        return ZERO
    side = compare_scales(bound, UNIT)
    if side < 0:
        return ZERO
    leading = x.leading()
    steady = [c for scale, c in leading if scale.spin == ONE]
    turning = [c for scale, c in leading if scale.spin != ONE]
    if side == 0:
        if turning:
            raise UndefinedTerm(f"{text(term)} does not exist: the term oscillates", term)
        return steady[0]
    found = _growing(steady, turning, term, real_valued)
    if not real_valued and not ex.is_real(x):
        raise Undecidable("an unbounded term that is not real")
    return found


def _growing(steady: list[Scalar], turning: list[Scalar], term: Limit, real_valued: bool) -> Value:
    """The limit of a term that is unbounded, by its steady and its turning leading coefficients."""
    if not steady:
        raise UndefinedTerm(f"{text(term)} does not exist: the term oscillates without bound", term)
    if isinstance(steady[0], Complex):
        raise UndefinedTerm(f"{text(term)} does not exist: the term is unbounded and not real", term)
    against = real.add(ZERO, *(scalars.modulus(c) for c in turning))
    if scalars.order(scalars.modulus(steady[0]), against) <= 0:
        raise Oscillates("an unbounded term whose leading coefficients may cancel")
    if any(isinstance(c, Complex) for c in turning) and not real_valued:
        raise Oscillates("an unbounded term that oscillates")
    return Infinite(scalars.sign_of(steady[0]))
