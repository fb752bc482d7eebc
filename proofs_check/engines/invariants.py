"""Invariants of sequences: what holds of their values at every index, found by dropping what does not carry over.

Candidates: signs, comparisons with the first value, with numbers and terms of the goal, with another sequence, and that the values
rise or fall. Those that fail at sample points go first; then those whose base is not proved; then, again and again, those whose
step from all that is left at t (and as far back as the recurrences look) to t + 1 is not proved. What remains was proved by one
joint induction.

Reference: Flanagan and Leino, Houdini, an annotation assistant for ESC/Java, 2001 (the same fixed point for loops).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, permutations

import flint

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import flat_conjunction, folded_in
from proofs_check.engines.enclosures import BITS, certain
from proofs_check.engines.sampled_sequences import OPPOSITE, fails, table_of, value_at
from proofs_check.engines.sampling import sample_values
from proofs_check.engines.unfolding import NotUnfolded, Unfolder
from proofs_check.goal import Answer, Goal, Prover
from proofs_check.statement.domains import Bound, Domain, is_infinite
from proofs_check.statement.formal import Sequence
from proofs_check.statement.sorts import SCALAR, SortError, sort_of
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    At,
    Compare,
    Letter,
    Number,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    sequence_names,
    substitute,
    walk,
)

ENGINE = "invariants"
MAX_CANDIDATES = 24
MAX_LOOK_BACK = 2
POINTS = 60
FEW_POINTS = 40
SAMPLES = 8


@dataclass(frozen=True)
class Invariants:
    """Facts in the letter `index`, which hold for all its values from `first` on, with their proofs."""

    index: str
    first: int
    facts: tuple[Term, ...]
    answers: tuple[Answer, ...]

    def at(self, index: Term) -> tuple[Term, ...]:
        return tuple(substitute(fact, {self.index: index}) for fact in self.facts)


def needed_sequences(goal: Goal, terms: tuple[Term, ...]) -> tuple[Sequence, ...]:
    """The sequences that the terms mention, and those that these mention in turn."""
    names = frozenset().union(*(sequence_names(term) for term in terms)) if terms else frozenset()
    for _ in goal.sequences:
        names |= {name for s in goal.sequences if s.name in names for name in sequence_names(s.step)}
    return tuple(sequence for sequence in goal.sequences if sequence.name in names)


def invariants(
    goal: Goal, prove: Prover, says: tuple[Term, ...] = (), steps_defined: bool = True
) -> Invariants | None:
    """The invariants of the sequences that the conclusion and `says` mention; None where they do not start together.

    steps_defined: whether every step is known to be defined. If not, no step stands in an invariant, nor any other term that may be
    undefined: engines take what a hypothesis says as defined, so that log(x(t)) <= x(t) would give x(t) > 0. The goal's hypotheses must not speak of the letters that indices are made of; those that do are not used.
    """
    sequences = needed_sequences(goal, (goal.conclusion, *says))
    if not sequences or any(sequence.shape != SCALAR for sequence in sequences):
        return None
    first, length = sequences[0].first, max(len(sequence.start) for sequence in sequences)
    if any(sequence.first != first for sequence in sequences) or length > MAX_LOOK_BACK:
        return None
    if any(domain.is_complex for _, domain in goal.letters):
        return None
    index = fresh("t", names_of(goal))
    bare = _bare(goal, sequences)
    wanted = _tested(
        bare, index, first, sequences, tuple(_candidates(bare, goal, index, sequences, says, steps_defined))
    )
    return _joint(bare, prove, index, (first, length), wanted[:MAX_CANDIDATES])


def _bare(goal: Goal, sequences: tuple[Sequence, ...]) -> Goal:
    """The goal with the hypotheses about the letters of the sequences only."""
    used: set[str] = set()
    for sequence in sequences:
        used |= (free_letters(sequence.step) - {sequence.index}).union(*map(free_letters, sequence.start))
    for name, domain in reversed(goal.letters):
        if name in used:
            used |= {letter for end in domain.terms() for letter in free_letters(end)}
    letters = tuple(pair for pair in goal.letters if pair[0] in used)
    kept = tuple(f for f in goal.hypotheses if free_letters(f) <= used and not sequence_names(f))
    return replace(goal, letters=letters, hypotheses=kept, sequences=sequences)


def _candidates(
    bare: Goal,
    goal: Goal,
    index: str,
    sequences: tuple[Sequence, ...],
    says: tuple[Term, ...],
    steps_defined: bool,
) -> Iterator[Compare]:
    now = {sequence.name: At(sequence.name, Letter(index)) for sequence in sequences}
    for one, other in permutations(now.values(), 2):
        yield Compare(">=", one, other)
    for sequence in sequences:
        value = now[sequence.name]
        for term in dict.fromkeys((ZERO, *_landmarks(bare, goal, sequence, says, steps_defined), ONE)):
            for relation in (">", ">=", "<", "<="):
                yield Compare(relation, value, term)
        after = substitute(sequence.step, {sequence.index: Letter(index)})
        if steps_defined and not any(
            isinstance(node, At) and node.index != Letter(index) for node in walk(after)
        ):
            yield Compare(">=", after, value)
            yield Compare("<=", after, value)


def _landmarks(
    bare: Goal, goal: Goal, sequence: Sequence, says: tuple[Term, ...], steps_defined: bool
) -> list[Term]:
    """First values, and the terms that sequence values are compared with and that neither index nor sequences enter."""
    letters = {name for name, _ in bare.letters}
    found = [*sequence.start, *_ends_of_start(bare, sequence)]
    for statement in (goal.conclusion, *says):
        for node in walk(statement):
            if isinstance(node, Compare):
                for side in (node.left, node.right):
                    if free_letters(side) <= letters and not sequence_names(side) and _is_scalar(side, bare):
                        found.append(side)
    return [term for term in found if steps_defined or isinstance(term, Number | Letter)][:5]


def _ends_of_start(bare: Goal, sequence: Sequence) -> list[Term]:
    """Closed ends of the domain of a letter with which the sequence starts: it may stay between them."""
    start = sequence.start[0]
    domain = dict(bare.letters).get(start.name) if isinstance(start, Letter) else None
    ends = [end.at for end in (domain.low, domain.high) if end is not None] if domain is not None else []
    return [end for end in ends if not is_infinite(end) and not free_letters(end)]


def _is_scalar(term: Term, goal: Goal) -> bool:
    try:
        return sort_of(term, goal.scope) == SCALAR
    except (SortError, KeyError):
        return False


def _tested(
    goal: Goal, index: str, first: int, sequences: tuple[Sequence, ...], candidates: tuple[Compare, ...]
) -> list[Compare]:
    """The candidates that fail at no sample point, as far as enclosures tell."""
    kept = list(dict.fromkeys(candidates))
    with flint.ctx.workprec(BITS):
        for values in islice(sample_values(goal, POINTS), FEW_POINTS):
            table = table_of(goal, sequences, values)
            kept = [one for one in kept if not fails(one, goal.scope, values, table, index, first)]
    return _without_weaker(kept)


def _without_weaker(kept: list[Compare]) -> list[Compare]:
    """A strict comparison that no sample breaks says the weak one too; both stay, the strict ones first."""
    return sorted(kept, key=lambda one: one.relation in (">=", "<="))


def is_broken_at_a_sample(goal: Goal) -> bool:
    """Whether the conclusion is certainly false at one of a few points, sequences computed: no proof is worth looking for."""
    return any(
        isinstance(part, Compare) and _is_broken(goal, part) for part in flat_conjunction(goal.conclusion)
    )


def _is_broken(goal: Goal, both: Compare) -> bool:
    sequences = needed_sequences(goal, (both,))
    if any(sequence.shape != SCALAR for sequence in sequences):
        return False
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    whole = [name for name, domain in goal.letters if domain.kind == "integer"]
    opposite = {**OPPOSITE, "==": "!=", "!=": "=="}[both.relation]
    difference = apply("sub", both.left, both.right)
    with flint.ctx.workprec(BITS):
        for values in islice(sample_values(goal, POINTS), SAMPLES):
            numbers = {name: values[name].unique_fmpz() for name in whole}
            put: dict[str, Term] = {n: number(int(z)) for n, z in numbers.items() if z is not None}
            table = table_of(goal, sequences, values)
            found = value_at(substitute(difference, put), goal.scope, values, table)
            if found is not None and certain(opposite, found):
                return True
    return False


def _joint(
    goal: Goal, prove: Prover, index: str, start: tuple[int, int], candidates: list[Compare]
) -> Invariants:
    """Bases, then steps until nothing is dropped any more."""
    first, length = start
    kept: list[tuple[Compare, tuple[Answer, ...]]] = []
    for one in candidates:
        bases = _bases(goal, prove, index, one, range(first, first + length))
        if bases is not None:
            kept.append((one, bases))
    while True:
        facts = tuple(one for one, _ in kept)
        steps = [_step(goal, prove, index, first + length - 1, length, facts, one) for one in facts]
        survivors = [pair for pair, step in zip(kept, steps, strict=True) if step is not None]
        if len(survivors) == len(kept):
            answers = [a for _, found in kept for a in found]
            answers += [a for step in steps if step is not None for a in step]
            return Invariants(index, first, facts, tuple(answers))
        kept = survivors


def _bases(goal: Goal, prove: Prover, index: str, one: Compare, places: range) -> tuple[Answer, ...] | None:
    answers: list[Answer] = []
    for place in places:
        unfolder = Unfolder(goal, prove)
        try:
            says = folded_in(unfolder.at_numbers(substitute(one, {index: number(place)})), goal.scope)
        except NotUnfolded:
            return None
        answers += [prove(goal.concluding(says)), *unfolder.used]
        if not all(answer.proved for answer in answers):
            return None
    return tuple(answers)


def _step(
    goal: Goal,
    prove: Prover,
    index: str,
    last: int,
    length: int,
    facts: tuple[Compare, ...],
    one: Compare,
) -> tuple[Answer, ...] | None:
    """The fact at t + 1 from all of them at t and before, t >= last."""
    inner = goal.with_letter(index, Domain("integer", Bound(number(last), True)))
    unfolder = Unfolder(inner, prove, index, last)
    t = Letter(index)
    try:
        target = unfolder.moving(substitute(one, {index: apply("add", t, ONE)}))
        assumed = [unfolder.moving(fact) for fact in facts]
        for back in range(1, length):
            put = {index: apply("sub", t, number(back))}
            assumed += [unfolder.moving(substitute(fact, put)) for fact in facts]
    except NotUnfolded:
        return None
    plain = tuple(part for fact in assumed for part in flat_conjunction(fact))
    answer = prove(inner.assuming(*plain).concluding(target))
    return (answer, *unfolder.used) if answer.proved else None
