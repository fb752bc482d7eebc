"""A positive letter replaced by its logarithm: log(x) is t, x**a is exp(a*t), and x itself exp(t) where other exponentials stand beside it."""

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
    walk,
)


def with_logarithms(goal: Goal) -> Goal:
    """The goal in the logarithms of letters that stand only in logarithms and as the base of powers, under their names.

    The goal itself where there are none.
    """
    return _written(goal, alone=False)


def with_exponentials(goal: Goal) -> Goal:
    """The goal in the logarithms of letters with a logarithm, where there are exponentials besides; else the goal itself."""
    has_exponential = any(isinstance(node, Apply) and node.op == "exp" for node in walk(goal.conclusion))
    return _written(goal, alone=True) if has_exponential else goal


def _written(goal: Goal, alone: bool) -> Goal:
    if goal.sequences:
        return goal
    for name, domain in goal.letters:
        kept = _of_logarithm(domain)
        bounds = any(name in free_letters(term) for _, its in goal.letters for term in its.terms())
        if kept is None or bounds or not _has_logarithm(goal.conclusion, name):
            continue
        facts = [_in_logarithm(fact, name, alone) for fact in (*goal.hypotheses, goal.conclusion)]
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


def _in_logarithm(term: Term, name: str, alone: bool) -> Term | None:
    """The term with the letter standing for its logarithm; None where it occurs in another way. alone: whether it may stand alone."""
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
        case Letter():
            return apply("exp", x) if alone else None
        case Apply(op="pow"):
            return None
    parts = [_in_logarithm(part, name, alone) for part in children(term)]
    found = tuple(part for part in parts if part is not None)
    return rebuild(term, found) if len(found) == len(parts) else None
