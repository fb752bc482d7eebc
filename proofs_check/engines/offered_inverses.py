"""Inverses that a claim offers: inv(X) == Y says what X has to be multiplied with.

X @ Y == I, with a Y that is defined, shows that the square matrix X is invertible. Whether Y is defined is asked without the claim, so
that two inverses cannot vouch for each other.

Reference: Horn and Johnson, Matrix Analysis, section 0.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.goal import Goal
from proofs_check.obligation import Obligation
from proofs_check.statement.sorts import sort_of
from proofs_check.statement.terms import TRUE, ZERO, Apply, Compare, Connective, Term, apply


def offered(goal: Goal, obligation: Obligation) -> tuple[Term, Goal, Goal] | None:
    """(Y, the goal under which Y must be defined, the goal X @ Y == I) for the obligation that inv(X) asks for; None without a Y."""
    match obligation.says:
        case Compare(relation="!=", left=Apply(op="det", args=(matrix,)), right=right) if right == ZERO:
            value = next(_equal_to(apply("inv", matrix), goal.conclusion), None)
        case _:
            return None
    if value is None or obligation.letters or obligation.under:
        return None
    unit = apply("identity", sort_of(matrix, goal.scope).rows)
    product = Compare("==", apply("matmul", matrix, value), unit)
    return value, goal.concluding(TRUE), goal.concluding(product)


def _equal_to(inverse: Term, conclusion: Term) -> Iterator[Term]:
    """The other sides of the equations that the conclusion asserts of the inverse."""
    match conclusion:
        case Compare(relation="==", left=left, right=right):
            yield from (other for side, other in ((left, right), (right, left)) if side == inverse)
        case Connective(op="and", parts=parts):
            for part in parts:
                yield from _equal_to(inverse, part)
        case _:
            return
