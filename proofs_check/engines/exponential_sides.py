"""Sides of comparisons between logarithms, as products of powers.

exp(t*log(u) - log(v) + r) = u**t*v**(-1)*exp(r)    u, v > 0, which their logarithms say
"""

from __future__ import annotations

from proofs_check.engines.calculus_terms import negate, over, plus, power, times
from proofs_check.engines.tangent_lines import summands
from proofs_check.statement.terms import ONE, Apply, Term, apply


def exponential(side: Term) -> Term:
    """exp of a sum of multiples of logarithms, as a product of powers; exp(side) where there is none."""
    factors, rest = [], []
    for part, sign in summands(side, 1):
        weight, inner = _weighted_logarithm(part)
        if inner is None:
            rest.append(part if sign > 0 else negate(part))
        else:
            factors.append(power(inner, weight if sign > 0 else negate(weight)))
    return times(*factors, apply("exp", plus(*rest))) if rest else times(*factors)


def _weighted_logarithm(part: Term) -> tuple[Term, Term | None]:
    """(w, u) of w*log(u)."""
    match part:
        case Apply(op="log", args=(inner,)):
            return ONE, inner
        case Apply(op="mul", args=(weight, Apply(op="log", args=(inner,)))):
            return weight, inner
        case Apply(op="mul", args=(Apply(op="log", args=(inner,)), weight)):
            return weight, inner
        case Apply(op="div", args=(left, right)):
            weight, found = _weighted_logarithm(left)
            return over(weight, right), found
        case _:
            return ONE, None
