"""Inequalities with one product of square roots: a + b*s >= 0 where s is the product and b is not negative.

It holds where a >= 0, and else where b**2*s**2 >= a**2. So the goal is shown from: b >= 0, and b**2*s**2 >= a**2 under the
hypothesis a < 0. Where -b is not negative: from a >= 0 and a**2 >= b**2*s**2. Certificate: that of these goals.
"""

from __future__ import annotations

from flint import fmpq

from proofs_check.engines.back import term_of
from proofs_check.engines.polynomials import convert_goal
from proofs_check.engines.ring import OutOfReach, Poly, Ring
from proofs_check.engines.signs import NONNEGATIVE, NULL, POSITIVE, Signs, negated
from proofs_check.goal import Answer, Budget, Goal, Prover, proved, undecided
from proofs_check.statement.terms import ZERO, Compare, Term

ENGINE = "radicals"
MAX_TERMS = 60


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves an order of two terms whose difference has exactly one product of square roots."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in ("<", "<=", ">", ">="):
        return undecided(ENGINE, "")
    if any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "")
    try:
        parts = _parts(goal)
    except OutOfReach as reason:
        return undecided(ENGINE, str(reason))
    if parts is None:
        return undecided(ENGINE, "")
    answers = []
    for needed in parts:
        answers.append(prove(needed))
        if not answers[-1].proved:
            return undecided(ENGINE, "the goals without the roots are not decided")
    return proved(ENGINE, "by squaring the isolated root", "certificate", tuple(answers))


def _parts(goal: Goal) -> tuple[Goal, ...] | None:
    converted = convert_goal(goal, Budget())
    work, relation = converted.work, converted.conclusion
    target = relation.difference.num
    below = work.signs.of_quotient(relation.difference) if target.is_constant() else None
    sign = work.signs.of(relation.difference.den) - NULL
    if below is not None or sign not in (POSITIVE, negated(POSITIVE)) or len(target) > MAX_TERMS:
        return None
    target = target if sign == POSITIVE else -target
    split = _isolated(target, work.ring)
    if split is None:
        return None
    still, factor, square = split
    return _goals(goal, relation.relation, still, factor, square, work.ring, work.signs)


def _isolated(target: Poly, ring: Ring) -> tuple[Poly, Poly, Poly] | None:
    """(a, b, s**2) with target == a + b*s for the only product s of square roots in it, or None."""
    roots = [atom.index for atom in ring.atoms_of(target) if atom.kind == "root" and atom.degree == 2]
    seen: set[tuple[int, ...]] = set()
    still: dict[tuple[int, ...], fmpq] = {}
    moving: dict[tuple[int, ...], fmpq] = {}
    for powers, coefficient in target.to_dict().items():
        product = tuple(place for place in roots if powers[place])
        rest = tuple(0 if place in product else power for place, power in enumerate(powers))
        if product:
            seen.add(product)
            moving[rest] = coefficient
        else:
            still[powers] = coefficient
    if len(seen) != 1:
        return None
    square = ring.one
    for place in next(iter(seen)):
        square *= ring.gens[place] ** 2
    return ring.context.from_dict(still), ring.context.from_dict(moving), ring.reduce(square)


def _goals(
    goal: Goal, relation: str, still: Poly, factor: Poly, square: Poly, ring: Ring, signs: Signs
) -> tuple[Goal, ...]:
    a, b = term_of(still, ring), term_of(factor, ring)
    gap = term_of(ring.reduce(factor**2 * square - still**2), ring)
    if negated(signs.of(factor)) <= NONNEGATIVE:
        # a >= |b|*s; strictly where a**2 is larger
        other: Term = term_of(ring.reduce(still**2 - factor**2 * square), ring)
        return goal.concluding(Compare(">=", a, ZERO)), goal.concluding(Compare(relation, other, ZERO))
    # for a strict goal, at a == 0 too the root has to be more than zero
    reach = "<=" if relation == ">" else "<"
    squares = goal.assuming(Compare(reach, a, ZERO)).concluding(Compare(relation, gap, ZERO))
    return goal.concluding(Compare(">=", b, ZERO)), squares
