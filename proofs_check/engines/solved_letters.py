"""Letters that a hypothesis gives in terms of others are put in, where nothing that their kinds say is lost.

B == A + D with positive semidefinite D and definite A, B: the goal is about A and D alone.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.affine import UNIT
from proofs_check.engines.word_algebra import scale, subtract, transposed
from proofs_check.engines.word_definite import definite, of_number
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import conjuncts, plain_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import (
    MatrixPolynomial,
    TooLarge,
    Unsupported,
    polynomial,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.sorts import SCALAR, TRUTH, sort_of
from proofs_check.statement.terms import Compare, Letter, Term, free_letters, substitute

ENGINE = "solved letters"


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a goal by the same without the letters that equations give; it never refutes."""
    if any(domain.is_complex for _, domain in goal.letters) or goal.sequences:
        return undecided(ENGINE, "")
    found, count = goal, 0
    while (smaller := _without_one(found)) is not None:
        found, count = smaller, count + 1
    if not count:
        return undecided(ENGINE, "")
    answer = prove(found)
    if not answer.proved:
        return undecided(ENGINE, f"with what equations give put in: {answer.detail}"[:300])
    return proved(ENGINE, f"with what equations give put in: {answer.detail}", "certificate", (answer,))


def _without_one(goal: Goal) -> Goal | None:
    """The goal with the first square matrix that an equation gives put in."""
    setting = plain_setting(goal)
    for hypothesis in goal.hypotheses:
        for fact in conjuncts(hypothesis):
            if not isinstance(fact, Compare) or fact.relation != "==":
                continue
            shape = sort_of(fact.left, goal.scope)
            if shape in (SCALAR, TRUTH) or shape.rows != shape.columns:
                continue
            try:
                gap = subtract(convert(fact.left, setting), convert(fact.right, setting))
                found = _solved(gap, goal, setting)
            except (Unsupported, TooLarge):
                continue
            if found is not None:
                return _put(goal, *found)
    return None


def _solved(gap: MatrixPolynomial, goal: Goal, setting: Setting) -> tuple[str, Term] | None:
    """(X, T) with X == T, X in the conclusion, T without X and of the kind that X has."""
    spoken = free_letters(goal.conclusion)
    for monomial, value in gap.terms:
        if len(gap.terms) < 2 or monomial.scalars or monomial.binders or len(monomial.word) != 1:
            continue
        factor = monomial.word[0]
        if not isinstance(factor.base, Letter) or factor.transposed or factor.exponent != UNIT:
            continue
        name = factor.base.name
        alone = polynomial(gap.rows, gap.columns, {monomial: value})
        rest = scale(subtract(alone, gap), 1 / value)
        kind = goal.scope.letters[name].kind
        if name in spoken and name not in free_letters(rest.term) and _has_kind(rest, kind, setting):
            return name, rest.term
    return None


def _has_kind(found: MatrixPolynomial, kind: str, setting: Setting) -> bool:
    """Whether a sum of products is of a kind for all values of its letters."""
    if kind == "matrix":
        return True
    if kind == "symmetric":
        return transposed(found, setting) == found
    known = definite(found, setting, of_number)
    return known == "spd" if kind in ("spd", "invertible") else bool(known) and kind == "psd"


def _put(goal: Goal, name: str, value: Term) -> Goal | None:
    if any(name in free_letters(end) for _, domain in goal.letters for end in domain.terms()):
        return None
    put = {name: value}
    return replace(
        goal,
        letters=tuple(pair for pair in goal.letters if pair[0] != name),
        hypotheses=tuple(substitute(fact, put) for fact in goal.hypotheses),
        conclusion=substitute(goal.conclusion, put),
    )
