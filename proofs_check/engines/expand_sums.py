"""Sums whose range moves with the letter of a limit, compared with integrals.

For f monotone on [a - 1, b]: the sum of f(k) for k = a, ..., b is F(b) - F(a - 1) up to |f(b) - f(a - 1)|, where F' = f; for f
monotone on [a, b], a <= b, it is F(b) - F(a) up to |f(a)| + |f(b)|; and it lies between (b - a + 1)*f(a) and (b - a + 1)*f(b). For any
differentiable f it is F(b) - F(a - 1) up to (b - a + 1)*sup |f'| on [a - 1, b]. Floors differ from what they are of by 1 at the most.

Notation: s is the letter that tends to infinity, k the index, f the summand, a and b the ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from proofs_check.definedness import obligations
from proofs_check.engines import sympy_engine
from proofs_check.engines.antiderivatives import antiderivative
from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import fold, minus, plus
from proofs_check.engines.derivatives import NotDifferentiable, differentiate
from proofs_check.engines.expand_floors import without_floors
from proofs_check.engines.expand_small_terms import Along, SmallTerms
from proofs_check.engines.expansion import Expansion, Series
from proofs_check.engines.scales import Undecided, Undefined
from proofs_check.goal import Goal
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import REAL
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    At,
    Compare,
    Letter,
    Sum,
    Term,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

MINUS_ONE = number(-1)
STEPS = ("floor", "ceil", "sign", "factorial", "binomial", "harmonic", "fibonacci", "min", "max")


@dataclass
class MovingSum:
    """One sum. expand: expansions in s; along: those that hold for all values of the place. goal: the parameters and s >= 16."""

    term: Sum
    goal: Goal
    letter: str
    series: Series
    expand: Callable[[Term], Expansion]
    along: Along

    def expansion(self) -> Expansion:
        """Raises Undecided where no way shows it, with a condition where it splits on the sign of a letter."""
        smooth = without_floors(self.term)
        if smooth is not None:
            return self._up_to(*smooth)
        self._need_continuous()
        if not all(is_integral(end, self.goal.scope) for end in (self.term.low, self.term.high)):
            raise Undecided("a sum whose ends are not whole by their form")
        before = fold(minus(self.term.low, ONE))
        wide = self.region(before)
        reaches = self._holds(self.goal, Compare("<=", before, self.term.high))
        if reaches and self._defined(wide, self.term.body) and self._monotone(wide):
            return self._by_integral(wide, before)
        if not self._holds(self.goal, Compare("<=", self.term.low, self.term.high)):
            raise Undecided("a sum that may be empty")
        narrow = self.region(self.term.low)
        if self._defined(narrow, self.term.body) and self._monotone(narrow):
            return self._by_integral(narrow, self.term.low)
        varied = self._by_variation(wide, before) if reaches and self._defined(wide, self.term.body) else None
        if varied is None:
            raise self._stuck()
        return varied

    def _up_to(self, near: Sum, gap: Sum) -> Expansion:
        """The first sum up to the size of the second one."""
        part, size = self.expand(near), self.expand(gap)
        return self.series.add(part, Expansion((), (*(scale for _, scale in size.terms), *size.errors)))

    def _need_continuous(self) -> None:
        steps = any(isinstance(node, Apply) and node.op in STEPS for node in walk(self.term.body))
        if steps or any(isinstance(node, Sum | At) for node in walk(self.term.body)):
            raise Undecided("a sum with a moving range of terms that jump")

    def region(self, low: Term) -> Goal:
        """Real k between the ends; s is real too where no whole exponent moves."""
        goal = self.goal
        if self.term.letter in names_of(goal):
            name = fresh(self.term.letter, names_of(goal) | free_letters(self.term.body))
            body = substitute(self.term.body, {self.term.letter: Letter(name)})
            self.term = replace(self.term, letter=name, body=body)
        index = Letter(self.term.letter)
        inner = goal.with_letter(self.term.letter, REAL)
        return inner.assuming(Compare("<=", low, index), Compare("<=", index, self.term.high))

    def _at(self, place: Term) -> Term:
        return substitute(self.term.body, {self.term.letter: place})

    def _holds(self, goal: Goal, says: Term) -> bool:
        asked = Questions(goal, self.series.ask.prove)
        held = asked.holds(fold(says))
        self.series.ask.used += asked.used
        return held

    def _defined(self, region: Goal, term: Term) -> bool:
        needs = obligations(term, region.scope, {})
        return all(not need.letters and self._holds(region, need.says) for need in needs)

    def _monotone(self, region: Goal) -> bool:
        """Whether the derivative keeps its sign between the ends; f is continuous up to them."""
        inside = self._open(region)
        try:
            slope, conditions = differentiate(self.term.body, self.term.letter, region.scope)
        except NotDifferentiable:
            return False
        if not all(self._holds(inside, condition) for condition in conditions):
            return False
        return any(self._holds(inside, Compare(relation, slope, ZERO)) for relation in (">=", "<="))

    def _open(self, region: Goal) -> Goal:
        *others, lower, upper = region.hypotheses
        assert isinstance(lower, Compare) and isinstance(upper, Compare)
        strict = (replace(lower, relation="<"), replace(upper, relation="<"))
        return replace(region, hypotheses=(*others, *strict))

    def _by_integral(self, region: Goal, start: Term) -> Expansion:
        """F(b) - F(start) up to the sizes of f at both; without an F, the sum between its bounds."""
        high = self.term.high
        first, last = self.expand(self._at(start)), self.expand(self._at(high))
        whole = self._antiderivative(region)
        if whole is None:
            return self._squeezed(first, last)
        found = self._difference(whole, start)
        errors = [scale for part in (first, last) for _, scale in part.terms]
        errors += [scale for part in (first, last) for scale in part.errors]
        return self.series.add(found, Expansion((), tuple(errors)))

    def _by_variation(self, region: Goal, start: Term) -> Expansion | None:
        """F(b) - F(a - 1) up to the variation of f, which its derivative bounds."""
        inside = self._open(region)
        try:
            slope, conditions = differentiate(self.term.body, self.term.letter, region.scope)
            sloped = replace(self.term, body=slope, low=start)
            bound, _ = SmallTerms(
                sloped, self.goal, self.letter, self.series, self.expand, self.along
            ).uniform(rough=True)
        except (NotDifferentiable, Undecided, Undefined):
            return None
        whole = self._antiderivative(region) if all(self._holds(inside, c) for c in conditions) else None
        if whole is None:
            return None
        sizes = Expansion((), (*(scale for _, scale in bound.terms), *bound.errors))
        count = self.expand(fold(minus(self.term.high, start)))
        return self.series.add(self._difference(whole, start), self.series.multiply(sizes, count))

    def _difference(self, whole: Term, start: Term) -> Expansion:
        """F(b) - F(start)."""
        there, here = (substitute(whole, {self.term.letter: end}) for end in (self.term.high, start))
        return self.series.add(self.expand(there), self.series.scaled(self.expand(here), MINUS_ONE))

    def _squeezed(self, first: Expansion, last: Expansion) -> Expansion:
        count = self.expand(fold(plus(minus(self.term.high, self.term.low), ONE)))
        ends = [self.series.multiply(count, part) for part in (first, last)]
        gap = self.series.add(ends[0], self.series.scaled(ends[1], MINUS_ONE))
        errors = (*(scale for _, scale in gap.terms), *gap.errors)
        return self.series.add(ends[0], Expansion((), errors))

    def _antiderivative(self, region: Goal) -> Term | None:
        """A term whose derivative is f everywhere between the ends, and that is defined up to them."""
        for found in self._proposed():
            if found is not None and self._is_antiderivative(fold(found), region):
                return fold(found)
        return None

    def _proposed(self) -> Iterator[Term | None]:
        yield antiderivative(self.term.body, self.term.letter)
        yield sympy_engine.antiderivative(self.term.body, self.term.letter, self.goal)

    def _is_antiderivative(self, found: Term, region: Goal) -> bool:
        if not free_letters(found) <= {name for name, _ in region.letters}:
            return False
        try:
            slope, conditions = differentiate(found, self.term.letter, region.scope)
        except NotDifferentiable:
            return False
        inside = self._open(region)
        if not self._defined(region, found) or not all(self._holds(inside, c) for c in conditions):
            return False
        if difference_is_zero(slope, self.term.body, region.scope):
            return True
        return self._holds(inside, Compare("==", slope, self.term.body))

    def _stuck(self) -> Undecided:
        """Undecided, with the sign of a letter of the summand that is not known as the condition."""
        for name, domain in self.series.ask.goal.letters:
            letter = Letter(name)
            signs = self.series.ask.facts.signs(letter)
            if name in free_letters(self.term.body) and domain.is_scalar and len(signs) > 1:
                condition = Compare(">", letter, ZERO)
                if not domain.is_complex:
                    return Undecided(f"splits on {text(condition)}", condition)
        return Undecided(f"{text(self.term)} has no closed form and is not shown to be monotone")
