"""Existence by induction: witnesses at n give witnesses at n + s.

    exists(k, D, E(n, k)) for all whole n >= a:   bases n = a, ..., a + s - 1;   step from E(n, k0) to exists(k, D, E(n + s, k))

The bases end in exact division at small values of the other unknowns. In the step the sequences and sums are unfolded down to n, and
`polynomial_quotients.py` solves the hypothesis for what grows fastest and divides. A recursion that looks back d values gets d
hypotheses and d bases.

Certificate: the bases, and the quotient of the step.

Notation: s the step, a the least value of n.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs_check.engines import polynomial_quotients
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import folded, plus
from proofs_check.engines.existence_intro import opened
from proofs_check.engines.induction_core import first_value
from proofs_check.engines.linear_terms import difference
from proofs_check.engines.polynomial_quotients import Asked, asked_by, divided, free_letters_of, is_defined
from proofs_check.engines.unfolding import NotUnfolded, Unfolder, moves_with
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    Compare,
    Letter,
    Term,
    free_letters,
    fresh,
    number,
    sequence_names,
    substitute,
)

ENGINE = "existence by induction"
MAX_STEP = 20


def applies(goal: Goal) -> bool:
    """Whether whole numbers are asked for whose equation moves with a whole letter that may be inducted on."""
    return polynomial_quotients.applies(goal) and bool(_letters(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence by induction on one of its letters, or says why not."""
    goal = opened(goal)
    asked = asked_by(goal) if applies(goal) else None
    if asked is None:
        return undecided(ENGINE, "")
    meant = is_defined(goal, asked, prove)
    if meant is None:
        return undecided(ENGINE, "the equation is not shown to be defined")
    reason = undecided(ENGINE, "no letter to induct on")
    for name in _letters(goal):
        for step in _steps(asked, name):
            reason = _by_steps(goal, asked, name, step, prove)
            if reason.proved:
                return proved(ENGINE, reason.detail, "certificate", (reason, meant))
    return reason


def free_whole_letters(goal: Goal, asked: Asked) -> list[str]:
    """The whole letters of the equation, from a number on, up to none, on which nothing else depends."""
    spoken = {name for fact in goal.hypotheses for name in free_letters(fact)}
    spoken |= {name for _, its in (*goal.letters, *asked.letters) for name in free_letters_of(its)}
    for sequence in goal.sequences:
        spoken |= (free_letters(sequence.step) - {sequence.index}).union(*map(free_letters, sequence.start))
    return [
        name
        for name, domain in goal.letters
        if domain.kind == "integer"
        and domain.high is None
        and first_value(domain) is not None
        and not (domain.nonzero and (first_value(domain) or 0) <= 0)
        and name in free_letters(asked.equation) - spoken
    ]


def _letters(goal: Goal) -> list[str]:
    asked = asked_by(goal)
    found = free_whole_letters(goal, asked) if asked is not None else []
    several = asked is not None and len(asked.letters) > 1
    return [name for name in found if asked is not None and (several or moves_with(asked.equation, name))]


def _steps(asked: Asked, name: str) -> list[int]:
    """1, and for several unknowns the numbers in front of them: a witness moves by 1 where n moves by such a number."""
    if moves_with(asked.equation, name) or len(asked.letters) == 1:
        return [1]
    parts = difference(asked.equation)
    weights = [abs(parts.get(Letter(letter), Fraction(0))) for letter, _ in asked.letters]
    return sorted({int(w) for w in weights if 1 <= w <= MAX_STEP and w == int(w)} | {1})


def _by_steps(goal: Goal, asked: Asked, name: str, step: int, prove: Prover) -> Answer:
    first = first_value(dict(goal.letters)[name])
    assert first is not None
    back = _looks_back(goal, asked, first)
    try:
        answers = [_following(goal, asked, name, first + back - 1, back, step, prove)]
        if not answers[0].proved:
            return undecided(ENGINE, f"step from {name} to {name} + {step}: {answers[0].detail}")
        for value in range(first, first + step + back - 1):
            answers.append(_base(goal, asked, name, value, prove))
            if not answers[-1].proved:
                return undecided(ENGINE, f"base {name} = {value}: {answers[-1].detail}")
    except (NotUnfolded, ValueError) as stop:
        return undecided(ENGINE, str(stop))
    says = (
        f"on {name}: base {first} to {first + len(answers) - 2}; step to {name} + {step}: {answers[0].detail}"
    )
    return proved(ENGINE, says[:300], "certificate", tuple(answers))


def _looks_back(goal: Goal, asked: Asked, first: int) -> int:
    """How many values before the next one the recursions need."""
    names = sequence_names(asked.equation)
    for _ in goal.sequences:
        names |= {other for s in goal.sequences if s.name in names for other in sequence_names(s.step)}
    used = [s for s in goal.sequences if s.name in names]
    return max([1, *(max(len(s.start), s.first + len(s.start) - first) for s in used)])


def _base(goal: Goal, asked: Asked, name: str, value: int, prove: Prover) -> Answer:
    """The statement at a number."""
    kept = replace(goal, letters=tuple(pair for pair in goal.letters if pair[0] != name))
    sides = [substitute(side, {name: number(value)}) for side in (asked.equation.left, asked.equation.right)]
    unfolder = Unfolder(kept, prove)
    left, right = (folded(unfolder.at_numbers(side)) for side in sides)
    return divided(kept, Asked(asked.letters, Compare("==", left, right)), prove)


def _following(goal: Goal, asked: Asked, name: str, last: int, back: int, step: int, prove: Prover) -> Answer:
    """From the statement at n, n - 1, ... (`back` of them) to n + step, for n >= last."""
    moving = Domain("integer", Bound(number(last), True))
    inner = replace(goal, letters=tuple((n, moving if n == name else d) for n, d in goal.letters))
    unfolder = Unfolder(inner, prove, name, last)
    taken = names_of(goal) | {letter for letter, _ in asked.letters}
    for past in range(back):
        put: dict[str, Term] = {name: plus(Letter(name), number(-past))}
        for letter, domain in asked.letters:
            known = fresh(f"{letter}_known", taken)
            taken |= {known}
            inner = inner.with_letter(known, domain)
            put[letter] = Letter(known)
        inner = inner.assuming(_moved(asked.equation, put, unfolder))
    target = _moved(asked.equation, {name: plus(Letter(name), number(step))}, unfolder)
    return divided(inner, Asked(asked.letters, target), prove)


def _moved(equation: Compare, put: dict[str, Term], unfolder: Unfolder) -> Compare:
    """The equation with values put in, unfolded."""
    sides = [unfolder.moving(substitute(side, put)) for side in (equation.left, equation.right)]
    return Compare("==", *sides)


__all__ = ["applies", "attempt", "free_whole_letters"]
