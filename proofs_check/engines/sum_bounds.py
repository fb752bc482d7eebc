"""Sums of any length, bounded by what holds of every term.

A sum of positive terms is positive, and at least each of them; terms that are at most c sum up to at most c times their number; where
|f| <= g term by term, |sum f| <= sum g; of products see `sum_products.py`. What is shown is known of a new letter that stands for the sum. Terms are proved
under a <= i <= b; that they are defined there is part of the sum's own definedness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import permutations

from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.sum_integrals import integrals
from proofs_check.engines.sum_products import in_entries, products
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, index_domain
from proofs_check.statement.sorts import SCALAR, SortError, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Sum,
    Term,
    apply,
    binder,
    children,
    free_letters,
    fresh,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "sum bounds"
MAX_SUMS = 3
MAX_PLACES = 3


def attempt(goal: Goal, prove: Prover, of_terms: Prover) -> Answer:
    """Proves a comparison with sums in it by bounds of their terms; it never refutes.

    of_terms: proves what holds of the terms. Much is asked of it in vain, so that it should be a quick one.
    """
    conclusion = goal.conclusion
    is_complex = any(domain.is_complex for _, domain in goal.letters)
    if is_complex or not isinstance(conclusion, Compare):
        return undecided(ENGINE, "no comparison of real numbers")
    written = next(_sums(conclusion, goal), None)
    if written is None:
        return undecided(ENGINE, "no sums of a length that is open")
    goal = in_entries(goal, written.letter)
    conclusion = goal.conclusion
    assert isinstance(conclusion, Compare)
    sums = tuple(dict.fromkeys(_sums(conclusion, goal)))[:MAX_SUMS]
    by_mean = _by_mean(goal, conclusion, of_terms)
    if by_mean is not None:
        return by_mean
    known = _Known(goal, of_terms)
    for one in sums:
        known.add_signs(one)
        known.add_terms(one)
        known.add_integrals(one)
    for one, other in permutations(sums, 2):
        known.add_order(one, other)
    known.add_products(sums)
    if not known.facts:
        return undecided(ENGINE, "nothing is known of all terms")
    answer = prove(_in_letters(goal, sums, tuple(known.facts)))
    if not answer.proved:
        return undecided(ENGINE, f"with {', '.join(map(text, known.facts))}: {answer.detail}"[:300])
    detail = f"with {', '.join(map(text, known.facts))}"
    return proved(ENGINE, detail[:300], "certificate", (*known.used, answer))


def _sums(term: Term, goal: Goal) -> Iterator[Sum]:
    """The outermost sums of numbers that no binder encloses, of an open length."""
    if isinstance(term, Sum):
        bounded = isinstance(term.low, Number) and isinstance(term.high, Number)
        if term.op == "sum" and not bounded and _is_scalar(term, goal):
            yield term
    elif binder(term) is None:
        for part in children(term):
            yield from _sums(part, goal)


def _is_scalar(term: Sum, goal: Goal) -> bool:
    try:
        return sort_of(term.body, goal.scope.with_letter(term.letter, index_domain(term))) == SCALAR
    except (SortError, KeyError):
        return False


def _in_letters(goal: Goal, sums: tuple[Sum, ...], facts: tuple[Term, ...]) -> Goal:
    """The goal under the facts, with a new real letter for every sum."""
    goal = goal.assuming(*facts)
    for one in sums:
        name = fresh("s", names_of(goal))
        goal = goal.with_letter(name, REAL)
        hypotheses = tuple(replace_all(fact, one, Letter(name)) for fact in goal.hypotheses)
        conclusion = replace_all(goal.conclusion, one, Letter(name))
        goal = Goal(goal.letters, hypotheses, conclusion, goal.sequences)
    return goal


def _by_mean(goal: Goal, conclusion: Compare, prove: Prover) -> Answer | None:
    """sum f <= c from f(i) <= c/(the number of terms), where there are terms."""
    one, bound = conclusion.left, conclusion.right
    if (
        conclusion.relation == "!="
        or not isinstance(one, Sum)
        or one not in _sums(conclusion, goal)
        or any(_sums(bound, goal))
    ):
        return None
    known = _Known(goal, prove)
    if not known.is_inhabited(one):
        return None
    count = apply("add", apply("sub", one.high, one.low), ONE)
    mean = apply("div", bound, count)
    if not known.holds_of_all(one, conclusion.relation, lambda index: mean):
        return None
    return proved(
        ENGINE,
        f"every term is {conclusion.relation} {text(bound)}/({text(count)})",
        "certificate",
        known.used,
    )


Size = Callable[[Term], Term]


def itself(term: Term) -> Term:
    return term


@dataclass
class _Known:
    """What is shown of the sums of a goal, and by which proofs."""

    goal: Goal
    prove: Prover
    facts: list[Term] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def used(self) -> tuple[Answer, ...]:
        return tuple(self.answers)

    def holds(self, goal: Goal) -> bool:
        asked = Questions(goal, self.prove)
        found = asked.holds(goal.conclusion)
        self.answers += asked.used if found else []
        return found

    def is_inhabited(self, one: Sum) -> bool:
        """Whether there is a term at all."""
        return self.holds(self.goal.concluding(Compare("<=", one.low, one.high)))

    def holds_of_all(
        self, one: Sum, relation: str, bound: Callable[[Term], Term], size: Size = itself
    ) -> bool:
        """Whether every term of the sum, or its size, is related so to what `bound` gives at its index."""
        probe = Letter("i")
        used = names_of(self.goal) | free_letters(one.body) | free_letters(bound(probe)) | {one.letter}
        index = Letter(fresh("i", used))
        under = (Compare("<=", one.low, index), Compare("<=", index, one.high))
        goal = self.goal.with_letter(index.name, index_domain(one)).assuming(*under)
        return self.holds(goal.concluding(Compare(relation, size(at(one, index)), bound(index))))

    def add_signs(self, one: Sum) -> None:
        """The sign of the sum, if its terms have one."""
        for strict, weak in ((">", ">="), ("<", "<=")):
            if self.holds_of_all(one, strict, zero):
                self.facts.append(Compare(strict if self.is_inhabited(one) else weak, one, ZERO))
                return
            if self.holds_of_all(one, weak, zero):
                self.facts.append(Compare(weak, one, ZERO))
                return

    def add_terms(self, one: Sum) -> None:
        """A sum of terms of one sign is beyond each of them: those at the indices that the conclusion names."""
        relation = next(
            (fact.relation for fact in self.facts if isinstance(fact, Compare) and fact.left == one), ""
        )
        if not relation:
            return
        for place in self._places(one):
            inside = (Compare("<=", one.low, place), Compare("<=", place, one.high))
            if all(self.holds(self.goal.concluding(part)) for part in inside):
                self.facts.append(Compare(">=" if relation[0] == ">" else "<=", one, at(one, place)))

    def add_integrals(self, one: Sum) -> None:
        """Integrals above and below the sum."""
        found = integrals(one, self.goal, self.prove)
        if found is not None:
            self.facts += found.facts
            self.answers += found.answers

    def _places(self, one: Sum) -> tuple[Term, ...]:
        """Indices of entries outside the sums of the conclusion, and its whole letters."""
        sums = set(_sums(self.goal.conclusion, self.goal))
        whole = {name for name, domain in self.goal.letters if domain.kind == "integer"}
        found: dict[Term, None] = {}
        for node in _outside(self.goal.conclusion, sums):
            if isinstance(node, Apply) and node.op == "entry" and len(node.args) == 2:
                found[node.args[1]] = None
            elif isinstance(node, Letter) and node.name in whole and node not in (one.low, one.high):
                found[node] = None
        return tuple(found)[:MAX_PLACES]

    def add_order(self, one: Sum, other: Sum) -> None:
        """|sum f| <= sum g where |f| <= g term by term, else sum f <= sum g where f <= g, over one range."""
        if (one.low, one.high) != (other.low, other.high):
            return
        for size in (absolute, itself):
            if self.holds_of_all(one, "<=", lambda index: at(other, index), size):
                self.facts.append(Compare("<=", size(one), other))
                return

    def add_products(self, sums: tuple[Sum, ...]) -> None:
        """What Cauchy and Schwarz say of the sums."""
        self.facts += list(products(sums, self.holds_of_all, self.is_inhabited, self.facts))


def absolute(term: Term) -> Term:
    return apply("abs", term)


def zero(index: Term) -> Term:
    """The bound 0 at every index."""
    return ZERO


def at(one: Sum, index: Term) -> Term:
    """The term of a sum at an index."""
    return substitute(one.body, {one.letter: index})


def _outside(term: Term, sums: set[Sum]) -> Iterator[Term]:
    if term not in sums:
        yield term
        for part in children(term):
            yield from _outside(part, sums)
