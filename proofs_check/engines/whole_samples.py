"""Exact values at a few whole numbers, to pass over what is false there: they prove nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, comb, factorial, floor

from proofs_check.engines.calculus_terms import compare
from proofs_check.engines.letter_classes import least_of
from proofs_check.goal import Goal
from proofs_check.statement.terms import Apply, Compare, Letter, Number, Term, free_letters

MAX_ARGUMENT = 200
MAX_BITS = 4_000
MAX_LETTERS = 4
OFFSETS = ((0, 1, 2, 3), (1, 0, 3, 2), (2, 3, 1, 5), (3, 2, 4, 1), (5, 4, 7, 6))


class NoValue(ValueError):
    """The term has no value at the point, or none that is computed here."""


def value_at(term: Term, point: Mapping[str, Fraction]) -> Fraction:
    """The value of sums, products, powers, binomials and factorials at whole numbers. Raises NoValue."""
    match term:
        case Number(value=value):
            return value
        case Letter(name=name) if name in point:
            return point[name]
        case Apply(op="neg", args=(inner,)):
            return -value_at(inner, point)
        case Apply(op="factorial", args=(inner,)):
            return Fraction(factorial(_natural(value_at(inner, point))))
        case Apply(op="fibonacci", args=(inner,)):
            return Fraction(_fibonacci(_natural(value_at(inner, point))))
        case Apply(op=("floor" | "ceil" | "abs") as op, args=(inner,)):
            value = value_at(inner, point)
            return Fraction(floor(value) if op == "floor" else ceil(value)) if op != "abs" else abs(value)
        case Apply(op=op, args=(left, right)):
            return _joined(op, value_at(left, point), value_at(right, point))
    raise NoValue("a term of another form")


def _joined(op: str, left: Fraction, right: Fraction) -> Fraction:
    match op:
        case "add":
            return left + right
        case "sub":
            return left - right
        case "mul":
            return left * right
        case "div" if right:
            return left / right
        case "pow" if (
            _natural(right) * (abs(left.numerator).bit_length() + left.denominator.bit_length()) <= MAX_BITS
        ):
            return Fraction(left ** _natural(right))
        case "binomial":
            return Fraction(comb(_natural(left), _natural(right)))
    raise NoValue("an operation of another form")


def _fibonacci(place: int) -> int:
    value, following = 0, 1
    for _ in range(place):
        value, following = following, value + following
    return value


def _natural(value: Fraction) -> int:
    if value.denominator != 1 or not 0 <= value <= MAX_ARGUMENT:
        raise NoValue("an argument that is not natural, or large")
    return int(value)


def fails_at_whole_numbers(goal: Goal) -> bool:
    """Whether a comparison between whole letters is false at one of a few points that satisfy the hypotheses."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare):
        return False
    try:
        return any(not _holds(conclusion, point) for point in _points(goal))
    except NoValue:
        return False


def _points(goal: Goal) -> Iterator[dict[str, Fraction]]:
    """Points of the domains at which all facts hold. Raises NoValue."""
    names = [
        (name, domain)
        for name, domain in goal.letters
        if name in free_letters(goal.conclusion).union(*map(free_letters, goal.facts()))
    ]
    if len(names) > MAX_LETTERS or any(domain.kind != "integer" for _, domain in names):
        raise NoValue("letters of another kind")
    for offsets in OFFSETS:
        point = {
            name: Fraction((least_of(domain) or 0) + offset)
            for (name, domain), offset in zip(names, offsets, strict=False)
        }
        if all(_holds(fact, point) for fact in goal.facts()):
            yield point


def _holds(statement: Term, point: Mapping[str, Fraction]) -> bool:
    """The truth of a comparison. Raises NoValue."""
    if not isinstance(statement, Compare):
        raise NoValue("a statement of another form")
    return compare(value_at(statement.left, point), statement.relation, value_at(statement.right, point))


__all__ = ["NoValue", "fails_at_whole_numbers", "value_at"]
