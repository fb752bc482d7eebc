"""Limits that do not exist because a wave turns for ever.

For a real letter and a continuous g that tends to oo, g passes p + 2*pi*k for every phase p and all large k. Along these places
sin(g) and cos(g) are constants; two phases along which the term has different limits show that it has none.

Notation: g the argument of the waves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proofs_check.engines.calculus_questions import Questions
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Diff,
    Limit,
    Sum,
    Term,
    free_letters,
    number,
    transform,
    walk,
)

PHASES = ((ONE, ZERO), (number(-1), ZERO), (ZERO, ONE), (ZERO, number(-1)))
"""(sin, cos) at four phases."""
JUMPS = ("floor", "ceil", "sign", "arg", "acot", "atan2", "tan", "cot", "gamma")


def held_waves(body: Term, letter: str) -> Iterator[Term]:
    """The body with its waves held at four phases, where all of them have one argument that is continuous."""
    waves = {node for node in walk(body) if _is_wave(node, letter)}
    arguments = {node.args[0] for node in waves if isinstance(node, Apply)}
    if len(arguments) != 1:
        return
    (inside,) = arguments
    if any(isinstance(node, Sum | Limit | Diff | At) for node in walk(inside)):
        return
    if any(isinstance(node, Apply) and node.op in JUMPS for node in walk(inside)):
        return
    for sine, cosine in PHASES:
        values: dict[str, Term] = {"sin": sine, "cos": cosine}

        def put(node: Term, values: dict[str, Term] = values) -> Term:
            return values[node.op] if isinstance(node, Apply) and node in waves else node

        yield transform(body, put)


def wave_argument(body: Term, letter: str) -> Term | None:
    """The argument of the waves of a body, or None."""
    return next(
        (node.args[0] for node in walk(body) if isinstance(node, Apply) and _is_wave(node, letter)), None
    )


def _is_wave(node: Term, letter: str) -> bool:
    return isinstance(node, Apply) and node.op in ("sin", "cos") and letter in free_letters(node)


def differ(values: list[Term | None], asked: Questions, is_infinite: Callable[[Term], bool]) -> bool:
    """Whether two of the values, None being unknown, are shown to be different."""
    known = [value for value in values if value is not None]
    for other in known[1:]:
        if is_infinite(known[0]) or is_infinite(other):
            if known[0] != other:
                return True
        elif asked.holds(Compare("!=", known[0], other)):
            return True
    return False
