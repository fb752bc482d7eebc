"""Equations with a tangent, multiplied by the cosine: tan(x) == x + c between two poles.

    alpha*tan(A) + beta == 0     where cos(A) != 0:     alpha*sin(A) + beta*cos(A) == 0
    alpha*cot(A) + beta == 0     where sin(A) != 0:     alpha*cos(A) + beta*sin(A) == 0

The second equation has no pole at the ends of the interval, so that its sign there can be asked for.

Certificate: both equations have the same solutions where the first one is defined, which it is in the whole interval.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proofs_check.engines.calculus_questions import Questions, defined, names_of, within
from proofs_check.engines.calculus_terms import flat_conjunction, minus, plus, times
from proofs_check.engines.existence_bounds import linear
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, membership
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Quantified,
    Term,
    apply,
    conjunction,
    free_letters,
    fresh,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "existence"
QUOTIENTS = {"tan": ("sin", "cos"), "cot": ("cos", "sin")}

Way = Callable[[Quantified, Goal, Prover], Answer]


def by_clearing_poles(statement: Quantified, goal: Goal, prove: Prover, way: Way) -> Answer:
    """Proves an existence by `way` for the equation without tangents. The letter must be new to the goal."""
    if statement.domain.kind != "real" or any(domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "no real equation")
    parts = flat_conjunction(statement.body)
    asked = Questions(goal, prove)
    cleared = tuple(_cleared(part, statement.letter, goal, asked) for part in parts)
    if cleared == parts:
        return undecided(ENGINE, "no tangent to multiply out")
    inside = within(
        goal, ((statement.letter, REAL),), membership(statement.letter, statement.domain), statement.body
    )
    shown = defined((inside.conclusion,), inside, prove)
    if shown is None:
        return undecided(ENGINE, "the tangent is not shown to be defined in the whole interval")
    simpler = Quantified("exists", statement.letter, statement.domain, conjunction(cleared))
    answer = way(simpler, goal, prove)
    if not answer.proved:
        return undecided(ENGINE, f"{text(simpler.body)}: {answer.detail}"[:300])
    return proved(
        ENGINE, f"{text(simpler.body)}: {answer.detail}"[:400], "certificate", (*asked.used, shown, answer)
    )


def _cleared(condition: Term, letter: str, goal: Goal, asked: Questions) -> Term:
    """An equation that is linear in one tangent of the letter, without it; other conditions as they are."""
    if not isinstance(condition, Compare) or condition.relation != "==":
        return condition
    tangents = tuple(dict.fromkeys(_tangents(condition, letter)))
    if len(tangents) != 1:
        return condition
    name = fresh("tangent", names_of(goal) | free_letters(condition))
    whole = replace_all(minus(condition.left, condition.right), tangents[0], Letter(name))
    found = linear(whole, name, asked)
    if found is None:
        return condition
    top, bottom = (apply(op, *tangents[0].args) for op in QUOTIENTS[tangents[0].op])
    return Compare("==", plus(times(found[0], top), times(found[1], bottom)), ZERO)


def _tangents(term: Term, letter: str) -> Iterator[Apply]:
    for node in walk(term):
        if isinstance(node, Apply) and node.op in QUOTIENTS and letter in free_letters(node):
            yield node


__all__ = ["by_clearing_poles"]
