"""Values that are linear in bounded letters, and what is said where a term is of no such form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from proofs_check.statement.terms import Apply, Letter, Number, Term


class NoClass(ValueError):
    """The floors are not of this form; the message says why."""


@dataclass(frozen=True)
class Bounded:
    """constant + sum of weights times bounded parts."""

    constant: Fraction
    linear: Mapping[str, Fraction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "linear", {n: c for n, c in self.linear.items() if c})

    def plus(self, other: Bounded) -> Bounded:
        names = dict.fromkeys((*self.linear, *other.linear))
        found = {n: self.linear.get(n, Fraction(0)) + other.linear.get(n, Fraction(0)) for n in names}
        return Bounded(self.constant + other.constant, found)

    def scaled(self, by: Fraction) -> Bounded:
        return Bounded(self.constant * by, {name: by * c for name, c in self.linear.items()})


def linear_value(term: Term) -> Bounded:
    """A linear term in bounded parts."""
    match term:
        case Number(value=value):
            return Bounded(value)
        case Letter(name=name):
            return Bounded(Fraction(0), {name: Fraction(1)})
        case Apply(op="neg", args=(inner,)):
            return linear_value(inner).scaled(Fraction(-1))
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            sign = Fraction(1 if op == "add" else -1)
            return linear_value(left).plus(linear_value(right).scaled(sign))
        case Apply(op="mul", args=(Number(value=value), inner)):
            return linear_value(inner).scaled(value)
    raise NoClass("a term that is not linear")


def rising_line(term: Term, name: str) -> tuple[int, int]:
    """(a, b) of a*n + b with whole a >= 1 and b, n the letter. Raises NoClass."""
    found = linear_value(term)
    slope = found.linear.get(name, Fraction(0))
    if set(found.linear) != {name} or slope.denominator != 1 or slope < 1 or found.constant.denominator != 1:
        raise NoClass("not linear in the letter with whole numbers")
    return int(slope), int(found.constant)
