"""Sums whose range moves and whose terms have an expansion that is uniform along the range.

    f(k, s) = sum over i, j of c(i, j)*(k/b)**j*S_i(s) + O(E(s)) for all k from a to b at once, |k| <= b        (`expand_uniform.py`)
    sum of f(k, s) = sum over i, j of c(i, j)*S_i(s)*(F_j(b) - F_j(a - 1))/b**j + O((b - a + 1)*E(s))

with Bernoulli's polynomials F_j(m) = 1**j + ... + m**j: F_j(m) - F_j(m - 1) = m**j for all m, so that this holds for all whole a - 1 <= b.

Notation: s is the letter that tends to infinity, k the index, f the summand, a and b the ends, t = k/b.

Reference: Graham, Knuth, Patashnik, Concrete Mathematics, 1994, section 6.5 (Bernoulli numbers).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from flint import fmpq

from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import fold, minus, negate, number_of, over, plus, power, times
from proofs_check.engines.existence_coefficients import NoSum, coefficients
from proofs_check.engines.expand_uniform import letters_of
from proofs_check.engines.expansion import Expansion, Series
from proofs_check.engines.scales import Undecided
from proofs_check.goal import Goal
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Compare,
    Letter,
    Sum,
    Term,
    binder,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)

ALONG = "terms that are expanded uniformly along a sum"
PLACES = Domain("real", Bound(number(-1), True), Bound(ONE, True))
LATER_PLACES = Domain("real", Bound(ZERO, True), Bound(ONE, True))
Expand = Callable[[Term], Expansion]
Along = Callable[[Questions, str, bool], Expand]
"""From the questions about the parameters, the letter of the place, and whether bounds will do."""


@dataclass
class SmallTerms:
    """One sum. expand: expansions in s; along: those that hold for all values of the place. goal: the parameters and s >= 16."""

    term: Sum
    goal: Goal
    letter: str
    series: Series
    expand: Expand
    along: Along

    def expansion(self) -> Expansion:
        """The sum. Raises Undecided, Undefined."""
        return self._added_up(*self.uniform())

    def uniform(self, rough: bool = False) -> tuple[Expansion, str]:
        """The expansion of the term for all values of the place at once, and the letter of the place. Raises Undecided, Undefined."""
        later = self._need_range()
        place = fresh("place", names_of(self.goal) | free_letters(self.term.body) | {self.letter})
        parameters = self.series.ask.goal.with_letter(place, LATER_PLACES if later else PLACES)
        asked = Questions(parameters, self.series.ask.prove)
        index = times(Letter(place), self.term.high)
        found = self.along(asked, place, rough)(substitute(self.term.body, {self.term.letter: index}))
        self.series.ask.used += asked.used
        if any(place in letters_of(scale) for scale in (*(s for _, s in found.terms), *found.errors)):
            raise Undecided("the sizes depend on the index of a sum")
        return found, place

    def _need_range(self) -> bool:
        """What `range_is_seen` says, for all large s; whether no k is negative. Raises Undecided."""
        bound = any(
            self.term.letter in free_letters(node)
            for node in walk(self.term.body)
            if binder(node) is not None
        )
        if bound or not range_is_seen(self.term, self.goal.scope, self._holds):
            raise Undecided("a sum whose terms bind a letter, or whose range is not seen")
        return self._holds(Compare(">=", self.term.low, ZERO))

    def _holds(self, says: Term) -> bool:
        asked = Questions(self.goal, self.series.ask.prove)
        held = asked.holds(fold(says))
        self.series.ask.used += asked.used
        return held

    def _added_up(self, found: Expansion, place: str) -> Expansion:
        count = self.expand(self._powers(0))
        total = self.series.multiply(Expansion((), found.errors), count)
        for coefficient, scale in found.terms:
            for degree, factor in _by_degree(coefficient, place):
                head = Expansion(((factor, scale),))
                total = self.series.add(total, self.series.multiply(head, self.expand(self._powers(degree))))
        return total

    def _powers(self, degree: int) -> Term:
        """The sum of the (k/b)**degree."""
        low, high = self.term.low, self.term.high
        block = minus(power_sum(degree, high), power_sum(degree, minus(low, ONE)))
        return over(block, power(high, number(degree)))


def range_is_seen(term: Sum, scope: Scope, holds: Callable[[Term], bool]) -> bool:
    """Whether the ends are whole, a - 1 <= b, b >= 1, and |k| <= b for all k from a to b."""
    low, high = term.low, term.high
    if not all(is_integral(end, scope) for end in (low, high)):
        return False
    needs = [Compare("<=", minus(low, ONE), high), Compare(">=", high, ONE)]
    return all(map(holds, needs)) and (
        holds(Compare(">=", low, ZERO)) or holds(Compare("<=", negate(high), low))
    )


def _by_degree(coefficient: Term, place: str) -> list[tuple[int, Term]]:
    """The (j, c) of the sum of the c*t**j that a coefficient is. Raises Undecided."""
    try:
        parts = coefficients(coefficient, place)
    except NoSum:
        raise Undecided("a coefficient is no polynomial in the index of a sum") from None
    if any(factor != Letter(place) for monomial in parts for factor in monomial):
        raise Undecided("a coefficient is no polynomial in the index of a sum")
    return [(len(monomial), factor) for monomial, factor in parts.items() if factor != ZERO]


def power_sum(degree: int, end: Term) -> Term:
    """Bernoulli's polynomial F with F(m) - F(m - 1) == m**degree, F(0) == 0, at `end`."""
    parts: list[Term] = []
    for j in range(degree + 1):
        value = fmpq.bernoulli(j)
        own = Fraction(int(value.p), int(value.q)) * (-1 if j == 1 else 1)  # B_1 is 1/2 here
        weight = own * comb(degree + 1, j) / (degree + 1)
        if weight:
            parts.append(times(number_of(weight), power(end, number(degree + 1 - j))))
    return plus(*parts)
