"""A vector of norm 1 that solves homogeneous linear equations: there is one where there are fewer equations than unknowns.

    exists(w, 'vector(n)', dot(v, w) == 0 and norm(w) == 1)        for n >= 2
    exists(w, 'vector(n)', A @ w == zeros(m, 1) and w != 0)        for m < n

Both sides of an equation are linear in the entries of w by their form, or zero; an equation of columns of height m counts m times. A
solution other than 0 may be divided by its norm. Certificate: the count of equations, and that the conditions are defined for all vectors.

Reference: Horn and Johnson, Matrix Analysis, section 0.2.3 (rank and nullity).
"""

from __future__ import annotations

from proofs_check.engines.calculus_questions import defined
from proofs_check.engines.calculus_terms import flat_conjunction, plus
from proofs_check.engines.existence_matrices import lengths
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.sorts import SCALAR, Shape, SortError, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Quantified,
    Sum,
    Term,
    free_letters,
)
from proofs_check.statement.text import text

ENGINE = "fewer equations than unknowns"


def by_counting(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """Proves that a vector exists because its equations are fewer than its entries, or says why not."""
    letter, domain = statement.letter, statement.domain
    if domain.kind != "vector" or any(its.is_complex for its in (domain, *(d for _, d in goal.letters))):
        return undecided(ENGINE, "no real vector")
    inner = goal.with_letter(letter, domain)
    count: Term = ZERO
    for part in flat_conjunction(statement.body):
        if part in lengths(Letter(letter), domain):
            continue
        rows = _rows(part, letter, inner)
        if rows is None:
            return undecided(ENGINE, f"{text(part)} is no homogeneous linear equation"[:200])
        count = plus(count, rows)
    fewer = prove(goal.concluding(Compare("<", count, domain.size[0])))
    if not fewer.proved:
        return undecided(ENGINE, f"not shown: {text(count)} < {text(domain.size[0])}")
    body_defined = defined((statement.body,), inner, prove)
    if body_defined is None:
        return undecided(ENGINE, "a condition that is not shown to be defined")
    detail = f"{text(count)} equations for {text(domain.size[0])} unknowns"
    return proved(ENGINE, detail, "certificate", (fewer, body_defined))


def _rows(part: Term, letter: str, goal: Goal) -> Term | None:
    """How many homogeneous linear equations an equation between numbers or columns is; None for other conditions."""
    if not isinstance(part, Compare) or part.relation != "==":
        return None
    if not all(_is_linear(side, letter, goal) for side in (part.left, part.right)):
        return None
    try:
        shape = sort_of(part.left, goal.scope)
    except (SortError, KeyError):
        return None
    if not isinstance(shape, Shape):
        return None
    return shape.rows if shape == SCALAR or shape.columns == ONE else None


def _is_linear(term: Term, letter: str, goal: Goal) -> bool:
    """Whether a term is a homogeneous linear function of the entries of the letter, by its form."""
    if term == Letter(letter) or (isinstance(term, Number) and term.value == 0):
        return True

    def free(part: Term) -> bool:
        return letter not in free_letters(part)

    match term:
        case Apply(op="zeros"):
            return free(term)
        case Apply(op=("neg" | "transpose"), args=(inner,)):
            return _is_linear(inner, letter, goal)
        case Apply(op=("add" | "sub"), args=parts):
            return all(_is_linear(part, letter, goal) for part in parts)
        case Apply(op=("mul" | "matmul" | "dot"), args=(one, two)):
            return any(
                free(fixed) and _is_linear(moving, letter, goal) for fixed, moving in ((one, two), (two, one))
            )
        case Apply(op="div", args=(above, below)):
            return free(below) and _is_linear(above, letter, goal)
        case Apply(op="entry", args=(inner, *places)):
            return all(map(free, places)) and _is_linear(inner, letter, goal)
        case Sum(op="sum", body=body, low=low, high=high, letter=bound):
            return bound != letter and free(low) and free(high) and _is_linear(body, letter, goal)
    return False
