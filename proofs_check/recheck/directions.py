"""Whether a term rises or falls in an index from its lower end on, by its form."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.recheck import growth_functions as gf
from proofs_check.recheck.complexes import decided
from proofs_check.recheck.growth import Expansion, constant, sub
from proofs_check.recheck.outcome import Open
from proofs_check.statement.terms import Apply, Letter, Term, free_letters

if TYPE_CHECKING:
    from proofs_check.recheck.expand import Expander

RISING = ("exp", "atan", "sinh", "asinh", "tanh", "sigmoid", "softplus")
SAME_SIGN = ("atan", "sinh", "asinh", "tanh")


@dataclass(frozen=True)
class Direction:
    """way: 1 rises, -1 falls, 0 stays, None not known (all weakly). sign: 1 positive, -1 negative, 0 not negative, None."""

    way: int | None
    sign: int | None


UNKNOWN = Direction(None, None)


def direction(term: Term, k: str, low: Expansion, expander: Expander) -> Direction:
    """For all large s and all k from `low` on. Raises Open."""
    if k not in free_letters(term):
        x = expander.scalar(term)
        side = 0 if x.is_nothing else gf.side_of(x)
        return Direction(0, side)
    if isinstance(term, Letter):
        side = 0 if low.is_nothing else gf.side_of(low)
        return Direction(1, side if side >= 0 else None)
    if not isinstance(term, Apply):
        return UNKNOWN
    if term.op == "pow":
        return _power(term, k, low, expander)
    parts = [direction(arg, k, low, expander) for arg in term.args]
    first = parts[0]
    match term.op:
        case "add":
            return Direction(_joined(first.way, parts[1].way), _sum_sign(first.sign, parts[1].sign))
        case "sub":
            return Direction(_joined(first.way, _turned(parts[1].way)), None)
        case "neg":
            return Direction(_turned(first.way), _turned(first.sign) if first.sign else None)
        case "mul":
            return _product(first, parts[1])
        case "div":
            return _product(first, _reciprocal(parts[1]))
        case "sqrt" if first.sign in (0, 1):
            return first
        case "log" if first.sign == 1:
            return Direction(first.way, None)
    if term.op in RISING:
        sign = first.sign if term.op in SAME_SIGN else 1
        return Direction(first.way, sign)
    return UNKNOWN


def _turned(way: int | None) -> int | None:
    return None if way is None else -way


def _joined(first: int | None, second: int | None) -> int | None:
    if first is None or second is None:
        return None
    if first == 0 or second == 0 or first == second:
        return first or second
    return None


def _sum_sign(first: int | None, second: int | None) -> int | None:
    if first in (0, 1) and second in (0, 1):
        return max(first or 0, second or 0)
    return -1 if first == second == -1 else None


def _product(first: Direction, second: Direction) -> Direction:
    for one, other in ((first, second), (second, first)):
        if one.way == 0 and one.sign == -1:
            return Direction(_turned(other.way), -other.sign if other.sign else None)
    if first.sign in (0, 1) and second.sign in (0, 1):
        return Direction(_joined(first.way, second.way), (first.sign or 0) * (second.sign or 0))
    constant_first = next(
        (o for c, o in ((first, second), (second, first)) if c.way == 0 and c.sign == 1), None
    )
    return Direction(constant_first.way, None) if constant_first is not None else UNKNOWN


def _reciprocal(x: Direction) -> Direction:
    return Direction(_turned(x.way), x.sign) if x.sign in (1, -1) else UNKNOWN


def _power(term: Apply, k: str, low: Expansion, expander: Expander) -> Direction:
    base, exponent = term.args
    if k in free_letters(exponent):
        if k in free_letters(base):
            return UNKNOWN
        x = expander.scalar(base)
        if x.is_nothing or gf.side_of(x) <= 0:
            return UNKNOWN
        gap = sub(x, constant(Fraction(1)))
        side = 0 if gap.is_nothing else gf.side_of(gap)
        way = direction(exponent, k, low, expander).way
        return Direction(None if way is None else way * side, 1)
    inner = direction(base, k, low, expander)
    p = decided(expander.evaluation.number(exponent, expander.place))
    if not isinstance(p, Fraction) or inner.sign not in (0, 1):
        raise Open("a power whose base is not shown to be positive")
    if p > 0:
        return inner
    return Direction(_turned(inner.way), 1) if inner.sign == 1 else UNKNOWN
