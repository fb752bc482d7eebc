"""Sums of terms with floors, compared with the same sums without: abs(floor(g) - g) <= 1, and so for ceilings.

For a polynomial c_0 + c_1*y + ... + c_p*y**p in y = floor(g) the change is at most the sum of abs(c_j)*j*(abs(g) + 1)**(j - 1).
"""

from __future__ import annotations

from proofs_check.engines.antiderivatives import coefficients
from proofs_check.engines.calculus_terms import plus, power, times
from proofs_check.engines.unfolding import replace_all
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Letter,
    Number,
    Sum,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    number,
    walk,
)

MAX_DEGREE = 2


def without_floors(one: Sum) -> tuple[Sum, Sum] | None:
    """(the sum with g for one of its floors, a sum that bounds the change); None where none stands in the terms as in a polynomial."""
    if one.op != "sum":
        return None
    floor = _innermost(one.body, one.letter)
    if floor is None:
        return None
    inner = floor.args[0]
    name = fresh(
        "y", frozenset(name for node in walk(one.body) for name in free_letters(node)) | {one.letter}
    )
    parts = coefficients(replace_all(one.body, floor, Letter(name)), name, MAX_DEGREE)
    if parts is None:
        return None
    near = plus(*(times(c, power(inner, number(j))) for j, c in enumerate(parts) if c != ZERO))
    wide = plus(apply("abs", inner), ONE)
    gap = plus(
        *(
            times(number(j), _size(c), power(wide, number(j - 1)))
            for j, c in enumerate(parts)
            if j and c != ZERO
        )
    )
    return Sum("sum", one.letter, near, one.low, one.high), Sum("sum", one.letter, gap, one.low, one.high)


def _innermost(term: Term, index: str) -> Apply | None:
    """A floor or a ceiling that moves with the index, none within it, outside of binders."""
    if binder(term) is not None:
        return None
    for part in children(term):
        found = _innermost(part, index)
        if found is not None:
            return found
    moves = isinstance(term, Apply) and term.op in ("floor", "ceil") and index in free_letters(term)
    return term if moves and isinstance(term, Apply) else None


def _size(coefficient: Term) -> Term:
    """At least its modulus."""
    match coefficient:
        case Number(value=value):
            return number(abs(value))
        case Apply(op="mul", args=(left, right)):
            return times(_size(left), _size(right))
        case Apply(op=("floor" | "ceil"), args=(inner,)):
            return plus(apply("abs", inner), ONE)
    return apply("abs", coefficient)


__all__ = ["without_floors"]
