"""Terms whose values are whole numbers because the first ones are: sums of products of powers a**n and polynomials in n.

Such a term v is annihilated by the product of (E - a)**(d + 1), where E takes v(n) to v(n + 1), d is the degree in front of a**n, and
every a is a whole number. So v(n + r) is a sum of whole multiples of v(n), ..., v(n + r - 1), r being the order of the product: where
r values in a row are whole, all later ones are, and where every a is 1 or -1 all earlier ones too.

Certificate: the first r values.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.engines.letter_classes import least_of
from proofs_check.goal import Goal
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import Apply, Letter, Number, Term, free_letters

MAX_ORDER = 40
MAX_BASE = 10**6
MAX_FIRST = 100
Growth = dict[int, int]
"""The degree of the polynomial in front of each power a**n."""


class NoGrowth(ValueError):
    """The term is no sum of products of powers a**n and polynomials in n."""


def is_whole(goal: Goal, term: Term) -> bool:
    """Whether the term, in one letter at most, is a whole number for all values of the letter."""
    names = sorted(free_letters(term))
    if len(names) != 1:
        return False
    domain = dict(goal.letters)[names[0]]
    try:
        growth = growth_of(term, names[0])
        first = _first(domain, growth)
        order = sum(degree + 1 for degree in growth.values())
        return order <= MAX_ORDER and all(
            value_at(term, first + step).denominator == 1 for step in range(order)
        )
    except NoGrowth:
        return False


def _first(domain: Domain, growth: Growth) -> int:
    """The least value of the letter; 0 where there is none and the term may be followed backwards. Raises NoGrowth."""
    if domain.kind != "integer":
        raise NoGrowth("a letter that is no whole number")
    if domain.low is None and set(growth) <= {1, -1}:
        return 0
    least = least_of(domain)
    if least is None or not 0 <= least <= MAX_FIRST:
        raise NoGrowth("a letter that may be negative, or begins far away")
    return least


def growth_of(term: Term, name: str) -> Growth:
    """The powers that occur in the term, with degrees that are large enough. Raises NoGrowth."""
    match term:
        case Number():
            return {1: 0}
        case Letter() if term.name == name:
            return {1: 1}
        case Apply(op="neg", args=(inner,)):
            return growth_of(inner, name)
        case Apply(op=("add" | "sub"), args=(left, right)):
            one, two = growth_of(left, name), growth_of(right, name)
            return {base: max(one.get(base, 0), two.get(base, 0)) for base in sorted({*one, *two})}
        case Apply(op="mul", args=(left, right)):
            return _product(growth_of(left, name), growth_of(right, name))
        case Apply(op="div", args=(left, Number(value=value))) if value:
            return growth_of(left, name)
        case Apply(op="pow", args=(Number(value=value), Letter())) if (
            value.denominator == 1 and 0 < abs(value) <= MAX_BASE
        ):
            return {int(value): 0}
        case Apply(op="pow", args=(inner, Number(value=value))) if value in range(MAX_ORDER):
            found: Growth = {1: 0}
            for _ in range(int(value)):
                found = _product(found, growth_of(inner, name))
            return found
    raise NoGrowth("no sum of products of powers")


def _product(one: Growth, two: Growth) -> Growth:
    """Every power of the one with every power of the other. Raises NoGrowth where they are too many."""
    found: Growth = {}
    for first, degree in one.items():
        for second, other in two.items():
            base = first * second
            found[base] = max(found.get(base, 0), degree + other)
    if len(found) > MAX_ORDER or any(abs(base) > MAX_BASE for base in found):
        raise NoGrowth("too many powers")
    return found


def value_at(term: Term, n: int) -> Fraction:
    """The value of a term that has a growth, its only letter being n."""
    match term:
        case Number(value=value):
            return Fraction(value)
        case Letter():
            return Fraction(n)
        case Apply(op="neg", args=(inner,)):
            return -value_at(inner, n)
        case Apply(op=op, args=(left, right)):
            one, two = value_at(left, n), value_at(right, n)
            match op:
                case "add":
                    return one + two
                case "sub":
                    return one - two
                case "mul":
                    return one * two
                case "div":
                    return one / two
                case "pow":
                    return one ** int(two)
    raise NoGrowth("no sum of products of powers")
