"""The first values of sequences at a sample point, and the comparisons that certainly fail there."""

from __future__ import annotations

from flint import arb

from proofs_check.engines.enclosures import certain, enclosed
from proofs_check.goal import Goal
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    Apply,
    At,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    number,
    substitute,
    transform,
)

LENGTH = 6
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
Table = dict[tuple[str, int], arb]


def table_of(goal: Goal, sequences: tuple[Sequence, ...], values: dict[str, arb]) -> Table:
    """The first values of the sequences, as balls; it ends where a value is not known."""
    table: Table = {}
    for sequence in sequences:
        for place, start in enumerate(sequence.start):
            found = enclosed(start, values, goal.scope)
            if found is not None:
                table[sequence.name, sequence.first + place] = found
    for more in range(LENGTH):
        for sequence in sequences:
            at = sequence.first + len(sequence.start) + more
            step = substitute(sequence.step, {sequence.index: number(at - 1)})
            found = value_at(step, goal.scope, values, table)
            if found is not None:
                table[sequence.name, at] = found
    return table


def value_at(term: Term, scope: Scope, values: dict[str, arb], table: Table) -> arb | None:
    """The term with sequence values from the table; None where one is missing."""
    extra = dict(values)

    def change(node: Term) -> Term:
        if isinstance(node, At):
            place = _whole(node.index)
            key = (node.name, place if place is not None else -(10**9))
            name = f"{key[0]} {key[1]}"
            if key in table:
                extra[name] = table[key]
            return Letter(name)
        return node

    return enclosed(transform(term, change), extra, scope)


def _whole(index: Term) -> int | None:
    match index:
        case Number(value=value) if value.denominator == 1:
            return int(value)
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one, two = _whole(left), _whole(right)
            if one is None or two is None:
                return None
            return one + two if op == "add" else one - two
    return None


def fails(one: Compare, scope: Scope, values: dict[str, arb], table: Table, index: str, first: int) -> bool:
    """Whether the comparison is certainly false at one of the first indices."""
    for at in range(first, first + LENGTH):
        put = substitute(apply("sub", one.left, one.right), {index: number(at)})
        found = value_at(put, scope, values, table)
        if found is not None and certain(OPPOSITE[one.relation], found):
            return True
    return False
