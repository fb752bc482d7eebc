"""Refuting by a point and a proof: where no value exists for one choice of the outer letters.

That no value satisfies a condition cannot be evaluated, unless the condition is polynomial. At an admissible point, both evaluators having agreed
that it is admissible, the planner proves the negation of the claim. A term that is undefined there would refute the claim as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

import flint

from proofs_check.conflict import EngineConflict
from proofs_check.edge_points import edge_points
from proofs_check.engines import limits
from proofs_check.engines.enclosures import BITS, ball, certain, enclosed
from proofs_check.engines.entries import with_values
from proofs_check.engines.existence_intro import opposite
from proofs_check.goal import Goal, Point, goal_of
from proofs_check.goal_forms import with_complex_letter
from proofs_check.prove import Session
from proofs_check.recheck.opinion import opinion
from proofs_check.statement.formal import Formal
from proofs_check.statement.sorts import SortError
from proofs_check.statement.terms import (
    Compare,
    Limit,
    Matrix,
    Number,
    Quantified,
    Term,
    apply,
    free_letters,
    walk,
)
from proofs_check.statement.text import text
from proofs_check.verdict import Witness
from proofs_check.whole_boxes import suspects
from proofs_check.witness.recheck import HOLDS, recheck
from proofs_check.witness.search import admissible_points

MAX_POINTS = 16
MAX_PROOFS = 8
FIRST = 2
MAX_EDGES = 4
SURE = ("kernel", "certificate", "two engines")
GRID = tuple(Fraction(k, 7) for k in range(-40, 41))


def disproved(formal: Formal, session: Session, suspected: Point | None = None) -> Witness | None:
    """A witness whose falsity is proved. `suspected`: a point at which the first evaluator found the claim false.

    Claims with quantifiers and limits only; others are evaluated.
    """
    if not any(isinstance(node, Quantified | Limit) for node in walk(formal.claim)):
        return None
    if suspected is not None:
        return _at(formal, suspected, session, (*SURE, "one engine")) if is_open(formal, suspected) else None
    tried = 0
    for point in _points(formal, session):
        if tried >= MAX_PROOFS:
            return None
        if not _seems_false(formal, point) or not is_open(formal, point):
            continue
        tried += 1
        found = _at(formal, point, session, SURE)
        if found is not None:
            return found
    return None


def _points(formal: Formal, session: Session) -> Iterator[Point]:
    """Whole numbers at which it seems false; the simplest points, those at the edges of the claim after the first ones."""
    yield from suspects(formal)
    points = admissible_points(formal, session.budget, MAX_POINTS)
    yield from points[:FIRST]
    yield from islice(edge_points(goal_of(formal), points), MAX_EDGES)
    yield from points[FIRST:]


def is_open(formal: Formal, point: Point) -> bool:
    """Whether the point is admissible to both evaluators and the claim is not seen to hold there."""
    first, second = recheck(formal, point), opinion(formal, point)
    settled = first.explanation == HOLDS or second.outcome in ("holds", "inadmissible")
    return not settled and (first.fault is not None or first.explanation.startswith("undecided: "))


def _at(formal: Formal, point: Point, session: Session, trusted: tuple[str, ...]) -> Witness | None:
    """The witness, if the negation of the claim is proved at a point where it is open."""
    first, second = recheck(formal, point), opinion(formal, point)
    here = _goal_at(goal_of(formal), point)
    if here is None:
        return None
    seconded = second.refutes or first.fault is not None
    answer = session.prove(here.concluding(opposite(here.conclusion)))
    if not answer.proved or (answer.trust not in trusted and not seconded):
        doubted = "undefined" in (first.fault, second.outcome)
        return _without_limit(here, point, session) if doubted else None
    if session.prove_claim(here).proved:
        where = ", ".join(f"{name} = {text(value)}" for name, value in point.items())
        raise EngineConflict(f"the claim and its negation are both proved at {where}")
    why = f"its negation is proved there: {answer.detail}"
    return Witness(point, "false", why, (), f"search, and a proof by {', '.join(answer.engines)}")


def _without_limit(here: Goal, point: Point, session: Session) -> Witness | None:
    """The witness, if the calculus of limits shows that a limit of the claim does not exist, as an evaluator says too."""
    for node in walk(here.conclusion):
        if isinstance(node, Limit) and not free_letters(node):
            reason = limits.missing(node, here, session.prover())
            if reason:
                why = f"{text(node)} does not exist: {reason}"
                return Witness(point, "undefined", why, (), f"an evaluator, and the engine {limits.ENGINE}")
    return None


def _goal_at(goal: Goal, point: Point) -> Goal | None:
    """The goal without letters, at a point that gives a value to each of them; a complex claim stays one."""
    try:
        here = with_values(goal, dict(point))
    except (ValueError, SortError):
        return None
    bound = {node.letter for node in walk(here.conclusion) if isinstance(node, Limit)}
    left = free_letters(here.conclusion) - bound
    if left:
        return None
    return with_complex_letter(here) if any(domain.is_complex for _, domain in goal.letters) else here


def _seems_false(formal: Formal, point: Point) -> bool:
    """False where an existence is seen to hold: at a value of a grid, or by a change of sign between two."""
    claim = formal.claim
    if (
        not isinstance(claim, Quantified)
        or claim.op != "exists"
        or claim.domain.kind not in ("real", "integer")
    ):
        return True
    here = _goal_at(goal_of(formal), point)
    body = here.conclusion.body if here is not None and isinstance(here.conclusion, Quantified) else None
    if here is None or not isinstance(body, Compare) or any(isinstance(node, Matrix) for node in walk(body)):
        return True
    inner = here.with_letter(claim.letter, claim.domain)
    gap = apply("sub", body.left, body.right)
    signs = set()
    with flint.ctx.workprec(BITS):
        for value in _grid(here.conclusion):
            found = enclosed(gap, {claim.letter: ball(value)}, inner.scope)
            if found is None:
                continue
            if body.relation != "==" and certain(body.relation, found):
                return False
            signs |= {sign for sign, relation in ((1, ">"), (-1, "<")) if certain(relation, found)}
    return not (body.relation == "==" and claim.domain.kind == "real" and len(signs) == 2)


def _grid(statement: Term) -> Iterator[Fraction]:
    """Values in a domain whose ends are numbers; none where an end is something else."""
    if not isinstance(statement, Quantified):
        return
    low, high = statement.domain.low, statement.domain.high
    ends = [end.at for end in (low, high) if end is not None]
    if not all(isinstance(end, Number) for end in ends):
        return
    for value in GRID:
        if statement.domain.kind == "integer" and value.denominator != 1:
            continue
        if low is not None and isinstance(low.at, Number) and value <= low.at.value:
            continue
        if high is not None and isinstance(high.at, Number) and value >= high.at.value:
            continue
        yield value


__all__ = ["SURE", "disproved", "is_open"]
