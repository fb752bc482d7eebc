"""That the values of the sequences of a claim are defined: first values and every step.

A step such as x(t) + a/x(t) is defined where its own obligations hold, for every t. They are proved under the invariants of the
sequences. Both speak of values up to t only, so that the first step that is not defined would contradict them.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.definedness import obligations
from proofs_check.engines import monomial_recurrences, periodic_orbits
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import folded, folded_in, integer_of
from proofs_check.engines.invariants import Invariants, invariants, needed_sequences
from proofs_check.engines.unfolding import NotUnfolded, Unfolder
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.obligation import Obligation
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.formal import Sequence, offset
from proofs_check.statement.terms import (
    ONE,
    TRUE,
    At,
    Compare,
    Connective,
    Letter,
    Quantified,
    Term,
    apply,
    binder,
    free_letters,
    fresh,
    number,
    sequence_names,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "definedness"
MAX_PLACES = 40


def prove_sequences_defined(goal: Goal, prove: Prover) -> Answer:
    """That the values of all sequences that the goal mentions are defined."""
    terms = (goal.conclusion, *goal.hypotheses)
    used: list[Answer] = []
    last, ends = _last_place(terms), _ends(terms, goal)
    for sequence in needed_sequences(goal, terms):
        answer = _starts(sequence, goal, prove)
        if answer.proved:
            answer = _steps(sequence, goal, prove, last, ends)
        if not answer.proved:
            known = monomial_recurrences.is_defined(sequence, goal, prove)
            answer = known or periodic_orbits.is_defined(sequence, goal, prove) or answer
        if not answer.proved:
            return undecided(ENGINE, f"the values of '{sequence.name}' are not shown to be defined")
        used.append(answer)
    return proved(ENGINE, f"{len(used)} sequences", "certificate", tuple(used))


def _last_place(terms: tuple[Term, ...]) -> int | None:
    """The largest index, where all indices are numbers."""
    places = [integer_of(folded(node.index)) for t in terms for node in walk(t) if isinstance(node, At)]
    known = [place for place in places if place is not None]
    return max(known) if known and len(known) == len(places) else None


def _ends(terms: tuple[Term, ...], goal: Goal) -> tuple[Term, ...]:
    """Indices one of which is the largest that the terms name; none where an index moves with a letter bound to no known end.

    A step names values up to its own index only, so that no value beyond these is asked for. An index that moves with a letter of a
    `forall` or `exists` over whole numbers is largest at the upper end of its domain.
    """
    letters = frozenset(name for name, _ in goal.letters)
    nodes = [node for term in terms for node in walk(term)]
    tops = _tops(nodes, letters)
    found: set[Term] = set()
    for node in nodes:
        if isinstance(node, At):
            ends = _largest(node.index, tops, letters)
            if not ends:
                return ()
            found |= ends
    return tuple(sorted(found, key=text))


def _tops(nodes: list[Term], letters: frozenset[str]) -> dict[str, frozenset[Term]]:
    """The upper ends of the letters that are bound, empty where one of their binders has none."""
    tops: dict[str, set[Term]] = {}
    endless: set[str] = set()
    for node in nodes:
        name = binder(node)
        if name is None:
            continue
        high = node.domain.high if isinstance(node, Quantified) and node.domain.kind == "integer" else None
        if high is None or not high.closed or name in letters or not free_letters(high.at) <= letters:
            endless.add(name)
        else:
            tops.setdefault(name, set()).add(high.at)
    return {name: frozenset() if name in endless else frozenset(tops[name]) for name in endless | tops.keys()}


def _largest(index: Term, tops: dict[str, frozenset[Term]], letters: frozenset[str]) -> set[Term]:
    """The index itself, or with the upper ends put for a bound letter; empty where that says nothing."""
    moving = free_letters(index) & tops.keys()
    if not moving:
        return {index} if free_letters(index) <= letters else set()
    name = min(moving)
    shift = offset(index, name)
    if len(moving) != 1 or shift is None:
        return set()
    return {apply("add", top, number(shift)) for top in tops[name]}


def _starts(sequence: Sequence, goal: Goal, prove: Prover) -> Answer:
    found = [need for start in sequence.start for need in obligations(start, goal.scope, {})]
    return _all(goal, found, prove)


def _steps(sequence: Sequence, goal: Goal, prove: Prover, last: int | None, ends: tuple[Term, ...]) -> Answer:
    from_ = sequence.first + len(sequence.start) - 1
    index = fresh("t", names_of(goal))
    step = substitute(sequence.step, {sequence.index: Letter(index)})
    inner = goal.with_letter(index, Domain("integer", Bound(number(from_), True)))
    first = {one.name: one.first for one in goal.sequences}
    needs = list(obligations(step, inner.scope, first))
    if not needs:
        return proved(ENGINE, f"every step of {sequence.name}", "certificate")
    if any(need.limit is not None for need in needs):
        return undecided(ENGINE, "a limit in a step")
    if last is not None and last - from_ <= MAX_PLACES:
        return _at_places(goal, needs, index, range(from_, last), prove)
    reached = _reached(index, ends)
    used: list[Answer] = []
    for need in needs:  # one by one: under a bound on the index there is no induction on it
        answer = _everywhere(goal, inner, [need], index, from_, prove)
        if not answer.proved and reached:
            answer = _everywhere(goal, inner.assuming(*reached), [need], index, from_, prove)
        if not answer.proved:
            return answer
        used.append(answer)
    return proved(ENGINE, f"every step of {sequence.name}", "certificate", tuple(used))


def _reached(index: str, ends: tuple[Term, ...]) -> tuple[Term, ...]:
    """That a value after this index is needed for one of the ends."""
    after = apply("add", Letter(index), ONE)
    parts = tuple(Compare("<=", after, end) for end in ends)
    return (Connective("or", parts),) if len(parts) > 1 else parts


def _at_places(goal: Goal, needs: list[Obligation], index: str, places: range, prove: Prover) -> Answer:
    """The obligations of the steps that finitely many values need."""
    used: list[Answer] = []
    for place in places:
        unfolder = Unfolder(goal, prove)
        for need in needs:
            put = {index: number(place)}
            says = folded_in(unfolder.at_numbers(substitute(need.says, put)), goal.scope)
            under = tuple(unfolder.at_numbers(substitute(fact, put)) for fact in need.under)
            answer = _all(goal, [replace(need, says=says, under=under)], prove)
            if not answer.proved:
                return answer
            used += [answer, *unfolder.used]
    return proved(ENGINE, "finitely many values", "certificate", tuple(used))


def _everywhere(
    goal: Goal, inner: Goal, needs: list[Obligation], index: str, from_: int, prove: Prover
) -> Answer:
    unfolder = Unfolder(inner, prove, index, from_)
    try:
        needs = [
            replace(need, says=unfolder.moving(need.says), under=tuple(map(unfolder.moving, need.under)))
            for need in needs
        ]
    except NotUnfolded as reason:
        return undecided(ENGINE, str(reason))
    plain = [need for need in needs if not sequence_names(need.says)]
    parts = [_all(inner, plain, prove), *unfolder.used]
    moving = [need for need in needs if sequence_names(need.says)]
    says = tuple(need.says for need in moving)
    tried = _under_invariants(goal.concluding(TRUE), inner, moving, says, (index, from_), prove)
    if not _hold(tried):  # what the conclusion compares may be needed, at the price of more candidates
        tried = _under_invariants(goal, inner, moving, says, (index, from_), prove)
    parts += tried if _hold(tried) else [_all(inner, moving, prove), *unfolder.used]
    failed = next((part for part in parts if not part.proved), None)
    return failed or proved(ENGINE, "every step", "certificate", tuple(parts))


def _under_invariants(
    goal: Goal,
    inner: Goal,
    needs: list[Obligation],
    says: tuple[Term, ...],
    at: tuple[str, int],
    prove: Prover,
) -> list[Answer]:
    """The obligations under the invariants of the sequences that they and the goal's conclusion mention."""
    found = invariants(goal, prove, says, steps_defined=False) if needs else None
    if found is None:
        return [] if not needs else [undecided(ENGINE, "no invariants were found")]
    return [_all(inner.assuming(*_facts(found, *at)), needs, prove), *found.answers]


def _hold(answers: list[Answer]) -> bool:
    return all(answer.proved for answer in answers)


def _facts(found: Invariants, index: str, from_: int) -> tuple[Term, ...]:
    """The invariants at t, and at t - 1 where all those values exist."""
    before = found.at(apply("sub", Letter(index), ONE)) if from_ - 1 >= found.first else ()
    return (*found.at(Letter(index)), *before)


def _all(goal: Goal, needs: list[Obligation], prove: Prover) -> Answer:
    used: list[Answer] = []
    for need in needs:
        whole = goal
        says, under = need.says, need.under
        for name, domain in need.letters:
            new = fresh(name, names_of(whole))
            put = {name: Letter(new)}
            says, under = substitute(says, put), tuple(substitute(fact, put) for fact in under)
            whole = whole.with_letter(new, domain)
        used.append(prove(whole.assuming(*under).concluding(says)))
        if not used[-1].proved:
            return undecided(ENGINE, f"{need.about} is not shown to be in its domain")
    return proved(ENGINE, f"{len(used)} conditions", "certificate", tuple(used))
