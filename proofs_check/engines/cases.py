"""Case splits on absolute values, maxima and signs: in each case the function is gone and its sign a hypothesis."""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.goal import Goal
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Diff,
    Limit,
    Quantified,
    Sum,
    Term,
    apply,
    children,
    rebuild,
)

SPLIT = ("abs", "max", "min", "relu", "sign")
MAX_SPLITS = 4


def sign_cases(goal: Goal) -> tuple[Goal, ...]:
    """Goals that together give `goal`, without the functions of SPLIT outside of binders; () where there is nothing to
    split or too much."""
    if any(domain.is_complex for _, domain in goal.letters):
        return ()  # complex numbers have no sign
    pending, done = [(goal, 0)], []
    while pending:
        current, depth = pending.pop()
        found = next(_splittable(current), None)
        if found is None:
            done.append(current)
        elif depth == MAX_SPLITS:
            return ()
        else:
            pending += [(_replaced(current, found, value, fact), depth + 1) for value, fact in _values(found)]
    return tuple(done) if len(done) > 1 or done[0] != goal else ()


def _splittable(goal: Goal) -> Iterator[Apply]:
    """The functions to be split, the innermost first, so that their arguments are free of others."""
    for statement in (goal.conclusion, *goal.hypotheses):
        for node in _outside(statement):
            if node.op in SPLIT and not (node.op in ("max", "min") and len(node.args) == 1):
                inner = [other for arg in node.args for other in _outside(arg) if other.op in SPLIT]
                if not inner:
                    yield node


def _outside(term: Term) -> Iterator[Apply]:
    """The applications that stand under no binder."""
    if isinstance(term, Quantified | Sum | Limit | Diff):
        return
    if isinstance(term, Apply):
        yield term
    for part in children(term):
        yield from _outside(part)


def _values(node: Apply) -> list[tuple[Term, Term]]:
    """What the function is, and when."""
    first = node.args[0]
    if node.op == "abs":
        return [(first, Compare(">=", first, ZERO)), (apply("neg", first), Compare("<", first, ZERO))]
    if node.op == "relu":
        return [(first, Compare(">=", first, ZERO)), (ZERO, Compare("<", first, ZERO))]
    if node.op == "sign":
        return [
            (ONE, Compare(">", first, ZERO)),
            (ZERO, Compare("==", first, ZERO)),
            (apply("neg", ONE), Compare("<", first, ZERO)),
        ]
    rest = node.args[1] if len(node.args) == 2 else Apply(node.op, node.args[1:])
    relation, other = (">=", "<") if node.op == "max" else ("<=", ">")
    return [(first, Compare(relation, first, rest)), (rest, Compare(other, first, rest))]


def _replaced(goal: Goal, node: Apply, value: Term, fact: Term) -> Goal:
    hypotheses = tuple(_put(hypothesis, node, value) for hypothesis in goal.hypotheses)
    return Goal(goal.letters, (*hypotheses, fact), _put(goal.conclusion, node, value), goal.sequences)


def _put(term: Term, node: Term, value: Term) -> Term:
    if term == node:
        return value
    if isinstance(term, Quantified | Sum | Limit | Diff):
        return term
    parts = children(term)
    changed = tuple(_put(part, node, value) for part in parts)
    return term if changed == parts else rebuild(term, changed)
