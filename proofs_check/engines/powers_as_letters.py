"""A letter that stands in powers with a parameter as exponent and in logarithms only: the power becomes the letter.

    log(x) <= x**p/(e*p)    for x > 0, p > 0    with y = x**p, log(x) = log(y)/p:    log(y)/p <= y/(e*p)

For p != 0 every y > 0 is x**p of exactly one x > 0. Exponents are p times numbers; where x is at least (at most) 1 and p > 0, so is y.

Certificate: that of the goal in the new letter, which keeps the name.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs_check.engines.calculus_normal import tidy
from proofs_check.engines.calculus_terms import over, power
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Bound, Domain
from proofs_check.statement.sorts import Scope
from proofs_check.statement.terms import (
    ONE,
    ZERO,
    Apply,
    Compare,
    Diff,
    Letter,
    Number,
    Term,
    apply,
    binder,
    children,
    free_letters,
    number,
    rebuild,
    walk,
)

ENGINE = "powers as letters"
ENDS = (ZERO, ONE)


def applies(goal: Goal) -> bool:
    """Whether there is such a letter in an inequality."""
    return moved(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the inequality in the power, or says why not."""
    found = moved(goal)
    if found is None:
        return undecided(ENGINE, "")
    changed, said = found
    answer = prove(changed)
    if answer.proved:
        return proved(ENGINE, said, "certificate", (answer,))
    return undecided(ENGINE, f"with {said}: {answer.detail}"[:300])


def moved(goal: Goal) -> tuple[Goal, str] | None:
    """The goal in the power of a letter, and which one; None where no letter is in powers and logarithms only."""
    conclusion = goal.conclusion
    if not isinstance(conclusion, Compare) or conclusion.relation in ("==", "!=") or goal.sequences:
        return None
    if any(not domain.is_scalar or domain.is_complex for _, domain in goal.letters):
        return None
    domains = dict(goal.letters)
    spoken = {name for fact in goal.hypotheses for name in free_letters(fact)}
    spoken |= {name for domain in domains.values() for end in domain.terms() for name in free_letters(end)}
    for name, domain in goal.letters:
        if domain.kind != "real" or name in spoken:
            continue
        for exponent in _exponents(conclusion, name):
            if exponent not in domains or not _is_mapped(domain, domains[exponent]):
                continue
            changed = _changed(conclusion, name, Letter(exponent), goal.scope)
            if changed is not None:
                return replace(goal, conclusion=changed), f"{name}**{exponent} as {name}"
    return None


def _exponents(term: Term, name: str) -> tuple[str, ...]:
    """The letters in the exponents of this letter, one by itself in each."""
    found: dict[str, None] = {}
    for node in walk(term):
        if isinstance(node, Apply) and node.op == "pow" and node.args[0] == Letter(name):
            own = free_letters(node.args[1])
            if len(own) == 1:
                found[next(iter(own))] = None
    return tuple(found)


def _is_mapped(domain: Domain, of_exponent: Domain) -> bool:
    """Whether the domain consists of positive numbers, and the power runs through all of it."""
    low, high = domain.low, domain.high
    if low is None or (low.at == ZERO and low.closed):
        return False
    if low.at == ZERO and high is None:
        return of_exponent.kind in ("real", "integer") and _is_never_zero(of_exponent)
    is_positive = of_exponent.low is not None and _from_above_zero(of_exponent.low)
    return is_positive and all(end is None or end.at in ENDS for end in (low, high))


def _is_never_zero(domain: Domain) -> bool:
    return domain.nonzero or (domain.low is not None and _from_above_zero(domain.low))


def _from_above_zero(low: Bound) -> bool:
    return isinstance(low.at, Number) and (low.at.value > 0 or (low.at.value == 0 and not low.closed))


def _changed(term: Term, name: str, exponent: Term, scope: Scope) -> Term | None:
    """The term with x**(r*p) as x**r and log(x) as log(x)/p; None where the letter stands elsewhere, too."""
    if name not in free_letters(term):
        return term
    letter = Letter(name)
    match term:
        case Apply(op="pow", args=(base, degree)) if base == letter:
            ratio = _ratio(degree, exponent, scope)
            return None if ratio is None else power(letter, number(ratio))
        case Apply(op="log", args=(inner,)) if inner == letter:
            return over(apply("log", letter), exponent)
        case _ if term == letter or isinstance(term, Diff) or binder(term) is not None:
            return None
    parts = [_changed(part, name, exponent, scope) for part in children(term)]
    return None if None in parts else rebuild(term, tuple(part for part in parts if part is not None))


def _ratio(degree: Term, exponent: Term, scope: Scope) -> Fraction | None:
    """The number r, not 0, with degree == r*exponent."""
    found = tidy(over(degree, exponent), scope)
    return found.value if isinstance(found, Number) and found.value != 0 else None
