"""Inequalities in several letters: goals are settled outright, taken apart into factors, or left to the rules for one letter.

Each step gives smaller goals to the same prover; goals in one letter are covered whole (`one_letter.py`). The number of goals is bounded.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from proofs_check.definedness import obligations
from proofs_check.engines import one_letter, parameter_rules, positivity, reductions, sampling, wave_facts
from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_terms import folded
from proofs_check.engines.cone import core_of
from proofs_check.engines.inequalities import instances
from proofs_check.engines.polynomials import convert_goal
from proofs_check.engines.ring import OutOfReach
from proofs_check.engines.segments import bare
from proofs_check.engines.simplify_terms import conclude, literals
from proofs_check.goal import Answer, Budget, Goal, proved
from proofs_check.statement.terms import ZERO, Apply, Compare, Connective, Term, apply, free_letters, walk

ENGINE = "parameters"
DEPTH = 3
GOALS = 200
MAX_NODES = 160


@dataclass
class Search:
    """Proves goals with a bounded number of questions; answers are kept. goals: how many may be looked at."""

    budget: Budget
    goals: int = GOALS
    used: int = 0
    known: dict[tuple[Goal, int], Answer | None] = field(default_factory=dict)
    waves: dict[tuple[object, ...], tuple[Term, ...]] = field(default_factory=dict)

    def prove(self, goal: Goal, depth: int) -> Answer | None:
        """A proof of a strict or weak inequality, or None."""
        if (goal, depth) in self.known:
            return self.known[goal, depth]
        self.known[goal, depth] = None
        self.used += 1
        if self.used > self.goals or sampling.refuting_point(goal) is not None:
            return None
        found = self.settle(goal)
        if found is None and depth > 0:
            found = self._apart(goal, depth) if _is_inequation(goal) else self._by_rules(goal, depth)
        self.known[goal, depth] = found
        return found

    def _apart(self, goal: Goal, depth: int) -> Answer | None:
        """a != b by a > b or by a < b."""
        conclusion = goal.conclusion
        assert isinstance(conclusion, Compare)
        for relation in (">", "<") if conclusion.relation == "!=" else ():
            found = self.prove(goal.concluding(Compare(relation, conclusion.left, conclusion.right)), depth)
            if found is not None:
                return found
        return None

    def settle(self, goal: Goal) -> Answer | None:
        """A proof without derivatives by a parameter."""
        if len(free_letters(goal.conclusion)) == 1:
            answer = one_letter.attempt(goal, self.budget)
            if answer.proved:
                return answer
        answer = positivity.attempt(goal, self.budget, squares=False)
        if answer.proved:
            return answer
        lemmas = (*(lemma for lemma in instances(goal) if literals(lemma)), *self._waves(goal))
        if lemmas:
            answer = positivity.attempt(goal.assuming(*lemmas), self.budget, squares=False)
        return answer if answer.proved else None

    def _waves(self, goal: Goal) -> tuple[Term, ...]:
        """The signs of the waves in the conclusion; answers are kept."""
        found: list[Term] = []
        for inner in wave_facts.arguments(goal.conclusion):
            key = (goal.letters, goal.hypotheses, inner)
            if key not in self.waves:
                self.waves[key] = wave_facts.signs(
                    inner,
                    lambda fact: positivity.attempt(goal.concluding(fact), self.budget, squares=False).proved,
                )
            found += self.waves[key]
        return tuple(found)

    def settle_any(self, goal: Goal) -> Answer | None:
        """Side conditions: comparisons, and conjunctions and disjunctions of them."""
        if isinstance(goal.conclusion, Connective) and goal.conclusion.op == "or":
            found = next(
                filter(None, (self.settle_any(goal.concluding(part)) for part in goal.conclusion.parts)), None
            )
            if found is not None:
                return found
        parts = [self.prove(one, 1) for one in conclude(goal)]
        if any(part is None for part in parts):
            return None
        return proved(ENGINE, "a side condition", "certificate", tuple(part for part in parts if part))

    def _by_rules(self, goal: Goal, depth: int) -> Answer | None:
        try:
            converted = convert_goal(goal, self.budget)
            polynomial = core_of(converted, converted.conclusion)
            core = term_of(polynomial, converted.work.ring)
            factors = [
                (term_of(factor, converted.work.ring), often)
                for factor, often in (() if polynomial.is_constant() else polynomial.factor()[1])
            ]
            turned = polynomial.is_constant() or polynomial.factor()[0] < 0
        except OutOfReach:
            return None
        strict = converted.conclusion.relation == ">"
        if sum(1 for _ in walk(core)) > MAX_NODES:
            return None
        if len(factors) > 1 or any(often > 1 for _, often in factors):
            by_factors = self._by_factors(goal, factors, turned, strict, depth)
            return by_factors or self._as_written(goal, core, strict, depth)
        raised = reductions.in_logarithms(goal)
        if (
            raised is not None
            and depth < DEPTH
            and all(self.settle_any(goal.concluding(need)) for need in raised[1])
        ):
            found = self.prove(raised[0], depth - 1)
            if found is not None:
                return found
        found = self._two_terms(goal, core, depth) or parameter_rules.by_letters(
            self, goal, core, strict, depth
        )
        return found or self._as_written(goal, core, strict, depth)

    def _as_written(self, goal: Goal, core: Term, strict: bool, depth: int) -> Answer | None:
        """The difference of the sides without common denominators: functions of different letters stay apart."""
        conclusion = goal.conclusion
        assert isinstance(conclusion, Compare)
        sides = (conclusion.left, conclusion.right)
        difference = folded(apply("sub", *(sides if conclusion.relation in (">", ">=") else sides[::-1])))
        return (
            None if difference == core else parameter_rules.by_letters(self, goal, difference, strict, depth)
        )

    def _two_terms(self, goal: Goal, core: Term, depth: int) -> Answer | None:
        """a - b > 0 for positive a and b, by their logarithms."""
        if not isinstance(core, Apply) or core.op not in ("sub", "add"):
            return None
        left, right = core.args
        if isinstance(left, Apply) and left.op == "neg" and core.op == "add":
            (taken,) = left.args
            left, right = right, taken
        elif core.op == "add":
            return None
        conclusion = goal.conclusion
        assert isinstance(conclusion, Compare)
        relation = ">" if conclusion.relation in ("<", ">") else ">="
        if any(isinstance(bare(one), Apply) and bare(one).op in ("add", "sub") for one in (left, right)):  # type: ignore[attr-defined]
            return None
        raised = reductions.in_logarithms(goal.concluding(Compare(relation, left, right)))
        if raised is None or not all(self.settle(goal.concluding(need)) for need in raised[1]):
            return None
        return self.prove(raised[0], depth - 1)

    def _by_factors(
        self, goal: Goal, factors: list[tuple[Term, int]], turned: bool, strict: bool, depth: int
    ) -> Answer | None:
        """The sign of a product from those of its factors, each shown to be positive or negative (or to vanish)."""
        parts, negative = [], turned
        for factor, often in factors:
            if often % 2 == 0 and not strict:
                continue
            relations = ("!=",) if often % 2 == 0 else (">", "<") if strict else (">=", "<=")
            for relation in relations:
                found = self.prove(goal.concluding(Compare(relation, factor, ZERO)), depth - 1)
                if found is not None:
                    negative = negative != (relation in ("<", "<="))
                    parts.append(found)
                    break
            else:
                return None
        if negative:
            return None
        return proved(ENGINE, f"the signs of {len(factors)} factors", "certificate", tuple(parts))

    def defined(self, goal: Goal, term: Term) -> bool:
        """Whether the term is defined for all values that the goal admits."""
        owed = obligations(term, goal.scope, {})
        if any(one.letters or one.under for one in owed):
            return False
        return all(self.settle_any(goal.concluding(one.says)) for one in owed)


def goals_for(letters: int) -> int:
    """How many goals are looked at: fewer where each of them takes long."""
    return GOALS if letters <= 3 else GOALS // 2 if letters == 4 else GOALS // 8


def _is_inequation(goal: Goal) -> bool:
    return isinstance(goal.conclusion, Compare) and goal.conclusion.relation in ("==", "!=")
