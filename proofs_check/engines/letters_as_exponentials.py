"""Positive letters taken as exponentials: in x = exp(u) logarithms of products are linear, and comparisons of products are too.

    log(x)**2 > 1, x > e or x < 1/e        u**2 > 1, u > 1 or u < -1
    a*b*c != 1                             u + v + w != 0
    x**log(x) > e                          u**2 > 1

for log is strictly rising and onto the real line. A comparison is left as it is but for its logarithms where the letters stand in logarithms only; else its
sides must be products, whose logarithms are compared. Hypotheses of another kind are left out.
Certificate: that of the goal in the logarithms, which keep the names of the letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.logarithm_forms import NotMoved, logarithm
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, Domain
from proofs_check.statement.terms import (
    FALSE,
    TRUE,
    ZERO,
    Apply,
    Compare,
    Connective,
    Constant,
    Letter,
    Number,
    Term,
    children,
    free_letters,
    rebuild,
    walk,
)

ENGINE = "letters as exponentials"
MAX_WAYS = 3
PLAIN = (Apply, Number, Constant, Letter)


@dataclass(frozen=True)
class Change:
    """The letters that become their logarithms; asked: about the goal in the old letters."""

    letters: frozenset[str]
    asked: Questions

    def statement(self, says: Term) -> Term:
        """The statement about the logarithms. Raises NotMoved."""
        if not free_letters(says) & self.letters:
            return says
        match says:
            case Connective(op=op, parts=parts):
                return Connective(op, tuple(map(self.statement, parts)))
            case Compare(relation=relation, left=left, right=right):
                try:
                    return Compare(relation, self.term(left), self.term(right))
                except NotMoved:
                    return self._of_products(relation, *_factored(left, right))
        raise NotMoved

    def term(self, term: Term) -> Term:
        """The term whose letters stand in logarithms, in these. Raises NotMoved."""
        if not free_letters(term) & self.letters:
            return term
        match term:
            case Apply(op="log", args=(inner,)):
                try:
                    return self.logarithm(inner)
                except NotMoved:
                    return rebuild(term, (self.term(inner),))
            case Letter():
                raise NotMoved
            case _ if isinstance(term, PLAIN):
                return rebuild(term, tuple(map(self.term, children(term))))
        raise NotMoved

    def logarithm(self, term: Term) -> Term:
        return logarithm(term, self.letters, self.asked.positive, self.term)

    def _of_products(self, relation: str, left: Term, right: Term) -> Term:
        """A product with the letters is positive."""
        for one, other, mirrored in ((left, right, False), (right, left, True)):
            if isinstance(other, Number) and other.value <= 0:
                self.logarithm(one)
                holds = relation in (("<", "<=", "!=") if mirrored else (">", ">=", "!="))
                return TRUE if holds else FALSE
        return Compare(relation, self.logarithm(left), self.logarithm(right))


def _factored(left: Term, right: Term) -> tuple[Term, Term]:
    """p and q for p - q R 0."""
    match left, right:
        case (Apply(op="sub", args=(one, other)), zero) if zero == ZERO:
            return one, other
        case (zero, Apply(op="sub", args=(one, other))) if zero == ZERO:
            return other, one
    return left, right


def applies(goal: Goal) -> bool:
    """Whether the goal about real numbers has a positive letter in a logarithm."""
    if goal.sequences or any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    return bool(_letters(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal in the logarithms, or says why not."""
    for changed, asked in changes(goal, prove):
        answer = prove(changed)
        if answer.proved:
            detail = f"in logarithms: {answer.detail}"[:300]
            return proved(ENGINE, detail, "certificate", (*asked.used, answer))
    return undecided(ENGINE, "no letters are seen as exponentials that show it")


def changes(goal: Goal, prove: Prover) -> Iterator[tuple[Goal, Questions]]:
    """The goal in the logarithms of all such letters, or of one; what was asked for it."""
    if not applies(goal):
        return
    every = _letters(goal)
    ways = [every, *([] if len(every) == 1 else [frozenset((name,)) for name in sorted(every)])]
    for letters in ways[:MAX_WAYS]:
        asked = Questions(goal, prove)
        try:
            yield _in_logarithms(goal, Change(letters, asked)), asked
        except NotMoved:
            continue


def _letters(goal: Goal) -> frozenset[str]:
    """Positive letters in logarithms or in bases of powers that have no number as exponent; no domain speaks of them."""
    terms = (goal.conclusion, *goal.hypotheses)
    spoken = {name for _, domain in goal.letters for end in domain.terms() for name in free_letters(end)}
    inside: set[str] = set()
    for node in (node for term in terms for node in walk(term)):
        match node:
            case Apply(op="log", args=(inner,)):
                inside |= free_letters(inner)
            case Apply(op="pow", args=(base, exponent)) if not isinstance(exponent, Number):
                inside |= free_letters(base)
    return frozenset(
        name
        for name, domain in goal.letters
        if name in inside and name not in spoken and _is_positive(domain)
    )


def _is_positive(domain: Domain) -> bool:
    low = domain.low
    if domain.kind != "real" or low is None or not isinstance(low.at, Number):
        return False
    return low.at.value > 0 or (low.at.value == 0 and (not low.closed or domain.nonzero))


def _in_logarithms(goal: Goal, change: Change) -> Goal:
    """Raises NotMoved."""
    conclusion = change.statement(goal.conclusion)
    facts: list[Term] = []
    own = [fact for fact in goal.facts() if fact in goal.hypotheses or free_letters(fact) & change.letters]
    for fact in own:
        try:
            facts.append(change.statement(fact))
        except NotMoved:
            continue
    letters = tuple((name, REAL if name in change.letters else domain) for name, domain in goal.letters)
    kept = tuple(fact for fact in facts if fact != TRUE)
    return replace(goal, letters=letters, hypotheses=kept, conclusion=conclusion)


__all__ = ["ENGINE", "applies", "attempt", "changes"]
