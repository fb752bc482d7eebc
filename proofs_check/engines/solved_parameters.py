"""A parameter that an equation gives: from log(x) == a*x with x > 0 follows a == log(x)/x, and a <= 1/e becomes log(x)/x <= 1/e.

A hypothesis that is linear in a real letter, with a coefficient that is shown not to be 0, gives its value; it is put in everywhere, and the letter
is gone. What the domain of the letter says becomes a hypothesis.

It is asked only where the equation is not algebraic: algebraic ones are left to the solvers.

Certificate: each admissible point of the goal is one of the goal without the letter, where the same is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofs_check.engines.calculus_questions import Questions
from proofs_check.engines.calculus_terms import minus, negate, over
from proofs_check.engines.existence_bounds import linear
from proofs_check.engines.transcendental import is_transcendental
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import membership
from proofs_check.statement.terms import (
    At,
    Compare,
    Diff,
    Limit,
    Quantified,
    Sum,
    Term,
    free_letters,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "solved parameter"
ORDERS = ("<", "<=", ">", ">=", "!=")
BINDERS = (At, Diff, Limit, Quantified, Sum)
MAX_SOLVED = 2


def applies(goal: Goal) -> bool:
    """Whether an order is asked of a letter that a transcendental equation among the hypotheses speaks of."""
    if goal.sequences or not all(domain.kind in ("real", "integer") for _, domain in goal.letters):
        return False
    spoken = (goal.conclusion, *goal.facts())
    if not isinstance(goal.conclusion, Compare) or goal.conclusion.relation not in ORDERS:
        return False
    if any(isinstance(node, BINDERS) for term in spoken for node in walk(term)):
        return False
    return any(True for _ in _solvable(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves a goal by what is left when the value of a letter is put in."""
    last = undecided(ENGINE, "no equation gives a letter")
    tried = 0
    for equation, name in _solvable(goal):
        asked = Questions(goal, prove)
        value = _value(equation, name, asked)
        if value is None or tried >= MAX_SOLVED:
            continue
        tried += 1
        answer = prove(_put_in(goal, equation, name, value))
        if answer.proved:
            return proved(ENGINE, f"{name} = {text(value)}", "certificate", (*asked.used, answer))
        last = undecided(ENGINE, f"{name} = {text(value)}: {answer.detail}"[:300])
    return last


def _solvable(goal: Goal) -> Iterator[tuple[Compare, str]]:
    """The transcendental equations with the real letters of the conclusion that they may give."""
    used = free_letters(goal.conclusion)
    for fact in goal.hypotheses:
        if not isinstance(fact, Compare) or fact.relation != "==" or not is_transcendental(fact):
            continue
        for name, domain in goal.letters:
            bounds_others = any(name in free_letters(end) for _, its in goal.letters for end in its.terms())
            if name in used & free_letters(fact) and domain.kind == "real" and not bounds_others:
                yield fact, name


def _value(equation: Compare, name: str, asked: Questions) -> Term | None:
    """The value that the equation gives the letter, if its coefficient is shown not to be 0."""
    found = linear(minus(equation.left, equation.right), name, asked)
    if found is None:
        return None
    slope, constant = found
    return over(negate(constant), slope) if asked.nonzero(slope) else None


def _put_in(goal: Goal, equation: Compare, name: str, value: Term) -> Goal:
    """The goal without the letter and the equation."""
    put = {name: value}
    domain = dict(goal.letters)[name]
    facts = (*membership(name, domain), *(fact for fact in goal.hypotheses if fact != equation))
    return Goal(
        tuple(pair for pair in goal.letters if pair[0] != name),
        tuple(substitute(fact, put) for fact in facts),
        substitute(goal.conclusion, put),
    )


__all__ = ["ENGINE", "applies", "attempt"]
