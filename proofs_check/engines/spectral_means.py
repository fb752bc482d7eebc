"""Goals about one eigenvalue with what is known of the sum of all: the mean, or the product, and the tangent there.

The eigenvalues less their mean s = trace(A)/n add up to 0, so g(lam) + m*(lam - s) >= 0 for all lam implies the sum of g >= 0, for every m that is free of
lam. m = -g'(s) makes lam = s stationary: what is left is that the tangent at the mean lies below g. Where det(A) == 1, the logarithms of the
eigenvalues of a definite A add up to 0, and g(lam) - g'(1)*log(lam) >= 0 is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.definedness import obligations
from proofs_check.engines.derivatives import NotDifferentiable, carry_out
from proofs_check.engines.spectral_goals import Asked
from proofs_check.engines.word_rules import conjuncts
from proofs_check.engines.word_terms import all_names
from proofs_check.goal import Goal, Prover
from proofs_check.statement.domains import REAL
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Diff,
    Letter,
    Term,
    apply,
    free_letters,
    fresh,
    substitute,
    walk,
)


def at_the_mean(goal: Goal, asked: Asked, prove: Prover) -> Iterator[Goal]:
    """The goal with the tangent at the mean, for every letter whose trace it mentions."""
    conclusion = goal.conclusion
    assert isinstance(conclusion, Compare)
    for factor in asked.found.matrices:
        trace = apply("trace", factor.base)
        if factor.base not in asked.here.eigenvalues or trace not in asked.namer.names:
            continue
        lam, total = asked.here.eigenvalues[factor.base], asked.namer.names[trace]
        taken = all_names((*goal.hypotheses, conclusion)) | {name for name, _ in goal.letters}
        mean = fresh("s", frozenset(taken))
        put = {total: apply("mul", asked.namer.image(factor.rows), Letter(mean))}
        inside = replace(
            goal.with_letter(mean, REAL),
            hypotheses=tuple(substitute(fact, put) for fact in goal.hypotheses),
        ).assuming(*_kind(factor.traits, Letter(mean)))
        g = substitute(conclusion.right, put)
        slope = _slope(g, lam, Letter(mean), inside, asked, prove)
        if slope is not None:
            gap = apply("mul", slope, apply("sub", Letter(lam), Letter(mean)))
            yield inside.concluding(Compare(conclusion.relation, ZERO, apply("sub", g, gap)))


def at_unit_determinant(goal: Goal, asked: Asked, prove: Prover) -> Iterator[Goal]:
    """The goal with the multiple of log(lam) that makes lam = 1 stationary, for every definite letter of determinant 1."""
    conclusion = goal.conclusion
    assert isinstance(conclusion, Compare)
    for factor in asked.found.matrices:
        if "spd" not in factor.traits or factor.base not in unit_determinants(asked.goal):
            continue
        lam = asked.here.eigenvalues.get(factor.base)
        slope = None if lam is None else _slope(conclusion.right, lam, ONE, goal, asked, prove)
        if lam is not None and slope is not None:
            multiple = apply("mul", slope, apply("log", Letter(lam)))
            yield goal.concluding(
                Compare(conclusion.relation, ZERO, apply("sub", conclusion.right, multiple))
            )


def unit_determinants(goal: Goal) -> frozenset[Term]:
    """The matrices A of the hypotheses det(A) == 1."""
    facts = [fact for hypothesis in goal.hypotheses for fact in conjuncts(hypothesis)]
    found: set[Term] = set()
    for fact in facts:
        match fact:
            case Compare(relation="==", left=Apply(op="det", args=(matrix,)), right=right) if right == ONE:
                found.add(matrix)
            case Compare(relation="==", left=left, right=Apply(op="det", args=(matrix,))) if left == ONE:
                found.add(matrix)
    return frozenset(found)


def _kind(traits: frozenset[str], mean: Term) -> Iterator[Term]:
    """The mean of the eigenvalues of a definite matrix is positive, of a semidefinite one at least 0."""
    if "spd" in traits or "psd" in traits:
        yield Compare(">" if "spd" in traits else ">=", mean, ZERO)


def _slope(g: Term, lam: str, at: Term, goal: Goal, asked: Asked, prove: Prover) -> Term | None:
    """g'(at), where it is shown to be defined and is the same for all eigenvalues."""
    try:
        slope, conditions = carry_out(Diff(g, lam), goal.scope)
    except NotDifferentiable:
        return None
    put = {lam: at}
    slope = substitute(slope, put)
    eigenvalues = frozenset(asked.here.eigenvalues.values())
    if free_letters(slope) & eigenvalues or any(isinstance(node, Diff) for node in walk(slope)):
        return None
    wanted = [substitute(condition, put) for condition in conditions]
    for needed in obligations(slope, goal.scope, goal.first_indices):
        if needed.letters or needed.under or needed.limit is not None:
            return None
        wanted.append(needed.says)
    return slope if all(prove(goal.concluding(one)).proved for one in wanted) else None
