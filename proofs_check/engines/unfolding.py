"""Unfolding of recurrences, last terms of sums, and rewriting with equalities.

`Unfolder.at_numbers` computes sequences at literal indices; `Unfolder.moving` brings every index above t down to t and below,
by the recurrence, and splits the terms beyond t off sums. Each rewriting is an equality that the definition of the
sequence or of the sum gives, its side conditions proved.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import folded, integer_of, plus, times
from proofs_check.engines.polynomial_terms import compact
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR, SortError, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    number,
    rebuild,
    substitute,
    walk,
)
from proofs_check.statement.text import text

MAX_UNFOLDINGS = 200
MAX_RANGE = 40
NOWHERE: Mapping[Term, int] = MappingProxyType({})
STEPPING = ("factorial", "binomial", "fibonacci", "harmonic", "chebyshev_t", "chebyshev_u", "sin", "cos")


class NotUnfolded(ValueError):
    """A term that cannot be brought down to t; the message names it."""


def shifted(index: Term, name: str) -> int | None:
    """k where the index is `name + k` for a whole k, however it is written."""
    parts = _linear(index)
    if parts is None or parts[0] != {name: Fraction(1)} or parts[1].denominator != 1:
        return None
    return int(parts[1])


def _linear(term: Term) -> tuple[dict[str, Fraction], Fraction] | None:
    match term:
        case Number(value=value):
            return {}, value
        case Letter(name=name):
            return {name: Fraction(1)}, Fraction(0)
        case Apply(op=("add" | "sub") as op, args=(left, right)):
            first, second = _linear(left), _linear(right)
            if first is None or second is None:
                return None
            sign = 1 if op == "add" else -1
            found = dict(first[0])
            for key, value in second[0].items():
                found[key] = found.get(key, Fraction(0)) + sign * value
            return {k: v for k, v in found.items() if v}, first[1] + sign * second[1]
        case _:
            return None


def moves_with(term: Term, name: str) -> bool:
    """Whether a sequence, a power, a factorial or a sum in `term` depends on the letter."""
    for node in walk(term):
        if isinstance(node, At) and name in free_letters(node.index):
            return True
        if isinstance(node, Sum) and name in free_letters(node.low) | free_letters(node.high):
            return True
        if isinstance(node, Apply) and node.op == "pow" and name in free_letters(node.args[1]):
            return True
        stepping = isinstance(node, Apply) and node.op in STEPPING
        if stepping and name in free_letters(node):
            return True
    return False


def ends_before(statement: Term, name: str) -> dict[Term, int]:
    """Sums up to t + k for some k < 0 whose terms do not move with the letter t, without their ends, and the least k of each."""
    found: dict[Term, int] = {}
    for node in walk(statement):
        shift = shifted(node.high, name) if isinstance(node, Sum) else None
        if isinstance(node, Sum) and shift is not None and shift < 0 and name not in free_letters(node.body):
            key = _without_end(node)
            found[key] = min(shift, found.get(key, 0))
    return found


def _without_end(term: Sum) -> Term:
    return Sum(term.op, term.letter, term.body, term.low, ZERO)


class Unfolder:
    """Unfolds the sequences of a goal. name, last: the letter t of an induction, which is at least `last`.

    ends: what `ends_before` gives for the statement: down to there the sums are split.
    """

    def __init__(
        self, goal: Goal, prove: Prover, name: str = "", last: int = 0, ends: Mapping[Term, int] = NOWHERE
    ) -> None:
        self.sequences = {sequence.name: sequence for sequence in goal.sequences}
        self.ask = Questions(goal, prove)
        self.name, self.last, self.ends = name, last, ends
        self.left = MAX_UNFOLDINGS
        self._values: dict[tuple[str, int], Term] = {}

    @property
    def used(self) -> tuple[Answer, ...]:
        """What was proved on the way."""
        return tuple(self.ask.used)

    def at_numbers(self, term: Term) -> Term:
        """Sequences at literal indices computed, sums over literal ranges written out."""
        if isinstance(term, Sum):
            return self._literal_sum(term)
        parts = tuple(self.at_numbers(part) for part in children(term))
        term = rebuild(term, parts) if parts else term
        if isinstance(term, At):
            index = integer_of(folded(term.index))
            if index is not None:
                return self._value(self.sequences[term.name], index)
        return term

    def _value(self, sequence: Sequence, index: int) -> Term:
        """The value at a number, numbers computed; each is unfolded once."""
        key = (sequence.name, index)
        if key not in self._values:
            found = self._unfolded(sequence, index)
            self._values[key] = compact(folded(found)) if sequence.shape == SCALAR else found
        return self._values[key]

    def _unfolded(self, sequence: Sequence, index: int) -> Term:
        self._spend()
        if index < sequence.first:
            raise NotUnfolded(f"{sequence.name}({index}) is before its first value")
        if index < sequence.first + len(sequence.start):
            return sequence.start[index - sequence.first]
        step = substitute(sequence.step, {sequence.index: number(index - 1)})
        return self.at_numbers(step)

    def _literal_sum(self, term: Sum) -> Term:
        low, high = integer_of(folded(term.low)), integer_of(folded(term.high))
        if low is None or high is None:
            return Sum(term.op, term.letter, term.body, self.at_numbers(term.low), self.at_numbers(term.high))
        if high - low >= MAX_RANGE:
            return term
        bodies = [substitute(term.body, {term.letter: number(k)}) for k in range(low, high + 1)]
        return self._joined(term, tuple(self.at_numbers(body) for body in bodies))

    def _joined(self, term: Sum, bodies: tuple[Term, ...]) -> Term:
        """The sum or product of these; matrices are added without foldings."""
        if not bodies:
            return _empty(term, self.ask.goal)
        if term.op == "prod":
            return times(*bodies)
        if _is_scalar(bodies[0], self.ask.goal):
            return plus(*bodies)
        found = bodies[0]
        for body in bodies[1:]:
            found = apply("add", found, body)
        return found

    def moving(self, term: Term) -> Term:
        """Every index t + k with k >= 1 unfolded, terms beyond t split off sums, W**(t + k) as W**t @ W."""
        if isinstance(term, Sum):
            return self._moving_sum(term)
        if isinstance(term, Limit | Quantified) and self.name in free_letters(term):
            raise NotUnfolded(f"{text(term)} moves with {self.name}")
        parts = tuple(self.moving(part) for part in children(term))
        term = rebuild(term, parts) if parts else term
        if isinstance(term, At):
            return self._moving_at(term)
        if isinstance(term, Apply) and term.op == "pow":
            return self._matrix_power(term)
        return term

    def _moving_at(self, term: At) -> Term:
        shift = shifted(term.index, self.name)
        if shift is None:
            index = integer_of(folded(term.index))
            return term if index is None else self._value(self.sequences[term.name], index)
        if shift <= 0:
            return At(term.name, _shift(self.name, shift))
        self._spend()
        sequence = self.sequences[term.name]
        if self.last + shift - 1 < sequence.first + len(sequence.start) - 1:
            raise NotUnfolded(f"{text(term)} is not always given by its step")
        return self.moving(substitute(sequence.step, {sequence.index: _shift(self.name, shift - 1)}))

    def _moving_sum(self, term: Sum) -> Term:
        if term.letter == self.name:
            name = fresh(term.letter, free_letters(term.body) | names_of(self.ask.goal))
            term = Sum(term.op, name, substitute(term.body, {term.letter: Letter(name)}), term.low, term.high)
        shift = shifted(term.high, self.name)
        body = self.moving(term.body) if self.name in free_letters(term.body) else term.body
        if shift is None or self.name in free_letters(term.low):
            return Sum(term.op, term.letter, body, term.low, term.high)
        base = self._end_of_head(term, shift)
        if base is None and shift > 0:
            raise NotUnfolded(f"the range of {text(term)} may be empty")
        end = shift if base is None else base
        head = Sum(term.op, term.letter, body, term.low, _shift(self.name, end))
        beyond = [
            self.moving(substitute(body, {term.letter: _shift(self.name, k)}))
            for k in range(end + 1, shift + 1)
        ]
        return self._joined(term, (head, *beyond)) if beyond else head

    def _end_of_head(self, term: Sum, shift: int) -> int | None:
        """b < shift where the terms after t + b are split off: all of them are in the range; None where there is none."""
        for base in dict.fromkeys((self.ends.get(_without_end(term), 0), 0)):
            if base < shift and self.ask.holds(Compare("<=", term.low, _shift(self.name, base + 1))):
                return base
        return None

    def _matrix_power(self, term: Apply) -> Term:
        shift = shifted(term.args[1], self.name)
        if shift is None or shift <= 0 or _is_scalar(term, self.ask.goal):
            return term
        found: Term = Apply("pow", (term.args[0], Letter(self.name)))
        for _ in range(min(shift, MAX_RANGE)):
            found = apply("matmul", found, term.args[0])
        return found

    def _spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise NotUnfolded("too many unfoldings")


def _shift(name: str, by: int) -> Term:
    letter = Letter(name)
    return letter if by == 0 else apply("add" if by > 0 else "sub", letter, number(abs(by)))


def _is_scalar(term: Term, goal: Goal) -> bool:
    try:
        return sort_of(term, goal.scope) == SCALAR
    except (SortError, KeyError):
        return False


def _empty(term: Sum, goal: Goal) -> Term:
    """The value of a sum over nothing."""
    if term.op == "prod":
        return ONE
    from proofs_check.statement.domains import INTEGER

    shape = sort_of(term.body, goal.scope.with_letter(term.letter, INTEGER))
    return ZERO if shape == SCALAR else apply("zeros", shape.rows, shape.columns)


def put_in(term: Term, facts: tuple[Term, ...]) -> Term:
    """`term` with the left sides of equalities whose left is a sequence value, a sum or a power replaced by the right ones."""
    for fact in facts:
        if not isinstance(fact, Compare) or fact.relation != "==":
            continue
        for left, right in ((fact.left, fact.right), (fact.right, fact.left)):
            whole = isinstance(left, At | Sum) or (isinstance(left, Apply) and left.op == "pow")
            if whole and left not in tuple(walk(right)):
                term = replace_all(term, left, right)
                break
    return term


def replace_all(term: Term, old: Term, new: Term) -> Term:
    """Every occurrence of `old` that no binder touches replaced by `new`."""
    name = binder(term)
    if term == old:
        return new
    if name is not None and name in free_letters(old) | free_letters(new):
        return term
    parts = tuple(replace_all(part, old, new) for part in children(term))
    return rebuild(term, parts) if parts else term


def matches(pattern: Term, term: Term, variables: frozenset[str]) -> dict[str, Term] | None:
    """Values of the variables under which `pattern` is `term`, or None; binders only match literally."""
    found: dict[str, Term] = {}
    return found if _match(pattern, term, variables, found) else None


def _match(pattern: Term, term: Term, variables: frozenset[str], found: dict[str, Term]) -> bool:
    if isinstance(pattern, Letter) and pattern.name in variables:
        return found.setdefault(pattern.name, term) == term
    if type(pattern) is not type(term):
        return False
    parts, others = children(pattern), children(term)
    if not parts or binder(pattern) is not None or len(parts) != len(others):
        return pattern == term
    if rebuild(pattern, others) != term:
        return False
    return all(_match(p, o, variables, found) for p, o in zip(parts, others, strict=True))


__all__ = ["NotUnfolded", "Unfolder", "matches", "moves_with", "put_in", "replace_all", "shifted"]
