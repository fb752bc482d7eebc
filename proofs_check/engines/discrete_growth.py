"""Inequalities with factorials, binomials, harmonic numbers, sums and products: what the difference does from n to n + 1.

For left >= right let D be left - right, or log(left) - log(right) where both sides are positive products:

    from the start    D(a) >= 0 and D(n + 1) - D(n) >= 0 for n >= a: induction
    from the limit    D(n + 1) - D(n) < 0 for n >= a, and D tends to a limit that is at least 0: D stays above it

In both the long parts cancel (`discrete_steps.py`); what is left is an elementary inequality in n. Finitely many first values are
checked one by one where the difference grows from a later one on only. Certificate: the values, that inequality, the limit.
"""

from __future__ import annotations

from dataclasses import replace

from proofs_check.engines.calculus_terms import folded_in, minus, negate
from proofs_check.engines.discrete_steps import Factor, Moves, NoStep, at_least_one, stirling
from proofs_check.engines.enclosures import ball, certain, enclosed
from proofs_check.engines.induction_core import first_value
from proofs_check.engines.moving_sums import settled_everywhere
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.terms import (
    INFINITY,
    ZERO,
    Apply,
    Compare,
    Limit,
    Sum,
    Term,
    free_letters,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "growth"
LONG = ("factorial", "binomial", "harmonic")
STARTS = 24
PROBES = (0, 1, 2, 3, 5, 8, 13, 40, 200)


def applies(goal: Goal) -> bool:
    """Whether the conclusion compares sizes and has a long part that moves with a whole letter."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return False
    return bool(moving_letters(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves left >= right by what D does from n to n + 1."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!="):
        return undecided(ENGINE, "")
    if conclusion.relation in ("<", "<="):
        turned = {"<": ">", "<=": ">="}[conclusion.relation]
        conclusion = Compare(turned, conclusion.right, conclusion.left)
    reasons = []
    for name in moving_letters(goal):
        first = first_of(goal, name)
        if first is None:
            continue
        sides = [settled_everywhere(side, name, goal.scope) for side in (conclusion.left, conclusion.right)]
        says = Compare(conclusion.relation, *sides)
        for way in (_by_ratio, _by_change):
            answer = way(goal.concluding(says), says, name, first, prove)
            if answer.proved:
                return answer
            reasons.append(answer.detail)
    return undecided(ENGINE, "; ".join(dict.fromkeys(r for r in reasons if r))[:300])


def moving_letters(goal: Goal) -> list[str]:
    """The whole letters without upper end with which a long part of the conclusion moves."""
    found = []
    for name, domain in goal.letters:
        if domain.kind == "integer" and domain.high is None and domain.low is not None:
            for node in walk(goal.conclusion):
                is_long = isinstance(node, Sum) or (isinstance(node, Apply) and node.op in LONG)
                if is_long and name in free_letters(node):
                    found.append(name)
                    break
    return found


def first_of(goal: Goal, name: str) -> int | None:
    """The first value, where nothing but the domain speaks of the letter."""
    domain = dict(goal.letters)[name]
    spoken = any(name in free_letters(fact) for fact in goal.hypotheses)
    spoken |= any(name in free_letters(end) for _, its in goal.letters for end in its.terms())
    first = first_value(domain)
    return None if spoken or first is None or (domain.nonzero and first <= 0) else first


def _by_change(goal: Goal, says: Compare, name: str, first: int, prove: Prover) -> Answer:
    moves = Moves(name)
    try:
        found = minus(moves.change(says.left), moves.change(says.right))
    except NoStep as reason:
        return undecided(ENGINE, str(reason))
    return _from_start(goal, says, name, first, ((Compare(">=", found, ZERO),), moves.needs), prove)


def _by_ratio(goal: Goal, says: Compare, name: str, first: int, prove: Prover) -> Answer:
    moves = Moves(name)
    try:
        factors = [*moves.ratio(says.left), *_inverse(moves.ratio(says.right))]
    except NoStep as reason:
        return undecided(ENGINE, str(reason))
    up = at_least_one(factors, ">=")
    answer = _from_start(goal, says, name, first, (up, moves.needs), prove)
    if answer.proved:
        return answer
    down = at_least_one(factors, "<" if says.relation == ">" else "<=")
    return _from_limit(goal, says, name, first, (down, moves.needs), prove)


def _inverse(factors: list[Factor]) -> list[Factor]:
    return [(base, negate(exponent)) for base, exponent in factors]


Rise = tuple[tuple[Term, ...], list[Term]]
"""Statements, one of which is to be shown, and the conditions of the equality behind them."""


def _from_start(goal: Goal, says: Compare, name: str, first: int, rise: Rise, prove: Prover) -> Answer:
    """The first values one by one, and that D grows from the last of them on."""
    start = _start(rise[0], goal, name, first)
    if start is None:
        return undecided(ENGINE, "the difference falls")
    if not free_letters(says) - {name}:
        places = (*range(first, start + 1), *(start + more for more in PROBES))
        if any(_fails(says, goal, name, place, False) for place in places):
            return undecided(ENGINE, "one of the first values breaks it")
    grows = _shown(rise, later(goal, name, start), prove)
    if grows is None:
        return undecided(ENGINE, f"not shown: {text(rise[0][0])}"[:250])
    values = []
    for value in range(first, start + 1):
        put = folded_in(substitute(says, {name: number(value)}), goal.scope)
        values.append(prove(goal.concluding(put)))
        if not values[-1].proved:
            return undecided(ENGINE, f"not shown at {name} = {value}")
    detail = f"{name} = {first} to {start}; then {text(rise[0][0])}"
    return proved(ENGINE, detail[:400], "certificate", (*grows, *values))


def _from_limit(goal: Goal, says: Compare, name: str, first: int, fall: Rise, prove: Prover) -> Answer:
    """D falls for all n, and its limit is at least 0."""
    left, right = stirling(says.left, name), stirling(says.right, name)
    if left is None or right is None or len(free_letters(says)) > 1:
        return undecided(ENGINE, "no expansion of the logarithms")
    if any(_fails(says, goal, name, first + more, False) for more in PROBES):
        return undecided(ENGINE, "one of the first values breaks it")
    if _start(fall[0], goal, name, first) != first:
        return undecided(ENGINE, "the difference neither rises nor falls")
    inner = later(goal, name, max(first, 1))
    rest = minus(left, right)
    tends: list[Answer] = [prove(inner.concluding(Compare("==", rest, ZERO)))]
    if not tends[0].proved:
        domain = dict(inner.letters)[name]
        limit = Limit(name, Domain("integer", domain.low), rest, INFINITY)
        ends = [Compare("==", limit, ZERO), Compare("==", limit, INFINITY), Compare(">=", limit, ZERO)]
        tends = [next((a for a in (prove(inner.concluding(end)) for end in ends) if a.proved), tends[0])]
    falls = _shown(fall, later(goal, name, first), prove) if tends[0].proved else None
    if falls is None:
        return undecided(ENGINE, f"not shown: {text(fall[0][0])}"[:250])
    detail = f"for {name} >= {first} {text(fall[0][0])}; the logarithm of the quotient tends to {text(rest)}"
    return proved(ENGINE, detail[:400], "certificate", (*falls, *tends))


def _shown(rise: Rise, goal: Goal, prove: Prover) -> tuple[Answer, ...] | None:
    """The conditions and one of the statements, for all values of the letter."""
    found = next((a for a in (prove(goal.concluding(one)) for one in rise[0]) if a.proved), None)
    if found is None:
        return None
    answers = [found]
    for need in dict.fromkeys(rise[1]):
        answers.append(prove(opened(goal, need)))
        if not answers[-1].proved:
            return None
    return tuple(answers)


def opened(goal: Goal, need: Term) -> Goal:
    """A condition on the body of a product is about its index too."""
    for letter in sorted(free_letters(need) - {name for name, _ in goal.letters}):
        goal = goal.with_letter(letter, Domain("integer"))
    return goal.concluding(need)


def later(goal: Goal, name: str, start: int) -> Goal:
    """The goal for the letter from `start` on."""
    domain = replace(dict(goal.letters)[name], low=Bound(number(start), True), nonzero=False)
    return replace(goal, letters=tuple((n, domain if n == name else d) for n, d in goal.letters))


def _start(statements: tuple[Term, ...], goal: Goal, name: str, first: int) -> int | None:
    """The first value from which the statement seems to hold, by numbers; `first` where other letters stand in it."""
    says = statements[-1]
    if not isinstance(says, Compare) or free_letters(says) - {name}:
        return first
    for start in range(first, first + STARTS):
        if all(not _fails(says, goal, name, start + more, True) for more in PROBES):
            return start
    return None


def _fails(says: Compare, goal: Goal, name: str, value: int, unknown: bool) -> bool:
    """Whether the statement is false at a number; `unknown` where its value is not known."""
    opposite = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}[says.relation]
    found = enclosed(minus(says.left, says.right), {name: ball(number(value).value)}, goal.scope)
    return unknown if found is None else certain(opposite, found)
