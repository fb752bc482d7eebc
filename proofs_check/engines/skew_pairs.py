"""Determinants and traces of polynomials in one skew symmetric matrix, by the pairs of its eigenvalues.

The eigenvalues of a real K with K.T == -K are pairs i*s, -i*s and zeros. Let M be a positive semidefinite matrix whose eigenvalues are the s**2, one for every
pair (the 1 x 1 zero matrix where there is none). Then, for p(K) = E(K) + K @ O(K) with even E, O and p(0) == 1, and q(0) == 0,

    det(p(K)) == det(E(M)**2 + M @ O(M)**2)        trace(q(K)) == 2*trace(E(M)),        K @ K put as -M,

so det(I + K) >= 1 + norm(K)**2/2 is det(I + M) >= 1 + trace(M). The goal about every M of any size implies the one about K.

Reference: Horn and Johnson, Matrix Analysis, corollary 2.5.11 (real normal matrices).
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines.logarithms_of_products import has_determinant
from proofs_check.engines.scalar_image import touches_matrices
from proofs_check.engines.word_algebra import add, scale
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import conjuncts, plain_setting
from proofs_check.engines.word_setting import Rule, Setting, factor_of, transposed_factor
from proofs_check.engines.word_terms import (
    Monomial,
    TooLarge,
    Unsupported,
    all_names,
    scalars_term,
    word_polynomial,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
)

ENGINE = "pairs of eigenvalues"
MAX_DEGREE = 6


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares determinants, and a hypothesis says that a matrix is skew symmetric."""
    real = not goal.sequences and not any(domain.is_complex for _, domain in goal.letters)
    return (
        real
        and isinstance(goal.conclusion, Compare)
        and has_determinant(goal.conclusion)
        and bool(_skew(goal))
    )


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a goal about K by the one about M; it never refutes."""
    for name in _skew(goal):
        try:
            reduced = _reduced(goal, name)
        except (Unsupported, TooLarge) as problem:
            return undecided(ENGINE, str(problem))
        answer = prove(reduced)
        if answer.proved:
            return proved(
                ENGINE, f"one eigenvalue of every pair of {name}: {answer.detail}", "certificate", (answer,)
            )
    return undecided(ENGINE, "not shown for the pairs of eigenvalues")


def _skew(goal: Goal) -> tuple[str, ...]:
    """The matrices that the hypotheses say are the negatives of their transposes."""
    setting = plain_setting(goal)
    found: dict[str, None] = {}
    for fact in (part for hypothesis in goal.hypotheses for part in conjuncts(hypothesis)):
        if not isinstance(fact, Compare) or fact.relation != "==" or sort_of(fact.left, goal.scope) == SCALAR:
            continue
        for name in free_letters(fact):
            if goal.scope.letters[name].kind == "matrix" and _says_skew(fact, Letter(name), setting):
                found[name] = None
    return tuple(found)


def _says_skew(fact: Compare, letter: Letter, setting: Setting) -> bool:
    """Whether left - right is a multiple of K + K.T."""
    try:
        sides = [convert(side, setting) for side in (fact.left, fact.right)]
        gap = add([sides[0], scale(sides[1], -1)])
    except (Unsupported, TooLarge):
        return False
    factor = factor_of(letter, setting)
    both = {Monomial(word=(factor,)), Monomial(word=(transposed_factor(factor),))}
    return {m for m, _ in gap.terms} == both and len({value for _, value in gap.terms}) == 1


def _reduced(goal: Goal, name: str) -> Goal:
    """The goal about M. Hypotheses about matrices are left out."""
    taken = set(all_names((*goal.hypotheses, goal.conclusion))) | {letter for letter, _ in goal.letters}
    taken |= {sequence.name for sequence in goal.sequences}
    size = fresh("pairs", frozenset(taken))
    half = fresh("M", frozenset(taken | {size}))
    plain = plain_setting(goal)
    skew = factor_of(Letter(name), plain)
    minus = scale(word_polynomial((skew,), skew.rows), -1)
    setting = Setting(goal.scope, rules=(Rule((transposed_factor(skew),), minus),), known=plain.known)
    pairs = _Pairs(Letter(name), Letter(half), Letter(size), setting)
    assert isinstance(goal.conclusion, Compare)
    sides = (pairs.put(convert(side, setting).term) for side in (goal.conclusion.left, goal.conclusion.right))
    kept = tuple(fact for fact in goal.hypotheses if not touches_matrices(fact, goal.scope))
    scalars = tuple(pair for pair in goal.letters if pair[1].is_scalar)
    if any(touches_matrices(end, goal.scope) for _, domain in scalars for end in domain.terms()):
        raise Unsupported("an end of a domain that speaks of matrices")
    least = Domain("integer", low=Bound(ONE, True))
    letters = (*scalars, (size, least), (half, Domain("psd", size=(Letter(size), Letter(size)))))
    return Goal(letters, kept, Compare(goal.conclusion.relation, *sides))


@dataclass(frozen=True)
class _Pairs:
    """Puts M for K in determinants and traces of polynomials in K."""

    skew: Letter
    half: Letter
    size: Letter
    setting: Setting

    def put(self, term: Term) -> Term:
        """Raises Unsupported where a matrix stands otherwise."""
        match term:
            case Apply(op="det", args=(inner,)):
                even, odd = self._parts(inner, 1)
                squares = apply("matmul", even, even), apply("matmul", self.half, apply("matmul", odd, odd))
                return apply("det", apply("add", *squares))
            case Apply(op="trace", args=(inner,)):
                return apply("mul", number(2), apply("trace", self._parts(inner, 0)[0]))
        if not touches_matrices(term, self.setting.scope):
            return term
        if (
            binder(term) is not None
            or not isinstance(term, Apply)
            or sort_of(term, self.setting.scope) != SCALAR
        ):
            raise Unsupported("a matrix outside of determinants and traces")
        if any(sort_of(part, self.setting.scope) != SCALAR for part in children(term)):
            raise Unsupported("a matrix outside of determinants and traces")
        return rebuild(term, tuple(self.put(part) for part in children(term)))

    def _parts(self, inner: Term, start: int) -> tuple[Term, Term]:
        """E(M) and O(M) of a polynomial in K whose constant term is `start`."""
        found = convert(inner, self.setting)
        constant = {m: value for m, value in found.terms if not m.word}
        if constant != ({Monomial(): start} if start else {}):
            raise Unsupported("another constant term")
        parts: list[Term] = [apply("zeros", self.size, self.size)] * 2
        for monomial, value in found.terms:
            degree = self._degree(monomial)
            sign = -1 if degree // 2 % 2 else 1
            weight = scalars_term(monomial.scalars, sign * value) or ONE
            power: Term = apply("identity", self.size)
            for _ in range(degree // 2):
                power = (
                    self.half if power == apply("identity", self.size) else apply("matmul", power, self.half)
                )
            parts[degree % 2] = apply("add", parts[degree % 2], apply("mul", weight, power))
        return parts[0], parts[1]

    def _degree(self, monomial: Monomial) -> int:
        if not monomial.word and not monomial.binders:
            return 0
        (factor, *others) = monomial.word
        power = factor.exponent
        plain = factor.base == self.skew and not others and not factor.transposed and not monomial.binders
        scalars = all(not touches_matrices(atom, self.setting.scope) for atom, _ in monomial.scalars)
        if not plain or not scalars or not power.is_constant or not 1 <= power.constant <= MAX_DEGREE:
            raise Unsupported("no polynomial in the skew symmetric matrix")
        return power.constant
