"""Under which conditions a sum or product is differentiated term by term: what must hold for each of its terms.

Main: `on_every` turns the conditions on a term into conditions on all; `holds_from` sees those on powers that always hold.
"""

from __future__ import annotations

from proofs_check.engines.calculus_terms import folded, integer_of
from proofs_check.engines.outer_derivatives import Conditions
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Number,
    Quantified,
    Sum,
    Term,
    free_letters,
    substitute,
)


def on_every(conditions: Conditions, term: Sum, low: Term) -> Conditions:
    """The conditions for every term of a sum or product, from `low` to its upper end."""
    run = Domain("integer", Bound(low, closed=True), Bound(term.high, closed=True))
    return tuple(
        Quantified("forall", term.letter, run, one) if term.letter in free_letters(one) else one
        for one in conditions
    )


def holds_from(start: Number, condition: Term, term: Sum) -> bool:
    """Whether a condition of `_whole_power` is seen to hold: for every term where the exponents grow from `start` = 1 or more,
    from the second term on where they grow from 0 or more."""
    match condition:
        case Compare(relation="!=", left=Apply(op="factorial"), right=zero) if zero == ZERO:
            return True
        case Connective(op="or", parts=(Compare(relation=">=", left=exponent, right=one), _)) if one == ONE:
            ends = (_put(exponent, term, at) for at in (term.low, ZERO, ONE))
            first, at_zero, at_one = (integer_of(folded(end)) for end in ends)
            if first is None or at_zero is None or at_one is None or not _is_linear(exponent, term.letter):
                return False
            return first >= start.value and at_one > at_zero
    return False


def _put(term: Term, sum_: Sum, index: Term) -> Term:
    """A part of the body of a sum at an index."""
    return substitute(term, {sum_.letter: index})


def _is_linear(term: Term, letter: str) -> bool:
    """Whether a term is a sum of numbers and multiples of the letter by numbers."""
    match term:
        case Letter(name=name):
            return name == letter
        case Apply(op=("add" | "sub"), args=args):
            return all(_is_linear(arg, letter) for arg in args)
        case Apply(op="mul", args=(left, right)) if isinstance(left, Number) or isinstance(right, Number):
            return _is_linear(left, letter) and _is_linear(right, letter)
    return isinstance(term, Number)
