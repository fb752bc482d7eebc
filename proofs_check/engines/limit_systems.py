"""Limits of sequences that are monotone and bounded, alone or coupled, from the equations that their limits satisfy.

What holds of the values at every index is found first (`invariants.py`). Where each sequence of the system rises and is bounded above, or
falls and is bounded below, all of them have limits. These satisfy the facts with <= in place of <, the equations of the steps,
which are continuous, and the value of what the steps keep: from there the statement is shown with letters for the limits.

    x' = (x + y)/2, y' = 2*x*y/(x + y), x >= y at first: x falls, y rises; l = (l + m)/2 and l*m = x0*y0 give l = sqrt(x0*y0)

Certificate: the invariants, the equations, and the statement about the letters.
"""

from __future__ import annotations

from proofs_check.engines.invariants import needed_sequences
from proofs_check.engines.limit_sequences import limit_of_sequence
from proofs_check.engines.monotone_systems import is_continuous, limits_in, replace_limits, systems_of
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import growth
from proofs_check.statement.domains import is_infinite
from proofs_check.statement.sorts import SCALAR
from proofs_check.statement.terms import (
    INFINITY,
    ONE,
    At,
    Compare,
    Limit,
    free_letters,
    sequence_names,
    transform,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "monotone systems"


def applies(goal: Goal) -> bool:
    """Whether the conclusion speaks of limits at oo of continuous terms in values of sequences, and of none outside."""
    if any(domain.is_complex for _, domain in goal.letters):
        return False
    limits = list(limits_in(goal.conclusion))
    return bool(limits) and all(_is_plain(limit, goal) for limit in limits)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement about the limits of the system."""
    if not applies(goal):
        return undecided(ENGINE, "")
    alone = _of_one_sequence(goal, prove)
    if alone is not None:
        return alone
    outside = replace_limits(goal.conclusion, dict.fromkeys(limits_in(goal.conclusion), ONE))
    if sequence_names(outside):
        return undecided(ENGINE, "values of the sequences beside their limits")
    for system in systems_of(goal, prove):
        says = system.put_in(goal.conclusion)
        if says is None:
            continue
        answer = prove(system.goal.concluding(says))
        if answer.proved:
            return proved(ENGINE, system.way, "certificate", (*system.proofs, answer))
    return undecided(ENGINE, "not shown to be monotone and bounded, or their limits stay open")


def exists(limit: Limit, goal: Goal, prove: Prover, otherwise: Answer) -> Answer:
    """That the limit exists and is finite; `otherwise` where that is not shown."""
    if not applies(goal.concluding(Compare("==", limit, limit))):
        return otherwise
    for system in systems_of(goal.concluding(Compare("==", limit, limit)), prove):
        if system.put_in(limit) is not None:
            return proved(ENGINE, system.way, "certificate", system.proofs)
    return otherwise


def _is_plain(limit: Limit, goal: Goal) -> bool:
    domain = limit.domain
    if (
        limit.point != INFINITY
        or domain.kind != "integer"
        or (domain.high and not is_infinite(domain.high.at))
    ):
        return False
    if not sequence_names(limit.body) or not is_continuous(limit.body):
        return False
    for one in needed_sequences(goal, (limit.body,)):
        if limit.letter in (free_letters(one.step) - {one.index}).union(*map(free_letters, one.start)):
            return False  # another sequence for every value of the letter
    values = [node for node in walk(limit.body) if isinstance(node, At)]
    shapes = {sequence.name: sequence.shape for sequence in goal.sequences}
    moving = all(growth(value.index, limit.letter) is not None for value in values)
    bare = transform(limit.body, lambda node: ONE if isinstance(node, At) else node)
    return moving and limit.letter not in free_letters(bare) and all(shapes[v.name] == SCALAR for v in values)


def _of_one_sequence(goal: Goal, prove: Prover) -> Answer | None:
    """`limit == value` for x(n + 1) = f(x(n)); the limits' own engine leaves out what is costly to ask."""
    match goal.conclusion:
        case (
            Compare(relation="==", left=Limit() as limit, right=value)
            | Compare(relation="==", left=value, right=Limit() as limit)
        ) if not sequence_names(value):
            settled = limit_of_sequence(limit, goal, prove, (value,))
            if settled is None or is_infinite(settled.value) != is_infinite(value):
                return None
            same = settled.value == value
            says = prove(goal.concluding(Compare("==", settled.value, value))) if not same else None
            if says is not None and (is_infinite(value) or not says.proved):
                return None
            parts = settled.proofs if says is None else (*settled.proofs, says)
            return proved(ENGINE, f"{text(limit)} = {text(value)}: {settled.way}", "certificate", parts)
    return None
