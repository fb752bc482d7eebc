"""Positive products of determinants, exponentials and scalars as their logarithms.

det(A) <= (trace(A)/n)**n is log(det(A)) <= n*log(trace(A)/n) where both sides are positive; a determinant on the lower side may also be 0, for then
the comparison holds by the sign of the upper side.

Notation: a product is P = product of det(X)**k * exp(t) * s**k with scalars s > 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from proofs_check.engines.word_terms import Unsupported
from proofs_check.statement.terms import ZERO, Apply, Number, Term, apply, walk


@dataclass(frozen=True)
class Logarithm:
    """The logarithm of a product; positive: the scalars that must be positive; above: the matrices whose determinants are plain factors."""

    value: Term
    positive: tuple[Term, ...] = ()
    above: tuple[Term, ...] = ()


def logarithm(side: Term) -> Logarithm:
    """Takes a product apart. Raises Unsupported for 0 and for negative numbers."""
    match side:
        case Number(value=value) if value <= 0:
            raise Unsupported("a side that is not positive")
        case Number(value=value) if value == 1:
            return Logarithm(ZERO)
        case Apply(op="det", args=(matrix,)):
            return Logarithm(apply("log", side), (), (matrix,))
        case Apply(op="exp", args=(inner,)):
            return Logarithm(inner)
        case Apply(op="mul", args=(left, right)):
            one, two = logarithm(left), logarithm(right)
            return Logarithm(
                _plus(one.value, two.value), (*one.positive, *two.positive), (*one.above, *two.above)
            )
        case Apply(op="div", args=(left, right)):
            one, two = logarithm(left), logarithm(right)
            return Logarithm(apply("sub", one.value, two.value), (*one.positive, *two.positive), one.above)
        case Apply(op="pow", args=(base, exponent)):
            power = logarithm(base)
            if has_determinant(exponent):
                raise Unsupported("a determinant in an exponent")
            return Logarithm(apply("mul", exponent, power.value), power.positive)
        case _ if not has_determinant(side):
            return Logarithm(apply("log", side), (side,))
        case _:
            raise Unsupported("a sum with determinants")


def _plus(left: Term, right: Term) -> Term:
    return right if left == ZERO else left if right == ZERO else apply("add", left, right)


def has_determinant(term: Term) -> bool:
    """Whether a determinant occurs."""
    return any(isinstance(node, Apply) and node.op == "det" for node in walk(term))


__all__ = ["Logarithm", "has_determinant", "logarithm"]
