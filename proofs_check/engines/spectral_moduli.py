"""Comparisons of the norms of p(A) @ v and q(A) @ v, eigenvalue by eigenvalue (see `word_spectral.py`)."""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.existence_bounds import linear
from proofs_check.engines.gram_image import scalar_image
from proofs_check.engines.sampling import refuting_point
from proofs_check.engines.spectral_goals import ENGINE, TURNED, Asked
from proofs_check.engines.word_terms import MatrixPolynomial, scalars_term
from proofs_check.goal import Answer, Goal, proved, undecided
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    free_letters,
    substitute,
    walk,
)


def moduli(asked: Asked, left: MatrixPolynomial, right: MatrixPolynomial, c: Term, d: Term) -> Answer:
    """Proves c*|p| <= d*|q| for the functions of an eigenvalue that stand before the vector."""
    sides = []
    for one, factor in ((left, c), (right, d)):
        parts = [(scalars_term(m.scalars, value) or ONE, (m.word[:-1],)) for m, value in one.terms]
        size = apply("abs", asked.sum_of(parts, asked.here))
        sides.append(apply("mul", scalar_image(factor, asked.setting, asked.namer), size))
    goal = asked.scalar(Compare("<=", sides[0], sides[1]))
    answer = _at_ends(goal, asked)
    if not answer.proved:
        answer = asked.prove(goal)
    if not answer.proved:
        return undecided(ENGINE, f"for one eigenvalue: {answer.detail}"[:300])
    return proved(ENGINE, f"eigenvalue by eigenvalue: {answer.detail}", "certificate", (answer,))


def _at_ends(goal: Goal, asked: Asked) -> Answer:
    """c*|p(lam)| <= d with an affine p: it is convex in lam, so it is enough at two bounds of lam."""
    conclusion, names = goal.conclusion, tuple(asked.here.eigenvalues.values())
    if len(names) != 1 or not isinstance(conclusion, Compare) or names[0] in free_letters(conclusion.right):
        return undecided(ENGINE, "not convex")
    name = names[0]
    questions = Questions(goal, asked.prove)
    inner = [node for node in walk(conclusion.left) if isinstance(node, Apply) and node.op == "abs"]
    inner = [node for node in inner if name in free_letters(node)]
    if len(inner) != 1 or linear(inner[0].args[0], name, questions) is None:
        return undecided(ENGINE, "not affine in the eigenvalue")
    about = [fact for fact in goal.hypotheses if name in free_letters(fact)]
    rest = replace(goal, hypotheses=tuple(f for f in goal.hypotheses if f not in about))
    parts = []
    for relations in ((">", ">="), ("<", "<=")):
        found = undecided(ENGINE, "no bound")
        for end in _bounds_of(about, name, relations):
            at_end = rest.concluding(substitute(conclusion, {name: end}))
            if not found.proved and refuting_point(at_end) is None:
                found = asked.prove(at_end)
        if not found.proved:
            return found
        parts.append(found)
    return proved(ENGINE, "at the ends of the spectrum", "certificate", tuple(parts))


def _bounds_of(facts: list[Term], name: str, relations: tuple[str, str]) -> list[Term]:
    """The terms t of facts `name > t` (or `name < t`), at most three of them, the last ones first."""
    found = []
    for fact in facts:
        if not isinstance(fact, Compare) or fact.relation not in TURNED:
            continue
        ways = ((fact.relation, fact.left, fact.right), (TURNED[fact.relation], fact.right, fact.left))
        for relation, left, right in ways:
            if left == Letter(name) and relation in relations and name not in free_letters(right):
                found.append(right)
    return found[:3]
