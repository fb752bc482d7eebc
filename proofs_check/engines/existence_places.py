"""Places where a function may be positive or negative whatever the parameters are: proposals only, their signs are proved elsewhere.

Proposals: ends of the interval, numbers, terms of the parameters, whole turns, zeros of the derivative and of parts of the function; ends that the
function is followed to, multiplied by a factor that is positive there, for where it tends to 0.

Notation: h is the function, x its letter, s a parameter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice

from proofs_check.engines import sympy_engine
from proofs_check.engines.calculus_terms import minus, negate, number_of, over, plus, power, times
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.existence_between import Post
from proofs_check.engines.existence_bounds import Narrowed
from proofs_check.engines.tangent_lines import summands
from proofs_check.goal import Goal
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Term,
    apply,
    free_letters,
    number,
    walk,
)

E = Constant("e")
PI = Constant("pi")
HALF = number_of(Fraction(1, 2))
MAX_PARAMETERS = 3
MAX_PLACES = 90
MAX_PARTS = 4
MAX_SIZE = 60


@dataclass(frozen=True)
class Place:
    """A post, and the factor that h is multiplied by on the way to an end: it is positive near that end."""

    post: Post
    factor: Term = ONE


def plain_places(h: Term, found: Narrowed, goal: Goal) -> tuple[Place, ...]:
    """Ends, numbers and terms of the parameters."""
    points = islice(dict.fromkeys(_points(h, found, _parameters(h, found, goal))), MAX_PLACES)
    return (*_ends(found), *map(_at, points))


def solved_places(h: Term, found: Narrowed, goal: Goal) -> tuple[Place, ...]:
    """Where SymPy says that the derivative of h, or a part of h with what does not depend on the letter, is 0."""
    points = dict.fromkeys(_solutions(h, found.letter, goal))
    usable = (one for one in points if found.letter not in free_letters(one))
    return tuple(_at(one) for one in usable if sum(1 for _ in walk(one)) <= MAX_SIZE)


def _at(point: Term) -> Place:
    return Place(Post(point))


def _ends(found: Narrowed) -> Iterator[Place]:
    """The open ends of the interval, each with the factors that h may need there; closed ones are points."""
    x = Letter(found.letter)
    if not found.lows:
        yield from _followed(Post(negate(INFINITY), "", True), negate(x))
    elif len(found.lows) == 1 and not found.lows[0].closed:
        low = found.lows[0].at
        yield from _followed(Post(low, "+", True), over(ONE, minus(x, low)))
    if not found.highs:
        yield from _followed(Post(INFINITY, "", True), x)
    elif len(found.highs) == 1 and not found.highs[0].closed:
        high = found.highs[0].at
        yield from _followed(Post(high, "-", True), over(ONE, minus(high, x)))


def _followed(post: Post, grows: Term) -> Iterator[Place]:
    """An end, with factors that tend to oo there."""
    yield from (Place(post), Place(post, grows), Place(post, power(grows, number(2))))
    if not post.side:
        yield Place(post, apply("exp", grows))


def _parameters(h: Term, found: Narrowed, goal: Goal) -> tuple[Term, ...]:
    """The real and whole letters that h and the ends of the interval depend on."""
    ends = (bound.at for bound in (*found.lows, *found.highs))
    used = frozenset[str]().union(free_letters(h), *map(free_letters, ends)) - {found.letter}
    names = [name for name, domain in goal.letters if name in used and domain.kind in ("real", "integer")]
    return tuple(Letter(name) for name in names[:MAX_PARAMETERS])


def _points(h: Term, found: Narrowed, parameters: tuple[Term, ...]) -> Iterator[Term]:
    lows, highs = ([bound.at for bound in ends] for ends in (found.lows, found.highs))
    yield from (*lows, *highs)
    yield from (number(0), number(1), E, over(ONE, E), HALF, number(2), number(-1), number(-2))
    yield from (times(HALF, plus(low, high)) for low in lows for high in highs)
    yield from (plus(low, step) for low in lows for step in (ONE, *parameters))
    yield from (minus(high, step) for high in highs for step in (ONE, *parameters))
    if any(isinstance(node, Apply) and node.op in ("sin", "cos", "tan", "cot") for node in walk(h)):
        yield from _turns(parameters)
    for parameter in parameters:
        yield from _near(parameter)
    for one, two in combinations(parameters, 2):
        yield from (plus(one, two), minus(one, two), minus(two, one), times(one, two), over(one, two))
        yield from (over(two, one), apply("max", one, two), apply("min", one, two))
        yield from (over(apply("log", two), one), over(apply("log", one), two))
    if len(parameters) > 1:
        far = plus(ONE, *(apply("abs", one) for one in parameters))
        yield from (far, negate(far))
    yield from (number(3), number(10), number(-3), number_of(Fraction(1, 4)), number_of(Fraction(1, 10)))


def _turns(parameters: tuple[Term, ...]) -> Iterator[Term]:
    """Quarters of turns, and those beyond all parameters."""
    quarters = [times(number_of(Fraction(part, 2)), PI) for part in (1, 2, 3, -1, -2, 4)]
    yield from quarters
    if parameters:
        whole = plus(ONE, *(apply("ceil", apply("abs", one)) for one in parameters))
        yield from (plus(times(number(2), times(whole, PI)), quarter) for quarter in quarters[:4])


def _near(s: Term) -> Iterator[Term]:
    """Terms of one parameter, likely ones first."""
    size = apply("abs", s)
    yield from (s, negate(s), plus(s, ONE), minus(s, ONE), over(ONE, s), negate(over(ONE, s)))
    yield from (power(s, number(2)), apply("exp", s), apply("exp", negate(s)), apply("log", s))
    yield from (plus(size, ONE), negate(plus(size, ONE)), over(ONE, plus(ONE, size)), apply("sqrt", s))
    yield from (apply("max", s, ONE), apply("min", s, ONE), times(number(2), s), times(HALF, s))
    yield from (minus(ONE, s), over(s, plus(ONE, s)), over(ONE, minus(ONE, s)), minus(ONE, over(ONE, s)))
    yield from (plus(ONE, power(s, number(2))), over(number(2), s), power(over(ONE, s), number(2)))
    yield over(ONE, plus(ONE, power(s, number(2))))


def _solutions(h: Term, letter: str, goal: Goal) -> Iterator[Term]:
    try:
        slope = differentiate(h, letter)[0]
    except (NotDifferentiable, ValueError):
        slope = ZERO
    if letter in free_letters(slope):
        yield from sympy_engine.solve_for(Compare("==", slope, ZERO), letter, goal)
    parts = [part if sign > 0 else negate(part) for part, sign in summands(h, 1)]
    moving = [part for part in parts if letter in free_letters(part)]
    still = [part for part in parts if letter not in free_letters(part)]
    if 1 < len(moving) <= MAX_PARTS:
        for part in moving:
            yield from sympy_engine.solve_for(Compare("==", plus(part, *still), ZERO), letter, goal)


__all__ = ["Place", "plain_places", "solved_places"]
