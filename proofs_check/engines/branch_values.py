"""Values of roots, logarithms and arguments at products, with the turns that the sum of arguments is taken back by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import permutations

from proofs_check.engines.branch_factors import Product
from proofs_check.engines.calculus_terms import fold, integer_of, minus, negate, over, plus, power, times
from proofs_check.engines.complex_split import Pair
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Constant,
    Diff,
    Limit,
    Quantified,
    Sum,
    Term,
    apply,
    children,
    number,
    rebuild,
)

MAX_ORDERS = 4
BINDERS = (Sum, Limit, Quantified, Diff)
UNIT, PI, TWO = Constant("i"), Constant("pi"), number(2)
VALUES: Mapping[str, tuple[Pair, Fraction]] = {  # a unit and its argument over pi
    "1": (Pair(ONE), Fraction(0)),
    "-1": (Pair(number(-1)), Fraction(1)),
    "i": (Pair(ZERO, ONE), Fraction(1, 2)),
    "-i": (Pair(ZERO, number(-1)), Fraction(-1, 2)),
}


def orders(product: Product) -> Iterator[tuple[tuple[Term, int], ...]]:
    """A few orders in which the arguments are added."""
    seen: set[tuple[tuple[Term, int], ...]] = set()
    for order in permutations(product.units):
        if order not in seen:
            seen.add(order)
            yield order
        if len(seen) == MAX_ORDERS:
            return


def multiplied(product: Product) -> Term:
    found = times(number(product.size), _unit(product.unit))
    return times(found, *(power(factor, number(often)) for factor, often in product.powers))


def _unit(name: str) -> Term:
    found: Term = UNIT if name.endswith("i") else ONE
    return negate(found) if name.startswith("-") else found


def split_value(op: str, product: Product, turns: int) -> Term:
    """The value of the function at the product. turns: how often 2*pi is taken off the sum of arguments."""
    part = VALUES[product.unit][1] - 2 * turns  # over pi
    if op == "sqrt":
        values = [power(apply("sqrt", factor), number(often)) for factor, often in product.powers]
        return times(fold(apply("sqrt", number(product.size))), _turned(part / 2), *values)
    summands = [times(number(often), apply(op, factor)) for factor, often in product.powers]
    if op == "arg":
        return plus(times(number(part), PI), *summands)
    size = ZERO if product.size == 1 else apply("log", number(product.size))
    return plus(size, times(number(part), PI, UNIT), *summands)


def _turned(part: Fraction) -> Term:
    """exp(i*pi*part) for a multiple of 1/4."""
    quarter = over(apply("sqrt", TWO), TWO)
    eighth = {
        0: ONE,
        2: UNIT,
        4: number(-1),
        6: negate(UNIT),
        1: times(quarter, plus(ONE, UNIT)),
        3: times(quarter, minus(UNIT, ONE)),
        5: negate(times(quarter, plus(ONE, UNIT))),
        7: times(quarter, minus(ONE, UNIT)),
    }
    return eighth[int(part * 4) % 8]


def open_nodes(term: Term) -> Iterator[Term]:
    """The subterms outside of sums, limits, quantifiers and derivatives: their letters are those of the goal."""
    yield term
    if not isinstance(term, BINDERS):
        for part in children(term):
            yield from open_nodes(part)


def put(term: Term, head: Term, value: Term) -> Term:
    """The term with `value` for `head` among the open nodes."""
    if term == head:
        return value
    if isinstance(term, BINDERS):
        return term
    parts = children(term)
    return rebuild(term, tuple(put(part, head, value) for part in parts)) if parts else term


def nonzero_in(statement: Term) -> frozenset[Term]:
    """What does not vanish where the comparison is defined. Terms of an empty sum may, so sums are not looked into."""
    found: set[Term] = set()
    for node in open_nodes(statement):
        match node:
            case Apply(op="div", args=(_, bottom)):
                found.add(bottom)
            case Apply(op=("log" | "arg"), args=(inner,)):
                found.add(inner)
            case Apply(op="pow", args=(base, exponent)) if (integer_of(exponent) or 0) < 0:
                found.add(base)
    return frozenset(found)
