"""Inequalities in several letters: the goal in the forms that it may take, each given to the search (`parameter_search.py`).

Letters that a scaling or a translation removes are removed first; then the goal as it stands, and its logarithm; then other
letters, the edges of the domains apart, and hypotheses that contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check.engines import one_letter, positivity, reductions, sampling
from proofs_check.engines.parameter_search import DEPTH, ENGINE, Search, goals_for
from proofs_check.engines.polynomials import ARITHMETIC
from proofs_check.goal import Answer, Budget, Goal, proved, undecided
from proofs_check.statement.terms import TRUE, Apply, Compare, Connective, Term, free_letters, walk
from proofs_check.statement.text import text

OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


def attempt(goal: Goal, budget: Budget | None = None) -> Answer:
    """Proves an inequality in several real letters, or says why not."""
    allowed = budget or Budget()
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return undecided(ENGINE, "only inequalities are proved here")
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return undecided(ENGINE, "only real letters are looked at here")
    if not all(map(one_letter.is_known, walk(conclusion))):
        return undecided(ENGINE, "a term that is not differentiated here")
    understood = tuple(fact for fact in goal.hypotheses if all(map(_is_understood, walk(fact))))
    plain = reductions.eliminated(Goal(goal.letters, understood, conclusion), allowed)
    limit = goals_for(len(free_letters(plain.conclusion)))
    forms = Forms(Search(replace(allowed, thorough=False), limit))
    found = (
        forms.start(plain) or forms.by_edges(plain) or forms.renamed(plain) or forms.by_contradiction(plain)
    )
    return found or undecided(ENGINE, f"no tangent, chord or slope decides it ({forms.search.used} goals)")


def _is_understood(node: Term) -> bool:
    return one_letter.is_known(node) or isinstance(node, Connective)


@dataclass(frozen=True)
class Forms:
    """Puts the forms of a goal to one search."""

    search: Search

    def start(self, goal: Goal) -> Answer | None:
        """The goal itself, then the goals with fewer letters that give it."""
        if goal.conclusion == TRUE:
            return proved(ENGINE, "both sides are the same number", "certificate")
        if sampling.refuting_point(goal) is not None:
            return None
        for form in self._forms(goal):
            for shorter in reductions.scaled(form, self.search.budget):
                found = self.search.prove(shorter, DEPTH)
                if found is not None:
                    return proved(
                        ENGINE, f"a letter drops out: {found.detail}"[:600], "certificate", (found,)
                    )
        for form in self._forms(goal):
            found = self.search.prove(form, DEPTH)
            if found is not None:
                return found
        for other in reductions.halves(goal):
            found = self.search.prove(other, 1) or self._squared(other)
            if found is not None:
                return proved(ENGINE, f"by half sums: {found.detail}"[:600], "certificate", (found,))
        return None

    def renamed(self, goal: Goal) -> Answer | None:
        """The goal with letters counted from their lower ends, or with the logarithm of a letter in its place."""
        for other in (reductions.from_lower_ends(goal), *reductions.by_exponentials(goal)):
            found = self.start(other) if other is not None else None
            if found is not None:
                return found
        return None

    def by_contradiction(self, goal: Goal) -> Answer | None:
        """A hypothesis that is about functions and fails under the others."""
        for fact in goal.hypotheses:
            if isinstance(fact, Compare) and fact.relation in OPPOSITE and _has_functions(fact):
                others = tuple(other for other in goal.hypotheses if other != fact)
                denied = Compare(OPPOSITE[fact.relation], fact.left, fact.right)
                found = self.search.prove(replace(goal, hypotheses=others, conclusion=denied), 2)
                if found is not None:
                    says = f"the hypothesis {text(fact)[:100]} fails: {found.detail}"
                    return proved(ENGINE, says[:600], "certificate", (found,))
        return None

    def by_edges(self, goal: Goal) -> Answer | None:
        """Letters that may be zero under powers or logarithms: apart at zero and above."""
        name = reductions.edge(goal)
        if name is None or self.search.used > self.search.goals:
            return None
        at, above = reductions.at_edge(goal, name), reductions.above_edge(goal, name)
        parts = [self.by_edges(one) or self.start(one) or self.renamed(one) for one in (at, above)]
        if any(part is None for part in parts):
            return None
        detail = f"{name} = 0 apart: {'; '.join(part.detail for part in parts if part)}"
        return proved(ENGINE, detail[:600], "certificate", tuple(part for part in parts if part))

    def _forms(self, goal: Goal) -> Iterator[Goal]:
        yield goal
        raised = reductions.in_logarithms(goal)
        if raised is not None and all(self.search.settle_any(goal.concluding(need)) for need in raised[1]):
            yield raised[0]

    def _squared(self, goal: Goal) -> Answer | None:
        answer = positivity.attempt(goal, replace(self.search.budget, thorough=True))
        return answer if answer.proved else None


def _has_functions(fact: Compare) -> bool:
    return any(isinstance(node, Apply) and node.op not in ARITHMETIC for node in walk(fact))
