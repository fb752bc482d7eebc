"""Square roots of products of linear forms in complex letters: every form is taken as the square of a new letter.

    abs((z + w)/2 - sqrt(z*w)) + abs((z + w)/2 + sqrt(z*w)) == abs(z) + abs(w)         z = p**2, w = q**2, sqrt(z*w) = p*q or -p*q

Every complex number is the square of some number, and a square root of u**2 is u or -u; which of both depends on the
letters, so the goal is asked for every choice of signs. Certificate: those of the goals without roots.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

from proofs_check.engines.back import term_of
from proofs_check.engines.branch_values import open_nodes, put
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import negate, power, times
from proofs_check.engines.linear_terms import solved_for
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Ring, exact
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import COMPLEX
from proofs_check.statement.terms import (
    ONE,
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    binder,
    free_letters,
    fresh,
    number,
    substitute,
    walk,
)

ENGINE = "complex square roots"
MAX_ROOTS = 3
MAX_TERMS = 200

Factored = tuple[Term, tuple[tuple[Term, int], ...]]
"""(constant, ((irreducible factor, multiplicity), ...))."""


@dataclass(frozen=True)
class Change:
    """New letters. forms: linear form -> the letter whose square it is; values: old letter -> its value in the new ones."""

    forms: Mapping[Term, Letter]
    values: Mapping[str, Term]


def applies(goal: Goal) -> bool:
    """Whether two numbers are compared and roots of terms in complex letters stand in the conclusion."""
    return isinstance(goal.conclusion, Compare) and not goal.sequences and bool(_roots(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal in the new letters for all signs of the roots, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    goals = without_roots(goal)
    if goals is None:
        return undecided(ENGINE, "the roots are not those of independent linear forms")
    used = []
    for one in goals:
        answer = prove(one)
        if not answer.proved:
            return undecided(ENGINE, answer.detail)
        used.append(answer)
    detail = f"every form below a root is a square; {len(used)} choices of signs: {used[0].detail}"
    return proved(ENGINE, detail[:400], "certificate", tuple(used))


def without_roots(goal: Goal) -> tuple[Goal, ...] | None:
    """The goals for all signs of the roots; None where a form is not linear or depends on others."""
    roots = _roots(goal)
    if not roots:
        return None
    factored = list(roots.values())
    odd = dict.fromkeys(form for _, forms in factored for form, often in forms if often % 2)
    change = _change(goal, tuple(odd))
    if change is None or _in_domains(goal) & set(change.values):
        return None
    values = [_root(constant, forms, change) for constant, forms in factored]
    signs = product((False, True), repeat=len(roots))
    return tuple(_signed(goal, change, tuple(roots), values, choice) for choice in signs)


def _roots(goal: Goal) -> dict[Apply, Factored]:
    """The roots of polynomials in complex letters outside of binders, factored; none where there are too many."""
    names = {name for name, domain in goal.letters if domain == COMPLEX}
    found = {}
    for node in open_nodes(goal.conclusion):
        if isinstance(node, Apply) and node.op == "sqrt" and free_letters(node) & names:
            factored = _factors(node.args[0])
            if factored is not None:
                found[node] = factored
    return found if len(found) <= MAX_ROOTS else {}


def _factors(inside: Term) -> Factored | None:
    """The constant and the irreducible factors with their multiplicities, or None where it is no polynomial."""
    ring = Ring(MAX_TERMS)
    try:
        constant, factors = poly_of(inside, ring).factor()
    except OutOfReach:
        return None
    return number(exact(constant)), tuple((term_of(one, ring), int(often)) for one, often in factors)


def _change(goal: Goal, forms: tuple[Term, ...]) -> Change | None:
    """Letters whose squares the forms are, and what the old letters are in them."""
    taken = names_of(goal) | {
        name for term in (*goal.hypotheses, goal.conclusion) for node in walk(term) if (name := binder(node))
    }
    names = [name for name, domain in goal.letters if domain == COMPLEX]
    news: dict[Term, Letter] = {}
    values: dict[str, Term] = {}
    for form in forms:
        moved = substitute(form, values)
        old = next((name for name in names if name in free_letters(moved)), None)
        new = fresh("s", taken)
        taken |= {new}
        square = power(Letter(new), number(2))
        found = None if old is None else solved_for(Letter(old), Compare("==", moved, square))
        if found is None or old is None or old in free_letters(found):
            return None
        values = {name: substitute(value, {old: found}) for name, value in values.items()} | {old: found}
        news[form] = Letter(new)
    return Change(news, values)


def _in_domains(goal: Goal) -> frozenset[str]:
    """The letters that domains of others speak of."""
    return frozenset(
        name for _, domain in goal.letters for term in domain.terms() for name in free_letters(term)
    )


def _root(constant: Term, forms: tuple[tuple[Term, int], ...], change: Change) -> Term:
    """A square root of the constant times the powers of the forms."""
    parts: list[Term] = [] if constant == ONE else [apply("sqrt", constant)]
    for form, often in forms:
        parts.append(power(form, number(often // 2)))
        if often % 2:
            parts.append(change.forms[form])
    return times(*parts) if parts else ONE


def _signed(
    goal: Goal, change: Change, roots: tuple[Apply, ...], values: list[Term], signs: tuple[bool, ...]
) -> Goal:
    """The goal in the new letters with these signs of the roots."""
    conclusion = goal.conclusion
    for root, value, minus in zip(roots, values, signs, strict=True):
        conclusion = put(conclusion, root, negate(value) if minus else value)
    letters = tuple(one for one in goal.letters if one[0] not in change.values)
    news = tuple((new.name, COMPLEX) for new in change.forms.values())
    facts = tuple(substitute(fact, change.values) for fact in goal.hypotheses)
    moved = substitute(conclusion, change.values)
    return replace(goal, letters=(*letters, *news), hypotheses=facts, conclusion=moved)
