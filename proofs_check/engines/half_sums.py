"""Sums and differences of two waves as products: x = u + v and y = u - v with u the half sum and v the half difference.

    cos(x) - cos(y) == -2*sin(u)*sin(v)      sin(x) - sin(y) == 2*cos(u)*sin(v)
    cos(x) + cos(y) == 2*cos(u)*cos(v)       sin(x) + sin(y) == 2*sin(u)*cos(v)

Every two real numbers are u + v and u - v for some u and v. Certificate: that of the statement in u and v.
"""

from __future__ import annotations

from proofs_check.engines.branch_values import open_nodes, put
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.calculus_terms import minus, plus, times
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import REAL, membership
from proofs_check.statement.terms import (
    Apply,
    Compare,
    Letter,
    Term,
    apply,
    free_letters,
    fresh,
    number,
    substitute,
)

ENGINE = "half sums"
PRODUCTS = {
    ("cos", "sub"): (-2, "sin", "sin"),
    ("cos", "add"): (2, "cos", "cos"),
    ("sin", "sub"): (2, "cos", "sin"),
    ("sin", "add"): (2, "sin", "cos"),
}


def applies(goal: Goal) -> bool:
    """Whether numbers are compared, and two waves of single letters are added or subtracted."""
    return isinstance(goal.conclusion, Compare) and not goal.sequences and _pair(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the statement in the half sum and the half difference."""
    found = in_halves(goal)
    if found is None:
        return undecided(ENGINE, "")
    answer = prove(found)
    if not answer.proved:
        return undecided(ENGINE, answer.detail)
    return proved(ENGINE, f"in half sums: {answer.detail}"[:400], "certificate", (answer,))


def in_halves(goal: Goal) -> Goal | None:
    """The goal in u and v, or None where there is no such pair of letters."""
    pair = _pair(goal)
    if pair is None:
        return None
    u = Letter(fresh("u", names_of(goal)))
    v = Letter(fresh("v", names_of(goal) | {u.name}))
    values: dict[str, Term] = {pair[0]: plus(u, v), pair[1]: minus(u, v)}
    conclusion = goal.conclusion
    for node in tuple(open_nodes(goal.conclusion)):
        found = _waves(node)
        if found is not None and {found[1], found[2]} == set(pair):
            conclusion = put(conclusion, node, _product(found, pair[0], u, v))
    ends = [fact for name, domain in goal.letters if name in pair for fact in membership(name, domain)]
    facts = tuple(substitute(fact, values) for fact in (*ends, *goal.hypotheses))
    letters = tuple(one for one in goal.letters if one[0] not in pair)
    return Goal(
        (*letters, (u.name, REAL), (v.name, REAL)), facts, substitute(conclusion, values), goal.sequences
    )


def _pair(goal: Goal) -> tuple[str, str] | None:
    """The letters x and y of the first such sum: real numbers of which no other domain speaks."""
    domains = dict(goal.letters)
    bounds = {name for _, domain in goal.letters for end in domain.terms() for name in free_letters(end)}
    for node in open_nodes(goal.conclusion):
        found = _waves(node)
        if found is None or found[1] == found[2]:
            continue
        if all(
            name in domains and domains[name].kind == "real" and name not in bounds for name in found[1:3]
        ):
            return found[1], found[2]
    return None


def _waves(node: Term) -> tuple[str, str, str, str] | None:
    """(wave, x, y, 'add' or 'sub') of wave(x) + wave(y) or wave(x) - wave(y)."""
    match node:
        case Apply(
            op=("add" | "sub") as op,
            args=(
                Apply(op=("sin" | "cos") as wave, args=(Letter(name=x),)),
                Apply(op=other, args=(Letter(name=y),)),
            ),
        ) if wave == other:
            return wave, x, y, op
    return None


def _product(found: tuple[str, str, str, str], first: str, u: Letter, v: Letter) -> Term:
    wave, x, _, op = found
    size, one, other = PRODUCTS[wave, op]
    turned = -size if op == "sub" and x != first else size
    return times(number(turned), apply(one, u), apply(other, v))


__all__ = ["ENGINE", "applies", "attempt", "in_halves"]
