"""Terms free of the letter of a limit: they are constants of the expansion, once they are shown to be defined.

Notation: s is the letter that tends to infinity.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from proofs_check.definedness import obligations
from proofs_check.engines.calculus_questions import Questions, within
from proofs_check.engines.calculus_terms import fold
from proofs_check.engines.derivatives import carry_out
from proofs_check.engines.expansion import Expansion, constant
from proofs_check.engines.scales import Undecided
from proofs_check.goal import Goal
from proofs_check.statement.domains import INTEGER, REAL, Bound
from proofs_check.statement.terms import (
    Diff,
    Letter,
    Limit,
    Number,
    Term,
    binder,
    children,
    free_letters,
    number,
    rebuild,
)
from proofs_check.statement.text import text

FAR = number(16)
"""What holds from here on holds for all large s."""
Inner = Callable[[Limit, Goal], Term]
"""The finite value of a limit inside the term; raises Undecided."""


class Parameters:
    """The parameters of one limit. whole: s runs through the integers."""

    def __init__(self, questions: Questions, letter: str, whole: bool, inner: Inner) -> None:
        self.ask, self.letter, self.whole, self.inner = questions, letter, whole, inner

    def deeper(self) -> Goal:
        domain = INTEGER if self.whole else REAL
        return self.ask.goal.with_letter(self.letter, replace(domain, low=Bound(FAR, True)))

    def constant(self, term: Term) -> Expansion:
        """A term free of s; that it is defined is proved here, for nothing else asks for it."""
        if isinstance(term, Letter | Number):
            return constant(term)
        term = self._without_limits(term, frozenset())
        goal = self.ask.goal
        for need in obligations(term, goal.scope, goal.first_indices):
            if need.letters:
                inner = within(goal, need.letters, need.under, need.says)
                asked = Questions(inner, self.ask.prove)
                held = asked.holds(inner.conclusion)
                self.ask.used += asked.used
            else:
                held = self.ask.holds(need.says)
            if not held:
                raise Undecided(f"splits on {text(need.says)}", need.says if not need.letters else None)
        return constant(fold(term))

    def _without_limits(self, term: Term, bound: frozenset[str]) -> Term:
        """Limits in other letters replaced by their values, derivatives carried out."""
        if isinstance(term, Diff):
            return self._without_limits(self.carried_out(term), bound)
        if isinstance(term, Limit):
            if bound & free_letters(term):
                raise Undecided("a limit that depends on the index of a sum")
            return self.inner(term, self.ask.goal)
        name = binder(term)
        inner = bound | {name} if name else bound
        return rebuild(term, tuple(self._without_limits(part, inner) for part in children(term)))

    def carried_out(self, term: Term) -> Term:
        found, conditions = carry_out(term)
        for condition in conditions:
            if self.letter in free_letters(condition):
                held = Questions(self.deeper(), self.ask.prove).holds(condition)
            else:
                held = self.ask.holds(condition)
            if not held:
                raise Undecided(f"the derivative needs {text(condition)}", condition)
        return found
