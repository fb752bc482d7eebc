"""Recurrences that are linear with constant weights."""

from __future__ import annotations

from proofs_check.engines.calculus_terms import minus, negate, over, plus, times
from proofs_check.statement.formal import Sequence
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    At,
    Term,
    free_letters,
    sequence_names,
)


def linear_parts(sequence: Sequence, system: frozenset[str]) -> Term | None:
    """What the step has beside a combination of values of `system` with weights free of the index; None where it is no such sum.

    Values of the system at index + 1 are combinations of earlier ones themselves, for the step that gives them is linear too.
    """
    return _rest(sequence.step, sequence.index, system)


def _rest(term: Term, index: str, system: frozenset[str]) -> Term | None:
    if not sequence_names(term) & system:
        return term
    match term:
        case At():
            return ZERO
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            one, two = _rest(left, index, system), _rest(right, index, system)
            if one is None or two is None:
                return None
            return plus(one, two) if op == "add" else minus(one, two)
        case Apply(op="neg", args=(inner,)):
            one = _rest(inner, index, system)
            return None if one is None else negate(one)
        case Apply(op="mul", args=(left, right)):
            for weight, inner in ((left, right), (right, left)):
                if index not in free_letters(weight) and not sequence_names(weight):
                    one = _rest(inner, index, system)
                    return None if one is None else times(weight, one)
        case Apply(op="div", args=(left, right)) if index not in free_letters(right) and not sequence_names(
            right
        ):
            one = _rest(left, index, system)
            return None if one is None else over(one, right)
    return None
