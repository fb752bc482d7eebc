"""Closed forms of two sequences that use each other linearly: each follows a recurrence of order two by itself.

For x' = a*x + b*y + e and y' = c*x + d*y + f with constants, x'' = (a + d)*x' - (a*d - b*c)*x + (1 - d)*e + b*f (Cayley and Hamilton), and
likewise for y. The forms are proposed from there, and both are proved together by induction on the given recurrences.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from proofs_check.engines import sympy_engine
from proofs_check.engines.calculus_questions import defined, names_of
from proofs_check.engines.calculus_terms import folded, minus, plus, times
from proofs_check.engines.induction_core import by_induction
from proofs_check.engines.linear_steps import linear_parts
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    At,
    Compare,
    Connective,
    Letter,
    Sum,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    sequence_names,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "closed forms of a pair"


@dataclass(frozen=True)
class Row:
    """One step: own*(its own value) + other*(the other one's) + rest."""

    own: Term
    other: Term
    rest: Term


def pair_in_closed_form(
    one: Sequence, two: Sequence, goal: Goal, prove: Prover
) -> tuple[tuple[Term, Term], str, Answer] | None:
    """(the closed forms, their letter, the proof for all indices from the first on), or None."""
    rows = _rows(one, two)
    if rows is None:
        return None
    index = fresh("k", names_of(goal))
    forms = (
        sympy_engine.closed_form(_alone(one, rows, two.start[0]), index, goal),
        sympy_engine.closed_form(_alone(two, rows[::-1], one.start[0]), index, goal),
    )
    if forms[0] is None or forms[1] is None:
        return None
    domain = Domain("integer", Bound(number(one.first), True))
    says = [
        Compare("==", At(s.name, Letter(index)), form)
        for s, form in zip((one, two), forms, strict=True)
        if form
    ]
    claim = goal.with_letter(index, domain).concluding(Connective("and", tuple(says)))
    known = {name for name, _ in claim.letters}
    if any(not free_letters(one) <= known or _is_open(one) for one in forms if one):
        return None
    meant = defined((forms[0], forms[1]), claim, prove)
    shown = by_induction(claim, prove, on=index) if meant is not None else None
    if meant is None or shown is None or not shown.proved:
        return None
    detail = text(claim.conclusion)[:300]
    return (forms[0], forms[1]), index, proved(ENGINE, detail, "certificate", (meant, shown))


def _is_open(form: Term) -> bool:
    return any(isinstance(node, At | Sum) for node in walk(form))


def _rows(one: Sequence, two: Sequence) -> tuple[Row, Row] | None:
    """The linear steps with constants that both have, from the same first index on; None where they are not of the form."""
    if any(s.shape != SCALAR or len(s.start) != 1 for s in (one, two)) or one.first != two.first:
        return None
    two = _with_index(two, one.index)
    after = {s.name: At(s.name, apply("add", Letter(one.index), ONE)) for s in (one, two)}
    steps = [
        replace_all(one.step, after[two.name], two.step),
        replace_all(two.step, after[one.name], one.step),
    ]
    first = _row(replace(one, step=steps[0]), two.name)
    second = _row(replace(two, step=steps[1]), one.name)
    return None if first is None or second is None else (first, second)


def _with_index(sequence: Sequence, index: str) -> Sequence:
    if sequence.index == index or index in free_letters(sequence.step):
        return sequence
    return replace(
        sequence, index=index, step=replace_all(sequence.step, Letter(sequence.index), Letter(index))
    )


def _row(sequence: Sequence, other: str) -> Row | None:
    rest = linear_parts(sequence, frozenset({sequence.name, other}))
    here = [At(name, Letter(sequence.index)) for name in (sequence.name, other)]
    values = {node for node in walk(sequence.step) if isinstance(node, At)}
    if rest is None or not values <= set(here):
        return None

    def at(own: Term, its: Term) -> Term:
        return folded(replace_all(replace_all(sequence.step, here[0], own), here[1], its))

    base = at(ZERO, ZERO)
    row = Row(folded(minus(at(ONE, ZERO), base)), folded(minus(at(ZERO, ONE), base)), base)
    parts = (row.own, row.other, row.rest)
    if any(sequence.index in free_letters(part) or sequence_names(part) for part in parts):
        return None
    return row


def _alone(sequence: Sequence, rows: tuple[Row, Row], other_start: Term) -> Sequence:
    """The sequence by its own recurrence of order two."""
    own, its = rows
    start = sequence.start[0]
    second = plus(times(own.own, start), times(own.other, other_start), own.rest)
    now, before = (At(sequence.name, index) for index in _last_two(sequence.index))
    determinant = minus(times(own.own, its.own), times(own.other, its.other))
    constant = plus(times(minus(ONE, its.own), own.rest), times(own.other, its.rest))
    step = plus(minus(times(plus(own.own, its.own), now), times(determinant, before)), constant)
    return replace(sequence, start=(start, folded(second)), step=folded(step))


def _last_two(index: str) -> tuple[Term, Term]:
    return Letter(index), apply("sub", Letter(index), ONE)
