"""Traces and determinants of polynomials in one matrix that has one or two eigenvalues, by one multiplicity for all of them.

Let p(X) == 0, p with the rational roots r and s. With m the multiplicity of r among the n eigenvalues of X,

    trace(q(X)) == m*q(r) + (n - m)*q(s)        det(q(X)) == q(r)**m*q(s)**(n - m)

for every polynomial q; the coefficients of q may be scalars of the claim. So det(I + c*P) == (1 + c)**k for a projection P of trace k.
Certificate: the polynomial p (`word_relations.py`), and the proof of the statement about m.

Reference: Horn and Johnson, Matrix Analysis, theorem 1.1.6 and section 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.algebraic_matrices import replaced
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import minus, number_of, plus, power, times
from proofs_check.engines.few_eigenvalues import asked_of, roots_of
from proofs_check.engines.linear_terms import solved_for
from proofs_check.engines.scalar_image import touches_matrices
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_rules import plain_setting
from proofs_check.engines.word_setting import Setting
from proofs_check.engines.word_terms import TooLarge, Unsupported, scalars_term
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Bound, Domain, membership
from proofs_check.statement.sorts import SCALAR, Shape, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    free_letters,
    fresh,
    number,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "one multiplicity"
Values = tuple[tuple[Term, Term], ...]
"""(eigenvalue of X, its multiplicity)."""


def applies(goal: Goal) -> bool:
    """Whether traces or determinants stand in the conclusion, and hypotheses may give a polynomial of a matrix."""
    return bool(goal.hypotheses) and not goal.sequences and next(asked_of(goal.conclusion), None) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with traces and determinants by the multiplicities; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    inner, bases = _bases(goal)
    if not bases:
        return undecided(ENGINE, "no matrix with one or two rational eigenvalues")
    setting = plain_setting(goal)
    put: dict[Term, Term] = {}
    for statement in (goal.conclusion, *goal.hypotheses):
        for node in asked_of(statement):
            value = _value(node, bases, setting)
            if value is not None:
                put[node] = value
    conclusion = replaced(goal.conclusion, put)
    if conclusion == goal.conclusion or touches_matrices(conclusion, goal.scope):
        return undecided(ENGINE, "more than polynomials in such a matrix")
    facts = tuple(
        fact for fact in (replaced(fact, put) for fact in inner.hypotheses) if _is_plain(fact, goal)
    )
    letters = tuple(pair for pair in inner.letters if pair[1].is_scalar)
    new = [name for name, _ in letters if name not in goal.scope.letters]
    answer = prove(_solved(Goal(letters, facts, conclusion), new))
    if not answer.proved:
        return undecided(ENGINE, f"{text(conclusion)}: {answer.detail}"[:300])
    names = ", ".join(bases)
    return proved(
        ENGINE, f"by the eigenvalues of {names}: {text(conclusion)}"[:300], "certificate", (answer,)
    )


def _solved(goal: Goal, names: list[str]) -> Goal:
    """The goal with multiplicities put in that a hypothesis, which says a trace, gives in terms of the other letters."""
    for name in names:
        for fact in goal.hypotheses:
            known = isinstance(fact, Compare) and fact.relation == "==" and name in free_letters(fact)
            value = solved_for(Letter(name), fact) if known and isinstance(fact, Compare) else None
            if value is None or name in free_letters(value) or not is_integral(value, goal.scope):
                continue  # powers with a real exponent have a value for positive bases alone
            facts = (*membership(name, dict(goal.letters)[name]), *goal.hypotheses)
            put = {name: value}
            letters = tuple(pair for pair in goal.letters if pair[0] != name)
            kept = tuple(substitute(one, put) for one in facts if one != fact)
            goal = Goal(letters, kept, substitute(goal.conclusion, put))
            break
    return goal


def _is_plain(fact: Term, goal: Goal) -> bool:
    return not touches_matrices(fact, goal.scope)


def _bases(goal: Goal) -> tuple[Goal, dict[str, Values]]:
    """The matrix letters with one or two rational eigenvalues, and the goal with a letter for the multiplicity of each first one."""
    found: dict[str, Values] = {}
    inner = goal
    spoken = frozenset[str]().union(*map(free_letters, goal.hypotheses))
    for name, domain in goal.letters:
        shape = sort_of(Letter(name), goal.scope)
        if domain.is_scalar or not isinstance(shape, Shape) or shape.rows != shape.columns or shape == SCALAR:
            continue
        roots = roots_of(Letter(name), goal) if name in spoken else None
        if roots is None or any(root.degree != 1 for root in roots):
            continue
        values = [number_of(root.total) for root in roots]
        if len(values) == 1:
            found[name] = ((values[0], shape.rows),)
            continue
        many = fresh("m", names_of(inner))
        inner = inner.with_letter(many, Domain("integer", Bound(ZERO, True), Bound(shape.rows, True)))
        found[name] = ((values[0], Letter(many)), (values[1], minus(shape.rows, Letter(many))))
    return inner, found


def _value(node: Apply, bases: dict[str, Values], setting: Setting) -> Term | None:
    """The trace or the determinant; None where the matrix is no polynomial in one of the bases."""
    try:
        terms = list(_polynomial(node.args[0], setting))
    except (Unsupported, TooLarge):
        return None
    names = {name for _, name, _ in terms if name}
    (name,) = names if len(names) == 1 else ("",)
    if name not in bases:
        return None
    values = [(_at(root, terms), count) for root, count in bases[name]]
    if node.op == "trace":
        return plus(*(times(count, value) for value, count in values))
    if any(value == ZERO for value, _ in values):
        return None
    return times(*(power(value, count) for value, count in values))


def _polynomial(matrix: Term, setting: Setting) -> Iterator[tuple[Term, str, int]]:
    """(c, X, e) for every c*X**e, the name empty for multiples of the identity. Raises Unsupported."""
    for monomial, factor in convert(matrix, setting).terms:
        if monomial.binders or len(monomial.word) > 1:
            raise Unsupported("a product of several matrices")
        scalar = scalars_term(monomial.scalars, factor) or ONE
        if not monomial.word:
            yield scalar, "", 0
            continue
        (one,) = monomial.word
        plain = isinstance(one.base, Letter) and not one.transposed and one.square
        if not plain or not one.exponent.is_constant or one.exponent.constant < 0:
            raise Unsupported("no power of a letter")
        assert isinstance(one.base, Letter)
        yield scalar, one.base.name, one.exponent.constant


def _at(root: Term, terms: list[tuple[Term, str, int]]) -> Term:
    """q(r)."""
    assert isinstance(root, Number)
    return plus(*(times(scalar, number(root.value**exponent)) for scalar, _, exponent in terms))


__all__ = ["ENGINE", "applies", "attempt"]
