"""Determinants that vanish because the matrix, turned by orthogonal ones, is a multiple of its transpose.

Q.T @ M == s*M.T gives det(M) == det(Q)*det(Q.T @ M) == det(Q)*s**n*det(M), so that det(M) == 0 where det(Q)*s**n != 1; likewise with a second
one at the right. det(Q + I) == 0 for det(Q) == -1, det(Q - I) == 0 for det(Q) == 1 and odd n, det(Q + R) == 0 for det(Q) == -det(R).
Certificate: the equation, by normal form, and the proof that the factor is not 1.

Reference: Horn and Johnson, Matrix Analysis, section 2.1.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from proofs_check.engines.calculus_terms import number_of, power, times
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import TooLarge, Unsupported
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.sorts import sort_of
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Letter, Term, apply, free_letters
from proofs_check.statement.text import text

ENGINE = "turned determinants"
MAX_TURNS = 3


def applies(goal: Goal) -> bool:
    """Whether the conclusion is det(M) == 0 with a declared real orthogonal matrix in M."""
    return any(True for _ in _turns(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves that the determinant is 0, or says why not; it never refutes."""
    for matrix, turns in _turns(goal):
        try:
            factor = _factor(matrix, turns, plain_setting(goal))
        except (Unsupported, TooLarge) as problem:
            return undecided(ENGINE, str(problem))
        if factor is None:
            continue
        size = sort_of(matrix, goal.scope).rows
        whole = times(power(number_of(factor), size), *(apply("det", turn) for turn in turns))
        answer = prove(goal.concluding(Compare("!=", whole, ONE)))
        if answer.proved:
            detail = f"det(M) == {text(whole)}*det(M) for M = {text(matrix)}"
            return proved(ENGINE, detail[:300], "certificate", (answer,))
    return undecided(ENGINE, "no turned matrix is a multiple of the transpose")


def _turns(goal: Goal) -> list[tuple[Term, tuple[Term, ...]]]:
    """(M, (Q,)) for every orthogonal letter Q in M, and (M, (Q, R)) for every two of them."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation != "==":
        return []
    found: list[tuple[Term, tuple[Term, ...]]] = []
    for side, other in ((conclusion.left, conclusion.right), (conclusion.right, conclusion.left)):
        if isinstance(side, Apply) and side.op == "det" and other == ZERO:
            names = free_letters(side)
            kinds = [(name, domain) for name, domain in goal.letters if name in names]
            turns = [Letter(name) for name, its in kinds if its.kind == "orthogonal" and its.over == "real"]
            found += [(side.args[0], (turn,)) for turn in turns]
            found += [(side.args[0], pair) for pair in permutations(turns[:MAX_TURNS], 2)]
    return found


def _factor(matrix: Term, turns: tuple[Term, ...], setting: Setting) -> Fraction | None:
    """s with Q.T @ M == s*M.T (or Q.T @ M @ R.T), by normal form."""
    straight = convert(apply("transpose", matrix), setting)
    whole = apply("matmul", apply("transpose", turns[0]), matrix)
    for turn in turns[1:]:
        whole = apply("matmul", whole, apply("transpose", turn))
    other = convert(whole, setting)
    words = [monomial for monomial, _ in straight.terms]
    if not words or words != [monomial for monomial, _ in other.terms]:
        return None
    factors = {two / one for (_, one), (_, two) in zip(straight.terms, other.terms, strict=True)}
    return factors.pop() if len(factors) == 1 else None


__all__ = ["ENGINE", "applies", "attempt"]
