"""Eigenvalues of a shifted matrix: those of the matrix, shifted.

    max(eigenvalues(A + c*I)) == max(eigenvalues(A)) + c        min likewise
    eigenvalues(A + c*I) == eigenvalues(A) + [[c], ..., [c]]    for a size that is a number

In a real claim eigenvalues stand only where they are real, and a real shift keeps their order.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import (
    MatrixPolynomial,
    Monomial,
    TooLarge,
    Unsupported,
    polynomial,
)
from proofs_check.goal import Goal
from proofs_check.statement.sorts import SortError
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Matrix,
    Number,
    Term,
    apply,
    binder,
    children,
    rebuild,
    walk,
)


def unshifted(goal: Goal) -> Goal:
    """The goal with the shifts taken out of its eigenvalues."""
    terms = (goal.conclusion, *goal.hypotheses)
    if not any(isinstance(node, Apply) and node.op == "eigenvalues" for term in terms for node in walk(term)):
        return goal
    if any(domain.is_complex for _, domain in goal.letters):
        return goal
    setting = plain_setting(goal)
    hypotheses = tuple(_changed(fact, setting) for fact in goal.hypotheses)
    return replace(goal, hypotheses=hypotheses, conclusion=_changed(goal.conclusion, setting))


def _changed(term: Term, setting: Setting) -> Term:
    match term:
        case Apply(op=("max" | "min") as op, args=(Apply(op="eigenvalues", args=(inner,)),)):
            found = _split(inner, setting)
            return (
                term if found is None else apply("add", apply(op, apply("eigenvalues", found[0])), found[1])
            )
        case Apply(op="eigenvalues", args=(inner,)):
            found = _split(inner, setting)
            return term if found is None else _by_entries(term, *found, setting)
    if binder(term) is not None:
        return term
    parts = tuple(_changed(part, setting) for part in children(term))
    return rebuild(term, parts) if parts else term


def _by_entries(term: Term, rest: Term, shift: Term, setting: Setting) -> Term:
    rows = convert(rest, setting).rows
    if not isinstance(rows, Number) or not 2 <= rows.value <= 4:
        return term
    column = Matrix(tuple((shift,) for _ in range(int(rows.value))))
    return apply("add", apply("eigenvalues", rest), column)


def _split(matrix: Term, setting: Setting) -> tuple[Term, Term] | None:
    """(M, c) of a matrix M + c*I, M not a multiple of the identity; None where c is 0 or M no sum of words."""
    try:
        found = convert(matrix, setting)
    except (Unsupported, TooLarge, SortError):
        return None
    if found.is_scalar or any(monomial.binders for monomial, _ in found.terms):
        return None
    shifts = {one: value for one, value in found.terms if not one.word}
    others = {one: value for one, value in found.terms if one.word}
    if not shifts or not others:
        return None
    return polynomial(found.rows, found.columns, others).term, _scalar(shifts).term


def _scalar(shifts: dict[Monomial, Fraction]) -> MatrixPolynomial:
    return polynomial(ONE, ONE, shifts)
