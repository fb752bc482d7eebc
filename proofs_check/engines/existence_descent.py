"""Existence by strong induction on quotients: a witness at m gives one at n = d*m + r.

    exists(k.., D, E(n, k)) for all whole n >= a >= 1: in each class n = d*m + r, m >= a, a witness is given by one at m, or without;
    the numbers n < d*a are the bases.

d is a number that the equation raises to a power that is asked for (n == 2**k*(2*j + 1)). Of several unknowns, those before the last are
tried at small numbers and at the witness of m, moved by 1; the last is a quotient (`polynomial_quotients.py`).

Certificate: the witnesses of the bases and of the classes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import folded, integer_of, plus, times
from proofs_check.engines.existence_induction import free_whole_letters
from proofs_check.engines.existence_intro import opened
from proofs_check.engines.induction_core import first_value
from proofs_check.engines.polynomial_quotients import Asked, asked_by, divided, is_defined
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain, membership
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Letter,
    Term,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "existence by descent"
MAX_DIVISOR = 5
MAX_BASES = 30
MAX_TRIES = 40


def applies(goal: Goal) -> bool:
    """Whether a number is raised to a power that is asked for, beside a positive letter that nothing else depends on."""
    asked = None if any(its.is_complex for _, its in goal.letters) else asked_by(goal)
    return asked is not None and bool(_divisors(asked)) and bool(_letters(goal, asked))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence by descent from n to its quotients, or says why not."""
    goal = opened(goal)
    asked = asked_by(goal)
    if asked is None or not applies(goal):
        return undecided(ENGINE, "")
    meant = is_defined(goal, asked, prove)
    if meant is None:
        return undecided(ENGINE, "the equation is not shown to be defined")
    reason = undecided(ENGINE, "")
    for name, divisor in product(_letters(goal, asked), _divisors(asked)):
        reason = _by_quotients(goal, asked, name, divisor, prove)
        if reason.proved:
            return proved(ENGINE, reason.detail, "certificate", (reason, meant))
    return reason


def _divisors(asked: Asked) -> list[int]:
    names = {name for name, _ in asked.letters}
    powers = [node for node in walk(asked.equation) if isinstance(node, Apply) and node.op == "pow"]
    bases = {integer_of(node.args[0]) for node in powers if free_letters(node.args[1]) & names}
    return sorted(base for base in bases if base is not None and 2 <= base <= MAX_DIVISOR)


def _letters(goal: Goal, asked: Asked) -> list[str]:
    return [
        name for name in free_whole_letters(goal, asked) if (first_value(dict(goal.letters)[name]) or 0) >= 1
    ]


def _by_quotients(goal: Goal, asked: Asked, name: str, divisor: int, prove: Prover) -> Answer:
    first = first_value(dict(goal.letters)[name])
    assert first is not None
    if divisor * first > MAX_BASES:
        return undecided(ENGINE, "too many bases")
    answers = []
    for rest in range(divisor):
        answers.append(_class(goal, asked, name, divisor, rest, prove))
        if not answers[-1].proved:
            return undecided(ENGINE, f"{name} == {divisor}*m + {rest}: {answers[-1].detail}"[:300])
    kept = replace(goal, letters=tuple(pair for pair in goal.letters if pair[0] != name))
    for value in range(first, divisor * first):
        answers.append(_witness(kept, _at(asked, name, number(value)), prove))
        if not answers[-1].proved:
            return undecided(ENGINE, f"base {name} = {value}: {answers[-1].detail}"[:300])
    says = f"from {name} to {divisor}*{name} + r: " + "; ".join(one.detail for one in answers[:divisor])
    return proved(ENGINE, says[:300], "certificate", tuple(answers))


def _class(goal: Goal, asked: Asked, name: str, divisor: int, rest: int, prove: Prover) -> Answer:
    """The statement at d*m + r for m >= a, from the statement at m."""
    taken = names_of(goal) | {letter for letter, _ in asked.letters}
    first = first_value(dict(goal.letters)[name])
    assert first is not None
    from_first = Domain("integer", Bound(number(first), True))
    inner = replace(goal, letters=tuple((n, from_first if n == name else d) for n, d in goal.letters))
    put: dict[str, Term] = {}
    for letter, domain in asked.letters:
        known = fresh(f"{letter}_known", taken)
        taken |= {known}
        inner = inner.with_letter(known, domain)
        put[letter] = Letter(known)
    inner = inner.assuming(substitute(asked.equation, put))
    following = plus(times(number(divisor), Letter(name)), number(rest))
    return _witness(inner, _at(asked, name, following), prove)


def _at(asked: Asked, name: str, value: Term) -> Asked:
    equation = substitute(asked.equation, {name: value})
    sides = (
        [folded(side) for side in (equation.left, equation.right)] if isinstance(equation, Compare) else []
    )
    return Asked(asked.letters, Compare("==", *sides))


def _witness(goal: Goal, asked: Asked, prove: Prover) -> Answer:
    """Values for the unknowns before the last, which is a quotient then."""
    *before, last = asked.letters
    reason = undecided(ENGINE, "no values")
    for values in islice(product(*(list(_values(goal, name, its)) for name, its in before)), MAX_TRIES):
        put = {name: value for (name, _), value in zip(before, values, strict=True)}
        equation = substitute(asked.equation, put)
        if not isinstance(equation, Compare):
            continue
        reason = divided(goal, Asked((last,), equation), prove)
        if not reason.proved:
            continue
        ask = Questions(goal, prove)
        needs = (fact for name, its in before for fact in membership(name, its))
        if all(ask.holds(substitute(need, put)) for need in needs):
            says = ", ".join(f"{name} = {text(value)}" for name, value in put.items())
            return proved(ENGINE, f"{says}, {reason.detail}"[:200], "certificate", (reason, *ask.used))
    return reason


def _values(goal: Goal, asked: str, domain: Domain) -> Iterator[Term]:
    """Whole terms: the number after the witness that is known, small numbers, letters of the goal."""
    known = [Letter(name) for name, its in goal.letters if its.kind == "integer"]
    near = [Letter(name) for name, its in goal.letters if its == domain and name.startswith(asked)]
    yield from (plus(one, number(1)) for one in near)
    yield from (number(value) for value in range(5 if not near else 2))
    yield from known


__all__ = ["applies", "attempt"]
