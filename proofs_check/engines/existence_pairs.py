"""Two values for two existences, one inside the other."""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.engines.existence_bounds import renamed_apart
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.terms import Quantified, Term

Pair = tuple[Term, Term]
Witness = Callable[[Quantified, Term, Goal, Prover], Answer]


def by_pair(outer: Quantified, values: Pair, goal: Goal, prove: Prover, witness: Witness) -> Answer:
    """That the two values show the existence. The outer letter must be new to the goal."""

    def inner(asked: Goal) -> Answer:
        body = asked.conclusion
        if isinstance(body, Quantified) and body.op == "exists":
            return witness(renamed_apart(body, asked), values[1], asked, prove)
        return prove(asked)

    return witness(outer, values[0], goal, inner)


__all__ = ["Pair", "Witness", "by_pair"]
