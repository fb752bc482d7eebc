"""Matrices that satisfy a polynomial equation: their inverses as polynomials, and the signs of their determinants.

w0*I + w1*X + ... + wk*X**k == 0 (see `word_relations.py`) gives, where w0 != 0,

    det(X) != 0        and        inv(X) == -(w1*I + w2*X + ... + wk*X**(k-1))/w0,

and det(X) > 0 where w0 + w1*s + ... + wk*s**k != 0 for every real s <= 0: no real eigenvalue is 0 or negative, and the others come in conjugate
pairs. So inv(I + c*P) == I - c/(1 + c)*P for a projection P, inv(I - c*N) == I + c*N where N @ N == 0, inv(J) == J for an involution.

Reference: Horn and Johnson, Matrix Analysis, section 3.3 and theorem 1.1.6.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.scalar_image import touches_matrices
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_relations import Relation, relation
from proofs_check.engines.word_rules import ruled_setting
from proofs_check.engines.word_terms import TooLarge, Unsupported, all_names
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_invertible
from proofs_check.statement.domains import REAL
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Diff,
    Letter,
    Term,
    apply,
    binder,
    children,
    fresh,
    number,
    rebuild,
)
from proofs_check.statement.text import text

ENGINE = "algebraic matrices"
TURNED = {"<": ">", ">": "<", "!=": "!=", "<=": ">=", ">=": "<=", "==": "=="}


def applies(goal: Goal) -> bool:
    """Whether the conclusion has an inverse that is not seen to exist, or asks for the sign of a determinant."""
    return (
        sign_of_determinant(goal.conclusion) is not None
        or next(_inverted(goal.conclusion, goal), None) is not None
    )


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves det(X) != 0, det(X) > 0, and statements with inverses by those with polynomials; it never refutes."""
    try:
        asked = sign_of_determinant(goal.conclusion)
        if asked is not None:
            return _sign(*asked, goal, prove)
        return _without_inverses(goal, prove)
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))


def sign_of_determinant(conclusion: Term) -> tuple[Term, str] | None:
    """(X, relation) where the conclusion is det(X) != 0 or det(X) > 0."""
    if not isinstance(conclusion, Compare):
        return None
    for side, other, kind in (
        (conclusion.left, conclusion.right, conclusion.relation),
        (conclusion.right, conclusion.left, TURNED[conclusion.relation]),
    ):
        if isinstance(side, Apply) and side.op == "det" and other == ZERO and kind in ("!=", ">"):
            return side.args[0], kind
    return None


def _relation(matrix: Term, goal: Goal) -> Relation:
    """Raises Unsupported where there is none, or none with a constant term."""
    setting = ruled_setting(goal)
    found = relation(convert(matrix, setting), setting)
    if found is None or found.weights[0] == ZERO:
        raise Unsupported(f"no polynomial that {text(matrix)} satisfies")
    return found


def _sign(matrix: Term, kind: str, goal: Goal, prove: Prover) -> Answer:
    if kind == ">" and any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "complex entries")
    found = _relation(matrix, goal)
    if kind == "!=":
        answer = prove(goal.concluding(Compare("!=", found.weights[0], ZERO)))
    else:
        answer = prove(_no_root_below(found, goal))
    if not answer.proved:
        return undecided(ENGINE, f"the constant term of the minimal polynomial: {answer.detail}"[:300])
    return proved(
        ENGINE, f"a polynomial that {text(matrix)} satisfies: {answer.detail}", "certificate", (answer,)
    )


def _no_root_below(found: Relation, goal: Goal) -> Goal:
    """That no s <= 0 is a root."""
    taken = all_names((*goal.hypotheses, goal.conclusion)) | {name for name, _ in goal.letters}
    name = fresh("s", frozenset(taken | {sequence.name for sequence in goal.sequences}))
    value = found.weights[0]
    for power, weight in enumerate(found.weights[1:], 1):
        value = apply("add", value, apply("mul", weight, apply("pow", Letter(name), number(power))))
    inside = goal.with_letter(name, REAL).assuming(Compare("<=", Letter(name), ZERO))
    return inside.concluding(Compare("!=", value, ZERO))


def _inverted(term: Term, goal: Goal) -> Iterator[Term]:
    """The matrices whose inverses stand outside of binders and are not seen to exist, the outer ones first."""
    if binder(term) is not None or isinstance(term, Diff):
        return
    if isinstance(term, Apply) and term.op == "inv" and sort_of(term, goal.scope) != SCALAR:
        inner = term.args[0]
        if touches_matrices(inner, goal.scope) and not is_invertible(inner, goal.scope):
            yield inner
    for part in children(term):
        yield from _inverted(part, goal)


def _without_inverses(goal: Goal, prove: Prover) -> Answer:
    put: dict[Term, Term] = {}
    parts: list[Answer] = []
    for inner in dict.fromkeys(_inverted(goal.conclusion, goal)):
        try:
            found = _relation(inner, goal)
        except (Unsupported, TooLarge):
            continue
        parts.append(prove(goal.concluding(Compare("!=", found.weights[0], ZERO))))
        if parts[-1].proved:
            put[apply("inv", inner)] = found.inverse
        else:
            parts.pop()
    if not put:
        return undecided(ENGINE, "")
    answer = prove(goal.concluding(replaced(goal.conclusion, put)))
    if not answer.proved:
        return undecided(ENGINE, f"with inverses as polynomials: {answer.detail}"[:300])
    return proved(ENGINE, f"with inverses as polynomials: {answer.detail}", "certificate", (*parts, answer))


def replaced(term: Term, put: dict[Term, Term]) -> Term:
    """The term with what is put for inverses, outside of binders."""
    if term in put:
        return put[term]
    parts = children(term)
    stays = binder(term) is not None or isinstance(term, Diff) or not parts
    return term if stays else rebuild(term, tuple(replaced(part, put) for part in parts))


__all__ = ["ENGINE", "applies", "attempt", "replaced"]
