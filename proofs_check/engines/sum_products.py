"""What is known of products of sums over one range: Cauchy and Schwarz, and the square of a sum of terms that are not negative.

    |s| <= sqrt(p q) term by term    (sum s)**2 <= sum p * sum q    p and q being nowhere negative; q may be 1, whose sum is a number
    p q >= 1 term by term            (number of terms)**2 <= sum p * sum q     where there are terms
    0 <= p, q <= p**2 term by term   sum q <= (sum p)**2

Norms and products of vectors are sums over the entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, combinations_with_replacement, permutations

from proofs_check.engines.calculus_questions import names_of
from proofs_check.goal import Goal
from proofs_check.statement.sorts import shape_of_domain
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Sum,
    Term,
    apply,
    binder,
    children,
    fresh,
    number,
    rebuild,
    substitute,
)

TWO = number(2)
Holds = Callable[[Sum, str, Callable[[Term], Term], Callable[[Term], Term]], bool]
"""Whether every term of a sum, put into a function, is related so to what another function gives at its index."""


def products(
    sums: tuple[Sum, ...], holds: Holds, is_inhabited: Callable[[Sum], bool], facts: list[Term]
) -> Iterator[Term]:
    """The facts about the products of sums of one range; `facts` tells which sums have no negative terms."""
    weights = [one for one in sums if any(_says_not_negative(fact, one) for fact in facts)]
    for one, other in permutations(sums, 2):
        if one in weights and _same_range(one, other) and holds(other, "<=", _squared(one), _itself):
            yield Compare("<=", other, apply("pow", one, TWO))
    for one in sums:
        others = [other for other in weights if other != one and _same_range(one, other)]
        for first, second in combinations_with_replacement((*others, ONE), 2):
            if first == ONE == second:
                continue
            if holds(one, "<=", _product(first, second), _square):
                bound = apply("mul", _total(first, one), _total(second, one))
                yield Compare("<=", apply("pow", one, TWO), bound)
                break
    for one, other in combinations(weights, 2):
        if (
            _same_range(one, other)
            and is_inhabited(one)
            and holds(one, ">=", _short_of_one(one, other), _itself)
        ):
            yield Compare("<=", apply("pow", _total(ONE, one), TWO), apply("mul", one, other))


def _says_not_negative(fact: Term, one: Sum) -> bool:
    return (
        isinstance(fact, Compare) and fact.relation in (">", ">=") and (fact.left, fact.right) == (one, ZERO)
    )


def _same_range(one: Sum, other: Sum) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _itself(term: Term) -> Term:
    return term


def _square(term: Term) -> Term:
    return apply("pow", term, TWO)


def _at(one: Term, index: Term) -> Term:
    return substitute(one.body, {one.letter: index}) if isinstance(one, Sum) else one


def _squared(one: Sum) -> Callable[[Term], Term]:
    return lambda index: _square(_at(one, index))


def _product(first: Term, second: Term) -> Callable[[Term], Term]:
    return lambda index: apply("mul", _at(first, index), _at(second, index))


def _short_of_one(one: Sum, other: Sum) -> Callable[[Term], Term]:
    """p + (1 - p q), which is at most p where p q >= 1."""

    def bound(index: Term) -> Term:
        lack = apply("sub", ONE, apply("mul", _at(one, index), _at(other, index)))
        return apply("add", _at(one, index), lack)

    return bound


def _total(one: Term, over: Sum) -> Term:
    """The sum itself, or the number of terms for the sum of 1."""
    return one if isinstance(one, Sum) else apply("add", apply("sub", over.high, over.low), ONE)


def in_entries(goal: Goal, index: str) -> Goal:
    """The goal with the norms and products of real vectors in its conclusion written as sums over their entries.

    index: the letter that the sums run over, if it is free; so that equal sums are seen to be equal.
    """
    name = fresh("i", names_of(goal)) if index in dict(goal.letters) else index
    return goal.concluding(_in_entries(goal.conclusion, name, goal))


def _in_entries(term: Term, index: str, goal: Goal) -> Term:
    match term:
        case Apply(op="norm", args=(inner,)):
            found = _sum_of_products(inner, inner, index, goal)
            return term if found is None else apply("sqrt", found)
        case Apply(op="dot", args=(left, right)):
            found = _sum_of_products(left, right, index, goal)
            return term if found is None else found
    if binder(term) is not None:
        return term
    parts = children(term)
    changed = tuple(_in_entries(part, index, goal) for part in parts)
    return term if changed == parts else rebuild(term, changed)


def _sum_of_products(left: Term, right: Term, index: str, goal: Goal) -> Term | None:
    size = _size(left, goal)
    one, other = (_entry(part, Letter(index), goal) for part in (left, right))
    if size is None or one is None or other is None:
        return None
    body = apply("pow", one, TWO) if left == right else apply("mul", one, other)
    return Sum("sum", index, body, ZERO, apply("sub", size, ONE))


def _size(vector: Term, goal: Goal) -> Term | None:
    """The number of entries of the first letter of a sum of multiples of vectors."""
    match vector:
        case Letter(name=name) if name in dict(goal.letters):
            domain = dict(goal.letters)[name]
            return domain.size[0] if domain.kind == "vector" and domain.over == "real" else None
        case Apply(op=("add" | "sub" | "neg"), args=args):
            return _size(args[0], goal)
        case Apply(op="mul", args=(_, inner)):
            return _size(inner, goal)
    return None


def _entry(vector: Term, index: Term, goal: Goal) -> Term | None:
    """An entry of a sum of multiples of letters."""
    match vector:
        case Letter(name=name) if name in dict(goal.letters):
            domain = dict(goal.letters)[name]
            is_vector = domain.kind == "vector" and domain.over == "real"
            return apply("entry", vector, index) if is_vector else None
        case Apply(op=("add" | "sub" | "neg") as op, args=args):
            parts = [_entry(arg, index, goal) for arg in args]
            return None if None in parts else apply(op, *(part for part in parts if part is not None))
        case Apply(op="mul", args=(Letter(name=name) as factor, inner)) if (
            shape_of_domain(dict(goal.letters)[name]).rows == ONE
        ):
            entry = _entry(inner, index, goal)
            return None if entry is None else apply("mul", factor, entry)
    return None
