"""Bounds for the order of the linear recurrence with constant coefficients that a term obeys in a whole letter.

With C(d) the sequences of order at most d, monic recurrences and weights free of the letter:

    u + v     C(d + e)            c**(a*n + b), exp(a*n + b)    C(1)
    u*v       C(d*e)              sin, cos, sinh, cosh          C(2)
    u**k      C(binomial(d + k - 1, k))    a polynomial of degree k      C(k + 1)
    sum of u up to n       C(d + 1)                sums of binomial coefficients times u    see `binomial_transforms.py`
    x(t + 1) = c0*x(t) + ... + g(t)     C(number of first values + order of g), coupled ones: added up

The values of the other letters are fixed while the letter runs; a weight may be zero.
"""

from __future__ import annotations

from math import comb

from proofs_check.engines.binomial_transforms import order_of_transform
from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import integer_of, plus
from proofs_check.engines.linear_steps import linear_parts
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.seen_forms import growth
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    ONE,
    Apply,
    At,
    Compare,
    Letter,
    Number,
    Sum,
    Term,
    free_letters,
    number,
    sequence_names,
    substitute,
    walk,
)

MAX_EXPONENT = 12
LIMIT = 400  # orders beyond are of no use


class NoOrder(ValueError):
    """The term is not seen to be constant-recursive; the message names it."""


class Orders:
    """Bounds of orders for the terms of one goal; `used` is what had to be proved for them."""

    def __init__(self, goal: Goal, prove: Prover) -> None:
        self.goal = goal
        self.ask = Questions(goal, prove)
        self.known: dict[str, int] = {}

    @property
    def used(self) -> tuple[Answer, ...]:
        return tuple(self.ask.used)

    def of(self, term: Term, name: str) -> int:
        """A bound for the order of `term` in the letter. Raises NoOrder."""
        found = self._of(term, name)
        if found > LIMIT:
            raise NoOrder("too high an order")
        return found

    def _of(self, term: Term, name: str) -> int:
        degree = polynomial_degree(term, name)
        if degree is not None:
            return degree + 1
        match term:
            case Apply(op=("add" | "sub"), args=(left, right)):
                return self.of(left, name) + self.of(right, name)
            case Apply(op="neg", args=(inner,)):
                return self.of(inner, name)
            case Apply(op="mul", args=(left, right)):
                return self._square(left, name, 2) if left == right else self._product(left, right, name)
            case Apply(op="div", args=(left, right)) if name not in free_letters(right):
                return self.of(left, name)
            case Apply(op="pow", args=(base, Number(value=value))) if value.denominator == 1:
                if 0 < value <= MAX_EXPONENT:
                    return self._square(base, name, int(value))
            case Apply(op="pow", args=(base, exponent)) if name not in free_letters(base):
                if is_affine(exponent, name):
                    return 1
            case Apply(op="exp", args=(inner,)) if is_affine(inner, name):
                return 1
            case Apply(op=("sin" | "cos" | "sinh" | "cosh"), args=(inner,)) if is_affine(inner, name):
                return 2
            case At(name=sequence, index=index):
                if growth(index, name) is not None:
                    return self.of_sequence(sequence)
            case Sum(op="sum"):
                return self._sum(term, name)
        raise NoOrder("a term that is not constant-recursive")

    def _square(self, base: Term, name: str, exponent: int) -> int:
        return comb(self.of(base, name) + exponent - 1, exponent)

    def _product(self, left: Term, right: Term, name: str) -> int:
        one, two = polynomial_degree(left, name), polynomial_degree(right, name)
        orders = self.of(left, name), self.of(right, name)
        if one is None and two is None and _same_recurrence(left, right):
            return comb(orders[0] + 1, 2)
        return orders[0] * orders[1]

    def _sum(self, term: Sum, name: str) -> int:
        inner = term.letter
        if inner in dict(self.goal.letters) or inner == name:
            inner += "_"
            while inner in dict(self.goal.letters) or inner in free_letters(term):
                inner += "_"
        body = substitute(term.body, {term.letter: Letter(inner)})
        if name in free_letters(body):
            return self._transform(Sum(term.op, inner, body, term.low, term.high), name)
        if name in free_letters(term.low):
            raise NoOrder("a sum whose terms move")
        if growth(term.high, name) is None:
            raise NoOrder("a sum whose end moves by no whole number")
        if not self.ask.holds(Compare("<=", term.low, plus(term.high, ONE))):
            raise NoOrder("a sum whose range may be too short")
        return self.of(body, inner) + 1

    def _transform(self, term: Sum, name: str) -> int:
        """Sums with binomial coefficients; what is added in their body, one after the other."""
        if name not in dict(self.goal.letters):
            raise NoOrder("a sum whose terms move")
        match term.body:
            case Apply(op=("add" | "sub"), args=(left, right)):
                parts = (Sum("sum", term.letter, one, term.low, term.high) for one in (left, right))
                return sum(self.of(one, name) for one in parts)
            case Apply(op="div", args=(Apply(op=("add" | "sub"), args=(left, right)), below)):
                apart = Apply("add", (Apply("div", (left, below)), Apply("div", (right, below))))
                return self._transform(Sum("sum", term.letter, apart, term.low, term.high), name)
        found = order_of_transform(term, name, self.goal.scope, self.ask.holds, self.of)
        if found is None:
            raise NoOrder("a sum whose terms move")
        return found

    def of_sequence(self, name: str) -> int:
        """The order of a sequence with a linear step, together with those that it is coupled with. Raises NoOrder."""
        if name not in self.known:
            self.known[name] = self._of_system(self._system(name))
        return self.known[name]

    def _system(self, name: str) -> list[Sequence]:
        """The sequences that depend on each other with this one: it and those that it mentions and that mention it."""
        by_name = {sequence.name: sequence for sequence in self.goal.sequences}
        reaches = {one: self._reach(one, by_name) for one in by_name}
        return [
            by_name[one] for one in by_name if one == name or (one in reaches[name] and name in reaches[one])
        ]

    def _reach(self, name: str, by_name: dict[str, Sequence]) -> set[str]:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            for other in sequence_names(by_name[waiting.pop()].step):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return found

    def _of_system(self, system: list[Sequence]) -> int:
        length, first = len(system[0].start), system[0].first
        names = frozenset(sequence.name for sequence in system)
        total = 0
        for sequence in system:
            if (len(sequence.start), sequence.first) != (length, first) or sequence.shape != SCALAR:
                raise NoOrder("sequences that start apart")
            rest = linear_parts(sequence, names)
            if rest is None:
                raise NoOrder(f"the step of '{sequence.name}' is not linear with constant weights")
            total += length
            if rest != number(0):
                total += self.of(rest, sequence.index)
        return total


def polynomial_degree(term: Term, name: str) -> int | None:
    """The degree of a polynomial in the letter with weights free of it; None where the term is no such thing by its form."""
    if name not in free_letters(term):
        return 0
    match term:
        case Letter():
            return 1
        case Apply(op=("add" | "sub"), args=(left, right)):
            one, two = polynomial_degree(left, name), polynomial_degree(right, name)
            return None if one is None or two is None else max(one, two)
        case Apply(op="neg", args=(inner,)):
            return polynomial_degree(inner, name)
        case Apply(op="mul", args=(left, right)):
            one, two = polynomial_degree(left, name), polynomial_degree(right, name)
            return None if one is None or two is None else one + two
        case Apply(op="div", args=(left, right)) if name not in free_letters(right):
            return polynomial_degree(left, name)
        case Apply(op="pow", args=(base, exponent)):
            whole, one = integer_of(exponent), polynomial_degree(base, name)
            return None if whole is None or one is None or not 0 <= whole <= MAX_EXPONENT else whole * one
    return None


def is_affine(term: Term, name: str) -> bool:
    """Whether the term is a*n + b with a and b free of the letter."""
    degree = polynomial_degree(term, name)
    return degree is not None and degree <= 1


def _same_recurrence(left: Term, right: Term) -> bool:
    """Whether both are values of one sequence with indices that grow alike: their product has the order of the square."""
    if not isinstance(left, At) or not isinstance(right, At) or left.name != right.name:
        return False
    return all(
        growth(left.index, name) == growth(right.index, name)
        for name in free_letters(left.index) | free_letters(right.index)
    )


__all__ = ["NoOrder", "Orders", "growth", "is_affine", "polynomial_degree", "walk"]
