"""Comparisons with roots and moduli, by squaring: two numbers that are not negative compare as their squares do, or as
their n-th powers do.

Certificate: that of the three goals it leads to (both sides at least 0, and the powers).
"""

from __future__ import annotations

from proofs_check.engines.calculus_signs import is_real
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ZERO, Apply, Compare, Limit, Number, Term, apply, number, walk

ENGINE = "squaring"
RELATIONS = ("==", "<=", "<", ">=", ">")
MAX_DEGREE = 8
ROOTS = ("sqrt", "abs", "norm")


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a comparison of two sides that are not negative from that of their squares."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in RELATIONS:
        return undecided(ENGINE, "")
    left, right = conclusion.left, conclusion.right
    complex_letters = frozenset(name for name, domain in goal.letters if domain.is_complex)
    if complex_letters and not (is_real(left, complex_letters) and is_real(right, complex_letters)):
        return undecided(ENGINE, "complex numbers have no order")
    power = _power(left, right)
    if power is None or is_power(left, power) or is_power(right, power):
        return undecided(ENGINE, "")
    raised = (apply("pow", side, number(power)) for side in (left, right))
    parts = []
    for statement in (
        Compare(">=", left, ZERO),
        Compare(">=", right, ZERO),
        Compare(conclusion.relation, *raised),
    ):
        answer = prove(goal.concluding(statement))
        if not answer.proved:
            return undecided(ENGINE, "the sides or their powers are not decided")
        parts.append(answer)
    powers = "squares" if power == 2 else f"powers {power}"
    return proved(
        ENGINE, f"both sides are at least 0, and their {powers} compare so", "certificate", tuple(parts)
    )


def _power(left: Term, right: Term) -> int | None:
    """2 where a square root or a modulus stands in a side, else the degree of the first higher root."""
    if has_root(left) or has_root(right):
        return 2
    return next((n for side in (left, right) for n in map(_degree, walk(side)) if n is not None), None)


def _degree(node: Term) -> int | None:
    if not isinstance(node, Apply) or node.op not in ("root", "pow"):
        return None
    exponent = node.args[1]
    if not isinstance(exponent, Number):
        return None
    degree = exponent.value.numerator if node.op == "root" else exponent.value.denominator
    return degree if 2 < degree <= MAX_DEGREE and (node.op == "pow" or exponent.value == degree) else None


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


def is_power(term: Term, power: int) -> bool:
    """Whether the term is such a power already: raising it again leads nowhere."""
    return isinstance(term, Apply) and term.op == "pow" and term.args[1] == number(power)
