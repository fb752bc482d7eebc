"""Angles that solve equations in the sine and the cosine of a letter, and how values are told that have one in them."""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.calculus_terms import minus, negate, over, plus, times
from proofs_check.engines.linear_terms import solved_for
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Letter,
    Term,
    apply,
    free_letters,
    number,
    walk,
)

PERIODS = {"sin": 2, "cos": 2, "tan": 1, "cot": 1}  # in pi


def polar(equations: list[Compare], letter: str) -> Iterator[Term]:
    """The angle of (x, y) for the two equations x == r*cos(c) and y == r*sin(c)."""
    for one in equations:
        for two in equations:
            first = by_sine_and_cosine(minus(one.left, one.right), Letter(letter))
            second = by_sine_and_cosine(minus(two.left, two.right), Letter(letter))
            if first is None or second is None or first[0] != ZERO or second[1] != ZERO:
                continue
            if first[1] != ZERO and second[0] != ZERO:
                yield apply("atan2", over(second[2], negate(second[0])), over(first[2], negate(first[1])))
                y, x = second[2], first[2]
                for angle in (apply("atan2", negate(y), negate(x)), apply("atan2", y, x)):
                    yield angle
                    # In [0, 2*pi), where the angle is negative.
                    yield plus(angle, times(number(2), Constant("pi")))


def angles(condition: Compare, letter: str) -> Iterator[Term]:
    """For a*sin(c) + b*cos(c) == d the angle of (b, a), turned by acos(d/sqrt(a**2 + b**2))."""
    parts = by_sine_and_cosine(minus(condition.left, condition.right), Letter(letter))
    if parts is None or letter in free_letters(
        Connective("and", tuple(Compare("==", p, ZERO) for p in parts))
    ):
        return
    a, b, rest = parts
    if a == ZERO and b == ZERO:
        return
    angle = apply("atan2", a, b)
    size = apply("sqrt", plus(apply("pow", a, number(2)), apply("pow", b, number(2))))
    yield angle
    yield plus(angle, apply("acos", over(apply("neg", rest), size)))


def one_turn_on(condition: Compare, letter: str) -> Iterator[Term]:
    """For sin(c + b) == sin(v), and the like: v - b a period on, another number than v - b with the same value, v - b, and a period back."""
    waves = [node for node in walk(condition) if isinstance(node, Apply) and node.op in PERIODS]
    moving = [wave for wave in waves if letter in free_letters(wave)]
    for wave in waves:
        if letter in free_letters(wave):
            continue
        period = times(number(PERIODS[wave.op]), Constant("pi"))
        alike = (plus(wave.args[0], period), wave.args[0], minus(wave.args[0], period))
        for other in dict.fromkeys(moving):
            for angle in alike if other.op == wave.op else ():
                value = solved_for(Letter(letter), Compare("==", other.args[0], angle))
                if value is not None and letter not in free_letters(value):
                    yield value


def by_sine_and_cosine(term: Term, x: Term) -> tuple[Term, Term, Term] | None:
    """(a, b, d) of a*sin(x) + b*cos(x) + d, read off sums and products."""
    match term:
        case Apply(op="sin", args=(arg,)) if arg == x:
            return ONE, ZERO, ZERO
        case Apply(op="cos", args=(arg,)) if arg == x:
            return ZERO, ONE, ZERO
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one, two = by_sine_and_cosine(left, x), by_sine_and_cosine(right, x)
            if one is None or two is None:
                return None
            combine = plus if op == "add" else minus
            return combine(one[0], two[0]), combine(one[1], two[1]), combine(one[2], two[2])
        case Apply(op="neg", args=(inner,)):
            return by_sine_and_cosine(apply("mul", number(-1), inner), x)
        case Apply(op="mul", args=(left, right)):
            for factor, whole in ((left, right), (right, left)):
                found = None if any(node == x for node in walk(factor)) else by_sine_and_cosine(whole, x)
                if found is not None:
                    return times(factor, found[0]), times(factor, found[1]), times(factor, found[2])
            return None
        case _:
            return None if any(node == x for node in walk(term)) else (ZERO, ZERO, term)


def may_be_turned(value: Term, domain: Domain) -> bool:
    """Whether the value is an angle that a full turn may bring into the domain."""
    between = domain.low is not None and domain.high is not None
    return between and has_angle(value)


def has_angle(term: Term) -> bool:
    """Whether the angle of a point is in the term."""
    return any(isinstance(node, Apply) and node.op == "atan2" for node in walk(term))
