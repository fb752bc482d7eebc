"""Terms of one residue class without their floors: floors of bounded terms become the numbers of a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from proofs_check.engines.calculus_terms import negate, plus, times
from proofs_check.engines.letter_classes import Class
from proofs_check.engines.linear_values import Bounded, NoClass, linear_value
from proofs_check.goal import Goal
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    binder,
    children,
    free_letters,
    number,
    rebuild,
    substitute,
    walk,
)

MAX_CASES = 96
MAX_EXPONENT = 8


class Splitter:
    """Replaces the floors of one class; floors of bounded terms become the numbers of a case."""

    def __init__(self, one: Class) -> None:
        self.one = one
        self.open: dict[Term, str] = {}  # bounded term -> the name that stands for its floor
        self.ends: dict[str, tuple[Fraction, Fraction]] = {
            part: (Fraction(0), Fraction(size)) for part, size in one.rest.items()
        }

    def free_of_floors(self, term: Term) -> Term:
        """The term in the letters of the class, without floors. Raises NoClass."""
        return self._change(term)

    def _change(self, term: Term) -> Term:
        if not any(isinstance(node, Apply) and node.op in ("floor", "ceil") for node in walk(term)):
            return substitute(term, self.one.put)
        if binder(term) is not None and _has_floor(children(term)[0]):
            raise NoClass("a floor under a binder")
        if isinstance(term, Apply) and term.op in ("floor", "ceil"):
            if term.op == "ceil":
                return negate(self._floor(apply("neg", term.args[0])))
            return self._floor(term.args[0])
        parts = children(term)
        if binder(term) is not None:
            bound = substitute(term, self.one.put)  # renames what would be captured
            return rebuild(bound, (children(bound)[0], *(self._change(part) for part in parts[1:])))
        return rebuild(term, tuple(self._change(part) for part in parts))

    def _floor(self, inside: Term) -> Term:
        """floor(inside) = inside - w - T(r) + floor(T(r) + w)."""
        value = self.value(inside)
        moving = self._change(inside)
        if not value.linear:
            return plus(moving, number(floor(value.constant) - value.constant))
        bounded, name = self._opened(value)
        return plus(moving, negate(bounded), Letter(name))

    def _opened(self, value: Bounded) -> tuple[Term, str]:
        """A bounded term and the name that stands for its floor."""
        parts = [times(number(c), Letter(name)) for name, c in value.linear.items()]
        bounded = plus(*parts, number(value.constant))
        if bounded not in self.open:
            name = f"floor {len(self.open)}"
            self.open[bounded] = name
            low, high = self._range(value)
            # the upper end of a real letter's bounded part is not reached
            open_ = any(c > 0 and part in self.one.rest for part, c in value.linear.items())
            self.ends[name] = Fraction(floor(low)), Fraction(ceil(high) - 1 if open_ else floor(high))
        return bounded, self.open[bounded]

    def _range(self, value: Bounded) -> tuple[Fraction, Fraction]:
        low = high = value.constant
        for name, factor in value.linear.items():
            ends = sorted(factor * end for end in self.ends[name])
            low, high = low + ends[0], high + ends[1]
        return low, high

    def value(self, term: Term) -> Bounded:
        """The part of a term that is not whole in the class: T(r) + w. Raises NoClass."""
        match term:
            case Number(value=value):
                return Bounded(value)
            case Letter(name=name):
                if self._part(name) is None:
                    return Bounded(Fraction(self.one.at[name]))
                return Bounded(Fraction(0), {self._part(name) or "": Fraction(1)})
            case Apply(op="neg", args=(inner,)):
                return self.value(inner).scaled(Fraction(-1))
            case Apply(op=("add" | "sub") as op, args=(left, right)):
                return self.value(left).plus(self.value(right).scaled(Fraction(1 if op == "add" else -1)))
            case Apply(op="div", args=(left, Number(value=value))) if value:
                return self.value(left).scaled(1 / value)
            case Apply(op="mul", args=(left, right)):
                one, two = self.value(left), self.value(right)
                return self._product(left, right, one, two)
            case Apply(op="pow", args=(base, Number(value=value))) if value in range(MAX_EXPONENT + 1):
                one = self.value(base)
                if one.linear:
                    raise NoClass("a power of a real part")
                return Bounded(one.constant ** int(value))
            case Apply(op="pow", args=(Number(value=base), Letter(name=name))) if base.denominator == 1:
                if self.one.at[name] < 0:
                    raise NoClass("a negative exponent")
                return Bounded(base ** self.one.at[name])
            case Apply(op=("floor" | "ceil"), args=(inner,)):
                sign = Fraction(1 if term.op == "floor" else -1)
                found = self.value(inner).scaled(sign)
                if not found.linear:
                    return Bounded(sign * floor(found.constant))
                return Bounded(Fraction(0), {self._opened(found)[1]: sign})
        raise NoClass("a floor of what is no polynomial with fixed denominator")

    def _product(self, left: Term, right: Term, one: Bounded, two: Bounded) -> Bounded:
        """A product with a number, or of terms in whole letters."""
        for other, value in ((right, one), (left, two)):
            if not free_letters(left if other is right else right):
                return self.value(other).scaled(value.constant)
        if one.linear or two.linear:
            raise NoClass("a product with a real letter")
        return Bounded(one.constant * two.constant)

    def _part(self, name: str) -> str | None:
        """The bounded part of a real letter."""
        found = [part for part in free_letters(self.one.put[name]) if part in self.one.rest]
        return found[0] if found else None

    def cases(self, goal: Goal) -> Iterator[Goal]:
        """The goal for each choice of numbers for the floors of bounded terms. Raises NoClass."""
        for count, (put, facts) in enumerate(self._choices(list(self.open.items()), {}, [])):
            if count == MAX_CASES:
                raise NoClass(f"more than {MAX_CASES} cases")
            changed = tuple(substitute(fact, put) for fact in goal.hypotheses)
            whole = replace(goal, conclusion=substitute(goal.conclusion, put), hypotheses=changed)
            yield whole.assuming(*facts)

    def _choices(
        self, left: list[tuple[Term, str]], put: dict[str, Term], facts: list[Term]
    ) -> Iterator[tuple[dict[str, Term], list[Term]]]:
        """Numbers for the floors, one after the other; those that leave the bounded parts no value are dropped."""
        if not left:
            yield put, facts
            return
        (bounded, name), *others = left
        inside = substitute(bounded, put)
        low, high = self.ends[name]
        for value in range(int(low), int(high) + 1):
            more = [
                *facts,
                Compare("<=", number(value), inside),
                Compare("<", inside, number(value + 1)),
            ]
            if not self._is_empty(more):
                yield from self._choices(others, {**put, name: number(value)}, more)

    def _is_empty(self, facts: list[Term]) -> bool:
        """Whether the facts leave a single bounded part no value."""
        for part, size in self.one.rest.items():
            low, high, high_open = Fraction(0), Fraction(size), True
            low_open = False
            for fact in facts:
                if not isinstance(fact, Compare):
                    continue
                value = linear_value(apply("sub", fact.right, fact.left))
                if not value.linear and (
                    value.constant < 0 or (value.constant == 0 and fact.relation == "<")
                ):
                    return True
                if set(value.linear) != {part}:
                    continue
                bound = -value.constant / value.linear[part]
                strict = fact.relation == "<"
                if value.linear[part] > 0:
                    if bound > low or (bound == low and strict):
                        low, low_open = bound, strict
                elif bound < high or (bound == high and strict):
                    high, high_open = bound, strict
            if low > high or (low == high and (low_open or high_open)):
                return True
        return False


def _has_floor(term: Term) -> bool:
    return any(isinstance(node, Apply) and node.op in ("floor", "ceil") for node in walk(term))


def class_value(case: Class, term: Term) -> Fraction:
    """The value of a term in whole letters at the representatives: the term is whole in the class where this value is."""
    found = Splitter(case).value(term)
    if found.linear:
        raise NoClass("a term with real letters")
    return found.constant
