"""Waves of a continuous argument that is unbounded: the term takes every phase again and again.

Where sin(g) and cos(g) are held at a phase the term is another one, with a limit of its own; two phases with different limits
leave the term without a limit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from proofs_check.recheck import growth_functions as gf
from proofs_check.recheck.growth import UNIT, outgrows
from proofs_check.recheck.outcome import NoValue, Open
from proofs_check.recheck.tables import Value
from proofs_check.statement.terms import Apply, Letter, Number, Term, children, free_letters, number, rebuild

if TYPE_CHECKING:
    from proofs_check.recheck.expand import Expander

CONTINUOUS = (
    "add",
    "sub",
    "neg",
    "mul",
    "div",
    "pow",
    "sqrt",
    "exp",
    "log",
    "atan",
    "abs",
    "sinh",
    "cosh",
    "tanh",
)
TURNS = ((1, 0), (0, 1), (-1, 0), (0, -1))


def has_no_limit(
    body: Term, expander: Expander, limit_of: Callable[[Term], Value], same: Callable[[Value, Value], bool]
) -> bool:
    """Whether the term is shown to have no limit for real s. `limit_of`: of a term; raises Open, NoValue."""
    arguments = _arguments(body, expander.letter)
    if expander.is_integer or expander.place.has_complex or len(arguments) != 1:
        return False
    (argument,) = arguments
    if not _is_continuous(argument) or not _is_unbounded(argument, expander):
        return False
    found: list[Value] = []
    for sine, cosine in TURNS:
        try:
            found.append(limit_of(_held(body, argument, sine, cosine)))
        except (Open, NoValue):
            continue
    try:
        return any(not same(found[0], other) for other in found[1:])
    except Open:
        return False


def _arguments(term: Term, letter: str) -> set[Term]:
    if isinstance(term, Apply) and term.op in ("sin", "cos") and letter in free_letters(term):
        return {term.args[0]}
    return {found for part in children(term) for found in _arguments(part, letter)}


def _is_continuous(term: Term) -> bool:
    if isinstance(term, Apply):
        return term.op in CONTINUOUS and all(map(_is_continuous, term.args))
    return isinstance(term, Letter | Number) or not children(term)


def _is_unbounded(argument: Term, expander: Expander) -> bool:
    try:
        x = expander.scalar(argument)
        bound = x.bound()
        return bound is not None and outgrows(bound, UNIT) > 0 and gf.side_of(x) != 0
    except (Open, NoValue):
        return False


def _held(term: Term, argument: Term, sine: int, cosine: int) -> Term:
    if isinstance(term, Apply) and term.op in ("sin", "cos") and term.args[0] == argument:
        return number(sine if term.op == "sin" else cosine)
    parts = children(term)
    return rebuild(term, tuple(_held(part, argument, sine, cosine) for part in parts)) if parts else term
