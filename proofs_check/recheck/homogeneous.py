"""The degree of a term that is homogeneous in some letters: f(t*k, t*n) = t**c*f(k, n) for t > 0."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from proofs_check.recheck.complexes import decided
from proofs_check.recheck.outcome import Open
from proofs_check.statement.terms import Apply, Letter, Term, free_letters

if TYPE_CHECKING:
    from proofs_check.recheck.expand import Expander

ZERO = Fraction(0)


def degree(term: Term, letters: set[str], expander: Expander) -> Fraction:
    """Raises Open where the term is not homogeneous by its form."""
    if not free_letters(term) & letters:
        return ZERO
    if isinstance(term, Letter):
        return Fraction(1)
    if not isinstance(term, Apply):
        raise Open("a term that is not homogeneous by its form")
    if term.op == "pow":
        return _power(term, letters, expander)
    degrees = [degree(arg, letters, expander) for arg in term.args]
    match term.op:
        case "add" | "sub" | "min" | "max" if len(set(degrees)) == 1:
            return degrees[0]
        case "neg" | "abs":
            return degrees[0]
        case "mul":
            return degrees[0] + degrees[1]
        case "div":
            return degrees[0] - degrees[1]
        case "sqrt":
            return degrees[0] / 2
    if any(degrees) or term.op in (
        "floor",
        "ceil",
        "factorial",
        "gamma",
        "binomial",
        "harmonic",
        "fibonacci",
    ):
        raise Open("a term that is not homogeneous by its form")
    return ZERO


def _power(term: Apply, letters: set[str], expander: Expander) -> Fraction:
    base, exponent = term.args
    own = degree(base, letters, expander)
    if free_letters(exponent) & letters:
        if own or degree(exponent, letters, expander):
            raise Open("a moving power that is not homogeneous")
        return ZERO
    p = decided(expander.evaluation.number(exponent, expander.place))
    if not isinstance(p, Fraction):
        if own:
            raise Open("an irrational power of a letter")
        return ZERO
    return own * p
