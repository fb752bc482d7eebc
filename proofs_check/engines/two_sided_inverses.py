"""Matrices that commute because one is a polynomial in the inverse of the other: A @ B == A + B gives A @ B == B @ A.

    a*A @ B + b*A + c*B + d*I == 0 with a != 0 and b*c != a*d        gives        (a*A + c*I) @ (a*B + b*I) == (b*c - a*d)*I

so that the two factors are inverse to each other, up to a number, from both sides. That A and B commute is added to the hypotheses.
Certificate: the four numbers, and the proof of the goal with the new hypothesis.

Reference: Horn and Johnson, Matrix Analysis, section 0.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from proofs_check.engines.affine import UNIT
from proofs_check.engines.word_algebra import subtract
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import conjuncts, plain_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import Factor, MatrixPolynomial, TooLarge, Unsupported, Word
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.sorts import SCALAR, SortError, sort_of
from proofs_check.statement.terms import Compare, Letter, Term, apply
from proofs_check.statement.text import text

ENGINE = "inverses from both sides"


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares something, and a hypothesis says that two matrices commute in this way."""
    return isinstance(goal.conclusion, Compare) and bool(_new(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with what commutes; it never refutes."""
    found = _new(goal) if isinstance(goal.conclusion, Compare) else []
    if not found:
        return undecided(ENGINE, "")
    answer = prove(goal.assuming(*found))
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    said = ", ".join(map(text, found))
    return proved(ENGINE, f"with {said}: {answer.detail}"[:300], "certificate", (answer,))


def _new(goal: Goal) -> list[Term]:
    """What commutes and is no hypothesis yet."""
    facts = [part for fact in goal.hypotheses for part in conjuncts(fact)]
    equations = [fact for fact in facts if isinstance(fact, Compare) and fact.relation == "=="]
    if not any(sort_of(fact.left, goal.scope) != SCALAR for fact in equations):
        return []
    setting = plain_setting(goal)
    return [fact for fact in _commuting(equations, goal, setting) if fact not in facts]


def _commuting(equations: list[Compare], goal: Goal, setting: Setting) -> Iterator[Term]:
    for fact in equations:
        try:
            if sort_of(fact.left, goal.scope) == SCALAR:
                continue
            found = _pair(subtract(convert(fact.left, setting), convert(fact.right, setting)))
        except (Unsupported, TooLarge, SortError):
            continue
        if found is not None:
            one, other = found
            yield Compare("==", apply("matmul", one, other), apply("matmul", other, one))


def _pair(gap: MatrixPolynomial) -> tuple[Term, Term] | None:
    """(A, B) where the numbers make the factors inverse to each other."""
    if gap.rows != gap.columns or any(one.binders or one.scalars for one, _ in gap.terms):
        return None
    weights: dict[Word, Fraction] = {monomial.word: value for monomial, value in gap.terms}
    longest = [word for word in weights if len(word) == 2]
    if len(longest) != 1 or not all(map(_is_letter, longest[0])):
        return None
    one, other = longest[0]
    if one.base == other.base or set(weights) - {longest[0], (one,), (other,), ()}:
        return None
    a, b, c, d = (weights.get(word, Fraction(0)) for word in (longest[0], (one,), (other,), ()))
    return (one.base, other.base) if b * c != a * d else None


def _is_letter(factor: Factor) -> bool:
    return (
        isinstance(factor.base, Letter)
        and factor.square
        and not factor.transposed
        and factor.exponent == UNIT
        and factor.expanded is None
    )


__all__ = ["ENGINE", "applies", "attempt"]
