"""Limits of h(x(n)) for an iteration x(n + 1) = f(x(n)) that tends to X: those of h at X.

Values x(n + 1), x(n + 2) in the body are f(x(n)), f(f(x(n))) first. Either h is continuous at X, or x(n) stays on one side of X and is never X:

    x(n + 1) = sqrt(2 + x(n)) < 2:  (2 - x(n + 1))/(2 - x(n)) -> 1/4, the limit of (2 - sqrt(2 + u))/(2 - u) at 2 from below
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.calculus_questions import Questions, defined
from proofs_check.engines.calculus_terms import folded, integer_of
from proofs_check.engines.limit_certificates import trusted
from proofs_check.engines.limit_sequences import Settled, limit_of_sequence, sequence_step
from proofs_check.engines.limit_values import value
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.domains import REAL, Bound, Domain, is_infinite
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Letter,
    Limit,
    Term,
    free_letters,
    number,
    sequence_names,
    substitute,
    walk,
)
from proofs_check.statement.text import text

MAX_STEPS = 3
SIDES = (("<", "-"), (">", "+"))


def composed(limit: Limit, goal: Goal, prove: Prover) -> Settled | None:
    """The limit of h(x(n)) at oo, or None."""
    if any(domain.is_complex for _, domain in goal.letters):
        return None
    found = _in_one_value(limit, goal)
    if found is None:
        return None
    x, u, h = found
    inner = Limit(limit.letter, limit.domain, x, INFINITY)
    settled = limit_of_sequence(inner, goal, prove, (*_constants(limit.body), ZERO))
    if settled is None:
        return None
    still = Goal(
        goal.letters, tuple(f for f in goal.hypotheses if not sequence_names(f)), goal.conclusion, ()
    )
    for side, parts in _approached(x, u, h, settled, limit, goal, prove):
        end = Limit(u, REAL, h, settled.value, side)
        its = value(end, still.with_letter(u, REAL), prove)
        if not its.known:
            continue
        known = trusted(end, its, still, prove, ())
        apart = side != "" or _continuous(u, h, settled.value, its.as_term, still, prove)
        if not known.proved or not apart:
            continue
        way = f"{text(x)} tends to {text(settled.value)}, and {text(h)} to this there"
        return Settled(its.as_term, (*settled.proofs, *parts, known), way)
    return None


def _in_one_value(limit: Limit, goal: Goal) -> tuple[At, str, Term] | None:
    """(x(n + m), u, h(u)) where the body is h(x(n + m)) with the least m."""
    values = {node for node in walk(limit.body) if isinstance(node, At)}
    names = {node.name for node in values}
    if len(names) != 1 or limit.point != INFINITY or limit.domain.kind != "integer":
        return None
    moves = {node: _move(node.index, limit.letter) for node in values}
    known = {node: move for node, move in moves.items() if move is not None}
    if len(known) != len(values) or max(known.values()) - min(known.values()) > MAX_STEPS:
        return None
    base = min(known, key=lambda node: known[node])
    u, step = sequence_step(base, goal)
    if step is None:
        return None
    h = limit.body
    for node, move in known.items():
        there: Term = Letter(u)
        for _ in range(move - known[base]):
            there = substitute(step, {u: there})
        h = replace_all(h, node, there)
    return (base, u, h) if limit.letter not in free_letters(h) and not sequence_names(h) else None


def _move(index: Term, n: str) -> int | None:
    """m of n + m."""
    match index:
        case Letter(name=name) if name == n:
            return 0
        case Apply(op=("add" | "sub") as op, args=(Letter(name=name), moved)) if name == n:
            found = integer_of(moved)
            return found if found is None or op == "add" else -found
    return None


def _constants(body: Term) -> Iterator[Term]:
    """What the body says without the sequence: fixed points are often named in it."""
    for node in walk(body):
        if not isinstance(node, At) and not sequence_names(node) and node != ONE:
            yield node


def _approached(
    x: At, u: str, h: Term, settled: Settled, limit: Limit, goal: Goal, prove: Prover
) -> Iterator[tuple[str, tuple[Answer, ...]]]:
    """The sides from which x(n) comes, and the proofs."""
    yield "", ()
    if is_infinite(settled.value):
        return
    first = next(one.first for one in goal.sequences if one.name == x.name)
    large = Domain("integer", Bound(number(first + 1), True))
    moving = goal.with_letter(limit.letter, large)
    for relation, side in SIDES:
        asked = Questions(moving, prove)
        if asked.holds(Compare(relation, x, settled.value)):
            yield side, tuple(asked.used)


def _continuous(u: str, h: Term, at: Term, limit: Term, goal: Goal, prove: Prover) -> bool:
    """Whether h has its limit as its value at X; at oo there is no value to have."""
    if is_infinite(at):
        return True
    there = folded(substitute(h, {u: at}))
    if is_infinite(limit) or defined((substitute(h, {u: at}),), goal, prove) is None:
        return False
    return there == limit or prove(goal.concluding(Compare("==", there, limit))).proved


__all__ = ["composed"]
