"""What Cauchy and Schwarz, and the triangle inequality, say of sums of roots, of quotients and of moduli.

    sum sqrt(u*v) <= sqrt(sum u * sum v)             u, v >= 0; v may be 1, whose sum is the number of terms
    (sum u)**2 <= (sum u**2/v) * (sum v)             v > 0; u may be a number
    sum |u - v| <= sum |u| + sum |v|

Facts about the sums of a goal (`sums_as_letters.py`), where the signs are shown at every index.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isqrt

from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_terms import over, power, times
from proofs_check.engines.sums_as_letters import KnownSums
from proofs_check.engines.tangent_lines import summands
from proofs_check.goal import Goal
from proofs_check.statement.terms import ONE, ZERO, Apply, Compare, Number, Sum, Term, apply, number

TWO = number(2)


def add_products(known: KnownSums, one: Sum) -> None:
    """Adds what is known of the sum."""
    inside = known.inside(one)
    match one.body:
        case Apply(op="sqrt", args=(inner,)):
            _add_root(known, one, inner, inside)
        case Apply(op="div", args=(top, below)):
            _add_quotient(known, one, top, below, inside)
        case Apply(op="abs", args=(inner,)):
            _add_modulus(known, one, inner, inside)


def _add_root(known: KnownSums, one: Sum, inner: Term, inside: Goal) -> None:
    for u, v in ((inner, ONE), *_factors(inner)):
        if all(known.holds(inside, Compare(">=", part, ZERO)) for part in (u, v)):
            sums = [known.sum_of(one, part, inside) for part in (u, v)]
            known.facts += [Compare(">=", total, ZERO) for total in sums]
            known.bound(one, "<=", apply("sqrt", times(*sums)))


def _factors(term: Term) -> Iterator[tuple[Term, Term]]:
    match term:
        case Apply(op="mul", args=(left, right)):
            yield left, right
        case Apply(op="div", args=(left, right)):
            yield left, over(ONE, right)


def _add_quotient(known: KnownSums, one: Sum, top: Term, below: Term, inside: Goal) -> None:
    root = _square_root(top)
    if root is None or not known.holds(inside, Compare(">", below, ZERO)):
        return
    if not known.has_terms(one):
        return
    total, over_all = known.sum_of(one, root, inside), known.sum_of(one, below, inside)
    known.facts.append(Compare(">", over_all, ZERO))
    known.bound(one, ">=", over(power(total, TWO), over_all))


def _square_root(term: Term) -> Term | None:
    """A term whose square it is, by its form."""
    match term:
        case Number(value=value) if value > 0:
            roots = [isqrt(part) for part in (value.numerator, value.denominator)]
            return number(Fraction(*roots)) if Fraction(*roots) ** 2 == value else None
        case Apply(op="pow", args=(base, Number(value=value))) if value == 2:
            return base
        case _:
            return None


def _add_modulus(known: KnownSums, one: Sum, inner: Term, inside: Goal) -> None:
    parts = [part for part, _ in summands(inner, 1)]
    if len(parts) < 2 or difference_is_zero(inner, ZERO, inside.scope):
        return
    sizes = [part if known.holds(inside, Compare(">=", part, ZERO)) else apply("abs", part) for part in parts]
    total: Term = ZERO
    for size in sizes:
        own = known.sum_of(one, size, inside)
        total = own if total == ZERO else apply("add", total, own)
    known.bound(one, "<=", total)
