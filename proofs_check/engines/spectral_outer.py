"""The spectral radius of a product that has one column in its middle: M == L @ R has the eigenvalues 0 and R @ L.

    spectral_radius(v @ w.T) == abs(w.T @ v)           for every size: of 1 x 1 matrices w*v is the only eigenvalue

Numbers before the product come out as their moduli. Certificate: the statement with these numbers.

Reference: Horn and Johnson, Matrix Analysis, theorem 1.3.22.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.branch_values import open_nodes, put
from proofs_check.engines.calculus_terms import times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.sorts import SCALAR, Scope, sort_of
from proofs_check.statement.terms import ONE, Apply, Compare, Term, apply

ENGINE = "radius of an outer product"


def applies(goal: Goal) -> bool:
    """Whether two numbers are compared, and the radius of such a product stands in the conclusion."""
    return isinstance(goal.conclusion, Compare) and without_radii(goal) != goal.conclusion


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement without these radii."""
    found = without_radii(goal)
    if found == goal.conclusion:
        return undecided(ENGINE, "")
    answer = prove(goal.concluding(found))
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(
        ENGINE, f"by the eigenvalue of outer products: {answer.detail}"[:400], "certificate", (answer,)
    )


def without_radii(goal: Goal) -> Term:
    """The conclusion with the modulus of the one eigenvalue for the radius."""
    conclusion = goal.conclusion
    for node in tuple(open_nodes(goal.conclusion)):
        if isinstance(node, Apply) and node.op == "spectral_radius":
            found = _radius(node.args[0], goal.scope)
            if found is not None:
                conclusion = put(conclusion, node, found)
    return conclusion


def _radius(term: Term, scope: Scope) -> Term | None:
    match term:
        case Apply(op="neg", args=(inner,)):
            return _radius(inner, scope)
        case Apply(op="mul", args=(left, right)):
            number, matrix = (left, right) if sort_of(left, scope) == SCALAR else (right, left)
            found = _radius(matrix, scope) if sort_of(number, scope) == SCALAR else None
            return None if found is None else times(apply("abs", number), found)
    factors = tuple(_factors(term))
    for place in range(1, len(factors)):
        left, right = _product(factors[:place]), _product(factors[place:])
        if sort_of(left, scope).columns == ONE and sort_of(right, scope).rows == ONE:
            return apply("abs", apply("matmul", right, left))
    return None


def _factors(term: Term) -> Iterator[Term]:
    if isinstance(term, Apply) and term.op == "matmul":
        for arg in term.args:
            yield from _factors(arg)
    else:
        yield term


def _product(factors: tuple[Term, ...]) -> Term:
    found = factors[0]
    for factor in factors[1:]:
        found = apply("matmul", found, factor)
    return found


__all__ = ["ENGINE", "applies", "attempt", "without_radii"]
