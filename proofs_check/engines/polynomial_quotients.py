"""Existence of whole numbers by exact division of polynomials.

    exists(k, D, A == M*k + B)   from equations among the hypotheses

Powers, factorials, Fibonacci numbers and sequence values become letters (`whole_atoms.py`), the hypotheses are solved for a letter that
stands alone with weight 1 or -1, which is put in, and A - B is divided by M. Where M is a number and the quotient has no whole
coefficients, residues decide. Of several letters that are asked for, those before the last are tried near the letters of the
hypotheses of their kind, and at small numbers.

Certificate: A - B == M*q for a polynomial q with whole coefficients in whole letters, and that q lies in D.

Notation: q the quotient.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import lcm

from proofs_check.engines import coprime_moduli, divisibility
from proofs_check.engines.calculus_questions import Questions, defined, names_of
from proofs_check.engines.existence_intro import opened
from proofs_check.engines.letter_classes import least_of
from proofs_check.engines.polynomial_hypotheses import Setting, linear_part, put_in
from proofs_check.engines.ring import OutOfReach, Poly, exact
from proofs_check.engines.whole_atoms import Atoms
from proofs_check.goal import Answer, Goal, Prover, proved, undecided
from proofs_check.statement.domains import Domain, membership
from proofs_check.statement.terms import (
    Compare,
    Letter,
    Quantified,
    apply,
    free_letters,
    fresh,
    number,
    substitute,
)
from proofs_check.statement.text import text

ENGINE = "polynomial quotients"
MAX_TRIES = 60
MAX_CLOSED = 3_000
REACH = 50
SMALL = (0, 1, -1, 2)


@dataclass(frozen=True)
class Asked:
    """An equation, and the letters with their domains for which it is to have a solution."""

    letters: tuple[tuple[str, Domain], ...]
    equation: Compare


def asked_by(goal: Goal) -> Asked | None:
    """What a conclusion asks for that says that whole numbers with an equation exist; its letters are new to the goal."""
    statement, taken = goal.conclusion, names_of(goal)
    letters: list[tuple[str, Domain]] = []
    while isinstance(statement, Quantified) and statement.op == "exists":
        domain = statement.domain
        if domain.kind != "integer" or free_letters_of(domain) & {name for name, _ in letters}:
            return None
        name = fresh(statement.letter, taken | free_letters(statement.body) - {statement.letter})
        taken |= {name}
        letters.append((name, domain))
        statement = substitute(statement.body, {statement.letter: Letter(name)})
    if not letters or not isinstance(statement, Compare) or statement.relation != "==":
        return None
    return Asked(tuple(letters), statement)


def free_letters_of(domain: Domain) -> frozenset[str]:
    """The letters that the ends of a domain mention."""
    return frozenset[str]().union(*map(free_letters, domain.terms()))


def applies(goal: Goal) -> bool:
    """Whether whole numbers with an equation are asked for."""
    return not any(domain.is_complex for _, domain in goal.letters) and asked_by(goal) is not None


def attempt(goal: Goal, prove: Prover) -> Answer:
    """Proves the existence by division, or says why not."""
    goal = opened(goal)
    asked = asked_by(goal) if applies(goal) else None
    if asked is None:
        return undecided(ENGINE, "")
    meant = is_defined(goal, asked, prove)
    if meant is None:
        return undecided(ENGINE, "the equation is not shown to be defined")
    found = divided(goal, asked, prove)
    return proved(ENGINE, found.detail, "certificate", (found, meant)) if found.proved else found


def is_defined(goal: Goal, asked: Asked, prove: Prover) -> Answer | None:
    """That the equation is defined for all values of the letters that are asked for; None where it is not shown."""
    inner = goal
    for name, domain in asked.letters:
        inner = inner.with_letter(name, domain).assuming(*membership(name, domain))
    return defined((asked.equation,), inner, prove)


def divided(goal: Goal, asked: Asked, prove: Prover) -> Answer:
    """That the equation has a solution, its terms being defined: with the letters as they are, else counted from their least values."""
    inner = replace(goal, letters=(*goal.letters, *asked.letters), conclusion=asked.equation)
    reason = undecided(ENGINE, "")
    for moves in (False, True):
        atoms = Atoms(inner, frozenset(name for name, _ in asked.letters), moves)
        if moves and not atoms.moved:
            return reason
        try:
            equation = atoms.poly(asked.equation.left) - atoms.poly(asked.equation.right)
            reason = _solved(Setting.of(atoms, goal), equation, asked, prove)
        except OutOfReach as stop:
            reason = undecided(ENGINE, str(stop))
        if reason.proved:
            break
    return reason


def _solved(setting: Setting, equation: Poly, asked: Asked, prove: Prover) -> Answer:
    """Values for all letters but the last, which is a quotient then."""
    setting.solve()
    equation = setting.inserted(equation)
    *before, (last, its) = asked.letters
    reason = undecided(ENGINE, "no values are inside the domains")
    names = {atom.label for atom in setting.atoms.ring.atoms_of(equation)}
    is_closed = names <= setting.atoms.asked
    tried = [list(_numbers(setting, d) if is_closed else _near(setting, name, d)) for name, d in before]
    for values in _by_size(tried, MAX_CLOSED if is_closed else MAX_TRIES):
        put = equation
        for (name, _), value in zip(before, values, strict=True):
            put = put_in(put, setting.atoms.place(name), value)
        reason = _quotient(setting, put, (last, its), prove, by_residues=not before)
        if not reason.proved:
            continue
        inside = [
            _inside(setting, d, value, name, prove) for (name, d), value in zip(before, values, strict=True)
        ]
        parts = tuple(one for one in inside if one is not None)
        if len(parts) == len(before):
            return proved(ENGINE, reason.detail, "certificate", (reason, *parts))
    return reason


def _by_size(tried: list[list[Poly]], count: int) -> Iterator[tuple[Poly, ...]]:
    """Choices of one value from each list, those near the beginnings first."""
    places = product(*(range(min(len(values), REACH)) for values in tried))
    for chosen in sorted(places, key=sum)[:count]:
        yield tuple(values[place] for values, place in zip(tried, chosen, strict=True))


def _numbers(setting: Setting, domain: Domain) -> Iterator[Poly]:
    """Numbers, small ones first; those below a domain's least are left out."""
    least = least_of(domain)
    for size in range(REACH):
        yield from (
            setting.atoms.ring.constant(value)
            for value in dict.fromkeys((size, -size))
            if least is None or value >= least
        )


def _near(setting: Setting, asked: str, domain: Domain) -> Iterator[Poly]:
    """Letters of that domain, of a like name first, moved by small numbers, and small numbers."""
    ring = setting.atoms.ring
    for name, its in sorted(setting.atoms.goal.letters, key=lambda pair: not pair[0].startswith(asked)):
        if its == domain and name not in setting.atoms.asked:
            value = setting.inserted(setting.atoms.poly(Letter(name)))
            yield from (value + ring.constant(step) for step in SMALL)
    yield from (ring.constant(step) for step in SMALL)


def _quotient(
    setting: Setting, equation: Poly, last: tuple[str, Domain], prove: Prover, by_residues: bool
) -> Answer:
    """That the equation gives a whole number in the domain of the last letter."""
    name, domain = last
    atoms = setting.atoms
    above, value = linear_part(equation, atoms.place(name))
    if above is None:
        if equation.is_zero():
            return undecided(ENGINE, "an equation without the letter")
        return undecided(ENGINE, f"the equation does not give '{name}'")
    q, rest = divmod(-value, above)
    if not rest.is_zero() and not above.is_constant():
        q, rest = setting.with_hypotheses(-value, above)
    if rest.is_zero() and atoms.is_whole(q):
        inside = _inside(setting, domain, q, name, prove)
        if inside is None:
            return undecided(ENGINE, f"{text(atoms.term(q))[:120]} is not shown to be in the domain")
        return proved(ENGINE, f"{name} = {text(atoms.term(q))[:200]}", "certificate", (inside,))
    if not by_residues:
        return undecided(ENGINE, "no quotient with whole coefficients")
    if rest.is_zero():
        scale = lcm(*(int(c.q) for c in q.to_dict().values()))
        left, right = q * scale, number(scale)
    elif above.is_constant():
        left, right = -value, number(_rational(above))
    else:
        return undecided(ENGINE, "the division leaves a remainder")
    body = Compare("==", atoms.term(left), apply("mul", right, Letter(name)))
    wanted = setting.goal(Quantified("exists", name, domain, body))
    found = divisibility.attempt(wanted, prove)
    return found if found.proved else coprime_moduli.attempt(wanted, prove)


def _rational(poly: Poly) -> Fraction:
    return exact(poly.leading_coefficient())


def _inside(setting: Setting, domain: Domain, value: Poly, name: str, prove: Prover) -> Answer | None:
    """That a value lies in a domain whose ends are read as polynomials; None where it is not shown."""
    atoms = setting.atoms
    if not atoms.is_whole(value):
        return None
    used: list[Answer] = []
    for fact in membership(name, domain):
        if not isinstance(fact, Compare):
            return None
        side = setting.inserted(atoms.poly(fact.left) - atoms.poly(fact.right))
        difference = put_in(side, atoms.place(name), value)
        asked = Questions(setting.goal(Compare(fact.relation, atoms.term(difference), number(0))), prove)
        if not asked.holds(asked.goal.conclusion):
            return None
        used += asked.used
    return proved(ENGINE, "in the domain", "certificate", tuple(used))


__all__ = ["Asked", "applies", "asked_by", "attempt", "divided", "is_defined"]
