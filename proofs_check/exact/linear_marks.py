"""Where conditions that are linear in a letter change their truth, whatever their coefficients are: pi/6 + 2*pi*k == x at k = (x - pi/6)/(2*pi).

A comparison whose sides are sums of multiples of the letter keeps its truth on either side of the one zero of its difference; the
coefficients are the values at 0 and at 1. Those of an equation may be complex.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cmp_to_key
from typing import TYPE_CHECKING

from proofs_check.exact import scalars
from proofs_check.exact.closed_numbers import Closed
from proofs_check.exact.values import Complex, Undecidable
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    apply,
    free_letters,
)

if TYPE_CHECKING:
    from proofs_check.exact.evaluate import Evaluator, Place


def linear_marks(statement: Quantified, place: Place, evaluator: Evaluator) -> list[Closed]:
    """The zeros, ascending. Raises Undecidable where the body is no combination of such comparisons, UndefinedTerm."""
    found: list[Closed] = []
    for one in _comparisons(statement.body):
        if statement.letter not in free_letters(one):
            continue
        if not (is_linear(one.left, statement.letter) and is_linear(one.right, statement.letter)):
            raise Undecidable("a condition that is not linear in the letter of a quantifier")
        gap = apply("sub", one.left, one.right)
        ends = []
        for k in (0, 1):
            inner = place.put(statement.letter, Fraction(k), statement.domain)
            ends.append(evaluator.scalar(gap, inner))
        if one.relation not in ("==", "!=") and any(isinstance(end, Complex) for end in ends):
            raise Undecidable("a linear condition that is not real")
        slope = scalars.sub(ends[1], ends[0])
        if scalars.is_zero(slope):
            continue
        root = scalars.divide(scalars.neg(ends[0]), slope)
        if not isinstance(root, Complex):  # an equation whose one zero is not real keeps its truth
            found.append(root)
    return sorted(found, key=cmp_to_key(scalars.order))


def _comparisons(body: Term) -> Iterator[Compare]:
    if isinstance(body, Compare):
        yield body
    elif isinstance(body, Connective):
        for part in body.parts:
            yield from _comparisons(part)
    else:
        raise Undecidable("a quantifier over more than comparisons")


def is_linear(term: Term, name: str) -> bool:
    """Whether the term is a sum of a multiple of the letter and of what is free of it, by its form."""
    if name not in free_letters(term):
        return True
    match term:
        case Letter():
            return True
        case Apply(op=("add" | "sub" | "neg"), args=args):
            return all(is_linear(arg, name) for arg in args)
        case Apply(op="mul", args=(left, right)):
            with_letter = [arg for arg in (left, right) if name in free_letters(arg)]
            return len(with_letter) == 1 and is_linear(with_letter[0], name)
        case Apply(op="div", args=(top, bottom)):
            return name not in free_letters(bottom) and is_linear(top, name)
    return False
