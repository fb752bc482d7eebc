"""Equations between quotients of whole numbers, without their denominators: 1/x + 1/y == 1/6 says 6*x + 6*y == x*y, as x and y are not 0.

The terms of a goal are defined, so that no denominator is 0. What is known of whole numbers - divisors, remainders, bounds - can be said of
polynomials only. An equation, or what a conclusion A != B denies, is brought to one fraction P/Q == 0 and replaced by P == 0, with whole
coefficients; the denominators are said to differ from 0.

Certificate: A - B == P/Q by the normal form of rational functions, and the proof of what is left.
"""

from __future__ import annotations

from dataclasses import replace
from math import gcd

from proofs_check.engines.calculus_terms import plus, power, times
from proofs_check.engines.descent_forms import form_of
from proofs_check.engines.ring import OutOfReach
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.terms import (
    ZERO,
    Apply,
    Compare,
    Letter,
    Number,
    Term,
    free_letters,
    number,
    walk,
)
from proofs_check.statement.text import text

ENGINE = "cleared denominators"
RATIONAL = ("add", "sub", "mul", "div", "neg", "pow")
WHOLE = ("==", "!=")


def applies(goal: Goal) -> bool:
    """Whether an equation of whole letters, or the denial of one that is to be shown, has a letter in a denominator."""
    if goal.sequences or any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return False
    return any(_is_broken(said, goal) for said in (*goal.hypotheses, goal.conclusion))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with polynomials in place of the quotients, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    statements = (*goal.hypotheses, goal.conclusion)
    try:
        *facts, conclusion = (_cleared(said) if _is_broken(said, goal) else said for said in statements)
    except OutOfReach as reason:
        return undecided(ENGINE, str(reason))
    nonzero = (fact for said in statements if _is_broken(said, goal) for fact in _nonzero(said))
    plain = replace(goal, hypotheses=tuple(dict.fromkeys((*facts, *nonzero))), conclusion=conclusion)
    answer = prove(plain)
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    shown = next(text(new) for new, old in zip((*facts, conclusion), statements, strict=True) if new != old)
    return proved(ENGINE, f"{shown}: {answer.detail}"[:400], "certificate", (answer,))


def _is_broken(said: Term, goal: Goal) -> bool:
    """Whether it equates quotients in whole letters, or says that they differ."""
    domains = dict(goal.letters)
    whole = all(name in domains and domains[name].kind == "integer" for name in free_letters(said))
    return whole and isinstance(said, Compare) and said.relation in WHOLE and bool(_denominators(said))


def _denominators(said: Term) -> tuple[Term, ...]:
    """Those with letters."""
    found = []
    for node in walk(said):
        match node:
            case Apply(op="div", args=(_, below)) if free_letters(below):
                found.append(below)
            case Apply(op="pow", args=(base, Number(value=value))) if value < 0 and free_letters(base):
                found.append(base)
    return tuple(found)


def _nonzero(said: Term) -> tuple[Term, ...]:
    """That denominators which are no quotients themselves are not 0."""
    return tuple(Compare("!=", below, ZERO) for below in _denominators(said) if not _denominators(below))


def _is_root(node: Term) -> bool:
    """Whether an operation is not rational: 4**(1/2) is a root, too."""
    match node:
        case Apply(op="pow", args=(_, exponent)):
            return not (isinstance(exponent, Number) and exponent.value.denominator == 1)
        case Apply(op=op):
            return op not in RATIONAL
    return False


def _cleared(said: Term) -> Term:
    """P == 0, or P != 0, with whole coefficients, terms with a minus on the other side. Raises OutOfReach."""
    has_root = any(map(_is_root, walk(said)))  # with roots `form_of` gives a consequence only
    form = form_of(said) if isinstance(said, Compare) and not has_root else None
    if form is None or not isinstance(said, Compare):
        raise OutOfReach("no quotients of polynomials")
    shared = gcd(*(factor for _, factor in form.monomials))
    sides: dict[bool, list[Term]] = {True: [], False: []}
    for powers, factor in form.monomials:
        letters = (power(Letter(name), number(k)) for name, k in zip(form.letters, powers, strict=True))
        sides[factor > 0].append(times(number(abs(factor) // shared), *letters))
    return Compare(said.relation, plus(*sides[True]), plus(*sides[False]))


__all__ = ["applies", "attempt"]
