"""Limits that do not exist because circular functions turn for ever: two subsequences with different limits.

Along x = p + k*T, where T is a common period of the circular functions of x, each of them is a constant. So the limit along that
subsequence is that of the body with the constants; two values of p with different limits show that there is no limit.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from proofs_check.exact import scalars
from proofs_check.exact.values import Infinite, MatrixValue, Value
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    ZERO,
    Apply,
    Constant,
    Letter,
    Limit,
    Term,
    apply,
    free_letters,
    number,
    substitute,
    transform,
    walk,
)

if TYPE_CHECKING:
    from proofs_check.exact.evaluate import Evaluator, Place

CIRCULAR = ("sin", "cos", "tan", "cot")
EIGHTHS = (0, 2, 1, 4, 3, 6)
MAX_WAVES = 4


def subsequences(term: Limit, place: Place, evaluator: Evaluator) -> Iterator[Limit]:
    """Limits along subsequences of a limit of a real letter at infinity; none where there is no common period."""
    waves = [node for node in dict.fromkeys(walk(term.body)) if _turns(node, term.letter)]
    if term.domain.kind != "real" or not waves or len(waves) > MAX_WAVES:
        return
    speeds = [_slope(node.args[0], term.letter) for node in waves if isinstance(node, Apply)]
    known = [speed for speed in speeds if speed is not None]
    turns = _common_turns(known, place, evaluator) if len(known) == len(waves) else None
    if turns is None:
        return
    period = apply("div", apply("mul", number(2 * turns), Constant("pi")), known[0])
    for eighth in EIGHTHS:
        at = apply("mul", number(Fraction(eighth, 8)), period)
        yield Limit(term.letter, term.domain, _held(term, waves, at), term.point, term.side)


def inverted(term: Limit, sign: int) -> Limit | None:
    """A limit at 0, from the right where `sign` is 1, as one at infinity in the reciprocal of the letter; None at other points."""
    if term.point != ZERO:
        return None
    letter = Letter(term.letter)

    def invert(node: Term) -> Term:
        if node == letter:
            return apply("div", ONE, letter)
        if isinstance(node, Apply) and node.op == "div" and node.args[1] == apply("div", ONE, letter):
            return apply("mul", node.args[0], letter)
        return node

    end = INFINITY if sign > 0 else apply("neg", INFINITY)
    return Limit(term.letter, Domain("real"), transform(term.body, invert), end)


def _turns(node: Term, letter: str) -> bool:
    return isinstance(node, Apply) and node.op in CIRCULAR and letter in free_letters(node)


def _held(term: Limit, waves: list[Term], at: Term) -> Term:
    """The body with the circular functions held at one place."""
    held = {wave: substitute(wave, {term.letter: at}) for wave in waves}
    return transform(term.body, lambda node: held.get(node, node))


def _slope(term: Term, letter: str) -> Term | None:
    """c where the term is c*letter + d with c and d free of the letter, else None."""
    if letter not in free_letters(term):
        return ZERO
    if isinstance(term, Letter):
        return ONE
    if not isinstance(term, Apply):
        return None
    if term.op in ("add", "sub", "neg"):
        parts = [_slope(arg, letter) for arg in term.args]
        known = [part for part in parts if part is not None]
        return apply(term.op, *known) if len(known) == len(parts) else None
    if term.op in ("mul", "div"):
        first, second = term.args
        if letter not in free_letters(second):
            inner = _slope(first, letter)
            return None if inner is None else apply(term.op, inner, second)
        inner = _slope(second, letter)
        if term.op == "mul" and inner is not None and letter not in free_letters(first):
            return apply("mul", first, inner)
    return None


def _common_turns(speeds: list[Term], place: Place, evaluator: Evaluator) -> int | None:
    """How often the first wave turns in a common period; None where the speeds have none, or one is 0."""
    turns = 1
    for speed in speeds:
        ratio = evaluator.value(apply("div", speed, speeds[0]), place)
        if not isinstance(ratio, Fraction) or ratio == 0:
            return None
        turns = lcm(turns, ratio.denominator)
    return turns


def differ(values: list[Value]) -> bool:
    """Whether two of the values are known to be different."""
    first = values[0]
    for other in values[1:]:
        if isinstance(first, MatrixValue) or isinstance(other, MatrixValue):
            return False
        if isinstance(first, Infinite) or isinstance(other, Infinite):
            if first != other:
                return True
        elif not scalars.equal(first, other):
            return True
    return False
