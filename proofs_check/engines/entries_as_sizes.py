"""Vectors whose entries are not negative, by Hoelder's and Minkowski's inequality for the sizes of entries.

Where the hypotheses say x_i >= 0 (or > 0) of all indices, and the entries of x are all that is spoken of, x_i is |x_i|: the claim is an
instance of the one with |x_i| in place of x_i, in which nothing is known of x, so that zeros may be left out by continuity.

    sum x_i**p <= (sum x_i)**p    from    sum |x_i|**p <= (sum |x_i|)**p

Certificate: that of the inequality for sizes.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines import hoelder, norms_of_sums
from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    ONE,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    apply,
    children,
    conjunction,
    free_letters,
    transform,
)

ENGINE = "sizes of entries"


def applies(goal: Goal) -> bool:
    """Whether entries that are not negative stand in sums of powers."""
    if goal.sequences or not any(engine.applies(goal) for engine in (hoelder, norms_of_sums)):
        return False
    return bool(_not_negative(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves such an inequality for the sizes of the entries, or says why not."""
    names = _not_negative(goal) if applies(goal) else frozenset()
    moved = in_sizes(goal, names) if names else None
    if moved is None:
        return undecided(ENGINE, "")
    for engine in (hoelder, norms_of_sums):
        answer = engine.attempt(moved, prove) if engine.applies(moved) else undecided(ENGINE, "")
        if answer.proved:
            return proved(ENGINE, f"of {', '.join(sorted(names))}", "certificate", (answer,))
    return undecided(ENGINE, "no powers of sizes are compared")


def in_sizes(goal: Goal, names: frozenset[str]) -> Goal | None:
    """The goal with |x_i| for x_i, without the hypotheses that x_i >= 0; None where a vector is more than its entries."""
    left = (_without_signs(fact, names, goal) for fact in goal.hypotheses)
    hypotheses = tuple(_sized(fact, names) for fact in left if fact != TRUE)
    moved = replace(goal, hypotheses=hypotheses, conclusion=_sized(goal.conclusion, names))
    return None if any(_is_bare(term, names) for term in (moved.conclusion, *hypotheses)) else moved


def _sized(term: Term, names: frozenset[str]) -> Term:
    def change(node: Term) -> Term:
        match node:
            case Apply(op="entry", args=(Letter(name=name), _)) if name in names:
                return apply("abs", node)
            case Apply(op="abs", args=(Apply(op="abs"),)):
                return node.args[0]
            case _:
                return node

    return transform(term, change)


def _is_bare(term: Term, names: frozenset[str]) -> bool:
    """Whether a vector stands outside of its entries."""
    match term:
        case Letter(name=name):
            return name in names
        case Apply(op="entry", args=(Letter(), place)):
            return bool(free_letters(place) & names)
    return any(_is_bare(part, names) for part in children(term))


def _not_negative(goal: Goal) -> frozenset[str]:
    """The real vectors all of whose entries are said to be at least 0."""
    found = {sign for fact in goal.hypotheses for part in _said(fact, goal) if (sign := _signed(*part))}
    return frozenset(found)


def _said(fact: Term, goal: Goal) -> tuple[tuple[Term, str, Domain, Goal], ...]:
    if not isinstance(fact, Quantified) or fact.op != "forall" or fact.domain.kind != "integer":
        return ()
    parts = fact.body.parts if isinstance(fact.body, Connective) and fact.body.op == "and" else (fact.body,)
    return tuple((part, fact.letter, fact.domain, goal) for part in parts)


def _signed(part: Term, index: str, domain: Domain, goal: Goal) -> str | None:
    """The vector of which the part says that its entry at the index is at least 0, the index running through all."""
    match part:
        case Compare(relation=(">" | ">="), left=entry, right=zero) if zero == ZERO:
            pass
        case Compare(relation=("<" | "<="), left=zero, right=entry) if zero == ZERO:
            pass
        case _:
            return None
    match entry:
        case Apply(op="entry", args=(Letter(name=name), Letter(name=place))) if place == index:
            its = dict(goal.letters).get(name)
        case _:
            return None
    low, high = domain.low, domain.high
    if its is None or its.kind != "vector" or its.is_complex or low is None or high is None:
        return None
    last = apply("sub", its.size[0], ONE)
    whole = low.closed and high.closed and difference_is_zero(low.at, ZERO, goal.scope)
    return name if whole and difference_is_zero(high.at, last, goal.scope) else None


def _without_signs(fact: Term, names: frozenset[str], goal: Goal) -> Term:
    """The fact without its parts that say a sign of these vectors."""
    if not isinstance(fact, Quantified):
        return fact
    parts = _said(fact, goal)
    kept = tuple(part[0] for part in parts if _signed(*part) not in names)
    if len(kept) == len(parts):
        return fact
    return replace(fact, body=conjunction(kept)) if kept else TRUE
