"""Equations between polynomials in real symmetric matrices that commute, eigenvalue by eigenvalue.

In a common basis of eigenvectors p(A, B) is the diagonal of p(lam, mu), so p(A, B) == 0 if p(lam, mu) == 0 for all eigenvalues that the hypotheses
allow: A**3 == 0 gives A == 0, A**k == I gives A**2 == I. Matrices that the hypotheses do not say to commute do so where A**j == q(B) with j odd, or A
positive semidefinite: t -> t**j is one to one there, so that A is a polynomial in q(B). So A @ A == B @ B gives A == B for semidefinite A, B.
Certificate: the proof for one eigenvalue of each matrix. Real entries only.

Reference: Horn and Johnson, Matrix Analysis, theorems 2.5.6, 1.3.21 and 7.2.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from proofs_check.engines.affine import Affine
from proofs_check.engines.spectral_goals import Asked
from proofs_check.engines.spectral_reading import Reading, check_family, letters_of
from proofs_check.engines.word_algebra import subtract
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import conjuncts, plain_setting, ruled_setting
from proofs_check.engines.word_setting import Setting, nonnegative
from proofs_check.engines.word_terms import Factor, MatrixPolynomial, TooLarge, Unsupported, scalars_term
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.sorts import SCALAR, Shape, SortError, sort_of
from proofs_check.statement.terms import ONE, Compare, Letter, Term

ENGINE = "equations between eigenvalues"


def applies(goal: Goal) -> bool:
    """Whether the conclusion equates square matrices, and so does a hypothesis; no complex letters, no sequences."""
    if goal.sequences or any(domain.is_complex for _, domain in goal.letters):
        return False
    return _is_square(goal.conclusion, goal) and next(_equations(goal), None) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the equation for every eigenvalue, or says why not; it never refutes."""
    if not applies(goal) or not isinstance(goal.conclusion, Compare):
        return undecided(ENGINE, "")
    try:
        setting = _setting(goal, prove)
        gap = subtract(convert(goal.conclusion.left, setting), convert(goal.conclusion.right, setting))
        found = _reading(gap, setting)
    except (Unsupported, TooLarge, SortError) as problem:
        return undecided(ENGINE, str(problem))
    try:
        answer = Asked(goal, setting, found, prove).answer("==")
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(ENGINE, answer.detail, "certificate", (answer,))


def _is_square(statement: Term, goal: Goal) -> bool:
    if not isinstance(statement, Compare) or statement.relation != "==":
        return False
    shape = sort_of(statement.left, goal.scope)
    return isinstance(shape, Shape) and shape != SCALAR and shape.rows == shape.columns != ONE


def _equations(goal: Goal) -> Iterator[Compare]:
    """The equations between square matrices among the hypotheses."""
    for hypothesis in goal.hypotheses:
        for fact in conjuncts(hypothesis):
            if isinstance(fact, Compare) and _is_square(fact, goal):
                yield fact


def _reading(gap: MatrixPolynomial, setting: Setting) -> Reading:
    """The words with their coefficients as functions of one index. Raises Unsupported."""
    if any(monomial.binders for monomial, _ in gap.terms):
        raise Unsupported("sums over an index")
    words = [monomial.word for monomial, _ in gap.terms]
    if any(not factor.square for word in words for factor in word):
        raise Unsupported("a factor that is not square")
    factors = tuple(dict.fromkeys(factor for word in words for factor in letters_of(word)))
    check_family(factors, setting)
    linear = tuple((scalars_term(one.scalars, value) or ONE, one.word) for one, value in gap.terms)
    return Reading(linear, (), frozenset(), factors)


def _setting(goal: Goal, prove: Prover) -> Setting:
    """The setting without rules but for the pairs that commute, those among them that powers say to."""
    setting = replace(plain_setting(goal, prove), commuting=ruled_setting(goal).commuting)
    pairs = set(setting.commuting)
    for fact in _equations(goal):
        try:
            sides = convert(fact.left, setting), convert(fact.right, setting)
        except (Unsupported, TooLarge):
            continue
        for one, other in (sides, sides[::-1]):
            root, rest = _root(one, setting), _only_letter(other)
            if root is not None and rest is not None:
                pairs.add(frozenset({(root.base, False), (rest.base, False)}))
    return replace(setting, commuting=frozenset(pairs))


def _root(side: MatrixPolynomial, setting: Setting) -> Factor | None:
    """A of c*A**j, c a number, where A is determined by the power: j odd, or j >= 1 and A positive semidefinite."""
    single = side.single()
    if single is None or single[0].scalars or len(single[0].word) != 1:
        return None
    (factor,) = single[0].word
    exponent = factor.exponent
    if not isinstance(factor.base, Letter) or "symmetric" not in factor.traits or not factor.square:
        return None
    odd = exponent.is_constant and exponent.constant > 0 and exponent.constant % 2 == 1
    definite = "psd" in factor.traits and nonnegative(exponent - Affine(1), setting)
    return factor if odd or definite else None


def _only_letter(side: MatrixPolynomial) -> Factor | None:
    """The symmetric letter that a polynomial is made of; its coefficients are numbers of the claim."""
    if any(monomial.binders for monomial, _ in side.terms):
        return None
    try:
        found = {factor.base: factor for one, _ in side.terms for factor in letters_of(one.word)}
    except Unsupported:
        return None
    (factor,) = found.values() if len(found) == 1 else (None,)
    return (
        factor if factor is not None and isinstance(factor.base, Letter) and _is_symmetric(factor) else None
    )


def _is_symmetric(factor: Factor) -> bool:
    return "symmetric" in factor.traits


__all__ = ["ENGINE", "applies", "attempt"]
