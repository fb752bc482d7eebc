"""Traces and determinants of matrices that satisfy a polynomial with one or two roots, which are their only eigenvalues.

    p(X) == 0, p with the only root r          trace(X) == n*r                det(X) == r**n
    p with the roots r and s                   trace(X) == m*r + (n - m)*s    det(X) == r**m*s**(n - m)    for some m in 0..n
    X real, p with a conjugate pair of roots   trace(X) == m*t                det(X) == d**m               n == 2*m, t and d their sum and product
    and a root r                               trace(X) == m*t + (n - 2*m)*r  det(X) == d**m*r**(n - 2*m)  for some m, 0 <= 2*m <= n

m is the multiplicity of r among the n eigenvalues, counted as often as they are roots of the characteristic polynomial. So trace(N) == 0
and det(I + N) == 1 where N @ N @ N == 0, the trace of a projection is a whole number from 0 to n, and det(J) == 1 where J @ J == -I.
Certificate: the polynomial, multiplied out in `word_relations.py`, and the proof for the letter m.

Reference: Horn and Johnson, Matrix Analysis, theorem 1.1.6 and section 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq, fmpq_poly

from proofs_check.engines.algebraic_matrices import replaced
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import minus, number_of, plus, power, rational_root, times
from proofs_check.engines.word_normal import convert
from proofs_check.engines.word_relations import relation
from proofs_check.engines.word_rules import ruled_setting
from proofs_check.engines.word_terms import TooLarge, Unsupported
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.sorts import Shape, sort_of
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Diff,
    Letter,
    Number,
    Quantified,
    Term,
    binder,
    children,
    free_letters,
    fresh,
)
from proofs_check.statement.text import text

ENGINE = "few eigenvalues"


def applies(goal: Goal) -> bool:
    """Whether the conclusion has a trace or a determinant outside of binders, or is about a size, and a hypothesis may give a polynomial."""
    if not goal.hypotheses:
        return False
    return next(asked_of(goal.conclusion), None) is not None or bool(_sized(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with the traces and determinants by their eigenvalues; it never refutes."""
    put: dict[Term, Term] = {}
    said: list[str] = []
    inner = _with_halves(goal)
    for matrix in dict.fromkeys(node.args[0] for node in asked_of(goal.conclusion)):
        roots = roots_of(matrix, goal)
        shape = sort_of(matrix, goal.scope)
        if roots is None or not isinstance(shape, Shape):
            continue
        inner, often = _multiplicities(roots, shape.rows, inner)
        put |= _values(matrix, often)
        said.append(f"{text(matrix)} has no eigenvalues but {', '.join(map(_said, roots))}")
    if not put and inner == goal:
        return undecided(ENGINE, "no polynomial with one or two roots")
    answer = prove(inner.concluding(replaced(goal.conclusion, put)))
    if not answer.proved:
        return undecided(ENGINE, f"{'; '.join(said)}: {answer.detail}"[:300])
    return proved(
        ENGINE, ("; ".join(said) or "eigenvalues in conjugate pairs")[:300], "certificate", (answer,)
    )


def _sized(goal: Goal) -> list[str]:
    """The square matrix letters that hypotheses mention, of a size of which the conclusion states that something whole exists."""
    if not isinstance(goal.conclusion, Quantified):
        return []
    spoken = {name for fact in goal.hypotheses for name in free_letters(fact)}
    return [
        name
        for name, domain in goal.letters
        if name in spoken
        and len(domain.size) in (1, 2)
        and domain.kind not in ("vector", "integer")
        and domain.size[0] == domain.size[-1]
        and free_letters(domain.size[0]) & free_letters(goal.conclusion)
    ]


def _with_halves(goal: Goal) -> Goal:
    """The goal with n == 2*m where all eigenvalues of a matrix come in conjugate pairs."""
    inner = goal
    for name in _sized(goal):
        roots = roots_of(Letter(name), goal)
        if roots is not None and len(roots) == 1 and roots[0].degree == 2:
            half = fresh("m", names_of(inner))
            whole = Compare(
                "==", dict(goal.letters)[name].size[0], times(number_of(Fraction(2)), Letter(half))
            )
            inner = inner.with_letter(half, Domain("integer")).assuming(whole)
    return inner


def asked_of(term: Term) -> Iterator[Apply]:
    """The traces and determinants outside of binders."""
    if binder(term) is not None or isinstance(term, Diff):
        return
    if isinstance(term, Apply) and term.op in ("trace", "det"):
        yield term
    for part in children(term):
        yield from asked_of(part)


@dataclass(frozen=True)
class Root:
    """A rational root, or a pair of conjugate ones: how many they are, their sum and their product."""

    degree: int
    total: Fraction
    product: Fraction


def _said(root: Root) -> str:
    return str(root.total) if root.degree == 1 else f"a pair with sum {root.total} and product {root.product}"


def roots_of(matrix: Term, goal: Goal) -> tuple[Root, ...] | None:
    """The roots of a polynomial that the matrix satisfies, if they are one or two rational numbers, or a pair and at most one such number."""
    if any(_vanishes(fact, matrix) for fact in goal.hypotheses):
        return (Root(1, Fraction(0), Fraction(0)),)
    try:
        setting = ruled_setting(goal)
        found = relation(convert(matrix, setting), setting)
    except (Unsupported, TooLarge):
        return None
    weights = found.weights if found is not None else ()
    numbers = [weight.value for weight in weights if isinstance(weight, Number)]
    if not numbers or len(numbers) < len(weights):
        return None
    _, factors = fmpq_poly([fmpq(one.numerator, one.denominator) for one in numbers]).factor()
    is_real = not any(domain.is_complex for _, domain in goal.letters)
    roots = [_root(factor, is_real) for factor, _ in factors]
    known = [root for root in roots if root is not None]
    pairs = sum(root.degree == 2 for root in known)
    if not 1 <= len(known) <= 2 or len(known) < len(roots) or pairs > 1:
        return None
    return tuple(sorted(known, key=lambda root: -root.degree))


def _vanishes(fact: Term, matrix: Term) -> bool:
    """Whether the statement is X**k == 0; for k = 0 nothing satisfies it."""
    match fact:
        case Compare(relation="==", left=Apply(op="pow", args=(base, _)), right=Apply(op="zeros")):
            return base == matrix
        case Compare(relation="==", left=Apply(op="zeros"), right=Apply(op="pow", args=(base, _))):
            return base == matrix
    return False


def _root(factor: fmpq_poly, is_real: bool) -> Root | None:
    """The root of a linear factor; the pair of a quadratic one without real roots, of which a real matrix has both equally often."""
    weights = [
        Fraction(int(one.p), int(one.q)) / _fraction(factor[factor.degree()]) for one in factor.coeffs()
    ]
    if factor.degree() == 1:
        return Root(1, -weights[0], -weights[0])
    if factor.degree() == 2 and is_real and weights[1] ** 2 < 4 * weights[0]:
        return Root(2, -weights[1], weights[0])
    return None


def _fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))


Multiplicities = tuple[tuple[Root, Term], ...]


def _multiplicities(roots: tuple[Root, ...], size: Term, goal: Goal) -> tuple[Goal, Multiplicities]:
    """How often each root is an eigenvalue: all times, or m and the others, m being a new letter."""
    first = roots[0]
    if len(roots) == 1:
        return goal, ((first, times(number_of(Fraction(1, first.degree)), size)),)
    name = fresh("m", names_of(goal))
    many = times(number_of(Fraction(first.degree)), Letter(name))
    domain = Domain("integer", Bound(ZERO, True), Bound(size, True))
    inner = goal.with_letter(name, domain)
    if first.degree == 2:
        inner = inner.assuming(Compare("<=", many, size))
    return inner, ((first, Letter(name)), (roots[1], minus(size, many)))


def _values(matrix: Term, often: Multiplicities) -> dict[Term, Term]:
    """The trace; the determinant where no power of 0 with a moving exponent would stand in it."""
    found: dict[Term, Term] = {
        Apply("trace", (matrix,)): plus(*(times(count, number_of(root.total)) for root, count in often))
    }
    if len(often) == 1 or all(root.product for root, _ in often):
        found[Apply("det", (matrix,))] = times(*(_power(root, count) for root, count in often))
    return found


def _power(root: Root, count: Term) -> Term:
    """The product of the root or the pair, as often as it occurs; s**2 to the m is s**(2*m)."""
    base = rational_root(root.product) if root.degree == 2 else None
    if base is None:
        return power(number_of(root.product), count)
    return power(base, times(number_of(Fraction(2)), count))


__all__ = ["ENGINE", "applies", "asked_of", "attempt", "roots_of"]
