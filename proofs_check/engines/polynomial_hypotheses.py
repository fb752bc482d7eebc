"""The hypotheses of a goal as polynomials in letters, solved for letters that stand alone with weight 1 or -1.

A letter that an equation gives as a polynomial is put in everywhere, and what is known of it is known of the polynomial. A whole letter
is given by a polynomial with whole coefficients in whole letters only, so that nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd, lcm

from flint import fmpq

from proofs_check.engines.calculus_terms import flat_conjunction
from proofs_check.engines.ring import OutOfReach, Poly, exact
from proofs_check.engines.whole_atoms import Atoms
from proofs_check.goal import Goal
from proofs_check.statement.domains import membership
from proofs_check.statement.terms import Compare, Term, number


@dataclass
class Setting:
    """The hypotheses as polynomials, and what was put in for letters that equations give."""

    atoms: Atoms
    equations: list[Poly]
    facts: list[tuple[str, Poly]]
    """Polynomials with their relation to 0."""
    put: list[tuple[int, Poly]]

    @classmethod
    def of(cls, atoms: Atoms, goal: Goal) -> Setting:
        """The comparisons among the facts that can be read; others are left out."""
        found = cls(atoms, [], [], [])
        for fact in (part for whole in goal.facts() for part in flat_conjunction(whole)):
            if not isinstance(fact, Compare):
                continue
            try:
                poly = atoms.poly(fact.left) - atoms.poly(fact.right)
            except OutOfReach:
                continue
            if fact.relation == "==":
                found.equations.append(poly)
            else:
                found.facts.append((fact.relation, poly))
        return found

    def solve(self) -> None:
        """Puts in every letter that an equation gives as a polynomial; what is known of the letter stays known of that."""
        while self.equations:
            equation = self.inserted(self.equations.pop(0))
            place = self._given(equation)
            if place is None:
                self.facts.append(("==", equation))
                continue
            value = self._given_as(equation, place)
            name = self.atoms.ring.atoms[place].label
            for fact in membership(name, self.atoms.domains[name]):
                if isinstance(fact, Compare):
                    side = self.atoms.poly(fact.left) - self.atoms.poly(fact.right)
                    self.facts.append((fact.relation, side))
            self.put.append((place, value))

    def _given(self, equation: Poly) -> int | None:
        """The letter, an atom first, that the equation gives as a whole polynomial, if it is whole itself."""
        if equation.is_zero():
            return None
        plain = _primitive(equation)
        for atom in reversed(self.atoms.ring.atoms_of(plain)):
            weight, rest = linear_part(plain, atom.index)
            if weight is None or not weight.is_constant() or abs(exact(weight.leading_coefficient())) != 1:
                continue
            whole = self.atoms.domains[atom.label].kind == "integer"
            if not atom.degree and (not whole or self.atoms.is_whole(rest)):
                return atom.index
        return None

    def _given_as(self, equation: Poly, place: int) -> Poly:
        """The value of a letter that the equation gives."""
        weight = linear_part(equation, place)[0]
        assert weight is not None
        return self.atoms.ring.gens[place] - equation * (1 / weight.leading_coefficient())

    def inserted(self, poly: Poly) -> Poly:
        """The polynomial with the values of all letters that are given."""
        for place, value in self.put:
            poly = self.atoms.ring.reduce(put_in(poly, place, value))
            self.atoms.ring.check(poly)
        return poly

    def with_hypotheses(self, value: Poly, divisor: Poly) -> tuple[Poly, Poly]:
        """(q, r) with value == divisor*q + r; r is 0 where a multiple of an equation may be taken off first.

        The multiple is found where the divisor is 0, by a letter x that it gives there as a whole polynomial.
        """
        for relation, fact in self.facts:
            known = self.inserted(fact) if relation == "==" else fact * 0
            place = self._given(divisor)
            if place is None or known.is_zero():
                continue
            root = self._given_as(divisor, place)
            there = put_in(known, place, root)
            if there.is_zero():
                continue
            multiple, rest = divmod(put_in(value, place, root), there)
            if rest.is_zero():
                found: tuple[Poly, Poly] = divmod(value - multiple * known, divisor)
                return found
        found = divmod(value, divisor)
        return found

    def goal(self, conclusion: Term) -> Goal:
        """A goal about letters alone, with what is known of them."""
        gone = {self.atoms.ring.atoms[place].label for place, _ in self.put}
        letters = tuple(
            (name, its)
            for name, its in self.atoms.domains.items()
            if name not in gone | self.atoms.asked and its.is_scalar
        )
        facts = []
        for relation, poly in self.facts:
            known = self.inserted(poly)
            if not known.is_constant():
                facts.append(Compare(relation, self.atoms.term(known), number(0)))
        return Goal(letters, tuple(dict.fromkeys(facts)), conclusion)


def _primitive(poly: Poly) -> Poly:
    """The multiple with whole coefficients that have no common factor."""
    scale = lcm(*(int(c.q) for c in poly.to_dict().values()))
    content = gcd(*(int((c * scale).p) for c in poly.to_dict().values()))
    return poly * scale * fmpq(1, content)


def linear_part(poly: Poly, place: int) -> tuple[Poly | None, Poly]:
    """(M, N) with poly == M*x + N, neither with the generator x; M is None where the degree is not 1."""
    if poly.is_zero() or poly.degrees()[place] != 1:
        return None, poly
    ring = poly.context()
    moving, still = {}, {}
    for powers, factor in poly.to_dict().items():
        if powers[place]:
            moving[(*powers[:place], 0, *powers[place + 1 :])] = factor
        else:
            still[powers] = factor
    return ring.from_dict(moving), ring.from_dict(still)


def put_in(poly: Poly, place: int, value: Poly) -> Poly:
    """The polynomial with a value for a generator."""
    if poly.is_zero() or not poly.degrees()[place]:
        return poly
    ring, total = poly.context(), poly * 0
    pieces: dict[int, dict[tuple[int, ...], fmpq]] = {}
    for powers, factor in poly.to_dict().items():
        rest = (*powers[:place], 0, *powers[place + 1 :])
        pieces.setdefault(int(powers[place]), {})[rest] = factor
    for often, piece in pieces.items():
        total = total + ring.from_dict(piece) * value**often
    return total


__all__ = ["Setting", "linear_part", "put_in"]
