"""The induction itself: bases, hypothesis, step.

The base is proved exactly, as many values as the recurrences look back; the step assumes the statement at t (and as far back
as the bases reach) and proves it at t + 1 with the recurrences unfolded, the last term of a sum split off, and equalities
of the hypothesis put in. The proof is a certificate when base and step are.

Notation: t the letter, a its first value, d the number of bases.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import flat_conjunction, folded_in
from proofs_check.engines.invariants import Invariants
from proofs_check.engines.unfolding import (
    Unfolder,
    ends_before,
    matches,
    moves_with,
    put_in,
)
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.goal_forms import flat
from proofs_check.statement.domains import Bound, Domain, membership
from proofs_check.statement.sorts import shape_of_domain
from proofs_check.statement.terms import (
    At,
    Compare,
    Letter,
    Number,
    Quantified,
    Term,
    apply,
    free_letters,
    number,
    sequence_names,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "induction"
MAX_BASES = 12


def by_induction(
    goal: Goal,
    prove: Prover,
    on: str | None = None,
    generalise: tuple[str, ...] = (),
    known: Invariants | None = None,
    later: int = 0,
) -> Answer:
    """Proves the conclusion by induction on `on`, or on the first integer letter that it moves with.

    generalise: letters for all of whose values the hypothesis is assumed; instances are found by matching.
    known: what is known of the sequences at every index. later: how many more bases are proved before the first step.
    """
    names = (on,) if on else candidates(goal)
    reason = "no integer letter to induct on"
    for name in names:
        try:
            answer = _on(goal, prove, name, generalise, known, later)
        except ValueError as stop:
            answer = undecided(ENGINE, str(stop))
        if answer.proved:
            return answer
        reason = answer.detail
    return undecided(ENGINE, reason)


def candidates(goal: Goal) -> tuple[str, ...]:
    """The integer letters, bounded below, with which a sequence, a power, a sum or a factorial of the conclusion moves."""
    found = []
    for name, domain in goal.letters:
        if domain.kind == "integer" and domain.low is not None and moves_with(goal.conclusion, name):
            found.append(name)
    return tuple(found)


def first_value(domain: Domain) -> int | None:
    """The least value of an integer letter, where it is a number."""
    low = domain.low
    if low is None or not isinstance(low.at, Number):
        return None
    value = low.at.value
    whole = -(-value.numerator // value.denominator)
    return whole + 1 if not low.closed and whole == value else whole


def _on(
    goal: Goal,
    prove: Prover,
    name: str,
    generalise: tuple[str, ...],
    known: Invariants | None,
    later: int,
) -> Answer:
    domain = dict(goal.letters).get(name)
    if domain is None or domain.kind != "integer":
        return undecided(ENGINE, f"'{name}' is no integer letter")
    first = first_value(domain)
    if first is None:
        return undecided(ENGINE, f"the first value of '{name}' is not a number")
    if domain.nonzero and first <= 0:
        return undecided(ENGINE, f"the values of '{name}' leave out 0")
    if any(name in free_letters(end) for _, its in goal.letters for end in its.terms()):
        return undecided(ENGINE, f"'{name}' bounds another letter")
    if any(isinstance(node, Quantified) for node in walk(goal.conclusion)):
        return undecided(ENGINE, "a quantifier in the conclusion")
    for sequence in goal.sequences:
        used = (free_letters(sequence.step) - {sequence.index}).union(*map(free_letters, sequence.start))
        if name in used:
            return undecided(ENGINE, f"the sequence '{sequence.name}' depends on '{name}'")
    own = membership(name, domain)  # a line of a derivation states the domain of its own letter
    goal = replace(goal, hypotheses=tuple(fact for fact in goal.hypotheses if fact not in own))
    goal = _with_upper_end(goal, name)
    bound_by = [fact for fact in goal.hypotheses if name in free_letters(fact)]
    if bound_by:
        return undecided(ENGINE, f"the hypothesis {text(bound_by[0])} speaks of '{name}'")
    return _prove(goal, prove, name, first, generalise, known, later)


def _with_upper_end(goal: Goal, name: str) -> Goal:
    """The goal with a hypothesis `name <= end` as the upper end of the letter's domain, where it has none."""
    domain = dict(goal.letters)[name]
    for fact in goal.hypotheses if domain.high is None else ():
        match fact:
            case Compare(relation=("<=" | "<") as relation, left=Letter(name=said), right=end):
                closed = relation == "<="
            case Compare(relation=(">=" | ">") as relation, left=end, right=Letter(name=said)):
                closed = relation == ">="
            case _:
                continue
        if said == name and name not in free_letters(end):
            others = tuple(pair for pair in goal.letters if pair[0] != name)
            ended = replace(domain, high=Bound(end, closed))
            kept = tuple(one for one in goal.hypotheses if one != fact)
            return replace(goal, letters=(*others, (name, ended)), hypotheses=kept)
    return goal


def _prove(
    goal: Goal,
    prove: Prover,
    name: str,
    first: int,
    generalise: tuple[str, ...],
    known: Invariants | None,
    later: int,
) -> Answer:
    count = _bases(goal, first)
    start = count + later
    if start > MAX_BASES:
        return undecided(ENGINE, f"{start} base cases")
    bases = []
    for value in range(first, first + start):
        bases.append(_base(goal, prove, name, value))
        if not bases[-1].proved:
            return undecided(ENGINE, f"base {name} = {value}: {bases[-1].detail}")
    last = first + start - 1
    facts = _known_facts(known, name, last, count)
    step = _step(goal, prove, name, last, count, generalise, facts)
    if not step.proved:
        return undecided(ENGINE, f"step to {name} + 1: {step.detail}")
    shown = ", ".join(str(value) for value in range(first, first + start))
    return proved(
        ENGINE,
        f"on {name}: base {shown}; step from {name} to {name} + 1",
        "certificate",
        (*bases, step, *(known.answers if facts and known else ())),
    )


def _known_facts(known: Invariants | None, name: str, last: int, count: int) -> tuple[Term, ...]:
    """The invariants at t, t - 1, ..., as far back as the step looks and they hold, t >= last."""
    if known is None:
        return ()
    places = [Letter(name), *(apply("sub", Letter(name), number(back)) for back in range(1, count))]
    return tuple(f for back, at in enumerate(places) if last - back >= known.first for f in known.at(at))


def _bases(goal: Goal, first: int) -> int:
    """How many first values are proved one by one, so that the step may unfold every sequence and look back."""
    count = 1
    names = sequence_names(goal.conclusion)
    for _ in goal.sequences:
        names |= {other for s in goal.sequences if s.name in names for other in sequence_names(s.step)}
    for sequence in goal.sequences:
        if sequence.name in names:
            count = max(count, len(sequence.start), sequence.first + len(sequence.start) - first)
    return count


def _base(goal: Goal, prove: Prover, name: str, value: int) -> Answer:
    """The statement at a number; vacuous where the domain's upper end is below it."""
    put: dict[str, Term] = {name: number(value)}
    high = dict(goal.letters)[name].high
    kept = replace(goal, letters=tuple(pair for pair in goal.letters if pair[0] != name))
    if high is not None:
        kept = kept.assuming(Compare("<=" if high.closed else "<", number(value), high.at))
    unfolder = Unfolder(kept, prove)
    conclusion = folded_in(unfolder.at_numbers(substitute(goal.conclusion, put)), kept.scope)
    return _shown(kept.concluding(conclusion), prove)


def _step(
    goal: Goal,
    prove: Prover,
    name: str,
    last: int,
    count: int,
    generalise: tuple[str, ...],
    known: tuple[Term, ...],
) -> Answer:
    """From the statement at t, t - 1, ... (`count` of them) to t + 1, for t >= last."""
    domain = dict(goal.letters)[name]
    t = Letter(name)
    moving = Domain("integer", Bound(number(last), True), domain.high)
    inner = _with_domain(goal, name, moving)
    if domain.high is not None:
        inner = inner.assuming(
            Compare("<=" if domain.high.closed else "<", apply("add", t, number(1)), domain.high.at)
        )
    inner = inner.assuming(*_said_at(name, inner, prove))
    following = substitute(goal.conclusion, {name: apply("add", t, number(1))})
    if set(flat_conjunction(following)) <= set(flat(inner.assuming(goal.conclusion)).hypotheses):
        return proved(ENGINE, "it is what the hypotheses say at this step", "certificate")
    unfolder = Unfolder(inner, prove, name, last, ends_before(goal.conclusion, name))
    target = unfolder.moving(following)
    assumed = [unfolder.moving(goal.conclusion)]
    for back in range(1, count):
        assumed.append(unfolder.moving(substitute(goal.conclusion, {name: apply("sub", t, number(back))})))
    assumed += _instances(inner, goal.conclusion, assumed[0], target, generalise)
    assumed += [unfolder.moving(fact) for fact in known]
    facts = tuple(part for fact in assumed for part in flat_conjunction(fact))
    whole = inner.assuming(*facts)
    answers: list[Answer] = list(unfolder.used)
    for part in flat_conjunction(target):
        answers.append(_stepped(whole.concluding(part), facts, prove))
        if not answers[-1].proved:
            return answers[-1]
    return proved(ENGINE, "step", "certificate", tuple(answers))


def _said_at(name: str, goal: Goal, prove: Prover) -> tuple[Term, ...]:
    """What hypotheses about all values of a kind say of the letter, where it lies in their range, and of the sequences at it."""
    found = []
    for said in goal.hypotheses:
        if not isinstance(said, Quantified) or said.op != "forall":
            continue
        domain = said.domain
        if domain.kind == "integer":
            inside = (prove(goal.concluding(fact)).proved for fact in membership(name, domain))
            places: list[Term] = [Letter(name)] if all(inside) else []
        else:
            free = domain.kind in ("real", "vector", "matrix") and not (
                domain.low or domain.high or domain.nonzero
            )
            shape = shape_of_domain(domain)
            places = [At(s.name, Letter(name)) for s in goal.sequences if free and s.shape == shape]
        found += [substitute(said.body, {said.letter: place}) for place in places]
    return tuple(found)


def _with_domain(goal: Goal, name: str, domain: Domain) -> Goal:
    return replace(goal, letters=tuple((n, domain if n == name else d) for n, d in goal.letters))


def _stepped(goal: Goal, facts: tuple[Term, ...], prove: Prover) -> Answer:
    """The step's conclusion: with the hypothesis' equalities put in, else with the hypothesis as it is."""
    if goal.conclusion in flat(goal).hypotheses:
        return proved(ENGINE, "it is what the hypotheses say at this step", "certificate")
    rewritten = folded_in(put_in(goal.conclusion, facts), goal.scope)
    if rewritten != goal.conclusion:
        answer = _shown(goal.concluding(rewritten), prove)
        if answer.proved:
            return answer
    return _shown(goal, prove)


def _shown(goal: Goal, prove: Prover) -> Answer:
    """By arithmetic alone, else by the prover."""
    asked = Questions(goal, prove)
    if asked.holds(goal.conclusion):
        return proved(ENGINE, f"{text(goal.conclusion)}"[:200], "certificate", tuple(asked.used))
    return undecided(ENGINE, f"not shown: {text(goal.conclusion)}"[:300])


def _instances(
    goal: Goal, conclusion: Term, assumed: Term, target: Term, generalise: tuple[str, ...]
) -> list[Term]:
    """Instances of the hypothesis at other values of generalised letters, found by matching its sides in the target."""
    free = tuple(name for name in generalise if _may_vary(goal, name))
    if not free or not isinstance(conclusion, Compare) or not isinstance(assumed, Compare):
        return []
    found: dict[Term, None] = {}
    for pattern in (assumed.left, assumed.right):
        for node in walk(target):
            binding = matches(pattern, node, frozenset(free))
            if binding:
                found[substitute(assumed, binding)] = None
    return list(found)


def _may_vary(goal: Goal, name: str) -> bool:
    """Whether a letter is restricted by nothing, so that the hypothesis holds for all its values."""
    domain = dict(goal.letters).get(name)
    if domain is None or domain.kind not in ("real", "complex", "vector", "matrix"):
        return False
    if domain.low or domain.high or domain.nonzero:
        return False
    spoken = [term for s in goal.sequences for term in (*s.start, s.step)]
    spoken += [*goal.hypotheses, *(end for _, its in goal.letters for end in its.terms())]
    return not any(name in free_letters(term) for term in spoken)
