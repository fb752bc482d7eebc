"""Comparisons of squares that hold whole letters: u**2 < v**2 as abs(u) < abs(v), which is linear where u and v are.

    m**2 <= E, E < (n + 1)**2        both about one term E: what follows for the two squares is added

The squares are polynomials in real or whole letters, each the square of a polynomial with rational coefficients. For real numbers
both forms say the same, so that hypotheses and conclusion are replaced. Certificate: that of the goal in moduli.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flint.utils.flint_exceptions import DomainError

from proofs_check.engines.back import term_of
from proofs_check.engines.polynomial_terms import poly_of
from proofs_check.engines.ring import OutOfReach, Ring
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.sorts import SCALAR, sort_of
from proofs_check.statement.terms import Compare, Term, apply, free_letters
from proofs_check.statement.text import text

ENGINE = "compared squares"
ORDERS = ("<", "<=", ">", ">=")
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
MAX_TERMS = 200
MAX_HYPOTHESES = 12


def applies(goal: Goal) -> bool:
    """Whether two squares are compared, one of which moves with a whole letter; real letters only."""
    if any(domain.is_complex or not domain.is_scalar for _, domain in goal.letters):
        return False
    if len(goal.hypotheses) > MAX_HYPOTHESES or not isinstance(goal.conclusion, Compare):
        return False
    return with_moduli(goal) != goal


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the goal with moduli in place of squares, or says why not."""
    if not applies(goal):
        return undecided(ENGINE, "")
    changed = with_moduli(goal)
    answer = prove(changed)
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    detail = f"{text(changed.conclusion)}: {answer.detail}"
    return proved(ENGINE, detail[:400], "certificate", (answer,))


def with_moduli(goal: Goal) -> Goal:
    """The goal with moduli for squares in its orders, and with the orders of squares that follow from two hypotheses."""
    conclusion = _in_moduli(goal.conclusion, goal) or goal.conclusion
    replaced = tuple(_in_moduli(fact, goal) or fact for fact in goal.hypotheses)
    chained = (_in_moduli(one, goal) for one in _chains(goal))
    facts = dict.fromkeys((*replaced, *(one for one in chained if one is not None)))
    return replace(goal, hypotheses=tuple(facts), conclusion=conclusion)


def _chains(goal: Goal) -> Iterator[Compare]:
    """left < right for left < E and E < right."""
    rising = list(_rising(goal))
    for one in rising:
        for other in rising:
            if one.right == other.left and one.left != other.right:
                strict = "<" in (one.relation, other.relation)
                yield Compare("<" if strict else "<=", one.left, other.right)


def _rising(goal: Goal) -> Iterator[Compare]:
    """The orders among the hypotheses, each with the smaller side first; an equation is two of them."""
    for fact in goal.hypotheses:
        match fact:
            case Compare(relation="==", left=left, right=right) if sort_of(left, goal.scope) == SCALAR:
                yield Compare("<=", left, right)
                yield Compare("<=", right, left)
            case Compare(relation=("<" | "<=") as relation, left=left, right=right):
                yield Compare(relation, left, right)
            case Compare(relation=(">" | ">=") as relation, left=left, right=right):
                yield Compare(TURNED[relation], right, left)


def _in_moduli(statement: Term, goal: Goal) -> Compare | None:
    """abs(u) < abs(v) for u**2 < v**2; None where the sides are no such squares, or there is no whole letter in them."""
    if not isinstance(statement, Compare) or statement.relation not in ORDERS:
        return None
    domains = dict(goal.letters)
    names = free_letters(statement)
    if not names <= set(domains) or not any(domains[name].kind == "integer" for name in names):
        return None
    left, right = _root(statement.left), _root(statement.right)
    if left is None or right is None:
        return None
    return Compare(statement.relation, apply("abs", left), apply("abs", right))


def _root(term: Term) -> Term | None:
    """u of a polynomial u**2, or None."""
    ring = Ring(MAX_TERMS)
    try:
        return term_of(poly_of(term, ring).sqrt(), ring)
    except (OutOfReach, DomainError):
        return None
