"""Determinants of matrices near a multiple of the identity: det(a*I + R) != 0 where norm(R) < abs(a), and > 0 for a > 0.

The eigenvalues of R are at most its spectral radius, which is at most its norm, in modulus. So no eigenvalue of a*I + R is 0, and for a > 0 and real
entries the real ones are positive; the others come in conjugate pairs. a is the multiple of the identity in the matrix, or what a norm in a hypothesis
suggests: norm(A - I) < 1 gives det(A) > 0.
Certificate: the proof that the norm, or the spectral radius, of R is less than abs(a).

Reference: Horn and Johnson, Matrix Analysis, theorem 5.6.9 and corollary 5.6.16.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from proofs_check.engines.algebraic_matrices import sign_of_determinant
from proofs_check.engines.calculus_terms import number_of
from proofs_check.engines.word_algebra import subtract
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import MatrixPolynomial, Monomial, TooLarge, Unsupported
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import Apply, Compare, Term, apply, walk
from proofs_check.statement.text import text

ENGINE = "dominant identity"
SIZES = ("norm", "spectral_radius")


def applies(goal: Goal) -> bool:
    """Whether the conclusion is det(M) > 0 or det(M) != 0, and a hypothesis speaks of a norm or a spectral radius."""
    if sign_of_determinant(goal.conclusion) is None:
        return False
    return any(_speaks(fact) for fact in goal.hypotheses)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the sign of the determinant, or says why not; it never refutes."""
    asked = sign_of_determinant(goal.conclusion) if applies(goal) else None
    if asked is None:
        return undecided(ENGINE, "")
    matrix, kind = asked
    if kind == ">" and any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "complex entries")
    try:
        setting = plain_setting(goal)
        shifts = dict.fromkeys(_shifts(convert(matrix, setting), goal, setting))
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))
    for shift, (rest, ops) in shifts:
        if shift == 0 or (kind == ">" and shift < 0):
            continue
        for op in ops:
            below = Compare("<", apply(op, rest), number_of(abs(shift)))
            answer = prove(goal.concluding(below))
            if answer.proved:
                return proved(ENGINE, f"{text(below)}: {answer.detail}"[:300], "certificate", (answer,))
    return undecided(ENGINE, "no multiple of the identity is shown to dominate")


def _speaks(fact: Term) -> bool:
    return any(isinstance(node, Apply) and node.op in SIZES for node in walk(fact))


Shift = tuple[Fraction, tuple[Term, tuple[str, ...]]]


def _shifts(whole: MatrixPolynomial, goal: Goal, setting: Setting) -> Iterator[Shift]:
    """(a, (R, what is to be bounded)) with M == a*I + R. Raises Unsupported and TooLarge."""
    if whole.rows != whole.columns or whole.is_scalar:
        return
    own = _identity_part(whole)
    if own:
        yield own, (_without_identity(whole), SIZES)
    for fact in goal.hypotheses:
        for node in walk(fact):
            if not isinstance(node, Apply) or node.op not in SIZES:
                continue
            try:
                inner = convert(node.args[0], setting)
                if (inner.rows, inner.columns) != (whole.rows, whole.columns):
                    continue
                gap = subtract(whole, inner)
            except (Unsupported, TooLarge, KeyError):  # a letter that is bound there
                continue
            shift = _identity_part(gap)
            if shift and len(gap.terms) == 1:
                yield shift, (node.args[0], (node.op,))


def _identity_part(whole: MatrixPolynomial) -> Fraction:
    """The number in front of the identity."""
    return next((value for monomial, value in whole.terms if monomial == Monomial()), Fraction(0))


def _without_identity(whole: MatrixPolynomial) -> Term:
    kept = tuple(pair for pair in whole.terms if pair[0] != Monomial())
    return MatrixPolynomial(whole.rows, whole.columns, kept).term


__all__ = ["ENGINE", "applies", "attempt"]
