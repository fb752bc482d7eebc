"""Hypotheses about all numbers, used at a few: 0, 1, -1 and the letters of the conclusion.

forall(x, D, p) gives p at every value in D; nested ones give p at every pair of values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from proofs_check.engines.existence_intro import guarded
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Letter,
    Quantified,
    Term,
    free_letters,
    number,
    substitute,
    walk,
)

ENGINE = "instances"
MAX_INSTANCES = 12
MAX_NESTED = 2
NUMBERS = (ZERO, ONE, number(-1))


def by_instances(goal: Goal, prove: Prover) -> Answer:
    """The conclusion from the hypotheses without quantifiers and a few instances of the others."""
    general = [one for one in goal.hypotheses if isinstance(one, Quantified) and one.op == "forall"]
    if not general or any(isinstance(node, Quantified) for node in walk(goal.conclusion)):
        return undecided(ENGINE, "")
    others = tuple(one for one in goal.hypotheses if not isinstance(one, Quantified))
    found = [fact for one in general for fact in islice(instances(one, goal, prove), MAX_INSTANCES)]
    if not found:
        return undecided(ENGINE, "no instances")
    answer = prove(replace(goal, hypotheses=(*others, *dict.fromkeys(found))))
    if not answer.proved:
        return undecided(ENGINE, f"a few values do not suffice: {answer.detail}"[:200])
    return proved(ENGINE, f"by {len(found)} instances: {answer.detail}", "certificate", (answer,))


def instances(statement: Quantified, goal: Goal, prove: Prover) -> Iterator[Term]:
    """What a statement about all numbers says at a few values, where it is defined."""
    bound: list[tuple[str, Domain]] = []
    body: Term = statement
    while isinstance(body, Quantified) and body.op == "forall" and len(bound) < MAX_NESTED:
        bound.append((body.letter, body.domain))
        body = body.body
    names = [name for name, _ in bound]
    if any(isinstance(node, Quantified) for node in walk(body)) or len(set(names)) < len(names):
        return
    if any(domain.kind not in ("real", "integer") for _, domain in bound):
        return
    choices = [values_for(domain, goal) for _, domain in bound]
    for values in product(*choices):
        put = dict(zip(names, values, strict=True))
        inside = [fact for name, domain in bound for fact in membership(name, domain)]
        premises = tuple(substitute(fact, put) for fact in inside)
        said = substitute(body, put)
        fact = guarded(premises, said, goal, prove)
        if fact is not None:
            yield fact


def values_for(domain: Domain, goal: Goal) -> tuple[Term, ...]:
    """The numbers, and the letters of the conclusion that are of the kind."""
    kinds = ("integer",) if domain.kind == "integer" else ("integer", "real")
    spoken = free_letters(goal.conclusion)
    letters = [Letter(name) for name, its in goal.letters if name in spoken and its.kind in kinds]
    return (*NUMBERS, *letters[:2])


__all__ = ["by_instances", "instances"]
