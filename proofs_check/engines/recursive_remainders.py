"""Divisibility by the remainders of powers, Fibonacci numbers and factorials, which repeat.

    iff(exists(k, 'integer', 2**n - 1 == 7*k), exists(m, 'integer', n == 3*m))        iff(exists(k, 'integer', fibonacci(n) == 2*k), ...)

A whole n >= a from which every term has repeating remainders is one of finitely many first values or r + P*q with q >= 0. A class in which a
hypothesis A(n) == d*j has a remainder other than 0 does not occur; in the others the remainder decides what the conclusion states to exist, or to exist
not, and other conclusions are goals with r + P*q for n.
Certificate: d, where the remainders begin to repeat, P, and the proofs of the classes that are left.

References: Hardy and Wright, An Introduction to the Theory of Numbers, 6.1; Wall, Fibonacci series modulo m, 1960.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import lcm

from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import plus, times
from proofs_check.engines.linear_terms import solved_for
from proofs_check.engines.repeating_terms import NotRepeating, Repeating, repeating
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain, membership
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Connective,
    Letter,
    Number,
    Quantified,
    Term,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)

ENGINE = "repeating remainders"
MAX_PERIOD = 240
MAX_FIRST = 24


@dataclass(frozen=True)
class Asked:
    """Whether a number with n in it is whole; denied: that it is not. value: the number."""

    value: Repeating
    denied: bool = False


def applies(goal: Goal) -> bool:
    """Whether powers with moving exponents, Fibonacci numbers or factorials stand in a goal about whole numbers alone."""
    if goal.sequences or any(domain.kind != "integer" for _, domain in goal.letters):
        return False
    return bool(_letters(goal)) and any(_moves(node) for one in _statements(goal) for node in walk(one))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal class by class, or says why not; it never refutes."""
    if not applies(goal):
        return undecided(ENGINE, "")
    reason = undecided(ENGINE, "no remainders that decide")
    for name in _letters(goal):
        try:
            reason = _by_classes(goal, name, prove)
        except NotRepeating as problem:
            reason = undecided(ENGINE, str(problem))
        if reason.proved:
            return reason
    return reason


def _statements(goal: Goal) -> tuple[Term, ...]:
    return (goal.conclusion, *goal.hypotheses)


def _moves(node: Term) -> bool:
    match node:
        case Apply(op="pow", args=(Number(), exponent)):
            return bool(free_letters(exponent))
        case Apply(op=("fibonacci" | "factorial"), args=(index,)):
            return bool(free_letters(index))
    return False


def _letters(goal: Goal) -> list[str]:
    """The whole letters from a natural number on, up to none, on which no other letter's ends depend."""
    ends = {name for _, its in goal.letters for end in its.terms() for name in free_letters(end)}
    found = []
    for name, domain in goal.letters:
        low = domain.low.at if domain.low is not None and domain.low.closed else None
        natural = isinstance(low, Number) and low.value >= 0 and low.value.denominator == 1
        if natural and domain.high is None and not domain.nonzero and name not in ends:
            found.append(name)
    return found


def _by_classes(goal: Goal, name: str, prove: Prover) -> Answer:
    """Raises NotRepeating."""
    low = dict(goal.letters)[name].low
    assert low is not None and isinstance(low.at, Number)
    first = int(low.at.value)
    given = [found for fact in goal.hypotheses for found in _given(fact, goal, name, first)]
    wanted, needs = _wanted(goal, name, first, prove)
    if not given and wanted is None:
        raise NotRepeating("nothing that has to be whole")
    terms = [*(one for ways in given for one in ways), *([wanted.value] if wanted is not None else [])]
    start, period = max(one.start for one in terms), lcm(*(one.period for one in terms))
    if period > MAX_PERIOD or start - first > MAX_FIRST:
        raise NotRepeating(f"the period {period}")
    answers = list(needs)
    for value in range(first, start + period):
        if not all(any(one.is_whole(value) for one in ways) for ways in given):
            continue
        if wanted is not None:
            if wanted.value.is_whole(value) == wanted.denied:
                return undecided(ENGINE, f"the remainder at {name} = {value} is another one")
            continue
        answers.append(prove(_at(goal, name, value, period if value >= start else 0)))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown for {name} = {value} + {period}*q")
    detail = f"the remainders repeat from {name} = {start} on after {period}"
    return proved(ENGINE, detail, "certificate", tuple(answers))


def _given(fact: Term, goal: Goal, name: str, first: int) -> Iterator[tuple[Repeating, ...]]:
    """Numbers of which a hypothesis says that at least one is whole."""
    if isinstance(fact, Connective) and fact.op == "or":
        ways = [next(_whole(part, goal, name, first), None) for part in fact.parts]
        known = tuple(one for one in ways if one is not None)
        if known and len(known) == len(ways):
            yield known
        return
    for one in _whole(fact, goal, name, first):
        yield (one,)


def _whole(fact: Term, goal: Goal, name: str, first: int) -> Iterator[Repeating]:
    """Numbers that are whole by an equation, as it gives a whole letter, or one that is said to exist, by n alone."""
    names = free_letters(fact) - {name}
    if isinstance(fact, Quantified) and fact.op == "exists" and fact.domain.kind == "integer":
        new = fresh(fact.letter, names_of(goal))
        fact, names = substitute(fact.body, {fact.letter: Letter(new)}), frozenset({new})
    if not isinstance(fact, Compare) or fact.relation != "==":
        return
    for other in sorted(names):
        value = solved_for(Letter(other), fact)
        if value is not None and free_letters(value) == {name}:
            try:
                yield repeating(value, name, first)
            except NotRepeating:
                continue


def _wanted(goal: Goal, name: str, first: int, prove: Prover) -> tuple[Asked | None, list[Answer]]:
    """What the conclusion states to be whole, or not, with the proofs that the value is in its domain; None for other conclusions."""
    conclusion, denied = goal.conclusion, False
    if isinstance(conclusion, Connective) and conclusion.op == "not":
        (conclusion,), denied = conclusion.parts, True
    if (
        not isinstance(conclusion, Quantified)
        or conclusion.op != "exists"
        or conclusion.domain.kind != "integer"
    ):
        return None, []
    letter = fresh(conclusion.letter, names_of(goal))
    body = substitute(conclusion.body, {conclusion.letter: Letter(letter)})
    if not isinstance(body, Compare) or body.relation != "==":
        return None, []
    value = solved_for(Letter(letter), body)
    if value is None or free_letters(value) != {name}:
        return None, []
    asked = Asked(repeating(value, name, first), denied)
    facts = () if denied else membership(letter, conclusion.domain)
    needs = [prove(goal.concluding(substitute(fact, {letter: value}))) for fact in facts]
    if not all(need.proved for need in needs):
        raise NotRepeating("the number is not shown to be in its domain")
    return asked, needs


def _at(goal: Goal, name: str, value: int, period: int) -> Goal:
    """The goal with value + period*q for n, q a new natural letter; with the value alone where the period is 0."""
    kept = tuple(pair for pair in goal.letters if pair[0] != name)
    put: Term = number(value)
    if period:
        turns = fresh("q", names_of(goal))
        kept = (*kept, (turns, Domain("integer", low=Bound(ZERO, True))))
        put = plus(times(number(period), Letter(turns)), put)
    facts = tuple(substitute(fact, {name: put}) for fact in goal.hypotheses)
    return replace(goal, letters=kept, hypotheses=facts, conclusion=substitute(goal.conclusion, {name: put}))


__all__ = ["ENGINE", "applies", "attempt"]
