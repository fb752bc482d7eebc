"""Scalar facts that follow from equations between matrices and vectors, and from the forms of matrices below a determinant.

X == Y gives det(X) == det(Y), trace(X) == trace(Y), equal spectral radii, and w.T @ X == w.T @ Y for a vector w. det(X) is positive for a positive
definite sum X, or a positive definite X + X.T, and not zero for a matrix that is invertible by its minimal polynomial.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.word_algebra import add
from proofs_check.engines.word_definite import definite, is_regular
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import conjuncts, ruled_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import TooLarge, Unsupported
from proofs_check.goal import Goal, Prover
from proofs_check.statement.sorts import SCALAR, TRUTH, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Limit,
    Quantified,
    Sum,
    Term,
    apply,
    children,
    walk,
)

MAX_VECTORS = 4


def equation_facts(goal: Goal) -> Iterator[Term]:
    """What equations among the hypotheses say of the determinants, traces, radii and products that the goal speaks of."""
    spoken = {node.op for node in walk(goal.conclusion) if isinstance(node, Apply)}
    vectors = [name for name, domain in goal.letters if domain.kind == "vector"][:MAX_VECTORS]
    for hypothesis in goal.hypotheses:
        for fact in conjuncts(hypothesis):
            if not isinstance(fact, Compare) or fact.relation != "==":
                continue
            shape = sort_of(fact.left, goal.scope)
            if shape in (SCALAR, TRUTH):
                continue
            if shape.rows == shape.columns:
                for op in ("det", "trace", "spectral_radius"):
                    if op in spoken:
                        yield Compare("==", apply(op, fact.left), apply(op, fact.right))
                if any(isinstance(node, Apply) and node.op == "transpose" for node in walk(fact)):
                    for name in vectors:
                        if goal.scope.letters[name].size == (shape.rows,):
                            forms = (
                                apply("dot", Letter(name), apply("matmul", side, Letter(name)))
                                for side in (fact.left, fact.right)
                            )
                            yield Compare("==", *forms)
            elif shape.columns == ONE:
                for name in vectors:
                    if goal.scope.letters[name].size == (shape.rows,):
                        sides = (apply("dot", Letter(name), side) for side in (fact.left, fact.right))
                        yield Compare("==", *sides)


def facts_under_the_others(goal: Goal) -> Iterator[tuple[Term, Setting]]:
    """What an equation between matrices says of vectors, with the rules that the other hypotheses give.

    A.T @ P + P @ A == -Q at a vector with A @ x == l*x: 2*l*x.T @ P @ x == -x.T @ Q @ x.
    """
    for place, hypothesis in enumerate(goal.hypotheses):
        others = (*goal.hypotheses[:place], *goal.hypotheses[place + 1 :])
        if not others or not isinstance(hypothesis, Compare):
            continue
        alone = tuple(equation_facts(replace(goal, hypotheses=(hypothesis,))))
        rest = ruled_setting(replace(goal, hypotheses=others)) if alone else None
        if rest is not None and rest.rules:
            yield from ((fact, rest) for fact in alone)


def determinant_facts(goal: Goal, setting: Setting, prove: Prover) -> Iterator[Term]:
    """That determinants which the goal mentions are positive, or not zero."""

    def sign(term: Term, strict: bool) -> bool:
        return term == ONE or prove(goal.concluding(Compare(">" if strict else ">=", term, ZERO))).proved

    ruled = ruled_setting(goal)
    for inner in dict.fromkeys(_under_determinants(goal.conclusion)):
        try:
            kind = definite(convert(inner, setting), setting, sign)
            if kind:
                yield Compare(">" if kind == "spd" else ">=", apply("det", inner), ZERO)
            elif is_regular(convert(inner, ruled), ruled):
                yield Compare("!=", apply("det", inner), ZERO)
            elif not setting.is_complex:
                # x.T @ X @ x > 0 for x != 0: real eigenvalues are positive, the others come in conjugate pairs.
                part = add([convert(inner, ruled), convert(apply("transpose", inner), ruled)])
                if definite(part, ruled, sign) == "spd":
                    yield Compare(">", apply("det", inner), ZERO)
        except (Unsupported, TooLarge):
            continue


def _under_determinants(term: Term) -> Iterator[Term]:
    """The arguments of determinants, outside of binders."""
    if isinstance(term, Sum | Limit | Quantified):
        return
    if isinstance(term, Apply) and term.op == "det" and not isinstance(term.args[0], Letter):
        yield term.args[0]
    for part in children(term):
        yield from _under_determinants(part)
