"""Refuting that numbers exist for which an equation of polynomials holds for all x: at a point, by the coefficients.

    exists(r, exists(p, forall(x, F == G)))     is     exists(r, exists(p, every coefficient of F - G is 0))

for polynomials in x on an infinite domain. At an admissible point the second one is a system of equations in numbers; that it has no
solution is proved. Where F or G is undefined for some r and p, these are no values that satisfy the equation.
"""

from __future__ import annotations

from proofs_check.disproof import SURE, is_open
from proofs_check.engines.calculus_questions import within
from proofs_check.engines.entries import with_values
from proofs_check.engines.scalar import prove_scalar
from proofs_check.engines.unequal_polynomials import conditions_of_identities
from proofs_check.goal import Goal, Point, goal_of
from proofs_check.prove import Session
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.formal import Formal
from proofs_check.statement.sorts import SortError
from proofs_check.statement.terms import Compare, Connective, Quantified, Term
from proofs_check.verdict import Witness
from proofs_check.witness.search import admissible_points

MAX_POINTS = 16


def disproved_by_coefficients(formal: Formal, session: Session) -> Witness | None:
    """A witness at which no numbers give the equation for all x, as is proved there."""
    denied = _denial(formal)
    if denied is None:
        return None
    for point in admissible_points(formal, session.budget, MAX_POINTS):
        here = _at(denied, point)
        if here is None:
            continue
        answer = next(iter(prove_scalar(here, session.budget)), None)
        if answer is None or not answer.proved or answer.trust not in SURE or not is_open(formal, point):
            continue
        why = f"its negation is proved there: no numbers make all coefficients agree: {answer.detail}"
        return Witness(point, "false", why, (), f"search, and a proof by {', '.join(answer.engines)}")
    return None


def _denial(formal: Formal) -> Goal | None:
    """That not all coefficients agree, the letters of the existences being further letters of the goal."""
    letters: list[tuple[str, Domain]] = []
    body: Term = formal.claim
    while isinstance(body, Quantified) and body.op == "exists":
        letters.append((body.letter, body.domain))
        body = body.body
    if not letters or not isinstance(body, Quantified) or body.op != "forall":
        return None
    if any(domain.kind not in ("real", "integer") for _, domain in (*letters, *formal.letters)):
        return None
    conditions = conditions_of_identities(body)
    if conditions is None or len({name for name, _ in letters} | {body.letter}) <= len(letters):
        return None
    under = tuple(fact for name, domain in letters for fact in membership(name, domain))
    differs = tuple(Compare("!=", one.left, one.right) for one in conditions)
    says = differs[0] if len(differs) == 1 else Connective("or", differs)
    return within(goal_of(formal), tuple(letters), under, says)


def _at(denied: Goal, point: Point) -> Goal | None:
    """The goal with values for the letters of the claim."""
    try:
        return with_values(denied, dict(point))
    except (ValueError, SortError):
        return None


__all__ = ["disproved_by_coefficients"]
