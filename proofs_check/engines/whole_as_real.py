"""Orders with square roots and whole letters: what holds for all real numbers of the same bounds holds for whole ones.

Only sums, products, quotients, roots, moduli and powers with a number as exponent: they mean the same for real letters. Certificate: the
goal for real letters, proved wherever its terms are defined.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import Apply, Compare, Letter, Number, Term, walk

ENGINE = "whole letters as real ones"
ORDERS = ("<", "<=", ">", ">=")
ALIKE = frozenset(("add", "sub", "mul", "div", "neg", "sqrt", "abs"))


def applies(goal: Goal) -> bool:
    """Whether terms are ordered that have whole letters in them and a root in one of them."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ORDERS or goal.sequences:
        return False
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return False
    statements = (conclusion, *goal.hypotheses)
    if not any(domain.kind == "integer" for _, domain in goal.letters) or not all(map(_is_alike, statements)):
        return False
    return any(isinstance(node, Apply) and node.op == "sqrt" for one in statements for node in walk(one))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal for real letters, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    letters = tuple((name, replace(domain, kind="real")) for name, domain in goal.letters)
    answer = prove(replace(goal, letters=letters))
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(ENGINE, answer.detail, "certificate", (answer,))


def _is_alike(statement: Term) -> bool:
    """Whether the statement compares terms that mean the same for whole and for real letters."""
    for node in walk(statement):
        match node:
            case Compare() | Letter() | Number():
                continue
            case Apply(op="pow", args=(_, Number())):
                continue
            case Apply(op=op) if op in ALIKE:
                continue
        return False
    return True
