"""Waves along the whole numbers: sin(pi*k*s + g) and the like for a whole s and k.

sin(pi*k*s + g) = (-1)**(k*s)*sin(g), and the same for the cosine; the tangent has no sign.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.calculus_terms import over
from proofs_check.engines.expand_functions import Elementary
from proofs_check.engines.expansion import Expansion
from proofs_check.engines.scales import Scale, Undecided
from proofs_check.statement.terms import ONE, Constant, Number, number

WAVES = ("sin", "cos", "tan", "cot")


def along_integers(op: str, part: Expansion, elementary: Elementary) -> Expansion | None:
    """The wave of an argument with a multiple of pi*s in it, for a whole s; None for other arguments. Raises Undecided."""
    linear = Scale(power=ONE)
    coefficient = next((c for c, scale in part.terms if scale == linear), None)
    if op not in WAVES or coefficient is None:
        return None
    turns = elementary.ask.tidy(over(coefficient, Constant("pi")))
    if not isinstance(turns, Number) or turns.value.denominator != 1:
        return None
    rest = Expansion(tuple(pair for pair in part.terms if pair[1] != linear), part.errors)
    try:
        value, small = elementary.series.finite(rest)
    except Undecided:
        return None
    found = elementary.at(op, value, small)
    if op in ("tan", "cot") or turns.value % 2 == 0:
        return found
    flip = Expansion(((ONE, Scale(bases=((number(-1), Fraction(1)),))),))
    return elementary.series.multiply(flip, found)
