"""Bounds and Lipschitz constants exist, and functions are uniformly continuous:

    exists(M, 'real', forall(x, D, f(x) <= M))
    exists(L, 'real', forall(x, D, forall(y, D, abs(f(x) - f(y)) <= L*abs(x - y))))
    exists(d, 'positive', forall(x, D, forall(y, D, implies(abs(x - y) < d, abs(f(x) - f(y)) < eps))))

A bound B of abs(f), put together from bounds of the parts of f (`bounds_by_parts.py`), gives M = B + 1, or -B - 1 for a lower bound; with more letters than
one, and letters that stay fixed, too. A bound of the derivative of f on an interval is a Lipschitz constant there by the mean value theorem, and eps over
one that is positive is a distance d.

Certificate: the bound, that it lies in the domain of M, that all terms are defined, and that f is differentiable in the interval.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines.bounds_by_parts import Varying, bound, limits_of
from proofs_check.engines.calculus_questions import Questions, defined, names_of, within
from proofs_check.engines.calculus_terms import flat_conjunction, negate, over, plus
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    Apply,
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    free_letters,
    fresh,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "existence"
SWAPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
Value = tuple[Term, tuple[Answer, ...]]
"""A value for the letter, and what was proved on the way."""


@dataclass(frozen=True)
class Bounded:
    """For all `letters` that satisfy `premises`: small <= large (or <), both without quantifiers."""

    letters: tuple[tuple[str, Domain], ...]
    premises: tuple[Term, ...]
    small: Term
    large: Term
    strict: bool


def by_majorants(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """Proves that a bound or a Lipschitz constant exists. The letter must be new to the goal."""
    found = _read(statement, goal)
    complex_ = any(domain.is_complex for _, domain in goal.letters)
    if found is None or complex_ or statement.domain.kind != "real":
        return undecided(ENGINE, "no bound is asked for")
    limit = Letter(statement.letter)
    chosen = _of_parts(found, limit) or _of_slopes(found, limit, goal, prove)
    if chosen is None:
        return undecided(ENGINE, "no bound from bounds of the parts")
    value, used = chosen
    return _shown(statement, value, used, goal, prove)


def _of_parts(found: Bounded, limit: Letter) -> Value | None:
    """The value beyond the bound of the parts, for f <= M and m <= f."""
    varying = dict(found.letters)
    if limit not in (found.small, found.large) or any(limit.name in free_letters(p) for p in found.premises):
        return None
    side = found.small if found.large == limit else found.large
    size = bound(side, Varying(varying, limits_of(found.premises, varying)))
    if size is None or limit.name in free_letters(side) or INFINITY in tuple(walk(size)):
        return None
    return (plus(size, ONE) if found.large == limit else negate(plus(size, ONE))), ()


def _shown(statement: Quantified, value: Term, used: tuple[Answer, ...], goal: Goal, prove: Prover) -> Answer:
    """That the value lies in the domain, and that it and the statement are defined."""
    asked = Questions(goal, prove)
    put = {statement.letter: value}
    inside = all(asked.holds(substitute(f, put)) for f in membership(statement.letter, statement.domain))
    shown = defined((value, substitute(statement.body, put)), goal, prove) if inside else None
    if shown is None:
        return undecided(ENGINE, f"{text(value)} is not shown to be defined, or to lie in the domain")
    detail = f"{statement.letter} = {text(value)}, by bounds of the parts"
    return proved(ENGINE, detail[:300], "certificate", (*asked.used, *used, shown))


def _read(statement: Quantified, goal: Goal) -> Bounded | None:
    """The letters, premises and the comparison below them; None where there is something else."""
    body = statement.body
    letters: list[tuple[str, Domain]] = []
    premises: list[Term] = []
    taken = names_of(goal) | {statement.letter}
    while isinstance(body, Quantified) or (isinstance(body, Connective) and body.op == "implies"):
        if isinstance(body, Connective):
            premises += flat_conjunction(body.parts[0])
            body = body.parts[1]
            continue
        if body.op != "forall" or body.domain.kind not in ("real", "integer"):
            return None
        name = fresh(body.letter, taken | free_letters(body.body))
        letters.append((name, body.domain))
        taken |= {name}
        body = substitute(body.body, {body.letter: Letter(name)})
    ends = [end for _, domain in letters for end in domain.terms()]
    mentions = any(statement.letter in free_letters(end) for end in ends)
    if not letters or mentions or not isinstance(body, Compare) or body.relation not in SWAPPED:
        return None
    small, large = (body.left, body.right) if body.relation in ("<", "<=") else (body.right, body.left)
    return Bounded(tuple(letters), tuple(premises), small, large, body.relation in ("<", ">"))


def _steepest(
    f: Term, x: str, domain: Domain, goal: Goal, prove: Prover
) -> tuple[Term, tuple[Answer, ...]] | None:
    """A bound of the derivative of f on an interval, f being differentiable there."""
    if domain.kind != "real" or domain.nonzero:
        return None
    try:
        slope, conditions = differentiate(f, x)
    except (NotDifferentiable, ValueError):
        return None
    size = bound(slope, Varying({x: domain}, {}))
    if size is None or INFINITY in tuple(walk(size)):
        return None
    inner = within(goal, ((x, domain),), (), Connective("and", (*conditions, Compare("==", slope, slope))))
    asked = Questions(inner, prove)
    shown = defined((f, slope), inner, prove)
    if shown is None or not all(asked.holds(condition) for condition in conditions):
        return None
    return size, (shown, *asked.used)


def _of_slopes(found: Bounded, constant: Letter, goal: Goal, prove: Prover) -> Value | None:
    """The bound of the derivative, for abs(f(x) - f(y)) <= L*abs(x - y) and for abs(f(x) - f(y)) < eps under abs(x - y) < d."""
    if len(found.letters) != 2 or found.letters[0][1] != found.letters[1][1]:
        return None
    (x, domain), (y, _) = found.letters
    f = _values_at(found.small, x, y)
    is_constant = not found.strict and _is_multiple(found.large, constant, x, y)  # x may be y
    is_distance = any(_is_close(premise, constant, x, y) for premise in found.premises)
    if f is None or not (is_constant or is_distance):
        return None
    steep = _steepest(f, x, domain, goal, prove)
    if steep is None:
        return None
    size, used = steep
    if is_constant:
        return plus(size, ONE), used
    asked = Questions(goal, prove)
    if free_letters(found.large) & {x, y, constant.name} or not asked.positive(found.large):
        return None
    return over(found.large, plus(size, ONE)), (*used, *asked.used)


def _values_at(small: Term, x: str, y: str) -> Term | None:
    """f(x) where `small` is abs(f(x) - f(y))."""
    match small:
        case Apply(op="abs", args=(Apply(op="sub", args=(first, second)),)):
            for f, other in ((first, second), (second, first)):
                if y not in free_letters(f) and substitute(f, {x: Letter(y)}) == other:
                    return f
    return None


def _is_close(premise: Term, distance: Letter, x: str, y: str) -> bool:
    """Whether a premise says abs(x - y) < d, or <= d."""
    one, two = Letter(x), Letter(y)
    gaps = {Apply("abs", (Apply("sub", pair),)) for pair in ((one, two), (two, one))}
    match premise:
        case Compare(relation=("<" | "<="), left=left, right=right):
            return left in gaps and right == distance
        case Compare(relation=(">" | ">="), left=left, right=right):
            return right in gaps and left == distance
    return False


def _is_multiple(large: Term, constant: Letter, x: str, y: str) -> bool:
    """Whether a term is constant*abs(x - y), with x and y in either order."""
    one, two = Letter(x), Letter(y)
    gaps = {Apply("abs", (Apply("sub", pair),)) for pair in ((one, two), (two, one))}
    match large:
        case Apply(op="mul", args=(first, second)):
            return (first == constant and second in gaps) or (second == constant and first in gaps)
    return False


__all__ = ["by_majorants"]
