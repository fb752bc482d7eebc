"""Roots between signs: intermediate value and mean value.

A continuous h with h(p) <= 0 <= h(q) is zero somewhere from p to q; ends of the interval that do not belong to it, and infinite ones, are judged by
the limit of h. A differentiable H with H(a) == H(b) has H'(c) == 0 for some c between a and b (Rolle).

Notation: h is the difference of the sides of the equation, c its letter.
References: Spivak, Calculus, theorems 7.4 and 11.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from proofs_check.engines import limits, sympy_engine
from proofs_check.engines.calculus_questions import Questions, defined, within
from proofs_check.engines.calculus_signs import is_real
from proofs_check.engines.calculus_terms import minus, number_of, over, plus, times
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.existence_bounds import Narrowed, bounds_are_defined, narrowed
from proofs_check.engines.sampling import refuting_point
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    ZERO,
    Apply,
    Compare,
    Constant,
    Letter,
    Limit,
    Quantified,
    Sum,
    Term,
    apply,
    free_letters,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "existence"
CONTINUOUS = frozenset(
    (
        *("add", "sub", "mul", "div", "neg", "pow", "sqrt", "root", "exp", "log", "abs", "min", "max"),
        *("sin", "cos", "tan", "cot", "asin", "acos", "atan", "sinh", "cosh", "tanh", "coth"),
        *("asinh", "acosh", "atanh", "relu", "sigmoid", "softplus"),
    )
)
"""Functions that are continuous wherever they are defined."""
MAX_POSTS = 24
PI = Constant("pi")


@dataclass(frozen=True)
class Post:
    """A place where the sign of h is asked: a point of the interval, or an end that h is followed to ('+' or '-': from which side)."""

    at: Term
    side: str = ""
    is_limit: bool = False


def by_signs(statement: Quantified, goal: Goal, prove: Prover, tries_rolle: bool = True) -> Answer:
    """Proves that an equation has a solution in an interval. The letter must be new to the goal."""
    if statement.domain.kind != "real" or statement.domain.nonzero:
        return undecided(ENGINE, "no interval")
    asked = Questions(goal, prove)
    found = narrowed(statement, asked)
    equation = found.rest[0] if len(found.rest) == 1 else None
    if not isinstance(equation, Compare) or equation.relation != "==":
        return undecided(ENGINE, "not one equation in an interval")
    if len(found.lows) > 1 or len(found.highs) > 1:
        return undecided(ENGINE, "several bounds at one side")
    h = minus(equation.left, equation.right)
    if not is_real(h, frozenset(name for name, domain in goal.letters if domain.is_complex)):
        return undecided(ENGINE, f"{text(h)} is not seen to be real")
    if not is_continuous(h, found.letter):
        return undecided(ENGINE, f"{text(h)} is not seen to be continuous")
    within_it = inside(found, goal, h)
    ends = tuple(bound.at for bound in (*found.lows, *found.highs))
    # The sides themselves: their difference may leave out what they share.
    shown = defined((equation,), within_it, prove)
    if (
        shown is None
        or defined(ends, goal, prove) is None
        or not bounds_are_defined(statement, found, goal, prove)
    ):
        return undecided(ENGINE, "the sides are not defined in the whole interval")
    answer = _signs_differ(h, found, goal, prove)
    if not answer.proved and tries_rolle:
        answer = rolle(h, found, goal, prove)
    if not answer.proved:
        return answer
    return proved(ENGINE, answer.detail, "certificate", (*asked.used, shown, answer))


def is_continuous(term: Term, letter: str) -> bool:
    """Whether a term is continuous in the letter wherever it is defined, by its form."""
    if letter not in free_letters(term):
        return True
    if isinstance(term, Letter):
        return True
    if isinstance(term, Sum):
        ends_are_free = letter not in free_letters(term.low) | free_letters(term.high)
        return ends_are_free and term.letter != letter and is_continuous(term.body, letter)
    if not isinstance(term, Apply) or term.op not in CONTINUOUS:
        return False
    return all(is_continuous(arg, letter) for arg in term.args)


def inside(found: Narrowed, goal: Goal, says: Term) -> Goal:
    """The letter in its interval."""
    return within(goal, ((found.letter, REAL),), membership_of(Letter(found.letter), found), says)


def _signs_differ(h: Term, found: Narrowed, goal: Goal, prove: Prover) -> Answer:
    """Looks for places where h is surely not positive and surely not negative."""
    seen: dict[int, tuple[Post, Answer]] = {}
    for post in _posts(h, found):
        for sign in (-1, 1):
            if sign in seen:
                continue
            answer = _has_sign(h, found.letter, post, sign, goal, prove)
            if answer is not None and _belongs(post, found, goal, prove):
                seen[sign] = (post, answer)
        if len(seen) == 2 and _is_interval(seen, found, goal, prove):
            places = " and ".join(f"{found.letter} = {text(seen[sign][0].at)}" for sign in (-1, 1))
            return proved(
                ENGINE,
                f"a continuous difference changes its sign between {places}",
                "certificate",
                (seen[-1][1], seen[1][1]),
            )
    return undecided(ENGINE, "no places with different signs were found")


def _is_interval(seen: dict[int, tuple[Post, Answer]], found: Narrowed, goal: Goal, prove: Prover) -> bool:
    """Whether the interval is not empty: one of the places belongs to it, or its ends are in order."""
    if not all(post.is_limit for post, _ in seen.values()):
        return True
    asked = Questions(goal, prove)
    return all(asked.holds(Compare("<", low.at, high.at)) for low in found.lows for high in found.highs)


def _has_sign(h: Term, letter: str, post: Post, sign: int, goal: Goal, prove: Prover) -> Answer | None:
    if post.is_limit:
        return limit_has_sign(h, letter, post, sign, goal, prove)
    value = substitute(h, {letter: post.at})
    asked = goal.concluding(Compare(">=" if sign > 0 else "<=", value, ZERO))
    if refuting_point(asked) is not None:
        return None
    answer = prove(asked)
    return answer if answer.proved else None


def limit_has_sign(h: Term, letter: str, post: Post, sign: int, goal: Goal, prove: Prover) -> Answer | None:
    """That h tends to a number of that sign, or to infinity, at the end that the post follows it to."""
    limit = Limit(letter, REAL, h, post.at, post.side)
    exists = limits.exists(limit, goal, prove)
    if not exists.proved:
        return None
    answer = prove(goal.concluding(Compare(">" if sign > 0 else "<", limit, ZERO)))
    return proved(ENGINE, answer.detail, "certificate", (exists, answer)) if answer.proved else None


def _belongs(post: Post, found: Narrowed, goal: Goal, prove: Prover) -> bool:
    """Whether a point is shown to lie in the interval; what h is followed to lies at its end."""
    if post.is_limit:
        return True
    asked = Questions(goal, prove)
    facts = membership_of(post.at, found)
    return defined((post.at,), goal, prove) is not None and all(map(asked.holds, facts))


def _posts(h: Term, found: Narrowed) -> Iterator[Post]:
    """Ends first, then points that the terms suggest."""
    yield from islice(_all_posts(h, found), MAX_POSTS)


def _all_posts(h: Term, found: Narrowed) -> Iterator[Post]:
    low, high = (found.lows or (None,))[0], (found.highs or (None,))[0]
    if low is not None and low.closed:
        yield Post(low.at)
    if high is not None and high.closed:
        yield Post(high.at)
    for value in _points(h, found):
        yield Post(value)
    if low is None:
        yield Post(apply("neg", INFINITY), "", True)
    elif not low.closed:
        yield Post(low.at, "+", True)
    if high is None:
        yield Post(INFINITY, "", True)
    elif not high.closed:
        yield Post(high.at, "-", True)


def _points(h: Term, found: Narrowed) -> Iterator[Term]:
    """Multiples of pi/4 for angles; small numbers; the midpoint of the interval."""
    if found.lows and found.highs:
        yield over(plus(found.lows[0].at, found.highs[0].at), number_of(Fraction(2)))
    if any(isinstance(node, Apply) and node.op in ("sin", "cos") for node in walk(h)):
        for part in (0, 2, -2, 4, 1, -3, 3, -1):
            yield times(number_of(Fraction(part, 4)), PI)
    for value in (0, 1, -1, 2, -2):
        yield number_of(Fraction(value))
    letters = sorted(free_letters(h) - {found.letter})
    for name in letters:
        yield from (Letter(name), plus(Letter(name), ONE), minus(Letter(name), ONE))


def membership_of(at: Term, found: Narrowed) -> tuple[Compare, ...]:
    """What belonging to the interval asks of a point."""
    lows = tuple(Compare(">=" if low.closed else ">", at, low.at) for low in found.lows)
    return (*lows, *(Compare("<=" if high.closed else "<", at, high.at) for high in found.highs))


def rolle(h: Term, found: Narrowed, goal: Goal, prove: Prover) -> Answer:
    """h == H' with H(a) == H(b) at the ends of the interval."""
    if len(found.lows) != 1 or len(found.highs) != 1:
        return undecided(ENGINE, "no bounded interval")
    a, b = found.lows[0].at, found.highs[0].at
    whole = sympy_engine.antiderivative(h, found.letter, goal)
    if whole is None or not is_continuous(whole, found.letter):
        return undecided(ENGINE, "no antiderivative was found")
    try:
        slope, conditions = differentiate(whole, found.letter)
    except (NotDifferentiable, ValueError):
        return undecided(ENGINE, "the antiderivative cannot be differentiated")
    x = Letter(found.letter)
    closed = within(
        goal, ((found.letter, REAL),), (Compare(">=", x, a), Compare("<=", x, b)), Compare("==", slope, h)
    )
    open_ = closed.assuming(Compare(">", x, a), Compare("<", x, b))
    values = tuple(substitute(whole, {found.letter: end}) for end in (a, b))
    wanted = [
        goal.concluding(Compare("<", a, b)),
        goal.concluding(Compare("==", *values)),
        *(open_.concluding(condition) for condition in conditions),
        open_,
    ]
    parts: list[Answer] = []
    for one in wanted:
        parts.append(prove(one))
        if not parts[-1].proved:
            return undecided(ENGINE, f"{text(one.conclusion)} is not shown")
    shown = (defined((whole,), closed, prove), defined((slope,), open_, prove))
    if None in shown:
        return undecided(ENGINE, "the antiderivative is not defined in the whole interval")
    said = f"{text(whole)} has the same value at {text(a)} and {text(b)}"
    return proved(ENGINE, said, "certificate", tuple(parts))
