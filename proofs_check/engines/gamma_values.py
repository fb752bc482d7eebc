"""Orders of real numbers with gamma functions, by its values at 1, 2 and 3 and its least value: with g for gamma(u), u > 0, gamma(u + 1) == u*g,

    everywhere       g > 8856/10000      u*g > 8856/10000      u*g >= 1 - 5773/10000*u      g > 8856/10000*(u - 1)
    0 < u <= 1       g >= 1              u*g <= 1
    1 <= u <= 2      u - 1 <= g <= 1     1 <= u*g <= u
    2 <= u <= 3      1 <= g <= u - 1     u*g >= 2              g >= 4*u - 10
    3 < u            g >= u - 1          u*g >= 6

gamma is convex, 1 at 1 and 2, 2 at 3 and 6 at 4: below its chords between them, and above these outside; its least value is 0.88560319...; its tangent at 1 falls by Euler's constant 0.57721.... Arguments whole steps apart share one letter.
Certificate: u > 0, and the statement with g in every case. Reference: Artin, The Gamma Function, 1964; DLMF 5.4.20, 5.5.1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from proofs_check.engines import gamma_convexity
from proofs_check.engines.branch_values import open_nodes, put
from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_questions import Questions, names_of
from proofs_check.engines.calculus_terms import minus, number_of, plus, times
from proofs_check.engines.simplify_terms import OPPOSITE
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import POSITIVE
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    fresh,
    number,
    transform,
)

ENGINE = "values of gamma"
LEAST = number_of(Fraction(8856, 10000))
SLOPE = number_of(Fraction(5773, 10000))
TWO, THREE, FOUR, SIX, TEN = map(number, (2, 3, 4, 6, 10))
MAX_STEPS = 4


@dataclass(frozen=True)
class Lettered:
    """goal: with the letter g for gamma(u); base: u."""

    goal: Goal
    base: Term
    letter: Letter


@dataclass(frozen=True)
class Case:
    """inside: the range of u. outside: each of these says that u is not in it. facts: what holds of u and g there."""

    inside: tuple[Compare, ...]
    outside: tuple[Compare, ...]
    facts: tuple[Compare, ...]


def applies(goal: Goal) -> bool:
    """Whether an order of real numbers has gamma functions or factorials of one argument that is not whole, up to whole steps."""
    plain = without_factorials(goal)
    found = lettered(plain) if gamma_convexity.applies(plain) else None
    return found is not None and not is_integral(found.base, goal.scope)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the order for every number that gamma may be, case by case; it never refutes."""
    found = lettered(without_factorials(goal)) if applies(goal) else None
    if found is None:
        return undecided(ENGINE, "")
    asked = Questions(goal, prove)
    if not asked.holds(Compare(">", found.base, ZERO)):
        return undecided(ENGINE, "an argument that may not be positive")
    used: list[Answer] = []
    for case in cases(found.base, found.letter):
        if any(asked.holds(outside) for outside in case.outside):
            continue
        answer = prove(found.goal.assuming(*case.inside, *case.facts))
        if not answer.proved:
            return undecided(ENGINE, answer.detail)
        used.append(answer)
    return proved(
        ENGINE, "for all values that gamma may have, case by case", "certificate", (*asked.used, *used)
    )


def without_factorials(goal: Goal) -> Goal:
    """Factorials written as gamma functions."""
    return goal.concluding(transform(goal.conclusion, gamma_convexity.without_factorial))


def lettered(goal: Goal) -> Lettered | None:
    """The goal with one letter for its gamma functions; None where their arguments are not whole steps apart."""
    nodes = [node for node in open_nodes(goal.conclusion) if isinstance(node, Apply) and node.op == "gamma"]
    if not nodes:
        return None
    first = nodes[0].args[0]
    steps = [_steps(minus(node.args[0], first), goal) for node in nodes]
    known = [step for step in steps if step is not None]
    if len(known) < len(steps) or max(known) - min(known) > MAX_STEPS:
        return None
    base = nodes[known.index(min(known))].args[0]
    letter = Letter(fresh("g", names_of(goal)))
    conclusion = goal.conclusion
    for node, step in zip(nodes, known, strict=True):
        climbed = (plus(base, number(k)) for k in range(step - min(known)))
        conclusion = put(conclusion, node, times(*climbed, letter))
    changed = replace(goal, conclusion=conclusion).with_letter(letter.name, POSITIVE)
    return Lettered(changed, base, letter)


def _steps(difference: Term, goal: Goal) -> int | None:
    found = tidy(difference, goal.scope)
    return int(found.value) if isinstance(found, Number) and found.value.denominator == 1 else None


def cases(u: Term, g: Letter) -> tuple[Case, ...]:
    """What holds of u and g in each case; together they cover all u > 0."""
    later, before = times(u, g), minus(u, ONE)
    above = Compare(">=", g, ONE)
    return (
        _case(u, g, None, ONE, above, Compare("<=", later, ONE)),
        _case(
            u,
            g,
            ONE,
            TWO,
            Compare(">=", g, before),
            Compare("<=", g, ONE),
            Compare("<=", later, u),
            Compare(">=", later, ONE),
        ),
        _case(
            u,
            g,
            TWO,
            THREE,
            above,
            Compare("<=", g, before),
            Compare(">=", later, TWO),
            Compare(">=", g, minus(times(FOUR, u), TEN)),
        ),
        _case(u, g, THREE, None, Compare(">=", g, before), Compare(">=", later, SIX)),
    )


def _case(u: Term, g: Letter, low: Term | None, high: Term | None, *facts: Compare) -> Case:
    """The case low <= u <= high, or low < u without an upper end, with what holds everywhere."""
    always = (
        Compare(">", g, LEAST),
        Compare(">", times(u, g), LEAST),
        Compare(">=", times(u, g), minus(ONE, times(SLOPE, u))),
        Compare(">", g, times(LEAST, minus(u, ONE))),
    )
    inside = [Compare(">" if high is None else ">=", u, low)] if low is not None else []
    inside += [Compare("<=", u, high)] if high is not None else []
    outside = tuple(replace(fact, relation=OPPOSITE[fact.relation]) for fact in inside)
    return Case(tuple(inside), outside, (*facts, *always))


__all__ = ["ENGINE", "Case", "applies", "attempt", "cases", "lettered", "without_factorials"]
