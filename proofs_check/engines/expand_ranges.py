"""Sums and products in the expansion of a term: over fixed ranges, and over ranges that move with the letter of the limit.

Notation: s is the letter that tends to infinity, k the index.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from proofs_check.engines.calculus_questions import Questions, defined, names_of
from proofs_check.engines.calculus_terms import over
from proofs_check.engines.doubling_products import by_doubling
from proofs_check.engines.expand_products import is_moving_product, logarithm_of, sum_of_logarithms
from proofs_check.engines.expand_small_terms import ALONG, SmallTerms
from proofs_check.engines.expand_sums import MovingSum
from proofs_check.engines.expand_uniform import letters_of
from proofs_check.engines.expansion import Expansion
from proofs_check.engines.scales import Undecided, Undefined
from proofs_check.statement.domains import INTEGER
from proofs_check.statement.terms import Apply, Compare, Letter, Sum, Term, free_letters, fresh, substitute

if TYPE_CHECKING:
    from proofs_check.engines.expand_terms import Expander

DOUBLED = "telescoping by doubling"


class Ranges:
    """Sums and products for an expander of terms."""

    def __init__(self, expander: Expander) -> None:
        self.expander, self.ask, self.letter = expander, expander.ask, expander.letter

    def expansion(self, term: Sum) -> Expansion:
        """The sum or product. Raises Undecided, Undefined."""
        if self.letter not in free_letters(term.low) | free_letters(term.high):
            return self._fixed(term)
        if self.expander.is_complex:
            raise Undecided(f"a {term.op} with a moving range has no closed form here")
        return self._moving_sum(term) if term.op == "sum" else self._moving_product(term)

    def of_product(self, term: Apply) -> Expansion | None:
        """A logarithm, a power or a root of a moving product; None of other terms."""
        inside = term.args[0]
        if self.expander.is_complex or not is_moving_product(inside, self.letter):
            return None
        if term.op == "log":
            return self._logarithm_of_product(inside)
        logarithm = logarithm_of(term, self.letter)
        return None if logarithm is None else self._by_logarithms(logarithm)

    def _fixed(self, term: Sum) -> Expansion:
        """A sum over a fixed range of terms whose sizes do not depend on the index: the coefficients are added up."""
        if term.op != "sum":
            raise Undecided(f"a {term.op} over a fixed range")
        goal = self.ask.goal
        if term.letter in names_of(goal):
            name = fresh(term.letter, names_of(goal) | free_letters(term.body) | {self.letter})
            term = Sum("sum", name, substitute(term.body, {term.letter: Letter(name)}), term.low, term.high)
        index = Letter(term.letter)
        inner_goal = goal.with_letter(term.letter, INTEGER)
        inner_goal = inner_goal.assuming(Compare("<=", term.low, index), Compare("<=", index, term.high))
        asked = Questions(inner_goal, self.ask.prove)
        part = self.expander.asking(asked).expand(term.body)
        self.ask.used += asked.used
        if any(term.letter in letters_of(scale) for scale in (*(s for _, s in part.terms), *part.errors)):
            raise Undecided("the sizes depend on the index of a sum")
        terms = tuple((Sum("sum", term.letter, c, term.low, term.high), s) for c, s in part.terms)
        return Expansion(terms, part.errors)

    def _moving_sum(self, term: Sum) -> Expansion:
        """By terms that are expanded uniformly, or by an integral."""
        expander, deeper = self.expander, self.expander.parameters.deeper()

        def along(asked: Questions, place: str, rough: bool) -> Callable[[Term], Expansion]:
            return expander.asking(asked, place, rough).expand

        try:
            small = SmallTerms(term, deeper, self.letter, expander.series, expander.expand, along)
            found = small.expansion()
            expander.rules[ALONG] = None
        except (Undecided, Undefined):  # what is undefined at a place between the whole ones says nothing
            found = MovingSum(term, deeper, self.letter, expander.series, expander.expand, along).expansion()
            expander.rules["comparison with an integral"] = None
        return found

    def _moving_product(self, term: Sum) -> Expansion:
        """By a first factor that is zero, a step that the factors take, or as the exponential of the sum of their logarithms."""
        if self._vanishes(term):
            return Expansion()
        quotient = by_doubling(term, self.expander.parameters.deeper(), self.ask.prove)
        try:
            if quotient is not None:
                found = self.expander.expand(over(quotient.above, quotient.below))
                self.ask.used.append(quotient.shown)
                self.expander.rules[DOUBLED] = None
                return found
        except Undefined:  # the divisor is zero, which says nothing of the product
            pass
        return self._by_logarithms(sum_of_logarithms(term))

    def _vanishes(self, term: Sum) -> bool:
        """Whether the first factor is zero, all of them being defined and there being one."""
        first = substitute(term.body, {term.letter: term.low})
        deeper = self.expander.parameters.deeper()
        if self.letter in free_letters(first) or not self.ask.zero(first):
            return False
        asked = Questions(deeper, self.ask.prove)
        meant = defined((term,), deeper, self.ask.prove)
        if meant is None or not asked.holds(Compare("<=", term.low, term.high)):
            return False
        self.ask.used += (meant, *asked.used)
        return True

    def _logarithm_of_product(self, product: Sum) -> Expansion:
        try:
            return self._moving_sum(sum_of_logarithms(product))
        except (Undecided, Undefined):
            return self.expander.elementary.log(self._moving_product(product))

    def _by_logarithms(self, term: Term) -> Expansion:
        """exp(term), a term in the logarithms of factors; where one is not defined the product may be."""
        try:
            return self.expander.elementary.exp(self.expander.expand(term))
        except Undefined:
            raise Undecided("a product whose factors are not seen to be positive") from None
