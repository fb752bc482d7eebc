"""Bounds by numbers that a condition puts on a whole number asked for, as ends of its domain.

    exists(k, 'integer', A == B*k and k >= 0)      says      exists(k, 'integer >= 0', A == B*k)

Certificate: that of the statement with the domain.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_terms import flat_conjunction
from proofs_check.engines.existence_bounds import SWAPPED
from proofs_check.goal import Answer, Goal, Prover, undecided
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import Compare, Letter, Number, Quantified, Term, conjunction

ENGINE = "bounded existences"


def applies(goal: Goal) -> bool:
    """Whether such a bound stands beside other conditions, and the domain has no end there."""
    return _narrowed(goal.conclusion) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement with the bounds in its domain."""
    said = _narrowed(goal.conclusion)
    return undecided(ENGINE, "") if said is None else prove(goal.concluding(said))


def _narrowed(statement: Term) -> Quantified | None:
    match statement:
        case Quantified(op="exists", letter=letter, domain=domain, body=body) if domain.kind == "integer":
            pass
        case _:
            return None
    left: list[Term] = []
    for condition in flat_conjunction(body):
        narrower = _with_bound(domain, condition, letter)
        domain, kept = (domain, [condition]) if narrower is None else (narrower, [])
        left += kept
    if domain == statement.domain or not left:
        return None
    return Quantified("exists", letter, domain, conjunction(tuple(left)))


def _with_bound(domain: Domain, condition: Term, letter: str) -> Domain | None:
    """The domain with the bound that a comparison of the letter with a number says; None for other conditions."""
    match condition:
        case Compare(left=Number() as left, relation=relation, right=Letter() as right) if (
            relation in SWAPPED
        ):
            return _with_bound(domain, Compare(SWAPPED[relation], right, left), letter)
        case Compare(left=Letter(name=name), relation=relation, right=Number() as end) if name == letter:
            bound = Bound(end, relation.endswith("="))
        case _:
            return None
    if relation in (">", ">=") and domain.low is None:
        return replace(domain, low=bound)
    if relation in ("<", "<=") and domain.high is None:
        return replace(domain, high=bound)
    return None


__all__ = ["applies", "attempt"]
