"""Limits from expansions: found, shown not to exist, or left open."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.recheck import complexes, functions, growth, numbers, signs
from proofs_check.recheck.complexes import Complex, decided
from proofs_check.recheck.expand import Expander
from proofs_check.recheck.growth import NOTHING, UNIT, Expansion, Scale, constant, outgrows, single
from proofs_check.recheck.numbers import PI, Real
from proofs_check.recheck.orbits import Cyclic
from proofs_check.recheck.oscillation import has_no_limit
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.place import Place
from proofs_check.recheck.products import is_unbounded, speaks_of_factorials
from proofs_check.recheck.signs import absolute, is_certainly_nonzero, sign
from proofs_check.recheck.tables import Infinite, Table, Value
from proofs_check.recheck.zeros import multiple_of_pi
from proofs_check.statement.domains import Domain, is_infinite
from proofs_check.statement.terms import Apply, Limit, Term

if TYPE_CHECKING:
    from proofs_check.recheck.evaluate import Evaluation

ORDERS = (2, 5, 9)
PERIODS = (1, 2, 12)
Path = Callable[[int, int], Expansion]
"""The letter as an expansion in s along the class period*s + residue."""


def limit(term: Limit, place: Place, evaluation: Evaluation) -> Value:
    """A number or an Infinite. Raises NoValue where there is none, Open."""
    point = evaluation.value(term.point, place)
    if term.domain.kind not in ("real", "integer") or isinstance(point, Table):
        raise Open("a limit of a letter that is not real")
    if isinstance(point, Infinite):
        _need_reach(term.domain, point.sign)
        side = Fraction(point.sign)
        return _along(term, place, evaluation, lambda p, r: _line(side * p, side * r))
    at = decided(point)
    if isinstance(at, Complex) or term.domain.kind == "integer":
        raise Open("a limit at such a point")
    if term.side:
        return _beside(term, place, evaluation, at, 1 if term.side == "+" else -1)
    return _two_sided(term, place, evaluation, at)


def _line(slope: Fraction, start: Fraction) -> Expansion:
    return growth.add(single(Scale(power=Fraction(1)), slope), constant(start))


def _need_reach(domain: Domain, side: int) -> None:
    end = domain.high if side > 0 else domain.low
    if end is not None and not is_infinite(end.at):
        raise Open("a bounded letter that tends to infinity")


def _beside(term: Limit, place: Place, evaluation: Evaluation, at: Real, side: int) -> Value:
    near = growth.add(constant(at), single(Scale(power=Fraction(-1)), Fraction(side)))
    return _along(term, place, evaluation, lambda p, r: near)


def _two_sided(term: Limit, place: Place, evaluation: Evaluation, at: Real) -> Value:
    found: list[Value] = []
    missing: NoValue | None = None
    for side in (1, -1):
        try:
            found.append(_beside(term, place, evaluation, at, side))
        except NoValue as problem:
            missing = problem
    if len(found) == 2 and same(found[0], found[1]):
        return found[0]
    if term.domain.low is not None or term.domain.high is not None:
        raise Open("a two-sided limit of a bounded letter")
    raise missing or NoValue("the limits from the two sides differ")


def same(x: Value, y: Value) -> bool:
    if isinstance(x, Infinite) or isinstance(y, Infinite):
        return x == y
    assert not isinstance(x, Table) and not isinstance(y, Table)
    return complexes.equal(x, y)


def _along(term: Limit, place: Place, evaluation: Evaluation, path: Path) -> Value:
    """The limit along a path; of a whole letter also along its residue classes."""
    is_integer = term.domain.kind == "integer"
    problem = Open("a limit")
    periods = list(PERIODS) if is_integer else [1]
    while periods:
        period = periods.pop(0)
        try:
            found = [
                _of_class(term, place, evaluation, path(period, residue), is_integer)
                for residue in range(period)
            ]
        except Open as found_open:
            problem = found_open
            if isinstance(problem, Cyclic) and period % problem.period:
                periods = [problem.period]
            continue
        if all(same(found[0], other) for other in found):
            return found[0]
        raise NoValue("the limit depends on the residue of the letter")
    raise problem


def _of_class(
    term: Limit, place: Place, evaluation: Evaluation, approach: Expansion, is_integer: bool
) -> Value:
    problem = Open("a limit")
    inside = place.inside(term.letter, None, term.domain)
    for order in ORDERS:
        expander = Expander(term.letter, approach, inside, evaluation, order, is_integer)
        try:
            return _of_body(term.body, expander)
        except Open as found:
            problem = found
    raise problem


def _of_body(body: Term, expander: Expander) -> Value:
    """The limit of a norm is the root of that of its square, which may be known where the norm's growth is not."""
    if isinstance(body, Apply) and body.op in ("norm", "abs"):
        square = settled(expander.squares(expander.grid(body.args[0])), expander.is_integer, True)
        if isinstance(square, Infinite):
            return square
        assert not isinstance(square, Table)
        return functions.square_root(decided(square), False)
    try:
        return settled(expander.scalar(body), expander.is_integer, False)
    except Open:
        if speaks_of_factorials(body, expander.letter) and is_unbounded(body, expander):
            return Infinite(1)
        if has_no_limit(body, expander, lambda held: _of_body(held, expander), same):
            raise NoValue("the term oscillates") from None
        raise


def settled(x: Expansion, is_integer: bool, is_real: bool) -> Value:
    """The limit of an expansion; `is_real`: it stands for a real function. Raises NoValue, Open."""
    bound = x.bound()
    if bound is None or outgrows(bound, UNIT) < 0:
        return Fraction(0)
    if not x.terms:
        raise Open("a limit of which only a bound is known")
    top = [(s, c) for s, c in x.terms if outgrows(s, bound) == 0]
    steady, turning = _characters(top, is_integer)
    if outgrows(bound, UNIT) == 0:
        if turning:
            raise NoValue("the term oscillates")
        return decided(steady)
    if complexes.is_zero(steady):
        if not turning:
            raise Open("leading terms that cancel")
        raise NoValue("the term oscillates without bound")
    main = decided(steady)
    if isinstance(main, Complex):
        raise NoValue("the term is unbounded and not real")
    against = numbers.total([functions.modulus(decided(c)) for c in turning])
    if turning and not is_real and any(isinstance(decided(c), Complex) for c in turning):
        raise Open("an unbounded term that oscillates")
    if sign(numbers.sub(absolute(main), against)) <= 0:
        raise Open("an unbounded term that oscillates")
    if not is_real and any(isinstance(decided(c), Complex) for s, c in x.terms if s.spin == NOTHING):
        raise Open("an unbounded term that is not real")
    return Infinite(sign(main))


def _characters(
    top: list[tuple[Scale, complexes.Number]], is_integer: bool
) -> tuple[complexes.Number, list[complexes.Number]]:
    """The coefficient that does not turn, and those that turn at rates that are shown to differ.

    A sum of c_j*exp(i*w_j*s) with different rates (modulo 2*pi for whole s), one of them not 0, has no limit: its mean
    against each exp(-i*w_j*s) is c_j.
    """
    steady: complexes.Number = Fraction(0)
    found: list[tuple[Real, complexes.Number]] = []
    for scale, c in top:
        if _same_rate(scale.spin, Fraction(0), is_integer):
            steady = complexes.add(steady, c)
            continue
        at = next((k for k, (rate, _) in enumerate(found) if _same_rate(rate, scale.spin, is_integer)), None)
        if at is None:
            found.append((scale.spin, c))
        else:
            found[at] = (found[at][0], complexes.add(found[at][1], c))
    return steady, [c for _, c in found if not complexes.is_zero(c)]


def _same_rate(first: Real, second: Real, is_integer: bool) -> bool:
    gap = numbers.sub(first, second)
    if not is_integer or gap == 0:
        return sign(gap) == 0
    turn = multiple_of_pi(gap)
    if turn is not None:
        return turn.denominator == 1 and turn % 2 == 0
    turns = numbers.div(gap, numbers.mul(Fraction(2), PI))
    away = numbers.sub(turns, Fraction(_nearest(turns)))
    if is_certainly_nonzero(away):
        return False
    raise Open("whether two rates agree")


def _nearest(x: Real) -> int:
    return signs.floor(numbers.add(x, Fraction(1, 2)))
