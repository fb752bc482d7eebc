"""Conditions that hold together for no whole numbers: linear equations and inequalities with numbers as weights.

    not exists(x, exists(k, exists(j, x == 4*k and x == 6*j + 1)))          the conclusion is denied, and read with the hypotheses as rows
    a != 2*q + r or 2*abs(r) >= 2
    n < 2**k                                from  2*n < 2**(k + 1)          2**k counts as a letter, as products do

What is of another form is left out. c*abs(u) <= s is read as c*u <= s and -c*u <= s; an equation is denied by either order.

Certificate: that the rows have no whole solution (`whole_linear_systems.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm

from proofs_check.engines.calculus_terms import flat_conjunction, fold, folded
from proofs_check.engines.existence_bounds import SWAPPED, inside_modulus
from proofs_check.engines.existence_intro import negation, opened
from proofs_check.engines.ring import OutOfReach, Poly, exact
from proofs_check.engines.sampling import refuting_point
from proofs_check.engines.whole_atoms import Atoms
from proofs_check.engines.whole_linear_systems import CONSTANT, Key, Row, without_solution
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import membership
from proofs_check.statement.terms import (
    FALSE,
    Compare,
    Connective,
    Quantified,
    Term,
    apply,
    walk,
)

ENGINE = "whole systems"
MAX_FACTS = 24

Facts = tuple[Term, ...]


def applies(goal: Goal) -> bool:
    """Whether the conclusion denies comparisons that hold together, or compares; scalar real letters only, one of them whole."""
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters) or goal.sequences:
        return False
    if not any(domain.kind == "integer" for _, domain in goal.letters) or len(goal.hypotheses) > MAX_FACTS:
        return False
    denied = _denied(goal.conclusion)
    universal = (
        isinstance(node, Quantified) and node.op == "forall"
        for facts in denied
        for fact in facts
        for node in walk(fact)
    )
    return bool(denied) and not any(universal)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Shows that what is denied holds nowhere, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    if isinstance(goal.conclusion, Compare) and refuting_point(goal) is not None:
        return undecided(ENGINE, "it is false at a sample point")
    counts = []
    for facts in _denied(goal.conclusion):
        equations, inequalities = rows_of(opened(goal.assuming(*facts)))
        if not without_solution(equations, inequalities):
            return undecided(ENGINE, "whole numbers may satisfy the linear conditions")
        counts.append(f"{len(equations)} equations, {len(inequalities)} inequalities")
    return proved(ENGINE, f"{'; '.join(counts)}: no whole solution", "certificate")


def _denied(conclusion: Term) -> tuple[Facts, ...]:
    """Facts one of which would hold together were the conclusion false; none for another form."""
    match conclusion:
        case Connective(op="not", parts=(Quantified(op="exists") as inner,)):
            return ((inner,),)
        case Connective(op="not", parts=(Connective(op="and", parts=parts),)):
            return (parts,)
        case Connective(op="or", parts=parts) if all(isinstance(part, Compare) for part in parts):
            return (tuple(map(negation, parts)),)
        case _ if conclusion == FALSE or fold(conclusion) == FALSE:
            return ((),)
        case Compare(left=left, relation="==", right=right):
            return (Compare("<", left, right),), (Compare("<", right, left),)
        case Compare():
            return ((negation(conclusion),),)
    return ()


def rows_of(goal: Goal) -> tuple[list[Row], list[Row]]:
    """The equations and the inequalities among the facts of a goal, and what is known of the atoms in them."""
    atoms = Atoms(goal)
    equations: list[Row] = []
    inequalities: list[Row] = []
    known = frozenset(atoms.domains)
    for fact in goal.facts():
        for part in flat_conjunction(fact):
            for equation, row in _rows(part, atoms):
                (equations if equation else inequalities).append(row)
    for name in [name for name in atoms.domains if name not in known]:
        for fact in membership(name, atoms.domains[name]):
            inequalities += [row for equation, row in _rows(fact, atoms) if not equation]
    return equations, inequalities


def _rows(fact: Term, atoms: Atoms) -> Iterator[tuple[bool, Row]]:
    """The rows that a comparison gives, and whether they are equations; none for other facts."""
    if not isinstance(fact, Compare) or fact.relation == "!=":
        return
    if fact.relation in (">", ">="):
        fact = Compare(SWAPPED[fact.relation], fact.right, fact.left)
    sides = [fact.left]
    if fact.relation != "==" and (inner := inside_modulus(fact.left)) is not None:
        sides = [inner, apply("neg", inner)]
    for side in sides:
        try:
            row = _row(atoms.poly(folded(fact.right)) - atoms.poly(folded(side)), atoms)
        except OutOfReach:
            continue
        if row is not None and fact.relation == "<":
            row[CONSTANT] = row.get(CONSTANT, 0) - 1
        if row is not None:
            yield fact.relation == "==", row


def _row(poly: Poly, atoms: Atoms) -> Row | None:
    """A polynomial in whole letters as a row, made whole by a positive factor; None with other letters."""
    if any(atoms.domains[atom.label].kind != "integer" for atom in atoms.ring.atoms_of(poly)):
        return None
    weights = {powers: exact(weight) for powers, weight in poly.to_dict().items()}
    scale = lcm(*(weight.denominator for weight in weights.values()))
    return {_key(tuple(map(int, powers))): int(weight * scale) for powers, weight in weights.items()}


def _key(powers: tuple[int, ...]) -> Key:
    return tuple((place, power) for place, power in enumerate(powers) if power)


__all__ = ["applies", "attempt", "rows_of"]
