"""Limits of sequences x(t+1) = f(x(t)) that have no closed form: monotone towards a fixed point, drawn to it, or beyond all bounds.

Below: from a value s <= L on, where s <= x < L gives x < f(x) <= L, the sequence rises and is bounded; its limit is a fixed
point of the continuous f in [s, L], and L is the only one. Above: the same with the order reversed. From either side: both, where it is not known
on which side of L the start lies; by twos: so for f(f(x)), from the first and from the second value on. Contraction: on an interval
that f maps into itself, |f(x) - L| <= q*|x - L| with q < 1. Beyond all bounds: x < f(x) for all x >= s, so that a bounded sequence would
rise to a fixed point of the continuous f, and there is none.

Notation: f the step, L the candidate for the limit, s a value from which on this holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from proofs_check.definedness import obligations
from proofs_check.engines import sympy_engine
from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import folded, number_of
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.domains import REAL
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    INFINITY,
    ZERO,
    Apply,
    At,
    Compare,
    Constant,
    Diff,
    Letter,
    Limit,
    Number,
    Quantified,
    Sum,
    Term,
    apply,
    free_letters,
    fresh,
    sequence_names,
    substitute,
    walk,
)

JUMPS = ("floor", "ceil", "sign", "arg", "acot", "atan2")
RATES = (Fraction(1, 2), Fraction(3, 4), Fraction(9, 10))
MAX_CANDIDATES = 4
_OPPOSITE = {"<=": ">", ">=": "<"}


@dataclass(frozen=True)
class Settled:
    """The limit of a sequence (a number, oo or -oo), what shows it, and the way in words."""

    value: Term
    proofs: tuple[Answer, ...]
    way: str


def limit_of_sequence(
    limit: Limit, goal: Goal, prove: Prover, suggested: tuple[Term, ...] = ()
) -> Settled | None:
    """The limit at oo of x(t + m), or None. suggested: values that the statement names."""
    sequence = _sequence(limit, goal)
    if sequence is None or any(domain.is_complex for _, domain in goal.letters):
        return None
    x = fresh("x", names_of(goal) | {limit.letter})
    step = _in_letter(sequence, x)
    if step is None:
        return None
    plain = tuple(fact for fact in goal.hypotheses if not sequence_names(fact))
    goal = Goal(goal.letters, plain, goal.conclusion, ())
    declared = {name for name, _ in goal.letters}
    known = [term for term in suggested if free_letters(term) <= declared and _is_plain(term)]
    problem = Iteration(x, step, sequence.start[0], goal, prove)
    for candidate in (*known, *_fixed_points(problem)):
        found = problem.tends_to(candidate)
        if found is not None:
            return found
    return problem.grows()


def sequence_step(x: At, goal: Goal) -> tuple[str, Term | None]:
    """A letter and f of it, for a sequence x(t+1) = f(x(t)); None where the step is of another kind."""
    name = fresh("x", names_of(goal))
    sequence = next((one for one in goal.sequences if one.name == x.name), None)
    plain = sequence is not None and sequence.shape == SCALAR and len(sequence.start) == 1
    return name, _in_letter(sequence, name) if sequence is not None and plain else None


def _is_plain(term: Term) -> bool:
    return not any(
        isinstance(node, Limit | At | Sum | Diff | Quantified) or node == INFINITY for node in walk(term)
    )


def _sequence(limit: Limit, goal: Goal) -> Sequence | None:
    """The sequence of a limit of one of its values at an index that runs through all large whole numbers."""
    body = limit.body
    if limit.point != INFINITY or limit.domain.kind != "integer" or not isinstance(body, At):
        return None
    match body.index:
        case Apply(op=("add" | "sub"), args=(moving, Number())):
            plain = moving == Letter(limit.letter)
        case _:
            plain = body.index == Letter(limit.letter)
    found = next((one for one in goal.sequences if one.name == body.name), None)
    if not plain or found is None or found.shape != SCALAR or len(found.start) != 1:
        return None
    return found


def _in_letter(sequence: Sequence, x: str) -> Term | None:
    """f(x), where the step uses the value before it and nothing that moves besides."""
    if any(isinstance(node, Limit | Sum | Diff | Quantified) for node in walk(sequence.step)):
        return None
    if any(isinstance(node, Apply) and node.op in JUMPS for node in walk(sequence.step)):
        return None
    here = At(sequence.name, Letter(sequence.index))
    body = replace_all(sequence.step, here, Letter(x))
    if sequence.index in free_letters(body) or sequence_names(body):
        return None
    return body


@dataclass
class Iteration:
    """x -> step(x) from `start` on, for the parameters of the goal."""

    x: str
    step: Term
    start: Term
    goal: Goal
    prove: Prover

    def tends_to(self, value: Term) -> Settled | None:
        """The proof that the iteration tends to this value, or None."""
        asked = Questions(self.goal, self.prove)
        needs = obligations(value, self.goal.scope, {})
        if not all(not need.letters and asked.holds(need.says) for need in needs):
            return None
        if not asked.holds(Compare("==", self._at(value), value)):
            return None
        for start in (self.start, self._at(self.start)):
            for way in self._ways(value, start, asked):
                if way is not None:
                    return Settled(value, (*asked.used,), way)
        for start in (self.start, self._at(self.start)):
            if self._from_either_side(value, start, asked):
                return Settled(
                    value, (*asked.used,), "from either side it moves to its only fixed point there"
                )
        return self._by_twos(value, tuple(asked.used))

    def _by_twos(self, value: Term, proofs: tuple[Answer, ...]) -> Settled | None:
        """Every second value, from the first and from the second on: for steps that turn the order around."""
        twice = tidy(self._at(self.step), self.goal.with_letter(self.x, REAL).scope)
        for start in (self.start, self._at(self.start)):
            every_second = Iteration(self.x, twice, start, self.goal, self.prove)
            asked = Questions(self.goal, self.prove)
            if not every_second._from_either_side(value, start, asked):
                return None
            proofs += tuple(asked.used)
        return Settled(value, proofs, "every second value moves to the only fixed point of two steps")

    def grows(self) -> Settled | None:
        """The proof that the iteration tends to oo or to -oo, or None."""
        asked = Questions(self.goal, self.prove)
        x = Letter(self.x)
        for start in (self.start, self._at(self.start)):
            for relation, end in ((">=", INFINITY), ("<=", apply("neg", INFINITY))):
                beyond = self.goal.with_letter(self.x, REAL).assuming(Compare(relation, x, start))
                onward = Compare(relation[0], self.step, x)
                if self._defined(beyond, asked) and self._holds(beyond, onward, asked):
                    return Settled(
                        end, (*asked.used,), "no value from its start on is a fixed point of the step"
                    )
        return None

    def _at(self, place: Term) -> Term:
        return folded(substitute(self.step, {self.x: place}))

    def _ways(self, value: Term, start: Term, asked: Questions) -> Iterator[str | None]:
        for relation, words in (("<=", "rises"), (">=", "falls")):
            if asked.holds(Compare(relation, start, value)):
                held = self._monotone(value, start, relation, asked)
                yield f"it {words} and is bounded by its only fixed point there" if held else None
        for rate in RATES:
            for low in (None, ZERO):
                held = self._contracts(value, start, low, rate, asked)
                yield f"the step contracts by {rate}" if held else None

    def _holds(self, inner: Goal, says: Term, asked: Questions) -> bool:
        own = Questions(inner, self.prove)
        held = own.holds(says)
        asked.used += own.used
        return held

    def _defined(self, inner: Goal, asked: Questions) -> bool:
        needs = obligations(self.step, inner.scope, {})
        return all(not need.letters and self._holds(inner, need.says, asked) for need in needs)

    def _monotone(self, value: Term, start: Term, relation: str, asked: Questions) -> bool:
        """relation: that of the start to the value."""
        x = Letter(self.x)
        strict = relation[0]
        inner = self.goal.with_letter(self.x, REAL)
        held = inner.assuming(Compare(relation, start, x), Compare(relation, x, value))
        if not self._defined(held, asked):
            return False
        moved = inner.assuming(Compare(relation, start, x), Compare(strict, x, value))
        towards = self._holds(moved, Compare(strict, x, self.step), asked)
        return towards and self._holds(moved, Compare(relation, self.step, value), asked)

    def _from_either_side(self, value: Term, start: Term, asked: Questions) -> bool:
        """It rises if the start is at most the value, and falls if it is at least that: one of both is so."""
        sides = [side for side in ("<=", ">=") if not asked.holds(Compare(_OPPOSITE[side], start, value))]
        return all(self._monotone(value, start, side, asked) for side in sides)

    def _contracts(
        self, value: Term, start: Term, low: Term | None, rate: Fraction, asked: Questions
    ) -> bool:
        x = Letter(self.x)
        inner = self.goal.with_letter(self.x, REAL)
        if low is not None:
            inner = inner.assuming(Compare(">=", x, low))
            inside = self._holds(self.goal, Compare(">=", start, low), asked)
            if not inside or not self._holds(inner, Compare(">=", self.step, low), asked):
                return False
        if not self._defined(inner, asked):
            return False
        distance = apply("abs", apply("sub", self.step, value))
        bound = apply("mul", number_of(rate), apply("abs", apply("sub", x, value)))
        return self._holds(inner, Compare("<=", distance, bound), asked)


def _fixed_points(problem: Iteration) -> Iterator[Term]:
    """Values that SymPy proposes for f(x) = x; each is checked."""
    inner = problem.goal.with_letter(problem.x, REAL)
    equation = Compare("==", problem.step, Letter(problem.x))
    for found in sympy_engine.solve_for(equation, problem.x, inner)[:MAX_CANDIDATES]:
        declared = {name for name, _ in problem.goal.letters}
        if free_letters(found) <= declared and Constant("i") not in tuple(walk(found)):
            yield found
