"""A positive letter that stands only in logarithms and as the base of powers, replaced by its logarithm: log(x) is t, x**a is exp(a*t)."""

from __future__ import annotations

from dataclasses import replace

from proofs_check.goal import Goal
from proofs_check.statement.domains import POSITIVE, REAL, Domain
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Diff,
    Letter,
    Term,
    apply,
    binder,
    children,
    free_letters,
    rebuild,
)


def with_logarithms(goal: Goal) -> Goal:
    """The goal in the logarithms of such letters, under their names; the goal itself where there are none."""
    if goal.sequences:
        return goal
    for name, domain in goal.letters:
        kept = _of_logarithm(domain)
        bounds = any(name in free_letters(term) for _, its in goal.letters for term in its.terms())
        if kept is None or bounds or not _has_logarithm(goal.conclusion, name):
            continue
        facts = [_in_logarithm(fact, name) for fact in (*goal.hypotheses, goal.conclusion)]
        found = [fact for fact in facts if fact is not None]
        if len(found) == len(facts):
            letters = tuple((n, kept if n == name else d) for n, d in goal.letters)
            goal = replace(goal, letters=letters, hypotheses=tuple(found[:-1]), conclusion=found[-1])
    return goal


def _of_logarithm(domain: Domain) -> Domain | None:
    """The values of the logarithm, for a letter above 0 or above 1."""
    if domain == POSITIVE:
        return REAL
    above_one = domain.kind == "real" and domain.high is None and not domain.nonzero
    if above_one and domain.low is not None and domain.low.at == ONE and not domain.low.closed:
        return POSITIVE
    return None


def _has_logarithm(term: Term, name: str) -> bool:
    return term == apply("log", Letter(name)) or any(_has_logarithm(part, name) for part in children(term))


def _in_logarithm(term: Term, name: str) -> Term | None:
    """The term with the letter standing for its logarithm; None where it occurs in another way."""
    if name not in free_letters(term):
        return term
    if isinstance(term, Diff) or binder(term) == name:
        return None
    x = Letter(name)
    match term:
        case Apply(op="log", args=(inner,)) if inner == x:
            return x
        case Apply(op="pow", args=(base, exponent)) if base == x and name not in free_letters(exponent):
            return apply("exp", apply("mul", exponent, x))
        case Letter() | Apply(op="pow"):
            return None
    parts = [_in_logarithm(part, name) for part in children(term)]
    found = tuple(part for part in parts if part is not None)
    return rebuild(term, found) if len(found) == len(parts) else None
