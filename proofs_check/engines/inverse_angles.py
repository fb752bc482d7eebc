"""Inverse circular functions in normal form, on the reals.

    acos(u) = pi/2 - asin(u)          acot(u) = atan(1/u) for u != 0
    cos(asin(u)) = sqrt(1 - u**2)     cos(atan(u)) = 1/sqrt(1 + u**2)     cos(atan2(y, x)) = x/sqrt(x**2 + y**2)

and their sines; those of half an inverse function by halving, for its values lie between -pi/2 and pi/2.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.engines import exponentials
from proofs_check.engines.ring import Atom, Quotient
from proofs_check.engines.signs import NEGATIVE, NONNEGATIVE, NULL, POSITIVE, Sign
from proofs_check.engines.special_angles import Pair, turned
from proofs_check.statement.terms import Constant, Term

if TYPE_CHECKING:
    from proofs_check.engines.polynomials import Conversion

MAX_TIMES = 12


def arccosine(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    argument = work.convert(args[0])
    if work.is_complex:
        return work.opaque("acos", (argument,))
    return work.ring.sub(part_of_pi(work, Fraction(1, 2)), odd(work, "asin", argument))


def arccotangent(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    argument = work.convert(args[0])
    if work.is_complex or 0 in work.signs.of_quotient(argument):
        return work.opaque("acot", (argument,))
    return odd(work, "atan", work.ring.inverse(argument))


def odd(work: Conversion, op: str, argument: Quotient) -> Quotient:
    """An odd function of an argument whose leading coefficient is made positive; its simplest values are known."""
    ring = work.ring
    if argument.num.is_zero():
        return ring.number(0)
    if argument.num.leading_coefficient() < 0:
        return ring.neg(odd(work, op, ring.neg(argument)))
    value = argument.constant
    known = {("asin", Fraction(1)): 2, ("asin", Fraction(1, 2)): 6, ("atan", Fraction(1)): 4}
    if value is not None and (op, value) in known and not work.is_complex:
        return part_of_pi(work, Fraction(1, known[op, value]))
    return work.opaque(op, (argument,))


def angle_of_point(work: Conversion, args: tuple[Term, ...]) -> Quotient:
    """atan2(y, x) by the signs of x and y where they are known."""
    y, x = (work.convert(arg) for arg in args)
    if work.is_complex:
        return work.opaque("atan2", (y, x))
    ring, up, right = work.ring, work.signs.of_quotient(y), work.signs.of_quotient(x)
    if right == POSITIVE:
        return odd(work, "atan", ring.div(y, x))
    if right == NEGATIVE and up in (NEGATIVE, NONNEGATIVE, POSITIVE, NULL):
        turn = part_of_pi(work, Fraction(-1 if up == NEGATIVE else 1))
        return ring.add_(odd(work, "atan", ring.div(y, x)), turn)
    if up in (POSITIVE, NEGATIVE):
        quarter = part_of_pi(work, Fraction(1, 2) if up == POSITIVE else Fraction(-1, 2))
        return ring.sub(quarter, odd(work, "atan", ring.div(x, y)))
    return work.opaque("atan2", (y, x))


def part_of_pi(work: Conversion, factor: Fraction) -> Quotient:
    """factor*pi."""
    return work.ring.mul(work.convert(Constant("pi")), work.ring.number(factor))


def known_pair(work: Conversion, unit: Quotient, factor: Fraction) -> Pair | None:
    """cos and sin of factor*unit where unit is a value of an inverse function."""
    atom = work.single_atom(unit.num) if unit.den.is_one() else None
    if atom is None or atom.kind != "function" or atom.parts[0] not in ("asin", "atan", "atan2"):
        return None
    if work.is_complex or factor.denominator > 2 or abs(factor.numerator) > MAX_TIMES:
        return None
    pair = _pair(work, atom)
    if factor.denominator == 2:
        if atom.parts[0] == "atan2":
            return None
        pair = _half(work, pair)
    return _times(work, pair, factor.numerator)


def _pair(work: Conversion, atom: Atom) -> Pair:
    ring, (op, args) = work.ring, atom.parts
    one, first = ring.number(1), args[0]
    if op == "atan2":
        y, x = args
        size = exponentials.real_root(work, ring.add_(ring.mul(x, x), ring.mul(y, y)), 2)
        return ring.div(x, size), ring.div(y, size)
    square = ring.mul(first, first)
    if op == "asin":
        return exponentials.real_root(work, ring.sub(one, square), 2), first
    cos = ring.inverse(exponentials.real_root(work, ring.add_(one, square), 2))
    return cos, ring.mul(first, cos)


def _half(work: Conversion, pair: Pair) -> Pair:
    """Of half an angle between -pi/2 and pi/2: its cosine is positive."""
    ring = work.ring
    inside = ring.mul(ring.add_(ring.number(1), pair[0]), ring.number(Fraction(1, 2)))
    cos = exponentials.real_root(work, inside, 2)
    return cos, ring.div(pair[1], ring.mul(ring.number(2), cos))


def _times(work: Conversion, pair: Pair, times: int) -> Pair:
    base = pair if times >= 0 else (pair[0], work.ring.neg(pair[1]))
    found: Pair = (work.ring.number(1), work.ring.number(0))
    for _ in range(abs(times)):
        found = turned(work, found, base)
    return found


def range_facts(work: Conversion, atom: Atom) -> None:
    """Bounds of an inverse function by parts of pi, and its sign."""
    (op, args), ring, signs = atom.parts, work.ring, work.signs
    gen, pi = ring.gens[atom.index], work.convert(Constant("pi")).num
    if op in ("atan", "asin"):
        sign = signs.of_quotient(args[0])
        if len(sign) < 3:
            signs.register(gen, sign, f"sign of {atom.label}")
        for side in (1, -1):
            strict = op == "atan" or _below_one(work, args[0], side) == POSITIVE
            low = POSITIVE if strict else NONNEGATIVE
            signs.register(pi - gen * (2 * side), low, f"{atom.label} and pi/2")
    if op == "atan2":
        y, x = (signs.of_quotient(arg) for arg in args)
        below = POSITIVE if 0 not in y or x <= NONNEGATIVE else NONNEGATIVE
        signs.register(pi - gen, below, f"{atom.label} and pi")
        signs.register(pi + gen, POSITIVE, f"{atom.label} > -pi")


def _below_one(work: Conversion, argument: Quotient, side: int) -> Sign:
    ring = work.ring
    return work.signs.of_quotient(ring.sub(ring.number(1), ring.mul(argument, ring.number(side))))


def quadrant_facts(work: Conversion, angle: Quotient, cos: Atom, sin: Atom) -> None:
    """Signs of cosine and sine of an angle that is known to lie in a half circle."""
    if not angle.den.is_constant() or angle.num.is_constant():
        return
    half = part_of_pi(work, Fraction(1, 2))
    for atom, centres in ((cos, (0, 2, -2)), (sin, (1, -1))):
        for turn in centres:
            centre = work.ring.mul(half, work.ring.number(turn))
            sign = _half_circle(work, angle, centre, half)
            if sign is not None:
                seen = sign if turn in (0, 1) else frozenset(-one for one in sign)
                work.signs.register(work.ring.gens[atom.index], seen, f"the half circle of {atom.label}")


def _half_circle(work: Conversion, angle: Quotient, centre: Quotient, half: Quotient) -> Sign | None:
    """POSITIVE or NONNEGATIVE where |angle - centre| is less than, or at most, a quarter turn."""
    ring, off = work.ring, work.ring.sub(angle, centre)
    below = work.signs.of_quotient(ring.sub(half, off))
    if not below <= NONNEGATIVE:
        return None
    above = work.signs.of_quotient(ring.add_(half, off))
    if not above <= NONNEGATIVE:
        return None
    return POSITIVE if below == POSITIVE == above else NONNEGATIVE
