"""Traces and determinants of matrices that satisfy a polynomial with one or two roots, which are their only eigenvalues.

    p(X) == 0, p with the only root r          trace(X) == n*r                det(X) == r**n
    p with the roots r and s                   trace(X) == m*r + (n - m)*s    det(X) == r**m*s**(n - m)    for some m in 0..n

m is the multiplicity of r among the n eigenvalues, counted as often as they are roots of the characteristic polynomial. So trace(N) == 0
and det(I + N) == 1 where N @ N @ N == 0, and the trace of a projection is a whole number from 0 to n.
Certificate: the polynomial, multiplied out in `word_relations.py`, and the proof for the letter m.

Reference: Horn and Johnson, Matrix Analysis, theorem 1.1.6 and section 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from flint import fmpq, fmpq_poly

from proofs_check.engines.algebraic_matrices import replaced
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import minus, number_of, plus, power, times
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
    Diff,
    Letter,
    Number,
    Term,
    binder,
    children,
    fresh,
)
from proofs_check.statement.text import text

ENGINE = "few eigenvalues"


def applies(goal: Goal) -> bool:
    """Whether the conclusion has a trace or a determinant outside of binders, and a hypothesis may give a polynomial."""
    return bool(goal.hypotheses) and next(_asked(goal.conclusion), None) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with the traces and determinants by their eigenvalues; it never refutes."""
    put: dict[Term, Term] = {}
    said: list[str] = []
    inner = goal
    for matrix in dict.fromkeys(node.args[0] for node in _asked(goal.conclusion)):
        roots = _roots(matrix, goal)
        shape = sort_of(matrix, goal.scope)
        if roots is None or not isinstance(shape, Shape):
            continue
        inner, often = _multiplicities(roots, shape.rows, inner)
        put |= _values(matrix, often)
        said.append(f"{text(matrix)} has no eigenvalues but {', '.join(map(str, roots))}")
    if not put:
        return undecided(ENGINE, "no polynomial with one or two roots")
    answer = prove(inner.concluding(replaced(goal.conclusion, put)))
    if not answer.proved:
        return undecided(ENGINE, f"{'; '.join(said)}: {answer.detail}"[:300])
    return proved(ENGINE, "; ".join(said)[:300], "certificate", (answer,))


def _asked(term: Term) -> Iterator[Apply]:
    """The traces and determinants outside of binders."""
    if binder(term) is not None or isinstance(term, Diff):
        return
    if isinstance(term, Apply) and term.op in ("trace", "det"):
        yield term
    for part in children(term):
        yield from _asked(part)


def _roots(matrix: Term, goal: Goal) -> tuple[Fraction, ...] | None:
    """The roots of a polynomial that the matrix satisfies, if they are one or two rational numbers."""
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
    if not 1 <= len(factors) <= 2 or any(factor.degree() != 1 for factor, _ in factors):
        return None
    roots = (-factor[0] / factor[1] for factor, _ in factors)
    return tuple(Fraction(int(root.p), int(root.q)) for root in roots)


Multiplicities = tuple[tuple[Fraction, Term], ...]


def _multiplicities(roots: tuple[Fraction, ...], size: Term, goal: Goal) -> tuple[Goal, Multiplicities]:
    """How often each root is an eigenvalue: all times, or m and the others, m being a new letter."""
    if len(roots) == 1:
        return goal, ((roots[0], size),)
    name = fresh("m", names_of(goal))
    domain = Domain("integer", Bound(ZERO, True), Bound(size, True))
    return goal.with_letter(name, domain), ((roots[0], Letter(name)), (roots[1], minus(size, Letter(name))))


def _values(matrix: Term, often: Multiplicities) -> dict[Term, Term]:
    """The trace; the determinant where no power of 0 with a moving exponent would stand in it."""
    found: dict[Term, Term] = {
        Apply("trace", (matrix,)): plus(*(times(count, number_of(root)) for root, count in often))
    }
    if len(often) == 1 or all(root for root, _ in often):
        found[Apply("det", (matrix,))] = times(*(power(number_of(root), count) for root, count in often))
    return found


__all__ = ["ENGINE", "applies", "attempt"]
