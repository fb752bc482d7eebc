"""The letters of a goal as generators of a ring, and further letters for terms, with what is known of each.

Where that is asked for, every letter n that is at least a number a is written a + j with j >= 0, so that n - a is seen to be natural.
The letters that an existence asks for may not stand inside an atom: the atom would not move with them.

Notation: an atom is a term that gets a letter, x a product of natural letters.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from proofs_check.engines.atom_domains import SIGN, bases, coprime
from proofs_check.engines.back import term_of
from proofs_check.engines.calculus_questions import names_of
from proofs_check.engines.letter_classes import least_of
from proofs_check.engines.ring import OutOfReach, Poly, Ring, exact
from proofs_check.goal import Goal
from proofs_check.statement.domains import NATURAL, Domain
from proofs_check.statement.terms import Number, Term, fresh

MAX_TERMS = 600
MAX_POWER = 24


@dataclass
class WholeLetters:
    """The letters of one goal. asked: those that may not stand in atoms. moves: whether letters are counted from their least values.

    domains: the letters, those of the atoms too; moved: letter -> (the letter in its place, the least value).
    """

    goal: Goal
    asked: frozenset[str] = frozenset()
    moves: bool = False
    ring: Ring = field(default_factory=lambda: Ring(MAX_TERMS))
    domains: dict[str, Domain] = field(default_factory=dict)
    moved: dict[str, tuple[str, int]] = field(default_factory=dict)
    letters: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.taken = names_of(self.goal)
        self.bases = coprime(bases(self.goal))
        for name, domain in self.goal.letters:
            if domain.is_scalar:
                self._declare(name, domain)

    def _declare(self, name: str, domain: Domain) -> None:
        low = least_of(domain) if domain.kind == "integer" else None
        if self.moves and low and domain.high is None and name not in self.asked:
            other = self._fresh("j")
            self.moved[name] = other, low
            self.domains[other] = NATURAL
        elif all(isinstance(end, Number) for end in domain.terms()):
            self.domains[name] = domain
        else:  # its ends are terms, and stay among the facts
            self.domains[name] = replace(domain, low=None, high=None)

    def _fresh(self, name: str) -> str:
        found = fresh(name, self.taken)
        self.taken |= {found}
        return found

    def place(self, name: str) -> int:
        """The place of the letter among the generators."""
        return (self.ring.find("letter", name) or self.ring.add("letter", name)).index

    def gen(self, name: str) -> Poly:
        """The letter as a polynomial."""
        return self.ring.gens[self.place(name)]

    def letter(self, name: str) -> Poly:
        """A letter of the goal. Raises OutOfReach."""
        if name in self.moved:
            other, low = self.moved[name]
            return self.gen(other) + self.ring.constant(low)
        if name not in self.domains:
            raise OutOfReach(f"'{name}' is no number of the goal")
        return self.gen(name)

    def atom(self, kind: str, label: str, names: frozenset[str], domain: Domain) -> Poly:
        """The letter of an atom that depends on the letters `names`; one with the square 1 has a relation. Raises OutOfReach."""
        if names & self.asked:
            raise OutOfReach("a letter that is asked for, in a function")
        if (kind, label) not in self.letters:
            name = self._fresh(f"{kind}_{len(self.letters)}")
            self.letters[kind, label] = name
            self.domains[name] = domain
            if domain == SIGN:
                self.ring.add_related("letter", name, (), 2, self.ring.one)
        return self.gen(self.letters[kind, label])

    def natural(self, poly: Poly) -> list[tuple[Poly, int]]:
        """The polynomial as a sum of products x of natural letters with natural weights, (1, d) last. Raises OutOfReach."""
        found, constant = [], 0
        for powers, factor in poly.to_dict().items():
            weight = exact(factor)
            names = [self.ring.atoms[place].label for place, power in enumerate(powers) if power]
            if weight.denominator != 1 or weight < 0 or not all(map(self.is_natural_letter, names)):
                raise OutOfReach("an exponent or an index that is not seen to be natural")
            if names:
                found.append((self.ring.context.from_dict({powers: 1}), int(weight)))
            else:
                constant = int(weight)
        if constant > MAX_POWER or any(weight > MAX_POWER for _, weight in found):
            raise OutOfReach("a large exponent")
        return [*found, (self.ring.one, constant)]

    def is_natural_letter(self, name: str) -> bool:
        """Whether the letter runs through whole numbers that are not negative."""
        domain = self.domains[name]
        low = least_of(domain) if domain.kind == "integer" else None
        return low is not None and low >= 0

    def is_whole(self, poly: Poly) -> bool:
        """Whether the polynomial has whole coefficients and whole letters."""
        return all(exact(factor).denominator == 1 for factor in poly.to_dict().values()) and all(
            self.domains[atom.label].kind == "integer" for atom in self.ring.atoms_of(poly)
        )

    def names(self, poly: Poly) -> frozenset[str]:
        """The letters that occur in the polynomial."""
        return frozenset(atom.label for atom in self.ring.atoms_of(poly))

    def term(self, poly: Poly) -> Term:
        """The polynomial as a term in the letters."""
        return term_of(poly, self.ring)


__all__ = ["MAX_POWER", "MAX_TERMS", "WholeLetters"]
