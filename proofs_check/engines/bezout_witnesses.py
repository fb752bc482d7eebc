"""Bezout's equation between polynomials: exists(a, exists(b, a*A + b*B == C)) with A, B and C polynomials in a whole letter.

    a*(21*n + 4) + b*(14*n + 3) == 1        a = -2, b = 3

The extended Euclidean algorithm proposes polynomials with whole coefficients. Certificate: that they satisfy the equation and lie in the domains.
"""

from __future__ import annotations

from proofs_check.engines.calculus_terms import folded, minus
from proofs_check.engines.polynomial_bezout import read, solved, term_of
from proofs_check.engines.polynomial_quotients import asked_by, is_defined
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import membership
from proofs_check.statement.terms import ONE, ZERO, Term, free_letters, substitute
from proofs_check.statement.text import text

ENGINE = "Bezout's equation"


def applies(goal: Goal) -> bool:
    """Whether two whole numbers are asked for by an equation with one whole letter."""
    return not any(domain.is_complex for _, domain in goal.letters) and bool(_witness(goal))


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence by polynomials, or says why not."""
    asked, put = asked_by(goal), _witness(goal) if applies(goal) else {}
    if asked is None or not put:
        return undecided(ENGINE, "")
    meant = is_defined(goal, asked, prove)
    if meant is None:
        return undecided(ENGINE, "the equation is not shown to be defined")
    facts = [substitute(fact, put) for name, domain in asked.letters for fact in membership(name, domain)]
    answers = [meant]
    for says in (substitute(asked.equation, put), *facts):
        answers.append(prove(goal.concluding(says)))
        if not answers[-1].proved:
            return undecided(ENGINE, f"not shown: {text(says)}"[:250])
    shown = ", ".join(f"{name} = {text(value)}" for name, value in put.items())
    return proved(ENGINE, shown[:300], "certificate", tuple(answers))


def _witness(goal: Goal) -> dict[str, Term]:
    """Polynomials for the two letters; nothing where there are none with whole coefficients."""
    asked = asked_by(goal)
    if asked is None or len(asked.letters) != 2:
        return {}
    one, other = (name for name, _ in asked.letters)
    names = free_letters(asked.equation) - {one, other}
    domains = dict(goal.letters)
    if len(names) != 1 or any(name not in domains or domains[name].kind != "integer" for name in names):
        return {}
    (name,) = names
    gap = minus(asked.equation.left, asked.equation.right)

    def at(first: Term, second: Term) -> Term:
        return folded(substitute(gap, {one: first, other: second}))

    polys = [read(at(*unit), name) for unit in ((ZERO, ZERO), (ONE, ZERO), (ZERO, ONE))]
    rest, first, second = polys
    if rest is None or first is None or second is None:
        return {}
    values = solved(first - rest, second - rest, -rest)
    return {} if values is None else {one: term_of(values[0], name), other: term_of(values[1], name)}


__all__ = ["applies", "attempt"]
