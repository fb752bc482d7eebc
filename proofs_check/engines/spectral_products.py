"""A determinant is at least 1 plus the sum of what its eigenvalues exceed 1 by.

For X = p(S) with a symmetric S and x = p(lam) - 1 over the eigenvalues, det(X) = product of (1 + x) >= 1 + sum of x, where all x are at least 0, and
also where all lie between -1 and 0 (Weierstrass). So det(X) >= c + sum of t(lam) follows from t(lam) <= x for every eigenvalue and c <= 1:
det(identity(n) + A) >= 1 + trace(A) for a positive semidefinite A. Real entries only.

Reference: Mitrinovic, Analytic Inequalities, section 3.2.37 (Weierstrass' product inequalities).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.affine import UNIT
from proofs_check.engines.logarithms_of_products import has_determinant
from proofs_check.engines.spectral_goals import Asked
from proofs_check.engines.spectral_reading import check_family, letters_of, read
from proofs_check.engines.word_algebra import scale, subtract
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting, ruled_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import (
    Factor,
    MatrixPolynomial,
    Monomial,
    TooLarge,
    Unsupported,
    polynomial,
    scalars_term,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Term, apply, number

ENGINE = "products of eigenvalues"
UPWARDS = {">=": ">=", ">": ">", "<=": ">=", "<": ">"}


def applies(goal: Goal) -> bool:
    """Whether the conclusion is an order with determinants, and all letters are real."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in UPWARDS:
        return False
    real = not any(domain.is_complex for _, domain in goal.letters)
    return real and has_determinant(conclusion)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves det(X) >= c + sum of t(lam); it never refutes."""
    conclusion = goal.conclusion
    assert isinstance(conclusion, Compare)
    sides = (conclusion.left, conclusion.right)
    high, low = sides if conclusion.relation in (">=", ">") else sides[::-1]
    setting = replace(plain_setting(goal, prove), commuting=ruled_setting(goal).commuting)
    try:
        matrix, rest = _single_determinant(subtract(convert(high, setting), convert(low, setting)), setting)
        found = read(rest, setting)
        family = tuple(dict.fromkeys((*found.matrices, *_letters(matrix))))
        if found.products or found.vectors or any(one.rows != matrix.rows for one in family):
            raise Unsupported("no sums over the same eigenvalues")
        check_family(family, setting)
        asked = Asked(goal, setting, replace(found, matrices=family), prove)
        return _compared(asked, matrix, UPWARDS[conclusion.relation])
    except (Unsupported, TooLarge) as problem:
        return undecided(ENGINE, str(problem))


def _single_determinant(gap: MatrixPolynomial, setting: Setting) -> tuple[MatrixPolynomial, MatrixPolynomial]:
    """(X, R) of a positive multiple of det(X) + R, R without determinants. Raises Unsupported."""
    found: tuple[Term, Fraction] | None = None
    others: dict[Monomial, Fraction] = {}
    for monomial, value in gap.terms:
        if not any(has_determinant(atom) for atom, _ in monomial.scalars):
            others[monomial] = value
            continue
        (atom, power), *more = monomial.scalars
        plain = isinstance(atom, Apply) and atom.op == "det" and power == UNIT and not more
        if not plain or monomial.word or monomial.binders or value <= 0 or found is not None:
            raise Unsupported("not one determinant that is bounded from below")
        found = (atom, value)
    if found is None:
        raise Unsupported("no determinant")
    assert isinstance(found[0], Apply)
    rest = scale(polynomial(gap.rows, gap.columns, others), 1 / found[1])
    return convert(found[0].args[0], setting), rest


def _letters(whole: MatrixPolynomial) -> tuple[Factor, ...]:
    if any(m.binders or any(not factor.square for factor in m.word) for m, _ in whole.terms):
        raise Unsupported("a determinant of no function of one matrix")
    return tuple(factor for monomial, _ in whole.terms for factor in letters_of(monomial.word))


def _compared(asked: Asked, matrix: MatrixPolynomial, relation: str) -> Answer:
    x = apply("sub", asked.sum_of(_words(matrix), asked.here), ONE)
    rest = asked.sum_of([(coefficient, (word,)) for coefficient, word in asked.found.linear], asked.here)
    constant: Term = ONE
    for apart in asked.found.apart:
        constant = apply("add", constant, asked.namer.image(apart))
    parts = [_one_sided(asked, x)]
    excess, size = apply("add", x, rest), asked.namer.image(matrix.rows)
    spread = apply("add", excess, apply("div", constant, size))
    ways: list[tuple[Compare, ...]] = [(Compare(relation, spread, ZERO),)]
    for each, once in ((">", ">="), (">=", ">")) if relation == ">" else ((">=", ">="),):
        ways.insert(0, (Compare(each, excess, ZERO), Compare(once, constant, ZERO)))
    for goals in ways if parts[0].proved else ():
        answers = [asked.prove(asked.scalar(one)) for one in goals]
        if all(answer.proved for answer in answers):
            return proved(
                ENGINE, f"eigenvalue by eigenvalue: {parts[0].detail}", "certificate", (*parts, *answers)
            )
    return undecided(ENGINE, "for one eigenvalue: not shown")


def _words(matrix: MatrixPolynomial) -> list[tuple[Term, tuple[tuple[Factor, ...], ...]]]:
    return [(scalars_term(m.scalars, value) or ONE, (m.word,)) for m, value in matrix.terms]


def _one_sided(asked: Asked, x: Term) -> Answer:
    """That every x is at least 0, or that every x lies between -1 and 0."""
    above = asked.prove(asked.scalar(Compare(">=", x, ZERO)))
    if above.proved:
        return above
    bounds = (Compare("<=", x, ZERO), Compare(">=", x, number(-1)))
    answers = [asked.prove(asked.scalar(bound)) for bound in bounds]
    failed = next((answer for answer in answers if not answer.proved), None)
    return failed or proved(ENGINE, answers[0].detail, "certificate", tuple(answers))
