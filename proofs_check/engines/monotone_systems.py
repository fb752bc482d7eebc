"""Systems of sequences that are monotone and bounded, and letters for their limits with what is known of these.

What holds of the values at every index is found first (`invariants.py`). Where each sequence of the system rises and is bounded above, or
falls and is bounded below, all of them have limits. These satisfy the facts with <= in place of <, the equations of the steps,
which are continuous, and the value of what the steps keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from proofs_check.definedness import obligations
from proofs_check.engines.calculus_normal import difference_is_zero
from proofs_check.engines.calculus_questions import Questions, defined, names_of
from proofs_check.engines.calculus_terms import plus, power, times
from proofs_check.engines.invariants import Invariants, invariants, needed_sequences
from proofs_check.engines.unfolding import replace_all
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.domains import REAL
from proofs_check.statement.formal import Sequence
from proofs_check.statement.terms import (
    Apply,
    At,
    Compare,
    Connective,
    Letter,
    Limit,
    Quantified,
    Sum,
    Term,
    binder,
    children,
    free_letters,
    fresh,
    number,
    sequence_names,
    substitute,
    transform,
    walk,
)
from proofs_check.statement.text import text

CONTINUOUS = frozenset(
    [
        "add",
        "sub",
        "mul",
        "div",
        "neg",
        "sqrt",
        "root",
        "exp",
        "log",
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "abs",
        "min",
        "max",
    ]
)
"""Continuous wherever they are defined; powers with a fixed exponent are so too."""
MAX_SEQUENCES = 3


def is_continuous(term: Term) -> bool:
    """Whether the term is continuous in the values of sequences in it wherever it is defined."""
    if isinstance(term, At) or not sequence_names(term):
        return True
    if isinstance(term, Apply) and term.op == "pow":
        return not sequence_names(term.args[1]) and is_continuous(term.args[0])
    if isinstance(term, Apply) and term.op in CONTINUOUS:
        return all(is_continuous(part) for part in term.args)
    return False


def replace_limits(term: Term, put: dict[Limit, Term]) -> Term:
    """The term with other terms for its limits."""
    if isinstance(term, Limit):
        return put[term]
    return transform(term, lambda node: put.get(node, node) if isinstance(node, Limit) else node)


def limits_in(term: Term) -> Iterator[Limit]:
    """The limits that no other binder encloses; one that is enclosed makes the term unfit."""
    if isinstance(term, Limit):
        yield term
    elif binder(term) is None:
        for part in children(term):
            yield from limits_in(part)


@dataclass(frozen=True)
class System:
    """Letters for the limits of sequences, and what is known of them (in the hypotheses of `goal`)."""

    goal: Goal
    letters: dict[str, Letter]
    known: Invariants
    proofs: tuple[Answer, ...]
    way: str
    prove: Prover

    def put_in(self, term: Term) -> Term | None:
        """The term with the values of its limits; None where a body is not shown to be defined there and before."""
        put: dict[Limit, Term] = {}
        for limit in limits_in(term):
            put[limit] = at_limits(limit.body, self.letters)
            if defined((put[limit],), self.goal, self.prove) is None or not self._is_defined(limit.body):
                return None
        return replace_limits(term, put)

    def _is_defined(self, body: Term) -> bool:
        """Whether the body is defined for all values of the sequences that agree with the facts."""
        inner = self.goal
        for place in dict.fromkeys(node.index for node in walk(body) if isinstance(node, At)):
            here: dict[str, Letter] = {}
            for name in self.letters:
                here[name] = Letter(fresh("v", names_of(inner)))
                inner = inner.with_letter(here[name].name, REAL)
            inner = inner.assuming(
                *(at_limits(f, here) for f in self.known.facts if _is_between_values(f, self.known.index))
            )
            for name, letter in here.items():
                body = replace_all(body, At(name, place), letter)
        return defined((body,), inner, self.prove) is not None


def at_limits(term: Term, letters: dict[str, Letter]) -> Term:
    """The term with the limits for the values of the sequences."""
    return transform(term, lambda node: letters[node.name] if isinstance(node, At) else node)


def systems_of(goal: Goal, prove: Prover) -> Iterator[System]:
    """The system from its first values on, and from the second ones: it may be monotone from there on only."""
    for given in (goal, _later(goal)):
        sequences = needed_sequences(given, (given.conclusion,)) if given is not None else ()
        if given is None or not 0 < len(sequences) <= MAX_SEQUENCES:
            continue
        known = invariants(given.concluding(_bare(given.conclusion)), prove)
        if known is not None and all(_converges(one, sequences, known) for one in sequences):
            yield _system(given, sequences, known, prove)


def _bare(conclusion: Term) -> Term:
    """The limits alone: numbers that they are compared with are no bounds that are worth asking for."""
    return Connective(
        "and", tuple(Compare("==", limit, limit) for limit in dict.fromkeys(limits_in(conclusion)))
    )


def _later(goal: Goal) -> Goal | None:
    """The same sequences without their first values."""
    needed = needed_sequences(goal, (goal.conclusion,))
    if any(len(one.start) != 1 for one in needed):
        return None
    starts = {one.name: one.start[0] for one in needed}
    moved = []
    for one in needed:
        step = substitute(one.step, {one.index: number(one.first)})
        if any(isinstance(node, At) and node.index != number(one.first) for node in walk(step)):
            return None
        start = transform(step, lambda node: starts[node.name] if isinstance(node, At) else node)
        moved.append(replace(one, first=one.first + 1, start=(start,)))
    return replace(goal, sequences=tuple(moved))


def _sides(fact: Term) -> tuple[Term, Term] | None:
    """(small, large) of a comparison."""
    match fact:
        case Compare(relation=("<" | "<="), left=small, right=large):
            return small, large
        case Compare(relation=(">" | ">="), left=large, right=small):
            return small, large
    return None


def _converges(one: Sequence, sequences: tuple[Sequence, ...], known: Invariants) -> bool:
    """Whether the facts say that the sequence is monotone and bounded on the side to which it goes."""
    for rising in (True, False):
        if not _moves(one, known, rising):
            continue
        value = At(one.name, Letter(known.index))
        opposite = {other.name for other in sequences if _moves(other, known, not rising)}
        for fact in known.facts:
            sides = _sides(fact)
            if sides is None or value != (sides[0] if rising else sides[1]):
                continue
            end = sides[1] if rising else sides[0]
            fixed = known.index not in free_letters(end) and not sequence_names(end)
            if fixed or (isinstance(end, At) and end.name in opposite and end.index == value.index):
                return True
    return False


def _moves(one: Sequence, known: Invariants, rising: bool) -> bool:
    value = At(one.name, Letter(known.index))
    after = substitute(one.step, {one.index: Letter(known.index)})
    wanted = (value, after) if rising else (after, value)
    return any(_sides(fact) == wanted for fact in known.facts)


def _system(goal: Goal, sequences: tuple[Sequence, ...], known: Invariants, prove: Prover) -> System:
    """Letters for the limits with all that is known of them."""
    taken = names_of(goal)
    letters: dict[str, Letter] = {}
    inner = goal
    for one in sequences:
        letters[one.name] = Letter(fresh("l", taken | {letter.name for letter in letters.values()}))
        inner = inner.with_letter(letters[one.name].name, REAL)
    plain = tuple(fact for fact in goal.hypotheses if not sequence_names(fact) and not _binds(fact))
    facts = [_closed(fact, letters) for fact in known.facts if _is_between_values(fact, known.index)]
    kept = [fact for one in combinations(sequences, 2) for fact in _kept(*one, letters, goal)]
    inner = replace(inner, hypotheses=(*plain, *facts, *kept), sequences=())
    asked = Questions(inner, prove)
    equations = []
    for one in sequences:
        at = at_limits(one.step, letters)
        if one.index in free_letters(at) or not is_continuous(one.step):
            continue
        needs = obligations(at, inner.scope, {})
        if all(not need.letters and not need.under and asked.holds(need.says) for need in needs):
            equations.append(Compare("==", letters[one.name], at))
    way = "monotone and bounded; for the limits " + ", ".join(text(one) for one in (*equations, *kept))
    return System(inner.assuming(*equations), letters, known, (*known.answers, *asked.used), way[:300], prove)


def _binds(term: Term) -> bool:
    return any(isinstance(node, Limit | Sum | Quantified) for node in walk(term))


def _is_between_values(fact: Term, index: str) -> bool:
    """Whether a fact compares values of sequences at the index, and terms that do not move."""
    sides = _sides(fact)
    return sides is not None and all(
        isinstance(side, At) or (index not in free_letters(side) and not sequence_names(side))
        for side in sides
    )


def _closed(fact: Term, letters: dict[str, Letter]) -> Term:
    assert isinstance(fact, Compare)
    relation = {"<": "<=", ">": ">="}.get(fact.relation, fact.relation)
    return Compare(relation, at_limits(fact.left, letters), at_limits(fact.right, letters))


def _kept(one: Sequence, other: Sequence, letters: dict[str, Letter], goal: Goal) -> Iterator[Term]:
    """Products, sums and sums of squares of two sequences that the steps do not change, as equations for the limits."""
    here = At(one.name, Letter(one.index)), At(other.name, Letter(one.index))
    steps = one.step, substitute(other.step, {other.index: Letter(one.index)})
    if len(one.start) != 1 or len(other.start) != 1 or one.first != other.first:
        return
    values = {here[0]: Letter(fresh("u", names_of(goal))), here[1]: Letter(fresh("w", names_of(goal)))}
    moved = []
    for step in steps:
        for at, letter in values.items():
            step = replace_all(step, at, letter)
        if sequence_names(step) or one.index in free_letters(step):
            return
        moved.append(step)
    inner = goal
    for letter in values.values():
        inner = inner.with_letter(letter.name, REAL)
    now = tuple(values.values())
    two = number(2)
    for form in (
        times,
        plus,
        lambda a, b: plus(power(a, two), power(b, two)),
    ):
        if difference_is_zero(form(*moved), form(*now), inner.scope):
            ends = (letters[one.name], letters[other.name])
            yield Compare("==", form(*ends), form(one.start[0], other.start[0]))
