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
    Number,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    transform,
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


def in_powers(term: Term, letter: str) -> Term:
    """Fibonacci numbers of an index m*t + c with a number m > 0 in powers of the roots of x**2 = x + 1: for all large t."""

    def change(node: Term) -> Term:
        if isinstance(node, Apply) and node.op == "fibonacci" and _grows(node.args[0], letter):
            five = apply("sqrt", number(5))
            above, below = (apply("div", apply(op, ONE, five), number(2)) for op in ("add", "sub"))
            powers = (apply("pow", root, node.args[0]) for root in (above, below))
            return apply("div", apply("sub", *powers), five)
        return node

    return transform(term, change)


def _grows(index: Term, letter: str) -> bool:
    """Whether the index is m*t + c by its form, with whole numbers m > 0 and c."""
    match index:
        case Letter(name=name):
            return name == letter
        case Apply(op=("add" | "sub"), args=(inner, Number(value=value))):
            return value.denominator == 1 and _grows(inner, letter)
        case Apply(op="mul", args=(Number(value=value), inner)):
            return value.denominator == 1 and value > 0 and _grows(inner, letter)
    return False
