"""Terms whose zeros are starts of a recurrence that end at a pole or stay where they are: x(n + 1) = 2 + 1/x(n) from c gives c, and 2 + 1/c - c."""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.statement.formal import Sequence, offset
from proofs_check.statement.terms import (
    Apply,
    At,
    Term,
    apply,
    number,
    sequence_names,
    substitute,
    transform,
    walk,
)

STEPS = 2
MAX_NODES = 400


def turning_starts(sequences: tuple[Sequence, ...]) -> Iterator[Term]:
    """Denominators of the first values, and their distance from the value before, in the letters of the claim."""
    for sequence in sequences:
        values = list(sequence.start)
        for _ in range(STEPS):
            following = _next(sequence, values)
            if following is None:
                break
            for node in walk(following):
                if isinstance(node, Apply) and node.op == "div":
                    yield node.args[1]
            yield apply("sub", following, values[-1])
            values.append(following)


def _next(sequence: Sequence, values: list[Term]) -> Term | None:
    """The value after the given ones; None where the step uses other sequences, or grows long."""

    def put(node: Term) -> Term:
        back = (
            offset(node.index, sequence.index)
            if isinstance(node, At) and node.name == sequence.name
            else None
        )
        return node if back is None or not -len(values) < back <= 0 else values[back - 1]

    found = transform(sequence.step, put)
    if sequence_names(found) or sum(1 for _ in walk(found)) > MAX_NODES:
        return None
    return substitute(found, {sequence.index: number(sequence.first + len(values) - 1)})
