"""Functions of a whole number that obey a linear recurrence, written as sequences: Fibonacci numbers, Chebyshev polynomials.

A goal in which they stand as sequences says the same: the sequence has the function's recurrence and first values.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_questions import names_of
from proofs_check.goal import Goal
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Letter,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    walk,
)

KINDS = ("fibonacci", "chebyshev_t", "chebyshev_u")
MAX_NEW = 4
Key = tuple[str, Term | None]


def with_sequences(goal: Goal) -> Goal:
    """The goal with a sequence for each of the functions of the conclusion (and argument of Chebyshev polynomials)."""
    if any(domain.is_complex for _, domain in goal.letters):
        return goal
    letters = {name for name, _ in goal.letters}
    found: dict[Key, None] = {}
    for node in walk(goal.conclusion):
        key = _key(node)
        if key is not None and (key[1] is None or free_letters(key[1]) <= letters):
            found[key] = None
    if not found or len(found) > MAX_NEW:
        return goal
    taken, names, sequences = names_of(goal), {}, list(goal.sequences)
    for key in found:
        name = fresh(f"{key[0]}_", taken)
        index = fresh("t", taken | {name})
        taken |= {name, index}
        names[key] = name
        sequences.append(_sequence(key, name, index))
    terms = tuple(_put(term, names, frozenset()) for term in (goal.conclusion, *goal.hypotheses))
    return replace(goal, conclusion=terms[0], hypotheses=terms[1:], sequences=tuple(sequences))


def _key(node: Term) -> Key | None:
    if not isinstance(node, Apply) or node.op not in KINDS:
        return None
    return (node.op, node.args[1] if len(node.args) > 1 else None)


def _sequence(key: Key, name: str, index: str) -> Sequence:
    kind, x = key
    now = At(name, Letter(index))
    before = At(name, apply("sub", Letter(index), ONE))
    if x is None:
        return Sequence(name, index, 0, (ZERO, ONE), apply("add", now, before), SCALAR)
    double = apply("mul", number(2), x)
    step = apply("sub", apply("mul", double, now), before)
    return Sequence(name, index, 0, (ONE, x if kind == "chebyshev_t" else double), step, SCALAR)


def _put(term: Term, names: dict[Key, str], bound: frozenset[str]) -> Term:
    inner = binder(term)
    below = bound | {inner} if inner is not None else bound
    parts = tuple(_put(part, names, below) for part in children(term))
    key = _key(term)
    if key in names and key is not None and not (key[1] is not None and free_letters(key[1]) & bound):
        return At(names[key], parts[0])
    return rebuild(term, parts) if parts else term
