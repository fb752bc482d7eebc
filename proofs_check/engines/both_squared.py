"""Comparisons with roots and moduli, by squaring: two numbers that are not negative compare as their squares do.

Certificate: that of the three goals it leads to (both sides at least 0, and the squares).
"""

from __future__ import annotations

from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ZERO, Apply, Compare, Limit, Term, apply, number, walk

ENGINE = "squaring"
RELATIONS = ("==", "<=", "<", ">=", ">")
ROOTS = ("sqrt", "abs", "norm")


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a comparison of two sides that are not negative from that of their squares."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in RELATIONS:
        return undecided(ENGINE, "")
    left, right = conclusion.left, conclusion.right
    if not (has_root(left) or has_root(right)) or is_square(left) or is_square(right):
        return undecided(ENGINE, "")
    parts = []
    for statement in (
        Compare(">=", left, ZERO),
        Compare(">=", right, ZERO),
        Compare(conclusion.relation, apply("pow", left, number(2)), apply("pow", right, number(2))),
    ):
        answer = prove(goal.concluding(statement))
        if not answer.proved:
            return undecided(ENGINE, "the sides or their squares are not decided")
        parts.append(answer)
    return proved(
        ENGINE, "both sides are at least 0, and their squares compare so", "certificate", tuple(parts)
    )


def compares_roots(statement: Term) -> bool:
    """Whether the statement is an equation with roots, or orders two terms of which one is a root: squaring is the way."""
    if not isinstance(statement, Compare) or statement.relation not in RELATIONS:
        return False
    if any(isinstance(node, Limit) for node in walk(statement)):
        return False
    if statement.relation == "==":
        return has_root(statement.left) or has_root(statement.right)
    return any(isinstance(side, Apply) and side.op in ROOTS for side in (statement.left, statement.right))


def has_root(term: Term) -> bool:
    """Whether a root or a modulus stands in the term."""
    return any(isinstance(node, Apply) and node.op in ROOTS for node in walk(term))


def is_square(term: Term) -> bool:
    """Whether the term is a square already: squaring again leads nowhere."""
    return isinstance(term, Apply) and term.op == "pow" and term.args[1] == number(2)
