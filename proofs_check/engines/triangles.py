"""Inequalities between moduli of several combinations, or norms, by triangles and parallelograms.

    abs(a + b) + abs(b + c) + abs(c + a) <= abs(a) + abs(b) + abs(c) + abs(a + b + c)          (Hlawka)

Every modulus becomes a letter (`opaque_moduli.py`); what their letters have to do with each other is put to the facts
(`relations_of_moduli.py`), and multipliers for products of these facts are looked for (`positivity.py`).
Certificate: the multipliers, re-checked exactly.

Reference: Mitrinovic, Analytic Inequalities, 1970, 2.25 (Hlawka's identity).
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines import positivity
from proofs_check.engines.calculus_terms import integer_of
from proofs_check.engines.opaque_moduli import NotModuli, in_moduli, speaks_of_moduli
from proofs_check.engines.relations_of_moduli import Modulus, Triangle, moduli_of, parallelograms, triangles
from proofs_check.goal import Answer, Budget, Goal, Prover, proved, undecided
from proofs_check.statement.terms import Apply, Compare, Letter, Term, free_letters, walk

ENGINE = "triangles"
FEW = 3
MAX_FACTS = 16


def applies(goal: Goal) -> bool:
    """Whether an order of terms in at least three moduli is asked for, and no more than moduli is said."""
    if not speaks_of_moduli(goal) or not isinstance(goal.conclusion, Compare):
        return False
    heads = {node for node in walk(goal.conclusion) if isinstance(node, Apply) and node.op in ("abs", "norm")}
    return goal.conclusion.relation != "==" and len(heads) >= FEW


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the inequality with multipliers, or says that none were found; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    try:
        real, names = in_moduli(goal)
    except NotModuli as reason:
        return undecided(ENGINE, str(reason))
    moduli = moduli_of(names)
    sides = triangles(moduli)
    if not sides or not _is_polynomial(real.conclusion):
        return undecided(ENGINE, "no three of the moduli are the sides of a triangle")
    for facts in _choices(real, moduli, sides):
        answer = positivity.attempt(real.assuming(*facts), Budget(), squares=False)
        if answer.proved:
            return proved(ENGINE, f"in moduli, by triangles: {answer.detail}"[:400], "certificate", (answer,))
    return undecided(ENGINE, "no multipliers for the triangles were found")


def _choices(
    real: Goal, moduli: tuple[Modulus, ...], sides: tuple[Triangle, ...]
) -> Iterator[tuple[Term, ...]]:
    """The facts that are tried together: first those that bound what stands on the smaller side."""
    conclusion = real.conclusion
    assert isinstance(conclusion, Compare)
    smaller = conclusion.left if conclusion.relation in ("<", "<=") else conclusion.right
    low = free_letters(smaller)
    needed = tuple(one.fact for one in sides if isinstance(one.name, Letter) and one.name.name in low)
    squares = parallelograms(moduli)
    if needed:
        yield (*squares, *needed[:MAX_FACTS])
    if len(needed) < len(sides):
        yield (*squares, *(one.fact for one in sides[:MAX_FACTS]))


def _is_polynomial(statement: Term) -> bool:
    """Whether multipliers may be looked for: no functions but those of polynomials and quotients of them."""
    for node in walk(statement):
        match node:
            case Apply(op="pow", args=(_, exponent)) if integer_of(exponent) is None:
                return False
            case Apply(op=op) if op not in ("add", "sub", "mul", "div", "neg", "pow", "abs"):
                return False
    return True
