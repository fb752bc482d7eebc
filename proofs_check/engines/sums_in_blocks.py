"""Sums of floors whose upper end moves by a block of terms when a whole letter grows by 1: up to n**2, n**3 - 1, 2**n - 1, m*n.

    S(n + 1) == S(n) + sum(f(k), k, b(n) + 1, b(n + 1))        for b(n + 1) >= b(n) >= a - 1

In the block the floors of f are constant, or constant but for one term at an end, which is taken off: floor(sqrt(k)) is n for k = n**2, ..., n**2 + 2*n.
The constants are proposals, as polynomials of degree at most 1 in n from their values in numbers; that the floors have these values is proved for all k of
the block. A comparison of the sum with v(n) follows from the first value of n, and from the comparison of the block with v(n + 1) - v(n).

Certificate: the first value, the values of the floors, the order of the ends, and the comparison of the steps.
References: Graham, Knuth, Patashnik, Concrete Mathematics, sections 3.2 and 3.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from flint import arb

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import folded_in, minus, plus, times
from proofs_check.engines.discrete_growth import first_of, later, moving_letters
from proofs_check.engines.enclosures import enclosed
from proofs_check.engines.kinked_sums import summed
from proofs_check.engines.linear_terms import difference, solved_for
from proofs_check.engines.outer_sums import outer_sums
from proofs_check.engines.sampling import seems_broken
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Letter,
    Sum,
    Term,
    binder,
    children,
    free_letters,
    fresh,
    number,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "sums in blocks"
TURNED = {"==": "==", "<=": ">=", ">=": "<=", "<": ">", ">": "<"}
STRIPS = ((0, 0), (0, 1), (1, 0), (1, 1))
PLACES = (3, 4, 5)
TINY = 1e-6


class NoBlock(ValueError):
    """The sum does not move by blocks in which its floors are constant; the message says why."""


def applies(goal: Goal) -> bool:
    """Whether real numbers are compared, one of them with a sum over floors whose upper end moves with a whole letter."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation not in TURNED or goal.sequences:
        return False
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    return any(_has_moving_floors(node) for node in outer_sums(conclusion)) and bool(moving_letters(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a comparison with one such sum by induction over blocks."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or not applies(goal):
        return undecided(ENGINE, "")
    if seems_broken(goal):
        return undecided(ENGINE, "the numbers say that it fails at a point")
    reason = "no sum that moves by blocks"
    for node in filter(_has_moving_floors, outer_sums(conclusion)):
        says = _alone(node, conclusion)
        for name in moving_letters(goal) if says is not None else ():
            first = first_of(goal, name)
            if says is None or first is None or name in free_letters(node.body) | free_letters(node.low):
                continue
            try:
                return _by_blocks(goal, says, node, (name, first), prove)
            except NoBlock as problem:
                reason = str(problem)
    return undecided(ENGINE, reason)


def _alone(node: Sum, conclusion: Compare) -> Compare | None:
    """The comparison with the sum alone on the left."""
    value, weight = solved_for(node, conclusion), difference(conclusion).get(node, 0)
    if value is None:
        return None
    relation = conclusion.relation if weight > 0 else TURNED[conclusion.relation]
    return Compare(relation, node, value)


def _by_blocks(goal: Goal, says: Compare, node: Sum, letter: tuple[str, int], prove: Prover) -> Answer:
    """The first value, and the step by one block. Raises NoBlock."""
    name, first = letter
    start = goal.concluding(folded_in(substitute(says, {name: number(first)}), goal.scope))
    work = _Block(later(goal, name, first), name, node, prove)
    work.show(Compare(">=", plus(node.high, ONE), node.low))
    block = work.total()
    step = minus(work.after(says.right), says.right)
    compared = Compare(
        says.relation if says.relation in ("==", "<=", ">=") else says.relation + "=", block, step
    )
    work.show(compared)
    work.answers.append(prove(start))
    if not work.answers[-1].proved:
        raise NoBlock(f"not shown: {text(start.conclusion)}"[:250])
    detail = f"at {name} = {first}, and by the block {text(compared)}"
    return proved(ENGINE, detail[:400], "certificate", tuple(work.answers))


@dataclass
class _Block:
    """The terms by which a sum grows from n to n + 1; `answers` is what had to be proved."""

    goal: Goal
    name: str
    node: Sum
    prove: Prover
    answers: list[Answer] = field(default_factory=list)

    def after(self, term: Term) -> Term:
        return substitute(term, {self.name: plus(Letter(self.name), ONE)})

    def show(self, says: Term) -> None:
        """Proves a statement about all n. Raises NoBlock."""
        self.answers.append(self.prove(self.goal.concluding(says)))
        if not self.answers[-1].proved:
            raise NoBlock(f"not shown: {text(says)}"[:250])

    def total(self) -> Term:
        """The sum over the block, without floors. Raises NoBlock."""
        low, high = plus(self.node.high, ONE), self.after(self.node.high)
        for front, back in STRIPS:
            ends = [plus(low, number(j)) for j in range(front)] + [
                minus(high, number(j)) for j in range(back)
            ]
            middle = (plus(low, number(front)), minus(high, number(back)))
            known = len(self.answers)
            parts = [self._without_floors(place, place) for place in ends]
            body = self._without_floors(*middle)
            if body is not None and all(part is not None for part in parts):
                self.show(Compare(">=", minus(high, low), number(front + back - 1)))
                whole = [part for part in parts if part is not None]
                return plus(self._summed(body, middle), *whole)
            del self.answers[known:]
        raise NoBlock("the floors are not constant in the block")

    def _without_floors(self, low: Term, high: Term) -> Term | None:
        """The summand on low, ..., high, its floors replaced by numbers that are free of the index."""
        index = fresh(self.node.letter, names_of(self.goal) | free_letters(self.node))
        body = substitute(self.node.body, {self.node.letter: Letter(index)})
        if low == high:
            body, inner = substitute(body, {index: low}), self.goal
        else:
            inner = self.goal.with_letter(index, INTEGER)
            inner = inner.assuming(Compare("<=", low, Letter(index)), Compare("<=", Letter(index), high))
        body = folded_in(body, inner.scope)
        for floor in dict.fromkeys(_floors(body)):
            value = self._constant(floor, index, (low, high))
            answer = self.prove(inner.concluding(Compare("==", floor, value))) if value is not None else None
            if value is None or answer is None or not answer.proved:
                return None
            self.answers.append(answer)
            body = replace_all(body, floor, value)
        return substitute(body, {index: Letter(self.node.letter)})

    def _constant(self, floor: Apply, index: str, ends: tuple[Term, Term]) -> Term | None:
        """w*n + c with the values of the floor in the range for some n; a proposal, None where the floor moves in the range."""
        if free_letters(floor) - {index, self.name}:
            return None
        found = [self._value(floor, index, ends, place) for place in PLACES]
        one, two, three = found
        if one is None or two is None or three is None or three - two != two - one:
            return None
        return plus(times(number(two - one), Letter(self.name)), number(one - (two - one) * PLACES[0]))

    def _value(self, floor: Apply, index: str, ends: tuple[Term, Term], at: int) -> int | None:
        """The floor at both ends and at the middle of the range for n = at; None where these differ or are not known."""
        values = {self.name: arb(at)}
        low, high = (enclosed(end, values, self.goal.scope) for end in ends)
        if low is None or high is None:
            return None
        places = (low, ((low + high) / 2).mid().floor(), high)
        inside = (enclosed(floor.args[0], {**values, index: place}, self.goal.scope) for place in places)
        found = {None if ball is None else _rounded(floor.op, ball) for ball in inside}
        return found.pop() if len(found) == 1 else None

    def _summed(self, body: Term, ends: tuple[Term, Term]) -> Term:
        """The sum over the middle of the block."""
        if self.node.letter not in free_letters(body):
            return times(plus(minus(ends[1], ends[0]), ONE), body)
        whole = Sum("sum", self.node.letter, body, *ends)
        return summed(whole) or whole


def _rounded(op: str, ball: arb) -> int | None:
    """The floor or ceiling of what is in a small ball; a ball about a whole number is taken for that, as log(8)/log(2) for 3."""
    near = (ball + arb(0.5)).mid().floor()
    if not ball.rad() < TINY:
        return None
    whole = near if ball.contains(near) else ball.floor() if op == "floor" else ball.ceil()
    found = whole.unique_fmpz()
    return None if found is None else int(found)


def _has_moving_floors(node: Sum) -> bool:
    return node.op == "sum" and any(node.letter in free_letters(one) for one in _floors(node.body))


def _floors(term: Term) -> Iterator[Apply]:
    """The outermost floors and ceilings that no binder encloses."""
    if isinstance(term, Apply) and term.op in ("floor", "ceil"):
        yield term
    elif binder(term) is None:
        for part in children(term):
            yield from _floors(part)


__all__ = ["applies", "attempt"]
