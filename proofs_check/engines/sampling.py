"""A few exact points at which a goal may break, tried before any proof is looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from math import ceil

import flint
from flint import arb

from proofs_check.engines.enclosures import BITS, ball, certain, difference, enclosed
from proofs_check.goal import Goal
from proofs_check.statement.domains import Domain
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    FALSE,
    Apply,
    At,
    Compare,
    Connective,
    Diff,
    Limit,
    Matrix,
    Number,
    Quantified,
    Term,
    free_letters,
    transform,
    walk,
)

OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
BEYOND = (At, Limit, Quantified, Diff, Matrix)
TINY = arb(2) ** -60
Box = Mapping[str, "tuple[Fraction, Fraction]"]


def refuting_point(goal: Goal, count: int = 60) -> Box | None:
    """A point among a few fixed ones where all comparisons of the goal hold for certain and the conclusion fails for certain."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or any(domain.is_complex for _, domain in goal.letters):
        return None
    used = free_letters(conclusion) | {name for fact in goal.facts() for name in free_letters(fact)}
    letters = [(name, domain) for name, domain in goal.letters if name in used and domain.is_scalar]
    facts = goal.facts()
    with flint.ctx.workprec(BITS):
        for place in range(count):
            box = {
                name: (value, value)
                for (name, domain), value in zip(letters, _values(letters, place), strict=True)
            }
            values = {name: ball(value) for name, (value, _) in box.items()}
            if all(_certain(fact, values, goal.scope) for fact in facts) and _broken(
                conclusion, values, goal.scope
            ):
                return box
    return None


def seems_broken(goal: Goal, count: int = 40) -> bool:
    """Whether the numbers say that the goal fails at one of a few points; equations hold to many digits there.

    It is no refutation: it saves the search for a proof of what is not true. A value of a sequence is what a hypothesis says.
    """
    conclusion = _with_given_values(goal, goal.conclusion)
    if not isinstance(conclusion, Compare) or any(
        domain.is_complex or not domain.is_scalar for _, domain in goal.letters
    ):
        return False
    facts = tuple(dict.fromkeys(_with_given_values(goal, fact) for fact in goal.facts()))
    if any(isinstance(node, BEYOND) for one in (conclusion, *facts) for node in walk(one)):
        return False
    with flint.ctx.workprec(BITS):
        for place in range(count):
            chosen = zip(goal.letters, _values(list(goal.letters), place), strict=True)
            values = {name: ball(value) for (name, _), value in chosen}
            holds = all(_plausible(fact, values, goal.scope) for fact in facts)
            defined = holds and _has_roots(conclusion, values, goal.scope)
            if defined and _broken(conclusion, values, goal.scope):
                return True
    return False


def _with_given_values(goal: Goal, statement: Term) -> Term:
    """The statement with the values that equations among the hypotheses give to members of sequences."""
    given: dict[Term, Term] = {
        fact.left: fact.right
        for fact in goal.hypotheses
        if isinstance(fact, Compare) and fact.relation == "==" and isinstance(fact.left, At)
        if not any(isinstance(node, At) for node in walk(fact.right))
    }
    return transform(statement, lambda node: given.get(node, node)) if given else statement


def _plausible(fact: Term, values: Mapping[str, arb], scope: Scope) -> bool:
    """Whether a fact holds at the values, an equation to many digits."""
    if isinstance(fact, Compare) and fact.relation == "==":
        value = difference(fact, values, scope)
        return value is not None and abs(value) < TINY and _has_roots(fact, values, scope)
    if isinstance(fact, Connective) and fact.op == "and":
        return all(_plausible(part, values, scope) for part in fact.parts)
    return _certain(fact, values, scope)


def sample_values(goal: Goal, count: int) -> Iterator[dict[str, arb]]:
    """Values of the real letters at which all comparisons among the facts hold for certain, of `count` that are tried."""
    letters = [(name, domain) for name, domain in goal.letters if domain.is_scalar]
    facts = goal.facts()
    for place in range(count):
        chosen = _values(letters, place)
        values = {name: ball(value) for (name, _), value in zip(letters, chosen, strict=True)}
        if all(_certain(fact, values, goal.scope) for fact in facts):
            yield values


SAMPLES = tuple(
    Fraction(text_)
    for text_ in ("1/2", "1", "2", "1/10", "9/10", "3", "1/100", "10", "1/3", "5", "99/100", "100")
)


def _values(letters: list[tuple[str, Domain]], place: int) -> list[Fraction]:
    found = []
    for rank, (_, domain) in enumerate(letters):
        if place < 2 ** min(len(letters), 5) and place >> (rank % 5) & 1:
            found.append(_edge(domain))
            continue
        sample = SAMPLES[(place * (2 * rank + 1) + place // len(SAMPLES) * rank) % len(SAMPLES)]
        found.append(_placed(domain, sample, place // 12 % 2 == 1))
    return found


def _edge(domain: Domain) -> Fraction:
    """An end of the domain, or zero: what is no member is thrown out by the facts."""
    for end in (domain.low, domain.high):
        if end is not None and end.closed and isinstance(end.at, Number):
            return Fraction(ceil(end.at.value)) if domain.kind == "integer" else end.at.value
    return (
        Fraction(0)
        if domain.low is None and domain.high is None
        else _placed(domain, Fraction(1, 100), False)
    )


def _placed(domain: Domain, sample: Fraction, other: bool) -> Fraction:
    low = domain.low.at.value if domain.low and isinstance(domain.low.at, Number) else None
    high = domain.high.at.value if domain.high and isinstance(domain.high.at, Number) else None
    if low is not None and high is not None:
        value = low + (high - low) * sample / (1 + sample)
    elif low is not None:
        value = low + sample
    elif high is not None:
        value = high - sample
    else:
        value = -sample if other else sample
    return Fraction(ceil(value)) if domain.kind == "integer" else value


def _certain(fact: Term, values: Mapping[str, arb], scope: Scope) -> bool:
    """Whether a fact holds for certain at the values."""
    match fact:
        case Compare(relation=relation):
            value = difference(fact, values, scope)
            return value is not None and certain(relation, value) and _has_roots(fact, values, scope)
        case Connective(op="and", parts=parts):
            return all(_certain(part, values, scope) for part in parts)
        case Connective(op="or", parts=parts):
            return any(_certain(part, values, scope) for part in parts)
        case Connective(op="implies", parts=(premise, conclusion)):
            return _certain(conclusion, values, scope) or _certain(opposite(premise), values, scope)
        case _:
            return False


def _has_roots(fact: Term, values: Mapping[str, arb], scope: Scope) -> bool:
    """Whether no root of a negative number is in it: their enclosures are those of the part where they are defined."""
    inner = (enclosed(root, values, scope) for root in _under_roots(fact))
    return all(value is None or not value < 0 for value in inner)


@lru_cache(maxsize=1024)  # a fact is looked at in every sample
def _under_roots(fact: Term) -> tuple[Term, ...]:
    return tuple(node.args[0] for node in walk(fact) if isinstance(node, Apply) and node.op == "sqrt")


def opposite(fact: Term) -> Term:
    """The comparison the other way round; of anything else a statement that is never certain."""
    if not isinstance(fact, Compare):
        return FALSE
    return Compare(OPPOSITE[fact.relation], fact.left, fact.right)


def _broken(conclusion: Compare, values: Mapping[str, arb], scope: Scope) -> bool:
    value = difference(conclusion, values, scope)
    opposite = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
    return value is not None and certain(opposite[conclusion.relation], value)
