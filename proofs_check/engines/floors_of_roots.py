"""Floors and ceilings of root sums in a statement: each a whole letter with polynomial conditions, so that no root is left.

The conditions are those of `root_sums.py`. Where it is not known whether a root reaches its threshold, both cases are shown: with the bounds, and
with the value of the floor below the threshold. Floors under a binder stay.

Certificate: the statement with the letters, in every case; an equation as its two orders.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import negate, plus
from proofs_check.engines.root_sums import Reading, RootSum, bounds, least, read, threshold
from proofs_check.engines.sampling import refuting_point
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER, membership
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Term,
    binder,
    children,
    fresh,
    number,
    rebuild,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "floors of roots"
MAX_FLOORS = 4
DENIED = {">=": "<", ">": "<="}


@dataclass(frozen=True)
class Lettered:
    """The goal with letters in place of root sums, in the order in which they were met: inner ones first."""

    goal: Goal
    roots: tuple[tuple[str, RootSum], ...]


def applies(goal: Goal) -> bool:
    """Whether the floor of a root sum stands in the statement, outside binders, or in a bound of a letter; real letters only."""
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    return any(_has_root_sum(one, goal) for one in (goal.conclusion, *goal.facts()))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement with whole letters for its floors of root sums, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    if refuting_point(goal) is not None:
        return undecided(ENGINE, "it is false at a sample point")
    found = lettered(goal)
    if len(found.roots) > MAX_FLOORS:
        return undecided(ENGINE, "many floors")
    answers: list[Answer] = []
    for case in _cases(found.goal, found.roots, prove, answers):
        for part in _orders(case):
            answers.append(prove(case.concluding(part)))
            if not answers[-1].proved:
                return undecided(ENGINE, f"not shown: {text(part)}"[:250])
    says = ", ".join(f"{name} for a root of {text(one.under)}" for name, one in found.roots)
    return proved(ENGINE, f"with {says}"[:300], "certificate", tuple(answers))


def _has_root_sum(term: Term, goal: Goal) -> bool:
    if binder(term) is not None:
        return False
    return _reading(term, goal) is not None or any(_has_root_sum(part, goal) for part in children(term))


def _reading(term: Term, goal: Goal) -> Reading | None:
    if not isinstance(term, Apply) or term.op not in ("floor", "ceil"):
        return None
    return read(term.op, term.args[0], goal.scope)


def lettered(goal: Goal) -> Lettered:
    """A whole letter for each floor of a root sum, inner ones first."""
    roots: dict[RootSum, str] = {}
    bound = {binder(node) for term in (goal.conclusion, *goal.hypotheses) for node in walk(term)}
    taken = names_of(goal) | {name for name in bound if name is not None}

    def change(term: Term) -> Term:
        nonlocal goal, taken
        if binder(term) is not None:
            return term
        parts = tuple(change(part) for part in children(term))
        term = rebuild(term, parts) if parts else term
        found = _reading(term, goal)
        if found is None:
            return term
        if found.inner not in roots:
            name = fresh("k", taken)
            taken |= {name}
            roots[found.inner] = name
            goal = goal.with_letter(name, INTEGER)
        letter = Letter(roots[found.inner])
        return plus(found.whole, letter if found.sign > 0 else negate(letter))

    ends = [fact for name, its in goal.letters for fact in membership(name, its) if _has_root_sum(fact, goal)]
    hypotheses = tuple(change(fact) for fact in (*goal.hypotheses, *ends))
    conclusion = change(goal.conclusion)
    changed = replace(goal, hypotheses=hypotheses, conclusion=conclusion)
    return Lettered(changed, tuple((name, one) for one, name in roots.items()))


def _cases(
    goal: Goal, roots: tuple[tuple[str, RootSum], ...], prove: Prover, used: list[Answer]
) -> Iterator[Goal]:
    """The goal with what holds of the letters, above and below each threshold that is not decided. used: what was shown."""
    if not roots:
        yield goal
        return
    (name, one), *others = roots
    letter, rest = Letter(name), tuple(others)
    above = goal.assuming(*bounds(letter, one, goal.scope))
    need = threshold(one)
    if need is None or _holds(need, goal, prove, used):
        yield from _cases(above, rest, prove, used)
        return
    denied = Compare(DENIED[need.relation], need.left, need.right)
    value = Compare("==", letter, number(least(one)))
    below = goal.assuming(denied, Compare(">=", one.under, ZERO), value)
    yield from _cases(below, rest, prove, used)
    if not _holds(denied, goal, prove, used):
        yield from _cases(above.assuming(need), rest, prove, used)


def _holds(says: Term, goal: Goal, prove: Prover, used: list[Answer]) -> bool:
    ask = Questions(goal, prove)
    shown = ask.holds(says)
    used += ask.used
    return shown


def _orders(goal: Goal) -> tuple[Term, ...]:
    """An equation of numbers as two orders; other statements, equations of matrices too, as they are: those have no order."""
    match goal.conclusion:
        case Compare(relation="==", left=left, right=right) if not any(map(binder, walk(goal.conclusion))):
            if sort_of(left, goal.scope) == SCALAR:
                return Compare("<=", left, right), Compare("<=", right, left)
    return (goal.conclusion,)


__all__ = ["Lettered", "applies", "attempt", "lettered"]
