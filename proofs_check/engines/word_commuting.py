"""Determinants of polynomials in real matrices that commute: det(p(A, B)) >= 0 where p >= 0 for all real numbers.

    det(A@A + B@B) >= 0 for A@B == B@A        det(A@A + A + identity(n)) >= 0

Over the complex numbers A, B, ... have a common triangular form, so that det(p(A, B)) is the product of p(a, b) over the pairs on the
diagonals. With a pair its conjugate occurs as often, for p is real: together they give |p(a, b)|**2; a real pair gives p(a, b) >= 0.
A transpose is a matrix of its own, which has to commute too. Certificate: p >= 0, and that each two of the matrices commute.

Reference: Horn and Johnson, Matrix Analysis, theorem 2.3.3.
"""

from __future__ import annotations

from itertools import combinations

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import plus, times
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    TooLarge,
    Unsupported,
    scalars_term,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL
from proofs_check.statement.sorts import SortError
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Letter, Term, apply, fresh, number
from proofs_check.statement.text import text

ENGINE = "determinants of commuting matrices"
MAX_MATRICES = 3


def applies(goal: Goal) -> bool:
    """Whether the conclusion is det(M) >= 0, without complex letters."""
    return _matrix(goal.conclusion) is not None and not any(domain.is_complex for _, domain in goal.letters)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves det(p(A, B, ...)) >= 0, or says why not."""
    matrix = _matrix(goal.conclusion) if applies(goal) else None
    if matrix is None:
        return undecided(ENGINE, "")
    try:
        whole = convert(matrix, plain_setting(goal, prove))
        bases = _bases(whole)
        inner, value = _at_numbers(whole, bases, goal)
    except (Unsupported, TooLarge, SortError) as problem:
        return undecided(ENGINE, str(problem))
    answers = [prove(inner.concluding(Compare(">=", value, ZERO)))]
    for one, other in combinations(bases, 2):
        if answers[-1].proved:
            both = Compare("==", apply("matmul", one, other), apply("matmul", other, one))
            answers.append(prove(goal.concluding(both)))
    if not answers[-1].proved:
        return undecided(ENGINE, answers[-1].detail)
    detail = f"{text(value)} >= 0: {answers[0].detail}"
    return proved(ENGINE, detail[:400], "certificate", tuple(answers))


def _matrix(conclusion: Term) -> Term | None:
    match conclusion:
        case Compare(relation=">=", left=Apply(op="det", args=(inner,)), right=right) if right == ZERO:
            return inner
        case Compare(relation="<=", left=left, right=Apply(op="det", args=(inner,))) if left == ZERO:
            return inner
    return None


def _bases(whole: MatrixPolynomial) -> tuple[Term, ...]:
    """The letters and transposed letters of the words. Raises Unsupported."""
    found: dict[Term, None] = {}
    for monomial, _ in whole.terms:
        if monomial.binders:
            raise Unsupported("sums over an index")
        for factor in monomial.word:
            found[_base(factor, whole)] = None
    if not 0 < len(found) <= MAX_MATRICES:
        raise Unsupported("no matrix, or too many")
    return tuple(found)


def _base(factor: Factor, whole: MatrixPolynomial) -> Term:
    plain = isinstance(factor.base, Letter) and factor.rows == factor.columns == whole.rows
    if not plain or not factor.exponent.is_constant or factor.exponent.constant < 1:
        raise Unsupported("a factor that is no power of a square letter")
    return apply("transpose", factor.base) if factor.transposed else factor.base


def _at_numbers(whole: MatrixPolynomial, bases: tuple[Term, ...], goal: Goal) -> tuple[Goal, Term]:
    """p as a polynomial of real letters."""
    taken, put = names_of(goal), dict[Term, Term]()
    for base in bases:
        name = fresh("x", taken)
        taken |= {name}
        put[base] = Letter(name)
        goal = goal.with_letter(name, REAL)
    value: Term = ZERO
    for monomial, factor in whole.terms:
        powers = (
            apply("pow", put[_base(one, whole)], number(one.exponent.constant)) for one in monomial.word
        )
        value = plus(value, times(scalars_term(monomial.scalars, factor) or ONE, *powers))
    return goal, value
