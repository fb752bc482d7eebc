"""Sums of any length as new letters, and what is shown of all their terms.

A goal with open sums in it, some facts about them being known, becomes one about letters that stand for the sums. What is asked
of their terms becomes a goal about numbers: what holds of all indices is taken at the index, and entries are letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions, defined, names_of
from proofs_check.engines.calculus_terms import minus, plus, times
from proofs_check.engines.polynomials import ARITHMETIC
from proofs_check.engines.sums import sum_in_closed_form
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover, undecided
from proofs_check.statement.domains import REAL, index_domain, membership
from proofs_check.statement.sorts import SCALAR, SortError, shape_of_domain, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Quantified,
    Sum,
    Term,
    binder,
    children,
    free_letters,
    fresh,
    rebuild,
    substitute,
    walk,
)


def open_sums(term: Term) -> Iterator[Sum]:
    """The outermost sums that no binder encloses, of an open length."""
    if isinstance(term, Sum):
        if term.op == "sum" and not (isinstance(term.low, Number) and isinstance(term.high, Number)):
            yield term
    elif binder(term) is None:
        for part in children(term):
            yield from open_sums(part)


def is_scalar(one: Sum, goal: Goal) -> bool:
    """Whether the terms of the sum are numbers."""
    try:
        return sort_of(one.body, goal.scope.with_letter(one.letter, index_domain(one))) == SCALAR
    except (SortError, KeyError):
        return False


def with_one_index(goal: Goal) -> Goal:
    """The goal with one name for the index of all open sums; what speaks of sums of vectors is left out."""
    index = fresh("index", names_of(goal))

    def change(term: Term) -> Term:
        if isinstance(term, Sum) and term in set(open_sums(term)):
            body = substitute(term.body, {term.letter: Letter(index)})
            return Sum(term.op, index, body, term.low, term.high)
        if binder(term) is not None:
            return term
        parts = children(term)
        changed = tuple(map(change, parts))
        return term if changed == parts else rebuild(term, changed)

    spoken = (fact for fact in goal.hypotheses if all(is_scalar(one, goal) for one in open_sums(fact)))
    hypotheses = tuple(map(change, spoken))
    return replace(goal, hypotheses=hypotheses, conclusion=change(goal.conclusion))


MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass
class KnownSums:
    """What is shown of the sums of a goal, and by which proofs."""

    goal: Goal
    prove: Prover
    facts: list[Term] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    bounds: list[Compare] = field(default_factory=list)

    def bound(self, value: Term, relation: str, by: Term) -> None:
        """Keeps a bound of a sum, or of the difference of two."""
        self.bounds.append(Compare(relation, value, by))
        self.facts.append(self.bounds[-1])

    def goals(self) -> Iterator[Goal]:
        """Goals that give the goal: with a bound put in where a side is the sum that it bounds; then with all that is known."""
        conclusion = self.goal.conclusion
        assert isinstance(conclusion, Compare)
        for bound in self.bounds:
            for one, other, relation in (
                (conclusion.left, conclusion.right, conclusion.relation),
                (conclusion.right, conclusion.left, MIRROR[conclusion.relation]),
            ):
                rest = _cofactor(one, bound.left)
                known = rest == ONE or (rest is not None and Compare(">", rest, ZERO) in self.facts)
                if rest is not None and known and relation[0] == bound.relation[0]:
                    better = Compare(relation, times(bound.right, rest), other)
                    yield in_letters(self.goal.concluding(better), tuple(self.facts))
        yield in_letters(self.goal, tuple(self.facts))

    def inside(self, one: Sum) -> Goal:
        """The goal with the index of the sum, between its ends."""
        index = Letter(one.letter)
        under = (Compare("<=", one.low, index), Compare("<=", index, one.high))
        return self.goal.with_letter(one.letter, index_domain(one)).assuming(*under)

    def sum_of(self, like: Sum, body: Term, inside: Goal) -> Term:
        """The sum of the body over the same range; where the body has no index, a multiple of the number of terms, if there are any."""
        body = tidy(body, inside.scope)
        if like.letter in free_letters(body) or not self.has_terms(like):
            written = Sum("sum", like.letter, body, like.low, like.high)
            return self._closed(written)
        return times(self.count(like), body)

    def _closed(self, one: Sum) -> Term:
        """The sum in closed form, where its body is a rational function of the index alone."""
        rational = all(node.op in (*ARITHMETIC, "pow") for node in walk(one.body) if isinstance(node, Apply))
        plain = rational and free_letters(one.body) <= {one.letter}
        found = sum_in_closed_form(one, self.goal, self.prove) if plain else None
        self.answers += [found[1]] if found is not None else []
        return one if found is None else found[0]

    def has_terms(self, one: Sum) -> bool:
        """Whether the range of the sum is not empty."""
        return self.holds(self.goal, Compare("<=", one.low, one.high))

    def count(self, one: Sum) -> Term:
        """The number of terms, if there are any."""
        return tidy(plus(minus(one.high, one.low), ONE), self.goal.scope)

    def is_positive(self, total: Term, like: Sum, weight: Term, inside: Goal) -> bool:
        """Whether the sum of the weights, none of them negative, is positive."""
        for fact in self.goal.hypotheses:
            if isinstance(fact, Compare) and fact.relation == "==" and total in (fact.left, fact.right):
                value = fact.right if total == fact.left else fact.left
                if isinstance(value, Number) and value.value > 0:
                    return True
        return self.has_terms(like) and self.holds(inside, Compare(">", weight, ZERO))

    def holds(self, goal: Goal, statement: Term) -> bool:
        """Whether the statement is shown under the facts of the goal; asked about numbers."""
        plain = of_numbers(goal.concluding(statement))
        asked = Questions(plain, self.prove)
        found = asked.holds(plain.conclusion)
        self.answers += asked.used if found else []
        return found

    def is_defined(self, goal: Goal, term: Term) -> bool:
        """Whether the term is shown to be defined under the facts of the goal."""
        plain = of_numbers(goal.concluding(Compare("==", term, term)))
        assert isinstance(plain.conclusion, Compare)
        found = defined((plain.conclusion.left,), plain, self.prove)
        self.answers += [found] if found is not None else []
        return found is not None


def _cofactor(term: Term, factor: Term) -> Term | None:
    """What the factor is multiplied with; None where it is no factor of the term."""
    match term:
        case _ if term == factor:
            return ONE
        case Apply(op="mul", args=(left, right)) if factor in (left, right):
            return right if left == factor else left
        case _:
            return None


def of_numbers(goal: Goal) -> Goal:
    """The goal about numbers: what holds of all indices is taken at those that are letters, and entries become letters."""
    whole = [Letter(name) for name, domain in goal.letters if domain.kind == "integer"]
    facts = [part for fact in goal.hypotheses for part in (fact, *instances(fact, whole, goal))]
    known = replace(goal, hypotheses=tuple(facts))
    entries = {
        node: None
        for term in (known.conclusion, *known.hypotheses)
        for node in walk(term)
        if isinstance(node, Apply)
        and node.op == "entry"
        and all(isinstance(arg, Letter) for arg in node.args)
    }
    for entry in entries:
        name = fresh("entry", names_of(known))
        known = _replaced(known.with_letter(name, REAL), entry, Letter(name))
    return _without_vectors(known)


def instances(fact: Term, places: list[Letter], goal: Goal) -> Iterator[Term]:
    """A statement about all indices, at those places that are known to be among them."""
    if not isinstance(fact, Quantified) or fact.op != "forall" or fact.domain.kind != "integer":
        return
    known = Questions(
        replace(goal, hypotheses=tuple(f for f in goal.hypotheses if isinstance(f, Compare))), _nothing
    )
    for place in places:
        if all(known.holds(said) for said in membership(place.name, fact.domain)):
            yield substitute(fact.body, {fact.letter: place})


def _nothing(goal: Goal) -> Answer:
    return undecided("sums", "by form only")


def in_letters(goal: Goal, facts: tuple[Term, ...]) -> Goal:
    """The goal under the facts, about new real letters for the sums; what speaks of vectors besides is left out."""
    known = goal.assuming(*facts)
    for fact in goal.hypotheses:
        if isinstance(fact, Compare) and fact.relation == "==":
            for one, value in ((fact.left, fact.right), (fact.right, fact.left)):
                if isinstance(one, Sum) and isinstance(value, Number):
                    known = _replaced(known, one, value)
    for term in (known.conclusion, *known.hypotheses):
        for one in tuple(open_sums(term)):
            name = fresh("s", names_of(known))
            known = _replaced(known.with_letter(name, REAL), one, Letter(name))
    return of_numbers(known)


def _without_vectors(goal: Goal) -> Goal:
    """The goal without vectors, and without what its hypotheses say of them or of all indices."""
    vectors = {name for name, domain in goal.letters if shape_of_domain(domain) != SCALAR}
    if free_letters(goal.conclusion) & vectors:
        return goal
    plain = tuple(
        fact
        for fact in goal.hypotheses
        if not free_letters(fact) & vectors
        and not any(isinstance(node, Quantified | Sum) for node in walk(fact))
    )
    letters = tuple((name, domain) for name, domain in goal.letters if name not in vectors)
    return replace(goal, letters=letters, hypotheses=plain)


def _replaced(goal: Goal, one: Term, value: Term) -> Goal:
    return replace(
        goal,
        hypotheses=tuple(replace_all(fact, one, value) for fact in goal.hypotheses),
        conclusion=replace_all(goal.conclusion, one, value),
    )
