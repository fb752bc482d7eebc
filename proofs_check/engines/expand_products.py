"""Products whose range moves with the letter of a limit, as exponentials of sums of logarithms.

    prod(f, k, a, b) = exp(sum(log(f), k, a, b)),     prod**g = exp(g*sum(log(f), k, a, b))        where every factor is positive

That every factor is positive for all large s is what the expansion of the sum of its logarithms shows.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TypeGuard

from proofs_check.engines.calculus_terms import integer_of, number_of, times
from proofs_check.statement.terms import Apply, Sum, Term, apply, free_letters

HALF = number_of(Fraction(1, 2))


def sum_of_logarithms(product: Sum) -> Sum:
    """The logarithm of a product of positive factors."""
    return Sum("sum", product.letter, apply("log", product.body), product.low, product.high)


def is_moving_product(term: Term, letter: str) -> TypeGuard[Sum]:
    """Whether the term is a product whose range moves with the letter."""
    return (
        isinstance(term, Sum)
        and term.op == "prod"
        and letter in free_letters(term.low) | free_letters(term.high)
    )


def logarithm_of(term: Apply, letter: str) -> Term | None:
    """The logarithm of a power or a root of a moving product; None of other terms."""
    inside = term.args[0]
    if not is_moving_product(inside, letter):
        return None
    match term:
        case Apply(op="sqrt"):
            return times(HALF, sum_of_logarithms(inside))
        case Apply(op="pow", args=(_, exponent)):
            return times(exponent, sum_of_logarithms(inside))
        case Apply(op="root", args=(_, degree)):
            order = integer_of(degree)
            return (
                times(number_of(Fraction(1, order)), sum_of_logarithms(inside))
                if order and order > 0
                else None
            )
    return None
