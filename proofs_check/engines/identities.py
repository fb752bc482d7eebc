"""Which engines for identities a goal calls for, cheap ones first."""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.engines import complex_numbers, inverse_functions, radicals, telescoping
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.terms import Apply, Compare, Sum, Term, walk

Engine = tuple[str, Callable[[Goal, Prover], Answer]]


def engines_for(goal: Goal) -> list[Engine]:
    """The engines whose functions occur in the conclusion."""
    if complex_numbers.applies(goal):
        return [(complex_numbers.ENGINE, complex_numbers.attempt)]
    if not isinstance(goal.conclusion, Compare):
        return []
    ops = _operations(goal.conclusion)
    found: list[Engine] = []
    if goal.conclusion.relation == "==" and ops & set(inverse_functions.HEADS):
        found.append((inverse_functions.ENGINE, inverse_functions.attempt))
    if goal.conclusion.relation == "==" and any(isinstance(node, Sum) for node in walk(goal.conclusion)):
        found.append((telescoping.ENGINE, telescoping.attempt))
    if goal.conclusion.relation in ("<", "<=", ">", ">=") and ops & {"sqrt", "norm"}:
        found.append((radicals.ENGINE, radicals.attempt))
    return found


def _operations(statement: Term) -> set[str]:
    return {node.op for node in walk(statement) if isinstance(node, Apply)}
