"""Questions about parameters: by form first, then from the prover.

`Questions` remembers what was proved: an engine that splits a goal reports the weakest trust among the answers that it used.
`within`, `defined`: goals under binders and the definedness of terms.
"""

from __future__ import annotations

from proofs_check.definedness import obligations
from proofs_check.engines.calculus_normal import difference_is_zero, tidy
from proofs_check.engines.calculus_signs import NONNEGATIVE, SIGNS_OF, Facts
from proofs_check.engines.calculus_terms import fold, minus
from proofs_check.goal import Answer, Goal, Prover, proved
from proofs_check.statement.domains import Domain
from proofs_check.statement.terms import (
    FALSE,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Limit,
    Quantified,
    Term,
    free_letters,
    fresh,
    substitute,
    walk,
)


class Questions:
    """Asks what holds for all admissible values of a goal's letters, by form first, then from the prover."""

    def __init__(self, goal: Goal, prove: Prover) -> None:
        self.goal, self.prove = goal, prove
        complex_letters = frozenset(name for name, domain in goal.letters if domain.is_complex)
        self.facts = Facts(goal.facts(), complex_letters)
        self.used: list[Answer] = []
        self._asked: dict[Term, bool] = {}

    def holds(self, statement: Term) -> bool:
        """Whether `statement` is proved for all admissible values; the proof is remembered in `used`."""
        if statement not in self._asked:
            self._asked[statement] = self._decide(statement)
        return self._asked[statement]

    def _decide(self, statement: Term) -> bool:
        if isinstance(statement, Connective) and statement.op == "and":
            return all(self.holds(part) for part in statement.parts)
        if self._by_form(statement):
            return True
        if fold(statement) == FALSE:  # only contradictory hypotheses would give it
            return False
        if any(isinstance(node, Limit | Quantified) for node in walk(statement)):
            return False
        answer = self.prove(self.goal.concluding(statement))
        if answer.proved:
            self.used.append(answer)
        return answer.proved

    def _by_form(self, statement: Term) -> bool:
        if fold(statement) == TRUE or statement in self.goal.hypotheses:
            return True
        if isinstance(statement, Connective) and statement.op == "or":
            return any(self._by_form(part) for part in statement.parts)
        if not isinstance(statement, Compare):
            return False
        left, right = self._bare(statement.left), self._bare(statement.right)
        allowed = SIGNS_OF[statement.relation]
        if self.facts.difference(left, right) <= allowed or self.facts.difference(right, left) <= frozenset(
            -s for s in allowed
        ):
            return True
        if 0 in allowed and difference_is_zero(left, right, self.goal.scope):
            return True
        difference = minus(left, right)
        return self.facts.signs(difference) <= allowed or self.facts.signs(self.tidy(difference)) <= allowed

    def _bare(self, term: Term) -> Term:
        """x for abs(x) with an x that is not negative."""
        if isinstance(term, Apply) and term.op == "abs" and self.facts.signs(term.args[0]) <= NONNEGATIVE:
            return term.args[0]
        return term

    def positive(self, term: Term) -> bool:
        """Whether `term > 0` is proved."""
        return self.holds(Compare(">", term, ZERO))

    def negative(self, term: Term) -> bool:
        """Whether `term < 0` is proved."""
        return self.holds(Compare("<", term, ZERO))

    def zero(self, term: Term) -> bool:
        """Whether `term == 0` is proved."""
        return self.holds(Compare("==", term, ZERO))

    def nonzero(self, term: Term) -> bool:
        """Whether `term != 0` is proved."""
        return self.holds(Compare("!=", term, ZERO))

    def tidy(self, term: Term) -> Term:
        """`term` reduced as a rational function."""
        return tidy(term, self.goal.scope)

    def answer(self, engine: str, detail: str) -> Answer:
        """A proof that rests on everything that was asked and proved."""
        return proved(engine, detail, "certificate", tuple(self.used))


def within(goal: Goal, letters: tuple[tuple[str, Domain], ...], under: tuple[Term, ...], says: Term) -> Goal:
    """`says` as a goal with further letters and hypotheses; letters that hide others are renamed apart."""
    taken = names_of(goal) | {name for name, _ in letters}
    renamed: dict[str, Term] = {}
    for name, domain in letters:
        new = fresh(name, taken) if name in names_of(goal) or name in renamed else name
        taken |= {new}
        goal = goal.with_letter(new, domain.with_terms(tuple(substitute(t, renamed) for t in domain.terms())))
        renamed[name] = Letter(new)
    return goal.assuming(*(substitute(u, renamed) for u in under)).concluding(substitute(says, renamed))


def names_of(goal: Goal) -> frozenset[str]:
    """Every letter that the goal declares or mentions, sequences and their indices too."""
    terms = (*goal.hypotheses, goal.conclusion, *(t for s in goal.sequences for t in (*s.start, s.step)))
    found = frozenset(name for name, _ in goal.letters) | {s.name for s in goal.sequences}
    return found | {s.index for s in goal.sequences} | {n for term in terms for n in free_letters(term)}


def defined(terms: tuple[Term, ...], goal: Goal, prove: Prover) -> Answer | None:
    """That all of `terms` are defined under the goal's facts, or None. Limits in them are not shown to exist here."""
    used: list[Answer] = []
    for term in terms:
        for need in obligations(term, goal.scope, goal.first_indices):
            inner = within(goal, need.letters, need.under, need.says)
            asked = Questions(inner, prove)
            if need.limit is not None or not asked.holds(inner.conclusion):
                return None
            used += asked.used
    return proved("definedness", "each partial operation is in its domain", "certificate", tuple(used))
