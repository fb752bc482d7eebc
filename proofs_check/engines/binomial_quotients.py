"""Quotients of binomials and factorials that are whole: sums and differences of neighbouring binomials, products of binomials.

    exists(k, D, binomial(2*n, n) == (n + 1)*k)               k = binomial(2*n, n) - binomial(2*n, n + 1)
    exists(k, D, (2*n)! == (n!)**2*k)                         k = binomial(2*n, n)
    exists(k, D, (a + b + c)! == a!*b!*c!*k)                  k = binomial(a + b + c, a)*binomial(b + c, b)

The values of k at a few whole numbers propose a combination with small whole weights of binomials next to those of the claim, or a product
of binomials; that it satisfies the equation and lies in D is proved.
"""

from __future__ import annotations

from itertools import islice

from proofs_check.engines.binomial_proposals import proposals
from proofs_check.engines.calculus_questions import Questions, defined
from proofs_check.engines.calculus_terms import folded, minus
from proofs_check.engines.polynomial_quotients import Asked, asked_by, is_defined
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.seen_forms import is_integral
from proofs_check.statement.domains import membership
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    free_letters,
    number,
    substitute,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "binomial quotients"
MAX_VALUES = 3


def applies(goal: Goal) -> bool:
    """Whether one whole number is asked for by an equation with binomials or factorials of whole letters."""
    asked = asked_by(goal)
    if asked is None or len(asked.letters) != 1 or any(its.is_complex for _, its in goal.letters):
        return False
    domains = dict(goal.letters)
    names = free_letters(asked.equation) - {asked.letters[0][0]}
    speaks = any(
        isinstance(node, Apply) and node.op in ("binomial", "factorial") for node in walk(asked.equation)
    )
    return speaks and 0 < len(names) <= 3 and all(domains[n].kind == "integer" for n in names if n in domains)


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence by a value made of binomials, or says why not."""
    asked = asked_by(goal) if applies(goal) else None
    if asked is None:
        return undecided(ENGINE, "")
    meant = None
    reason = undecided(ENGINE, "no combination of neighbouring binomials has the values")
    for value in islice(proposals(goal, asked), MAX_VALUES):
        meant = meant or is_defined(goal, asked, prove)
        if meant is None:
            return undecided(ENGINE, "the equation is not shown to be defined")
        reason = _witness(goal, asked, value, prove)
        if reason.proved:
            return proved(ENGINE, reason.detail, "certificate", (reason, meant))
    return reason


def _witness(goal: Goal, asked: Asked, value: Term, prove: Prover) -> Answer:
    """That the value is whole by its form, satisfies the equation and lies in the domain."""
    ((name, domain),) = asked.letters
    shown = f"{name} = {text(value)}"[:200]
    meant = defined((value,), goal, prove) if is_integral(value, goal.scope) else None
    holds = prove(goal.concluding(substitute(asked.equation, {name: value})))
    if meant is None or not holds.proved:
        return undecided(ENGINE, f"{shown} is not shown to satisfy the equation")
    ask = Questions(goal, prove)
    for fact in membership(name, domain):
        at_value = substitute(fact, {name: value})
        known = Compare(">=", Letter(name), ZERO) == fact and _gives_nonnegative(asked.equation, name, ask)
        if not known and not _is_nonnegative(at_value, ask) and not ask.holds(at_value):
            return undecided(ENGINE, f"{shown} is not shown to satisfy {text(fact)}")
    return proved(ENGINE, shown, "certificate", (meant, holds, *ask.used))


def _gives_nonnegative(equation: Compare, name: str, ask: Questions) -> bool:
    """Whether an equation B - M*k == 0 with B >= 0 and M > 0, or both of the other sign, gives the number k."""
    gap = minus(equation.left, equation.right)
    if not _is_linear(gap, name):
        return False
    at = [folded(substitute(gap, {name: number(k)})) for k in (0, 1)]
    signs = ((">=", "<"), ("<=", ">"))
    return any(
        (_is_nonnegative(Compare(known, at[0], ZERO), ask) or ask.holds(Compare(known, at[0], ZERO)))
        and ask.holds(Compare(slope, minus(at[1], at[0]), ZERO))
        for known, slope in signs
    )


def _is_linear(term: Term, name: str) -> bool:
    """Whether the letter stands in sums and in single factors only."""
    if name not in free_letters(term) or term == Letter(name):
        return True
    match term:
        case Apply(op=("add" | "sub" | "neg"), args=args):
            return all(_is_linear(arg, name) for arg in args)
        case Apply(op="mul", args=(left, right)):
            moving = [arg for arg in (left, right) if name in free_letters(arg)]
            return len(moving) == 1 and _is_linear(moving[0], name)
    return False


def _is_nonnegative(fact: Term, ask: Questions) -> bool:
    """Whether a product of binomials of natural numbers is said to be at least 0."""
    match fact:
        case Compare(relation=">=", left=Apply(op="mul", args=args), right=right) if right == ZERO:
            return all(_is_nonnegative(Compare(">=", arg, fact.right), ask) for arg in args)
        case Compare(relation=">=", left=Apply(op="binomial", args=(upper, _)), right=right):
            whole = is_integral(upper, ask.goal.scope)  # binomial(1/2, 2) is negative
            return whole and right == ZERO and ask.holds(Compare(">=", upper, ZERO))
        case Compare(relation=">=", left=Number(value=value), right=right):
            return right == ZERO and value >= 0
    return False


__all__ = ["applies", "attempt"]
