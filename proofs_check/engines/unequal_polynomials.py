"""Two polynomials in x that are not equal for all x, by a coefficient in which they differ.

    exists(x, F(x) != G(x))     from     some coefficient of F - G, as a polynomial in x, is not 0

A polynomial that is not 0 has finitely many zeros; so on an infinite domain of x the two statements are equivalent. Certificate: the
coefficients of F - G by algebra; F and G are defined for all values of x.
"""

from __future__ import annotations

from proofs_check.engines.calculus_questions import defined, within
from proofs_check.engines.calculus_signs import is_real
from proofs_check.engines.calculus_terms import minus
from proofs_check.engines.existence_coefficients import NoSum, coefficients
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.terms import (
    INFINITY,
    ZERO,
    Compare,
    Connective,
    Letter,
    Number,
    Quantified,
    Term,
    apply,
    binder,
    walk,
)

ENGINE = "existence"
NEGATIVE_INFINITY = apply("neg", INFINITY)


def by_a_coefficient(statement: Quantified, goal: Goal, prove: Prover) -> Answer:
    """Proves that two polynomials differ somewhere. The letter must be new to the goal."""
    body = statement.body
    if statement.op != "exists" or not isinstance(body, Compare) or body.relation != "!=":
        return undecided(ENGINE, "no two sides that differ")
    if any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "complex letters")
    conditions = equal_coefficients(Compare("==", body.left, body.right), statement.letter, statement.domain)
    if conditions is None:
        return undecided(ENGINE, "no polynomials on an infinite domain")
    letters = ((statement.letter, statement.domain),)
    under = membership(statement.letter, statement.domain)
    everywhere = within(goal, letters, under, body)
    shown = defined((everywhere.conclusion,), everywhere, prove)
    if shown is None:
        return undecided(ENGINE, "the sides are not shown to be defined everywhere")
    differs = tuple(Compare("!=", one.left, one.right) for one in conditions)
    if not differs:
        return undecided(ENGINE, "the sides are equal")
    answer = prove(goal.concluding(differs[0] if len(differs) == 1 else Connective("or", differs)))
    if not answer.proved:
        return undecided(ENGINE, f"by coefficients: {answer.detail}"[:300])
    return proved(ENGINE, f"a coefficient differs: {answer.detail}"[:300], "certificate", (shown, answer))


def equal_coefficients(equation: Compare, x: str, domain: Domain) -> tuple[Compare, ...] | None:
    """Equations without x that hold exactly where F(x) == G(x) for all x of the domain, F and G being defined on it.

    None where F - G is not seen to be a polynomial in x, or the domain not to be infinite.
    """
    difference = minus(equation.left, equation.right)
    if equation.relation != "==" or not _is_infinite(domain) or not is_real(difference, frozenset()):
        return None
    if any(binder(node) == x for node in walk(equation)):
        return None
    try:
        found = coefficients(difference, x)
    except NoSum:
        return None
    powers: dict[int, list[Term]] = {}
    for monomial, coefficient in found.items():
        if any(factor != Letter(x) for factor in monomial):
            return None
        powers.setdefault(len(monomial), []).append(coefficient)
    sums = [_total(parts) for _, parts in sorted(powers.items())]
    return tuple(Compare("==", one, ZERO) for one in sums if one != ZERO)


def _total(parts: list[Term]) -> Term:
    total = parts[0]
    for part in parts[1:]:
        total = apply("add", total, part)
    return total


def _is_infinite(domain: Domain) -> bool:
    """Whether a domain of real or whole numbers surely has infinitely many members."""
    low = NEGATIVE_INFINITY if domain.low is None else domain.low.at
    high = INFINITY if domain.high is None else domain.high.at
    below = low == NEGATIVE_INFINITY or isinstance(low, Number)
    above = high == INFINITY or isinstance(high, Number)
    if domain.kind not in ("real", "integer") or not below or not above:
        return False
    if isinstance(low, Number) and isinstance(high, Number):
        return domain.kind == "real" and low.value < high.value
    return True


def conditions_of_identities(bottom: Quantified) -> tuple[Compare, ...] | None:
    """What `forall(x, F == G and ...)` says of the other letters, by coefficients; None where the form is another one."""
    parts = (
        bottom.body.parts
        if isinstance(bottom.body, Connective) and bottom.body.op == "and"
        else (bottom.body,)
    )
    found: list[Compare] = []
    for part in parts:
        if not isinstance(part, Compare):
            return None
        conditions = equal_coefficients(part, bottom.letter, bottom.domain)
        if conditions is None:
            return None
        found += conditions
    return tuple(found) or None


__all__ = ["by_a_coefficient", "conditions_of_identities", "equal_coefficients"]
