"""Sums of square roots, every root by a mean of two factors of its square, or all of them by Cauchy's inequality.

Where T >= 0, T**2 == u*v, u >= 0 and v >= 0, for every number r > 0

    T <= (r*u + v/r)/2          on the greater side of the claim the term -T
    T >= 2*u*v/(r*u + v/r)      and the term T
    T_1 + ... + T_n <= R        from R >= 0 and (u_1 + ... + u_n)*(v_1 + ... + v_n) <= R**2

Means of positive numbers that are not equal are strictly so. The factors are those of `root_splits.py`: an equation among the hypotheses
makes radicands fall apart. r makes both equal where all letters are, or is 1. Which factors are taken is chosen by numbers; that is only a
proposal.
Certificate: the goals of the signs, of T**2 == u*v, and of the inequality without roots.

Reference: Steele, The Cauchy-Schwarz Master Class, 2004, chapters 1 and 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from math import prod, sqrt

from proofs_check.engines import positivity, successive_differences
from proofs_check.engines.both_squared import has_root
from proofs_check.engines.calculus_terms import negate, over, plus, power, times
from proofs_check.engines.float_values import NoValue, value_of
from proofs_check.engines.form_algebra import rational_root
from proofs_check.engines.ring import OutOfReach, Ring
from proofs_check.engines.root_places import Place, places_of, values_at
from proofs_check.engines.root_splits import (
    MAX_TERMS,
    Split,
    degree_of,
    rational_of,
    splits,
    square_of,
    unit_of,
)
from proofs_check.engines.tangent_lines import summands
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Term, free_letters, number, walk

ENGINE = "means of roots"
OPS = ("add", "sub", "neg", "mul", "div", "pow", "sqrt")
MAX_LETTERS = 4
MAX_ROOTS = 4
MAX_CHOICES = 20_000
MAX_ASKED = 3
FALSE_ORDER = Compare(">", ZERO, ONE)
SLACK = 1e-9  # of the proposal only


@dataclass(frozen=True)
class Sides:
    """rest + the sum of sign*T > 0 (strict) or >= 0."""

    rest: Term
    roots: tuple[tuple[Term, int], ...]
    strict: bool


@dataclass(frozen=True)
class Way:
    """What a root, or the sum, is compared with, and what must hold for that.

    equal: where the factors are positive, both sides are the same only if all of these hold; they must contradict each other.
    """

    bound: Term
    owed: tuple[Term, ...]
    equal: tuple[Term, ...] = ()
    factors: tuple[Term, ...] = ()


def applies(goal: Goal) -> bool:
    """Whether a sum with two square roots or more, in a few letters that are not negative, is compared."""
    return sides_of(goal) is not None


def sides_of(goal: Goal) -> Sides | None:
    """The difference of the sides of such a goal."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!=") or goal.sequences:
        return None
    if not all(node.op in OPS for node in walk(conclusion) if isinstance(node, Apply)):
        return None
    eligible = {name for name, domain in goal.letters if _from_zero(domain)}
    if not free_letters(conclusion) <= eligible or len(goal.letters) > MAX_LETTERS:
        return None
    upwards = 1 if conclusion.relation[0] == ">" else -1
    parts = [*summands(conclusion.left, upwards), *summands(conclusion.right, -upwards)]
    roots = tuple((part, sign) for part, sign in parts if has_root(part) and free_letters(part))
    if not 2 <= len(roots) <= MAX_ROOTS or any(square_of(part) is None for part, _ in roots):
        return None
    rest = plus(*(part if sign > 0 else negate(part) for part, sign in parts if (part, sign) not in roots))
    return Sides(rest, roots, not conclusion.relation.endswith("="))


def _from_zero(domain: Domain) -> bool:
    return domain.kind == "real" and domain.low is not None and domain.low.at == ZERO


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves such a goal without its roots, or says why not."""
    sides = sides_of(goal)
    if sides is None:
        return undecided(ENGINE, "")
    ring = Ring(MAX_TERMS)
    squares = [square for part, _ in sides.roots if (square := square_of(part)) is not None]
    try:
        unit = unit_of(goal, ring)
        degree = 2 * _degree(sides.rest, ring)
        found = [splits(square, unit, ring, degree) for square in squares]
    except OutOfReach as reason:
        return undecided(ENGINE, str(reason))
    places = places_of(goal, unit, ring)
    choices = [
        *islice(by_means(sides, found, places), MAX_ASKED),
        *islice(by_cauchy(sides, found, places), MAX_ASKED),
    ]
    for way in choices:
        answers = _shown(goal, way, prove)
        if answers is not None:
            says = f"the roots by means of factors of their squares, {len(sides.roots)} roots"
            return proved(ENGINE, says, "certificate", answers)
    return undecided(
        ENGINE, "the inequality without roots is not shown" if choices else "no factors are close enough"
    )


def _degree(rest: Term, ring: Ring) -> int:
    """The degree of the part without roots; 0 where it has none."""
    try:
        return degree_of(rational_of(rest, ring)) or 0
    except OutOfReach:
        return 0


def _shown(goal: Goal, way: Way, prove: Prover) -> tuple[Answer, ...] | None:
    """The proofs of the inequality without roots, by exact engines alone, and of all that is owed for it."""
    aim = goal.concluding(way.bound)
    bound = successive_differences.attempt(aim)
    answers = [bound if bound.proved else positivity.attempt(aim)]
    if not answers[0].proved:
        return None
    owing = [goal.concluding(statement) for statement in dict.fromkeys(way.owed)]
    if way.equal:
        owing.append(goal.assuming(*way.equal).concluding(FALSE_ORDER))
    for one in owing:
        answers.append(prove(one))
        if not answers[-1].proved:
            return None
    return tuple(answers)


def by_means(sides: Sides, found: list[tuple[Split, ...]], places: list[Place]) -> Iterator[Way]:
    """The sums of means that are not negative in numbers, those with the most left over first."""
    ways = [
        [_mean(root, sign, split, ratio) for split in own if split.balanced for ratio in _ratios(split)]
        for (root, sign), own in zip(sides.roots, found, strict=True)
    ]
    rest = values_at(sides.rest, places)
    values = [[values_at(way.bound, places) for way in own] for own in ways]
    if rest is None or prod(map(len, ways)) > MAX_CHOICES:
        return
    fitting = []
    for picked in product(*(range(len(own)) for own in ways)):
        rows = [values[place][choice] for place, choice in enumerate(picked)]
        if all(row is not None for row in rows):
            totals = [
                sum(column) for column in zip(rest, *(row for row in rows if row is not None), strict=True)
            ]
            if min(totals, default=-1.0) >= -SLACK:
                fitting.append((-min(sum(totals), 1e6), picked))
    for _, picked in sorted(fitting):
        chosen = [own[place] for own, place in zip(ways, picked, strict=True)]
        total = plus(sides.rest, *(way.bound for way in chosen))
        owed = tuple(need for way in chosen for need in way.owed)
        yield Way(Compare(">" if sides.strict else ">=", total, ZERO), owed)
        if sides.strict:
            factors = (split for way in chosen for split in way.factors)
            above_zero = tuple(Compare(">", factor, ZERO) for factor in factors)
            yield Way(
                Compare(">=", total, ZERO),
                (*owed, *above_zero),
                tuple(one for way in chosen for one in way.equal),
            )


def _mean(root: Term, sign: int, split: Split, ratio: Fraction) -> Way:
    """sign*root is at least the bound, by the factors times the ratio and divided by it."""
    left, right = times(number(ratio), split.left), times(number(1 / ratio), split.right)
    total = plus(left, right)
    owed = [Compare(">=", root, ZERO), *_factored(root, split)]
    if sign < 0:
        bound = negate(over(total, number(2)))
    else:
        bound = over(times(number(2), split.left, split.right), total)
        owed.append(Compare(">", total, ZERO))
    return Way(bound, tuple(owed), (Compare("==", left, right),), (split.left, split.right))


def _factored(root: Term, split: Split) -> Iterator[Compare]:
    """What makes the split one of the square of the root, everywhere."""
    yield from (Compare(">", factor, ZERO) for factor in split.below)
    yield from (Compare(">=", side, ZERO) for side in (split.left, split.right))
    yield Compare("==", power(root, number(2)), times(split.left, split.right))


def _ratios(split: Split) -> tuple[Fraction, ...]:
    """The r with r*u = v/r where all letters are 1, if it is rational, and 1."""
    names = free_letters(split.left) | free_letters(split.right)
    one = Fraction(1)
    try:
        left, right = (
            value_of(side, dict.fromkeys(names, 1 + 0j)).real for side in (split.left, split.right)
        )
        value = Fraction(right / left).limit_denominator(1000)
    except (NoValue, ArithmeticError, ValueError):
        return (one,)
    ratio = rational_root(value, 2) if value > 0 else None
    return (one,) if ratio is None or ratio == one else (ratio, one)


def by_cauchy(sides: Sides, found: list[tuple[Split, ...]], places: list[Place]) -> Iterator[Way]:
    """The products of sums that are at most the square of the rest, all roots being on the smaller side."""
    rest = values_at(sides.rest, places)
    if rest is None or any(sign > 0 for _, sign in sides.roots) or min(rest, default=-1.0) < 0:
        return
    values = [
        [(values_at(split.left, places), values_at(split.right, places)) for split in own] for own in found
    ]
    if prod(map(len, found)) > MAX_CHOICES:
        return
    fitting = []
    for picked in product(*(range(len(own)) for own in found)):
        rows = [values[place][choice] for place, choice in enumerate(picked)]
        lefts = [left for left, _ in rows if left is not None]
        rights = [right for _, right in rows if right is not None]
        if len(lefts) < len(rows) or len(rights) < len(rows):
            continue
        products = (
            sum(u) * sum(v) for u, v in zip(zip(*lefts, strict=True), zip(*rights, strict=True), strict=True)
        )
        gaps = [own - sqrt(max(one, 0.0)) for own, one in zip(rest, products, strict=True)]
        if min(gaps) >= -SLACK:
            fitting.append((-min(sum(gaps), 1e6), picked))
    for _, picked in sorted(fitting):
        yield _cauchy(sides, tuple(own[place] for own, place in zip(found, picked, strict=True)))


def _cauchy(sides: Sides, chosen: tuple[Split, ...]) -> Way:
    owed: list[Term] = [Compare(">=", sides.rest, ZERO)]
    for (root, _), split in zip(sides.roots, chosen, strict=True):
        owed += _factored(root, split)
    whole = times(plus(*(split.left for split in chosen)), plus(*(split.right for split in chosen)))
    return Way(Compare("<" if sides.strict else "<=", whole, power(sides.rest, number(2))), tuple(owed))
